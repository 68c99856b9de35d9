//! Pronouns: whom `he`, `they`, `the four-term congressman` mean, as the sentences before them tell.

use super::attribution::Attribution;
use super::name::{EntityKind, Mention};
use super::reading::is_possessive;
use super::scene::Scene;

/// Sentences back that a pronoun may reach.
const FARTHEST_PERSON: usize = 24;
/// Sentences back that `they` may reach.
const FARTHEST_SEVERAL: usize = 2;
/// How English nouns for one person end, as far as hardly any others do.
const PERSONAL: [&str; 12] =
    ["man", "woman", "ist", "ian", "old", "hopeful", "maker", "nee", "candidate", "ator", "star", "mogul"];

impl<'a> Scene<'a> {
    /// Whom a pronoun means, if the token is one: the last speaker or person before it who may be meant.
    pub fn pronoun(&self, at: usize, cue: usize) -> Option<Attribution> {
        let word = self.folded(at);
        if !self.told.read.lexicon.pronouns.contains(word) && !matches!(word, "him" | "her") {
            return None;
        }
        let cue = self.is_cue(cue).then_some(cue);
        let meant = match self.told.read.lexicon.plural.contains(word) {
            true => self.several_before(at)?,
            false => self.named(self.person_before(at, word)?, cue),
        };
        let cue = cue.map(|at| self.told.read.tokens[at].range);
        Some(Attribution { mention: Some(self.told.read.tokens[at].range), cue, ..meant })
    }

    /// Whom `they` may mean: the body or the several people who spoke last, not far before a token.
    fn several_before(&self, token: usize) -> Option<Attribution> {
        let here = self.sentence_at(token);
        (here.saturating_sub(FARTHEST_SEVERAL)..=here).rev().find_map(|index| {
            let run = self.sentence(index).tokens.indices();
            let run = run.start..run.end.min(token);
            let body = self.mentions(run.clone()).find(|m| self.acts(m)).filter(|m| self.kind(m) == EntityKind::Body);
            body.map(|body| self.named(body, None)).or_else(|| {
                let cue = self.words(run.clone()).find(|&at| self.is_cue(at))?;
                let before = self.word_before(cue).filter(|&at| at >= run.start && self.part(at).ends_with('s'))?;
                let unnamed =
                    self.mention_ending(before).is_none() && self.part(before).starts_with(char::is_lowercase);
                unnamed.then(|| self.described(self.noun_phrase(before, run.start), before + 1, cue)).flatten()
            })
        })
    }

    /// The person that a pronoun at a token may mean, as the sentences before it tell.
    pub fn person_before(&self, token: usize, pronoun: &str) -> Option<&'a Mention> {
        let here = self.sentence_at(token);
        let fits = |m: &&Mention| self.person(m) && !self.nameless(m) && self.may_be(m.entity, pronoun);
        let start = self.sentence(here).tokens.start as usize;
        // `Trump, he said, …` names somebody else.
        let aside = self.word_close_before(token).is_none();
        let mut near = self.mentions(start..token).filter(fits).filter(|_| !aside);
        if let Some(mention) = near.clone().find(|m| self.acts(m)).or_else(|| near.next()) {
            return Some(mention);
        }
        (here.saturating_sub(FARTHEST_PERSON)..here).rev().find_map(|index| {
            let run = self.sentence(index).tokens.indices();
            let pronoun = |at: usize| self.told.read.lexicon.pronouns.contains(self.folded(at));
            let cue = self.words(run.clone()).find(|&at| self.is_cue(at));
            let speaker = cue.and_then(|cue| match self.word_before(cue) {
                Some(before) => self.mention_ending(before),
                None => self.beside_comma(cue, run.start),
            });
            if let Some(speaker) = speaker.filter(fits) {
                return Some(speaker);
            }
            // Where the sentence's own subject is a pronoun, whoever else it names is not meant.
            let first = self.mentions(run.clone()).filter(fits).find(|m| self.acts(m))?;
            let before = self.words(run.start..self.token_at(first.range.start())).any(pronoun);
            let said = cue.and_then(|cue| self.word_before(cue)).is_some_and(pronoun);
            (!before && !said).then_some(first)
        })
    }

    /// A mention may be a subject: no preposition stands before it, and it owns nothing.
    pub fn acts(&self, mention: &Mention) -> bool {
        let whole = mention.epithet.map_or(mention.range, |e| e.cover(mention.range));
        let before = self.word_close_before(self.token_at(whole.start()));
        let under = before.is_some_and(|at| {
            matches!(self.part(at), "by" | "to" | "of" | "with" | "from" | "against" | "about" | "than" | "for")
        });
        let last = self.token_at(mention.range.end().saturating_sub(1));
        !under && !is_possessive(self.part(last))
    }

    /// Whether a person may be meant by a pronoun, as far as titles tell.
    fn may_be(&self, entity: usize, pronoun: &str) -> bool {
        let known = self.known[entity];
        match pronoun {
            "he" | "him" => !known.she,
            "she" | "her" => !known.he,
            _ => true,
        }
    }

    /// `the four-term congressman said`: one of whom the text has told already.
    pub fn known_by(&self, phrase: usize, last: usize, cue: usize) -> Option<Attribution> {
        let personal =
            PERSONAL.iter().any(|end| self.folded(last).ends_with(end)) && self.words(phrase..last + 1).count() > 2;
        if self.folded(phrase) != "the" || !personal {
            return None;
        }
        let named = self.named(self.person_before(phrase, "")?, Some(cue));
        Some(Attribution { mention: Some(self.told.read.place(phrase, last)), ..named })
    }
}
