//! Quotations: words given as somebody's own, and who is said to have spoken them.

use super::range::TextRange;
use super::sentence::Sentence;
use super::token::Token;

/// Words given as somebody's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// The words, without the marks around them.
    pub range: TextRange,
    /// Who is said to have spoken them, as fully as this text names them (`Yuri Ushakov`), where it can be told.
    pub speaker: Option<String>,
    /// The words that name the speaker here (`he`, `Ushakov`), where there are any.
    pub mention: Option<TextRange>,
    /// The verb or phrase of saying (`said`, `According to`), where there is one.
    pub cue: Option<TextRange>,
}

/// How a passage is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Voice {
    /// Mostly words between quotation marks.
    Quotation,
    /// Given as what somebody said, in the source's words.
    Reported,
    /// The source's own telling.
    Narration,
}

impl Voice {
    /// Its name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Reported => "reported",
            Self::Narration => "narration",
        }
    }
}

/// The quotations of a text, in order, not nested.
pub fn quotations(_text: &str, _tokens: &[Token], _sentences: &[Sentence]) -> Vec<Quotation> {
    Vec::new()
}
