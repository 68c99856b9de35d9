//! The plain report: what was found, in the order in which a reader asks for it. Two reports can be diffed: every list has
//! one order, and nothing in it depends on time, machine or threads.

use super::excerpt::Excerpt;
use super::glance;
use super::paper::{Ink, Paper, Run};
use super::place::{copied, names, quoted, said};
use super::scope::Part;
use crate::meaning;
use crate::view::{Beside, Entry, beside, counted};
use std::io;

/// Writes the report.
pub fn write(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    let entries = excerpt.entries.as_slice();
    let sources = excerpt.sources().count();
    let mut counts = vec![counted(sources, "source", "sources"), counted(entries.len(), "parallel", "parallels")];
    if excerpt.holds(Part::OnlyHere) {
        let alone = excerpt.comparison.only_here.len();
        counts.push(counted(alone, "passage told by one only", "passages told by one only"));
    }
    paper.paragraph("", &[Run::new("parallax · ", Ink::Strong), Run::plain(&counts.join(", "))])?;
    list_sources(excerpt, paper)?;
    let overview = excerpt.overview();
    for line in glance::rests(&overview) {
        paper.paragraph("", &[Run::plain(&line)])?;
    }
    for section in glance::sections(excerpt, &overview) {
        paper.heading(&section.title)?;
        for item in &section.items {
            let number = item.parallel.map(|parallel| (parallel + 1).to_string()).unwrap_or_default();
            paper.paragraph(&format!("{:>2}{number:>4}  ", item.lead), &item.line())?;
        }
    }
    if excerpt.holds(Part::Discrepancies) {
        discrepancies(excerpt, paper)?;
    }
    if excerpt.holds(Part::Matrix) {
        parallels(excerpt, entries, paper)?;
    }
    if excerpt.holds(Part::Quotations) {
        quotations(excerpt, paper)?;
    }
    if excerpt.holds(Part::OnlyHere) {
        only_here(excerpt, paper)?;
    }
    if excerpt.holds(Part::Notes) { notes(excerpt, paper) } else { Ok(()) }
}

fn list_sources(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("Sources")?;
    let wide = siglum_width(excerpt);
    for source in excerpt.sources() {
        let mut runs = vec![Run::new(&excerpt.name(source), Ink::Strong)];
        let rest = [source.meta.outlet.clone(), source.meta.author.clone(), source.meta.date.map(|d| d.to_string())];
        let rest: Vec<String> = rest.into_iter().flatten().filter(|known| *known != excerpt.name(source)).collect();
        if !rest.is_empty() {
            runs.push(Run::plain(&format!(" · {}", rest.join(", "))));
        }
        paper.paragraph(&format!("{:<wide$}  ", source.id.siglum()), &runs)?;
        let path = excerpt.path(source);
        if path != excerpt.name(source) {
            paper.paragraph(&" ".repeat(wide + 2), &[Run::new(path, Ink::Faint)])?;
        }
        if let Some(said) = copied(source) {
            paper.paragraph(&" ".repeat(wide + 2), &[Run::new(&said, Ink::Varied)])?;
        }
    }
    languages(excerpt, paper)?;
    beside_texts(excerpt, paper)?;
    rejected(excerpt, paper)
}

/// What the files have beside their texts: what their heads say, how much else there is.
fn beside_texts(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    if excerpt.sources().all(|source| source.parts.is_empty()) {
        return Ok(());
    }
    paper.heading("Beside the texts")?;
    let wide = siglum_width(excerpt);
    for source in excerpt.sources().filter(|source| !source.parts.is_empty()) {
        let said = |kind: &Beside| if excerpt.withholds() { kind.count() } else { kind.said() };
        let said: Vec<String> = beside(source).iter().map(said).collect();
        paper.paragraph(&format!("{:<wide$}  ", source.id.siglum()), &[Run::plain(&said.join(" · "))])?;
    }
    Ok(())
}

/// Which languages the sources are in, where they are several; and where they are too long for their meaning to be looked at.
fn languages(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    let languages = excerpt.comparison.corpus.languages();
    let mut said = String::new();
    if languages.len() > 1 {
        let told =
            languages.iter().map(|(language, ids)| format!("{}: {}", language.name(), names(ids.iter().copied())));
        let told: Vec<String> = told.collect();
        said = format!("In different languages. {}. ", told.join("; "));
    }
    if let Some(long) = meaning::by_words_alone(&excerpt.comparison.corpus) {
        said += &format!("There are {long}. ");
        let bare = languages.iter().filter(|(language, _)| language.stemmer().is_none());
        let bare: Vec<&str> = bare.map(|(language, _)| language.name()).collect();
        if !bare.is_empty() {
            said +=
                &format!("Of {} no inflections are known: words are compared as they are written.", bare.join(", "));
        }
    }
    if said.is_empty() {
        return Ok(());
    }
    paper.blank()?;
    paper.paragraph("", &[Run::plain(said.trim_end())])
}

