//! Word lists of the languages we know, from `assets/words`: one small readable file a language.

use super::language::Language;
use super::norm::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;
use whatlang::Lang;

/// The languages that have lists; each is read when the first text of its language is. A language is a file and a line here.
const LISTS: [(Lang, &str); 9] = [
    (Lang::Eng, include_str!("../../assets/words/en.txt")),
    (Lang::Deu, include_str!("../../assets/words/de.txt")),
    (Lang::Fra, include_str!("../../assets/words/fr.txt")),
    (Lang::Spa, include_str!("../../assets/words/es.txt")),
    (Lang::Rus, include_str!("../../assets/words/ru.txt")),
    (Lang::Ukr, include_str!("../../assets/words/uk.txt")),
    (Lang::Pol, include_str!("../../assets/words/pl.txt")),
    (Lang::Ita, include_str!("../../assets/words/it.txt")),
    (Lang::Por, include_str!("../../assets/words/pt.txt")),
];

/// What is known of a language's words. All forms are folded.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Articles, pronouns, conjunctions, prepositions, auxiliaries: words that carry no topic.
    pub function: FxHashSet<String>,
    /// Words that every report has beside those, and that are no evidence: verbs of saying, titles, `get`, `make`; and what is
    /// left of short forms.
    pub no_evidence: FxHashSet<String>,
    /// Abbreviations that something always follows (`Mr.`, `Sen.`, `No.`), so no sentence ends there.
    pub leading: FxHashSet<String>,
    /// Abbreviations that may end a sentence too (`Inc.`, `U.S.`, `p.m.`, `Sept.`).
    pub abbreviations: FxHashSet<String>,
    /// Names of months, 1 to 12.
    pub months: FxHashMap<String, u8>,
    /// Names of weekdays, 0 for Monday.
    pub weekdays: FxHashMap<String, u8>,
    /// Words for numbers (`fifty`, `million`).
    pub numbers: FxHashMap<String, f64>,
    /// Words that join the parts of a number (`two hundred and fifty`).
    pub number_joints: FxHashSet<String>,
    /// Words for places in a row (`fifth`).
    pub ordinals: FxHashMap<String, f64>,
    /// Words for parts (`thirds`), by what the whole is divided by.
    pub fractions: FxHashMap<String, f64>,
    /// What stands between a part and the whole (`1 in 3`, `2 out of 3`).
    pub shares: FxHashSet<String>,
    /// Nouns for what is likely (`one chance in three`), and what stands between them and the whole.
    pub chances: FxHashSet<String>,
    /// See [`Lexicon::chances`].
    pub shares_of_chances: FxHashSet<String>,
    /// Verbs of saying that what is said can follow as a clause (`said`, `warned`), in the forms that news copy has.
    pub says: FxHashSet<String>,
    /// Those, and verbs of other acts of speech (`called`, `described`, `praised`).
    pub cues: FxHashSet<String>,
    /// Verbs of holding something to be so (`believe`).
    pub holds: FxHashSet<String>,
    /// Words that a speaker's name follows (`according` to).
    pub sources: FxHashSet<String>,
    /// Titles of men.
    pub he: FxHashSet<String>,
    /// Titles of women.
    pub she: FxHashSet<String>,
    /// Words that may stand between a subject and its verb.
    pub adverbs: FxHashSet<String>,
    /// Verbs of saying that are as often nouns (`call`, `report`).
    pub nouns: FxHashSet<String>,
    /// Articles and what stands in their place.
    pub determiners: FxHashSet<String>,
    /// Articles that count one (`an hour`).
    pub articles: FxHashSet<String>,
    /// Nouns for written and spoken words that speak for their author (`the statement said`).
    pub documents: FxHashSet<String>,
    /// Documents that speak for themselves, whoever wrote them (`indictment`).
    pub records: FxHashSet<String>,
    /// Nouns of saying that belong to somebody (`Smith's claim that`).
    pub opinions: FxHashSet<String>,
    /// Words that what follows in quotation marks is called by, not said with (`so-called`).
    pub naming: FxHashSet<String>,
    /// Titles and trades of people (`president`, `aide`, `dictator`).
    pub honorifics: FxHashSet<String>,
    /// Titles by which somebody is only told to be of a family (`wife`).
    pub kin: FxHashSet<String>,
    /// Words that belong to a title before its noun (`prime`, `foreign`, `former`).
    pub modifiers: FxHashSet<String>,
    /// Nouns by which names of bodies and things are known (`committee`, `news`).
    pub bodies: FxHashSet<String>,
    /// Pronouns of the third person that may stand for a speaker.
    pub pronouns: FxHashSet<String>,
    /// Those of them that mean several people.
    pub plural: FxHashSet<String>,
    /// What follows a last name (`Jr.`, `III`).
    pub suffixes: FxHashSet<String>,
    /// Words that a value may begin with: those of the calendar and of numbers, and a few more.
    pub values: FxHashSet<String>,
    /// Words that begin a clause wherever they stand (`because`); an elided one ends with its apostrophe (`qu'`).
    pub clauses: FxHashSet<String>,
    /// Words that begin a clause after a comma.
    pub clauses_after_comma: FxHashSet<String>,
    /// Words that join clauses as often as words (`and`, `to`).
    pub joints: FxHashSet<String>,
    /// Endings of participles, which begin a clause after a comma.
    pub participles: Vec<String>,
    /// Pronouns and possessives of those who speak and are spoken to (`we`, `our`).
    pub own: FxHashSet<String>,
    /// Words for what was told before (`it`, `this`, `there`), beside the pronouns of persons.
    pub leaning: FxHashSet<String>,
    /// Words that open a clause that is whole without them (`that`, `and`).
    pub openings: FxHashSet<String>,
    /// Those of them behind which stands what the verb before them says, or tells more of the noun (`that`).
    pub complementizers: FxHashSet<String>,
    /// Prepositions.
    pub prepositions: FxHashSet<String>,
    /// Forms of frequent verbs by which a clause is known to be whole; in lower case with accents, since `è` is one and `e` none.
    pub verbs: FxHashSet<String>,
    /// Endings of verbs, in the same way.
    pub verb_endings: Vec<String>,
    /// What a number belongs to where a part of a text is named by it (`clause 2`, `Article 5`).
    pub references: FxHashSet<String>,
    /// The same for several parts (`clauses 2 and 3`).
    pub plural_references: FxHashSet<String>,
    /// What says that a reader may look at a place (`see 2`).
    pub seen: FxHashSet<String>,
    /// What says on which side of it a place lies (`2 above`).
    pub sided: FxHashSet<String>,
    /// Words that are a day alone, by how many days it is after that of telling (`yesterday`, `today`).
    pub whens: FxHashMap<String, f64>,
    /// Words that with a noun of the calendar make a time, by where it lies from the day of telling: before, at it, behind
    /// (`last`, `this`, `next`).
    pub pointing: FxHashMap<String, f64>,
    /// Nouns of the calendar (`week`), by how many days they have.
    pub spans: FxHashMap<String, f64>,
    /// Words before a time that belong to it (`early`, `until`).
    pub beside_time: FxHashSet<String>,
    /// Words behind a time that belong to it (`morning`).
    pub behind_time: FxHashSet<String>,
    /// Small words that turn what is said (`may`, `must`; `unless`, `if`): a line has words of one place, those between bars
    /// mean the same; of each the line, and the place between the bars.
    pub turns: FxHashMap<String, (usize, usize)>,
    /// Verbs for speaking at length, behind which what is said stands in a sentence of its own.
    pub talks: FxHashSet<String>,
    /// What follows a word of which only the beginning stands (`pre- and post-war`).
    pub hanging: FxHashSet<String>,
    /// First parts of words that have a hyphen (`self-made`), where nothing tells that they have none.
    pub hyphened: FxHashSet<String>,
    /// Last parts of words that have a hyphen (`dit-il`).
    pub hyphened_last: FxHashSet<String>,
    /// First parts of words that are words themselves, and have no hyphen (`over`).
    pub joined_first: FxHashSet<String>,
    /// Last parts of such words (`man`).
    pub joined_last: FxHashSet<String>,
    /// Names of time zones, and of cities before `time`, by how many minutes they are ahead of Greenwich.
    pub zones: FxHashMap<String, f64>,
    /// What is counted, under one name whatever its number or language (`minute`, `percent`, `$`).
    pub units: FxHashMap<String, &'static str>,
}

