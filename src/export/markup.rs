//! Markup for HTML and XML that hostile text cannot leave: what is written as markup is fixed in the program, everything else
//! is escaped on its way in.

use crate::text::visible;
use std::borrow::Cow;

/// A document being written.
#[derive(Debug, Default)]
pub struct Markup {
    written: String,
}

/// Attributes: names that the program fixes, values that are escaped.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Markup of the program's own.
    pub fn raw(&mut self, markup: &'static str) {
        self.written.push_str(markup);
    }

    /// A start tag.
    pub fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.start(tag, attributes);
        self.written.push('>');
    }

    /// An element of XML that holds nothing.
    pub fn empty(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.start(tag, attributes);
        self.written.push_str("/>");
    }

    /// An end tag.
    pub fn close(&mut self, tag: &'static str) {
        self.written.push_str("</");
        self.written.push_str(tag);
        self.written.push('>');
    }

    /// An element that holds text.
    pub fn element(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.written.push_str(&safe(text, &['&', '<', '>']));
    }

    /// JSON for a script element: `<`, which alone could end it, is written as its escape.
    pub fn data(&mut self, json: &str) {
        self.written.push_str(&json.replace('<', "\\u003c"));
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.written
    }

    fn start(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.written.push('<');
        self.written.push_str(tag);
        for (name, value) in attributes {
            self.written.push(' ');
            self.written.push_str(name);
            self.written.push_str("=\"");
            self.written.push_str(&escaped(value));
            self.written.push('"');
        }
    }
}

/// Text without meaning as markup, in an element or between double or single quotes; characters that steer instead of being
/// read have visible stand-ins, and those that no document may hold are U+FFFD. Character for character, so offsets in
/// characters stay true.
pub fn escaped(text: &str) -> Cow<'_, str> {
    safe(text, &['&', '<', '>', '"', '\''])
}

/// The same with the escapes of some characters only: in an element quotes have no meaning.
fn safe<'a>(text: &'a str, escapes: &[char]) -> Cow<'a, str> {
    let shown = visible(text);
    if !shown.contains(|c: char| escapes.contains(&c) || noncharacter(c)) {
        return shown;
    }
    let mut safe = String::with_capacity(shown.len() + 16);
    for character in shown.chars() {
        match character {
            plain if !escapes.contains(&plain) && !noncharacter(plain) => safe.push(plain),
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other if noncharacter(other) => safe.push(char::REPLACEMENT_CHARACTER),
            other => safe.push(other),
        }
    }
    Cow::Owned(safe)
}

/// Text that any document can hold, without escapes: for a writer that escapes by itself.
pub fn writable(text: &str) -> String {
    visible(text).chars().map(|c| if noncharacter(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Code points that are no characters (U+FFFE and its like): neither HTML nor XML may hold them.
pub fn noncharacter(character: char) -> bool {
    u32::from(character) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let cases = [
            ("plain", "plain"),
            ("<script>", "&lt;script&gt;"),
            ("\"'><img onerror>", "&quot;&#39;&gt;&lt;img onerror&gt;"),
            ("]]> --> &amp;", "]]&gt; --&gt; &amp;amp;"),
            ("nul \u{0} esc \u{1b}[0m", "nul ␀ esc ␛[0m"),
            ("rtl \u{202e} none \u{fffe} \u{1ffff}", "rtl \u{fffd} none \u{fffd} \u{fffd}"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }
}
