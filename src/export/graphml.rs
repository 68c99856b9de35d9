//! GraphML: the sources as nodes, the links between their passages as edges.

use super::excerpt::Excerpt;
use super::markup::Markup;
use super::place::CodePoints;
use super::scope::Part;
use crate::align::{Link, Passage};
use crate::source::{Source, SourceId};
use crate::text::visible_line;
use crate::view::matrix;
use std::io;

/// What is said of a node or an edge.
struct Key<T> {
    name: &'static str,
    kind: &'static str,
    value: fn(&T) -> String,
}

/// A source in the excerpt.
struct Node<'a> {
    excerpt: &'a Excerpt<'a>,
    source: &'a Source,
}

impl Node<'_> {
    fn label(&self) -> String {
        format!("{} {}", self.source.id.siglum(), self.excerpt.name(self.source))
    }

    fn date(&self) -> String {
        self.source.meta.date.map(|date| date.to_string()).unwrap_or_default()
    }

    fn words(&self) -> usize {
        self.source.text.tokens().iter().filter(|token| token.is_word()).count()
    }
}

fn of_sources<'a>() -> [Key<Node<'a>>; 7] {
    [
        Key { name: "label", kind: "string", value: Node::label },
        Key { name: "outlet", kind: "string", value: |node| known(node.source.meta.outlet.as_deref()) },
        Key { name: "author", kind: "string", value: |node| known(node.source.meta.author.as_deref()) },
        Key { name: "date", kind: "string", value: Node::date },
        Key { name: "language", kind: "string", value: |node| known(node.source.text.language().tag()) },
        Key { name: "words", kind: "int", value: |node| node.words().to_string() },
        Key { name: "file", kind: "string", value: |node| known(Some(node.excerpt.path(node.source))) },
    ]
}

fn known(value: Option<&str>) -> String {
    visible_line(value.unwrap_or_default()).into_owned()
}

/// A link in its parallel.
struct Edge<'a> {
    excerpt: &'a Excerpt<'a>,
    offsets: &'a CodePoints,
    parallel: usize,
    link: &'a Link,
}

impl Edge<'_> {
    fn span(&self, end: usize) -> (usize, usize) {
        self.offsets.span(self.link.passages[end])
    }

    fn words(&self, end: usize) -> String {
        self.excerpt.words(self.link.passages[end])
    }
}

fn of_links<'a>() -> [Key<Edge<'a>>; 9] {
    [
        Key { name: "parallel", kind: "int", value: |edge| (edge.parallel + 1).to_string() },
        Key { name: "relation", kind: "string", value: |edge| edge.link.relation.name().to_owned() },
        Key { name: "weight", kind: "double", value: |edge| format!("{:.3}", edge.link.evidence.score) },
        Key { name: "start_a", kind: "int", value: |edge| edge.span(0).0.to_string() },
        Key { name: "end_a", kind: "int", value: |edge| edge.span(0).1.to_string() },
        Key { name: "words_a", kind: "string", value: |edge| edge.words(0) },
        Key { name: "start_b", kind: "int", value: |edge| edge.span(1).0.to_string() },
        Key { name: "end_b", kind: "int", value: |edge| edge.span(1).1.to_string() },
        Key { name: "words_b", kind: "string", value: |edge| edge.words(1) },
    ]
}

/// Writes the graph.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let mut markup = Markup::default();
    markup
        .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    declare(&mut markup, "node", &of_sources());
    match excerpt.holds(Part::Synopsis) {
        true => declare(&mut markup, "edge", &of_links()),
        false => declare(&mut markup, "edge", &of_pairs()),
    }
    markup.raw("<graph id=\"parallax\" edgedefault=\"undirected\">\n");
    for source in excerpt.sources() {
        markup.open("node", &[("id", &source.id.siglum())]);
        data(&mut markup, "node", &of_sources(), &Node { excerpt, source });
        markup.raw("</node>\n");
    }
    match excerpt.holds(Part::Synopsis) {
        true => links(excerpt, &mut markup),
        false => closeness(excerpt, &mut markup),
    }
    markup.raw("</graph>\n</graphml>\n");
    out.write_all(markup.finish().as_bytes())
}

/// An edge for each link.
fn links(excerpt: &Excerpt, markup: &mut Markup) {
    let offsets = CodePoints::of(&excerpt.comparison.corpus);
    let alignment = &excerpt.comparison.alignment;
    let mut number = 0;
    for (parallel, group) in alignment.parallels.iter().enumerate() {
        for link in group.links.iter().map(|&link| &alignment.links[link]) {
            number += 1;
            let [a, b] = link.passages.map(|Passage { source, .. }| source.siglum());
            markup.open("edge", &[("id", &format!("e{number}")), ("source", &a), ("target", &b)]);
            data(markup, "edge", &of_links(), &Edge { excerpt, offsets: &offsets, parallel, link });
            markup.raw("</edge>\n");
        }
    }
}

/// Two sources, and how much of each the other tells.
struct Pair {
    shares: [f32; 2],
    parallels: usize,
}

fn of_pairs() -> [Key<Pair>; 4] {
    [
        Key { name: "weight", kind: "double", value: |pair| format!("{:.3}", (pair.shares[0] + pair.shares[1]) / 2.0) },
        Key { name: "share_a", kind: "double", value: |pair| format!("{:.3}", pair.shares[0]) },
        Key { name: "share_b", kind: "double", value: |pair| format!("{:.3}", pair.shares[1]) },
        Key { name: "parallels", kind: "int", value: |pair| pair.parallels.to_string() },
    ]
}

/// An edge for each two sources that share a parallel: the matrix as a graph.
fn closeness(excerpt: &Excerpt, markup: &mut Markup) {
    let figures = matrix(&excerpt.comparison);
    let ids: Vec<SourceId> = excerpt.sources().map(|source| source.id).collect();
    let mut number = 0;
    for (at, &a) in ids.iter().enumerate() {
        for &b in ids.iter().skip(at + 1) {
            let (of_a, of_b) = (figures[a.index()][b.index()], figures[b.index()][a.index()]);
            if of_a.parallels == 0 {
                continue;
            }
            number += 1;
            markup.open("edge", &[("id", &format!("e{number}")), ("source", &a.siglum()), ("target", &b.siglum())]);
            let pair = Pair { shares: [of_a.share(), of_b.share()], parallels: of_a.parallels };
            data(markup, "edge", &of_pairs(), &pair);
            markup.raw("</edge>\n");
        }
    }
}

fn declare<T>(markup: &mut Markup, of: &str, keys: &[Key<T>]) {
    for key in keys {
        let id = format!("{of}-{}", key.name);
        markup.empty("key", &[("id", &id), ("for", of), ("attr.name", key.name), ("attr.type", key.kind)]);
        markup.raw("\n");
    }
}

/// What is known; what is not is left out.
fn data<T>(markup: &mut Markup, of: &str, keys: &[Key<T>], about: &T) {
    for key in keys {
        let value = (key.value)(about);
        if !value.is_empty() {
            markup.element("data", &[("key", &format!("{of}-{}", key.name))], &value);
        }
    }
}
