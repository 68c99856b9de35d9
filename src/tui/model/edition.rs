//! An edition: what the screens show of a comparison, made once. Of long sources that takes seconds, so it is made beside the
//! screen where it can be.

use super::marks::Places;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::view::{
    Disagreement, Labels, Overview, Synopsis, ToldLine, disagreements, overview, overview_before, synopsis,
};

/// What the screens show of a comparison, read against a base.
#[derive(Debug)]
pub struct Edition {
    /// What its parallels are called by.
    pub labels: Labels,
    /// The story at a glance.
    pub overview: Overview,
    /// What the overview says of each parallel, by its index.
    pub told: Vec<ToldLine>,
    /// Where its sources differ and it matters.
    pub differences: Vec<Disagreement>,
    /// The words of these differences.
    pub accents: Places,
    /// The sources side by side.
    pub synopsis: Synopsis,
}

impl Edition {
    /// Of sources that are not compared yet: there is nothing to say of them but what each is.
    pub fn before(comparison: &Comparison, base: SourceId) -> Self {
        Self {
            labels: Labels::default(),
            overview: overview_before(comparison, base),
            told: Vec::new(),
            differences: Vec::new(),
            accents: Places::default(),
            synopsis: synopsis(comparison, base),
        }
    }

    /// Of a comparison.
    pub fn of(comparison: &Comparison, base: SourceId) -> Self {
        let named = || {
            let labels = Labels::of(comparison);
            let overview = overview(comparison, &labels, base);
            (labels, overview)
        };
        let shown = || (disagreements(comparison), Places::of_differences(comparison), synopsis(comparison, base));
        let ((labels, overview), (differences, accents, synopsis)) = rayon::join(named, shown);
        let mut told: Vec<ToldLine> = overview.told.iter().flat_map(|spread| spread.lines.iter().cloned()).collect();
        told.sort_by_key(|line| line.parallel);
        Self { labels, overview, told, differences, accents, synopsis }
    }
}
