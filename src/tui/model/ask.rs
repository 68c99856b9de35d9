//! What the reader and the outside ask of each other: what arrives, what is wanted, how it ended.

use super::edition::{Edition, Revised};
use super::library::Library;
use crate::compare::Comparison;
use crate::notebook::Notebook;
use crate::source::{Corpus, Rejected, SourceId};
use crossterm::event::Event;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the work beside the screen brings, in this order; [`Arrival::Failed`] ends it at any point.
#[derive(Debug)]
pub enum Arrival {
    /// The sources are read. They are shown while they are being compared.
    Loaded(Corpus),
    /// They are compared.
    Compared(Comparison),
    /// Sources changed on disk and were read and compared again.
    Reloaded(Comparison),
    /// What was written down about them before, or why that cannot be read.
    Notes(Result<Notebook, String>),
    /// There are many documents: they are listed by their stories, each of which is loaded and compared when it is opened.
    Collected(Library),
    /// There is nothing to show, and why.
    Failed(String),
}

/// An export that is asked for, in words that the outside understands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Order {
    /// The name of its format.
    pub format: String,
    /// What of the comparison it holds.
    pub scope: String,
    /// The source that the others are read against.
    pub base: SourceId,
}

/// Writes a comparison to a file; an error says what went wrong in a sentence.
pub type Save = dyn Fn(&Comparison, &Order, &Path) -> Result<(), String> + Send + Sync;

/// The first lines of an export.
pub type Preview = dyn Fn(&Comparison, &Order) -> Vec<String> + Send + Sync;

/// Keeps what is written down, whole or not at all, given what was kept before, as far as the reader knows; what is kept now
/// comes back, others' changes with it. An error says in a sentence why it is not kept.
pub type Keep = dyn Fn(&Notebook, &Notebook) -> Result<Notebook, String> + Send + Sync;

/// How many colours may be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colours {
    /// None: bold, underline and signs tell everything.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// 24 bits.
    True,
}

impl Colours {
    /// Reads the environment's wishes: `NO_COLOR`, `COLORTERM`, `TERM`.
    pub fn wished(get: impl Fn(&str) -> Option<String>) -> Self {
        let term = get("TERM").unwrap_or_default();
        let colorterm = get("COLORTERM").unwrap_or_default();
        if get("NO_COLOR").is_some_and(|value| !value.is_empty()) || term == "dumb" {
            Self::None
        } else if colorterm == "truecolor" || colorterm == "24bit" || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Palette
        } else {
            Self::Sixteen
        }
    }
}

/// How reading ended.
#[derive(Debug)]
pub struct Outcome {
    /// What could not be read.
    pub rejected: Vec<Rejected>,
    /// Why it ended.
    pub ending: Ending,
}

/// Why reading ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The reader quit.
    Quit,
    /// The work was cancelled before there was anything to read.
    Cancelled,
    /// There was nothing to show, and why.
    Failed(String),
    /// A signal, by its number.
    Signal(i32),
}

/// What the work brought, with what the screens show of it.
pub struct Arrived {
    /// What it brought.
    pub arrival: Arrival,
    /// What is shown of a comparison.
    pub edition: Option<Edition>,
}

impl From<Arrival> for Arrived {
    fn from(arrival: Arrival) -> Self {
        let edition = match &arrival {
            Arrival::Compared(comparison) | Arrival::Reloaded(comparison) => Some(Edition::of(comparison, SourceId(0))),
            Arrival::Loaded(_) | Arrival::Notes(_) | Arrival::Collected(_) | Arrival::Failed(_) => None,
        };
        Self { arrival, edition }
    }
}

/// What happened.
pub enum Message {
    /// A key, the mouse, a new size.
    Event(Event),
    /// The work brought something.
    Arrived(Box<Arrived>),
    /// What is written down is put into what is read.
    Revised(Box<Revised>),
    /// The work is over, whatever it brought.
    WorkEnded,
    /// The work is so far.
    Progress {
        /// Units done.
        done: u64,
        /// Units known so far.
        total: u64,
        /// Since the work began.
        elapsed: Duration,
    },
    /// The terminal's own background, light or dark.
    Background {
        /// Dark letters are read best on it.
        light: bool,
    },
    /// The shell asks for its terminal.
    Stop,
    /// A signal, by its number, or the terminal is gone.
    Hangup(i32),
}

/// What the outside must do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Stop the work.
    CancelWork,
    /// Give the terminal back until the shell lets the program go on.
    Suspend,
    /// Put a text on the clipboard.
    Copy(String),
    /// Keep what is written down.
    Keep(Box<Notebook>),
    /// Show the first lines of an export.
    Preview(Order),
    /// Open a story of the collection, or stop opening one.
    Story(Option<usize>),
    /// Look for something in the whole collection.
    Find(String),
    /// Write the comparison to a file.
    Save {
        /// In which format, and what of it.
        order: Order,
        /// The file.
        path: PathBuf,
        /// Replace a file that is there.
        replace: bool,
    },
}
