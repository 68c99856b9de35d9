//! Namesakes: terms that are one name as two languages write it.

use super::term::TermId;
use crate::text::{Language, Spoken, foreign};
use rustc_hash::FxHashMap;

/// Names of one skeleton that are compared with each other at most; so many are hardly names.
const MOST_ALIKE: usize = 256;

/// How a term is written with a capital: the shortest word of each language that has it, nearest to what a dictionary has.
#[derive(Clone, Debug, Default)]
pub struct Spellings(Vec<(Language, String)>);

impl Spellings {
    /// Notes a word of a text.
    pub fn note(&mut self, language: Language, word: &str) {
        match self.0.iter_mut().find(|(known, _)| *known == language) {
            Some((_, known)) if (word.len(), word) < (known.len(), known) => word.clone_into(known),
            Some(_) => {}
            None => self.0.push((language, word.to_owned())),
        }
    }

    /// Whether one language has both in one script, and so tells them apart.
    fn told_apart(&self, other: &Self) -> bool {
        let beside = |(language, word): &(Language, String)| {
            other.0.iter().any(|(also, name)| !foreign(*language, *also) && script(word) == script(name))
        };
        self.0.iter().any(beside)
    }
}

/// A term that may be a name.
pub struct Name<'a> {
    /// Its number.
    pub term: TermId,
    /// It has a capital where no sentence asks for one.
    pub sure: bool,
    /// How it is written.
    pub spellings: &'a Spellings,
}

impl Name<'_> {
    /// In each language that has it.
    fn heard(&self) -> impl Iterator<Item = Heard<'_>> {
        let hear = |&(language, ref word): &(Language, String)| {
            let spoken = Spoken::new(word, language);
            Heard { name: self, language, spoken }
        };
        self.spellings.0.iter().map(hear)
    }
}

/// A name in one language.
struct Heard<'a> {
    name: &'a Name<'a>,
    language: Language,
    spoken: Spoken,
}

/// The pairs of terms, the lower first, that two languages have for one name.
pub fn namesakes(names: &[Name]) -> Vec<(TermId, TermId)> {
    let mut spellings = names.iter().flat_map(|name| &name.spellings.0);
    let first = spellings.next().map(|(language, _)| *language);
    if first.is_none_or(|first| spellings.all(|(language, _)| !foreign(first, *language))) {
        return Vec::new();
    }
    let heard: Vec<Heard> = names.iter().flat_map(Name::heard).collect();
    let mut alike: FxHashMap<String, Vec<&Heard>> = FxHashMap::default();
    for one in &heard {
        for skeleton in one.spoken.skeletons() {
            let group = alike.entry(skeleton).or_default();
            if group.len() < MOST_ALIKE {
                group.push(one);
            }
        }
    }
    let mut found: Vec<(TermId, TermId)> = alike.values().flat_map(|group| among(group)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn among(group: &[&Heard]) -> Vec<(TermId, TermId)> {
    let pairs = group.iter().enumerate().flat_map(|(at, x)| group[at + 1..].iter().map(move |y| (x, y)));
    let same = pairs.filter(|(x, y)| {
        foreign(x.language, y.language)
            && x.name.term != y.name.term
            && (x.name.sure || y.name.sure)
            && !x.name.spellings.told_apart(y.name.spellings)
            && x.spoken.same(&y.spoken)
    });
    same.map(|(x, y)| (x.name.term.min(y.name.term), x.name.term.max(y.name.term))).collect()
}

/// The script of a word, as far as names are heard in it.
fn script(word: &str) -> u8 {
    match word.chars().next() {
        Some('\u{370}'..='\u{3ff}') => 1,
        Some('\u{400}'..='\u{52f}') => 2,
        _ => 0,
    }
}
