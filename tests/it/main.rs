//! One test binary.

mod align;
mod browser;
mod collation;
mod commands;
mod dependencies;
mod desk;
mod discrepancies;
mod exports;
mod fixtures;
mod hostile;
mod index;
mod intake;
mod keys;
mod load;
mod notes;
mod properties;
mod scope;
mod screens;
mod stories;
mod tei;
mod terminal;
mod tidy;
mod validators;
