//! Heat: paragraph by paragraph, how much of a source the base tells in the same words, in others, or not at all. Of two
//! versions of a text it is where the text was edited.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::TextRange;

/// How a paragraph compares.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Heat {
    /// From the first to the last of its words.
    pub range: TextRange,
    /// Its words.
    pub words: usize,
    /// Those that stand in other words there: what was changed. Of the base, whom several others tell, the mean.
    pub changed: f32,
    /// Those of what is not told there.
    pub alone: f32,
    /// Its first word that is not told there in the same words.
    pub first: Option<TextRange>,
}

impl Heat {
    /// The share of it that is not told in the same words, 0 to 1.
    pub fn share(self) -> f32 {
        (self.changed + self.alone) / (self.words.max(1) as f32)
    }
}

/// A word of a source, with how many of those it is held against tell what it tells, and how many in the same word.
#[derive(Clone, Copy)]
struct Word {
    range: TextRange,
    paragraph: u32,
    told: u16,
    same: u16,
}

/// The paragraphs of each source with a word of the story, against the base; of the base against all others.
pub fn heat(comparison: &Comparison, base: SourceId) -> Vec<Vec<Heat>> {
    let sources = &comparison.corpus.sources;
    let others: Vec<SourceId> = sources.iter().map(|source| source.id).filter(|id| *id != base).collect();
    let mut words: Vec<Vec<Word>> = sources
        .iter()
        .map(|source| {
            let story = source.story().flat_map(|(sentence, range)| {
                source.text.words_in(range).map(move |word| (word.range, sentence.paragraph))
            });
            story.map(|(range, paragraph)| Word { range, paragraph, told: 0, same: 0 }).collect()
        })
        .collect();
    for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
        for own in group.passages.chunk_by(|a, b| a.source == b.source) {
            let Some(source) = own.first().map(|passage| passage.source) else { continue };
            let against: &[SourceId] = if source == base { &others } else { &[base] };
            let words = &mut words[source.index()];
            for other in against.iter().filter(|other| group.passages.iter().any(|p| p.source == **other)) {
                told(comparison, (parallel, own), *other, words);
            }
        }
    }
    let count = |source: SourceId| if source == base { others.len() } else { 1 };
    sources.iter().zip(words).map(|(source, words)| paragraphs(&words, count(source.id).max(1))).collect()
}

/// Counts what another source tells of the passages of a source in a parallel, and in which words.
fn told(comparison: &Comparison, (parallel, own): (usize, &[Passage]), other: SourceId, words: &mut [Word]) {
    for passage in own {
        inside(words, passage.range).for_each(|word| words[word].told += 1);
    }
    let passages = &comparison.alignment.parallels[parallel].passages;
    let norms = |passage: &Passage, cell: TextRange| {
        comparison.corpus.source(passage.source).text.words_in(cell).map(|word| word.norm)
    };
    for column in &comparison.collations[parallel].columns {
        let cells = || passages.iter().zip(column).filter_map(|(passage, cell)| Some((passage, (*cell)?)));
        for (passage, cell) in cells().filter(|(passage, _)| own.contains(passage)) {
            let mut theirs = cells().filter(|(passage, _)| passage.source == other);
            if theirs.any(|(their, at)| norms(their, at).eq(norms(passage, cell))) {
                inside(words, cell).for_each(|word| words[word].same += 1);
            }
        }
    }
}

/// The words in a place, by their numbers.
fn inside(words: &[Word], place: TextRange) -> std::ops::Range<usize> {
    let start = words.partition_point(|word| word.range.end() <= place.start());
    let end = words.partition_point(|word| word.range.start() < place.end());
    start..end.max(start)
}

fn paragraphs(words: &[Word], against: usize) -> Vec<Heat> {
    let share = |count: u16| f32::from(count).min(against as f32) / against as f32;
    let heat = |words: &[Word]| {
        let range = words.first()?.range.cover(words.last()?.range);
        let alone: f32 = words.iter().map(|word| 1.0 - share(word.told)).sum();
        let same: f32 = words.iter().map(|word| share(word.same.min(word.told))).sum();
        let first = words.iter().find(|word| usize::from(word.same) < against).map(|word| word.range);
        let changed = (words.len() as f32 - alone - same).max(0.0);
        Some(Heat { range, words: words.len(), changed, alone, first })
    };
    words.chunk_by(|a, b| a.paragraph == b.paragraph).filter_map(heat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::monitor::Monitor;
    use crate::source::Corpus;

    #[test]
    fn an_edited_paragraph_is_warm_and_a_new_one_is_hot() {
        let first = "The council of Ashford closed the old harbour bridge on Monday morning.\n\n\
                     Engineers had found cracks in two of its seven stone pillars last week.\n";
        let second = "The council of Ashford closed the old harbour bridge on Monday morning.\n\n\
                      Engineers had found cracks in five of its seven stone pillars last week.\n\n\
                      A ferry will carry schoolchildren across the river free of charge until spring.\n";
        let corpus = Corpus::of_texts([first, second], crate::text::Language::from_tag("en"));
        let comparison = compare(corpus, &Monitor::default()).unwrap();
        let heat = heat(&comparison, SourceId(0));
        let told: Vec<Vec<(f32, f32)>> =
            heat.iter().map(|source| source.iter().map(|one| (one.changed, one.alone)).collect()).collect();
        assert_eq!(told[0], [(0.0, 0.0), (1.0, 0.0)]);
        assert_eq!(told[1][..2], [(0.0, 0.0), (1.0, 0.0)]);
        assert_eq!(told[1][2].1, heat[1][2].words as f32);
        let place = heat[1][1].first.unwrap();
        assert_eq!(comparison.corpus.source(SourceId(1)).text.slice(place), "five");
    }
}
