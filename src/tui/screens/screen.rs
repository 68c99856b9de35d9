//! What a screen is: all that is known of it stands in its file, in a value of this type.

use crate::tui::model::command::Command;
use crate::tui::model::item::{About, Door, Item};
use crate::tui::model::page::Page;
use crate::tui::model::{Model, Notice, Request};
use crate::tui::scene::area::Layout;
use crate::tui::scene::band::Bands;
use crate::tui::scene::brush::Brush;
use crate::tui::scene::{Body, Scene, Settled};
use ratatui::buffer::Buffer;

/// A screen.
pub struct Screen {
    /// Its name, and the command and key that show it.
    pub page: Page,
    /// Its title.
    pub title: &'static str,
    /// What the footer calls it; nothing where it is not offered there.
    pub tip: &'static str,
    /// What can be done on it, for the footer.
    pub tips: fn(&Model) -> &'static [Tip],
    /// What the first line says is read; nothing where that is the story.
    pub reads: fn(&Model) -> Option<String>,
    /// What the first line says of it; nothing where that is the base, and how much the sources have in common.
    pub figures: Option<fn(&Model) -> Option<String>>,
    /// It has something to show before the sources are compared.
    pub early: bool,
    /// What is said instead of showing it, where it has nothing to show.
    pub shut: fn(&Model) -> Option<Notice>,
    /// What the lower pane has of the parallel of the selected entry, or the one in focus.
    pub pane: Lower,
    /// What it shows depends on how large it is.
    pub sized: bool,
    /// The names of its orders, the usual one first; none where there is but one.
    pub orders: &'static [&'static str],
    /// Its title tells how many entries it has.
    pub counted: bool,
    /// What it says where it has no entries.
    pub empty: &'static str,
    /// Blank lines between its entries.
    pub gap: i64,
    /// There are none above the headings of its entries.
    pub tight: fn(&Model) -> bool,
    /// The entry on which it opens; where there is none, it opens where it was left.
    pub opens: fn(&Model, &About) -> bool,
    /// Its entries in one of its orders; none where it shows the sources themselves.
    pub items: fn(&Model, usize) -> Vec<Item>,
    /// What a key does on it; what it leaves is done everywhere alike.
    pub act: fn(&mut Model, &Scene, Request) -> Acted,
    /// Brings scroll and focus together, the one that leads first.
    pub settle: fn(&Sheet<'_>, &mut Bands, &mut Settled),
    /// Lays it out where that is settled.
    pub lay: fn(&Sheet<'_>, &mut Bands) -> Box<dyn Body>,
    /// Draws the line above the body.
    pub head: fn(&Screen, Brush<'_>, &Layout, &mut Buffer),
}

/// What the lower pane has of a parallel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lower {
    /// There is none.
    None,
    /// How the sources differ, and what those say whose words are not on the screen.
    Whole,
    /// How they differ: the screen itself has the rest.
    Apparatus,
}

/// What can be done: commands, and what they do.
pub type Tip = (&'static [Command], &'static str);

/// What a screen is laid out of.
pub struct Sheet<'a> {
    /// The screen.
    pub screen: &'static Screen,
    /// The state.
    pub model: &'a Model,
    /// Where its panes are.
    pub layout: &'a Layout,
}

/// What came of a key on a screen.
pub enum Acted {
    /// Nothing: it has no meaning of its own here.
    Not,
    /// It is done.
    Yes,
    /// It opens something.
    Open(Door),
}
