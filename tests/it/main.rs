//! One test binary.

mod align;
mod apart;
mod browser;
mod collation;
mod commands;
mod dependencies;
mod desk;
mod discrepancies;
mod exports;
mod fixtures;
mod grouping;
mod hostile;
mod index;
mod intake;
mod keys;
mod load;
mod notes;
mod properties;
mod scope;
mod screens;
mod spark;
mod stories;
mod synopsis;
mod tei;
mod terminal;
mod tidy;
mod validators;
mod work;

#[allow(dead_code, clippy::unwrap_used, reason = "a tool for developers")]
#[path = "../planted/language.rs"]
mod language;
#[allow(dead_code, clippy::unwrap_used, reason = "a tool for developers")]
#[path = "../planted/plan.rs"]
mod plan;
