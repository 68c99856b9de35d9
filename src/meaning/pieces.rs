//! A text in pieces: words, and parts of rare ones.
//!
//! The pieces of a text are those that are the likeliest together (a unigram model, as SentencePiece's), over the text in
//! Unicode's NFKC with a mark before each word. Every piece keeps its place in the text as it stands.

use super::asset::Asset;
use crate::text::TextRange;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfkc_quick};

/// What stands before each word.
const MARK: char = '▁';
/// The piece for a character that no piece has.
const UNKNOWN: u32 = 3;
/// How many pieces at the start of the list stand for no text.
const SPECIAL: u32 = 4;
/// How much less likely than the least likely piece an unknown character is.
const UNLIKELY: f64 = 10.0;

const NONE: u32 = u32::MAX;

/// All pieces by what they are. This is made in one pass without a string for each, because it is waited for.
pub struct Pieces {
    list: &'static str,
    /// Where each begins, and where one behind the last would.
    starts: Vec<u32>,
    scores: Vec<f32>,
    /// By hash: a part of it, and the number of the piece; the next places are looked at, too, up to one that is empty.
    slots: Vec<(u32, u32)>,
    /// Characters of the longest.
    longest: usize,
    /// The score of an unknown character.
    floor: f64,
}

/// A stretch of a text in pieces.
#[derive(Default)]
pub struct Segmented {
    /// Their numbers.
    pub ids: Vec<u32>,
    /// Their places; they tile the words. The mark before a word, where it is a piece of its own, has none of the word's bytes
    /// and stands at its beginning, and so do the first of several pieces of one character.
    pub places: Vec<TextRange>,
}

/// A character in normal form, and the bytes that it stands for.
#[derive(Clone, Copy)]
struct Sign {
    character: char,
    start: usize,
    end: usize,
}

/// The best way to a place: its score, where its last piece begins and which that is.
#[derive(Clone, Copy)]
struct Step {
    score: f64,
    start: usize,
    id: u32,
}

/// What is used again for one stretch after another.
#[derive(Default)]
pub struct Desk {
    signs: Vec<Sign>,
    best: Vec<Step>,
}

impl Pieces {
    /// The pieces of a file.
    pub fn new(asset: &Asset) -> Self {
        let least = asset.scores.iter().copied().fold(f32::INFINITY, f32::min);
        let mut pieces = Self {
            list: asset.list,
            starts: Vec::with_capacity(asset.sizes.pieces + 1),
            scores: asset.scores.clone(),
            slots: vec![(0, NONE); (2 * asset.sizes.pieces).next_power_of_two()],
            longest: 1,
            floor: f64::from(least) - UNLIKELY,
        };
        pieces.starts.push(0);
        let mut start = 0;
        for (line, id) in asset.list.split('\n').zip(0..) {
            let (hash, length) = line.chars().fold((0, 0), |(hash, length), c| (step(hash, c), length + 1));
            if id >= SPECIAL {
                pieces.put(hash, id);
                pieces.longest = pieces.longest.max(length);
            }
            start += line.len() + 1;
            pieces.starts.push(u32::try_from(start).expect("the list is short"));
        }
        pieces
    }

    fn put(&mut self, hash: u64, id: u32) {
        let (mut slot, tag) = self.slot(hash);
        while self.slots[slot].1 != NONE {
            slot = (slot + 1) % self.slots.len();
        }
        self.slots[slot] = (tag, id);
    }

    /// The place for a hash, and the part of it that is kept there.
    fn slot(&self, hash: u64) -> (usize, u32) {
        ((hash >> 32) as usize % self.slots.len(), hash as u32)
    }

    /// The number of the piece with these characters.
    fn find(&self, hash: u64, signs: &[Sign]) -> Option<u32> {
        let (mut slot, tag) = self.slot(hash);
        loop {
            let (other, id) = self.slots[slot];
            if id == NONE {
                return None;
            }
            if other == tag && self.piece(id).is_some_and(|piece| piece.chars().eq(signs.iter().map(|s| s.character))) {
                return Some(id);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }

    fn piece(&self, id: u32) -> Option<&'static str> {
        let [start, next] = [0, 1].map(|step| self.starts[id as usize + step] as usize);
        self.list.get(start..next - 1)
    }

    /// Adds the pieces of a stretch of a text.
    pub fn segment(&self, text: &str, range: TextRange, desk: &mut Desk, out: &mut Segmented) {
        normalize(text, range, &mut desk.signs);
        self.walk(desk);
        let from = out.ids.len();
        let mut end = desk.signs.len();
        while end > 0 {
            let Step { start, id, .. } = desk.best[end];
            out.ids.push(id);
            out.places.push(TextRange::new(text, desk.signs[start].start, desk.signs[end - 1].end));
            end = start;
        }
        out.ids[from..].reverse();
        out.places[from..].reverse();
    }

    /// Finds the best way to every place: each step is looked up once, and none is longer than the longest piece.
    fn walk(&self, Desk { signs, best }: &mut Desk) {
        best.clear();
        best.resize(signs.len() + 1, Step { score: f64::NEG_INFINITY, start: 0, id: UNKNOWN });
        best[0].score = 0.0;
        for start in 0..signs.len() {
            let before = best[start].score;
            let mut hash = 0;
            for end in start + 1..=signs.len().min(start + self.longest) {
                hash = step(hash, signs[end - 1].character);
                let (id, score) = match self.find(hash, &signs[start..end]) {
                    Some(id) => (id, f64::from(self.scores[id as usize])),
                    None if end == start + 1 => (UNKNOWN, self.floor),
                    None => continue,
                };
                if before + score > best[end].score {
                    best[end] = Step { score: before + score, start, id };
                }
            }
        }
    }
}

fn step(hash: u64, character: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(character)).wrapping_mul(0x517c_c1b7_2722_0a95).rotate_left(20)
}

