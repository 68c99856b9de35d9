//! A collection in the reader: its stories as a list, what a search over everything found, and the story that is open.

use crate::source::Rejected;

/// A story, as it is listed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listed {
    /// What it is about.
    pub label: String,
    /// Its documents.
    pub size: usize,
    /// From when to when it was told; empty where nobody says.
    pub days: String,
    /// Who tells it; empty where nobody says.
    pub sources: String,
    /// Why its documents are one story.
    pub why: String,
}

/// A document that a search over everything found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Finding {
    /// How it is called.
    pub name: String,
    /// Where and when it was published.
    pub place: String,
    /// The words around what was found.
    pub passage: String,
    /// The story that it is of, by its number.
    pub story: Option<usize>,
}

/// What is listed of a collection.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Library {
    /// What it is called.
    pub name: String,
    /// Its documents.
    pub documents: usize,
    /// Its stories.
    pub stories: Vec<Listed>,
    /// What could not be read of it.
    pub rejected: Vec<Rejected>,
    /// What is wrong with what is kept of it, in a line.
    pub trouble: Option<String>,
    /// What was searched for, how many documents hold it, and the first of them.
    pub found: Option<(String, Vec<Finding>)>,
}

/// What the reader of a collection needs from outside.
pub trait Librarian: Send + Sync {
    /// Reads and compares a story, or stops doing that. What comes of it arrives like any comparison.
    fn open(&self, story: Option<usize>);

    /// The documents that hold some words, the best first.
    fn find(&self, typed: &str) -> Vec<Finding>;
}
