//! The sources side by side, each text once: each parallel an article with a cell a source. What its readings have beside the words, what is not there of the base and where each passage stands, is in the cells, too, and shown when it is asked for.

use super::super::beside::shows;
use super::super::place::{POINTER, shortened};
use super::super::wording::Stroke;
use super::Page;
use crate::align::Passage;
use crate::source::SourceId;
use crate::view::{Block, Pointer, Row, Segment, Standing, Synopsis, base_passage};

/// Columns of a heading: the label is words of a passage, which stand below it in full.
const HEADING: usize = 100;

impl Page<'_> {
    pub(super) fn synopsis(&mut self) {
        self.section("synopsis");
        self.legend();
        self.column_heads();
        self.markup.raw("<div id=\"levels\">\n");
        let excerpt = self.excerpt;
        let synopsis = excerpt.synopsis();
        for row in excerpt.counted(synopsis.rows.iter()).filter(|row| shows(excerpt, row)) {
            match row.parallel {
                Some(parallel) => self.parallel(parallel, &synopsis, row),
                None => self.before(&synopsis, row),
            }
        }
        self.markup.raw("</div>\n</section>\n");
    }

    fn legend(&mut self) {
        self.markup.raw("<p class=\"legend\">Read against ");
        let base = self.base;
        self.markup.raw("<span id=\"base-now\">");
        self.siglum(base);
        self.markup.raw("</span>: ");
        self.markup.raw(concat!(
            "each source once, in its own order; <span class=\"alone\">what it alone tells</span>; ",
            "<mark class=\"d\">a discrepancy</mark>; → what it tells of a parallel elsewhere. The readings of a parallel show ",
            "<mark class=\"v\">other words</mark>, <ins>added words</ins>, ",
            "<mark class=\"s\">the shared words where little is shared</mark>, ",
            "<mark class=\"b\">words that only the base has</mark>, ",
            "<del>words of the base</del> that are not there, and where each passage stands.</p>\n",
        ));
        self.choices(false);
    }

    /// How the parallels are shown; in a long page the script does it.
    pub(super) fn choices(&mut self, hidden: bool) {
        self.markup.raw("<p class=\"choices\"");
        self.markup.raw(if hidden { " hidden>" } else { ">" });
        self.markup.raw(concat!(
            "<label><input type=\"checkbox\" id=\"all-open\"> all readings</label> ",
            "<label><input type=\"checkbox\" id=\"stacked\"> under each other</label> ",
            "<label><input type=\"checkbox\" id=\"hide-asides\"> parallels only</label></p>\n",
        ));
    }

    pub(super) fn column_heads(&mut self) {
        self.markup.raw("<div class=\"heads\">");
        let excerpt = self.excerpt;
        for source in excerpt.sources() {
            let siglum = source.id.siglum();
            let title = excerpt.called(source.id);
            let class = if source.id == self.base { "head base" } else { "head" };
            self.markup.open("div", &[("class", class), ("data-source", &siglum)]);
            self.siglum(source.id);
            self.markup.raw(" ");
            self.foreign("span", "title", source.id, &title);
            let outlet = source.meta.outlet.as_deref().filter(|outlet| *outlet != title).unwrap_or_default();
            let date = source.meta.date.map(|date| date.to_string()).unwrap_or_default();
            let facts = [outlet, &date].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", ");
            if !facts.is_empty() {
                self.markup.raw(" ");
                self.markup.element("span", &[("class", "outlet")], &facts);
            }
            self.markup.raw("</div>");
        }
        self.markup.raw("</div>\n");
    }

    fn parallel(&mut self, parallel: usize, synopsis: &Synopsis, row: &Row) {
        let number = (parallel + 1).to_string();
        let (anchor, heading) = (format!("p{number}"), format!("p{number}-title"));
        self.markup.open(
            "article",
            &[("class", "parallel"), ("id", &anchor), ("aria-labelledby", &heading), ("tabindex", "-1")],
        );
        self.markup.open("h3", &[("id", &heading)]);
        self.number(parallel);
        self.markup.raw(" ");
        let Some(entry) = self.excerpt.entry(parallel) else { return };
        self.markup.element("span", &[("class", "label"), ("dir", "auto")], &shortened(&entry.label, HEADING));
        self.markup.raw("</h3><p class=\"facts\">told by ");
        self.sigla(self.excerpt.told(entry).into_iter());
        let absent = self.excerpt.absent(entry);
        if !absent.is_empty() && !self.has_columns() {
            self.markup.text(&format!(" · not by {} others", absent.len()));
        } else if !absent.is_empty() {
            self.markup.raw(" · not by ");
            self.sigla(absent.into_iter());
        }
        self.markup.raw(" · ");
        self.markup.text(entry.relation.name());
        for kind in &entry.discrepancies {
            self.markup.raw(" · ");
            self.markup.element("strong", &[("class", "kind")], &format!("≠ {}", kind.name()));
        }
        self.markup.raw("</p>\n");
        self.markup.raw("<label class=\"open\"><input type=\"checkbox\"> readings</label>\n<ul class=\"level\">");
        self.cells(synopsis, row);
        self.markup.raw("</ul>\n");
        self.remarks(parallel);
        self.markup.raw("</article>\n");
    }

    /// What a reader noted of a parallel.
    pub(super) fn remarks(&mut self, parallel: usize) {
        let excerpt = self.excerpt;
        for note in excerpt.notes().filter(|note| !note.text.is_empty()) {
            if note.place.is_some_and(|place| excerpt.parallels_at(place).first() == Some(&parallel)) {
                self.markup.raw("<p class=\"note\"><strong>Note:</strong> ");
                self.markup.element("span", &[("dir", "auto")], &note.text);
                self.markup.raw("</p>\n");
            }
        }
    }

    fn cells(&mut self, synopsis: &Synopsis, row: &Row) {
        let excerpt = self.excerpt;
        for source in excerpt.sources().map(|source| source.id) {
            let siglum = source.siglum();
            let Some(block) = row.block(source) else { continue };
            let class = if source == self.base { "base" } else { "" };
            let attributes = [("data-source", siglum.as_str()), ("class", class)];
            self.markup.open("li", if class.is_empty() { &attributes[..1] } else { &attributes });
            self.siglum(source);
            self.block(synopsis, row.parallel, block);
            self.markup.raw("</li>");
        }
    }

    /// What one source has in a row, in the paragraphs of its text; pointers stand behind what is level.
    fn block(&mut self, synopsis: &Synopsis, parallel: Option<usize>, block: &Block) {
        let excerpt = self.excerpt;
        let source = block.source;
        if block.pointers.is_empty() {
            return self.paragraphs(source, parallel, &block.segments);
        }
        let level = block.segments.iter().rposition(|segment| matches!(segment.standing, Standing::Level(..)));
        let (first, rest) = block.segments.split_at_checked(level.map_or(0, |last| last + 1)).unwrap_or_default();
        self.paragraphs(source, parallel, first);
        for pointer in &block.pointers {
            self.pointer(synopsis, pointer);
        }
        if rest.iter().any(|segment| excerpt.keeps(segment)) {
            self.paragraphs(source, parallel, rest);
        }
    }

    /// Segments in the paragraphs of their source.
    fn paragraphs(&mut self, source: SourceId, parallel: Option<usize>, segments: &[Segment]) {
        let excerpt = self.excerpt;
        let mut open = false;
        for segment in segments.iter().filter(|segment| excerpt.keeps(segment)) {
            let words = excerpt.source(source).text.slice(segment.range);
            let between = segment.standing == Standing::Between;
            if between && (words.contains('\n') || !open && words.trim().is_empty()) {
                self.markup.raw(if open { "</p>" } else { "" });
                open = false;
                if words.trim().is_empty() {
                    continue;
                }
            }
            if !open {
                self.markup.raw(" <p>");
                open = true;
            }
            let place = Passage { source, range: segment.range };
            match segment.standing {
                Standing::Level(of, passage) | Standing::Crossing(of, passage) => {
                    self.telling((of, passage), segment, parallel != Some(of));
                }
                Standing::Alone => self.foreign("span", "alone", source, excerpt.text(place)),
                Standing::Boilerplate => self.foreign("span", "boilerplate", source, excerpt.text(place)),
                Standing::Between => self.markup.text(words),
            }
        }
        self.markup.raw(if open { "</p>" } else { "" });
    }

    /// A passage that the script can mark anew: it carries its row and its parallel's number. Of one that overlaps another only
    /// the rest stands here, and is not marked anew.
    fn telling(&mut self, (parallel, passage): (usize, usize), segment: &Segment, crossing: bool) {
        let place = self.comparison.alignment.parallels[parallel].passages[passage];
        let in_base = base_passage(self.comparison, parallel, self.base) == passage;
        if segment.again {
            self.markup.raw("<span class=\"again\">again:</span> ");
        }
        let whole = place.range == segment.range;
        let key = format!("{}.{passage}", parallel + 1);
        let strokes =
            if whole { self.excerpt.revision(parallel, passage) } else { self.excerpt.segment(segment, place.source) };
        let words: String = strokes.iter().map(Stroke::words).collect();
        let marked = if whole { ("data-row", key.as_str()) } else { ("class", "part") };
        self.open_foreign("span", marked, place.source, &words);
        strokes.iter().for_each(|stroke| self.stroke(stroke, in_base));
        self.markup.raw("</span>");
        self.place(Passage { source: place.source, range: segment.range });
        if crossing {
            self.markup.raw(" ");
            self.number(parallel);
        }
    }

    /// Where a source tells what the row is about elsewhere, and with which words that begins.
    fn pointer(&mut self, synopsis: &Synopsis, pointer: &Pointer) {
        self.markup.raw(" <p class=\"pointer\">→ ");
        match synopsis.rows.get(pointer.row).and_then(|row| row.parallel) {
            Some(home) => self.number(home),
            None => self.markup.raw("<a href=\"#p0\">0</a>"),
        }
        self.markup.raw(" ");
        if pointer.again {
            self.markup.raw("again");
        } else if !self.excerpt.withholds() {
            let words = pointer.words(self.comparison, POINTER);
            self.foreign("q", "pointed", pointer.place.source, &words);
        }
        self.markup.raw("</p>");
    }

    /// What stands before all parallels.
    fn before(&mut self, synopsis: &Synopsis, row: &Row) {
        self.markup.raw("<div class=\"asides\" id=\"p0\"><ul class=\"level\">");
        self.cells(synopsis, row);
        self.markup.raw("</ul></div>\n");
    }
}
