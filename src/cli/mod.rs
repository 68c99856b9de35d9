//! The outside: arguments, standard streams, files, exit status.

mod args;
mod cache;
mod collected;
mod diff;
mod exit;
mod home;
mod library;
pub mod meanings;
mod notes;
mod output;
mod patch;
mod progress;
mod reader;
mod search;
mod similar;
mod sources;
mod stories;
mod watch;

use crate::compare::Comparison;
use crate::export::{self, Format, Scope, Texts};
use crate::monitor::Monitor;
use crate::source::SourceId;
use crate::tui::Colours;
use args::{Args, ColorChoice, Command, Common, Export, Shape};
use clap::{CommandFactory, Parser};
use exit::Failure;
use sources::compared;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
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
        Some(Command::Cache(wanted)) => cache::cache(&wanted),
        Some(Command::Completions { shell }) => to_standard(|out| {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "parallax", &mut script);
            out.write_all(&script)
        }),
        Some(Command::Man) => to_standard(|out| clap_mangen::Man::new(Args::command()).render(out)),
    }
}

/// A terminal that cannot place its cursor gets the plain report.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn report(paths: &[PathBuf], shape: &Shape, common: &Common) -> Result<(), Failure> {
    let comparison = compared(paths, common)?;
    let mut options = options(&comparison, shape)?;
    options.coloured = coloured(common);
    to_standard(|out| export::report(&comparison, &options, out))
}

/// Whether what is written to standard output is coloured.
fn coloured(common: &Common) -> bool {
    match common.color {
        ColorChoice::Always => true,
        ColorChoice::Auto => io::stdout().is_terminal() && reader::colours(common.color) != Colours::None,
        ColorChoice::Never => false,
    }
}

fn write_export(wanted: &Export, common: &Common) -> Result<(), Failure> {
    let file = wanted.output.as_deref().filter(|path| path.as_os_str() != "-");
    let told = file.and_then(|file| file.extension()?.to_string_lossy().parse().ok());
    let format = wanted.format.or(told).ok_or_else(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        Failure::Usage(format!("the format is not told by the name of a file; name one with -f: {names}"))
    })?;
    let comparison = compared(&wanted.paths, common)?;
    let options = export::Options {
        scope: known(&comparison, wanted.scope)?,
        texts: if wanted.without_texts { Texts::Withheld } else { Texts::Whole },
        table: wanted.table,
        ..options(&comparison, &wanted.shape)?
    };
    match file {
        Some(file) => {
            let monitor = Monitor::default();
            progress::told("writing", &monitor, || save(&comparison, format, &options, &monitor, file))
        }
        None => to_standard(|out| export::export(&comparison, format, &options, &Monitor::default(), out)),
    }
}

fn options(comparison: &Comparison, shape: &Shape) -> Result<export::Options, Failure> {
    let usual = export::Options::default();
    let base = shape.base.as_deref().map(|siglum| base(comparison, siglum)).transpose()?;
    Ok(export::Options {
        base: base.unwrap_or(usual.base),
        width: shape.width.map_or(usual.width, usize::from),
        ..usual
    })
}

/// A scope that names only what there is.
fn known(comparison: &Comparison, scope: Scope) -> Result<Scope, Failure> {
    let parallels = comparison.alignment.parallels.len();
    match scope {
        Scope::Parallel(index) if index >= parallels => {
            Err(Failure::Usage(format!("there is no parallel {}; they are numbered 1 to {parallels}", index + 1)))
        }
        Scope::Pair(pair) => pair.iter().try_for_each(|id| base(comparison, &id.siglum()).map(drop)).map(|()| scope),
        Scope::Parallel(_) | Scope::Everything | Scope::Discrepancies | Scope::Quotations | Scope::Matrix => Ok(scope),
    }
}

/// The source of a siglum.
fn base(comparison: &Comparison, siglum: &str) -> Result<SourceId, Failure> {
    let mut ids = comparison.corpus.sources.iter().map(|source| source.id);
    let last = ids.clone().next_back().map(SourceId::siglum).unwrap_or_default();
    ids.find(|id| id.siglum().eq_ignore_ascii_case(siglum))
        .ok_or_else(|| Failure::Usage(format!("no source is called {siglum}; they are called A to {last}")))
}

fn to_standard(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    output::to_standard(write).map_err(|error| Failure::Output { path: "standard output".into(), error })
}

/// Writes an export to a file; a source is never written over.
fn save(
    comparison: &Comparison,
    format: Format,
    options: &export::Options,
    monitor: &Monitor,
    path: &Path,
) -> Result<(), Failure> {
    let place = path.canonicalize().ok();
    let is_it = |source: &str| place.is_some() && Path::new(source).canonicalize().ok() == place;
    if let Some(source) = comparison.corpus.sources.iter().find(|source| is_it(source.meta.file())) {
        return Err(Failure::Usage(format!("{} is one of the sources; write to another file", source.meta.path)));
    }
    output::to_file(path, |out| export::export(comparison, format, options, monitor, out))
        .map_err(|error| Failure::Output { path: path.to_owned(), error })
}
