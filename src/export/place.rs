//! Sources and places in words: names, lists of sigla, line numbers, the text at a place.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::text::{TextRange, visible_line};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The source's title, else its outlet, else its file's name, safe to show in a line.
pub fn name(source: &Source) -> String {
    visible_line(source.meta.title.as_deref().unwrap_or_else(|| source.name())).into_owned()
}

/// The sigla of sources, each once: `A B D`.
pub fn names(sources: impl Iterator<Item = SourceId>) -> String {
    let mut sigla: Vec<String> = sources.map(SourceId::siglum).collect();
    sigla.dedup();
    sigla.join(" ")
}

/// The text at a place with all white space made single.
pub fn joined(comparison: &Comparison, passage: Passage) -> String {
    let text = comparison.corpus.source(passage.source).text.slice(passage.range);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Between quotation marks.
pub fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// The line of the source's text on which a range begins, from 1.
pub fn line_number(source: &Source, range: TextRange) -> usize {
    let before = TextRange::new(source.text.content(), 0, range.start());
    1 + source.text.slice(before).matches('\n').count()
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
