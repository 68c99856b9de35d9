//! The sources side by side: each parallel an article with a cell a source. What its readings have beside
//! the words, what is not there of the base and where each passage stands, is in the cells, too, and shown when it is asked for.

use super::super::place::shortened;
use super::super::wording::Stroke;
use super::Page;
use crate::align::Passage;
use crate::source::SourceId;
use crate::view::{Aside, Cell, LevelRow, Telling, base_passage};

/// Columns of a heading: the label is words of a passage, which stand below it in full.
const HEADING: usize = 100;

impl Page<'_> {
    pub(super) fn synopsis(&mut self) {
        self.section("synopsis");
        self.legend();
        self.column_heads();
        self.markup.raw("<div id=\"levels\">\n");
        let excerpt = self.excerpt;
        for row in excerpt.rows() {
            match row.parallel {
                Some(parallel) => self.parallel(parallel, &row),
                None => self.asides(&row),
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
            "<mark class=\"v\">other words</mark>, <ins>added words</ins>, ",
            "<mark class=\"s\">the shared words where little is shared</mark>, ",
            "<mark class=\"b\">words that only the base has</mark>, ",
            "<mark class=\"d\">a discrepancy</mark>; the readings of a parallel show also ",
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
            let title = excerpt.name(source);
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

    fn parallel(&mut self, parallel: usize, row: &LevelRow) {
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
        self.cells(row);
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

    fn cells(&mut self, row: &LevelRow) {
        let excerpt = self.excerpt;
        for source in excerpt.sources().map(|source| source.id) {
            let siglum = source.siglum();
            let Some(cell) = row.cells.get(source.index()) else { continue };
            let class = match cell {
                // Its style says so in words, and the facts name it, too.
                Cell::Untold => {
                    if self.has_columns() {
                        self.markup.element("li", &[("class", "untold"), ("data-source", &siglum)], "");
                    }
                    continue;
                }
                Cell::Alone(asides) if asides.is_empty() => continue,
                Cell::Told(_) if source == self.base => "base",
                Cell::Told(_) | Cell::Alone(_) => "",
            };
            let attributes = [("data-source", siglum.as_str()), ("class", class)];
            self.markup.open("li", if class.is_empty() { &attributes[..1] } else { &attributes });
            self.siglum(source);
            match cell {
                Cell::Told(tellings) => tellings.iter().for_each(|telling| self.telling(row.parallel, telling)),
                Cell::Alone(asides) => asides.iter().for_each(|aside| self.aside(source, aside)),
                Cell::Untold => {}
            }
            self.markup.raw("</li>");
        }
    }

    /// A passage that the script can mark anew: it carries its row and its parallel's number.
    fn telling(&mut self, parallel: Option<usize>, telling: &Telling) {
        let Some(parallel) = parallel else { return };
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let Some(row) = passages.iter().position(|p| *p == telling.passage) else { return };
        let in_base = base_passage(self.comparison, parallel, self.base) == row;
        self.markup.raw(" ");
        if telling.repeat {
            self.markup.raw("<span class=\"again\">again:</span> ");
        }
        let key = format!("{}.{row}", parallel + 1);
        let strokes = self.excerpt.revision(parallel, row);
        let words: String = strokes.iter().map(Stroke::words).collect();
        self.open_foreign("p", ("data-row", &key), telling.passage.source, &words);
        strokes.iter().for_each(|stroke| self.stroke(stroke, in_base));
        self.markup.raw("</p> ");
        self.place(telling.passage);
    }

    fn aside(&mut self, source: SourceId, aside: &Aside) {
        let text = self.excerpt.text(Passage { source, range: aside.range });
        self.markup.raw(" ");
        self.foreign("p", if aside.boilerplate { "boilerplate" } else { "alone" }, source, text);
    }

    fn asides(&mut self, row: &LevelRow) {
        self.markup.raw("<div class=\"asides\"><ul class=\"level\">");
        self.cells(row);
        self.markup.raw("</ul></div>\n");
    }
}
