//! The words of a passage as the collation sees them: what each is like, read once for all parallels of a story.

use crate::align::Passage;
use crate::meaning::{Directions, Meanings};
use crate::source::{Corpus, Source};
use crate::text::{Language, Norm, Spoken, Text, TextRange, Token, TokenKind, foreign};
use rustc_hash::FxHashMap;

/// What a word does in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// It names something: `call`, `Trump`.
    Content,
    /// It holds others together: `the`, `of`, `has`.
    Grammar,
    /// It begins with a digit.
    Number,
    /// It is no word: a comma, a hyphen.
    Mark,
}

/// One different word of a story.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As written, folded.
    pub form: String,
    /// Equal for inflections of one word.
    pub norm: Norm,
    /// What it does.
    pub class: Class,
    /// The language it stands in.
    language: Language,
    /// How it sounds, where it is written as a name in a story of several languages.
    name: Option<Name>,
    /// How many letters its form has.
    letters: usize,
}

/// How a name sounds.
#[derive(Clone, Debug)]
struct Name {
    spoken: Spoken,
    /// Names that sound the same have one of them in common.
    skeletons: Vec<String>,
}

impl Name {
    fn new(form: &str, language: Language) -> Self {
        let spoken = Spoken::new(form, language);
        Self { skeletons: spoken.skeletons(), spoken }
    }

    fn same(&self, other: &Self) -> bool {
        self.skeletons.iter().any(|one| other.skeletons.contains(one)) && self.spoken.same(&other.spoken)
    }
}

impl Entry {
    /// Whether two words are one. In two languages only names, numbers and marks can be: other words may be written alike.
    pub fn same(&self, other: &Self) -> bool {
        if !self.is_foreign_to(other) {
            return self.norm == other.norm;
        }
        match (&self.name, &other.name) {
            (Some(one), Some(other)) => one.same(other),
            _ => self.norm == other.norm && matches!(self.class, Class::Number | Class::Mark),
        }
    }

    /// Whether it stands in another language.
    pub fn is_foreign_to(&self, other: &Self) -> bool {
        self.language != other.language && foreign(self.language, other.language)
    }

    /// The share of the longer word that both begin with, 0 to 1; one letter in common is none.
    pub fn common_start(&self, other: &Self) -> f32 {
        let same = self.form.chars().zip(other.form.chars()).take_while(|(a, b)| a == b).count();
        if same > 1 { same as f32 / self.letters.max(other.letters) as f32 } else { 0.0 }
    }
}

/// A word or a mark of one passage.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands.
    pub range: TextRange,
    /// Its number in the vocabulary.
    pub entry: u32,
}

/// The words of a passage, and what they mean where they stand.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The words and marks, in order.
    pub words: Vec<Word>,
    /// Where each points; nothing where the source was not encoded.
    pub directions: Directions,
}

impl Wording {
    /// The numbers of its words in the vocabulary.
    pub fn entries(&self) -> impl Iterator<Item = u32> {
        self.words.iter().map(|word| word.entry)
    }
}

/// The different words of a story, each read once; a name of several languages apart from the word that is written like it.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    numbers: FxHashMap<(Norm, Norm, Language, bool), u32>,
    /// Whether the story has several languages.
    foreign: bool,
}

impl Vocabulary {
    /// Of a story, no word of it read so far.
    pub fn of(corpus: &Corpus) -> Self {
        let language = |source: &Source| source.text.language();
        let foreign = corpus.sources.windows(2).any(|pair| foreign(language(&pair[0]), language(&pair[1])));
        Self { foreign, ..Self::default() }
    }

    /// The words and marks of a passage.
    pub fn wording(&mut self, passage: Passage, corpus: &Corpus, meanings: &Meanings) -> Wording {
        let text = &corpus.source(passage.source).text;
        let tokens = &text.tokens()[text.tokens_in(passage.range).indices()];
        let seen = tokens.iter().filter(|t| t.kind != TokenKind::Space);
        let words: Vec<Word> = seen.map(|t| Word { range: t.range, entry: self.number(t, text) }).collect();
        let directions = meanings.of(passage.source).words(words.iter().map(|word| word.range));
        Wording { words, directions }
    }

    /// What is known of a word.
    pub fn entry(&self, word: Word) -> &Entry {
        &self.entries[word.entry as usize]
    }

    fn number(&mut self, token: &Token, text: &Text) -> u32 {
        let (form, language) = (text.folded(token), text.language());
        let name =
            self.foreign && token.kind == TokenKind::Word && text.slice(token.range).starts_with(char::is_uppercase);
        let next = u32::try_from(self.entries.len()).expect("fewer different words than bytes");
        let number = *self.numbers.entry((Norm::of(form), token.norm, language, name)).or_insert(next);
        if number == next {
            let class = class(form, token.kind, language);
            let name = (name && class == Class::Content).then(|| Name::new(form, language));
            let (form, letters) = (form.to_owned(), form.chars().count());
            self.entries.push(Entry { form, norm: token.norm, class, language, name, letters });
        }
        number
    }
}

fn class(form: &str, kind: TokenKind, language: Language) -> Class {
    match kind {
        TokenKind::Mark | TokenKind::Space => Class::Mark,
        TokenKind::Number => Class::Number,
        TokenKind::Word if is_grammar(form, language) => Class::Grammar,
        TokenKind::Word => Class::Content,
    }
}

/// Whether a word holds others together; in a language whose words we do not have, one of up to three letters.
fn is_grammar(form: &str, language: Language) -> bool {
    if language.is_read() { language.is_function_word(form) } else { form.chars().take(4).count() < 4 }
}
