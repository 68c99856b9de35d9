//! Discrepancies against what a careful reader pointed out: prints what was found, what was missed, and what was reported beside.
//!
//! The gold tells them in sentences, so kinds are told by their words and readings by what stands in them: something is found
//! where a parallel that shares places with the claim, in at least two sources, has a discrepancy two readings of which stand
//! in the gold's sentence. What is reported and not found so may still be real; it is printed to be read.

use super::gold::{Claim, Story, stories};
use parallax::compare::{Comparison, Discrepancy, compare};
use parallax::monitor::Monitor;
use parallax::text::fold;
use std::collections::BTreeSet;
use std::path::Path;

/// Kinds, and words of a gold sentence that tell them; the first that fits.
const KINDS: [(&str, &[&str]); 6] = [
    ("attribution", &["attribution", "attributed", "attributes", "speaker"]),
    ("hedge", &["hedge", "hedged", "hedges", "supposedly", "allegedly", "reportedly", "claims", "claiming"]),
    ("date", &["day", "date", "dates", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    ("epithet", &["title", "post", "epithet", "dictator"]),
    ("name", &["name", "names"]),
    ("number", &["number", "count", "length", "percent", "age", "duration", "tally", "amount", "$"]),
];

/// Prints the lists, then the shares.
pub fn run(data: &Path) -> std::io::Result<()> {
    let (mut found, mut missed, mut beside) = (0, 0, 0);
    for story in stories(data) {
        println!("{}", story.name);
        let comparison = compare(story.corpus.clone(), &Monitor::default()).unwrap();
        let mut matched = BTreeSet::new();
        for (claim, sentence, kind) in gold(data, &story) {
            let hits = hits(&comparison, claim, &sentence);
            let mark = if hits.is_empty() { "missed" } else { "found " };
            println!("  {mark} {} {kind}: {sentence}", claim.id);
            (found, missed) = (found + usize::from(!hits.is_empty()), missed + usize::from(hits.is_empty()));
            matched.extend(hits);
        }
        for (parallel, list) in comparison.discrepancies.iter().enumerate() {
            for (index, one) in list.iter().enumerate() {
                let mark = if matched.contains(&(parallel, index)) { "gold  " } else { "beside" };
                beside += usize::from(mark == "beside");
                println!(
                    "  {mark} parallel {} {}: {}",
                    parallel + 1,
                    one.kind.name(),
                    readings(&comparison, one).join(" / ")
                );
            }
        }
    }
    println!("discrepancies: {found} of the gold's {} found; {beside} reported beside", found + missed);
    Ok(())
}

fn gold<'a>(data: &Path, story: &'a Story) -> Vec<(&'a Claim, String, &'static str)> {
    let file = data.join("gold").join(&story.name).join("discrepancies.json");
    let listed: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut found = Vec::new();
    for entry in listed.as_array().unwrap() {
        let Some(claim) = story.claims.iter().find(|c| c.id == entry["claim"].as_str().unwrap()) else { continue };
        for sentence in entry["discrepancies"].as_array().unwrap().iter().filter_map(|s| s.as_str()) {
            let small = sentence.to_lowercase();
            let kind = KINDS.iter().find(|(_, words)| {
                words
                    .iter()
                    .any(|word| plain(&small).iter().any(|w| w == word) || (*word == "$" && small.contains('$')))
            });
            // "Only source 0 says so" is an omission.
            let omission =
                ["only ", " adds ", " no ", "does not", "not stated"].iter().any(|words| small.contains(words));
            found.extend(kind.filter(|_| !omission).map(|(kind, _)| (claim, sentence.to_owned(), *kind)));
        }
    }
    found
}

fn readings(comparison: &Comparison, one: &Discrepancy) -> Vec<String> {
    let text =
        |r: &parallax::compare::Reading| comparison.corpus.source(r.place.source).text.slice(r.place.range).to_owned();
    one.readings.iter().map(|r| format!("{} {}", r.place.source.siglum(), text(r))).collect()
}

fn hits(comparison: &Comparison, claim: &Claim, sentence: &str) -> Vec<(usize, usize)> {
    let said = plain(sentence);
    let mut found = Vec::new();
    for (parallel, list) in comparison.discrepancies.iter().enumerate() {
        let shared: BTreeSet<_> = comparison.alignment.parallels[parallel]
            .passages
            .iter()
            .filter(|p| claim.spans.iter().any(|(source, range)| p.source == *source && p.range.overlaps(*range)))
            .map(|p| p.source)
            .collect();
        if shared.len() < 2 {
            continue;
        }
        for (index, one) in list.iter().enumerate() {
            let words: BTreeSet<Vec<String>> = one
                .readings
                .iter()
                .map(|r| plain(comparison.corpus.source(r.place.source).text.slice(r.place.range)))
                .filter(|words| !words.is_empty() && said.windows(words.len()).any(|window| window == words.as_slice()))
                .collect();
            let enough = if one.kind.name() == "hedge" { 1 } else { 2 };
            found.extend((words.len() >= enough).then_some((parallel, index)));
        }
    }
    found
}

/// The words of a text, folded.
fn plain(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
}
