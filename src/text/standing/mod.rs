//! Standing: the clauses of a passage that may be read alone, and what they lack for it.
//!
//! A clause begins and ends where one may in its sentence, so there are several to choose from; the words at its ends and
//! before its verb tell whether it leans on what stands around.

mod led;

pub use led::{Led, led};

use super::clause::{QUOTES, Reason, beginnings, is_in};
use super::lexicon::Lexicon;
use super::range::TextRange;
use super::sentence::Sentence;
use super::token::TokenKind;
use super::{Text, TokenRange};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Words of a passage that may be read alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Where they stand, with the marks that belong to them.
    pub range: TextRange,
    /// Those of them up to the verb: cut to less they say nothing.
    pub heart: TextRange,
    /// What they lack: nothing for a whole clause that leans on nothing, 30 and more for one that cannot be understood alone.
    pub lacks: u32,
}

/// Sentences of a passage that are looked at; a passage is a clause to a few sentences.
const MOST_SENTENCES: usize = 4;
/// Places of a sentence at which a clause is let begin, or end: all pairs of them are tried.
const MOST_BORDERS: usize = 12;
/// Words that may be dropped at a beginning: `and because`.
const MOST_DROPPED: usize = 2;
/// Fewest words that say anything.
const LEAST_WORDS: usize = 3;
/// Fewest of them that carry a topic.
const LEAST_TOPICS: usize = 2;
/// Words of a headline whose capitals tell that it is one.
const LEAST_SHOUTED: usize = 4;
/// Letters of a word that is no initial.
const LEAST_LETTERS: usize = 3;
/// Letters of a word at which an ending can tell that it is a verb.
const LEAST_VERB: usize = 5;
/// Beginnings of a sentence in which what stands before its main clause ends: `On Saturday, 14 June, …`.
const MOST_FRONTED: usize = 3;

/// Marks that belong to the word behind them.
const BEFORE: [&str; 15] = ["(", "[", "（", "【", "$", "€", "£", "¥", "₴", "₽", "#", "@", "§", "¿", "¡"];
/// Marks that belong to the word before them.
const BEHIND: [&str; 9] = [")", "]", "）", "】", "%", "°", "?", "!", "？"];

/// Single quotation marks.
const SINGLE: [&str; 3] = ["'", "‘", "’"];

/// The clauses of a passage, with all that they can be cut to; the whole of each sentence is one.
pub fn clauses(text: &Text, passage: TextRange) -> Vec<Clause> {
    let first = text.sentences.partition_point(|sentence| sentence.range.end() <= passage.start());
    let inside = text.sentences[first..].iter().take_while(|sentence| sentence.range.start() < passage.end());
    let parts = inside.filter_map(|sentence| Some((sentence, sentence.range.intersect(passage)?)));
    let judges = parts.take(MOST_SENTENCES).map(|(sentence, part)| Judge::new(text, sentence, part));
    judges.flat_map(|judge| judge.clauses()).collect()
}

/// Words of a sentence, by their places among its words.
type Words = Range<usize>;

/// Somebody's word in a sentence.
struct Speech {
    /// The word of saying.
    cue: usize,
    /// What is said.
    said: Words,
}

/// A sentence whose clauses are judged.
struct Judge<'a> {
    text: &'a Text,
    lexicon: Option<&'static Lexicon>,
    sentence: &'a Sentence,
    /// The tokens that are words.
    words: Vec<usize>,
    /// Those that the passage has.
    inside: Words,
    /// The words at which clauses may begin.
    begins: Vec<(usize, Reason)>,
    speech: Vec<Speech>,
    /// Which words are parts of names.
    named: Vec<bool>,
}

impl<'a> Judge<'a> {
    fn new(text: &'a Text, sentence: &'a Sentence, passage: TextRange) -> Self {
        let words: Vec<usize> = sentence.tokens.indices().filter(|&at| text.tokens[at].is_word()).collect();
        let place = |range: TextRange| {
            let start = words.partition_point(|&at| text.tokens[at].range.end() <= range.start());
            start..words.partition_point(|&at| text.tokens[at].range.start() < range.end()).max(start)
        };
        let mut named = vec![false; words.len()];
        let mentions = &text.names.mentions;
        let first = mentions.partition_point(|mention| mention.range.end() <= sentence.range.start());
        for mention in mentions[first..].iter().take_while(|mention| mention.range.start() < sentence.range.end()) {
            named[place(mention.range)].fill(true);
        }
        let spoken = spoken(text, sentence).map(|(said, cue)| Speech { cue: place(cue).start, said: place(said) });
        let begins = beginnings(text, sentence.range).into_iter();
        Self {
            speech: spoken.collect(),
            begins: begins.map(|(at, reason)| (words.partition_point(|&word| word < at), reason)).collect(),
            inside: place(passage),
            lexicon: Lexicon::own(text.language),
            text,
            sentence,
            words,
            named,
        }
    }

