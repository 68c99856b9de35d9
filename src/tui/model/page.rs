//! Pages: what can be said of a screen without showing it. Each is made where its screen is.

use std::hash::{Hash, Hasher};

/// A screen by its name.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What the command that shows it is called.
    pub name: &'static str,
    /// The key that asks for it; none where no command shows it: only entries lead there.
    pub key: &'static str,
    /// What it shows, in a few words.
    pub help: &'static str,
    /// It shows the sources themselves.
    pub reads: bool,
    /// It can be looked at while no story of a collection is open.
    pub storyless: bool,
}

impl Page {
    /// A list that a key asks for.
    pub const fn of(name: &'static str, key: &'static str, help: &'static str) -> Self {
        Self { name, key, help, reads: false, storyless: false }
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Page {}

impl Hash for Page {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
