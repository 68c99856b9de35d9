//! Framing: who and what is named how by whom, and whose words are introduced how.

use crate::align::Passage;
use crate::compare::{Comparison, Referents};
use crate::source::{Source, SourceId};
use crate::text::{Language, Mention, TextRange, fold, is_declined, visible_line};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Somebody or something that the sources name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Referent {
    /// The fullest name that a source has for it, in the language of most sources if one of them names it.
    pub name: String,
    /// How each source names it, by the number of the source.
    pub framings: Vec<Framing>,
}

/// How one source names somebody or something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Framing {
    /// The titles and epithets beside the name or in its place, the most frequent first.
    pub epithets: Vec<Named>,
    /// How often it is named without any.
    pub plain: usize,
    /// The verbs by which its words are introduced, the most frequent first.
    pub cues: Vec<Named>,
    /// Where it is named first.
    pub first: Option<Passage>,
}

/// Words, how often a source has them, and where first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The words as they stand at the first place, white space made single.
    pub words: String,
    /// How often.
    pub count: usize,
    /// Where first.
    pub place: Passage,
}

impl Referent {
    /// The sources that name it.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.framings.iter().zip(0u16..).filter(|(framing, _)| framing.first.is_some()).map(|(_, id)| SourceId(id))
    }

    /// How many different titles, epithets and verbs the sources have for it.
    fn variety(&self) -> usize {
        let words = |framing: &Framing| -> Vec<String> {
            framing.epithets.iter().chain(&framing.cues).map(|named| fold(&named.words)).collect()
        };
        let mut all: Vec<String> = self.framings.iter().flat_map(words).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

/// Everybody and everything that two or more sources name, at least one by a name, and at least one with a title, an epithet or
/// words of its own; those named in the most different ways come first.
pub fn framing(comparison: &Comparison) -> Vec<Referent> {
    let sources = &comparison.corpus.sources;
    let referents = Referents::of(&comparison.corpus);
    let usual = comparison.corpus.usual_language();
    let none = Referent { name: String::new(), framings: vec![Framing::default(); sources.len()] };
    let mut found: Vec<Referent> = vec![none; referents.count()];
    let mut names: Vec<Vec<Called>> = vec![Vec::new(); found.len()];
    for source in sources {
        let told = told(source);
        for (index, (entity, told)) in source.text.names().entities.iter().zip(&told).enumerate() {
            let referent = &mut found[referents.get(source.id, index)];
            let named = told.mentions.iter().filter(|mention| mention.epithet != Some(mention.range));
            let named = named.map(|mention| source.text.slice(mention.range));
            let mut seen = FxHashSet::default();
            let different = std::iter::once(entity.full.as_str()).chain(named).filter(|words| seen.insert(*words));
            let called = different.map(|words| Called { source, words });
            names[referents.get(source.id, index)].extend(called);
            add(&mut referent.framings[source.id.index()], source, told);
        }
    }
    for (referent, names) in found.iter_mut().zip(&names) {
        referent.name = visible_line(best(usual, names)).into_owned();
    }
    let mut by_name = vec![false; found.len()];
    for source in sources {
        let named = source.text.names().mentions.iter().filter(|mention| mention.epithet != Some(mention.range));
        named.for_each(|mention| by_name[referents.get(source.id, mention.entity)] = true);
    }
    let mut by_name = by_name.into_iter();
    found.retain(|_| by_name.next() == Some(true));
    found.retain(|referent| referent.sources().count() > 1 && referent.variety() > 0);
    let named = |referent: &Referent| {
        let times = |f: &Framing| f.plain + f.epithets.iter().map(|named| named.count).sum::<usize>();
        referent.framings.iter().map(times).sum::<usize>()
    };
    found.sort_by_cached_key(|referent| (Reverse(referent.variety()), Reverse(named(referent)), referent.name.clone()));
    found
}

/// A name as a source has it.
#[derive(Clone, Copy)]
struct Called<'a> {
    source: &'a Source,
    words: &'a str,
}

