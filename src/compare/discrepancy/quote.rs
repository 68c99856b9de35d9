//! Quotations: one utterance that is quoted in other words, or quoted here and told there.

use super::epithet::full_title;
use super::scope::{Place, Scope};
use super::tie::Ties;
use super::{Discrepancy, Reading};
use crate::align::Passage;
use crate::source::Corpus;
use crate::text::{EntityKind, Language, Lexicon, Norm, Text, TextRange, Token, fold};

/// So many telling words of two renderings stand for each other, and this share of the shorter, or they are two utterances.
const LEAST_COMMON: usize = 2;
const LEAST_SHARE: f32 = 0.34;
/// Where both have this share of the telling words, they are one, whoever is named as the speaker.
const ONE: f32 = 0.6;
/// English words that are put in or left out without a change of what is said.
const NO_CHANGE: [&str; 8] = ["a", "an", "the", "that", "and", "so", "but", "however"];
/// What is left of English auxiliaries behind a pronoun.
const SHORT: [(&str, &str); 10] = [
    (" would ", "'d "),
    (" had ", "'d "),
    (" will ", "'ll "),
    (" are ", "'re "),
    (" have ", "'ve "),
    (" am ", "'m "),
    (" is ", " "),
    (" has ", " "),
    (" can not ", " can't "),
    (" not ", "n't "),
];
/// Words that a phrase is at most the longer by for its noun.
const MOST_LEFT: usize = 2;
/// Telling words of a quotation that says anything.
const LEAST_SAID: usize = 2;

/// Renderings of one utterance that are not alike: two quotations, or a quotation and what another passage has for its words.
pub fn quotes(scope: &Scope) -> Ties {
    let rows: Vec<Vec<Place>> = scope.rows().map(|row| quoted(scope, row)).collect();
    let mut ties = Ties::default();
    for (a, b) in scope.pairs().filter(|&(a, b)| !scope.foreign(a, b)) {
        for (&x, &y) in rows[a].iter().flat_map(|x| rows[b].iter().map(move |y| (x, y))) {
            let (common, share) = scope.closeness(x, y);
            let words = shared(scope, x, y);
            let one = common >= LEAST_COMMON && share >= LEAST_SHARE && words > 0.0;
            let of_two = words < ONE && others(scope, x, y);
            if one && !of_two && !alike(scope, x, y) {
                ties.tie(x, y, false);
            }
        }
        for (from, to) in [(a, b), (b, a)].into_iter().filter(|(_, to)| rows[*to].is_empty()) {
            for &quotation in &rows[from] {
                let one = |told: &Place| shared(scope, quotation, *told) > 0.0 && !others(scope, quotation, *told);
                let told = counterpart(scope, quotation, to).filter(one);
                let told = told.filter(|&told| !alike(scope, quotation, told));
                told.into_iter().for_each(|told| ties.tie(quotation, told, false));
            }
        }
    }
    ties
}

/// The share of the telling words of one of two renderings, the one that has fewer, that both have, not only words near in
/// meaning.
fn shared(scope: &Scope, x: Place, y: Place) -> f32 {
    let telling = |place| scope.at(place).iter().filter(|word| word.content).map(|word| word.norm).collect::<Vec<_>>();
    let (x, y) = (telling(x), telling(y));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    short.iter().filter(|norm| long.contains(norm)).count() as f32 / short.len().max(1) as f32
}

/// Whether two places are the words of two people.
fn others(scope: &Scope, x: Place, y: Place) -> bool {
    let speaker = |(row, range): Place| {
        let text = scope.text(row);
        let quoted = text.quotations().iter().filter(|q| q.range.overlaps(range)).find_map(|q| q.speaker.as_deref());
        let reported = || text.reports().iter().find(|r| r.range.overlaps(range)).map(|r| r.speaker.as_str());
        let name = quoted.or_else(reported)?;
        text.names().entities.iter().find(|entity| entity.full == name && entity.kind == EntityKind::Person)
    };
    speaker(x).zip(speaker(y)).is_some_and(|(one, other)| !one.same(other))
}

