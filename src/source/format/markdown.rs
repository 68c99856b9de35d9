//! Markdown: its text without the marks, and what its front matter says.

use super::{Document, html::site_of};
use crate::source::{Meta, date};
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
/// words; pictures, HTML and front matter leave nothing.
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
    let text = writer.text.trim_end().to_owned();
    Document { text, meta, ..Document::default() }
}

/// What has been read so far.
#[derive(Default)]
struct Writer {
    text: String,
    front: String,
    title: Option<String>,
    /// Where the first heading of the first level starts in the text, while it is open.
    heading: Option<usize>,
    /// How many pictures and blocks of HTML or front matter are open: their words are not the text's.
    silent: usize,
    in_front: bool,
}

impl Writer {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) | Event::Code(words) if self.in_front => self.front += &words,
            Event::Text(words) | Event::Code(words) => self.write(&words),
            Event::SoftBreak => self.write(" "),
            Event::HardBreak => self.write("\n"),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.write("\n"),
            Event::Rule => self.end_line("\n\n"),
            // Markup in a line goes, the words between its tags are texts of their own; notes are read where they stand.
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what is not named here only holds words")]
    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Image { .. } | Tag::HtmlBlock => self.silent += 1,
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
            TagEnd::Image | TagEnd::HtmlBlock => self.silent = self.silent.saturating_sub(1),
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
        if self.silent == 0 {
            self.text += words;
        }
    }

    /// Ends the line with `end`, unless the text is at its start or has as much of an end already.
    fn end_line(&mut self, end: &str) {
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
