//! What counts as the same word: forms that are only written otherwise are equal, unless that is asked for.

use crate::text::{plain_figures, regional};
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// What is told and what is left out.
#[derive(Clone, Default, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct Wishes {
    /// Other characters for the same word are told, too: composed letters, ligatures, soft hyphens, quotation marks, dashes,
    /// vowel marks, width, digits of other scripts, bullets.
    pub exact: bool,
    /// Capital and small letters are equal.
    pub no_case: bool,
    /// Marks are left out.
    pub no_punctuation: bool,
    /// Words that differ by a custom of spelling, an accent, a hyphen or a usual slip are equal, and so are names that are
    /// transcribed otherwise. Two words of a language are not, however alike they are.
    pub no_spelling: bool,
    /// What matches is left out.
    pub patterns: Vec<Regex>,
}

impl Wishes {
    /// The form by which a word or mark is compared; an empty one is none.
    pub fn form(&self, word: &str) -> String {
        let form = if self.exact { word.to_owned() } else { plain(word) };
        let form = if self.no_spelling { spelled(form) } else { form };
        if self.no_case { form.to_lowercase() } else { form }
    }
}

/// A word as another custom spells it, too, in its own case.
fn spelled(form: String) -> String {
    if form.chars().any(char::is_numeric) || !form.contains(char::is_alphabetic) {
        return form;
    }
    let small = regional(&bare(&form));
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().take(2).filter(|c| c.is_uppercase()).count();
    let one = letters.nth(1).is_none();
    match capitals {
        0 => small,
        1 if !one => {
            let mut rest = small.chars();
            rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
        }
        _ => small.to_uppercase(),
    }
}

/// A word without what is only another way to write it.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut before = None;
    let mut plain = String::with_capacity(word.len());
    let mut letters = word.nfc().filter(|c| !is_silent(*c)).peekable();
    while let Some(c) = letters.next() {
        // A stress mark in Cyrillic is for learners, and `ё` is printed as `е`.
        let stress = matches!(c, '\u{300}' | '\u{301}') && before.is_some_and(is_cyrillic);
        before = Some(c);
        match c {
            _ if stress => {}
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'Œ' | 'Æ' => {
                let small = letters.peek().is_some_and(|next| next.is_lowercase());
                plain.push(if c == 'Œ' { 'O' } else { 'A' });
                plain.push(if small { 'e' } else { 'E' });
            }
            'µ' => plain.push('μ'),
            'ё' => plain.push('е'),
            'Ё' => plain.push('Е'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' | 'ʹ' | '′' | '`' | '´' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => plain.push('"'),
            '‐' | '‑' => plain.push('-'),
            '–' | '—' | '―' | '‒' | '−' => plain.push('–'),
            _ if is_compatible(c) => plain.extend(std::iter::once(c).nfkc()),
            _ => plain.push(c),
        }
    }
    let composed: String = plain.nfc().collect();
    plain_figures(&composed).into_owned()
}

/// Characters that are not seen, or only help to pronounce: soft hyphens, joiners, signs of direction, the vowel marks of
/// Arabic and Hebrew, tatweel.
pub fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// Ligatures, letters as they join in Arabic, and full or half width. Small raised figures are none: 10⁶ is not 106.
fn is_compatible(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ffee}' | '\u{133}' | '\u{132}' | '\u{1c4}'..='\u{1cc}')
}

/// Letters and digits alone, in lower case, accents off: two texts of which this is equal differ in case, marks or accents.
pub fn bare(text: &str) -> String {
    let letters = |c: &char| c.is_alphanumeric();
    plain(text).nfd().filter(letters).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_ways_to_write_a_word_are_equal() {
        let same = [
            ("ajudá", "ajuda\u{301}"),
            ("ﬁne", "fine"),
            ("Œuvre", "Oeuvre"),
            ("ÆSOP", "AESOP"),
            ("cœur", "coeur"),
            ("co\u{ad}op", "coop"),
            ("п’ять", "п'ять"),
            ("пʼять", "п'ять"),
            ("човні\u{301}в", "човнів"),
            ("ещё", "еще"),
            ("µm", "μm"),
            ("“", "\""),
            ("«", "„"),
            ("–", "—"),
            ("re‑enter", "re-enter"),
            ("كِتَابٌ", "كتاب"),
            ("كتـــاب", "كتاب"),
            ("ﻛﺘﺎﺏ", "كتاب"),
            ("שָׁלוֹם", "שלום"),
            ("１２", "12"),
            ("١٢", "12"),
            ("१२", "12"),
            ("ＡＢＣ", "ABC"),
            ("ｶﾞｽ", "ガス"),
            ("，", ","),
            ("한\u{ad}국", "한국"),
        ];
        let (usual, exact) = (Wishes::default(), Wishes { exact: true, ..Wishes::default() });
        for (a, b) in same {
            assert_eq!(usual.form(a), usual.form(b), "{a} {b}");
            assert_ne!(exact.form(a), exact.form(b), "{a} {b}");
        }
        for (a, b) in [("10⁶", "106"), ("мой", "мои"), ("resume", "résumé"), ("Ⅳ", "IV"), ("ß", "ss"), ("x²", "x2")]
        {
            assert_ne!(usual.form(a), usual.form(b), "{a} {b}");
        }
    }

    #[test]
    fn spelling_is_custom_and_never_another_word() {
        let wishes = Wishes { no_spelling: true, ..Wishes::default() };
        let same = [
            ("colour", "color"),
            ("Organise", "Organize"),
            ("recieve", "receive"),
            ("co-operate", "cooperate"),
            ("café", "cafe"),
        ];
        for (a, b) in same {
            assert_eq!(wishes.form(a), wishes.form(b), "{a} {b}");
        }
        for (a, b) in [
            ("filed", "filled"),
            ("principal", "principle"),
            ("conservation", "conversation"),
            ("report", "reports"),
            ("mourning", "morning"),
            ("moral", "amoral"),
            ("12345", "12346"),
            ("-", ""),
        ] {
            assert_ne!(wishes.form(a), wishes.form(b), "{a} {b}");
        }
    }
}
