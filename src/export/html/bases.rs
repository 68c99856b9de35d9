//! What the script needs to read the page against another base: the order of the parallels and the marks of every passage
//! for every base, as the view has them. The script decides nothing.

use super::super::wording::whole;
use super::Page;
use crate::compare::DiscrepancyKind;
use crate::source::SourceId;
use crate::text::{TextRange, visible};
use crate::view::{Entry, Mark, Step, base_passage, levels, revision};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Bytes of marks that a page carries at most. Where there are more, switching the base changes the order and not the marks,
/// and the script says so; half a megabyte is little beside what many long sources weigh themselves.
const MOST_MARKS: usize = 512 * 1024;
/// Bytes that the marks of one passage against one base take beside their steps.
const FRAME: usize = 16;

#[derive(Serialize)]
struct Bases {
    /// The base that the page was written for.
    base: String,
    /// For each source: the parallels in its order, by number.
    order: BTreeMap<String, Vec<usize>>,
    /// For each parallel, by number: which passage is read as the base for which source; the first for those not named.
    rows: BTreeMap<usize, BTreeMap<String, usize>>,
    /// For each passage (`7.2`: the third of parallel 7) and each row that can be its base: its steps. Empty where too much.
    marks: BTreeMap<String, BTreeMap<usize, String>>,
}

impl Page<'_> {
    pub(super) fn bases(&mut self) {
        let sources: Vec<SourceId> = self.excerpt.sources().map(|source| source.id).collect();
        let order = |source: SourceId| -> Vec<usize> {
            levels(self.comparison, source).iter().filter_map(|level| Some(level.parallel? + 1)).collect()
        };
        let order = sources.iter().map(|&source| (source.siglum(), order(source))).collect();
        let rows = self.excerpt.entries.iter().map(|entry| (entry.parallel + 1, self.base_rows(entry))).collect();
        let bases = Bases { base: self.base.siglum(), order, rows, marks: self.marks() };
        // serde_json leaves only < to be made harmless: a script element ends at nothing else.
        let data = serde_json::to_string(&bases).unwrap_or_default();
        self.markup.raw("<script type=\"application/json\" id=\"bases\">");
        self.markup.data(&data);
        self.markup.raw("</script>\n");
    }

    fn base_rows(&self, entry: &Entry) -> BTreeMap<String, usize> {
        let row = |source: SourceId| base_passage(self.comparison, entry.parallel, source);
        self.excerpt.told(entry).into_iter().map(|source| (source.siglum(), row(source))).collect()
    }

    fn marks(&self) -> BTreeMap<String, BTreeMap<usize, String>> {
        let mut found = BTreeMap::new();
        let mut size = 0;
        // Marks count the words of the texts.
        if self.excerpt.withholds() {
            return found;
        }
        for parallel in self.excerpt.counted(self.excerpt.entries.iter().map(|entry| entry.parallel)) {
            let passages = &self.comparison.alignment.parallels[parallel].passages;
            let sources: BTreeSet<SourceId> = passages.iter().map(|p| p.source).collect();
            let base_row = |&source: &SourceId| (base_passage(self.comparison, parallel, source), source);
            let bases: BTreeMap<usize, SourceId> = sources.iter().map(base_row).collect();
            size += FRAME * passages.len() * bases.len();
            for row in 0..passages.len() {
                if size > MOST_MARKS {
                    return BTreeMap::new();
                }
                let steps = |(&base_row, &source)| (base_row, self.steps(parallel, row, source));
                let steps: BTreeMap<usize, String> = bases.iter().map(steps).collect();
                size += steps.values().map(String::len).sum::<usize>();
                found.insert(format!("{}.{row}", parallel + 1), steps);
            }
        }
        found
    }

    /// Steps as letters and lengths in UTF-16 units: `P12` plain, `S` shared, `V` varied, `A` added, `D0.5` five units of a
    /// discrepancy of the first kind, `O14.3` three units of the base passage from its 14th on, omitted here.
    fn steps(&self, parallel: usize, row: usize, base: SourceId) -> String {
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let base_passage = passages[base_passage(self.comparison, parallel, base)];
        let units = |source: SourceId, range: TextRange| {
            visible(self.comparison.corpus.source(source).text.slice(range)).encode_utf16().count()
        };
        let mut written = String::new();
        for step in whole(revision(self.comparison, parallel, row, base)) {
            let _ = match step {
                Step::Omitted(place) => {
                    let content = self.comparison.corpus.source(base).text.content();
                    let before = TextRange::new(content, base_passage.range.start(), place.range.start());
                    write!(written, "O{}.{}", units(base, before), units(base, place.range))
                }
                Step::Own(piece) => {
                    let length = units(passages[row].source, piece.range);
                    match (piece.discrepancy, piece.mark) {
                        (Some(kind), _) => write!(written, "D{}.{length}", kind_number(kind)),
                        (None, Mark::Plain) => write!(written, "P{length}"),
                        (None, Mark::Shared) => write!(written, "S{length}"),
                        (None, Mark::Varied) => write!(written, "V{length}"),
                        (None, Mark::Added) => write!(written, "A{length}"),
                    }
                }
            };
        }
        written
    }
}

/// The number of a kind in the script's list.
fn kind_number(kind: DiscrepancyKind) -> usize {
    match kind {
        DiscrepancyKind::Number => 0,
        DiscrepancyKind::Date => 1,
        DiscrepancyKind::Name => 2,
        DiscrepancyKind::Negation => 3,
        DiscrepancyKind::Attribution => 4,
        DiscrepancyKind::Epithet => 5,
        DiscrepancyKind::Hedge => 6,
    }
}
