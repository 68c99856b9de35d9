//! The sources side by side: each parallel an article with a cell a source, its readings folded below it.

use super::super::place::shortened;
use super::Page;
use crate::align::Passage;
use crate::source::SourceId;
use crate::view::{Aside, Cell, Row, Telling, apparatus, base_passage, levels, row};

/// Columns of a heading: the label is words of a passage, which stand below it in full.
const HEADING: usize = 100;

impl Page<'_> {
    pub(super) fn synopsis(&mut self) {
        self.section("synopsis");
        self.legend();
        self.column_heads();
        self.markup.raw("<div id=\"levels\">\n");
        for level in levels(self.comparison, self.base) {
            let row = row(self.comparison, &level, self.base);
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
            "<mark class=\"d\">a discrepancy</mark>; in the readings also <del>words of the base</del> ",
            "that are not there.</p>\n",
        ));
        self.markup.raw(concat!(
            "<p class=\"choices\"><label><input type=\"checkbox\" id=\"stacked\"> under each other</label> ",
            "<label><input type=\"checkbox\" id=\"hide-asides\"> parallels only</label></p>\n",
        ));
    }

    fn column_heads(&mut self) {
        self.markup.raw("<div class=\"heads\">");
        let excerpt = self.excerpt;
        for source in excerpt.sources() {
            let siglum = source.id.siglum();
            let title = excerpt.name(source);
            self.markup.open("div", &[("class", "head"), ("data-source", &siglum)]);
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

    fn parallel(&mut self, parallel: usize, row: &Row) {
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
        if !absent.is_empty() {
            self.markup.raw(" · not by ");
            self.sigla(absent.into_iter());
        }
        self.markup.raw(" · ");
        self.markup.text(entry.relation.name());
        for kind in &entry.discrepancies {
            self.markup.raw(" · ");
            self.markup.element("strong", &[("class", "kind")], &format!("≠ {}", kind.name()));
        }
        self.markup.raw("</p>\n<ul class=\"level\">");
        self.cells(row);
        self.markup.raw("</ul>\n");
        self.readings(parallel);
        self.markup.raw("</article>\n");
    }

    fn cells(&mut self, row: &Row) {
        let excerpt = self.excerpt;
        for (source, column) in excerpt.sources().map(|source| source.id).zip(1..) {
            let siglum = source.siglum();
            let column = format!("--c: {column}");
            let Some(cell) = row.cells.get(source.index()) else { continue };
            match cell {
                Cell::Told(tellings) => {
                    self.markup.open("li", &[("data-source", &siglum), ("style", &column)]);
                    self.siglum(source);
                    for telling in tellings {
                        self.telling(row.parallel, telling);
                    }
                    self.markup.raw("</li>");
                }
                Cell::Untold => {
                    self.markup.open("li", &[("class", "untold"), ("data-source", &siglum), ("style", &column)]);
                    self.markup.raw("does not tell it</li>");
                }
                Cell::Alone(asides) if asides.is_empty() => {}
                Cell::Alone(asides) => {
                    self.markup.open("li", &[("data-source", &siglum), ("style", &column)]);
                    self.siglum(source);
                    asides.iter().for_each(|aside| self.aside(source, aside));
                    self.markup.raw("</li>");
                }
            }
        }
    }

    fn telling(&mut self, parallel: Option<usize>, telling: &Telling) {
        let Some(parallel) = parallel else { return };
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let Some(row) = passages.iter().position(|p| *p == telling.passage) else { return };
        let source = telling.passage.source;
        let in_base = base_passage(self.comparison, parallel, self.base) == row;
        self.markup.raw(" ");
        if telling.repeat {
            self.markup.raw("<span class=\"again\">again:</span> ");
        }
        self.open_passage("p", parallel, row, source);
        let excerpt = self.excerpt;
        excerpt.telling(telling).iter().for_each(|stroke| self.stroke(stroke, in_base));
        self.markup.raw("</p>");
    }

    /// A passage that the script can mark anew: it carries its row and its parallel's number.
    fn open_passage(&mut self, tag: &'static str, parallel: usize, row: usize, source: SourceId) {
        let language = self.comparison.corpus.source(source).text.language().tag().unwrap_or("und");
        let key = format!("{}.{row}", parallel + 1);
        self.markup.open(tag, &[("class", "passage"), ("data-row", &key), ("lang", language), ("dir", "auto")]);
    }

    fn aside(&mut self, source: SourceId, aside: &Aside) {
        let text = self.excerpt.text(Passage { source, range: aside.range });
        self.markup.raw(" ");
        self.foreign("p", if aside.boilerplate { "boilerplate" } else { "alone" }, source, text);
    }

    fn asides(&mut self, row: &Row) {
        self.markup.raw("<div class=\"asides\"><ul class=\"level\">");
        self.cells(row);
        self.markup.raw("</ul></div>\n");
    }

    fn readings(&mut self, parallel: usize) {
        self.markup.raw("<details class=\"readings\"><summary>Readings</summary><table><caption>");
        self.markup.raw("Readings, the base first</caption><thead><tr><th scope=\"col\">source</th>");
        self.markup.raw("<th scope=\"col\">words</th><th scope=\"col\">place</th></tr></thead><tbody>");
        let excerpt = self.excerpt;
        let passages = &self.comparison.alignment.parallels[parallel].passages;
        let base_row = base_passage(self.comparison, parallel, self.base);
        for line in apparatus(self.comparison, parallel, self.base).lines {
            let Some(row) = passages.iter().position(|p| *p == line.passage) else { continue };
            let source = line.passage.source;
            self.markup.raw("<tr><th scope=\"row\">");
            self.siglum(source);
            self.markup.raw("</th>");
            self.open_passage("td", parallel, row, source);
            excerpt.revision(parallel, row).iter().for_each(|stroke| self.stroke(stroke, row == base_row));
            self.markup.raw("</td><td>");
            self.place(line.passage);
            self.markup.raw("</td></tr>");
        }
        self.markup.raw("</tbody></table></details>\n");
    }
}