/// The fullest of the names of somebody or something: of those in the language of most sources, since its readers know the name
/// so, else in English, else in any; in languages that decline names, one that is no other form of another.
fn best<'a>(usual: Language, names: &[Called<'a>]) -> &'a str {
    let rank = |name: &Called| {
        let language = name.source.text.language();
        if language == usual { 0 } else { 1 + u8::from(language != Language::ENGLISH) }
    };
    let last = |words: &'_ str| words.split_whitespace().next_back().unwrap_or_default().to_owned();
    let declined = |name: &Called| {
        let language = name.source.text.language();
        let others = names.iter().filter(|other| other.source.text.language() == language);
        others.into_iter().any(|other| is_declined(&last(name.words), &last(other.words), language))
    };
    let key = |name: &&Called| (rank(name), declined(name), Reverse(name.words.chars().count()));
    names.iter().min_by_key(key).map_or("", |name| name.words)
}

/// Where a source names one of its entities, and by which verbs it introduces its words.
#[derive(Clone, Default)]
struct Told<'a> {
    mentions: Vec<&'a Mention>,
    cues: Vec<TextRange>,
}

/// The same of each of its entities.
fn told(source: &Source) -> Vec<Told<'_>> {
    let names = source.text.names();
    let mut told = vec![Told::default(); names.entities.len()];
    for mention in &names.mentions {
        told[mention.entity].mentions.push(mention);
    }
    let mut called: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, entity) in names.entities.iter().enumerate() {
        called.entry(entity.full.as_str()).or_default().push(index);
    }
    for quotation in source.text.quotations() {
        let Some((cue, speaker)) = quotation.cue.zip(quotation.speaker.as_deref()) else { continue };
        called.get(speaker).into_iter().flatten().for_each(|&entity| told[entity].cues.push(cue));
    }
    told
}

/// Adds how a source names one of its entities.
fn add(framing: &mut Framing, source: &Source, told: &Told<'_>) {
    for mention in &told.mentions {
        let place = Passage { source: source.id, range: mention.range };
        framing.first = Some(framing.first.map_or(place, |first| first.min(place)));
        match mention.epithet {
            Some(range) => count(&mut framing.epithets, source, range),
            None => framing.plain += 1,
        }
    }
    told.cues.iter().for_each(|cue| count(&mut framing.cues, source, *cue));
    for list in [&mut framing.epithets, &mut framing.cues] {
        list.sort_by_key(|named| (Reverse(named.count), named.place));
    }
}

fn count(list: &mut Vec<Named>, source: &Source, range: TextRange) {
    let words = source.text.slice(range).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = visible_line(&words).into_owned();
    match list.iter_mut().find(|known| fold(&known.words) == fold(&words)) {
        Some(known) => known.count += 1,
        None => list.push(Named { words, count: 1, place: Passage { source: source.id, range } }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Corpus;

    #[test]
    fn a_name_is_no_other_form_of_it() {
        let corpus = Corpus::of_texts(["Тогда Юрий Ушаков говорил."], Language::from_tag("ru"));
        let comparison = Comparison::unaligned(corpus);
        let source = &comparison.corpus.sources[0];
        let names = ["Юрия Ушакова", "Юрий Ушаков", "Ушаков"].map(|words| Called { source, words });
        assert_eq!(best(source.text.language(), &names), "Юрий Ушаков");
    }

    #[test]
    fn each_source_has_its_own_words() {
        let texts = [
            "Russian President Vladimir Putin called on Saturday. \"We are ready,\" Putin said.",
            "The dictator Vladimir Putin called on Saturday. Dictator Vladimir Putin lied. \"We are ready,\" Putin claimed.",
        ];
        let corpus = Corpus::of_texts(texts, None);
        let found = framing(&Comparison::unaligned(corpus));
        let putin = found.iter().find(|referent| referent.name == "Vladimir Putin").expect("he is named by both");
        let words = |list: &[Named]| list.iter().map(|w| fold(&w.words)).collect::<Vec<_>>().join(", ");
        let epithets: Vec<String> = putin.framings.iter().map(|framing| words(&framing.epithets)).collect();
        assert!(epithets[0].contains("president") && epithets[1].contains("dictator"), "{epithets:?}");
        let cues: Vec<String> = putin.framings.iter().map(|framing| words(&framing.cues)).collect();
        assert_eq!(cues, ["said", "claimed"]);
    }
}
