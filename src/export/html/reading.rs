//! How each source names those it writes of, and what a reader noted.

use super::super::place::said;
use super::Page;
use crate::view::{Framing, Named};

impl Page<'_> {
    pub(super) fn framing(&mut self) {
        let excerpt = self.excerpt;
        self.section("framing");
        let found = excerpt.framing();
        if found.is_empty() {
            self.markup.raw("<p>Nobody is named in different ways.</p>\n</section>\n");
            return;
        }
        self.table("framing");
        self.markup.raw("<caption>Titles, epithets, and the verbs that introduce their words</caption><thead><tr>");
        self.markup.raw("<th scope=\"col\">who or what</th>");
        self.source_heads();
        self.markup.raw("</tr></thead><tbody>");
        for referent in found {
            self.markup.raw("<tr>");
            self.markup.element("th", &[("scope", "row"), ("dir", "auto")], &referent.name);
            for source in excerpt.sources() {
                self.markup.raw("<td>");
                if let Some(framing) = referent.framings.get(source.id.index()) {
                    self.named(framing);
                }
                self.markup.raw("</td>");
            }
            self.markup.raw("</tr>\n");
        }
        self.markup.raw("</tbody></table></div>\n</section>\n");
    }

    /// How one source names somebody.
    fn named(&mut self, framing: &Framing) {
        let Framing { epithets, plain, cues, first } = framing;
        if first.is_none() {
            // Of many sources most are silent of most, and an empty cell says so.
            let said = if self.has_columns() { "<span class=\"untold\">not named</span>" } else { "" };
            return self.markup.raw(said);
        }
        self.markup.raw("<ul class=\"plain\">");
        for named in epithets {
            self.counted(named, "");
        }
        if *plain > 0 {
            self.markup.element("li", &[("class", "facts")], &format!("by name {plain}×"));
        }
        for named in cues {
            self.counted(named, "cue");
        }
        self.markup.raw("</ul>");
    }

    fn counted(&mut self, named: &Named, class: &str) {
        self.markup.raw("<li>");
        let words = if self.excerpt.may_show(&named.words) { &named.words } else { "…" };
        self.foreign("span", class, named.place.source, words);
        self.markup.raw(" ");
        self.markup.element("span", &[("class", "facts")], &format!("{}×", named.count));
        self.markup.raw("</li>");
    }

    pub(super) fn notes(&mut self) {
        let excerpt = self.excerpt;
        self.section("notes");
        self.markup.raw("<ul class=\"plain\">\n");
        for note in excerpt.notes() {
            self.markup.raw("<li>");
            self.markup.element("strong", &[("dir", "auto")], said(note));
            self.markup.raw(" ");
            self.markup.element("q", &[("dir", "auto")], &excerpt.noted(note));
            self.markup.raw(" ");
            self.markup.element("span", &[("class", "facts")], &excerpt.noted_at(note));
            if let Some(home) = note.place.and_then(|place| excerpt.parallels_at(place).first().copied()) {
                self.markup.raw(" ");
                self.number(home);
            }
            self.markup.raw("</li>\n");
        }
        self.markup.raw("</ul>\n</section>\n");
    }
}
