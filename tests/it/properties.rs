//! What holds of any sources: nothing is lost or invented, nothing depends on order, threads, or what else is compared.

use crate::exports::{bare, places, usual, words_of_markdown};
use parallax::align::{Passage, Relation};
use parallax::compare::{Comparison, compare};
use parallax::export::Format;
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Meta, Wishes};
use parallax::text::Language;
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;

fn compared(texts: &[String]) -> Comparison {
    let mut corpus = Corpus::of_texts(texts.iter().cloned(), Some(Language::ENGLISH));
    for (number, source) in corpus.sources.iter_mut().enumerate() {
        source.meta = Meta { path: format!("{number}.txt"), ..Meta::default() };
    }
    compare(corpus, &Monitor::default()).expect("nobody cancels")
}

/// What reports are made of: who did what, when, and who says so.
const SENTENCES: [&str; 18] = [
    "The council voted 12 to 9 against the mayor on Friday.",
    "On Friday the council voted 13 to 9 against the mayor.",
    "Mayor Ann Holm resigned the same evening, her spokesman said.",
    "\"I leave with a clear conscience,\" Holm told reporters.",
    "She said that she left \"with a clear conscience\" after the vote.",
    "The harbour bridge closed in March after cracks were found in two of its pillars.",
    "Engineers found cracks in two pillars of the harbour bridge, which was closed in March.",
    "Repairs will cost about 4 million euros, according to the city's engineers.",
    "The repairs are expected to cost more than 4 million euros!",
    "Opposition leader Karl Riis allegedly knew of the cracks.",
    "Riis did not know of the cracks, he told the Harbour Gazette.",
    "A new mayor is to be elected on 22 June.",
    "The election of a new mayor will be held on 23 June.",
    "Fishermen protested in front of the town hall.",
    "Storms delayed the ferry to the islands for three days.",
    "Read also: What the vote means for the town.",
    "Yes, they said.",
    "日本語 and a\u{301}ccents <b>stay</b> & so does | this.",
];

/// Texts of sentences that other texts may have, too.
fn texts(least: usize, most: usize) -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::sample::select(&SENTENCES[..]);
    let text = prop::collection::vec((sentence, prop::sample::select(&[" ", "\n\n"][..])), 1..9);
    let text = text.prop_map(|parts| parts.into_iter().map(|(sentence, blank)| format!("{sentence}{blank}")).collect());
    prop::collection::vec(text, least..=most)
}

fn slice(comparison: &Comparison, passage: Passage) -> &str {
    comparison.corpus.source(passage.source).text.slice(passage.range)
}

