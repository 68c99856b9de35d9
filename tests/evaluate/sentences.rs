//! Sentence boundaries against the gold's sentences, and boilerplate against what the gold's claims tell.

use crate::gold::{Story, stories};
use parallax::source::SourceId;
use std::collections::BTreeSet;
use std::path::Path;

/// Prints boundary F1 by story, each boundary missed or false, and each claim that lies in boilerplate.
pub fn run(data: &Path) -> std::io::Result<()> {
    let stories = stories(data);
    let mut total = Counts::default();
    for story in &stories {
        let counts = boundaries(story);
        println!("{:12} {counts}", story.name);
        total.add(&counts);
    }
    println!("{:12} {total}", "all");
    for story in &stories {
        boilerplate(story);
    }
    Ok(())
}

/// What was found of what should be.
#[derive(Default)]
pub struct Counts {
    pub right: usize,
    pub missed: usize,
    pub wrong: usize,
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }

    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.missed + self.wrong).max(1) as f64
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "F1 {:.3}  right {:4}  missed {:3}  wrong {:3}", self.f1(), self.right, self.missed, self.wrong)
    }
}

fn boundaries(story: &Story) -> Counts {
    let mut counts = Counts::default();
    for (source, units) in story.corpus.sources.iter().zip(&story.units) {
        let ends = |ranges: &mut dyn Iterator<Item = usize>| ranges.collect::<BTreeSet<usize>>();
        let gold = ends(&mut units.iter().map(|u| u.end()));
        let found = ends(&mut source.text.sentences().iter().map(|s| s.range.end()));
        counts.right += gold.intersection(&found).count();
        counts.missed += gold.difference(&found).count();
        counts.wrong += found.difference(&gold).count();
        for (what, at) in
            gold.difference(&found).map(|at| ("missed", at)).chain(found.difference(&gold).map(|at| ("wrong ", at)))
        {
            println!("  {what} {}: {}", source.id.siglum(), around(source.text.content(), *at));
        }
    }
    counts
}

fn around(text: &str, at: usize) -> String {
    let before: String = text.get(..at).unwrap().chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text.get(at..).unwrap().chars().take(40).collect();
    format!("{before}|{after}").replace('\n', "⏎")
}

fn boilerplate(story: &Story) {
    for source in &story.corpus.sources {
        for part in &source.boilerplate {
            println!("{} {} {:?}: {}", story.name, source.id.siglum(), part.kind, source.text.slice(part.range));
        }
    }
    for claim in &story.claims {
        for &(id, span) in &claim.spans {
            violation(story, &claim.id, (id, span));
        }
    }
}

fn violation(story: &Story, claim: &str, (id, span): (SourceId, parallax::text::TextRange)) {
    let source = story.corpus.source(id);
    for part in source.boilerplate.iter().filter(|part| part.range.overlaps(span)) {
        let whole = part.range.contains(span);
        println!(
            "  {} {claim} {} {:?}: {}",
            if whole { "CLAIM LOST" } else { "claim cut " },
            source.id.siglum(),
            part.kind,
            source.text.slice(part.range).replace('\n', "⏎")
        );
    }
}
