//! The lower pane: all readings of the focused parallel under each other, or why they are taken for the same.

use super::area::Layout;
use super::item::Target;
use super::model::{Model, Stage};
use super::reading::PaneView;
use super::wrap::{Block, Ink, Manner, Tone, shorten, wrap};
use crate::compare::{Comparison, DiscrepancyKind};
use crate::source::{Source, SourceId};
use crate::view::{Apparatus, Closeness, Line, Mark, alike, apparatus, counted, matrix_row};

/// What the pane says of the focus.
#[derive(Default)]
pub struct PaneContent {
    /// Its title line.
    pub title: Title,
    /// What stands under it.
    pub entries: Vec<Entry>,
}

/// The title line, in parts that are drawn differently.
#[derive(Default)]
pub struct Title {
    /// Number and count: `7 of 29`.
    pub number: String,
    /// What the parallel is about.
    pub label: String,
    /// The sources that tell it.
    pub told: Vec<SourceId>,
    /// Those that do not.
    pub absent: Vec<SourceId>,
    /// The kinds of its discrepancies.
    pub kinds: Vec<DiscrepancyKind>,
}

/// One source's lines.
pub struct Entry {
    /// The source's letter, or two letters, or nothing.
    pub siglum: String,
    /// The source, where it is one.
    pub source: Option<SourceId>,
    /// Its words.
    pub block: Block,
}

impl PaneContent {
    /// Lines under the title.
    pub fn height(&self) -> usize {
        self.entries.iter().map(|entry| entry.block.height()).sum()
    }

    /// The entry that a line belongs to, and the number of the line in it.
    pub fn line(&self, line: usize) -> Option<(&Entry, usize)> {
        let mut line = line;
        for entry in &self.entries {
            match line.checked_sub(entry.block.height()) {
                Some(rest) => line = rest,
                None => return Some((entry, line)),
            }
        }
        None
    }
}

/// The widest name of a source.
const NAME: u16 = 48;
/// Columns before the words of an entry.
pub const INDENT: u16 = 6;

/// What the pane says now.
pub fn content(model: &Model, layout: &Layout) -> PaneContent {
    let width = layout.pane.width.saturating_sub(INDENT).saturating_sub(1).max(1);
    if layout.pane.height == 0 {
        return PaneContent::default();
    }
    let parallel = match (model.selected(), model.shown_parallel()) {
        (Some(Target::Base(source)), _) => return closeness(model, source, width),
        (_, Some(parallel)) => parallel,
        (_, None) => return outside(model, width),
    };
    let found = apparatus(&model.comparison, parallel, model.reading.base);
    let entries = match (layout.pane.height, model.reading.pane.view) {
        (0 | 1, _) => Vec::new(),
        (_, PaneView::Apparatus) => readings(&model.comparison, &found, width),
        (_, PaneView::Reasons) => reasons(&model.comparison, parallel, width),
    };
    PaneContent { title: title(model, &found), entries }
}

fn title(model: &Model, found: &Apparatus) -> Title {
    let comparison = &model.comparison;
    let mut kinds: Vec<DiscrepancyKind> = comparison.discrepancies[found.parallel].iter().map(|d| d.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let told = comparison.corpus.sources.iter().map(|s| s.id).filter(|id| !found.absent.contains(id)).collect();
    Title {
        number: format!("{} of {}", found.parallel.saturating_add(1), comparison.alignment.parallels.len()),
        label: model.labels.get(found.parallel).to_owned(),
        told,
        absent: found.absent.clone(),
        kinds,
    }
}

/// One entry a source: its passages joined by a plus sign.
fn readings(comparison: &Comparison, found: &Apparatus, width: u16) -> Vec<Entry> {
    let mut entries = Vec::new();
    for lines in found.lines.chunk_by(|a, b| a.passage.source == b.passage.source) {
        let mut inks: Vec<Ink<'_>> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let before = lines.get(..index).unwrap_or_default();
            if before.iter().any(|other| alike(comparison, other.passage, line.passage)) {
                inks.push(Ink::own("  +  again", Tone::Note));
                continue;
            }
            if index > 0 {
                inks.push(Ink::own("  +  ", Tone::Note));
            }
            bracketed(comparison, line, &mut inks);
        }
        let source = lines.first().map(|line| line.passage.source);
        let siglum = source.map(SourceId::siglum).unwrap_or_default();
        entries.push(Entry { siglum, source, block: wrap(&inks, width) });
    }
    entries
}

