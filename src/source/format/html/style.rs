//! What a page hides, and what it lays over itself: as far as its own styles tell.

use dom_query::{Document as Tree, NodeRef};
use rustc_hash::FxHashMap;

/// The most selectors that are looked for: each is one walk through the page.
const MOST_SELECTORS: usize = 300;
/// The most bytes of styles that are read.
const MOST_BYTES: usize = 4 << 20;

/// What a style does to an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// It is not seen.
    Hides,
    /// It stays in its place over all else while the page moves.
    Fixes,
}

/// So many pixels to the left of or above a page nothing is seen.
const FAR: f32 = -900.0;

/// Whether words are put far outside of the page, or clipped to nothing, where only a program reads them.
fn is_far(name: &str, value: &str) -> bool {
    let length = || value.trim_end_matches("px").trim_end_matches("em").parse::<f32>();
    match name {
        "left" | "top" | "text-indent" | "margin-left" => length().is_ok_and(|length| length <= FAR),
        "clip" => {
            let sides = value.trim_start_matches("rect(").trim_end_matches(')');
            sides.split([',', ' ']).all(|side| matches!(side.trim_end_matches("px"), "" | "0" | "1"))
        }
        "clip-path" => matches!(value, "inset(50%)" | "inset(100%)"),
        _ => false,
    }
}

/// What an element's own style does. Of no size words are not seen; a sheet gives that to what is around words that have one.
fn own_effect(declarations: &str) -> Option<Effect> {
    let sized = |value: &str| matches!(value.trim(), "0" | "0px" | "0pt" | "0em");
    let none = |one: &str| one.split_once(':').is_some_and(|(name, value)| name.trim() == "font-size" && sized(value));
    if declarations.split(';').any(none) { Some(Effect::Hides) } else { effect(declarations).flatten() }
}

/// What declarations do: `display: none`.
fn effect(declarations: &str) -> Option<Option<Effect>> {
    let mut found = None;
    for (name, value) in declarations.split(';').filter_map(|one| one.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("important").trim_end_matches(['!', ' ']);
        match (name.trim().to_ascii_lowercase().as_str(), value) {
            ("display", "none") | ("visibility", "hidden" | "collapse") => found = Some(Some(Effect::Hides)),
            (name, value) if is_far(name, value) => found = Some(Some(Effect::Hides)),
            ("position", "fixed") if found.is_none() => found = Some(Some(Effect::Fixes)),
            ("display" | "visibility", _) => found = Some(found.flatten().filter(|effect| *effect == Effect::Fixes)),
            _ => {}
        }
    }
    found
}

/// The elements on which the page's own styles have an effect, in no order.
pub fn affected(tree: &Tree) -> Vec<(NodeRef<'_>, Effect)> {
    let mut found = Vec::new();
    for node in tree.select("[hidden]").nodes() {
        let found_later = node.attr("hidden").is_some_and(|said| said.eq_ignore_ascii_case("until-found"));
        found.extend((!found_later).then_some((*node, Effect::Hides)));
    }
    for node in tree.select("[style]").nodes() {
        found.extend(own_effect(&node.attr_or("style", "")).map(|effect| (*node, effect)));
    }
    let sheets = tree.select("style");
    let on_screens = |node: &&NodeRef| {
        let media = node.attr_or("media", "all").to_ascii_lowercase();
        media.contains("all") || media.contains("screen") && !media.contains("width")
    };
    let sheets: Vec<_> = sheets.nodes().iter().filter(on_screens).map(NodeRef::text).collect();
    let mut selectors: FxHashMap<String, Option<Effect>> = FxHashMap::default();
    let mut bytes = 0;
    for sheet in &sheets {
        bytes += sheet.len();
        if bytes <= MOST_BYTES {
            rules(sheet, &mut |selector, effect| {
                if selectors.len() < MOST_SELECTORS || selectors.contains_key(selector) {
                    selectors.insert(selector.to_owned(), effect);
                }
            });
        }
    }
    let mut selectors: Vec<_> =
        selectors.into_iter().filter_map(|(selector, effect)| Some((selector, effect?))).collect();
    selectors.sort_by(|a, b| a.0.cmp(&b.0));
    for (selector, effect) in selectors {
        let nodes = tree.try_select(&selector);
        found.extend(nodes.iter().flat_map(|nodes| nodes.nodes().iter().map(|node| (*node, effect))));
    }
    found
}

/// Tells the selectors of a style sheet that hide or show something on every screen. What holds only on some (`@media`), in
/// some state (`:hover`) or for all elements is passed over.
fn rules(sheet: &str, tell: &mut impl FnMut(&str, Option<Effect>)) {
    let sheet = without_remarks(sheet);
    let mut rest = sheet.as_str();
    while let Some((selectors, after)) = rest.split_once('{') {
        // `@import` and the like end with a semicolon; a block that was closed once too often is nothing.
        let selectors = selectors.rsplit([';', '}']).next().unwrap_or_default().trim();
        if let Some(rule) = Some(selectors).filter(|rule| rule.starts_with('@')) {
            let nested = ["@media", "@supports", "@keyframes", "@layer", "@container", "@-"]
                .iter()
                .any(|name| rule.starts_with(name));
            rest = if nested { behind_block(after) } else { after.split_once('}').map_or("", |(_, after)| after) };
            continue;
        }
        let (declarations, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(effect) = effect(declarations) {
            let plain =
                |selector: &&str| !selector.is_empty() && selector.len() < 200 && !selector.contains([':', '*', '@']);
            selectors.split(',').map(str::trim).filter(plain).for_each(|selector| tell(selector, effect));
        }
        rest = after;
    }
}

/// What follows a block in which others stand.
fn behind_block(inside: &str) -> &str {
    let mut level = 1usize;
    for (at, character) in inside.char_indices() {
        match character {
            '{' => level += 1,
            '}' => level -= 1,
            _ => {}
        }
        if level == 0 {
            return inside.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn without_remarks(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out += before;
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hide_and_show() {
        let cases = [
            (".a { display: none }", ".a hides"),
            (".a, #b>.c{color:red;VISIBILITY:HIDDEN!important}", "#b>.c hides .a hides"),
            ("@media print { .a { display: none } .b { color: red } } .c{display:none}", ".c hides"),
            ("@import 'x.css'; .a{display:none}", ".a hides"),
            ("@font-face{font-family:x} .a{display:none}", ".a hides"),
            (".a{display:none} .a{display:block}", ""),
            ("/* .b{ */ .a{display:none/* } */}", ".a hides"),
            ("* {display:none} a:hover{display:none}", ""),
            (".over{position:fixed;top:0}", ".over fixes"),
            (".a{display:none", ".a hides"),
            (".a{position:absolute;left:-9999px} .b{left:-9px} .c{font-size:0}", ".a hides"),
            (
                ".a{clip:rect(0 0 0 0)} .b{clip: rect(1px,1px,1px,1px)} .c{clip:rect(0,60px,200px,0)}",
                ".a hides .b hides",
            ),
        ];
        for (sheet, expected) in cases {
            let mut last: std::collections::BTreeMap<String, Option<Effect>> = Default::default();
            rules(sheet, &mut |selector, effect| {
                last.insert(selector.to_owned(), effect);
            });
            let said = last.iter().filter_map(|(selector, effect)| {
                Some(format!("{selector} {}", if (*effect)? == Effect::Hides { "hides" } else { "fixes" }))
            });
            assert_eq!(said.collect::<Vec<_>>().join(" "), expected, "{sheet}");
        }
    }
}
