//! Utterances: what somebody said, in all the wordings in which the sources quote it.

use crate::align::{Homes, Passage};
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::{Quotation, TextRange, Token};

/// Something said, as the sources quote it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Utterance {
    /// Who is said to have said it, as most of the wordings have it; in the fullest of their names.
    pub speaker: Option<String>,
    /// Its wordings, by source and place.
    pub wordings: Vec<Wording>,
    /// The parallels in which it stands, by index.
    pub parallels: Vec<usize>,
    /// Sources that tell it without quoting it.
    pub unquoted: Vec<SourceId>,
}

/// One quotation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// Where it stands, without the marks around it.
    pub place: Passage,
    /// Who is said to have said it.
    pub speaker: Option<String>,
    /// The verb or phrase of saying.
    pub cue: Option<TextRange>,
}

impl Utterance {
    /// Who is said to have said a wording, where that is somebody else than the utterance's speaker.
    pub fn other_speaker<'w>(&self, wording: &'w Wording) -> Option<&'w str> {
        let other = wording.speaker.as_deref()?;
        self.speaker.as_deref().is_none_or(|speaker| !akin(speaker, other)).then_some(other)
    }
}

/// Two names may be those of one person: all words of the shorter one are in the longer one.
fn akin(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|name| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>());
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| long.contains(word))
}

/// Share of the shorter quotation's words that must stand for words of the other: two quotations that merely touch the same
/// sentence are two utterances. One half is the least that leaves no quotation a part of two others.
const LEAST_COMMON: f32 = 0.5;
/// Telling words that are the same in quotations of two speakers that are one utterance.
const LEAST_TELLING: usize = 2;

/// All quotations of all sources; those that render the same words are one entry. The most widely quoted come first, then
/// by place.
pub fn utterances(comparison: &Comparison) -> Vec<Utterance> {
    let quotations = all(comparison);
    let index = Homes::of(&comparison.alignment.parallels);
    let homes: Vec<Vec<usize>> = quotations.iter().map(|(place, _)| index.at(*place)).collect();
    let mut groups: Vec<usize> = (0..quotations.len()).collect();
    for [other, one] in neighbours(comparison, &homes) {
        let (a, b) = (quotations[other].0, quotations[one].0);
        let by_one = one_speaker([quotations[other].1, quotations[one].1]);
        if groups[one] != groups[other] && same(comparison, (a, &homes[other]), (b, &homes[one]), by_one) {
            let (keep, drop) = (groups[other].min(groups[one]), groups[other].max(groups[one]));
            groups.iter_mut().filter(|group| **group == drop).for_each(|group| *group = keep);
        }
    }
    let mut found: Vec<Utterance> = (0..quotations.len())
        .filter(|&index| groups[index] == index)
        .map(|index| {
            let members: Vec<usize> = (0..quotations.len()).filter(|&m| groups[m] == index).collect();
            utterance(comparison, &members, &quotations, &homes)
        })
        .collect();
    let spread = |u: &Utterance| {
        let mut sources: Vec<SourceId> = u.wordings.iter().map(|w| w.place.source).collect();
        sources.dedup();
        sources.len()
    };
    found.sort_by_key(|u| std::cmp::Reverse(spread(u)));
    found
}

fn all(comparison: &Comparison) -> Vec<(Passage, &Quotation)> {
    let sources = comparison.corpus.sources.iter();
    let place = |source, quotation: &Quotation| Passage { source, range: quotation.range };
    sources.flat_map(|s| s.text.quotations().iter().map(move |q| (place(s.id, q), q))).collect()
}

/// The pairs of quotations that have a parallel in common, each once.
fn neighbours(comparison: &Comparison, homes: &[Vec<usize>]) -> Vec<[usize; 2]> {
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); comparison.alignment.parallels.len()];
    for (quotation, homes) in homes.iter().enumerate() {
        homes.iter().for_each(|&home| inside[home].push(quotation));
    }
    let pairs = |members: &Vec<usize>| -> Vec<[usize; 2]> {
        let before = |at: usize| members.iter().take(at).map(move |&other| (other, at));
        (0..members.len()).flat_map(before).map(|(other, at)| [other, members[at]]).collect()
    };
    let mut found: Vec<[usize; 2]> = inside.iter().flat_map(pairs).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two quotations may be by one speaker: nobody is named for one of them, or one name.
