//! XML as trees, within bounds, and the questions that all its formats ask of them.

use super::prose::short;
use crate::source::limits::MAX_NODES;
use crate::source::{Meta, Reason, date};
use roxmltree::{Document, Error, Node, ParsingOptions};

/// The tree of an XML text. Entities that the text declares itself are read (books name their dashes so); those that would
/// grow without end are an error, and nothing is ever fetched.
pub fn parse(text: &str) -> Result<Document<'_>, Reason> {
    check_attributes(text, "XML")?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(text, options);
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others say where they are")]
    let tree = tree.map_err(|error| match error {
        Error::NodesLimitReached => Reason::TooLarge,
        other => Reason::Malformed(format!("XML ({other})")),
    })?;
    if is_too_deep(&tree) { Err(Reason::Nested) } else { Ok(tree) }
}

/// The name of the first element of a text, without its prefix, if the text is XML.
pub fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let close = [("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">")].iter().find(|(open, _)| rest.starts_with(open));
        let Some((open, close)) = close else { break };
        // A document type may have declarations in brackets.
        let inside = rest.strip_prefix(open)?;
        let close = if *open == "<!DOCTYPE" && inside.split('>').next()?.contains('[') { "]>" } else { close };
        rest = inside.split_once(close)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    Some(name.rsplit(':').next().unwrap_or(name)).filter(|name| !name.is_empty())
}

/// The elements of a name, whatever its prefix, in the order of the text.
pub fn all<'a, 'i>(from: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    from.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The first child element of a name.
pub fn child<'a, 'i>(of: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    of.children().find(|node| node.tag_name().name() == name)
}

/// An attribute by its name, whatever its prefix.
pub fn attribute<'a>(of: Node<'a, '_>, name: &str) -> Option<&'a str> {
    of.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// All words inside of an element.
pub fn words(of: Node) -> String {
    of.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// Whether an element of one of these names stands around a node, below `top`.
pub fn inside(node: Node, names: &[&str]) -> bool {
    node.ancestors().skip(1).any(|around| names.contains(&around.tag_name().name()))
}

/// The most characters of a cell of data; texts that are laid out by tables have whole columns in theirs.
const LONGEST_CELL: usize = 400;

/// The cell, the row and the table of data in which a node stands, by the names of these elements: a table without others in
/// it, of short cells, several in a row.
pub struct Cell<'a, 'i> {
    cell: Node<'a, 'i>,
    row: Node<'a, 'i>,
    table: Node<'a, 'i>,
}

/// How a paragraph follows another one in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// In the same cell.
    Cell,
    /// In the same row.
    Row,
    /// In the same table.
    Table,
}

impl<'a, 'i> Cell<'a, 'i> {
    /// Of a node; the names are those of cells, rows and tables.
    pub fn of(node: Node<'a, 'i>, [cell, row, table]: [&'static str; 3], known: &mut Tables) -> Option<Self> {
        let around = |name: &str| node.ancestors().find(|around| around.tag_name().name() == name);
        let found = Self { cell: around(cell)?, row: around(row)?, table: around(table)? };
        let is_data = known.entry(found.table.id()).or_insert_with(|| {
            let cells = all(found.table, cell).count();
            let long = |cell: Node| {
                let texts = cell.descendants().filter_map(|inner| inner.text());
                texts.flat_map(str::chars).take(LONGEST_CELL + 1).count() > LONGEST_CELL
            };
            let nested = all(found.table, table).nth(1).is_some();
            !nested && cells > all(found.table, row).count() && !all(found.table, cell).any(long)
        });
        is_data.then_some(found)
    }

    /// How it follows another one.
    pub fn after(&self, before: &Self) -> Option<Step> {
        if self.cell == before.cell {
            Some(Step::Cell)
        } else if self.row == before.row {
            Some(Step::Row)
        } else {
            (self.table == before.table).then_some(Step::Table)
        }
    }
}

/// Which tables have data, by their numbers.
pub type Tables = rustc_hash::FxHashMap<roxmltree::NodeId, bool>;

/// What Dublin Core and its relatives say anywhere below an element: the properties of office files, books and feeds.
pub fn dublin_core(from: Node) -> Meta {
    let said = |name: &'static str| all(from, name).find_map(|node| short(&words(node)));
    let dated = |names: [&'static str; 3]| names.into_iter().find_map(|name| date::parse(&said(name)?));
    Meta {
        title: said("title"),
        outlet: said("publisher"),
        author: said("initial-creator").or_else(|| said("creator")),
        date: dated(["created", "creation-date", "date"]),
        updated: said("modified").and_then(|said| date::parse(&said)),
        ..Meta::default()
    }
}

/// Walks through an element and what is inside, in the order of the text. Where `enter` says no, what is inside is passed over.
pub fn visit<'a, 'i>(top: Node<'a, 'i>, mut enter: impl FnMut(Node<'a, 'i>) -> bool) {
    let mut at = top;
    loop {
        let inner = if enter(at) { at.first_child() } else { None };
        let mut next = inner;
        while next.is_none() {
            if at == top {
                return;
            }
            next = at.next_sibling();
            if next.is_none() {
                let Some(parent) = at.parent() else { return };
                at = parent;
            }
        }
        let Some(found) = next else { return };
        at = found;
    }
}

/// How deep elements may stand in each other: real files have up to about 40.
const DEEPEST: usize = 400;

/// Whether elements stand deeper in each other than any file needs; questions about what stands around one would take long.
fn is_too_deep(tree: &Document) -> bool {
    let (mut at, mut level) = (tree.root(), 0usize);
    loop {
        if level > DEEPEST {
            return true;
        }
        if let Some(inner) = at.first_child() {
            (at, level) = (inner, level + 1);
            continue;
        }
        while at.next_sibling().is_none() {
            let Some(parent) = at.parent() else { return false };
            (at, level) = (parent, level.saturating_sub(1));
        }
        let Some(next) = at.next_sibling() else { return false };
        at = next;
    }
}

/// Attributes that a tag may have: each is compared with all others of its tag. Real ones have some fifty.
const MOST_ATTRIBUTES: usize = 20_000;

/// That no tag has more attributes than any file needs; else what is wrong with the markup, which is called by `name`.
pub fn check_attributes(markup: &str, name: &str) -> Result<(), Reason> {
    if attributes(markup) <= MOST_ATTRIBUTES {
        return Ok(());
    }
    Err(Reason::Malformed(format!("{name} (a tag with more than {MOST_ATTRIBUTES} attributes)")))
}

/// The most attributes that the tags of some markup have, about.
fn attributes(page: &str) -> usize {
    let (mut most, mut rest) = (0usize, page);
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut count, mut quote, mut before, mut last) = (0usize, None, ' ', ' ');
        let end = tag.bytes().position(|byte| {
            let character = char::from(byte);
            match (quote, character) {
                (Some(open), _) if open == character => quote = None,
                (None, '"' | '\'') if last == '=' => quote = Some(character),
                (None, ' ' | '\n' | '\t' | '\r' | '\u{c}' | '/') => count += usize::from(before != ' '),
                _ => {}
            }
            let blank = quote.is_none() && (character.is_ascii_whitespace() || character == '/');
            before = if blank { ' ' } else { character };
            last = if blank { last } else { character };
            quote.is_none() && character == '>'
        });
        most = most.max(count);
        // What is never closed is no tag; the next one may begin in it.
        rest = end.and_then(|end| tag.get(end..)).unwrap_or(tag);
        if end.is_none() {
            break;
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted() {
        for (page, expected) in [
            ("", 0),
            ("<p>a b c</p>", 0),
            ("<p a b=c d = 'e f g'>h i j</p><q  a>", 3),
            ("<p a=\"x y > z\" b>", 2),
            ("a < b c d <br/>", 1),
            ("<p a b", 1),
        ] {
            assert!(attributes(page).abs_diff(expected) <= 2, "{page} {}", attributes(page));
        }
        assert!(attributes(&format!("<p class='{}'>", "c ".repeat(999))) < 3);
        assert!(attributes(&format!("<p {}>", "c ".repeat(999))) > 990);
    }
}
