//! What two stretches of two sources share: words, values, quoted words, the order of words, and where they stand. Sentences and
//! statements are measured alike.

use super::term::TermId;
use super::unit::{Statement, Story, Unit, Word};
use crate::source::SourceId;

/// Units that open a source and usually tell the main thing: headline, subtitle, first sentence.
const LEAD: usize = 3;

/// A sentence or a statement: its words, and the place of its unit.
pub struct Stretch<'a> {
    source: SourceId,
    order: usize,
    of: usize,
    words: &'a [Word],
    terms: &'a [TermId],
    quoted: &'a [TermId],
}

/// What is measured of two stretches; the names are those of the measures that it fills in.
#[derive(Clone, Copy, Default)]
pub struct Shared {
    pub exclusive: f32,
    pub exclusive_numbers: f32,
    pub plain: f32,
    pub run: f32,
    pub quoted: f32,
    pub quoted_share: f32,
    pub order: f32,
    pub both_lead: f32,
    pub either_lead: f32,
}

impl<'a> Stretch<'a> {
    /// A sentence.
    pub fn unit(unit: &'a Unit) -> Self {
        let Unit { passage, order, of, words, terms, quoted, .. } = unit;
        Self { source: passage.source, order: *order, of: *of, words, terms, quoted }
    }

    /// A statement of a story.
    pub fn statement(story: &'a Story, statement: &'a Statement) -> Self {
        let Statement { terms, quoted, .. } = statement;
        Self { words: statement.words(story), terms, quoted, ..Self::unit(&story.units[statement.unit]) }
    }

    fn place(&self) -> f32 {
        self.order as f32 / self.of.max(1) as f32
    }
}

/// Measures what two stretches share.
pub fn shared(story: &Story, a: &Stretch, b: &Stretch) -> Shared {
    let flag = |is: bool| f32::from(u8::from(is));
    let leads = [a, b].map(|stretch| stretch.order < LEAD);
    let mut found = Shared {
        run: longest_run(story, a.words, b.words).sqrt(),
        order: (a.place() - b.place()).abs(),
        both_lead: flag(leads[0] && leads[1]),
        either_lead: flag(leads[0] || leads[1]),
        ..Shared::default()
    };
    by_word(story, a, b, &mut found);
    let quoted = story.weight(&both(a.quoted, b.quoted));
    if quoted > 0.0 {
        found.quoted = quoted.sqrt();
        found.quoted_share = quoted / story.weight(a.quoted).min(story.weight(b.quoted)).max(1.0);
    }
    found
}

/// The terms that both have.
fn both(a: &[TermId], b: &[TermId]) -> Vec<TermId> {
    a.iter().copied().filter(|term| b.binary_search(term).is_ok()).collect()
}

fn by_word(story: &Story, a: &Stretch, b: &Stretch, found: &mut Shared) {
    let times = |term: TermId, stretch: &Stretch| {
        let counts = &story.terms[term as usize].counts;
        counts.iter().find(|c| c.0 == stretch.source).map_or(1, |c| c.1) as f32
    };
    let mut exclusive = 0.0;
    for term in both(a.terms, b.terms) {
        let value = 1.0 / (times(term, a) * times(term, b));
        exclusive += value;
        if story.terms[term as usize].number {
            found.exclusive_numbers += value;
        }
        if !story.terms[term as usize].name {
            found.plain += story.rarity(term);
        }
    }
    found.exclusive = f32::sqrt(exclusive);
}

/// The weight of the longest run of words that both have in the same order without a gap.
fn longest_run(story: &Story, a: &[Word], b: &[Word]) -> f32 {
    let mut longest: f32 = 0.0;
    // The runs that end at the word before, by the place of their end in the other; most words end none.
    let mut before: Vec<(usize, f32)> = Vec::new();
    let mut runs = Vec::new();
    for x in a {
        runs.clear();
        for (at, _) in b.iter().enumerate().filter(|(_, y)| y.term == x.term) {
            let run = before.iter().find(|run| run.0 + 1 == at).map_or(0.0, |run| run.1) + story.rarity(x.term);
            longest = longest.max(run);
            runs.push((at, run));
        }
        std::mem::swap(&mut before, &mut runs);
    }
    longest
}
