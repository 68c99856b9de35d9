//! Entities: which mentions of a text name the same person, place or body.

use super::first::same_first;
use super::language::Language;
use super::lexicon::Lexicon;
use super::name::{Entity, EntityKind, Finder, Found, Mention, Names, Run};
use super::norm::{Norm, fold};
use super::reading::without_possessive;
use super::spelling::spelling;
use super::title::rank;
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
            groups.entitle(id, mention);
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
    /// It was first named with another first name before (`Ann and Eve Smith`).
    child: bool,
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

/// Whom a name of one word means.
enum Meant {
    One(usize),
    /// One of several; which one is not told.
    Doubtful,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sex {
    He,
    She,
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
        let namesake = self.is_namesake(mention);
        let same = self.by_last.get(&last).into_iter().flatten().copied().filter(|_| !namesake).find(|&id| {
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
        let (words, full, child) = (mention.words.clone(), full.to_owned(), self.is_one_of_several(mention));
        self.entities.push(Group { words, full, person: false, body, child });
        if !namesake {
            self.by_last.entry(last).or_default().push(self.entities.len() - 1);
        }
        self.entities.len() - 1
    }

    /// Whether another first name stands before a name: `Ann and Eve Smith`.
    fn is_one_of_several(&self, mention: &Found) -> bool {
        let read = &self.finder.read;
        let Some(first) = mention.name.start.checked_sub(4) else { return false };
        read.folded(first + 2) == "and" && read.capital(first) && !(first >= 2 && read.capital(first - 2))
    }

    /// Whether a name is told to be another's, too: `his father, also named Duncan Hunter`.
    fn is_namesake(&self, mention: &Found) -> bool {
        let word = |back: usize| mention.name.start.checked_sub(back).map_or("", |at| self.finder.read.folded(at));
        word(4) == "also" && matches!(word(2), "named" | "called")
    }

    fn junior(&self, words: &[String]) -> bool {
        words.last().is_some_and(|word| self.finder.read.lexicon.suffixes.contains(word))
    }

    /// The entity of a name of one word: a last name, a first name, or all there is.
    fn short(&mut self, mention: &Found) -> usize {
        let word = &mention.words[0];
        let key = spelling(word);
        if let Some(ids) = self.by_last.get(&key) {
            match self.meant(ids, mention) {
                Meant::One(id) => return id,
                Meant::Doubtful => {
                    let person = ids.iter().any(|&id| self.entities[id].person);
                    let id = self.apart(key, mention);
                    self.entities[id].person = person;
                    return id;
                }
            }
        }
        let first = (0..self.entities.len()).find(|&id| {
            let group = &self.entities[id];
            group.person && group.words.len() > 1 && group.words[0] == *word
        });
        match first.filter(|_| mention.title.is_empty()) {
            Some(id) => id,
            None => self.apart(key, mention),
        }
    }

    /// A new entity of a name of one word.
    fn apart(&mut self, key: String, mention: &Found) -> usize {
        let full = self.finder.slice(self.finder.range(&mention.name)).to_owned();
        let body = self.body(&mention.words);
        self.entities.push(Group { words: mention.words.clone(), full, person: false, body, child: false });
        self.latest.push(0);
        self.by_last.entry(key).or_default().push(self.entities.len() - 1);
        self.entities.len() - 1
    }

    /// Which of those of a last name is meant by it alone: who bears the title, who alone is of the sex that the title tells, and
    /// without a title the only one who is called by an office. In doubt it is none of those who are named in full.
    fn meant(&self, ids: &[usize], mention: &Found) -> Meant {
        let recent = |ids: &[usize]| ids.iter().copied().max_by_key(|&id| (self.latest[id], std::cmp::Reverse(id)));
        let sex = mention.noun.and_then(|noun| self.sex(noun));
        let of_sex = |id: &usize| sex.is_none_or(|sex| self.sexes(*id).all(|other| other == sex));
        let named = |id: &usize| self.entities[*id].words.len() > 1;
        let (full, short): (Vec<usize>, Vec<usize>) = ids.iter().copied().filter(of_sex).partition(named);
        // `President Smith` is neither Eve of `Ann and Eve Smith` nor Smith Jr.
        let office =
            mention.noun.is_some_and(|noun| self.is_office(noun)) || short.iter().any(|&id| self.holds_office(id));
        let second = |id: &usize| office && (self.entities[*id].child || self.junior(&self.entities[*id].words));
        let full: Vec<usize> = full.into_iter().filter(|id| !second(id)).collect();
        let titled: Vec<usize> = ids.iter().copied().filter(|&id| self.bears(id, mention)).collect();
        if let [only] = titled.as_slice() {
            return Meant::One(*only);
        }
        if let [only] = full.as_slice() {
            return Meant::One(*only);
        }
        let holders: Vec<usize> = full.iter().copied().filter(|&id| self.holds_office(id)).collect();
        let holder = if let [only] = holders.as_slice() { Some(*only).filter(|_| sex.is_none()) } else { None };
        holder.or_else(|| recent(&short)).map_or(Meant::Doubtful, Meant::One)
    }

    /// Whether a title tells a man, or a woman.
    fn sex(&self, noun: &str) -> Option<Sex> {
        let lexicon = self.finder.read.lexicon;
        let she = lexicon.she.contains(noun).then_some(Sex::She);
        she.or(lexicon.he.contains(noun).then_some(Sex::He))
    }

    /// What the titles of an entity tell of its sex.
    fn sexes(&self, id: usize) -> impl Iterator<Item = Sex> {
        self.titles.iter().filter(move |(_, _, bearer)| *bearer == id).filter_map(|(noun, _, _)| self.sex(noun))
    }

    /// Whether an entity was called by a title that is no mere courtesy and no kinship.
    fn holds_office(&self, id: usize) -> bool {
        self.titles.iter().any(|(noun, _, bearer)| *bearer == id && self.is_office(noun))
    }

    /// Whether a title is no mere courtesy and no kinship.
    fn is_office(&self, noun: &str) -> bool {
        self.sex(noun).is_none() && !self.finder.read.lexicon.kin.contains(noun)
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
        if mention.words.len() == 1 {
            self.entitle(id, mention);
        }
    }

    /// Notes the title that stands beside a name.
    fn entitle(&mut self, id: usize, mention: &Found) {
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
            self.entities.push(Group { words: vec![noun], full, person: true, body: false, child: false });
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

#[cfg(test)]
mod tests {
    use super::super::{EntityKind, Language, Text};

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
            (
                "Enter Mr. Reyes, the first Mr. Reyes of the Republican Party.",
                &[("Reyes", "Mr", "Reyes"), ("Reyes", "Mr", "Reyes"), ("Republican Party", "", "Republican Party")],
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
    fn a_last_name_alone_means_whoever_it_can() {
        // Of each name that is wanted, whom its mentions mean, in order.
        let cases: &[(&str, &str, &[&str])] = &[
            // The title tells it, and without one who holds an office.
            (
                "Rep. Duncan Hunter and his wife Margaret Hunter left. Rep. Hunter smiled. Hunter was calm.",
                "Hunter",
                &["Duncan Hunter", "Duncan Hunter"],
            ),
            // So does its sex.
            ("Mr. Carl Blom met Mrs. Ida Blom. Mrs. Blom was late.", "Blom", &["Ida Blom"]),
            // Who is meant is not told.
            ("In Bonn, Ann Roth met Eve Roth. Then Roth was silent.", "Roth", &["Roth"]),
            // A sister is not the president, nor is a son.
            ("The girls, Ann and Eve Smith, waved. President Smith laughed.", "Smith", &["Smith"]),
            ("Carl Smith Jr. waved. President Smith laughed.", "Smith", &["Smith"]),
            ("Mayor Carl Smith waved. Smith's father, also named Carl Smith, laughed.", "Smith", &["Carl Smith"]),
            ("Carl Smith waved. Prime Minister Smith laughed.", "Smith", &["Carl Smith"]),
        ];
        for (text, name, expected) in cases {
            let text = Text::new((*text).to_owned(), Some(Language::ENGLISH));
            let names = text.names();
            let named = names.mentions.iter().filter(|m| text.slice(m.range) == *name);
            let meant: Vec<&str> = named.map(|m| names.entities[m.entity].full.as_str()).collect();
            assert_eq!(meant, *expected, "{}", text.content());
        }
        let text = "Rep. Duncan Hunter left. His father, also named Duncan Hunter, held the seat before.".to_owned();
        let names = Text::new(text, Some(Language::ENGLISH)).names().clone();
        assert_eq!(names.entities.iter().filter(|entity| entity.full == "Duncan Hunter").count(), 2);
    }

    #[test]
    fn names_end_where_another_begins() {
        let names = |text: &str| -> Vec<String> {
            let text = Text::new(text.to_owned(), Some(Language::ENGLISH));
            text.names().mentions.iter().map(|m| text.slice(m.range).to_owned()).collect()
        };
        let told = names("Putin tells Trump Russia is ready\n\nThen Putin called Trump. In Russia nobody knew.");
        assert_eq!(told, ["Putin", "Trump", "Russia", "Putin", "Trump", "Russia"]);
        assert_eq!(names("In Boston, Rick Santorum Sunday denied it."), ["Boston", "Rick Santorum"]);
        assert_eq!(names("Then Arizona Sheriff Joe Arpaio spoke."), ["Joe Arpaio"]);
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