    fn clauses(&self) -> Vec<Clause> {
        let (starts, ends) = (self.starts(), self.ends());
        let mut found = Vec::with_capacity(starts.len() * ends.len());
        for &(start, begins) in &starts {
            for &(end, stops) in ends.iter().filter(|(end, _)| *end > start) {
                let lacks = begins + stops + self.opening(start, end) + self.middle(start..end) + self.closing(end);
                let range = self.range(start..end);
                let heart = self.verb(start..end).map_or(range, |verb| self.text.tokens[self.words[verb]].range);
                found.push(Clause { range, heart: range.to(heart), lacks });
            }
        }
        found
    }

    /// The words at which a clause is let begin, and what it lacks for beginning there.
    fn starts(&self) -> Vec<(usize, u32)> {
        let begins = self.begins.iter().filter(|(_, reason)| *reason != Reason::Joint).map(|(word, _)| *word);
        let said = self.speech.iter().map(|speech| speech.said.start);
        let mut places: Vec<usize> = begins.chain(said).filter(|word| self.inside.contains(word)).collect();
        places.push(self.inside.start);
        places.sort_unstable();
        places.dedup();
        places.truncate(MOST_BORDERS);
        let mut found: Vec<(usize, u32)> = Vec::with_capacity(places.len());
        for word in places {
            let opens = |at: usize| at < self.inside.end && self.has(at, |lexicon| &lexicon.openings);
            let dropped = (word..word + MOST_DROPPED).take_while(|&at| opens(at)).count();
            found.push((word, self.begins_at(word)));
            if dropped > 0 && word + dropped < self.inside.end {
                found.push((word + dropped, 4));
            }
        }
        found
    }

    fn begins_at(&self, word: usize) -> u32 {
        if word == 0 {
            return 0;
        }
        if self.speech.iter().any(|speech| speech.said.start == word) {
            return 3;
        }
        let Some(place) = self.begins.iter().position(|begin| begin.0 == word) else { return 20 };
        match self.begins[place].1 {
            Reason::Mark if self.marks_before(word).any(|mark| matches!(mark, "(" | "[" | "（")) => 35,
            Reason::Mark | Reason::Quote => 5,
            Reason::Comma if self.is_main(place) => 3,
            Reason::Joint => 12,
            Reason::Comma | Reason::Word | Reason::CommaWord | Reason::Saying => 20,
        }
    }

    /// A main clause begins behind a comma, since before it stands what may stand before one: `On Saturday, …`, `that after the
    /// call, …`, `Speaking in Rome, …`, `Meanwhile, …`.
    fn is_main(&self, place: usize) -> bool {
        let before = self.begins[..place].iter().rev();
        let commas = before.clone().take_while(|begin| begin.1 == Reason::Comma).count();
        let start = before.copied().find(|begin| begin.1 != Reason::Comma).map_or(0, |begin| begin.0);
        let opens = |at: &usize| *at + 1 < self.words.len() && self.has(*at, |lexicon| &lexicon.openings);
        let start = start + (start..start + MOST_DROPPED).take_while(opens).count();
        let alone = start + 1 == self.begins[place].0 && self.is_alone(start);
        let leads = self.is_bound(start) || self.has(start, |lexicon| &lexicon.prepositions);
        commas < MOST_FRONTED && (alone || leads || self.is_participle(start))
    }

    /// A word of no topic that a comma sets apart.
    fn is_alone(&self, word: usize) -> bool {
        !self.is_topic(word) && self.begins.iter().any(|begin| *begin == (word + 1, Reason::Comma))
    }

    /// One past the words at which a clause is let end, and what it lacks for ending there.
    fn ends(&self) -> Vec<(usize, u32)> {
        let joins = |word: usize| self.has(word, |lexicon| &lexicon.prepositions);
        let begins = self.begins.iter().filter(|(word, reason)| *reason != Reason::Joint || !joins(*word));
        // `as soon | as May`, `he left | before noon`.
        let open = |word: usize, reason: Reason| reason == Reason::Word && joins(word);
        let stops = |word, reason| if open(word, reason) { 8 } else { 5 * u32::from(reason == Reason::Joint) };
        let begins = begins.map(|&(word, reason)| (word, stops(word, reason)));
        let said = self.speech.iter().map(|speech| (speech.said.end, 3));
        let inside = |end: &(usize, u32)| self.inside.start < end.0 && end.0 < self.inside.end;
        let mut found: Vec<(usize, u32)> = begins.chain(said).filter(inside).collect();
        found.sort_unstable();
        found.dedup_by_key(|end| end.0);
        found.truncate(MOST_BORDERS);
        let last = self.inside.end;
        let known = last == self.words.len() || self.begins.iter().any(|begin| begin.0 == last);
        found.push((last, if known { 0 } else { 5 }));
        // `continued | despite`.
        if self.inside.start + 1 < last && self.leads_on(last - 1) {
            found.push((last - 1, 5));
        }
        found
    }

