//! What holds of every synopsis.

use super::*;
use crate::align::Parallel;
use crate::compare::compare;
use crate::monitor::Monitor;
use crate::source::{Corpus, sample};
use crate::text::Language;
use proptest::prelude::*;

/// What must hold of every synopsis.
fn check(comparison: &Comparison, base: SourceId) {
    let synopsis = synopsis(comparison, base);
    for source in &comparison.corpus.sources {
        let mut read = 0;
        for (row, block) in synopsis.rows.iter().enumerate().filter_map(|(row, r)| Some((row, r.block(source.id)?))) {
            assert!(!block.segments.is_empty() || !block.pointers.is_empty(), "no block is empty");
            for segment in &block.segments {
                assert_eq!(segment.range.start(), read, "every character once, in order");
                read = segment.range.end();
                let place = Passage { source: source.id, range: segment.range };
                assert_eq!(synopsis.row_at(place), Some(row));
                let block = |on: usize| synopsis.block(row + on, source.id);
                assert!((1..=synopsis.silence(row, source.id)).all(|on| !block(on).is_some_and(Block::has_text)));
                if let Standing::Level(parallel, passage) = segment.standing {
                    assert_eq!(comparison.alignment.parallels[parallel].passages[passage], place);
                    assert_eq!(synopsis.rows[row].parallel, Some(parallel));
                }
                let pieces = segment.pieces(comparison, source.id, base);
                assert_eq!(pieces.first().map(|piece| piece.range.start()), Some(segment.range.start()));
                assert_eq!(pieces.last().map(|piece| piece.range.end()), Some(segment.range.end()));
                assert!(pieces.windows(2).all(|pair| pair[0].range.end() == pair[1].range.start()));
            }
        }
        assert_eq!(read, source.text.content().len(), "to the last");
    }
    for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
        let row = synopsis.row_of(parallel).expect("every parallel has a row");
        assert_eq!(synopsis.rows[row].parallel, Some(parallel));
        for (passage, place) in group.passages.iter().enumerate() {
            let block = synopsis.block(row, place.source).expect("who tells it has something in its row");
            let full = block.segments.iter().any(|one| one.standing == Standing::Level(parallel, passage));
            let pointer = block.pointers.iter().find(|pointer| pointer.passages.contains(&passage));
            assert!(full != pointer.is_some(), "in full or by a pointer");
            assert!(pointer.is_none_or(|pointer| synopsis.row_at(*place) == Some(pointer.row)));
        }
    }
    assert!(synopsis.rows.iter().skip(1).all(|row| row.parallel.is_some()), "only the first may be without");
}

#[test]
fn the_sample_stands_there_once() {
    let comparison = compare(sample(), &Monitor::default()).expect("nobody cancels");
    for source in &comparison.corpus.sources {
        check(&comparison, source.id);
    }
    let parallels = &comparison.alignment.parallels;
    let first = synopsis(&comparison, SourceId(0));
    let order: Vec<usize> = first.rows.iter().filter_map(|row| row.parallel).collect();
    assert!(order.is_sorted(), "parallels are numbered as the first source tells them");
    let told = |parallel: &usize| parallels[*parallel].passages.iter().any(|place| place.source == SourceId(0));
    let level = |parallel: &usize| first.row_of(*parallel).and_then(|row| first.block(row, SourceId(0)));
    let is_level = |block: &Block| block.segments.iter().any(|one| matches!(one.standing, Standing::Level(..)));
    assert!(order.iter().filter(|parallel| told(parallel)).filter_map(level).all(is_level));
}

