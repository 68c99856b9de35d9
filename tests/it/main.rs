//! One test binary.

mod commands;
mod desk;
mod exports;
mod keys;
mod load;
mod screens;
mod terminal;
mod tidy;
