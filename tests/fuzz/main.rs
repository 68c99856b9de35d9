//! Broken files for the readers of all formats, and broken texts for all that comes after reading:
//! `cargo run --example fuzz -- FORMAT SECONDS [SEED]`.
//!
//! FORMAT is a folder of `tests/fixtures` (or `all`, one after the other), whose files are taken, broken in a few places and
//! read; or `texts`, of which several are compared, exported in every format and read with keys at random. Files that are packed are unpacked, broken inside and packed again, so that more than their wrapping is tried. What
//! is found is told and written to the folder for temporary files: panics in our own code, and files that take long. Panics in
//! the crates that we build on are caught where files are read, and counted here by their places. A crash of the whole
//! program leaves the file behind that was being read.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, reason = "a tool for developers")]

mod broken;
mod engine;

use broken::{Dice, broken};
use parallax::source::{Wishes, read_all};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Reading longer than this is a finding: in the profile of development, beside other work.
const LONG: Duration = Duration::from_secs(20);

/// Where panics happened, and how often.
static PANICS: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(format), Some(seconds)) = (arguments.first(), arguments.get(1).and_then(|s| s.parse().ok())) else {
        eprintln!("usage: fuzz FORMAT SECONDS [SEED]   FORMAT is a folder of tests/fixtures, texts, or all");
        return ExitCode::from(2);
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        *PANICS.lock().unwrap().entry(place).or_default() += 1;
    }));
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(&fixtures).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir() && (format == "all" || folder.ends_with(format)));
    folders.sort();
    let seed = arguments.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let time = Duration::from_secs(seconds);
    let mut found: usize = folders.iter().map(|folder| fuzz(folder, time, seed)).sum();
    if format == "texts" || format == "all" {
        found += fuzz_texts(&fixtures, time, seed);
    }
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads broken files for some time; the number of findings.
fn fuzz(folder: &Path, time: Duration, seed: u64) -> usize {
    let seeds = files(folder);
    let (mut dice, start, mut tried, mut found) = (Dice::new(seed), Instant::now(), 0usize, 0usize);
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let current = std::env::temp_dir().join(format!("parallax-fuzz-{name}-{}", std::process::id()));
    let mut longest = Duration::ZERO;
    while start.elapsed() < time && !seeds.is_empty() {
        let (path, bytes) = &seeds[dice.below(seeds.len())];
        let other = &seeds[dice.below(seeds.len())].1;
        let bytes = broken(bytes, other, &mut dice);
        fs::write(&current, &bytes).unwrap();
        let before = own_panics();
        let began = Instant::now();
        let parts = read_all(bytes.clone(), path, &Wishes::default());
        assert!(!parts.is_empty(), "every file gives a part or a reason");
        for document in parts.iter().filter_map(|part| part.result.as_ref().ok()) {
            assert!(document.asides.iter().all(|aside| aside.range.end() <= document.text.len()));
        }
        let took = began.elapsed();
        longest = longest.max(took);
        if took > LONG || own_panics() > before {
            found += 1;
            let kept = current.with_extension(format!("{found}"));
            fs::write(&kept, &bytes).unwrap();
            println!("{name}: {took:?} {}", kept.display());
        }
        tried += 1;
    }
    drop(fs::remove_file(&current));
    println!("{name}: {tried} files in {:?}, the longest took {longest:?}, {found} findings", start.elapsed());
    for (place, count) in std::mem::take(&mut *PANICS.lock().unwrap()) {
        println!("{name}: {count} panics at {place}");
    }
    found
}

/// Compares, exports and reads broken texts for some time; the number of findings.
fn fuzz_texts(fixtures: &Path, time: Duration, seed: u64) -> usize {
    let folders = ["../../assets/articles", "origin", "subtitles", "tei"];
    let seeds: Vec<Vec<u8>> =
        folders.iter().flat_map(|folder| files(&fixtures.join(folder))).map(|(_, bytes)| bytes).collect();
    let (start, mut tried, mut found) = (Instant::now(), 0u64, 0usize);
    let mut longest = Duration::ZERO;
    while start.elapsed() < time {
        // Each has a seed of its own, by which it can be had again.
        let own = seed.wrapping_mul(1_000_003).wrapping_add(tried);
        let mut dice = Dice::new(own);
        let texts = engine::texts(&seeds, &mut dice);
        let began = Instant::now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| engine::try_out(&texts, &mut dice)));
        let took = began.elapsed();
        longest = longest.max(took);
        if result.is_err() || took > LONG {
            found += 1;
            println!("texts: {took:?} number {own}: {texts:?}");
        }
        tried += 1;
    }
    println!("texts: {tried} comparisons in {:?}, the longest took {longest:?}, {found} findings", start.elapsed());
    for (place, count) in std::mem::take(&mut *PANICS.lock().unwrap()) {
        println!("texts: {count} panics at {place}");
    }
    found
}

/// Panics in our own code.
fn own_panics() -> usize {
    let own = |place: &&String| place.starts_with("src/");
    PANICS.lock().unwrap().iter().filter(|(place, _)| own(place)).map(|(_, count)| count).sum()
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}
