//! The outside: arguments, standard streams, files, exit status.

mod args;
mod collected;
mod commands;
mod documents;
mod exit;
mod flags;
mod home;
mod library;
pub mod meanings;
mod notes;
mod output;
mod progress;
mod reader;
mod sources;
mod watch;

use args::{Args, Command};
use clap::{CommandFactory, Parser};
use commands::export::{Shape, report, write_export};
use commands::{cache, diff, kernel, search, similar, stories};
use exit::Failure;
use flags::is_dumb;
use output::to_standard;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

/// Runs the program with this process's arguments.
pub fn run() -> ExitCode {
    keep_others_quiet();
    exit::exit(obey(Args::parse()))
}

/// A crate that breaks on a hostile file is caught where files are read, and told as the reason why the file was not read;
/// what it says of itself beside that would stand in the middle of the screen. Panics of our own are told as ever.
fn keep_others_quiet() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let is_own = |file: &str| file.starts_with("src") || file.starts_with(env!("CARGO_MANIFEST_DIR"));
        if panic.location().is_none_or(|place| is_own(place.file())) {
            tell(panic);
        }
    }));
}

fn obey(args: Args) -> Result<(), Failure> {
    if let (Some(path), Some(_)) = (args.paths.first(), &args.command) {
        return Err(Failure::Usage(format!(
            "{} stands before a command; put paths behind it, or write ./NAME for a folder that has a command's name",
            path.display()
        )));
    }
    match args.command {
        None if io::stdout().is_terminal() && !is_dumb() => reader::read(args.paths, &args.common),
        None => report(&args.paths, &Shape::default(), &args.common),
        Some(Command::Report { shape, paths }) => report(&paths, &shape, &args.common),
        Some(Command::Export(wanted)) => write_export(&wanted, &args.common),
        Some(Command::Diff(wanted)) => match diff::diff(&wanted, &args.common)? {
            true => Err(Failure::Different),
            false => Ok(()),
        },
        Some(Command::Stories(wanted)) => stories::stories(&wanted, &args.common),
        Some(Command::Similar(wanted)) => similar::similar(&wanted, &args.common),
        Some(Command::Search(wanted)) => search::search(&wanted, &args.common),
        Some(Command::Kernel(wanted)) => kernel::kernel(&wanted, &args.common),
        Some(Command::Cache(wanted)) => cache::cache(&wanted),
        Some(Command::Completions { shell }) => to_standard(|out| {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "parallax", &mut script);
            out.write_all(&script)
        }),
        Some(Command::Man) => to_standard(|out| clap_mangen::Man::new(Args::command()).render(out)),
    }
}
