//! Extent: how much of a sentence belongs to a parallel. A long sentence says several things, and a passage is the thing said.

use super::Passage;
use super::parallel::Part;
use super::term::TermId;
use super::unit::{Story, Unit};

/// Share of a neighbouring statement's weight that the other passages must tell, so that it is part of what all say.
const LEAST_TOLD: f32 = 0.4;

/// Words that can be evidence which a part must have to be left out: fewer are an attribution (`Ushakov said`) or the frame of
/// the sentence, without which the rest is hard to read.
const LEAST_LEFT: usize = 4;

/// The passages of a parallel's statements, sorted. What a source repeats stands beside what it repeats.
pub fn passages(story: &Story, group: &[Part]) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    for parts in group.chunk_by(|x, y| x.unit == y.unit) {
        let unit = &story.units[parts[0].unit];
        let source = unit.passage.source;
        let others: Vec<&[TermId]> = group
            .iter()
            .filter(|part| story.units[part.unit].passage.source != source)
            .map(|part| part.statement(story).terms.as_slice())
            .collect();
        found.push(passage(story, unit, parts, &others));
        found.extend(unit.again.iter().map(|&again| story.units[again].passage));
    }
    found.sort_unstable();
    found
}

/// The part of a unit that its statements stand for: with neighbours that others tell too, whole quotations, and no scraps left.
fn passage(story: &Story, unit: &Unit, parts: &[Part], others: &[&[TermId]]) -> Passage {
    let statements = &unit.statements;
    let (mut first, mut last) = (parts[0].statement, parts[parts.len() - 1].statement);
    let told = |at: usize| is_told(story, &statements[at].terms, others);
    while first > 0 && (statements[first].joined || told(first - 1)) {
        first -= 1;
    }
    while last + 1 < statements.len() && (statements[last + 1].joined || told(last + 1)) {
        last += 1;
    }
    let words = |range: std::ops::Range<usize>| statements[range].iter().map(|c| c.terms.len()).sum::<usize>();
    let whole = unit.passage.range;
    let start = if words(0..first) < LEAST_LEFT { whole } else { statements[first].range };
    let end = if words(last + 1..statements.len()) < LEAST_LEFT { whole } else { statements[last].range };
    Passage { source: unit.passage.source, range: start.to(end) }
}

/// Whether the others together tell enough of some terms.
fn is_told(story: &Story, terms: &[TermId], others: &[&[TermId]]) -> bool {
    let best = |term: TermId| others.iter().map(|other| story.best(term, other)).fold(0.0, f32::max);
    let told: f32 = terms.iter().map(|&term| story.rarity(term) * best(term)).sum();
    !terms.is_empty() && told >= LEAST_TOLD * story.weight(terms)
}
