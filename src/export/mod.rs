//! A comparison to a file format.

pub mod json;
