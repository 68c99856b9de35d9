//! The JSON contract: offsets in Unicode code points.

use crate::align::{Parallel, Passage, Relation};
use crate::compare::Comparison;
use crate::text::{TextRange, steers};
use crate::view::{label, voice};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Document {
    format: &'static str,
    version: u32,
    sources: Vec<SourceEntry>,
    parallels: Vec<ParallelEntry>,
    runs: Vec<RunEntry>,
    quotations: Vec<QuotationEntry>,
    only_here: Vec<Place>,
}

#[derive(Serialize)]
struct SourceEntry {
    id: String,
    path: String,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    date: Option<String>,
    language: Option<&'static str>,
    text: String,
    boilerplate: Vec<Span>,
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
    relation: &'static str,
    passages: Vec<PassageEntry>,
    absent: Vec<String>,
    collation: Vec<Vec<Option<(usize, usize)>>>,
    discrepancies: Vec<DiscrepancyEntry>,
}

#[derive(Serialize)]
struct DiscrepancyEntry {
    kind: &'static str,
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

/// Writes the comparison as one JSON object.
pub fn write(comparison: &Comparison, out: &mut dyn io::Write) -> io::Result<()> {
    let offsets: Vec<Vec<u32>> = comparison.corpus.sources.iter().map(|s| code_points(s.text.content())).collect();
    let pen = Pen { comparison, offsets };
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

/// For each byte offset, the number of code points before it.
fn code_points(text: &str) -> Vec<u32> {
    let mut table = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        table[at..at + c.len_utf8()].fill(count);
        count += 1;
    }
    table[text.len()] = count;
    table
}

struct Pen<'a> {
    comparison: &'a Comparison,
    offsets: Vec<Vec<u32>>,
}

impl Pen<'_> {
    fn span(&self, source: usize, range: TextRange) -> Span {
        let table = &self.offsets[source];
        Span { start: table[range.start()] as usize, end: table[range.end()] as usize }
    }

    fn place(&self, passage: Passage) -> Place {
        Place { source: passage.source.siglum(), span: self.span(passage.source.index(), passage.range) }
    }

    fn text(&self, passage: Passage) -> TextPlace {
        let text = self.comparison.corpus.source(passage.source).text.slice(passage.range).to_owned();
        TextPlace { place: self.place(passage), text }
    }

    fn document(&self) -> Document {
        let alignment = &self.comparison.alignment;
        Document {
            format: "parallax",
            version: 1,
            sources: self.sources(),
            parallels: (0..alignment.parallels.len()).map(|index| self.parallel(index)).collect(),
            runs: alignment.runs.iter().map(|run| self.run(run.passages)).collect(),
            quotations: self.quotations(),
            only_here: self.comparison.only_here.iter().map(|&p| self.place(p)).collect(),
        }
    }

    fn run(&self, [a, b]: [Passage; 2]) -> RunEntry {
        let stands = |p: &Parallel, side: Passage| {
            p.passages.iter().any(|own| own.source == side.source && own.range.overlaps(side.range))
        };
        let parallels = self.comparison.alignment.parallels.iter().zip(1..);
        let inside = parallels.filter(|(p, _)| stands(p, a) && stands(p, b)).map(|(_, number)| number).collect();
        RunEntry { a: self.place(a), b: self.place(b), parallels: inside }
    }

    fn sources(&self) -> Vec<SourceEntry> {
        let entry = |source: &crate::source::Source| SourceEntry {
            id: source.id.siglum(),
            path: source.meta.path.clone(),
            title: source.meta.title.clone(),
            outlet: source.meta.outlet.clone(),
            author: source.meta.author.clone(),
            date: source.meta.date.map(|date| date.to_string()),
            language: source.text.language().tag(),
            text: source.text.content().to_owned(),
            boilerplate: source.boilerplate.iter().map(|b| self.span(source.id.index(), b.range)).collect(),
        };
        self.comparison.corpus.sources.iter().map(entry).collect()
    }

    fn parallel(&self, index: usize) -> ParallelEntry {
        let parallel = &self.comparison.alignment.parallels[index];
        let columns = self.comparison.collations[index].columns.iter().map(|column| {
            let cell = |(row, cell): (usize, &Option<TextRange>)| {
                cell.map(|range| self.span(parallel.passages[row].source.index(), range)).map(|s| (s.start, s.end))
            };
            column.iter().enumerate().map(cell).collect()
        });
        ParallelEntry {
            id: index + 1,
            label: label(self.comparison, index),
            relation: self.relation(index),
            passages: parallel
                .passages
                .iter()
                .map(|&p| {
                    let (voice, speaker) = voice(self.comparison, p);
                    PassageEntry { place: self.text(p), voice: voice.name(), speaker }
                })
                .collect(),
            absent: self.comparison.absent(index).into_iter().map(|id| id.siglum()).collect(),
            collation: columns.collect(),
            discrepancies: self.comparison.discrepancies[index]
                .iter()
                .map(|d| DiscrepancyEntry {
                    kind: d.kind.name(),
                    readings: d.readings.iter().map(|r| self.text(r.place)).collect(),
                })
                .collect(),
        }
    }

    fn relation(&self, index: usize) -> &'static str {
        let links = &self.comparison.alignment.links;
        let loosest = self.comparison.alignment.parallels[index].links.iter().map(|&l| links[l].relation).max();
        loosest.unwrap_or(Relation::Paraphrase).name()
    }

    fn quotations(&self) -> Vec<QuotationEntry> {
        let sources = self.comparison.corpus.sources.iter();
        sources
            .flat_map(|source| {
                source.text.quotations().iter().map(|quotation| {
                    let place = Passage { source: source.id, range: quotation.range };
                    let holds = |p: &Passage| p.source == source.id && p.range.overlaps(quotation.range);
                    let parallels = &self.comparison.alignment.parallels;
                    let parallel = parallels.iter().position(|p| p.passages.iter().any(holds)).map(|i| i + 1);
                    QuotationEntry { place: self.text(place), speaker: quotation.speaker.clone(), parallel }
                })
            })
            .collect()
    }
}
