//! The notes of a page: marks that lead down to them, and the elements in which they stand.

use super::beside::Taken;
use super::words;
use crate::source::{Part, PartKind};
use dom_query::{NodeRef, Selection};
use rustc_hash::{FxHashMap, FxHashSet};

/// The most characters of a mark: `[12]`, `*`, `iv`.
const LONGEST_MARK: usize = 6;
/// The most words of a note; what is longer is a section that a link leads to.
const LONGEST_NOTE: usize = 1_000;

/// Takes notes out of a page and hangs them where their marks stood.
pub fn take(taken: &mut Taken) {
    let order: FxHashMap<_, usize> =
        taken.tree.root().descendants_it().zip(0..).map(|(node, at)| (node.id, at)).collect();
    let mut named: FxHashMap<String, NodeRef> = FxHashMap::default();
    for node in taken.tree.select("[id], a[name]").nodes() {
        for name in [node.id_attr(), node.attr("name")].into_iter().flatten() {
            named.entry(name.to_string()).or_insert(*node);
        }
    }
    let marks: Vec<(NodeRef, String)> = taken
        .tree
        .select("a[href*='#']")
        .nodes()
        .iter()
        .filter(|node| is_mark(**node))
        .filter_map(|node| Some((*node, target(*node)?)))
        .collect();
    let below = |mark: NodeRef, note: NodeRef| order.get(&mark.id) < order.get(&note.id);
    let led: FxHashSet<_> = marks.iter().filter_map(|(_, name)| named.get(name)).map(|node| node.id).collect();
    let mut told: FxHashSet<_> = FxHashSet::default();
    for (mark, name) in &marks {
        let note = named.get(name).copied();
        // A mark below its note leads back from there, and goes with it.
        if note.is_some_and(|note| !below(*mark, note)) {
            continue;
        }
        let mark_node = raised(*mark);
        let body = note.and_then(body).filter(|body| is_note(*body, &led) && !holds(*body, *mark));
        let part = body.filter(|body| told.insert(body.id)).and_then(|body| {
            let text = note_text(body, mark.text().trim());
            body.remove_from_parent();
            Part::new(PartKind::Note, text)
        });
        taken.replace(mark_node, part);
    }
    // Notes that no mark leads to hang where they stand.
    let marked = "[role=doc-footnote], [role=doc-endnote], aside[epub\\:type~=footnote], aside[epub\\:type~=endnote]";
    for node in taken.tree.try_select(marked).iter().flat_map(|found| found.nodes().to_vec()) {
        if is_there(node) {
            let part = Part::new(PartKind::Note, note_text(node, ""));
            taken.replace(node, part);
        }
    }
    beside_the_text(taken);
    unlinked(taken);
    remove_empty(taken);
}

/// Notes that stand where they hang: in the margin, or in the title of a mark.
fn beside_the_text(taken: &mut Taken) {
    for node in
        taken.tree.select("span.sidenote, span.marginnote, small.sidenote, aside.sidenote, aside.marginnote").nodes()
    {
        let part = Part::new(PartKind::Note, words::text(*node));
        taken.replace(*node, part);
    }
    for node in taken.tree.select("sup a[title], sup[title], sup abbr[title]").nodes() {
        let said = node.attr_or("title", "");
        let tells = said.split_whitespace().nth(1).is_some() && node.text().trim().chars().count() <= LONGEST_MARK;
        if tells && is_there(*node) {
            let part = Part::new(PartKind::Note, said.as_ref());
            taken.replace(raised(*node), part);
        }
    }
}

/// The most notes without links that are looked for: each is one look through the marks.
const MOST_UNLINKED: usize = 300;

