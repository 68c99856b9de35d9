//! Which documents of a collection are new: sizes and times are the quick look, a hash of the bytes is the truth.

use crate::collection::{Sketch, Word, words};
use crate::monitor::{Cancelled, Monitor};
use crate::source::{self, Reason, Rejected, Wishes};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What is kept of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Known {
    /// Its whole path.
    path: String,
    /// Its size and the time of its last change since 1970; nothing where that does not tell whether it changed.
    stamp: Option<(u64, Duration)>,
    /// The hash of its bytes.
    hash: [u8; 32],
    /// How many documents it holds.
    pub documents: usize,
    /// Something of it could not be read: it is tried again each time.
    rejected: bool,
}

#[cfg(test)]
impl Known {
    /// Leaves only what does not depend on where and when.
    pub fn forget(&mut self) {
        *self = Self { path: String::new(), stamp: None, hash: [0; 32], ..self.clone() };
    }
}

/// What became of a file.
pub enum Change {
    /// It holds what the file of this number held.
    Same(usize),
    /// It was read: its documents and their words. The paths are only what stands behind the file's.
    Read(Vec<(Sketch, Vec<Word>)>),
}

/// A file as it is now.
pub struct File {
    /// Its path as it was typed or found.
    pub name: String,
    /// What to keep of it.
    pub known: Known,
    /// What became of it.
    pub change: Change,
}

/// What became of the files of a collection.
pub struct Changes {
    /// Those that are there now, in their order.
    pub files: Vec<File>,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
    /// How many were read.
    pub read: usize,
}

/// A file that changed shortly before it was looked at may change again without a change of its time.
const UNSURE: Duration = Duration::from_secs(2);

/// A whole path, without looking at the disk.
pub fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components().collect()
}

/// Looks at the files that paths name, and reads those that changed. The monitor counts files.
pub fn changes(paths: &[PathBuf], wishes: &Wishes, old: &[Known], monitor: &Monitor) -> Result<Changes, Cancelled> {
    let found = source::walk(paths, wishes);
    monitor.expect(found.files.len() as u64);
    let look = Looking { wishes, now: SystemTime::now(), old: Old::of(old) };
    let files = found.files.par_iter().map(|path| {
        monitor.advance(1)?;
        Ok(look.at(path))
    });
    let looked: Vec<(Result<File, Reason>, Vec<Rejected>, &PathBuf)> = files
        .collect::<Result<Vec<_>, Cancelled>>()?
        .into_iter()
        .zip(&found.files)
        .map(|((f, r), p)| (f, r, p))
        .collect();
    let mut changes = Changes { files: Vec::with_capacity(looked.len()), rejected: found.rejected, read: 0 };
    for (file, rejected, path) in looked {
        match file {
            Ok(file) => {
                changes.read += usize::from(matches!(file.change, Change::Read(_)));
                changes.files.push(file);
            }
            Err(reason) => changes.rejected.push(Rejected { path: path.clone(), reason }),
        }
        changes.rejected.extend(rejected);
    }
    Ok(changes)
}

impl Changes {
    /// Whether something is known now that was not before.
    pub fn worth_keeping(&self, old: &[Known]) -> bool {
        !self.files.iter().map(|file| &file.known).eq(old)
    }

    /// The name of the file of each document.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().flat_map(|file| std::iter::repeat_n(file.name.as_str(), file.known.documents))
    }
}

/// The files that were known, by what they are found by.
struct Old<'a> {
    files: &'a [Known],
    by_path: FxHashMap<&'a str, usize>,
    /// By the bytes and the name, which may tell the format.
    by_content: FxHashMap<(&'a [u8; 32], OsString), usize>,
}

impl<'a> Old<'a> {
    fn of(files: &'a [Known]) -> Self {
        let name = |file: &Known| Path::new(&file.path).file_name().unwrap_or_default().to_owned();
        let content = files.iter().enumerate().filter(|(_, file)| !file.rejected);
        Self {
            files,
            by_path: files.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect(),
            by_content: content.map(|(at, file)| ((&file.hash, name(file)), at)).collect(),
        }
    }
}

struct Looking<'a> {
    wishes: &'a Wishes,
    now: SystemTime,
    old: Old<'a>,
}

impl Looking<'_> {
    /// A file, and what of it could not be read.
    fn at(&self, path: &Path) -> (Result<File, Reason>, Vec<Rejected>) {
        let whole = whole(path).to_string_lossy().into_owned();
        let name = path.to_string_lossy().into_owned();
        // The time is taken before the bytes: what changes between the two is looked at again next time.
        let stamp = fs::metadata(path).ok().as_ref().and_then(|known| self.stamp(known));
        let same = self.old.by_path.get(whole.as_str()).filter(|at| {
            let known = &self.old.files[**at];
            known.stamp.is_some() && known.stamp == stamp && !known.rejected
        });
        if let Some(&at) = same {
            return (Ok(File { name, known: self.old.files[at].clone(), change: Change::Same(at) }), Vec::new());
        }
        let bytes = match source::bytes(path) {
            Ok(bytes) => bytes,
            Err(reason) => return (Err(reason), Vec::new()),
        };
        let hash = *blake3::hash(&bytes).as_bytes();
        let key = (&hash, path.file_name().unwrap_or_default().to_owned());
        if let Some(&at) = self.old.by_content.get(&key) {
            let known = Known { path: whole, stamp, ..self.old.files[at].clone() };
            return (Ok(File { name, known, change: Change::Same(at) }), Vec::new());
        }
        let (documents, rejected) = self.read(bytes, path, &name);
        let known = Known { path: whole, stamp, hash, documents: documents.len(), rejected: !rejected.is_empty() };
        // What can be read of a file that holds what it held is known; only what could not be read had to be told again.
        let same = self.old.by_path.get(known.path.as_str()).filter(|at| {
            let old = &self.old.files[**at];
            (old.hash, old.documents) == (known.hash, known.documents)
        });
        let change = same.map_or(Change::Read(documents), |at| Change::Same(*at));
        (Ok(File { name, known, change }), rejected)
    }

    fn stamp(&self, known: &Metadata) -> Option<(u64, Duration)> {
        let time = known.modified().ok()?;
        let is_sure = self.now.duration_since(time).is_ok_and(|age| age > UNSURE);
        is_sure.then_some((known.len(), time.duration_since(SystemTime::UNIX_EPOCH).ok()?))
    }

    fn read(&self, bytes: Vec<u8>, path: &Path, name: &str) -> (Vec<(Sketch, Vec<Word>)>, Vec<Rejected>) {
        let (mut documents, mut rejected) = (Vec::new(), Vec::new());
        for (path, result) in source::documents(bytes, path, self.wishes) {
            match result {
                Ok(document) => {
                    let place = path.strip_prefix(name).unwrap_or(&path).to_owned();
                    let words = words(&document.text);
                    documents.push((Sketch::of(&document, place), words));
                }
                Err(reason) => rejected.push(Rejected { path: path.into(), reason }),
            }
        }
        (documents, rejected)
    }
}
