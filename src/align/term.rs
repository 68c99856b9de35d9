//! Terms: the different words of a story, how rare each is in it, and which of them can stand for another.

use super::namesake::{Name, Spellings, namesakes};
use crate::source::SourceId;
use crate::text::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Number of a term in its story.
pub type TermId = u32;

/// Units of no story in particular that are counted beside the story's own, so that rarity means something where there are
/// two sentences in all: a word in both of them is still rare.
const OTHER_UNITS: f32 = 20.0;

/// How well a spelling variant of a name stands for it.
const NAME_VARIANT: f32 = 0.9;
/// How well another form of the same stem stands for a word.
const STEM_VARIANT: f32 = 0.7;

/// A word of the story, in all its forms.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its normal form: the stem, or the value of a number or date.
    pub key: String,
    /// A number, a date, a score.
    pub number: bool,
    /// Mostly written with a capital where a sentence does not ask for one.
    pub name: bool,
    /// How much it tells: the logarithm of all units over units with it or a variant of it; at least 0.05.
    pub rarity: f32,
    /// In how many units of each source it stands, by source.
    pub counts: Vec<(SourceId, u32)>,
    /// The terms it can stand for, itself first, and how well, 0 to 1.
    pub near: Vec<(TermId, f32)>,
}

/// Collects the terms of a story.
#[derive(Default)]
pub struct Vocabulary {
    ids: FxHashMap<String, TermId>,
    terms: Vec<Term>,
    /// How often each is written small and capital inside a sentence.
    cases: Vec<[u32; 2]>,
    /// In which languages each is written with a capital, and how.
    spellings: Vec<Spellings>,
}

impl Vocabulary {
    /// The term of a key, made where it is new.
    pub fn intern(&mut self, key: Cow<'_, str>, number: bool) -> TermId {
        if let Some(&id) = self.ids.get(key.as_ref()) {
            return id;
        }
        let key = key.into_owned();
        let id = TermId::try_from(self.terms.len()).expect("fewer than 2^32 different words");
        self.ids.insert(key.clone(), id);
        self.cases.push([0, 0]);
        self.spellings.push(Spellings::default());
        self.terms.push(Term { key, number, name: false, rarity: 0.0, counts: Vec::new(), near: vec![(id, 1.0)] });
        id
    }

    /// Notes how a term is written inside a sentence.
    pub fn note_case(&mut self, id: TermId, capital: bool) {
        self.cases[id as usize][usize::from(capital)] += 1;
    }

    /// Notes how a text of some language has a term, if it is with a capital.
    pub fn note_spelling(&mut self, id: TermId, language: Language, word: &str) {
        if word.starts_with(char::is_uppercase) {
            self.spellings[id as usize].note(language, word);
        }
    }

    /// Notes that a unit of a source has a term.
    pub fn count(&mut self, id: TermId, source: SourceId) {
        let counts = &mut self.terms[id as usize].counts;
        match counts.last_mut() {
            Some((last, times)) if *last == source => *times += 1,
            _ => counts.push((source, 1)),
        }
    }

    /// The terms, with names, variants, and rarity among the units of the sources that are kin.
    /// `units` are those of each source.
    pub fn finish(self, units: &FxHashMap<SourceId, usize>) -> Vec<Term> {
        let mut terms = self.terms;
        for (term, [small, capital]) in terms.iter_mut().zip(&self.cases) {
            term.name = !term.number && capital > small;
        }
        for (x, y, how) in variants(&terms, &names(&terms, &self.cases, &self.spellings)) {
            terms[x as usize].near.push((y, how));
            terms[y as usize].near.push((x, how));
        }
        let counts: Vec<u32> = terms.iter().map(|t| t.counts.iter().map(|c| c.1).sum()).collect();
        let kin = kin(&terms);
        let units: usize = units.iter().filter(|(source, _)| kin.contains(source)).map(|(_, units)| units).sum();
        let total = units as f32 + 1.0 + OTHER_UNITS;
        for term in &mut terms {
            let with: u32 = term.near.iter().map(|n| counts[n.0 as usize]).sum();
            term.rarity = (total / (with as f32 + 0.5)).ln().max(0.05);
        }
        terms
    }
}

/// The sources that have a term, or a form of it, in common with another source. A stranger to all the others says nothing of
/// what is rare among them.
fn kin(terms: &[Term]) -> FxHashSet<SourceId> {
    let mut kin = FxHashSet::default();
    for term in terms {
        let sources = || term.near.iter().flat_map(|n| &terms[n.0 as usize].counts).map(|count| count.0);
        if let Some(first) = sources().next()
            && sources().any(|source| source != first)
        {
            kin.extend(sources());
        }
    }
    kin
}

