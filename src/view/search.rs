//! Search over all sources, blind to case: by words, blind to accents, too, or by a pattern.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::text::{TextRange, fold};
use regex::{Regex, RegexBuilder};

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Query {
    /// Words in sequence, the last the beginning of a word of the text.
    Words(Vec<String>),
    /// What a regular expression matches, within a line.
    Pattern(Regex),
}

/// The most memory, in bytes, that a pattern may need; patterns that people type need a hundredth.
const MOST_PATTERN: usize = 1 << 20;

/// A place where it stands.
pub type Hit = Passage;

impl Query {
    /// Reads what was typed. No words find nothing.
    pub fn new(typed: &str) -> Self {
        let words = typed.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        Self::Words(words.filter(|w| !w.is_empty()).map(fold).collect())
    }

    /// Reads a regular expression.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn pattern(typed: &str) -> Result<Self, String> {
        let pattern = RegexBuilder::new(typed).case_insensitive(true).size_limit(MOST_PATTERN).build();
        pattern.map(Self::Pattern).map_err(|error| {
            let said = error.to_string();
            said.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        })
    }
}

/// All hits, by source and place.
pub fn search(comparison: &Comparison, query: &Query) -> Vec<Hit> {
    match query {
        Query::Words(words) => by_words(comparison, words),
        Query::Pattern(pattern) => by_pattern(comparison, pattern),
    }
}

fn by_pattern(comparison: &Comparison, pattern: &Regex) -> Vec<Hit> {
    let mut hits = Vec::new();
    for source in &comparison.corpus.sources {
        let content = source.text.content();
        let found = pattern.find_iter(content).filter(|found| !found.is_empty());
        hits.extend(
            found.map(|found| Hit { source: source.id, range: TextRange::new(content, found.start(), found.end()) }),
        );
    }
    hits
}

fn by_words(comparison: &Comparison, wanted: &[String]) -> Vec<Hit> {
    let Some(last) = wanted.len().checked_sub(1) else { return Vec::new() };
    let mut hits = Vec::new();
    for source in &comparison.corpus.sources {
        let tokens = source.text.tokens().iter().filter(|t| t.is_word());
        let words: Vec<(TextRange, &str)> = tokens.map(|t| (t.range, source.text.folded(t))).collect();
        for window in words.windows(wanted.len()) {
            let fits = window.iter().zip(wanted).enumerate().all(|(index, ((_, word), wanted))| {
                if index == last { word.starts_with(wanted.as_str()) } else { word == wanted }
            });
            if let (true, Some(first), Some(end)) = (fits, window.first(), window.last()) {
                hits.push(Hit { source: source.id, range: first.0.to(end.0) });
            }
        }
    }
    hits
}
