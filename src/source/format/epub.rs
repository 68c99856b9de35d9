//! Books: the chapters in their reading order, as one text or each as a source.

use super::html::Page;
use super::package::Package;
use super::xml::{all, attribute, child, dublin_core, parse, words};
use super::{Document, Member, Reader, html};
use crate::source::{Meta, Part, PartKind, Reason};
use crate::text::Language;
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use std::path::Path;

/// A book's description: what is known of it, and the names of its chapters in the order of reading.
struct Book {
    meta: Meta,
    language: Option<Language>,
    chapters: Vec<String>,
    /// The names of pages that are no part of that order: notes, extras.
    extra: Vec<String>,
}

/// Reads a book.
pub fn read(package: &mut Package, reader: &mut Reader) -> Result<Vec<Member>, Reason> {
    let book = book(package, reader)?;
    let (mut chapters, mut front) = (Vec::new(), Vec::new());
    let mut pages = Vec::new();
    for name in book.chapters.iter().chain(&book.extra) {
        reader.allowance.part()?;
        pages.push(Page { name: name.clone(), markup: package.text(name, reader.allowance)? });
    }
    html::gather_notes(&mut pages, |page, reference| {
        resolved(Path::new(page).parent().unwrap_or(Path::new("")), reference)
    });
    let (extra, pages): (Vec<Page>, Vec<Page>) = pages.into_iter().partition(|page| book.extra.contains(&page.name));
    for Page { markup: page, .. } in extra {
        let kind = if is_of(&page, &["footnote", "footnotes", "endnotes", "rearnotes"]) {
            PartKind::Note
        } else {
            PartKind::Front
        };
        let page = html::whole(&page)?;
        front.extend(Part::new(kind, page.text).into_iter().chain(page.parts).map(|part| Part { at: None, ..part }));
    }
    for Page { name, markup: page } in pages {
        let mut chapter = html::whole(&page)?;
        if is_front(&page) {
            front.extend(Part::new(PartKind::Front, chapter.text));
            continue;
        }
        if chapter.text.chars().any(char::is_alphanumeric) {
            chapter.language = chapter.language.or(book.language);
            chapters.push((name, chapter));
        }
    }
    if reader.wishes.chapters {
        let part = |(place, mut chapter): (String, Document)| {
            let head =
                chapter.meta.title.filter(|title| book.meta.title.as_ref() != Some(title) && !place.ends_with(title));
            let title = first_line(&chapter.text).or(head).or_else(|| book.meta.title.clone());
            let outlet =
                book.meta.title.clone().filter(|book| title.as_ref() != Some(book)).or(book.meta.outlet.clone());
            chapter.meta = Meta { title, outlet, ..book.meta.clone() };
            Member { place, result: Ok(chapter) }
        };
        return Ok(chapters.into_iter().map(part).collect());
    }
    let mut whole = Document { meta: book.meta, language: book.language, ..Document::default() };
    for (_, mut chapter) in chapters {
        chapter.meta.title = None;
        whole.append(chapter);
    }
    whole.parts.extend(front);
    Ok(Member::whole(whole))
}

fn book(package: &mut Package, reader: &mut Reader) -> Result<Book, Reason> {
    if package.has("META-INF/encryption.xml") && package.has("META-INF/rights.xml") {
        return Err(Reason::Locked);
    }
    let container = package.text("META-INF/container.xml", reader.allowance)?;
    let container = parse(&container)?;
    let missing = |what: &str| Reason::Malformed(format!("(the book does not name its {what})"));
    let place = all(container.root(), "rootfile").find_map(|file| attribute(file, "full-path"));
    let place = place.ok_or_else(|| missing("contents"))?.to_owned();
    let contents = package.text(&place, reader.allowance)?;
    let contents = parse(&contents)?;
    let root = contents.root_element();
    let items: FxHashMap<_, _> = all(root, "item").filter_map(|item| Some((attribute(item, "id")?, item))).collect();
    let folder = Path::new(&place).parent().unwrap_or(Path::new(""));
    let chapter = |reference: roxmltree::Node| {
        let item = items.get(attribute(reference, "idref")?)?;
        let is_contents = attribute(*item, "properties").is_some_and(|said| said.split(' ').any(|word| word == "nav"));
        let extra = attribute(reference, "linear") == Some("no");
        let name = resolved(folder, attribute(*item, "href")?);
        (!is_contents && package.has(&name)).then_some((name, extra))
    };
    let (extra, chapters): (Vec<_>, Vec<_>) = all(root, "itemref").filter_map(chapter).partition(|(_, extra)| *extra);
    let [extra, chapters] = [extra, chapters].map(|pages| pages.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
    if chapters.is_empty() {
        return Err(missing("chapters"));
    }
    let known = child(root, "metadata").unwrap_or(root);
    let language = all(known, "language").find_map(|node| Language::from_tag(&words(node)));
    Ok(Book { meta: dublin_core(known), language, chapters, extra })
}

/// A reference from a folder of the book, without `..` and `%20`.
fn resolved(folder: &Path, reference: &str) -> String {
    let reference = percent_decode_str(reference.split('#').next().unwrap_or(reference)).decode_utf8_lossy();
    let mut names: Vec<String> = folder.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    for name in reference.split('/') {
        match name {
            ".." => drop(names.pop()),
            "." | "" => {}
            name => names.push(name.to_owned()),
        }
    }
    names.join("/")
}

/// Whether a page is what stands before a book: its title, its contents, its copyright.
fn is_front(page: &str) -> bool {
    is_of(page, &["titlepage", "toc", "copyright-page", "cover", "halftitlepage"])
}

/// Whether a page says that it is of some kind.
fn is_of(page: &str, kinds: &[&str]) -> bool {
    let said = |kind: &&str| ['"', '\''].iter().any(|quote| page.contains(&format!("epub:type={quote}{kind}{quote}")));
    kinds.iter().any(said)
}

fn first_line(text: &str) -> Option<String> {
    text.lines().next().filter(|line| line.split_whitespace().count() <= 20).and_then(super::prose::short)
}
