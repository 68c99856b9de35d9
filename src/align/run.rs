//! Runs: longest stretches of two sources that are parallel throughout, copied or closely followed.

use super::Passage;
use crate::monitor::{Cancelled, Monitor};
use crate::source::Corpus;

/// A stretch of two sources that is parallel throughout; the lower source first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Run {
    /// Its two sides.
    pub passages: [Passage; 2],
}

/// The runs of every pair of sources, by place.
pub fn runs(_corpus: &Corpus, _monitor: &Monitor) -> Result<Vec<Run>, Cancelled> {
    Ok(Vec::new())
}
