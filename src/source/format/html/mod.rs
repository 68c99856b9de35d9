//! Web pages: the article without what stands around it, and what the page says of itself.

mod meta;
mod nesting;
mod structured;

use super::Document;
use crate::source::{Boilerplate, BoilerplateKind, Part, PartKind, Reason};
use crate::text::TextRange;
use dom_query::{Document as Tree, NodeRef, Selection};
use dom_smoothie::{Config, Readability};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

pub(in crate::source) use meta::{person, site_of};

/// Whether a text is a web page by its content: its first tag is one that only pages begin with.
pub fn begins(text: &str) -> bool {
    let mut rest = text.trim_start();
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->")] {
        while rest.starts_with(open) {
            rest = rest.split_once(close).map_or("", |(_, after)| after).trim_start();
        }
    }
    let head: String = rest.chars().take(14).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

/// Containers inside of each other that a page may have to be read at all, and to be looked through for an article: both
/// take time by the square of them. Real pages have up to about 60; browsers stop at 512.
const DEEPEST: usize = 4_096;
const DEEPEST_ARTICLE: usize = 256;

/// Elements that a page may have to be looked through for an article. The longest real pages have some ten thousand.
const MOST_ELEMENTS: usize = 200_000;

/// Reads a page: its article as readability finds it, else the words of its whole body; a paragraph a line.
pub fn read(page: &str) -> Result<Document, Reason> {
    let depth = nesting::depth(page);
    if depth > DEEPEST {
        return Err(Reason::Nested);
    }
    let tree = Tree::from(page);
    // Only the tree tells for sure: tags inside of text, or closed by the wrong name, mislead the look at the characters.
    let depth = depth.max(nesting::depth_of(&tree));
    if depth > DEEPEST {
        return Err(Reason::Nested);
    }
    let (mut meta, language) = meta::read(&tree);
    // What is nested beyond reason takes time by the square of it; once is enough.
    let around = if depth > DEEPEST_ARTICLE { String::new() } else { around(&tree) };
    let found = if depth > DEEPEST_ARTICLE { Some(words_of(&tree)) } else { article(tree) };
    let Words { text, captions, byline } = found.unwrap_or_else(|| body(page));
    meta.author = meta.author.or_else(|| byline.as_deref().and_then(meta::person));
    let parts = left_out(&around, &text);
    Ok(Document { asides: asides(&text, &captions), text, meta, language, parts, ..Document::default() })
}

/// All words of a page that are shown, whatever they are.
fn around(tree: &Tree) -> String {
    let tree = tree.clone();
    tree.select("head, script, style, noscript, template, svg, iframe, select").remove();
    words(&tree.select("body")).text
}

/// The lines of a page that are not in its text.
fn left_out(page: &str, text: &str) -> Vec<Part> {
    let kept: FxHashSet<&str> = text.lines().collect();
    let left: Vec<&str> = page.lines().filter(|line| !line.is_empty() && !kept.contains(line)).collect();
    Part::new(PartKind::Around, left.join("\n")).into_iter().collect()
}

/// Reads markup whole, without looking for an article in it: a chapter of a book, an entry of a feed, a mail.
pub fn whole(page: &str) -> Result<Document, Reason> {
    if nesting::depth(page) > DEEPEST {
        return Err(Reason::Nested);
    }
    let tree = Tree::from(page);
    if nesting::depth_of(&tree) > DEEPEST {
        return Err(Reason::Nested);
    }
    let (meta, language) = meta::read(&tree);
    let Words { text, captions, .. } = words_of(&tree);
    Ok(Document { asides: asides(&text, &captions), text, meta, language, ..Document::default() })
}

/// Reads the markup of a mail.
pub fn mail(page: &str) -> Result<Document, Reason> {
    whole(page)
}

/// The words of a short piece of markup in one line: `Talks &amp; <b>more</b>`.
pub fn plain_words(said: &str) -> String {
    if !said.contains(['<', '&']) {
        return said.to_owned();
    }
    let words = Tree::from(said).select("body").text();
    meta::one_line(&words).unwrap_or_default()
}

/// The lines that are captions.
fn asides(text: &str, captions: &BTreeSet<String>) -> Vec<Boilerplate> {
    let captions = lines(text).filter(|line| captions.contains(line.of(text)));
    captions.map(|range| Boilerplate { range, kind: BoilerplateKind::Caption }).collect()
}

/// The words of a page.
struct Words {
    text: String,
    /// The lines of the text that are captions.
    captions: BTreeSet<String>,
    /// Who wrote it, where the words say so.
    byline: Option<String>,
}

/// The words of the article. Nothing where there is no article to be found.
fn article(tree: Tree) -> Option<Words> {
    // What the page says of itself is read by `meta`.
    let config = Config { disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut readability = Readability::with_document(tree, None, Some(config)).ok()?;
    let byline = readability.parse().ok()?.byline;
    let words = words(&readability.doc.select("#readability-page-1"));
    (!words.text.is_empty()).then_some(Words { byline, ..words })
}

/// The words of the whole page, without what is never read.
fn body(page: &str) -> Words {
    words_of(&Tree::from(page))
}

fn words_of(tree: &Tree) -> Words {
    tree.select("head, script, style, noscript, template, nav, form, button, select, svg, iframe").remove();
    words(&tree.select("body"))
}

fn words(part: &Selection) -> Words {
    let said = |node: &NodeRef| tidy(&node.formatted_text());
    let captions = part.select("figcaption");
    let captions = captions.nodes().iter().flat_map(|node| {
        let said = said(node);
        lines(&said).map(|line| line.of(&said).to_owned()).collect::<Vec<_>>()
    });
    let captions = captions.collect();
    // These stand on lines of their own, which the formatter knows of `div`.
    part.select("figcaption, figure, dt, dd, address, main, header, footer, aside, summary, caption").rename("div");
    Words { text: tidy(&part.formatted_text()), captions, byline: None }
}

/// Lines without blanks around them, at most one empty line between two.
fn tidy(said: &str) -> String {
    let mut text = String::with_capacity(said.len());
    let mut empty = 0;
    for line in said.lines().map(str::trim) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !text.is_empty() {
            text += if empty > 0 { "\n\n" } else { "\n" };
        }
        text += line;
        empty = 0;
    }
    text
}

/// The lines of a text that are not empty.
fn lines(text: &str) -> impl Iterator<Item = TextRange> {
    let mut start = 0;
    let all = text.split_inclusive('\n').map(move |line| {
        let from = start;
        start += line.len();
        TextRange::new(text, from, from + line.trim_end().len())
    });
    all.filter(|line| !line.is_empty())
}
