//! Documents of a collection, as they are in their files now.

use crate::collection::{Hit, Sketch, Story, place_of, words};
use crate::source::{self, Reason, Wishes};
use crate::view::counted;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Words of a passage around what was found.
const AROUND: usize = 10;
/// The most words of a passage.
const MOST: usize = 40;

/// The words around what was found, as they are in the document now.
pub fn passage(document: &Sketch, hit: &Hit, wishes: &Wishes) -> String {
    text_of(document, wishes).map(|text| around(&text, hit)).unwrap_or_default()
}

/// The words of a text around what was found in it.
pub fn around(text: &str, hit: &Hit) -> String {
    let all = words(text).len();
    let start = hit.place.start.saturating_sub(AROUND);
    let range: Range<usize> = start..(hit.place.end + AROUND).min(all).min(start + MOST);
    let found = text.get(place_of(text, &range)).unwrap_or_default();
    let words: Vec<&str> = found.split_whitespace().collect();
    let [before, after] = [start > 0, range.end < all].map(|more| if more { "… " } else { "" });
    format!("{before}{}{}", words.join(" "), after.trim_end().to_owned())
}

/// The file that a document is a part of: it stands below the file or behind a sign.
pub fn file_of(path: &Path) -> Option<PathBuf> {
    path.ancestors().find_map(|path| {
        let whole = path.to_string_lossy();
        let mut ends = whole.rmatch_indices([':', '#']).map(|(at, _)| whole.get(..at).unwrap_or_default());
        if path.is_file() {
            Some(path.to_owned())
        } else {
            ends.find(|end| Path::new(end).is_file()).map(PathBuf::from)
        }
    })
}

/// The text of a document as it is now.
pub fn text_of(document: &Sketch, wishes: &Wishes) -> Result<String, Reason> {
    let file = file_of(Path::new(&document.path)).ok_or(Reason::Missing)?;
    let mut documents = source::documents(source::bytes(&file)?, &file, wishes).into_iter();
    let found = documents.find(|(path, _)| *path == document.path).ok_or(Reason::Missing)?;
    found.1.map(|document| document.text)
}

/// What is said of a document, for programs.
pub fn told(document: &Sketch) -> Value {
    json!({
        "path": document.path,
        "title": document.title,
        "outlet": document.outlet,
        "date": document.date.map(|date| date.to_string()),
        "language": document.lead.language,
    })
}

/// Days before what else is said.
pub fn days(dates: Option<(Date, Date)>) -> String {
    match dates {
        Some((from, to)) if from == to => format!("{from}, "),
        Some((from, to)) => format!("{from} to {to}, "),
        None => String::new(),
    }
}

/// Why its documents are one story, in words; the strongest first.
pub fn why(story: &Story) -> String {
    let words = story.pairs.iter().map(|pair| pair.words as usize).max().unwrap_or(0);
    let means = story.pairs.iter().filter(|pair| pair.words == 0).filter_map(|pair| pair.meaning).max();
    let copies = story.pairs.iter().filter(|pair| pair.copy).count();
    let mut reasons = Vec::new();
    if !story.names.is_empty() {
        reasons.push(story.names.join(", "));
    }
    if words > 0 {
        reasons.push(format!("passages of up to {} in common", counted(words, "word", "words")));
    }
    if let Some(percent) = means.filter(|percent| *percent > 0) {
        reasons.push(format!("leads that mean the same to {percent} %"));
    }
    if copies > 0 {
        reasons.push(counted(copies, "copy", "copies"));
    }
    reasons.join("; ")
}
