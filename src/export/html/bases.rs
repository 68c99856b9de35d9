//! What the script needs to read the page against another base: for each base how the sources stand side by side and the marks of
//! every passage, as the view has them, so that it shows what a page would have that was written for that base.
//!
//! The texts are in it once, and everything else counts their UTF-16 units, as scripts do. A long page has them in its markup.

use super::super::markup::{noncharacter, writable};
use super::super::place::POINTER;
use super::super::wording::whole;
use super::Page;
use super::grid::{GridRow, grid};
use crate::align::Passage;
use crate::compare::DiscrepancyKind;
use crate::source::{Corpus, SourceId};
use crate::text::TextRange;
use crate::view::{Mark, Piece, Segment, Standing, Step, Synopsis, base_passage, revision, synopsis};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Bytes that the rows of all bases take at most: where they are more, the page can be read against its own base only.
const MOST: usize = 512 * 1024;
/// Bytes that the marks of a long page take at most for one base: where they are more, passages that share little with the base
/// have none.
const MOST_LONG_MARKS: usize = 256 * 1024;

#[derive(Serialize)]
struct Bases {
    /// The base that the page was written for.
    base: String,
    /// What a page is called that is read against a source.
    titles: BTreeMap<String, String>,
    /// The languages of sources that are not the page's.
    languages: BTreeMap<String, &'static str>,
    /// Of a page that is not long, the texts.
    texts: BTreeMap<String, String>,
    /// For each parallel shown its passages: source, where it begins in its text, how long it is (`A.2s.1f`).
    passages: BTreeMap<usize, String>,
    /// For each base its rows.
    rows: BTreeMap<String, Vec<Written>>,
}

/// A row: its number (0 for what stands before all parallels), the columns of its heading, then for each source that has text its
/// letter, the rows over which that runs, and its segments: `7|0|5|A 1 p2s.7.0:c,-1|B 2 …`. And who tells it elsewhere: who, in
/// which row, and with which words that begins, if it is not said again.
type Written = (String, Vec<(String, usize, Option<String>)>);

/// How many UTF-16 units stand before each byte of the sources' texts, as they are shown.
struct Units(Vec<Vec<u32>>);

impl Units {
    fn of(corpus: &Corpus) -> Self {
        let table = |text: &str| {
            let (mut table, mut count) = (vec![0; text.len() + 1], 0);
            for (at, c) in text.char_indices() {
                table[at..at + c.len_utf8()].fill(count);
                // What stands in for another character is one unit.
                count += if noncharacter(c) { 1 } else { c.len_utf16() as u32 };
            }
            table[text.len()] = count;
            table
        };
        Self(corpus.sources.iter().map(|source| table(source.text.content())).collect())
    }

    fn before(&self, source: SourceId, byte: usize) -> usize {
        self.0[source.index()][byte] as usize
    }

    fn of_range(&self, source: SourceId, range: TextRange) -> usize {
        self.before(source, range.end()) - self.before(source, range.start())
    }
}

