//! TEI P5: a critical apparatus by parallel segmentation. Whoever reads the readings of one witness from the first to the last
//! reads its text, word for word; white space is single.

use super::excerpt::Excerpt;
use super::markup::Markup;
use super::place::copied;
use super::scope::Part;
use super::wording::MOST_SHOWN;
use crate::source::{Source, SourceId};
use crate::text::{Label, TextRange, visible_line};
use crate::view::{Item, Slot, weave};
use std::collections::BTreeMap;
use std::io;
use unicode_segmentation::UnicodeSegmentation;

/// Writes the document.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let witnesses = witnesses(excerpt);
    let shown = vec![String::new(); witnesses.len()];
    let words = |id: &SourceId| excerpt.source(*id).text.content().unicode_words().collect::<Vec<_>>().join(" ");
    let secrets = if excerpt.withholds() { witnesses.iter().map(words).collect() } else { Vec::new() };
    let mut page = Page { excerpt, witnesses, shown, row: String::new(), secrets, markup: Markup::default() };
    page.markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
    page.header();
    page.markup.raw("<text>\n<body>\n<div>\n");
    page.body();
    page.markup.raw("</div>\n</body>\n</text>\n</TEI>\n");
    out.write_all(page.markup.finish().as_bytes())
}

/// The sources shown, the base first: its readings are the lemmata.
fn witnesses(excerpt: &Excerpt) -> Vec<SourceId> {
    let mut found: Vec<SourceId> = excerpt.sources().map(|source| source.id).collect();
    found.sort_by_key(|id| (*id != excerpt.base, *id));
    found
}

/// Where a stretch begins with the label that stands before its words.
fn opening(source: &Source, start: usize) -> usize {
    let (content, labels) = (source.text.content(), source.text.labels());
    let before =
        labels.partition_point(|label| label.range.end() <= start).checked_sub(1).and_then(|at| labels.get(at));
    let near = |label: &&Label| TextRange::new(content, label.range.end(), start).of(content).trim().is_empty();
    before.filter(near).map_or(start, |label| label.range.start())
}

struct Page<'a> {
    excerpt: &'a Excerpt<'a>,
    witnesses: Vec<SourceId>,
    /// Where texts are withheld: what of each witness was shown since words of it were last left out.
    shown: Vec<String>,
    /// And what was shown of all, one after another, and the words of each witness, which readings of several may come to together.
    row: String,
    secrets: Vec<String>,
    markup: Markup,
}

/// A stretch of a witness's text.
#[derive(Clone, Copy)]
struct Stretch {
    range: TextRange,
    kind: Kind,
}

/// What a stretch is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A passage of a parallel, by the indices of both.
    Passage(usize, usize),
    Alone,
    Boilerplate,
}

/// What one witness has in a place: nothing, or some of its text.
type Cells = Vec<Option<TextRange>>;

