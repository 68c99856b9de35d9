//! One web page that needs nothing else: no network, no other file, and no script to be read.
//!
//! The script that comes with it moves by keyboard, filters and switches the base; it finds what that needs in the page.

mod bases;
mod findings;
mod glance;
mod grid;
mod long;
mod reading;
mod synopsis;
mod tables;

use super::excerpt::Excerpt;
use super::markup::{Markup, noncharacter};
use super::place::reads_leftwards;
use super::scope::Part;
use super::wording::Stroke;
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::view::Mark;
use crate::view::counted;
use std::io;

/// Writes the page.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let (comparison, base) = (&*excerpt.comparison, excerpt.base);
    let mut page = Page { excerpt, comparison, base, long: false, language: LANGUAGE, markup: Markup::default() };
    page.long = page.is_long();
    page.head();
    page.banner();
    page.markup.raw("<main id=\"main\">\n");
    for section in page.sections() {
        if let Some(write) = if page.long { section.write_long } else { Some(section.write) } {
            write(&mut page);
        }
    }
    page.markup.raw("</main>\n");
    page.foot();
    out.write_all(page.markup.finish().as_bytes())
}

struct Page<'a> {
    excerpt: &'a Excerpt<'a>,
    comparison: &'a Comparison,
    base: SourceId,
    /// It says shortly what a page of few passages writes out.
    long: bool,
    /// The language of what is written around a text: one in it need not say so.
    language: &'static str,
    markup: Markup,
}

/// A section of the page.
struct Section {
    anchor: &'static str,
    title: &'static str,
    /// The part of an export that it is; the sources are in every one.
    part: Option<Part>,
    write: fn(&mut Page<'_>),
    /// How a long page has it; nothing where it would say again what stands beside the parallels.
    write_long: Option<fn(&mut Page<'_>)>,
}

static SECTIONS: [Section; 10] = [
    Section {
        anchor: "overview",
        title: "At a glance",
        part: None,
        write: |page| page.overview(),
        write_long: Some(|page| page.overview()),
    },
    Section {
        anchor: "synopsis",
        title: "Side by side",
        part: Some(Part::Synopsis),
        write: |page| page.synopsis(),
        write_long: Some(|page| page.long_synopsis()),
    },
    Section {
        anchor: "sources",
        title: "Sources",
        part: None,
        write: |page| page.sources(),
        write_long: Some(|page| page.sources()),
    },
    Section {
        anchor: "coverage",
        title: "Who tells what",
        part: Some(Part::Matrix),
        write: |page| page.coverage(),
        write_long: None,
    },
    Section {
        anchor: "closeness",
        title: "How close they are",
        part: Some(Part::Matrix),
        write: |page| page.closeness(),
        write_long: Some(|page| page.closeness()),
    },
    Section {
        anchor: "discrepancies",
        title: "Where they disagree",
        part: Some(Part::Discrepancies),
        write: |page| page.discrepancies(),
        write_long: Some(|page| page.long_discrepancies()),
    },
    Section {
        anchor: "quotations",
        title: "Who is quoted",
        part: Some(Part::Quotations),
        write: |page| page.quotations(),
        write_long: Some(|page| page.long_quotations()),
    },
    Section {
        anchor: "framing",
        title: "Who is named how",
        part: Some(Part::Framing),
        write: |page| page.framing(),
        write_long: Some(|page| page.framing()),
    },
    Section {
        anchor: "notes",
        title: "Notes and bookmarks",
        part: Some(Part::Notes),
        write: |page| page.notes(),
        write_long: Some(|page| page.notes()),
    },
    Section {
        anchor: "only-here",
        title: "What only one tells",
        part: Some(Part::OnlyHere),
        write: |page| page.only_here(),
        write_long: None,
    },
];

/// The hash of the script's element, so that no other script runs in the page. A test says what it must be.
const SCRIPT_HASH: &str = "sha256-NqmedG285rFzKT18xAXJVlwRTU8ugg6kgjP7hPVhaQQ=";

impl Page<'_> {
    fn sections(&self) -> impl Iterator<Item = &'static Section> + use<> {
        let here = |section: &Section| !self.long || section.write_long.is_some();
        let shown = |section: &Section| here(section) && section.part.is_none_or(|part| self.excerpt.holds(part));
        let shown: Vec<bool> = SECTIONS.iter().map(shown).collect();
        SECTIONS.iter().zip(shown).filter(|(_, shown)| *shown).map(|(section, _)| section)
    }

