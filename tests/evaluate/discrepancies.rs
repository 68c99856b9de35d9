//! Discrepancies against what a careful reader pointed out: how many that are reported are among these, and how many of these are
//! reported; and what is known of all differences, for the trainer of the weights.

use super::gold::{Pointed, Story, stories, under};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parallax::align::Passage;
use parallax::compare::{Discrepancy, Signs, Told, compare, differences};
use parallax::monitor::Monitor;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

/// A nuance is not asked for.
const LEAST_GRAVE: u64 = 2;

/// Prints what was reported beside the gold and what was missed, then the shares.
pub fn run(data: &Path) -> std::io::Result<()> {
    let measured: Vec<(String, [usize; 4])> = stories(data).par_iter().map(measure).collect();
    let mut sum = [0; 4];
    for (lists, counts) in measured {
        print!("{lists}");
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    let [real, reported, found, asked] = sum;
    println!("{real} of {reported} reported ones were pointed out; {found} of {asked} pointed out are reported");
    Ok(())
}

fn measure(story: &Story) -> (String, [usize; 4]) {
    let comparison = compare(story.corpus.clone(), &Monitor::default()).unwrap();
    let words = |place: &Passage| story.corpus.source(place.source).text.slice(place.range);
    let mut lists = format!("{}\n", story.name);
    let mut found = vec![false; story.discrepancies.len()];
    let all: Vec<&Discrepancy> = comparison.discrepancies.iter().flatten().collect();
    let mut real = 0;
    for one in &all {
        let places: Vec<Passage> = one.readings.iter().map(|reading| reading.place).collect();
        let hits: Vec<usize> =
            (0..found.len()).filter(|&at| is_pointed_out(&places, &story.discrepancies[at])).collect();
        hits.iter().for_each(|&at| found[at] = true);
        real += usize::from(!hits.is_empty());
        let told: Vec<&str> = places.iter().map(words).collect();
        let mark = if hits.is_empty() { "beside" } else { "gold  " };
        lists += &format!("  {mark} {:.2} {}: {}\n", one.confidence, one.kind.name(), told.join(" / "));
    }
    let asked: Vec<usize> = (0..found.len()).filter(|&at| story.discrepancies[at].grave >= LEAST_GRAVE).collect();
    for pointed in asked.iter().filter(|&&at| !found[at]).map(|&at| &story.discrepancies[at]) {
        let told: Vec<&str> =
            pointed.readings.iter().map(|&(source, range)| words(&Passage { source, range })).collect();
        lists += &format!("  missed {}: {}\n", pointed.kind, told.join(" / "));
    }
    (lists, [real, all.len(), asked.iter().filter(|&&at| found[at]).count(), asked.len()])
}

/// Whether places of two sources at least are among the readings of one that was pointed out.
fn is_pointed_out(places: &[Passage], pointed: &Pointed) -> bool {
    let told = |place: &&Passage| pointed.readings.iter().any(|r| r.0 == place.source && r.1.overlaps(place.range));
    let mut sources: Vec<u16> = places.iter().filter(told).map(|place| place.source.0).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len() > 1
}

/// Writes what is known of the differences of all stories in a folder, a story a line: of each its parallel, its kind, its two
/// places as `[source, first byte, end]`, and which of those pointed out it is, with their gravity; the signs stand as floats of
/// four bytes, row by row, in base 64.
pub fn table(folder: &Path) -> std::io::Result<()> {
    for story in under(folder).iter().filter(|story| !story.discrepancies.is_empty()) {
        println!("{}", told(story));
    }
    Ok(())
}

fn told(story: &Story) -> Value {
    let comparison = compare(story.corpus.clone(), &Monitor::default()).unwrap();
    let told = Told { corpus: &comparison.corpus, meanings: &comparison.meanings, links: &comparison.alignment.links };
    let parallels = comparison.alignment.parallels.iter().zip(&comparison.collations).enumerate();
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for (number, (parallel, collation)) in parallels {
        for (kind, places, signs) in differences(parallel, collation, told) {
            let hits = |at: &usize| is_pointed_out(&places, &story.discrepancies[*at]);
            let hits: Vec<usize> = (0..story.discrepancies.len()).filter(hits).collect();
            let words = places.map(|p| comparison.corpus.source(p.source).text.slice(p.range));
            let places = places.map(|p| [p.source.index(), p.range.start(), p.range.end()]);
            rows.push(json!({
                "parallel": number, "kind": kind.name(), "places": places, "words": words, "pointed": hits,
            }));
            values.extend(signs.values().into_iter().flat_map(f32::to_le_bytes));
        }
    }
    json!({
        "name": story.name,
        "differences": rows,
        "signs": STANDARD.encode(values),
        "signed": Signs::NAMES,
        "pointed": story.discrepancies.iter().map(|p| json!([p.kind, p.grave])).collect::<Vec<_>>(),
    })
}