impl Page<'_> {
    /// The script's data. Where texts are withheld, or only some of their words belong to the page, there is nothing in it.
    pub(super) fn bases(&mut self) {
        let units = Units::of(&self.comparison.corpus);
        let rows = if self.excerpt.is_whole() { self.rows(&units) } else { BTreeMap::new() };
        let sources = || self.excerpt.sources().filter(|_| !rows.is_empty());
        let foreign = sources().filter_map(|source| {
            let language = source.text.language().tag().unwrap_or("und");
            (language != super::LANGUAGE).then(|| (source.id.siglum(), language))
        });
        let titles = sources().map(|source| (source.id.siglum(), self.excerpt.title_of(source.id)));
        let texts = sources().filter(|_| !self.long);
        let texts = texts.map(|source| (source.id.siglum(), writable(source.text.content())));
        let entries = self.excerpt.entries.iter().filter(|_| !rows.is_empty());
        let passages = entries.map(|entry| (entry.parallel + 1, self.passages(entry.parallel, &units)));
        let bases = Bases {
            base: self.base.siglum(),
            titles: titles.collect(),
            languages: foreign.collect(),
            texts: texts.collect(),
            passages: passages.collect(),
            rows,
        };
        // serde_json leaves only < to be made harmless: a script element ends at nothing else.
        let data = serde_json::to_string(&bases).unwrap_or_default();
        self.markup.raw("<script type=\"application/json\" id=\"bases\">");
        self.markup.data(&data);
        self.markup.raw("</script>\n");
    }

    fn passages(&self, parallel: usize, units: &Units) -> String {
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let written = |passage: &Passage| {
            let start = units.before(passage.source, passage.range.start());
            let length = units.of_range(passage.source, passage.range);
            format!("{}.{}.{}", passage.source.siglum(), digits(start), digits(length))
        };
        passages.iter().map(written).collect::<Vec<_>>().join(" ")
    }

    /// The rows for each base, if all are few enough; else those for the page's own, which only a long page needs.
    fn rows(&self, units: &Units) -> BTreeMap<String, Vec<Written>> {
        let size = |rows: &[Written]| rows.iter().map(|(row, _)| row.len()).sum::<usize>();
        let own = self.rows_for(self.base, units);
        let mut all = size(&own);
        let mut found = BTreeMap::from([(self.base.siglum(), own)]);
        let sources: Vec<SourceId> = self.excerpt.sources().map(|source| source.id).collect();
        let mut many = all * sources.len() > MOST;
        for &source in sources.iter().filter(|source| **source != self.base) {
            if many {
                break;
            }
            let rows = self.rows_for(source, units);
            all += size(&rows);
            many = all > MOST;
            found.insert(source.siglum(), rows);
        }
        if many {
            found.retain(|siglum, _| self.long && *siglum == self.base.siglum());
        }
        found
    }

    fn rows_for(&self, base: SourceId, units: &Units) -> Vec<Written> {
        let synopsis = synopsis(self.comparison, base);
        let grid = grid(self.excerpt, &synopsis);
        let mut writer = Writer { page: self, units, base, shared: true };
        let mut written = writer.rows(&synopsis, &grid);
        let marks = |written: &[Written]| written.iter().map(|(row, _)| row.len()).sum::<usize>();
        if self.long && marks(&written) > MOST_LONG_MARKS {
            writer.shared = false;
            written = writer.rows(&synopsis, &grid);
        }
        written
    }
}

/// What writes the rows for a base.
struct Writer<'p, 'a> {
    page: &'p Page<'a>,
    units: &'p Units,
    base: SourceId,
    /// Passages that share little with the base have the words marked that they share.
    shared: bool,
}

impl Writer<'_, '_> {
    fn rows(&self, synopsis: &Synopsis, grid: &[GridRow]) -> Vec<Written> {
        grid.iter().map(|row| self.row(synopsis, row)).collect()
    }

    fn row(&self, synopsis: &Synopsis, row: &GridRow) -> Written {
        let [first, end] = row.head;
        let mut written = format!("{}|{first}|{end}", row.row.parallel.map_or(0, |parallel| parallel + 1));
        for cell in &row.cells {
            let Some(block) = row.row.block(cell.source) else { continue };
            let segments: Vec<String> =
                block.segments.iter().map(|segment| self.segment(cell.source, segment)).collect();
            let _ = write!(written, "|{} {} {}", cell.source.siglum(), cell.span, segments.join(","));
        }
        let mut pointers = Vec::new();
        for block in row.row.blocks.iter().filter(|block| self.page.excerpt.shows(block.source)) {
            for pointer in &block.pointers {
                let home = synopsis.rows.get(pointer.row).and_then(|row| row.parallel).map_or(0, |home| home + 1);
                // A long page says where, and no words.
                let words = || {
                    let words = pointer.words(self.page.comparison, POINTER);
                    if self.page.long { String::new() } else { writable(&words) }
                };
                pointers.push((block.source.siglum(), home, (!pointer.again).then(words)));
            }
        }
        (written, pointers)
    }

