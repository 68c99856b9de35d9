//! How far long work is, on standard error, where that is a terminal that can write over a line.

use super::flags::is_dumb;
use crate::monitor::Monitor;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Shorter work says nothing: a line that only flashes helps nobody.
const PATIENCE: Duration = Duration::from_millis(600);
/// Between two looks.
const STEP: Duration = Duration::from_millis(150);

/// Does the work and meanwhile tells how far it is.
pub fn told<T>(what: &str, monitor: &Monitor, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() || is_dumb() {
        return work();
    }
    thread::scope(|scope| {
        // Dropped when the work ends, however it ends.
        let (working, done) = mpsc::channel::<()>();
        scope.spawn(move || {
            let mut wait = PATIENCE;
            while done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = STEP;
                say(&format!("{what} {}", percent(monitor.progress())));
            }
            if wait == STEP {
                say("");
            }
        });
        let result = work();
        drop(working);
        result
    })
}

/// Nothing is said of work whose size is not known yet.
fn percent((done, all): (u64, u64)) -> String {
    (100 * done).checked_div(all).map_or_else(|| "…".to_owned(), |percent| format!("{} %", percent.min(100)))
}

/// Writes over the line. A terminal that is gone is not worth failing for.
fn say(line: &str) {
    drop(write!(io::stderr().lock(), "\r{line}\u{1b}[K").and_then(|()| io::stderr().flush()));
}
