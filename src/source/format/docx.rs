//! Documents of Word: the paragraphs as they stand after all changes that are tracked in them.

use super::Document;
use super::package::Package;
use super::prose::{Prose, short};
use super::xml::{Cell, Tables, all, attribute, child, dublin_core, inside, parse, visit, words};
use crate::source::limits::Allowance;
use crate::source::{BoilerplateKind, Meta, Part, PartKind, Reason};
use crate::text::Language;
use roxmltree::Node;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What stands in files of its own and hangs in the text: the file, its elements, the marks in the text, what it is.
const BESIDE: [(&str, &str, &str, PartKind); 3] = [
    ("word/footnotes.xml", "footnote", "footnoteReference", PartKind::Note),
    ("word/endnotes.xml", "endnote", "endnoteReference", PartKind::Note),
    ("word/comments.xml", "comment", "commentReference", PartKind::Comment),
];

/// What these files say, by the mark that leads to it and its number.
type Beside = BTreeMap<(&'static str, String), (PartKind, String)>;

/// The styles that hide their text.
type Hidden = FxHashSet<String>;

/// Reads a document. Notes, comments, deletions, hidden text, alt texts, headers and footers are its parts.
pub fn read(package: &mut Package, allowance: &mut Allowance) -> Result<Document, Reason> {
    let hidden = hidden(package, allowance)?;
    let mut beside = beside(package, &hidden, allowance)?;
    let body = package.text("word/document.xml", allowance)?;
    let tree = parse(&body)?;
    let root = tree.root_element();
    let mut document = prose(root, &hidden, &beside).document();
    let title = all(root, "p").find(|node| style(*node) == "title").and_then(|node| short(&words(node)));
    for (name, mark) in BESIDE.iter().flat_map(|(_, _, name, _)| all(root, name).map(|mark| (*name, mark))) {
        beside.remove(&(name, attribute(mark, "id").unwrap_or_default().to_owned()));
    }
    // What no mark leads to is there all the same.
    document.parts.extend(beside.into_values().filter_map(|(kind, text)| Part::new(kind, text)));
    document.parts.extend(running(package, &hidden, allowance)?);
    if package.has("docProps/core.xml") {
        let core = package.text("docProps/core.xml", allowance)?;
        let core = parse(&core)?;
        document.meta = dublin_core(core.root());
        document.language =
            child(core.root_element(), "language").and_then(|node| Language::from_tag(node.text().unwrap_or_default()));
    }
    document.made = document.meta.date.take();
    document.meta = Meta { title: title.or(document.meta.title), updated: None, ..document.meta };
    Ok(document)
}

fn hidden(package: &mut Package, allowance: &mut Allowance) -> Result<Hidden, Reason> {
    if !package.has("word/styles.xml") {
        return Ok(Hidden::default());
    }
    let styles = package.text("word/styles.xml", allowance)?;
    let styles = parse(&styles)?;
    let hidden = all(styles.root_element(), "style").filter(|style| child(*style, "rPr").is_some_and(vanishes));
    Ok(hidden.filter_map(|style| attribute(style, "styleId").map(str::to_owned)).collect())
}

fn beside(package: &mut Package, hidden: &Hidden, allowance: &mut Allowance) -> Result<Beside, Reason> {
    let mut beside = Beside::default();
    for (file, element, mark, kind) in BESIDE {
        if !package.has(file) {
            continue;
        }
        let said = package.text(file, allowance)?;
        let tree = parse(&said)?;
        for node in all(tree.root_element(), element) {
            let text = prose(node, hidden, &Beside::default()).document().text;
            if let Some(number) = attribute(node, "id").filter(|_| !text.is_empty()) {
                beside.insert((mark, number.to_owned()), (kind, text));
            }
        }
    }
    Ok(beside)
}

/// The heads and feet of pages, but for numbers. Those of the first page, of odd and of even ones often say the same.
fn running(package: &mut Package, hidden: &Hidden, allowance: &mut Allowance) -> Result<Vec<Part>, Reason> {
    let mut found: Vec<Part> = Vec::new();
    for name in package.names() {
        let part = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")).unwrap_or_default();
        if !part.starts_with("header") && !part.starts_with("footer") {
            continue;
        }
        let said = package.text(&name, allowance)?;
        let said = prose(parse(&said)?.root_element(), hidden, &Beside::default()).document().text;
        let fresh =
            |part: &Part| part.text.contains(char::is_alphabetic) && found.iter().all(|known| known.text != part.text);
        let part = Part::new(PartKind::RunningHead, said).filter(fresh);
        found.extend(part);
    }
    Ok(found)
}

/// The paragraphs of a part, with what hangs in them.
fn prose(top: Node, hidden: &Hidden, beside: &Beside) -> Prose {
    let (mut prose, mut open) = (Prose::default(), None);
    let (mut cell, mut tables): (Option<Cell>, _) = (None, Tables::default());
    visit(top, |node| {
        let name = node.tag_name().name();
        match name {
            // What was moved away stands where it went; drawings have a second rendering for old programs.
            "moveFrom" | "Fallback" | "instrText" => return false,
            "p" | "t" | "delText" | "tab" | "br" | "cr" | "noBreakHyphen" | "docPr" | "ruby" | "den" => {}
            name if BESIDE.iter().any(|(_, _, mark, _)| *mark == name) => {}
            _ => return true,
        }
        let paragraph = node.ancestors().find(|around| around.tag_name().name() == "p");
        if open != paragraph {
            let here = Cell::of(node, ["tc", "tr", "tbl"], &mut tables);
            match here.as_ref().zip(cell.as_ref()).and_then(|(here, before)| here.after(before)) {
                // An empty paragraph of a cell is nothing.
                Some(_) if name == "p" => return true,
                Some(step) => prose.step(step),
                None if open.is_some_and(is_joined) => {}
                None => prose.end(open.and_then(|paragraph| kind(style(paragraph)))),
            }
            (open, cell) = (paragraph, here);
        }
        match name {
            "t" | "delText" => write(&mut prose, node, hidden),
            "tab" if node.parent().is_some_and(|around| around.tag_name().name() == "r") => prose.write(" "),
            "br" | "cr" => prose.write("\n"),
            "den" => prose.write("/"),
            "noBreakHyphen" => prose.write("\u{2011}"),
            "docPr" => prose.hang(PartKind::AltText, attribute(node, "descr").unwrap_or_default()),
            "ruby" => {
                let said = |name: &'static str| all(node, name).map(words).collect::<String>();
                prose.pronounce(&said("rubyBase"), &said("rt"));
                return false;
            }
            name => {
                let number = attribute(node, "id").unwrap_or_default();
                let mark = BESIDE.iter().map(|(_, _, mark, _)| *mark).find(|mark| *mark == name);
                let said = mark.and_then(|mark| beside.get(&(mark, number.to_owned())));
                said.into_iter().for_each(|(kind, text)| prose.hang(*kind, text));
            }
        }
        true
    });
    prose.end(open.and_then(|paragraph| kind(style(paragraph))));
    prose
}

/// Whether the end of a paragraph was deleted, so that the next one goes on in it.
fn is_joined(paragraph: Node) -> bool {
    let mark = child(paragraph, "pPr").and_then(|properties| child(properties, "rPr"));
    mark.is_some_and(|mark| child(mark, "del").is_some() || child(mark, "moveFrom").is_some())
}

/// Writes the words of a run, or sets them apart: what was deleted, what is hidden, the marks of notes.
fn write(prose: &mut Prose, node: Node, hidden: &Hidden) {
    let words = node.text().unwrap_or_default();
    let run = node.parent().and_then(|run| child(run, "rPr"));
    let vanished =
        run.is_some_and(|run| vanishes(run) || valued(run, "rStyle").is_some_and(|style| hidden.contains(style)));
    let paragraph = || node.ancestors().find(|around| around.tag_name().name() == "p").and_then(|p| child(p, "pPr"));
    if node.tag_name().name() == "delText" || inside(node, &["del"]) {
        prose.set_apart(PartKind::Deletion, words);
    } else if vanished
        || !hidden.is_empty() && paragraph().and_then(|p| valued(p, "pStyle")).is_some_and(|s| hidden.contains(s))
    {
        prose.set_apart(PartKind::Hidden, words);
    } else if run.and_then(|run| valued(run, "vertAlign")) == Some("superscript") || inside(node, &["sup"]) {
        prose.raise(words);
    } else {
        prose.write(words);
    }
}

/// Whether the properties of a run hide it.
fn vanishes(properties: Node) -> bool {
    let on = |node: Node| !matches!(attribute(node, "val"), Some("0" | "false" | "off"));
    child(properties, "vanish").is_some_and(on)
}

/// The value of a property.
fn valued<'a>(properties: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(properties, name)?, "val")
}

/// The style of a paragraph in lower case.
fn style(paragraph: Node) -> String {
    let style = child(paragraph, "pPr").and_then(|properties| valued(properties, "pStyle"));
    style.unwrap_or_default().to_lowercase()
}

/// What paragraphs of a style are, where they are no story.
pub fn kind(style: impl AsRef<str>) -> Option<BoilerplateKind> {
    let style = style.as_ref();
    if style.contains("caption") || style.starts_with("illustration") || style == "figure" {
        Some(BoilerplateKind::Caption)
    } else if style == "author" || style.starts_with("byline") {
        Some(BoilerplateKind::Credit)
    } else if style == "date" {
        Some(BoilerplateKind::Metadata)
    } else if style.starts_with("toc") || style.starts_with("contents") {
        Some(BoilerplateKind::Navigation)
    } else {
        None
    }
}
