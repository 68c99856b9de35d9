//! Units: the stretches of the sources that are compared with each other, their words and clauses.

use super::Passage;
use super::term::{Term, TermId, Vocabulary};
use super::word::{Reader, quoted};
use crate::source::{Source, SourceId};
use crate::text::{TextRange, Value, statements};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Terms that a unit must have to be a repetition; fewer are a phrase that may come again (`he said on Sunday`).
const LEAST_REPEATED: usize = 2;
/// … or so many words, were they all the same.
const MANY_REPEATED: usize = 6;

/// A word of a unit that can be evidence.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its place.
    pub range: TextRange,
    /// What it is.
    pub term: TermId,
    /// Stands between quotation marks.
    pub quoted: bool,
}

/// A part of a unit that says one thing: what is aligned.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its unit.
    pub unit: usize,
    /// From its first to its last word, with the marks that stand at them.
    pub range: TextRange,
    /// Its words that can be evidence, among those of its unit.
    pub words: Range<usize>,
    /// Its different terms, sorted.
    pub terms: Vec<TermId>,
    /// Those between quotation marks.
    pub quoted: Vec<TermId>,
    /// How many words it has, of all kinds.
    pub said: usize,
    /// Statements with the same words in the same order have the same.
    pub wording: u64,
    /// It has a date, a day or a time.
    pub dated: bool,
}

impl Statement {
    /// Its words that can be evidence, in order.
    pub fn words<'s>(&self, story: &'s Story) -> &'s [Word] {
        &story.units[self.unit].words[self.words.clone()]
    }
}

/// One stretch of one source, about a sentence.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its place.
    pub passage: Passage,
    /// Its number in its source, from 0.
    pub order: usize,
    /// How many units its source has.
    pub of: usize,
    /// The earlier unit of its source that says the same in the same words. A source that repeats itself is not the more
    /// believed: a repeating unit counts for nothing, and stands wherever the earlier one does.
    pub repeats: Option<usize>,
    /// The later units of its source that say it again.
    pub again: Vec<usize>,
    /// Its words that can be evidence, in order.
    pub words: Vec<Word>,
    /// Its different terms, sorted.
    pub terms: Vec<TermId>,
    /// Those between quotation marks.
    pub quoted: Vec<TermId>,
    /// Its statements, at least one, by their numbers in the story.
    pub statements: Range<usize>,
}

/// All units of all sources, and their terms.
pub struct Story {
    /// The units, by source and place.
    pub units: Vec<Unit>,
    /// The statements of all units, in order.
    pub statements: Vec<Statement>,
    /// The terms, by number.
    pub terms: Vec<Term>,
    /// The units with each term, by number of the term.
    pub places: Vec<Vec<usize>>,
}

impl Story {
    /// The units of some sources: what their sentences tell.
    pub fn of(sources: &[&Source]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (mut units, mut statements) = (Vec::new(), Vec::new());
        for source in canonical(sources) {
            let ranges: Vec<TextRange> = source.story().map(|(_, range)| range).collect();
            let quotations = quoted(&source.text);
            for (order, &range) in ranges.iter().enumerate() {
                let unit = read(source, range, &quotations, &mut vocabulary);
                let first = statements.len();
                statements.extend(stated(source, units.len(), &unit));
                units.push(Unit { order, of: ranges.len(), statements: first..statements.len(), ..unit });
            }
        }
        mark_repeats(&mut units);
        let told = || units.iter().enumerate().filter(|(_, unit)| unit.repeats.is_none());
        for (_, unit) in told() {
            unit.terms.iter().for_each(|&term| vocabulary.count(term, unit.passage.source));
        }
        let mut units_of: FxHashMap<SourceId, usize> = FxHashMap::default();
        told().for_each(|(_, unit)| *units_of.entry(unit.passage.source).or_default() += 1);
        let terms = vocabulary.finish(&units_of);
        let mut places = vec![Vec::new(); terms.len()];
        for (number, unit) in told() {
            unit.terms.iter().for_each(|&term| places[term as usize].push(number));
        }
        Self { units, statements, terms, places }
    }

    /// The numbers of all statements of a statement's source.
    pub fn places_of(&self, statement: usize) -> Range<usize> {
        let unit = &self.units[self.statements[statement].unit];
        let first = self.statements[statement].unit - unit.order;
        self.units[first].statements.start..self.units[first + unit.of - 1].statements.end
    }

    /// How much a term tells.
    pub fn rarity(&self, term: TermId) -> f32 {
        self.terms[term as usize].rarity
    }

    /// How much different terms tell together.
    pub fn weight(&self, terms: &[TermId]) -> f32 {
        terms.iter().map(|&t| self.rarity(t)).sum()
    }

    /// How well the best of some terms (sorted) stands for a term, 0 to 1.
    pub fn best(&self, term: TermId, among: &[TermId]) -> f32 {
        let near = &self.terms[term as usize].near;
        near.iter().filter(|(other, _)| among.binary_search(other).is_ok()).map(|n| n.1).fold(0.0, f32::max)
    }

