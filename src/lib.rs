//! parallax reads several accounts of the same thing side by side.
//!
//! Imports point one way only: `monitor -> text -> source -> align -> compare -> view -> { export, tui } -> cli`.

pub mod align;
pub mod cli;
pub mod compare;
pub mod export;
pub mod monitor;
pub mod source;
pub mod text;
pub mod tui;
pub mod view;
