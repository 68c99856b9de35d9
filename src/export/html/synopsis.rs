//! The sources side by side, each text once: each parallel an article with a heading and a cell a source. What its readings have
//! beside the words, what is not there of the base and where each passage stands, is in the cells, too, and shown when it is
//! asked for.

use super::super::place::{POINTER, shortened};
use super::super::wording::Stroke;
use super::Page;
use super::grid::{GridRow, grid};
use crate::align::Passage;
use crate::source::SourceId;
use crate::view::{Pointer, Segment, Standing, Synopsis, base_passage};

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
        for (at, row) in excerpt.counted(grid(excerpt, &synopsis).iter().enumerate()) {
            match row.row.parallel {
                Some(parallel) => self.parallel(parallel, &synopsis, (at, row)),
                None => {
                    self.markup.raw("<div class=\"asides\" id=\"p0\">");
                    self.cells(at, row);
                    self.markup.raw("</div>\n");
                }
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

    fn parallel(&mut self, parallel: usize, synopsis: &Synopsis, (at, row): (usize, &GridRow)) {
        let number = (parallel + 1).to_string();
        let (anchor, heading, area) = (format!("p{number}"), format!("p{number}-title"), row.head_area(at));
        self.markup.open("article", &[("class", "parallel"), ("aria-labelledby", &heading)]);
        let attributes = [("id", anchor.as_str()), ("tabindex", "-1"), ("style", area.as_str())];
        self.markup.open("header", if self.has_columns() { &attributes } else { &attributes[..2] });
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
        self.markup.raw("</p>");
        self.pointers(synopsis, row);
        self.markup.raw("<label class=\"open\"><input type=\"checkbox\"> readings</label>");
        self.remarks(parallel);
        self.markup.raw("</header>");
        self.cells(at, row);
        self.markup.raw("</article>\n");
    }

    /// Who tells what the row is about elsewhere, where, and with which words that begins. Text that runs on stands in the columns.
    fn pointers(&mut self, synopsis: &Synopsis, row: &GridRow) {
        let excerpt = self.excerpt;
        let shown = row.row.blocks.iter().filter(|block| excerpt.shows(block.source));
        let pointers: Vec<(SourceId, &Pointer)> =
            shown.flat_map(|block| block.pointers.iter().map(|pointer| (block.source, pointer))).collect();
        if pointers.is_empty() {
            return;
        }
        self.markup.raw("<p class=\"pointers\">");
        for (source, pointer) in pointers {
            self.markup.raw("<span>");
            self.siglum(source);
            self.markup.raw(" → ");
            match synopsis.rows.get(pointer.row).and_then(|row| row.parallel) {
                Some(home) => self.number(home),
                None => self.markup.raw("<a class=\"number\" href=\"#p0\">0</a>"),
            }
            if pointer.again {
                self.markup.raw(" again");
            } else if !excerpt.withholds() {
                self.markup.raw(" ");
                let words = pointer.words(self.comparison, POINTER);
                self.foreign("q", "pointed", pointer.place.source, &words);
            }
            self.markup.raw("</span> ");
        }
        self.markup.raw("</p>");
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

    /// What the sources have in a row, in the paragraphs of their texts.
    fn cells(&mut self, at: usize, row: &GridRow) {
        self.markup.raw("<ul class=\"level\">");
        for cell in &row.cells {
            let Some(block) = row.row.block(cell.source) else { continue };
            let (siglum, area) = (cell.source.siglum(), cell.area(at));
            let mut attributes = vec![("data-source", siglum.as_str())];
            attributes.extend((cell.source == self.base).then_some(("class", "base")));
            attributes.extend(self.has_columns().then_some(("style", area.as_str())));
            self.markup.open("li", &attributes);
            self.siglum(cell.source);
            self.paragraphs(cell.source, row.row.parallel, &block.segments);
            self.markup.raw("</li>");
        }
        self.markup.raw("</ul>");
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

    /// A passage. Of one that overlaps another only the rest stands here, and nothing of the base is struck out in it.
    fn telling(&mut self, (parallel, passage): (usize, usize), segment: &Segment, crossing: bool) {
        let place = self.comparison.alignment.parallels[parallel].passages[passage];
        let in_base = base_passage(self.comparison, parallel, self.base) == passage;
        if segment.again {
            self.markup.raw("<span class=\"again\">again:</span> ");
        }
        let whole = place.range == segment.range;
        let strokes =
            if whole { self.excerpt.revision(parallel, passage) } else { self.excerpt.segment(segment, place.source) };
        let words: String = strokes.iter().map(Stroke::words).collect();
        let attributes = self.foreign_attributes(place.source, &words);
        self.markup.open("span", &attributes);
        strokes.iter().for_each(|stroke| self.stroke(stroke, in_base));
        self.markup.raw("</span>");
        self.place(Passage { source: place.source, range: segment.range });
        if crossing {
            self.markup.raw(" ");
            self.number(parallel);
        }
    }
}
