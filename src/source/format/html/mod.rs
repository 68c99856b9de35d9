//! Web pages: the article without what stands around it, and what the page says of itself.

mod beside;
mod elsewhere;
mod meta;
mod nesting;
mod notes;
mod structured;
mod style;
mod table;
mod words;

use super::Document;
use super::xml::check_attributes;
use crate::source::{BoilerplateKind, Meta, Part, PartKind, Reason};
use dom_query::Document as Tree;
use dom_smoothie::{Config, Readability};
use rustc_hash::FxHashSet;
use words::Words;

pub(in crate::source) use elsewhere::{Page, gather as gather_notes};
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

/// What it may cost to write a page out, which is done to find its article: bytes of its texts, each once for each character
/// that is written as an entity. The longest real pages come to a hundredth.
const MOST_WRITTEN: usize = 2_000_000_000;

/// Elements that a page may have to be looked through for an article. The longest real pages have some ten thousand.
const MOST_ELEMENTS: usize = 200_000;

/// Reads a page: its article as readability finds it, else the words of its whole body; a paragraph a line.
pub fn read(page: &str) -> Result<Document, Reason> {
    let (tree, depth) = tree(page)?;
    let (mut meta, language) = meta::read(&tree);
    // What is nested beyond reason takes time by the square of it; once is enough.
    if depth > DEEPEST_ARTICLE || nesting::cost_of_writing(&tree) > MOST_WRITTEN {
        remove_furniture(&tree);
        return Ok(Document { meta, language, ..document(words_of(&tree, &[], false), Vec::new()) });
    }
    tree.select(words::UNREAD_BUT_STYLES).remove();
    let parts = beside::take(&tree);
    table::flatten(&tree);
    tree.select(words::UNREAD).remove();
    let whole = tree.clone();
    let found = article(tree, &parts);
    let page = words_of(&whole, &[], false).prose.document();
    let (words, byline) = found.unwrap_or_else(|| {
        remove_furniture(&whole);
        (words_of(&whole, &parts, false), None)
    });
    meta.author = meta.author.or_else(|| byline.as_deref().and_then(meta::person));
    let mut document = document(words, parts);
    let headlines = whole.select("h1").nodes().iter().filter_map(|node| meta::one_line(&node.text())).collect();
    document.parts.extend(left_out(&page, &document.text, &meta, &headlines));
    Ok(Document { meta, language, ..document })
}

/// The tree of a page, and how deep it is.
fn tree(page: &str) -> Result<(Tree, usize), Reason> {
    let depth = nesting::depth(page);
    if depth > DEEPEST {
        return Err(Reason::Nested);
    }
    check_attributes(page, "HTML")?;
    let tree = Tree::from(page);
    // Only the tree tells for sure: tags inside of text, or closed by the wrong name, mislead the look at the characters.
    let depth = depth.max(nesting::depth_of(&tree));
    if depth > DEEPEST { Err(Reason::Nested) } else { Ok((tree, depth)) }
}

/// The document of some words; parts whose signs do not stand in them hang nowhere.
fn document(words: Words, parts: Vec<Part>) -> Document {
    let mut document = words.prose.document();
    let lost = parts.into_iter().enumerate().filter(|(number, _)| !words.hung.contains(number));
    document.parts.extend(lost.map(|(_, part)| part));
    document
}

/// The lines of a page that are not in its text: captions, headlines, and what stands around the article.
fn left_out(page: &Document, text: &str, meta: &Meta, headlines: &FxHashSet<String>) -> Vec<Part> {
    let kept: FxHashSet<&str> = text.lines().collect();
    let (mut parts, mut around) = (Vec::new(), Vec::new());
    let title = meta.title.as_deref().unwrap_or_default();
    let mut start = 0;
    for line in page.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim();
        if line.is_empty() || kept.contains(line) || title == line {
            continue;
        }
        let is_caption = page.asides.iter().any(|aside| {
            aside.kind == BoilerplateKind::Caption && (aside.range.start()..aside.range.end()).contains(&at)
        });
        if is_caption {
            parts.extend(Part::new(PartKind::Caption, line));
        } else if headlines.contains(line) {
            parts.extend(Part::new(PartKind::Headline, line));
        } else {
            around.push(line);
        }
    }
    parts.extend(Part::new(PartKind::Around, around.join("\n")));
    parts
}

/// Reads markup whole, without looking for an article in it: a chapter of a book, an entry of a feed.
pub fn whole(page: &str) -> Result<Document, Reason> {
    marked(page, false)
}

