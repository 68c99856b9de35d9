//! How one text became another, as a document for word processors: the new text whole, with the changes as tracked ones, to be
//! accepted or rejected there. Words alone: how the texts looked is not known.
//!
//! Written as WordprocessingML (ECMA-376 part 1, 17.13.5: revisions). What moved is struck out at its old place and put in at
//! the new one.

use super::{Kind, Piece, Told, pieces};
use crate::diff::{Block, Fate};
use crate::export::markup::Markup;
use crate::export::place::reads_leftwards;
use std::io::{self, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of the package beside the text.
const PARTS: [(&str, &str); 2] = [
    (
        "[Content_Types].xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
    ),
    (
        "_rels/.rels",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>",
    ),
];

/// Who made the changes, as Word names them.
const AUTHOR: &str = "parallax";

/// Writes the document.
pub fn write(told: &Told<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
    let text = text(told);
    for (name, content) in PARTS.into_iter().chain([("word/document.xml", text.as_str())]) {
        // Without a date: two exports are the same bytes.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(content.as_bytes())?;
    }
    out.write_all(zip.finish().map_err(io::Error::other)?.get_ref())
}

fn text(told: &Told<'_>) -> String {
    let paragraphs = told.changes.blocks.iter().map(|block| Paragraph::of(block, pieces(told.texts, block)));
    let mut page = Page { markup: Markup::default(), changes: 0 };
    page.markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    page.markup.raw("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
    for paragraph in ended(paragraphs.collect()) {
        page.paragraph(&paragraph);
    }
    page.markup.raw("<w:sectPr/></w:body></w:document>");
    page.markup.finish()
}

/// What Word does with a run, or with the end of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tracked {
    No,
    Inserted,
    Deleted,
}

impl Tracked {
    fn tag(self) -> &'static str {
        if self == Self::Deleted { "w:del" } else { "w:ins" }
    }

    /// Whether it is seen in the old and in the new text.
    fn seen(self) -> [bool; 2] {
        [self != Self::Inserted, self != Self::Deleted]
    }
}

/// A paragraph as Word has it.
struct Paragraph {
    runs: Vec<(Tracked, String)>,
    /// What becomes of its end: where that goes, the paragraph is one with the next.
    end: Tracked,
}

impl Paragraph {
    fn of(block: &Block, pieces: Vec<Piece>) -> Self {
        let whole = match block.fate {
            Fate::Stays => Tracked::No,
            Fate::Removed | Fate::MovedAway(_) => Tracked::Deleted,
            Fate::Added | Fate::MovedHere(_) => Tracked::Inserted,
        };
        let mut paragraph = Self { runs: Vec::new(), end: whole };
        for piece in pieces {
            if let Some(old) = piece.was.filter(|_| whole == Tracked::No) {
                paragraph.write(Tracked::Deleted, &old, piece.glued);
                paragraph.write(Tracked::Inserted, &piece.text, piece.glued);
                continue;
            }
            let tracked = match (piece.kind, whole) {
                // What is gone of a paragraph that moved is gone with it at its old place.
                (Kind::Gone | Kind::Away(_), Tracked::Inserted) => continue,
                (Kind::Same | Kind::Number, whole) => whole,
                (Kind::Gone | Kind::Away(_), _) => Tracked::Deleted,
                (Kind::New | Kind::Here(_), _) => Tracked::Inserted,
            };
            paragraph.write(tracked, &piece.text, piece.glued);
        }
        // What none of the runs is seen in has no such paragraph: without this an empty one would be left there.
        let unseen = |text: usize| paragraph.runs.iter().all(|(tracked, _)| !tracked.seen()[text]);
        if paragraph.end == Tracked::No && !paragraph.runs.is_empty() {
            paragraph.end = match [unseen(0), unseen(1)] {
                [true, false] => Tracked::Inserted,
                [false, true] => Tracked::Deleted,
                [true, true] | [false, false] => Tracked::No,
            };
        }
        paragraph
    }

