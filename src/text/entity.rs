//! Entities: which mentions of a text name the same person, place or body.

use super::first::same_first;
use super::language::Language;
use super::lexicon::Lexicon;
use super::name::{Entity, EntityKind, Finder, Found, Mention, Names, Run};
use super::norm::{Norm, fold};
use super::reading::without_possessive;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Words that begin names which their last word alone does not tell apart (`North Korea`, `New York`).
const PLACE_WORDS: [&str; 17] = [
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "san", "los", "las",
    "saint", "st", "fort", "middle", "united",
];

/// Letters of a short name that is looked for in full.
const LEAST_LETTERS: usize = 3;

/// Short and long names of what is hardly ever called by one name only.
const SAME: [(&str, &str); 6] = [
    ("unitedstates", "us"),
    ("unitedstatesofamerica", "us"),
    ("usa", "us"),
    ("unitedkingdom", "uk"),
    ("unitednations", "un"),
    ("europeanunion", "eu"),
];

/// Groups mentions into entities.
pub fn resolve(finder: &Finder, found: &[Found]) -> Names {
    let mut groups =
        Groups { finder, entities: Vec::new(), by_last: FxHashMap::default(), titles: Vec::new(), latest: Vec::new() };
    let mut ids: Vec<Option<usize>> = vec![None; found.len()];
    for (id, mention) in ids.iter_mut().zip(found).filter(|(_, mention)| mention.words.len() > 1) {
        *id = Some(groups.long(mention));
    }
    groups.latest = vec![0; groups.entities.len()];
    for (id, mention) in ids.iter().zip(found) {
        if let Some(id) = *id {
            groups.learn(id, mention);
        }
    }
    for (place, mention) in found.iter().enumerate() {
        let id = match ids[place] {
            Some(id) => id,
            None if mention.words.is_empty() => continue,
            None => groups.short(mention),
        };
        ids[place] = Some(id);
        groups.saw(id, mention, place);
    }
    for (place, mention) in found.iter().enumerate().filter(|(_, mention)| mention.words.is_empty()) {
        ids[place] = Some(groups.titled(mention));
    }
    groups.finish(found, &ids)
}

struct Group {
    words: Vec<String>,
    full: String,
    person: bool,
    body: bool,
}

struct Groups<'a> {
    finder: &'a Finder<'a>,
    entities: Vec<Group>,
    /// Entities with a first and a last name, by the last one's spelling key.
    by_last: FxHashMap<String, Vec<usize>>,
    /// The titles that stood beside names: noun, all words, entity.
    titles: Vec<(String, Vec<String>, usize)>,
    /// Where each entity was last mentioned.
    latest: Vec<usize>,
}

