//! The JSON contract: offsets in Unicode code points.

use super::excerpt::Excerpt;
use super::overview;
use super::place::CodePoints;
use super::scope::Part;
use crate::align::{Passage, sequences};
use crate::compare::{Comparison, Discrepancy, Remark};
use crate::source::{PartKind, Source, SourceId};
use crate::text::{TextRange, steers};
use crate::view::{Entry, voice};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

#[derive(Serialize)]
struct Document {
    format: &'static str,
    version: u32,
    sources: Vec<SourceEntry>,
    overview: overview::Entry,
    parallels: Vec<ParallelEntry>,
    runs: Vec<RunEntry>,
    quotations: Vec<QuotationEntry>,
    only_here: Vec<Place>,
    notes: Vec<NoteEntry>,
}

#[derive(Serialize)]
struct SourceEntry {
    id: String,
    path: String,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    date: Option<String>,
    updated: Option<String>,
    url: Option<String>,
    language: Option<&'static str>,
    copy_of: Option<String>,
    text: Option<String>,
    boilerplate: Vec<BoilerplateEntry>,
    parts: Vec<PartEntry>,
}

/// What a source has beside its text; no words where texts are withheld.
#[derive(Serialize)]
struct PartEntry {
    kind: &'static str,
    what: &'static str,
    text: Option<String>,
    at: Option<usize>,
    /// Of a note, where it stands in the text.
    #[serde(flatten)]
    span: Option<Span>,
}

#[derive(Serialize)]
struct BoilerplateEntry {
    #[serde(flatten)]
    span: Span,
    kind: &'static str,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Place {
    source: String,
    #[serde(flatten)]
    span: Span,
}

#[derive(Serialize)]
struct TextPlace {
    #[serde(flatten)]
    place: Place,
    text: String,
}

#[derive(Serialize)]
struct PassageEntry {
    #[serde(flatten)]
    place: TextPlace,
    voice: &'static str,
    speaker: Option<String>,
}

#[derive(Serialize)]
struct ParallelEntry {
    id: usize,
    label: String,
    /// For each source that tells it, which of the parallels that it tells this is, from 1.
    order: BTreeMap<String, usize>,
    relation: &'static str,
    passages: Vec<PassageEntry>,
    /// Where sources that have no passage in it tell it.
    elsewhere: Vec<TextPlace>,
    absent: Vec<String>,
    collation: Vec<Vec<Option<(usize, usize)>>>,
    discrepancies: Vec<DiscrepancyEntry>,
}

#[derive(Serialize)]
struct DiscrepancyEntry {
    kind: &'static str,
    gravity: &'static str,
    confidence: f64,
    readings: Vec<TextPlace>,
}

#[derive(Serialize)]
struct RunEntry {
    a: Place,
    b: Place,
    parallels: Vec<usize>,
}

#[derive(Serialize)]
struct QuotationEntry {
    #[serde(flatten)]
    place: TextPlace,
    speaker: Option<String>,
    parallel: Option<usize>,
}

/// A note, or where it says nothing a bookmark; without a place where its passage was not found again.
#[derive(Serialize)]
struct NoteEntry {
    #[serde(flatten)]
    place: Option<Place>,
    text: String,
    note: String,
}

/// Writes one JSON object.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let comparison = &*excerpt.comparison;
    let pen = Pen { excerpt, comparison, offsets: CodePoints::of(&comparison.corpus) };
    let mut writer = serde_json::Serializer::with_formatter(&mut *out, Harmless);
    pen.document().serialize(&mut writer)?;
    writeln!(out)
}

/// JSON with every character that steers a terminal as an escape, so that the output can be looked at in one. Those below
/// U+0020 are escapes in any JSON.
struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(steers) {
            let plain = part.trim_end_matches(steers);
            out.write_all(plain.as_bytes())?;
            for steering in part.chars().skip(plain.chars().count()) {
                write!(out, "\\u{:04x}", u32::from(steering))?;
            }
        }
        Ok(())
    }
}