    /// What a clause lacks by its first word.
    fn opening(&self, start: usize, end: usize) -> u32 {
        if self.named[start] || self.is_acronym(start) {
            // `told Smith | that she left`.
            let name = start + (start..end).take_while(|&at| self.named[at]).count();
            let said =
                name < end && self.has(name, |lexicon| &lexicon.clauses) && self.marks_before(name).next().is_none();
            if said && start > 0 { 25 } else { 0 }
        } else if self.is_pronoun(start) {
            // `this week` leans less than `this`.
            let owned = self.has(start, |lexicon| &lexicon.determiners) && start + 1 < end && self.is_topic(start + 1);
            if owned { 15 } else { 45 }
        } else if self.is_bound(start) || self.is_bound_behind(start, end) {
            40
        } else if self.has(start, |lexicon| &lexicon.openings) || self.is_participle(start) {
            25
        } else if self.has(start, |lexicon| &lexicon.prepositions) {
            15
        } else if self.is_alone(start) {
            // `Meanwhile, …`.
            6
        } else {
            0
        }
    }

    /// What a clause lacks by its last word.
    fn closing(&self, end: usize) -> u32 {
        let last = end - 1;
        let tells = self.speech.iter().any(|speech| speech.cue == last && speech.said.start < last);
        let open = self.leads_on(last)
            || self.has(last, |lexicon| &lexicon.openings)
            || self.is_bound(last)
            || self.is_listed_verb(last)
            || self.part(last).ends_with("'s")
            || self.part(last).ends_with("’s");
        if tells || self.named[last] && end < self.words.len() || !open { 0 } else { 20 }
    }

    /// What a clause lacks by all of its words.
    fn middle(&self, words: Words) -> u32 {
        let count = |has: &dyn Fn(usize) -> bool| words.clone().filter(|&at| has(at)).count();
        let few = if words.len() < LEAST_WORDS { 20 } else { 0 };
        let topics = if count(&|at| self.is_topic(at)) < LEAST_TOPICS { 15 } else { 0 };
        let own = if count(&|at| self.has(at, |lexicon| &lexicon.own)) > 0 { 30 } else { 0 };
        let persons = count(&|at| self.has(at, |lexicon| &lexicon.pronouns));
        let shouted = if count(&|at| self.is_acronym(at)) * 2 > words.len().max(LEAST_SHOUTED) { 5 } else { 0 };
        let pronouns = u32::try_from(persons).unwrap_or(0) * 2;
        few + topics + own + pronouns + shouted + self.subject(words.clone()) + self.stub(&words) + self.marks(&words)
    }

    /// What a clause lacks where it has no verb, or no subject that can be understood alone.
    fn subject(&self, words: Words) -> u32 {
        // A name has capitals in any sentence: all of one tells a headline, or a verb.
        let verb = |at: usize| self.lexicon.is_some_and(|lexicon| lexicon.verbs.contains(self.folded(at)));
        let headline = || self.is_headline(&words) && (self.is_all_capitals() || words.clone().any(verb));
        if self.lexicon.is_none_or(|lexicon| lexicon.verbs.is_empty()) || headline() {
            return 0;
        }
        let start = words.start;
        let named = words.clone().all(|at| self.named[at]);
        let Some(verb) = self.verb(words) else { return if named { 45 } else { 34 } };
        let skipped = |&at: &usize| {
            self.has(at, |lexicon| &lexicon.openings) || !self.named[at] && self.has(at, |lexicon| &lexicon.adverbs)
        };
        // What a clause begins with has been judged.
        match (start..verb).rev().find(|at| !skipped(at)) {
            None if self.is_participle(start) => 5,
            None => 30,
            Some(subject) if subject > start && self.is_pronoun(subject) => 25,
            Some(_) => 0,
        }
    }

    /// The first verb of a clause; `to continue` says nothing of anybody.
    fn verb(&self, words: Words) -> Option<usize> {
        let free = |at: usize| at == 0 || !self.has(at - 1, |lexicon| &lexicon.prepositions);
        words.into_iter().find(|&at| self.is_verb(at) && free(at))
    }

