//! What a page has beside its article, taken out of the tree before the article is looked for: what is hidden, what lies over
//! the page, notes, pull quotes, doubles, alt texts. A sign stays where a part hung.

use super::style::{Effect, affected};
use super::words::{self, is_block, sign};
use crate::source::phrases::Phrases;
use crate::source::{Part, PartKind};
use crate::text::fold;
use dom_query::{Document as Tree, NodeRef, Selection};
use rustc_hash::{FxHashMap, FxHashSet};

/// Takes the parts out of a tree; the sign of each, by its number, stands where it was.
pub fn take(tree: &Tree) -> Vec<Part> {
    let mut taken = Taken { tree, parts: Vec::new() };
    taken.hidden();
    taken.over();
    taken.struck();
    taken.boxes();
    super::notes::take(&mut taken);
    taken.pull_quotes();
    taken.doubles();
    taken.alt_texts();
    taken.parts
}

/// A page without what was taken out of it so far.
pub struct Taken<'t> {
    pub tree: &'t Tree,
    pub parts: Vec<Part>,
}

/// What lies over a page and is known by the names of its elements has few words: about those of a consent dialog. Papers
/// call the text behind a pay wall by the same names.
const MOST_OVER: usize = 150;
/// Bytes of the shortest paragraph of which a page has doubles, letters and digits only.
const SHORTEST_DOUBLE: usize = 30;
/// Bytes of the shortest pull quote, letters and digits only.
const SHORTEST_PULL: usize = 12;
/// The most pull quotes of a page that are looked for: each is one look through its words.
const MOST_PULLS: usize = 100;

impl<'t> Taken<'t> {
    /// Takes an element out.
    pub fn remove(&mut self, node: NodeRef<'t>, kind: PartKind) {
        let text = words::text(node);
        self.replace(node, Part::new(kind, text));
    }

    /// Puts the sign of a part, where there is one, in the place of an element.
    pub fn replace(&mut self, node: NodeRef<'t>, part: Option<Part>) {
        if let Some(part) = part {
            self.put_before(node, part);
        }
        node.remove_from_parent();
    }

    fn put_before(&mut self, node: NodeRef<'t>, part: Part) {
        node.insert_before(&self.tree.tree.new_text(sign(self.parts.len())));
        self.parts.push(part);
    }

    /// Whether an element is still in the page.
    fn is_there(&self, node: NodeRef) -> bool {
        node.ancestors_it(None).last().is_some_and(|top| top.is_document())
    }

    fn hidden(&mut self) {
        let mut found = affected(self.tree);
        let unseen = self.tree.select(".visually-hidden, .sr-only, .screen-reader-text");
        found.extend(unseen.nodes().iter().map(|node| (*node, Effect::Hides)));
        // As the common style sheets call it that no screen shows, where nothing else is said for larger ones.
        let named = self.tree.select(".d-none, .hidden, .is-hidden");
        let everywhere = |node: &&NodeRef| {
            let class = node.class().unwrap_or_default();
            !class.split_whitespace().any(|name| name.contains(':') || name.starts_with("d-") && name != "d-none")
        };
        found.extend(named.nodes().iter().filter(everywhere).map(|node| (*node, Effect::Hides)));
        for (node, effect) in found {
            if holds_story(node) || !self.is_there(node) {
                continue;
            }
            match effect {
                Effect::Hides => self.remove(node, PartKind::Hidden),
                Effect::Fixes if is_around(node) => {}
                Effect::Fixes => self.remove(node, PartKind::Over),
            }
        }
    }

    /// What is struck out does not hold any more.
    fn struck(&mut self) {
        for node in self.tree.select("del, s, strike").nodes() {
            if !holds_story(*node) && self.is_there(*node) {
                self.remove(*node, PartKind::Deletion);
            }
        }
    }

    fn over(&mut self) {
        for node in self.tree.select("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]").nodes() {
            if !holds_story(*node) && self.is_there(*node) {
                self.remove(*node, PartKind::Over);
            }
        }
        let names = &Phrases::shipped().over;
        let named = "div[class], div[id], div[data-testid], section[class], section[id], aside[class], aside[id]";
        for node in self.tree.select(named).nodes() {
            if !is_called(*node, names) || holds_story(*node) || !self.is_there(*node) {
                continue;
            }
            let few = node.text().split_whitespace().take(MOST_OVER + 1).count() <= MOST_OVER;
            let inside = node.ancestors_it(None).any(|around| around.has_name("article") || around.has_name("main"));
            let asks = || {
                Selection::from(*node)
                    .select("button, form, input, [role=button], a[class*=btn], a[class*=button]")
                    .exists()
            };
            if few && (!inside || asks()) {
                self.remove(*node, PartKind::Over);
            }
        }
    }

