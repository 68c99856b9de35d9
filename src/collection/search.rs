//! Search over all documents of a collection: every word of each is kept, so a look at all of them is the index.

use super::posting::DocumentId;
use super::word::{Word, Words, words};
use crate::text::{Language, fold};
use rayon::prelude::*;
use std::ops::Range;

/// What is looked for: words anywhere in a document, and phrases, whose words follow each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query(Vec<Phrase>);

/// Words that follow each other, each in one of its forms; a word by itself is a phrase, too.
type Phrase = Vec<Vec<Word>>;

/// A document in which everything stands that was looked for.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Its number.
    pub document: DocumentId,
    /// How much it is about that.
    pub score: f32,
    /// The place where the words stand closest together, as words of the document.
    pub place: Range<usize>,
}

/// A look at a document: where each phrase stands, by its first word.
struct Look {
    document: DocumentId,
    places: Vec<Vec<usize>>,
}

/// How quickly the weight of repetition fades, and how much a long document has to say less: the usual ones of BM25.
const FADING: f32 = 1.2;
const LENGTH: f32 = 0.75;

impl Query {
    /// Reads what was typed: words in all their English forms, and in quotation marks phrases as they stand. Case and accents
    /// do not count.
    pub fn new(typed: &str) -> Self {
        let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
        let parts = (0..).zip(typed.split(is_mark));
        let phrases = parts.flat_map(|(number, part): (usize, &str)| match number % 2 {
            0 => part.split_whitespace().flat_map(typed_words).collect(),
            _ => vec![words(part).into_iter().map(|word| vec![word]).collect()],
        });
        let mut all: Vec<Phrase> = phrases.filter(|phrase| !phrase.is_empty()).collect();
        // Where something else is looked for, `the` is everywhere and says nothing.
        let tells = |phrase: &Phrase| phrase.len() > 1 || phrase.iter().flatten().any(|word| !word.is_function());
        if all.iter().any(tells) {
            all.retain(tells);
        }
        Self(all)
    }

    /// There is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The documents that hold everything, those first that are most about it.
    pub fn search(&self, words: &Words) -> Vec<Hit> {
        if self.is_empty() {
            return Vec::new();
        }
        let looks: Vec<Option<Look>> = (0..words.len()).into_par_iter().map(|at| self.look(at, words.of(at))).collect();
        let looks: Vec<Look> = looks.into_iter().flatten().collect();
        let mean = words.iter().map(<[Word]>::len).sum::<usize>() as f32 / words.len().max(1) as f32;
        // All that are looked for stand in each: what tells a document from another is how often.
        let mut hits: Vec<Hit> = looks
            .into_iter()
            .map(|Look { document, places }| {
                let length = words.of(document as usize).len() as f32 / mean.max(1.0);
                let often = |count: f32| count * (FADING + 1.0) / (count + FADING * (1.0 - LENGTH + LENGTH * length));
                let place = self.closest(&places);
                let near = places.len() as f32 / place.len().max(1) as f32;
                let score = places.iter().map(|places| often(places.len() as f32)).sum::<f32>() + 2.0 * near;
                Hit { document, score, place }
            })
            .collect();
        hits.sort_by(|x, y| y.score.total_cmp(&x.score).then_with(|| x.document.cmp(&y.document)));
        hits
    }

    fn look(&self, document: usize, words: &[Word]) -> Option<Look> {
        let mut places = vec![Vec::new(); self.0.len()];
        for (at, word) in words.iter().enumerate() {
            for (phrase, places) in self.0.iter().zip(&mut places) {
                let follows = |rest: &[Word]| {
                    rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(forms, word)| forms.contains(word))
                };
                if phrase[0].contains(word) && words.get(at..).is_some_and(follows) {
                    places.push(at);
                }
            }
        }
        let document = DocumentId::try_from(document).ok()?;
        places.iter().all(|places| !places.is_empty()).then_some(Look { document, places })
    }

    /// The shortest stretch in which everything stands.
    fn closest(&self, places: &[Vec<usize>]) -> Range<usize> {
        let mut next = vec![0; places.len()];
        let mut best: Option<Range<usize>> = None;
        loop {
            let here = || places.iter().zip(&next).map(|(places, next)| places.get(*next).copied());
            let Some(starts) = here().collect::<Option<Vec<usize>>>() else { break };
            let ends = starts.iter().zip(&self.0).map(|(start, phrase)| start + phrase.len());
            let (first, start) =
                starts.iter().enumerate().min_by_key(|(_, start)| **start).map_or((0, 0), |(n, s)| (n, *s));
            let stretch = start..ends.max().unwrap_or(start);
            if best.as_ref().is_none_or(|best| stretch.len() < best.len()) {
                best = Some(stretch);
            }
            next[first] += 1;
        }
        best.unwrap_or(0..0)
    }
}