struct Pen<'a> {
    excerpt: &'a Excerpt<'a>,
    comparison: &'a Comparison,
    offsets: CodePoints,
}

impl Pen<'_> {
    fn span(&self, place: Passage) -> Span {
        let (start, end) = self.offsets.span(place);
        Span { start, end }
    }

    fn place(&self, passage: Passage) -> Place {
        Place { source: passage.source.siglum(), span: self.span(passage) }
    }

    fn words(&self, place: Passage) -> TextPlace {
        let text = self.comparison.corpus.source(place.source).text.slice(place.range).to_owned();
        TextPlace { place: self.place(place), text }
    }

    /// A place with its text, or where texts are withheld with what is left of it.
    fn text(&self, place: Passage, left: impl FnOnce() -> String) -> TextPlace {
        if self.excerpt.withholds() { TextPlace { place: self.place(place), text: left() } } else { self.words(place) }
    }

    fn reading(&self, place: Passage) -> TextPlace {
        self.text(place, || self.excerpt.differing(place))
    }

    fn document(&self) -> Document {
        let alignment = &self.comparison.alignment;
        Document {
            format: "parallax",
            version: 1,
            sources: self.sources(),
            overview: overview::entry(self.excerpt, &self.offsets),
            parallels: {
                let mut orders = self.orders();
                self.excerpt.entries.iter().map(|entry| self.parallel(entry, &mut orders)).collect()
            },
            runs: alignment.runs.iter().map(|run| self.run(run.passages)).collect(),
            quotations: if self.excerpt.holds(Part::Quotations) { self.quotations() } else { Vec::new() },
            only_here: self.comparison.only_here.iter().map(|&p| self.place(p)).collect(),
            notes: if self.excerpt.holds(Part::Notes) {
                self.excerpt.notes().map(|n| self.note(n)).collect()
            } else {
                Vec::new()
            },
        }
    }

    fn note(&self, note: &Remark) -> NoteEntry {
        let text = match note.place {
            Some(place) => self.text(place, || self.excerpt.words(place)).text,
            None => self.excerpt.noted(note),
        };
        NoteEntry { place: note.place.map(|place| self.place(place)), text, note: note.text.clone() }
    }

    fn run(&self, [a, b]: [Passage; 2]) -> RunEntry {
        let both = self.excerpt.parallels_at(b);
        let inside =
            self.excerpt.parallels_at(a).into_iter().filter(|home| both.contains(home)).map(|home| home + 1).collect();
        RunEntry { a: self.place(a), b: self.place(b), parallels: inside }
    }

    fn sources(&self) -> Vec<SourceEntry> {
        let entry = |source: &Source| SourceEntry {
            id: source.id.siglum(),
            path: source.meta.path.clone(),
            title: source.meta.title.clone(),
            outlet: source.meta.outlet.clone(),
            author: source.meta.author.clone(),
            date: source.meta.date.map(|date| date.to_string()),
            updated: source.meta.updated.map(|date| date.to_string()),
            url: source.meta.url.clone(),
            copy_of: source.copy.map(|copy| copy.of().siglum()),
            language: source.text.language().tag(),
            text: (!self.excerpt.withholds()).then(|| source.text.content().to_owned()),
            boilerplate: source
                .boilerplate
                .iter()
                .map(|part| {
                    let span = self.span(Passage { source: source.id, range: part.range });
                    BoilerplateEntry { span, kind: part.kind.name() }
                })
                .collect(),
            parts: self.parts(source),
        };
        self.excerpt.sources().map(entry).collect()
    }

    fn parts(&self, source: &Source) -> Vec<PartEntry> {
        let mut notes = source.notes.iter();
        let mut stands = |kind| if kind == PartKind::Note { notes.next().map(|note| note.range) } else { None };
        source.parts.iter().map(|part| self.beside(source, part, stands(part.kind))).collect()
    }

    fn beside(&self, source: &Source, part: &crate::source::Part, stands: Option<TextRange>) -> PartEntry {
        let at = part.at.map(|at| TextRange::new(source.text.content(), at, at));
        PartEntry {
            kind: part.kind.group().name(),
            what: part.kind.name(),
            text: (!self.excerpt.withholds()).then(|| part.text.clone()),
            at: at.map(|range| self.span(Passage { source: source.id, range }).start),
            span: stands.map(|range| self.span(Passage { source: source.id, range })),
        }
    }

    /// For each parallel its place in each source: by where the source tells it first.
    fn orders(&self) -> Vec<BTreeMap<String, usize>> {
        let parallels = &self.comparison.alignment.parallels;
        let passages: Vec<&[Passage]> = parallels.iter().map(|parallel| parallel.passages.as_slice()).collect();
        let mut found = vec![BTreeMap::new(); parallels.len()];
        for (sequence, number) in sequences(&passages, self.comparison.corpus.sources.len()).iter().zip(0u16..) {
            for (place, &(_, parallel)) in (1..).zip(sequence) {
                found[parallel].insert(SourceId(number).siglum(), place);
            }
        }
        found
    }

    fn parallel(&self, entry: &Entry, orders: &mut [BTreeMap<String, usize>]) -> ParallelEntry {
        let index = entry.parallel;
        let passages = &self.comparison.alignment.parallels[index].passages;
        let columns = self.comparison.collations[index].columns.iter().map(|column| {
            let cell = |(cell, passage): (&Option<TextRange>, &Passage)| {
                cell.map(|range| self.offsets.span(Passage { range, ..*passage }))
            };
            column.iter().zip(passages).map(cell).collect()
        });
        let passage = |(row, &passage): (usize, &Passage)| {
            let (voice, speaker) = voice(self.comparison, passage);
            let place = self.text(passage, || self.excerpt.passage(index, row));
            PassageEntry { place, voice: voice.name(), speaker }
        };
        let discrepancy = |one: &Discrepancy| DiscrepancyEntry {
            kind: one.kind.name(),
            gravity: one.kind.gravity().name(),
            confidence: (f64::from(one.confidence) * 100.0).round() / 100.0,
            readings: one.readings.iter().map(|reading| self.reading(reading.place)).collect(),
        };
        ParallelEntry {
            id: index + 1,
            absent: self.excerpt.absent(entry).into_iter().map(SourceId::siglum).collect(),
            label: entry.label.clone(),
            order: std::mem::take(&mut orders[index]),
            relation: entry.relation.name(),
            passages: passages.iter().enumerate().map(passage).collect(),
            elsewhere: self.elsewhere(index),
            collation: columns.collect(),
            discrepancies: self.comparison.discrepancies[index].iter().map(discrepancy).collect(),
        }
    }

    /// What the sources shown tell of a parallel elsewhere.
    fn elsewhere(&self, parallel: usize) -> Vec<TextPlace> {
        let places = self.comparison.alignment.elsewhere(parallel).into_iter();
        let shown = places.filter(|place| self.excerpt.shows(place.source));
        shown.map(|place| self.text(place, || self.excerpt.words(place))).collect()
    }

    /// The quotations by source and place, each with the first parallel in which it stands.
    fn quotations(&self) -> Vec<QuotationEntry> {
        let utterances = self.excerpt.utterances();
        let mut places: Vec<(Passage, Option<String>)> = utterances
            .into_iter()
            .flat_map(|utterance| utterance.wordings)
            .map(|wording| (wording.place, wording.speaker))
            .collect();
        places.sort_by_key(|(place, _)| *place);
        let entry = |(place, speaker): (Passage, Option<String>)| {
            let parallel = self.excerpt.parallels_at(place).first().map(|home| home + 1);
            QuotationEntry { place: self.text(place, || self.excerpt.words(place)), speaker, parallel }
        };
        places.into_iter().map(entry).collect()
    }
}
