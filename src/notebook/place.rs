//! A passage by its words: how it is written down, and how it is found again.

use crate::align::Passage;
use crate::source::{Corpus, Source};
use crate::text::{TextRange, fold};
use serde::{Deserialize, Serialize};

/// Share of words in common from which on a sentence is taken for the one that was edited: more than half of either.
const LEAST_LIKE: f64 = 0.6;

/// A passage by its words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The name of the source's file, with as many of its folders as tell it from other sources.
    pub source: String,
    /// The passage's words.
    pub text: String,
    /// How often the same words stand before it in its source.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub before: usize,
}

// The form that serde asks for.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// The name of a file without its folders.
fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A path ends with a name and perhaps folders before it.
fn ends(path: &str, tail: &str) -> bool {
    path.strip_suffix(tail).is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
}

/// A source's file, with as many folders as tell it from the other sources.
fn name<'a>(corpus: &Corpus, source: &'a Source) -> &'a str {
    let path = source.meta.path.as_str();
    let others = || corpus.sources.iter().filter(|other| other.id != source.id);
    let tails = path.rmatch_indices(['/', '\\']).filter_map(|(at, _)| path.get(at + 1..));
    let own = |tail: &&str| !tail.is_empty() && others().all(|other| !ends(&other.meta.path, tail));
    tails.into_iter().find(own).unwrap_or(path)
}

impl Place {
    /// A passage, written down.
    pub fn of(corpus: &Corpus, passage: Passage) -> Self {
        let source = corpus.source(passage.source);
        let text = source.text.slice(passage.range);
        let earlier = occurrences(source, text).take_while(|start| *start < passage.range.start());
        Self { source: name(corpus, source).to_owned(), text: text.to_owned(), before: earlier.count() }
    }

    /// Where it stands now: the same words in the source of the same name, else the same words whatever stands between them,
    /// else a sentence with most of them; else that in a file of the same name in another folder; else the same words in any
    /// source.
    pub fn find(&self, corpus: &Corpus) -> Option<Passage> {
        let at = |source: &Source, range: TextRange| Passage { source: source.id, range };
        let among = |fits: &dyn Fn(&str) -> bool| {
            let named = || corpus.sources.iter().filter(|source| fits(&source.meta.path));
            let exact = named().find_map(|source| Some(at(source, self.exact(source)?)));
            let in_words = || named().find_map(|source| Some(at(source, self.in_words(source)?)));
            let alike = || named().find_map(|source| Some(at(source, self.alike(source)?)));
            exact.or_else(in_words).or_else(alike)
        };
        let named = among(&|path| ends(path, &self.source));
        let moved = || among(&|path| file(path) == file(&self.source));
        let elsewhere = || corpus.sources.iter().find_map(|source| Some(at(source, self.exact(source)?)));
        named.or_else(moved).or_else(elsewhere)
    }

    fn exact(&self, source: &Source) -> Option<TextRange> {
        let content = source.text.content();
        let mut found = occurrences(source, &self.text);
        let first = found.next()?;
        let start = std::iter::once(first).chain(found).take(self.before.saturating_add(1)).last()?;
        Some(TextRange::new(content, start, start + self.text.len()))
    }

    fn in_words(&self, source: &Source) -> Option<TextRange> {
        let wanted = words(&self.text);
        let own: Vec<(TextRange, String)> = source
            .text
            .tokens()
            .iter()
            .filter(|token| token.is_word())
            .flat_map(|token| words(source.text.slice(token.range)).into_iter().map(|word| (token.range, word)))
            .collect();
        let mut windows = own.windows(wanted.len().max(1));
        let same = windows.find(|window| window.iter().map(|(_, word)| word).eq(wanted.iter()))?;
        Some(same.first()?.0.to(same.last()?.0))
    }

    fn alike(&self, source: &Source) -> Option<TextRange> {
        let wanted = words(&self.text);
        let like = |range: TextRange| {
            let own = words(source.text.slice(range));
            let mut left = own.clone();
            let common = wanted
                .iter()
                .filter(|word| left.iter().position(|other| other == *word).map(|at| left.swap_remove(at)).is_some());
            common.count() as f64 / wanted.len().max(own.len()).max(1) as f64
        };
        let sentences = source.text.sentences().iter().map(|sentence| (like(sentence.range), sentence.range));
        let best = sentences.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        (best.0 >= LEAST_LIKE).then_some(best.1)
    }
}

/// Where some words stand in a source.
fn occurrences<'a>(source: &'a Source, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    source.text.content().match_indices(text).filter(|(_, found)| !found.is_empty()).map(|(at, _)| at)
}

/// Words without case, accents and stops.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn corpus(texts: &[(&str, &str)]) -> Corpus {
        let mut corpus = Corpus::of_texts(texts.iter().map(|(_, text)| *text), None);
        corpus.sources.iter_mut().zip(texts).for_each(|(source, (path, _))| source.meta.path = (*path).to_owned());
        corpus
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folders() {
        let both = corpus(&[("x/a.txt", "It was late."), ("y/a.txt", "It was late."), ("b.txt", "It was late.")]);
        let here = |at: u16| {
            let source = both.source(SourceId(at));
            Passage { source: source.id, range: TextRange::new(source.text.content(), 0, 12) }
        };
        for (at, name) in [(0, "x/a.txt"), (1, "y/a.txt"), (2, "b.txt")] {
            let place = Place::of(&both, here(at));
            assert_eq!((place.source.as_str(), place.find(&both)), (name, Some(here(at))));
        }
        let elsewhere = corpus(&[("b.txt", "It was late."), ("z/a.txt", "It was late.")]);
        let found = Place::of(&both, here(1)).find(&elsewhere);
        assert_eq!(found.map(|passage| passage.source), Some(SourceId(1)), "a folder of another name");
    }

    #[test]
    fn a_passage_is_found_again() {
        let text = "The mayor resigned. She left. The vote was lost by three. She left.";
        let before = corpus(&[("x/a.txt", text), ("b.txt", "Other words.")]);
        let second = text.rfind("She left.").unwrap_or_default();
        let range = TextRange::new(text, second, text.len());
        let again = Place::of(&before, Passage { source: SourceId(0), range });
        let vote = Place { source: "a.txt".into(), text: "The vote was lost by three.".into(), before: 0 };
        let cases = [
            (&again, text, Some("She left.")),
            (&again, "New. She left. More. She left.", Some("She left.")),
            (&again, "New. She left. More.", Some("She left.")),
            (&vote, "The vote,\nwas lost by “three”!", Some("The vote,\nwas lost by “three")),
            (&vote, "First. The vote was lost by four votes. Last.", Some("The vote was lost by four votes.")),
            (&vote, "Nothing of it is left.", None),
        ];
        for (place, now, expected) in cases {
            let after = corpus(&[("b.txt", "Other words."), ("y/a.txt", now)]);
            let found = place.find(&after);
            assert_eq!(found.map(|p| after.source(p.source).text.slice(p.range)), expected, "{now}");
        }
        let moved = corpus(&[("c.txt", "So it was: The vote was lost by three.")]);
        assert!(vote.find(&moved).is_some(), "the same words in a file of another name");
    }
}
