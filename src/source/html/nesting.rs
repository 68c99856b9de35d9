//! How deep the containers of a page are nested, told from its characters before anything is built of it.

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
        rest = tag;
        let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len().min(LONGEST));
        let Some(name) = name.get(..end.min(LONGEST)).map(str::to_ascii_lowercase) else { continue };
        if CONTAINERS.contains(&name.as_str()) {
            level = if closes { level.saturating_sub(1) } else { level + 1 };
            deepest = deepest.max(level);
        } else if name == "script" && !closes {
            // What a script writes is not in the page.
            rest = tag.split_once("</script").map_or("", |(_, after)| after);
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
            ("a < b <é <divider> <", 0),
        ];
        for (page, expected) in cases {
            assert_eq!(depth(page), expected, "{page}");
        }
    }
}
