//! One test binary.

mod desk;
mod keys;
mod load;
mod screens;
mod terminal;
mod tidy;
