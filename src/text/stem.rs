//! Stems: inflections of one word made equal.

use rust_stemmers::Algorithm;
use std::borrow::Cow;
use whatlang::Lang;

/// What takes the endings off the words of a language.
pub enum Stemmer {
    /// By the rules of the Snowball project.
    Snowball(rust_stemmers::Stemmer),
    /// By the list of endings below; Snowball has no rules for the language.
    Ukrainian,
}

impl Stemmer {
    /// For a language, where its endings are known.
    pub fn of(lang: Lang) -> Option<Self> {
        if lang == Lang::Ukr {
            return Some(Self::Ukrainian);
        }
        let (_, algorithm) = SNOWBALL.iter().find(|(of, _)| *of == lang)?;
        Some(Self::Snowball(rust_stemmers::Stemmer::create(*algorithm)))
    }

    /// The stem of a word in lower case.
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match self {
            Self::Snowball(stemmer) => stemmer.stem(word),
            Self::Ukrainian => Cow::Borrowed(ukrainian(word)),
        }
    }
}

/// The languages that Snowball has rules for.
const SNOWBALL: [(Lang, Algorithm); 18] = [
    (Lang::Ara, Algorithm::Arabic),
    (Lang::Dan, Algorithm::Danish),
    (Lang::Deu, Algorithm::German),
    (Lang::Ell, Algorithm::Greek),
    (Lang::Eng, Algorithm::English),
    (Lang::Fin, Algorithm::Finnish),
    (Lang::Fra, Algorithm::French),
    (Lang::Hun, Algorithm::Hungarian),
    (Lang::Ita, Algorithm::Italian),
    (Lang::Nld, Algorithm::Dutch),
    (Lang::Nob, Algorithm::Norwegian),
    (Lang::Por, Algorithm::Portuguese),
    (Lang::Ron, Algorithm::Romanian),
    (Lang::Rus, Algorithm::Russian),
    (Lang::Spa, Algorithm::Spanish),
    (Lang::Swe, Algorithm::Swedish),
    (Lang::Tam, Algorithm::Tamil),
    (Lang::Tur, Algorithm::Turkish),
];

/// Ukrainian endings of nouns, adjectives and verbs; the longest that fits is taken off. Of verbs the past and the
/// infinitive lose what follows the root's vowel, so that `тривала`, `тривали` and `тривати` meet.
const ENDINGS: [&str; 87] = [
    "юватися",
    "уватися",
    "ювати",
    "увати",
    "ються",
    "ється",
    "иться",
    "ілися",
    "алися",
    "илися",
    "ілась",
    "алась",
    "илась",
    "атися",
    "итися",
    "ували",
    "увала",
    "овими",
    "евими",
    "ового",
    "овому",
    "ення",
    "ання",
    "іння",
    "ість",
    "ості",
    "істю",
    "ував",
    "ають",
    "яють",
    "ують",
    "юють",
    "уєть",
    "ього",
    "ьому",
    "ими",
    "іми",
    "ями",
    "ами",
    "ові",
    "еві",
    "єві",
    "ого",
    "ому",
    "ати",
    "яти",
    "ити",
    "іти",
    "ала",
    "али",
    "ало",
    "яла",
    "яли",
    "яло",
    "ила",
    "или",
    "ило",
    "іла",
    "іли",
    "іло",
    "ить",
    "ять",
    "ють",
    "уть",
    "ать",
    "ах",
    "ях",
    "их",
    "іх",
    "им",
    "ім",
    "ам",
    "ям",
    "ом",
    "ем",
    "єм",
    "ою",
    "ею",
    "єю",
    "ій",
    "ий",
    "ої",
    "ів",
    "їв",
    "ав",
    "ив",
    "єш",
];
/// … and those of one letter.
const LETTERS: [char; 12] = ['а', 'я', 'у', 'ю', 'о', 'е', 'є', 'и', 'і', 'ї', 'ь', 'й'];

/// Letters that a stem has at least.
const LEAST_STEM: usize = 3;

fn ukrainian(word: &str) -> &str {
    let long_enough = |stem: &&str| stem.chars().count() >= LEAST_STEM;
    let reflexive = ["ся", "сь"].iter().find_map(|ending| word.strip_suffix(ending));
    let word = reflexive.filter(|rest| rest.chars().count() > LEAST_STEM).unwrap_or(word);
    let without = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).filter(long_enough);
    let shortest = without.min_by_key(|stem| stem.len());
    shortest.or_else(|| word.strip_suffix(LETTERS).filter(long_enough)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ukrainian_inflections_meet() {
        let same: [&[&str]; 8] = [
            &["ушаков", "ушакова", "ушакову", "ушаковим"],
            &["тривала", "тривали", "тривати", "тривало"],
            &["розмова", "розмови", "розмову", "розмовою"],
            &["президент", "президента", "президентом", "президентові", "президенти", "президентів"],
            &["російський", "російська", "російського", "російським", "російські"],
            &["війна", "війни", "війну", "війною"],
            &["переговори", "переговорів", "переговорами"],
            &["обговорили", "обговорити", "обговорила"],
        ];
        for words in same {
            let stems: Vec<&str> = words.iter().map(|word| ukrainian(word)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{stems:?}");
        }
        for (one, other) in [("мир", "міст"), ("рада", "рік"), ("трамп", "труба")] {
            assert_ne!(ukrainian(one), ukrainian(other));
        }
    }
}
