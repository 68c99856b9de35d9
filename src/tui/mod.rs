//! A comparison to a terminal.
//!
//! A line, which `tests/it/tidy.rs` holds; no two files reach each other:
//!
//! ```text
//! model <- theme <- scene <- screens <- settings <- frame <- run
//! ```
//!
//! - `model`: the state of the reader. It knows no screen.
//! - `theme`: what each role looks like.
//! - `scene`: what lies where, wrapped; and what is drawn alike everywhere.
//! - `screens`: each in a file that holds what it has, what keys do on it, how it is laid out and drawn; a table names them.
//! - `frame`: what is around the screens, and what happens when something happened.
//! - `run`: the loop. Lay out, settle, draw, wait for messages, update.
//!
//! State changes only in `update`; laying out and drawing read.
#![warn(clippy::arithmetic_side_effects)]

mod frame;
mod model;
mod options;
mod run;
mod scene;
mod screens;
mod settings;
mod theme;

pub use model::ask::{Arrival, Colours, Ending, Keep, Order, Outcome, Preview, Save};
pub use model::library::{Finding, Librarian, Library, Listed};
pub use options::Options;
pub use run::reader::Reader;
pub use run::run;
pub use settings::{Settings, Wrong};
