//! Texts that nobody writes, but that a program may be given: they cost time by their length, not by its square, and break
//! nothing. Each is so long that a walk from every word to every other would take minutes.

use crate::desk::Desk;
use parallax::compare::{Comparison, compare};
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Meta, Reason, Source, SourceId, boilerplate, read};
use parallax::text::{Language, Text};
use std::path::Path;

/// Times that a part is repeated.
const MANY: usize = 100_000;

fn source(content: String) -> Source {
    let text = Text::new(content, Some(Language::ENGLISH));
    let boilerplate = boilerplate(&text, None);
    Source::new(SourceId(0), Meta::default(), text, boilerplate)
}

#[test]
fn long_rows_are_read_in_one_walk() {
    let rows = [
        ("", "Advertisement\n", ""),
        ("", "Team 12 14 3\n", ""),
        ("", "'a ", ""),
        ("", "“a ", ""),
        ("", "('", " a'"),
        ("The end", ".", "a b"),
        ("The end", " .", "a b"),
        ("Yes", "!", " and no"),
        ("", "—\n- - a\n", ""),
    ];
    for (before, row, after) in rows {
        let content = format!("{before}{}{after}", row.repeat(MANY));
        let words = content.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        let read = source(content);
        let told: usize = read.story().map(|(_, range)| read.text.words_in(range).count()).sum();
        assert!(told <= words, "{row:?}");
    }
}

/// Rows of one part, with an end and without one, that two sources have.
const ROWS: [&str; 5] =
    ["word ", "word.\n", "\"word ", "The word. ", "The mayor of the town said on Friday that 12 people were hurt. "];

/// What is compared costs up to the square of a sentence's length, so no sentence is longer than some hundreds of words; and
/// what a source says again is not compared again.
#[test]
fn a_row_that_two_sources_have_is_compared_once() {
    for row in ROWS {
        let text = row.repeat(MANY / 10 / row.len());
        let corpus = Corpus::of_texts([text.clone(), text.clone()], Some(Language::ENGLISH));
        let sentences = corpus.sources[0].text.sentences();
        let longest = sentences.iter().map(|sentence| sentence.tokens.indices().len()).max();
        assert!(longest.is_some_and(|tokens| tokens <= 512), "{row:?}: {longest:?}");
        let comparison = compare(corpus, &Monitor::default()).expect("nobody cancels");
        assert!(comparison.alignment.links.len() < 20, "{row:?}: {} links", comparison.alignment.links.len());
    }
}

#[test]
fn what_differs_is_told_of_every_passage_of_the_same_words() {
    let text =
        |number: usize| format!("The mayor of the town said on Friday that {number} people were hurt. ").repeat(60);
    let corpus = Corpus::of_texts([text(12), text(13)], Some(Language::ENGLISH));
    let comparison = compare(corpus, &Monitor::default()).expect("nobody cancels");
    let readings: Vec<usize> = comparison.discrepancies.iter().flatten().map(|found| found.readings.len()).collect();
    assert_eq!(readings, [120]);
}

#[test]
fn pages_nested_beyond_reason_are_named() {
    for tag in ["<div>", "<span>", "<b>", "<x-y>", "<div></ul>"] {
        for before in ["", "<!-- <script> -->", "<script></SCRIPT>"] {
            let page = format!("<!doctype html><body>{before}{}hello", tag.repeat(5_000));
            let result = read(page.into_bytes(), Path::new("page.html"));
            assert_eq!(result.map(|document| document.text), Err(Reason::Nested), "{before}{tag}");
        }
    }
}

#[test]
fn a_word_wider_than_any_screen_is_wrapped() {
    let corpus = Corpus { sources: vec![source("a".repeat(5 * MANY))], ..Corpus::default() };
    let screen = Desk::of(Comparison::unaligned(corpus), 40, 12).text();
    assert!(screen.contains(&"a".repeat(30)), "{screen}");
}

#[test]
fn nothing_to_show_can_be_zoomed_and_followed() {
    for keys in ["z<ret>", "<ret>z", "z<ret>jjb", "zlh/a<ret>n", "D", ">z-+f[]"] {
        Desk::of(Comparison::unaligned(Corpus::default()), 80, 24).keys(keys);
    }
}
