//! What may be typed.

use super::cache::Cache;
use super::diff::Diff;
use super::search::Search;
use super::similar::Similar;
use super::stories::Stories;
use crate::export::{Format, Scope, Table};
use crate::source::{self, Charset, Field, Wishes};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, builder::PossibleValue};
use std::path::PathBuf;

/// The command line. Its doc comments are the help.
#[derive(Parser, Debug)]
#[command(name = "parallax", version, about = ABOUT, long_about = LONG_ABOUT, after_long_help = AFTER_HELP)]
#[command(max_term_width = 100)]
pub struct Args {
    /// Files and folders to compare; - is standard input; none opens the sample
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// Another thing to do than reading in the terminal.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The flags that every command knows.
#[derive(ClapArgs, Clone, Debug)]
pub struct Common {
    /// How sources are read.
    #[command(flatten)]
    pub loading: Loading,
    /// Stop with status 1 where anything could not be read
    #[arg(long, global = true)]
    pub strict: bool,
    /// Read collections whole, and keep nothing of them
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
}

/// How sources are read.
#[derive(ClapArgs, Clone, Default, Debug)]
pub struct Loading {
    /// The encoding of plain files where it is guessed wrongly: utf-8, windows-1251, koi8-r, shift_jis, …
    #[arg(long, global = true, value_name = "NAME")]
    pub encoding: Option<Charset>,
    /// Take each chapter of a book as a source
    #[arg(long, global = true)]
    pub chapters: bool,
    /// What a field of a collection (JSON, CSV) is called: text=body; also title, date, updated, source, author, url, language
    #[arg(long = "field", global = true, value_name = "FIELD=NAME", value_parser = source::field)]
    pub fields: Vec<(Field, String)>,
    /// Read hidden files and those that .gitignore leaves out, too
    #[arg(long, global = true)]
    pub hidden: bool,
    /// Take what the clipboard holds as a source, too
    #[arg(long, global = true)]
    pub clipboard: bool,
}

impl Loading {
    /// What is wished of the loading.
    pub fn wishes(&self) -> Wishes {
        Wishes {
            encoding: self.encoding,
            chapters: self.chapters,
            fields: self.fields.clone(),
            hidden: self.hidden,
            clipboard: self.clipboard,
        }
    }
}

/// When colours are used.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColorChoice {
    /// Unless NO_COLOR is set, TERM is dumb, or the output is no terminal
    Auto,
    /// Whatever the environment says
    Always,
    /// Signs and type styles only
    Never,
}

/// What else can be done.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write the comparison, or a part of it, to a file or standard output
    Export(Export),
    /// Print the plain summary
    Report {
        /// How it is laid out.
        #[command(flatten)]
        shape: Shape,
        /// Files and folders to compare; - is standard input; none takes the sample
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Read two versions of a text as prose: what is gone, new, moved; status 1 where they differ
    #[command(after_help = DIFF_HELP)]
    Diff(Diff),
    /// List which documents of a collection tell the same story
    Stories(Stories),
    /// List which documents of a collection are like a given text
    Similar(Similar),
    /// List which documents of a collection hold some words
    Search(Search),
    /// Say where what is known of collections is kept, or remove it
    Cache(Cache),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What `export` is told.
#[derive(ClapArgs, Debug)]
pub struct Export {
    /// What to write: everything, discrepancies, quotations, matrix, the number of a parallel (7), or two sources (A,B)
    #[arg(short, long, value_name = "SCOPE", default_value_t)]
    pub scope: Scope,
    /// Leave the sources' texts out: only where things stand, and the words that differ
    #[arg(long)]
    pub without_texts: bool,
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
    pub paths: Vec<PathBuf>,
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

const DIFF_HELP: &str = "\
White space does not count: a paragraph that was only wrapped anew is the same.
[-gone-] {+new+} [→1 moved from here] {1→ moved to here}; in colours, the signs are left out where they can be.

Exit status: 0 the same, 1 they differ, 2 something could not be read.";

const ABOUT: &str = "Reads several accounts of the same thing side by side";

const LONG_ABOUT: &str = "Reads several accounts of the same thing side by side: finds the passages that say the same, brings \
them level, marks word by word where they differ, and tells what only one of them says.";

const AFTER_HELP: &str = "\
Where standard output is no terminal, the plain summary is printed instead of opening the reader.
A file or folder that has the name of a command is reached as ./export.

Exit status:
  0  done
  1  nothing could be compared, or something could not be read under --strict
  2  wrong usage, or the output could not be written";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_agree_with_themselves() {
        Args::command().debug_assert();
    }
}
