//! PDF: the words of its pages in their reading order, put together to paragraphs again.

mod columns;
mod footnotes;
mod guard;
mod hyphen;
mod layout;
mod line;

use super::Document;
use super::prose::short;
use crate::source::limits::Allowance;
use crate::source::{Meta, Part, PartKind, Reason, date};
use line::{Line, Lines};
use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId, OutputError, output_doc, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a PDF. Running heads and page numbers are left out, to be looked at.
pub fn read(bytes: &[u8], allowance: &mut Allowance) -> Result<Document, Reason> {
    guard::look(bytes, allowance)?;
    let mut pdf =
        Pdf::load_mem(bytes).map_err(|_| Reason::Malformed("(a PDF without its table of contents)".into()))?;
    if pdf.is_encrypted() {
        pdf.decrypt("").map_err(|_| Reason::Locked)?;
    }
    guard::defuse(&mut pdf, allowance)?;
    let pages = pdf.get_pages().len();
    let (lines, unread) = lines(&pdf);
    if lines.is_empty() && unread == 0 {
        return Err(Reason::Scanned);
    }
    let mut document = layout::read(lines);
    if unread > 0 {
        let text = format!("{unread} of {pages} pages could not be read.");
        document.parts.extend(Part::new(PartKind::Unread, text));
    }
    let known = meta(&pdf);
    document.made = known.date;
    document.meta = Meta { title: known.title.or(document.meta.title), date: None, updated: None, ..known };
    Ok(document)
}

/// The lines of all pages, and how many pages could not be read. The crate breaks on what it does not expect, and pages that
/// break it are only their own loss.
fn lines(pdf: &Pdf) -> (Vec<Line>, usize) {
    let mut all = Lines::default();
    let whole = catch_unwind(AssertUnwindSafe(|| output_doc(pdf, &mut all)));
    if matches!(whole, Ok(Ok(()))) {
        return (all.lines(), 0);
    }
    let (mut found, mut unread) = (Vec::new(), 0);
    for &number in pdf.get_pages().keys() {
        let mut page = Lines::default();
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(pdf, &mut page, number)));
        match read {
            Ok(Ok(())) => found.extend(page.lines()),
            Ok(Err(OutputError::FormatError(_))) => break,
            Ok(Err(_)) | Err(_) => unread += 1,
        }
    }
    (found, unread)
}

/// What the properties say. Titles that a program made up are none.
fn meta(pdf: &Pdf) -> Meta {
    let info = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).ok();
    let info = info.and_then(|(_, info)| info.as_dict().ok());
    let said = |key: &[u8]| short(&string(pdf, info?, key)?);
    let made_up = |title: &String| {
        let title = title.to_lowercase();
        title.contains("untitled")
            || title.starts_with("microsoft word")
            || title.ends_with(".docx")
            || title.ends_with(".indd")
    };
    // `D:20250614160500+03'00'`
    let day = |key: &[u8]| date::iso(said(key)?.trim_start_matches("D:").get(..8)?);
    Meta {
        title: said(b"Title").filter(|title| !made_up(title)),
        author: said(b"Author"),
        date: day(b"CreationDate"),
        ..Meta::default()
    }
}

/// A string of a dictionary: UTF-16 with a mark, UTF-8 with a mark, or one byte a character.
fn string(pdf: &Pdf, of: &Dictionary, key: &[u8]) -> Option<String> {
    let (_, value) = pdf.dereference(of.get(key).ok()?).ok()?;
    let Object::String(bytes, _) = value else { return None };
    Some(match bytes.as_slice() {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0xef, 0xbb, 0xbf, ..] => {
            crate::source::encoding::decode(bytes.clone(), None)
        }
        bytes => bytes.iter().copied().map(char::from).collect(),
    })
}

/// The object that a value stands for or is.
fn resolved<'a>(pdf: &'a Pdf, value: &'a Object) -> Option<(Option<ObjectId>, &'a Object)> {
    pdf.dereference(value).ok()
}
