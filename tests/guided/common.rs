//! What both targets need.

#![allow(dead_code, reason = "each target uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

/// The top of the repository.
const TOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// One thread, and panics that end the program only where they are ours; what is not caught ends it as well.
pub fn prepare() {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().expect("the first pool");
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or("", |place| place.file());
        if is_ours(place) {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}

/// A place in `src`, or in the targets themselves.
fn is_ours(place: &str) -> bool {
    let top = Path::new(TOP).canonicalize().unwrap_or_default();
    !Path::new(place).is_absolute() || Path::new(place).canonicalize().is_ok_and(|place| place.starts_with(top))
}

/// The files of a folder of `tests/fixtures`.
pub fn files(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(TOP).join("tests/fixtures").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Bytes changed by the fuzzer.
pub fn mutated(bytes: &[u8], most: usize) -> Vec<u8> {
    let most = most.max(bytes.len());
    let mut changed = bytes.to_vec();
    changed.resize(most, 0);
    let length = libfuzzer_sys::fuzzer_mutate(&mut changed, bytes.len(), most);
    changed.truncate(length);
    changed
}
