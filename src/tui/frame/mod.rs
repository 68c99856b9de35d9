//! The frame: what is around the screens and alike on all of them. It lays them out, draws them, takes messages in, opens doors.

mod amend;
mod collection;
mod copy;
mod dialog;
pub mod draw;
mod entries;
mod export;
mod footer;
mod header;
mod help;
pub mod lay;
mod mouse;
mod notes;
mod open;
mod overlay;
mod pane;
mod search;
pub mod update;

pub use collection::found;
pub use export::{Saved, previewed, saved};
