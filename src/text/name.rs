//! Names: people, places and bodies as a text mentions them, with the titles that stand beside them.

use super::first::same_first;
use super::language::Language;
use super::lexicon::Lexicon;
use super::mark::{Marks, Role};
use super::norm::{Norm, fold};
use super::range::TextRange;
use super::reading::{Reading, is_possessive, without_possessive};
use super::roman::{Spoken, foreign};
use super::sentence::Sentence;
use super::token::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// One place where somebody or something is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The name without titles (`Vladimir Putin`), or for a mention by title alone the title (`the dictator`).
    pub range: TextRange,
    /// The title or epithet beside the name (`Russian President`, `dictator`); of a mention by title alone, the same words.
    pub epithet: Option<TextRange>,
    /// Whom or what it names: an index into the text's entities.
    pub entity: usize,
}

/// Somebody or something that a text names.
#[derive(Clone, Eq, Debug)]
pub struct Entity {
    /// The fullest name that the text has for it (`Yuri Ushakov`).
    pub full: String,
    /// The same for the same name in every text, whatever its spelling (`Zelensky`, `Zelenskyy`) and whether the first
    /// name is given; people of one last name share it.
    pub key: Norm,
    /// What it seems to be.
    pub kind: EntityKind,
    /// The language of the text.
    pub language: Language,
    /// How the part of the name sounds that the key is of; heard when it is first asked for.
    pub(super) spoken: OnceLock<Spoken>,
}

impl PartialEq for Entity {
    /// What has been heard already makes no difference.
    fn eq(&self, other: &Self) -> bool {
        (&self.full, self.key, self.kind, self.language) == (&other.full, other.key, other.kind, other.language)
    }
}

impl Entity {
    /// Whether two texts mean one person, place or body, as far as names tell: by the key, and between two languages by sound;
    /// people whose first names are not forms of one are two.
    pub fn same(&self, other: &Self) -> bool {
        let named =
            self.key == other.key || foreign(self.language, other.language) && self.spoken().same(other.spoken());
        named && !self.is_apart(other)
    }

    /// A person with a first and a last name.
    pub fn is_in_full(&self) -> bool {
        self.kind == EntityKind::Person && self.first().is_some()
    }

    /// Two people of one last name: their first names are not forms of one. What two languages have is not compared: they write
    /// one first name in many ways.
    pub fn is_apart(&self, other: &Self) -> bool {
        // Whoever shares a person's last name is one, though nothing else tells so.
        let person = [self.kind, other.kind].contains(&EntityKind::Person);
        let names = self.first().zip(other.first()).filter(|_| person);
        !foreign(self.language, other.language) && names.is_some_and(|(one, other)| !same_first(&one, &other))
    }

    /// The part of the name that tells whose it is: a person's last name; where that tells nothing, all.
    pub fn telling(&self) -> &str {
        super::entity::telling(&self.full, self.language)
    }

    /// The first of several names of what is no body, folded.
    fn first(&self) -> Option<String> {
        let suffix = |word: &&str| !Lexicon::of(self.language).suffixes.contains(&fold(word.trim_end_matches('.')));
        let mut words = self.full.split_whitespace().filter(suffix);
        let first = words.next().map(|word| fold(word.trim_end_matches('.')));
        first.filter(|_| self.kind != EntityKind::Body && words.next().is_some())
    }

    /// What the names that sound like it in other languages have in common with it.
    pub fn skeletons(&self) -> Vec<String> {
        self.spoken().skeletons()
    }

    fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| Spoken::new(self.telling(), self.language))
    }
}

/// What a name seems to name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EntityKind {
    /// A person: with a title, or a first and a last name.
    Person,
    /// An organisation, an office, an agreement.
    Body,
    /// A place or anything else.
    Other,
}

/// The names of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    /// Where they stand, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Whom and what they name, by first mention.
    pub entities: Vec<Entity>,
}

/// Reads the names of a text.
pub fn names(read: Reading, sentences: &[Sentence], marks: &Marks) -> Names {
    let finder = Finder::new(read, sentences, marks);
    let found: Vec<Found> = sentences.iter().flat_map(|sentence| finder.in_sentence(sentence)).collect();
    super::entity::resolve(&finder, &found)
}

