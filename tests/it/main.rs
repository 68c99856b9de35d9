//! One test binary.

mod align;
mod collation;
mod commands;
mod desk;
mod discrepancies;
mod exports;
mod hostile;
mod keys;
mod load;
mod notes;
mod screens;
mod terminal;
mod tidy;
