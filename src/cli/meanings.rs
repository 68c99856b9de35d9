//! What the sources mean and how they compare: what is kept of it, and the rest made and kept.

use super::home;
use crate::compare::{Comparison, compare_with};
use crate::index::{comparisons, vectors};
use crate::meaning::{self, Meanings};
use crate::monitor::{Cancelled, Monitor};
use crate::source::Corpus;
use std::path::Path;

/// Compares all sources of a corpus; what their words mean and what was found is kept in `folder`, if in any. What cannot be
/// kept is made again the next time, and nobody needs to be told.
///
/// # Errors
/// Where the work was cancelled.
pub fn compare(corpus: Corpus, folder: Option<&Path>, monitor: &Monitor) -> Result<Comparison, Cancelled> {
    let meanings = meanings(&corpus, folder, monitor)?;
    let (Some(folder), Some(program)) = (folder, home::program()) else {
        return compare_with(corpus, &meanings, monitor);
    };
    if let Some(kept) = comparisons::kept(&corpus, &meanings, (folder, &program)) {
        return Ok(kept);
    }
    let made = compare_with(corpus, &meanings, monitor)?;
    drop(comparisons::keep(&made, (folder, &program)));
    Ok(made)
}

/// What the words of all sources mean. Vectors are kept in `folder`, if in any.
///
/// # Errors
/// Where the work was cancelled.
fn meanings(corpus: &Corpus, folder: Option<&Path>, monitor: &Monitor) -> Result<Meanings, Cancelled> {
    let Some(folder) = folder.filter(|_| meaning::is_encoded(corpus)) else {
        return meaning::meanings(corpus, Vec::new(), monitor);
    };
    let kept = vectors::kept(corpus, folder);
    let was_kept: Vec<bool> = kept.iter().map(Option::is_some).collect();
    let found = meaning::meanings(corpus, kept, monitor)?;
    drop(vectors::keep(corpus, &found, &was_kept, folder));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index;

    #[test]
    fn a_text_is_encoded_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let encoded = |texts: &[&str], folder: Option<&Path>| {
            let corpus = Corpus::of_texts(texts.iter().copied(), None);
            meanings(&corpus, folder, &Monitor::default()).expect("nobody cancels")
        };
        let kept = || index::size(folder.path()).texts;
        let first = encoded(&["It rains.", "Nobody minds."], Some(folder.path()));
        assert_eq!(kept(), 2);
        assert_eq!(encoded(&["It rains.", "Nobody minds."], Some(folder.path())), first);
        assert_eq!(encoded(&["It rains.", "Nobody minds."], None), first);
        encoded(&["It rains.", "It snows."], Some(folder.path()));
        assert_eq!(kept(), 3);
        let nowhere = folder.path().join("file");
        std::fs::write(&nowhere, "no folder").expect("written");
        assert_eq!(encoded(&["It rains.", "Nobody minds."], Some(&nowhere)), first);
    }
}
