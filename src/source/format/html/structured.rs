//! Structured data of a page: JSON-LD in the words of schema.org.

use super::meta::{one_line, person};
use crate::source::date;
use dom_query::Document as Tree;
use jiff::civil::Date;
use serde_json::Value;

/// What structured data says of the article.
#[derive(Default, Debug, PartialEq)]
pub struct Told {
    headline: Option<String>,
    name: Option<String>,
    pub outlet: Option<String>,
    pub author: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub url: Option<String>,
    /// A language tag.
    pub language: Option<String>,
}

impl Told {
    /// The title: the headline, unless the page's own title has the name instead (an encyclopedia's headline is a
    /// description).
    pub fn title(&self, head: Option<&str>) -> Option<String> {
        let in_head = |said: &&String| head.is_some_and(|head| head.contains(said.as_str()));
        let said = self.headline.as_ref().filter(in_head).or(self.name.as_ref().filter(in_head));
        said.or(self.headline.as_ref()).or(self.name.as_ref()).cloned()
    }
}

/// Reads the first article that a page describes.
pub fn read(tree: &Tree) -> Told {
    let scripts = tree.select("script[type='application/ld+json']");
    let blocks = scripts.nodes().iter().filter_map(|node| parse(&node.text()));
    let mut things = Vec::new();
    for block in blocks {
        collect(block, &mut things);
    }
    let article = things.iter().find(|thing| is_article(thing));
    article.map(|article| told(article, &things)).unwrap_or_default()
}

/// The JSON of a block; some pages wrap it in a CDATA section or a comment.
fn parse(block: &str) -> Option<Value> {
    let wraps = ["<![CDATA[", "]]>", "<!--", "-->", "//", "/*", "*/"];
    let mut block = block.trim();
    while let Some(rest) = wraps.iter().find_map(|wrap| block.strip_prefix(wrap).or_else(|| block.strip_suffix(wrap))) {
        block = rest.trim();
    }
    serde_json::from_str(block).ok()
}

/// The things that a block describes: itself, the members of a list, the nodes of a graph.
fn collect(block: Value, things: &mut Vec<Value>) {
    match block {
        Value::Array(all) => all.into_iter().for_each(|one| collect(one, things)),
        Value::Object(mut thing) => {
            let graph = thing.remove("@graph");
            things.push(Value::Object(thing));
            if let Some(graph) = graph {
                collect(graph, things);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a thing is of a kind that tells something: `NewsArticle`, `Article`, `BlogPosting`, `Report` and the like.
fn is_article(thing: &Value) -> bool {
    let of_kind = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    };
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(of_kind),
        Some(kind) => of_kind(kind),
        None => false,
    }
}

fn told(article: &Value, things: &[Value]) -> Told {
    let said = |key: &str| article.get(key).and_then(Value::as_str).and_then(one_line);
    let dates = ["datePublished", "dateCreated", "uploadDate"].iter().filter_map(|key| said(key));
    let authors = ["author", "creator"].iter().filter_map(|key| article.get(key));
    let mut outlets = ["publisher", "sourceOrganization", "isPartOf"].iter().filter_map(|key| article.get(key));
    Told {
        headline: said("headline"),
        name: said("name"),
        outlet: outlets.find_map(|outlet| name(outlet, things)),
        author: authors.filter_map(|author| name(author, things)).find_map(|author| person(&author)),
        date: { dates }.find_map(|said| date::parse(&said)),
        updated: said("dateModified").and_then(|said| date::parse(&said)),
        url: said("url").or_else(|| said("mainEntityOfPage")).filter(|url| url.contains("://")),
        language: said("inLanguage"),
    }
}

/// The name of a person or organisation: given as such, in a thing, by reference to a thing, or a list of any of these.
fn name(of: &Value, things: &[Value]) -> Option<String> {
    match of {
        Value::String(name) => one_line(name),
        Value::Array(all) => {
            let names: Vec<String> = all.iter().filter_map(|one| name(one, things)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(thing) => {
            let meant = thing.get("name").or_else(|| {
                let id = thing.get("@id")?;
                things.iter().find(|other| other.get("@id") == Some(id))?.get("name")
            });
            meant.and_then(Value::as_str).and_then(one_line)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
