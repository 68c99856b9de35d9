//! Tables for spreadsheets and programs: RFC 4180, UTF-8, one header line.

use super::excerpt::Excerpt;
use super::place::CodePoints;
use crate::align::Passage;
use crate::source::{Source, SourceId};
use crate::text::visible_line;
use crate::view::{Entry, Wording, matrix};
use std::io;

/// A table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// A line a parallel, a column a source, in the cells its words.
    Parallels,
    /// A line a reading.
    Discrepancies,
    /// A line a wording.
    Quotations,
    /// A line a link.
    Links,
    /// A line a parallel, a column a source, in the cells 1 where it tells it and 0 where not.
    Matrix,
    /// A line and a column a source: which share of the words of the one the other tells, too.
    Closeness,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 6] =
        [Self::Parallels, Self::Discrepancies, Self::Quotations, Self::Links, Self::Matrix, Self::Closeness];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parallels => "parallels",
            Self::Discrepancies => "discrepancies",
            Self::Quotations => "quotations",
            Self::Links => "links",
            Self::Matrix => "matrix",
            Self::Closeness => "closeness",
        }
    }
}

/// Writes a table.
pub fn write(excerpt: &Excerpt, table: Table, out: &mut dyn io::Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out);
    let offsets = CodePoints::of(&excerpt.comparison.corpus);
    match table {
        Table::Parallels => parallels(excerpt, &mut sheet, |entry, source| told(excerpt, entry.parallel, source))?,
        Table::Discrepancies => discrepancies(excerpt, &offsets, &mut sheet)?,
        Table::Quotations => quotations(excerpt, &offsets, &mut sheet)?,
        Table::Links => links(excerpt, &offsets, &mut sheet)?,
        Table::Matrix => parallels(excerpt, &mut sheet, |entry, source| {
            u8::from(entry.told.get(source.index()) == Some(&true)).to_string()
        })?,
        Table::Closeness => closeness(excerpt, &mut sheet)?,
    }
    sheet.writer.flush()
}

/// Where lines of cells go.
struct Sheet<'a> {
    writer: csv::Writer<&'a mut dyn io::Write>,
}

impl<'a> Sheet<'a> {
    fn new(out: &'a mut dyn io::Write) -> Self {
        Self { writer: csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out) }
    }

    fn line(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        let cells: Vec<String> = cells.into_iter().map(|cell| harmless(&cell)).collect();
        self.writer.write_record(cells).map_err(io::Error::other)
    }

    fn head(&mut self, names: &[&str]) -> io::Result<()> {
        self.line(names.iter().map(|name| (*name).to_owned()))
    }
}

/// A cell that a spreadsheet takes for text: one line, nothing that steers, and an apostrophe before what would be a formula
/// (by the OWASP's list, of which tabs and returns are no more in one line, and the wide forms that East Asian versions take
/// for the same).
fn harmless(cell: &str) -> String {
    let cell = visible_line(cell);
    let formula = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell.into_owned() }
}

fn parallels(excerpt: &Excerpt, sheet: &mut Sheet, cell: impl Fn(&Entry, SourceId) -> String) -> io::Result<()> {
    let head = ["parallel", "label", "relation", "discrepancies"].map(str::to_owned);
    sheet.line(head.into_iter().chain(excerpt.sources().map(|source| column(excerpt, source))))?;
    for entry in &excerpt.entries {
        let kinds: Vec<&str> = entry.discrepancies.iter().map(|kind| kind.name()).collect();
        let lead = [number(entry.parallel), entry.label.clone(), entry.relation.name().to_owned(), kinds.join(" ")];
        sheet.line(lead.into_iter().chain(excerpt.sources().map(|source| cell(entry, source.id))))?;
    }
    Ok(())
}

/// The head of a source's column.
fn column(excerpt: &Excerpt, source: &Source) -> String {
    format!("{}: {}", source.id.siglum(), excerpt.name(source))
}

