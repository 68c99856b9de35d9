//! A comparison to a file format.

mod html;
pub mod json;
mod markdown;
mod markup;
mod paper;
mod place;
mod report;
mod text;

use crate::compare::Comparison;
use crate::source::SourceId;
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
    /// Plain text: the report, then the sources side by side.
    Text,
    /// The same for a terminal, in colours.
    Ansi,
}

impl Format {
    /// Every format, in the order in which help and dialogs list them.
    pub const ALL: [Self; 5] = [Self::Html, Self::Markdown, Self::Text, Self::Ansi, Self::Json];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Markdown => "markdown",
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
}

impl Options {
    fn base(&self, comparison: &Comparison) -> SourceId {
        if self.base.index() < comparison.corpus.sources.len() { self.base } else { SourceId(0) }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { base: SourceId(0), width: 100, coloured: false }
    }
}

/// Writes a comparison in a format. What is written is complete, or there is an error; buffering is the caller's.
pub fn export(comparison: &Comparison, format: Format, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Html => html::write(comparison, options.base(comparison), out),
        Format::Json => json::write(comparison, out),
        Format::Markdown => markdown::write(comparison, options.base(comparison), out),
        Format::Text => text::write(comparison, options.base(comparison), &mut Paper::new(out, options.width, false)),
        Format::Ansi => text::write(comparison, options.base(comparison), &mut Paper::new(out, options.width, true)),
    }
}

/// Writes the plain report: the sources, what all tell, where they disagree, the parallels by spread, who is quoted in which
/// words, what only one tells. Two reports can be diffed.
pub fn report(comparison: &Comparison, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    report::write(comparison, &mut Paper::new(out, options.width, options.coloured))
}