/// What could not be read, and why. What was skipped as planned is no loss.
fn rejected(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    let mut lost = excerpt.comparison.corpus.rejected.iter().filter(|one| !one.reason.is_planned()).peekable();
    if lost.peek().is_none() {
        return Ok(());
    }
    paper.heading("What could not be read")?;
    for one in lost {
        let path = one.path.display().to_string();
        let path = excerpt.file(&path);
        paper.paragraph("   ", &[Run::plain(path), Run::new(&format!(" · {}", one.reason), Ink::Faint)])?;
    }
    Ok(())
}

fn siglum_width(excerpt: &Excerpt) -> usize {
    excerpt.sources().last().map_or(1, |source| source.id.siglum().len())
}

fn nothing(paper: &mut Paper<'_>, text: &str) -> io::Result<()> {
    paper.paragraph("      ", &[Run::new(text, Ink::Faint)])
}

fn discrepancies(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    let found = excerpt.discrepancies();
    paper.heading("Where they disagree")?;
    if found.is_empty() {
        return nothing(
            paper,
            "No discrepancy of numbers, dates, denials, status, attributions, quotations, epithets, hedges or names was found.",
        );
    }
    for one in found {
        let label = excerpt.entry(one.parallel).map_or("", |entry| &entry.label);
        let title = [Run::new(one.kind.name(), Ink::Grave), Run::plain(" · "), Run::plain(label)];
        paper.paragraph(&format!("{:>4}  ", one.parallel + 1), &title)?;
        for places in &one.readings {
            let Some(&first) = places.first() else { continue };
            let words = excerpt.differing(first);
            let who = names(places.iter().map(|p| p.source));
            paper.paragraph("        ", &[Run::new(&words, Ink::Varied), Run::plain(&format!(" · {who}"))])?;
        }
    }
    Ok(())
}

fn parallels(excerpt: &Excerpt, entries: &[Entry], paper: &mut Paper<'_>) -> io::Result<()> {
    for spread in (1..=excerpt.sources().count()).rev() {
        let mut here = entries.iter().filter(|entry| entry.spread == spread).peekable();
        if here.peek().is_none() {
            continue;
        }
        let copies = if excerpt.sources().any(|source| source.copy.is_some()) { ", copies counted once" } else { "" };
        let title =
            if spread == 1 { "Told by copies of one account only" } else { &format!("Told by {spread}{copies}") };
        paper.heading(title)?;
        for entry in here {
            let mut facts = vec![names(excerpt.told(entry).into_iter())];
            let absent = excerpt.absent(entry);
            if !absent.is_empty() {
                facts.push(format!("not by {}", names(absent.into_iter())));
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

fn quotations(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("Who is quoted in which words")?;
    let found = excerpt.utterances();
    if found.is_empty() {
        return nothing(paper, "Nobody is quoted.");
    }
    let wide = siglum_width(excerpt);
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
            let mut runs = vec![Run::plain(&quoted(&excerpt.words(wording.place)))];
            runs.extend(one.other_speaker(wording).map(|other| Run::new(&format!("  {other}"), Ink::Faint)));
            paper.paragraph(&lead, &runs)?;
        }
        if !one.unquoted.is_empty() {
            let who = format!("{}: told without these quotation marks", names(one.unquoted.iter().copied()));
            paper.paragraph("      ", &[Run::new(&who, Ink::Faint)])?;
        }
    }
    Ok(())
}

fn only_here(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("What only one tells")?;
    let alone = &excerpt.comparison.only_here;
    let first = alone.first().map(|place| place.source);
    for source in excerpt.sources() {
        let mut own = alone.iter().filter(|p| p.source == source.id).peekable();
        if own.peek().is_some() {
            let title = format!("{}  {}", source.id.siglum(), excerpt.name(source));
            if Some(source.id) != first {
                paper.blank()?;
            }
            paper.paragraph("", &[Run::new(&title, Ink::Strong)])?;
        }
        for &passage in own {
            let line = excerpt.line(passage);
            paper.paragraph(&format!("{line:>4}  "), &[Run::plain(&excerpt.words(passage))])?;
        }
    }
    if alone.is_empty() { nothing(paper, "Nothing.") } else { Ok(()) }
}

fn notes(excerpt: &Excerpt, paper: &mut Paper<'_>) -> io::Result<()> {
    paper.heading("Notes and bookmarks")?;
    for note in excerpt.notes() {
        let place = format!(" · {}", excerpt.noted_at(note));
        paper.paragraph("      ", &[Run::new(said(note), Ink::Strong), Run::new(&place, Ink::Faint)])?;
        paper.paragraph("        ", &[Run::plain(&quoted(&excerpt.noted(note)))])?;
    }
    Ok(())
}