impl Page<'_> {
    fn header(&mut self) {
        let excerpt = self.excerpt;
        self.markup.raw("<teiHeader>\n<fileDesc>\n<titleStmt>");
        self.markup.element("title", &[], &excerpt.title());
        self.markup.raw("</titleStmt>\n<publicationStmt><p>Made by parallax.</p></publicationStmt>\n");
        self.markup.raw("<sourceDesc>\n<listWit>\n");
        excerpt.sources().for_each(|source| self.witness(source));
        self.markup.raw("</listWit>\n</sourceDesc>\n</fileDesc>\n<encodingDesc>\n");
        self.markup.raw("<variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n");
        self.markup.raw("</encodingDesc>\n</teiHeader>\n");
    }

    fn witness(&mut self, source: &Source) {
        let language = source.text.language().tag().unwrap_or("und");
        self.markup.open("witness", &[("xml:id", &source.id.siglum()), ("xml:lang", language)]);
        self.markup.raw("<bibl>");
        self.markup.element("title", &[("level", "a")], &self.excerpt.name(source));
        if let Some(author) = &source.meta.author {
            self.markup.element("author", &[], &visible_line(author));
        }
        if let Some(outlet) = &source.meta.outlet {
            self.markup.element("title", &[("level", "j")], &visible_line(outlet));
        }
        if let Some(date) = source.meta.date.map(|date| date.to_string()) {
            self.markup.element("date", &[("when", &date)], &date);
        }
        self.markup.element("idno", &[("type", "file")], &visible_line(self.excerpt.path(source)));
        if let Some(said) = copied(source) {
            self.markup.element("note", &[("type", "copy")], &said);
        }
        self.markup.raw("</bibl></witness>\n");
    }

    /// The stretches of all witnesses in one order, each in a block.
    fn body(&mut self) {
        let told = self.told();
        let stretches: Vec<Vec<Stretch>> = self.witnesses.iter().map(|&id| self.stretches(id, &told)).collect();
        let parallels = self.excerpt.comparison.alignment.parallels.len();
        let mut next = parallels;
        let mut item = |stretch: &Stretch| {
            next += 1;
            let key = if let Kind::Passage(parallel, _) = stretch.kind { parallel } else { next };
            Item { key, weight: stretch.range.len() as u64 + 1 }
        };
        let items: Vec<Vec<Item>> = stretches.iter().map(|list| list.iter().map(&mut item).collect()).collect();
        let slots = weave(&items);
        // The place where most witnesses tell a parallel bears its name; the others point there.
        let mut homes: Vec<Option<usize>> = vec![None; parallels];
        let spread = |slot: &Slot| slot.cells.iter().flatten().count();
        for (index, slot) in slots.iter().enumerate() {
            if let Some(home) = homes.get_mut(slot.key) {
                *home = home.filter(|&other| spread(&slots[other]) >= spread(slot)).or(Some(index));
            }
        }
        for (index, slot) in slots.iter().enumerate() {
            let here = |(cell, list): (&Option<usize>, &Vec<Stretch>)| cell.map(|at| list[at]);
            let here: Vec<Option<Stretch>> = slot.cells.iter().zip(&stretches).map(here).collect();
            self.block(&here, homes.get(slot.key).copied().flatten() == Some(index));
        }
    }

    /// The text of a witness, cut where parallels, what it tells alone and boilerplate meet; where only a part of it is
    /// wanted, only that.
    fn stretches(&self, id: SourceId, told: &[Taken]) -> Vec<Stretch> {
        let comparison = &*self.excerpt.comparison;
        let source = comparison.corpus.source(id);
        let content = source.text.content();
        let mut taken = told[id.index()].clone();
        let alone = comparison.only_here.iter().filter(|passage| passage.source == id);
        let alone = alone.map(|passage| Stretch { range: passage.range, kind: Kind::Alone });
        let boilerplate = source.boilerplate.iter().map(|part| Stretch { range: part.range, kind: Kind::Boilerplate });
        for stretch in alone.chain(boilerplate) {
            settle(content, &mut taken, stretch);
        }
        let mut found: Vec<Stretch> = taken.into_values().collect();
        if self.excerpt.holds(Part::OnlyHere) {
            // What lies between, blanks and lonely marks, belongs to what stands before it, but for labels.
            let starts: Vec<usize> =
                found.iter().skip(1).map(|stretch| opening(source, stretch.range.start())).collect();
            let mut start = 0;
            for (stretch, end) in found.iter_mut().zip(starts.into_iter().chain([content.len()])) {
                stretch.range = TextRange::new(content, start, end);
                start = end;
            }
        } else {
            // Whoever reads one passage behind the other finds a blank between them.
            for stretch in &mut found {
                let rest = TextRange::new(content, stretch.range.end(), content.len()).of(content);
                let blanks = rest.len() - rest.trim_start().len();
                stretch.range = TextRange::new(content, stretch.range.start(), stretch.range.end() + blanks);
            }
        }
        found
    }

    /// The passages of each source, every word once: words that stand in several parallels are told where most sources tell
    /// them.
    fn told(&self) -> Vec<Taken> {
        let comparison = &*self.excerpt.comparison;
        let parallels = &comparison.alignment.parallels;
        let mut found = vec![Taken::new(); comparison.corpus.sources.len()];
        let spread = |parallel: &usize| {
            let passages = &parallels[*parallel].passages;
            passages.chunk_by(|a, b| a.source == b.source).count()
        };
        let mut order: Vec<usize> = (0..parallels.len()).collect();
        order.sort_by_key(|parallel| (std::cmp::Reverse(spread(parallel)), *parallel));
        for parallel in order {
            for (row, passage) in parallels[parallel].passages.iter().enumerate() {
                let content = comparison.corpus.source(passage.source).text.content();
                let stretch = Stretch { range: passage.range, kind: Kind::Passage(parallel, row) };
                settle(content, &mut found[passage.source.index()], stretch);
            }
        }
        found
    }

    fn block(&mut self, here: &[Option<Stretch>], home: bool) {
        let Some(kind) = here.iter().flatten().map(|stretch| stretch.kind).next() else { return };
        let ranges: Cells = here.iter().map(|stretch| stretch.map(|stretch| stretch.range)).collect();
        match kind {
            Kind::Alone => {
                self.markup.open("ab", &[("type", "only-here")]);
                self.entry(&ranges, None);
            }
            Kind::Boilerplate => {
                self.markup.open("ab", &[("type", "boilerplate")]);
                self.entry(&ranges, None);
            }
            Kind::Passage(parallel, _) => {
                let number = format!("p{}", parallel + 1);
                let target = format!("#{number}");
                let name = if home { ("xml:id", number.as_str()) } else { ("corresp", target.as_str()) };
                self.markup.open("ab", &[("type", if home { "parallel" } else { "moved" }), name]);
                self.collated(here, parallel);
            }
        }
        self.markup.raw("</ab>\n");
    }

    /// The words of a parallel: what all its witnesses here have in common, and what not, in turns.
    fn collated(&mut self, here: &[Option<Stretch>], parallel: usize) {
        let words: Vec<Vec<(usize, TextRange)>> = here.iter().map(|stretch| self.words(*stretch)).collect();
        let weigh = |&(key, range): &(usize, TextRange)| Item { key, weight: range.len() as u64 };
        let items: Vec<Vec<Item>> = words.iter().map(|list| list.iter().map(weigh).collect()).collect();
        let mut run: Option<(bool, Cells)> = None;
        for slot in weave(&items) {
            let cell = |(cell, list): (&Option<usize>, &Vec<(usize, TextRange)>)| cell.map(|at| list[at].1);
            let cells: Cells = slot.cells.iter().zip(&words).map(cell).collect();
            let agreed = self.agree(&cells, here);
            match &mut run {
                Some((before, grown)) if *before == agreed => join(grown, &cells),
                _ => {
                    if let Some((agreed, grown)) = run.replace((agreed, cells)) {
                        self.entry(&grown, (!agreed).then_some(parallel));
                    }
                }
            }
        }
        if let Some((agreed, grown)) = run {
            self.entry(&grown, (!agreed).then_some(parallel));
        }
    }

    /// The words of a stretch by the columns of their parallel, which they tile.
    fn words(&self, stretch: Option<Stretch>) -> Vec<(usize, TextRange)> {
        let Some(Stretch { range, kind: Kind::Passage(parallel, row) }) = stretch else { return Vec::new() };
        let comparison = &*self.excerpt.comparison;
        let source = comparison.alignment.parallels[parallel].passages[row].source;
        let content = comparison.corpus.source(source).text.content();
        let columns = comparison.collations[parallel].columns.iter().enumerate();
        let mut found: Vec<(usize, TextRange)> =
            columns.filter_map(|(column, cells)| Some((column, cells[row]?))).collect();
        found.retain(|(_, cell)| cell.overlaps(range));
        found.sort_by_key(|(_, cell)| *cell);
        let starts: Vec<usize> = found.iter().skip(1).map(|(_, cell)| cell.start()).collect();
        let mut start = range.start();
        for ((_, cell), end) in found.iter_mut().zip(starts.into_iter().chain([range.end()])) {
            *cell = TextRange::new(content, start, end);
            start = end;
        }
        if found.is_empty() { vec![(usize::MAX, range)] } else { found }
    }

    /// Whether all witnesses of a place read the same.
    fn agree(&self, cells: &Cells, here: &[Option<Stretch>]) -> bool {
        let mut told = cells.iter().zip(here).zip(&self.witnesses).filter(|((_, stretch), _)| stretch.is_some());
        let text = |((cell, _), id): ((&Option<TextRange>, _), &SourceId)| cell.map(|range| self.text(*id, range));
        let Some(first) = told.next().and_then(text) else { return false };
        told.all(|other| text(other).is_some_and(|other| other == first))
    }

    /// Words in one line. A text begins with a word and ends with a blank, so that its last words can agree with others.
    fn text(&self, witness: SourceId, range: TextRange) -> String {
        let text = &self.excerpt.source(witness).text;
        let words = single(text.slice(range));
        let words = if range.start() == 0 { words.trim_start() } else { &words };
        if range.end() == text.content().len() { format!("{} ", words.trim_end()) } else { words.to_owned() }
    }

    /// An entry of the apparatus: the readings, each with its witnesses; plain text where all have the same. `varied` is the
    /// parallel whose witnesses differ here.
    fn entry(&mut self, cells: &Cells, varied: Option<usize>) {
        let mut readings: Vec<(String, Vec<usize>)> = Vec::new();
        for (index, (cell, id)) in cells.iter().zip(&self.witnesses).enumerate() {
            let text = cell.map(|range| self.text(*id, range)).unwrap_or_default();
            match readings.iter_mut().find(|(same, _)| *same == text) {
                Some((_, who)) => who.push(index),
                None => readings.push((text, vec![index])),
            }
        }
        readings.sort_by_key(|(text, _)| text.is_empty());
        let differs = varied.is_some();
        if let [(text, who)] = readings.as_slice() {
            return self.reading(text, who, false);
        }
        let kind = varied.and_then(|parallel| self.kind(cells, parallel, &readings));
        match kind {
            Some(kind) => self.markup.open("app", &[("type", kind)]),
            None => self.markup.raw("<app>"),
        }
        for (index, (text, who)) in readings.iter().enumerate() {
            let sigla: Vec<String> = who.iter().map(|&at| format!("#{}", self.witnesses[at].siglum())).collect();
            let sigla = sigla.join(" ");
            let attributes = [("wit", sigla.as_str())];
            let tag = if index == 0 { "lem" } else { "rdg" };
            if text.is_empty() {
                self.markup.empty(tag, &attributes);
            } else {
                self.markup.open(tag, &attributes);
                self.reading(text, who, differs);
                self.markup.close(tag);
            }
        }
        self.markup.raw("</app>");
    }

    /// The words of a reading; of withheld texts only those that differ, and few of each witness in a row.
    fn reading(&mut self, text: &str, who: &[usize], differs: bool) {
        if !self.excerpt.withholds() {
            return self.markup.text(text);
        }
        let few = |&at: &usize| self.excerpt.may_show(&format!("{}{text}", self.shown[at]));
        let wordless = !text.contains(char::is_alphanumeric);
        if wordless || differs && who.iter().all(few) && !self.tells(text) {
            self.markup.text(text);
            self.row.push_str(text);
            who.iter().for_each(|&at| self.shown[at].push_str(text));
        } else {
            let words = text.split_whitespace().count().to_string();
            self.markup.empty("gap", &[("reason", "withheld"), ("unit", "word"), ("quantity", &words)]);
            who.iter().for_each(|&at| self.shown[at].clear());
        }
    }

    /// Whether words would, with what stands before them, tell a passage of a witness.
    fn tells(&mut self, text: &str) -> bool {
        let last = self.row.split_whitespace().rev().take(2 * MOST_SHOWN).collect::<Vec<_>>();
        self.row = last.into_iter().rev().fold(String::new(), |row, word| row + word + " ");
        let row = format!("{}{text}", self.row);
        let words: Vec<&str> = row.unicode_words().collect();
        let first = words.len().saturating_sub(text.unicode_words().count() + MOST_SHOWN);
        let mut passages = words[first..].windows(MOST_SHOWN + 1).map(|words| words.join(" "));
        passages.any(|passage| self.secrets.iter().any(|secret| secret.contains(&passage)))
    }

    /// What kind of variation an entry is: a discrepancy by its name, `form` where only case, marks or blanks differ.
    fn kind(&self, cells: &Cells, parallel: usize, readings: &[(String, Vec<usize>)]) -> Option<&'static str> {
        let holds = |place: crate::align::Passage| {
            let own = self.witnesses.iter().position(|id| *id == place.source).and_then(|at| cells[at]);
            own.is_some_and(|range| range.overlaps(place.range))
        };
        let discrepancies = &self.excerpt.comparison.discrepancies[parallel];
        let found = discrepancies.iter().find(|one| one.readings.iter().any(|reading| holds(reading.place)));
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let first = readings.first().map(|(text, _)| bare(text));
        let same = readings.iter().all(|(text, _)| Some(bare(text)) == first);
        found.map(|one| one.kind.name()).or(same.then_some("form"))
    }
}

