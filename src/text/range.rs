//! Places in one text: bytes and tokens.

use serde::{Deserialize, Serialize};

/// Half-open byte range in one text; both ends are character boundaries of that text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    /// The range `start..end` of `text`, in bytes.
    ///
    /// # Panics
    /// Where the ends are reversed, outside of the text, or inside a character; texts over 4 GiB have no ranges.
    pub fn new(text: &str, start: usize, end: usize) -> Self {
        assert!(
            start <= end && text.is_char_boundary(start) && text.is_char_boundary(end),
            "bad text range {start}..{end}"
        );
        let narrow = |at| u32::try_from(at).expect("texts are under 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The text in this range. `text` is the text that the range was made for.
    #[expect(clippy::string_slice, reason = "the constructor checked both ends")]
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// No byte at all.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Every byte of `other` is in this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// At least one byte in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes in common, if any.
    pub fn intersect(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// From the start of `self` to the end of `last`, which does not end before `self` starts.
    pub fn to(self, last: Self) -> Self {
        debug_assert!(self.start <= last.end);
        Self { start: self.start, end: last.end }
    }

    /// What lies between the end of `self` and the start of `next`.
    pub fn between(self, next: Self) -> Self {
        Self { start: self.end.min(next.start), end: next.start }
    }
}

/// Half-open run of tokens of one text, by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
}

impl TokenRange {
    /// The run of the tokens `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at| u32::try_from(at).expect("texts are under 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The indices, for iterating and slicing.
    pub fn indices(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// No token at all.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}
