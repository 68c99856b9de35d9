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
    let mut page = Page { markup: Markup::default(), changes: 0 };
    page.markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    page.markup.raw("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
    for block in &told.changes.blocks {
        page.paragraph(block, pieces(told.texts, block));
    }
    page.markup.raw("<w:sectPr/></w:body></w:document>");
    page.markup.finish()
}

/// What Word does with a run.
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
}

struct Page {
    markup: Markup,
    /// Changes so far: each has a number.
    changes: usize,
}

impl Page {
    fn paragraph(&mut self, block: &Block, pieces: Vec<Piece>) {
        let whole = match block.fate {
            Fate::Stays => Tracked::No,
            Fate::Removed | Fate::MovedAway(_) => Tracked::Deleted,
            Fate::Added | Fate::MovedHere(_) => Tracked::Inserted,
        };
        self.markup.raw("<w:p><w:pPr>");
        if pieces.iter().any(|piece| piece.text.chars().any(reads_leftwards)) {
            self.markup.raw("<w:bidi/>");
        }
        if whole != Tracked::No {
            self.markup.raw("<w:rPr>");
            let number = self.number();
            self.markup.empty(whole.tag(), &[("w:id", &number), ("w:author", AUTHOR)]);
            self.markup.raw("</w:rPr>");
        }
        self.markup.raw("</w:pPr>");
        for piece in pieces {
            let blank = if piece.glued { "" } else { " " };
            if let Some(old) = piece.was.filter(|_| whole == Tracked::No) {
                self.run(Tracked::Deleted, &format!("{blank}{old}"));
                self.run(Tracked::Inserted, &format!("{blank}{}", piece.text));
                continue;
            }
            let tracked = match (piece.kind, whole) {
                // What is gone of a paragraph that moved is gone with it at its old place.
                (Kind::Gone | Kind::Away(_), Tracked::Inserted) => continue,
                (Kind::Same | Kind::Number, whole) => whole,
                (Kind::Gone | Kind::Away(_), _) => Tracked::Deleted,
                (Kind::New | Kind::Here(_), _) => Tracked::Inserted,
            };
            self.run(tracked, &format!("{blank}{}", piece.text));
        }
        self.markup.raw("</w:p>");
    }

    fn run(&mut self, tracked: Tracked, text: &str) {
        if tracked != Tracked::No {
            let number = self.number();
            self.markup.open(tracked.tag(), &[("w:id", &number), ("w:author", AUTHOR)]);
        }
        let tag = if tracked == Tracked::Deleted { "w:delText" } else { "w:t" };
        // Line ends and tabs inside of a paragraph are blanks: it is wrapped anew.
        let text = text.replace(char::is_whitespace, " ");
        self.markup.raw("<w:r>");
        self.markup.element(tag, &[("xml:space", "preserve")], &text);
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

    /// The paragraphs of a document with what Word would keep of them.
    fn kept(document: &str, dropped: &str, text: &str) -> Vec<String> {
        let tree = roxmltree::Document::parse(document).expect("XML");
        let is = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
        let mut found = Vec::new();
        for paragraph in tree.descendants().filter(|node| is(node, "p")) {
            let gone =
                paragraph.descendants().any(|node| is(&node, dropped) && node.parent().is_some_and(|n| is(&n, "rPr")));
            if !gone {
                let runs = paragraph.descendants().filter(|node| is(node, "t") || is(node, text));
                let runs = runs.filter(|node| !node.ancestors().any(|above| is(&above, dropped)));
                found.push(runs.filter_map(|node| node.text()).collect());
            }
        }
        found
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
            ("It rained & <it> snowed.", ""),
        ];
        for (old, new) in cases {
            with(old, new, |told| {
                let document = text(told);
                let lines = |text: &str| text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>();
                assert_eq!(kept(&document, "del", "t"), lines(new), "accepted: {document}");
                assert_eq!(kept(&document, "ins", "delText"), lines(old), "rejected: {document}");
            });
        }
    }
}
