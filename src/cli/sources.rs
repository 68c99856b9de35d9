//! The sources that the arguments name, and whether they can be compared.

use super::args::Common;
use super::exit::{Failure, tell};
use super::notes::Shelf;
use super::progress::told;
use crate::compare::{Comparison, compare};
use crate::monitor::Monitor;
use crate::source::{self, Corpus, Loaded, Rejected};
use std::path::PathBuf;

/// Reads and compares, and names what could not be read.
pub fn compared(paths: &[PathBuf], common: Common) -> Result<Comparison, Failure> {
    let loaded = told("reading", &Monitor::default(), || load(paths));
    name_rejected(&loaded.rejected);
    fit(&loaded, common)?;
    let monitor = Monitor::default();
    let compared = told("comparing", &monitor, || compare(loaded.corpus, &monitor));
    let compared = compared.map_err(|_| Failure::Nothing("the work was cancelled".into()))?;
    Ok(annotated(compared, paths))
}

/// With what a reader wrote down about these sources.
fn annotated(compared: Comparison, paths: &[PathBuf]) -> Comparison {
    match Shelf::of(paths).read() {
        Ok(notebook) if notebook.is_empty() => compared,
        Ok(notebook) => notebook.apply(&compared).comparison,
        Err(reason) => {
            tell(&format!("the notes are left out: {reason}"));
            compared
        }
    }
}

/// The sources of the paths; of none, the sample.
pub fn load(paths: &[PathBuf]) -> Loaded {
    if paths.is_empty() { Loaded { corpus: source::sample(), rejected: Vec::new() } } else { source::load(paths) }
}

/// Says on standard error what could not be read.
pub fn name_rejected(rejected: &[Rejected]) {
    for Rejected { path, reason } in rejected {
        tell(&format!("{}: {reason}", path.display()));
    }
}

/// Whether what was loaded can be compared and is what was wanted.
pub fn fit(loaded: &Loaded, common: Common) -> Result<(), Failure> {
    let Loaded { corpus: Corpus { sources }, rejected } = loaded;
    let skipped = rejected.iter().filter(|rejected| !rejected.reason.is_planned()).count();
    match sources.as_slice() {
        [] => Err(Failure::Nothing("there is nothing to compare; name two or more texts, or a folder of them".into())),
        [only] => Err(Failure::Nothing(format!("{} is the only source; comparing needs another one", only.meta.path))),
        _ if skipped > 0 && common.strict => Err(Failure::Strict(skipped)),
        _ => Ok(()),
    }
}