/// Reads the markup of a mail, in which quotations are another's words.
pub fn mail(page: &str) -> Result<Document, Reason> {
    marked(page, true).map(|mut document| {
        super::letter::mark(&mut document);
        // A mail that only forwards has no other story.
        let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let others: usize = document.asides.iter().map(|aside| length(aside.range.of(&document.text))).sum();
        if others == length(&document.text) {
            document.asides.retain(|aside| aside.kind != BoilerplateKind::Quoted);
        }
        document
    })
}

fn marked(page: &str, mail: bool) -> Result<Document, Reason> {
    let (tree, depth) = tree(page)?;
    let (meta, language) = meta::read(&tree);
    let mut parts = Vec::new();
    if depth <= DEEPEST_ARTICLE {
        tree.select(words::UNREAD_BUT_STYLES).remove();
        parts = beside::take(&tree);
        table::flatten(&tree);
    }
    remove_furniture(&tree);
    Ok(Document { meta, language, ..document(words_of(&tree, &parts, mail), parts) })
}

/// The words of a short piece of markup in one line: `Talks &amp; <b>more</b>`.
pub fn plain_words(said: &str) -> String {
    if !said.contains(['<', '&']) {
        return said.to_owned();
    }
    if check_attributes(said, "HTML").is_err() || nesting::depth(said) > DEEPEST {
        return meta::one_line(said).unwrap_or_default();
    }
    let words = Tree::from(said).select("body").text();
    meta::one_line(&words).unwrap_or_default()
}

