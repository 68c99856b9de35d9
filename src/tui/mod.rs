//! A comparison to a terminal.
//!
//! One turn of the loop: lay out, settle, draw, wait for messages, update. State changes only in `update`; drawing reads.
//! A file uses only those above it: `tests/it/tidy.rs` holds the order.
#![warn(clippy::arithmetic_side_effects)]

mod area;
mod ask;
mod band;
mod command;
mod draw;
mod edition;
mod follow;
mod input;
mod item;
mod jobs;
#[cfg_attr(not(unix), path = "keyboard_elsewhere.rs")]
mod keyboard;
#[cfg(unix)]
mod keyboard_elsewhere;
mod keymap;
mod lesson;
mod library;
mod marks;
mod model;
mod options;
mod page;
mod paint;
mod pane;
mod part;
mod reader;
mod reading;
mod run;
mod scene;
mod screens;
mod scroll;
mod settings;
mod terminal;
mod theme;
mod update;
mod visited;
mod wrap;

pub use ask::{Arrival, Colours, Ending, Keep, Order, Outcome, Preview, Save};
pub use library::{Finding, Librarian, Library, Listed};
pub use options::Options;
pub use reader::Reader;
pub use run::run;
pub use settings::{Settings, Wrong};
