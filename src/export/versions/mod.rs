//! How one text became another, to be read: in a terminal, as a page, as a document with tracked changes.

mod docx;
mod html;
mod text;

pub use docx::write as write_docx;
pub use html::write as write_html;
pub use text::write as write_text;

use crate::diff::{Block, Change, Changes, Extent, Fate, Relabelled, Step};
use crate::text::{LabelStyle, Text, TextRange};

/// What is written: two texts and how one became the other.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The old and the new text.
    pub texts: [&'a Text; 2],
    /// Their names; nothing for hunks of a patch, of which the names are told before.
    pub names: Option<[&'a str; 2]>,
    /// What changed.
    pub changes: &'a Changes,
    /// What stands beside the texts and differs.
    pub beside: &'a [Beside],
}

/// What stands beside two texts: their headlines, their notes.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What it is.
    pub name: &'static str,
    /// The old and the new one, a paragraph for each part of the kind.
    pub texts: [Text; 2],
    /// How one became the other.
    pub changes: Changes,
    /// It is told word by word; of what only stands around a text, how much changed.
    pub whole: bool,
}

impl Beside {
    /// Of what is not told word by word, how much changed.
    fn size(&self) -> String {
        let extent = &self.changes.extent;
        format!("{}: {} of {} words changed", self.name, grouped(extent.changed), grouped(extent.words))
    }
}

/// What became of a piece of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Same,
    Gone,
    New,
    Away(usize),
    Here(usize),
    /// A number and the one that took its place.
    Number,
}

/// A piece of a paragraph.
struct Piece {
    kind: Kind,
    text: String,
    /// The number in the place of which this one stands.
    was: Option<String>,
    /// No blank stands before it.
    glued: bool,
}

/// The pieces of a paragraph, with its label.
fn pieces(texts: [&Text; 2], block: &Block) -> Vec<Piece> {
    let mut found = label(texts, block);
    // A paragraph that is a label alone was told with it.
    let is_told = |side: usize, range: Option<TextRange>| {
        range.zip(block.labels[side]).is_some_and(|(range, label)| label.range.contains(range))
    };
    for step in block.steps.iter().filter(|step| !is_told(0, step.old) && !is_told(1, step.new)) {
        let words = step.new.map(|range| words(texts[1], range)).or(step.old.map(|range| words(texts[0], range)));
        let words = words.unwrap_or_default();
        let kind = match (step.change, block.fate) {
            (Change::Same, Fate::Removed | Fate::MovedAway(_)) => Kind::Gone,
            (Change::Same, _) => Kind::Same,
            (Change::Removed, _) => Kind::Gone,
            (Change::Added, _) => Kind::New,
            (Change::MovedAway(number), _) => Kind::Away(number),
            (Change::MovedHere(number), _) => Kind::Here(number),
            (Change::Followed, _) => Kind::Number,
        };
        let was = step.old.filter(|_| kind == Kind::Number).map(|range| texts[0].slice(range).to_owned());
        match found.last_mut() {
            // A number that is gone with its paragraph is gone as one with it.
            Some(label) if found_label(block, label, kind) => {
                label.text.push(' ');
                label.text.push_str(&words);
            }
            last => {
                let glued = last.is_none() || is_glued(texts, step);
                let after_label = last.is_some_and(|last| !last.text.is_empty()) && Some(step) == block.steps.first();
                found.push(Piece { kind, text: words, was, glued: glued && !after_label });
            }
        }
    }
    found
}

fn found_label(block: &Block, label: &Piece, kind: Kind) -> bool {
    let whole = matches!(block.fate, Fate::Removed | Fate::Added);
    whole && block.steps.len() == 1 && label.kind == kind
}

/// The words of a range, without the signs of quoted lines between them.
fn words(text: &Text, range: TextRange) -> String {
    let labels = text.labels();
    let first = labels.partition_point(|label| label.range.start() < range.start());
    let inside = labels.get(first..).unwrap_or_default().iter().take_while(|label| label.range.start() < range.end());
    let mut found = String::new();
    let mut at = range.start();
    // Who speaks is told by words.
    for label in inside.filter(|label| label.style != LabelStyle::Speaker) {
        found.push_str(TextRange::new(text.content(), at, label.range.start()).of(text.content()));
        at = label.range.end().min(range.end());
    }
    found.push_str(TextRange::new(text.content(), at, range.end()).of(text.content()));
    found
}

/// What stands before the words of a paragraph.
fn label(texts: [&Text; 2], block: &Block) -> Vec<Piece> {
    let piece = |kind: Kind, text: &str| Piece { kind, text: text.to_owned(), was: None, glued: true };
    let whole = match block.fate {
        Fate::Removed => Kind::Gone,
        Fate::Added => Kind::New,
        Fate::Stays | Fate::MovedAway(_) | Fate::MovedHere(_) => Kind::Same,
    };
    match (block.relabelled, block.labels) {
        (Some(Relabelled::Renumbered([old, new])), [_, Some(label)]) if block.fate == Fate::Stays => {
            let content = texts[1].content();
            let before = TextRange::new(content, label.range.start(), new.start());
            let after = TextRange::new(content, new.end(), label.range.end());
            let was = Some(texts[0].slice(old).to_owned());
            let pieces = [
                piece(Kind::Same, texts[1].slice(before)),
                Piece { was, ..piece(Kind::Number, texts[1].slice(new)) },
                piece(Kind::Same, texts[1].slice(after)),
            ];
            pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect()
        }
        (Some(Relabelled::Removed(range)), _) => vec![piece(Kind::Gone, texts[0].slice(range))],
        (Some(Relabelled::Added(range)), _) => vec![piece(Kind::New, texts[1].slice(range))],
        (_, [_, Some(new)]) => vec![piece(whole, texts[1].slice(new.range))],
        (_, [Some(old), None]) if block.fate != Fate::Stays => vec![piece(whole, texts[0].slice(old.range))],
        _ => Vec::new(),
    }
}

