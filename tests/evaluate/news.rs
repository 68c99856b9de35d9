//! News: parallels of several reports of one event against a reading by hand.
//!
//! A folder a story: `sources/` and `gold.json` (`sources[].units`, `claims[].spans`; offsets in characters). Two units of two
//! sources are linked where one claim, or one parallel, has a span in each; a span lies in a unit where at least half of the
//! unit is in the span, or half of the span in the unit. Precision, recall and F1 are over links, all stories together.

use crate::train::{Example, train};
use parallax::align::{Alignment, LinkModel, Measures, Passage, align_with, measured};
use parallax::monitor::Monitor;
use parallax::source::{Corpus, load};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A unit: source and number.
type Place = (usize, usize);
/// Linked units, the lower source first.
type Links = BTreeSet<(Place, Place)>;

/// A story with its gold.
struct Story {
    name: String,
    corpus: Corpus,
    /// The units of each source, in bytes.
    units: Vec<Vec<(usize, usize)>>,
    truth: Links,
    /// What is measured of its pairs of sentences, and whether each is a true link.
    examples: Vec<Example>,
}

/// Hits, said, true.
#[derive(Clone, Copy, Default)]
struct Counts([usize; 3]);

impl Counts {
    fn of(said: &Links, truth: &Links) -> Self {
        Self([said.intersection(truth).count(), said.len(), truth.len()])
    }

    fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, n)| *sum += n);
    }

    fn f1(self) -> f64 {
        let [hit, said, truth] = self.0;
        2.0 * hit as f64 / (said + truth).max(1) as f64
    }
}

/// Prints the figures of each story: pair by pair and as parallels, with a model trained on the other stories and with the
/// shipped one. Gives the F1 of parallels over all, left-one-story-out.
pub fn evaluate(folder: &Path) -> std::io::Result<f64> {
    let stories = stories(folder)?;
    let mut totals = [Counts::default(); 4];
    println!("news            links, parallels of a model trained on the other stories   shipped: links, parallels  parallels");
    for (at, story) in stories.iter().enumerate() {
        let rest: Vec<&Example> =
            stories.iter().enumerate().filter(|(i, _)| *i != at).flat_map(|(_, s)| &s.examples).collect();
        let mut line = format!("{:<14}", story.name);
        let mut count = 0;
        for (model, totals) in [train(&rest), LinkModel::shipped()].iter().zip(totals.chunks_mut(2)) {
            let alignment = align_with(&story.corpus, model, &Monitor::default()).expect("nobody cancels");
            count = alignment.parallels.len();
            for (total, said) in totals.iter_mut().zip([story.linked(&alignment), story.grouped(&alignment)]) {
                let counts = Counts::of(&said, &story.truth);
                line += &format!("  {:.3} ({:>3}/{:>3}/{:>3})", counts.f1(), counts.0[0], counts.0[1], counts.0[2]);
                total.add(counts);
            }
        }
        println!("{line}  {count}");
    }
    println!("all             {}", totals.map(|t| format!("{:.3}             ", t.f1())).join("  "));
    Ok(totals[1].f1())
}

/// A model trained on all stories of a folder.
pub fn trained(folder: &Path) -> std::io::Result<LinkModel> {
    let stories = stories(folder)?;
    Ok(train(&stories.iter().flat_map(|s| &s.examples).collect::<Vec<_>>()))
}

/// Prints, tab separated, each pair of sentences with its label and measures: for trying out other models.
pub fn table(folder: &Path) -> std::io::Result<()> {
    println!("story\tsa\tua\tsb\tub\tlabel\t{}", Measures::NAMES.join("\t"));
    for story in stories(folder)? {
        for example in &story.examples {
            let values: Vec<String> = example.measures.iter().map(|v| format!("{v:.5}")).collect();
            let [(a, x), (b, y)] = example.places;
            println!("{}\t{a}\t{x}\t{b}\t{y}\t{}\t{}", story.name, u8::from(example.linked), values.join("\t"));
        }
    }
    Ok(())
}

fn stories(folder: &Path) -> std::io::Result<Vec<Story>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.join("gold.json").exists());
    paths.sort();
    paths.iter().map(|path| Story::read(path)).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or(0)).unwrap_or(0)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

impl Story {
    fn read(path: &Path) -> std::io::Result<Self> {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(path.join("gold.json"))?)?;
        let corpus = load(&[path.join("sources")]).corpus;
        let bytes: Vec<Vec<usize>> = corpus
            .sources
            .iter()
            .map(|s| s.text.content().char_indices().map(|c| c.0).chain([s.text.content().len()]).collect())
            .collect();
        let units: Vec<Vec<(usize, usize)>> = list(&gold["sources"])
            .iter()
            .zip(&bytes)
            .map(|(s, at)| list(&s["units"]).iter().map(|u| (at[number(&u[0])], at[number(&u[1])])).collect())
            .collect();
        let mut truth = Links::new();
        for claim in list(&gold["claims"]) {
            let spans = list(&claim["spans"]).iter().map(|span| {
                let source = number(&span["source"]);
                (source, bytes[source][number(&span["start"])], bytes[source][number(&span["end"])])
            });
            truth.extend(links(&units, &spans.collect::<Vec<_>>()));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut story = Self { name, corpus, units, truth, examples: Vec::new() };
        let pairs = measured(&story.corpus, &Monitor::default()).expect("nobody cancels");
        story.examples = pairs.iter().map(|(passages, measures)| story.example(passages, measures)).collect();
        Ok(story)
    }

    fn example(&self, passages: &[Passage; 2], measures: &Measures) -> Example {
        let links = links(&self.units, &passages.map(spans));
        let number = |p: Passage| self.corpus.source(p.source).story().position(|(_, r)| r == p.range).unwrap_or(0);
        Example {
            places: passages.map(|p| (p.source.index(), number(p))),
            measures: measures.values().to_vec(),
            linked: links.iter().any(|link| self.truth.contains(link)),
        }
    }

    fn linked(&self, alignment: &Alignment) -> Links {
        alignment.links.iter().flat_map(|link| links(&self.units, &link.passages.map(spans))).collect()
    }

    fn grouped(&self, alignment: &Alignment) -> Links {
        let spans = |p: &parallax::align::Parallel| p.passages.iter().map(|&p| spans(p)).collect::<Vec<_>>();
        alignment.parallels.iter().flat_map(|parallel| links(&self.units, &spans(parallel))).collect()
    }
}

fn spans(passage: Passage) -> (usize, usize, usize) {
    (passage.source.index(), passage.range.start(), passage.range.end())
}

/// The links that spans of one claim or one parallel make between units; bytes stand for characters, which moves the halves a
/// little where a span has accents or typographic quotation marks.
fn links(units: &[Vec<(usize, usize)>], spans: &[(usize, usize, usize)]) -> Links {
    let mut places = BTreeSet::new();
    for &(source, start, end) in spans {
        for (number, &(left, right)) in units[source].iter().enumerate() {
            let shared = end.min(right).saturating_sub(start.max(left));
            if shared > 0 && (2 * shared >= right - left || 2 * shared >= end - start) {
                places.insert((source, number));
            }
        }
    }
    places.iter().flat_map(|&a| places.iter().filter(move |b| a.0 < b.0).map(move |&b| (a, b))).collect()
}
