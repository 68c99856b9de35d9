//! The overview: how the page opens.

use super::super::glance::{self, Section};
use super::super::paper::{Ink, Run};
use super::super::place::copied;
use super::Page;
use crate::text::visible_line;
use crate::view::counted;

impl Page<'_> {
    /// The sources in a line each, then the story at a glance.
    pub(super) fn overview(&mut self) {
        self.section("overview");
        let overview = self.excerpt.overview();
        self.markup.raw("<ul class=\"plain told\">");
        for line in &overview.sources {
            self.markup.raw("<li>");
            self.siglum(line.source);
            self.markup.raw(" ");
            self.markup.element("span", &[("dir", "auto")], &self.excerpt.called(line.source));
            let mut facts = vec![counted(line.words, "word", "words")];
            let outlet = line.outlet.as_deref().map(|outlet| visible_line(outlet).into_owned());
            facts.extend(outlet.filter(|outlet| *outlet != self.excerpt.called(line.source)));
            facts.extend(line.date.map(|date| date.to_string()));
            facts.extend(copied(self.excerpt.source(line.source)));
            self.markup.raw(" ");
            self.markup.element("span", &[("class", "outlet")], &facts.join(", "));
            self.markup.raw("</li>");
        }
        self.markup.raw("</ul>\n");
        for line in glance::rests(&overview) {
            self.markup.element("p", &[("class", "facts")], &line);
        }
        self.markup.raw("<div class=\"glance\">\n");
        for section in glance::sections(self.excerpt, &overview) {
            self.glance(&section);
        }
        self.markup.raw("</div>\n</section>\n");
    }

    fn glance(&mut self, section: &Section) {
        self.markup.raw("<div>");
        self.markup.element("h3", &[], &section.title);
        self.markup.raw("<ul class=\"plain\">");
        for item in &section.items {
            self.markup.raw("<li dir=\"auto\">");
            if !item.lead.is_empty() {
                self.markup.element("strong", &[("class", "lead")], &item.lead);
                self.markup.raw(" ");
            }
            if let Some(parallel) = item.parallel {
                self.number(parallel);
                self.markup.raw(" ");
            }
            item.runs.iter().for_each(|run| self.run(run));
            if !item.readings.is_empty() {
                self.markup.raw("<span class=\"readings\">");
                // By their sources, whatever the base is: the script need not move them.
                let mut readings: Vec<&[Run; 2]> = item.readings.iter().collect();
                readings.sort_by_key(|[names, _]| names.text().to_owned());
                for [names, words] in readings {
                    self.markup.raw("<span>");
                    self.run(names);
                    self.markup.raw(" ");
                    self.run(words);
                    self.markup.raw("</span> ");
                }
                self.markup.raw("</span>");
            }
            self.markup.raw("</li>");
        }
        self.markup.raw("</ul></div>\n");
    }

    fn run(&mut self, run: &Run) {
        match run.ink() {
            Ink::Strong => self.markup.element("strong", &[], run.text()),
            Ink::Faint => self.markup.element("span", &[("class", "outlet")], run.text()),
            Ink::Grave => self.markup.element("span", &[("class", "kind")], run.text()),
            Ink::Plain | Ink::Varied | Ink::Added | Ink::Gone | Ink::Moved => self.markup.text(run.text()),
        }
    }
}