fn one_speaker(quotations: [&Quotation; 2]) -> bool {
    let [a, b] = quotations.map(|quotation| quotation.speaker.as_deref());
    a.zip(b).is_none_or(|(a, b)| akin(a, b))
}

/// Whether two quotations render the same words, told by the collations of the parallels that they have in common. Where they
/// are given to two speakers, so many must be the very words: two people answer each other in like words, and whom a writer
/// takes for the speaker of the same words may be another.
fn same(comparison: &Comparison, a: (Passage, &[usize]), b: (Passage, &[usize]), by_one: bool) -> bool {
    let words = |p: Passage| comparison.corpus.source(p.source).text.words_in(p.range).count();
    let shorter = words(a.0).min(words(b.0));
    let homes = a.1.iter().filter(|home| b.1.contains(home));
    let common: Vec<[bool; 2]> = homes.flat_map(|&home| words_in_common(comparison, home, [a.0, b.0])).collect();
    let by_two = || {
        let very: Vec<&[bool; 2]> = common.iter().filter(|[same, _]| *same).collect();
        (very.len(), very.iter().filter(|[_, tells]| *tells).count() >= LEAST_TELLING)
    };
    let (common, enough) = if by_one { (common.len(), true) } else { by_two() };
    enough && common > 0 && common as f32 >= LEAST_COMMON * shorter as f32
}

/// For each column of a collation with a word of the one place and a word of the other: whether that is the same word, and
/// whether it tells something.
fn words_in_common(comparison: &Comparison, parallel: usize, [a, b]: [Passage; 2]) -> Vec<[bool; 2]> {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let word = |column: &[Option<TextRange>], place: Passage| {
        let mut cells = column.iter().zip(passages);
        let inside =
            cells.find_map(|(cell, p)| cell.filter(|r| p.source == place.source && r.overlaps(place.range)))?;
        let text = &comparison.corpus.source(place.source).text;
        let tells = |token: &Token| !text.language().is_function_word(text.folded(token));
        text.words_in(inside).next().map(|token| (token.norm, tells(token)))
    };
    let common = |column: &Vec<Option<TextRange>>| {
        let ((one, tells), (other, _)) = word(column, a).zip(word(column, b))?;
        Some([one == other, tells])
    };
    comparison.collations[parallel].columns.iter().filter_map(common).collect()
}

fn utterance(
    comparison: &Comparison,
    members: &[usize],
    quotations: &[(Passage, &Quotation)],
    homes: &[Vec<usize>],
) -> Utterance {
    let wording = |&member: &usize| {
        let (place, quotation) = quotations[member];
        Wording { place, speaker: quotation.speaker.clone(), cue: quotation.cue }
    };
    let wordings: Vec<Wording> = members.iter().map(wording).collect();
    let mut parallels: Vec<usize> = members.iter().flat_map(|&m| homes[m].iter().copied()).collect();
    parallels.sort_unstable();
    parallels.dedup();
    let named = || wordings.iter().filter_map(|wording| wording.speaker.as_ref());
    let agreeing = |name: &String| named().filter(|other| akin(name, other)).count();
    let fullest = |name: &String| (agreeing(name), name.chars().count(), std::cmp::Reverse(name.clone()));
    let speaker = named().max_by_key(|name| fullest(name)).cloned();
    let tells = |id: SourceId| {
        let passages = parallels.iter().flat_map(|&p| &comparison.alignment.parallels[p].passages);
        passages.into_iter().any(|p| p.source == id) && wordings.iter().all(|w| w.place.source != id)
    };
    let unquoted = comparison.corpus.sources.iter().map(|s| s.id).filter(|&id| tells(id)).collect();
    Utterance { speaker, wordings, parallels, unquoted }
}
