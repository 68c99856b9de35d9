//! Sources and places in words: lists of sigla, offsets, the text at a place.

use crate::align::Passage;
use crate::compare::{Comparison, Remark};
use crate::source::{Copy, Corpus, Source, SourceId};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of the words of a pointer: all of them together are at most a tenth of the sources.
pub const POINTER: usize = 30;

/// The sigla of sources, each once: `A B D`.
pub fn names(sources: impl Iterator<Item = SourceId>) -> String {
    let mut sigla: Vec<String> = sources.map(SourceId::siglum).collect();
    sigla.dedup();
    sigla.join(" ")
}

/// Of which source one is a copy, in words.
pub fn copied(source: &Source) -> Option<String> {
    let how = match source.copy? {
        Copy::Same(_) => "the same text as",
        Copy::Edited(_) => "an edited copy of",
    };
    Some(format!("{how} {}", source.copy?.of().siglum()))
}

/// The text at a place with all white space made single.
pub fn joined(comparison: &Comparison, passage: Passage) -> String {
    let text = comparison.corpus.source(passage.source).text.slice(passage.range);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a note says; a bookmark says nothing.
pub fn said(note: &Remark) -> &str {
    if note.text.is_empty() { "bookmark" } else { &note.text }
}

/// Between quotation marks.
pub fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// Letters of scripts that are written from right to left, and what stands between them in Unicode.
pub fn reads_leftwards(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a line of text is read from right to left: its first letter says so.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(reads_leftwards)
}

/// How many code points stand before each byte of the sources' texts: what offsets count that leave the program.
pub struct CodePoints(Vec<Vec<u32>>);

impl CodePoints {
    /// Counts the texts of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        Self(corpus.sources.iter().map(|source| code_points(source.text.content())).collect())
    }

    /// The first code point of a place, and the one after its last.
    pub fn span(&self, place: Passage) -> (usize, usize) {
        let before = &self.0[place.source.index()];
        (before[place.range.start()] as usize, before[place.range.end()] as usize)
    }
}

fn code_points(text: &str) -> Vec<u32> {
    let mut table = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        table[at..at + c.len_utf8()].fill(count);
        count += 1;
    }
    table[text.len()] = count;
    table
}

/// Text in at most `width` columns, cut after a word, with `…` where something was cut off.
pub fn shortened(text: &str, width: usize) -> String {
    let mut kept = String::new();
    let mut columns = 0;
    for word in text.split_word_bounds() {
        columns += word.width();
        if columns >= width && kept.len() + word.len() < text.len() {
            return format!("{}…", kept.trim_end_matches(|c: char| !c.is_alphanumeric()));
        }
        kept.push_str(word);
    }
    kept
}