fn closeness(excerpt: &Excerpt, sheet: &mut Sheet) -> io::Result<()> {
    let figures = matrix(&excerpt.comparison);
    sheet.line(
        ["of the words of".to_owned()].into_iter().chain(excerpt.sources().map(|source| column(excerpt, source))),
    )?;
    for source in excerpt.sources() {
        let row = figures.get(source.id.index()).map(Vec::as_slice).unwrap_or_default();
        let share = |other: &Source| match row.get(other.id.index()) {
            Some(close) if other.id != source.id => format!("{:.3}", close.share()),
            _ => String::new(),
        };
        sheet.line([column(excerpt, source)].into_iter().chain(excerpt.sources().map(share)))?;
    }
    Ok(())
}

/// What a source tells of a parallel; nothing where it does not tell it.
fn told(excerpt: &Excerpt, parallel: usize, source: SourceId) -> String {
    let rows = excerpt.comparison.alignment.parallels[parallel].passages.iter().enumerate();
    let words = rows.filter(|(_, passage)| passage.source == source).map(|(row, _)| excerpt.passage(parallel, row));
    let mut words: Vec<String> = words.collect();
    // What is withheld has the sign of a gap already.
    words.dedup();
    words.join(if excerpt.withholds() { " " } else { " … " })
}

fn number(index: usize) -> String {
    (index + 1).to_string()
}

/// The columns of a place, and its cells.
const PLACE: [&str; 4] = ["source", "line", "start", "end"];

fn place(excerpt: &Excerpt, offsets: &CodePoints, place: Passage) -> [String; 4] {
    let (start, end) = offsets.span(place);
    let line = excerpt.line(place);
    [place.source.siglum(), line.to_string(), start.to_string(), end.to_string()]
}

fn discrepancies(excerpt: &Excerpt, offsets: &CodePoints, sheet: &mut Sheet) -> io::Result<()> {
    sheet.head(&[&["discrepancy", "kind", "parallel", "words"], PLACE.as_slice()].concat())?;
    for (index, found) in excerpt.discrepancies().iter().enumerate() {
        for &reading in found.readings.iter().flatten() {
            let words = excerpt.differing(reading);
            let lead = [number(index), found.kind.name().to_owned(), number(found.parallel), words];
            sheet.line(lead.into_iter().chain(place(excerpt, offsets, reading)))?;
        }
    }
    Ok(())
}

fn quotations(excerpt: &Excerpt, offsets: &CodePoints, sheet: &mut Sheet) -> io::Result<()> {
    sheet.head(&[&["utterance", "speaker", "cue", "parallels", "words"], PLACE.as_slice()].concat())?;
    for (index, utterance) in excerpt.utterances().iter().enumerate() {
        let parallels: Vec<String> = utterance.parallels.iter().map(|&parallel| number(parallel)).collect();
        for Wording { place: at, speaker, cue } in &utterance.wordings {
            let cue = cue.map(|cue| excerpt.words(Passage { range: cue, ..*at })).unwrap_or_default();
            let speaker = speaker.clone().unwrap_or_default();
            let lead = [number(index), speaker, cue, parallels.join(" "), excerpt.words(*at)];
            sheet.line(lead.into_iter().chain(place(excerpt, offsets, *at)))?;
        }
    }
    Ok(())
}

fn links(excerpt: &Excerpt, offsets: &CodePoints, sheet: &mut Sheet) -> io::Result<()> {
    let ends = ["a", "b"].map(|end| PLACE.iter().copied().chain(["words"]).map(move |name| format!("{name}_{end}")));
    let head = ["parallel", "relation", "score"].map(str::to_owned);
    sheet.line(head.into_iter().chain(ends.into_iter().flatten()))?;
    let alignment = &excerpt.comparison.alignment;
    for (parallel, group) in alignment.parallels.iter().enumerate() {
        for link in group.links.iter().map(|&link| &alignment.links[link]) {
            let lead = [number(parallel), link.relation.name().to_owned(), format!("{:.3}", link.evidence.score)];
            let end = |&end: &Passage| place(excerpt, offsets, end).into_iter().chain([excerpt.words(end)]);
            sheet.line(lead.into_iter().chain(link.passages.iter().flat_map(end)))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "␉=1"),
            ("\r=1", "␍=1"),
            ("＝1", "'＝1"),
            ("two words", "two words"),
            ("10 - 2 = 8", "10 - 2 = 8"),
        ];
        for (cell, expected) in cases {
            assert_eq!(harmless(cell), expected);
        }
    }
}
