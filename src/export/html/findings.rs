//! Discrepancies, quotations, and what only one source tells: lists.

use super::super::place::shortened;
use super::Page;

/// Columns of a label in a list.
const LABEL: usize = 90;

impl Page<'_> {
    pub(super) fn discrepancies(&mut self) {
        self.section("discrepancies");
        let found = self.excerpt.discrepancies();
        if found.is_empty() {
            self.markup.raw("<p>No discrepancy was found.</p>\n</section>\n");
            return;
        }
        self.table("discrepancies");
        self.markup.raw("<caption>The gravest first</caption><thead><tr><th scope=\"col\">kind</th>");
        self.markup.raw("<th scope=\"col\">no.</th><th scope=\"col\">parallel</th><th scope=\"col\">readings</th>");
        self.markup.raw("</tr></thead><tbody>");
        for one in found {
            self.markup.raw("<tr>");
            self.markup.element("th", &[("scope", "row")], one.kind.name());
            self.markup.raw("<td>");
            self.number(one.parallel);
            self.markup.raw("</td>");
            let entry = self.excerpt.entry(one.parallel);
            let label = entry.map(|entry| shortened(&entry.label, LABEL)).unwrap_or_default();
            self.markup.element("td", &[("dir", "auto")], &label);
            self.markup.raw("<td><ul class=\"plain\">");
            for places in &one.readings {
                let Some(&first) = places.first() else { continue };
                self.markup.raw("<li>");
                self.foreign("q", "reading", first.source, &self.excerpt.differing(first));
                self.markup.raw(" ");
                self.sigla(places.iter().map(|place| place.source));
                self.markup.raw("</li>");
            }
            self.markup.raw("</ul></td></tr>\n");
        }
        self.markup.raw("</tbody></table></div>\n</section>\n");
    }

    pub(super) fn quotations(&mut self) {
        self.section("quotations");
        let found = self.excerpt.utterances();
        if found.is_empty() {
            self.markup.raw("<p>Nobody is quoted.</p>\n");
        }
        for one in found {
            self.markup.raw("<article class=\"utterance\">");
            self.markup.element("h3", &[("dir", "auto")], one.speaker.as_deref().unwrap_or("Speaker not named"));
            if !one.parallels.is_empty() {
                self.markup.raw("<p class=\"facts\">in ");
                for &parallel in &one.parallels {
                    self.number(parallel);
                    self.markup.raw(" ");
                }
                self.markup.raw("</p>");
            }
            self.markup.raw("<ul class=\"plain\">");
            for wording in &one.wordings {
                let source = wording.place.source;
                self.markup.raw("<li>");
                self.siglum(source);
                self.markup.raw(" ");
                self.foreign("q", "wording", source, &self.excerpt.words(wording.place));
                self.markup.raw(" ");
                if let Some(other) = one.other_speaker(wording) {
                    self.markup.element("span", &[("class", "outlet"), ("dir", "auto")], other);
                    self.markup.raw(" ");
                }
                self.place(wording.place);
                self.markup.raw("</li>");
            }
            self.markup.raw("</ul>");
            if !one.unquoted.is_empty() {
                self.markup.raw("<p class=\"facts\">");
                self.sigla(one.unquoted.iter().copied());
                self.markup.raw(" told without these quotation marks</p>");
            }
            self.markup.raw("</article>\n");
        }
        self.markup.raw("</section>\n");
    }

    pub(super) fn only_here(&mut self) {
        self.section("only-here");
        let excerpt = self.excerpt;
        for source in excerpt.sources() {
            let mut own = self.comparison.only_here.iter().filter(|p| p.source == source.id).peekable();
            if own.peek().is_none() {
                continue;
            }
            self.markup.raw("<h3>");
            self.siglum(source.id);
            self.markup.raw(" ");
            self.markup.element("span", &[("dir", "auto")], &excerpt.name(source));
            self.markup.raw("</h3>\n<ul class=\"plain\">");
            for &passage in own {
                self.markup.raw("<li>");
                self.foreign("span", "alone", source.id, &self.excerpt.words(passage));
                self.markup.raw(" ");
                self.place(passage);
                self.markup.raw("</li>\n");
            }
            self.markup.raw("</ul>\n");
        }
        self.markup.raw("</section>\n");
    }
}
