//! What is known of a collection, kept on disk: a second start reads only what changed.
//!
//! One file a collection, named by the paths that were given. It holds what is said of each document, its words, what was
//! looked at and the stories. A document is read again where its file's size or time changed and its bytes have another hash.
//! The file is replaced whole (`file`), so that two programs at once, a kill at any moment or a full disk leave an old one or a
//! new one; what is damaged or of another version is made anew. It holds nothing that the documents do not tell again. What a
//! folder says of its documents is read each time.
//!
//! Beside these files lie the vectors of texts that were compared (`vectors`), and what was found of them (`comparisons`).

mod changes;
pub mod comparisons;
mod file;
pub mod vectors;

use crate::collection::{Collection, DocumentId, Encoding, Look, Sketch, Story, Words};
use crate::monitor::{Cancelled, Monitor};
use crate::source::{Rejected, Sayings, Wishes, in_words};
use changes::{Change, Changes, Known};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

pub use file::{Size, clear, size};

/// What is known of a collection.
#[derive(Default, Debug)]
pub struct Index {
    /// Its documents.
    pub collection: Collection,
    /// Its stories, the largest first.
    pub stories: Vec<Story>,
    /// What was looked at.
    pub look: Look,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
    /// What went wrong with the file on disk, a sentence each; everything else is as if it had not.
    pub troubles: Vec<String>,
    /// How many files were read.
    pub read: usize,
}

impl Index {
    /// The story that a document is of, by its place among the stories.
    pub fn story_of(&self, document: DocumentId) -> Option<usize> {
        self.stories.iter().position(|story| story.documents.binary_search(&document).is_ok())
    }
}

/// The first section of the file; the look and the words follow.
#[derive(Default, Serialize, Deserialize)]
struct Catalogue {
    files: Vec<Known>,
    /// The paths are only what stands behind the file's.
    documents: Vec<Sketch>,
    /// Words of each document.
    lengths: Vec<u32>,
    stories: Vec<Story>,
}

impl Catalogue {
    /// Gives the documents their whole paths, and says of them and of their stories what their folders say. That is not kept: it
    /// may change while the documents do not.
    fn amend(&mut self, changes: &Changes, paths: &[PathBuf]) -> Sayings {
        let sayings = Sayings::of(changes.files.iter().map(|file| Path::new(&file.name)), paths);
        let mut told = FxHashSet::default();
        for ((document, name), number) in self.documents.iter_mut().zip(changes.names()).zip(0..) {
            document.path.insert_str(0, name);
            if !sayings.is_empty() && document.amend(name, &sayings) {
                told.insert(number);
            }
        }
        for story in self.stories.iter_mut().filter(|story| story.documents.iter().any(|id| told.contains(id))) {
            story.tell(&self.documents);
        }
        sayings
    }
}

/// What was kept.
struct Old {
    catalogue: Catalogue,
    look: Look,
    words: Words,
}

/// Brings what is known of the documents that paths name up to date. `folder` is where it is kept; without one everything is
/// read.
///
/// # Errors
/// Where the work was cancelled; what is on disk stays as it was.
pub fn index(
    paths: &[PathBuf],
    (wishes, encoding): (&Wishes, Encoding),
    folder: Option<&Path>,
    monitor: &Monitor,
) -> Result<Index, Cancelled> {
    let place = folder.map(|folder| folder.join(name(paths, wishes)));
    let mut troubles = Vec::new();
    let old = place.as_deref().and_then(|place| {
        Old::open(place).unwrap_or_else(|wrong| {
            troubles.push(format!("what was kept of these documents {wrong}; they are read again"));
            None
        })
    });
    let files = old.as_ref().map_or(&[][..], |old| &old.catalogue.files);
    let mut changes = changes::changes(paths, wishes, files, monitor)?;
    let (old, mut stale) = match old {
        Some(old) => {
            let stale = changes.worth_keeping(&old.catalogue.files);
            (old, stale)
        }
        None => (Old { catalogue: Catalogue::default(), look: Look::default(), words: Words::default() }, true),
    };
    let (mut new, is_new) = old.renewed(&changes, encoding, monitor)?;
    stale |= is_new;
    if let Some(place) = place.filter(|_| stale)
        && let Err(error) = new.keep(&place)
    {
        troubles.push(format!("what is known of these documents is not kept: {}", in_words(&error)));
    }
    let sayings = new.catalogue.amend(&changes, paths);
    changes.rejected.extend(sayings.rejected);
    Ok(Index {
        collection: Collection { documents: new.catalogue.documents, words: new.words },
        stories: new.catalogue.stories,
        look: new.look,
        rejected: changes.rejected,
        troubles,
        read: changes.read,
    })
}

