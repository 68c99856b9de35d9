//! One text: ranges, tokens, normal forms, sentences, quotations, values. No I/O, and no other text.
//!
//! Offsets always point into the text as it was loaded; normal forms are kept beside it, never in its place.

mod attribution;
mod clause;
mod common;
mod date;
mod declension;
mod entity;
mod figure;
mod first;
mod form;
mod hyphen;
mod label;
mod language;
mod lexicon;
mod mark;
mod name;
mod norm;
mod number;
mod paragraph;
mod power;
mod pronoun;
mod quotation;
mod range;
mod reading;
mod report;
mod roman;
mod scene;
mod sentence;
mod sound;
mod spelling;
mod standing;
mod stem;
mod title;
mod token;
mod value;
mod visible;

use form::Forms;
use label::Labels;
pub(crate) use lexicon::Lexicon;
use quotation::Told;
use reading::Reading;

pub use clause::statements;
pub use common::common_stems;
pub use declension::is_declined;
pub use figure::plain as plain_figures;
pub use hyphen::{LineHyphen, line_hyphen};
pub use label::{Label, LabelStyle};
pub use language::Language;
pub use name::{Entity, EntityKind, Mention, Names};
pub use norm::{Norm, fold};
pub use quotation::{Quotation, Voice};
pub use range::{TextRange, TokenRange};
pub use report::Report;
pub use roman::{Spoken, foreign, same_name};
pub use sentence::Sentence;
pub use spelling::{regional, spelling};
pub use standing::{Clause, Led, clauses, led};
pub use token::{Token, TokenKind};
pub use value::{Value, Valued};
pub use visible::{steers, visible, visible_line};

/// A text with everything that is known of it from itself alone. Never changes.
#[derive(Clone, Debug)]
pub struct Text {
    content: String,
    language: Language,
    tokens: Vec<Token>,
    forms: Forms,
    labels: Labels,
    sentences: Vec<Sentence>,
    quotations: Vec<Quotation>,
    reports: Vec<Report>,
    values: Vec<Valued>,
    names: Names,
}

impl Text {
    /// Reads a text of a declared language, or of the one detected.
    pub fn new(content: String, language: Option<Language>) -> Self {
        Self::read(content, language, true)
    }

    /// Reads the words, labels and sentences of a text, which is all that its versions are compared by, and none of its
    /// quotations, reports, values and names.
    pub fn words_alone(content: String) -> Self {
        Self::read(content, None, false)
    }

    fn read(content: String, language: Option<Language>, whole: bool) -> Self {
        let language = language.unwrap_or_else(|| Language::detect(&content));
        let (tokens, forms) = token::tokenize(&content, language);
        let read = Reading::new(&content, (&tokens, &forms), language);
        let labels = label::labels(&content, language);
        let paragraphs = paragraph::paragraphs(&content, &tokens, &labels.sure);
        let marks = mark::marks(&content, &tokens, &paragraphs);
        let sentences = sentence::sentences(read, &paragraphs, &marks);
        if !whole {
            let (quotations, reports, values, names) = Default::default();
            return Self { content, language, tokens, forms, labels, sentences, quotations, reports, values, names };
        }
        let names = name::names(read, &sentences, &marks);
        let told = Told { read, paragraphs: &paragraphs, sentences: &sentences, marks: &marks, names: &names };
        let (quotations, reports) = quotation::speech(&told);
        let mut values = value::values(&read);
        label::leave_out(&mut values, &labels.sure);
        Self { content, language, tokens, forms, labels, sentences, quotations, reports, values, names }
    }

    /// The text as it was loaded.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Its tokens, which tile it.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// A token of it in lower case, accents and a possessive off: what [`fold`] makes of its text.
    pub fn folded(&self, token: &Token) -> &str {
        self.forms.folded(token.form)
    }

    /// The normal form of a token of it: the stem of a word. Tokens with equal norms have equal normal forms.
    pub fn normal(&self, token: &Token) -> &str {
        self.forms.normal(token.form)
    }

