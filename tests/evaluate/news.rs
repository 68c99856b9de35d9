//! News: parallels of several reports of one event against a reading by hand.
//!
//! Two units (about sentences) of two sources are linked where one claim, or one parallel, has a span in each; a span lies in
//! a unit where at least half of the unit is in the span, or half of the span in the unit. Precision, recall and F1 are over
//! links, all stories together.

use crate::gold::{self, Claim};
use crate::train::{Example, train};
use parallax::align::{Alignment, LinkModel, Measures, Passage, align_with, measured};
use parallax::monitor::Monitor;
use parallax::source::SourceId;
use parallax::text::TextRange;
use std::collections::BTreeSet;
use std::path::Path;

/// A unit: source and number.
type Place = (usize, usize);
/// Linked units, the lower source first.
type Links = BTreeSet<(Place, Place)>;

/// A story with what its gold says of the pairs of its sentences.
struct Story {
    gold: gold::Story,
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
pub fn evaluate(data: &Path) -> std::io::Result<f64> {
    let stories = stories(data);
    let mut totals = [Counts::default(); 4];
    println!(
        "news            links, parallels of a model trained on the other stories   shipped: links, parallels  parallels"
    );
    for (at, story) in stories.iter().enumerate() {
        let rest: Vec<&Example> =
            stories.iter().enumerate().filter(|(i, _)| *i != at).flat_map(|(_, s)| &s.examples).collect();
        let mut line = format!("{:<14}", story.gold.name);
        let mut count = 0;
        for (model, totals) in [train(&rest), LinkModel::shipped()].iter().zip(totals.chunks_mut(2)) {
            let alignment = align_with(&story.gold.corpus, model, &Monitor::default()).expect("nobody cancels");
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

/// Writes a model trained on all stories.
pub fn weights(data: &Path) -> std::io::Result<()> {
    let stories = stories(data);
    println!("# Weights of the link model; written by: cargo run --release --example evaluate -- DATA weights");
    print!("{}", train(&stories.iter().flat_map(|s| &s.examples).collect::<Vec<_>>()));
    Ok(())
}

/// Writes, tab separated, each pair of sentences with its label and measures: for trying out other models.
pub fn table(data: &Path) -> std::io::Result<()> {
    println!("story\tsa\tua\tsb\tub\tlabel\t{}", Measures::NAMES.join("\t"));
    for story in stories(data) {
        for example in &story.examples {
            let values: Vec<String> = example.measures.iter().map(|v| format!("{v:.5}")).collect();
            let [(a, x), (b, y)] = example.places;
            println!("{}\t{a}\t{x}\t{b}\t{y}\t{}\t{}", story.gold.name, u8::from(example.linked), values.join("\t"));
        }
    }
    Ok(())
}

fn stories(data: &Path) -> Vec<Story> {
    gold::stories(data).into_iter().map(Story::of).collect()
}

impl Story {
    fn of(gold: gold::Story) -> Self {
        let of =
            |claim: &Claim| claim.spans.iter().map(|&(source, range)| Passage { source, range }).collect::<Vec<_>>();
        let truth: Links = gold.claims.iter().flat_map(|claim| links(&gold.units, &of(claim))).collect();
        let pairs = measured(&gold.corpus, &Monitor::default()).expect("nobody cancels");
        let number =
            |p: Passage| gold.corpus.source(p.source).story().position(|(_, range)| range == p.range).unwrap_or(0);
        let examples = pairs
            .iter()
            .map(|(passages, measures)| Example {
                places: passages.map(|p| (p.source.index(), number(p))),
                measures: measures.values().to_vec(),
                linked: links(&gold.units, passages).iter().any(|link| truth.contains(link)),
            })
            .collect();
        Self { gold, truth, examples }
    }

    fn linked(&self, alignment: &Alignment) -> Links {
        alignment.links.iter().flat_map(|link| links(&self.gold.units, &link.passages)).collect()
    }

    fn grouped(&self, alignment: &Alignment) -> Links {
        alignment.parallels.iter().flat_map(|parallel| links(&self.gold.units, &parallel.passages)).collect()
    }
}

/// The links that passages of one claim or one parallel make between units. Bytes stand for characters, which moves the
/// halves a little where a passage has accents or typographic quotation marks.
fn links(units: &[Vec<TextRange>], passages: &[Passage]) -> Links {
    let mut places = BTreeSet::new();
    for passage in passages {
        let SourceId(source) = passage.source;
        for (number, unit) in units[usize::from(source)].iter().enumerate() {
            let shared = unit.intersect(passage.range).map_or(0, TextRange::len);
            if shared > 0 && (2 * shared >= unit.len() || 2 * shared >= passage.range.len()) {
                places.insert((usize::from(source), number));
            }
        }
    }
    places.iter().flat_map(|&a| places.iter().filter(move |b| a.0 < b.0).map(move |&b| (a, b))).collect()
}
