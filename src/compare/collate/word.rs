//! The words of a passage as the collation sees them: what each is like, read once for all parallels of a story.

use crate::align::Passage;
use crate::source::Corpus;
use crate::text::{Language, Meaning, Norm, Text, TextRange, Token, TokenKind, dot};
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
    /// What it means, at length 1; only English content words have a vector.
    vector: Option<Vec<f32>>,
    /// How many letters its form has.
    letters: usize,
}

impl Entry {
    /// How near in meaning two words are, 0 to 1; 0 where it is not known.
    pub fn nearness(&self, other: &Self) -> f32 {
        let (Some(a), Some(b)) = (&self.vector, &other.vector) else { return 0.0 };
        dot(a, b).max(0.0)
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

/// The different words of a story, each read once.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    numbers: FxHashMap<(Norm, Norm), u32>,
}

impl Vocabulary {
    /// The words and marks of a passage.
    pub fn words(&mut self, passage: Passage, corpus: &Corpus) -> Vec<Word> {
        let text = &corpus.source(passage.source).text;
        let tokens = &text.tokens()[text.tokens_in(passage.range).indices()];
        let seen = tokens.iter().filter(|t| t.kind != TokenKind::Space);
        seen.map(|t| Word { range: t.range, entry: self.number(t, text) }).collect()
    }

    /// What is known of a word.
    pub fn entry(&self, word: Word) -> &Entry {
        &self.entries[word.entry as usize]
    }

    fn number(&mut self, token: &Token, text: &Text) -> u32 {
        let form = text.folded(token);
        let next = u32::try_from(self.entries.len()).expect("fewer different words than bytes");
        let number = *self.numbers.entry((Norm::of(form), token.norm)).or_insert(next);
        if number == next {
            let class = class(form, token.kind, text.language());
            let english = class == Class::Content && text.language() == Language::ENGLISH;
            let vector = if english { unit_vector(form) } else { None };
            let letters = form.chars().count();
            let form = form.to_owned();
            self.entries.push(Entry { form, norm: token.norm, class, vector, letters });
        }
        number
    }
}

fn unit_vector(form: &str) -> Option<Vec<f32>> {
    let vector = Meaning::english().vector(form)?;
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    (length > 0.0).then(|| vector.iter().map(|x| x / length).collect())
}

fn class(form: &str, kind: TokenKind, language: Language) -> Class {
    match kind {
        TokenKind::Mark | TokenKind::Space => Class::Mark,
        TokenKind::Number => Class::Number,
        TokenKind::Word if is_grammar(form, language) => Class::Grammar,
        TokenKind::Word => Class::Content,
    }
}

/// Whether a word holds others together: for English by the list below, elsewhere a word of up to three letters.
fn is_grammar(form: &str, language: Language) -> bool {
    if language == Language::ENGLISH {
        return GRAMMAR.binary_search(&form).is_ok();
    }
    form.chars().take(4).count() < 4
}

/// English articles, pronouns, prepositions, conjunctions and auxiliaries, sorted.
const GRAMMAR: [&str; 119] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "being", "but",
    "by", "can", "could", "did", "do", "does", "doing", "down", "each", "else", "few", "for", "from", "had", "has",
    "have", "having", "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "itself",
    "just", "may", "me", "might", "more", "most", "must", "my", "no", "nor", "not", "of", "off", "on", "one", "only",
    "onto", "or", "other", "our", "out", "over", "own", "per", "s", "same", "shall", "she", "should", "so", "some",
    "such", "t", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "though",
    "through", "to", "too", "under", "until", "up", "upon", "us", "very", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "would", "yet", "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(GRAMMAR.is_sorted());
    }
}