    /// `-1` between, `a2s` told alone, `b1f` boilerplate; `p2s.7.0:steps` the first passage of parallel 7 or a part of it, `q`
    /// where it is said again. Lengths are to the base of 36.
    fn segment(&self, source: SourceId, segment: &Segment) -> String {
        let length = digits(self.units.of_range(source, segment.range));
        match segment.standing {
            Standing::Between => format!("-{length}"),
            Standing::Alone => format!("a{length}"),
            Standing::Boilerplate => format!("b{length}"),
            Standing::Level(parallel, row) | Standing::Crossing(parallel, row) => {
                let kind = if segment.again { 'q' } else { 'p' };
                let steps = self.steps(source, segment, (parallel, row));
                format!("{kind}{length}.{}.{row}:{steps}", parallel + 1)
            }
        }
    }

    /// Steps and their lengths in units: small letters, a number to the base of 26, for plain words; `S12` shared, `V` varied, `A`
    /// added, `G` to `O` a discrepancy of a kind; `X3.-2` three units of the base passage that are omitted here, two before where
    /// the steps until now lead in it. Plain words at the end are left out.
    fn steps(&self, source: SourceId, segment: &Segment, (parallel, row): (usize, usize)) -> String {
        let comparison = self.page.comparison;
        let passages = &comparison.alignment.parallels[parallel].passages;
        let theirs = passages[base_passage(comparison, parallel, self.base)];
        let steps = if passages[row].range == segment.range {
            revision(comparison, parallel, row, self.base)
        } else {
            segment.pieces(comparison, source, self.base).into_iter().map(Step::Own).collect()
        };
        let (mut written, mut plain, mut at) = (String::new(), 0, 0);
        for step in whole(steps) {
            if let Step::Own(Piece { range, mark: Mark::Plain, discrepancy: None, .. }) = step {
                plain += self.units.of_range(source, range);
                continue;
            }
            if plain > 0 {
                written.push_str(&letters(plain));
                at += plain;
                plain = 0;
            }
            let _ = match step {
                Step::Omitted(place) => {
                    let length = self.units.of_range(place.source, place.range);
                    let start = self.units.before(place.source, place.range.start())
                        - self.units.before(theirs.source, theirs.range.start());
                    let from = start as i64 - at as i64;
                    at = start + length;
                    if from == 0 { write!(written, "X{length}") } else { write!(written, "X{length}.{from}") }
                }
                Step::Own(piece) => write!(written, "{}{}", letter(&piece), self.units.of_range(source, piece.range)),
            };
        }
        if !self.shared && written.contains('S') { String::new() } else { written }
    }
}

/// A number to the base of 36, in small letters.
fn digits(number: usize) -> String {
    let (mut rest, mut written) = (number, Vec::new());
    loop {
        written.push(char::from_digit((rest % 36) as u32, 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            return written.iter().rev().collect();
        }
    }
}

/// A number to the base of 26, in small letters.
fn letters(number: usize) -> String {
    let (mut rest, mut written) = (number, Vec::new());
    while rest > 0 {
        written.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    written.iter().rev().collect()
}

/// The letter of a step.
fn letter(piece: &Piece) -> &'static str {
    match (piece.discrepancy, piece.mark) {
        (Some(kind), _) => kind_letter(kind),
        (None, Mark::Plain | Mark::Shared) => "S",
        (None, Mark::Varied) => "V",
        (None, Mark::Added) => "A",
    }
}

/// The letter of a kind, by its place in the script's list.
fn kind_letter(kind: DiscrepancyKind) -> &'static str {
    match kind {
        DiscrepancyKind::Number => "G",
        DiscrepancyKind::Date => "H",
        DiscrepancyKind::Negation => "I",
        DiscrepancyKind::Status => "J",
        DiscrepancyKind::Attribution => "K",
        DiscrepancyKind::Quote => "L",
        DiscrepancyKind::Epithet => "M",
        DiscrepancyKind::Hedge => "N",
        DiscrepancyKind::Name => "O",
    }
}
