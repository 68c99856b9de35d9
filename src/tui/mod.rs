//! A comparison to a terminal.
//!
//! One turn of the loop: lay out, settle, draw, wait for messages, update. State changes only in `update`; drawing reads.
#![warn(clippy::arithmetic_side_effects)]

mod band;
mod command;
mod draw;
mod follow;
mod input;
mod jobs;
#[cfg_attr(not(unix), path = "keyboard_elsewhere.rs")]
mod keyboard;
#[cfg(unix)]
mod keyboard_elsewhere;
mod keymap;
mod layout;
mod lesson;
mod library;
mod list;
mod message;
mod model;
mod paint;
mod pane;
mod reader;
mod reading;
mod scroll;
mod settings;
mod terminal;
mod theme;
mod update;
mod visited;
mod wrap;

pub use library::{Finding, Librarian, Library, Listed};
pub use reader::Reader;
pub use settings::{Settings, Wrong};

use crate::compare::Comparison;
use crate::monitor::Monitor;
use crate::notebook::Notebook;
use crate::source::{Corpus, Rejected, SourceId};
use message::{Effect, Message};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use terminal::Terminal;

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

/// What the reader needs from outside.
pub struct Options {
    /// The names of the export formats, the usual one first, each with the ending of its files.
    pub formats: Vec<(String, String)>,
    /// Writes an export.
    pub save: Arc<Save>,
    /// Shows how an export begins.
    pub preview: Arc<Preview>,
    /// Keeps notes and corrections.
    pub keep: Arc<Keep>,
    /// Opens the stories of a collection.
    pub librarian: Option<Arc<dyn Librarian>>,
    /// Keys and themes.
    pub settings: Settings,
    /// What is wrong with them, in a line.
    pub trouble: Option<String>,
    /// How many colours the terminal shows.
    pub colours: Colours,
    /// The reader is taught by doing.
    pub lesson: bool,
}

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

/// Shows in the terminal what `work` brings, until the reader quits. `work` runs beside the screen; it counts its steps on
/// the monitor, stops when the monitor says so, and tells its results as they come.
///
/// # Errors
/// Where the terminal cannot be set up or written to.
pub fn run(work: impl FnOnce(&Monitor, &dyn Fn(Arrival)) + Send + 'static, options: Options) -> io::Result<Outcome> {
    let (sender, messages) = mpsc::channel();
    let monitor = Arc::new(Monitor::default());
    jobs::heed_signals(sender.clone())?;
    jobs::work(work, Arc::clone(&monitor), sender.clone());
    terminal::leave_on_panic();
    let mut terminal = Terminal::enter()?;
    let asks = options.settings.theme.is_none() && options.colours != Colours::None && io::stdin().is_terminal();
    if asks {
        terminal.ask_background()?;
    }
    jobs::listen(sender);
    let mut reader = Reader::new(options);
    let started = Instant::now();
    let wait = |reader: &Reader, limit: Duration| {
        if reader.is_working() {
            messages.recv_timeout(limit).unwrap_or_else(|_| {
                let (done, total) = monitor.progress();
                Message::Progress { done, total, elapsed: started.elapsed() }
            })
        } else {
            // Without any sender left, nobody can say anything more: the terminal is gone.
            messages.recv().unwrap_or(Message::Hangup(1))
        }
    };
    while reader.is_working() && started.elapsed() < PATIENCE {
        let message = wait(&reader, PATIENCE.saturating_sub(started.elapsed()));
        reader.take(message);
    }
    loop {
        if let Some(ending) = reader.ending() {
            monitor.cancel();
            return Ok(Outcome { ending: ending.clone(), rejected: reader.into_rejected() });
        }
        terminal.paint(Terminal::area(), |buffer| reader.draw(buffer))?;
        let mut next = Some(wait(&reader, TICK));
        while let Some(message) = next {
            for effect in reader.take(message) {
                match effect {
                    Effect::CancelWork => monitor.cancel(),
                    Effect::Suspend => terminal.suspend()?,
                    Effect::Copy(text) => terminal.copy(&text)?,
                    Effect::Save { .. } | Effect::Preview(_) | Effect::Keep(_) => {}
                    Effect::Story(_) | Effect::Find(_) => {}
                }
            }
            next = messages.try_recv().ok();
        }
    }
}

/// How long the first screen may wait for the work, so that quick work is shown at once and not after an empty screen.
const PATIENCE: Duration = Duration::from_millis(60);
/// How often progress is looked at while work goes on.
const TICK: Duration = Duration::from_millis(100);
