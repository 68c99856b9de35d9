//! Spellings: names that are transcribed into Latin letters in several ways, words that custom spells in two.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

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

/// Pairs of spellings that no rule gives, from `assets/words/spelling.txt`: a British and an American one a line, then slips
/// that many make, with what is meant.
fn pairs() -> &'static FxHashMap<&'static str, &'static str> {
    static PAIRS: OnceLock<FxHashMap<&str, &str>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        include_str!("../../assets/words/spelling.txt").lines().filter_map(|l| l.split_once(' ')).collect()
    })
}

/// The letters of the shortest word whose endings are looked at: `hour` and `tour` have but one spelling.
const SHORTEST: usize = 5;

/// What the spellings of one word have in common that custom alone tells apart: `colour` and `color`, `organised` and
/// `organized`, `centre` and `center`, `travelled` and `traveled`, `daß` and `dass`. Of a word in small letters, without accents
/// and hyphens; what comes out is no word to be shown.
pub fn regional(word: &str) -> String {
    let word = word.replace('ß', "ss");
    let word = pairs().get(word.as_str()).map_or(word, |other| (*other).to_owned());
    if word.len() < SHORTEST || !word.is_ascii() {
        return word;
    }
    // The ending that a plural or a form of a verb has behind what differs.
    let (stem, ending) = ["s", "ed", "d", "ing", "er", "ers", "able", "ful", "less", "ation", "ations"]
        .iter()
        .filter_map(|ending| Some((word.strip_suffix(ending)?, *ending)))
        .filter(|(stem, _)| stem.len() + 1 >= SHORTEST)
        // `theaters` is a plural.
        .filter(|(stem, ending)| !ending.starts_with("er") || ["l", "s", "z"].iter().any(|last| stem.ends_with(last)))
        .max_by_key(|(_, ending)| ending.len())
        .unwrap_or((&word, ""));
    let vowels = stem.as_bytes().chunk_by(|a, b| is_vowel(*a) == is_vowel(*b)).filter(|run| is_vowel(run[0])).count();
    // `colour`; `mourning` has another first syllable, and `morning` is another word.
    let our = stem.find("our").filter(|at| stem.bytes().take(*at).any(is_vowel));
    let mut stem = our.map_or_else(|| stem.to_owned(), |_| stem.replacen("our", "or", 1));
    let endings: [(&[&str], &str); 8] = [
        (&["ise", "ize", "is", "iz"], "iz"),
        (&["yse", "yze", "ys", "yz"], "yz"),
        (&["ence", "ense", "enc", "ens"], "ens"),
        (&["ogue", "og"], "og"),
        (&["gramme", "gramm", "gram"], "gram"),
        (&["tre", "ter", "tr"], "ter"),
        (&["bre", "ber", "br"], "ber"),
        (&["vre", "ver", "vr"], "ver"),
    ];
    let found = endings.iter().find_map(|(from, to)| {
        let rest = from.iter().find_map(|from| stem.strip_suffix(from))?;
        // `organise`; a `prise` is no `prize`.
        let verb = *to == "iz" || *to == "yz";
        (rest.len() > 1 && (!verb || rest.bytes().any(is_vowel))).then(|| format!("{rest}{to}"))
    });
    stem = found.unwrap_or(stem);
    // `travelled`, `focussed`, `fulfill`: of more than one syllable.
    let doubled = ["ll", "pp", "ss"].iter().any(|double| stem.ends_with(double));
    // What was filled again was not filed again.
    let filled = ending.starts_with(['e', 'i']) && ["fill", "till"].iter().any(|base| stem.ends_with(base));
    if doubled && !filled && (vowels > 1 || ending == "ful") {
        stem.pop();
    }
    let stem = if stem.len() > SHORTEST { stem.replace("ae", "e").replace("oe", "e") } else { stem };
    // What was a silent `e` before the ending went with it: `likeable`. To `breathe` is another word than `breath`.
    let stem = if ending == "able" { stem.trim_end_matches('e') } else { &stem };
    let ending = ending.trim_start_matches(['e', 'd']);
    format!("{stem}{ending}{}", if word.ends_with("ed") { "d" } else { "" })
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::{regional, spelling};

    #[test]
    fn customs_of_spelling_are_one() {
        let same = [
            ("colour", "color"),
            ("colours", "colors"),
            ("favourable", "favorable"),
            ("organise", "organize"),
            ("organised", "organized"),
            ("organising", "organizing"),
            ("organisation", "organization"),
            ("analysed", "analyzed"),
            ("centre", "center"),
            ("centred", "centered"),
            ("theatres", "theaters"),
            ("fibre", "fiber"),
            ("defence", "defense"),
            ("licences", "licenses"),
            ("dialogue", "dialog"),
            ("programme", "program"),
            ("programmes", "programs"),
            ("travelled", "traveled"),
            ("travelling", "traveling"),
            ("fulfil", "fulfill"),
            ("skilful", "skillful"),
            ("encyclopaedia", "encyclopedia"),
            ("manoeuvre", "maneuver"),
            ("grey", "gray"),
            ("likeable", "likable"),
            ("behaviour", "behavior"),
            ("neighbouring", "neighboring"),
            ("fulfils", "fulfills"),
            ("ageing", "aging"),
            ("recieved", "received"),
            ("seperate", "separate"),
            ("straße", "strasse"),
        ];
        for (a, b) in same {
            assert_eq!(regional(a), regional(b), "{a} {b}");
        }
        for (a, b) in [
            ("filling", "filing"),
            ("filled", "filed"),
            ("hour", "hor"),
            ("color", "colors"),
            ("traveled", "traveling"),
            ("traveled", "traveler"),
            ("organize", "organized"),
            ("planed", "planned"),
            ("refiled", "refilled"),
            ("mourning", "morning"),
            ("fourth", "forth"),
            ("breathe", "breath"),
            ("humane", "human"),
            ("morale", "moral"),
            ("prise", "prize"),
            ("singeing", "singing"),
            ("princess", "princes"),
            ("desert", "dessert"),
        ] {
            assert_ne!(regional(a), regional(b), "{a} {b}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        for (a, b) in
            [("zelensky", "zelenskyy"), ("hussein", "husayn"), ("sergei", "sergey"), ("netanyahu", "netanjahu")]
        {
            assert_eq!(spelling(a), spelling(b));
        }
        assert_ne!(spelling("putin"), spelling("patten"));
    }
}
