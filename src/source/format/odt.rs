//! OpenDocument texts.

use super::Document;
use super::docx::kind;
use super::package::Package;
use super::prose::{Prose, short};
use super::xml::{Cell, Tables, all, attribute, child, dublin_core, inside, parse, visit, words};
use crate::source::limits::Allowance;
use crate::source::{Meta, Part, PartKind, Reason};
use crate::text::Language;
use roxmltree::Node;
use rustc_hash::{FxHashMap, FxHashSet};

/// Reads an OpenDocument text. Notes, comments, deletions, hidden text, alt texts, headers and footers are its parts.
pub fn read(package: &mut Package, allowance: &mut Allowance) -> Result<Document, Reason> {
    let content = package.text("content.xml", allowance)?;
    let mut document = flat(&content)?;
    if package.has("styles.xml") {
        let styles = package.text("styles.xml", allowance)?;
        document.parts.extend(running(parse(&styles)?.root_element()));
    }
    if package.has("meta.xml") {
        let meta = package.text("meta.xml", allowance)?;
        let meta = parse(&meta)?;
        let known = dublin_core(meta.root());
        let title = document.meta.title.take().or(known.title);
        document.made = known.date.or(known.updated);
        document.meta = Meta { title, date: None, updated: None, ..known };
        document.language = all(meta.root(), "language").find_map(|node| Language::from_tag(node.text()?));
    }
    Ok(document)
}

/// Reads the XML of a text: the content of a package, or a file in the flat form.
pub fn flat(xml: &str) -> Result<Document, Reason> {
    let tree = parse(xml)?;
    let root = tree.root_element();
    let body = all(root, "body").next();
    if body.is_some_and(|body| child(body, "spreadsheet").is_some()) {
        return Err(Reason::Foreign("a spreadsheet"));
    }
    if body.is_some_and(|body| child(body, "presentation").is_some()) {
        return Err(Reason::Foreign("a presentation"));
    }
    let body = body.and_then(|body| all(body, "text").next()).unwrap_or(root);
    let styles = Styles::of(root);
    let title = all(body, "p").chain(all(body, "h")).find(|node| styles.parent(*node) == "title");
    let title = title.and_then(|node| short(&words(node)));
    let mut document = prose(body, &styles).document();
    document.meta.title = title;
    document.parts.extend(running(root));
    Ok(document)
}

/// What the styles of a text say.
#[derive(Default)]
struct Styles<'a> {
    parents: FxHashMap<&'a str, &'a str>,
    hidden: FxHashSet<&'a str>,
    raised: FxHashSet<&'a str>,
}

impl<'a> Styles<'a> {
    fn of(root: Node<'a, 'a>) -> Self {
        let mut styles = Self::default();
        for style in all(root, "style") {
            let Some(name) = attribute(style, "name") else { continue };
            styles.parents.extend(attribute(style, "parent-style-name").map(|parent| (name, parent)));
            let Some(text) = child(style, "text-properties") else { continue };
            if attribute(text, "display") == Some("none") {
                styles.hidden.insert(name);
            }
            let place = attribute(text, "text-position").unwrap_or_default();
            // `super 58%`, or by how much of a line: `33% 58%`.
            let up = place.split(' ').next().and_then(|up| up.strip_suffix('%')?.parse::<f64>().ok());
            if place.starts_with("super") || up.is_some_and(|up| up > 0.0) {
                styles.raised.insert(name);
            }
        }
        styles
    }

    /// The style that a paragraph's own is made from, in lower case.
    fn parent(&self, paragraph: Node) -> String {
        let own = attribute(paragraph, "style-name").unwrap_or_default();
        self.parents.get(own).copied().unwrap_or(own).to_lowercase()
    }

    /// Whether an element is hidden, by its style or by itself.
    fn hides(&self, node: Node) -> bool {
        let style = attribute(node, "style-name");
        style.is_some_and(|style| self.hidden.contains(style))
            || matches!(node.tag_name().name(), "hidden-text" | "hidden-paragraph")
            || node.tag_name().name() == "section" && attribute(node, "display") == Some("none")
    }
}

/// The heads and feet of pages, but for numbers.
fn running(root: Node) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let names = ["header", "header-left", "header-first", "footer", "footer-left", "footer-first"];
    for node in
        root.descendants().filter(|node| names.contains(&node.tag_name().name()) && inside(*node, &["master-page"]))
    {
        let part = Part::new(PartKind::RunningHead, prose(node, &Styles::default()).document().text);
        let fresh =
            |part: &Part| part.text.contains(char::is_alphabetic) && found.iter().all(|known| known.text != part.text);
        found.extend(part.filter(fresh));
    }
    found
}