/// What somebody typed between blanks, outside of quotation marks: mostly one word, which is looked for in all its forms.
fn typed_words(typed: &str) -> Vec<Phrase> {
    match words(typed).as_slice() {
        [word] => vec![vec![forms(typed, *word)]],
        several => several.iter().map(|word| vec![vec![*word]]).collect(),
    }
}

/// Endings of English words; a word with one of them is a form of another if both have one stem.
const ENDINGS: [&str; 9] = ["", "e", "s", "es", "d", "ed", "ing", "y", "ies"];

/// The English forms of a word, itself first: `resign`, `resigns`, `resigned`, `resigning`.
fn forms(typed: &str, word: Word) -> Vec<Word> {
    let mut found = vec![word];
    let bare = fold(typed.trim_matches(|c: char| !c.is_alphanumeric()));
    let Some(stemmer) = Language::ENGLISH.stemmer().filter(|_| bare.chars().all(char::is_alphabetic)) else {
        return found;
    };
    let stem = stemmer.stem(&bare).into_owned();
    // `happi` is the stem of `happy`, `run` that of `running`.
    let doubled = stem.chars().next_back().map(|last| format!("{stem}{last}"));
    let stems = [Some(stem.clone()), stem.strip_suffix('i').map(str::to_owned), doubled];
    for base in stems.iter().flatten() {
        for form in ENDINGS.iter().map(|ending| format!("{base}{ending}")) {
            if stemmer.stem(&form) == stem {
                found.extend(words(&form));
            }
        }
    }
    found.sort_unstable_by_key(|word| word.key());
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_found_the_best_first() {
        let texts = [
            "The mayor of Lyon resigned. Nobody in the town had thought that he would.",
            "A bridge in Lyon was closed; the mayor was there. He will not resign, he said.",
            "Nothing at all.",
            "Lyon: mayor resigned, the mayor of Lyon said.",
            "The MÁYOR resigned in a town that is not named here.",
        ];
        let mut all = Words::default();
        texts.iter().for_each(|text| all.push(&words(text)));
        let cases: &[(&str, &[DocumentId])] = &[
            ("mayor lyon", &[3, 0, 1]),
            ("resigning", &[3, 4, 0, 1]),
            ("bridges, closing", &[1]),
            ("\"mayor resign\"", &[]),
            ("the mayor", &[3, 1, 0, 4]),
            ("\"mayor resigned\"", &[3, 4]),
            ("“mayor of Lyon” resigned", &[3, 0]),
            ("the", &[0, 1, 3, 4]),
            ("mayor Vienna", &[]),
            ("  ", &[]),
            ("\"\"", &[]),
        ];
        for (typed, expected) in cases {
            let mut found: Vec<DocumentId> = Query::new(typed).search(&all).iter().map(|hit| hit.document).collect();
            if *typed == "the" || *typed == "the mayor" {
                found.sort_unstable();
                let mut expected = expected.to_vec();
                expected.sort_unstable();
                assert_eq!(found, expected, "{typed}");
            } else {
                assert_eq!(found, *expected, "{typed}");
            }
        }
        let hits = Query::new("town resigned").search(&all);
        let shown: Vec<(DocumentId, Range<usize>)> = hits.into_iter().map(|hit| (hit.document, hit.place)).collect();
        assert_eq!(shown, [(4, 2..6), (0, 4..9)]);
    }
}
