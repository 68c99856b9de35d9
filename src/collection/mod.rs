//! Many documents: which of them tell the same story, and which are like a given one.
//!
//! Of each document its words are kept as hashes ([`Words`]), and what is said of it ([`Sketch`]), with what its beginning tells
//! ([`Lead`]). What documents have in common is listed (`posting`), pairs that share rare things are looked at (`pair`), the look
//! finds shared passages, and how alike words, names and leads are (`likeness`); which passages tell something is learned from all
//! pairs (`relation`), a model says how sure it is that a pair tells one story (`judge`), and documents are put together by that
//! (`linkage`, `story`). Work grows with the number of documents and of pairs that have something in common, never with all
//! pairs. What was looked at can be kept ([`Look`]): where few documents change, only these are looked at again.
//!
//! What no one machine holds is looked at in parts ([`shard`]), by the same functions.
//!
//! Memory: about 40 bytes a word of the collection while stories are looked for, 4 afterwards.

mod judge;
mod lead;
mod likeness;
mod linkage;
mod look;
mod meant;
mod pair;
mod posting;
mod relation;
mod search;
pub mod shard;
mod story;
mod word;

pub use judge::{KINDS, Odds, SIGNS, kind, signs};
pub use lead::{Encoding, Lead};
pub use likeness::Likeness;
pub use look::{Look, Similar};
pub use meant::{Meant, meant};
pub use pair::{Looked, Shared};
pub use posting::{DocumentId, Entry, MOST_DOCUMENTS};
pub use relation::Telling;
pub use search::{Hit, Query};
pub use story::{Pair, Story};
pub use word::{Word, Words, place_of, words};

use crate::source::{Document, Meta, Part, PartKind, Sayings};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Many documents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collection {
    /// What is said of each.
    pub documents: Vec<Sketch>,
    /// The words of each.
    pub words: Words,
}

impl Collection {
    /// One document more.
    pub fn push(&mut self, document: Sketch, words: &[Word]) {
        self.documents.push(document);
        self.words.push(words);
    }

    /// Without the last document.
    fn pop(&mut self) {
        self.documents.pop();
        self.words.pop();
    }

    fn leads(&self) -> Vec<&Lead> {
        self.documents.iter().map(|document| &document.lead).collect()
    }
}

/// What is said of a document.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sketch {
    /// Where it was read.
    pub path: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// The words with which it begins.
    pub opening: String,
    /// What its lead tells.
    pub lead: Lead,
    /// What its file has beside its text that can be searched for: all but what stands around it.
    pub beside: String,
}

/// Words of a document's opening that are kept: what a line of a list shows.
const OPENING: usize = 14;

impl Sketch {
    /// What is kept of a document as it was read from a path.
    pub fn of(document: &Document, path: String) -> Self {
        let stamp = document.meta.date.map(|date| format!("date {date}")).unwrap_or_default();
        let text = document.text.trim_start();
        let text = text.strip_prefix(&stamp).unwrap_or(text);
        let opening: Vec<&str> = text.split_whitespace().take(OPENING).collect();
        Self {
            path,
            title: document.meta.title.clone(),
            outlet: document.meta.outlet.clone(),
            date: document.meta.date,
            opening: opening.join(" "),
            lead: Lead::of(document.meta.title.as_deref(), text),
            beside: document
                .parts
                .iter()
                .filter(is_sought)
                .map(|part| part.text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }

    /// Sets what the folders of its file say of it; whether they say anything.
    pub fn amend(&mut self, file: &str, sayings: &Sayings) -> bool {
        let (path, file) = (self.path.clone(), (self.path != file).then(|| file.to_owned()));
        let [title, outlet] = [&mut self.title, &mut self.outlet].map(Option::take);
        let mut meta = Meta { path, file, title, outlet, date: self.date, ..Meta::default() };
        let (some, _) = sayings.amend(&mut meta);
        (self.title, self.outlet, self.date) = (meta.title, meta.outlet, meta.date);
        some
    }

    /// How to call it: its headline, else how it begins.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.opening)
    }
}

/// Whether one may look for the words of a part: not where every page of a site has them, or the text has them as well.
fn is_sought(part: &&Part) -> bool {
    let other = [PartKind::Around, PartKind::RunningHead, PartKind::Double, PartKind::PullQuote, PartKind::Outlet];
    !other.contains(&part.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::monitor::Monitor;

    const HEAD: [&str; 2] = [
        "The mayor of Lyon resigned on Friday after a vote of no confidence in the city council.",
        "A bridge over the Danube near Vienna was closed because inspectors found seven cracks in a pillar.",
    ];
    const REST: [[&str; 3]; 2] = [
        [
            "Councillors in Lyon had quarrelled over tramways.",
            "The mayor, Perrault, gave no reason in Lyon.",
            "Perrault led Lyon since 2014.",
        ],
        [
            "The pillar is from 1962.",
            "Lorries over the Danube must go by Tulln.",
            "Engineers in Vienna want the pillar mended by May.",
        ],
    ];

    /// Two events, each told by three papers.
    fn collection() -> Collection {
        let text = |event: usize, paper: usize| match paper {
            0 => format!("{} {}", HEAD[event], REST[event][0]),
            1 => format!("{} {}", REST[event][1], HEAD[event]),
            _ => format!("{} {}", REST[event][2], HEAD[event].replace("was", "is")),
        };
        of((0..6).map(|at| text(at % 2, at / 2)))
    }

    fn of(texts: impl Iterator<Item = String>) -> Collection {
        let mut collection = Collection::default();
        for (text, number) in texts.zip(0..) {
            collection.push(sketch(&i32::to_string(&number), &text), &words(&text));
        }
        collection
    }

    fn sketch(path: &str, text: &str) -> Sketch {
        Sketch { path: path.into(), lead: Lead::of(None, text), ..Sketch::default() }
    }

    fn look(collection: &Collection) -> Look {
        Look::at(collection, &Monitor::default()).expect("nobody cancels")
    }

    fn stories(collection: &Collection) -> Vec<Story> {
        look(collection).stories(&collection.documents)
    }

    #[test]
    fn documents_that_share_a_passage_are_a_story() {
        let found = stories(&collection());
        let told: Vec<_> = found.iter().map(|story| story.documents.clone()).collect();
        assert_eq!(told, [[0, 2, 4], [1, 3, 5]]);
        for story in &found {
            assert_eq!(story.pairs.len(), 3, "{story:?}");
        }
    }

    #[test]
    fn a_copy_many_times_over_and_nothing_at_all() {
        let found = stories(&of((0..300).map(|_| HEAD[0].to_owned())));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].documents.len(), 300);
        for none in 0..3 {
            assert_eq!(stories(&of((0..none).map(|_| String::new()))), []);
        }
    }

