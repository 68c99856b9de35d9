//! OpenDocument texts.

use super::Document;
use super::docx::kind;
use super::package::Package;
use super::prose::{Prose, short};
use super::xml::{all, attribute, dublin_core, parse, visit, words};
use crate::source::limits::Allowance;
use crate::source::{Meta, Part, PartKind, Reason};
use crate::text::Language;
use roxmltree::Node;
use rustc_hash::FxHashMap;

/// Reads an OpenDocument text. Notes and comments are left out, to be looked at.
pub fn read(package: &mut Package, allowance: &mut Allowance) -> Result<Document, Reason> {
    let content = package.text("content.xml", allowance)?;
    let mut document = flat(&content)?;
    let meta = package.text("meta.xml", allowance)?;
    let meta = parse(&meta)?;
    let known = dublin_core(meta.root());
    let title = document.meta.title.take().or(known.title);
    document.made = known.date.or(known.updated);
    document.meta = Meta { title, date: None, updated: None, ..known };
    document.language = all(meta.root(), "language").find_map(|node| Language::from_tag(node.text()?));
    Ok(document)
}

/// Reads the XML of a text: the content of a package, or a file in the flat form.
pub fn flat(xml: &str) -> Result<Document, Reason> {
    let tree = parse(xml)?;
    let root = tree.root_element();
    let body = all(root, "body").next().and_then(|body| all(body, "text").next()).unwrap_or(root);
    let parents: FxHashMap<&str, &str> = all(root, "style")
        .filter_map(|style| Some((attribute(style, "name")?, attribute(style, "parent-style-name")?)))
        .collect();
    let style = |paragraph: Node| {
        let own = attribute(paragraph, "style-name").unwrap_or_default();
        parents.get(own).copied().unwrap_or(own).to_lowercase()
    };
    let (mut prose, mut open, mut notes) = (Prose::default(), None, Prose::default());
    let mut title = None;
    visit(body, |node| {
        let name = node.tag_name().name();
        let paragraph = node.ancestors().find(|around| matches!(around.tag_name().name(), "p" | "h"));
        let said = match name {
            "note" | "annotation" => {
                let body = all(node, "note-body").next().unwrap_or(node);
                notes.paragraph(&words(body), None);
                return false;
            }
            "tracked-changes" | "sequence-decls" | "forms" | "title" | "desc" | "ruby-text" => return false,
            "s" | "tab" => " ",
            "line-break" => "\n",
            _ => node.text().filter(|_| node.is_text() && paragraph.is_some()).unwrap_or_default(),
        };
        if matches!(name, "p" | "h") && title.is_none() && style(node) == "title" {
            title = short(&words(node));
        }
        if paragraph.is_some() && open != paragraph {
            prose.end(open.and_then(|paragraph| kind(style(paragraph))));
            open = paragraph;
        }
        prose.write(said);
        true
    });
    prose.end(open.and_then(|paragraph| kind(style(paragraph))));
    let mut document = prose.document();
    document.meta.title = title;
    document.parts.extend(Part::new(PartKind::Note, notes.document().text));
    Ok(document)
}