/// The name of the file for some paths, whatever is typed for them.
fn name(paths: &[PathBuf], wishes: &Wishes) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut whole: Vec<PathBuf> = paths.iter().map(|path| changes::whole(path)).collect();
    whole.sort_unstable();
    for path in whole {
        hasher.update(path.as_os_str().as_encoded_bytes()).update(&[0]);
    }
    let hash = hasher.update(format!("{wishes:?}").as_bytes()).finalize().to_hex();
    format!("{}{}", hash.get(..32).unwrap_or_default(), file::ENDING)
}

impl Old {
    /// Reads what was kept, if anything was; an error says what is wrong with it.
    fn open(place: &Path) -> Result<Option<Self>, &'static str> {
        let Some(stored) = file::read(place)? else { return Ok(None) };
        let [catalogue, look, words] = stored.sections().ok_or(file::DAMAGED)?;
        let (catalogue, look) = rayon::join(|| postcard::from_bytes(catalogue), || postcard::from_bytes(look));
        let catalogue: Catalogue = catalogue.map_err(|_| file::DAMAGED)?;
        let words = Words::from_bytes(words, &catalogue.lengths).ok_or(file::DAMAGED)?;
        Ok(Some(Self { look: look.map_err(|_| file::DAMAGED)?, words, catalogue }))
    }

    fn keep(&self, place: &Path) -> std::io::Result<()> {
        let (catalogue, look) =
            rayon::join(|| postcard::to_stdvec(&self.catalogue), || postcard::to_stdvec(&self.look));
        let [catalogue, look] = [catalogue, look].map(|bytes| bytes.map_err(std::io::Error::other));
        file::write(place, [&catalogue?, &look?, &self.words.to_bytes()])
    }

    /// With what changed, and whether anything did.
    fn renewed(self, changes: &Changes, encoding: Encoding, monitor: &Monitor) -> Result<(Self, bool), Cancelled> {
        let Self { catalogue: old, look, words } = self;
        let files = changes.files.iter().map(|file| file.known.clone()).collect();
        let (mut collection, before) = collected((&old, &words), changes);
        encoding.apply(&mut collection.documents, monitor)?;
        // A document whose lead is encoded now and was not before is looked at anew.
        let lead = |number: DocumentId| &old.documents[number as usize].lead;
        let known = collection.documents.iter().zip(before);
        let before: Vec<Option<DocumentId>> =
            known.map(|(document, old)| old.filter(|old| lead(*old).mean == document.lead.mean)).collect();
        let is_same = before.len() == words.len() && (0..).zip(&before).all(|(number, old)| *old == Some(number));
        let (look, stories) = if is_same && !before.is_empty() {
            (look, old.stories)
        } else {
            let look = look.renewed(&collection, &before, monitor)?;
            let stories = look.stories(&collection.documents);
            (look, stories)
        };
        let lengths = collection.words.iter().map(|words| u32::try_from(words.len()).unwrap_or(u32::MAX)).collect();
        let catalogue = Catalogue { files, documents: collection.documents, lengths, stories };
        Ok((Self { catalogue, look, words: collection.words }, !is_same))
    }
}