    #[test]
    fn what_changed_is_looked_at_again() {
        let other = |at: usize| format!("Nothing of that, only item {at} of {}.", at * 7919);
        let filler = |count: usize| (100..100 + count).map(other);
        let texts: Vec<String> =
            (0..6).map(|at| format!("{} {}", HEAD[at % 2], REST[at % 2][at / 2])).chain(filler(150)).collect();
        let before = of(texts.iter().cloned());
        let look_before = look(&before);
        // The first event loses a paper, the second gets one; the numbers move by one.
        let mut changed = texts.clone();
        changed[2] = other(99);
        changed.insert(0, format!("{} {}", REST[1][0], HEAD[1]));
        let after = of(changed.into_iter());
        let numbers: Vec<Option<DocumentId>> =
            std::iter::once(None).chain((0..156).map(|old| (old != 2).then_some(old))).collect();
        let renewed = look_before.renewed(&after, &numbers, &Monitor::default()).expect("nobody cancels");
        let told = |stories: Vec<Story>| stories.into_iter().map(|story| story.documents).collect::<Vec<_>>();
        assert_eq!(told(renewed.stories(&after.documents)), told(stories(&after)));
    }

    #[test]
    fn a_digest_of_two_events_joins_none() {
        let mut collection = collection();
        let digest = format!("The week in brief. {} {}", HEAD[0], HEAD[1]);
        collection.push(sketch("digest", &digest), &words(&digest));
        let mut found: Vec<Vec<DocumentId>> =
            look(&collection).stories(&collection.documents).into_iter().map(|story| story.documents).collect();
        found.sort_unstable();
        assert_eq!(found, [[0, 2, 4], [1, 3, 5]]);
    }

    #[test]
    fn what_is_like_a_text_and_where() {
        let mut collection = collection();
        let look = look(&collection);
        let text = format!("Somebody else says: {}", HEAD[1]);
        let asked = (sketch("asked", &text), words(&text));
        let found = look.similar(&mut collection, (asked.0, &asked.1), &Monitor::default()).expect("nobody cancels");
        let mut like: Vec<DocumentId> = found.iter().map(|similar| similar.document).collect();
        like.sort_unstable();
        assert_eq!(like, [1, 3, 5]);
        let third = found.iter().find(|similar| similar.document == 3).and_then(|similar| similar.passage.clone());
        let document = format!("{} {}", REST[1][1], HEAD[1]);
        let place = place_of(&document, &third.expect("a passage"));
        assert_eq!(document.get(place), HEAD[1].strip_suffix('.'));
    }

    #[test]
    fn words_survive_as_bytes() {
        let words = collection().words;
        let lengths: Vec<u32> = words.iter().map(|words| words.len() as u32).collect();
        assert_eq!(Words::from_bytes(&words.to_bytes(), &lengths), Some(words.clone()));
        assert_eq!(Words::from_bytes(&words.to_bytes(), &lengths[1..]), None);
        assert_eq!(Words::from_bytes(&[1, 2, 3], &[]), None);
    }
}