    /// What stands before the words of its lines, in order.
    pub fn labels(&self) -> &[Label] {
        &self.labels.sure
    }

    /// The label with which a place begins.
    pub fn label_at(&self, start: usize) -> Option<&Label> {
        let at = self.labels.sure.partition_point(|label| label.range.start() < start);
        self.labels.sure.get(at).filter(|label| label.range.start() == start)
    }

    /// Numbers at line starts that may be words of their lines: they are labels if another version of the text has a row of
    /// their style.
    pub fn doubtful_labels(&self) -> &[Label] {
        &self.labels.doubtful
    }

    /// Whether a place is part of a label.
    pub fn is_label(&self, range: TextRange) -> bool {
        label::holds(&self.labels.sure, range)
    }

    /// Whether a word is one that a number belongs to where a part of a text is named by it (`clause 2`).
    pub fn refers(&self, token: &Token) -> bool {
        let (lexicon, word) = (Lexicon::of(self.language), self.folded(token));
        lexicon.references.contains(word) || lexicon.plural_references.contains(word)
    }

    /// Whether a word sends a reader to the place whose number stands behind it (`see 2`).
    pub fn sends(&self, token: &Token) -> bool {
        Lexicon::of(self.language).seen.contains(self.folded(token))
    }

    /// Whether a word says on which side of it the place lies whose number stands before it (`2 above`).
    pub fn sides(&self, token: &Token) -> bool {
        Lexicon::of(self.language).sided.contains(self.folded(token))
    }

    /// Whether a word joins words as `and` does.
    pub fn joins(&self, token: &Token) -> bool {
        Lexicon::of(self.language).joints.contains(self.folded(token))
    }

    /// Its sentences, in order; they do not overlap, and only white space lies between them.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Its quotations, in order.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// What it gives as somebody's word in words of its own, by the place of the verb of saying.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Its numbers, dates and times, in order.
    pub fn values(&self) -> &[Valued] {
        &self.values
    }

    /// The amount that begins at a token, in digits or words, and one past its last token: `53,000`, `two hundred`. A mere
    /// `one` is none.
    pub fn amount(&self, at: usize) -> Option<(usize, f64)> {
        let word = self.tokens.get(at)?.kind == TokenKind::Word;
        if word && !Lexicon::own(self.language)?.numbers.contains_key(self.folded(&self.tokens[at])) {
            return None;
        }
        let read = Reading::new(&self.content, (&self.tokens, &self.forms), self.language);
        number::quantity(&read, at).filter(|&(_, amount)| !word || amount != 1.0)
    }

    /// The people, places and bodies that it names, and where.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The slice in a range of this text.
    pub fn slice(&self, range: TextRange) -> &str {
        range.of(&self.content)
    }

    /// The tokens that lie in a byte range, whole or in part.
    pub fn tokens_in(&self, range: TextRange) -> TokenRange {
        let narrow = |at: usize| u32::try_from(at).expect("texts are under 4 GiB");
        let start = self.tokens.partition_point(|t| t.range.end() <= range.start());
        let end = self.tokens.partition_point(|t| t.range.start() < range.end());
        TokenRange { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The words and numbers that lie in a byte range.
    pub fn words_in(&self, range: TextRange) -> impl Iterator<Item = &Token> {
        self.tokens[self.tokens_in(range).indices()].iter().filter(|t| t.is_word())
    }

    /// The byte range of a run of tokens.
    pub fn range_of(&self, tokens: TokenRange) -> TextRange {
        match self.tokens.get(tokens.indices()) {
            Some([first, .., last]) => first.range.to(last.range),
            Some([only]) => only.range,
            Some([]) | None => {
                let at = self.tokens.get(tokens.start as usize).map_or(self.content.len(), |t| t.range.start());
                TextRange::new(&self.content, at, at)
            }
        }
    }
}