    /// How much of what some terms tell is told by others (sorted).
    pub fn covered(&self, terms: &[TermId], by: &[TermId]) -> f32 {
        terms.iter().map(|&t| self.rarity(t) * self.best(t, by)).sum()
    }

    /// The unit some steps on in the same source.
    pub fn neighbour(&self, unit: usize, step: isize) -> Option<usize> {
        let other = unit.checked_add_signed(step)?;
        (self.units.get(other)?.passage.source == self.units[unit].passage.source).then_some(other)
    }
}

/// Finds the units that repeat an earlier one of their source: the same terms, and enough of them to be a statement.
fn mark_repeats(units: &mut [Unit]) {
    let mut first: FxHashMap<(SourceId, Vec<TermId>), usize> = FxHashMap::default();
    for number in 0..units.len() {
        if units[number].terms.len() < LEAST_REPEATED && units[number].words.len() < MANY_REPEATED {
            continue;
        }
        let said = (units[number].passage.source, units[number].terms.clone());
        let earlier = *first.entry(said).or_insert(number);
        if earlier != number {
            units[number].repeats = Some(earlier);
            units[earlier].again.push(number);
        }
    }
}

/// The sources in an order that depends on what they say alone, so that sums of weights do not depend on the order in which
/// they were given.
fn canonical<'a>(sources: &[&'a Source]) -> Vec<&'a Source> {
    let mut order = sources.to_vec();
    order.sort_by(|x, y| x.text.content().cmp(y.text.content()));
    order
}

fn read(source: &Source, range: TextRange, quotations: &[TextRange], vocabulary: &mut Vocabulary) -> Unit {
    let text = &source.text;
    let tokens = &text.tokens()[text.tokens_in(range).indices()];
    let words: Vec<Word> = Reader::new(text, tokens)
        .map(|found| {
            let term = vocabulary.intern(found.key, found.number);
            if let Some(capital) = found.capital {
                vocabulary.note_case(term, capital);
            }
            if !found.number {
                vocabulary.note_spelling(term, text.language(), text.slice(found.range));
            }
            let next = quotations.partition_point(|q| q.end() < found.range.end());
            let quoted = quotations.get(next).is_some_and(|q| q.contains(found.range));
            Word { range: found.range, term, quoted }
        })
        .collect();
    let passage = Passage { source: source.id, range };
    let (terms, quoted) = told(&words);
    Unit { passage, order: 0, of: 1, repeats: None, again: Vec::new(), words, terms, quoted, statements: 0..0 }
}

/// The statements of a unit.
fn stated(source: &Source, number: usize, unit: &Unit) -> Vec<Statement> {
    let statement = |range: TextRange| {
        let first = unit.words.partition_point(|word| word.range.start() < range.start());
        let words = first..unit.words.partition_point(|word| word.range.end() <= range.end()).max(first);
        let (terms, quoted) = told(&unit.words[words.clone()]);
        let mut wording = FxHasher::default();
        source.text.words_in(range).for_each(|word| source.text.folded(word).hash(&mut wording));
        let (said, wording) = (source.text.words_in(range).count(), wording.finish());
        let values = source.text.values();
        let first = values.partition_point(|value| value.range.start() < range.start());
        let mut own = values.iter().skip(first).take_while(|value| range.contains(value.range));
        let dated = own.any(|value| matches!(value.value, Value::Date { .. } | Value::Weekday(_) | Value::Time(_)));
        Statement { unit: number, range, words, terms, quoted, said, wording, dated }
    };
    statements(&source.text, unit.passage.range).into_iter().map(statement).collect()
}

/// The different terms of some words, and those between quotation marks.
fn told(words: &[Word]) -> (Vec<TermId>, Vec<TermId>) {
    (different(words.iter()), different(words.iter().filter(|word| word.quoted)))
}

fn different<'a>(words: impl Iterator<Item = &'a Word>) -> Vec<TermId> {
    let mut terms: Vec<TermId> = words.map(|w| w.term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::Story;
    use crate::source::{Corpus, Source};

    #[test]
    fn sentences_of_two_languages_share_names() {
        let texts = [
            "Російський диктатор Путін у понеділок розмовляв по телефону з президентом Трампом, і розмова тривала годину.",
            "The Russian dictator Vladimir Putin spoke by phone with President Trump on Monday, and the call lasted an hour.",
        ];
        let corpus = Corpus::of_texts(texts, None);
        let sources: Vec<&Source> = corpus.sources.iter().collect();
        let story = Story::of(&sources);
        let [one, other] = [0, 1].map(|source| {
            let of = |unit: &&super::Unit| unit.passage.source.index() == source;
            &story.units.iter().find(of).unwrap().terms
        });
        let shared = one.iter().filter(|&&term| story.best(term, other) > 0.5);
        let mut keys: Vec<&str> = shared.map(|&term| story.terms[term as usize].key.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["путін", "трамп"]);
    }
}
