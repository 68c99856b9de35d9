//! Discrepancies: differences that matter.
//!
//! What passages say of one thing is compared where it stands for each other: in one column of the collation, or as the only
//! value of its unit, the only epithet of its bearer. What one passage leaves out is no discrepancy, nor is a detail of another
//! thing.

#[cfg(test)]
mod cases;
mod date;
mod epithet;
mod frame;
mod hedge;
mod name;
mod negation;
mod number;
mod quote;
mod rows;
mod scope;
mod signs;
mod speaker;
mod status;
mod tie;
mod unit;

use super::Collation;
use rows::{MOST_ROWS, Rows};
use scope::Scope;
pub use scope::Told;
use serde::{Deserialize, Serialize};
pub use signs::Signs;
use tie::Ties;
pub use unit::restated;

use crate::align::{Parallel, Passage};

/// What kind of thing differs, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum DiscrepancyKind {
    /// 50 minutes, about an hour.
    Number,
    /// 22 June, 23 June.
    Date,
    /// One says it, another says it not.
    Negation,
    /// Done, planned.
    Status,
    /// Who is said to have said it.
    Attribution,
    /// One utterance, quoted in other words.
    Quote,
    /// President, dictator.
    Epithet,
    /// "supposedly".
    Hedge,
    /// Another form of a name.
    Name,
}

/// How much a difference matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gravity {
    /// Both cannot be so.
    Substance,
    /// The same is put in other words.
    Wording,
    /// The same is called by another name.
    Naming,
}

impl Gravity {
    /// Its name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Substance => "substance",
            Self::Wording => "wording",
            Self::Naming => "naming",
        }
    }
}

impl DiscrepancyKind {
    /// Its name, on screen and in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Status => "status",
            Self::Quote => "quote",
            Self::Attribution => "attribution",
            Self::Epithet => "epithet",
            Self::Hedge => "hedge",
        }
    }

    /// How much a difference of this kind matters.
    pub fn gravity(self) -> Gravity {
        match self {
            Self::Number | Self::Date | Self::Negation | Self::Status | Self::Attribution => Gravity::Substance,
            Self::Quote | Self::Epithet | Self::Hedge => Gravity::Wording,
            Self::Name => Gravity::Naming,
        }
    }
}

/// What one passage has at the place that differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The words.
    pub place: Passage,
    /// The first place of the discrepancy that says the same, be it in other words; the place itself where none before it does.
    pub same_as: Passage,
}

/// A variation that matters.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Discrepancy {
    /// What kind of thing differs.
    pub kind: DiscrepancyKind,
    /// How sure it is that a reader would point it out, 0 to 1.
    pub confidence: f32,
    /// What the sources have there, at least two, not all the same.
    pub readings: Vec<Reading>,
}

/// How sure it must be that a reader would point a difference out, 0 to 1, so that it is shown: where three in five of them are
/// real, on stories that the weights have not seen. Of numbers less is asked: they are what is looked for first.
pub fn least_sure(kind: DiscrepancyKind) -> f32 {
    if kind == DiscrepancyKind::Number { 0.3 } else { 0.45 }
}

/// What is less sure than [`least_sure`] and at least so sure is doubtful: one in four is real. It is shown where it is asked for.
const LEAST_DOUBTFUL: f32 = 0.2;

/// What differs in a parallel.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Differences {
    /// What is sure enough to be shown, the gravest first.
    pub sure: Vec<Discrepancy>,
    /// What is not, the gravest first; shown only to a reader who asks for it.
    pub doubtful: Vec<Discrepancy>,
}

/// What finds the differences of one kind between the passages of a parallel.
type Find = for<'s, 'a> fn(&'s Scope<'a>) -> Ties;

/// What can differ, the gravest first; a kind has a file of its own.
const KINDS: [(DiscrepancyKind, Find); 9] = [
    (DiscrepancyKind::Number, number::numbers),
    (DiscrepancyKind::Date, date::dates),
    (DiscrepancyKind::Negation, negation::negations),
    (DiscrepancyKind::Status, status::statuses),
    (DiscrepancyKind::Attribution, speaker::attributions),
    (DiscrepancyKind::Quote, quote::quotes),
    (DiscrepancyKind::Epithet, epithet::epithets),
    (DiscrepancyKind::Hedge, hedge::hedges),
    (DiscrepancyKind::Name, name::names),
];

/// What differs in a parallel.
pub fn discrepancies(parallel: &Parallel, collation: &Collation, told: Told) -> Differences {
    if parallel.passages.len() <= MOST_ROWS {
        return compared(parallel, collation, told);
    }
    let rows = Rows::of(parallel, collation, told.corpus);
    let Differences { sure, doubtful } = compared(&rows.parallel, &rows.collation, told);
    let spread = |found: Vec<Discrepancy>| found.into_iter().map(|one| rows.spread(one, told.corpus)).collect();
    Differences { sure: spread(sure), doubtful: spread(doubtful) }
}

/// What differs in a parallel, each passage compared with each.
fn compared(parallel: &Parallel, collation: &Collation, told: Told) -> Differences {
    let scope = Scope::of(parallel, collation, told);
    let narrow = |one: Discrepancy| {
        let quoted = one.kind == DiscrepancyKind::Quote;
        if quoted { quote::narrowed(one, told.corpus) } else { Some(one) }
    };
    let mut found = Differences::default();
    for (kind, find) in KINDS {
        let mut ties = find(&scope);
        ties.judge(kind, &scope);
        let surely = |least: f32| ties.discrepancies(kind, &scope, least).into_iter().filter_map(narrow);
        let doubtful = surely(LEAST_DOUBTFUL).filter(|one| one.confidence < least_sure(kind));
        let doubtful: Vec<_> =
            doubtful.filter(|one| !told_by(&found.sure, one) && !told_by(&found.doubtful, one)).collect();
        let sure: Vec<_> = surely(least_sure(kind)).filter(|one| !told_by(&found.sure, one)).collect();
        found.doubtful.extend(doubtful);
        found.sure.extend(sure);
    }
    found
}

/// Whether a graver kind has the same words of the same sources: `is expected to reject` is a status, and no hedge beside it. How
/// an utterance is quoted is told beside the number in it.
fn told_by(graver: &[Discrepancy], one: &Discrepancy) -> bool {
    let has = |other: &Discrepancy, reading: &Reading| {
        let place = reading.place;
        other.readings.iter().any(|r| r.place.source == place.source && r.place.range.overlaps(place.range))
    };
    let same = |other: &&Discrepancy| other.kind != one.kind && one.readings.iter().all(|reading| has(other, reading));
    one.kind != DiscrepancyKind::Quote && graver.iter().any(|other| same(&other))
}

/// All differences of a parallel, sure or not, and what is known of them: what the weights are trained on.
pub fn differences(
    parallel: &Parallel,
    collation: &Collation,
    told: Told,
) -> Vec<(DiscrepancyKind, [Passage; 2], Signs)> {
    let scope = Scope::of(parallel, collation, told);
    let place = |(row, range): scope::Place| Passage { source: scope.passages[row].source, range };
    let of = |(kind, find): &(DiscrepancyKind, Find)| {
        let found = find(&scope).differing(*kind, &scope);
        found.into_iter().map(|(places, signs)| (*kind, places.map(place), signs)).collect::<Vec<_>>()
    };
    KINDS.iter().flat_map(of).collect()
}