/// Sources as letters, each a sentence of some lines: a small one is a passage of the parallel of that letter. What of the last
/// source is level.
fn levelled(sources: &str) -> String {
    let sentence =
        |letter| format!("{letter} is a sentence that goes on and on for a while, as sentences do, and then it ends. ");
    let long = sentence('a').len();
    let text = |letters: &str| -> String { letters.chars().map(sentence).collect() };
    let corpus = Corpus::of_texts(sources.split('|').map(text), Some(Language::ENGLISH));
    let mut comparison = Comparison::unaligned(corpus);
    let place = |(source, letters): (u16, &str), letter: char| {
        let at = letters.chars().position(|other| other == letter)?;
        let content = comparison.corpus.sources[usize::from(source)].text.content();
        Some(Passage { source: SourceId(source), range: TextRange::new(content, at * long, (at + 1) * long - 1) })
    };
    let parallels: Vec<Parallel> = ('a'..='z')
        .map(|letter| (0..).zip(sources.split('|')).filter_map(|one| place(one, letter)).collect())
        .map(|passages| Parallel { passages, links: Vec::new() })
        .collect();
    comparison.alignment.parallels = parallels.into_iter().filter(|one| !one.passages.is_empty()).collect();
    let last = SourceId(sources.matches('|').count() as u16);
    let synopsis = synopsis(&comparison, SourceId(0));
    let segments = synopsis.rows.iter().filter_map(|row| row.block(last)).flat_map(|block| &block.segments);
    let level = segments.filter(|segment| matches!(segment.standing, Standing::Level(..)));
    let text = comparison.corpus.source(last).text.content();
    level.filter_map(|segment| segment.range.of(text).chars().next()).collect()
}

#[test]
fn what_makes_the_others_wait_long_is_not_level() {
    let cases = [
        ("abc|abc", "abc"),
        ("abc|acb", "a"),
        // The second waits: nothing gets longer.
        ("abXXXXXXXXc|abc", "abc"),
        ("aXXXXXXXXb|aYYYYYYYYb", "ab"),
        // It would come late to what is followed by much.
        ("abXXXXXXXX|aYYYYYYYYb", "a"),
        ("abXXXXXXXX|abYYYYYYYY", "ab"),
        // Something is level.
        ("XXXXXXXXab|abYYYYYYYY", "ab"),
        ("XXab|abYY", "ab"),
        ("abc|abXXXXXXXX|aYYYYYYYYb", "a"),
    ];
    for (sources, expected) in cases {
        assert_eq!(levelled(sources), expected, "{sources}");
    }
}

proptest! {
    #[test]
    fn each_text_stands_there_once(
        texts in proptest::collection::vec("([A-Za-z]{1,6}|[0-9]{1,3}|[ ,.:“”\n-]{1,2}|Details: |\\PC){0,30}", 1..4),
        places in proptest::collection::vec((0..9usize, 0..4usize, 0.0..1.0f64, 0.0..0.4f64), 0..24),
    ) {
        let mut comparison = Comparison::unaligned(Corpus::of_texts(texts, Some(Language::ENGLISH)));
        let mut parallels: Vec<Vec<Passage>> = vec![Vec::new(); 9];
        for (parallel, source, start, length) in places {
            let Some(source) = comparison.corpus.sources.get(source) else { continue };
            let content = source.text.content();
            let at = |share: f64| {
                let byte = (share.min(1.0) * content.len() as f64) as usize;
                (0..=byte).rev().find(|&byte| content.is_char_boundary(byte)).unwrap_or(0)
            };
            let (start, end) = (at(start), at(start + length));
            if start < end {
                parallels[parallel].push(Passage { source: source.id, range: TextRange::new(content, start, end) });
            }
        }
        for mut passages in parallels {
            passages.sort_unstable();
            passages.dedup();
            if !passages.is_empty() {
                comparison.alignment.parallels.push(Parallel { passages, links: Vec::new() });
                comparison.collations.push(crate::compare::Collation { columns: Vec::new() });
                comparison.discrepancies.push(Vec::new());
            }
        }
        for number in 0..comparison.corpus.sources.len() {
            check(&comparison, SourceId(u16::try_from(number).expect("few")));
        }
    }
}
