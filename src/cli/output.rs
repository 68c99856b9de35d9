//! Where results go: standard output, or a file that is there whole or not at all.

use super::exit::Failure;
use crate::compare::Comparison;
use crate::export::{self, Format};
use crate::monitor::Monitor;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output; what goes wrong there ends the program.
pub fn to_standard(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    written(write).map_err(|error| Failure::Output { path: "standard output".into(), error })
}

/// Writes to standard output. A reader that went away (a closed pipe) has seen what it wanted: that is no error.
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is left in the buffer has nowhere to go, and trying would fail once more.
            drop(out.into_parts());
            Ok(())
        }
        result => result,
    }
}

/// Writes a file beside its place and moves it there when it is complete, so that a failure leaves what was there before.
/// A link is followed; what is no ordinary file (a device, a pipe) is written to directly.
pub fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(found) if !found.is_file() => {
            let mut out = BufWriter::new(File::options().write(true).open(path)?);
            return write(&mut out).and_then(|()| out.flush());
        }
        Ok(_) | Err(_) => {}
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    };
    let mut draft = tempfile::Builder::new();
    draft.prefix(".parallax-");
    // An export is made to be shared: it gets the permissions of any new file.
    #[cfg(unix)]
    draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let draft = draft.tempfile_in(folder)?;
    let mut out = BufWriter::new(draft);
    write(&mut out)?;
    let draft = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    draft.as_file().sync_all()?;
    draft.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Writes an export to a file; a source is never written over.
pub fn save(
    comparison: &Comparison,
    format: Format,
    options: &export::Options,
    monitor: &Monitor,
    path: &Path,
) -> Result<(), Failure> {
    let place = path.canonicalize().ok();
    let is_it = |source: &str| place.is_some() && Path::new(source).canonicalize().ok() == place;
    if let Some(source) = comparison.corpus.sources.iter().find(|source| is_it(source.meta.file())) {
        return Err(Failure::Usage(format!("{} is one of the sources; write to another file", source.meta.path)));
    }
    to_file(path, |out| export::export(comparison, format, options, monitor, out))
        .map_err(|error| Failure::Output { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.html");
        to_file(&path, |out| out.write_all(b"first")).expect("written");
        let failed = to_file(&path, |out| {
            out.write_all(b"half of the sec")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).expect("still there"), b"first");
        to_file(&path, |out| out.write_all(b"second")).expect("replaced");
        assert_eq!(fs::read(&path).expect("still there"), b"second");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no drafts are left");
        assert!(to_file(folder.path(), |_| Ok(())).is_err(), "a folder is no place for a file");
    }
}
