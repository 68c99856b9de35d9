//! The screens by name.

/// Which screen is shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Page {
    /// The story at a glance.
    Overview,
    /// One row in full: what each source has of it.
    Row,
    /// The sources side by side, parallels level.
    Synopsis,
    /// Each source in its own order, the focused passage and its counterparts level.
    Follow,
    /// All parallels, one a line.
    Outline,
    /// Who tells what, and how close the sources are.
    Matrix,
    /// Every utterance with all its wordings.
    Quotations,
    /// Where the sources differ and it matters.
    Differences,
    /// What one source tells alone.
    OnlyHere,
    /// The places that the search found.
    Hits,
    /// Notes and bookmarks.
    Notes,
    /// What could not be read, and why.
    Rejected,
    /// Who and what is named how by whom.
    Framing,
    /// The stories of a collection.
    Stories,
}

impl Page {
    /// All pages.
    pub const ALL: [Self; 14] = [
        Self::Overview,
        Self::Row,
        Self::Synopsis,
        Self::Follow,
        Self::Outline,
        Self::Matrix,
        Self::Quotations,
        Self::Differences,
        Self::OnlyHere,
        Self::Hits,
        Self::Notes,
        Self::Rejected,
        Self::Framing,
        Self::Stories,
    ];

    /// It shows the sources themselves.
    pub fn is_reading(self) -> bool {
        matches!(self, Self::Synopsis | Self::Follow)
    }
}
