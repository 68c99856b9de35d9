//! Where a notebook is kept: beside the sources, or in the user's data folder where that is not writable.

use super::home;
use super::output;
use crate::notebook::{FILE, Notebook};
use rustc_hash::FxHasher;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

/// The files in which a notebook may stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf {
    /// Beside the sources; nothing where they have no folder.
    beside: Option<PathBuf>,
    /// In the user's data folder; nothing where there is none.
    away: Option<PathBuf>,
}

impl Shelf {
    /// The shelf of the sources that some paths name; of none, of the sample.
    pub fn of(paths: &[PathBuf]) -> Self {
        let folder = common(paths);
        let name = match &folder {
            Some(folder) => {
                let mut hasher = FxHasher::default();
                hasher.write(folder.as_os_str().as_encoded_bytes());
                let last = folder.file_name().unwrap_or_default().to_string_lossy();
                format!("{last}-{:016x}.toml", hasher.finish())
            }
            None if paths.is_empty() => "sample.toml".to_owned(),
            None => "standard-input.toml".to_owned(),
        };
        Self { beside: folder.map(|folder| folder.join(FILE)), away: home::data().map(|folder| folder.join(name)) }
    }

    /// The notebook; an empty one where there is none. An error says in a sentence why it cannot be read.
    pub fn read(&self) -> Result<Notebook, String> {
        for path in [&self.away, &self.beside].into_iter().flatten() {
            match fs::read_to_string(path) {
                Ok(text) => return Notebook::read(&text).map_err(|wrong| format!("{}, {wrong}", path.display())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{}: {}", path.display(), crate::source::in_words(&error))),
            }
        }
        Ok(Notebook::default())
    }

    /// Keeps a notebook that was made from `before`, whole or not at all; an empty one needs no file. What others wrote
    /// meanwhile stays; what is kept now is given back.
    pub fn keep(&self, before: &Notebook, notebook: &Notebook) -> Result<Notebook, String> {
        let _alone = [&self.beside, &self.away].into_iter().flatten().find_map(|path| locked(path.parent()?));
        let kept = notebook.merged(before, &self.read()?);
        let mut wrong = String::from("there is no folder for it");
        for path in [&self.beside, &self.away].into_iter().flatten() {
            match put(path, &kept) {
                Ok(()) => {
                    // What was kept away while the sources' folder could not be written to is kept beside them now.
                    if let Some(away) = self.away.as_ref().filter(|away| *away != path) {
                        drop(fs::remove_file(away));
                    }
                    return Ok(kept);
                }
                Err(error) => wrong = format!("{}: {}", path.display(), crate::source::in_words(&error)),
            }
        }
        Err(wrong)
    }
}

/// Waits until no other reader writes into a folder, and keeps others waiting until what is returned is dropped. Where a folder
/// cannot be locked, nothing is.
fn locked(folder: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

fn put(path: &Path, notebook: &Notebook) -> io::Result<()> {
    if notebook.is_empty() {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
    }
    let is_ours = path.file_name().is_some_and(|name| name != FILE);
    if let Some(folder) = path.parent().filter(|_| is_ours) {
        fs::create_dir_all(folder)?;
    }
    output::to_file(path, |out| out.write_all(notebook.to_text().as_bytes()))
}

/// The folder that holds all paths.
fn common(paths: &[PathBuf]) -> Option<PathBuf> {
    let folder = |path: &PathBuf| {
        let path = path.canonicalize().ok()?;
        if path.is_dir() { Some(path) } else { path.parent().map(Path::to_owned) }
    };
    let mut folders = paths.iter().filter(|path| path.as_os_str() != "-").filter_map(folder);
    let first = folders.next()?;
    let shared = |whole: PathBuf, other: PathBuf| -> PathBuf {
        whole.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    };
    // The top of the file system is nobody's folder of articles.
    Some(folders.fold(first, shared)).filter(|folder| folder.parent().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::{Note, Place};

    fn notebook(words: &str) -> Notebook {
        let passage = Place { source: "a.txt".into(), text: words.into(), before: 0 };
        Notebook { notes: vec![Note { note: words.into(), passage }], ..Notebook::default() }
    }

    #[test]
    fn notes_stand_beside_the_sources_or_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let beside = folder.path().join(FILE);
        let shelf = Shelf { beside: Some(beside.clone()), away: Some(folder.path().join("data/x.toml")) };
        assert_eq!(shelf.read(), Ok(Notebook::default()));
        let none = Notebook::default();
        shelf.keep(&none, &notebook("one")).expect("kept");
        assert!(beside.exists());
        assert_eq!(shelf.read(), Ok(notebook("one")));
        let nowhere = Shelf { beside: Some(folder.path().join("missing/parallax.toml")), ..shelf.clone() };
        nowhere.keep(&none, &notebook("two")).expect("kept away");
        assert_eq!(nowhere.read(), Ok(notebook("two")));
        shelf.keep(&notebook("two"), &notebook("three")).expect("kept beside again");
        assert_eq!((shelf.read(), nowhere.read()), (Ok(notebook("three")), Ok(Notebook::default())));
        let both = shelf.keep(&none, &notebook("four")).expect("kept");
        assert_eq!((both.notes.len(), shelf.read()), (2, Ok(both.clone())), "what another reader wrote stays");
        shelf.keep(&both, &none).expect("kept");
        assert!(!beside.exists(), "an empty notebook needs no file");
        fs::write(&beside, "[[note]\n").expect("written");
        assert!(shelf.read().unwrap_err().contains("parallax.toml, line 1, column"));
        assert!(shelf.keep(&none, &notebook("one")).is_err(), "what cannot be read is not written over");
    }

    #[test]
    fn what_is_kept_at_the_very_same_moment_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf { beside: Some(folder.path().join(FILE)), away: None };
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let shelf = &shelf;
                scope.spawn(move || {
                    for number in 0..5 {
                        let note = notebook(&format!("note {number} of {writer}"));
                        shelf.keep(&Notebook::default(), &note).expect("kept");
                    }
                });
            }
        });
        assert_eq!(shelf.read().expect("read").notes.len(), 40);
    }

    #[test]
    fn the_folder_of_some_sources() {
        let folder = tempfile::tempdir().expect("a folder");
        let top = folder.path().canonicalize().expect("a place");
        for name in ["a", "a/b"] {
            fs::create_dir(top.join(name)).expect("made");
        }
        for name in ["a/1.txt", "a/b/2.txt"] {
            fs::write(top.join(name), "x").expect("written");
        }
        let cases: [(&[&str], Option<&str>); 4] = [
            (&["a/1.txt"], Some("a")),
            (&["a/1.txt", "a/b/2.txt"], Some("a")),
            (&["a/b", "-"], Some("a/b")),
            (&[], None),
        ];
        for (paths, expected) in cases {
            let paths: Vec<PathBuf> = paths.iter().map(|p| if *p == "-" { p.into() } else { top.join(p) }).collect();
            assert_eq!(common(&paths), expected.map(|name| top.join(name)), "{paths:?}");
        }
    }
}
