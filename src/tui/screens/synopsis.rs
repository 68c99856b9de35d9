//! The synopsis: the sources side by side, parallels level.

use super::{READING, Screen};
use crate::tui::command::Command;
use crate::tui::page::Page;

/// The screen.
pub const SCREEN: Screen = Screen {
    page: Page::Synopsis,
    name: "Synopsis",
    command: Some(Command::Synopsis),
    tip: "synopsis",
    keys: &[
        (&[Command::Next, Command::Previous], "row"),
        (&[Command::SourceLeft, Command::SourceRight], "source"),
        (&[Command::Open], "row in full"),
        (&[Command::Return], "back"),
        (&[Command::NextHit], "next ≠"),
        (&[Command::NextAlone], "only here"),
        (&[Command::Reasons], "why"),
        (&[Command::Base], "base"),
    ],
    ..READING
};
