//! Many documents: which of them tell the same story, and which are like a given one.
//!
//! Of each document a [`Sketch`] is kept: its words as hashes and what is said of it. What documents have in common is listed
//! (`posting`), pairs that share rare things are looked at (`pair`), the look finds shared passages (`likeness`), and
//! documents that share passages which tell something are a story (`story`). Work grows with the number of documents and of
//! pairs that have something in common, never with all pairs.
//!
//! Memory: about 40 bytes a word of the collection while stories are looked for, 4 afterwards.

mod likeness;
mod pair;
mod posting;
mod relation;
mod story;
mod word;

pub use posting::MOST_DOCUMENTS;
pub use story::{Pair, Story};
pub use word::{Word, words};

use crate::monitor::{Cancelled, Monitor};
use crate::source::Document;
use jiff::civil::Date;
use likeness::{Measure, OTHERS};
use posting::Postings;
use serde::{Deserialize, Serialize};

/// What is kept of a document.
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
    /// Its words.
    pub words: Vec<Word>,
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
            words: words(&document.text),
        }
    }

    /// How to call it: its headline, else how it begins.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.opening)
    }
}

/// The stories of a collection, the largest first.
///
/// # Errors
/// Where the work was cancelled.
///
/// # Panics
/// Where there are more than [`MOST_DOCUMENTS`] documents.
pub fn stories(documents: &[Sketch], monitor: &Monitor) -> Result<Vec<Story>, Cancelled> {
    assert!(documents.len() <= MOST_DOCUMENTS, "more documents than there are numbers for");
    let runs = Postings::of_runs(documents);
    let words = Postings::of_words(documents, (documents.len() / 10).max(50));
    let lengths: Vec<u32> = documents.iter().map(|d| u32::try_from(d.words.len()).unwrap_or(u32::MAX)).collect();
    let chance = chance(&words, documents.len(), &lengths);
    let measure = Measure { runs: &runs, words: &words, count: documents.len(), lengths: &lengths, chance: &chance };
    let looked = pair::looked(&measure, monitor)?;
    Ok(story::stories(documents, &measure, looked))
}

/// What another document would share with each by chance for every word that it has: the sum of what the words tell, and of
/// its squares.
fn chance(words: &Postings, count: usize, lengths: &[u32]) -> Vec<[f32; 2]> {
    let all = (count + OTHERS) as f32;
    let mean = lengths.iter().map(|length| *length as f32).sum::<f32>() / count.max(1) as f32;
    let of = |document| {
        let lists = words.features(document).chunk_by(|x, y| x.list == y.list);
        let spreads = lists.map(|same| words.spread(same[0].list) as f32);
        let told = spreads.map(|spread| ((all / spread).ln(), (spread - 1.0) / (count as f32 + 1.0)));
        let sums = told.fold([0.0, 0.0], |[sum, squares], (tells, chance)| {
            [sum + tells * chance, squares + tells * tells * chance]
        });
        sums.map(|sum| sum / mean.max(1.0) / lengths[document as usize].max(1) as f32)
    };
    (0..).take(count).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn documents() -> Vec<Sketch> {
        let text = |event: usize, paper: usize| match paper {
            0 => format!("{} {}", HEAD[event], REST[event][0]),
            1 => format!("{} {}", REST[event][1], HEAD[event]),
            _ => format!("{} {}", REST[event][2], HEAD[event].replace("was", "is")),
        };
        let all = (0..6).map(|at| (at, text(at % 2, at / 2)));
        let sketch =
            |(at, text): (usize, String)| Sketch { path: at.to_string(), words: words(&text), ..Sketch::default() };
        all.map(sketch).collect()
    }

    #[test]
    fn documents_that_share_a_passage_are_a_story() {
        let found = stories(&documents(), &Monitor::default()).expect("nobody cancels");
        let told: Vec<_> = found.iter().map(|story| story.documents.clone()).collect();
        assert_eq!(told, [[0, 2, 4], [1, 3, 5]]);
        for story in &found {
            assert_eq!(story.pairs.len(), 3, "{story:?}");
        }
    }

    #[test]
    fn a_copy_many_times_over_and_nothing_at_all() {
        let one = &documents()[0];
        let copies = vec![one.clone(); 300];
        let found = stories(&copies, &Monitor::default()).expect("nobody cancels");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].documents.len(), 300);
        let empty = Sketch::default();
        for none in [vec![], vec![empty.clone()], vec![empty.clone(), empty]] {
            assert_eq!(stories(&none, &Monitor::default()).expect("nobody cancels"), []);
        }
    }
}