    /// What a clause lacks that only tells who says something, or who says it as well.
    fn stub(&self, words: &Words) -> u32 {
        // `described it as “alarming”` tells more than who says so.
        let acts = |cue: &usize| self.has(*cue, |lexicon| &lexicon.cues) && !self.has(*cue, |lexicon| &lexicon.says);
        let cues = self.speech.iter().map(|speech| speech.cue).filter(|cue| words.contains(cue));
        let mut cues = cues.filter(|cue| !acts(cue)).peekable();
        if cues.peek().is_none() {
            return if self.only_says(words) { 30 } else { 0 };
        }
        let said = |cue: usize| {
            let own = self.speech.iter().filter(|speech| speech.cue == cue).flat_map(|speech| speech.said.clone());
            own.filter(|at| *at != cue && words.contains(at) && self.is_topic(*at)).count()
        };
        // `The Kremlin said the two leaders | “expressed …”`.
        let broken = |cue: usize| {
            let own = self.speech.iter().filter(|speech| speech.cue == cue && speech.said.end > words.end);
            let verbs = self.lexicon.is_some_and(|lexicon| !lexicon.verbs.is_empty());
            verbs
                && own
                    .map(|speech| speech.said.clone())
                    .any(|said| !said.into_iter().any(|at| words.contains(&at) && self.is_verb(at)))
        };
        if cues.any(|cue| said(cue) < LEAST_TOPICS || broken(cue)) { 30 } else { 6 }
    }

