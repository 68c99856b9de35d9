//! What arguments name beside files and folders: lists of paths, and names with stars.

use super::limits::MAX_SOURCES;
use super::load::bytes;
use super::rejected::{Reason, Rejected};
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// The paths that arguments stand for, and what is wrong with those that stand for nothing.
pub fn expand(arguments: &[PathBuf]) -> (Vec<PathBuf>, Vec<Rejected>) {
    let (mut paths, mut wrong) = (Vec::new(), Vec::new());
    for argument in arguments {
        let found = match kind(argument) {
            Kind::Path => Ok(vec![argument.clone()]),
            Kind::List(list) => listed(Path::new(&list)),
            Kind::Stars(glob) => fitting(argument, &glob),
        };
        match found {
            Ok(found) => paths.extend(found),
            Err(reason) => wrong.push(Rejected { path: argument.clone(), reason }),
        }
    }
    (paths, wrong)
}

enum Kind {
    Path,
    List(String),
    Stars(Box<GlobMatcher>),
}

/// What an argument is; what exists under its name is nothing but that.
fn kind(argument: &Path) -> Kind {
    let Some(name) = argument.to_str().filter(|_| argument.symlink_metadata().is_err()) else { return Kind::Path };
    if let Some(list) = name.strip_prefix('@') {
        return Kind::List(list.to_owned());
    }
    let glob = || GlobBuilder::new(name.strip_prefix("./").unwrap_or(name)).literal_separator(true).build().ok();
    match name.contains(['*', '?', '[', '{']).then(glob).flatten() {
        Some(glob) => Kind::Stars(Box::new(glob.compile_matcher())),
        None => Kind::Path,
    }
}

/// The paths in a list, one a line, from the folder of the list or else from here; lines that begin with `#` are remarks.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Reason> {
    let text = super::encoding::decode(bytes(list)?, None);
    let folder = list.parent().unwrap_or(Path::new(""));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let path = |line: &str| {
        let beside = folder.join(line);
        if beside.exists() { beside } else { PathBuf::from(line) }
    };
    let paths: Vec<PathBuf> = lines.take(MAX_SOURCES + 1).map(path).collect();
    if paths.len() > MAX_SOURCES { Err(Reason::TooMany) } else { Ok(paths) }
}

/// The files that a name with stars fits. Only the folders that it can lead to are looked through.
fn fitting(argument: &Path, glob: &GlobMatcher) -> Result<Vec<PathBuf>, Reason> {
    let plain = |part: &Component| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = argument.components().take_while(plain).collect();
    let deep = argument.to_string_lossy().contains("**");
    let depth = argument.components().count().saturating_sub(base.components().count());
    let start = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let shown = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(start).max_depth(if deep { usize::MAX } else { depth }).sort_by_file_name();
    let entries = walk.into_iter().filter_entry(shown).filter_map(Result::ok).filter(|entry| entry.depth() > 0);
    let paths = entries.map(|entry| entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned());
    let found: Vec<PathBuf> = paths.filter(|path| glob.is_match(path)).collect();
    if found.is_empty() { Err(Reason::NoFit) } else { Ok(found) }
}
