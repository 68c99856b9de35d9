//! The sources that the arguments name, and whether they can be compared.

use super::exit::{Failure, tell};
use super::flags::Common;
use super::home;
use super::meanings::compare;
use super::notes::Shelf;
use super::progress::told;
use crate::compare::Comparison;
use crate::meaning;
use crate::monitor::{Cancelled, Monitor};
use crate::source::{self, Corpus, Rejected, Wishes};
use std::path::PathBuf;

/// Reads and compares, and names what could not be read.
pub fn compared(paths: &[PathBuf], common: &Common) -> Result<Comparison, Failure> {
    let cancelled = |_| Failure::Nothing("the work was cancelled".into());
    let monitor = Monitor::default();
    let corpus = told("reading", &monitor, || load(paths, &common.loading.wishes(), &monitor)).map_err(cancelled)?;
    name_rejected(&corpus.rejected);
    fit(&corpus, common)?;
    tell_long(&corpus);
    let monitor = Monitor::default();
    let compared =
        told("comparing", &monitor, || compare(corpus, home::kept(common).as_deref(), &monitor)).map_err(cancelled)?;
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
pub fn load(paths: &[PathBuf], wishes: &Wishes, monitor: &Monitor) -> Result<Corpus, Cancelled> {
    if paths.is_empty() && !wishes.clipboard { Ok(source::sample()) } else { source::load(paths, wishes, monitor) }
}

/// Says on standard error where the sources are too long for what their words mean to be looked at.
fn tell_long(corpus: &Corpus) {
    if let Some(said) = meaning::by_words_alone(corpus) {
        tell(&said);
    }
}

/// Says on standard error what could not be read.
pub fn name_rejected(rejected: &[Rejected]) {
    for Rejected { path, reason } in rejected {
        tell(&format!("{}: {reason}", path.display()));
    }
}

/// Whether what was loaded can be compared and is what was wanted.
pub fn fit(corpus: &Corpus, common: &Common) -> Result<(), Failure> {
    let Corpus { sources, rejected } = corpus;
    let skipped = rejected.iter().filter(|rejected| !rejected.reason.is_planned()).count();
    match sources.as_slice() {
        [] => Err(Failure::Nothing("there is nothing to compare; name two or more texts, or a folder of them".into())),
        [only] => Err(Failure::Nothing(format!("{} is the only source; comparing needs another one", only.meta.path))),
        _ if skipped > 0 && common.strict => Err(Failure::Strict(skipped)),
        _ => Ok(()),
    }
}