/// Notes without links: paragraphs that begin with a small figure or sign which stands in the text above, too.
fn unlinked(taken: &mut Taken) {
    let marks: Vec<NodeRef> =
        taken.tree.select("sup").nodes().iter().filter(|mark| is_there(**mark)).copied().collect();
    let said = |mark: &NodeRef| bare_sign(&mark.text()).to_owned();
    let short = |mark: &&NodeRef| (1..=LONGEST_UNLINKED).contains(&said(mark).chars().count());
    let marks: Vec<NodeRef> = marks.iter().filter(short).copied().collect();
    if marks.is_empty() {
        return;
    }
    let order: FxHashMap<_, usize> =
        taken.tree.root().descendants_it().zip(0..).map(|(node, at)| (node.id, at)).collect();
    let blocks = taken.tree.select("p, li, td, div");
    let heads = blocks.nodes().iter().filter_map(|block| Some((*block, head(*block)?)));
    for (block, head) in heads.take(MOST_UNLINKED).collect::<Vec<_>>() {
        let own = |mark: &NodeRef| mark.ancestors_it(None).any(|around| around.id == block.id);
        let above = |mark: &&NodeRef| {
            said(mark) == head && order.get(&mark.id) < order.get(&block.id) && !own(mark) && !is_exponent(**mark)
        };
        let few = block.text().split_whitespace().take(LONGEST_NOTE + 1).count() <= LONGEST_NOTE;
        let Some(mark) = marks.iter().filter(|mark| is_there(**mark)).find(above).filter(|_| few && is_there(block))
        else {
            continue;
        };
        let text = words::text(block);
        let rest = text.trim_start().strip_prefix(head.as_str()).unwrap_or(&text);
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "]).:".contains(c)).to_owned();
        block.remove_from_parent();
        taken.replace(*mark, Part::new(PartKind::Note, rest));
    }
}

/// Characters of the longest mark without a link.
const LONGEST_UNLINKED: usize = 3;

/// The mark with which a block begins: a small figure or letter, or a sign; nothing where there is none, or blocks stand in it.
fn head(block: NodeRef) -> Option<String> {
    let text = block.descendants_it().find(NodeRef::is_nonempty_text)?;
    let said = text.text();
    let mut around = text.ancestors_it(Some(3)).take_while(|around| around.id != block.id);
    let nested = block.descendants_it().any(|inner| inner.node_name().is_some_and(|name| words::is_block(&name)));
    if nested {
        return None;
    }
    if around.any(|around| around.has_name("sup")) {
        return Some(bare_sign(&said).to_owned()).filter(|said| said.chars().count() <= LONGEST_UNLINKED);
    }
    let sign = said.trim_start();
    let signs: String = sign.chars().take_while(|c| matches!(c, '*' | '†' | '‡')).collect();
    let letter = || {
        let mut letters = sign.chars();
        let first = letters.next().filter(char::is_ascii_lowercase)?;
        letters.next().filter(|next| matches!(next, ':' | ')' | '.')).map(|_| first.to_string())
    };
    Some(signs).filter(|signs| !signs.is_empty()).or_else(letter)
}

fn bare_sign(said: &str) -> &str {
    said.trim_matches(|c: char| c.is_whitespace() || "[]().:".contains(c))
}

/// Whether what stands above the line stands there behind a figure, as in 10⁶, or behind a single letter.
fn is_exponent(mark: NodeRef) -> bool {
    let before = mark.prev_sibling().map(|before| before.text().to_string()).unwrap_or_default();
    let word: String = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let length = word.chars().count();
    let figures = word.starts_with(|c: char| c.is_ascii_digit());
    if figures { length < 4 } else { length == 1 }
}

fn is_there(node: NodeRef) -> bool {
    node.ancestors_it(None).last().is_some_and(|top| top.is_document())
}

/// What a link within a page leads to.
fn target(link: NodeRef) -> Option<String> {
    let href = link.attr("href")?;
    let (_, name) = href.split_once('#')?;
    let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned();
    (!name.is_empty()).then_some(name)
}