/// The words of the article, and who wrote it. Nothing where there is no article to be found.
fn article(tree: Tree, parts: &[Part]) -> Option<(Words, Option<String>)> {
    // What the page says of itself is read by `meta`.
    let config = Config { disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut readability = Readability::with_document(tree, None, Some(config)).ok()?;
    let byline = readability.parse().ok()?.byline;
    let found = readability.doc.select("#readability-page-1");
    let words = words::read(*found.nodes().first()?, parts, false);
    words.prose.has_words().then_some((words, byline))
}

/// Takes away what is never read of a page without an article.
fn remove_furniture(tree: &Tree) {
    tree.select(words::UNREAD).remove();
    let most = tree.select("body").text().len() / 2;
    for node in tree.select("nav, form, button").nodes().iter().filter(|node| node.text().len() <= most) {
        node.remove_from_parent();
    }
}

fn words_of(tree: &Tree, parts: &[Part], mail: bool) -> Words {
    words::read(tree.body().unwrap_or_else(|| tree.root()), parts, mail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::PartGroup;

    const HEAD: &str = "Boats wait nine days for the lock";
    const LEAD: &str =
        "The harbour master closed the upper lock on Monday, and the boats waited below the town for nine days.";
    const END: &str =
        "Nobody on the quay had been told of it, the fishermen said, and the fish was sold at half its price.";

    /// An article with something between two paragraphs: what is read between them, and the parts beside it.
    fn check(middle: &str, read_there: &str, beside: &[&str]) {
        let page = format!(
            "<!DOCTYPE html><title>{HEAD}</title><article><h1>{HEAD}</h1><p>{LEAD}</p>{middle}<p>{END}</p></article>"
        );
        let document = read(&page).expect("a page");
        let rest = document.text.strip_prefix(LEAD).and_then(|rest| rest.strip_suffix(END));
        let rest = rest.unwrap_or_else(|| panic!("{middle}: {}", document.text));
        assert_eq!(rest.trim().replace("\n\n", "¶").replace('\n', "⏎"), read_there, "{middle}");
        let behind = |at: usize| {
            document.text.get(..at).and_then(|text| text.split_whitespace().next_back()).unwrap_or_default()
        };
        let parts = document.parts.iter().filter(|part| part.kind.group() != PartGroup::Head).map(|part| {
            format!("{} [{}] {}", part.kind.name(), part.at.map_or("", behind), part.text.replace('\n', "⏎"))
        });
        assert_eq!(parts.collect::<Vec<_>>(), beside, "{middle}");
    }

    #[test]
    fn hidden_text_is_never_read() {
        for hidden in [
            "<p hidden>Tin.</p>",
            "<p style='DISPLAY : none'>Tin.</p>",
            "<div style='visibility:hidden !important'><p>Tin.</p></div>",
            "<style>.x{color:red} @media print{.y{display:block}} .y{display:none}</style><p class=y>Tin.</p>",
            "<span class='visually-hidden'>Tin.</span>",
        ] {
            check(hidden, "", &["hidden text [days.] Tin."]);
        }
        check("<style>@media print{.y{display:none}}</style><p class=y>Tin was in it.</p>", "Tin was in it.", &[]);
    }

    #[test]
    fn notes_hang_where_their_marks_stood() {
        let notes = [
            "<p>The pans<sup><a href='#n1'>1</a></sup> lie dry.</p><p>No.</p><ol><li id=n1>Old ones. <a href='#r1'>↩</a></li></ol>",
            "<p>The pans<a id=r1 href='#n1'><sup>1</sup></a> lie dry.</p><p>No.</p><p><a name=n1 href='#r1'>1</a>. Old ones.</p>",
            "<p>The pans<a href='#n1'>[1]</a> lie dry.</p><p>No.</p><div id=n1><p>[1] Old ones.</p></div>",
            "<p>The pans<a href='#n1' role=doc-noteref>1</a> lie dry.</p><p>No.</p><aside id=n1 role=doc-footnote><p>1 Old ones.</p></aside>",
            "<p>The pans<a href='#n1'>*</a> lie dry.</p><p>No.</p><section class=footnotes><h4>Notes</h4><p id=n1>* Old ones.</p></section>",
        ];
        for note in notes {
            check(note, "The pans lie dry.¶No.", &["note [pans] Old ones."]);
        }
        check("<p>See <a href='#s2'>2</a>.</p><div id=s2>It is dry there.</div>", "See 2.¶It is dry there.", &[]);
    }

    #[test]
    fn what_stands_above_or_below_the_line() {
        let cases = [
            ("<p>It moved 10<sup>6</sup> litres.</p>", "It moved 10⁶ litres."),
            ("<p>The pans<sup>1</sup> lie dry.</p>", "The pans lie dry."),
            ("<p>On the 1<sup>st</sup> of May.</p>", "On the 1st of May."),
            ("<p>Salt and H<sub>2</sub>O.</p>", "Salt and H2O."),
            ("<p>The boiler<wbr>house in&shy;spection.</p>", "The boilerhouse inspection."),
            ("<p><q>Never</q>, he said.</p>", "“Never”, he said."),
            ("<div>It rained.<br><br>It froze.<br>It thawed.</div>", "It rained.¶It froze.⏎It thawed."),
        ];
        for (markup, expected) in cases {
            check(markup, expected, &[]);
        }
        check(
            "<p><ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>は白い。</p>",
            "灯台は白い。",
            &["pronunciation [] 灯台 とうだい"],
        );
    }

    #[test]
    fn furniture_is_known_by_its_structure() {
        let sentence = "“We heard it before we saw it,” said the diver.";
        let said = format!("<p>{sentence}</p>");
        let quote = "<blockquote><p>“We heard it before we saw it”</p></blockquote>";
        check(&format!("{quote}{said}"), sentence, &["pull quote [days.] “We heard it before we saw it”"]);
        let own = "“It was a bell,” the other diver wrote in his book.";
        check(&format!("{said}<blockquote><p>{own}</p></blockquote>"), &format!("{sentence}¶{own}"), &[]);
        let twice = format!("<div class=phone-only>{said}</div><p>It lay deep in the sand.</p><div>{said}</div>");
        check(&twice, &format!("{sentence}¶It lay deep in the sand."), &[&format!("said twice [sand.] {sentence}")]);
        let refrain = format!("{said}<p>It lay deep in the sand.</p>{said}");
        check(&refrain, &format!("{sentence}¶It lay deep in the sand.¶{sentence}"), &[]);
        let dialog = "<div role=dialog><p>We store things on your machine.</p><button>Yes</button></div>";
        check(dialog, "", &["over the page [days.] We store things on your machine.⏎Yes"]);
        check(
            "<div class=paywall><p>Pay to read on.</p><button>Pay</button></div>",
            "",
            &["over the page [days.] Pay to read on.⏎Pay"],
        );
        check(
            "<div class=paywall><p>The lock was opened again by nine men.</p></div>",
            "The lock was opened again by nine men.",
            &[],
        );
    }

    #[test]
    fn cells_keep_what_stands_in_them() {
        let table = "<table><tr><th>Day<th>Open</tr><tr><td>Monday<td><ul><li>9 to 12<li>2 to 5</ul></tr></table>";
        check(table, "Day Open⏎Monday 9 to 12; 2 to 5", &[]);
    }

    #[test]
    fn a_headline_has_no_name_of_a_page_behind_it() {
        for (title, h1, expected) in [
            ("The lock - Quay Courier", "The lock", "The lock"),
            ("The lock | News | Quay", "The lock", "The lock"),
            ("The lock-keeper", "The lock", "The lock-keeper"),
            ("Quay Courier", "The lock", "Quay Courier"),
        ] {
            let page = format!("<html><title>{title}</title><h1>{h1}</h1><p>{LEAD}</p><p>{END}</p>");
            assert_eq!(read(&page).expect("a page").meta.title.as_deref(), Some(expected), "{title}");
        }
    }
}
