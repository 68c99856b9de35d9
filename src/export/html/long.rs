//! A page of very many passages. It has the words of every source once, and as little as can be beside them: a parallel is its
//! number and its passages under each other, and where a passage's words stand in another parallel, the number of that one.
//! Without the script that is all; the script makes of each parallel that comes into sight what a shorter page has written.

use super::super::scope::Part;
use super::bases::Field;
use super::{LANGUAGE, Page};
use crate::align::{Passage, Relation};
use crate::source::SourceId;
use crate::text::{fold, visible};
use crate::view::{Aside, Entry, levels};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most passages of which a page writes out everything, which takes up to a kilobyte for each.
pub(super) const MOST_PASSAGES: usize = 1_000;

/// Where the words of each passage are written.
#[derive(Default)]
pub(super) struct Written(FxHashMap<Passage, Home>);

/// Where the words of a passage are written.
#[derive(Clone, Copy)]
pub(super) struct Home {
    /// The passage that is written there: it, or a longer one that holds it.
    pub whole: Passage,
    /// The parallel of that passage, by index.
    pub parallel: usize,
    /// Which it is of those of its source that are written there.
    pub nth: usize,
}

impl Page<'_> {
    /// Whether so much stands in parallels that the page says it shortly.
    pub(super) fn is_long(&self) -> bool {
        let parallels = &self.comparison.alignment.parallels;
        let passages: usize = parallels.iter().map(|parallel| parallel.passages.len()).sum();
        self.excerpt.holds(Part::Synopsis) && passages > MOST_PASSAGES
    }

    /// Every passage that no other holds is written in the first parallel of the page that has it.
    pub(super) fn written(&self) -> Written {
        let parallels = &self.comparison.alignment.parallels;
        let mut passages: Vec<Passage> = parallels.iter().flat_map(|parallel| &parallel.passages).copied().collect();
        passages.sort_unstable_by_key(|p| (p.source, p.range.start(), Reverse(p.range.end())));
        let mut wholes: FxHashMap<Passage, Passage> = FxHashMap::default();
        let mut last: Option<Passage> = None;
        for passage in passages {
            let whole = last.filter(|last| last.source == passage.source && last.range.contains(passage.range));
            wholes.insert(passage, *last.insert(whole.unwrap_or(passage)));
        }
        let mut written: FxHashMap<Passage, Home> = FxHashMap::default();
        for parallel in levels(self.comparison, self.base).iter().filter_map(|level| level.parallel) {
            let mut counts: BTreeMap<SourceId, usize> = BTreeMap::new();
            for &whole in parallels[parallel].passages.iter().filter(|passage| wholes.get(passage) == Some(passage)) {
                written.entry(whole).or_insert_with(|| {
                    let count = counts.entry(whole.source).or_default();
                    *count += 1;
                    Home { whole, parallel, nth: *count - 1 }
                });
            }
        }
        let home = |(passage, whole)| Some((passage, *written.get(&whole)?));
        Written(wholes.into_iter().filter_map(home).collect())
    }

    pub(super) fn long_synopsis(&mut self) {
        let excerpt = self.excerpt;
        let homes = self.written();
        let levels = levels(self.comparison, self.base);
        let entries = levels.iter().filter_map(|level| excerpt.entry(level.parallel?));
        self.fields = Field::fitting(entries.map(|entry| self.field(entry, &homes)).collect());
        self.section("synopsis");
        self.long_legend();
        self.column_heads();
        self.language = self.main_language();
        self.markup.open("ol", &[("id", "levels"), ("lang", self.language)]);
        self.markup.raw("\n");
        for level in excerpt.counted(levels.into_iter()) {
            match level.parallel.and_then(|parallel| excerpt.entry(parallel)) {
                Some(entry) => self.long_parallel(entry, &homes),
                None => self.long_asides(&level.asides),
            }
        }
        self.markup.raw("</ol>\n</section>\n");
        self.language = LANGUAGE;
    }

    /// The language of most sources.
    fn main_language(&self) -> &'static str {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for source in self.excerpt.sources() {
            *counts.entry(source.text.language().tag().unwrap_or("und")).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map_or(LANGUAGE, |(language, _)| language)
    }

    fn long_legend(&mut self) {
        self.markup.raw("<p class=\"legend\">Read against ");
        self.markup.raw("<span id=\"base-now\">");
        self.siglum(self.base);
        self.markup.raw(concat!(
            "</span>. Under its number each parallel has the passages that say the same, and between parallels stands ",
            "what one source tells alone. Words are written once: letters that are links lead to the parallel in which they stand. ",
            "Parallels of which nothing else is said are paraphrases; ≠ names what differs.</p>\n",
            "<p class=\"legend\" id=\"marks\" hidden><mark class=\"v\">other words</mark>, <ins>added words</ins>, ",
        ));
        if self.fields.iter().any(Field::shows_what_is_shared) {
            self.markup.raw("<mark class=\"s\">the shared words where little is shared</mark>, ");
        } else {
            self.markup.raw("passages that share little with the base bear no marks here; else ");
        }
        self.markup.raw(concat!(
            "<mark class=\"b\">words that only the base has</mark>, ",
            "<mark class=\"d\">a discrepancy</mark>; the readings of a parallel show also ",
            "<del>words of the base</del> that are not there, and where each passage stands.</p>\n",
        ));
        self.choices(true);
    }

    /// What stands before the next item, or the end of the list, needs no end tag.
    fn long_parallel(&mut self, entry: &Entry, homes: &Written) {
        let excerpt = self.excerpt;
        let number = (entry.parallel + 1).to_string();
        self.markup.raw("<li id=p");
        self.markup.text(&number);
        self.markup.raw("><h3>");
        self.markup.text(&number);
        if entry.relation != Relation::Paraphrase {
            self.markup.text(&format!(" {}", entry.relation.name()));
        }
        for kind in &entry.discrepancies {
            self.markup.text(&format!(" ≠ {}", kind.name()));
        }
        if self.label_row(entry).is_none() {
            self.markup.raw(" ");
            self.markup.element("span", &[("dir", "auto")], &entry.label);
        }
        self.markup.raw("</h3>");
        let passages = &self.comparison.alignment.parallels[entry.parallel].passages;
        let mut source = None;
        let there = |passage: &Passage| homes.elsewhere(*passage, entry.parallel).map(|home| home.parallel);
        let mut row = 0;
        for list in passages.chunk_by(|a, b| there(a) == there(b)) {
            if let Some(home) = list.first().and_then(there) {
                self.referred(list, home);
                source = None;
            } else {
                for (passage, row) in list.iter().zip(row..) {
                    let withheld = || excerpt.passage(entry.parallel, row);
                    let words = if excerpt.withholds() { &withheld() } else { excerpt.text(*passage) };
                    self.long_text(source != Some(passage.source), "", passage.source, words);
                    source = Some(passage.source);
                }
            }
            row += list.len();
        }
        self.remarks(entry.parallel);
        self.markup.raw("\n");
    }

    /// Letters for passages whose words stand in another parallel.
    fn referred(&mut self, passages: &[Passage], home: usize) {
        self.markup.raw("<p><a href=#p");
        self.markup.text(&(home + 1).to_string());
        self.markup.raw(">");
        let sigla: Vec<String> = passages.iter().map(|passage| passage.source.siglum()).collect();
        self.markup.text(&sigla.join(" "));
        self.markup.raw("</a>");
    }

    fn long_asides(&mut self, asides: &[Vec<Aside>]) {
        self.markup.raw("<li>");
        let excerpt = self.excerpt;
        for source in excerpt.sources().map(|source| source.id) {
            let list = asides.get(source.index()).map(Vec::as_slice).unwrap_or_default();
            for (index, aside) in list.iter().enumerate() {
                let class = if aside.boilerplate { "boilerplate" } else { "" };
                let words = excerpt.text(Passage { source, range: aside.range });
                self.long_text(index == 0, class, source, words);
            }
        }
        self.markup.raw("\n");
    }

    /// A paragraph of a source, with its letter where it is the first of several.
    fn long_text(&mut self, first: bool, class: &'static str, source: SourceId, words: &str) {
        let mut attributes = self.foreign_attributes(source, words);
        if !class.is_empty() {
            attributes.push(("class", class));
        }
        self.markup.open("p", &attributes);
        if first {
            self.siglum(source);
            self.markup.raw(" ");
        }
        self.markup.text(words);
    }

    /// The passage in which a parallel's label stands.
    fn label_row(&self, entry: &Entry) -> Option<usize> {
        let passages = &self.comparison.alignment.parallels[entry.parallel].passages;
        let label = fold(entry.label.trim_end_matches('…'));
        passages.iter().position(|&passage| fold(&self.excerpt.words(passage)).contains(&label))
    }

    /// What the script needs of a parallel beside what the page says.
    fn field(&self, entry: &Entry, homes: &Written) -> Field {
        let passages = &self.comparison.alignment.parallels[entry.parallel].passages;
        let mut field = Field { label: self.label_row(entry).unwrap_or(0), ..Field::default() };
        for (row, &passage) in passages.iter().enumerate() {
            match homes.elsewhere(passage, entry.parallel) {
                Some(home) => field.parts.push(self.part(passage, home)),
                None => field.lines.push(self.excerpt.line(passage)),
            }
            if !self.excerpt.withholds() {
                field.steps.push(self.steps(entry.parallel, row, self.base));
            }
        }
        field
    }

    /// Which passage of its source in its home holds a passage, and which part of it: in UTF-16 units, as scripts count.
    fn part(&self, passage: Passage, home: Home) -> (usize, Option<(usize, usize)>) {
        let units =
            |range| visible(self.comparison.corpus.source(passage.source).text.slice(range)).encode_utf16().count();
        let part = (home.whole != passage && !self.excerpt.withholds()).then(|| {
            let content = self.comparison.corpus.source(passage.source).text.content();
            let before = crate::text::TextRange::new(content, home.whole.range.start(), passage.range.start());
            (units(before), units(passage.range))
        });
        (home.nth, part)
    }
}