impl Groups<'_> {
    fn last(&self, words: &[String]) -> String {
        let name = words.iter().rev().find(|word| !self.finder.read.lexicon.suffixes.contains(*word));
        spelling(name.map_or("", String::as_str))
    }

    fn body(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.finder.read.lexicon.bodies.contains(word))
    }

    /// The entity of a name of several words.
    fn long(&mut self, mention: &Found) -> usize {
        let full = self.finder.slice(self.finder.range(&mention.name));
        let body = self.body(&mention.words) && mention.title.is_empty();
        let last = if body { mention.words.concat() } else { self.last(&mention.words) };
        let same = self.by_last.get(&last).into_iter().flatten().copied().find(|&id| {
            let group = &self.entities[id];
            let short = group.words.ends_with(&mention.words) || mention.words.ends_with(&group.words);
            group.body == body
                && (short || same_first(&group.words[0], &mention.words[0]))
                && self.junior(&group.words) == self.junior(&mention.words)
        });
        if let Some(id) = same {
            let group = &mut self.entities[id];
            if mention.words.len() > group.words.len() {
                (group.words, group.full) = (mention.words.clone(), full.to_owned());
            }
            return id;
        }
        self.entities.push(Group { words: mention.words.clone(), full: full.to_owned(), person: false, body });
        self.by_last.entry(last).or_default().push(self.entities.len() - 1);
        self.entities.len() - 1
    }

    fn junior(&self, words: &[String]) -> bool {
        words.last().is_some_and(|word| self.finder.read.lexicon.suffixes.contains(word))
    }

    /// The entity of a name of one word: a last name, a first name, or all there is.
    fn short(&mut self, mention: &Found) -> usize {
        let word = &mention.words[0];
        let key = spelling(word);
        let recent = |ids: &[usize]| ids.iter().copied().max_by_key(|&id| (self.latest[id], std::cmp::Reverse(id)));
        if let Some(ids) = self.by_last.get(&key) {
            let titled: Vec<usize> = ids.iter().copied().filter(|&id| self.bears(id, mention)).collect();
            if let Some(id) = recent(&titled).or_else(|| recent(ids)) {
                return id;
            }
        }
        let first = (0..self.entities.len()).find(|&id| {
            let group = &self.entities[id];
            group.person && group.words.len() > 1 && group.words[0] == *word
        });
        first.filter(|_| mention.title.is_empty()).unwrap_or_else(|| {
            let full = self.finder.slice(self.finder.range(&mention.name)).to_owned();
            self.entities.push(Group {
                words: vec![word.clone()],
                full,
                person: false,
                body: self.body(&mention.words),
            });
            self.latest.push(0);
            self.by_last.entry(key).or_default().push(self.entities.len() - 1);
            self.entities.len() - 1
        })
    }

    /// Whether an entity was called by a mention's title before (`Rep. Hunter` where one of two is a representative).
    fn bears(&self, id: usize, mention: &Found) -> bool {
        let Some(noun) = mention.noun else { return false };
        let noun = rank(noun, &self.title_words(mention));
        self.titles.iter().any(|(known, _, bearer)| *bearer == id && *known == noun)
    }

    /// Notes a mention, in the order of the text.
    fn saw(&mut self, id: usize, mention: &Found, place: usize) {
        self.latest[id] = place + 1;
        self.learn(id, mention);
        if let Some(noun) = mention.noun {
            let words = self.title_words(mention);
            self.titles.push((rank(noun, &words), words, id));
        }
    }

    fn title_words(&self, mention: &Found) -> Vec<String> {
        let words = mention.title.clone().map(|at| self.finder.read.folded(at));
        words.filter(|word| word.chars().any(char::is_alphabetic)).map(str::to_owned).collect()
    }

    /// What a mention tells of its entity.
    fn learn(&mut self, id: usize, mention: &Found) {
        let (before, after) = (mention.name.start.wrapping_sub(2), mention.name.end + 1);
        let cued = |at: usize| self.finder.read.lexicon.cues.contains(self.finder.read.folded(at));
        let who = |at: usize| matches!(self.finder.read.folded(at), "who" | "whose");
        let told_of = after > 1 && self.finder.read.part(after - 1) == "," && who(after + 1);
        let group = &mut self.entities[id];
        // A first and a last name, and the last one alone elsewhere: hardly a place.
        let short = mention.words.len() == 1
            && group.words.len() > 1
            && !group.body
            && !PLACE_WORDS.contains(&group.words[0].as_str());
        group.person |= !group.body
            && (!mention.title.is_empty()
                || short
                || group.words.len() > 1 && (cued(before) || cued(after) || told_of));
    }

    /// The entity of a title alone: who bore it beside a name, if only one did, or one with the same words before it.
    fn titled(&mut self, mention: &Found) -> usize {
        let words = self.title_words(mention);
        let noun = rank(mention.noun.unwrap_or_default(), &words);
        let plain = |word: &&String| rank(word, &[]) != noun && !self.finder.read.lexicon.modifiers.contains(*word);
        let qualified: Vec<&String> = words.iter().filter(plain).collect();
        let only = |fits: &dyn Fn(&str, &[String]) -> bool| {
            let titles = self.titles.iter().filter(|(noun, words, _)| fits(noun, words));
            let mut ids: Vec<usize> = titles.map(|(_, _, id)| *id).collect();
            ids.sort_unstable();
            ids.dedup();
            if let [only] = ids.as_slice() { Some(*only) } else { None }
        };
        let all = |words: &[String]| qualified.iter().all(|word| words.contains(word));
        // `the Israeli leader` is the only Israeli with a title; `the Vermont senator` the only senator.
        let known = only(&|other, words| other == noun && all(words))
            .or_else(|| only(&|_, words| !qualified.is_empty() && all(words)))
            .or_else(|| only(&|other, words| other == noun && (qualified.is_empty() || words.len() < 2)));
        if let Some(id) = known.filter(|_| mention.noun.is_some()) {
            return id;
        }
        let full = self.finder.slice(self.finder.range(&mention.title)).to_owned();
        let known = self.entities.iter().position(|group| group.full == full);
        known.unwrap_or_else(|| {
            self.entities.push(Group { words: vec![noun], full, person: true, body: false });
            self.entities.len() - 1
        })
    }

    fn finish(self, found: &[Found], ids: &[Option<usize>]) -> Names {
        let range = |run: &Run| (!run.is_empty()).then(|| self.finder.range(run));
        let mentions = found.iter().zip(ids).filter_map(|(mention, id)| {
            let epithet = range(&mention.title);
            Some(Mention { range: range(&mention.name).or(epithet)?, epithet, entity: (*id)? })
        });
        let mentions = mentions.collect();
        let entity = |group: &Group| {
            let group = self.written_out(group).unwrap_or(group);
            let kind = match (group.person, group.body) {
                (true, _) => EntityKind::Person,
                (false, true) => EntityKind::Body,
                (false, false) => EntityKind::Other,
            };
            let full = without_possessive(&group.full).to_owned();
            Entity { full, key: self.key(group), kind, language: self.finder.read.language, spoken: OnceLock::new() }
        };
        Names { mentions, entities: self.entities.iter().map(entity).collect() }
    }

    /// What a short name of first letters stands for: `NRA`, `N.R.A.` for `National Rifle Association`.
    fn written_out(&self, short: &Group) -> Option<&Group> {
        let letters: String = short.full.chars().filter(|c| c.is_alphanumeric()).collect();
        let acronym = letters.chars().count() >= LEAST_LETTERS && letters.chars().all(char::is_uppercase);
        let first = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
        let begins = |long: &&Group| long.full.split_whitespace().filter_map(first).eq(letters.chars());
        acronym.then(|| self.entities.iter().find(begins)).flatten()
    }

    fn key(&self, group: &Group) -> Norm {
        let whole = group.body || PLACE_WORDS.contains(&group.words[0].as_str());
        if whole || group.words.len() == 1 {
            let joined: String = group.words.concat().chars().filter(|c| c.is_alphanumeric()).collect();
            let same = SAME.iter().find(|(long, _)| *long == joined).map_or(joined.as_str(), |(_, short)| short);
            return Norm::of(&spelling(same));
        }
        let suffix = if self.junior(&group.words) { group.words.last().map_or("", String::as_str) } else { "" };
        Norm::of(&format!("{}{suffix}", self.last(&group.words)))
    }
}

