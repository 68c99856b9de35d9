//! How long each stage takes, on planted texts: `cargo bench`, or `cargo bench -- NAME` for some.
//!
//! `tests/measure.py` measures whole processes, and other programs beside them.

#![allow(clippy::unwrap_used, reason = "a tool for developers")]

#[allow(dead_code, reason = "shared with the generator")]
#[path = "../planted/language.rs"]
mod language;
#[allow(dead_code, reason = "shared with the generator")]
#[path = "../planted/plan.rs"]
mod plan;

use divan::Bencher;
use divan::counter::BytesCount;
use parallax::align::{Passage, align};
use parallax::collection::{Collection, Lead, Look, Query, Sketch, words};
use parallax::compare::collate::Collator;
use parallax::compare::{Comparison, Told, compare, discrepancies};
use parallax::export::{Format, Options, export};
use parallax::meaning::meanings;
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Wishes, load};
use parallax::text::Text;
use tempfile::TempDir;

/// Words of each of five accounts of one event.
const WORDS: [usize; 2] = [320, 3_200];
/// Documents of a collection.
const DOCUMENTS: [usize; 3] = [250, 500, 1_000];

fn main() {
    divan::main();
}

fn quiet() -> Monitor {
    Monitor::default()
}

/// So many events, each told by five outlets in so many words.
fn planted(events: usize, words: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    plan::Plan { events, outlets: 5, words, seed: 1, hard: false, text: None }.write(&folder.path().join("texts"));
    folder
}

fn loaded(folder: &TempDir) -> Corpus {
    load(&[folder.path().join("texts")], &Wishes::default(), &quiet()).unwrap()
}

fn told(words: usize) -> Corpus {
    loaded(&planted(1, words))
}

fn texts(events: usize) -> Vec<String> {
    loaded(&planted(events, 320)).sources.into_iter().map(|source| source.text.content().to_owned()).collect()
}

fn collected(texts: &[String]) -> Collection {
    let mut collection = Collection::default();
    for text in texts {
        collection.push(Sketch { lead: Lead::of(None, text), ..Sketch::default() }, &words(text));
    }
    collection
}

/// Five files become sources: format, encoding, text, boilerplate.
#[divan::bench(args = WORDS)]
fn a_load(bencher: Bencher, words: usize) {
    let folder = planted(1, words);
    bencher.bench_local(|| loaded(&folder));
}

/// Tokens, sentences, quotations, values, names of one text.
#[divan::bench(args = WORDS)]
fn b_text(bencher: Bencher, words: usize) {
    let text = told(words).sources[0].text.content().to_owned();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| Text::new(text.clone(), None));
}

/// Candidates, links, parallels, runs.
#[divan::bench(args = WORDS)]
fn c_align(bencher: Bencher, words: usize) {
    let corpus = told(words);
    let meanings = meanings(&corpus, Vec::new(), &quiet()).unwrap();
    bencher.bench_local(|| align(&corpus, &meanings, &quiet()));
}

#[divan::bench(args = WORDS)]
fn d_collate(bencher: Bencher, words: usize) {
    let corpus = told(words);
    let compared = compare(corpus.clone(), &quiet()).unwrap();
    let passages: Vec<&[Passage]> = compared.alignment.parallels.iter().map(|p| p.passages.as_slice()).collect();
    bencher.bench_local(|| Collator::new(&corpus, &compared.meanings).collate_all(&passages));
}

#[divan::bench(args = WORDS)]
fn e_discrepancies(bencher: Bencher, words: usize) {
    let comparison = compare(told(words), &quiet()).unwrap();
    bencher.bench_local(|| {
        let parallels = comparison.alignment.parallels.iter().zip(&comparison.collations);
        let Comparison { corpus, meanings, alignment, .. } = &comparison;
        let told = Told { corpus, meanings, links: &alignment.links };
        parallels.map(|(p, c)| discrepancies(p, c, told)).collect::<Vec<_>>()
    });
}

/// All of that, without the loading.
#[divan::bench(args = WORDS)]
fn f_compare(bencher: Bencher, words: usize) {
    let corpus = told(words);
    bencher.with_inputs(|| corpus.clone()).bench_local_values(|corpus| compare(corpus, &quiet()));
}

#[divan::bench(args = Format::ALL.map(Format::name))]
fn g_export(bencher: Bencher, format: &str) {
    let comparison = compare(parallax::source::sample(), &quiet()).unwrap();
    let (format, options) = (format.parse().unwrap(), Options::default());
    bencher.bench_local(|| export(&comparison, format, &options, &quiet(), &mut Vec::new()));
}

/// The words of all documents of a collection, in the light pass.
#[divan::bench(args = DOCUMENTS)]
fn h_words(bencher: Bencher, documents: usize) {
    let texts = texts(documents / 5);
    bencher.bench_local(|| collected(&texts));
}

/// Which documents share passages.
#[divan::bench(args = DOCUMENTS)]
fn i_look(bencher: Bencher, documents: usize) {
    let collection = collected(&texts(documents / 5));
    bencher.bench_local(|| Look::at(&collection, &quiet()));
}

#[divan::bench(args = DOCUMENTS)]
fn j_stories(bencher: Bencher, documents: usize) {
    let collection = collected(&texts(documents / 5));
    let look = Look::at(&collection, &quiet()).unwrap();
    bencher.bench_local(|| look.stories(&collection.documents));
}

#[divan::bench(args = DOCUMENTS)]
fn k_search(bencher: Bencher, documents: usize) {
    let texts = texts(documents / 5);
    let collection = collected(&texts);
    let some: Vec<&str> = texts[7].split_whitespace().skip(40).take(2).collect();
    bencher.bench_local(|| Query::new(&some.join(" ")).search(&collection.words));
}
