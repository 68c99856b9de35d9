//! Counts how common English stems are, for `assets/background-en.txt`.
//!
//! `cargo run --release --example background -- TEXT... > LIST` reads plain text files of running English (those that the
//! asset's first lines name) and prints the commonest stems by level: a stem of level n makes up exp(-n / 2) of all words.

use parallax::text::{Language, Text, fold};
use std::collections::BTreeMap;

/// How many stems are listed.
const LISTED: usize = 5_000;

#[expect(clippy::print_stdout, reason = "this program prints a list")]
fn main() {
    let stemmer = Language::ENGLISH.stemmer().expect("English has a stemmer");
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut total = 0u32;
    for path in std::env::args_os().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = Text::new(String::from_utf8_lossy(&bytes).into_owned(), Some(Language::ENGLISH));
        for token in text.tokens().iter().filter(|t| t.is_word()) {
            *counts.entry(stemmer.stem(&fold(text.slice(token.range))).into_owned()).or_default() += 1;
            total += 1;
        }
    }
    let mut stems: Vec<(&String, &u32)> = counts.iter().collect();
    stems.sort_by_key(|&(stem, count)| (std::cmp::Reverse(count), stem));
    let mut levels: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
    for (stem, &count) in stems.into_iter().take(LISTED) {
        let level = (2.0 * (f64::from(total) / f64::from(count)).ln()).round() as i32;
        levels.entry(level).or_default().push(stem);
    }
    for (level, mut stems) in levels {
        stems.sort_unstable();
        for line in stems.chunks(16) {
            println!("{level} {}", line.join(" "));
        }
    }
}
