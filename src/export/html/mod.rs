//! One web page that needs nothing else: no network, no other file, and no script to be read.
//!
//! The script that comes with it moves by keyboard, filters and switches the base; it finds what that needs in the page.

mod bases;
mod findings;
mod synopsis;
mod tables;

use super::markup::Markup;
use super::place::name;
use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::text::{TextRange, visible_line};
use crate::view::{Entry, Mark, Piece, outline};
use std::io;

/// Writes the page, read against a base.
pub fn write(comparison: &Comparison, base: SourceId, out: &mut dyn io::Write) -> io::Result<()> {
    let entries = outline(comparison);
    let mut page = Page { comparison, base, entries, markup: Markup::default() };
    page.head();
    page.banner();
    page.markup.raw("<main id=\"main\">\n");
    page.sources();
    page.synopsis();
    page.coverage();
    page.closeness();
    page.disagreements();
    page.quotations();
    page.only_here();
    page.markup.raw("</main>\n");
    page.foot();
    out.write_all(page.markup.finish().as_bytes())
}

struct Page<'a> {
    comparison: &'a Comparison,
    base: SourceId,
    entries: Vec<Entry>,
    markup: Markup,
}

/// The hash of the script's element, so that no other script runs in the page. A test says what it must be.
const SCRIPT_HASH: &str = "sha256-Nucd9IREIXMgE6pDUFaAyDWByoQfL9CW8vJLcZwdDmY=";

/// The sections, by their anchors.
const SECTIONS: [(&str, &str); 7] = [
    ("#sources", "Sources"),
    ("#synopsis", "Side by side"),
    ("#coverage", "Who tells what"),
    ("#closeness", "How close they are"),
    ("#disagreements", "Where they disagree"),
    ("#quotations", "Who is quoted"),
    ("#only-here", "Only here"),
];

impl<'a> Page<'a> {
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
        let title = format!("{} sources side by side – parallax", self.comparison.corpus.sources.len());
        self.markup.element("title", &[], &title);
        self.markup.raw(concat!(
            "\n<style>\n",
            include_str!("../../../assets/export/page.css"),
            "@media screen and (min-width: "
        ));
        let columns = self.comparison.corpus.sources.len().max(1);
        self.markup.text(&(columns * COLUMN).to_string());
        self.markup.raw(concat!(
            "rem) {\n",
            include_str!("../../../assets/export/columns.css"),
            "}\n</style>\n</head>\n"
        ));
        self.markup.open("body", &[("style", &format!("--columns: {columns}"))]);
        self.markup.raw("\n<a class=\"skip\" href=\"#synopsis\">Skip to the sources side by side</a>\n");
    }

    fn banner(&mut self) {
        let sources = self.comparison.corpus.sources.len();
        self.markup.raw("<header class=\"banner\">\n");
        self.markup.element("h1", &[], &format!("{sources} sources side by side"));
        let disagreements: usize = self.comparison.discrepancies.iter().map(Vec::len).sum();
        let facts = format!(
            "{} parallels, {disagreements} discrepancies, {} passages told by one only",
            self.entries.len(),
            self.comparison.only_here.len()
        );
        self.markup.element("p", &[("class", "facts")], &facts);
        self.markup.raw("\n<nav aria-label=\"Sections\"><ul>");
        for (anchor, title) in SECTIONS {
            self.markup.raw("<li>");
            self.markup.element("a", &[("href", anchor)], title);
            self.markup.raw("</li>");
        }
        self.markup.raw("</ul></nav>\n</header>\n");
    }

    fn foot(&mut self) {
        self.markup.raw("<footer><p>Made by parallax. Every mark can be traced to a line of a source.</p></footer>\n");
        self.bases();
        self.markup.raw(concat!("<script>\n", include_str!("../../../assets/export/page.js"), "</script>\n"));
        self.markup.raw("</body>\n</html>\n");
    }

    /// A section with its heading; it is closed by the caller.
    fn section(&mut self, anchor: &'static str, title: &str) {
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

    /// A siglum as a badge.
    fn siglum(&mut self, source: SourceId) {
        let title = name(self.comparison.corpus.source(source));
        self.markup.element("abbr", &[("class", "siglum"), ("title", &title)], &source.siglum());
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

    /// A link to a parallel, by its number.
    fn number(&mut self, parallel: usize) {
        let number = (parallel + 1).to_string();
        self.markup.element("a", &[("class", "number"), ("href", &format!("#p{number}"))], &number);
    }

    /// Text of a source in an element that says its language; its direction is its own.
    fn foreign(&mut self, tag: &'static str, class: &str, source: SourceId, text: &str) {
        let language = self.comparison.corpus.source(source).text.language().tag().unwrap_or("und");
        self.markup.element(tag, &[("class", class), ("lang", language), ("dir", "auto")], text);
    }

    /// Marked words of a source.
    fn piece(&mut self, source: SourceId, piece: Piece, in_base: bool) {
        let text = self.comparison.corpus.source(source).text.slice(piece.range);
        if let Some(kind) = piece.discrepancy {
            return self.markup.element("mark", &[("class", "d"), ("data-kind", kind.name())], text);
        }
        match piece.mark {
            Mark::Plain => self.markup.text(text),
            Mark::Shared => self.markup.element("mark", &[("class", "s")], text),
            Mark::Varied | Mark::Added if in_base => self.markup.element("mark", &[("class", "b")], text),
            Mark::Varied => self.markup.element("mark", &[("class", "v")], text),
            Mark::Added => self.markup.element("ins", &[], text),
        }
    }

    /// `line 12`, with the file in the title.
    fn place(&mut self, source: SourceId, range: TextRange) {
        let source = self.comparison.corpus.source(source);
        let line = super::place::line_number(source, range);
        let title = visible_line(&source.meta.path);
        self.markup.element("span", &[("class", "place"), ("title", &title)], &format!("line {line}"));
    }

    fn every_source(&self) -> &'a [Source] {
        &self.comparison.corpus.sources
    }
}

/// The width, in rem (the reader's font size), that a column needs to hold prose: about 25 letters. Where the window is too
/// narrow for all columns, the sources stand under each other.
const COLUMN: usize = 12;