/// A discrepancy of quotations without the words with which all renderings begin and those with which all end; nothing where
/// the rest is the same but for its spelling, or is a part of a word.
pub fn narrowed(discrepancy: Discrepancy, corpus: &Corpus) -> Option<Discrepancy> {
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
    // `The swiftest possible end`: the phrase is not cut before its noun.
    let tail = tail - discrepancy.readings.first().map_or(0, |reading| noun(corpus, reading.place, tail));
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
    let Some(ranges) = all.iter().map(narrow).collect::<Option<Vec<_>>>() else {
        return Some(discrepancy);
    };
    let ranges: Vec<TextRange> = ranges.into_iter().zip(&discrepancy.readings).map(whole).collect();
    let texts = discrepancy.readings.iter().map(|reading| &corpus.source(reading.place.source).text);
    let told: Vec<(&Text, TextRange)> = texts.zip(ranges.iter().copied()).collect();
    let spelt = |(text, range): &(&Text, TextRange)| plain(text, text.slice(*range));
    let first = told.first().map(spelt);
    if told.iter().all(|one| Some(spelt(one)) == first) || told.iter().any(|(text, range)| begins_inside(text, *range))
    {
        return None;
    }
    let moved = |place: Passage| {
        let at = discrepancy.readings.iter().position(|reading| reading.place == place);
        at.map_or(place, |at| Passage { range: ranges[at], ..place })
    };
    let readings = discrepancy.readings.iter();
    let readings = readings.map(|reading| Reading { place: moved(reading.place), same_as: moved(reading.same_as) });
    Some(Discrepancy { readings: readings.collect(), ..discrepancy })
}

/// Words that are left of a phrase at the beginning of the last words of a place.
fn noun(corpus: &Corpus, place: Passage, last: usize) -> usize {
    let text = &corpus.source(place.source).text;
    let words: Vec<&Token> = text.words_in(place.range).collect();
    let tail = words.get(words.len().saturating_sub(last)..).unwrap_or_default();
    let blank = |c: char| c.is_whitespace() || c == '-';
    let joined = |pair: &[&Token]| text.slice(pair[0].range.between(pair[1].range)).chars().all(blank);
    let before = words.len().checked_sub(last + 1).and_then(|at| words.get(at..)).unwrap_or_default();
    let run = before.windows(2).take_while(|pair| joined(pair)).count();
    let telling = tail.iter().take_while(|word| !text.language().is_function_word(text.folded(word)));
    telling.take(MOST_LEFT).count().min(run)
}

/// Whether a place begins inside of a word (`f***ing`).
fn begins_inside(text: &Text, range: TextRange) -> bool {
    let before = TextRange::new(text.content(), 0, range.start()).of(text.content());
    before.chars().next_back().is_some_and(|c| c == '*' || c.is_alphanumeric())
}

/// Words without what is no change: the letters of all in a row, numbers in digits, English auxiliaries in their short forms.
fn plain(text: &Text, words: &str) -> String {
    let numbers = &Lexicon::of(text.language()).numbers;
    let word = |part: &str| {
        let folded = fold(part);
        numbers.get(&folded).map_or(folded, f64::to_string)
    };
    let parts = words.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|part| !part.is_empty());
    let mut told = String::from(" ");
    for part in parts.map(word).filter(|part| !NO_CHANGE.contains(&part.as_str())) {
        told += &part;
        told.push(' ');
    }
    if text.language() == Language::ENGLISH {
        SHORT.iter().for_each(|(long, short)| told = told.replace(long, short));
    }
    told.retain(|c| c != ' ');
    told
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
    let [a, b] = [x, y].map(|(row, range)| plain(scope.text(row), scope.text(row).slice(range)));
    if a.contains(&b) || b.contains(&a) {
        return true;
    }
    let (x, y) = (words(scope, x), words(scope, y));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    long.windows(short.len().max(1)).any(|some| some == short)
}

/// The words of a place that make a difference: titles under one name, no articles and joints.
fn words<'a>(scope: &Scope<'a>, place: Place) -> Vec<Result<&'a str, Norm>> {
    let told = scope.at(place).iter().filter(|word| !NO_CHANGE.contains(&word.folded));
    told.map(|word| full_title(word.folded).ok_or(word.norm)).collect()
}
