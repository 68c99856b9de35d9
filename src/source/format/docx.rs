//! Documents of Word: the paragraphs as they stand after all changes that are tracked in them.

use super::Document;
use super::package::Package;
use super::prose::Prose;
use super::xml::{attribute, child, dublin_core, parse, visit};
use crate::source::limits::Allowance;
use crate::source::{BoilerplateKind, LeftOut, Meta, Reason};
use roxmltree::Node;

/// Reads a document. Headers, footers and notes are left out, to be looked at.
pub fn read(package: &mut Package, allowance: &mut Allowance) -> Result<Document, Reason> {
    let body = package.text("word/document.xml", allowance)?;
    let (prose, title) = prose(&body)?;
    let mut document = prose.document();
    if package.has("docProps/core.xml") {
        let core = package.text("docProps/core.xml", allowance)?;
        let core = parse(&core)?;
        document.meta = dublin_core(core.root());
        document.language = child(core.root_element(), "language")
            .and_then(|node| crate::text::Language::from_tag(node.text().unwrap_or_default()));
    }
    document.made = document.meta.date.take();
    document.meta = Meta { title: title.or(document.meta.title), updated: None, ..document.meta };
    let around = package.names().into_iter().filter_map(|name| {
        let part = name.strip_prefix("word/")?;
        let kind = match part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').strip_suffix(".xml") {
            _ if part.starts_with("header") || part.starts_with("footer") => BoilerplateKind::RunningHead,
            _ if part == "footnotes.xml" || part == "endnotes.xml" => BoilerplateKind::Note,
            _ => return None,
        };
        Some((name, kind))
    });
    for (name, kind) in around.collect::<Vec<_>>() {
        let text = package.text(&name, allowance)?;
        let text = self::prose(&text)?.0.document().text;
        document.left_out.extend((!text.is_empty()).then_some(LeftOut { kind, text }));
    }
    Ok(document)
}

/// The paragraphs of a part, and the one that is styled as the title.
fn prose(xml: &str) -> Result<(Prose, Option<String>), Reason> {
    let tree = parse(xml)?;
    let (mut prose, mut open, mut title) = (Prose::default(), None, None);
    visit(tree.root_element(), |node| {
        let words = match node.tag_name().name() {
            // What was deleted or moved away, and the second rendering of a drawing for old programs.
            "del" | "moveFrom" | "Fallback" | "instrText" => return false,
            "t" => node.text().unwrap_or_default(),
            "tab" if node.parent().is_some_and(|around| around.tag_name().name() == "r") => " ",
            "br" | "cr" => "\n",
            "noBreakHyphen" => "\u{2011}",
            "p" => "",
            _ => return true,
        };
        let paragraph = node.ancestors().find(|around| around.tag_name().name() == "p");
        if open != paragraph {
            prose.end(open.and_then(|paragraph| kind(style(paragraph))));
            open = paragraph;
        }
        prose.write(words);
        true
    });
    prose.end(open.and_then(|paragraph| kind(style(paragraph))));
    visit(tree.root_element(), |node| {
        if title.is_none() && node.tag_name().name() == "p" && style(node) == "title" {
            title = super::prose::short(&super::xml::words(node));
        }
        true
    });
    Ok((prose, title))
}

/// The style of a paragraph in lower case.
fn style(paragraph: Node) -> String {
    let style = child(paragraph, "pPr").and_then(|properties| child(properties, "pStyle"));
    style.and_then(|style| attribute(style, "val")).unwrap_or_default().to_lowercase()
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
