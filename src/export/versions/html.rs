//! How one text became another, as a page: where it changed at a glance, then the text with its changes.

use super::{Beside, Kind, Piece, Told, extent, pieces, unchanged};
use crate::diff::{Block, Fate};
use crate::export::markup::Markup;
use std::io;

/// Parts of the picture of where changes lie.
const PARTS: usize = 120;

/// Writes the page; it needs nothing else, and no script.
pub fn write(told: &Told<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { markup: Markup::default(), told };
    page.head();
    page.picture();
    page.text();
    page.markup.raw("</main>\n<footer><p>Made by parallax.</p></footer>\n</body>\n</html>\n");
    out.write_all(page.markup.finish().as_bytes())
}

struct Page<'a> {
    markup: Markup,
    told: &'a Told<'a>,
}

impl Page<'_> {
    fn head(&mut self) {
        let [old, new] = self.told.names.unwrap_or_default();
        let title = format!("{old} → {new}");
        self.markup.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.markup.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.markup.raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        );
        self.markup.element("title", &[], &title);
        self.markup.raw(concat!("\n<style>\n", include_str!("../../../assets/export/page.css")));
        self.markup.raw(concat!(include_str!("../../../assets/export/versions.css"), "</style>\n</head>\n<body>\n"));
        self.markup.raw("<header class=\"banner\">\n");
        self.markup.element("h1", &[("dir", "auto")], &title);
        self.markup.element("p", &[("class", "facts")], &extent(&self.told.changes.extent));
        self.markup.raw("</header>\n<main>\n");
        for beside in self.told.beside {
            self.beside(beside);
        }
    }

    /// What changed beside the text, with what it is.
    fn beside(&mut self, beside: &Beside) {
        if !beside.whole {
            return self.markup.element("p", &[("class", "beside")], &beside.size());
        }
        for block in beside.changes.blocks.iter().filter(|block| !block.is_same()) {
            self.markup.open("p", &[("class", "beside"), ("dir", "auto")]);
            self.markup.element("small", &[], beside.name);
            self.markup.raw(" ");
            for piece in pieces(beside.texts.each_ref(), block) {
                if !piece.glued {
                    self.markup.raw(" ");
                }
                self.piece(&piece, block.fate);
            }
            self.markup.raw("</p>\n");
        }
    }

    /// A strip of links, from the first to the last word: the darker a part, the more of it changed.
    fn picture(&mut self) {
        let blocks = &self.told.changes.blocks;
        let shares = self.told.changes.extent.heat(PARTS);
        self.markup.raw("<nav class=\"where\" aria-label=\"Where it changed\">");
        // The first changed paragraph at or behind the beginning of each part.
        let spread = &self.told.changes.extent.spread;
        let all: usize = spread.iter().map(|(words, _)| words).sum();
        let mut at = 0;
        let mut starts = Vec::new();
        let read = blocks.iter().enumerate().filter(|(_, block)| !matches!(block.fate, Fate::MovedAway(_)));
        for ((number, block), (words, _)) in read.zip(spread) {
            at += words;
            if !block.is_same() {
                starts.push((at, number));
            }
        }
        for (part, share) in shares.into_iter().enumerate() {
            let style = format!("--share: {:.0}%", if share > 0.0 { 20.0 + 80.0 * share } else { 0.0 });
            let first = starts.partition_point(|(end, _)| *end * PARTS <= part * all);
            match starts.get(first).filter(|_| share > 0.0) {
                Some((_, number)) => {
                    let says = format!("{:.0} % changed", (share * 100.0).max(1.0));
                    let target = format!("#p{number}");
                    self.markup.element(
                        "a",
                        &[("href", &target), ("style", &style), ("title", &says), ("aria-label", &says)],
                        "",
                    );
                }
                None => self.markup.raw("<i></i>"),
            }
        }
        self.markup.raw("</nav>\n");
    }

    fn text(&mut self) {
        let mut same: Vec<(usize, &Block)> = Vec::new();
        for (number, block) in self.told.changes.blocks.iter().enumerate() {
            if block.is_same() || block.is_renumbered() {
                same.push((number, block));
            } else {
                self.folded(&std::mem::take(&mut same));
                self.paragraph(number, block);
            }
        }
        self.folded(&same);
    }

    /// Paragraphs in a row in which no word changed: shut, to be opened.
    fn folded(&mut self, blocks: &[(usize, &Block)]) {
        if blocks.is_empty() {
            return;
        }
        let all: Vec<&Block> = blocks.iter().map(|(_, block)| *block).collect();
        self.markup.raw("<details><summary>");
        self.markup.text(&unchanged(self.told.texts, &all));
        self.markup.raw("</summary>\n");
        blocks.iter().for_each(|(number, block)| self.paragraph(*number, block));
        self.markup.raw("</details>\n");
    }

    fn paragraph(&mut self, number: usize, block: &Block) {
        let class = match (block.fate, block.minor) {
            (Fate::Stays | Fate::Removed | Fate::Added, false) => "text",
            (Fate::Stays | Fate::Removed | Fate::Added, true) => "text minor",
            (Fate::MovedAway(_), _) => "text away",
            (Fate::MovedHere(_), _) => "text here",
        };
        self.markup.open("p", &[("id", &format!("p{number}")), ("class", class), ("dir", "auto")]);
        match block.fate {
            Fate::MovedAway(number) => self.markup.element("small", &[], &format!("→{number} moved from here")),
            Fate::MovedHere(number) => self.markup.element("small", &[], &format!("{number}→ moved to here")),
            Fate::Stays | Fate::Removed | Fate::Added => {}
        }
        if !matches!(block.fate, Fate::Stays | Fate::Removed | Fate::Added) {
            self.markup.raw(" ");
        }
        for piece in pieces(self.told.texts, block) {
            if !piece.glued {
                self.markup.raw(" ");
            }
            self.piece(&piece, block.fate);
        }
        self.markup.raw("</p>\n");
    }

    fn piece(&mut self, piece: &Piece, fate: Fate) {
        match (piece.kind, fate) {
            (Kind::Gone, Fate::MovedAway(_)) | (Kind::Same, _) => self.markup.text(&piece.text),
            (Kind::Gone, _) => self.markup.element("del", &[], &piece.text),
            (Kind::New, _) => self.markup.element("ins", &[], &piece.text),
            (Kind::Away(number), _) => self.moved(&format!("→{number} "), &piece.text),
            (Kind::Here(number), _) => self.moved(&format!("{number}→ "), &piece.text),
            (Kind::Number, _) => self.moved(&format!("{} → ", piece.was.as_deref().unwrap_or_default()), &piece.text),
        }
    }

    fn moved(&mut self, sign: &str, words: &str) {
        self.markup.raw("<mark class=\"s\">");
        self.markup.text(sign);
        self.markup.text(words);
        self.markup.raw("</mark>");
    }
}
