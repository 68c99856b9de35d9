//! Labels: what a parallel is about, in a few words of one of its passages.

use crate::align::Passage;
use crate::compare::Comparison;

/// Fewest words that say anything.
const LEAST_WORDS: usize = 4;

/// The name that a reader gave it; else the shortest of a parallel's passages that has at least four words, white space made single; not cut to any width.
pub fn label(comparison: &Comparison, parallel: usize) -> String {
    if let Some(name) = comparison.remarks.names.get(&parallel) {
        return name.clone();
    }
    let words = |p: &Passage| comparison.corpus.source(p.source).text.words_in(p.range).count();
    let passages = &comparison.alignment.parallels[parallel].passages;
    let told = passages.iter().filter(|p| words(p) >= LEAST_WORDS).min_by_key(|p| (words(p), **p));
    let Some(passage) = told.or(passages.first()) else { return String::new() };
    let text = comparison.corpus.source(passage.source).text.slice(passage.range);
    let joined: Vec<&str> = text.split_whitespace().collect();
    joined.join(" ")
}
