//! A text as a scene of speakers: verbs of saying, their subjects, and whom pronouns mean.

use super::attribution::Attribution;
use super::mark::Role;
use super::name::{EntityKind, Mention, Run};
use super::norm::fold;
use super::quotation::{Piece, Told};
use super::reading::is_possessive;
use super::sentence::Sentence;

/// Words of a description of somebody unnamed; what is longer is a clause that was misread.
const LONGEST_DESCRIPTION: usize = 6;

/// A text in which speakers are looked for.
pub struct Scene<'a> {
    pub(super) told: &'a Told<'a>,
    /// Whether each token lies inside of quotation marks.
    pub(super) quoted: Vec<bool>,
    /// What the titles of each entity tell of it.
    pub(super) known: Vec<Known>,
}

/// What titles tell of an entity.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    /// It is named somewhere, not only by a title.
    pub named: bool,
    pub he: bool,
    pub she: bool,
}

impl<'a> Scene<'a> {
    /// Prepares a text.
    pub fn new(told: &'a Told<'a>, pieces: &[Piece]) -> Self {
        let mut quoted = vec![false; told.read.tokens.len()];
        for piece in pieces {
            for flag in quoted.get_mut(piece.open..piece.end).into_iter().flatten() {
                *flag = true;
            }
        }
        let mut known = vec![Known::default(); told.names.entities.len()];
        for mention in &told.names.mentions {
            let known = &mut known[mention.entity];
            known.named |= mention.epithet != Some(mention.range);
            for word in mention.epithet.into_iter().flat_map(|e| e.of(told.read.text).split_whitespace()) {
                let word = fold(word.trim_end_matches('.'));
                known.he |= told.read.lexicon.he.contains(&word);
                known.she |= told.read.lexicon.she.contains(&word);
            }
        }
        Self { told, quoted, known }
    }

