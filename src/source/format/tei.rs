//! Editions in TEI XML: the text, or where it has an apparatus of its own, each witness as a source.

use super::prose::{Prose, short};
use super::xml::{all, attribute, child, inside, parse, visit, words};
use super::{Document, Member};
use crate::source::{BoilerplateKind, Meta, PartKind, Reason, date};
use crate::text::Language;
use roxmltree::Node;
use rustc_hash::{FxHashMap, FxHashSet};

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

/// The text as one witness has it, or as the edition does. Notes hang where they stand, or where a reference leads to them;
/// what was deleted, the heads of pages and the descriptions of figures are parts, too.
fn text(body: Node, witness: Option<&str>) -> Document {
    let (mut prose, mut open) = (Prose::default(), None);
    let notes: FxHashMap<&str, Node> =
        all(body, "note").filter_map(|note| Some((attribute(note, "id")?, note))).collect();
    let led = |node: Node| attribute(node, "target").and_then(|name| notes.get(name.strip_prefix('#')?).copied());
    let referred: FxHashSet<&str> = body
        .descendants()
        .filter(|node| matches!(node.tag_name().name(), "ref" | "ptr"))
        .filter_map(|node| attribute(led(node)?, "id"))
        .collect();
    visit(body, |node| {
        let said = match node.tag_name().name() {
            "teiHeader" | "witDetail" if node != body => return false,
            "bibl" if node != body => {
                prose.hang(PartKind::Note, &plain(node));
                return false;
            }
            name @ ("fw" | "figDesc" | "del") if node != body => {
                let kinds =
                    [("fw", PartKind::RunningHead), ("figDesc", PartKind::AltText), ("del", PartKind::Deletion)];
                kinds.iter().filter(|(known, _)| *known == name).for_each(|(_, kind)| prose.hang(*kind, &plain(node)));
                return false;
            }
            "note" => {
                if attribute(node, "id").is_none_or(|id| !referred.contains(id)) {
                    prose.hang(PartKind::Note, &plain(node));
                }
                return false;
            }
            "ref" | "ptr" if led(node).is_some() => {
                led(node).iter().for_each(|note| prose.hang(PartKind::Note, &plain(*note)));
                return false;
            }
            "hi" if attribute(node, "rend").is_some_and(|rend| rend.starts_with("sup")) => {
                prose.raise(&plain(node));
                return false;
            }
            "lem" | "rdg" => return is_read(node, witness),
            // Of two renderings of one place the edited one is read.
            name @ ("sic" | "orig" | "abbr")
                if node.parent().is_some_and(|around| around.tag_name().name() == "choice") =>
            {
                if name != "abbr" {
                    prose.hang(PartKind::Deletion, &plain(node));
                }
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
    prose.document()
}

/// The words of an element in one line.
fn plain(node: Node) -> String {
    words(node).replace(['\n', '\r', '\t'], " ")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_hang_where_they_are_referred_to() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("Soup<note>Cold.</note> was.", "Soup was.", &["note 4 Cold."]),
            (
                "Soup<ref target='#n'>1</ref> was.</p><p><note xml:id='n'>Cold.</note>Yes.",
                "Soup was.\n\nYes.",
                &["note 4 Cold."],
            ),
            ("Soup <del>never</del> was.", "Soup was.", &["deleted text 4 never"]),
            ("Soup <choice><sic>wos</sic><corr>was</corr></choice> cold.", "Soup was cold.", &["deleted text 4 wos"]),
            ("Soup<bibl>Cook 1904.</bibl> was.", "Soup was.", &["note 4 Cook 1904."]),
            ("Soup<fw>Quay 7</fw> was.", "Soup was.", &["head or foot of pages 4 Quay 7"]),
            ("10<hi rend='superscript'>6</hi> bowls.", "10⁶ bowls.", &[]),
        ];
        for (body, text, parts) in cases {
            let members = read(&format!("<TEI><text><body><p>{body}</p></body></text></TEI>")).expect("an edition");
            let document = members.into_iter().next().expect("a text").result.expect("a text");
            assert_eq!(document.text, *text, "{body}");
            let said = document
                .parts
                .iter()
                .map(|part| format!("{} {} {}", part.kind.name(), part.at.unwrap_or(0), part.text));
            assert_eq!(said.collect::<Vec<_>>(), *parts, "{body}");
        }
    }
}
