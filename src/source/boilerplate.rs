//! Boilerplate: text that tells nothing of the event.

use crate::text::{Text, TextRange};

/// A part of a source that is not story, and what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Boilerplate {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: BoilerplateKind,
}

/// What a part that is not story is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BoilerplateKind {
    /// Metadata in the text: ` date 2025-06-14 `, a section name, a time stamp.
    Metadata,
    /// The headline, once more.
    Headline,
    /// A label before a sentence or on a line of its own: `Details:`, `Background:`, `Source:`.
    Label,
    /// What a picture shows.
    Caption,
    /// Agency, photographer, copyright.
    Credit,
    /// A note of the editors: `[N.B. … – ed.]`.
    Note,
    /// A pointer elsewhere: `Read also …`, share links, newsletters.
    Link,
}

/// The boilerplate of a text.
pub fn boilerplate(_text: &Text, _title: Option<&str>) -> Vec<Boilerplate> {
    Vec::new()
}