/// Sorted links and parallels, each by the names of its sources and its words.
fn found(comparison: &Comparison) -> Vec<Vec<(String, String)>> {
    let told = |passages: &[Passage]| -> Vec<(String, String)> {
        let name = |p: &Passage| comparison.corpus.source(p.source).meta.path.clone();
        let mut told: Vec<_> = passages.iter().map(|p| (name(p), slice(comparison, *p).to_owned())).collect();
        told.sort();
        told
    };
    let links = comparison.alignment.links.iter().map(|link| told(&link.passages));
    let runs = comparison.alignment.runs.iter().map(|run| told(&run.passages));
    let parallels = comparison.alignment.parallels.iter().map(|parallel| told(&parallel.passages));
    let mut found: Vec<_> = links.chain(runs).chain(parallels).collect();
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every letter of every source stands in a passage or beside the story, and every place is the source's own.
    #[test]
    fn no_text_is_lost_or_invented(texts in texts(1, 4)) {
        let comparison = compared(&texts);
        for (source, text) in comparison.corpus.sources.iter().zip(&texts) {
            prop_assert_eq!(source.text.content(), text);
            let mut told = vec![false; text.len()];
            let own = places(&comparison).into_iter().filter(|place| place.source == source.id);
            own.for_each(|place| told[place.range.start()..place.range.end()].fill(true));
            let lost: String = text.char_indices().filter(|(at, c)| c.is_alphanumeric() && !told[*at]).map(|(_, c)| c).collect();
            prop_assert_eq!(lost, "");
        }
        for format in [Format::Text, Format::Markdown, Format::Json, Format::Html, Format::Tei, Format::Docx] {
            let whole = usual(&comparison, format);
            let shown = if format == Format::Markdown {
                words_of_markdown(&whole)
            } else if format == Format::Html {
                dom_query::Document::from(whole.as_str()).text().to_string()
            } else {
                whole
            };
            // A passage may be wrapped beside another one, so it is looked for word by word.
            for place in places(&comparison) {
                for word in slice(&comparison, place).split(|c: char| !c.is_alphanumeric()) {
                    prop_assert!(bare(&shown).contains(word), "{}: {word:?}", format.name());
                }
            }
        }
    }

    /// The same bytes, whatever the number of threads.
    #[test]
    fn threads_change_nothing(texts in texts(2, 5)) {
        let with = |threads: usize| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| {
                let comparison = compared(&texts);
                Format::ALL.map(|format| usual(&comparison, format))
            })
        };
        let alone = with(1);
        prop_assert!(alone == with(2) && alone == with(8));
    }

    /// The same links, runs and parallels, whatever the order of the sources.
    #[test]
    fn order_changes_nothing(texts in texts(2, 5), turn in 1..5usize) {
        let named = |order: Vec<usize>| {
            let mut corpus = Corpus::of_texts(order.iter().map(|&at| texts[at].clone()), Some(Language::ENGLISH));
            corpus.sources.iter_mut().zip(&order).for_each(|(s, at)| s.meta.path = at.to_string());
            compare(corpus, &Monitor::default()).expect("nobody cancels")
        };
        let straight: Vec<usize> = (0..texts.len()).collect();
        let mut turned = straight.clone();
        turned.rotate_left(turn % texts.len());
        turned.swap(0, 1);
        prop_assert_eq!(found(&named(straight)), found(&named(turned)));
    }

    /// A source beside itself: each passage is linked with its copy in the same words, and all is one run.
    #[test]
    fn a_source_beside_itself_is_one_run(texts in texts(1, 1)) {
        let comparison = compared(&[texts[0].clone(), texts[0].clone()]);
        for link in comparison.alignment.links.iter().filter(|link| {
            slice(&comparison, link.passages[0]) == slice(&comparison, link.passages[1])
        }) {
            prop_assert_eq!(link.relation, Relation::Verbatim);
        }
        if texts[0].split_whitespace().count() >= 60 && comparison.corpus.sources[0].boilerplate.is_empty() {
            let [run] = &comparison.alignment.runs[..] else { panic!("{:?}", comparison.alignment.runs) };
            let [a, b] = run.passages.map(|passage| slice(&comparison, passage));
            prop_assert_eq!(a, b);
            prop_assert_eq!(bare(a), bare(&texts[0]));
        }
    }

    /// What is written and loaded again is compared as it was.
    #[test]
    fn a_reload_is_compared_as_afresh(texts in texts(2, 4)) {
        let folder = tempfile::tempdir().expect("a folder");
        for (number, text) in texts.iter().enumerate() {
            std::fs::write(folder.path().join(format!("{number}.txt")), text).expect("written");
        }
        let load = || {
            let corpus = parallax::source::load(&[folder.path().to_owned()], &Wishes::default(), &Monitor::default()).expect("nobody cancels");
            compare(corpus, &Monitor::default()).expect("nobody cancels")
        };
        let (first, again) = (load(), load());
        for format in Format::ALL {
            prop_assert_eq!(usual(&first, format), usual(&again, format));
        }
        for (source, text) in first.corpus.sources.iter().zip(&texts) {
            prop_assert_eq!(source.text.content(), text);
        }
    }
}
