//! Which format a file has, told by its content first and by its name second, and the reader of each.
//!
//! Two kinds of formats meet here: those that are told by their first bytes and are no text before they are unpacked, and
//! those whose bytes are decoded first and told by how the text begins. Each format is one variant of [`Format`], one module
//! with a `read`, and one line below. A file gives one [`Member`] or many.

mod docx;
mod epub;
mod feed;
mod html;
mod json;
mod letter;
mod mail;
mod markdown;
mod odt;
mod package;
mod pdf;
mod plain;
mod prose;
mod record;
mod rtf;
mod subtitles;
mod table;
mod tei;
mod warc;
mod xml;

pub use record::Field;

use super::limits::{Allowance, MAX_PARTS};
use super::part::{Part, tell_head};
use super::rejected::Reason;
use super::wishes::Wishes;
use super::{Boilerplate, Meta, encoding};
use crate::text::{Language, TextRange};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub(super) use html::site_of;
pub(super) use plain::{headline, read as read_plain};

/// A file format that texts come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Text as it is.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// Pages as they are printed.
    Pdf,
    /// A zip file: a document of an office, a book, a web archive, or an archive of files.
    Zip,
    /// A file compressed with gzip.
    Gzip,
    /// Rich text.
    Rtf,
    /// A web archive.
    Warc,
    /// A feed: RSS or Atom.
    Feed,
    /// An edition in XML.
    Tei,
    /// An OpenDocument text in one file of XML.
    FlatOdt,
    /// A mail, or a page that a browser keeps as one.
    Mail,
    /// A mailbox.
    Mailbox,
    /// Subtitles.
    Subtitles,
    /// A collection in JSON, or in JSON line by line.
    Json,
    /// A table of comma-separated values.
    Table,
}

/// What a reader makes of a file or of a part of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// The text that is compared, and that every offset is into. Of plain text it is the decoded file, character for
    /// character; of other formats the text without its markup, a paragraph a line.
    pub text: String,
    /// What the file says of itself.
    pub meta: Meta,
    /// The language the file says it is in. Many say so wrongly: it counts only where the text itself does not tell.
    pub language: Option<Language>,
    /// When the file was made: not when its text was published, but the next best.
    pub made: Option<jiff::civil::Date>,
    /// Parts of the text that the format marks as no part of the story, such as the caption of a figure.
    pub asides: Vec<Boilerplate>,
    /// What the file has beside the text, by family and then by place.
    pub parts: Vec<Part>,
}

impl Document {
    /// Puts another text behind this one, with all that is tied to it.
    fn append(&mut self, next: Self) {
        if !next.text.is_empty() && !self.text.is_empty() {
            self.text += "\n\n";
        }
        let start = self.text.len();
        self.text += &next.text;
        let moved = |range: TextRange| TextRange::new(&self.text, start + range.start(), start + range.end());
        self.asides.extend(next.asides.iter().map(|aside| Boilerplate { range: moved(aside.range), ..*aside }));
        self.parts.extend(next.parts.into_iter().map(|part| Part { at: part.at.map(|at| start + at), ..part }));
        self.language = self.language.or(next.language);
        self.meta.title = self.meta.title.take().or(next.meta.title);
    }
}

/// One of the texts of a file, or why it could not be read.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// Its place in the file: a name, a number, an address; empty where it is the whole file.
    pub place: String,
    /// The text.
    pub result: Result<Document, Reason>,
}

impl Member {
    /// The only part of a file.
    fn whole(document: Document) -> Vec<Self> {
        vec![Self { place: String::new(), result: Ok(document) }]
    }
}

/// Reads the bytes of a file that holds one text. `name` decides between formats that look alike.
pub fn read(bytes: Vec<u8>, name: &Path) -> Result<Document, Reason> {
    let mut parts = read_all(bytes, name, &Wishes::default());
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only.result,
        (many, _) => Err(Reason::Many(many)),
    }
}

/// Reads all texts that the bytes of a file hold, at least one part.
pub fn read_all(bytes: Vec<u8>, name: &Path, wishes: &Wishes) -> Vec<Member> {
    let mut allowance = Allowance::of(bytes.len());
    Reader { wishes, allowance: &mut allowance }.parts(bytes, name)
}

/// What the readers of formats need: what is wished, and what may still be unpacked of this file.
struct Reader<'a> {
    wishes: &'a Wishes,
    allowance: &'a mut Allowance,
}

