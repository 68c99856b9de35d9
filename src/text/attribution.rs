//! Attribution: who is said to say what, from the words around it.

use super::mark::Role;
use super::name::{EntityKind, Mention};
use super::norm::fold;
use super::quotation::{Piece, Told};
use super::range::TextRange;
use super::sentence::Sentence;
use super::token::TokenKind;

/// Who says something, and by which words that is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attribution {
    /// The fullest name that the text has for the speaker, or the words for somebody unnamed.
    pub speaker: Option<String>,
    /// The words that name the speaker here.
    pub mention: Option<TextRange>,
    /// The verb or phrase of saying.
    pub cue: Option<TextRange>,
    /// The entity that the speaker is.
    pub entity: Option<usize>,
}

/// Words between a quotation and the verb of saying behind it, at most: `," the coalition's director, Ann Smith, said`.
const FARTHEST_CUE: usize = 16;
/// Sentences back that a pronoun may reach.
const FARTHEST_PERSON: usize = 8;
/// Words of a sentence that only says who spoke the quotation before it: `Obama wrote in a letter on Tuesday.`
const LONGEST_TAG: usize = 10;

/// A text with its quoted stretches, in which speakers are looked for.
pub struct Scene<'a> {
    told: &'a Told<'a>,
    pieces: &'a [Piece],
    /// Whether each token lies inside of quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Scene<'a> {
    /// Prepares a text.
    pub fn new(told: &'a Told<'a>, pieces: &'a [Piece]) -> Self {
        let mut quoted = vec![false; told.tokens.len()];
        for piece in pieces {
            for flag in quoted.get_mut(piece.open..piece.end).into_iter().flatten() {
                *flag = true;
            }
        }
        Self { told, pieces, quoted }
    }

    /// Who speaks each quoted stretch.
    pub fn attributions(&self) -> Vec<Attribution> {
        let mut found: Vec<Attribution> = Vec::with_capacity(self.pieces.len());
        for index in 0..self.pieces.len() {
            let own = self.own(index, &found);
            found.push(own.unwrap_or_default());
        }
        for index in 0..self.pieces.len() {
            if found[index].speaker.is_none() {
                found[index] = self.borrowed(index, &found).unwrap_or_default();
            }
        }
        found
    }

    fn part(&self, at: usize) -> &'a str {
        self.told.tokens.get(at).map_or("", |t| t.range.of(self.told.text))
    }

    fn folded(&self, at: usize) -> String {
        fold(self.part(at))
    }

    fn is_word(&self, at: usize) -> bool {
        self.told.tokens.get(at).is_some_and(|t| t.is_word())
    }

    /// The index of the sentence that a token lies in.
    fn sentence_at(&self, token: usize) -> usize {
        let last = self.told.sentences.len().saturating_sub(1);
        self.told.sentences.partition_point(|s| s.tokens.end as usize <= token).min(last)
    }

    fn sentence(&self, index: usize) -> &'a Sentence {
        &self.told.sentences[index]
    }

    /// Mentions that start in a run of tokens and outside of quotation marks.
    fn mentions(&self, run: std::ops::Range<usize>) -> impl Iterator<Item = &'a Mention> {
        let tokens = self.told.tokens;
        let bytes = tokens.get(run.start).map_or(0, |t| t.range.start())..tokens.get(run.end).map_or(self.told.text.len(), |t| t.range.start());
        let all = &self.told.names.mentions;
        let first = all.partition_point(|m| m.range.start() < bytes.start);
        all[first..].iter().take_while(move |m| m.range.start() < bytes.end).filter(|m| !self.quoted[self.token_at(m.range.start())])
    }

    fn token_at(&self, byte: usize) -> usize {
        self.told.tokens.partition_point(|t| t.range.end() <= byte)
    }

    fn kind(&self, mention: &Mention) -> EntityKind {
        self.told.names.entities[mention.entity].kind
    }

    fn named(&self, mention: &Mention, cue: Option<usize>) -> Attribution {
        Attribution {
            speaker: Some(self.told.names.entities[mention.entity].full.clone()),
            mention: Some(mention.range),
            cue: cue.map(|at| self.told.tokens[at].range),
            entity: Some(mention.entity),
        }
    }

    /// A verb of saying that is one here: `call` after `the phone` is none.
    fn is_cue(&self, at: usize) -> bool {
        let word = self.part(at);
        if self.quoted[at] || !word.starts_with(char::is_lowercase) || !self.told.lexicon.cues.contains(&fold(word)) {
            return false;
        }
        let Some(before) = self.word_before(at) else { return true };
        let folded = self.folded(before);
        let noun = matches!(folded.as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "that" | "these" | "those" | "no" | "any" | "some" | "of" | "for" | "in" | "on");
        let own = self.part(before).ends_with("'s") || self.part(before).ends_with("’s");
        let ambiguous = !word.ends_with("ed") && !word.ends_with("ing") && !matches!(word, "said" | "says" | "told" | "wrote" | "say");
        let subject = self.told.lexicon.pronouns.contains(&folded) || matches!(folded.as_str(), "to" | "who" | "i" | "we") || self.mention_ending(before).is_some();
        !noun && !own && (!ambiguous || subject)
    }

    /// The word before a token, over white space and adverbs, not over other marks.
    fn word_before(&self, at: usize) -> Option<usize> {
        let mut before = at;
        loop {
            before = before.checked_sub(1)?;
            if self.told.tokens[before].kind == TokenKind::Space {
                continue;
            }
            if !self.is_word(before) {
                return None;
            }
            let word = self.folded(before);
            let adverb = word.ends_with("ly") && word.len() > 4
                || matches!(
                    word.as_str(),
                    "also" | "later" | "then" | "earlier" | "once" | "has" | "had" | "have" | "is" | "are" | "was" | "were" | "been" | "even" | "first"
                        | "again" | "just" | "since" | "now" | "shown" | "not" | "would" | "will" | "did" | "does" | "never" | "still"
                );
            if !adverb {
                return Some(before);
            }
        }
    }

    /// The mention whose name or title ends at a token.
    fn mention_ending(&self, at: usize) -> Option<&'a Mention> {
        let end = self.told.tokens[at].range;
        let all = &self.told.names.mentions;
        let after = all.partition_point(|m| m.range.start() < end.end());
        all[..after].iter().rev().take(2).find(|m| end.contains(m.range) || m.range.overlaps(end))
    }

    /// The speaker that a quotation's own sentence names, before or behind it.
    fn own(&self, index: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let before = self.before(piece);
        let opens_sentence = self.words_outside(before.clone()).next().is_none();
        let behind = || self.behind(index, earlier);
        let ahead = || self.ahead(index, before.clone(), earlier);
        if opens_sentence { behind().or_else(ahead) } else { ahead().or_else(behind) }
    }

    /// The tokens of a quotation's sentence before it.
    fn before(&self, piece: &Piece) -> std::ops::Range<usize> {
        let start = self.sentence(self.sentence_at(piece.open)).tokens.start as usize;
        start.min(piece.open)..piece.open
    }

    fn words_outside(&self, run: std::ops::Range<usize>) -> impl Iterator<Item = usize> + '_ {
        run.filter(|&at| self.is_word(at) && !self.quoted[at])
    }

    /// `," said Ann Smith`, `," the director, Ann Smith, said`, `," according to Smith`.
    fn behind(&self, index: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let close = piece.end;
        let mut sentence = self.sentence_at(piece.end - 1);
        let limit = self.pieces.get(index + 1).map_or(usize::MAX, |next| next.open);
        let mut run = close.min(limit)..(self.sentence(sentence).tokens.end as usize).min(limit);
        if self.words_outside(run.clone()).next().is_none() {
            sentence += 1;
            run = self.tag_behind(piece, sentence, limit)?;
        }
        let cue = self.words_outside(run.clone()).take(FARTHEST_CUE).find(|&at| self.is_cue(at) || self.is_source(at))?;
        if self.is_source(cue) {
            return self.source(cue, run.end);
        }
        let first = self.words_outside(run.clone()).next();
        if first == Some(cue) && !self.part(cue).ends_with("ing") {
            return self.inverted(cue, run.end, earlier);
        }
        self.subject(cue, run.start, earlier)
    }

    /// A sentence of its own that only says who spoke: `"…" Obama wrote in a letter.`
    fn tag_behind(&self, piece: &Piece, sentence: usize, limit: usize) -> Option<std::ops::Range<usize>> {
        let next = self.told.sentences.get(sentence)?;
        let run = next.tokens.indices();
        let paragraph = &self.told.paragraphs[piece.paragraph];
        let words = self.words_outside(run.clone()).count();
        let that = self.words_outside(run.clone()).any(|at| self.part(at) == "that");
        let fits = run.end <= (paragraph.end as usize).min(limit) && words <= LONGEST_TAG && !that;
        let early = self.words_outside(run.clone()).take(5).any(|at| self.is_cue(at));
        (fits && early).then_some(run)
    }

    fn is_source(&self, at: usize) -> bool {
        self.told.lexicon.sources.contains(&self.folded(at)) && !self.quoted[at]
    }

    /// `according to Ann Smith`.
    fn source(&self, cue: usize, end: usize) -> Option<Attribution> {
        let start = (cue + 1..end).find(|&at| self.is_word(at) && !matches!(self.part(at), "to"))?;
        if let Some(pronoun) = (start < cue + 5).then(|| self.pronoun(start, cue)).flatten() {
            return Some(pronoun);
        }
        let stop = self.phrase_end(start, end);
        match self.best(start..stop) {
            Some(mention) => Some(self.named(mention, Some(cue))),
            None => self.described(start, stop, cue),
        }
    }

    /// One past the phrase that starts at a token: at a comma, another mark or a verb of saying.
    fn phrase_end(&self, start: usize, end: usize) -> usize {
        let stops = |&at: &usize| {
            let part = self.part(at);
            matches!(part, "," | ";" | ":" | "—" | "–" | "(" | "said" | "who" | "that") || self.told.marks.role(at) == Some(Role::Opens)
        };
        (start..end).find(stops).unwrap_or(end)
    }

    /// The mention of a phrase that speaks: a person before anything else.
    fn best(&self, run: std::ops::Range<usize>) -> Option<&'a Mention> {
        let mut mentions = self.mentions(run);
        let first = mentions.next()?;
        let person = |m: &&Mention| self.kind(m) == EntityKind::Person;
        Some(if person(&first) { first } else { mentions.find(person).unwrap_or(first) })
    }

    /// Somebody unnamed: `one Democratic lawmaker`.
    fn described(&self, start: usize, stop: usize, cue: usize) -> Option<Attribution> {
        let words: Vec<usize> = self.words_outside(start..stop).collect();
        let [first, .., last] = words.as_slice() else { return None };
        // A description of more words is a clause that was misread.
        if words.len() > 6 {
            return None;
        }
        let range = self.told.tokens[*first].range.to(self.told.tokens[*last].range);
        let cue = Some(self.told.tokens[cue].range);
        Some(Attribution { speaker: Some(range.of(self.told.text).to_owned()), mention: Some(range), cue, entity: None })
    }

    /// `said Ann Smith, the mayor`.
    fn inverted(&self, cue: usize, end: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let start = (cue + 1..end).find(|&at| self.is_word(at))?;
        if let Some(pronoun) = self.pronoun(start, cue) {
            return Some(pronoun);
        }
        let stop = self.phrase_end(start, end);
        match self.best(start..stop) {
            Some(mention) => Some(self.named(mention, Some(cue))),
            None => self.described(start, stop, cue).or_else(|| self.main_subject(cue, earlier)),
        }
    }

    /// The nearest verb of saying before a quotation, in its sentence.
    fn ahead(&self, index: usize, run: std::ops::Range<usize>, earlier: &[Attribution]) -> Option<Attribution> {
        let words: Vec<usize> = self.words_outside(run.clone()).collect();
        let cue = words.iter().rev().copied().find(|&at| self.is_cue(at) || self.is_source(at));
        let colon = (run.start..run.end).rev().find(|&at| self.told.tokens[at].kind != TokenKind::Space).is_some_and(|at| self.part(at) == ":");
        match cue {
            Some(cue) if self.is_source(cue) => self.source(cue, run.end),
            Some(cue) => self.subject(cue, run.start, earlier),
            None if colon => self.mentions(run).last().map(|mention| self.named(mention, None)),
            None if words.is_empty() => None,
            None => self.main_subject(self.pieces[index].open, earlier),
        }
    }

    /// The subject of a verb of saying; the clause starts at `start`.
    fn subject(&self, cue: usize, start: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let main = || self.main_subject(cue, earlier);
        let Some(before) = self.word_before(cue).filter(|&at| at >= start) else {
            return self.behind_comma(cue, start).or_else(main);
        };
        if let Some(pronoun) = self.pronoun(before, cue) {
            return Some(pronoun);
        }
        let word = self.folded(before);
        if word == "who" {
            return self.mentions(start..before).last().map(|mention| self.named(mention, Some(cue))).or_else(main);
        }
        if self.told.lexicon.function.contains(&word) || self.part(cue).ends_with("ing") {
            return main();
        }
        if let Some(mention) = self.mention_ending(before) {
            let head = self.token_at(mention.epithet.map_or(mention.range, |e| e.cover(mention.range)).start());
            let inside = self.word_before(head).is_some_and(|at| matches!(self.part(at), "of" | "for" | "to" | "in" | "at" | "from" | "with" | "on" | "by"));
            let outer = inside.then(|| self.best(start..head)).flatten();
            return Some(self.named(outer.unwrap_or(mention), Some(cue)));
        }
        let noun_start = self.noun_phrase(before, start);
        self.described(noun_start, before + 1, cue).or_else(main)
    }

    /// The start of the noun phrase that ends at a word: its article, or the first word behind a mark.
    fn noun_phrase(&self, last: usize, start: usize) -> usize {
        let mut at = last;
        while at > start {
            let before = at - 1;
            if self.told.tokens[before].kind != TokenKind::Space && !self.is_word(before) && self.part(before) != "-" || self.quoted[before] {
                break;
            }
            at = before;
            if matches!(self.folded(at).as_str(), "the" | "a" | "an" | "one" | "some" | "his" | "her") {
                break;
            }
        }
        at
    }

    /// `Ann Smith, the mayor, said`, `the mayor, Ann Smith, said`: a comma stands before the verb.
    fn behind_comma(&self, cue: usize, start: usize) -> Option<Attribution> {
        let comma = (start..cue).rev().find(|&at| self.told.tokens[at].kind != TokenKind::Space).filter(|&at| self.part(at) == ",")?;
        let inner = (start..comma).rev().find(|&at| self.part(at) == ",").map_or(start, |at| at + 1);
        // The words between the commas are a name, or say who the one before is.
        let name = self.mentions(inner..comma).find(|m| {
            let whole = m.epithet.map_or(m.range, |e| e.cover(m.range));
            self.words_outside(inner..comma).all(|at| whole.contains(self.told.tokens[at].range)) && self.kind(m) != EntityKind::Body
        });
        let mention = name.or_else(|| self.best(start..inner)).or_else(|| self.best(inner..comma))?;
        Some(self.named(mention, Some(cue)))
    }

    /// The subject of the sentence that a token lies in: its first person outside of quotation marks, or its pronoun.
    fn main_subject(&self, token: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let sentence = self.sentence(self.sentence_at(token));
        let run = sentence.tokens.start as usize..token;
        let cue = self.is_cue(token).then_some(token);
        let person = self.mentions(run.clone()).find(|m| self.kind(m) == EntityKind::Person);
        let pronoun = self.words_outside(run.clone()).find(|&at| self.told.lexicon.pronouns.contains(&self.folded(at)));
        let first = self.mentions(run.clone()).next();
        let speaker = earlier.last().filter(|_| self.quoted.get(run.start) == Some(&true)).filter(|a| a.speaker.is_some());
        match (person, pronoun) {
            (Some(m), Some(at)) if self.token_at(m.range.start()) < at => Some(self.named(m, cue)),
            (_, Some(at)) => self.pronoun(at, token).or_else(|| person.map(|m| self.named(m, cue))),
            (Some(m), None) => Some(self.named(m, cue)),
            (None, None) => speaker.cloned().or_else(|| first.map(|m| self.named(m, cue))),
        }
    }

    /// Whom a pronoun means, if the token is one: the last speaker or person before it who may be meant.
    fn pronoun(&self, at: usize, cue: usize) -> Option<Attribution> {
        let word = self.folded(at);
        if !self.told.lexicon.pronouns.contains(&word) && word != "him" && word != "her" {
            return None;
        }
        let mention = self.person_before(at, &word)?;
        let mut named = self.named(mention, self.is_cue(cue).then_some(cue));
        named.mention = Some(self.told.tokens[at].range);
        Some(named)
    }

    /// The person that a pronoun at a token may mean: the first one of the nearest sentence before it that names one.
    fn person_before(&self, token: usize, pronoun: &str) -> Option<&'a Mention> {
        let here = self.sentence_at(token);
        let fits = |m: &&Mention| self.kind(m) == EntityKind::Person && self.may_be(m.entity, pronoun);
        let start = self.sentence(here).tokens.start as usize;
        if let Some(mention) = self.mentions(start..token).find(fits) {
            return Some(mention);
        }
        (here.saturating_sub(FARTHEST_PERSON)..here).rev().find_map(|index| {
            let run = self.sentence(index).tokens.indices();
            let said = self.words_outside(run.clone()).find(|&at| self.is_cue(at));
            let speaker = said.and_then(|cue| self.word_before(cue)).and_then(|before| self.mention_ending(before)).filter(|m| fits(m));
            speaker.or_else(|| self.mentions(run).find(fits))
        })
    }

    /// Whether a person may be meant by `he` or `she`, as far as titles tell.
    fn may_be(&self, entity: usize, pronoun: &str) -> bool {
        let against: &[&str] = match pronoun {
            "he" | "him" => &["ms", "mrs", "miss", "lady", "queen", "chairwoman", "spokeswoman", "congresswoman", "actress", "princess"],
            "she" | "her" => &["mr", "sir", "lord", "king", "chairman", "spokesman", "congressman", "prince", "dictator"],
            _ => return true,
        };
        let epithets = self.told.names.mentions.iter().filter(|m| m.entity == entity).filter_map(|m| m.epithet);
        let titles: Vec<String> = epithets.flat_map(|e| e.of(self.told.text).split_whitespace()).map(fold).collect();
        !titles.iter().any(|word| against.contains(&word.trim_end_matches('.')))
    }

    /// A speaker taken from the quotations and sentences around, where the quotation's own sentence has none.
    fn borrowed(&self, index: usize, found: &[Attribution]) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let before = index.checked_sub(1).filter(|&i| found[i].speaker.is_some());
        let lent = |i: usize| Attribution { cue: None, mention: None, ..found[i].clone() };
        let last = before.map(|i| &self.pieces[i]);
        if last.is_some_and(|last| last.paragraph == piece.paragraph || piece.continues) {
            return before.map(lent);
        }
        let next = self.pieces.get(index + 1).filter(|next| next.continues && piece.open_ended).map(|_| index + 1);
        if let Some(next) = next.filter(|&i| found[i].speaker.is_some()) {
            return Some(lent(next));
        }
        let sentence = self.sentence_at(piece.open);
        let said_before = sentence.checked_sub(1).and_then(|before| {
            let last = self.sentence(before).tokens.end as usize;
            let cue = self.words_outside(self.sentence(before).tokens.indices()).filter(|&at| self.is_cue(at)).last()?;
            let introduces = matches!(self.part(last - 1), ":" | ",") || self.sentence(before).paragraph as usize == piece.paragraph;
            introduces.then(|| self.subject(cue, self.sentence(before).tokens.start as usize, found))?
        });
        said_before.or_else(|| before.map(lent))
    }

    /// Whether a quoted stretch is a quotation: not a title, and not mere emphasis.
    pub fn is_quotation(&self, piece: &Piece, attribution: &Attribution) -> bool {
        let _ = (piece, attribution);
        true
    }

    /// Who says what without quotation marks: one for each verb of saying.
    pub fn reported(&self) -> Vec<Attribution> {
        Vec::new()
    }
}
