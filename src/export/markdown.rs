//! Markdown as GitHub renders it: tables, ~~omitted~~ and **added** words, footnotes to the places.

use super::apparatus::apparatus;
use super::beside::shows;
use super::excerpt::Excerpt;
use super::glance;
use super::paper::{Ink, Run};
use super::place::{POINTER, copied, names, said, shortened};
use super::scope::Part;
use super::wording::Stroke;
use crate::align::Passage;
use crate::source::SourceId;
use crate::text::visible;
use crate::view::{Block, Entry, Piece, Segment, Standing, Synopsis};
use std::fmt::Write;
use std::io;

/// Columns of a heading.
const HEADING: usize = 90;

/// Writes the document.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { excerpt, text: String::new(), notes: String::new() };
    page.line(&format!("# {}\n\n{}", escaped(&excerpt.title()), excerpt.subtitle()));
    page.sources();
    page.overview();
    if excerpt.holds(Part::Matrix) {
        page.coverage();
    }
    if excerpt.holds(Part::Discrepancies) {
        page.discrepancies();
    }
    if excerpt.holds(Part::Synopsis) {
        page.synopsis();
    }
    if excerpt.holds(Part::Quotations) {
        page.quotations();
    }
    if excerpt.holds(Part::Notes) {
        page.remarks();
    }
    page.text.push('\n');
    page.text.push_str(&page.notes);
    out.write_all(page.text.as_bytes())
}

