//! Editions in TEI XML: the text, or where it has an apparatus of its own, each witness as a source.

use super::prose::{Prose, short};
use super::xml::{all, attribute, child, inside, parse, visit, words};
use super::{Document, Member};
use crate::source::{BoilerplateKind, Meta, Part, PartKind, Reason, date};
use crate::text::Language;
use roxmltree::Node;

/// The elements that are a paragraph or line of their own.
const BLOCKS: [&str; 16] = [
    "p", "head", "l", "ab", "item", "cell", "sp", "speaker", "stage", "salute", "signed", "dateline", "opener",
    "closer", "label", "byline",
];

/// Reads an edition.
pub fn read(xml: &str) -> Result<Vec<Member>, Reason> {
    let tree = parse(xml)?;
    let root = tree.root_element();
    let meta = meta(root);
    let body = all(root, "text").next().unwrap_or(root);
    let language = attribute(body, "lang").or_else(|| attribute(root, "lang")).and_then(Language::from_tag);
    let document = |witness: Option<&str>| Document { meta: meta.clone(), language, ..text(body, witness) };
    let witnesses = witnesses(root);
    if witnesses.is_empty() || all(body, "app").next().is_none() {
        return Ok(Member::whole(document(None)));
    }
    let part = |(id, name): (&str, Option<String>)| {
        let mut witness = document(Some(id));
        witness.meta.outlet = name.or_else(|| Some(id.to_owned()));
        Member { place: id.to_owned(), result: Ok(witness) }
    };
    Ok(witnesses.into_iter().map(part).collect())
}

/// The witnesses that an edition lists, by their marks, with their names; else those that its readings name.
fn witnesses<'a>(root: Node<'a, '_>) -> Vec<(&'a str, Option<String>)> {
    let listed = all(root, "witness").filter_map(|witness| {
        let own = witness.children().filter(|inner| inner.tag_name().name() != "listWit");
        let named = all(witness, "title").next().and_then(|title| short(&words(title)));
        let name = named.or_else(|| short(&own.map(words).collect::<String>()));
        Some((attribute(witness, "id")?, name.map(|name| name.chars().take(80).collect())))
    });
    let mut found: Vec<(&str, Option<String>)> = listed.collect();
    if found.is_empty() {
        let readings = root.descendants().filter(|node| matches!(node.tag_name().name(), "lem" | "rdg"));
        for mark in readings.filter_map(|reading| attribute(reading, "wit")).flat_map(marks) {
            // An edition has some dozens of witnesses at most.
            if found.len() < 100 && found.iter().all(|(known, _)| *known != mark) {
                found.push((mark, None));
            }
        }
    }
    found
}

/// The marks in a list of references: `#A #B`.
fn marks(references: &str) -> impl Iterator<Item = &str> {
    references.split_whitespace().map(|mark| mark.trim_start_matches('#'))
}

/// The text as one witness has it, or as the edition does. Notes are left out, to be looked at.
fn text(body: Node, witness: Option<&str>) -> Document {
    let (mut prose, mut notes, mut open) = (Prose::default(), Prose::default(), None);
    visit(body, |node| {
        let said = match node.tag_name().name() {
            "teiHeader" | "fw" | "figDesc" | "del" | "witDetail" | "bibl" if node != body => return false,
            "note" => {
                notes.paragraph(&words(node), None);
                return false;
            }
            "lem" | "rdg" => return is_read(node, witness),
            // Of two renderings of one place the edited one is read.
            "sic" | "orig" | "abbr" if node.parent().is_some_and(|around| around.tag_name().name() == "choice") => {
                return false;
            }
            "lb" if attribute(node, "break") == Some("no") => "",
            "lb" | "pb" | "cb" => "\n",
            _ => node.text().filter(|_| node.is_text()).unwrap_or_default(),
        };
        let block = node.ancestors().find(|around| BLOCKS.contains(&around.tag_name().name()));
        if open != block {
            prose.end(open.and_then(kind));
            open = block;
        }
        let joined = said.replace(['\n', '\r', '\t'], " ");
        prose.write(&joined);
        true
    });
    prose.end(open.and_then(kind));
    let mut document = prose.document();
    document.parts.extend(Part::new(PartKind::Note, notes.document().text));
    document
}

/// Whether a reading is what a witness has: it is named; or it is the lemma, and no other reading names the witness.
fn is_read(reading: Node, witness: Option<&str>) -> bool {
    let is_lemma = reading.tag_name().name() == "lem";
    let Some(witness) = witness else {
        let has_lemma = reading.parent().is_some_and(|entry| child(entry, "lem").is_some());
        return is_lemma || !has_lemma && reading.prev_sibling_element().is_none();
    };
    let named = |reading: Node| attribute(reading, "wit").is_some_and(|wit| marks(wit).any(|mark| mark == witness));
    let mut others = reading.parent().into_iter().flat_map(|entry| entry.descendants());
    named(reading) || is_lemma && attribute(reading, "wit").is_none() && !others.any(named)
}

fn kind(block: Node) -> Option<BoilerplateKind> {
    match block.tag_name().name() {
        "head" if inside(block, &["figure"]) => Some(BoilerplateKind::Caption),
        "p" | "ab" if inside(block, &["figure"]) => Some(BoilerplateKind::Caption),
        "byline" | "signed" => Some(BoilerplateKind::Credit),
        "dateline" => Some(BoilerplateKind::Metadata),
        _ => None,
    }
}

fn meta(root: Node) -> Meta {
    let Some(header) = all(root, "teiHeader").next() else { return Meta::default() };
    let said = |name: &'static str| all(header, name).find_map(|node| short(&words(node)));
    let day = |node: Node| {
        let said = attribute(node, "when").map_or_else(|| words(node), str::to_owned);
        date::parse(&said)
    };
    let source = all(header, "sourceDesc").next();
    let dates = source.into_iter().flat_map(|source| all(source, "date")).chain(all(header, "date"));
    Meta {
        title: said("title"),
        outlet: said("publisher"),
        author: said("author"),
        date: { dates }.find_map(day),
        ..Meta::default()
    }
}
