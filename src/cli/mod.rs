//! The outside: arguments, standard streams, files, exit status.

use crate::{compare::compare, monitor::Monitor, source};
use std::{path::PathBuf, process::ExitCode};

/// Runs the program with this process's arguments.
pub fn run() -> ExitCode {
    let paths: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|a| !a.to_string_lossy().starts_with('-')).map(PathBuf::from).collect();
    let paths: Vec<PathBuf> =
        paths.into_iter().filter(|p| p.as_os_str() != "export" && p.as_os_str() != "json").collect();
    let corpus = if paths.is_empty() { source::sample() } else { source::load(&paths).corpus };
    let Ok(comparison) = compare(corpus, &Monitor::default()) else { return ExitCode::FAILURE };
    match crate::export::json::write(&comparison, &mut std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
