//! From paths to the files they stand for.

use super::rejected::{Reason, Rejected};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The file of a reader's own notes and corrections beside the sources: it is never a source.
pub const NOTEBOOK: &str = "parallax.toml";

/// What paths stand for.
#[derive(Debug, Default)]
pub struct Found {
    /// The files in their natural order, each once.
    pub files: Vec<PathBuf>,
    /// What was passed over.
    pub rejected: Vec<Rejected>,
}

/// The files that `paths` stand for: files themselves, and what folders hold at any depth. Links are followed, but no file
/// or folder is visited twice. Inside of folders, hidden things and the attachments of saved pages are passed over.
pub fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut seen = FxHashSet::default();
    let mut is_new = |path: &Path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
    let mut paths: Vec<&PathBuf> = paths.iter().collect();
    paths.sort_by(|a, b| natural(a, b));
    for path in paths {
        let mut entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
            match entry.map_err(|error| rejected(path, &error)).and_then(accepted) {
                Ok(place) if is_new(&place) => {
                    if !is_folder {
                        found.files.push(place);
                    }
                    continue;
                }
                Ok(_) => {}
                Err(rejected) => found.rejected.push(rejected),
            }
            if is_folder {
                entries.skip_current_dir();
            }
        }
    }
    found.files.retain(|file| file.file_name().is_none_or(|name| name != NOTEBOOK));
    found.files.sort_by(|a, b| natural(a, b));
    found
}

/// The place of an entry, if it is a folder to walk or a file to read.
fn accepted(entry: DirEntry) -> Result<PathBuf, Rejected> {
    let kind = entry.file_type();
    let reason = if entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.') {
        Reason::Hidden
    } else if entry.depth() > 0 && kind.is_dir() && is_attachments(entry.path()) {
        Reason::Attachments
    } else if kind.is_file() || kind.is_dir() {
        return Ok(entry.into_path());
    } else {
        Reason::Special
    };
    Err(Rejected { path: entry.into_path(), reason })
}

/// Whether a folder holds the attachments of a page that a browser saved beside it: `Page_files` beside `Page.html`.
fn is_attachments(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix("_files").is_some_and(|page| {
        ["html", "htm"].iter().any(|ending| folder.with_file_name(format!("{page}.{ending}")).exists())
    })
}

fn rejected(argument: &Path, error: &walkdir::Error) -> Rejected {
    let path = error.path().unwrap_or(argument).to_owned();
    let reason = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => Reason::Cycle(ancestor.to_owned()),
        (None, Some(io)) if io.kind() == io::ErrorKind::NotFound && path.is_symlink() => Reason::Dangling,
        (None, Some(io)) => Reason::of(io),
        (None, None) => Reason::System(error.to_string()),
    };
    Rejected { path, reason }
}

/// The order in which people put names: folder by folder, and numbers in names by their value (`2.txt` before `10.txt`).
pub fn natural(a: &Path, b: &Path) -> Ordering {
    let key = |path: &Path| path.iter().map(|name| pieces(&name.to_string_lossy())).collect::<Vec<_>>();
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

/// A name in pieces: characters, and numbers as a zero with their digits (the more digits, the larger).
fn pieces(name: &str) -> Vec<(char, usize, String)> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(digits.max(first.len_utf8()));
        let number = piece.trim_start_matches('0');
        pieces.push(if digits > 0 { ('0', number.len(), number.to_owned()) } else { (first, 0, String::new()) });
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in_the_order_of_people() {
        let ordered = ["1.txt", "2.txt", "10.txt", "a/z.txt", "a-b/a.txt", "b.txt", "b2.txt", "b10.txt", "ü.txt"];
        let mut shuffled: Vec<PathBuf> = ordered.iter().rev().map(PathBuf::from).collect();
        shuffled.sort_by(|a, b| natural(a, b));
        assert_eq!(shuffled, ordered.map(PathBuf::from));
        assert_ne!(natural(Path::new("a1"), Path::new("a01")), Ordering::Equal, "different names are never equal");
    }
}