    /// Adds words, and the blank before them in those of the two texts in which words stand before it.
    fn write(&mut self, tracked: Tracked, words: &str, glued: bool) {
        // Line ends and tabs inside of a paragraph are blanks: it is wrapped anew.
        let words = words.replace(char::is_whitespace, " ");
        let begun = [0, 1].map(|text| self.runs.iter().any(|(run, _)| run.seen()[text]));
        let blank = [0, 1].map(|text| !glued && begun[text] && tracked.seen()[text]);
        match (tracked, blank) {
            (_, [false, false]) => self.runs.push((tracked, words)),
            (Tracked::No, [true, false]) => self.runs.extend([(Tracked::Deleted, " ".to_owned()), (tracked, words)]),
            (Tracked::No, [false, true]) => self.runs.extend([(Tracked::Inserted, " ".to_owned()), (tracked, words)]),
            _ => self.runs.push((tracked, format!(" {words}"))),
        }
    }
}

/// Paragraphs of which the last one ends in both texts, as Word wants it. What follows the last paragraph that both texts have
/// came in (or goes) with the end of the one before it. Where there is no such paragraph, one that goes and one that comes are
/// put into one.
fn ended(mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let last = paragraphs.iter().rposition(|paragraph| paragraph.end == Tracked::No).or_else(|| {
        let at = paragraphs.windows(2).position(|two| two[0].end != two[1].end)?;
        let next = paragraphs.remove(at + 1);
        paragraphs[at].runs.extend(next.runs);
        Some(at)
    });
    if let Some(last) = last {
        let ends: Vec<Tracked> = paragraphs.iter().skip(last + 1).map(|paragraph| paragraph.end).collect();
        let ends = ends.into_iter().chain([Tracked::No]);
        paragraphs.iter_mut().skip(last).zip(ends).for_each(|(paragraph, end)| paragraph.end = end);
    }
    paragraphs
}

struct Page {
    markup: Markup,
    /// Changes so far: each has a number.
    changes: usize,
}