/// A stretch in normal form: no white space, a mark before each word.
fn normalize(text: &str, range: TextRange, signs: &mut Vec<Sign>) {
    signs.clear();
    let mut begins = true;
    let mut put = |character: char, start: usize, end: usize| {
        if character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character) {
            begins = true;
            return;
        }
        if std::mem::take(&mut begins) {
            signs.push(Sign { character: MARK, start, end: start });
        }
        signs.push(Sign { character, start, end });
    };
    let mut chars = range.of(text).char_indices().map(|(at, c)| (range.start() + at, c)).peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        if first.is_ascii() && chars.peek().is_none_or(|(_, next)| next.is_ascii()) {
            put(first, start, end);
            continue;
        }
        // A character and the marks upon it are brought into normal form together.
        while let Some((at, mark)) = chars.next_if(|(_, next)| canonical_combining_class(*next) != 0) {
            end = at + mark.len_utf8();
        }
        let cluster = TextRange::new(text, start, end).of(text);
        if is_nfkc_quick(cluster.chars()) == IsNormalized::Yes {
            cluster.char_indices().for_each(|(at, c)| put(c, start + at, start + at + c.len_utf8()));
            continue;
        }
        let mut normal = cluster.nfkc().peekable();
        while let Some(character) = normal.next() {
            put(character, start, if normal.peek().is_some() { start } else { end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Encoder;
    use super::*;
    use proptest::prelude::*;

    fn segmented(text: &str) -> Segmented {
        let mut out = Segmented::default();
        let whole = TextRange::new(text, 0, text.len());
        Encoder::shipped().pieces.segment(text, whole, &mut Desk::default(), &mut out);
        out
    }

    fn parts(text: &str) -> Vec<&str> {
        segmented(text).places.iter().map(|place| place.of(text)).collect()
    }

    /// The pieces stand behind each other, and only white space is left out.
    fn tiles(text: &str) {
        let mut last = 0;
        for place in segmented(text).places {
            assert!(last <= place.start(), "{text:?}");
            let between = TextRange::new(text, last, place.start()).of(text);
            assert!(between.nfkc().all(|c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)), "{text:?}");
            last = place.end();
        }
        assert!(TextRange::new(text, last, text.len()).of(text).nfkc().all(|c| c.is_whitespace() || c.is_control()));
    }

    #[test]
    fn pieces_are_words_and_parts_of_them() {
        assert_eq!(parts("Trump  assessed the\nsituation."), ["Trump", "assess", "ed", "the", "situation", "."]);
        assert_eq!(parts(""), [""; 0]);
        assert_eq!(parts(" \u{a0}\n"), [""; 0]);
    }

    #[test]
    fn places_are_those_of_the_text_before_normal_forms() {
        for text in [
            "Il ﬁnira …  à 22:00",
            "ＡＢＣ　１２３",
            "cafe\u{301} ﷺ ½ ㎏",
            "\u{a8}x \u{1}\u{2} a\u{0}b",
            "각 \u{1112}\u{1161}\u{11ab}",
        ] {
            tiles(text);
        }
        assert_eq!(segmented("ＡＢＣ　１２３").ids, segmented("ABC 123").ids);
        assert_eq!(segmented("cafe\u{301}").ids, segmented("café").ids);
        assert_eq!(segmented("the ﬁre…").ids, segmented("the fire...").ids);
        assert_eq!(parts("the ﬁre…").concat(), "theﬁre…");
    }

    #[test]
    fn what_no_piece_has_is_unknown_and_nothing_stands_for_a_special_piece() {
        assert!(segmented("\u{10ffff}").ids.contains(&UNKNOWN));
        assert!(segmented("<s> </s> <pad> <unk>").ids.iter().all(|&id| id >= UNKNOWN));
    }

    #[test]
    fn a_text_without_a_blank_is_segmented_in_no_time() {
        for text in ["a".repeat(100_000), "e\u{301}".repeat(50_000), "\u{301}".repeat(100_000), "日本".repeat(50_000)]
        {
            tiles(&text);
        }
    }

    proptest! {
        #[test]
        fn pieces_tile_all_strings(text in r"([a-z ﬁ…ﷺ\u{301}\u{a8}\u{1c}\u{0}日本Ａ\n]|\PC|\s){0,40}") {
            tiles(&text);
        }
    }
}
