//! The lower pane: all readings of the focused parallel under each other, or why they are taken for the same.

use super::area::Layout;
use super::signs::sigla;
use super::wrap::{Block, Ink, shorten, wrap};
use crate::compare::{Comparison, DiscrepancyKind, restated};
use crate::source::{Source, SourceId};
use crate::tui::model::reading::PaneView;
use crate::tui::model::role::Role;
use crate::tui::model::{Model, Stage};
use crate::view::{Closeness, Disagreement, Sign, Standing, Variant, VariantReading, Variants, counted, matrix_row};

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

/// Columns of what a source has at one place.
const READING: u16 = 56;
/// The widest name of a source.
const NAME: u16 = 48;
/// Columns before the words of an entry.
pub const INDENT: u16 = 6;

/// What the pane says now; the sources' own words are left out of it where the screen itself has them in full.
pub fn content(model: &Model, layout: &Layout, (variants, full): (&Variants, bool)) -> PaneContent {
    let width = layout.pane.width.saturating_sub(INDENT).saturating_sub(1).max(1);
    if layout.pane.height == 0 {
        return PaneContent::default();
    }
    let parallel = match (model.about().source, model.shown_parallel()) {
        (Some(source), _) => return closeness(model, source, width),
        (_, Some(parallel)) => parallel,
        (_, None) => return outside(model, width),
    };
    let entries = match (layout.pane.height, model.reading.pane.view) {
        (0 | 1, _) => Vec::new(),
        (_, PaneView::Apparatus) => {
            let shown = |source: SourceId| full || layout.column(source).is_some();
            readings(model, (parallel, variants), &shown, width)
        }
        (_, PaneView::Reasons) => reasons(&model.comparison, parallel, width),
    };
    PaneContent { title: title(model, parallel), entries }
}