/// The documents as they are now, and the number that each had before, if it did not change.
fn collected((old, words): (&Catalogue, &Words), changes: &Changes) -> (Collection, Vec<Option<DocumentId>>) {
    let firsts = old.files.iter().scan(0, |first, file| {
        *first += file.documents;
        Some(*first - file.documents)
    });
    let firsts: Vec<usize> = firsts.collect();
    let mut collection = Collection::default();
    let mut before = Vec::new();
    for file in &changes.files {
        match &file.change {
            Change::Same(at) => {
                for number in firsts[*at]..firsts[*at] + file.known.documents {
                    collection.push(old.documents[number].clone(), words.of(number));
                    before.push(DocumentId::try_from(number).ok());
                }
            }
            Change::Read(documents) => {
                for (sketch, words) in documents {
                    collection.push(sketch.clone(), words);
                    before.push(None);
                }
            }
        }
    }
    (collection, before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    /// A folder of documents that are old enough for their times to be trusted, and where what is known of them is kept.
    struct Desk {
        folder: TempDir,
        kept: TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let made = || tempfile::tempdir().expect("a folder");
            let desk = Self { folder: made(), kept: made() };
            for (name, text) in [("a.txt", "The mayor of Lyon resigned on Friday."), ("b.txt", "A bridge was closed.")]
            {
                desk.put(name, text);
            }
            desk
        }

        fn put(&self, name: &str, text: &str) {
            let path = self.folder.path().join(name);
            fs::write(&path, text).expect("written");
            let file = fs::File::options().write(true).open(path).expect("there");
            file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(60)).expect("a time");
        }

        fn index(&self) -> Index {
            let paths = [self.folder.path().to_owned()];
            index(&paths, (&Wishes::default(), Encoding::default()), Some(self.kept.path()), &Monitor::default())
                .expect("nobody cancels")
        }

        /// Brings the index up to date: so many files are read, and all is as if it had been made afresh.
        fn check(&self, read: usize, troubles: usize) {
            let paths = [self.folder.path().to_owned()];
            let fresh = index(&paths, (&Wishes::default(), Encoding::default()), None, &Monitor::default())
                .expect("nobody cancels");
            let kept = self.index();
            assert_eq!((kept.read, kept.troubles.len()), (read, troubles), "{:?}", kept.troubles);
            assert_eq!(kept.collection, fresh.collection);
            assert_eq!(kept.stories, fresh.stories);
            assert_eq!(kept.rejected, fresh.rejected);
        }

        fn file(&self) -> PathBuf {
            let mut entries = fs::read_dir(self.kept.path()).expect("a folder");
            entries.next().expect("a file").expect("an entry").path()
        }
    }

    #[test]
    fn only_what_changed_is_read_again() {
        let desk = Desk::new();
        desk.check(2, 0);
        desk.check(0, 0);
        desk.put("b.txt", "A bridge was closed on Monday.");
        desk.check(1, 0);
        desk.put("aa.txt", "Another one.");
        desk.check(1, 0);
        fs::remove_file(desk.folder.path().join("a.txt")).expect("removed");
        desk.check(0, 0);
        fs::write(desk.folder.path().join("aa.txt"), "Another one.").expect("touched");
        desk.check(0, 0);
        desk.put("c.jsonl", "{\"text\": \"One record.\"}\n{\"text\": \"Another record.\"}\n{\"none\": 1}\n");
        desk.check(1, 0);
        desk.put("empty.txt", "");
        desk.check(1, 0);
        desk.check(0, 0);
    }

    #[test]
    fn what_is_damaged_or_of_another_version_is_made_anew() {
        let desk = Desk::new();
        desk.check(2, 0);
        let whole = fs::read(desk.file()).expect("readable");
        let mut versions = vec![Vec::new(), b"something else".to_vec(), whole[..whole.len() / 2].to_vec()];
        for at in [0, file::MAGIC.len(), file::MAGIC.len() + 5, whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            versions.push(damaged);
        }
        for damaged in versions {
            fs::write(desk.file(), damaged).expect("written");
            desk.check(2, 1);
            desk.check(0, 0);
        }
    }

    /// What `file::MAGIC` stands for: a hash of what is kept of the articles and the fixtures.
    const KEPT: &str = "ddc87b845903111150e3603091531195c18ef51f7fa9f7a74e23f564326214f0";

    #[test]
    fn what_is_kept_is_what_the_version_says() {
        let kept = tempfile::tempdir().expect("a folder");
        let paths = ["assets/articles", "tests/fixtures"].map(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        index(&paths, (&Wishes::default(), Encoding::default()), Some(kept.path()), &Monitor::default())
            .expect("nobody cancels");
        let place = kept.path().join(name(&paths, &Wishes::default()));
        let mut old = Old::open(&place).expect("readable").expect("there");
        // Where the files stand and when they changed is another matter.
        old.catalogue.files.iter_mut().for_each(Known::forget);
        let catalogue = postcard::to_stdvec(&old.catalogue).expect("bytes");
        let look = postcard::to_stdvec(&old.look).expect("bytes");
        // The last digits of a logarithm depend on the machine.
        let look = format!("{} {}", look.len(), rounded(serde_json::to_value(&old.look).expect("JSON")));
        let mut hasher = blake3::Hasher::new();
        hasher.update(&catalogue).update(look.as_bytes()).update(&old.words.to_bytes());
        let found = hasher.finalize().to_hex();
        assert_eq!(
            found.as_str(),
            KEPT,
            "raise the number in file::MAGIC, unless only the files read here changed; then record this hash"
        );
    }

    fn rounded(value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match value {
            Value::Number(number) if number.is_f64() => format!("{:.2}", number.as_f64().expect("a float")).into(),
            Value::Array(all) => all.into_iter().map(rounded).collect(),
            Value::Object(all) => all.into_iter().map(|(key, value)| (key, rounded(value))).collect(),
            other @ (Value::Null | Value::Bool(_) | Value::String(_) | Value::Number(_)) => other,
        }
    }

    #[test]
    fn what_cannot_be_kept_is_told_and_nothing_else() {
        let desk = Desk::new();
        fs::remove_dir(desk.kept.path()).expect("removed");
        fs::write(desk.kept.path(), "no folder").expect("written");
        let index = desk.index();
        assert_eq!((index.collection.documents.len(), index.troubles.len()), (2, 2), "{:?}", index.troubles);
    }

    #[test]
    fn two_programs_at_once_leave_one_good_file() {
        let desk = Desk::new();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..5).for_each(|_| assert_eq!(desk.index().troubles, Vec::<String>::new())));
            }
        });
        desk.check(0, 0);
        assert_eq!(fs::read_dir(desk.kept.path()).expect("a folder").count(), 1, "no drafts are left");
        let size = || super::size(desk.kept.path());
        assert!(size().bytes > 0);
        clear(desk.kept.path()).expect("cleared");
        assert_eq!(size(), Size::default());
    }
}
