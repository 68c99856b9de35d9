//! The documents that the arguments name, as a collection.

use super::exit::{Failure, tell};
use super::flags::Common;
use super::home;
use super::progress::told;
use super::sources::name_rejected;
use crate::collection::Encoding;
use crate::index::{Index, index};
use crate::monitor::Monitor;
use std::path::PathBuf;

/// Reads what changed, and names what could not be read.
pub fn collected(paths: &[PathBuf], encoding: Encoding, common: &Common) -> Result<Index, Failure> {
    let monitor = Monitor::default();
    let kept = home::kept(common);
    let wishes = common.loading.wishes();
    let index = told("reading", &monitor, || index(paths, (&wishes, encoding), kept.as_deref(), &monitor));
    let index = index.map_err(|_| Failure::Nothing("the work was cancelled".into()))?;
    index.troubles.iter().for_each(|trouble| tell(trouble));
    name_rejected(&index.rejected);
    let skipped = index.rejected.iter().filter(|rejected| !rejected.reason.is_planned()).count();
    if index.collection.documents.is_empty() {
        return Err(Failure::Nothing("there are no documents; name a folder that holds some".into()));
    }
    if common.strict && skipped > 0 {
        return Err(Failure::Strict(skipped));
    }
    Ok(index)
}
