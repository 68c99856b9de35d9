//! Roles: what something on the screen is, in whose voice a text speaks. A theme says what each looks like.

/// What something on the screen is. Running text has the first three voices after the ground: plain, dim, accent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Role {
    /// The ground of the screen and what nothing else is said of.
    Ground,
    /// A text that other sources tell, too; a label.
    #[default]
    Plain,
    /// A text that one source tells alone; what is said beside the main thing.
    Dim,
    /// The very words of a difference that matters.
    Accent,
    /// Text that is not story; what is not there; the program's own words in a source's column.
    Faint,
    /// Titles, names, letters of sources.
    Strong,
    /// A phrase of the focused row that others put otherwise.
    Phrase,
    /// Words that all rows of a parallel have.
    Common,
    /// Lines between panes, columns, rows.
    Rule,
    /// A key in the footer and the help.
    Key,
    /// The bar at the focused row.
    Focus,
    /// The bar at the focused row in the focused source.
    FocusHere,
    /// A place that a search found.
    Hit,
    /// The one that the search stands at.
    HitHere,
    /// The selected entry of a list.
    Selected,
    /// Something was done.
    Notice,
    /// Something could not be done.
    Error,
}

impl Role {
    /// All roles and the names they have in themes, in the order of the enum.
    pub const NAMES: [(Self, &'static str); 17] = [
        (Self::Ground, "ground"),
        (Self::Plain, "plain"),
        (Self::Dim, "dim"),
        (Self::Accent, "accent"),
        (Self::Faint, "faint"),
        (Self::Strong, "strong"),
        (Self::Phrase, "phrase"),
        (Self::Common, "common"),
        (Self::Rule, "rule"),
        (Self::Key, "key"),
        (Self::Focus, "focus"),
        (Self::FocusHere, "focus-here"),
        (Self::Hit, "hit"),
        (Self::HitHere, "hit-here"),
        (Self::Selected, "selected"),
        (Self::Notice, "notice"),
        (Self::Error, "error"),
    ];
}
