//! Quotations: one utterance that is quoted in other words, or quoted here and told there.

use super::epithet::full_title;
use super::scope::{Place, Scope};
use super::tie::Ties;
use super::{Discrepancy, Reading};
use crate::align::Passage;
use crate::source::Corpus;
use crate::text::{Norm, TextRange};

/// So many telling words of two renderings stand for each other, and this share of the shorter, or they are two utterances.
const LEAST_COMMON: usize = 2;
const LEAST_SHARE: f32 = 0.34;
/// English words that are put in or left out without a change of what is said.
const NO_CHANGE: [&str; 6] = ["a", "an", "the", "that", "and", "so"];
/// Telling words of a quotation that says anything.
const LEAST_SAID: usize = 2;

/// Renderings of one utterance that are not alike: two quotations, or a quotation and what another passage has for its words.
pub fn quotes(scope: &Scope) -> Ties {
    let rows: Vec<Vec<Place>> = scope.rows().map(|row| quoted(scope, row)).collect();
    let mut ties = Ties::default();
    for (a, b) in scope.pairs().filter(|&(a, b)| !scope.foreign(a, b)) {
        for (&x, &y) in rows[a].iter().flat_map(|x| rows[b].iter().map(move |y| (x, y))) {
            let (common, share) = scope.closeness(x, y);
            if common >= LEAST_COMMON && share >= LEAST_SHARE && !alike(scope, x, y) {
                ties.tie(x, y, false);
            }
        }
        for (from, to) in [(a, b), (b, a)].into_iter().filter(|(_, to)| rows[*to].is_empty()) {
            for &quotation in &rows[from] {
                let told = counterpart(scope, quotation, to).filter(|&told| !alike(scope, quotation, told));
                told.into_iter().for_each(|told| ties.tie(quotation, told, false));
            }
        }
    }
    ties
}

/// A discrepancy of quotations without the words with which all renderings begin and those with which all end.
pub fn narrowed(discrepancy: Discrepancy, corpus: &Corpus) -> Discrepancy {
    let words = |reading: &Reading| -> Vec<(TextRange, Norm)> {
        let place = reading.place;
        corpus.source(place.source).text.words_in(place.range).map(|token| (token.range, token.norm)).collect()
    };
    let all: Vec<Vec<(TextRange, Norm)>> = discrepancy.readings.iter().map(words).collect();
    let least = all.iter().map(Vec::len).min().unwrap_or(0);
    let alike = |norm: &dyn Fn(usize) -> Option<Norm>| (1..all.len()).all(|row| norm(row) == norm(0));
    let first = |at: usize| move |words: &Vec<(TextRange, Norm)>| words.get(at).map(|w| w.1);
    let last = |at: usize| move |words: &Vec<(TextRange, Norm)>| words.iter().nth_back(at).map(|w| w.1);
    let head = (0..least).take_while(|&at| alike(&|row| first(at)(&all[row]))).count();
    let tail = (0..least.saturating_sub(head)).take_while(|&at| alike(&|row| last(at)(&all[row]))).count();
    let narrow = |words: &Vec<(TextRange, Norm)>| {
        let kept = words.get(head..words.len() - tail)?;
        Some(kept.first()?.0.to(kept.last()?.0))
    };
    // `Russo-Ukrainian` is no word to be cut.
    let whole = |(range, reading): (TextRange, &Reading)| {
        let text = corpus.source(reading.place.source).text.content();
        let rest = TextRange::new(text, range.end(), reading.place.range.end().max(range.end())).of(text);
        let word =
            rest.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
        TextRange::new(text, range.start(), range.end() + if rest.starts_with('-') { word.len() } else { 0 })
    };
    // Where one has nothing of its own, its words as they are tell more.
    let Some(ranges) = all.iter().map(narrow).collect::<Option<Vec<_>>>() else { return discrepancy };
    let ranges: Vec<TextRange> = ranges.into_iter().zip(&discrepancy.readings).map(whole).collect();
    let moved = |place: Passage| {
        let at = discrepancy.readings.iter().position(|reading| reading.place == place);
        at.map_or(place, |at| Passage { range: ranges[at], ..place })
    };
    let readings = discrepancy.readings.iter();
    let readings = readings.map(|reading| Reading { place: moved(reading.place), same_as: moved(reading.same_as) });
    Discrepancy { readings: readings.collect(), ..discrepancy }
}

/// The quotations of a row, as far as the passage has them.
fn quoted(scope: &Scope, row: usize) -> Vec<Place> {
    let passage = scope.passages[row].range;
    let inside = scope.text(row).quotations().iter().filter_map(|q| q.range.intersect(passage));
    let telling = |range: &TextRange| scope.at((row, *range)).iter().filter(|w| w.content).count() >= LEAST_SAID;
    inside.filter(telling).map(|range| (row, range)).collect()
}

/// What another row has for the words of a place: from the first word that stands for one of them to the last.
fn counterpart(scope: &Scope, place: Place, row: usize) -> Option<Place> {
    let words = scope.at(place).iter().filter(|word| word.content);
    let ranges: Vec<TextRange> = words.flat_map(|word| scope.counterparts(word, row)).map(|w| w.range).collect();
    let (first, last) = (ranges.iter().min()?, ranges.iter().max()?);
    (ranges.len() >= LEAST_COMMON).then(|| (row, first.cover(*last)))
}

/// One rendering has the words of the other, without a change that is one.
fn alike(scope: &Scope, x: Place, y: Place) -> bool {
    let (x, y) = (words(scope, x), words(scope, y));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    long.windows(short.len().max(1)).any(|some| some == short)
}

/// The words of a place that make a difference: titles under one name, no articles and joints.
fn words<'a>(scope: &Scope<'a>, place: Place) -> Vec<Result<&'a str, Norm>> {
    let told = scope.at(place).iter().filter(|word| !NO_CHANGE.contains(&word.folded));
    told.map(|word| full_title(word.folded).ok_or(word.norm)).collect()
}
