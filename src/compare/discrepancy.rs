//! Discrepancies: differences that matter.

use super::Collation;
use crate::align::{Parallel, Passage};
use crate::source::Corpus;

/// What kind of thing differs, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DiscrepancyKind {
    /// 50 minutes, about an hour.
    Number,
    /// 22 June, 23 June.
    Date,
    /// Another person, place or body.
    Name,
    /// One says it, another says it not.
    Negation,
    /// Who is said to have said it.
    Attribution,
    /// President, dictator.
    Epithet,
    /// "supposedly".
    Hedge,
}

impl DiscrepancyKind {
    /// Its name, on screen and in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Attribution => "attribution",
            Self::Epithet => "epithet",
            Self::Hedge => "hedge",
        }
    }
}

/// What one passage has at the place that differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reading {
    /// The words.
    pub place: Passage,
}

/// A variation that matters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Discrepancy {
    /// What kind of thing differs.
    pub kind: DiscrepancyKind,
    /// What the sources have there, at least two, not all the same.
    pub readings: Vec<Reading>,
}

/// The discrepancies of a parallel, the gravest first.
pub fn discrepancies(_parallel: &Parallel, _collation: &Collation, _corpus: &Corpus) -> Vec<Discrepancy> {
    Vec::new()
}
