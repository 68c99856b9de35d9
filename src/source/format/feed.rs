//! Feeds: RSS 0.9 to 2.0 and Atom; each entry is a source.

use super::prose::{one_line, short};
use super::xml::{attribute, child, parse, words};
use super::{Document, Member, html};
use crate::source::{Meta, Part, PartKind, Reason, date};
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
    let mut texts: Vec<String> = texts.map(markup).map(unescaped).collect();
    // Of two that are as long the first is the text.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut texts = texts.into_iter();
    let Some(longest) = texts.next() else { return Err(Reason::Wordless) };
    let mut document = html::whole(&longest)?;
    if document.text.is_empty() {
        return Err(Reason::Wordless);
    }
    let bare = |said: &str| said.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let whole = bare(&document.text);
    let teasers = texts.map(|teaser| html::plain_words(&teaser)).filter(|teaser| !whole.contains(&bare(teaser)));
    document.parts.extend(teasers.filter_map(|teaser| Part::new(PartKind::Summary, teaser)));
    Ok(document)
}

/// How often markup may have been escaped over again.
const MOST_ESCAPED: usize = 3;

/// Markup that was escaped once more than needed, as it was meant: where no tag is in it, and the words of its entities are
/// tags.
fn unescaped(markup: String) -> String {
    let mut markup = markup;
    for _ in 0..MOST_ESCAPED {
        // A text may speak of a tag: one that is not closed says nothing.
        let tags = ["&lt;p&gt;", "&lt;p ", "&lt;/", "&lt;br", "&lt;img"];
        if markup.contains('<') || !markup.contains("&gt;") || !tags.iter().any(|tag| markup.contains(tag)) {
            break;
        }
        markup = html::plain_words(&markup);
    }
    markup
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_however_often_they_were_escaped() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("<description>&lt;p&gt;Nets &amp;amp; gulls.&lt;/p&gt;</description>", "Nets & gulls.", &[]),
            (
                "<description>&amp;lt;p&amp;gt;Nets &amp;amp;amp; gulls.&amp;lt;/p&amp;gt;</description>",
                "Nets & gulls.",
                &[],
            ),
            ("<description>a &amp;lt; b and b &amp;gt; c</description>", "a < b and b > c", &[]),
            ("<description>The tag &amp;lt;b&amp;gt; is old.</description>", "The tag <b> is old.", &[]),
            (
                "<description>The nets [...]</description><encoded>&lt;p&gt;The nets are dry.&lt;/p&gt;</encoded>",
                "The nets are dry.",
                &[],
            ),
            (
                "<description>Dry in May</description><encoded>&lt;p&gt;The nets are dry.&lt;/p&gt;</encoded>",
                "The nets are dry.",
                &["Dry in May"],
            ),
        ];
        for (entry, text, parts) in cases {
            let members = read(&format!("<rss><channel><item>{entry}</item></channel></rss>")).expect("a feed");
            let document = members.into_iter().next().expect("an entry").result.expect("a text");
            assert_eq!(document.text, *text, "{entry}");
            assert_eq!(document.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(), *parts, "{entry}");
        }
    }
}
