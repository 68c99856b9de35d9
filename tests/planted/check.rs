//! What was found against what is true.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Two documents, the lesser name first.
type Pair = (String, String);

pub fn check(truth: &Path, found: &Path, show: bool) {
    let read = |path: &Path| -> Value { serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() };
    let (truth, found) = (read(truth), read(found));
    let listed = |key: &str| -> BTreeSet<Pair> {
        let pairs = truth[key].as_array().unwrap().iter();
        pairs.map(|pair| ordered(pair[0].as_str().unwrap(), pair[1].as_str().unwrap())).collect()
    };
    let (related, open) = (listed("pairs"), listed("open"));
    let stories = found["stories"].as_array().unwrap();
    let pairs = stories.iter().flat_map(|story| story["pairs"].as_array().unwrap());
    let all: Vec<Pair> = pairs.map(|pair| ordered(tail(&pair["a"]), tail(&pair["b"]))).collect();
    let found: BTreeSet<Pair> = all.iter().cloned().collect();
    let hits = related.intersection(&found).count();
    let unsure = open.intersection(&found).count();
    let wrong: Vec<&Pair> = found.iter().filter(|pair| !related.contains(pair) && !open.contains(pair)).collect();
    let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    println!("related pairs  {:>8}   found {hits} ({:.2} %)", related.len(), percent(hits, related.len()));
    println!("reported pairs {:>8}   false {} ({:.3} %)", found.len(), wrong.len(), percent(wrong.len(), found.len()));
    println!("open pairs     {:>8}   reported {unsure}", open.len());
    println!("stories        {:>8}   pairs told twice {}", stories.len(), all.len() - found.len());
    if show {
        related.difference(&found).for_each(|(a, b)| println!("missed {a} {b}"));
        wrong.iter().for_each(|(a, b)| println!("false {a} {b}"));
    }
}

fn ordered(a: &str, b: &str) -> Pair {
    if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

/// The last two parts of a path: those that the plan gave it.
fn tail(path: &Value) -> &str {
    let path = path.as_str().unwrap();
    path.rmatch_indices('/').nth(1).and_then(|(at, _)| path.get(at + 1..)).unwrap_or(path)
}
