//! Predicates: the verb of a clause, what it must be told with, and what stands between it and its subject.

use super::{Judge, Words};
use crate::text::clause::Reason;
use crate::text::lexicon::Lexicon;

/// Words of what a relative clause tells of, at most.
const LONGEST_ANTECEDENT: usize = 7;

impl Judge<'_> {
    /// The first verb of some words; `to continue` says nothing of anybody.
    pub(super) fn verb(&self, words: Words) -> Option<usize> {
        words.into_iter().find(|&at| self.is_verb(at) && self.is_free(at))
    }

    fn is_free(&self, at: usize) -> bool {
        at == 0 || !self.has(at - 1, |lexicon| &lexicon.prepositions)
    }

    /// The verb of a clause: not that of a clause within its subject (`a bill that would end it | passed`), nor of what commas
    /// set apart (`Smith, who led the party, | left`).
    pub(super) fn predicate(&self, words: Words) -> Option<usize> {
        let found = self.predicates.get(words.start)?.get_or_init(|| self.first_predicate(words.start));
        found.filter(|verb| *verb < words.end)
    }

    /// That of a clause that begins at a word, wherever it ends.
    fn first_predicate(&self, start: usize) -> Option<usize> {
        let (mut at, end) = (start, self.words.len());
        // What stands behind the comma that ends what is set apart.
        let mut behind_last = start;
        while at < end {
            let begins = self.begins.iter().position(|begin| begin.0 == at).filter(|_| at > behind_last);
            match begins.map(|place| (place, self.begins[place].1)) {
                Some((_, Reason::Word)) if self.is_relative(at) => at = self.behind_relative(at, end)?,
                Some((place, reason @ (Reason::Comma | Reason::CommaWord)))
                    if !self.is_main(place) && !self.joins_on(at) =>
                {
                    let behind = self.behind_aside(at, end);
                    // `Apple, Google and Intel wrote`.
                    if reason == Reason::Comma && self.is_list(at..behind.unwrap_or(end)) {
                        return self.verb(at..end);
                    }
                    at = behind?;
                    behind_last = at;
                }
                _ if self.is_verb(at) && self.is_free(at) && !self.is_reduced(at, end) => return Some(at),
                Some(_) | None => at += 1,
            }
        }
        None
    }

    /// The last of several names or things, and a verb behind it.
    fn is_list(&self, words: Words) -> bool {
        let joint = words.clone().find(|&at| self.joins_on(at));
        joint.is_some_and(|joint| self.verb(joint..words.end).is_some())
    }

    /// `, and`, `, but`.
    fn joins_on(&self, word: usize) -> bool {
        self.has(word, |lexicon| &lexicon.openings)
    }

    /// A word that begins a clause about the noun before it.
    pub(super) fn is_relative(&self, word: usize) -> bool {
        let opens = self.has(word, |lexicon| &lexicon.openings);
        let begins = self.has(word, |lexicon| &lexicon.clauses);
        begins
            && !self.has(word, |lexicon| &lexicon.prepositions)
            && (!opens || self.has(word, |lexicon| &lexicon.complementizers))
    }

    /// The word behind the verbs of a clause that begins at a word.
    fn behind_relative(&self, word: usize, end: usize) -> Option<usize> {
        let verb = self.verb(word + 1..end)?;
        Some(self.behind_verbs(verb, end))
    }

    /// One past a verb and those that belong to it: `has never been | seen`.
    pub(super) fn behind_verbs(&self, verb: usize, end: usize) -> usize {
        let belongs = |at: &usize| {
            !self.is_border(*at) && !self.named[*at] && (self.is_verb(*at) || self.has(*at, |lexicon| &lexicon.adverbs))
        };
        verb + 1 + (verb + 1..end).take_while(belongs).count()
    }

    pub(super) fn is_border(&self, word: usize) -> bool {
        self.begins.iter().any(|begin| begin.0 == word && begin.1 != Reason::Joint)
    }

    /// The word behind what a comma sets apart at a word: where the next comma stands.
    fn behind_aside(&self, word: usize, end: usize) -> Option<usize> {
        let commas = |begin: &&(usize, Reason)| {
            begin.0 > word && begin.0 < end && self.marks_before(begin.0).any(|mark| matches!(mark, "," | "，"))
        };
        self.begins.iter().find(commas).map(|begin| begin.0)
    }

    /// `a letter sent to Smith | says`: what looks like a verb tells more of the subject, since another stands behind it.
    fn is_reduced(&self, at: usize, end: usize) -> bool {
        let leads = at + 1 < end && self.has(at + 1, |lexicon| &lexicon.prepositions);
        let after = || (at + 1..end).take_while(|&next| !self.is_border(next)).skip(1);
        leads
            && !self.is_listed_verb(at)
            && at > 0
            && after().any(|next| self.is_listed_verb(next) && self.is_free(next))
    }

    /// One past the words that a clause must have to say what it says: its verbs and what they are about; of a verb of saying,
    /// the verb of what is said.
    pub(super) fn heart(&self, words: Words) -> Option<usize> {
        let verb = self.predicate(words.clone())?;
        let said = |cue: usize| self.speech.iter().find(|speech| speech.cue == cue && speech.said.start > cue);
        let spoken = said(verb).map(|speech| speech.said.start..speech.said.end.min(words.end));
        let inner = spoken.filter(|said| !said.is_empty()).and_then(|said| self.predicate(said));
        let behind = self.behind_verbs(inner.unwrap_or(verb), words.end);
        let object = (behind..words.end).find(|&at| self.is_topic(at));
        Some(object.map_or(behind, |at| at + 1))
    }

    /// The subject of a clause and what is left of it where commas or brackets set something apart between the two: `Smith|, the
    /// mayor,| resigned`.
    pub(super) fn parted(&self, words: Words) -> Option<(Words, Words)> {
        let within = |begin: &&(usize, Reason)| begin.0 > words.start && begin.0 < words.end;
        let place = self.begins.iter().position(|begin| within(&begin) && begin.1 != Reason::Joint)?;
        let (first, reason) = self.begins[place];
        let closes = |mark: &'static str| {
            let next = self.begins.iter().filter(|begin| begin.0 > first && begin.0 < words.end);
            next.map(|begin| begin.0).find(|&word| self.marks_before(word).any(|found| found == mark))
        };
        let behind = match reason {
            Reason::Comma | Reason::CommaWord => self.behind_aside(first, words.end)?,
            Reason::Mark if self.marks_before(first).any(|mark| mark == "(") => closes(")")?,
            Reason::Mark | Reason::Joint | Reason::Word | Reason::Saying | Reason::Quote => return None,
        };
        let (subject, aside, rest) = (words.start..first, first..behind, behind..words.end);
        let turns = |at: usize| {
            let turns = |lexicon: &Lexicon| {
                lexicon.turns.contains_key(self.folded(at)) || lexicon.says.contains(self.folded(at))
            };
            self.lexicon.is_some_and(turns)
        };
        let main = self.predicate(words.clone()).filter(|verb| rest.contains(verb))?;
        let stands = self.verb(subject.clone()).is_none()
            && (reason == Reason::Mark || !self.is_main(place))
            && !self.joins_on(aside.start)
            && !aside.clone().any(turns)
            && !self.has(subject.start, |lexicon| &lexicon.prepositions);
        // `Smith, the mayor, Jones and Brown left`: the verb stands next, or what belongs to it.
        let near = (behind..main).all(|at| self.has(at, |lexicon| &lexicon.adverbs));
        (stands && near).then_some((subject, rest))
    }

    /// What a clause that begins with a relative word tells of, if that is the subject: `a bill|, which| ended it`.
    pub(super) fn antecedent(&self, relative: usize) -> Option<Words> {
        // Where nouns have no articles the one before may be a part of what is meant: `members of parliament, who`.
        self.lexicon.filter(|lexicon| !lexicon.articles.is_empty())?;
        let adverb = |at: usize| self.has(at, |lexicon| &lexicon.adverbs) && !self.is_verb(at);
        let verb = (relative + 1..self.words.len()).find(|at| !adverb(*at))?;
        if !self.is_relative(relative) || !self.is_verb(verb) || self.is_participle(verb) && !self.is_listed_verb(verb)
        {
            return None;
        }
        let marked = self.marks_before(relative).all(|mark| matches!(mark, "," | "，"));
        let joined = relative > 0 && self.joins_on(relative - 1);
        let first = (1..=LONGEST_ANTECEDENT.min(relative)).map(|back| relative - back);
        let mut start = None;
        for at in first {
            let name = self.named[at] && (at == 0 || !self.named[at - 1]);
            let ends = at + 1 < relative && self.marks_before(at + 1).next().is_some();
            if ends || self.is_verb(at) || self.is_border(at) && start.is_some() {
                break;
            }
            let led = self.has(at, |lexicon| &lexicon.determiners);
            let goes_on = |before: usize| {
                !self.is_border(at) && self.is_topic(before) && !self.is_verb(before)
                    || self.has(before, |lexicon| &lexicon.determiners)
            };
            let marked = self.marks_before(relative).next().is_some();
            if led || name && marked && !at.checked_sub(1).is_some_and(goes_on) {
                start = Some(at);
                break;
            }
        }
        // `members of the House who`, `Ann and Eve Smith, who`: of whom is not told.
        let joins =
            |at: usize| self.has(at, |lexicon| &lexicon.prepositions) || self.has(at, |lexicon| &lexicon.openings);
        let start = start.filter(|&at| at == 0 || !joins(at - 1))?;
        let leans = self.is_pronoun(start) || self.has(start, |lexicon| &lexicon.own);
        (marked && !leans && !joined && (start..relative).any(|at| self.is_topic(at))).then_some(start..relative)
    }
}