/// Words of an office behind its title: `of State`.
const OFFICE: usize = 2;

/// A run of tokens.
pub type Run = std::ops::Range<usize>;

/// A mention before it is known whom it names: runs of tokens.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// The name's tokens; empty where only a title is given.
    pub name: Run,
    /// The title's tokens; empty where there is none.
    pub title: Run,
    /// The folded words of the name, without a possessive.
    pub words: Vec<String>,
    /// The folded noun of the title.
    pub noun: Option<&'a str>,
}

/// Finds runs of capitalised words, and titles.
pub struct Finder<'a> {
    /// The text.
    pub read: Reading<'a>,
    lexicon: &'static Lexicon,
    marks: &'a Marks,
    /// Words with a capital where nothing but a name has one.
    inner: FxHashSet<&'a str>,
    /// Neighbours of those.
    pairs: FxHashSet<(&'a str, &'a str)>,
    /// Words without a capital somewhere.
    lower: FxHashSet<&'a str>,
    /// Sentences in which nearly every word has a capital, by first token: headlines.
    shouted: FxHashMap<u32, bool>,
    /// Sentences without a full stop, whatever their capitals, by first token.
    headlines: FxHashSet<u32>,
}

impl<'a> Finder<'a> {
    fn new(read: Reading<'a>, sentences: &[Sentence], marks: &'a Marks) -> Self {
        let mut finder = Self {
            read,
            lexicon: read.lexicon,
            marks,
            inner: FxHashSet::default(),
            pairs: FxHashSet::default(),
            lower: FxHashSet::default(),
            shouted: FxHashMap::default(),
            headlines: FxHashSet::default(),
        };
        for sentence in sentences {
            let words: Vec<usize> = sentence.tokens.indices().filter(|&i| read.is(i, TokenKind::Word)).collect();
            let capitals = words.iter().filter(|&&i| finder.capital(i)).count();
            // Headlines in title case leave only short words small, and have no full stop.
            let ended = sentence.range.of(read.text).trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!']);
            let shouted = words.len() > 2 && capitals * 10 >= words.len() * 6 && !ended;
            finder.shouted.insert(sentence.tokens.start, shouted);
            if !ended {
                finder.headlines.insert(sentence.tokens.start);
            }
            for &at in &words {
                if !finder.capital(at) {
                    finder.lower.insert(read.part(at));
                } else if !shouted && !finder.starts(sentence, at) {
                    finder.inner.insert(without_possessive(read.part(at)));
                }
                if !shouted && ended && finder.capital(at) && finder.capital(at + 2) {
                    finder.pairs.insert((finder.part(at), without_possessive(finder.part(at + 2))));
                }
            }
        }
        finder
    }

