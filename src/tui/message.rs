//! What happened, and what the outside must do.

use super::{Arrival, Order};
use crate::notebook::Notebook;
use crossterm::event::Event;
use std::path::PathBuf;
use std::time::Duration;

/// What happened.
pub enum Message {
    /// A key, the mouse, a new size.
    Event(Event),
    /// The work brought something.
    Arrived(Box<Arrival>),
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