/// The part of a full name that tells whose it is: the last word that may be a name, or, where that tells nothing, all.
pub fn telling(full: &str, language: Language) -> &str {
    let lexicon = Lexicon::of(language);
    let whole = full
        .split_whitespace()
        .map(fold)
        .enumerate()
        .any(|(at, word)| lexicon.bodies.contains(&word) || at == 0 && PLACE_WORDS.contains(&word.as_str()));
    let is_suffix = |word: &str| lexicon.suffixes.contains(&fold(word.trim_end_matches('.')));
    let last = full.split_whitespace().rev().find(|word| !is_suffix(word));
    last.filter(|_| !whole).unwrap_or(full)
}

/// A title under one name: short forms written out, and what is below a president or minister apart from them.
fn rank(noun: &str, words: &[String]) -> String {
    let full = match noun {
        "sen" | "sens" => "senator",
        "rep" | "reps" | "congressman" | "congresswoman" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "adviser" | "advisor" => "aide",
        other => other,
    };
    let kinds = words.iter().find(|word| matches!(word.as_str(), "vice" | "deputy" | "prime" | "foreign" | "defense"));
    match kinds {
        Some(kind) if matches!(full, "president" | "minister") => format!("{kind} {full}"),
        _ => full.to_owned(),
    }
}

