//! The scene: what lies where on the screen. A screen lays its body out of the state and the wraps made so far; drawing, the
//! mouse and paging share it. Nothing here knows which screens there are.

pub mod area;
pub mod band;
pub mod brush;
pub mod entry;
pub mod pane;
pub mod part;
pub mod rule;
pub mod signs;
pub mod wrap;

use super::model::Model;
use super::model::item::ListState;
use super::model::marks::Marks;
use super::model::reading::Reading;
use area::Layout;
use brush::Brush;
use pane::PaneContent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// What lies in the panes.
#[derive(Default)]
pub struct Scene {
    /// Where they are.
    pub layout: Layout,
    /// What the screen itself shows.
    pub body: Option<Box<dyn Body>>,
    /// The lower pane.
    pub pane: PaneContent,
    /// Which words speak in another voice than the text around them.
    pub marks: Marks,
}

/// What a screen shows, laid out.
pub trait Body {
    /// Draws it.
    fn draw(&self, brush: Brush<'_>, layout: &Layout, buffer: &mut Buffer);

    /// The line of the body on which the focus begins; the top where it is out of sight, or there is none.
    fn focus_line(&self, model: &Model) -> i64;

    /// The mouse was pressed somewhere in it, the second time at the same place or not: the focus goes there. Whether that
    /// opens what is there.
    fn click(&self, model: &mut Model, layout: &Layout, press: Press) -> bool;
}

/// The mouse was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// Where on the screen.
    pub at: Position,
    /// On which line of the body.
    pub line: i64,
    /// For the second time.
    pub again: bool,
}

/// Where reading and list stand once scroll and focus have come to where there is text.
pub struct Settled {
    /// The reading.
    pub reading: Reading,
    /// The list on the screen.
    pub list: ListState,
}

impl Scene {
    /// The line of the body on which the focus begins; the top where it is out of sight.
    pub fn focus_line(&self, model: &Model) -> i64 {
        self.body.as_ref().map_or(0, |body| body.focus_line(model))
    }

    /// Lines of the lower pane that are scrolled off, where somebody wants so many: its last line stays in sight.
    pub fn pane_scroll(&self, wanted: usize) -> usize {
        let room = usize::from(self.layout.pane.height.saturating_sub(1));
        wanted.min(self.pane.height().saturating_sub(room))
    }
}
