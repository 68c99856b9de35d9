//! Measures the engine on development data that lies outside of the project.
//!
//! `cargo run --release --example evaluate -- DATA` where DATA holds `pan13/`.

mod reuse;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let data = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "../shared".into()));
    reuse::evaluate(&data.join("pan13"), &parallax::align::RunOptions::default())?;
    Ok(())
}
