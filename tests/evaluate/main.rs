//! Figures of quality, measured on data outside of the repository, and the trainers of the shipped weights.
//!
//! `cargo run --release --example evaluate -- DATA [PART]...`: DATA is the folder that holds `gold/` (news stories with what a
//! careful reader found in them), `xlang/` (such with a source in another language), `pan13/`, `words/` and `readability/`; without PART all figures are printed.
//!
//! The writers run where they are asked for alone: `list`, `table`, `differences`, `leads` and `pairs` write what the trainers in `tests/train` read of a folder
//! of stories, `train-words` the weights of the collation.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the figures are this program's output")]
#![allow(clippy::unwrap_used, reason = "data that is not as expected ends the program with the place")]

mod articles;
mod cost;
mod discrepancies;
mod gold;
mod grouping;
mod loading;
mod news;
mod parallels;
mod quotations;
mod referents;
mod reuse;
mod sentences;
mod statements;
mod words;

use parallax::align::RunOptions;
use std::path::Path;
use std::process::ExitCode;

type Part = fn(&Path) -> std::io::Result<()>;

/// What can be measured; each part has a file of its own.
const PARTS: &[(&str, Part)] = &[
    ("sentences", sentences::run),
    ("statements", statements::run),
    ("parallels", parallels::run),
    ("reuse", |data| reuse::evaluate(&data.join("pan13"), &RunOptions::default()).map(drop)),
    ("quotations", quotations::run),
    ("referents", referents::run),
    ("discrepancies", discrepancies::run),
    ("articles", articles::run),
    ("cost", cost::run),
    ("loading", loading::run),
    ("words", |data| words::evaluate(&data.join("words/mtref-dev.tsv"))),
];

/// What can be written; run only where asked for, without a heading.
const WRITERS: &[(&str, Part)] = &[
    ("table", news::table),
    ("leads", grouping::leads),
    ("pairs", grouping::table),
    ("list", statements::list),
    ("differences", discrepancies::table),
    ("train-words", |data| words::train(&data.join("words/mtref-dev.tsv"))),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((data, wanted)) = arguments.split_first() else {
        let parts: Vec<&str> = PARTS.iter().map(|p| p.0).collect();
        eprintln!("usage: evaluate DATA [PART]...   parts: {}", parts.join(" "));
        return ExitCode::from(2);
    };
    if let [only] = wanted
        && let Some((_, write)) = WRITERS.iter().find(|writer| writer.0 == only)
    {
        return if write(Path::new(data)).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
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
