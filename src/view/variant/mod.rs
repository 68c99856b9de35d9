//! Variants: where the passages of a parallel differ word by word, as a critical edition has it: what the base has, and who has
//! what instead. A source that shares too little with the base is not taken apart word by word, and of one in another language
//! is said only what numbers, dates and names tell.

mod across;

use super::piece::{LEAST_SHARED_TO_MARK_DIFFERENCES, base_passage};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::{Norm, TextRange, foreign};
use across::Across;
use std::cmp::Reverse;

/// The variants of a parallel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Variants {
    /// The places that differ, in the order of the collation; then what stands for what in other languages.
    pub places: Vec<Variant>,
    /// Sources that tell it in words too different to be taken apart.
    pub apart: Vec<SourceId>,
    /// Sources that tell it in another language than the base, and have nothing in `places`.
    pub foreign: Vec<SourceId>,
    /// Words that all who tell it have, but for words that only bind others.
    pub common: Vec<Passage>,
    /// All who tell it have the same words.
    pub alike: bool,
}

/// A place that differs, or says the same in two languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// All of it says the same: one name or value, in other languages than the base's.
    pub same: bool,
    /// What the sources have there: the base's first, then that of most sources. At least two.
    pub readings: Vec<VariantReading>,
}

/// What some sources have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VariantReading {
    /// The words of the first of them, white space made single; nothing where they have none there.
    pub words: String,
    /// Who has them.
    pub sources: Vec<SourceId>,
    /// Where they stand; nothing where they have none.
    pub places: Vec<Passage>,
}

/// Words of a reading; more are another way to put it, not a reading of one place.
const MOST_WORDS: usize = 12;

/// What one source has in a column of the collation.
type Cell = Option<TextRange>;

/// The variants of a parallel, read against a base.
pub fn variants(comparison: &Comparison, parallel: usize, base: SourceId) -> Variants {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let columns = &comparison.collations[parallel].columns;
    let base = passages[base_passage(comparison, parallel, base)].source;
    let mut tellers: Vec<SourceId> = passages.iter().map(|passage| passage.source).collect();
    tellers.sort_unstable_by_key(|source| (*source != base, *source));
    tellers.dedup();
    // A source that tells it twice has one cell a column: the first that says anything.
    let cell = |column: &Vec<Cell>, source: SourceId| -> Cell {
        let mut own = column.iter().zip(passages).filter(|(_, passage)| passage.source == source);
        own.find_map(|(cell, _)| *cell)
    };
    let table: Vec<Vec<Cell>> =
        columns.iter().map(|column| tellers.iter().map(|&source| cell(column, source)).collect()).collect();
    let reader = Reader { comparison, tellers: &tellers };
    let language = |source: SourceId| comparison.corpus.source(source).text.language();
    let is_foreign = |at: usize| foreign(language(tellers[at]), language(base));
    // What is not read word by word.
    let apart: Vec<bool> =
        (0..tellers.len()).map(|at| at > 0 && (is_foreign(at) || reader.is_apart(&table, at))).collect();
    let common = table.iter().flat_map(|column| reader.common(column)).collect();
    let mut places = Vec::new();
    let runs = reader.runs(&table, &apart);
    let alike = runs.is_empty() && !apart.contains(&true);
    for run in runs {
        places.extend(reader.variant(&table[run], &apart));
    }
    let unread = tellers.iter().copied().enumerate().zip(&apart).filter(|(_, apart)| **apart);
    let (strange, apart): (Vec<_>, Vec<_>) = unread.map(|(teller, _)| teller).partition(|(at, _)| is_foreign(*at));
    places.extend(Across { comparison, passages, table: &table }.variants(base, &strange));
    let said =
        |source: &SourceId| places.iter().flat_map(|place| &place.readings).any(|read| read.sources.contains(source));
    let foreign = strange.into_iter().map(|(_, source)| source).filter(|source| !said(source)).collect();
    Variants { places, apart: apart.into_iter().map(|(_, source)| source).collect(), foreign, common, alike }
}

/// What reads the cells of a parallel's tellers, the base first.
struct Reader<'a> {
    comparison: &'a Comparison,
    tellers: &'a [SourceId],
}

