//! Planted collections: events, each told by several outlets, with the passages that they share known, since they were put
//! there. Anyone can make the same ones again.
//!
//!     cargo run --release --example planted -- write OUT --events 100 --outlets 5 --words 320
//!     parallax stories -f json OUT > found.json
//!     cargo run --release --example planted -- check OUT.truth.json found.json
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod check;
mod language;
mod plan;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a collection into a folder, and beside it what is true of it
    Write {
        /// The folder
        out: PathBuf,
        #[command(flatten)]
        plan: plan::Plan,
    },
    /// Compare what was found with what is true
    Check {
        /// What is true
        truth: PathBuf,
        /// What `parallax stories -f json` printed
        found: PathBuf,
        /// Print the pairs that were missed and those that are false
        #[arg(long)]
        show: bool,
    },
}

fn main() {
    match Args::parse().command {
        Command::Write { out, plan } => plan.write(&out),
        Command::Check { truth, found, show } => check::check(&truth, &found, show),
    }
}