fn title(model: &Model, parallel: usize) -> Title {
    let comparison = &model.comparison;
    let mut kinds: Vec<DiscrepancyKind> = comparison.discrepancies[parallel].iter().map(|d| d.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let absent = comparison.absent(parallel);
    let told = comparison.corpus.sources.iter().map(|s| s.id).filter(|id| !absent.contains(id)).collect();
    Title {
        number: format!("{} of {}", parallel.saturating_add(1), comparison.alignment.parallels.len()),
        label: model.labels.get(parallel).to_owned(),
        told,
        absent,
        kinds,
    }
}

/// The apparatus: what differs and matters, then word by word who has what instead of the base's words; then the sources that
/// have no column on the screen, in full.
fn readings(
    model: &Model,
    (parallel, variants): (usize, &Variants),
    shown: &dyn Fn(SourceId) -> bool,
    width: u16,
) -> Vec<Entry> {
    let comparison = &model.comparison;
    let mut entries: Vec<Entry> = Vec::new();
    let own = |siglum: &str, words: &[(String, Role)]| {
        let inks: Vec<Ink<'_>> = words.iter().map(|(text, role)| Ink::own(text, *role)).collect();
        Entry { siglum: siglum.to_owned(), source: None, block: wrap(&inks, width) }
    };
    for one in model.differences.iter().filter(|one| one.parallel == parallel) {
        let sign = Sign::of(one.kind).mark().to_string();
        entries.push(own(&sign, &difference(comparison, one, width)));
    }
    let mut words: Vec<(String, Role)> = Vec::new();
    for place in &variants.places {
        if !words.is_empty() {
            words.push(("   ·   ".to_owned(), Role::Faint));
        }
        words.extend(variant(place));
    }
    if !variants.apart.is_empty() {
        if !words.is_empty() {
            words.push(("   ·   ".to_owned(), Role::Faint));
        }
        words.push((sigla(&variants.apart), Role::Strong));
        words.push((" in other words".to_owned(), Role::Dim));
    }
    if !variants.foreign.is_empty() {
        if !words.is_empty() {
            words.push(("   ·   ".to_owned(), Role::Faint));
        }
        words.push((sigla(&variants.foreign), Role::Strong));
        words.push((" in another language".to_owned(), Role::Dim));
    }
    if variants.alike {
        words.push(("all who tell it have the same words".to_owned(), Role::Dim));
    }
    entries.extend((!words.is_empty()).then(|| own("", &words)));
    let passages = &comparison.alignment.parallels[parallel].passages;
    for passages in passages.chunk_by(|a, b| a.source == b.source) {
        let Some(source) = passages.first().map(|passage| passage.source).filter(|source| !shown(*source)) else {
            continue;
        };
        let text = &comparison.corpus.source(source).text;
        let mut inks: Vec<Ink<'_>> = Vec::new();
        for passage in passages {
            if !inks.is_empty() {
                inks.push(Ink::own("  +  ", Role::Faint));
            }
            let origin = Some(passage.range.start());
            inks.push(Ink { text: text.slice(passage.range), role: Role::Plain, origin });
        }
        entries.push(Entry { siglum: source.siglum(), source: Some(source), block: wrap(&inks, width) });
    }
    entries
}

/// What differs and matters, with who has which words: in a wide pane two readings fit a line.
fn difference(comparison: &Comparison, one: &Disagreement, width: u16) -> Vec<(String, Role)> {
    let mut words = vec![(format!("{}  ", one.kind.name()), Role::Dim)];
    for (at, places) in one.readings.iter().enumerate() {
        let Some(first) = places.first() else { continue };
        if at > 0 {
            words.push((" ] ".to_owned(), Role::Faint));
        }
        let own = &comparison.corpus.source(first.source).text;
        let text = own.slice(first.range).split_whitespace().collect::<Vec<_>>().join(" ");
        words.push((shorten(&text, READING.max(width / 2)), Role::Accent));
        // What is in another unit than the first is said in that one, too.
        let lemma = one.readings.first().and_then(|places| places.first());
        let other = lemma.filter(|_| at > 0).map(|lemma| (&comparison.corpus.source(lemma.source).text, lemma.range));
        if let Some(so) = other.and_then(|lemma| restated(own, first.range, lemma)) {
            words.push((format!(" (= {so})"), Role::Dim));
        }
        let mut sources: Vec<SourceId> = places.iter().map(|place| place.source).collect();
        sources.dedup();
        words.push((format!(" {}", sigla(&sources)), Role::Strong));
    }
    words
}

/// A place that differs, as an edition writes it: `lemma ] variant sigla`, `om.` where a source has nothing, and who adds what
/// where the base has nothing.
pub fn variant(place: &Variant) -> Vec<(String, Role)> {
    let mut words: Vec<(String, Role)> = Vec::new();
    let Some((lemma, others)) = place.readings.split_first() else { return words };
    let push = |words: &mut Vec<(String, Role)>, reading: &VariantReading| {
        let text = if reading.words.is_empty() { "om." } else { &reading.words };
        let role = if reading.words.is_empty() { Role::Dim } else { Role::Plain };
        words.push((format!("{} ", shorten(text, READING)), role));
        words.push((sigla(&reading.sources), Role::Strong));
    };
    if lemma.words.is_empty() {
        for (at, reading) in others.iter().enumerate() {
            let gap = if at > 0 { ", " } else { "" };
            words.push((format!("{gap}{}", sigla(&reading.sources)), Role::Strong));
            words.push((format!(" adds {}", shorten(&reading.words, READING)), Role::Plain));
        }
        return words;
    }
    push(&mut words, lemma);
    words.push((if place.same { " = " } else { " ] " }.to_owned(), Role::Faint));
    for (at, reading) in others.iter().enumerate() {
        if at > 0 {
            words.push((", ".to_owned(), Role::Plain));
        }
        push(&mut words, reading);
    }
    words
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
        let texts = [&comparison.corpus.source(a.source).text, &comparison.corpus.source(b.source).text];
        let mut inks = vec![Ink::own(&sure, Role::Faint)];
        for (index, matched) in link.evidence.matches.iter().enumerate() {
            let [left, right] = [texts[0].slice(matched.ranges[0]), texts[1].slice(matched.ranges[1])];
            if index > 0 {
                inks.push(Ink::own(" · ", Role::Faint));
            }
            inks.push(Ink { text: left, role: Role::Common, origin: None });
            if left.to_lowercase() != right.to_lowercase() {
                inks.push(Ink::own(" = ", Role::Faint));
                inks.push(Ink { text: right, role: Role::Common, origin: None });
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
        let block = wrap(&[Ink::own(&said, Role::Plain), Ink::own(&name, Role::Faint)], width);
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
    for source in &model.comparison.corpus.sources {
        let block = model.reading.synopsis.block(model.reading.cursor, source.id);
        let segments = block.map_or(&[][..], |block| &block.segments);
        let words = |boilerplate: bool| -> usize {
            let wanted = if boilerplate { Standing::Boilerplate } else { Standing::Alone };
            let own = segments.iter().filter(|segment| segment.standing == wanted);
            own.map(|segment| source.text.words_in(segment.range).count()).sum()
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
        let block = wrap(&[Ink::own(&said, Role::Dim)], width);
        entries.push(Entry { siglum: source.id.siglum(), source: Some(source.id), block });
    }
    let title = Title { label: "outside of all parallels".to_owned(), ..Title::default() };
    PaneContent { title, entries }
}
