//! Twins: sources of one text, of which more than a few are compared as one.

use super::{Alignment, Echo, Link, Passage, Run};
use crate::source::{Corpus, Source, SourceId};
use crate::text::TextRange;
use rustc_hash::FxHashMap;

/// Sources of one text that are compared like any others; what further ones have follows from these. Each with each, a thousand
/// copies of an article would have thirty million links.
const MOST_ALIKE: usize = 4;

/// A source that is not compared.
struct Twin {
    id: SourceId,
    /// The first two sources of its text.
    of: [SourceId; 2],
}

/// The sources of a corpus that are not compared, since enough others have the same text.
pub struct Twins(Vec<Twin>);

impl Twins {
    /// Of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let mut alike: FxHashMap<(&str, Vec<TextRange>), Vec<SourceId>> = FxHashMap::default();
        let mut found = Vec::new();
        for source in &corpus.sources {
            let boilerplate = source.boilerplate.iter().map(|part| part.range).collect();
            let others = alike.entry((source.text.content(), boilerplate)).or_default();
            match others[..] {
                [first, second, ..] if others.len() == MOST_ALIKE => {
                    found.push(Twin { id: source.id, of: [first, second] });
                }
                _ => others.push(source.id),
            }
        }
        Self(found)
    }

    /// Whether a source is one of them.
    pub fn has(&self, source: &Source) -> bool {
        self.0.binary_search_by_key(&source.id, |twin| twin.id).is_ok()
    }

    /// Adds them to an alignment of the others: each stands where the first source of its text stands, and is linked with it as
    /// the second one is.
    pub fn join(&self, alignment: &mut Alignment) {
        if self.0.is_empty() {
            return;
        }
        for parallel in &mut alignment.parallels {
            let more = self.each(&parallel.passages, |twin, passage| {
                (passage.source == twin.of[0]).then_some(Passage { source: twin.id, ..*passage })
            });
            parallel.passages.extend(more);
            parallel.passages.sort_unstable();
        }
        self.link(alignment);
        alignment.runs.extend(self.each(&alignment.runs, |twin, run| {
            let passages = twin.instead_of_the_second(run.passages)?;
            Some(Run { passages })
        }));
        alignment.runs.sort_by_key(|run| (run.passages.map(|passage| passage.source), *run));
        alignment.repeats.extend(self.each(&alignment.repeats, |twin, repeat| {
            (repeat[0].source == twin.of[0]).then_some(repeat.map(|passage| Passage { source: twin.id, ..passage }))
        }));
        alignment.repeats.sort_unstable();
        alignment.echoes.extend(self.each(&alignment.echoes, |twin, echo| {
            let place = Passage { source: twin.id, ..echo.place };
            (echo.place.source == twin.of[0]).then_some(Echo { place, ..*echo })
        }));
        alignment.echoes.sort_by_key(|echo| (echo.of, echo.place));
    }

    /// What each of them has of some things.
    fn each<T, U>(&self, things: &[T], of: impl Fn(&Twin, &T) -> Option<U>) -> Vec<U> {
        self.0.iter().flat_map(|twin| things.iter().filter_map(|thing| of(twin, thing)).collect::<Vec<_>>()).collect()
    }

    /// Adds their links, by their passages like the others, and to the parallels that the links of the second source made.
    fn link(&self, alignment: &mut Alignment) {
        let mut links: Vec<(Link, usize)> = std::mem::take(&mut alignment.links).into_iter().zip(0..).collect();
        links.extend(self.each(&links, |twin, (link, number)| {
            let passages = twin.instead_of_the_second(link.passages)?;
            Some((Link { passages, ..link.clone() }, *number))
        }));
        alignment.relink(links);
    }
}

impl Twin {
    /// Two passages of the first two sources of its text, with its own in place of the second one.
    fn instead_of_the_second(&self, [first, second]: [Passage; 2]) -> Option<[Passage; 2]> {
        ([first.source, second.source] == self.of).then_some([first, Passage { source: self.id, ..second }])
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Alignment, align};
    use crate::meaning::Meanings;
    use crate::monitor::Monitor;
    use crate::source::{Corpus, SourceId};
    use crate::text::Language;

    /// What a text many times over, and once another one, is aligned to.
    fn aligned(copies: usize) -> (Corpus, Alignment) {
        let text =
            "The council voted 12 to 9 against Mayor Holm on Friday. She resigned the same evening after the vote.";
        let other = "On Friday the council voted 12 to 9 against Mayor Holm. Fishermen had protested at the harbour.";
        let texts = std::iter::once(other).chain(std::iter::repeat_n(text, copies));
        let corpus = Corpus::of_texts(texts, Some(Language::ENGLISH));
        let alignment = align(&corpus, &Meanings::none(&corpus), &Monitor::default()).expect("nobody cancels");
        (corpus, alignment)
    }

    #[test]
    fn copies_without_number_stand_together_and_cost_by_their_number() {
        let few = aligned(super::MOST_ALIKE).1;
        let (corpus, many) = aligned(100);
        assert_eq!(many.parallels.len(), few.parallels.len());
        for (x, y) in many.parallels.iter().zip(&few.parallels) {
            let of_second: Vec<_> = y.passages.iter().filter(|p| p.source == SourceId(2)).map(|p| p.range).collect();
            for copy in &corpus.sources[2..] {
                let own: Vec<_> = x.passages.iter().filter(|p| p.source == copy.id).map(|p| p.range).collect();
                assert_eq!(own, of_second, "{}", copy.id.siglum());
                let linked = |&link: &usize| many.links[link].passages.iter().any(|p| p.source == copy.id);
                assert_eq!(x.links.iter().any(linked), !own.is_empty());
            }
        }
        assert!(many.links.is_sorted_by_key(|link| link.passages));
        assert!(many.links.len() < 10 * 100, "{}", many.links.len());
    }
}