impl Reader<'_> {
    /// Reads bytes of any format.
    fn parts(&mut self, bytes: Vec<u8>, name: &Path) -> Vec<Member> {
        let failed = |reason| vec![Member { place: String::new(), result: Err(reason) }];
        // The readers of markup are others' code, and hostile files are many: one that breaks a reader is only its own loss.
        let read = catch_unwind(AssertUnwindSafe(|| self.read(bytes, name)));
        let mut parts = match read {
            Ok(Ok(parts)) if parts.len() > MAX_PARTS => return failed(Reason::TooManyParts),
            Ok(Ok(parts)) if parts.is_empty() => return failed(Reason::Wordless),
            Ok(Ok(parts)) => parts,
            Ok(Err(reason)) => return failed(reason),
            Err(_) => return failed(Reason::Broken),
        };
        for part in &mut parts {
            let wordless = |document: &Document| !document.text.chars().any(char::is_alphanumeric);
            if part.result.as_ref().is_ok_and(wordless) {
                part.result = Err(Reason::Wordless);
            }
            part.result.iter_mut().for_each(tell_head);
        }
        parts
    }

    fn read(&mut self, bytes: Vec<u8>, name: &Path) -> Result<Vec<Member>, Reason> {
        if bytes.is_empty() {
            return Err(Reason::Empty);
        }
        match Kind::of(&bytes) {
            Kind::Packed(format) => format.unpack(&bytes, name, self),
            Kind::Foreign(kind) => Err(Reason::Foreign(kind)),
            Kind::Tar => Err(Reason::Foreign("a tar archive")),
            Kind::Text => {
                if Format::of_mail(&bytes).is_some() {
                    return Format::Mail.unpack(&bytes, name, self);
                }
                let text = encoding::decode(bytes, self.wishes.encoding);
                if is_binary(&text) {
                    return Err(Reason::Foreign("binary data"));
                }
                Format::of(&text, name).read(text, self.wishes)
            }
        }
    }

    /// Reads bytes that stand in an archive under a name; the places of their parts begin with it.
    fn within(&mut self, name: &str, bytes: Vec<u8>) -> Result<Vec<Member>, Reason> {
        let mut parts = match self.deeper(bytes, Path::new(name)) {
            Ok(parts) => parts,
            Err(reason) => vec![Member { place: String::new(), result: Err(reason) }],
        };
        for part in &mut parts {
            part.place = if part.place.is_empty() { name.to_owned() } else { format!("{name}#{}", part.place) };
        }
        Ok(parts)
    }

    /// Reads bytes that were packed in another file.
    fn deeper(&mut self, bytes: Vec<u8>, name: &Path) -> Result<Vec<Member>, Reason> {
        let wishes = self.wishes;
        self.allowance.deeper(|allowance| Reader { wishes, allowance }.parts(bytes, name))
    }
}

impl Format {
    /// The format of a text.
    pub fn of(text: &str, name: &Path) -> Self {
        let ending = name.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let by_root = || match xml::root(text)? {
            "rss" | "feed" | "RDF" => Some(Self::Feed),
            "TEI" | "TEI.2" | "teiCorpus" => Some(Self::Tei),
            "document" if text.contains("urn:oasis:names:tc:opendocument") => Some(Self::FlatOdt),
            _ => None,
        };
        if html::begins(text) {
            return Self::Html;
        }
        if text.trim_start().starts_with('<')
            && let Some(format) = by_root()
        {
            return format;
        }
        if markdown::begins(text) {
            Self::Markdown
        } else if subtitles::begins(text) {
            Self::Subtitles
        } else if json::begins(text) {
            Self::Json
        } else if mail::begins_mailbox(text) {
            Self::Mailbox
        } else if mail::begins(text) {
            Self::Mail
        } else {
            match ending.as_str() {
                "html" | "htm" | "xhtml" | "xht" | "shtml" => Self::Html,
                "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
                "eml" | "mht" | "mhtml" => Self::Mail,
                "csv" | "tsv" => Self::Table,
                "json" | "jsonl" | "ndjson" => Self::Json,
                _ => Self::Plain,
            }
        }
    }

    /// Mail says the encodings of its parts itself: it is told before it is decoded.
    fn of_mail(bytes: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(bytes.get(..8_000).unwrap_or(bytes));
        if mail::begins_mailbox(&head) { Some(Self::Mailbox) } else { mail::begins(&head).then_some(Self::Mail) }
    }