impl Page<'_> {
    /// The discrepancies by kind, the gravest first: the words that differ, who has them, and in which parallel.
    pub(super) fn long_discrepancies(&mut self) {
        self.section("discrepancies");
        let found = self.excerpt.discrepancies();
        if found.is_empty() {
            self.markup.raw("<p>No discrepancy was found.</p>\n");
        }
        for list in found.chunk_by(|a, b| a.kind == b.kind) {
            self.markup.element("h3", &[], list.first().map_or("", |one| one.kind.name()));
            self.markup.raw("<ul class=\"plain\">\n");
            for one in list {
                self.markup.raw("<li>");
                self.number(one.parallel);
                for places in &one.readings {
                    let Some(&first) = places.first() else { continue };
                    self.markup.raw(" ");
                    let words = self.excerpt.differing(first);
                    let attributes = self.foreign_attributes(first.source, &words);
                    self.markup.element("q", &attributes, &words);
                    self.markup.raw(" ");
                    self.letters(places.iter().map(|place| place.source));
                }
                self.markup.raw("\n");
            }
            self.markup.raw("</ul>\n");
        }
        self.markup.raw("</section>\n");
    }

    /// Letters of sources, each once.
    fn letters(&mut self, sources: impl Iterator<Item = SourceId>) {
        let mut sigla: Vec<String> = sources.map(SourceId::siglum).collect();
        sigla.dedup();
        self.markup.text(&sigla.join(" "));
    }

    /// Who is quoted in the parallels; their words stand there.
    pub(super) fn long_quotations(&mut self) {
        self.section("quotations");
        let mut speakers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for one in self.excerpt.utterances() {
            let speaker = one.speaker.as_deref().unwrap_or(UNNAMED).to_owned();
            speakers.entry(speaker).or_default().extend(&one.parallels);
        }
        speakers.values_mut().for_each(|parallels| {
            parallels.sort_unstable();
            parallels.dedup();
        });
        let mut speakers: Vec<(String, Vec<usize>)> =
            speakers.into_iter().filter(|(_, list)| !list.is_empty()).collect();
        speakers.sort_by_key(|(speaker, parallels)| (speaker == UNNAMED, Reverse(parallels.len())));
        self.markup.raw(
            "<p>In which parallels words are quoted, those first who are quoted in most.</p>\n<ul class=\"plain\">\n",
        );
        for (speaker, parallels) in speakers {
            self.markup.raw("<li>");
            self.markup.element("strong", &[("dir", "auto")], &speaker);
            for parallel in parallels {
                self.markup.raw(" ");
                self.number(parallel);
            }
            self.markup.raw("\n");
        }
        self.markup.raw("</ul>\n</section>\n");
    }
}

/// What is said of whoever is quoted without a name.
const UNNAMED: &str = "Speaker not named";

impl Written {
    /// Where the words of a passage of a parallel are written, if it is not in this parallel.
    fn elsewhere(&self, passage: Passage, parallel: usize) -> Option<Home> {
        self.0.get(&passage).copied().filter(|home| home.whole != passage || home.parallel != parallel)
    }
}
