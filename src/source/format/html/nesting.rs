//! How deep a page is nested, and what else would take time by the square of it: told from its characters before anything is
//! built of it, and from what was built.

use dom_query::Document as Tree;

/// The elements that hold others and are closed by a tag of their own. Elements whose end may be left out do not nest.
const CONTAINERS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// How many containers stand inside of each other at most, those included whose end is missing.
pub fn depth(page: &str) -> usize {
    let (mut deepest, mut level) = (0usize, 0usize);
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        if tag.starts_with("!--") {
            // `<!-->` is a whole comment.
            rest = tag.trim_start_matches('!').split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        rest = tag;
        let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len().min(LONGEST));
        let Some(name) = name.get(..end.min(LONGEST)).map(str::to_ascii_lowercase) else { continue };
        if CONTAINERS.contains(&name.as_str()) {
            level = if closes { level.saturating_sub(1) } else { level + 1 };
            deepest = deepest.max(level);
        } else if name == "script" && !closes {
            // What a script writes is not in the page.
            rest = after_script(tag);
        }
    }
    deepest
}

/// What it costs to write a tree out as a page: for each text its bytes, once for each of its characters that are written as
/// entities.
pub fn cost_of_writing(tree: &Tree) -> usize {
    let root = tree.root();
    root.descendants_it().filter(|node| node.is_text()).fold(0, |sum: usize, node| {
        let text = node.text();
        let escaped = text.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>' | 0xa0)).count();
        sum.saturating_add(escaped.saturating_mul(text.len()))
    })
}

/// What follows the end tag of a script, whatever the case of its letters.
fn after_script(script: &str) -> &str {
    let mut rest = script;
    while let Some((_, tag)) = rest.split_once("</") {
        if tag.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("script")) {
            return tag;
        }
        rest = tag;
    }
    ""
}

/// How many nodes of a tree stand inside of each other at most. Walks step by step: readers that call themselves for what
/// is inside would break on the trees that this finds.
pub fn depth_of(tree: &Tree) -> usize {
    let (mut deepest, mut level) = (0usize, 0usize);
    let mut at = Some(tree.root());
    while let Some(node) = at {
        deepest = deepest.max(level);
        at = node.first_child();
        if at.is_some() {
            level += 1;
            continue;
        }
        let mut from = node;
        while at.is_none() {
            at = from.next_sibling();
            if at.is_none() {
                let Some(parent) = from.parent() else { return deepest };
                (from, level) = (parent, level.saturating_sub(1));
            }
        }
    }
    deepest
}

/// Longer than any container's name.
const LONGEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_nest() {
        let cases = [
            ("", 0),
            ("<p>one<p>two<br>", 0),
            ("<div><div></div><UL class=x><li></ul></div>", 2),
            ("<div><div><div", 3),
            ("</div></div><div>", 1),
            ("<script>'<div><div>'</script><div>", 1),
            ("<script>'<div></div>'</SCRIPT><div><div>", 2),
            ("<!-- <script> <div> --><div><div>", 2),
            ("<!--><div><div>-->", 2),
            ("a < b <é <divider> <", 0),
        ];
        for (page, expected) in cases {
            assert_eq!(depth(page), expected, "{page}");
        }
    }

    #[test]
    fn what_is_written_as_entities_costs() {
        let cost = |page: &str| cost_of_writing(&Tree::from(page));
        assert_eq!(cost("<p>a &amp; b</p>"), 5);
        assert!(cost(&"&".repeat(1_000)) >= 1_000_000);
    }
}
