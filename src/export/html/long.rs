//! A page of very many passages. It has the words of every source once, in its own order, and as little as can be beside them: a
//! row is its number and label, and what each source has there. Without the script that is all; the script makes of each row
//! that comes into sight what a shorter page has written.

use super::super::scope::Part;
use super::super::wording::Stroke;
use super::grid::{GridRow, grid};
use super::{LANGUAGE, Page};
use crate::align::Relation;
use crate::source::SourceId;
use crate::view::{Block, Entry, Standing, Synopsis};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most passages of which a page writes out everything, which takes up to a kilobyte for each.
pub(super) const MOST_PASSAGES: usize = 1_000;

impl Page<'_> {
    /// Whether so much stands in parallels that the page says it shortly.
    pub(super) fn is_long(&self) -> bool {
        let parallels = &self.comparison.alignment.parallels;
        let passages: usize = parallels.iter().map(|parallel| parallel.passages.len()).sum();
        self.excerpt.holds(Part::Synopsis) && passages > MOST_PASSAGES
    }

    pub(super) fn long_synopsis(&mut self) {
        let excerpt = self.excerpt;
        let synopsis = excerpt.synopsis();
        self.section("synopsis");
        self.long_legend();
        self.column_heads();
        self.language = self.main_language();
        self.markup.open("ol", &[("id", "levels"), ("lang", self.language)]);
        self.markup.raw("\n");
        for row in excerpt.counted(grid(excerpt, &synopsis).iter()) {
            self.long_row(&synopsis, row);
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
            "</span>: each source once, in its own order. Under its number each row has what the sources tell there, and letters ",
            "that are links lead to where others tell it. ",
            "Rows of which nothing else is said are paraphrases; ≠ names what differs.</p>\n",
            "<p class=\"legend\" id=\"marks\" hidden><span class=\"alone\">What one alone tells</span>, ",
            "<mark class=\"d\">a discrepancy</mark>; the readings of a row show also ",
            "<mark class=\"v\">other words</mark>, <ins>added words</ins>, ",
            "<mark class=\"b\">words that only the base has</mark>, ",
            "<del>words of the base</del> that are not there, and where each passage stands. ",
            "Passages that share little with the base may bear no marks.</p>\n",
        ));
        self.choices(true);
    }

    /// What stands before the next item, or the end of the list, needs no end tag.
    fn long_row(&mut self, synopsis: &Synopsis, row: &GridRow) {
        let excerpt = self.excerpt;
        match row.row.parallel.and_then(|parallel| excerpt.entry(parallel)) {
            Some(entry) => {
                self.markup.raw("<li>");
                self.long_heading(entry);
            }
            None => self.markup.raw("<li id=p0>"),
        }
        for cell in &row.cells {
            let Some(block) = row.row.block(cell.source) else { continue };
            let words = self.long_words(block);
            let attributes = self.foreign_attributes(cell.source, &words);
            self.markup.open("p", &attributes);
            self.siglum(cell.source);
            self.markup.raw(" ");
            self.markup.text(&words);
        }
        self.long_pointers(synopsis, row);
        if let Some(parallel) = row.row.parallel {
            self.remarks(parallel);
        }
        self.markup.raw("\n");
    }

    fn long_heading(&mut self, entry: &Entry) {
        let number = (entry.parallel + 1).to_string();
        self.markup.raw("<h3 id=p");
        self.markup.text(&number);
        self.markup.raw(">");
        self.markup.text(&number);
        if entry.relation != Relation::Paraphrase {
            self.markup.text(&format!(" {}", entry.relation.name()));
        }
        for kind in &entry.discrepancies {
            self.markup.text(&format!(" ≠ {}", kind.name()));
        }
        self.markup.raw(" ");
        self.markup.element("bdi", &[], &entry.label);
        self.markup.raw("</h3>");
    }

    /// What a source has in a row, exactly where the page is whole: the script finds its places in it.
    fn long_words(&self, block: &Block) -> String {
        let excerpt = self.excerpt;
        let text = &excerpt.source(block.source).text;
        if let Some(range) = block.range().filter(|_| excerpt.is_whole()) {
            return text.slice(range).to_owned();
        }
        let mut words = String::new();
        for segment in block.segments.iter().filter(|segment| excerpt.keeps(segment)) {
            match segment.standing {
                Standing::Level(..) | Standing::Crossing(..) => {
                    let strokes = excerpt.segment(segment, block.source);
                    words.extend(strokes.iter().map(Stroke::words));
                    words.push(' ');
                }
                Standing::Between => words.push_str(text.slice(segment.range)),
                Standing::Alone | Standing::Boilerplate if !words.ends_with("… ") => words.push_str("… "),
                Standing::Alone | Standing::Boilerplate => {}
            }
        }
        words
    }

    /// Letters for those that tell elsewhere what the row is about.
    fn long_pointers(&mut self, synopsis: &Synopsis, row: &GridRow) {
        let mut homes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for block in row.row.blocks.iter().filter(|block| self.excerpt.shows(block.source)) {
            for pointer in &block.pointers {
                let home = synopsis.rows.get(pointer.row).and_then(|row| row.parallel).map_or(0, |home| home + 1);
                homes.entry(home).or_default().push(block.source.siglum());
            }
        }
        for (home, sigla) in homes {
            self.markup.raw("<p><a href=#p");
            self.markup.text(&home.to_string());
            self.markup.raw(">");
            self.markup.text(&sigla.join(" "));
            self.markup.raw("</a>");
        }
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
