//! Utterances: what somebody said, in all the wordings in which the sources quote it.

use crate::align::{Homes, Passage};
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::{Quotation, TextRange};

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

/// All quotations of all sources; those that render the same words are one entry. The most widely quoted come first, then
/// by place.
pub fn utterances(comparison: &Comparison) -> Vec<Utterance> {
    let quotations = all(comparison);
    let index = Homes::of(&comparison.alignment.parallels);
    let homes: Vec<Vec<usize>> = quotations.iter().map(|(place, _)| index.at(*place)).collect();
    let mut groups: Vec<usize> = (0..quotations.len()).collect();
    for [other, one] in neighbours(comparison, &homes) {
        let (a, b) = (quotations[other].0, quotations[one].0);
        if groups[one] != groups[other] && same(comparison, (a, &homes[other]), (b, &homes[one])) {
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

/// Whether two quotations render the same words, told by the collations of the parallels that they have in common.
fn same(comparison: &Comparison, a: (Passage, &[usize]), b: (Passage, &[usize])) -> bool {
    let words = |p: Passage| comparison.corpus.source(p.source).text.words_in(p.range).count();
    let shorter = words(a.0).min(words(b.0));
    let common: usize =
        a.1.iter().filter(|home| b.1.contains(home)).map(|&home| words_in_common(comparison, home, a.0, b.0)).sum();
    common > 0 && common as f32 >= LEAST_COMMON * shorter as f32
}

/// Columns of a collation with a word of the one place and a word of the other.
fn words_in_common(comparison: &Comparison, parallel: usize, a: Passage, b: Passage) -> usize {
    let passages = &comparison.alignment.parallels[parallel].passages;
    let has = |column: &[Option<TextRange>], place: Passage| {
        let mut cells = column.iter().zip(passages);
        cells.any(|(cell, p)| p.source == place.source && cell.is_some_and(|range| range.overlaps(place.range)))
    };
    comparison.collations[parallel].columns.iter().filter(|column| has(column, a) && has(column, b)).count()
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
