//! Two folders of texts: which file of one is which of the other, by what they say.

use crate::diff::{Likeness, likeness};
use crate::source::{self, Reason, Rejected, Wishes};
use crate::text::Text;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files under other names are one file if they share so much of their words.
const LEAST_ALIKE: f32 = 0.5;
/// A file that has its name still is not the same one if it shares less, and another is like it.
const LEAST_NAMED: f32 = 0.2;
/// Files that are compared with all others of another name, at most; of more, only those with the same bytes are found.
const MOST_COMPARED: usize = 400;

/// A file of a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct File {
    /// Its path from the folder.
    pub name: PathBuf,
    /// Its whole path.
    pub path: PathBuf,
}

/// What became of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// It is there in both, perhaps with another name.
    Both(File, File),
    /// It is gone.
    Old(File),
    /// It is new.
    New(File),
}

/// What is known of a file before it is compared.
struct Known {
    file: File,
    bytes: Option<[u8; 32]>,
    words: Option<Likeness>,
}

impl Known {
    fn read(file: File) -> Self {
        let bytes = source::bytes(&file.path).ok();
        let hash = bytes.as_ref().map(|bytes| *blake3::hash(bytes).as_bytes());
        let document = bytes.ok_or(Reason::Missing).and_then(|bytes| source::read(bytes, &file.path));
        let words = document.ok().map(|document| Likeness::new(&Text::words_alone(document.text)));
        Self { file, bytes: hash, words }
    }

    fn like(&self, other: &Self) -> f32 {
        match (&self.words, &other.words) {
            _ if self.bytes.is_some() && self.bytes == other.bytes => 1.0,
            (Some(a), Some(b)) => likeness(a, b),
            (Some(_), None) | (None, _) => 0.0,
        }
    }
}

/// The files of two folders, matched: those with the same name unless another is much more like it, then those that say the
/// same. In the order of the new folder; what is gone stands at the end. And what was passed over in both.
pub fn matched(folders: [&Path; 2], wishes: &Wishes) -> (Vec<Found>, Vec<Rejected>) {
    let mut passed = Vec::new();
    let [mut olds, news] = folders.map(|folder| {
        let walked = source::walk(&[folder.to_owned()], wishes);
        passed.extend(walked.rejected);
        let file = |path: PathBuf| File { name: path.strip_prefix(folder).unwrap_or(&path).to_owned(), path };
        walked.files.into_iter().map(file).map(Known::read).map(Some).collect::<Vec<Option<Known>>>()
    });
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let by_name: BTreeMap<PathBuf, usize> =
        olds.iter().enumerate().filter_map(|(at, known)| Some((known.as_ref()?.file.name.clone(), at))).collect();
    let like = |new: usize, old: usize| news[new].as_ref().zip(olds[old].as_ref()).map_or(0.0, |(a, b)| a.like(b));
    let mut scored: Vec<(f32, bool, usize, usize)> = Vec::new();
    let few = olds.len().max(news.len()) <= MOST_COMPARED;
    for (new, known) in news.iter().enumerate() {
        let Some(known) = known else { continue };
        let named = by_name.get(&known.file.name).copied();
        // The same name weighs more than some likeness.
        let own = named.map(|old| (like(new, old), old));
        scored.extend(own.map(|(like, old)| (if like >= LEAST_NAMED { 2.0 } else { 0.0 } + like, true, new, old)));
        let others = (0..olds.len()).filter(|old| Some(*old) != named);
        for old in others {
            let same = known.bytes.is_some() && olds[old].as_ref().is_some_and(|other| other.bytes == known.bytes);
            let score = if same {
                1.0
            } else if few {
                like(new, old)
            } else {
                0.0
            };
            if score >= LEAST_ALIKE {
                scored.push((score, false, new, old));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut taken = vec![false; olds.len()];
    for (_, _, new, old) in scored {
        if !taken[old] && !pairs.contains_key(&new) {
            taken[old] = true;
            pairs.insert(new, old);
        }
    }
    let mut found = Vec::new();
    for (new, known) in news.into_iter().enumerate() {
        let Some(known) = known else { continue };
        match pairs.get(&new).and_then(|old| olds[*old].take()) {
            Some(old) => found.push(Found::Both(old.file, known.file)),
            None => found.push(Found::New(known.file)),
        }
    }
    found.extend(olds.into_iter().flatten().map(|known| Found::Old(known.file)));
    (found, passed)
}

/// Whether two files have the same bytes, as far as they can be read.
pub fn same_bytes(paths: [&Path; 2]) -> bool {
    let [old, new] = paths.map(source::bytes);
    old.is_ok() && old == new
}
