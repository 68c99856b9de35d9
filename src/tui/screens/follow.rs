//! Follow: each source in its own order, the focused passage and its counterparts level.

use super::{READING, Screen};
use crate::tui::command::Command;
use crate::tui::page::Page;

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Follow,
    name: "Follow",
    keys: &[
        (&[Command::Next, Command::Previous], "passage"),
        (&[Command::SourceLeft, Command::SourceRight], "source"),
        (&[Command::Return], "back"),
    ],
    ..READING
};