impl Reader<'_> {
    fn norms(&self, at: usize, range: TextRange) -> Vec<Norm> {
        let text = &self.comparison.corpus.source(self.tellers[at]).text;
        text.words_in(range).map(|word| word.norm).collect()
    }

    /// The words that are more than a bond between others.
    fn weighty(&self, at: usize, range: TextRange) -> Vec<Norm> {
        let text = &self.comparison.corpus.source(self.tellers[at]).text;
        let binds = |folded: &str| text.language().is_function_word(folded);
        text.words_in(range).filter(|word| !binds(text.folded(word))).map(|word| word.norm).collect()
    }

    /// Less of its words than enough are the base's.
    fn is_apart(&self, table: &[Vec<Cell>], at: usize) -> bool {
        let (mut same, mut all) = (0usize, 0usize);
        for column in table {
            let Some(own) = column[at].map(|range| self.norms(at, range)) else { continue };
            all += own.len();
            same += if column[0].is_some_and(|range| self.norms(0, range) == own) { own.len() } else { 0 };
        }
        (same as f32) < LEAST_SHARED_TO_MARK_DIFFERENCES * all as f32
    }

    /// The words of a column that all tellers have.
    fn common(&self, column: &[Cell]) -> Vec<Passage> {
        let held: Vec<(usize, TextRange)> =
            column.iter().enumerate().filter_map(|(at, cell)| Some((at, (*cell)?))).collect();
        let Some(&(first, range)) = held.first().filter(|_| held.len() == column.len()) else { return Vec::new() };
        let norms = self.norms(first, range);
        if self.weighty(first, range).is_empty() || held.iter().any(|&(at, range)| self.norms(at, range) != norms) {
            return Vec::new();
        }
        held.into_iter().map(|(at, range)| Passage { source: self.tellers[at], range }).collect()
    }

    /// The stretches of columns in which not all read alike; one word that only binds others does not part two of them.
    fn runs(&self, table: &[Vec<Cell>], apart: &[bool]) -> Vec<std::ops::Range<usize>> {
        let alike = |column: &Vec<Cell>| {
            let mut read = column.iter().zip(apart).enumerate().filter(|(_, (_, apart))| !**apart);
            let Some((at, (cell, _))) = read.next() else { return true };
            let first = cell.map(|range| self.norms(at, range));
            read.all(|(at, (cell, _))| cell.map(|range| self.norms(at, range)) == first)
        };
        let binds = |column: &Vec<Cell>| column[0].is_some_and(|range| self.weighty(0, range).is_empty());
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for (at, _) in table.iter().enumerate().filter(|(_, column)| !alike(column)) {
            match found.last_mut() {
                Some(last) if last.end == at || last.end + 1 == at && binds(&table[last.end]) => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }

    /// What the tellers have in a stretch of columns; nothing where only words differ that bind others. What stands in several
    /// places of a source, or is long, is no reading of one place.
    fn variant(&self, columns: &[Vec<Cell>], apart: &[bool]) -> Option<Variant> {
        let mut readings: Vec<(Vec<Norm>, Vec<Norm>, VariantReading)> = Vec::new();
        for (at, &source) in self.tellers.iter().enumerate().filter(|(at, _)| !apart[*at]) {
            let mut ranges: Vec<TextRange> = columns.iter().filter_map(|column| column[at]).collect();
            ranges.sort_unstable();
            let norms = ranges.iter().flat_map(|&range| self.norms(at, range)).collect();
            let weighty = ranges.iter().flat_map(|&range| self.weighty(at, range)).collect();
            let ranges = self.joined(at, &ranges);
            let count = ranges.iter().map(|&range| self.norms(at, range).len()).sum::<usize>();
            if ranges.len() > 1 || count > MOST_WORDS {
                if at == 0 {
                    return None;
                }
                continue;
            }
            let places: Vec<Passage> = ranges.into_iter().map(|range| Passage { source, range }).collect();
            match readings.iter_mut().find(|(known, ..)| *known == norms) {
                Some((.., reading)) => {
                    reading.sources.push(source);
                    reading.places.extend(places);
                }
                None => {
                    let words = words(self.comparison, &places);
                    readings.push((norms, weighty, VariantReading { words, sources: vec![source], places }));
                }
            }
        }
        let first = readings.first().map(|(_, weighty, _)| weighty.clone())?;
        if readings.iter().all(|(_, weighty, _)| *weighty == first) {
            return None;
        }
        let mut readings: Vec<VariantReading> = readings.into_iter().map(|(.., reading)| reading).collect();
        readings.get_mut(1..).unwrap_or_default().sort_by_key(|reading| Reverse(reading.sources.len()));
        Some(Variant { same: false, readings })
    }

    /// Ranges with nothing but blanks and stops between them are one.
    fn joined(&self, at: usize, ranges: &[TextRange]) -> Vec<TextRange> {
        let text = &self.comparison.corpus.source(self.tellers[at]).text;
        let mut found: Vec<TextRange> = Vec::new();
        for &range in ranges {
            let close = |last: &TextRange| {
                let between = text.content().get(last.end()..range.start());
                between.is_some_and(|between| !between.chars().any(char::is_alphanumeric))
            };
            match found.last_mut() {
                Some(last) if close(last) => *last = last.to(range),
                _ => found.push(range),
            }
        }
        found
    }
}

/// The words at some places without the stops around them.
fn words(comparison: &Comparison, places: &[Passage]) -> String {
    let words = |place: &Passage| {
        let text = &comparison.corpus.source(place.source).text;
        let words = text.slice(place.range).split_whitespace().collect::<Vec<_>>().join(" ");
        words.trim_matches(|c: char| !c.is_alphanumeric() && !"\"“”„«»()%$€£".contains(c)).to_owned()
    };
    places.iter().map(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Parallel;
    use crate::compare::collate::Collator;
    use crate::source::{Corpus, Meta, Source};
    use crate::text::{Language, Text};

    /// Sources that are one parallel each as a whole; the variants as an edition writes them.
    fn written(texts: &[&str], languages: &[&str]) -> Vec<String> {
        let source = |((text, tag), number): ((&&str, &&str), u16)| {
            let text = Text::new((*text).to_owned(), Language::from_tag(tag));
            Source::new(SourceId(number), Meta::default(), text, Vec::new())
        };
        let sources = texts.iter().zip(languages.iter().cycle()).zip(0..).map(source).collect();
        let corpus = Corpus { sources, ..Corpus::default() };
        let mut comparison = Comparison::unaligned(corpus);
        let passages: Vec<Passage> = comparison
            .corpus
            .sources
            .iter()
            .map(|source| Passage {
                source: source.id,
                range: TextRange::new(source.text.content(), 0, source.text.content().len()),
            })
            .collect();
        let collation = Collator::new(&comparison.corpus, &comparison.meanings).collate(&passages);
        comparison.collations = vec![collation];
        comparison.alignment.parallels = vec![Parallel { passages, links: Vec::new() }];
        let found = variants(&comparison, 0, SourceId(0));
        let sigla = |sources: &[SourceId]| sources.iter().map(|source| source.siglum()).collect::<String>();
        let reading = |one: &VariantReading| match one.words.as_str() {
            "" => format!("om. {}", sigla(&one.sources)),
            words => format!("{words} {}", sigla(&one.sources)),
        };
        let mut lines: Vec<String> = found
            .places
            .iter()
            .map(|place| {
                place.readings.iter().map(reading).collect::<Vec<_>>().join(if place.same { " = " } else { " ] " })
            })
            .collect();
        lines.extend((!found.apart.is_empty()).then(|| format!("apart {}", sigla(&found.apart))));
        lines.extend((!found.foreign.is_empty()).then(|| format!("foreign {}", sigla(&found.foreign))));
        lines
    }

    #[test]
    fn the_base_has_the_lemma() {
        let cases: [(&[&str], &[&str]); 5] = [
            (&["The call lasted 50 minutes.", "The call lasted an hour."], &["50 minutes A ] an hour B"]),
            (
                &["The council voted on Monday.", "The council voted on Monday.", "The council voted on Tuesday."],
                &["Monday AB ] Tuesday C"],
            ),
            (&["The council voted late on Monday.", "The council voted on Monday."], &["late A ] om. B"]),
            (&["The council voted on a plan.", "The council voted on the plan."], &[]),
            (
                &["The council voted on Monday to close the bridge.", "Nobody may cross it now, councillors ruled."],
                &["apart B"],
            ),
        ];
        for (texts, expected) in cases {
            assert_eq!(written(texts, &["en"]), expected, "{texts:?}");
        }
    }

    #[test]
    fn of_another_language_only_names_and_values_are_told() {
        const CALL: &str = "Olena Marchenko said on 3 June that the talks had lasted for 50 minutes.";
        let told = written(&[CALL, "Олена Марченко сказала 3 червня, що розмова тривала 50 хвилин."], &["en", "uk"]);
        for line in ["3 June A = 3 червня B", "50 minutes A = 50 хвилин B"] {
            assert!(told.iter().any(|told| told == line), "{line}: {told:?}");
        }
        assert!(told.iter().all(|told| told.contains(" = ")), "nothing else is told: {told:?}");
        let nothing = written(&["The council met in the hall.", "Рада зібралася в залі."], &["en", "uk"]);
        assert_eq!(nothing, ["foreign B"]);
    }
}
