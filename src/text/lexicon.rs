//! Word lists of the languages we know, from `assets/words`: one small readable file a language.

use super::language::Language;
use super::norm::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;
use whatlang::Lang;

/// The lists; each is read when the first text of its language is.
const FILES: [&str; 6] = [
    include_str!("../../assets/words/en.txt"),
    include_str!("../../assets/words/de.txt"),
    include_str!("../../assets/words/fr.txt"),
    include_str!("../../assets/words/es.txt"),
    include_str!("../../assets/words/ru.txt"),
    include_str!("../../assets/words/uk.txt"),
];

/// What is known of a language's words. All forms are folded.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Articles, pronouns, conjunctions, prepositions, auxiliaries: words that carry no topic.
    pub function: FxHashSet<String>,
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
    /// Words for places in a row (`fifth`).
    pub ordinals: FxHashMap<String, f64>,
    /// Words for parts (`thirds`), by what the whole is divided by.
    pub fractions: FxHashMap<String, f64>,
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
    /// Nouns for written and spoken words that speak for their author (`the statement said`).
    pub documents: FxHashSet<String>,
    /// Nouns of saying that belong to somebody (`Smith's claim that`).
    pub opinions: FxHashSet<String>,
    /// Words that what follows in quotation marks is called by, not said with (`so-called`).
    pub naming: FxHashSet<String>,
    /// Titles and trades of people (`president`, `aide`, `dictator`).
    pub honorifics: FxHashSet<String>,
    /// Words that belong to a title before its noun (`prime`, `foreign`, `former`).
    pub modifiers: FxHashSet<String>,
    /// Nouns by which names of bodies and things are known (`committee`, `news`).
    pub bodies: FxHashSet<String>,
    /// Pronouns of the third person that may stand for a speaker.
    pub pronouns: FxHashSet<String>,
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
    /// What is counted, under one name whatever its number or language (`minute`, `percent`, `$`).
    pub units: FxHashMap<String, &'static str>,
}

impl Lexicon {
    /// The lists of a language; nothing where it is none of ours. What is of no known language is read as English.
    pub fn own(language: Language) -> Option<&'static Self> {
        let listed = [Lang::Eng, Lang::Deu, Lang::Fra, Lang::Spa, Lang::Rus, Lang::Ukr];
        let ours = match language {
            Language::Known(lang) => listed.contains(&lang),
            Language::Unknown => true,
        };
        ours.then(|| Self::of(language))
    }

    /// The lists of a language; where it is none of ours, English ones serve, since news of any language borrows them.
    pub fn of(language: Language) -> &'static Self {
        static LISTS: [OnceLock<Lexicon>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        let index = match language {
            Language::Known(Lang::Deu) => 1,
            Language::Known(Lang::Fra) => 2,
            Language::Known(Lang::Spa) => 3,
            Language::Known(Lang::Rus) => 4,
            Language::Known(Lang::Ukr) => 5,
            Language::Known(_) | Language::Unknown => 0,
        };
        LISTS[index].get_or_init(|| Self::parse(FILES[index]))
    }

    /// Reads a list: sections headed by `[name]`, words between blanks; in a calendar section each line gives one form of all
    /// its names in order, `-` where there is none.
    fn parse(file: &'static str) -> Self {
        let mut lexicon = Self::default();
        let mut section = "";
        for line in file.lines() {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            let words = line.split_whitespace().map(fold);
            let calendar = words.clone().zip(0u8..).filter(|(word, _)| word != "-");
            match section {
                "function" => lexicon.function.extend(words),
                "title" => lexicon.leading.extend(words),
                "abbreviation" => lexicon.abbreviations.extend(words),
                "month" => {
                    let short = words.filter(|word| !lexicon.months.is_empty() && word.chars().count() <= 4);
                    lexicon.abbreviations.extend(short);
                    lexicon.months.extend(calendar.map(|(word, index)| (word, index + 1)));
                }
                "say" => {
                    lexicon.cues.extend(words.clone());
                    lexicon.says.extend(words);
                }
                "cue" => lexicon.cues.extend(words),
                "hold" => lexicon.holds.extend(words),
                "source" => lexicon.sources.extend(words),
                "adverb" => lexicon.adverbs.extend(words),
                "noun" => lexicon.nouns.extend(words),
                "determiner" => lexicon.determiners.extend(words),
                "he" => lexicon.he.extend(words),
                "she" => lexicon.she.extend(words),
                "document" => lexicon.documents.extend(words),
                "opinion" => lexicon.opinions.extend(words),
                "named" => lexicon.naming.extend(words),
                "honorific" => lexicon.honorifics.extend(words),
                "modifier" => lexicon.modifiers.extend(words),
                "body" => lexicon.bodies.extend(words),
                "pronoun" => lexicon.pronouns.extend(words),
                "clause" => lexicon.clauses.extend(words),
                "clause-comma" => lexicon.clauses_after_comma.extend(words),
                "clause-joint" => lexicon.joints.extend(words),
                "clause-ending" => lexicon.participles.extend(words),
                "suffix" => lexicon.suffixes.extend(words),
                "number" => lexicon.numbers.extend(valued(line)),
                "ordinal" => lexicon.ordinals.extend(valued(line)),
                "fraction" => lexicon.fractions.extend(valued(line)),
                "unit" => {
                    let unit = line.split_whitespace().next().unwrap_or_default();
                    lexicon.units.extend(words.map(|word| (word, unit)));
                }
                "weekday" => lexicon.weekdays.extend(calendar),
                _ => {}
            }
        }
        // `an hour`, `half an hour`, `noon`.
        let starters = ["a", "an", "half", "noon", "midnight", "ein", "eine", "einen", "einer", "un", "une", "una"];
        let calendar = lexicon.months.keys().chain(lexicon.weekdays.keys());
        let words = calendar.chain(lexicon.numbers.keys()).chain(lexicon.ordinals.keys()).cloned();
        lexicon.values = words.chain(starters.map(str::to_owned)).collect();
        lexicon
    }
}

/// The words of a line that begins with their value.
fn valued(line: &str) -> impl Iterator<Item = (String, f64)> {
    let (value, words) = line.split_once(' ').unwrap_or_default();
    let value = value.parse().unwrap_or_default();
    words.split_whitespace().map(move |word| (fold(word), value))
}