struct Page<'a> {
    excerpt: &'a Excerpt<'a>,
    text: String,
    notes: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        let _ = write!(self.text, "\n## {text}\n\n");
    }

    /// The number of a parallel, as a link where it stands in the document.
    fn number(&self, parallel: usize) -> String {
        let number = parallel + 1;
        if self.excerpt.holds(Part::Synopsis) { format!("[{number}](#p{number})") } else { number.to_string() }
    }

    fn sources(&mut self) {
        self.heading("Sources");
        self.line("| | title | outlet | author | date | file |\n|---|---|---|---|---|---|");
        for source in self.excerpt.sources() {
            let meta = &source.meta;
            let cell = |known: &Option<String>| known.as_deref().map(escaped).unwrap_or_default();
            let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
            let line = format!(
                "| **{}** | {} | {} | {} | {date} | {} |",
                source.id.siglum(),
                escaped(&self.excerpt.name(source)),
                cell(&meta.outlet),
                cell(&meta.author),
                escaped(self.excerpt.path(source))
            );
            self.line(&line);
        }
        let copies = self.excerpt.sources().filter_map(|source| Some((source.id.siglum(), copied(source)?)));
        let copies: Vec<String> = copies.map(|(siglum, said)| format!("- **{siglum}** is {said}.")).collect();
        if !copies.is_empty() {
            self.line(&format!("\n{}", copies.join("\n")));
        }
    }

    fn coverage(&mut self) {
        self.heading("Who tells what");
        let sigla: Vec<String> = self.excerpt.sources().map(|source| source.id.siglum()).collect();
        self.line(&format!("| | parallel | {} | relation | differs in |", sigla.join(" | ")));
        self.line(&format!("|---:|---|{}---|---|", ":-:|".repeat(sigla.len())));
        for entry in &self.excerpt.entries {
            let sign = |id: SourceId| if entry.told.get(id.index()) == Some(&true) { "●" } else { "○" };
            let told: Vec<&str> = self.excerpt.sources().map(|source| sign(source.id)).collect();
            let kinds: Vec<&str> = entry.discrepancies.iter().map(|kind| kind.name()).collect();
            let number = self.number(entry.parallel);
            let label = escaped(&shortened(&entry.label, HEADING));
            let (told, relation) = (told.join(" | "), entry.relation.name());
            self.line(&format!("| {number} | {label} | {told} | {relation} | {} |", kinds.join(", ")));
        }
    }

    fn discrepancies(&mut self) {
        self.heading("Where they disagree");
        let found = self.excerpt.discrepancies();
        if found.is_empty() {
            self.line("No discrepancy was found.");
        }
        for one in found {
            let number = self.number(one.parallel);
            let entry = self.excerpt.entry(one.parallel);
            let label = entry.map(|entry| escaped(&shortened(&entry.label, HEADING))).unwrap_or_default();
            self.line(&format!("- **{}** in {number} {label}", one.kind.name()));
            for places in &one.readings {
                let Some(&first) = places.first() else { continue };
                let words = escaped(&self.excerpt.differing(first));
                self.line(&format!("  - “{words}” — {}", names(places.iter().map(|p| p.source))));
            }
        }
    }

    fn synopsis(&mut self) {
        let (excerpt, base) = (self.excerpt, self.excerpt.base);
        self.heading(&format!("Side by side, read against {}", base.siglum()));
        self.line(
            "**What matters of the differences** is marked; → says where a source tells the same elsewhere. Under each row its apparatus: the base's words ] what others have instead, = the same in another language, om. nothing.",
        );
        let synopsis = excerpt.synopsis();
        for row in synopsis.rows.iter().filter(|row| shows(excerpt, row)) {
            match row.parallel.and_then(|parallel| excerpt.entry(parallel)) {
                Some(entry) => self.parallel(entry),
                None => self.line("\n---"),
            }
            self.line("");
            for block in row.blocks.iter().filter(|block| excerpt.shows(block.source)) {
                self.block(&synopsis, block);
            }
            let apparatus = row.parallel.map(|parallel| apparatus(excerpt, parallel)).unwrap_or_default();
            if !apparatus.is_empty() {
                let sign = |run: &Run| if run.ink() == Ink::Strong { "**" } else { "" };
                let words: String = apparatus.iter().map(|run| marked(run.text(), sign(run))).collect();
                self.line(&format!("- {}", words.trim()));
            }
        }
    }

    /// What one source has in a row: each passage, and what stands between, in a line.
    fn block(&mut self, synopsis: &Synopsis, block: &Block) {
        let (excerpt, siglum) = (self.excerpt, block.source.siglum());
        for segment in block.segments.iter().filter(|segment| excerpt.keeps(segment)) {
            let place = Passage { source: block.source, range: segment.range };
            match segment.standing {
                Standing::Level(parallel, passage) => self.telling((parallel, passage), segment, false),
                Standing::Crossing(parallel, passage) => self.telling((parallel, passage), segment, true),
                Standing::Alone => self.aside(place, false),
                Standing::Boilerplate => self.aside(place, true),
                // Marks between passages, and white space.
                Standing::Between => {
                    let marks = excerpt.source(block.source).text.slice(segment.range).trim();
                    if !marks.is_empty() {
                        self.line(&format!("- **{siglum}** {}", escaped(marks)));
                    }
                }
            }
        }
        for pointer in &block.pointers {
            let words = if pointer.again {
                "again".to_owned()
            } else if excerpt.withholds() {
                String::new()
            } else {
                format!("“{}”", escaped(&pointer.words(&excerpt.comparison, POINTER)))
            };
            let home = synopsis.rows.get(pointer.row).and_then(|row| row.parallel);
            let number = home.map_or_else(|| "0".to_owned(), |parallel| self.number(parallel));
            self.line(&format!("- **{siglum}** <sub>→ {number} {words}</sub>"));
        }
    }

    /// The story at a glance.
    fn overview(&mut self) {
        let overview = self.excerpt.overview();
        for line in glance::rests(&overview) {
            self.line(&format!("\n{}", escaped(&line)));
        }
        for section in glance::sections(self.excerpt, &overview) {
            self.heading(&section.title);
            for item in section.items {
                let mut line = String::from("-");
                if !item.lead.is_empty() {
                    let _ = write!(line, " **{}**", escaped(&item.lead));
                }
                if let Some(parallel) = item.parallel {
                    let _ = write!(line, " {}", self.number(parallel));
                }
                line.push(' ');
                for run in item.line() {
                    let sign = if run.ink() == Ink::Strong { "**" } else { "" };
                    line.push_str(&marked(run.text(), sign));
                }
                self.line(line.trim_end());
            }
        }
    }

    fn parallel(&mut self, entry: &Entry) {
        let number = entry.parallel + 1;
        let label = escaped(&shortened(&entry.label, HEADING));
        let mut facts = format!("told by {}", names(self.excerpt.told(entry).into_iter()));
        let absent = self.excerpt.absent(entry);
        if !absent.is_empty() {
            let _ = write!(facts, " · not by {}", names(absent.into_iter()));
        }
        let _ = write!(facts, " · {}", entry.relation.name());
        for kind in &entry.discrepancies {
            let _ = write!(facts, " · ≠ {}", kind.name());
        }
        self.line(&format!("\n### <a id=\"p{number}\"></a>{number}. {label}\n\n{facts}"));
    }

    /// A passage, or what is left of one; one of another parallel says of which.
    fn telling(&mut self, (parallel, row): (usize, usize), segment: &Segment, crossing: bool) {
        let (excerpt, comparison) = (self.excerpt, &*self.excerpt.comparison);
        let passage = comparison.alignment.parallels[parallel].passages[row];
        let mut words = String::new();
        for stroke in excerpt.segment(segment, passage.source) {
            let grave = matches!(stroke, Stroke::Own(Piece { discrepancy: Some(_), .. }, _));
            words.push_str(&marked(stroke.words(), if grave { "**" } else { "" }));
        }
        let again = if segment.again { "(again) " } else { "" };
        let of = if crossing { format!("<sub>{}</sub> ", self.number(parallel)) } else { String::new() };
        let place = Passage { source: passage.source, range: segment.range };
        let note = self.note(&format!("{}{}", parallel + 1, passage.source.siglum()), place);
        self.line(&format!("- **{}** {of}{again}{}{note}", passage.source.siglum(), words.trim()));
    }

    fn aside(&mut self, passage: Passage, boilerplate: bool) {
        let words = escaped(&self.excerpt.words(passage));
        let words = if boilerplate { format!("<sub>{words}</sub>") } else { words };
        let siglum = passage.source.siglum();
        let note = self.note(&siglum, passage);
        self.line(&format!("- **{siglum}** {words}{note}"));
    }

    /// A footnote that says where a passage stands.
    fn note(&mut self, key: &str, passage: Passage) -> String {
        let source = self.excerpt.source(passage.source);
        let at = passage.range.start();
        let line = self.excerpt.line(passage);
        let (siglum, path) = (source.id.siglum(), escaped(self.excerpt.path(source)));
        let _ = writeln!(self.notes, "[^{key}-{at}]: {siglum}, line {line} of {path}");
        format!("[^{key}-{at}]")
    }

    fn quotations(&mut self) {
        self.heading("Who is quoted in which words");
        let found = self.excerpt.utterances();
        if found.is_empty() {
            self.line("Nobody is quoted.");
        }
        for one in found {
            let speaker = one.speaker.as_deref().map_or("speaker not named".into(), escaped);
            let homes: Vec<String> = one.parallels.iter().map(|&parallel| self.number(parallel)).collect();
            let homes = if homes.is_empty() { String::new() } else { format!(" in {}", homes.join(", ")) };
            self.line(&format!("- **{speaker}**{homes}"));
            for wording in &one.wordings {
                let words = escaped(&self.excerpt.words(wording.place));
                let other = one.other_speaker(wording).map(|other| format!(" {}", escaped(other)));
                let other = other.unwrap_or_default();
                self.line(&format!("  - {}: “{words}”{other}", wording.place.source.siglum()));
            }
            if !one.unquoted.is_empty() {
                let who = names(one.unquoted.iter().copied());
                self.line(&format!("  - {who}: told without these quotation marks"));
            }
        }
    }

    fn remarks(&mut self) {
        let excerpt = self.excerpt;
        self.heading("Notes and bookmarks");
        for note in excerpt.notes() {
            let (said, words) = (escaped(said(note)), escaped(&excerpt.noted(note)));
            self.line(&format!("- **{said}** “{words}” — {}", excerpt.noted_at(note)));
        }
    }
}

/// Text that means itself in Markdown: in one line, without markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\n' | '\t' | '\r' => safe.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' | '@' | ':' | '^' => {
                safe.push('\\');
                safe.push(character);
            }
            other => safe.push(other),
        }
    }
    // A list number or dash means something at the beginning of a line only, and no text of a source stands there.
    safe
}

/// Escaped words between emphasis signs; marks and blanks at the ends stay outside, since emphasis next to them is not seen
/// as such.
fn marked(text: &str, sign: &str) -> String {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    if sign.is_empty() || inner.is_empty() {
        return escaped(text);
    }
    let (before, rest) = text.split_once(inner).unwrap_or(("", text));
    let after = rest;
    format!("{}{sign}{}{sign}{}", escaped(before), escaped(inner), escaped(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_at_words() {
        let cases = [
            ("plain", "", "plain"),
            (" two words, ", "**", " **two words**, "),
            ("\"50 minutes\"", "**", "\"**50 minutes**\""),
            ("…", "**", "…"),
            ("a|b", "~~", "~~a\\|b~~"),
            ("<script>", "**", "&lt;**script**&gt;"),
        ];
        for (text, sign, expected) in cases {
            assert_eq!(marked(text, sign), expected);
        }
    }
}
