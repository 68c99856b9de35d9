//! Titles: which stand beside names or in their place, and which are one.

use super::name::{Found, Run};
use super::reading::{Reading, is_possessive};
use super::sentence::Sentence;

impl<'a> Reading<'a> {
    /// A short form with its full stop.
    fn is_dotted(&self, at: usize) -> bool {
        self.part(at + 1) == "." && self.lexicon.leading.contains(self.folded(at))
    }

    /// `Mr.`, `Ms.`: a title that tells nothing but man or woman.
    pub fn is_courtesy(&self, at: usize) -> bool {
        let word = self.folded(at);
        self.lexicon.leading.contains(word) && (self.lexicon.he.contains(word) || self.lexicon.she.contains(word))
    }

    /// A title in small letters directly before a name: `Russian dictator`, `foreign policy aide,`.
    pub fn title_before(&self, sentence: &Sentence, name: usize) -> (Run, Option<&'a str>) {
        let first = sentence.tokens.start as usize;
        let none = (name..name, None);
        let comma = name >= first + 2 && self.part(name - 2) == ",";
        let Some(last) = name.checked_sub(if comma { 3 } else { 2 }).filter(|&at| at >= first) else { return none };
        let noun = self.folded(last);
        if !self.lexicon.honorifics.contains(noun) || self.part(name - 1) != " " {
            return none;
        }
        let mut start = last;
        while start >= first + 2 && matches!(self.part(start - 1), " " | "-") {
            let word = self.part(start - 2);
            let folded = self.folded(start - 2);
            let belongs = self.lexicon.modifiers.contains(folded)
                || self.lexicon.honorifics.contains(folded)
                || self.capital(start - 2) && !is_possessive(word) && !self.lexicon.function.contains(folded);
            if !belongs {
                break;
            }
            start -= 2;
        }
        (start..last + 1, Some(noun))
    }

    /// A title behind a name: `Yuri Ushakov, foreign policy advisor to …`.
    pub fn apposition(&self, sentence: &Sentence, name: &Run) -> Option<(Run, &'a str)> {
        if self.part(name.end) != "," || self.part(name.end + 1) != " " || name.len() < 3 {
            return None;
        }
        let end = sentence.tokens.end as usize;
        let mut start = name.end + 2;
        if matches!(self.part(start), "the" | "a" | "an") {
            start += 2;
        }
        let mut at = start;
        // A title has a handful of words before its noun.
        for _ in 0..5 {
            let word = self.folded(at);
            if at >= end || !self.is_word(at) || self.lexicon.function.contains(word) {
                return None;
            }
            if self.lexicon.honorifics.contains(word) {
                // `Smith, wife indicted`: somebody else, but for `the wife of …`.
                let own = !self.lexicon.kin.contains(word) || self.part(at + 2) == "of";
                return own.then_some((start..at + 1, word));
            }
            at += 2;
        }
        None
    }

    /// `the dictator`, `the Russian president`: a title for somebody named elsewhere.
    pub fn bare_title(&self, at: usize, end: usize) -> Option<Found<'a>> {
        if !(matches!(self.part(at), "the" | "The") || is_possessive(self.part(at))) || self.part(at + 1) != " " {
            return None;
        }
        let mut last = at + 2;
        for _ in 0..3 {
            let folded = self.folded(last);
            if last >= end || !self.is_word(last) {
                return None;
            }
            // A name behind it has the title for its own.
            let behind = last + 1 + usize::from(self.is_dotted(last));
            let named = self.part(behind) == " " && self.capital(behind + 1);
            if self.lexicon.honorifics.contains(folded) && !self.lexicon.modifiers.contains(folded) {
                // `the president of Iran` is his own man, and `the leaders` are several.
                let of = self.part(last + 2) == "of" && self.capital(last + 4) && last + 4 < end;
                let title = at + 2..if of { last + 5 } else { last + 1 };
                let one = !folded.ends_with('s') || is_possessive(self.part(last));
                let found = Found { name: last..last, title, words: Vec::new(), noun: (!of).then_some(folded) };
                return (!named && one).then_some(found);
            }
            if !self.lexicon.modifiers.contains(folded) && !self.capital(last) {
                return None;
            }
            last += 2;
        }
        None
    }
}

/// A title under one name: short forms written out, and what is below a president or minister apart from them.
pub fn rank(noun: &str, words: &[String]) -> String {
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
