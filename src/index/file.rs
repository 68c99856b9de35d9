//! The file that holds what is known of a collection: a head, some sections, and a hash of all that follows it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// What the names of all files end with.
pub const ENDING: &str = ".index";

/// What every file begins with; another version is another beginning. Each release is one, since any may read documents
/// otherwise; the number tells what changed in between, and a test in `mod.rs` tells when to raise it.
pub const MAGIC: &[u8] = concat!("parallax index ", env!("CARGO_PKG_VERSION"), " 4\n").as_bytes();

/// What is wrong with a file that is none of ours.
pub const DAMAGED: &str = "is damaged";

const HASH: usize = blake3::OUT_LEN;
const SECTIONS: usize = 3;

/// After this time a draft is left over from a program that was killed.
const LEFT_OVER: Duration = Duration::from_secs(3600);
const DRAFT: &str = ".draft-";

/// A file as it was read.
pub struct Stored(Vec<u8>);

impl Stored {
    /// Its sections, each with its length before it.
    pub fn sections(&self) -> Option<[&[u8]; SECTIONS]> {
        let mut rest = self.0.get(MAGIC.len() + HASH..)?;
        let mut sections = [&[][..]; SECTIONS];
        for section in &mut sections {
            let (length, after) = rest.split_first_chunk()?;
            (*section, rest) = after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        }
        rest.is_empty().then_some(sections)
    }
}

/// Reads a file, if it is there, and makes sure that it is as it was written.
pub fn read(place: &Path) -> Result<Option<Stored>, &'static str> {
    let bytes = match fs::read(place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err("cannot be read"),
    };
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        let is_ours = bytes.starts_with(b"parallax index ");
        return Err(if is_ours { "is of another version" } else { DAMAGED });
    };
    match rest.split_at_checked(HASH) {
        Some((hash, content)) if hash == blake3::hash(content).as_bytes() => Ok(Some(Stored(bytes))),
        Some(_) | None => Err(DAMAGED),
    }
}

/// Writes a file beside its place and moves it there when it is complete.
pub fn write(place: &Path, sections: [&[u8]; SECTIONS]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    remove_left_over(folder);
    let mut content = Vec::with_capacity(sections.iter().map(|section| section.len() + 8).sum());
    for section in sections {
        content.extend_from_slice(&(section.len() as u64).to_le_bytes());
        content.extend_from_slice(section);
    }
    let mut draft = tempfile::Builder::new().prefix(DRAFT).tempfile_in(folder)?;
    draft.write_all(MAGIC)?;
    draft.write_all(blake3::hash(&content).as_bytes())?;
    draft.write_all(&content)?;
    // What a power failure damages is made anew: there is no need to wait for the disk.
    draft.persist(place).map_err(|error| error.error)?;
    Ok(())
}

fn remove_left_over(folder: &Path) {
    let is_old = |entry: &fs::DirEntry| {
        let age = entry.metadata().and_then(|known| known.modified()).ok().and_then(|time| time.elapsed().ok());
        age.is_some_and(|age| age > LEFT_OVER)
    };
    for draft in ours(folder).filter(|entry| entry.file_name().to_string_lossy().starts_with(DRAFT) && is_old(entry)) {
        drop(fs::remove_file(draft.path()));
    }
}

/// The files of ours in a folder.
fn ours(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.ends_with(ENDING) || name.starts_with(DRAFT)
    })
}

/// How many collections are kept in a folder, and in how many bytes.
pub fn size(folder: &Path) -> (usize, u64) {
    let sizes = ours(folder).map(|entry| entry.metadata().map_or(0, |known| known.len()));
    sizes.fold((0, 0), |(count, sum), bytes| (count + 1, sum + bytes))
}

/// Removes everything that is kept in a folder, and nothing else.
///
/// # Errors
/// Where a file cannot be removed.
pub fn clear(folder: &Path) -> io::Result<()> {
    ours(folder).try_for_each(|entry| match fs::remove_file(entry.path()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    })
}
