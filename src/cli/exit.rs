//! How the program ends, and what it says then.

use crate::source::in_words;
use crate::text::visible_line;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Why the program did not do what it was asked to.
#[derive(thiserror::Error, Debug)]
pub enum Failure {
    /// Fewer than two sources.
    #[error("{0}")]
    Nothing(String),
    /// So many sources could not be read, and that was not wanted.
    #[error(
        "stopped because of --strict: {0} of what was named could not be read; leave --strict out to compare the rest"
    )]
    Strict(usize),
    /// The arguments make no sense together.
    #[error("{0}")]
    Usage(String),
    /// The output could not be written.
    #[error("cannot write {}: {}", .path.display(), in_words(.error))]
    Output {
        /// Where to.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The terminal failed.
    #[error("the terminal: {0}")]
    Terminal(io::Error),
    /// Two versions of a text differ, which needs no words: they were shown.
    #[error("they differ")]
    Different,
    /// Ended by a signal, by its number.
    #[error("ended by signal {0}")]
    Signal(i32),
}

impl Failure {
    /// The exit status: 1 where nothing could be compared, a source was skipped under `--strict` or two versions differ, 2 for
    /// wrong usage and for output that cannot be written, 128 and its number after a signal.
    fn status(&self) -> u8 {
        match self {
            Self::Nothing(_) | Self::Strict(_) | Self::Different => 1,
            Self::Usage(_) | Self::Output { .. } | Self::Terminal(_) => 2,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(1),
        }
    }
}

/// The exit status of a result; its failure is told on standard error.
pub fn exit(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::Signal(_) | Failure::Different) {
                tell(&failure.to_string());
            }
            ExitCode::from(failure.status())
        }
    }
}

/// Says one line on standard error. A standard error that is closed is not worth failing for.
pub fn tell(message: &str) {
    drop(writeln!(io::stderr().lock(), "parallax: {}", visible_line(message)));
}
