//! What could not be read, why, and what to do about it.

use std::io;
use std::path::PathBuf;

/// Something that could not be read: a result, not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// What it was.
    pub path: PathBuf,
    /// Why not.
    pub reason: Reason,
}

/// Why something was not read; shown as the reason and what to do.
#[derive(thiserror::Error, Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing of that name.
    #[error("there is no such file or folder; check the name")]
    Missing,
    /// A symbolic link to nothing.
    #[error("a link to something that is not there; mend it or leave it out")]
    Dangling,
    /// A symbolic link to a folder that holds it.
    #[error("a link back to {}, in which it stands; not followed", .0.display())]
    Cycle(PathBuf),
    /// The system does not allow it.
    #[error("no permission to read it; ask its owner, or change it with chmod")]
    Permission,
    /// A file without a byte.
    #[error("it is empty; put a text into it or leave it out")]
    Empty,
    /// A text without a letter or digit.
    #[error("there are no words in it; check whether it is the file you mean")]
    Wordless,
    /// Bytes that are no text; what they are, where that can be told.
    #[error("{0}, not a text; save its text as .txt, .md or .html")]
    Foreign(&'static str),
    /// A folder in which nothing could be read.
    #[error("no texts in this folder; name one that holds .txt, .md or .html files")]
    NoTexts,
    /// A hidden file or folder inside of a folder.
    #[error("hidden, therefore skipped; name it to have it read")]
    Hidden,
    /// The folder in which a browser keeps the pictures and scripts of a saved page.
    #[error("pictures and scripts of a saved page, therefore skipped; name it to have it read")]
    Attachments,
    /// A pipe, a socket or a device: opening it could wait forever.
    #[error("a pipe or a device, which is never opened; use - to read standard input")]
    Special,
    /// Larger than [`MAX_BYTES`].
    #[error("larger than {} MiB; split it", MAX_BYTES >> 20)]
    TooLarge,
    /// One source more than there are numbers for.
    #[error("more than {MAX_SOURCES} sources; name fewer")]
    TooMany,
    /// A page with tags inside of tags, deeper than any page needs.
    #[error("its tags are nested too deep to be read; save its text as .txt")]
    Nested,
    /// The format's reader broke on it.
    #[error("it could not be made sense of; save its text as .txt")]
    Broken,
    /// Anything else that the system says.
    #[error("{0}")]
    System(String),
}

impl Reason {
    /// It was skipped as planned; nothing is wrong with it.
    pub fn is_planned(&self) -> bool {
        matches!(self, Self::Hidden | Self::Attachments | Self::Cycle(_))
    }

    /// The reason that the system gives.
    pub(super) fn of(error: &io::Error) -> Self {
        let kind = error.kind();
        if kind == io::ErrorKind::NotFound {
            Self::Missing
        } else if kind == io::ErrorKind::PermissionDenied {
            Self::Permission
        } else {
            Self::System(in_words(error))
        }
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        Self::of(&error)
    }
}

/// What the system said, without its number.
pub fn in_words(error: &io::Error) -> String {
    let said = error.to_string();
    said.split_once(" (os error").map_or(said.as_str(), |(words, _)| words).to_lowercase()
}

/// The most bytes of one file: about twenty times *War and Peace*. A bound is needed because ranges have 32 bits, and
/// because a mistaken name (a disk image) should fail at once instead of filling the memory.
pub const MAX_BYTES: u64 = 64 << 20;

/// The most sources of a corpus: their numbers have 16 bits.
pub const MAX_SOURCES: usize = u16::MAX as usize;
