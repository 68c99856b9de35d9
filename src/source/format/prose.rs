//! A text being put together paragraph by paragraph, with what each of them is.

use super::Document;
use crate::source::limits::MAX_META;
use crate::source::{Boilerplate, BoilerplateKind};
use crate::text::TextRange;

/// The paragraphs so far, an empty line between two.
#[derive(Default)]
pub struct Prose {
    text: String,
    asides: Vec<Boilerplate>,
    open: String,
}

impl Prose {
    /// Adds words to the paragraph that is open.
    pub fn write(&mut self, words: &str) {
        self.open += words;
    }

    /// Ends the paragraph that is open; what it is, where it is no story. Blanks are joined, lines are kept.
    pub fn end(&mut self, kind: Option<BoilerplateKind>) {
        let open = std::mem::take(&mut self.open);
        let lines = open.lines().filter_map(one_line);
        let paragraph = lines.collect::<Vec<_>>().join("\n");
        if paragraph.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text += "\n\n";
        }
        let start = self.text.len();
        self.text += &paragraph;
        let range = TextRange::new(&self.text, start, self.text.len());
        self.asides.extend(kind.map(|kind| Boilerplate { range, kind }));
    }

    /// Adds a whole paragraph.
    pub fn paragraph(&mut self, words: &str, kind: Option<BoilerplateKind>) {
        self.end(None);
        self.write(words);
        self.end(kind);
    }

    /// The document, with nothing known beside the text.
    pub fn document(mut self) -> Document {
        self.end(None);
        Document { text: self.text, asides: self.asides, ..Document::default() }
    }
}

/// The words of a text in one line, cut where no title or name is as long; nothing where there are none.
pub fn short(said: &str) -> Option<String> {
    one_line(said).map(|line| line.chars().take(MAX_META).collect())
}

/// The words of a text in one line; nothing where there are none.
pub fn one_line(said: &str) -> Option<String> {
    let words: Vec<&str> = said.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
