//! A comparison to a file format.

mod apparatus;
mod beside;
mod csv;
mod docx;
mod excerpt;
mod glance;
mod graphml;
mod html;
pub mod json;
mod markdown;
mod markup;
mod narrow;
mod overview;
mod paper;
mod place;
mod report;
mod scope;
mod svg;
mod tei;
mod text;
mod versions;
mod wording;

pub use csv::Table;
pub use scope::{Part, Scope, UnknownScope};
pub use versions::{Beside, Told};

use crate::compare::Comparison;
use crate::monitor::Monitor;
use crate::source::SourceId;
use excerpt::Excerpt;
use paper::Paper;
use std::io;

/// A file format that a comparison can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One web page that needs nothing else.
    Html,
    /// The JSON contract: everything, for programs.
    Json,
    /// Markdown as GitHub renders it.
    Markdown,
    /// One table, for spreadsheets.
    Csv,
    /// A critical apparatus for editions.
    Tei,
    /// A document for word processors.
    Docx,
    /// A picture for slides.
    Svg,
    /// A graph of sources and links.
    GraphMl,
    /// Plain text: the report, then the sources side by side.
    Text,
    /// The same for a terminal, in colours.
    Ansi,
}

impl Format {
    /// Every format, in the order in which help and dialogs list them.
    pub const ALL: [Self; 10] = [
        Self::Html,
        Self::Docx,
        Self::Markdown,
        Self::Text,
        Self::Ansi,
        Self::Json,
        Self::Csv,
        Self::Tei,
        Self::Svg,
        Self::GraphMl,
    ];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Tei => "tei",
            Self::Docx => "docx",
            Self::Svg => "svg",
            Self::GraphMl => "graphml",
            Self::Text => "text",
            Self::Ansi => "ansi",
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Tei => "xml",
            Self::Docx => "docx",
            Self::Svg => "svg",
            Self::GraphMl => "graphml",
            Self::Text => "txt",
            Self::Ansi => "ansi",
        }
    }

    /// What it is good for, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Html => "one web page to send: side by side, readings, who tells what; no network needed",
            Self::Json => "everything, for programs; offsets in Unicode code points",
            Self::Markdown => "for GitHub and editors: tables, struck and bold words, footnotes",
            Self::Csv => "one table, for spreadsheets: parallels and sources, or what --table names",
            Self::Tei => "TEI P5 for editions: a critical apparatus by parallel segmentation",
            Self::Docx => "a document for word processors: the sources side by side in a table",
            Self::Svg => "a picture for slides: the sources side by side, or with the scope matrix who tells what",
            Self::GraphMl => "sources and links as a graph",
            Self::Text => "plain text: the report, then the sources side by side",
            Self::Ansi => "the same in the colours of a terminal",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a name or a file's extension, whatever its case.
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let name = name.to_lowercase();
        let mut known = Self::ALL.into_iter();
        known.find(|f| f.name() == name || f.extension() == name).ok_or(UnknownFormat(name))
    }
}

/// A format that is not among [`Format::ALL`].
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no format is called {0}")]
pub struct UnknownFormat(pub String);

/// How an export is made; the default is everything, read against the first source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The source that the others are read against; one that the corpus lacks is taken as the first.
    pub base: SourceId,
    /// The width of plain text in columns.
    pub width: usize,
    /// The report uses a terminal's colours.
    pub coloured: bool,
    /// What of the comparison is written.
    pub scope: Scope,
    /// Whether the sources' texts are written.
    pub texts: Texts,
    /// Which table is written; without it, the one that the scope asks for.
    pub table: Option<Table>,
    /// The files are called by their paths, not only their names; the JSON contract always has the paths.
    pub paths: bool,
}

/// Whether the sources' texts are part of an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Texts {
    /// They are.
    #[default]
    Whole,
    /// Only where things stand and the words that differ: for texts that may not be passed on.
    Withheld,
}

impl Options {
    fn table(&self) -> Table {
        let asked = match self.scope {
            Scope::Discrepancies => Table::Discrepancies,
            Scope::Quotations => Table::Quotations,
            Scope::Matrix => Table::Matrix,
            Scope::Everything | Scope::Parallel(_) | Scope::Pair(_) => Table::Parallels,
        };
        self.table.unwrap_or(asked)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base: SourceId(0),
            width: 100,
            coloured: false,
            scope: Scope::default(),
            texts: Texts::default(),
            table: None,
            paths: false,
        }
    }
}

/// Writes a comparison in a format. What is written is complete, or there is an error; buffering is the caller's. The monitor
/// tells how far it is.
pub fn export(
    comparison: &Comparison,
    format: Format,
    options: &Options,
    monitor: &Monitor,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let excerpt = Excerpt::new(comparison, options, monitor);
    match format {
        Format::Html => html::write(&excerpt, out),
        Format::Json => json::write(&excerpt, out),
        Format::Markdown => markdown::write(&excerpt, out),
        Format::Csv => csv::write(&excerpt, options.table(), out),
        Format::Tei => tei::write(&excerpt, out),
        Format::Docx => docx::write(&excerpt, out),
        Format::Svg => svg::write(&excerpt, out),
        Format::GraphMl => graphml::write(&excerpt, out),
        Format::Text => text::write(&excerpt, &mut Paper::new(out, options.width, false)),
        Format::Ansi => text::write(&excerpt, &mut Paper::new(out, options.width, true)),
    }
}

/// Writes the plain report: the sources, the overview, where they disagree, the parallels by spread, who is quoted in which
/// words, what only one tells. Two reports can be diffed.
pub fn report(comparison: &Comparison, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let monitor = Monitor::default();
    let excerpt = Excerpt::new(comparison, options, &monitor);
    report::write(&excerpt, &mut Paper::new(out, options.width, options.coloured))
}

/// Writes how an old text became a new one: as a page, as a document with tracked changes, otherwise in lines of the width and
/// colours of the options.
pub fn write_versions(told: &Told<'_>, format: Format, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Html => versions::write_html(told, out),
        Format::Docx => versions::write_docx(told, out),
        Format::Json
        | Format::Markdown
        | Format::Csv
        | Format::Tei
        | Format::Svg
        | Format::GraphMl
        | Format::Text
        | Format::Ansi => versions::write_text(told, &mut Paper::new(out, options.width, options.coloured)),
    }
}
