//! The files that are kept: a head, a hash of all that follows it, and that. What is known of a collection is some sections.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// What the names of the files of collections end with.
pub const ENDING: &str = ".index";

/// What the names of the files of a text's vectors end with.
pub const VECTORS: &str = ".vectors";

/// What the names of the files of comparisons end with.
pub const COMPARISONS: &str = ".comparison";

/// More bytes of vectors and comparisons are not kept: they are those of some thousand articles.
pub const MOST: u64 = 200_000_000;

/// What every file begins with; another version is another beginning. Each release is one, since any may read documents
/// otherwise; the number tells what changed in between, and a test in `mod.rs` tells when to raise it.
pub const MAGIC: &[u8] = concat!("parallax index ", env!("CARGO_PKG_VERSION"), " 8\n").as_bytes();

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
    if sound(rest).is_some() { Ok(Some(Stored(bytes))) } else { Err(DAMAGED) }
}

/// What follows a hash, where it is of it.
pub fn sound(bytes: &[u8]) -> Option<&[u8]> {
    let (hash, content) = bytes.split_at_checked(HASH)?;
    (hash == blake3::hash(content).as_bytes()).then_some(content)
}

/// Writes the file of a collection.
pub fn write(place: &Path, sections: [&[u8]; SECTIONS]) -> io::Result<()> {
    let mut content = Vec::with_capacity(sections.iter().map(|section| section.len() + 8).sum());
    for section in sections {
        content.extend_from_slice(&(section.len() as u64).to_le_bytes());
        content.extend_from_slice(section);
    }
    replace(place, MAGIC, &content)
}

/// Writes a file beside its place and moves it there when it is complete.
pub fn replace(place: &Path, magic: &[u8], content: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    remove_left_over(folder);
    let mut draft = tempfile::Builder::new().prefix(DRAFT).tempfile_in(folder)?;
    draft.write_all(magic)?;
    draft.write_all(blake3::hash(content).as_bytes())?;
    draft.write_all(content)?;
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
        [ENDING, VECTORS, COMPARISONS].iter().any(|ending| name.ends_with(ending)) || name.starts_with(DRAFT)
    })
}

/// What is kept in a folder.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Size {
    /// Collections.
    pub collections: usize,
    /// Texts whose vectors are.
    pub texts: usize,
    /// Comparisons.
    pub comparisons: usize,
    /// All of it.
    pub bytes: u64,
}

/// How much is kept in a folder.
pub fn size(folder: &Path) -> Size {
    let mut size = Size::default();
    for entry in ours(folder) {
        size.bytes += entry.metadata().map_or(0, |known| known.len());
        match entry.file_name().to_string_lossy() {
            name if name.ends_with(VECTORS) => size.texts += 1,
            name if name.ends_with(COMPARISONS) => size.comparisons += 1,
            _ => size.collections += 1,
        }
    }
    size
}

/// Removes the vectors and comparisons that were written first, where all of a folder have more bytes than that; a quarter of it is freed then.
pub fn thin_out(folder: &Path, most: u64) {
    let known = |entry: fs::DirEntry| {
        let known = entry.metadata().ok()?;
        Some((known.modified().ok()?, entry.path(), known.len()))
    };
    let is_thinned = |name: &str| name.ends_with(VECTORS) || name.ends_with(COMPARISONS);
    let some = ours(folder).filter(|entry| is_thinned(&entry.file_name().to_string_lossy()));
    let mut files: Vec<_> = some.filter_map(known).collect();
    let mut sum: u64 = files.iter().map(|(_, _, bytes)| bytes).sum();
    if sum <= most {
        return;
    }
    files.sort_unstable();
    for (_, path, bytes) in files {
        if sum <= most / 4 * 3 {
            return;
        }
        drop(fs::remove_file(path));
        sum -= bytes;
    }
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
