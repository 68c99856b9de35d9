//! Documents are put together that tell one story: invented stories, in one language and in several.

use parallax::collection::{Encoding, Story};
use parallax::index::{Index, index};
use parallax::monitor::Monitor;
use parallax::source::Wishes;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The texts of an invented story's sources, without the marks of what they share.
fn sources(path: &Path) -> Vec<String> {
    let story = fs::read_to_string(path).expect("a story");
    let mut found: Vec<String> = Vec::new();
    for line in story.lines() {
        if line.starts_with("source: ") {
            found.push(String::new());
        } else if let Some(text) = found.last_mut() {
            text.push_str(&unmarked(line.strip_prefix("## ").unwrap_or(line)));
            text.push('\n');
        }
    }
    found
}

/// A line without `{c1,c2 ` and `}`.
fn unmarked(line: &str) -> String {
    let mut parts = line.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once(' ').map_or(part, |(_, told)| told)).collect::<String>();
    (first + &rest).replace('}', "")
}

/// A folder of the sources of all stories of some groups; the name of a file tells its story.
fn folder(groups: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let stories = groups.iter().flat_map(|group| fs::read_dir(all.join(group)).expect("stories"));
    let mut paths: Vec<PathBuf> = stories.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for (number, path) in paths.iter().enumerate() {
        for (at, text) in sources(path).into_iter().enumerate() {
            fs::write(folder.path().join(format!("{at}-{number}.txt")), text.trim_start()).expect("written");
        }
    }
    folder
}

fn indexed(folder: &TempDir, encoding: Encoding) -> Index {
    let paths = [folder.path().to_owned()];
    index(&paths, (&Wishes::default(), encoding), None, &Monitor::default()).expect("nobody cancels")
}

/// Pairs of documents that stand in one story: said, of these true, and true in all.
fn pairs(index: &Index) -> (usize, usize, usize) {
    let story = |id: u32| {
        let path = &index.collection.documents[id as usize].path;
        path.rsplit('-').next().unwrap_or_default().to_owned()
    };
    let two = |documents: &[u32]| {
        let pairs = documents.iter().enumerate().flat_map(|(at, a)| documents[at + 1..].iter().map(move |b| (*a, *b)));
        pairs.collect::<Vec<_>>()
    };
    let said: Vec<(u32, u32)> = index.stories.iter().flat_map(|story: &Story| two(&story.documents)).collect();
    let all: Vec<u32> = (0..).take(index.collection.documents.len()).collect();
    let is_true = |(a, b): &&(u32, u32)| story(*a) == story(*b);
    (said.len(), said.iter().filter(is_true).count(), two(&all).iter().filter(is_true).count())
}

#[test]
fn invented_stories_are_told_apart() {
    // Nearly all of one language, by words and names; of many, by what leads mean as well.
    let cases: [(&[&str], Encoding, f64); 2] =
        [(&["g4", "g6", "g10"], Encoding::Never, 0.75), (&["g8", "g11"], Encoding::Foreign, 0.75)];
    for (groups, encoding, least) in cases {
        let (said, hits, all) = pairs(&indexed(&folder(groups), encoding));
        let told = format!("{groups:?}: {said} pairs said, {hits} of them true, of {all}");
        assert!(hits as f64 >= least * all as f64 && hits as f64 >= 0.95 * said as f64, "{told}");
    }
}