    /// Reads bytes that are no text before they are unpacked.
    fn unpack(self, bytes: &[u8], name: &Path, reader: &mut Reader) -> Result<Vec<Member>, Reason> {
        match self {
            Self::Pdf => pdf::read(bytes, reader.allowance).map(Member::whole),
            Self::Zip => package::read(bytes, reader),
            Self::Gzip => package::gzip(bytes, name, reader),
            Self::Rtf => rtf::read(bytes).map(Member::whole),
            Self::Warc => warc::read(bytes, reader),
            Self::Mail | Self::Mailbox => match Self::of_mail(bytes) {
                Some(Self::Mailbox) => Ok(mail::mailbox(bytes)),
                _ => mail::read(bytes).map(Member::whole),
            },
            Self::Plain
            | Self::Markdown
            | Self::Html
            | Self::Feed
            | Self::Tei
            | Self::FlatOdt
            | Self::Subtitles
            | Self::Json
            | Self::Table => Err(Reason::Broken),
        }
    }

    fn read(self, text: String, wishes: &Wishes) -> Result<Vec<Member>, Reason> {
        match self {
            Self::Plain => Ok(Member::whole(plain::read(text))),
            Self::Markdown => Ok(Member::whole(markdown::read(&text))),
            Self::Html => html::read(&text).map(Member::whole),
            Self::Feed => feed::read(&text),
            Self::Tei => tei::read(&text),
            Self::FlatOdt => odt::flat(&text).map(Member::whole),
            Self::Subtitles => Ok(Member::whole(subtitles::read(&text))),
            Self::Json => json::read(&text, &wishes.fields),
            Self::Table => table::read(&text, &wishes.fields),
            // Told by its name alone, and decoded already: its head says nothing of encodings.
            Self::Mail => mail::read(text.as_bytes()).map(Member::whole),
            Self::Mailbox => Ok(mail::mailbox(text.as_bytes())),
            Self::Pdf | Self::Zip | Self::Gzip | Self::Rtf | Self::Warc => Err(Reason::Broken),
        }
    }
}

/// What bytes are by how they begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A format that is unpacked first.
    Packed(Format),
    /// No text; what it is.
    Foreign(&'static str),
    /// An archive of Unix.
    Tar,
    /// A text, as far as can be told.
    Text,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        let packed: [(&[u8], Format); 5] = [
            (b"%PDF-", Format::Pdf),
            (b"PK\x03\x04", Format::Zip),
            (b"\x1f\x8b", Format::Gzip),
            (b"{\\rtf", Format::Rtf),
            (b"WARC/", Format::Warc),
        ];
        let foreign: [(&[u8], &str); 13] = [
            (b"PK\x05\x06", "an empty archive (zip)"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
            (b"%!PS", "a PostScript document"),
            (b"\x89PNG", "a picture (PNG)"),
            (b"\xff\xd8\xff", "a picture (JPEG)"),
            (b"GIF8", "a picture (GIF)"),
            (b"RIFF", "a picture or a recording (RIFF)"),
            (b"\xfd7zXZ\0", "compressed data (xz)"),
            (b"BZh", "compressed data (bzip2)"),
            (b"\x28\xb5\x2f\xfd", "compressed data (zstd)"),
            (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
            (b"\x7fELF", "a program"),
            (b"SQLite format 3\0", "a database (SQLite)"),
        ];
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if let Some((_, format)) = packed.iter().find(|(magic, _)| begins(magic)) {
            return Self::Packed(*format);
        }
        // Some programs put a few bytes before a PDF.
        if bytes.get(..1024).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-") && is_packed(bytes) {
            return Self::Packed(Format::Pdf);
        }
        if let Some((_, kind)) = foreign.iter().find(|(magic, _)| begins(magic)) {
            return Self::Foreign(kind);
        }
        if bytes.get(257..262) == Some(b"ustar") { Self::Tar } else { Self::Text }
    }
}

/// Whether bytes near the start are those of no text.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.get(..2048).unwrap_or(bytes).contains(&0) || std::str::from_utf8(bytes).is_err()
}

/// A text may have so many stray control characters, however short it is.
const STRAY: usize = 2;

/// Whether what was decoded is no text after all: more than one control character in thirty (of random bytes it is one in
/// ten). Those that printers and terminals were sent with texts do not count.
fn is_binary(text: &str) -> bool {
    let (mut all, mut controls) = (0usize, 0usize);
    for character in text.chars().take(8_000) {
        all += 1;
        match character {
            '\t' | '\n' | '\r' | '\u{c}' | '\u{8}' | '\u{1b}' => {}
            other => controls += usize::from(other.is_control() || other == char::REPLACEMENT_CHARACTER),
        }
    }
    controls > STRAY && controls * 30 > all
}
