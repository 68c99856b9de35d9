//! The plain report: what was found, in the order in which a reader asks for it. Two reports can be diffed: every list has
//! one order, and nothing in it depends on time, machine or threads.

use super::paper::{Ink, Paper, Run};
use super::place::{joined, line_number, name, names, quoted};
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::view::{Entry, disagreements, label, outline, utterances};
use std::io;

/// Writes the report.
pub fn write(comparison: &Comparison, paper: &mut Paper<'_>) -> io::Result<()> {
    let entries = outline(comparison);
    let counts = [
        (comparison.corpus.sources.len(), "source", "sources"),
        (entries.len(), "parallel", "parallels"),
        (comparison.only_here.len(), "passage told by one only", "passages told by one only"),
    ];
    let counts: Vec<String> =
        counts.iter().map(|(n, one, more)| format!("{n} {}", if *n == 1 { one } else { more })).collect();
    paper.paragraph("", &[Run::new("parallax · ", Ink::Strong), Run::plain(&counts.join(", "))])?;
    sources(comparison, paper)?;
    told_by_all(comparison, &entries, paper)?;
    discrepancies(comparison, paper)?;
    parallels(&entries, comparison, paper)?;
    quotations(comparison, paper)?;
    only_here(comparison, paper)
}

fn sources(comparison: &Comparison, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("Sources")?;
    let wide = siglum_width(comparison);
    for source in &comparison.corpus.sources {
        let mut runs = vec![Run::new(&name(source), Ink::Strong)];
        let rest = [source.meta.outlet.clone(), source.meta.author.clone(), source.meta.date.map(|d| d.to_string())];
        let rest: Vec<String> = rest.into_iter().flatten().filter(|known| *known != name(source)).collect();
        if !rest.is_empty() {
            runs.push(Run::plain(&format!(" · {}", rest.join(", "))));
        }
        paper.paragraph(&format!("{:<wide$}  ", source.id.siglum()), &runs)?;
        if source.meta.path != name(source) {
            paper.paragraph(&" ".repeat(wide + 2), &[Run::new(&source.meta.path, Ink::Faint)])?;
        }
    }
    Ok(())
}

fn siglum_width(comparison: &Comparison) -> usize {
    comparison.corpus.sources.last().map_or(1, |source| source.id.siglum().len())
}

fn told_by_all(comparison: &Comparison, entries: &[Entry], paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("What all tell")?;
    let mut none = true;
    for entry in entries.iter().filter(|entry| entry.spread() == comparison.corpus.sources.len()) {
        none = false;
        paper.paragraph(&format!("{:>4}  ", entry.parallel + 1), &[Run::plain(&entry.label)])?;
    }
    if none { nothing(paper, "No parallel has a passage in every source.") } else { Ok(()) }
}

fn nothing(paper: &mut Paper<'_>, text: &str) -> io::Result<()> {
    paper.paragraph("      ", &[Run::new(text, Ink::Faint)])
}

fn discrepancies(comparison: &Comparison, paper: &mut Paper<'_>) -> io::Result<()> {
    let found = disagreements(comparison);
    paper.heading("Where they disagree")?;
    if found.is_empty() {
        return nothing(
            paper,
            "No discrepancy of numbers, dates, names, negations, attributions, epithets or hedges was found.",
        );
    }
    for one in found {
        let title =
            [Run::new(one.kind.name(), Ink::Grave), Run::plain(" · "), Run::plain(&label(comparison, one.parallel))];
        paper.paragraph(&format!("{:>4}  ", one.parallel + 1), &title)?;
        for places in &one.readings {
            let Some(&first) = places.first() else { continue };
            let words = joined(comparison, first);
            let who = names(places.iter().map(|p| p.source));
            paper.paragraph("        ", &[Run::new(&words, Ink::Varied), Run::plain(&format!(" · {who}"))])?;
        }
    }
    Ok(())
}

fn parallels(entries: &[Entry], comparison: &Comparison, paper: &mut Paper<'_>) -> io::Result<()> {
    for spread in (2..=comparison.corpus.sources.len()).rev() {
        let mut here = entries.iter().filter(|entry| entry.spread() == spread).peekable();
        if here.peek().is_none() {
            continue;
        }
        paper.heading(&format!("Told by {spread}"))?;
        for entry in here {
            let told = entry.told.iter().zip(0u16..).filter(|(told, _)| **told).map(|(_, id)| SourceId(id));
            let mut facts = vec![names(told)];
            if entry.absent().next().is_some() {
                facts.push(format!("not by {}", names(entry.absent())));
            }
            facts.push(entry.relation.name().to_owned());
            if !entry.discrepancies.is_empty() {
                let kinds: Vec<&str> = entry.discrepancies.iter().map(|kind| kind.name()).collect();
                facts.push(format!("≠ {}", kinds.join(", ")));
            }
            paper.paragraph(&format!("{:>4}  ", entry.parallel + 1), &[Run::plain(&entry.label)])?;
            paper.paragraph("      ", &[Run::new(&facts.join(" · "), Ink::Faint)])?;
        }
    }
    Ok(())
}

fn quotations(comparison: &Comparison, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("Who is quoted in which words")?;
    let found = utterances(comparison);
    if found.is_empty() {
        return nothing(paper, "Nobody is quoted.");
    }
    let wide = siglum_width(comparison);
    for one in found {
        let speaker = one.speaker.as_deref().unwrap_or("speaker not named");
        let mut title = vec![Run::new(speaker, Ink::Strong)];
        if !one.parallels.is_empty() {
            let numbers: Vec<String> = one.parallels.iter().map(|p| (p + 1).to_string()).collect();
            title.push(Run::new(&format!(" · in {}", numbers.join(", ")), Ink::Faint));
        }
        paper.paragraph("      ", &title)?;
        for wording in &one.wordings {
            let lead = format!("   {:>wide$}  ", wording.place.source.siglum());
            paper.paragraph(&lead, &[Run::plain(&quoted(&joined(comparison, wording.place)))])?;
        }
        if !one.unquoted.is_empty() {
            let who = format!("{}: told without these quotation marks", names(one.unquoted.iter().copied()));
            paper.paragraph("      ", &[Run::new(&who, Ink::Faint)])?;
        }
    }
    Ok(())
}

fn only_here(comparison: &Comparison, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("What only one tells")?;
    let first = comparison.only_here.first().map_or(SourceId(0), |p| p.source);
    for source in &comparison.corpus.sources {
        let mut own = comparison.only_here.iter().filter(|p| p.source == source.id).peekable();
        if own.peek().is_some() {
            let title = format!("{}  {}", source.id.siglum(), name(source));
            if source.id != first {
                paper.blank()?;
            }
            paper.paragraph("", &[Run::new(&title, Ink::Strong)])?;
        }
        for &passage in own {
            let line = line_number(source, passage.range);
            paper.paragraph(&format!("{line:>4}  "), &[Run::plain(&joined(comparison, passage))])?;
        }
    }
    if comparison.only_here.is_empty() { nothing(paper, "Nothing.") } else { Ok(()) }
}