    /// A verb of saying, and then nothing but whom it is said to, and when.
    fn only_says(&self, words: &Words) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        let Some(verb) = self.verb(words.clone()) else { return false };
        let by_the_way = verb + 1 < words.end && self.has(verb + 1, |lexicon| &lexicon.prepositions);
        let goes_on = words.end < self.words.len() && self.has(words.end, |lexicon| &lexicon.clauses);
        let day = |at: usize| lexicon.weekdays.contains_key(self.folded(at));
        let said = (verb + 1..words.end).filter(|&at| self.is_topic(at) && !day(at)).count();
        lexicon.says.contains(self.folded(verb)) && (goes_on || said <= usize::from(by_the_way))
    }

    /// What a clause lacks by the marks in it: half a quotation, an aside, a question.
    fn marks(&self, words: &Words) -> u32 {
        let range = self.range(words.clone());
        let inside = || self.text.tokens[self.text.tokens_in(range).indices()].iter().map(|t| self.text.slice(t.range));
        let half = inside().filter(|part| QUOTES.contains(part)).count() % 2;
        let aside = inside().any(|part| matches!(part, "(" | ")" | "[" | "]"));
        let asked = inside().any(|part| matches!(part, "?" | "¿" | "？"));
        (if half > 0 { 7 } else { 0 }) + (if aside { 3 } else { 0 }) + (if asked { 5 } else { 0 })
    }

    /// Where words stand, with the marks that belong to them.
    fn range(&self, words: Words) -> TextRange {
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

    fn is_abbreviation(&self, word: usize) -> bool {
        let listed = |lexicon: &Lexicon| {
            lexicon.abbreviations.contains(self.folded(word)) || lexicon.leading.contains(self.folded(word))
        };
        self.part(word).contains('.') || self.lexicon.is_some_and(listed)
    }

    fn part(&self, word: usize) -> &'a str {
        self.text.slice(self.text.tokens[self.words[word]].range)
    }

    fn folded(&self, word: usize) -> &'a str {
        self.text.folded(&self.text.tokens[self.words[word]])
    }

    /// The marks between a word and the one before it.
    fn marks_before(&self, word: usize) -> impl Iterator<Item = &'a str> {
        let gap = self.words[word - 1] + 1..self.words[word];
        self.text.tokens[gap].iter().filter(|token| token.kind == TokenKind::Mark).map(|t| self.text.slice(t.range))
    }

    /// Whether a list of the language has a word; `US` is not `us`, and `we're` is `we`.
    fn has(&self, word: usize, list: fn(&Lexicon) -> &FxHashSet<String>) -> bool {
        let folded = self.folded(word);
        let head = folded.split('\'').next().unwrap_or_default();
        let known = |lexicon: &Lexicon| is_in(list(lexicon), folded) || list(lexicon).contains(head);
        !self.is_acronym(word) && self.lexicon.is_some_and(known)
    }

    /// An article or a preposition, and not one that has its noun (`un'ora`).
    fn leads_on(&self, word: usize) -> bool {
        let leads = self.has(word, |lexicon| &lexicon.prepositions) || self.has(word, |lexicon| &lexicon.determiners);
        leads && !self.folded(word).trim_end_matches('\'').contains('\'')
    }

    fn is_acronym(&self, word: usize) -> bool {
        let mut letters = self.part(word).chars().filter(|c| c.is_alphabetic());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase)
    }

    fn is_pronoun(&self, word: usize) -> bool {
        self.has(word, |lexicon| &lexicon.pronouns)
            || self.has(word, |lexicon| &lexicon.leaning)
            || self.has(word, |lexicon| &lexicon.own)
    }

    /// A word that binds its clause to what stands before (`who`, `if`, `including`), whether it is there or not.
    fn is_bound(&self, word: usize) -> bool {
        let articled = self.has(word, |lexicon| &lexicon.determiners);
        let begins = self.has(word, |lexicon| &lexicon.clauses)
            || self.has(word, |lexicon| &lexicon.clauses_after_comma)
                && !self.has(word, |lexicon| &lexicon.prepositions);
        begins && !articled && !self.has(word, |lexicon| &lexicon.openings)
    }

    /// `of which`, `some of whom`.
    fn is_bound_behind(&self, start: usize, end: usize) -> bool {
        let joins = |word: usize| self.has(word, |lexicon| &lexicon.prepositions);
        (start + 1..end.min(start + 3)).any(|word| self.is_bound(word) && joins(word - 1))
    }

    fn is_participle(&self, word: usize) -> bool {
        let ends = |lexicon: &Lexicon| {
            let folded = self.folded(word);
            folded.chars().count() > LEAST_VERB && lexicon.participles.iter().any(|ending| folded.ends_with(ending))
        };
        !self.named[word] && self.lexicon.is_some_and(ends)
    }

    /// A verb, by what the lists have of it.
    fn is_verb(&self, word: usize) -> bool {
        let part = self.part(word);
        let ends = |lexicon: &Lexicon| {
            let long = part.chars().count() >= LEAST_VERB && !lexicon.function.contains(self.folded(word));
            long && lexicon.verb_endings.iter().any(|ending| part.ends_with(ending.as_str()))
        };
        !self.named[word] && (self.is_listed_verb(word) || self.lexicon.is_some_and(ends))
    }

    fn is_listed_verb(&self, word: usize) -> bool {
        let (part, folded) = (self.part(word), self.folded(word));
        let listed = |lexicon: &Lexicon| {
            let says = lexicon.cues.contains(folded) || lexicon.holds.contains(folded);
            lexicon.verbs.contains(part.replace('’', "'").as_str()) || says && !lexicon.nouns.contains(folded)
        };
        !part.starts_with(char::is_uppercase) && self.lexicon.is_some_and(listed)
    }

    /// Most words have capitals: then they tell nothing.
    fn is_headline(&self, words: &Words) -> bool {
        let capitals = words.clone().filter(|&at| self.part(at).starts_with(char::is_uppercase)).count();
        // Names have capitals everywhere.
        let named =
            |at: usize| self.named[at] || self.is_abbreviation(at) || self.part(at).chars().count() < LEAST_LETTERS;
        let says = words.clone().any(|at| self.part(at).starts_with(char::is_uppercase) && !named(at));
        words.len() >= LEAST_SHOUTED && capitals * 10 >= words.len() * 6 && says
    }

    /// All of the sentence has capitals, but for words of no topic.
    fn is_all_capitals(&self) -> bool {
        let small = |at: usize| self.part(at).starts_with(char::is_lowercase) && self.is_topic(at);
        !(0..self.words.len()).any(small)
    }

    fn is_topic(&self, word: usize) -> bool {
        !self.text.language.is_function_word(self.folded(word)) || self.is_acronym(word)
    }
}

/// What is said in a sentence or beside it, and the verb that says so.
fn spoken<'a>(text: &'a Text, sentence: &Sentence) -> impl Iterator<Item = (TextRange, TextRange)> + use<'a> {
    let place = sentence.range;
    let first = text.quotations.partition_point(|quotation| quotation.range.end() <= place.start()).saturating_sub(1);
    let quotations = text.quotations[first..].iter().take_while(move |quotation| quotation.range.start() < place.end());
    let first = text.reports.partition_point(|report| report.cue.end() <= place.start());
    let reports = text.reports[first..].iter().take_while(move |report| report.cue.start() < place.end());
    let quotations = quotations.filter_map(|quotation| Some((quotation.range, quotation.cue?)));
    let reports = reports.map(|report| (report.range, report.cue));
    quotations.chain(reports).filter(move |(_, cue)| place.contains(*cue))
}
