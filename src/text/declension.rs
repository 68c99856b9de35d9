//! Declension of names: which forms a name in a text may have in a dictionary (`Путина` is of `Путин`, `Обамы` of `Обама`).

use super::language::Language;
use whatlang::Lang;

/// Letters that a dictionary form has at least where an ending of vowels alone is taken off.
const LEAST: usize = 3;
/// … and where it has a consonant, which may be a part of the name (`Салем`).
const LEAST_LONG: usize = 4;

/// Endings of the Slavic declensions of names, and what stands in the dictionary in their place.
const ENDINGS: [(&str, &[&str]); 8] = [
    // `Путина`, `Трампом`, `Ушаковым`.
    ("", &["а", "я", "у", "ю", "е", "і", "ом", "ем", "єм", "ові", "еві", "єві"]),
    ("", &["a", "u", "e", "ie", "em", "iem", "om", "owi", "ovi"]),
    // `Обамы`, `Сирией`.
    ("а", &["ы", "и", "у", "е", "і", "ї", "ю", "ой", "ою", "ей", "ею", "єю"]),
    ("a", &["y", "i", "ę", "ą", "u", "o", "e", "ie", "ou"]),
    // `Зеленского`, `Навальным`.
    ("ий", &["ого", "его", "ому", "ему", "ым", "им", "ом", "ім"]),
    ("i", &["iego", "ego", "ého", "ogo", "iemu", "emu", "ému", "omu", "ým", "ym", "im"]),
    // `Ушаковым`, `Путіним`: of names in `-ов`, `-ин` only.
    ("ов", &["овым", "овим"]),
    ("ин", &["иным", "іним"]),
];

/// A word in small letters, and the dictionary forms that it may be of, itself first.
pub fn forms(letters: &[char], language: Language) -> Vec<Vec<char>> {
    let mut found = vec![letters.to_vec()];
    let mut note = |form: Vec<char>| {
        if !found.contains(&form) {
            found.push(form);
        }
    };
    if slavic(letters, language) {
        for (nominative, endings) in ENDINGS {
            endings.iter().filter_map(|ending| replaced(letters, ending, nominative)).for_each(&mut note);
        }
    } else if adds_s(language) && !letters.ends_with(&['s', 's']) {
        replaced(letters, "s", "").into_iter().for_each(note);
    }
    found
}

/// Whether a word may be another than the dictionary form of a name (`Путина` of `Путин`).
pub fn is_declined(word: &str, name: &str, language: Language) -> bool {
    let (word, name) = (super::sound::letters(word), super::sound::letters(name));
    word != name && forms(&word, language).contains(&name)
}

/// A word with another ending, if enough letters are left.
fn replaced(letters: &[char], ending: &str, by: &str) -> Option<Vec<char>> {
    let ending: Vec<char> = ending.chars().collect();
    let stem = letters.strip_suffix(ending.as_slice())?;
    let form: Vec<char> = stem.iter().copied().chain(by.chars()).collect();
    let least = if ending.iter().all(|&c| super::sound::is_vowel(c)) { LEAST } else { LEAST_LONG };
    (form.len() >= least).then_some(form)
}

/// Names are declined: in the languages that do, and wherever Cyrillic is written.
fn slavic(letters: &[char], language: Language) -> bool {
    use Lang::{Bel, Bul, Ces, Hrv, Mkd, Pol, Rus, Slk, Slv, Srp, Ukr};
    let Language::Known(lang) = language else { return letters.iter().any(is_cyrillic) };
    matches!(lang, Bel | Bul | Ces | Hrv | Mkd | Pol | Rus | Slk | Slv | Srp | Ukr) || letters.iter().any(is_cyrillic)
}

fn is_cyrillic(letter: &char) -> bool {
    ('\u{400}'..='\u{52f}').contains(letter)
}

/// A name may end in the `s` of a genitive without an apostrophe.
fn adds_s(language: Language) -> bool {
    use Lang::{Afr, Dan, Deu, Lav, Nld, Nob, Swe};
    matches!(language, Language::Known(Afr | Dan | Deu | Lav | Nld | Nob | Swe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_forms_of_what_texts_have() {
        let cases = [
            ("rus", "путиным", "путин"),
            ("ukr", "путіним", "путин"),
            ("ukr", "ушакову", "ушаков"),
            ("rus", "обамы", "обама"),
            ("rus", "зеленского", "зеленский"),
            ("pol", "putinem", "putin"),
            ("pol", "zełenskiego", "zełenski"),
            ("deu", "putins", "putin"),
        ];
        for (tag, word, expected) in cases {
            let language = Language::from_tag(tag).unwrap();
            let forms = forms(&super::super::sound::letters(word), language);
            let forms: Vec<String> = forms.iter().map(|form| form.iter().collect()).collect();
            assert!(forms.iter().any(|form| form == expected), "{word}: {forms:?}");
        }
        let russian = Language::from_tag("ru").unwrap();
        assert!(is_declined("Ушакова", "Ушаков", russian) && !is_declined("Ушаков", "Ушакова", russian));
        let ross: Vec<char> = "ross".chars().collect();
        assert_eq!(forms(&ross, Language::from_tag("de").unwrap()).len(), 1);
    }
}