/// Whether a link is the mark of a note: it is called so, or it is short and stands above the line or in brackets.
pub fn is_mark(link: NodeRef) -> bool {
    let said = link.text();
    let said = said.trim();
    let length = said.chars().take(LONGEST_MARK + 1).count();
    let called = ["role", "epub:type", "class", "rel"].iter().filter_map(|name| link.attr(name)).any(|said| {
        said.split_whitespace().any(|word| {
            matches!(word, "doc-noteref" | "noteref" | "footnote-ref" | "footnote-reference" | "fn-ref" | "footnote")
        })
    });
    let bracketed = said.starts_with('[') && said.ends_with(']');
    let raised =
        Selection::from(link).select("sup").exists() || link.ancestors_it(Some(3)).any(|around| around.has_name("sup"));
    let sign = !said.is_empty() && said.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    (1..=LONGEST_MARK).contains(&length) && (called || bracketed || raised || sign)
}

/// The mark with what puts it above the line.
fn raised(mark: NodeRef) -> NodeRef {
    let words = |node: NodeRef| node.text().trim_matches(|c: char| c.is_whitespace() || "[]()".contains(c)).to_owned();
    let around = mark.ancestors_it(Some(3)).take_while(|around| words(*around) == words(mark));
    around.filter(|around| ["sup", "span", "a"].iter().any(|name| around.has_name(name))).last().unwrap_or(mark)
}

/// The element in which a note stands that something inside of it names.
pub fn body(named: NodeRef) -> Option<NodeRef> {
    let blocks = ["li", "p", "div", "aside", "dd", "section", "tr", "blockquote"];
    let is_block = |node: &NodeRef| blocks.iter().any(|name| node.has_name(name));
    std::iter::once(named).chain(named.ancestors_it(Some(4))).find(is_block).map(|block| {
        // Programs name a paragraph that is alone in its item.
        let parent = block.parent().filter(|parent| parent.has_name("li") && parent.element_children().len() == 1);
        parent.unwrap_or(block)
    })
}

/// Whether an element is one note and not a section with many; `led` are the elements of its page that marks lead to.
pub fn is_note(body: NodeRef, led: &FxHashSet<dom_query::NodeId>) -> bool {
    let heads = Selection::from(body).select("h1, h2, h3, article, main").exists();
    let named =
        std::iter::once(body).chain(body.descendants_it()).filter(|inner| led.contains(&inner.id)).take(2).count();
    let short = body.text().split_whitespace().take(LONGEST_NOTE + 1).count() <= LONGEST_NOTE;
    is_there(body) && !heads && named < 2 && short
}

fn holds(body: NodeRef, mark: NodeRef) -> bool {
    mark.ancestors_it(None).any(|around| around.id == body.id)
}

/// The words of a note without its own mark and the link that leads back.
fn note_text(body: NodeRef, mark: &str) -> String {
    for link in Selection::from(body).select("a[href*='#']").nodes() {
        let said = link.text();
        let said = said.trim();
        let back = said.chars().all(|c| !c.is_alphanumeric()) || is_mark(*link) || bare(said) == bare(mark);
        if back && said.chars().count() <= LONGEST_MARK {
            link.remove_from_parent();
        }
    }
    let text = words::text(body);
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || "[(^*†‡§¶".contains(c));
    let unmarked = rest.strip_prefix(bare(mark)).filter(|_| !bare(mark).is_empty());
    let unmarked = unmarked.filter(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
    unmarked.unwrap_or(rest).trim_start_matches(|c: char| c.is_whitespace() || "]).:".contains(c)).to_owned()
}

fn bare(mark: &str) -> &str {
    mark.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Takes lists and sections of notes away in which no words are left but a heading.
fn remove_empty(taken: &Taken) {
    let sections =
        "[role=doc-endnotes], [epub\\:type~=footnotes], [epub\\:type~=endnotes], .footnotes, .endnotes, .footnote-list";
    for node in taken.tree.try_select(sections).iter().flat_map(|found| found.nodes().to_vec()) {
        if node.text().split_whitespace().take(4).count() <= 3 {
            node.remove_from_parent();
        }
    }
}
