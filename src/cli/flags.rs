//! The flags that several commands know, and what they mean here.

use crate::collection::Encoding;
use crate::source::{self, Charset, Field, Wishes};
use crate::tui::Colours;
use clap::{Args as ClapArgs, ValueEnum};
use std::io::{self, IsTerminal};

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

/// How a list is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listing {
    /// A line each, to be read
    Text,
    /// Everything, for programs
    Json,
}

/// When what documents of a collection mean is looked at, beside their words and names.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeaningChoice {
    /// Where there are documents of several languages, and at most some thousand
    Auto,
    /// Always: some twenty milliseconds for each document that is new
    Always,
    /// By words and names alone
    Never,
}

impl From<MeaningChoice> for Encoding {
    fn from(choice: MeaningChoice) -> Self {
        match choice {
            MeaningChoice::Auto => Self::Foreign,
            MeaningChoice::Always => Self::Always,
            MeaningChoice::Never => Self::Never,
        }
    }
}

/// Whether what is written to standard output is coloured.
pub fn coloured(common: &Common) -> bool {
    match common.color {
        ColorChoice::Always => true,
        ColorChoice::Auto => io::stdout().is_terminal() && colours(common.color) != Colours::None,
        ColorChoice::Never => false,
    }
}

/// What the terminal can be asked for in colours.
pub fn colours(choice: ColorChoice) -> Colours {
    let environment = |name: &str| std::env::var(name).ok();
    match choice {
        ColorChoice::Auto => Colours::wished(environment),
        ColorChoice::Always => Colours::wished(|name| environment(name).filter(|_| name != "NO_COLOR")),
        ColorChoice::Never => Colours::None,
    }
}

/// A terminal that cannot place its cursor gets the plain report.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
