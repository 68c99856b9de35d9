//! Discrepancies against what a careful reader pointed out: prints what was found, what was missed, and what was reported beside.
//!
//! The gold tells them in sentences, so what kinds one may be of is told by its words, and what one source leaves out is not
//! asked for. One is found where a discrepancy of such a kind stands in a parallel that shares places with the gold's claim in
//! at least two sources, and its readings stand in the gold's sentence: two of them, or for hedges and attributions, which have
//! no words for what the others do without, one. One that is reported is real where any sentence of the gold has two of its
//! readings in this way, whatever its kind is called. What is reported beside these may still be real; it is printed to be read.

use super::gold::{Claim, Story, stories};
use parallax::compare::{Comparison, Discrepancy, compare};
use parallax::monitor::Monitor;
use parallax::text::{Language, fold};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Kinds, and beginnings of words of a gold sentence that tell them; it is counted under the first that fits.
const KINDS: [(&str, &[&str]); 6] = [
    ("attribution", &["attribut", "speaker", "announcer"]),
    ("hedge", &["hedge", "suppos", "alleg", "reportedly", "purport", "claim"]),
    ("number", &["number", "count", "length", "percent", "amount", "duration", "age", "tally", "pages"]),
    (
        "date",
        &[
            "day",
            "date",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "week",
            "month",
            "year",
            "june",
            "march",
            "october",
            "september",
        ],
    ),
    ("epithet", &["title", "post", "role", "epithet", "dictator", "leader", "professor", "theorist"]),
    ("name", &["name", "spelling", "actor"]),
];

/// Words by which a gold sentence says that somebody leaves something out, or tells it in no other words than others.
const OMISSIONS: [&str; 14] = [
    "only ",
    " adds ",
    " no ",
    "does not",
    "do not",
    "not stated",
    "leaves out",
    " vs none",
    "none)",
    "unattributed",
    "own voice",
    "as fact",
    "statement (",
    "not say",
];

/// Found and all of the gold, then matched and all of the reported.
type Shares = BTreeMap<&'static str, [usize; 4]>;

/// Prints the lists, then the shares by kind.
pub fn run(data: &Path) -> std::io::Result<()> {
    let measured: Vec<(String, Shares)> = stories(data).par_iter().map(|story| measure(data, story)).collect();
    let mut all = Shares::new();
    for (lists, shares) in measured {
        print!("{lists}");
        for (kind, counts) in shares {
            let sum = all.entry(kind).or_default();
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    let sum = all.values().fold([0; 4], |sum, counts| std::array::from_fn(|at| sum[at] + counts[at]));
    all.insert("all", sum);
    for (kind, [found, asked, matched, reported]) in all {
        println!("{kind}: {found} of {asked} found; {matched} of {reported} reported ones are among them");
    }
    Ok(())
}

fn measure(data: &Path, story: &Story) -> (String, Shares) {
    let comparison = compare(story.corpus.clone(), &Monitor::default()).unwrap();
    let (mut lists, mut shares) = (format!("{}\n", story.name), Shares::new());
    let mut matched = BTreeSet::new();
    for Pointed { claim, sentence, kinds } in gold(data, story) {
        let hits = hits(&comparison, claim, &sentence, &kinds);
        let of_kind = hits
            .iter()
            .any(|&(parallel, index)| kinds.contains(&comparison.discrepancies[parallel][index].kind.name()));
        matched.extend(hits);
        let Some(kind) = kinds.first().copied().filter(|_| !is_omission(&sentence)) else { continue };
        let mark = match of_kind {
            true => "found ",
            false if together(&comparison, claim).next().is_none() => "apart ",
            false => "missed",
        };
        writeln!(lists, "  {mark} {} {kind}: {sentence}", claim.id).unwrap();
        let counts = shares.entry(kind).or_default();
        counts[0] += usize::from(of_kind);
        counts[1] += 1;
    }
    // What several parallels tell in the same words is one.
    let mut told: BTreeMap<(&'static str, Vec<String>), bool> = BTreeMap::new();
    for (parallel, list) in comparison.discrepancies.iter().enumerate() {
        for (index, one) in list.iter().enumerate() {
            let known = told.entry((one.kind.name(), readings(&comparison, one))).or_default();
            *known |= matched.contains(&(parallel, index));
        }
    }
    for ((kind, readings), known) in told {
        writeln!(lists, "  {} {kind}: {}", if known { "gold  " } else { "beside" }, readings.join(" / ")).unwrap();
        let counts = shares.entry(kind).or_default();
        counts[2] += usize::from(known);
        counts[3] += 1;
    }
    (lists, shares)
}

/// What a reader pointed out: of which claim, in which words, and what kinds these tell.
struct Pointed<'a> {
    claim: &'a Claim,
    sentence: String,
    kinds: Vec<&'static str>,
}

fn gold<'a>(data: &Path, story: &'a Story) -> Vec<Pointed<'a>> {
    let file = data.join("gold").join(&story.name).join("discrepancies.json");
    let listed: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut found = Vec::new();
    for entry in listed.as_array().unwrap() {
        let Some(claim) = story.claims.iter().find(|c| c.id == entry["claim"].as_str().unwrap()) else { continue };
        let sentences = entry["discrepancies"].as_array().unwrap().iter().filter_map(|s| s.as_str());
        found.extend(sentences.map(|s| Pointed { claim, sentence: s.to_owned(), kinds: kinds(s) }));
    }
    found
}