/// Stretches of one text that do not overlap, by where they start.
type Taken = BTreeMap<usize, Stretch>;

/// Adds what of a stretch is not taken yet.
fn settle(content: &str, taken: &mut Taken, stretch: Stretch) {
    let (mut at, end) = (stretch.range.start(), stretch.range.end());
    let before = taken.range(..=at).next_back().into_iter();
    let others = before.chain(taken.range(at + 1..end.max(at + 1)));
    let others: Vec<TextRange> =
        others.map(|(_, other)| other.range).filter(|range| range.overlaps(stretch.range)).collect();
    for (start, next) in others.into_iter().map(|other| (other.start(), other.end())).chain([(end, end)]) {
        if at < start {
            let range = TextRange::new(content, at, start);
            if range.of(content).chars().any(char::is_alphanumeric) {
                taken.insert(at, Stretch { range, ..stretch });
            }
        }
        at = at.max(next);
    }
}

/// The cells of two neighbouring slots as those of one.
fn join(grown: &mut Cells, cells: &Cells) {
    for (grown, cell) in grown.iter_mut().zip(cells) {
        *grown = match (*grown, *cell) {
            (Some(before), Some(after)) => Some(before.to(after)),
            (before, after) => before.or(after),
        };
    }
}

/// Text with every run of white space as one blank.
fn single(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_whitespace() {
            found.push(character);
        } else if !found.ends_with(' ') {
            found.push(' ');
        }
    }
    found
}
