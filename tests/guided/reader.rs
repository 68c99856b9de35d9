//! Broken files for the readers of all formats, led by what code they reach:
//!
//! ```text
//! FORMAT=pdf cargo fuzz run --fuzz-dir tests/guided -s none --target-dir target/guided reader \
//!     target/guided/pdf tests/fixtures/pdf -- -fork=1 -max_total_time=600 -timeout=20 -rss_limit_mb=2048
//! ```
//!
//! It needs `cargo install cargo-fuzz` and a C++ compiler; the stable toolchain will do. FORMAT is a folder of `tests/fixtures`,
//! whose files are what it begins with; what it finds on the way is kept in the folder named before it, which has to be
//! there. Half of the changes are those of the fuzzer, made inside of what is packed; the other half are those of the plain
//! fuzzer in `tests/fuzz`. Panics in the crates that we build on are caught where files are read; they are no finding.

#![no_main]
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

#[path = "../fuzz/broken.rs"]
mod broken;
mod common;

use broken::{Dice, broken, repacked};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use parallax::collection::words;
use parallax::source::{Wishes, read_all};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The files that a format begins with.
static SEEDS: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();

fn seeds() -> &'static [(PathBuf, Vec<u8>)] {
    SEEDS.get_or_init(|| common::files(&std::env::var("FORMAT").expect("FORMAT is a folder of tests/fixtures")))
}

fuzz_target!(
    init: common::prepare(),
    |bytes: &[u8]| {
        let wishes = Wishes { chapters: bytes.len() % 2 == 1, ..Wishes::default() };
        let parts = read_all(bytes.to_vec(), name(bytes), &wishes);
        assert!(!parts.is_empty(), "every file gives a part or a reason");
        for document in parts.iter().filter_map(|part| part.result.as_ref().ok()) {
            assert!(document.asides.iter().all(|aside| aside.range.end() <= document.text.len()));
            words(&document.text);
        }
    }
);

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let mut dice = Dice::new(u64::from(seed));
    let changed = if dice.below(2) == 0 {
        let other = &seeds()[dice.below(seeds().len())].1;
        Some(broken(&data[..size], other, &mut dice))
    } else {
        repacked(&data[..size], &mut dice, &mut |inner, _| common::mutated(inner, most))
    };
    match changed.filter(|changed| changed.len() <= most) {
        Some(changed) => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, most),
    }
});

/// A file is called as the one that it begins like.
fn name(bytes: &[u8]) -> &'static Path {
    let alike = |seed: &[u8]| seed.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    &seeds().iter().max_by_key(|(_, seed)| alike(seed)).expect("a file").0
}
