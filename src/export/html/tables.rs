//! The sources, who tells what, and how close the sources are: tables.

use super::super::excerpt::Excerpt;
use super::super::place::{copied, names, shortened};
use super::Page;
use crate::source::Source;
use crate::text::visible_line;
use crate::view::matrix;

/// A column of the table of sources.
struct Column {
    title: &'static str,
    value: fn(&Excerpt, &Source) -> String,
}

/// What is known of a source. A column that would be empty is left out.
const COLUMNS: [Column; 7] = [
    Column { title: "title", value: |excerpt, source| excerpt.name(source) },
    Column { title: "outlet", value: |_, source| line(source.meta.outlet.as_deref()) },
    Column { title: "author", value: |_, source| line(source.meta.author.as_deref()) },
    Column { title: "date", value: |_, source| source.meta.date.map(|date| date.to_string()).unwrap_or_default() },
    Column {
        title: "words",
        value: |_, source| source.text.tokens().iter().filter(|t| t.is_word()).count().to_string(),
    },
    Column { title: "copy", value: |_, source| copied(source).unwrap_or_default() },
    Column { title: "file", value: |excerpt, source| line(Some(excerpt.path(source))) },
];

fn line(known: Option<&str>) -> String {
    visible_line(known.unwrap_or_default()).into_owned()
}

impl Page<'_> {
    pub(super) fn sources(&mut self) {
        let excerpt = self.excerpt;
        self.section("sources");
        self.table("sources");
        self.markup.raw("<thead><tr>");
        self.markup.raw("<th scope=\"col\"><span class=\"unseen\">siglum</span></th>");
        let columns: Vec<&Column> = COLUMNS
            .iter()
            .filter(|column| excerpt.sources().any(|source| !(column.value)(excerpt, source).is_empty()))
            .collect();
        for column in &columns {
            self.markup.element("th", &[("scope", "col")], column.title);
        }
        self.markup.raw("</tr></thead><tbody>");
        for source in excerpt.sources() {
            self.markup.raw("<tr><th scope=\"row\">");
            self.siglum(source.id);
            self.markup.raw("</th>");
            for column in &columns {
                self.markup.element(
                    "td",
                    &[("class", column.title), ("dir", "auto")],
                    &(column.value)(excerpt, source),
                );
            }
            self.markup.raw("</tr>");
        }
        self.markup.raw("</tbody></table></div>\n</section>\n");
    }

    pub(super) fn coverage(&mut self) {
        let excerpt = self.excerpt;
        self.section("coverage");
        let beside = self.has_columns();
        self.table(if beside { "coverage beside" } else { "coverage" });
        self.markup.raw(if beside { "<caption>● told, ○ not told</caption>" } else { "" });
        self.markup.raw("<thead><tr><th scope=\"col\">no.</th><th scope=\"col\">parallel</th>");
        if beside {
            self.source_heads();
        } else {
            self.markup.raw("<th scope=\"col\">told by</th>");
        }
        self.markup.raw("<th scope=\"col\">relation</th><th scope=\"col\">differs in</th></tr></thead><tbody>");
        for entry in &excerpt.entries {
            self.markup.raw("<tr><td>");
            self.number(entry.parallel);
            self.markup.raw("</td>");
            self.markup.element("th", &[("scope", "row"), ("dir", "auto")], &shortened(&entry.label, LABEL));
            for source in excerpt.sources().filter(|_| beside) {
                let told = entry.told.get(source.id.index()) == Some(&true);
                // HTML ends a cell where the next one begins.
                self.markup.raw(if told { "<td>●" } else { "<td>○" });
            }
            if !beside {
                self.markup.element("td", &[], &names(excerpt.told(entry).into_iter()));
            }
            self.markup.element("td", &[], entry.relation.name());
            let kinds: Vec<&str> = entry.discrepancies.iter().map(|kind| kind.name()).collect();
            self.markup.element("td", &[], &kinds.join(", "));
            self.markup.raw("</tr>\n");
        }
        self.markup.raw("</tbody></table></div>\n</section>\n");
    }

    pub(super) fn closeness(&mut self) {
        let excerpt = self.excerpt;
        self.section("closeness");
        self.table("closeness");
        self.markup
            .raw("<caption>How much of the source at the left stands in the source above, too, in per cent of its ");
        self.markup.raw("words; last, in any other</caption><thead><tr><th scope=\"col\">source</th>");
        self.source_heads();
        self.markup.raw("<th scope=\"col\">any</th></tr></thead><tbody>");
        let matrix = matrix(self.comparison);
        for source in excerpt.sources() {
            let line = matrix.get(source.id.index()).map(Vec::as_slice).unwrap_or_default();
            self.markup.raw("<tr><th scope=\"row\">");
            self.siglum(source.id);
            self.markup.raw(" ");
            self.markup.element("span", &[("dir", "auto")], &excerpt.name(source));
            self.markup.raw("</th>");
            let any = line.get(source.id.index()).copied().unwrap_or_default();
            for other in excerpt.sources() {
                match line.get(other.id.index()) {
                    Some(close) if other.id != source.id => self.per_cent(close.share()),
                    Some(_) | None => self.markup.raw("<td>–</td>"),
                }
            }
            self.per_cent(any.share());
            self.markup.raw("</tr>");
        }
        self.markup.raw("</tbody></table></div>\n</section>\n");
    }

    fn per_cent(&mut self, share: f32) {
        let per_cent = format!("{:.0}", share * 100.0);
        self.markup.element("td", &[("style", &format!("--share: {per_cent}%"))], &per_cent);
    }
}

/// Columns of a label in a table.
const LABEL: usize = 90;