    /// The text of a token.
    pub fn part(&self, at: usize) -> &'a str {
        self.told.read.part(at)
    }

    /// The folded text of a token.
    pub fn folded(&self, at: usize) -> &'a str {
        self.told.read.folded(at)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.told.read.is_word(at)
    }

    fn is_space(&self, at: usize) -> bool {
        self.told.read.is_space(at)
    }

    /// What a token does as a quotation mark.
    pub fn told_role(&self, at: usize) -> Option<Role> {
        self.told.marks.role(at)
    }

    /// The words of a run that stand outside of quotation marks.
    pub fn words(&self, run: Run) -> impl DoubleEndedIterator<Item = usize> + '_ {
        run.filter(|&at| self.is_word(at) && !self.quoted[at])
    }

    /// The index of the sentence that a token lies in.
    pub fn sentence_at(&self, token: usize) -> usize {
        let last = self.told.sentences.len().saturating_sub(1);
        self.told.sentences.partition_point(|s| s.tokens.end as usize <= token).min(last)
    }

    /// A sentence by its index.
    pub fn sentence(&self, index: usize) -> &'a Sentence {
        &self.told.sentences[index]
    }

    /// A sentence begins with a token.
    pub fn starts_sentence(&self, token: usize) -> bool {
        self.sentence(self.sentence_at(token)).tokens.start as usize == token
    }

    /// The sentence of a token is a headline: it has no full stop, and most of its words have capitals.
    pub fn shouted(&self, token: usize) -> bool {
        let sentence = self.sentence(self.sentence_at(token));
        let words: Vec<usize> = sentence.tokens.indices().filter(|&at| self.is_word(at)).collect();
        let capitals = words.iter().filter(|&&at| self.part(at).starts_with(char::is_uppercase)).count();
        let ended = sentence.range.of(self.told.read.text).ends_with(['.', '!', '?', '"', '”', ':', ',']);
        !ended && (capitals * 10 >= words.len() * 6 || sentence.paragraph == 0)
    }

    /// Mentions that start in a run of tokens and outside of quotation marks.
    pub fn mentions(&self, run: Run) -> impl Iterator<Item = &'a Mention> + Clone {
        let byte =
            |token: usize| self.told.read.tokens.get(token).map_or(self.told.read.text.len(), |t| t.range.start());
        let (start, end) = (byte(run.start), byte(run.end));
        let all = &self.told.names.mentions;
        let first = all.partition_point(|m| m.range.start() < start);
        let inside = all[first..].iter().take_while(move |m| m.range.start() < end);
        inside.filter(|m| !self.quoted[self.token_at(m.range.start())])
    }

    pub fn token_at(&self, byte: usize) -> usize {
        self.told.read.token_at(byte)
    }

    /// What a mention's entity seems to be.
    pub fn kind(&self, mention: &Mention) -> EntityKind {
        self.told.names.entities[mention.entity].kind
    }

    pub fn person(&self, mention: &Mention) -> bool {
        self.kind(mention) == EntityKind::Person
    }

    /// A title alone that no name of the text goes with.
    pub fn nameless(&self, mention: &Mention) -> bool {
        !self.known[mention.entity].named
    }

    /// The speaker that a mention names.
    pub fn named(&self, mention: &Mention, cue: Option<usize>) -> Attribution {
        Attribution {
            speaker: Some(self.told.names.entities[mention.entity].full.clone()),
            mention: Some(mention.range),
            cue: cue.map(|at| self.told.read.tokens[at].range),
            weak: false,
        }
    }

    /// A speaker that a mention names, or for a title that goes with no name whoever it may mean.
    fn meant(&self, mention: &Mention, cue: usize) -> Attribution {
        let token = self.token_at(mention.range.start());
        let definite = token >= 2 && self.part(token - 2).eq_ignore_ascii_case("the");
        let stands_for = if definite && self.nameless(mention) { self.person_before(token, "") } else { None };
        let mut named = self.named(stands_for.unwrap_or(mention), Some(cue));
        named.mention = Some(mention.range);
        named
    }

    /// Words such as `according`, which a speaker follows.
    pub fn is_source(&self, at: usize) -> bool {
        !self.quoted[at] && self.told.read.lexicon.sources.contains(self.folded(at))
    }

    /// A verb of saying that is one here: `call` behind `the phone` is none.
    pub fn is_cue(&self, at: usize) -> bool {
        let word = self.part(at);
        let lexicon = self.told.read.lexicon;
        // `he went on, "…"`.
        if matches!(word, "went" | "goes") && self.part(at + 2) == "on" && matches!(self.part(at + 3), "," | ":") {
            return self.quoted.get(at) == Some(&false);
        }
        if self.quoted.get(at) != Some(&false)
            || !word.starts_with(char::is_lowercase)
            || !lexicon.cues.contains(self.folded(at))
        {
            return false;
        }
        let Some(before) = self.word_before(at) else { return true };
        let folded = self.folded(before);
        let noun = lexicon.determiners.contains(folded)
            || matches!(folded, "for" | "in" | "on")
            || folded == "of" && !word.ends_with("ing");
        let owned = is_possessive(self.part(before));
        let subject = || {
            lexicon.pronouns.contains(folded)
                || matches!(folded, "to" | "who" | "i" | "we")
                // `Politico reports`, but `a Facebook post`.
                || word.ends_with('s') && self.part(before).starts_with(char::is_uppercase)
        };
        !noun && !owned && (!lexicon.nouns.contains(word) || subject())
    }

    /// The word before a token, over white space, adverbs and `on Monday`, not over marks.
    pub fn word_before(&self, at: usize) -> Option<usize> {
        let lexicon = self.told.read.lexicon;
        let (mut before, mut day) = (at, false);
        loop {
            before = self.word_close_before(before)?;
            let word = self.folded(before);
            let adverb = word.ends_with("ly") && word.len() > 4 || lexicon.adverbs.contains(word);
            let on = day && matches!(word, "on" | "last" | "late" | "early" | "this");
            day = lexicon.weekdays.contains_key(word);
            if !adverb && !day && !on {
                return Some(before);
            }
        }
    }

    /// The word before a token, over white space and what stands in brackets only.
    pub fn word_close_before(&self, at: usize) -> Option<usize> {
        let mut before = (0..at).rev().find(|&before| !self.is_space(before))?;
        if self.part(before) == ")" {
            // `Ann Smith (D-Vt.) said`: a handful of tokens.
            let open = (before.saturating_sub(12)..before).rev().find(|&open| self.part(open) == "(")?;
            before = (0..open).rev().find(|&before| !self.is_space(before))?;
        }
        self.is_word(before).then_some(before)
    }

    /// The mark directly before a token, over white space.
    pub fn mark_before(&self, at: usize) -> &'a str {
        let before = (0..at).rev().find(|&before| !self.is_space(before));
        before.filter(|&before| !self.is_word(before)).map_or("", |before| self.part(before))
    }

    /// A verb of saying stands in the first few words behind a quotation, in its sentence.
    pub fn cue_close_behind(&self, piece: &Piece) -> bool {
        let end = self.sentence(self.sentence_at(piece.end - 1)).tokens.end as usize;
        // `," Mr. Smith later said`: a title, a name and an adverb.
        self.words(piece.end..end.max(piece.end)).take(5).any(|at| self.is_cue(at))
    }

    /// The mention whose name or title ends at a token.
    pub fn mention_ending(&self, at: usize) -> Option<&'a Mention> {
        let end = self.told.read.tokens[at].range;
        let all = &self.told.names.mentions;
        let after = all.partition_point(|m| m.range.start() < end.end());
        all[..after].last().filter(|m| m.range.overlaps(end))
    }

    /// `Smith's claim that "…"`: whose claim it is, where a token is such a noun.
    pub fn owner_of_opinion(&self, at: usize) -> Option<Attribution> {
        if !self.told.read.lexicon.opinions.contains(self.part(at)) {
            return None;
        }
        let before = self.word_close_before(at)?;
        let owned = is_possessive(self.part(before));
        self.mention_ending(before).filter(|_| owned).map(|mention| self.named(mention, Some(at)))
    }

    /// `according to Ann Smith`.
    pub fn source(&self, cue: usize, end: usize) -> Option<Attribution> {
        let start = (cue + 1..end).find(|&at| self.is_word(at) && self.part(at) != "to")?;
        self.pronoun(start, cue).or_else(|| self.following(start, end, cue))
    }

    /// `said Ann Smith, the mayor`.
    pub fn inverted(&self, cue: usize, end: usize) -> Option<Attribution> {
        let start = (cue + 1..end).find(|&at| self.is_word(at))?;
        self.pronoun(start, cue).or_else(|| self.following(start, end, cue)).or_else(|| self.main_subject(cue, None))
    }

    /// The speaker named by the phrase that starts at a token.
    fn following(&self, start: usize, end: usize, cue: usize) -> Option<Attribution> {
        let stops = |&at: &usize| {
            let part = self.part(at);
            matches!(part, "," | ";" | ":" | "—" | "–" | "(" | "said" | "who" | "that")
                || self.told_role(at) == Some(Role::Opens)
        };
        let stop = (start..end).find(stops).unwrap_or(end);
        match self.best(start..stop) {
            Some(mention) => Some(self.named(mention, Some(cue))),
            None => self.described(start, stop, cue).map(|found| self.with_nickname(found, stop)),
        }
    }

    /// `a shop assistant known as “Biscuit”`: the name in quotation marks belongs to who is described.
    fn with_nickname(&self, found: Attribution, stop: usize) -> Attribution {
        let lexicon = self.told.read.lexicon;
        let named = self.words(stop.saturating_sub(4)..stop).any(|at| lexicon.naming.contains(self.folded(at)));
        let closes = || (stop + 1..self.told.read.tokens.len()).find(|&at| self.told_role(at) == Some(Role::Closes));
        let opens = self.told_role(stop) == Some(Role::Opens);
        let Some((mention, close)) = found.mention.zip(closes()).filter(|_| named && opens) else { return found };
        let range = mention.to(self.told.read.tokens[close].range);
        let speaker = range.of(self.told.read.text).replace(['.', ','], "");
        Attribution { speaker: Some(speaker), mention: Some(range), ..found }
    }

    /// `," Ann Smith, the mayor of York, who …`: the name stands right behind, however far its verb is.
    pub fn right_behind(&self, run: Run) -> Option<Attribution> {
        let first = self.words(run.clone()).next()?;
        let mention = self.mentions(run).next().filter(|m| self.person(m) && !self.nameless(m))?;
        let whole = mention.epithet.map_or(mention.range, |e| e.cover(mention.range));
        whole.contains(self.told.read.tokens[first].range).then(|| self.named(mention, None))
    }

    /// The mention of a phrase that speaks: a person before anything else.
    fn best(&self, run: Run) -> Option<&'a Mention> {
        let mut mentions = self.mentions(run);
        let first = mentions.next()?;
        Some(if self.person(first) { first } else { mentions.find(|m| self.person(m)).unwrap_or(first) })
    }

    /// Somebody unnamed: `one Democratic lawmaker`.
    pub fn described(&self, start: usize, stop: usize, cue: usize) -> Option<Attribution> {
        let words: Vec<usize> = self.words(start..stop).take(LONGEST_DESCRIPTION + 1).collect();
        let range = self.told.read.tokens[*words.first()?].range.to(self.told.read.tokens[*words.last()?].range);
        if let [word] = words.as_slice()
            && self.part(*word).ends_with("ing")
        {
            return None;
        }
        let speaker = Some(range.of(self.told.read.text).to_owned());
        let cue = Some(self.told.read.tokens[cue].range);
        (words.len() <= LONGEST_DESCRIPTION).then_some(Attribution { speaker, mention: Some(range), cue, weak: false })
    }

    /// The subject of a verb of saying, in the clause that starts at `start`; `last` is who spoke last.
    pub fn subject(&self, cue: usize, start: usize, last: Option<&Attribution>) -> Option<Attribution> {
        let main = || self.main_subject(cue, last);
        let participle = self.part(cue).ends_with("ing");
        let Some(before) = self.word_before(cue).filter(|&at| at >= start) else {
            if participle {
                return main();
            }
            return self.beside_comma(cue, start).map(|mention| self.named(mention, Some(cue))).or_else(main);
        };
        if let Some(pronoun) = self.pronoun(before, cue) {
            return Some(pronoun);
        }
        let word = self.folded(before);
        if participle && word == "of" {
            // `She accused Smith of telling her`.
            let object =
                self.word_close_before(before).filter(|&at| at >= start).and_then(|at| self.mention_ending(at));
            return object.filter(|m| self.person(m)).map(|m| self.named(m, Some(cue))).or_else(main);
        }
        if self.told.read.lexicon.plural.contains(word) {
            return None;
        }
        if word == "who" {
            // `Ann Smith of York, Ill., who says`.
            let named = self.mentions(start..before).filter(|m| self.person(m)).last();
            let named = named.or_else(|| self.mentions(start..before).last());
            return named.map(|mention| self.named(mention, Some(cue))).or_else(main);
        }
        if self.told.read.lexicon.function.contains(word) && word != "some" {
            return main();
        }
        if let Some(mention) = self.mention_ending(before) {
            // `Ushakov added that Putin and Trump noted "…"`: two do not speak with one mouth, who reports them does.
            let reporter = || self.words(start..self.token_at(mention.range.start())).rev().find(|&at| self.is_cue(at));
            if let Some(outer) = Some(mention).filter(|m| self.follows_another(m, start)).and_then(|_| reporter()) {
                return self.subject(outer, start, last);
            }
            return Some(self.outermost(mention, start, cue));
        }
        let phrase = self.noun_phrase(before, start);
        let article = self.folded(phrase);
        if participle && !matches!(article, "one" | "some" | "another") {
            return main();
        }
        if self.told.read.lexicon.documents.contains(word) && self.told.read.lexicon.determiners.contains(article) {
            // `the statement said` speaks for whoever gave it.
            if let Some(last) = last.filter(|last| last.speaker.is_some()) {
                return Some(Attribution {
                    cue: Some(self.told.read.tokens[cue].range),
                    mention: None,
                    ..last.clone()
                });
            }
        }
        if let Some(known) = self.known_by(phrase, before, cue) {
            return Some(known);
        }
        if self.folded(phrase) == "the" && !self.speaks_for_itself(word) {
            // `the letter said`, `the lawmakers said`: whom that means is not told.
            return None;
        }
        self.described(phrase, before + 1, cue).or_else(main)
    }

    /// `the ministry`, `the indictment`: nobody else is meant.
    fn speaks_for_itself(&self, noun: &str) -> bool {
        self.told.read.lexicon.bodies.contains(noun) || self.told.read.lexicon.records.contains(noun)
    }

    /// `Putin and Trump`: another person stands before a mention, joined with it.
    fn follows_another(&self, mention: &Mention, start: usize) -> bool {
        let whole = mention.epithet.map_or(mention.range, |e| e.cover(mention.range));
        let joint = self.word_close_before(self.token_at(whole.start())).filter(|&at| self.folded(at) == "and");
        let other = joint.filter(|&at| at > start).and_then(|at| self.mention_ending(self.word_close_before(at)?));
        other.is_some_and(|other| self.person(other))
    }

    /// The mention itself, or whose it is where it only belongs to somebody: `a lawyer for Smith said`.
    fn outermost(&self, mention: &'a Mention, start: usize, cue: usize) -> Attribution {
        let whole = mention.epithet.map_or(mention.range, |e| e.cover(mention.range));
        let head = self.token_at(whole.start());
        let belongs = self
            .word_close_before(head)
            .map(|at| if self.part(at) == "the" { self.word_close_before(at).unwrap_or(at) } else { at });
        let inside = belongs.is_some_and(|at| {
            matches!(self.part(at), "of" | "for" | "to" | "in" | "at" | "from" | "with" | "on" | "by")
        });
        // `Ann Smith, of York, Ill., said`.
        let beside = self.mark_before(head) == "," && self.mentions(start..head).any(|m| self.person(m));
        let outer = if (inside || beside) && !self.person(mention) { self.best(start..head) } else { None };
        self.meant(outer.unwrap_or(mention), cue)
    }

    /// The start of the noun phrase that ends at a word: its article, or the first word behind a mark or another small word.
    pub fn noun_phrase(&self, last: usize, start: usize) -> usize {
        let mut at = last;
        for before in (start..last).rev() {
            if self.is_space(before) || self.part(before) == "-" {
                continue;
            }
            let word = self.folded(before);
            let article = self.told.read.lexicon.determiners.contains(word);
            if !self.is_word(before)
                || self.quoted[before]
                || !article && self.told.read.lexicon.function.contains(word)
            {
                break;
            }
            at = before;
            if article {
                break;
            }
        }
        at
    }

    /// `Ann Smith, the mayor, said`, `the mayor, Ann Smith, said`: a comma stands before the verb.
    pub fn beside_comma(&self, cue: usize, start: usize) -> Option<&'a Mention> {
        // `The views, said Ann Smith, the mayor, are …`; but `Smith, the mayor, told Bo Doe`.
        let end = self.sentence(self.sentence_at(cue)).tokens.end as usize;
        let next = self.mentions(cue..(cue + 3).min(end)).next().filter(|m| self.person(m) && self.part(cue) != "told");
        let says = self.told.read.lexicon.says.contains(self.part(cue));
        if let Some(mention) = next.filter(|m| says && self.part(self.token_at(m.range.end())) == ",") {
            return Some(mention);
        }
        let comma = (start..cue).rev().find(|&at| !self.is_space(at)).filter(|&at| self.part(at) == ",")?;
        let inner = (start..comma).rev().find(|&at| self.part(at) == ",").map_or(start, |at| at + 1);
        // The words between the commas are a name, or say who the one before is.
        let name = self.mentions(inner..comma).find(|m| {
            let whole = m.epithet.map_or(m.range, |e| e.cover(m.range));
            let all = self.words(inner..comma).all(|at| whole.contains(self.told.read.tokens[at].range));
            all && self.person(m)
        });
        name.or_else(|| self.best(start..inner)).or_else(|| self.best(inner..comma))
    }

    /// The subject of the sentence that a token lies in: its first person outside of quotation marks, or its pronoun.
    pub fn main_subject(&self, token: usize, last: Option<&Attribution>) -> Option<Attribution> {
        let start = self.sentence(self.sentence_at(token)).tokens.start as usize;
        let run = start..token;
        let cue = self.is_cue(token).then_some(token);
        let mut people = self.mentions(run.clone()).filter(|m| self.person(m) && self.acts(m));
        let person = people.next().map(|first| people.next().filter(|next| self.renames(first, next)).unwrap_or(first));
        let pronoun = self.words(run.clone()).find(|&at| self.told.read.lexicon.pronouns.contains(self.folded(at)));
        let earlier = |m: &Mention, at: usize| self.token_at(m.range.start()) < at;
        match (person, pronoun) {
            (Some(m), Some(at)) if earlier(m, at) => Some(self.meant(m, token)),
            (person, Some(at)) => self.pronoun(at, token).or_else(|| person.map(|m| self.named(m, cue))),
            (Some(m), None) => Some(self.meant(m, token)),
            (None, None) => {
                let speaker = last.filter(|last| self.quoted.get(start) == Some(&true) && last.speaker.is_some());
                speaker.cloned().or_else(|| self.mentions(run).find(|m| self.acts(m)).map(|m| self.named(m, cue)))
            }
        }
        .map(|found| Attribution { cue: cue.map(|at| self.told.read.tokens[at].range), ..found })
    }

    /// A name directly behind a title that goes with no other: `Iran's foreign minister and negotiator, Abbas Araghchi,`.
    fn renames(&self, title: &Mention, name: &Mention) -> bool {
        let (from, to) = (self.token_at(title.range.end().saturating_sub(1)), self.token_at(name.range.start()));
        let near = self.words(from + 1..to.max(from + 1)).count() <= 5;
        self.nameless(title) && near && to >= 2 && self.part(to - 2) == ","
    }
}