    fn part(&self, at: usize) -> &'a str {
        self.read.part(at)
    }

    fn folded(&self, at: usize) -> &'a str {
        self.read.folded(at)
    }

    fn capital(&self, at: usize) -> bool {
        self.read.capital(at)
    }

    /// The text of a run of tokens, without a possessive at its end.
    pub fn range(&self, run: &Run) -> TextRange {
        let (first, last) = (self.read.tokens[run.start].range, self.read.tokens[run.end - 1].range);
        let short = without_possessive(last.of(self.read.text)).len();
        TextRange::new(self.read.text, first.start(), last.start() + short)
    }

    /// The text in a range.
    pub fn slice(&self, range: TextRange) -> &'a str {
        range.of(self.read.text)
    }

    /// A sentence starts at a word, or a quotation or what follows a colon does: a capital letter says nothing there.
    fn starts(&self, sentence: &Sentence, at: usize) -> bool {
        let first = sentence.tokens.start as usize;
        let before = (first..at).rev().find(|&i| !self.read.is_space(i));
        before.is_none_or(|i| {
            self.marks.role(i) == Some(Role::Opens) || matches!(self.part(i), ":" | "(" | "[" | "…" | "•" | ".")
        })
    }

    fn in_sentence(&self, sentence: &Sentence) -> Vec<Found<'a>> {
        let mut found: Vec<Found> = Vec::new();
        let end = sentence.tokens.end as usize;
        let mut at = sentence.tokens.start as usize;
        while at < end {
            let run = if self.can_start(sentence, at) { self.run(sentence, at, end) } else { at..at };
            if run.is_empty() {
                let title = self.read.bare_title(at, end);
                // Somebody's title may begin the next: `the dictator's aide`.
                at = title.as_ref().map_or(at + 1, |found| {
                    found.title.end - usize::from(is_possessive(self.part(found.title.end - 1)))
                });
                found.extend(title);
            } else {
                // `Putin's aide`: the possessive is looked at once more.
                let possessive = is_possessive(self.part(run.end - 1));
                let title = if possessive { self.read.bare_title(run.end - 1, end) } else { None };
                at = title.as_ref().map_or(run.end, |found| found.title.end);
                self.split(sentence, run, &mut found);
                found.extend(title);
            }
        }
        found
    }

    fn shouted(&self, sentence: &Sentence) -> bool {
        self.shouted.get(&sentence.tokens.start).copied().unwrap_or(false)
    }

    /// Whether a sentence is one of those that have no full stop.
    fn is_headline(&self, sentence: &Sentence) -> bool {
        self.headlines.contains(&sentence.tokens.start)
    }

    fn can_start(&self, sentence: &Sentence, at: usize) -> bool {
        let folded = self.folded(at);
        let calendar =
            self.lexicon.weekdays.contains_key(folded) || self.lexicon.months.contains_key(folded) && folded.len() > 4;
        if !self.capital(at) || self.party(at) || calendar {
            return false;
        }
        let word = without_possessive(self.part(at));
        let shouted = self.shouted(sentence);
        let small = word.to_lowercase();
        if self.lexicon.function.contains(self.folded(at)) && !is_acronym(word) {
            return false;
        }
        if shouted || self.starts(sentence, at) {
            let title = self.lexicon.honorifics.contains(&small) || self.lexicon.modifiers.contains(&small);
            let followed = !shouted && self.read.is_space(at + 1) && self.capital(at + 2);
            return self.inner.contains(word)
                || title
                || followed && !self.lower.contains(small.as_str())
                || is_acronym(word) && !shouted;
        }
        true
    }

    /// `R-Texas`, `D-N.Y.` behind an American politician's name.
    fn party(&self, at: usize) -> bool {
        let letter = |at: usize| matches!(self.part(at), "R" | "D" | "I");
        letter(at) && self.part(at + 1) == "-" || at > 1 && self.part(at - 1) == "-" && letter(at - 2)
    }

    /// Capitalised words that belong together, from `at`.
    fn run(&self, sentence: &Sentence, at: usize, end: usize) -> Run {
        let mut last = at;
        while last < end {
            let Some(next) = self.joined(last, end) else { break };
            // `the Attorney's Office` is one name, `Putin's President` would not be.
            let owned = is_possessive(self.part(last)) && !self.lexicon.bodies.contains(self.folded(next));
            // In a headline only words that stand together elsewhere are known to be one name.
            let both = [self.part(last), without_possessive(self.part(next))];
            let pair = self.pairs.contains(&(both[0], both[1]));
            // `tells Trump Russia is ready`: two names that stand apart elsewhere.
            let known = || both.iter().all(|word| self.inner.contains(word)) && self.is_headline(sentence);
            let apart = !pair && (self.shouted(sentence) || known());
            if owned || apart {
                break;
            }
            last = next;
        }
        at..last + 1
    }

    /// The next capitalised word that goes on with a name: over one blank, an initial's full stop, a particle, a hyphen.
    fn joined(&self, at: usize, end: usize) -> Option<usize> {
        let mut next = at + 1;
        let word = self.part(at);
        let dotted = word.chars().count() == 1 || word.contains('.') || self.lexicon.leading.contains(self.folded(at));
        if self.part(next) == "." && dotted {
            next += 1;
        }
        if matches!(self.part(next), "-" | "‑") {
            return (next + 1 < end && self.capital(next + 1)).then_some(next + 1);
        }
        if self.part(next) != " " && self.part(next) != "\u{a0}" {
            return None;
        }
        next += 1;
        if matches!(
            self.part(next),
            "de" | "von" | "van" | "bin" | "ben" | "al" | "el" | "der" | "la" | "da" | "di" | "du" | "of"
        ) {
            // `House of Representatives` is one name; `Netanyahu of Israel` is two.
            let body = self.part(next) != "of"
                || self.lexicon.bodies.contains(self.folded(at))
                || self.lexicon.honorifics.contains(self.folded(at));
            next += 2;
            return (body && self.part(next - 1) == " " && next < end && self.capital(next)).then_some(next);
        }
        if self.lexicon.weekdays.contains_key(self.folded(next)) {
            return None;
        }
        let word = self.part(next);
        // `John A. Doe`: an initial, whatever the letter means alone.
        let initial = word.chars().count() == 1 && self.part(next + 1) == ".";
        let joins = next < end
            && self.capital(next)
            && (!self.lexicon.function.contains(self.folded(next)) || is_acronym(word) || initial);
        joins.then_some(next)
    }

    /// Separates titles from the name, and puts both into `found`.
    fn split(&self, sentence: &Sentence, run: Run, found: &mut Vec<Found<'a>>) {
        let words: Vec<usize> = run.clone().filter(|&i| self.read.is_word(i)).collect();
        let folded: Vec<&str> = words.iter().map(|&i| self.folded(i)).collect();
        let body = folded.iter().any(|word| self.lexicon.bodies.contains(*word));
        let last_title = folded.iter().rposition(|word| self.lexicon.honorifics.contains(*word));
        let split = match last_title {
            // `White House press secretary` in capitals, `the President`: a title and no name.
            Some(at) if at + 1 == words.len() => {
                let indefinite = run.start >= 2 && matches!(self.part(run.start - 2), "a" | "an" | "A" | "An");
                if indefinite || body && self.lexicon.bodies.contains(folded[at]) {
                    return;
                }
                found.push(self.titled(run.clone(), run.end..run.end, folded.last().copied()));
                return;
            }
            // `Republican of New York`, `Secretary of State`: no name, unless one follows.
            Some(at) if folded[at + 1] == "of" => {
                let Some(first) = (at + OFFICE + 1..words.len()).next().filter(|_| folded[at] == "secretary") else {
                    found.push(self.titled(run.clone(), run.end..run.end, Some(folded[at])));
                    return;
                };
                first
            }
            // `Republican Party`: no title, but a part of the name of a body.
            Some(at) if folded[at + 1..].iter().all(|word| self.lexicon.bodies.contains(*word)) => 0,
            Some(at) => at + 1,
            None => 0,
        };
        let start = words[split];
        // What stands before `Mr.` is none of it: `Enter Mr. Reyes`.
        let first = words[..split].last().filter(|&&at| self.read.is_courtesy(at)).copied().unwrap_or(run.start);
        let mut title = if split > 0 { first..words[split - 1] + 1 } else { start..start };
        let noun = last_title.filter(|_| split > 0).map(|at| folded[at]);
        let (title_before, noun_before) =
            if title.is_empty() && !body { self.read.title_before(sentence, start) } else { (start..start, None) };
        if !title_before.is_empty() {
            title = title_before;
            // Names inside of the title (`Pence press secretary`) are part of it.
            found.retain(|f| f.name.start < title.start || f.name.is_empty());
        }
        let mut name = start..run.end;
        if let Some((apposition, noun)) =
            self.read.apposition(sentence, &name).filter(|_| title.is_empty() && split == 0)
        {
            title = apposition;
            found.push(self.titled(title, name, Some(noun)));
            return;
        }
        if name.is_empty() {
            name = start..start + 1;
        }
        found.push(self.titled(title, name, noun.or(noun_before)));
    }

    fn titled(&self, title: Run, name: Run, noun: Option<&'a str>) -> Found<'a> {
        let mut words: Vec<String> = Vec::new();
        for at in name.clone().filter(|&at| self.read.is_word(at)) {
            match words.last_mut() {
                // `Campa-Najjar` is one word of a name.
                Some(last) if self.part(at - 1) == "-" => last.extend(["-", self.folded(at)]),
                _ => words.push(self.folded(at).to_owned()),
            }
        }
        Found { name, title, words, noun }
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}