/// What the spellings of one name have in common: `zelensky` and `zelenskyy`, `hussein` and `husayn`, `sergei` and `sergey`.
///
/// These are the places where transcriptions into Latin letters differ: doubled letters, `y`, `i` and `j`, diphthongs.
pub fn spelling(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let letters = word.chars().filter(|c| c.is_alphanumeric()).map(|c| if matches!(c, 'y' | 'j') { 'i' } else { c });
    for c in letters {
        match (out.chars().next_back(), c) {
            (Some(last), c) if last == c => {}
            // `ei`, `ay`, `ai`, `ey`.
            (Some('a' | 'e'), 'i') => {
                out.pop();
                out.push('e');
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{EntityKind, Language, Text};
    use super::spelling;

    #[test]
    fn spellings_of_one_name_are_one() {
        for (a, b) in
            [("zelensky", "zelenskyy"), ("hussein", "husayn"), ("sergei", "sergey"), ("netanyahu", "netanjahu")]
        {
            assert_eq!(spelling(a), spelling(b));
        }
        assert_ne!(spelling("putin"), spelling("patten"));
    }

    #[test]
    fn mentions_are_grouped_and_titles_known() {
        type Row = (&'static str, &'static str, &'static str);
        let cases: &[(&str, &[Row])] = &[
            (
                "Russian President Vladimir Putin met US President Donald Trump. Putin told the US president no.",
                &[
                    ("Vladimir Putin", "Russian President", "Vladimir Putin"),
                    ("Donald Trump", "US President", "Donald Trump"),
                    ("Putin", "", "Vladimir Putin"),
                    ("US president", "US president", "Donald Trump"),
                ],
            ),
            (
                "Russian dictator Vladimir Putin spoke, his aide, Yuri Ushakov, said. The dictator's aide was sure.",
                &[
                    ("Vladimir Putin", "Russian dictator", "Vladimir Putin"),
                    ("Yuri Ushakov", "aide", "Yuri Ushakov"),
                    ("dictator", "dictator", "Vladimir Putin"),
                    ("aide", "aide", "Yuri Ushakov"),
                ],
            ),
            (
                "In York, Sen. John A. Smith, R-Ohio, left. Mr. Smith was seen by Rep. Ann O'Neill, a lawyer.",
                &[
                    ("York", "", "York"),
                    ("John A. Smith", "Sen", "John A. Smith"),
                    ("Smith", "Mr", "John A. Smith"),
                    ("Ann O'Neill", "Rep", "Ann O'Neill"),
                ],
            ),
            (
                "Yuri Ushakov, foreign policy advisor to Putin, spoke.",
                &[("Yuri Ushakov", "foreign policy advisor", "Yuri Ushakov"), ("Putin", "", "Putin")],
            ),
        ];
        for (text, expected) in cases {
            let text = Text::new((*text).to_owned(), Some(Language::ENGLISH));
            let names = text.names();
            let found: Vec<(&str, &str, &str)> = names
                .mentions
                .iter()
                .map(|m| {
                    (
                        text.slice(m.range),
                        m.epithet.map_or("", |e| text.slice(e)),
                        names.entities[m.entity].full.as_str(),
                    )
                })
                .collect();
            assert_eq!(found, *expected);
        }
    }

    #[test]
    fn a_name_is_one_in_two_languages() {
        let cases = [
            ("en", "Then Yuri Ushakov spoke.", "uk", "Потім Юрій Ушаков говорив.", true),
            ("en", "Then Yuri Ushakov spoke.", "de", "Dann sprach Juri Uschakow.", true),
            ("en", "Then Ushakov's aide spoke.", "ru", "Тогда речь Ушакова кончилась.", true),
            ("en", "Then Yuri Ushakov spoke.", "ru", "Тогда Юрий Усаков говорил.", false),
            ("en", "Then Ann Marin spoke.", "fr", "Puis Ann Marina parla.", false),
            ("en", "Then Catherine spoke.", "en", "Then Katherine spoke.", false),
        ];
        for (tag, one, other_tag, other, expected) in cases {
            let [one, other] = [(tag, one), (other_tag, other)].map(|(tag, text)| {
                let text = Text::new(text.to_owned(), Language::from_tag(tag));
                text.names().entities.first().unwrap().clone()
            });
            assert_eq!(one.same(&other), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        let text = "Ann Smith spoke in Saudi Arabia to the Justice Department. Smith left Arabia.".to_owned();
        let text = Text::new(text, Some(Language::ENGLISH));
        let kinds: Vec<EntityKind> = text.names().entities.iter().map(|e| e.kind).collect();
        assert_eq!(kinds.first(), Some(&EntityKind::Person));
        assert!(kinds.contains(&EntityKind::Body));
    }
}
