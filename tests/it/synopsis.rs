//! How much of the sources is shown, of how much there is.

use parallax::compare::compare;
use parallax::monitor::Monitor;
use parallax::source::{SourceId, sample};
use parallax::view::synopsis;

/// Columns of the words of a pointer.
const POINTER: usize = 30;

#[test]
#[expect(clippy::print_stdout, reason = "a figure to read")]
fn each_text_is_shown_once_and_pointers_are_few() {
    let comparison = compare(sample(), &Monitor::default()).expect("nobody cancels");
    let synopsis = synopsis(&comparison, SourceId(0));
    let characters = |words: &str| words.chars().filter(|c| !c.is_whitespace()).count();
    let all: usize = comparison.corpus.sources.iter().map(|source| characters(source.text.content())).sum();
    let blocks = || synopsis.rows.iter().flat_map(|row| &row.blocks);
    let segments = blocks().flat_map(|block| block.segments.iter().map(|segment| (block.source, segment.range)));
    let text: usize = segments.map(|(id, range)| characters(comparison.corpus.source(id).text.slice(range))).sum();
    // What is said again is pointed to without words.
    let pointers = blocks().flat_map(|block| &block.pointers).filter(|pointer| !pointer.again);
    let count = pointers.clone().count();
    let pointers: usize = pointers.map(|one| characters(&one.words(&comparison, POINTER))).sum();
    let share = |part: usize| part as f64 / all as f64;
    println!("of the sources {:.2} times each character, {count} pointers {:.3} more", share(text), share(pointers));
    assert_eq!(text, all);
    assert!(share(pointers) <= 0.1);
}
