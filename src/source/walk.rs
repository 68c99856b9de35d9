//! From paths to the files they stand for.

use super::rejected::{Reason, Rejected};
use std::cmp::Ordering;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What paths stand for.
#[derive(Debug, Default)]
pub struct Found {
    /// The files in their natural order, each once.
    pub files: Vec<PathBuf>,
    /// What was passed over.
    pub rejected: Vec<Rejected>,
}

/// The files that `paths` stand for: files themselves, and what folders hold at any depth. Links are followed. Inside of
/// folders, hidden things and the attachments of saved pages are passed over.
pub fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let mut entries = WalkDir::new(path).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            match entry.map_err(|error| rejected(path, &error)).and_then(kept) {
                Ok(Some(file)) => found.files.push(file),
                Ok(None) => {}
                Err(rejected) => {
                    if rejected.reason.is_planned() && rejected.path.is_dir() {
                        entries.skip_current_dir();
                    }
                    found.rejected.push(rejected);
                }
            }
        }
    }
    found.files.sort_by(|a, b| natural(a, b));
    let mut seen = rustc_hash::FxHashSet::default();
    found.files.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    found
}

/// The file of an entry, nothing for a folder.
fn kept(entry: DirEntry) -> Result<Option<PathBuf>, Rejected> {
    let kind = entry.file_type();
    let reason = if entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.') {
        Reason::Hidden
    } else if entry.depth() > 0 && kind.is_dir() && is_attachments(entry.path()) {
        Reason::Attachments
    } else if kind.is_file() {
        return Ok(Some(entry.into_path()));
    } else if kind.is_dir() {
        return Ok(None);
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
