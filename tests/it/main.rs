//! One test binary.

mod desk;
mod keys;
mod screens;
mod terminal;
mod tidy;