/// The inks of a passage, with brackets around what differs and matters.
fn bracketed<'a>(comparison: &'a Comparison, line: &Line, inks: &mut Vec<Ink<'a>>) {
    let words = super::band::inks(comparison, line.passage, &line.pieces);
    for (index, ink) in words.iter().enumerate() {
        let kind = ink.manner.discrepancy;
        let before = index.checked_sub(1).and_then(|index| words.get(index)).and_then(|ink| ink.manner.discrepancy);
        let after = words.get(index.saturating_add(1)).and_then(|ink| ink.manner.discrepancy);
        let sign = |text| Ink { text, manner: ink.manner, origin: None };
        if kind.is_some() && kind != before {
            inks.push(sign("["));
        }
        inks.push(*ink);
        if kind.is_some() && kind != after {
            inks.push(sign("]"));
        }
    }
}

/// One entry a link: the words that match, the heaviest first.
fn reasons(comparison: &Comparison, parallel: usize, width: u16) -> Vec<Entry> {
    let alignment = &comparison.alignment;
    let mut links: Vec<_> =
        alignment.parallels[parallel].links.iter().filter_map(|&l| alignment.links.get(l)).collect();
    links.sort_by_key(|link| link.passages);
    let entry = |link: &&crate::align::Link| {
        let [a, b] = link.passages;
        let by_hand = link.evidence.matches.is_empty() && link.evidence.score >= 1.0;
        let sure = match by_hand {
            true => "linked by hand".to_owned(),
            false => format!("{}, {:.0} % sure: ", link.relation.name(), link.evidence.score * 100.0),
        };
        let shared = Manner { mark: Mark::Shared, ..Tone::Story.into() };
        let texts = [&comparison.corpus.source(a.source).text, &comparison.corpus.source(b.source).text];
        let mut inks = vec![Ink::own(&sure, Tone::Note)];
        for (index, matched) in link.evidence.matches.iter().enumerate() {
            let [left, right] = [texts[0].slice(matched.ranges[0]), texts[1].slice(matched.ranges[1])];
            if index > 0 {
                inks.push(Ink::own(" · ", Tone::Note));
            }
            inks.push(Ink { text: left, manner: shared, origin: None });
            if left.to_lowercase() != right.to_lowercase() {
                inks.push(Ink::own(" = ", Tone::Note));
                inks.push(Ink { text: right, manner: shared, origin: None });
            }
        }
        let siglum = format!("{}~{}", a.source.siglum(), b.source.siglum());
        Entry { siglum, source: None, block: wrap(&inks, width) }
    };
    links.iter().map(entry).collect()
}

/// How much of a source the others tell, the closest first.
fn closeness(model: &Model, source: SourceId, width: u16) -> PaneContent {
    let comparison = &model.comparison;
    let row = matrix_row(comparison, source);
    let mut others: Vec<_> =
        row.iter().zip(&comparison.corpus.sources).filter(|(_, other)| other.id != source).collect();
    others.sort_by(|(a, _), (b, _)| b.share().total_cmp(&a.share()));
    let siglum = source.siglum();
    let entry = |(close, other): &(&Closeness, &Source)| {
        let percent = close.share() * 100.0;
        let parallels = counted(close.parallels, "parallel", "parallels");
        let said = format!("{percent:.0} % of the words of {siglum}, in {parallels}");
        let name = format!(" · {}", shorten(other.name(), NAME));
        let block = wrap(&[Ink::own(&said, Tone::Story), Ink::own(&name, Tone::Note)], width);
        Entry { siglum: other.id.siglum(), source: Some(other.id), block }
    };
    let name = shorten(comparison.corpus.source(source).name(), NAME);
    let title = Title { label: format!("{siglum}  {name}: what the others tell of it"), ..Title::default() };
    PaneContent { title, entries: others.iter().map(entry).collect() }
}

/// The focus is on text outside of parallels: how much of it each source has here.
fn outside(model: &Model, width: u16) -> PaneContent {
    let mut entries = Vec::new();
    if model.stage != Stage::Done {
        let title = Title { label: "not compared yet".to_owned(), ..Title::default() };
        return PaneContent { title, entries };
    }
    let level = model.reading.levels.get(model.reading.cursor);
    for (list, source) in level.map_or(&[][..], |level| &level.asides).iter().zip(&model.comparison.corpus.sources) {
        let words = |boilerplate: bool| -> usize {
            let asides = list.iter().filter(|aside| aside.boilerplate == boilerplate);
            asides.map(|aside| source.text.words_in(aside.range).count()).sum()
        };
        let count = |words| counted(words, "word", "words");
        let said = match (words(false), words(true)) {
            (0, 0) => continue,
            (alone, 0) => format!("{} that no other source has", count(alone)),
            (0, other) => format!("{} that are not part of the story", count(other)),
            (alone, other) => {
                format!("{} that no other source has, {other} that are not part of the story", count(alone))
            }
        };
        let block = wrap(&[Ink::own(&said, Tone::Alone)], width);
        entries.push(Entry { siglum: source.id.siglum(), source: Some(source.id), block });
    }
    let title = Title { label: "outside of all parallels".to_owned(), ..Title::default() };
    PaneContent { title, entries }
}
