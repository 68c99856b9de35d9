//! What the program is measured on stays apart from it: no passage of those texts is in the repository.
//!
//! Where `PARALLAX_DATA` names the folder of the measuring data; without it there is nothing to look at, and the test says so.

use crate::validators::skipped;
use parallax::text::fold;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use unicode_segmentation::UnicodeSegmentation;

/// Words in a row that make a passage.
const PASSAGE: usize = 12;

/// The folders with texts; the sample is a story of the first.
const SETS: [&str; 2] = ["gold", "xlang"];
const SAMPLE: &str = "call";

#[test]
fn no_text_that_is_measured_on_is_in_the_repository() {
    let Some(data) = std::env::var_os("PARALLAX_DATA").map(PathBuf::from) else {
        return skipped("PARALLAX_DATA names no folder; name the measuring data to see that none of it is here");
    };
    let stories = SETS.iter().flat_map(|set| folders(&data.join(set)));
    let apart =
        stories.filter(|story| !story.file_name().is_some_and(|name| name.to_string_lossy().starts_with(SAMPLE)));
    let passages: HashSet<String> =
        apart.flat_map(|story| files(&story.join("sources"))).flat_map(|file| runs(&file)).collect();
    assert!(passages.len() > 10_000, "{}: no texts", data.display());
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = ["src", "assets", "tests", "README.md"].iter().flat_map(|name| files(&top.join(name)));
    let found: Vec<(PathBuf, String)> = ours
        .flat_map(|file| runs(&file).into_iter().map(move |run| (file.clone(), run)).collect::<Vec<_>>())
        .filter(|(_, run)| passages.contains(run))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// The files of a folder, or the file.
fn files(path: &Path) -> Vec<PathBuf> {
    let walked = walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok);
    walked.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// The words of a text file, each run of so many of them; a file that is no text has none.
fn runs(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let folded = fold(&text);
    let words: Vec<&str> = folded.unicode_words().collect();
    words.windows(PASSAGE).map(|words| words.join(" ")).collect()
}
