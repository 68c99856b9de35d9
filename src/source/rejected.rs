//! What could not be read, why, and what to do about it.

use super::limits::{MAX_BYTES, MAX_DEPTH, MAX_PARTS, MAX_RATIO, MAX_SOURCES};
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
    #[error("no texts in this folder; name one that holds texts, web pages, PDF or office files")]
    NoTexts,
    /// A hidden file or folder inside of a folder.
    #[error("hidden, therefore skipped; name it to have it read")]
    Hidden,
    /// The folder in which a browser keeps the pictures and scripts of a saved page.
    #[error("pictures and scripts of a saved page, therefore skipped; name it to have it read")]
    Attachments,
    /// A pipe, a socket or a device in a folder: opening it could wait forever.
    #[error("a pipe or a device in a folder, which is never opened; name it to have it read")]
    Special,
    /// A folder where a file is wanted.
    #[error("a folder; name a file in it")]
    Folder,
    /// A file that is read already.
    #[error("named more than once, or another name of a file that is read; read once")]
    Twice,
    /// Larger than [`MAX_BYTES`].
    #[error("larger than {} MiB; split it", MAX_BYTES >> 20)]
    TooLarge,
    /// One source more than there are numbers for.
    #[error("more than {MAX_SOURCES} sources; name fewer")]
    TooMany,
    /// A page with tags inside of tags, deeper than any page needs.
    #[error("its tags are nested too deep to be read; save its text as .txt")]
    Nested,
    /// Compressed or encoded bytes that cannot be unpacked.
    #[error("damaged: it cannot be unpacked; fetch or save it again")]
    Damaged,
    /// Unpacked it would be far larger than any text of its size.
    #[error("it would grow to more than {MAX_RATIO} times its size; unpack it yourself if you trust it")]
    Bomb,
    /// More parts than any collection needs.
    #[error("more than {MAX_PARTS} parts; split it")]
    TooManyParts,
    /// An archive in an archive in an archive.
    #[error("archives nested deeper than {MAX_DEPTH}; unpack it yourself if you trust it")]
    TooDeep,
    /// Markup that breaks the rules of its format; where.
    #[error("not well-formed {0}; save it again, or save its text as .txt")]
    Malformed(String),
    /// It is locked with a password.
    #[error("locked with a password; save it without one")]
    Locked,
    /// Pages without words, such as scanned ones.
    #[error("pictures of pages without words; run it through OCR first")]
    Scanned,
    /// A collection in which no text was found.
    #[error("no {0} with a text in it; name it with --field text=NAME")]
    NoField(&'static str),
    /// A file with many texts where one is wanted.
    #[error("it holds {0} texts; name a file with one")]
    Many(usize),
    /// What `.gitignore` leaves out.
    #[error("ignored by .gitignore, therefore skipped; name it, or use --hidden")]
    Ignored,
    /// A file that is no text for sure, beside texts in an archive or folder.
    #[error("{0}, no text; skipped")]
    NoText(&'static str),
    /// No program gives what the clipboard holds.
    #[error("the clipboard is empty or cannot be reached; install wl-clipboard, xclip or xsel, or use -")]
    NoClipboard,
    /// A name with stars that no file fits.
    #[error("no file fits this name; check it, and whether the shell has taken it apart")]
    NoFit,
    /// Something in `parallax.toml` that says nothing of a source.
    #[error("{0}; mend it, the rest holds")]
    Setting(String),
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
        matches!(
            self,
            Self::Hidden | Self::Ignored | Self::Attachments | Self::Cycle(_) | Self::NoText(_) | Self::Twice
        )
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