    /// Boxes in an article that lead elsewhere or ask for something, and are called so: most of their words are links, or there
    /// is something to fill in.
    fn boxes(&mut self) {
        let names = &Phrases::shipped().boxes;
        for node in self.tree.select("div[class], section[class], aside[class], ul[class]").nodes() {
            if !is_called(*node, names) || holds_story(*node) || !self.is_there(*node) {
                continue;
            }
            let count = |text: &str| text.split_whitespace().take(MOST_OVER + 1).count();
            let (all, linked) = (count(&node.text()), count(&Selection::from(*node).select("a").text()));
            let asks = Selection::from(*node).select("form, input, button").exists();
            if all <= MOST_OVER && (asks || linked * 3 > all * 2) {
                self.remove(*node, PartKind::Around);
            }
        }
    }

    /// A sentence of the article once more, in an element that stands out of it.
    fn pull_quotes(&mut self) {
        let candidates = self.tree.select("blockquote, aside, figure, [class*=quote], [class*=pull]");
        if candidates.is_empty() {
            return;
        }
        let page = bare(&self.tree.select("body").text());
        for node in candidates.nodes().iter().take(MOST_PULLS) {
            let said = bare(&quoted(*node));
            let twice = said.len() >= SHORTEST_PULL && page.matches(said.as_str()).take(2).count() > 1;
            if twice && !holds_story(*node) && self.is_there(*node) {
                self.remove(*node, PartKind::PullQuote);
            }
        }
    }

    /// Paragraphs that a page has twice, one for each kind of screen: they follow each other, or are called so.
    fn doubles(&mut self) {
        let names = &Phrases::shipped().screen;
        let mut first: FxHashMap<String, NodeRef> = FxHashMap::default();
        for node in self.tree.select("p, h2, h3, blockquote, div").nodes() {
            let plain = !node
                .descendants_it()
                .any(|inner| inner.is_element() && is_block(&inner.node_name().unwrap_or_default()));
            let said = if plain { bare(&node.text()) } else { String::new() };
            if said.len() < SHORTEST_DOUBLE {
                continue;
            }
            let called = |node: NodeRef| {
                is_called(node, names) || node.ancestors_it(Some(3)).any(|around| is_called(around, names))
            };
            match first.get(&said) {
                Some(before) if called(*node) || called(*before) || follows(*before, *node) => {
                    self.remove(*node, PartKind::Double);
                }
                Some(_) => {}
                None => drop(first.insert(said, *node)),
            }
        }
    }

    fn alt_texts(&mut self) {
        for node in self.tree.select("img[alt]").nodes() {
            let said = node.attr_or("alt", "");
            let tells = said.split_whitespace().nth(1).is_some() && said.contains(char::is_alphabetic);
            if let Some(part) = Part::new(PartKind::AltText, said.as_ref()).filter(|_| tells) {
                self.put_before(*node, part);
            }
        }
    }
}

/// The words of a pull quote without the name of the one who said them.
fn quoted(node: NodeRef) -> String {
    let named = |inner: &NodeRef| {
        let around = inner.ancestors_it(None).take_while(|around| around.id != node.id);
        around.into_iter().any(|around| ["cite", "figcaption", "footer"].iter().any(|name| around.has_name(name)))
    };
    node.descendants_it()
        .filter(|inner| inner.is_text() && !named(inner))
        .map(|inner| inner.text().to_string())
        .collect()
}

/// Whether the story may stand in an element: it is never taken out whole, whatever hides it until a script has run.
fn holds_story(node: NodeRef) -> bool {
    let stories = ["html", "body", "main", "article", "h1"];
    stories.iter().any(|name| node.has_name(name)) || Selection::from(node).select("main, article, h1").exists()
}

/// Whether an element is the head, the foot or a menu of a page.
fn is_around(node: NodeRef) -> bool {
    ["header", "footer", "nav"].iter().any(|name| node.has_name(name)) || Selection::from(node).select("nav").exists()
}

/// Whether one of some words is in the names that an element has.
fn is_called(node: NodeRef, names: &FxHashSet<String>) -> bool {
    let said = [node.class(), node.id_attr(), node.attr("data-testid")];
    said.iter().flatten().any(|said| names_in(said).any(|name| names.contains(&name)))
}

/// The words of a name: `mobile-only`, `cookieBanner`.
fn names_in(said: &str) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for character in said.chars() {
        if !character.is_alphanumeric() || before.is_lowercase() && character.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
        before = character;
    }
    words.into_iter().filter(|word| !word.is_empty())
}

/// Whether no words stand between two elements.
fn follows(before: NodeRef, node: NodeRef) -> bool {
    let mut at = before;
    loop {
        let Some(next) = at.next_sibling() else {
            let Some(parent) = at.parent() else { return false };
            at = parent;
            continue;
        };
        if next.id == node.id
            || next
                .descendants_it()
                .find(NodeRef::is_nonempty_text)
                .is_some_and(|text| text.ancestors_it(None).any(|around| around.id == node.id))
        {
            return true;
        }
        if next.is_nonempty_text() || next.descendants_it().any(|inner| inner.is_nonempty_text()) {
            return false;
        }
        at = next;
    }
}

/// Letters and digits, folded.
fn bare(said: &str) -> String {
    fold(said).chars().filter(|c| c.is_alphanumeric()).collect()
}
