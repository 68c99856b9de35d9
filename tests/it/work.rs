//! How much is done, in counts: of texts, sentences and documents, never in time.

use crate::plan::Plan;
use parallax::align::{Judges, LinkModel, measured};
use parallax::collection::{Collection, Lead, Look, Sketch, words};
use parallax::meaning::Meanings;
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Wishes, walk};
use parallax::text::Language;

/// The texts of so many events, each told by five outlets in so many words.
fn planted(events: usize, words: usize) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    Plan { events, outlets: 5, words, seed: 1, hard: false, text: None }.write(&folder.path().join("texts"));
    let found = walk(&[folder.path().join("texts")], &Wishes::default());
    found.files.iter().map(|file| std::fs::read_to_string(file).expect("readable")).collect()
}

/// Pairs of sentences that are looked at, and sentences.
fn sentences(words: usize) -> (usize, usize) {
    let corpus = Corpus::of_texts(planted(1, words), Some(Language::ENGLISH));
    let all = corpus.sources.iter().map(|source| source.text.sentences().len()).sum();
    let models = (&LinkModel::shipped(), Judges::shipped());
    let found = measured(&corpus, &Meanings::none(&corpus), models, &Monitor::default()).expect("nobody cancels");
    (found.sentences.len(), all)
}

/// Pairs of documents that are looked at.
fn documents(events: usize) -> usize {
    let mut collection = Collection::default();
    for text in planted(events, 320) {
        collection.push(Sketch { lead: Lead::of(None, &text), ..Sketch::default() }, &words(&text));
    }
    Look::candidates(&collection, &Monitor::default()).expect("nobody cancels").len()
}

#[test]
fn pairs_of_sentences_grow_with_the_text() {
    for (pairs, sentences) in [500, 2_000].map(sentences) {
        // At most 24 candidates in each of the sources after a sentence's own, which are two on average.
        assert!(pairs <= 24 * 2 * sentences, "{pairs} pairs of {sentences} sentences");
    }
}

#[test]
fn pairs_of_documents_grow_with_the_collection() {
    for events in [100, 200] {
        // Each document has four that tell of the same; of all pairs these are one in 125 and one in 250.
        let (pairs, documents) = (documents(events), 5 * events);
        assert!(pairs <= 25 * documents, "{pairs} pairs of {documents} documents");
    }
}
