//! Figures of quality, measured on data outside of the repository.
//!
//! `cargo run --release --example evaluate -- DATA [PART]...`: DATA is the folder that holds `gold/` (news stories with what a
//! careful reader found in them), `pan13/` and whatever else a part reads; without PART all parts are run.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the figures are this program's output")]
#![allow(clippy::unwrap_used, reason = "data that is not as expected ends the program with the place")]

mod gold;
mod reuse;
mod sentences;

use parallax::align::RunOptions;
use std::path::Path;
use std::process::ExitCode;

type Part = fn(&Path) -> std::io::Result<()>;

/// What can be measured; each part has a file of its own.
const PARTS: &[(&str, Part)] = &[
    ("sentences", sentences::run),
    ("reuse", |data| reuse::evaluate(&data.join("pan13"), &RunOptions::default()).map(drop)),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((data, wanted)) = arguments.split_first() else {
        eprintln!(
            "usage: evaluate DATA [PART]...   parts: {}",
            PARTS.iter().map(|p| p.0).collect::<Vec<_>>().join(" ")
        );
        return ExitCode::from(2);
    };
    if let Some(unknown) = wanted.iter().find(|w| PARTS.iter().all(|p| p.0 != *w)) {
        eprintln!("evaluate: no part {unknown}");
        return ExitCode::from(2);
    }
    for (name, part) in PARTS.iter().filter(|p| wanted.is_empty() || wanted.iter().any(|w| w == p.0)) {
        println!("## {name}");
        if let Err(error) = part(Path::new(data)) {
            eprintln!("evaluate: {name}: {error}");
            return ExitCode::FAILURE;
        }
        println!();
    }
    ExitCode::SUCCESS
}