/// The terms that may be names: those that are nowhere written small inside a sentence, and those mostly not.
fn names<'a>(terms: &[Term], cases: &[[u32; 2]], spellings: &'a [Spellings]) -> Vec<Name<'a>> {
    let all = (0..).zip(terms).zip(cases.iter().zip(spellings));
    let names = all.filter(|((_, term), (cases, _))| term.name || !term.number && **cases == [0, 0]);
    names.map(|((id, term), (_, spellings))| Name { term: id, sure: term.name, spellings }).collect()
}

/// Pairs of terms that are forms of one word: of one script by their letters, of two languages by their sound.
fn variants(terms: &[Term], names: &[Name]) -> Vec<(TermId, TermId, f32)> {
    let mut found = spelled_alike(terms);
    let mut known: FxHashMap<(TermId, TermId), usize> = FxHashMap::default();
    known.extend(found.iter().enumerate().map(|(at, &(x, y, _))| ((x.min(y), x.max(y)), at)));
    for (x, y) in namesakes(names) {
        match known.get(&(x, y)) {
            Some(&at) => found[at].2 = NAME_VARIANT,
            None => found.push((x, y, NAME_VARIANT)),
        }
    }
    found
}

/// Pairs of terms that begin alike. They have their first letters in common, so only neighbours in the order of the alphabet
/// are looked at.
fn spelled_alike(terms: &[Term]) -> Vec<(TermId, TermId, f32)> {
    let mut order: Vec<(Vec<char>, TermId)> =
        (0..).zip(terms).filter(|(_, t)| !t.number).map(|(id, t)| (t.key.chars().collect(), id)).collect();
    order.sort_unstable();
    let mut found = Vec::new();
    for (at, (key, x)) in order.iter().enumerate() {
        for (other, y) in &order[at + 1..] {
            let common = key.iter().zip(other).take_while(|(p, q)| p == q).count();
            if common < 4.min(key.len()) || common < 3 {
                break;
            }
            let names = terms[*x as usize].name && terms[*y as usize].name;
            let how = variant(common, key.len(), other.len(), names);
            if how > 0.0 {
                found.push((*x, *y, how));
            }
        }
    }
    found
}

/// Whether words of two lengths with so many first letters in common are one word, and how well they stand for each other.
fn variant(common: usize, x: usize, y: usize, names: bool) -> f32 {
    let (short, long) = (x.min(y), x.max(y));
    if names && short >= 4 && common + 1 >= short && long - short <= 4 {
        NAME_VARIANT
    } else if common >= 5 && 10 * common >= 7 * long {
        STEM_VARIANT
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_stand_for_each_other() {
        let cases = [
            ("zelenskyy", "zelensky", true, NAME_VARIANT),
            ("turkiye", "turkey", true, 0.0),
            ("indict", "indictment", false, 0.0),
            ("escalat", "escalatori", false, STEM_VARIANT),
            ("talk", "talker", false, 0.0),
        ];
        for (x, y, names, expected) in cases {
            let mut vocabulary = Vocabulary::default();
            for word in [x, y] {
                let id = vocabulary.intern(word.into(), false);
                vocabulary.note_case(id, names);
            }
            let terms = vocabulary.finish(&FxHashMap::default());
            let how = terms[0].near.iter().find(|n| n.0 == 1).map_or(0.0, |n| n.1);
            assert!((how - expected).abs() < 1e-6, "{x} {y}: {how}");
        }
    }
    #[test]
    fn names_of_two_languages_stand_for_each_other() {
        let cases = [
            ("uk", "Путіним", "en", "Putin", NAME_VARIANT),
            ("uk", "Трамп", "en", "Trump", NAME_VARIANT),
            ("de", "Uschakow", "en", "Ushakov", NAME_VARIANT),
            ("uk", "Трамп", "en", "Triumph", 0.0),
            ("en", "Catherine", "en", "Katherine", 0.0),
            ("uk", "Трамп", "en", "trump", 0.0),
        ];
        for (tag, word, other_tag, other, expected) in cases {
            let mut vocabulary = Vocabulary::default();
            for (tag, word) in [(tag, word), (other_tag, other)] {
                let id = vocabulary.intern(word.to_lowercase().into(), false);
                vocabulary.note_case(id, word.starts_with(char::is_uppercase));
                vocabulary.note_spelling(id, Language::from_tag(tag).unwrap(), word);
            }
            let terms = vocabulary.finish(&FxHashMap::default());
            let how = terms[0].near.iter().find(|n| n.0 == 1).map_or(0.0, |n| n.1);
            assert!((how - expected).abs() < 1e-6, "{word} {other}: {how}");
        }
    }
}
