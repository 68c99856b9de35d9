//! A comparison to a terminal.
