//! What the script needs to read the page against another base: the order in which each source tells the parallels, and the
//! marks of every passage for every base, as the view has them. Of a long page it is what the page does not say in its markup,
//! with the marks for one base.

use super::super::wording::whole;
use super::Page;
use crate::align::{Passage, sequences};
use crate::compare::DiscrepancyKind;
use crate::source::SourceId;
use crate::text::{TextRange, visible};
use crate::view::{Mark, Piece, Step, base_passage, levels, revision};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Bytes of marks that a page carries at most. Where there are more, switching the base changes the order and not the marks,
/// and the script says so.
const MOST_MARKS: usize = 512 * 1024;
/// The same of a long page, which has marks for one base only.
const MOST_LONG_MARKS: usize = 256 * 1024;
/// Bytes that the marks of one passage against one base take beside their steps.
const FRAME: usize = 16;

#[derive(Serialize)]
struct Bases {
    /// The base that the page was written for.
    base: String,
    /// For each source: the numbers of the parallels that it tells, in its order, each as what it is more than the one before.
    order: BTreeMap<String, Vec<i64>>,
    /// For each of these how much its first passage there weighs where not all can be level: its bytes.
    weights: BTreeMap<String, Vec<usize>>,
    /// For each passage (`7.2`: the third of parallel 7) and each row that can be its base: its steps. Empty where too much.
    marks: BTreeMap<String, BTreeMap<usize, String>>,
    /// Of a long page, for each parallel in the page's order: its [`Field`].
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<String>>,
}

/// What a long page does not say of a parallel in its markup.
#[derive(Default)]
pub(super) struct Field {
    /// The row whose words are its label.
    pub label: usize,
    /// The line of each passage that is written in it.
    pub lines: Vec<usize>,
    /// For each passage that is written elsewhere: which it is of its source there, and where in it, if it is a part.
    pub parts: Vec<(usize, Option<(usize, usize)>)>,
    /// The steps of each passage.
    pub steps: Vec<String>,
}

impl Field {
    /// Where there are too many marks, those in passages that share little with the base are left out.
    pub(super) fn fitting(mut fields: Vec<Self>) -> Vec<Self> {
        let steps = fields.iter().flat_map(|field| &field.steps);
        if steps.map(|steps| steps.len() + 1).sum::<usize>() > MOST_LONG_MARKS {
            let all = fields.iter_mut().flat_map(|field| &mut field.steps);
            all.filter(|steps| steps.contains('S')).for_each(String::clear);
        }
        fields
    }

    /// Whether a passage has the words marked that it shares.
    pub(super) fn shows_what_is_shared(&self) -> bool {
        self.steps.iter().any(|steps| steps.contains('S'))
    }

    /// Four lists with semicolons between them, numbers to the base of 36; what is as it mostly is, is left out.
    fn written(&self) -> String {
        let short = |number: usize| if number == 0 { String::new() } else { digits(number) };
        let part = |&(nth, part): &(usize, Option<(usize, usize)>)| match part {
            Some((start, length)) => format!("{}.{}.{}", short(nth), short(start), digits(length)),
            None => short(nth),
        };
        let lists = [
            short(self.label),
            self.lines.iter().copied().map(digits).collect::<Vec<_>>().join(","),
            self.parts.iter().map(part).collect::<Vec<_>>().join(",").trim_end_matches(',').to_owned(),
            self.steps.join(",").trim_end_matches(',').to_owned(),
        ];
        lists.join(";").trim_end_matches(';').to_owned()
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

impl Page<'_> {
    pub(super) fn bases(&mut self) {
        let sources: Vec<SourceId> = self.excerpt.sources().map(|source| source.id).collect();
        let order = sources.iter().map(|&source| (source.siglum(), self.told_in_order(source))).collect();
        let marks = if self.long { BTreeMap::new() } else { self.marks() };
        let fields = self.long.then(|| self.fields.iter().map(Field::written).collect());
        let weights = sources.iter().map(|&source| (source.siglum(), self.weights(source))).collect();
        let bases = Bases { base: self.base.siglum(), order, weights, marks, fields };
        // serde_json leaves only < to be made harmless: a script element ends at nothing else.
        let data = serde_json::to_string(&bases).unwrap_or_default();
        self.markup.raw("<script type=\"application/json\" id=\"bases\">");
        self.markup.data(&data);
        self.markup.raw("</script>\n");
    }

    fn told_in_order(&self, source: SourceId) -> Vec<i64> {
        let told = |parallel: &usize| {
            self.excerpt.entry(*parallel).is_some_and(|entry| entry.told.get(source.index()) == Some(&true))
        };
        let mut last = 0;
        let levels = levels(self.comparison, source);
        let numbers = levels.iter().filter_map(|level| level.parallel).filter(told).map(|parallel| parallel as i64 + 1);
        numbers.map(|number| number - std::mem::replace(&mut last, number)).collect()
    }

    fn weights(&self, source: SourceId) -> Vec<usize> {
        let parallels = &self.comparison.alignment.parallels;
        let passages: Vec<&[Passage]> = parallels.iter().map(|parallel| parallel.passages.as_slice()).collect();
        let sequences = sequences(&passages, self.comparison.corpus.sources.len());
        sequences.get(source.index()).into_iter().flatten().map(|(range, _)| range.len()).collect()
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

    /// Steps and their lengths in UTF-16 units: small letters, a number to the base of 26, for plain words; `S12` shared, `V`
    /// varied, `A` added, `G` to `M` a discrepancy of a kind; `O3.-2` three units of the base passage that are omitted here, two
    /// before where the steps until now lead in it. Plain words at the end are left out.
    pub(super) fn steps(&self, parallel: usize, row: usize, base: SourceId) -> String {
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let theirs = passages[base_passage(self.comparison, parallel, base)];
        let units = |source: SourceId, range: TextRange| {
            visible(self.comparison.corpus.source(source).text.slice(range)).encode_utf16().count()
        };
        let (mut written, mut plain, mut at) = (String::new(), 0, 0);
        for step in whole(revision(self.comparison, parallel, row, base)) {
            if let Step::Own(Piece { range, mark: Mark::Plain, discrepancy: None, .. }) = step {
                plain += units(passages[row].source, range);
                continue;
            }
            if plain > 0 {
                written.push_str(&letters(plain));
                at += plain;
                plain = 0;
            }
            let _ = match step {
                Step::Omitted(place) => {
                    let content = self.comparison.corpus.source(place.source).text.content();
                    let before = TextRange::new(content, theirs.range.start(), place.range.start());
                    let (length, start) = (units(place.source, place.range), units(place.source, before));
                    let from = start as i64 - at as i64;
                    at = start + length;
                    if from == 0 { write!(written, "O{length}") } else { write!(written, "O{length}.{from}") }
                }
                Step::Own(piece) => write!(written, "{}{}", letter(&piece), units(passages[row].source, piece.range)),
            };
        }
        written
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
