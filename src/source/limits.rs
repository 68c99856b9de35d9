//! Every bound of what is read, in one place. Counts and sizes, never time: the same file is always read or always refused.

use super::rejected::Reason;
use std::io::Read;

/// The most bytes of one file, or of one part of an archive: about twenty times *War and Peace*. A bound is needed because
/// ranges have 32 bits, and because a mistaken name (a disk image) should fail at once instead of filling the memory.
pub const MAX_BYTES: u64 = 64 << 20;

/// The most sources of a corpus: their numbers have 16 bits.
pub const MAX_SOURCES: usize = u16::MAX as usize;

/// The most parts of one file: entries of an archive, lines of a collection, messages of a mailbox.
pub const MAX_PARTS: usize = 50_000;

/// How deep archives may stand in each other; `page.html.gz` in a `.zip` in a `.zip` is three.
pub const MAX_DEPTH: usize = 3;

/// The most bytes that may be unpacked of one file: a web archive of a few hundred pages with their pictures.
pub const MAX_UNPACKED: u64 = 512 << 20;

/// The most bytes unpacked for each byte of a file. Text and markup shrink to a tenth; a bomb is a thousand times larger.
pub const MAX_RATIO: u64 = 200;

/// What may be unpacked whatever the size of the file: a small file may be all blanks.
const FREE: u64 = 1 << 20;

/// The most nodes of an XML file: a book has some ten thousand.
pub const MAX_NODES: u32 = 4_000_000;

/// The most objects of a PDF: a thousand pages have some ten thousand.
pub const MAX_OBJECTS: usize = 500_000;

/// The most characters of metadata that are kept: a title, a name.
pub const MAX_META: usize = 500;

/// What may still be unpacked of one file.
#[derive(Debug)]
pub struct Allowance {
    bytes: u64,
    parts: usize,
    depth: usize,
}

impl Allowance {
    /// For a file of so many bytes.
    pub fn of(length: usize) -> Self {
        let bytes = (length as u64).saturating_mul(MAX_RATIO).saturating_add(FREE).min(MAX_UNPACKED);
        Self { bytes, parts: MAX_PARTS, depth: 0 }
    }

    /// Reads something packed to its end. What does not fit is refused whole: half a text is worse than none.
    pub fn unpack(&mut self, packed: impl Read) -> Result<Vec<u8>, Reason> {
        let most = self.bytes.min(MAX_BYTES);
        let mut bytes = Vec::new();
        packed.take(most + 1).read_to_end(&mut bytes).map_err(|_| Reason::Damaged)?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(if most < MAX_BYTES { Reason::Bomb } else { Reason::TooLarge });
        }
        self.bytes -= length;
        Ok(bytes)
    }

    /// One part more.
    pub fn part(&mut self) -> Result<(), Reason> {
        self.parts = self.parts.checked_sub(1).ok_or(Reason::TooManyParts)?;
        Ok(())
    }

    /// Does something with what stands one archive deeper.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Result<T, Reason> {
        if self.depth == MAX_DEPTH {
            return Err(Reason::TooDeep);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        Ok(result)
    }
}
