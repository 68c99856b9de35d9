//! Which format a file has, told by its content first and by its name second, and the reader of each.
//!
//! Two kinds of formats meet here: those that are told by their first bytes and are no text before they are unpacked, and
//! those whose bytes are decoded first and told by how the text begins. Each format is one variant of [`Format`], one module
//! with a `read` that gives a [`Document`], and one line below.

use super::rejected::Reason;
use super::{Boilerplate, Meta, encoding, html, markdown, plain};
use crate::text::Language;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// A file format that texts come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Text as it is.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
}

/// What a reader makes of a file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// The text that is compared, and that every offset is into. Of plain text it is the decoded file, character for
    /// character; of other formats the text without its markup, a paragraph a line.
    pub text: String,
    /// What the file says of itself.
    pub meta: Meta,
    /// The language the file says it is in. Many say so wrongly: it counts only where the text itself does not tell.
    pub language: Option<Language>,
    /// Parts of the text that the format marks as no part of the story, such as the caption of a figure.
    pub asides: Vec<Boilerplate>,
}

/// Reads the bytes of a file. `name` decides between formats that look alike.
pub fn read(bytes: Vec<u8>, name: &Path) -> Result<Document, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some(kind) = foreign(&bytes) {
        return Err(Reason::Foreign(kind));
    }
    let text = encoding::decode(bytes);
    if is_binary(&text) {
        return Err(Reason::Foreign("binary data"));
    }
    let format = Format::of(&text, name);
    // The readers of markup are others' code, and hostile pages are many: a page that breaks one is only that page's loss.
    let document = catch_unwind(AssertUnwindSafe(|| format.read(text))).map_err(|_| Reason::Broken)??;
    if document.text.chars().any(char::is_alphanumeric) { Ok(document) } else { Err(Reason::Wordless) }
}

impl Format {
    /// The format of a text.
    pub fn of(text: &str, name: &Path) -> Self {
        let ending = name.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if html::begins(text) {
            Self::Html
        } else if markdown::begins(text) {
            Self::Markdown
        } else {
            match ending.as_str() {
                "html" | "htm" | "xhtml" | "xht" | "shtml" => Self::Html,
                "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
                _ => Self::Plain,
            }
        }
    }

    fn read(self, text: String) -> Result<Document, Reason> {
        match self {
            Self::Plain => Ok(plain::read(text)),
            Self::Markdown => Ok(markdown::read(&text)),
            Self::Html => html::read(&text),
        }
    }
}

/// What a file is by its first bytes, where that is not a text.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 14] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "an office document, a book or an archive (zip)"),
        (b"PK\x05\x06", "an empty archive (zip)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"{\\rtf", "a rich-text document (RTF)"),
        (b"%!PS", "a PostScript document"),
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xff\xd8\xff", "a picture (JPEG)"),
        (b"GIF8", "a picture (GIF)"),
        (b"RIFF", "a picture or a recording (RIFF)"),
        (b"\x1f\x8b", "compressed data (gzip)"),
        (b"\xfd7zXZ\0", "compressed data (xz)"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a database (SQLite)"),
    ];
    known.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

/// Whether what was decoded is no text after all: a NUL near the start, as git tells it, or more than one control character
/// in thirty (of random bytes it is one in ten). Those that printers and terminals were sent with texts do not count.
fn is_binary(text: &str) -> bool {
    let (mut all, mut controls) = (0usize, 0usize);
    for character in text.chars().take(8_000) {
        all += 1;
        match character {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\u{c}' | '\u{8}' | '\u{1b}' => {}
            other => controls += usize::from(other.is_control() || other == char::REPLACEMENT_CHARACTER),
        }
    }
    controls * 30 > all
}
