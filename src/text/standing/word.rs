//! Words: what each word of a sentence is, by its lists.

use super::{BEFORE, BEHIND, Judge, LEAST_VERB, SINGLE, Words};
use crate::text::TokenRange;
use crate::text::clause::{QUOTES, is_in};
use crate::text::lexicon::Lexicon;
use crate::text::range::TextRange;
use crate::text::token::TokenKind;
use rustc_hash::FxHashSet;

impl<'a> Judge<'a> {
    /// Where words stand, with the marks that belong to them.
    pub(super) fn range(&self, words: Words) -> TextRange {
        let tokens = self.sentence.tokens.indices();
        let (mut first, mut last) = (self.words[words.start], self.words[words.end - 1]);
        let part = |at: usize| self.text.slice(self.text.tokens[at].range);
        while first > tokens.start
            && ([&BEFORE[..], &SINGLE, &QUOTES].iter().any(|marks| marks.contains(&part(first - 1))))
        {
            first -= 1;
        }
        let quotes = |at: usize| at < tokens.end && (QUOTES.contains(&part(at)) || SINGLE.contains(&part(at)));
        let abbreviated = |at: usize| at < tokens.end && part(at) == "." && self.is_abbreviation(words.end - 1);
        while last + 1 < tokens.end && BEHIND.contains(&part(last + 1))
            || quotes(last + 1)
            || abbreviated(last + 1)
            || quotes(last + 2) && matches!(part(last + 1), "," | "." | "…")
        {
            last += 1;
        }
        self.text.range_of(TokenRange::new(first, last + 1))
    }

    pub(super) fn is_abbreviation(&self, word: usize) -> bool {
        let listed = |lexicon: &Lexicon| {
            lexicon.abbreviations.contains(self.folded(word)) || lexicon.leading.contains(self.folded(word))
        };
        self.part(word).contains('.') || self.lexicon.is_some_and(listed)
    }

    pub(super) fn part(&self, word: usize) -> &'a str {
        self.text.slice(self.text.tokens[self.words[word]].range)
    }

    pub(super) fn folded(&self, word: usize) -> &'a str {
        self.text.folded(&self.text.tokens[self.words[word]])
    }

    /// The marks between a word and the one before it.
    pub(super) fn marks_before(&self, word: usize) -> impl Iterator<Item = &'a str> {
        let before = word.checked_sub(1).map_or(self.sentence.tokens.indices().start, |before| self.words[before] + 1);
        let gap = before..self.words[word];
        self.text.tokens[gap].iter().filter(|token| token.kind == TokenKind::Mark).map(|t| self.text.slice(t.range))
    }

    /// Whether a list of the language has a word; `US` is not `us`, and `we're` is `we`.
    pub(super) fn has(&self, word: usize, list: fn(&Lexicon) -> &FxHashSet<String>) -> bool {
        let folded = self.folded(word);
        let head = folded.split('\'').next().unwrap_or_default();
        let known = |lexicon: &Lexicon| is_in(list(lexicon), folded) || list(lexicon).contains(head);
        !self.is_acronym(word) && self.lexicon.is_some_and(known)
    }

    /// An article or a preposition, and not one that has its noun (`un'ora`).
    pub(super) fn leads_on(&self, word: usize) -> bool {
        let leads = self.has(word, |lexicon| &lexicon.prepositions) || self.has(word, |lexicon| &lexicon.determiners);
        leads && !self.folded(word).trim_end_matches('\'').contains('\'')
    }

    pub(super) fn is_acronym(&self, word: usize) -> bool {
        let mut letters = self.part(word).chars().filter(|c| c.is_alphabetic());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase)
    }

    pub(super) fn is_pronoun(&self, word: usize) -> bool {
        self.has(word, |lexicon| &lexicon.pronouns)
            || self.has(word, |lexicon| &lexicon.leaning)
            || self.has(word, |lexicon| &lexicon.own)
    }

    /// A word that binds its clause to what stands before (`who`, `if`, `including`), whether it is there or not.
    pub(super) fn is_bound(&self, word: usize) -> bool {
        let articled = self.has(word, |lexicon| &lexicon.determiners);
        let begins = self.has(word, |lexicon| &lexicon.clauses)
            || self.has(word, |lexicon| &lexicon.clauses_after_comma)
                && !self.has(word, |lexicon| &lexicon.prepositions);
        begins && !articled && !self.has(word, |lexicon| &lexicon.openings)
    }

    /// `of which`, `some of whom`.
    pub(super) fn is_bound_behind(&self, start: usize, end: usize) -> bool {
        let joins = |word: usize| self.has(word, |lexicon| &lexicon.prepositions);
        (start + 1..end.min(start + 3)).any(|word| self.is_bound(word) && joins(word - 1))
    }

    pub(super) fn is_participle(&self, word: usize) -> bool {
        let ends = |lexicon: &Lexicon| {
            let folded = self.folded(word);
            folded.chars().count() > LEAST_VERB && lexicon.participles.iter().any(|ending| folded.ends_with(ending))
        };
        !self.named[word] && self.lexicon.is_some_and(ends)
    }

    /// A verb, by what the lists have of it.
    pub(super) fn is_verb(&self, word: usize) -> bool {
        let part = self.part(word);
        let ends = |lexicon: &Lexicon| {
            let long = part.chars().count() >= LEAST_VERB && !lexicon.function.contains(self.folded(word));
            long && lexicon.verb_endings.iter().any(|ending| part.ends_with(ending.as_str()))
        };
        !self.named[word] && (self.is_listed_verb(word) || self.lexicon.is_some_and(ends))
    }

    pub(super) fn is_listed_verb(&self, word: usize) -> bool {
        let (part, folded) = (self.part(word), self.folded(word));
        let listed = |lexicon: &Lexicon| {
            let says = lexicon.cues.contains(folded) || lexicon.holds.contains(folded);
            lexicon.verbs.contains(part.replace('’', "'").as_str()) || says && !lexicon.nouns.contains(folded)
        };
        !part.starts_with(char::is_uppercase) && self.lexicon.is_some_and(listed)
    }

    pub(super) fn is_topic(&self, word: usize) -> bool {
        !self.text.language.is_function_word(self.folded(word)) || self.is_acronym(word)
    }
}