impl Page {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.markup.raw("<w:p><w:pPr>");
        if paragraph.runs.iter().any(|(_, words)| words.chars().any(reads_leftwards)) {
            self.markup.raw("<w:bidi/>");
        }
        if paragraph.end != Tracked::No {
            self.markup.raw("<w:rPr>");
            let number = self.number();
            self.markup.empty(paragraph.end.tag(), &[("w:id", &number), ("w:author", AUTHOR)]);
            self.markup.raw("</w:rPr>");
        }
        self.markup.raw("</w:pPr>");
        for (tracked, words) in &paragraph.runs {
            self.run(*tracked, words);
        }
        self.markup.raw("</w:p>");
    }

    fn run(&mut self, tracked: Tracked, words: &str) {
        if tracked != Tracked::No {
            let number = self.number();
            self.markup.open(tracked.tag(), &[("w:id", &number), ("w:author", AUTHOR)]);
        }
        let tag = if tracked == Tracked::Deleted { "w:delText" } else { "w:t" };
        self.markup.raw("<w:r>");
        self.markup.element(tag, &[("xml:space", "preserve")], words);
        self.markup.raw("</w:r>");
        if tracked != Tracked::No {
            self.markup.close(tracked.tag());
        }
    }

    fn number(&mut self) -> String {
        self.changes += 1;
        self.changes.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with;
    use super::*;

    /// The paragraphs of a document as Word leaves them: without what is in elements of one name; where the end of a paragraph
    /// is in one, it goes on in the next.
    fn kept(document: &str, dropped: &str, text: &str) -> Vec<String> {
        let tree = roxmltree::Document::parse(document).expect("XML");
        let is = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
        let mut found = vec![String::new()];
        for paragraph in tree.descendants().filter(|node| is(node, "p")) {
            let joined =
                paragraph.descendants().any(|node| is(&node, dropped) && node.parent().is_some_and(|n| is(&n, "rPr")));
            let runs = paragraph.descendants().filter(|node| is(node, "t") || is(node, text));
            let runs = runs.filter(|node| !node.ancestors().any(|above| is(&above, dropped)));
            found.last_mut().expect("there is one").extend(runs.filter_map(|node| node.text()));
            if !joined {
                found.push(String::new());
            }
        }
        found.pop();
        found
    }

    /// Checks what ECMA-376 part 1 demands of what is written: `CT_Body`, `CT_P`, `CT_PPr`, `CT_ParaRPr`, `CT_RunTrackChange`,
    /// `CT_R`, and that each revision has a number of its own.
    fn follows_the_rules(document: &str) {
        let tree = roxmltree::Document::parse(document).expect("XML");
        let names = |node: roxmltree::Node<'_, '_>| {
            node.children().filter(|inner| inner.is_element()).map(|inner| inner.tag_name().name().to_owned()).collect()
        };
        let mut revisions = Vec::new();
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let around = node.parent().map_or("", |around| around.tag_name().name());
            let inner: Vec<String> = names(node);
            let only = |allowed: &[&str]| inner.iter().all(|name| allowed.contains(&name.as_str()));
            let right = match node.tag_name().name() {
                "document" => inner == ["body"],
                // The section's properties stand last, and a paragraph that ends in both texts before them.
                "body" => {
                    let last = node.children().rfind(|inner| inner.tag_name().name() == "p");
                    let tracked =
                        last.is_some_and(|last| last.descendants().any(|node| node.tag_name().name() == "rPr"));
                    inner.last().is_some_and(|last| last == "sectPr")
                        && inner.iter().rev().skip(1).all(|name| name == "p")
                        && !tracked
                }
                "p" => {
                    inner.first().is_some_and(|first| first == "pPr")
                        && inner.iter().skip(1).all(|n| n != "pPr")
                        && only(&["pPr", "r", "ins", "del"])
                }
                // In this order.
                "pPr" => ["bidi", "rPr"].iter().filter(|name| inner.iter().any(|is| is == *name)).eq(inner.iter()),
                // The end of a paragraph came or went, not both.
                "rPr" => inner == ["ins"] || inner == ["del"],
                name @ ("ins" | "del") => {
                    revisions
                        .push(node.attributes().find(|a| a.name() == "id").map(|id| id.value().parse::<u32>().ok()));
                    let author = node.attributes().any(|attribute| attribute.name() == "author");
                    let holds = if around == "rPr" { inner.is_empty() } else { inner == ["r"] && around == "p" };
                    let words = if name == "del" { "delText" } else { "t" };
                    author
                        && holds
                        && node
                            .descendants()
                            .filter(|n| n.is_text())
                            .all(|n| n.parent().is_some_and(|n| n.tag_name().name() == words))
                }
                "r" => inner == ["t"] || inner == ["delText"] && around == "del",
                "t" | "delText" => around == "r" && inner.is_empty(),
                "bidi" | "sectPr" => inner.is_empty(),
                _ => false,
            };
            assert!(right, "{}: {document}", node.tag_name().name());
        }
        let count = revisions.len();
        revisions.sort_unstable();
        revisions.dedup();
        assert!(revisions.len() == count && revisions.iter().all(|id| matches!(id, Some(Some(_)))), "{document}");
    }

    #[test]
    fn rejecting_gives_the_old_text_and_accepting_the_new_one() {
        let cases = [
            ("One old boat.\n\nTwo.", "One new boat sank.\n\nTwo."),
            ("1. Rope\n2. Oil as in clause 1", "1. Nets\n2. Rope\n3. Oil as in clause 2"),
            (
                "- a long rope for the boat\n- 20 lamps for the long pier\n- oil",
                "- 30 lamps for the long pier\n- a long rope for the boat\n- oil",
            ),
            ("It rained & <it> snowed.", "It rained."),
            ("First.\nThe last one goes.", "First."),
            ("First.", "First.\nA last one comes.\nAnd one more."),
            ("All of it is old.\nReally all.", "Nothing was kept now.\nNot one word, I say."),
            ("The first sentence goes. The second one stays here.", "The second one stays here."),
            ("The second one stays here.", "A first sentence comes. The second one stays here."),
            ("In the bar of the inn we sat.", "Of the inn we sat."),
            (
                "The king rode to the town in the evening.\nThe queen stayed at home and read.",
                "The queen stayed at home and read much.\nThe king rode to the town in the evening.",
            ),
            (
                "The king rode to the town in the evening.\nThe queen stayed at home and read.",
                "The queen stayed at home and read much.\nThe king rode to the village in the evening.",
            ),
            ("שלום עולם טוב מאד היום", "שלום עולם רע מאד היום"),
        ];
        for (old, new) in cases {
            with(old, new, |told| {
                let document = text(told);
                follows_the_rules(&document);
                let lines = |text: &str| text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>();
                assert_eq!(kept(&document, "del", "t"), lines(new), "accepted: {document}");
                assert_eq!(kept(&document, "ins", "delText"), lines(old), "rejected: {document}");
            });
        }
        // Of no words one paragraph without words is left.
        with("It rained.", "", |told| assert_eq!(kept(&text(told), "del", "t"), Vec::<String>::new()));
    }
}
