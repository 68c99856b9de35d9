//! Notes of a book that stand on pages of their own: each is brought to the page where its mark stands.

use super::super::xml::check_attributes;
use super::notes::{body, is_mark, is_note};
use super::{DEEPEST_ARTICLE, MOST_WRITTEN, nesting};
use dom_query::{Document as Tree, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// A page of a book.
pub struct Page {
    /// Its name in the book.
    pub name: String,
    /// Its markup.
    pub markup: String,
}

/// The most links of a book that are looked at.
const MOST_LINKS: usize = 50_000;

/// Moves the notes to which marks of other pages lead to the ends of these pages, and the marks lead there. `resolved` is the
/// name of the page to which a reference from a page leads. Pages on which nothing but a heading is left are taken out.
pub fn gather(pages: &mut Vec<Page>, resolved: impl Fn(&str, &str) -> String) {
    let numbers: FxHashMap<String, usize> = pages.iter().zip(0..).map(|(page, at)| (page.name.clone(), at)).collect();
    let leads_away = |page: &Page| ["xhtml#", "html#", "htm#", "xml#"].iter().any(|part| page.markup.contains(part));
    if pages.len() < 2 || !pages.iter().any(leads_away) {
        return;
    }
    let readable =
        |page: &Page| nesting::depth(&page.markup) <= DEEPEST_ARTICLE && check_attributes(&page.markup, "HTML").is_ok();
    let tree = |page: &Page| {
        let tree = readable(page).then(|| Tree::from(page.markup.as_str()));
        tree.filter(|tree| nesting::cost_of_writing(tree) <= MOST_WRITTEN)
    };
    let trees: Vec<Option<Tree>> = pages.iter().map(tree).collect();
    let links = links(pages, &trees, &numbers, resolved);
    let mut led: FxHashMap<usize, FxHashSet<_>> = FxHashMap::default();
    for link in &links {
        led.entry(link.to).or_default().insert(link.note.id);
    }
    let mut taken: FxHashMap<_, String> = FxHashMap::default();
    let mut touched: FxHashSet<usize> = FxHashSet::default();
    for link in &links {
        let Some(body) = body(link.note).filter(|body| body.parent().is_some()) else { continue };
        let known = taken.get(&(link.to, body.id)).cloned();
        let first = known.is_none();
        if first && !led.get(&link.to).is_some_and(|led| is_note(body, led)) {
            continue;
        }
        let name = known.unwrap_or_else(|| format!("note-elsewhere-{}", taken.len()));
        link.mark.set_attr("href", &format!("#{name}"));
        touched.insert(link.from);
        if first {
            let (Some(tree), Some(inner)) = (&trees[link.from], body.try_inner_html()) else { continue };
            tree.select("body").append_html(format!("<aside id=\"{name}\"><div>{inner}</div></aside>"));
            taken.insert((link.to, body.id), name);
            body.remove_from_parent();
            touched.insert(link.to);
        }
    }
    for number in &touched {
        if let Some(tree) = &trees[*number] {
            pages[*number].markup = tree.html().to_string();
        }
    }
    let emptied: FxHashSet<usize> = taken.keys().map(|(page, _)| *page).collect();
    let left = |number: usize| {
        trees[number].as_ref().map_or(usize::MAX, |tree| tree.select("body").text().split_whitespace().take(4).count())
    };
    let mut number = 0;
    pages.retain(|_| {
        number += 1;
        !emptied.contains(&(number - 1)) || left(number - 1) > 3
    });
}

/// A mark on one page that leads to something on another.
struct Link<'t> {
    from: usize,
    mark: NodeRef<'t>,
    to: usize,
    note: NodeRef<'t>,
}

fn links<'t>(
    pages: &[Page],
    trees: &'t [Option<Tree>],
    numbers: &FxHashMap<String, usize>,
    resolved: impl Fn(&str, &str) -> String,
) -> Vec<Link<'t>> {
    let mut named: FxHashMap<usize, FxHashMap<String, NodeRef>> = FxHashMap::default();
    let mut found = Vec::new();
    for (from, tree) in trees.iter().enumerate() {
        let Some(tree) = tree else { continue };
        for mark in tree.select("a[href*='#']").nodes().iter().filter(|mark| is_mark(**mark)) {
            let href = mark.attr_or("href", "");
            let Some((page, name)) = href.split_once('#').filter(|(page, _)| !page.is_empty()) else { continue };
            // Notes stand behind what they are to; a link to what was before leads back.
            let to = numbers.get(&resolved(&pages[from].name, page)).copied().filter(|to| *to > from);
            let Some((to, there)) = to.and_then(|to| Some((to, trees[to].as_ref()?))) else { continue };
            let names = named.entry(to).or_insert_with(|| {
                let nodes = there.select("[id]");
                nodes.nodes().iter().filter_map(|node| Some((node.id_attr()?.to_string(), *node))).collect()
            });
            if let Some(note) = names.get(name).filter(|_| found.len() < MOST_LINKS) {
                found.push(Link { from, mark: *mark, to, note: *note });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::format::html::whole;

    #[test]
    fn notes_of_another_page_hang_where_their_marks_stand() {
        let page = |name: &str, markup: &str| Page { name: name.into(), markup: format!("<body>{markup}</body>") };
        let mut pages = vec![
            page("one.xhtml", "<p>The mill<sup><a href='notes.xhtml#n1' id=r1>1</a></sup> stands.</p>"),
            page(
                "two.xhtml",
                "<p>Rye<a href='notes.xhtml#n2'><sup>2</sup></a>, see <a href='one.xhtml#r1'>above</a>.</p>",
            ),
            page(
                "notes.xhtml",
                "<h1>Notes</h1><p id=n1><a href='one.xhtml#r1'>1</a> By water.</p><p id=n2><a href='two.xhtml#r2'>2</a>. Dear.</p>",
            ),
        ];
        gather(&mut pages, |_, page| page.to_owned());
        let read: Vec<_> = pages.iter().map(|page| whole(&page.markup).expect("a page")).collect();
        let told: Vec<(&str, &str, Option<usize>)> =
            read.iter().map(|page| (page.text.as_str(), page.parts[0].text.as_str(), page.parts[0].at)).collect();
        assert_eq!(told, [("The mill stands.", "By water.", Some(8)), ("Rye, see above.", "Dear.", Some(3))]);
    }
}
