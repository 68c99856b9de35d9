//! What holds of every collation.

use parallax::align::Passage;
use parallax::compare::{Collation, collate};
use parallax::meaning::meanings;
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Source};
use parallax::text::{Language, Text, TextRange};
use proptest::prelude::*;

fn whole(corpus: &Corpus) -> Vec<Passage> {
    let all = |text: &Text| TextRange::new(text.content(), 0, text.content().len());
    corpus.sources.iter().map(|s| Passage { source: s.id, range: all(&s.text) }).collect()
}

fn collated(texts: &[&str]) -> (Corpus, Collation) {
    collated_as(texts, Some(Language::ENGLISH))
}

fn collated_as(texts: &[&str], language: Option<Language>) -> (Corpus, Collation) {
    let corpus = Corpus::of_texts(texts.iter().copied(), language);
    let meanings = meanings(&corpus, Vec::new(), &Monitor::default()).expect("nobody cancels");
    let collation = collate(&whole(&corpus), &corpus, &meanings);
    (corpus, collation)
}

/// Each column in words, a gap as `-`.
fn columns(texts: &[&str]) -> Vec<Vec<String>> {
    columns_of(&collated(texts))
}

fn columns_of((corpus, collation): &(Corpus, Collation)) -> Vec<Vec<String>> {
    let cell = |(source, cell): (&Source, &Option<TextRange>)| {
        cell.map_or("-".to_owned(), |range| source.text.slice(range).to_owned())
    };
    collation.columns.iter().map(|column| corpus.sources.iter().zip(column).map(cell).collect()).collect()
}

/// Reading a passage's cells in the order of their places gives each of its words once.
fn gives_back(texts: &[&str]) {
    let (corpus, collation) = collated(texts);
    for (row, source) in corpus.sources.iter().enumerate() {
        let mut cells: Vec<TextRange> = collation.columns.iter().filter_map(|column| column[row]).collect();
        cells.sort_unstable();
        assert!(cells.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "cells of {row} overlap: {texts:?}");
        let all = TextRange::new(source.text.content(), 0, source.text.content().len());
        let words: Vec<TextRange> = source.text.words_in(all).map(|t| t.range).collect();
        let read: Vec<TextRange> = cells.iter().flat_map(|&cell| source.text.words_in(cell)).map(|t| t.range).collect();
        assert_eq!(read, words, "passage {row} of {texts:?}");
    }
    assert!(collation.columns.iter().all(|column| column.iter().any(Option::is_some)), "an empty column: {texts:?}");
}

const ACCOUNTS: [&str; 4] = [
    "Ushakov said the conversation lasted 50 minutes on Saturday.",
    "The conversation lasted for about an hour, the aide told journalists. \"50 minutes, to be precise,\" he clarified.",
    "On Saturday, according to him, the talk between the leaders went on for 50 minutes.",
    "The two held a 50-minute phone call Saturday, Ushakov said.",
];

#[test]
fn the_words_that_stand_for_each_other_share_a_column() {
    let check = |texts: [&str; 2], expected: [&str; 2]| {
        let found = columns(&texts);
        assert!(found.contains(&expected.map(str::to_owned).to_vec()), "{expected:?} not in {found:#?}");
    };
    let lasted =
        ["The call lasted fifty minutes, aides said.", "The conversation lasted fifty minutes, the aides said."];
    check(lasted, ["call", "conversation"]);
    check(lasted, ["minutes", "minutes"]);
    check(lasted, ["-", "the"]);
    let moved = ["The mayor resigned on Friday after the vote.", "On Friday, the mayor of Lyon quit after the vote."];
    check(moved, ["mayor", "mayor"]);
    check(moved, ["Friday", "Friday"]);
    check(moved, ["resigned", "quit"]);
}

#[test]
fn words_of_two_languages_share_a_column_where_that_is_sure() {
    let found = columns_of(&collated_as(
        &[
            "The conversation lasted 50 minutes, Putin's aide Yuri Ushakov told journalists on Saturday, and it was about the war.",
            "Розмова тривала 50 хвилин, повідомив журналістам у суботу помічник Путіна Юрій Ушаков.",
        ],
        None,
    ));
    for sure in
        [["50", "50"], ["minutes", "хвилин"], ["Ushakov", "Ушаков"], ["journalists", "журналістам"], ["war", "-"]]
    {
        assert!(found.contains(&sure.map(str::to_owned).to_vec()), "{sure:?} not in {found:#?}");
    }
}

#[test]
fn every_passage_is_given_back() {
    gives_back(&ACCOUNTS);
    for texts in [
        &[][..],
        &[""],
        &["", ""],
        &["one"],
        &["one", ""],
        &["...", "!?"],
        &["a a a a", "a a"],
        &["\u{0301}x", "x\r\n\r\n☎️"],
    ] {
        gives_back(texts);
    }
}

#[test]
fn the_order_of_passages_changes_nothing() {
    let sorted = |texts: &[&str], order: &[usize]| {
        let shuffled: Vec<&str> = order.iter().map(|&index| texts[index]).collect();
        let back = |column: Vec<String>| -> Vec<String> {
            (0..order.len()).map(|index| column[order.iter().position(|&o| o == index).unwrap()].clone()).collect()
        };
        let mut found: Vec<Vec<String>> = columns(&shuffled).into_iter().map(back).collect();
        found.sort();
        found
    };
    let first = sorted(&ACCOUNTS, &[0, 1, 2, 3]);
    for order in [[1, 0, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        assert_eq!(sorted(&ACCOUNTS, &order), first, "order {order:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_passages_are_given_back(texts in prop::collection::vec("([abc]{1,2}[ ,.]{1,2}|the |of |\\PC|50 ){0,12}", 0..5)) {
        gives_back(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
