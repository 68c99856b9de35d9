//! What holds of the discrepancies of the sample.

use parallax::compare::{Comparison, Discrepancy, DiscrepancyKind, compare};
use parallax::monitor::Monitor;
use parallax::source::{Corpus, SourceId, sample};
use std::collections::BTreeSet;

/// The sample, its sources in an order.
fn compared(order: [usize; 5]) -> Comparison {
    let sources = sample().sources;
    let mut sources: Vec<_> = order.iter().map(|&index| sources[index].clone()).collect();
    sources.iter_mut().zip(0u16..).for_each(|(source, number)| source.id = SourceId(number));
    compare(Corpus { sources, ..Corpus::default() }, &Monitor::default()).expect("nothing cancels it")
}

/// What each source reads, by its path.
fn readings(comparison: &Comparison, one: &Discrepancy) -> BTreeSet<(String, usize, String)> {
    let reading = |place: parallax::align::Passage| {
        let source = comparison.corpus.source(place.source);
        (source.meta.path.clone(), place.range.start(), source.text.slice(place.range).to_owned())
    };
    one.readings.iter().map(|r| reading(r.place)).collect()
}

#[test]
fn the_length_of_the_call_is_a_discrepancy() {
    let comparison = compared([0, 1, 2, 3, 4]);
    let numbers = comparison.discrepancies.iter().flatten().filter(|d| d.kind == DiscrepancyKind::Number);
    let told: Vec<BTreeSet<String>> =
        numbers.map(|d| readings(&comparison, d).into_iter().map(|reading| reading.2).collect()).collect();
    assert!(told.iter().any(|t| t.contains("50 minutes") && t.contains("about an hour")), "{told:?}");
}

#[test]
fn the_order_of_sources_changes_nothing() {
    let all = |order| -> Vec<_> {
        let comparison = compared(order);
        let mut found: Vec<_> =
            comparison.discrepancies.iter().flatten().map(|d| (d.kind, readings(&comparison, d))).collect();
        found.sort();
        found
    };
    let first = all([0, 1, 2, 3, 4]);
    assert!(!first.is_empty());
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
        assert_eq!(all(order), first, "{order:?}");
    }
}
