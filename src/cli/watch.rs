//! Whether sources changed on disk: their sizes and times, looked at now and then.

use crate::source::Corpus;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often the sources are looked at. A look at hundreds of files costs a few milliseconds.
pub const PAUSE: Duration = Duration::from_millis(700);

/// What the sources looked like at some moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look(Vec<(PathBuf, Option<(u64, SystemTime)>)>);

impl Look {
    /// Looks at the paths that were named (folders tell by how many files they hold that one came or went) and at the files of a corpus.
    pub fn at(paths: &[PathBuf], corpus: &Corpus) -> Self {
        let named = paths.iter().filter(|path| path.as_os_str() != "-").cloned();
        let files = corpus.sources.iter().map(|source| PathBuf::from(source.meta.file()));
        let all = named.chain(files).map(|path| (stamp(&path), path));
        Self(all.map(|(stamp, path)| (path, stamp)).collect())
    }

    /// Looks at the same places again.
    fn again(&self) -> Self {
        Self(self.0.iter().map(|(path, _)| (path.clone(), stamp(path))).collect())
    }
}

/// Sources that are looked at again and again.
pub struct Watch {
    seen: Look,
    last: Look,
    tried: Look,
}

impl Watch {
    /// Watches what looked so when it was read.
    pub fn new(seen: Look) -> Self {
        Self { last: seen.clone(), tried: seen.clone(), seen }
    }

    /// Looks once more: whether something has changed that was not tried yet. A file that is being written is left alone
    /// until it rests.
    pub fn changed(&mut self) -> bool {
        let before = std::mem::replace(&mut self.last, self.seen.again());
        let changed = self.last != self.tried && self.last == before;
        if changed {
            self.tried.clone_from(&self.last);
        }
        changed
    }
}

/// A file's size and time, nothing of a pipe; for a folder the number of its files, without notes, which are kept in it.
fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let known = fs::metadata(path).ok()?;
    if known.is_dir() {
        let names = fs::read_dir(path).ok()?.filter_map(Result::ok);
        let shown = names.filter(|entry| {
            let name = entry.file_name();
            !name.to_string_lossy().starts_with('.') && name != crate::source::NOTEBOOK
        });
        return Some((u64::try_from(shown.count()).unwrap_or(u64::MAX), SystemTime::UNIX_EPOCH));
    }
    known.is_file().then_some(())?;
    Some((known.len(), known.modified().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::monitor::Monitor;
    use crate::source::{NOTEBOOK, Wishes, load};

    #[test]
    fn a_change_is_seen_and_a_note_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write("a.txt", "One text.");
        write("b.txt", "Another text.");
        let paths = [folder.path().to_owned()];
        let corpus = load(&paths, &Wishes::default(), &Monitor::default()).expect("nobody cancels");
        let before = Look::at(&paths, &corpus);
        write(NOTEBOOK, "# notes");
        assert_eq!(before, Look::at(&paths, &corpus), "notes are no source");
        write("b.txt", "Another text, edited.");
        assert_ne!(before, Look::at(&paths, &corpus));
        let before = Look::at(&paths, &corpus);
        write("c.txt", "A third.");
        assert_ne!(before, Look::at(&paths, &corpus));
    }
}
