//! On whom the sources rest: the one speaker to whom they give what they tell.

use crate::compare::{Comparison, Referents};
use crate::source::{Source, SourceId};
use crate::text::{TextRange, visible_line};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Sources that have what they tell from one speaker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rests {
    /// The speaker, by the fullest name that a source has, in the language of most sources if one of them has it so.
    pub speaker: String,
    /// Who rests on them.
    pub sources: Vec<SourceId>,
}

/// Of the sentences that others tell, too, a source gives at least so many as the word of the one on whom it rests,
const LEAST_GIVEN: usize = 3;
/// this share of those that it gives as anybody's,
const LEAST_OF_GIVEN: f32 = 0.6;
/// and this share of the words of all.
const LEAST_OF_TOLD: f32 = 0.2;

/// The speakers on whom two or more sources rest, those of most sources first.
pub fn rests(comparison: &Comparison) -> Vec<Rests> {
    let referents = Referents::of(&comparison.corpus);
    let usual = comparison.corpus.usual_language();
    let mut found: FxHashMap<usize, (bool, Rests)> = FxHashMap::default();
    for source in &comparison.corpus.sources {
        let Some((referent, speaker)) = rested_on(comparison, source, &referents) else { continue };
        let none = || (false, Rests { speaker: String::new(), sources: Vec::new() });
        let (usually, known) = found.entry(referent).or_insert_with(none);
        known.sources.push(source.id);
        let readable = source.text.language() == usual;
        let longer = speaker.chars().count() > known.speaker.chars().count();
        if readable && !*usually || readable == *usually && longer {
            (*usually, known.speaker) = (readable, speaker);
        }
    }
    let mut found: Vec<Rests> =
        found.into_values().map(|(_, rests)| rests).filter(|one| one.sources.len() > 1).collect();
    found.sort_by_key(|rests| (Reverse(rests.sources.len()), rests.sources.clone()));
    found
}

/// On whom a source rests: whom it names as the one who says most of what it gives as somebody's word.
fn rested_on(comparison: &Comparison, source: &Source, referents: &Referents) -> Option<(usize, String)> {
    let words = |range: TextRange| source.text.words_in(range).count();
    let passages = comparison.alignment.parallels.iter().flat_map(|parallel| &parallel.passages);
    let told: Vec<TextRange> = passages.filter(|place| place.source == source.id).map(|place| place.range).collect();
    let shared = |range: &TextRange| told.iter().any(|told| told.overlaps(*range));
    let sentences: Vec<TextRange> = source.story().map(|(_, range)| range).filter(shared).collect();
    let given = given(source, referents);
    let by = |one: &Given| sentences.iter().copied().filter(|range| one.holds(*range)).collect::<Vec<TextRange>>();
    let all = sentences.iter().filter(|range| given.iter().any(|one| one.holds(**range))).count();
    let most = given.iter().map(|one| (by(one), one)).max_by_key(|(own, one)| (own.len(), Reverse(one.referent)))?;
    let (own, one) = most;
    let share = |part: usize, of: usize| part as f32 / of.max(1) as f32;
    let [own_words, all_words] = [&own, &sentences].map(|list| list.iter().map(|range| words(*range)).sum());
    let clear = own.len() >= LEAST_GIVEN
        && share(own.len(), all) >= LEAST_OF_GIVEN
        && share(own_words, all_words) >= LEAST_OF_TOLD;
    clear.then(|| (one.referent, visible_line(&one.speaker).into_owned()))
}

/// What a source gives as the word of one speaker.
struct Given {
    /// The speaker's number among the referents.
    referent: usize,
    speaker: String,
    ranges: Vec<TextRange>,
}

impl Given {
    fn holds(&self, range: TextRange) -> bool {
        self.ranges.iter().any(|given| given.overlaps(range))
    }
}

/// What a source gives as whose word.
fn given(source: &Source, referents: &Referents) -> Vec<Given> {
    let entities = &source.text.names().entities;
    let mut found: Vec<Given> = Vec::new();
    let quoted = source.text.quotations().iter().filter_map(|q| Some((q.speaker.as_deref()?, q.range)));
    let reported = source.text.reports().iter().map(|r| (r.speaker.as_str(), r.range));
    for (speaker, range) in quoted.chain(reported) {
        let Some(entity) = entities.iter().position(|entity| entity.full == speaker) else { continue };
        let referent = referents.get(source.id, entity);
        match found.iter_mut().find(|given| given.referent == referent) {
            Some(given) => given.ranges.push(range),
            None => found.push(Given { referent, speaker: speaker.to_owned(), ranges: vec![range] }),
        }
    }
    found
}
