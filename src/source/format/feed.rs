//! Feeds: RSS 0.9 to 2.0 and Atom; each entry is a source.

use super::prose::{one_line, short};
use super::xml::{attribute, child, parse, words};
use super::{Document, Member, html};
use crate::source::{Meta, Reason, date};
use crate::text::Language;
use roxmltree::Node;

/// Reads a feed.
pub fn read(xml: &str) -> Result<Vec<Member>, Reason> {
    let tree = parse(xml)?;
    let root = tree.root_element();
    let channel = child(root, "channel").unwrap_or(root);
    let outlet = child(channel, "title").and_then(|title| short(&words(title)));
    let language = child(channel, "language").and_then(|node| Language::from_tag(&words(node)));
    let language = language.or_else(|| attribute(root, "lang").and_then(Language::from_tag));
    let entries = root.descendants().filter(|node| matches!(node.tag_name().name(), "item" | "entry"));
    let part = |(entry, number): (Node, usize)| {
        let read = entry_text(entry).map(|document| {
            let own = meta(entry);
            let known = document.meta;
            let meta = Meta {
                title: own.title.or(known.title),
                outlet: own.outlet.or_else(|| outlet.clone()),
                author: own.author.or(known.author),
                ..own
            };
            Document { meta, language: language.or(document.language), ..document }
        });
        Member { place: number.to_string(), result: read }
    };
    Ok(entries.zip(1..).map(part).collect())
}

/// The longest of what an entry has for a text; many have a teaser and the whole article.
fn entry_text(entry: Node) -> Result<Document, Reason> {
    let texts = entry.children().filter(|node| {
        matches!(node.tag_name().name(), "encoded" | "content" | "description" | "summary")
            && attribute(*node, "src").is_none()
    });
    let markup = |node: Node| {
        // Markup stands in a feed as text, or (XHTML in Atom) as elements.
        if node.children().any(|inner| inner.is_element()) {
            node.document().input_text().get(node.range()).unwrap_or_default().to_owned()
        } else {
            words(node)
        }
    };
    let Some(longest) = texts.map(markup).max_by_key(String::len) else { return Err(Reason::Wordless) };
    let document = html::whole(&longest)?;
    if document.text.is_empty() { Err(Reason::Wordless) } else { Ok(document) }
}

fn meta(entry: Node) -> Meta {
    let said = |name: &str| child(entry, name).and_then(|node| one_line(&words(node)));
    let dated = |names: &[&str]| names.iter().find_map(|name| date::parse(&said(name)?));
    let links = entry.children().filter(|node| node.tag_name().name() == "link");
    let mut links = links.filter(|link| attribute(*link, "rel").is_none_or(|rel| rel == "alternate"));
    let link = links.find_map(|link| attribute(link, "href").map(str::to_owned).or_else(|| one_line(&words(link))));
    let author = child(entry, "author").map(|author| child(author, "name").unwrap_or(author));
    let author = author.and_then(|author| short(&words(author))).or_else(|| said("creator"));
    Meta {
        title: said("title").map(|title| html::plain_words(&title)),
        outlet: child(entry, "source").and_then(|source| short(&words(child(source, "title").unwrap_or(source)))),
        author,
        date: dated(&["pubDate", "published", "date", "issued"]).or_else(|| dated(&["updated"])),
        updated: dated(&["updated", "modified"]),
        url: link.filter(|link| link.contains("://")),
        ..Meta::default()
    }
}
