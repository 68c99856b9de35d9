//! A comparison to a file format.

pub mod json;

use crate::compare::Comparison;
use std::io;

/// A file format that a comparison can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// The JSON contract: everything, for programs.
    Json,
}

impl Format {
    /// Every format, in the order in which help and dialogs list them.
    pub const ALL: [Self; 1] = [Self::Json];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }

    /// What it is good for, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Json => "everything, for programs; offsets in Unicode code points",
        }
    }
}

/// Writes a comparison in a format. The output is complete or an error; buffering is the caller's.
pub fn export(comparison: &Comparison, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(comparison, out),
    }
}