    fn head(&mut self) {
        self.markup.raw(concat!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"color-scheme\" content=\"light dark\">\n",
            "<meta name=\"generator\" content=\"parallax\">\n",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; ",
            "style-src 'unsafe-inline'; script-src '",
        ));
        self.markup.raw(SCRIPT_HASH);
        self.markup.raw("'\">\n");
        self.markup.element("title", &[], &format!("{} – parallax", self.excerpt.title()));
        self.markup.raw(concat!("\n<style>\n", include_str!("../../../assets/export/page.css")));
        self.markup.raw(if self.long {
            include_str!("../../../assets/export/long.css")
        } else {
            include_str!("../../../assets/export/boxes.css")
        });
        if self.has_columns() {
            self.column_styles();
        }
        self.markup.raw("</style>\n</head>\n<body>");
        let first = if self.excerpt.holds(Part::Synopsis) { "#synopsis" } else { "#main" };
        self.markup.raw("\n");
        self.markup.element("a", &[("class", "skip"), ("href", first)], "Skip to the comparison");
        self.markup.raw("\n");
    }

    /// Whether the sources can stand side by side.
    fn has_columns(&self) -> bool {
        self.excerpt.sources().count() <= MOST_BESIDE
    }

    /// The sources side by side where the window is wide enough; longer texts have broader columns.
    fn column_styles(&mut self) {
        let breadths = &self.excerpt.synopsis().breadths;
        let breadth = |source: &Source| breadths.get(source.id.index()).map_or(1.0, |b| f64::from(*b) / 100.0);
        let breadths: Vec<f64> = self.excerpt.sources().map(breadth).collect();
        let columns: Vec<String> = breadths.iter().map(|breadth| format!("minmax(0, {breadth}fr)")).collect();
        let wide = breadths.iter().sum::<f64>() * COLUMN;
        self.markup.text(&format!(
            ":root {{ --columns: {}; }}\n@media screen and (min-width: {wide:.0}rem) {{\n",
            columns.join(" ")
        ));
        if self.long {
            self.markup.raw(include_str!("../../../assets/export/long-columns.css"));
            for (source, column) in self.excerpt.sources().zip(1..) {
                self.markup
                    .text(&format!("  .level [data-source={}] {{ grid-column: {column}; }}\n", source.id.siglum()));
            }
        } else {
            self.markup.raw(include_str!("../../../assets/export/columns.css"));
        }
        self.markup.raw("}\n");
    }

    fn banner(&mut self) {
        self.markup.raw("<header class=\"banner\">\n");
        self.markup.element("h1", &[("dir", "auto")], &self.excerpt.title());
        let mut facts = vec![counted(self.excerpt.entries.len(), "parallel", "parallels")];
        if self.excerpt.holds(Part::Discrepancies) {
            facts.push(counted(self.excerpt.discrepancies().len(), "discrepancy", "discrepancies"));
        }
        if self.excerpt.holds(Part::OnlyHere) {
            let alone = self.comparison.only_here.len();
            facts.push(counted(alone, "passage told by one only", "passages told by one only"));
        }
        let facts = format!("{}: {}", self.excerpt.subtitle(), facts.join(", "));
        self.markup.element("p", &[("class", "facts")], &facts);
        self.markup.raw("\n<nav aria-label=\"Sections\"><ul>");
        for section in self.sections() {
            self.markup.raw("<li>");
            self.markup.element("a", &[("href", &format!("#{}", section.anchor))], section.title);
            self.markup.raw("</li>");
        }
        self.markup.raw("</ul></nav>\n</header>\n");
    }

    fn foot(&mut self) {
        self.markup.raw("<footer><p>Made by parallax. Every mark can be traced to a line of a source.</p></footer>\n");
        if self.excerpt.holds(Part::Synopsis) {
            self.bases();
            self.markup.raw(concat!("<script>\n", include_str!("../../../assets/export/page.js"), "</script>\n"));
        }
        self.markup.raw("</body>\n</html>\n");
    }

    /// The start of a section with its heading; it is closed by the caller.
    fn section(&mut self, anchor: &'static str) {
        let title = SECTIONS.iter().find(|section| section.anchor == anchor).map_or(anchor, |section| section.title);
        let heading = format!("{anchor}-title");
        self.markup.open("section", &[("id", anchor), ("aria-labelledby", &heading)]);
        self.markup.raw("\n");
        self.markup.element("h2", &[("id", &heading)], title);
        self.markup.raw("\n");
    }

    /// The start of a table in a box that scrolls where the table is too wide.
    fn table(&mut self, class: &'static str) {
        self.markup.open("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "table")]);
        self.markup.open("table", &[("class", class)]);
    }

    /// A siglum as a badge. There are thousands in a page of many sources, so `b` is used for nothing else, and the script gives
    /// them their names.
    fn siglum(&mut self, source: SourceId) {
        self.markup.element("b", &[], &source.siglum());
    }

    /// Sigla as badges.
    fn sigla(&mut self, sources: impl Iterator<Item = SourceId>) {
        let mut last = None;
        for source in sources {
            if last.is_some() && last != Some(source) {
                self.markup.raw(" ");
            }
            if last != Some(source) {
                self.siglum(source);
            }
            last = Some(source);
        }
    }

    /// The number of a parallel, as a link where it stands in the page.
    fn number(&mut self, parallel: usize) {
        let number = (parallel + 1).to_string();
        if self.long {
            self.markup.raw("<a href=#p");
            self.markup.text(&number);
            self.markup.raw(">");
            self.markup.text(&number);
            self.markup.raw("</a>");
        } else if self.excerpt.holds(Part::Synopsis) {
            self.markup.element("a", &[("class", "number"), ("href", &format!("#p{number}"))], &number);
        } else {
            self.markup.element("span", &[("class", "number")], &number);
        }
    }

    /// A head for each source, its siglum.
    fn source_heads(&mut self) {
        for source in self.excerpt.sources() {
            self.markup.raw("<th scope=\"col\">");
            self.siglum(source.id);
            self.markup.raw("</th>");
        }
    }

    /// Text of a source in an element that says its language; its direction is its own.
    fn foreign(&mut self, tag: &'static str, class: &str, source: SourceId, text: &str) {
        self.open_foreign(tag, ("class", class), source, text);
        self.markup.text(text);
        self.markup.close(tag);
    }

    /// The start of an element for text of a source.
    fn open_foreign(&mut self, tag: &'static str, attribute: (&'static str, &str), source: SourceId, text: &str) {
        let mut attributes = vec![attribute];
        attributes.extend(self.foreign_attributes(source, text));
        self.markup.open(tag, &attributes);
    }

    /// What is said of the text of a source. There are thousands of them in a page of many sources, so what the page says
    /// already is not said again: its language, and that one reads from left to right.
    fn foreign_attributes(&self, source: SourceId, text: &str) -> Vec<(&'static str, &'static str)> {
        let language = self.comparison.corpus.source(source).text.language().tag().unwrap_or("und");
        let mut attributes = Vec::new();
        if language != self.language {
            attributes.push(("lang", language));
        }
        // What stands in for what is no character is read as it is.
        if text.chars().any(|c| reads_leftwards(c) && !noncharacter(c)) {
            attributes.push(("dir", "auto"));
        }
        attributes
    }

    /// Marked words of a passage.
    fn stroke(&mut self, stroke: &Stroke, in_base: bool) {
        let words = stroke.words();
        let &Stroke::Own(piece, _) = stroke else {
            // The style puts a blank behind it: the script takes everything else for the passage's own words.
            return if matches!(stroke, Stroke::Omitted(_)) {
                self.markup.element("del", &[], words)
            } else {
                self.markup.text(words)
            };
        };
        if let Some(kind) = piece.discrepancy {
            return self.markup.element("mark", &[("class", "d"), ("data-kind", kind.name())], words);
        }
        match piece.mark {
            Mark::Plain => self.markup.text(words),
            Mark::Shared => self.markup.element("mark", &[("class", "s")], words),
            Mark::Varied | Mark::Added if in_base => self.markup.element("mark", &[("class", "b")], words),
            Mark::Varied => self.markup.element("mark", &[("class", "v")], words),
            Mark::Added => self.markup.element("ins", &[], words),
        }
    }

    /// `line 12`; the table of sources names the file. There are as many as passages, so `small` is used for nothing else.
    fn place(&mut self, place: Passage) {
        let line = self.excerpt.line(place);
        self.markup.element("small", &[], &format!("line {line}"));
    }
}

/// The language of the page's own words.
const LANGUAGE: &str = "en";

/// The most sources that stand side by side: more have no room on any but the widest screens, and saying of each in its column
/// what it does not tell would weigh more than all that they tell.
const MOST_BESIDE: usize = 12;

/// The width, in rem (the reader's font size), that a column needs to hold prose: about 25 letters. Where the window is too
/// narrow for all columns, the sources stand under each other.
const COLUMN: f64 = 12.0;