/// Whether no white space stands before a step in its own text.
fn is_glued(texts: [&Text; 2], step: &Step) -> bool {
    let place = step.new.map(|range| (texts[1], range)).or(step.old.map(|range| (texts[0], range)));
    place.is_some_and(|(text, range)| {
        let before = TextRange::new(text.content(), 0, range.start()).of(text.content());
        before.chars().next_back().is_some_and(|last| !last.is_whitespace())
    })
}

/// How large a change is, in a line.
fn extent(extent: &Extent) -> String {
    let counted =
        |count: usize, one: &str, many: &str| format!("{} {}", grouped(count), if count == 1 { one } else { many });
    let paragraphs = counted(extent.paragraphs, "paragraph", "paragraphs");
    let untouched = extent.touched == 0 && extent.moves == 0;
    let mut told = vec![if untouched {
        "no word of the text changed".to_owned()
    } else {
        format!(
            "{} of {} changed ({} gone, {} new), in {} of {paragraphs}",
            grouped(extent.changed),
            counted(extent.words, "word", "words"),
            grouped(extent.gone),
            grouped(extent.new),
            grouped(extent.touched),
        )
    }];
    if extent.minor > 0 {
        told.push(format!("in {} of them (~) only case, marks or accents", grouped(extent.minor)));
    }
    if extent.moves > 0 {
        told.push(counted(extent.moves, "move", "moves"));
    }
    if extent.renumbered > 0 {
        told.push(format!("{} renumbered", grouped(extent.renumbered)));
    }
    if extent.followed > 0 {
        told.push(format!("{} with them", counted(extent.followed, "reference", "references")));
    }
    if extent.typographic > 0 {
        told.push(format!("{} in other characters", counted(extent.typographic, "word or mark", "words or marks")));
    }
    told.join("; ")
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut found = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            found.push(',');
        }
        found.push(digit);
    }
    found
}

/// A change is long enough for a picture of where it lies.
const LEAST_PICTURED: usize = 24;

/// What is said of paragraphs in a row in which no word changed.
fn unchanged(texts: [&Text; 2], blocks: &[&Block]) -> String {
    let paragraphs = if blocks.len() == 1 { "paragraph" } else { "paragraphs" };
    let renumbered = blocks.iter().filter(|block| !block.is_same()).count();
    let count = blocks.len();
    match renumbered {
        0 => format!("{count} {paragraphs} unchanged"),
        _ if renumbered == count => format!("{count} {paragraphs} only renumbered: {}", renumberings(texts, blocks)),
        some => format!("{count} {paragraphs} unchanged, {some} of them renumbered: {}", renumberings(texts, blocks)),
    }
}

/// Numbers that changed, in a line: all of a few, else the first and the last.
fn renumberings(texts: [&Text; 2], blocks: &[&Block]) -> String {
    let pair = |old, new| format!("{} → {}", texts[0].slice(old), texts[1].slice(new));
    let numbers = blocks.iter().filter_map(|block| match block.relabelled {
        Some(Relabelled::Renumbered([old, new])) => Some(pair(old, new)),
        Some(Relabelled::Removed(_) | Relabelled::Added(_)) | None => None,
    });
    let references = blocks.iter().flat_map(|block| &block.steps).filter(|step| step.change == Change::Followed);
    let references: Vec<String> = references.filter_map(|step| Some(pair(step.old?, step.new?))).collect();
    let some = |all: &[String]| match all {
        [first, second, .., last] if all.len() > MOST_NUMBERS => format!("{first}, {second}, … {last}"),
        _ => all.join(", "),
    };
    let told = some(&numbers.collect::<Vec<_>>());
    match references.len() {
        0 => told,
        1 => format!("{told}; and with them a reference, {}", some(&references)),
        _ => format!("{told}; and with them references, {}", some(&references)),
    }
}

/// Numbers that are told in a line.
const MOST_NUMBERS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Wishes, diff};

    /// Does something with two texts.
    pub fn with(old: &str, new: &str, check: impl FnOnce(&Told<'_>)) {
        let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
        let changes = diff(&texts[0], &texts[1], &Wishes::default());
        let names = Some(["old.txt", "new.txt"]);
        check(&Told { texts: texts.each_ref(), names, changes: &changes, beside: &[] });
    }

    #[test]
    fn the_page_is_well_formed_and_shows_what_changed() {
        let old = "1. Rope & nets.\n2. The old boat as in clause 1.\n3. A long line that moves.\n4. Oil.";
        let new = "1. Salt.\n2. Rope & nets.\n3. The <new> boat as in clause 2.\n4. Oil.\n5. A long line that moves.";
        with(old, new, |told| {
            let mut page = Vec::new();
            write_html(told, &mut page).expect("memory does not fail");
            let page = String::from_utf8(page).expect("UTF-8");
            for expected in [
                "<del>old</del>",
                "<ins>&lt;new&gt;</ins>",
                "moved to here",
                "only renumbered: 1 → 2",
                "class=\"where\"",
            ] {
                assert!(page.contains(expected), "{expected}: {page}");
            }
            assert_eq!(page.matches("<p ").count() + page.matches("<p>").count(), page.matches("</p>").count());
        });
    }
}
