//! From paths to the files they stand for.

use super::named;
use super::rejected::{Reason, Rejected};
use super::wishes::Wishes;
use ignore::Match;
use ignore::gitignore::Gitignore;
use rustc_hash::{FxHashMap, FxHashSet};
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
/// or folder is visited twice. Inside of folders, hidden things, what `.gitignore` leaves out, the attachments of saved
/// pages, pipes and devices are passed over.
pub fn walk(paths: &[PathBuf], wishes: &Wishes) -> Found {
    let mut found = Found::default();
    let mut seen = FxHashSet::default();
    let mut is_new = |path: &Path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
    let (mut paths, wrong) = named::expand(paths);
    found.rejected = wrong;
    paths.sort_by(|a, b| natural(a, b));
    for path in &paths {
        let mut ignored = Ignored::above(path);
        let mut entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let is_named = entry.as_ref().is_ok_and(|entry| entry.depth() == 0);
            let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
            let accepted = |entry| accepted(entry, wishes, &mut ignored);
            match entry.map_err(|error| rejected(path, &error)).and_then(accepted) {
                Ok(place) if is_new(&place) => {
                    if !is_folder {
                        found.files.push(place);
                    }
                    continue;
                }
                Ok(place) if is_named => found.rejected.push(Rejected { path: place, reason: Reason::Twice }),
                Ok(_) => {}
                Err(rejected) => found.rejected.push(rejected),
            }
            if is_folder {
                entries.skip_current_dir();
            }
        }
    }
    found.files.retain(|file| file.file_name().is_none_or(|name| name != NOTEBOOK));
    found.files.sort_by_cached_key(|path| (key(path), path.clone()));
    found
}

/// The place of an entry, if it is a folder to walk or a file to read.
fn accepted(entry: DirEntry, wishes: &Wishes, ignored: &mut Ignored) -> Result<PathBuf, Rejected> {
    let (kind, inside) = (entry.file_type(), entry.depth() > 0);
    let reason = if inside && !wishes.hidden && entry.file_name().to_string_lossy().starts_with('.') {
        Reason::Hidden
    } else if inside && !wishes.hidden && ignored.has(entry.path(), kind.is_dir()) {
        Reason::Ignored
    } else if inside && kind.is_dir() && is_attachments(entry.path()) {
        Reason::Attachments
    } else if kind.is_file() || kind.is_dir() || !inside {
        return Ok(entry.into_path());
    } else {
        Reason::Special
    };
    Err(Rejected { path: entry.into_path(), reason })
}

/// What `.gitignore` leaves out: the files of that name in the folders walked, and above up to the top of the repository.
#[derive(Default)]
struct Ignored(FxHashMap<PathBuf, Option<Gitignore>>);

impl Ignored {
    /// The files above a path, if it stands in a repository.
    fn above(path: &Path) -> Self {
        let mut ignored = Self::default();
        let whole = path.canonicalize().unwrap_or_default();
        let Some(top) = whole.ancestors().position(|folder| folder.join(".git").exists()) else { return ignored };
        for folder in whole.ancestors().skip(1).take(top) {
            ignored.file_in(folder);
        }
        ignored
    }

    fn file_in(&mut self, folder: &Path) -> Option<&Gitignore> {
        let read = || {
            let file = folder.join(".gitignore");
            file.is_file().then(|| Gitignore::new(file).0)
        };
        self.0.entry(folder.to_owned()).or_insert_with(read).as_ref()
    }

    /// The nearest file that says something of a path decides.
    fn has(&mut self, path: &Path, is_folder: bool) -> bool {
        let whole = path.parent().and_then(|folder| folder.canonicalize().ok());
        let Some(whole) = whole.and_then(|folder| Some(folder.join(path.file_name()?))) else { return false };
        // What stands in a folder above the walk and in no repository was never read: it says nothing.
        if let Some(own) = whole.parent() {
            self.file_in(own);
        }
        for folder in whole.ancestors().skip(1) {
            let Some(Some(file)) = self.0.get(folder) else { continue };
            match file.matched(&whole, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}

/// Whether a folder holds the attachments of a page that a browser saved beside it: `Page_files` beside `Page.html`.
fn is_attachments(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    ATTACHMENTS
        .iter()
        .filter_map(|ending| name.strip_suffix(ending))
        .any(|page| ["html", "htm"].iter().any(|ending| folder.with_file_name(format!("{page}.{ending}")).exists()))
}

/// What browsers put behind the name of a page for the folder of its parts, in some of their languages.
const ATTACHMENTS: [&str; 8] =
    ["_files", "-Dateien", "_fichiers", "_archivos", "_file", "_arquivos", "_файлы", "_файли"];

/// Whether a name in an archive is that of an attachment of a page beside it.
pub fn is_attachment(name: &str, names: &[String]) -> bool {
    let mut folders = name.match_indices('/').filter_map(|(at, _)| name.get(..at));
    folders.any(|folder| {
        let mut pages = ATTACHMENTS.iter().filter_map(|ending| folder.strip_suffix(ending));
        pages.any(|page| {
            let is_there = |ending: &str| names.iter().any(|name| name.strip_suffix(ending) == Some(page));
            is_there(".html") || is_there(".htm")
        })
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
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

/// The names of a path in pieces.
fn key(path: &Path) -> Vec<Vec<(char, usize, String)>> {
    path.iter().map(|name| pieces(&name.to_string_lossy())).collect()
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
