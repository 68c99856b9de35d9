//! Signs: what is known of two places that differ, as numbers, and how sure they make that the difference is one.

use super::DiscrepancyKind;
use super::scope::{Place, Scope};
use crate::align::{Weigher, measures};
use crate::text::Voice;
use std::sync::OnceLock;

static SHIPPED: &str = include_str!("../../../assets/difference-weights.txt");

/// Longer phrases are as long.
const LONGEST: f32 = 12.0;
/// Sentences that open a source.
const LEAD: usize = 3;

measures! {
    /// What is known of two places that differ.
    Signs:
    /// It is a number.
    number,
    /// It is a date.
    date,
    /// It is a name.
    name,
    /// It is a negation.
    negation,
    /// It is a status.
    status,
    /// It is an attribution.
    attribution,
    /// It is an epithet.
    epithet,
    /// It is a hedge.
    hedge,
    /// It is a quotation.
    quote,
    /// How many telling words around both stand for each other.
    around,
    /// The share of the passages' telling words that stand for each other.
    close,
    /// How many do.
    common,
    /// Words of both places stand for each other.
    met,
    /// A nearest telling word on either side of both stands for one of the other.
    beside,
    /// Those on both sides are the same.
    between,
    /// Telling words of the shorter place.
    shorter,
    /// Of the longer.
    longer,
    /// Telling words of the shorter passage.
    shorter_passage,
    /// Of the longer.
    longer_passage,
    /// How near in meaning the places are.
    nearness,
    /// How near in meaning the passages are.
    passages,
    /// How sure it is that the passages say the same.
    strength,
    /// Passages of the parallel.
    rows,
    /// Both stand between quotation marks.
    both_quoted,
    /// One of them does.
    one_quoted,
    /// One of them stands in what is given as somebody's word.
    reported,
    /// The other source has the words of a place, too, somewhere: of both places 2.
    elsewhere,
    /// How many differences of this kind the two passages have.
    rivals,
    /// Both stand among what opens their sources.
    lead,
    /// The sources are in two languages.
    foreign,
}

/// What is known of two passages, whatever differs in them.
#[derive(Clone, Copy, Debug)]
pub struct Passages {
    /// How many differences of one kind they have.
    pub rivals: usize,
    common: usize,
    close: f32,
    near: f32,
    strength: f32,
    telling: [f32; 2],
}

impl Passages {
    /// Of two rows.
    pub fn of(scope: &Scope, [a, b]: [usize; 2]) -> Self {
        let (x, y) = (scope.whole(a), scope.whole(b));
        let (common, close) = scope.closeness(x, y);
        let telling = [x, y].map(|row| scope.at(row).iter().filter(|w| w.content).count() as f32);
        Self { rivals: 0, common, close, near: scope.nearness(x, y), strength: scope.strength(a, b), telling }
    }
}

/// Measures two places that differ, in passages of which this is known.
pub fn signs(scope: &Scope, kind: DiscrepancyKind, [a, b]: [Place; 2], passages: &Passages) -> Signs {
    let flag = |is: bool| f32::from(u8::from(is));
    let is = |one: DiscrepancyKind| flag(one == kind);
    let telling = |place: Place| (scope.at(place).iter().filter(|w| w.content).count() as f32).min(LONGEST);
    let [x, y] = [a, b].map(telling);
    let [p, q] = passages.telling;
    let voices = [a, b].map(|place| voice(scope, place));
    let quoted = voices.iter().filter(|voice| **voice == Voice::Quotation).count();
    let leads = [a, b].map(|(row, range)| {
        let text = scope.text(row);
        text.sentences().iter().take(LEAD).any(|sentence| sentence.range.overlaps(range))
    });
    Signs {
        number: is(DiscrepancyKind::Number),
        date: is(DiscrepancyKind::Date),
        name: is(DiscrepancyKind::Name),
        negation: is(DiscrepancyKind::Negation),
        status: is(DiscrepancyKind::Status),
        attribution: is(DiscrepancyKind::Attribution),
        epithet: is(DiscrepancyKind::Epithet),
        hedge: is(DiscrepancyKind::Hedge),
        quote: is(DiscrepancyKind::Quote),
        around: scope.around(a, b) as f32,
        close: passages.close,
        common: (passages.common as f32).min(LONGEST),
        met: flag(scope.stand_for_each_other(a, b)),
        beside: flag(scope.beside_the_same(a, b)),
        between: flag(scope.between_the_same(a, b)),
        shorter: x.min(y),
        longer: x.max(y),
        shorter_passage: p.min(q).sqrt(),
        longer_passage: p.max(q).sqrt(),
        nearness: scope.nearness(a, b),
        passages: passages.near,
        strength: passages.strength,
        rows: (scope.passages.len() as f32).ln(),
        both_quoted: flag(quoted == 2),
        one_quoted: flag(quoted == 1),
        reported: flag(voices.contains(&Voice::Reported)),
        elsewhere: flag(scope.says_elsewhere(b.0, a)) + flag(scope.says_elsewhere(a.0, b)),
        rivals: (passages.rivals as f32).ln(),
        lead: flag(leads[0] && leads[1]),
        foreign: flag(scope.foreign(a.0, b.0)),
    }
}

/// How the words of a place are told.
fn voice(scope: &Scope, (row, range): Place) -> Voice {
    let text = scope.text(row);
    if text.quotations().iter().any(|q| q.range.overlaps(range)) {
        Voice::Quotation
    } else if text.reports().iter().any(|r| r.range.overlaps(range)) {
        Voice::Reported
    } else {
        Voice::Narration
    }
}

/// How sure it is, 0 to 1, that a careful reader would point a difference out.
pub fn sure(signs: &Signs) -> f32 {
    static WEIGHER: OnceLock<Weigher> = OnceLock::new();
    let read = || {
        let mut weigher = Weigher::default();
        let lines = SHIPPED.lines().filter(|line| !line.starts_with(['#', '[']) && !line.trim().is_empty());
        for line in lines {
            weigher.read(line, Signs::NAMES).expect("the shipped weights are whole");
        }
        weigher
    };
    WEIGHER.get_or_init(read).sure(&signs.values())
}