/// The paragraphs of an element, with what hangs in them.
fn prose(top: Node, styles: &Styles) -> Prose {
    let (mut prose, mut open) = (Prose::default(), None);
    let (mut cell, mut tables): (Option<Cell>, _) = (None, Tables::default());
    let deleted: FxHashMap<&str, String> = all(top, "changed-region")
        .filter_map(|region| Some((attribute(region, "id")?, paragraphs(all(region, "deletion").next()?))))
        .collect();
    visit(top, |node| {
        let name = node.tag_name().name();
        let paragraph = node.ancestors().find(|around| matches!(around.tag_name().name(), "p" | "h"));
        if paragraph.is_some() && open != paragraph {
            let here = Cell::of(node, ["table-cell", "table-row", "table"], &mut tables);
            match here.as_ref().zip(cell.as_ref()).and_then(|(here, before)| here.after(before)) {
                Some(step) => prose.step(step),
                None => prose.end(open.and_then(|paragraph| kind(styles.parent(paragraph)))),
            }
            (open, cell) = (paragraph, here);
        }
        if node != top && styles.hides(node) {
            let said = attribute(node, "string-value").map_or_else(|| words(node), str::to_owned);
            prose.set_apart(PartKind::Hidden, &said);
            return false;
        }
        match name {
            "note" => prose.hang(PartKind::Note, &paragraphs(all(node, "note-body").next().unwrap_or(node))),
            "annotation" => prose.hang(PartKind::Comment, &paragraphs(node)),
            "change" => {
                let said = attribute(node, "change-id").and_then(|id| deleted.get(id));
                said.iter().for_each(|said| prose.hang(PartKind::Deletion, said));
            }
            "desc" => prose.hang(PartKind::AltText, &words(node)),
            "ruby" => {
                let said = |name: &'static str| all(node, name).map(words).collect::<String>();
                prose.pronounce(&said("ruby-base"), &said("ruby-text"));
            }
            "span"
                if attribute(node, "style-name").is_some_and(|style| styles.raised.contains(style))
                    && !node.descendants().any(|inner| inner.tag_name().name() == "note") =>
            {
                prose.raise(&words(node));
            }
            "tracked-changes" | "sequence-decls" | "forms" | "title" => {}
            "s" | "tab" => prose.write(" "),
            "line-break" => prose.write("\n"),
            _ => {
                prose.write(node.text().filter(|_| node.is_text() && paragraph.is_some()).unwrap_or_default());
                return true;
            }
        }
        false
    });
    prose.end(open.and_then(|paragraph| kind(styles.parent(paragraph))));
    prose
}

/// The paragraphs of a note or remark, without who made it and when.
fn paragraphs(node: Node) -> String {
    let own = node.descendants().filter(|node| matches!(node.tag_name().name(), "p" | "h"));
    own.map(words).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_in_a_text_is_a_part() {
        let styles = r#"<style:style style:name="H"><style:text-properties text:display="none"/></style:style>
            <style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style>"#;
        let cases: &[(&str, &str, &[&str])] = &[
            (
                r#"Soup<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Cold.</text:p></text:note-body></text:note> was."#,
                "Soup was.",
                &["note 4 Cold."],
            ),
            (
                r#"Soup<office:annotation><dc:creator>Bo</dc:creator><text:p>Why?</text:p></office:annotation> was."#,
                "Soup was.",
                &["comment 4 Why?"],
            ),
            (r#"It was <text:span text:style-name="H">not </text:span>cold."#, "It was cold.", &["hidden text 6 not"]),
            (r#"It was <text:change text:change-id="c"/>cold."#, "It was cold.", &["deleted text 6 very"]),
            (r#"10<text:span text:style-name="U">6</text:span> litres."#, "10⁶ litres.", &[]),
            (
                r#"<text:ruby><text:ruby-base>灯台</text:ruby-base><text:ruby-text>とうだい</text:ruby-text></text:ruby>は"#,
                "灯台は",
                &["pronunciation - 灯台 とうだい"],
            ),
            (
                r#"A bell.<draw:frame><svg:title>x</svg:title><svg:desc>A bell on sand</svg:desc></draw:frame>"#,
                "A bell.",
                &["alt text 7 A bell on sand"],
            ),
        ];
        for (body, text, parts) in cases {
            let names = ["office", "text", "style", "dc", "draw", "svg"]
                .map(|name| format!("xmlns:{name}='urn:{name}'"))
                .join(" ");
            let changes = "<text:tracked-changes><text:changed-region text:id='c'><text:deletion><dc:creator>Bo</dc:creator><text:p>very</text:p></text:deletion></text:changed-region></text:tracked-changes>";
            let xml = format!(
                "<office:document {names}>{styles}<office:body><office:text>{changes}<text:p>{body}</text:p></office:text></office:body></office:document>"
            );
            let document = flat(&xml).expect("a text");
            assert_eq!(document.text, *text, "{body}");
            let said = document.parts.iter().map(|part| {
                let at = part.at.map_or("-".to_owned(), |at| at.to_string());
                format!("{} {at} {}", part.kind.name(), part.text)
            });
            assert_eq!(said.collect::<Vec<_>>(), *parts, "{body}");
        }
        let sheet = "<o:document xmlns:o='urn:o'><o:body><o:spreadsheet/></o:body></o:document>";
        assert_eq!(flat(sheet).err(), Some(Reason::Foreign("a spreadsheet")));
    }
}
