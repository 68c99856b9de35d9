//! What may be typed.

use super::commands::cache::Cache;
use super::commands::diff::Diff;
use super::commands::export::{Export, Shape};
use super::commands::kernel::Kernel;
use super::commands::search::Search;
use super::commands::similar::Similar;
use super::commands::stories::Stories;
use super::flags::Common;
use clap::{Parser, Subcommand};
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
    /// Do a step of `stories` on a part of a collection: records from standard input to standard output
    #[command(hide = true)]
    Kernel(Kernel),
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

const DIFF_HELP: &str = "\
White space does not count: a paragraph that was only wrapped anew is the same. Nor do bullets, and other characters for
the same word (typographic marks, composed letters, ligatures, digits of other scripts); --exact tells these.
[-gone-] {+new+} [→1 moved from here] {1→ moved to here}, 2 → 3 for numbers of clauses; ~ before a paragraph where only
case, marks or accents changed. In colours, the signs are left out where they can be.

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
