//! An edition: what the screens show of a comparison, made once. Of long sources that takes seconds, so it is made beside the
//! screen where it can be.

use super::marks::Places;
use crate::compare::Comparison;
use crate::notebook::{Applied, Correction, Notebook};
use crate::source::SourceId;
use crate::view::{
    Disagreement, Labels, Overview, Synopsis, ToldLine, disagreements, overview, overview_before, synopsis,
};
use std::sync::Arc;

/// Bytes of texts that are long: what is shown of them anew is made beside the screen.
const LONG: usize = 500_000;

/// What is written down is to be put into what the engine found.
#[derive(Debug)]
pub struct Wanted {
    /// Counted: of several that are wanted after each other the last is shown.
    pub number: u64,
    /// What the engine found.
    pub engine: Arc<Comparison>,
    /// What is written down.
    pub notebook: Notebook,
    /// The source that the others are read against.
    pub base: SourceId,
    /// The corrections before, where somebody went back or forward in them.
    pub before: Option<Vec<Correction>>,
}

/// What came of it.
#[derive(Debug)]
pub struct Revised {
    /// The number of what was wanted.
    pub number: u64,
    /// What is read now.
    pub comparison: Arc<Comparison>,
    /// What is shown of it.
    pub edition: Edition,
    /// The corrections that are put in.
    pub corrections: Vec<Correction>,
    /// How many of them found no place.
    pub lost: usize,
    /// The corrections before, as they were wanted.
    pub before: Option<Vec<Correction>>,
}

impl Wanted {
    /// The texts are long.
    pub fn is_long(engine: &Comparison) -> bool {
        engine.corpus.sources.iter().map(|source| source.text.content().len()).sum::<usize>() >= LONG
    }

    /// Makes it.
    pub fn make(self) -> Revised {
        let Self { number, engine, notebook, base, before } = self;
        let (comparison, lost) = if notebook.is_empty() {
            (engine, 0)
        } else {
            let Applied { comparison, lost } = notebook.apply(&engine);
            (Arc::new(comparison), lost.len())
        };
        let corrections = notebook.corrections;
        Revised { number, edition: Edition::of(&comparison, base), comparison, corrections, lost, before }
    }
}

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