fn is_omission(sentence: &str) -> bool {
    OMISSIONS.iter().any(|words| sentence.to_lowercase().contains(words))
}

fn kinds(sentence: &str) -> Vec<&'static str> {
    let small = sentence.to_lowercase();
    let words = plain(&small);
    let tells = |list: &[&str]| words.iter().any(|word| list.iter().any(|start| word.starts_with(start)));
    let mut found: Vec<_> = KINDS.iter().filter(|(_, list)| tells(list)).map(|(kind, _)| *kind).collect();
    let number = || small.contains('$') || words.iter().any(|word| word.len() > 2 && word.parse::<u64>().is_ok());
    if found.is_empty() && number() {
        found.push("number");
    }
    found
}

fn readings(comparison: &Comparison, one: &Discrepancy) -> Vec<String> {
    let text =
        |r: &parallax::compare::Reading| comparison.corpus.source(r.place.source).text.slice(r.place.range).to_owned();
    let mut found: Vec<String> =
        one.readings.iter().map(|r| format!("{} {}", r.place.source.siglum(), text(r))).collect();
    found.dedup();
    found
}

/// The parallels in which at least two sources tell the claim.
fn together(comparison: &Comparison, claim: &Claim) -> impl Iterator<Item = usize> {
    comparison.alignment.parallels.iter().enumerate().filter_map(|(at, parallel)| {
        let inside = parallel
            .passages
            .iter()
            .filter(|p| claim.spans.iter().any(|(s, range)| p.source == *s && p.range.overlaps(*range)));
        (inside.map(|p| p.source).collect::<BTreeSet<_>>().len() > 1).then_some(at)
    })
}

/// The discrepancies with the claim whose readings stand in the sentence.
fn hits(comparison: &Comparison, claim: &Claim, sentence: &str, kinds: &[&str]) -> Vec<(usize, usize)> {
    let said: BTreeSet<String> = plain(sentence).into_iter().collect();
    let mut found = Vec::new();
    for parallel in together(comparison, claim) {
        for (index, one) in comparison.discrepancies[parallel].iter().enumerate() {
            let sparse = matches!(one.kind.name(), "hedge" | "attribution");
            let telling = |word: &String| said.contains(word) && (sparse || !Language::ENGLISH.is_function_word(word));
            let text =
                |r: &parallax::compare::Reading| comparison.corpus.source(r.place.source).text.slice(r.place.range);
            let words: BTreeSet<Vec<String>> = one.readings.iter().map(|r| plain(text(r))).collect();
            let known = words.iter().filter(|words| words.iter().any(telling)).count();
            let least = if sparse && kinds.contains(&one.kind.name()) { 1 } else { 2 };
            found.extend((known >= least).then_some((parallel, index)));
        }
    }
    found
}

/// The words of a text, folded.
fn plain(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
}
