//! What a reader adds to a comparison: notes, bookmarks, and corrections of what the engine found.
//!
//! Everything is tied to the words of a passage and not to its offsets, so that it finds its place again in a source that was
//! edited or comes in another order. The engine's comparison stays as it is; [`Notebook::apply`] makes a corrected one.

mod apply;
mod file;
mod history;
mod place;

pub use apply::Applied;
pub use file::Unreadable;
pub use history::History;
pub use place::Place;

use serde::{Deserialize, Serialize};

/// The name of the file in which a notebook stands beside the sources.
pub const FILE: &str = crate::source::NOTEBOOK;

/// All that a reader wrote down about some sources.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notebook {
    /// Notes and bookmarks, in the order in which they were made.
    #[serde(default, rename = "note", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Corrections, in the order in which they were made; later ones build on what earlier ones made.
    #[serde(default, rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What the file says of the sources themselves. It is read where they are loaded, and kept here as it is.
    #[serde(default, rename = "source", skip_serializing_if = "toml::Table::is_empty")]
    pub sources: toml::Table,
}

/// A note on a passage, or a bookmark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it says; nothing makes it a bookmark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The passage.
    pub passage: Place,
}

/// What a correction does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Passages join a parallel, or form one.
    Link,
    /// Passages leave a parallel.
    Unlink,
    /// Passages leave a parallel and form one of their own.
    Split,
    /// Passages are not part of the story.
    Boilerplate,
    /// Passages are part of the story.
    Story,
    /// A parallel gets a name.
    Name,
}

/// A correction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What it does.
    pub kind: Kind,
    /// The name that a parallel gets; nothing takes it away.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The passages that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Place>,
    /// All passages of the parallel that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Place>,
}

impl Notebook {
    /// Nothing is written down.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.corrections.is_empty() && self.sources.is_empty()
    }

    /// This notebook, which was made from `before`, with what others made of `before` meanwhile: what they wrote comes in,
    /// what they took out goes.
    pub fn merged(&self, before: &Self, theirs: &Self) -> Self {
        Self {
            notes: merged(&self.notes, &before.notes, &theirs.notes),
            corrections: merged(&self.corrections, &before.corrections, &theirs.corrections),
            sources: theirs.sources.clone(),
        }
    }
}

fn merged<T: Clone + PartialEq>(own: &[T], before: &[T], theirs: &[T]) -> Vec<T> {
    let mut found = own.to_vec();
    for gone in missing(before, theirs) {
        if let Some(at) = found.iter().position(|one| *one == gone) {
            found.remove(at);
        }
    }
    found.extend(missing(theirs, before));
    found
}

/// What the first list has and the second has not, each as often as it is missing.
fn missing<T: Clone + PartialEq>(all: &[T], known: &[T]) -> Vec<T> {
    let mut known: Vec<&T> = known.iter().collect();
    let is_missing = |one: &&T| known.iter().position(|other| other == one).map(|at| known.swap_remove(at)).is_none();
    all.iter().filter(is_missing).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_write_at_once_is_kept() {
        let notes = |words: &str| {
            let passage = Place { source: "a.txt".into(), text: "x".into(), before: 0 };
            let note = |word: &str| Note { note: word.into(), passage: passage.clone() };
            Notebook { notes: words.split_whitespace().map(note).collect(), ..Notebook::default() }
        };
        for (own, before, theirs, expected) in [
            ("a b", "a", "a", "a b"),
            ("a b", "a", "a c", "a b c"),
            ("a b", "a", "", "b"),
            ("", "a", "a c", "c"),
            ("a a", "a", "c", "a c"),
            ("a", "a", "a a", "a a"),
            ("b", "a", "c", "b c"),
        ] {
            assert_eq!(notes(own).merged(&notes(before), &notes(theirs)), notes(expected), "{own}; {before}; {theirs}");
        }
    }
}
