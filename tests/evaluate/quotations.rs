//! Quotations against the gold's: exact extent, and the speaker by last name.

use crate::gold::{Quoted, Story, stories};
use crate::sentences::Counts;
use parallax::source::Source;
use parallax::text::{Quotation, TextRange, fold};
use std::path::Path;

/// Prints extent F1 and speaker accuracy by story, and each fault.
pub fn run(data: &Path) -> std::io::Result<()> {
    let (mut extent, mut speakers) = (Counts::default(), Counts::default());
    for story in &stories(data) {
        let (mut e, mut s) = (Counts::default(), Counts::default());
        for source in &story.corpus.sources {
            let gold: Vec<&Quoted> = story.quotations.iter().filter(|q| q.source == source.id).collect();
            judge(story, source, &gold, (&mut e, &mut s));
        }
        println!("{:12} extent {e}   speaker {:.3} of {}", story.name, accuracy(&s), s.right + s.wrong);
        extent.add(&e);
        speakers.add(&s);
    }
    println!(
        "{:12} extent {extent}   speaker {:.3} of {}",
        "all",
        accuracy(&speakers),
        speakers.right + speakers.wrong
    );
    Ok(())
}

fn accuracy(counts: &Counts) -> f64 {
    counts.right as f64 / (counts.right + counts.wrong).max(1) as f64
}

fn judge(story: &Story, source: &Source, gold: &[&Quoted], (extent, speaker): (&mut Counts, &mut Counts)) {
    let mut found: Vec<&Quotation> = source.text.quotations().iter().collect();
    let place = format!("{} {}", story.name, source.id.siglum());
    let mut missed = Vec::new();
    for quoted in gold {
        // The gold tells no place: equal words are taken in order.
        let Some(at) = found.iter().position(|q| source.text.slice(q.range) == quoted.text) else {
            missed.push(quoted);
            continue;
        };
        let quotation = found.remove(at);
        extent.right += 1;
        if quoted.speaker.is_empty() {
            continue;
        }
        if same_person(quotation.speaker.as_deref().unwrap_or_default(), &quoted.speaker) {
            speaker.right += 1;
        } else {
            speaker.wrong += 1;
            let got = quotation.speaker.as_deref().unwrap_or("-");
            println!("  {place} speaker {got} for {}: {}", quoted.speaker, around(source, quotation.range));
        }
    }
    extent.missed += missed.len();
    extent.wrong += found.len();
    for quoted in missed {
        println!("  {place} missed [{}]", quoted.text);
    }
    for quotation in found {
        println!("  {place} extra {}", around(source, quotation.range));
    }
}

/// Their last names are equal, or one has all words of the other.
fn same_person(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let name = name.split(" (").next().unwrap_or_default();
        name.split_whitespace()
            .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
            .filter(|w| !matches!(w.as_str(), "the" | "jr" | "iii"))
            .collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && (a.last() == b.last() || a.iter().all(|w| b.contains(w)))
}

fn around(source: &Source, range: TextRange) -> String {
    let text = source.text.content();
    let before: String =
        text.get(..range.start()).unwrap().chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text.get(range.end()..).unwrap().chars().take(70).collect();
    let quote = source.text.slice(range);
    let head: String = quote.chars().take(60).collect();
    let cut = if head.len() < quote.len() { "…" } else { "" };
    format!("{before}⟦{head}{cut}⟧{after}").replace('\n', "⏎")
}
