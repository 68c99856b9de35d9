//! The commands: what each is told, and what it does.

pub mod cache;
pub mod diff;
pub mod export;
mod folders;
pub mod kernel;
mod patch;
pub mod search;
pub mod similar;
pub mod stories;
mod version;
