//! `parallax export` and `parallax report`: the comparison, written.

use crate::cli::exit::Failure;
use crate::cli::flags::{Common, coloured};
use crate::cli::output::{save, to_standard};
use crate::cli::progress;
use crate::cli::sources::compared;
use crate::compare::Comparison;
use crate::export::{self, Format, Scope, Table, Texts};
use crate::monitor::Monitor;
use crate::source::SourceId;
use clap::{Args as ClapArgs, ValueEnum, builder::PossibleValue};
use std::path::PathBuf;

/// What `export` is told.
#[derive(ClapArgs, Debug)]
pub struct Export {
    /// What to write: everything, discrepancies, quotations, matrix, the number of a parallel (7), or two sources (A,B)
    #[arg(short, long, value_name = "SCOPE", default_value_t)]
    pub scope: Scope,
    /// Leave the sources' texts out: only where things stand, and the words that differ
    #[arg(long)]
    pub without_texts: bool,
    /// Write the paths of the files, not only their names
    #[arg(long)]
    pub paths: bool,
    /// The table to write as csv; told by the scope where this is left out
    #[arg(long, value_enum)]
    pub table: Option<Table>,
    /// The format; told by the ending of FILE where this is left out
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,
    /// Where to write; without it, or with -, standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How it is laid out.
    #[command(flatten)]
    pub shape: Shape,
    /// Files and folders to compare; - is standard input; none takes the sample
    #[arg(value_name = "PATH")]
    pub sources: Vec<PathBuf>,
}

/// How what is written is laid out.
#[derive(ClapArgs, Default, Debug)]
pub struct Shape {
    /// The source to read the others against, by its letter
    #[arg(short, long, value_name = "LETTER")]
    pub base: Option<String>,
    /// The width of plain text in columns
    #[arg(short, long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.name()).help(self.about());
        Some(if self.name() == self.extension() { value } else { value.alias(self.extension()) })
    }
}

impl ValueEnum for Table {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Prints the plain summary, to be read where the files are.
pub fn report(paths: &[PathBuf], shape: &Shape, common: &Common) -> Result<(), Failure> {
    let comparison = compared(paths, common)?;
    let mut options = options(&comparison, shape)?;
    options.coloured = coloured(common);
    options.paths = true;
    to_standard(|out| export::report(&comparison, &options, out))
}

/// Writes the comparison to a file or to standard output.
pub fn write_export(wanted: &Export, common: &Common) -> Result<(), Failure> {
    let file = wanted.output.as_deref().filter(|path| path.as_os_str() != "-");
    let told = file.and_then(|file| file.extension()?.to_string_lossy().parse().ok());
    let format = wanted.format.or(told).ok_or_else(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        Failure::Usage(format!("the format is not told by the name of a file; name one with -f: {names}"))
    })?;
    let comparison = compared(&wanted.sources, common)?;
    let options = export::Options {
        scope: known(&comparison, wanted.scope)?,
        texts: if wanted.without_texts { Texts::Withheld } else { Texts::Whole },
        table: wanted.table,
        paths: wanted.paths,
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
