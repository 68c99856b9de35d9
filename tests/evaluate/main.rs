//! Figures of quality, measured on data outside of the repository, and the trainers of the shipped weights.
//!
//! `cargo run --release --example evaluate -- DATA [PART]...`: DATA is the folder that holds `gold/` (news stories with what a
//! careful reader found in them), `pan13/`, `words/`; without PART all figures are printed. The trainers run where they are
//! named: `train-words` prints the weights of the collation, `train-links` those of the links.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the figures are this program's output")]
#![allow(clippy::unwrap_used, reason = "data that is not as expected ends the program with the place")]

mod gold;
mod reuse;
mod sentences;
mod words;

use parallax::align::RunOptions;
use std::path::Path;
use std::process::ExitCode;

type Part = fn(&Path) -> std::io::Result<()>;

/// What can be measured; each part has a file of its own.
const PARTS: &[(&str, Part)] = &[
    ("sentences", sentences::run),
    ("reuse", |data| reuse::evaluate(&data.join("pan13"), &RunOptions::default()).map(drop)),
    ("words", |data| words::evaluate(&data.join("words/mtref-dev.tsv"))),
];

/// What runs only where it is named.
const TRAINERS: &[(&str, Part)] = &[("train-words", |data| words::train(&data.join("words/mtref-dev.tsv")))];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let known = || PARTS.iter().chain(TRAINERS);
    let Some((data, wanted)) = arguments.split_first() else {
        eprintln!("usage: evaluate DATA [PART]...   parts: {}", known().map(|p| p.0).collect::<Vec<_>>().join(" "));
        return ExitCode::from(2);
    };
    if let Some(unknown) = wanted.iter().find(|w| known().all(|p| p.0 != *w)) {
        eprintln!("evaluate: no part {unknown}");
        return ExitCode::from(2);
    }
    let asked = |name: &str| wanted.iter().any(|w| w == name);
    let measured = PARTS.iter().filter(|p| wanted.is_empty() || asked(p.0));
    for (name, part) in measured.chain(TRAINERS.iter().filter(|p| asked(p.0))) {
        println!("## {name}");
        if let Err(error) = part(Path::new(data)) {
            eprintln!("evaluate: {name}: {error}");
            return ExitCode::FAILURE;
        }
        println!();
    }
    ExitCode::SUCCESS
}
