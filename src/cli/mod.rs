//! The outside: arguments, standard streams, files, exit status.

mod args;
mod exit;
mod output;

use crate::compare::{Comparison, compare};
use crate::export::{Format, Options, export};
use crate::monitor::Monitor;
use crate::source::{self, Corpus, Loaded, Rejected};
use crate::tui::{self, Arrival, Colours, Ending};
use args::{Args, ColorChoice, Command, Common, Export};
use clap::{CommandFactory, Parser};
use exit::{Failure, tell};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the program with this process's arguments.
pub fn run() -> ExitCode {
    exit::exit(obey(Args::parse()))
}

fn obey(args: Args) -> Result<(), Failure> {
    if let (Some(path), Some(_)) = (args.paths.first(), &args.command) {
        return Err(Failure::Usage(format!(
            "{} stands before a command; put paths behind it, or write ./NAME for a folder that has a command's name",
            path.display()
        )));
    }
    match args.command {
        None if io::stdout().is_terminal() && !dumb() => read(args.paths, args.common),
        None => report(&args.paths, args.common),
        Some(Command::Report { paths }) => report(&paths, args.common),
        Some(Command::Export(wanted)) => write_export(&wanted, args.common),
        Some(Command::Completions { shell }) => to_standard(|out| {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "parallax", &mut script);
            out.write_all(&script)
        }),
        Some(Command::Man) => to_standard(|out| clap_mangen::Man::new(Args::command()).render(out)),
    }
}

/// A terminal that cannot place its cursor gets the plain report.
fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Opens the reader. Sources are read and compared beside the screen.
fn read(paths: Vec<PathBuf>, common: Common) -> Result<(), Failure> {
    let work = move |monitor: &Monitor, tell: &dyn Fn(Arrival)| {
        let loaded = load(&paths);
        let corpus = loaded.corpus.clone();
        let fit = fit(&loaded, common);
        tell(Arrival::Loaded(loaded));
        match fit {
            Err(failure) => tell(Arrival::Failed(failure.to_string())),
            Ok(()) => {
                if let Ok(comparison) = compare(corpus, monitor) {
                    tell(Arrival::Compared(comparison));
                }
            }
        }
    };
    let formats = Format::ALL.map(|format| (format.name().to_owned(), format.extension().to_owned()));
    let save = |comparison: &Comparison, format: &str, path: &Path| {
        let format = format.parse::<Format>().map_err(|unknown| unknown.to_string())?;
        save(comparison, format, path).map_err(|failure| failure.to_string())
    };
    let options =
        tui::Options { formats: formats.into(), save: Arc::new(save), theme: None, colours: colours(common.color) };
    let outcome = tui::run(work, options).map_err(Failure::Terminal)?;
    name_rejected(&outcome.rejected);
    match outcome.ending {
        Ending::Quit | Ending::Cancelled => Ok(()),
        Ending::Failed(reason) => Err(Failure::Nothing(reason)),
        Ending::Signal(number) => Err(Failure::Signal(number)),
    }
}

fn colours(choice: ColorChoice) -> Colours {
    let environment = |name: &str| std::env::var(name).ok();
    match choice {
        ColorChoice::Auto => Colours::wished(environment),
        ColorChoice::Always => Colours::wished(|name| environment(name).filter(|_| name != "NO_COLOR")),
        ColorChoice::Never => Colours::None,
    }
}

fn report(paths: &[PathBuf], common: Common) -> Result<(), Failure> {
    let comparison = compared(paths, common)?;
    to_standard(|out| {
        let (sources, parallels) = (comparison.corpus.sources.len(), comparison.alignment.parallels.len());
        writeln!(out, "{sources} sources   {parallels} parallels   {} only here", comparison.only_here.len())
    })
}

fn write_export(wanted: &Export, common: Common) -> Result<(), Failure> {
    let file = wanted.output.as_deref().filter(|path| path.as_os_str() != "-");
    let format = match (wanted.format, file) {
        (Some(format), _) => format,
        (None, Some(file)) => told_by_name(file)?,
        (None, None) => {
            return Err(Failure::Usage(format!("which format? name one with -f: {}", format_names())));
        }
    };
    let comparison = compared(&wanted.paths, common)?;
    match file {
        Some(file) => save(&comparison, format, file),
        None => to_standard(|out| export(&comparison, format, &Options::default(), out)),
    }
}

fn told_by_name(file: &Path) -> Result<Format, Failure> {
    file.extension().unwrap_or_default().to_string_lossy().parse().map_err(|_| {
        let shown = file.display();
        Failure::Usage(format!("which format? {shown} does not tell; name one with -f: {}", format_names()))
    })
}

fn format_names() -> String {
    Format::ALL.map(Format::name).join(", ")
}

fn to_standard(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    output::to_standard(write).map_err(|error| Failure::Output { path: "standard output".into(), error })
}

/// Writes an export to a file; a source is never written over.
fn save(comparison: &Comparison, format: Format, path: &Path) -> Result<(), Failure> {
    let place = path.canonicalize().ok();
    let same = |source: &&source::Source| place.is_some() && Path::new(&source.meta.path).canonicalize().ok() == place;
    if let Some(source) = comparison.corpus.sources.iter().find(same) {
        return Err(Failure::Usage(format!("{} is one of the sources; write to another file", source.meta.path)));
    }
    output::to_file(path, |out| export(comparison, format, &Options::default(), out))
        .map_err(|error| Failure::Output { path: path.to_owned(), error })
}

/// Reads and compares outside of the reader, and names what could not be read.
fn compared(paths: &[PathBuf], common: Common) -> Result<Comparison, Failure> {
    let loaded = load(paths);
    name_rejected(&loaded.rejected);
    fit(&loaded, common)?;
    compare(loaded.corpus, &Monitor::default()).map_err(|_| Failure::Nothing("cancelled".into()))
}

fn load(paths: &[PathBuf]) -> Loaded {
    if paths.is_empty() { Loaded { corpus: source::sample(), rejected: Vec::new() } } else { source::load(paths) }
}

fn name_rejected(rejected: &[Rejected]) {
    for Rejected { path, reason } in rejected {
        tell(&format!("{}: {reason}", path.display()));
    }
}

/// Whether what was loaded can be compared and is what was wanted.
fn fit(loaded: &Loaded, common: Common) -> Result<(), Failure> {
    let Loaded { corpus: Corpus { sources }, rejected } = loaded;
    match sources.as_slice() {
        [] => Err(Failure::Nothing("there is nothing to compare; name two or more texts, or a folder of them".into())),
        [only] => Err(Failure::Nothing(format!("{} is the only source; comparing needs another one", only.meta.path))),
        _ => match rejected.iter().filter(|rejected| !rejected.reason.is_planned()).count() {
            count if count > 0 && common.strict => Err(Failure::Strict(count)),
            _ => Ok(()),
        },
    }
}
