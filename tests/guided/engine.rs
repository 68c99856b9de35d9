//! Texts for all that comes after reading, led by what code they reach: they are cut into words and sentences, compared,
//! exported in every format, and read with keys.
//!
//! ```text
//! cargo fuzz run --fuzz-dir tests/guided -s none --target-dir target/guided engine \
//!     target/guided/texts -- -fork=1 -max_total_time=900 -timeout=20 -rss_limit_mb=2048 -max_len=5000
//! ```
//!
//! An input is some texts, a separator after each, and then the throws of dice by which the base, the keys and the sizes of
//! the screen are chosen. It begins with what the plain fuzzer makes of the fixtures, and what else it needs is told in
//! `reader.rs`.

#![no_main]
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

#[path = "../fuzz/broken.rs"]
mod broken;
mod common;
#[path = "../fuzz/engine.rs"]
mod engine;

use broken::{Dice, broken};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use std::sync::OnceLock;

/// What stands after each text.
const END: u8 = 0x1e;
/// The most texts, and the most bytes of one: many small inputs find more than few large ones.
const TEXTS: usize = 4;
const MOST: usize = 1_000;

/// What texts are made of.
static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();

fn seeds() -> &'static [Vec<u8>] {
    let folders = ["../../assets/articles", "origin", "subtitles", "tei"];
    SEEDS.get_or_init(|| folders.iter().flat_map(|folder| common::files(folder)).map(|(_, bytes)| bytes).collect())
}

fuzz_target!(
    init: common::prepare(),
    |bytes: &[u8]| {
        let mut parts: Vec<&[u8]> = bytes.split(|byte| *byte == END).collect();
        let throws = parts.pop().unwrap_or_default();
        let text = |part: &&[u8]| String::from_utf8_lossy(&part[..part.len().min(MOST)]).into_owned();
        let texts: Vec<String> = parts.iter().take(TEXTS).map(text).collect();
        if !texts.is_empty() {
            engine::try_out(&texts, &mut Dice::of(throws));
        }
    }
);

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let mut dice = Dice::new(u64::from(seed));
    let mut parts: Vec<Vec<u8>> = data[..size].split(|byte| *byte == END).map(<[u8]>::to_vec).collect();
    let at = dice.below(parts.len());
    match dice.below(8) {
        0 => parts[at] = broken(&parts[at], &seeds()[dice.below(seeds().len())], &mut dice),
        1 => parts[at] = broken(&parts[at], &parts[dice.below(parts.len())].clone(), &mut dice),
        2 if parts.len() <= TEXTS => parts.insert(at, broken(&parts[at], &[], &mut dice)),
        3 => {
            let throws = parts.pop().unwrap_or_default();
            parts.push(common::mutated(&throws, 400));
        }
        4 if dice.below(8) == 0 || size < 10 => {
            let throws = parts.pop().unwrap_or_default();
            parts = engine::texts(seeds(), &mut dice).into_iter().map(String::into_bytes).collect();
            parts.push(throws);
        }
        _ => return libfuzzer_sys::fuzzer_mutate(data, size, most),
    }
    let mut changed = parts.join(&END);
    changed.truncate(most);
    data[..changed.len()].copy_from_slice(&changed);
    changed.len()
});
