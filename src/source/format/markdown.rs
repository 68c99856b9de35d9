//! Markdown: its text without the marks, and what its front matter says.

use super::Document;
use super::html::{self, site_of};
use super::prose::raise;
use crate::source::{Meta, Part, PartKind, date};
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Whether a text is Markdown by its content: it begins with front matter.
pub fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some("---")
        && lines.next().is_some_and(|line| line.split_once(':').is_some_and(|(key, _)| is_key(key)))
        && lines.take(100).any(|line| line == "---")
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// Reads Markdown: a paragraph, heading, item or row a line; soft line breaks become blanks; links and emphasis leave their
/// words; notes, pictures, remarks and what is struck out are parts; front matter is the head.
pub fn read(markdown: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, options) {
        writer.take(event);
    }
    let mut meta = front_matter(&writer.front);
    meta.title = meta.title.or(writer.title);
    let mut notes = writer.notes;
    for (part, label) in writer.marks {
        // A mark that comes again leads to the same note.
        if let Some(note) = notes.iter().position(|(own, _)| *own == label).map(|at| notes.remove(at).1) {
            writer.parts[part].text = note;
        }
    }
    let unmarked = notes.into_iter().filter_map(|(_, note)| Part::new(PartKind::Note, note));
    let mut parts: Vec<Part> = writer.parts.into_iter().chain(unmarked).collect();
    parts.retain(|part| !part.text.trim().is_empty());
    let text = writer.text.trim_end().to_owned();
    Document { text, meta, parts, ..Document::default() }
}

/// What has been read so far.
#[derive(Default)]
struct Writer {
    text: String,
    front: String,
    title: Option<String>,
    /// Where the first heading of the first level starts in the text, while it is open.
    heading: Option<usize>,
    /// What is open and no part of the text, with its words.
    aside: Vec<(Aside, String)>,
    in_front: bool,
    parts: Vec<Part>,
    /// The parts that marks of notes stand for, with their labels, and the notes.
    marks: Vec<(usize, String)>,
    notes: Vec<(String, String)>,
}

/// What is no part of the text.
enum Aside {
    Part(PartKind),
    Note(String),
    Html,
    /// What stands above the line.
    Raised,
}

/// Words of the shortest description of a picture that tells something.
const LEAST_ALT: usize = 2;

