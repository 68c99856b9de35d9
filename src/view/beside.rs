//! What the files of sources have beside their texts, told in short.

use super::count::counted;
use super::search::Query;
use crate::source::{Corpus, Part, PartGroup, PartKind, Source, SourceId};
use crate::text::fold;

/// The parts of one kind that a source has.
#[derive(Clone, PartialEq, Debug)]
pub struct Beside<'a> {
    /// What they are.
    pub kind: PartKind,
    /// The parts, in their order; at least one.
    pub parts: Vec<&'a Part>,
    /// Their words.
    pub words: usize,
}

/// The parts of a source by their kind, in the order of families.
pub fn beside(source: &Source) -> Vec<Beside<'_>> {
    let mut found: Vec<Beside> = Vec::new();
    for part in &source.parts {
        let words = part.text.split_whitespace().count();
        match found.iter_mut().find(|known| known.kind == part.kind) {
            Some(known) => {
                known.parts.push(part);
                known.words += words;
            }
            None => found.push(Beside { kind: part.kind, parts: vec![part], words }),
        }
    }
    found
}

/// The sources beside whose texts, in their parts, a search finds something.
pub fn found_beside(corpus: &Corpus, query: &Query) -> Vec<SourceId> {
    let has = |text: &str| match query {
        Query::Pattern(pattern) => pattern.is_match(text),
        Query::Words(wanted) => {
            let words: Vec<String> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(fold).collect();
            let begins = |window: &[String]| {
                let pairs = window.iter().zip(wanted).enumerate();
                pairs.into_iter().all(|(at, (word, wanted))| {
                    if at + 1 == window.len() { word.starts_with(wanted.as_str()) } else { word == wanted }
                })
            };
            !wanted.is_empty() && words.windows(wanted.len()).any(begins)
        }
    };
    // Notes that stand behind the text are found there.
    let apart = |source: &Source, part: &Part| part.kind != PartKind::Note || source.notes.is_empty();
    let found = |source: &&Source| source.parts.iter().any(|part| apart(source, part) && has(&part.text));
    let sources = corpus.sources.iter().filter(found);
    sources.map(|source| source.id).collect()
}

impl Beside<'_> {
    /// How many there are, and how long: `3 notes (41 words)`, `hidden text (12 words)`.
    pub fn count(&self) -> String {
        let words = counted(self.words, "word", "words");
        match self.kind.plural() {
            None => format!("{} ({words})", self.kind.name()),
            Some(plural) => format!("{} ({words})", counted(self.parts.len(), self.kind.name(), plural)),
        }
    }

    /// What they say: `headline: Ferry fares rise`. Only what a head says is as short as that; of all else how much there is.
    pub fn said(&self) -> String {
        let head = self.kind.group() == PartGroup::Head;
        let said: Vec<&str> = self.parts.iter().flat_map(|part| part.text.lines()).collect();
        if head { format!("{}: {}", self.kind.name(), said.join("; ")) } else { self.count() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Meta;
    use crate::text::Text;

    #[test]
    fn parts_are_told_in_short() {
        let parts = [
            (PartKind::Headline, "Ferry fares rise"),
            (PartKind::Note, "One."),
            (PartKind::Note, "And two."),
            (PartKind::Hidden, "of the cargo"),
            (PartKind::Caption, "Ferry"),
        ];
        let text = Text::new("Fares rise.".to_owned(), None);
        let mut source = Source::new(SourceId(0), Meta::default(), text, Vec::new());
        source.parts = parts.iter().filter_map(|(kind, text)| Part::new(*kind, *text)).collect();
        let found = |typed: &str| {
            let corpus = Corpus { sources: vec![source.clone()], ..Corpus::default() };
            found_beside(&corpus, &Query::new(typed)).len()
        };
        assert_eq!(["cargo", "the argo", "ferry fares", "argo", "fares rise.", ""].map(found), [1, 0, 1, 0, 1, 0]);
        let said: Vec<String> = beside(&source).iter().map(Beside::said).collect();
        assert_eq!(
            said,
            ["headline: Ferry fares rise", "2 notes (3 words)", "hidden text (3 words)", "1 caption (1 word)"]
        );
    }
}