impl Lexicon {
    /// The lists of a language; where it is none of ours, English ones serve, since news of any language borrows them.
    pub fn of(language: Language) -> &'static Self {
        Self::own(language).unwrap_or_else(|| Self::listed(0))
    }

    /// The lists of a language; nothing where it is none of ours. What is of no known language is read as English.
    pub fn own(language: Language) -> Option<&'static Self> {
        let lang = match language {
            Language::Known(lang) => lang,
            Language::Unknown => Lang::Eng,
        };
        LISTS.iter().position(|list| list.0 == lang).map(Self::listed)
    }

    /// The lists of all languages that have them.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        (0..LISTS.len()).map(Self::listed)
    }

    fn listed(index: usize) -> &'static Self {
        static READ: [OnceLock<Lexicon>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
        READ[index].get_or_init(|| Self::parse(LISTS[index].1))
    }

    /// Reads a list: sections headed by `[name]`, words between blanks.
    fn parse(file: &'static str) -> Self {
        let mut lexicon = Self::default();
        let mut section = "";
        for line in file.lines().filter(|line| !line.trim().is_empty()) {
            match line.strip_prefix('[') {
                Some(name) => section = name.trim_end_matches(']'),
                None => lexicon.take(section, line),
            }
        }
        // `an hour`, `half an hour`, `noon`.
        let weekdays = lexicon.weekdays.keys().flat_map(|name| name.split('-').next()).map(str::to_owned);
        let words = lexicon.months.keys().chain(lexicon.numbers.keys()).chain(lexicon.ordinals.keys());
        let words = words.chain(&lexicon.articles).cloned().chain(weekdays);
        lexicon.values = words.chain(["half", "noon", "midnight"].map(str::to_owned)).collect();
        lexicon
    }

    /// Takes a line of a section. In a calendar section each line gives one form of all its names in order, `-` where there is
    /// none; in one of numbers and units the first word of a line is what the others mean.
    ///
    /// # Panics
    /// Where there is no such section.
    fn take(&mut self, section: &str, line: &'static str) {
        let words = line.split_whitespace().map(fold);
        let calendar = words.clone().zip(0u8..).filter(|(word, _)| word != "-");
        match section {
            "function" => self.function.extend(words),
            "no-evidence" => self.no_evidence.extend(words),
            "title" => self.leading.extend(words),
            "abbreviation" => self.abbreviations.extend(words),
            "month" => {
                let short = words.filter(|word| !self.months.is_empty() && word.chars().count() <= 4);
                self.abbreviations.extend(short);
                self.months.extend(calendar.map(|(word, index)| (word, index + 1)));
            }
            "say" => {
                self.cues.extend(words.clone());
                self.says.extend(words);
            }
            "cue" => self.cues.extend(words),
            "hold" => self.holds.extend(words),
            "source" => self.sources.extend(words),
            "adverb" => self.adverbs.extend(words),
            "noun" => self.nouns.extend(words),
            "article" => self.articles.extend(words),
            "determiner" => self.determiners.extend(words),
            "he" => self.he.extend(words),
            "she" => self.she.extend(words),
            "document" => self.documents.extend(words),
            "record" => self.records.extend(words),
            "opinion" => self.opinions.extend(words),
            "named" => self.naming.extend(words),
            "honorific" => self.honorifics.extend(words),
            "kin" => self.kin.extend(words),
            "modifier" => self.modifiers.extend(words),
            "body" => self.bodies.extend(words),
            "pronoun" => self.pronouns.extend(words),
            "plural" => {
                self.pronouns.extend(words.clone());
                self.plural.extend(words);
            }
            "clause" => self.clauses.extend(words),
            "clause-comma" => self.clauses_after_comma.extend(words),
            "clause-joint" => self.joints.extend(words),
            "clause-ending" => self.participles.extend(words),
            "own" => self.own.extend(words),
            "leaning" => self.leaning.extend(words),
            "opening" => self.openings.extend(words),
            "complementizer" => self.complementizers.extend(words),
            "preposition" => self.prepositions.extend(words),
            "verb" => self.verbs.extend(line.split_whitespace().map(str::to_owned)),
            "verb-ending" => self.verb_endings.extend(line.split_whitespace().map(str::to_owned)),
            "reference" => self.references.extend(words),
            "references" => self.plural_references.extend(words),
            "see" => self.seen.extend(words),
            "above" => self.sided.extend(words),
            "suffix" => self.suffixes.extend(words),
            "number" => self.numbers.extend(valued(line)),
            "number-and" => self.number_joints.extend(words),
            "ordinal" => self.ordinals.extend(valued(line)),
            "fraction" => self.fractions.extend(valued(line)),
            "share" => drop(self.shares.insert(fold(line.trim()))),
            "chance" => self.chances.extend(words),
            "share-of-chances" => drop(self.shares_of_chances.insert(fold(line.trim()))),
            "unit" => {
                let unit = line.split_whitespace().next().unwrap_or_default();
                self.units.extend(words.map(|word| (word, unit)));
            }
            "when" => self.whens.extend(valued(line)),
            "pointing" => self.pointing.extend(valued(line)),
            "span" => self.spans.extend(valued(line)),
            "beside-time" => self.beside_time.extend(words),
            "behind-time" => self.behind_time.extend(words),
            "turn" => {
                let set = self.turns.values().map(|(set, _)| set + 1).max().unwrap_or(0);
                let classes = line.split('|').enumerate();
                let each = classes.flat_map(|(class, words)| words.split_whitespace().map(move |word| (class, word)));
                self.turns.extend(each.map(|(class, word)| (fold(word), (set, class))));
            }
            "talk" => self.talks.extend(words),
            "hanging" => self.hanging.extend(words),
            "hyphened" => self.hyphened.extend(words),
            "hyphened-last" => self.hyphened_last.extend(words),
            "joined-first" => self.joined_first.extend(words),
            "joined-last" => self.joined_last.extend(words),
            "zone" => self.zones.extend(valued(line)),
            "weekday" => self.weekdays.extend(calendar),
            _ => panic!("no section [{section}] is known"),
        }
    }
}

/// The words of a line that begins with their value.
fn valued(line: &str) -> impl Iterator<Item = (String, f64)> {
    let (value, words) = line.split_once(' ').unwrap_or_default();
    let value = value.parse().expect("a line of values begins with one");
    words.split_whitespace().map(move |word| (fold(word), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_can_be_read() {
        // An unknown section and a value that is none are bugs, at which reading ends.
        assert!(Lexicon::all().all(|lexicon| !lexicon.function.is_empty() && lexicon.months.len() >= 12));
    }
}