impl Writer {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) | Event::Code(words) if self.in_front => self.front += &words,
            Event::Text(words) | Event::Code(words) | Event::Html(words) => self.write(&words),
            Event::SoftBreak => self.write(" "),
            Event::HardBreak => self.write("\n"),
            Event::InlineHtml(tag) => self.tag(&tag),
            Event::Rule => self.end_line("\n\n"),
            Event::FootnoteReference(label) => {
                self.marks.push((self.parts.len(), label.to_string()));
                self.hang(PartKind::Note, String::new());
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Markup in a line: the words between its tags are texts of their own.
    fn tag(&mut self, tag: &str) {
        match tag {
            "<sup>" => self.aside.push((Aside::Raised, String::new())),
            "</sup>" => self.end_aside(),
            _ if tag.starts_with("<br") => self.write("\n"),
            _ => self.remark(tag),
        }
    }

    /// Hangs a remark: `<!-- … -->`.
    fn remark(&mut self, markup: &str) {
        if let Some(said) = markup.trim().strip_prefix("<!--").and_then(|said| said.strip_suffix("-->")) {
            self.hang(PartKind::Comment, said.trim().to_owned());
        }
    }

    fn hang(&mut self, kind: PartKind, text: String) {
        let at = Some(self.text.trim_end().len());
        self.parts.push(Part { kind, text, at });
    }

    /// Ends what is no part of the text.
    fn end_aside(&mut self) {
        let Some((aside, said)) = self.aside.pop() else { return };
        match aside {
            Aside::Part(PartKind::AltText) if said.split_whitespace().nth(LEAST_ALT - 1).is_none() => {}
            Aside::Part(kind) => self.hang(kind, said.trim().to_owned()),
            Aside::Note(label) => self.notes.push((label, said.trim().to_owned())),
            Aside::Raised => raise(self.aside.last_mut().map_or(&mut self.text, |(_, text)| text), &said),
            Aside::Html => {
                self.remark(&said);
                // What cannot be read leaves nothing.
                if let Ok(inner) = html::whole(&said) {
                    self.write(&inner.text);
                    self.end_line("\n\n");
                }
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what is not named here only holds words")]
    fn open(&mut self, tag: Tag) {
        match tag {
            Tag::Image { .. } => self.aside.push((Aside::Part(PartKind::AltText), String::new())),
            Tag::Strikethrough => self.aside.push((Aside::Part(PartKind::Deletion), String::new())),
            Tag::HtmlBlock => self.aside.push((Aside::Html, String::new())),
            Tag::FootnoteDefinition(label) => self.aside.push((Aside::Note(label.to_string()), String::new())),
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => self.in_front = true,
            Tag::Heading { level: HeadingLevel::H1, .. } if self.title.is_none() => {
                self.heading = Some(self.text.len())
            }
            // An item may begin inside of the paragraph of another.
            Tag::Item | Tag::List(_) => self.end_line("\n"),
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what is not named here only holds words")]
    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::Strikethrough | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => self.end_aside(),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::Heading(_) => {
                let title =
                    self.heading.take().and_then(|start| self.text.get(start..)).map(|said| said.trim().to_owned());
                self.title = self.title.take().or(title.filter(|title| !title.is_empty()));
                self.end_line("\n\n");
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::List(_) | TagEnd::Table => self.end_line("\n\n"),
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => self.end_line("\n"),
            TagEnd::TableCell => self.write("  "),
            _ => {}
        }
    }

    fn write(&mut self, words: &str) {
        // Of the blanks on both sides of what went one stays.
        let went = self.aside.is_empty()
            && self.text.ends_with(' ')
            && self.parts.last().is_some_and(|part| part.at == Some(self.text.trim_end().len()));
        let words = if went { words.trim_start_matches(' ') } else { words };
        self.aside.last_mut().map_or(&mut self.text, |(_, text)| text).push_str(words);
    }

    /// Ends the line with `end`, unless the text is at its start or has as much of an end already.
    fn end_line(&mut self, end: &str) {
        if let Some((_, said)) = self.aside.last_mut() {
            said.push('\n');
            return;
        }
        let words = self.text.trim_end();
        let there = self.text.get(words.len()..).unwrap_or_default().matches('\n').count();
        if !words.is_empty() {
            let keep = words.len();
            self.text.truncate(keep);
            self.text += if there > end.len() || there == 2 { "\n\n" } else { end };
        }
    }
}

/// What front matter says. It is read line by line (`key: value`, `key = "value"`, and lists in brackets or by dashes), which
/// is all of YAML and TOML that articles use for these keys.
fn front_matter(front: &str) -> Meta {
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    for line in front.lines() {
        let item = line.trim_start().strip_prefix("- ");
        if let (Some(item), Some((_, values))) = (item, entries.last_mut()) {
            values.extend(unquoted(item));
        } else if let Some((key, value)) = line.split_once([':', '=']).filter(|(key, _)| is_key(key.trim())) {
            let value = value.trim();
            let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
            let values = match list {
                Some(list) => list.split(',').filter_map(unquoted).collect(),
                None => unquoted(value).into_iter().collect(),
            };
            entries.push((key.trim().to_lowercase(), values));
        }
    }
    let get = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| entries.iter().find(|(k, values)| k == key && !values.is_empty()));
        found.map(|(_, values)| values.join(", "))
    };
    Meta {
        title: get(&["title", "headline"]),
        outlet: get(&["outlet", "publisher", "publication", "site", "source"])
            .map(|said| site_of(&said).unwrap_or(said)),
        author: get(&["author", "authors", "byline"]),
        date: get(&["date", "published", "publish_date", "pubdate", "created"]).and_then(|said| date::parse(&said)),
        updated: get(&["updated", "lastmod", "modified", "last_modified"]).and_then(|said| date::parse(&said)),
        url: get(&["url", "link", "permalink", "canonical"]).filter(|said| said.contains("://")),
        ..Meta::default()
    }
}

fn unquoted(value: &str) -> Option<String> {
    let value = value.trim();
    let inside = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    let value = inside.unwrap_or(value);
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_part_of_the_text_is_beside_it() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("The mill[^a] stood.\n\n[^a]: By water,\n    old.", "The mill stood.", &["note 8 By water, old."]),
            ("Twice[^1] told[^1].\n\n[^1]: Once.\n[^2]: Never.", "Twice told.", &["note 5 Once.", "note - Never."]),
            ("It was ~~not~~ sold.", "It was sold.", &["deleted text 6 not"]),
            ("One.\n\n<!-- ask Ada -->\n\nTwo.", "One.\n\nTwo.", &["comment 4 ask Ada"]),
            ("One.\n\n<div>In <b>markup</b>.</div>\n\nTwo.", "One.\n\nIn markup.\n\nTwo.", &[]),
            ("![A mill by a weir](m.png) Here.", " Here.", &["alt text 0 A mill by a weir"]),
            ("It has 10<sup>6</sup> grains, old<sup>1</sup>.", "It has 10⁶ grains, old.", &[]),
        ];
        for (markdown, text, parts) in cases {
            let document = read(markdown);
            assert_eq!(document.text, *text, "{markdown}");
            let said = document.parts.iter().map(|part| {
                let at = part.at.map_or("-".to_owned(), |at| at.to_string());
                format!("{} {at} {}", part.kind.name(), part.text)
            });
            assert_eq!(said.collect::<Vec<_>>(), *parts, "{markdown}");
        }
    }
}
