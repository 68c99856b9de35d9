//! Words broken at the ends of lines.

use super::line::Line;
use crate::text::{Language, LineHyphen, fold, line_hyphen};
use rustc_hash::FxHashSet;

/// What a document tells of its words: its language, and those that it has whole, folded. They tell whether one that is broken
/// at a hyphen keeps it.
pub struct Whole {
    language: Language,
    /// Those with a hyphen inside.
    hyphened: FxHashSet<String>,
    /// What stands before the hyphens of these.
    begun: FxHashSet<String>,
    /// Those without one.
    plain: FxHashSet<String>,
}

/// What a line may end with in a word.
const HYPHENS: [char; 3] = ['-', '\u{ad}', '\u{2010}'];

impl Whole {
    /// Of the lines of a document.
    pub fn of(lines: &[Line]) -> Self {
        let text = lines.iter().map(|line| line.words.trim()).collect::<Vec<_>>().join(" ");
        let mut whole = Self {
            language: Language::detect(&text),
            hyphened: FxHashSet::default(),
            begun: FxHashSet::default(),
            plain: FxHashSet::default(),
        };
        for line in lines {
            let mut words = line.words.split(|c: char| !(c.is_alphanumeric() || c == '-')).peekable();
            let mut first = true;
            while let Some(word) = words.next() {
                // The rest of a broken word and its beginning are no words.
                let broken = word.ends_with('-') || first || words.peek().is_none();
                first = false;
                let word = word.trim_matches('-');
                if let Some((begun, _)) = word.split_once('-') {
                    whole.begun.insert(fold(begun));
                    whole.hyphened.insert(fold(word));
                } else if !broken && !word.is_empty() {
                    whole.plain.insert(fold(word));
                }
            }
        }
        whole
    }

    /// What the hyphen between two parts of a word is: the text has the word with it, or without it, or has both parts by
    /// themselves; else the language tells.
    fn hyphen(&self, head: &str, tail: &str) -> LineHyphen {
        let [one, other] = [fold(head), fold(tail)];
        let both = (self.plain.contains(&one) || self.begun.contains(&one)) && self.plain.contains(&other);
        if self.hyphened.contains(&format!("{one}-{other}")) {
            LineHyphen::Own
        } else if self.plain.contains(&format!("{one}{other}")) {
            LineHyphen::Break
        } else {
            let known = line_hyphen(self.language, head, tail);
            if both && known == LineHyphen::Break { LineHyphen::Own } else { known }
        }
    }

    /// The words of a line as they go on in the next of its paragraph: a word broken at the end is joined.
    pub fn joined(&self, line: &str, after: Option<&str>) -> String {
        let words = line.trim();
        let Some(after) = after else { return words.to_owned() };
        let Some(stem) = words.strip_suffix(HYPHENS) else { return format!("{words} ") };
        let next = after.trim_start();
        let is_part = |c: char| c.is_alphanumeric() || HYPHENS.contains(&c);
        let tail = next.split(|c: char| !is_part(c)).next().unwrap_or_default();
        if !stem.ends_with(char::is_alphabetic) || !next.starts_with(char::is_lowercase) {
            // A dash, a name such as `Israel-` `Iran`, or what hangs: `1914-` `and`.
            return if stem.ends_with(char::is_alphanumeric) { words.to_owned() } else { format!("{words} ") };
        }
        let head = stem.rsplit(|c: char| !is_part(c)).next().unwrap_or_default();
        // A soft hyphen is never a word's own.
        if words.ends_with('\u{ad}') {
            return stem.to_owned();
        }
        match self.hyphen(head, tail) {
            LineHyphen::Own => words.to_owned(),
            LineHyphen::Break => stem.to_owned(),
            LineHyphen::Hanging => format!("{words} "),
        }
    }
}
