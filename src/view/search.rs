//! Search over all sources, blind to case and accents.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::text::{TextRange, fold};

/// What is looked for: words in sequence, each the beginning of a word of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    words: Vec<String>,
}

/// A place where it stands.
pub type Hit = Passage;

impl Query {
    /// Reads what was typed. No words find nothing.
    pub fn new(typed: &str) -> Self {
        let words = typed.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        Self { words: words.filter(|w| !w.is_empty()).map(fold).collect() }
    }
}

/// All hits, by source and place.
pub fn search(comparison: &Comparison, query: &Query) -> Vec<Hit> {
    let Some(last) = query.words.len().checked_sub(1) else { return Vec::new() };
    let mut hits = Vec::new();
    for source in &comparison.corpus.sources {
        let words: Vec<(TextRange, String)> = source
            .text
            .tokens()
            .iter()
            .filter(|t| t.is_word())
            .map(|t| (t.range, fold(source.text.slice(t.range))))
            .collect();
        for window in words.windows(query.words.len()) {
            let fits = window.iter().zip(&query.words).enumerate().all(|(index, ((_, word), wanted))| {
                if index == last { word.starts_with(wanted.as_str()) } else { word == wanted }
            });
            if let (true, Some(first), Some(end)) = (fits, window.first(), window.last()) {
                hits.push(Hit { source: source.id, range: first.0.to(end.0) });
            }
        }
    }
    hits
}
