//! What the clipboard holds, through the program that each desktop has for it.

use super::limits::MAX_BYTES;
use super::rejected::Reason;
use std::process::{Command, Stdio};

/// What the clipboard is called.
pub const NAME: &str = "clipboard";

/// The programs and what they are told, the likeliest first.
const PROGRAMS: [(&str, &[&str]); 5] = [
    ("wl-paste", &["--no-newline"]),
    ("xclip", &["-selection", "clipboard", "-out"]),
    ("xsel", &["--clipboard", "--output"]),
    ("pbpaste", &[]),
    ("powershell", &["-NoProfile", "-Command", "Get-Clipboard", "-Raw"]),
];

/// The bytes of the clipboard, from the first program that gives some.
pub fn read() -> Result<Vec<u8>, Reason> {
    let bytes = PROGRAMS.iter().find_map(|(program, arguments)| {
        let done = Command::new(program).args(*arguments).stdin(Stdio::null()).output().ok()?;
        (done.status.success() && !done.stdout.is_empty()).then_some(done.stdout)
    });
    let bytes = bytes.ok_or(Reason::NoClipboard)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge) } else { Ok(bytes) }
}
