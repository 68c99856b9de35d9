//! Comparisons, kept so that the same sources are compared once: a file for each, named by the program that made it and by all
//! that it was made of.
//!
//! What is damaged is as if it were not there; what cannot be kept is made again.

use super::file;
use crate::align::{Alignment, Passage};
use crate::compare::{Collation, Comparison, Discrepancy, Remarks};
use crate::meaning::Meanings;
use crate::source::{Corpus, Source};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What every file begins with.
const MAGIC: &[u8] = b"parallax comparison 2\n";

/// A longer one is not kept: reading it again would take as long as a part of the work.
const LONGEST: usize = 20_000_000;

/// What was found of some sources: alignment, collations, discrepancies, doubtful ones, what stands in one source only.
type Found = (Alignment, Vec<Collation>, Vec<Vec<Discrepancy>>, Vec<Vec<Discrepancy>>, Vec<Passage>);

/// The comparison of a corpus that a program has kept in a folder. What tells the program from others tells it from one that was
/// built at another time, too: that may find something else.
pub fn kept(corpus: &Corpus, meanings: &Meanings, (folder, program): (&Path, &str)) -> Option<Comparison> {
    let bytes = fs::read(place(corpus, (folder, program))?).ok()?;
    let found: Found = postcard::from_bytes(file::sound(bytes.strip_prefix(MAGIC)?)?).ok()?;
    let (alignment, collations, discrepancies, doubtful, only_here) = found;
    let (corpus, meanings, remarks) = (corpus.clone(), meanings.clone(), Remarks::default());
    Some(Comparison { corpus, meanings, alignment, collations, discrepancies, doubtful, only_here, remarks })
}

/// Keeps what the engine found of a corpus; very much is not kept.
///
/// # Errors
/// Where the file cannot be written.
pub fn keep(made: &Comparison, (folder, program): (&Path, &str)) -> io::Result<()> {
    let found = (&made.alignment, &made.collations, &made.discrepancies, &made.doubtful, &made.only_here);
    let (Some(place), Ok(bytes)) = (place(&made.corpus, (folder, program)), postcard::to_stdvec(&found)) else {
        return Ok(());
    };
    if bytes.len() <= LONGEST {
        file::replace(&place, MAGIC, &bytes)?;
        file::thin_out(folder, file::MOST);
    }
    Ok(())
}

/// Where the comparison of a corpus is kept: it is made of all that is known of its sources by a program.
fn place(corpus: &Corpus, (folder, program): (&Path, &str)) -> Option<PathBuf> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(program.as_bytes());
    for Source { id, meta, text, boilerplate, parts, notes, copy, .. } in &corpus.sources {
        let known = format!("{:?}", (id, meta, text.language(), boilerplate, parts, notes, copy));
        for part in [known.as_str(), text.content()] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
    }
    let hash = hasher.finalize().to_hex();
    Some(folder.join(format!("{}{}", hash.get(..32)?, file::COMPARISONS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::monitor::Monitor;
    use crate::source::sample;

    const PROGRAM: &str = "of this test";

    fn made(corpus: Corpus) -> Comparison {
        compare(corpus, &Monitor::default()).expect("nobody cancels")
    }

    fn found(comparison: &Comparison) -> impl PartialEq + std::fmt::Debug {
        let Comparison { alignment, collations, discrepancies, doubtful, only_here, .. } = comparison.clone();
        (alignment, collations, discrepancies, doubtful, only_here)
    }

    #[test]
    fn a_comparison_is_kept_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = made(sample());
        assert!(kept(&made.corpus, &made.meanings, (folder.path(), PROGRAM)).is_none());
        keep(&made, (folder.path(), PROGRAM)).expect("written");
        let again = kept(&made.corpus, &made.meanings, (folder.path(), PROGRAM)).expect("kept");
        assert_eq!(found(&again), found(&made));
    }

    #[test]
    fn another_comparison_is_none_of_the_kept_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let texts = ["It rains. Nobody minds.", "It rains again."];
        let made = made(Corpus::of_texts(texts, None));
        keep(&made, (folder.path(), PROGRAM)).expect("written");
        let is_kept = |corpus: &Corpus| kept(corpus, &made.meanings, (folder.path(), PROGRAM)).is_some();
        assert!(is_kept(&made.corpus));
        let mut titled = made.corpus.clone();
        titled.sources[1].meta.title = Some("Rain".to_owned());
        let mut copied = made.corpus.clone();
        copied.sources[0].copy = Some(crate::source::Copy::Same(crate::source::SourceId(1)));
        let turned = Corpus::of_texts(texts.iter().rev().copied(), None);
        let shorter = Corpus::of_texts(texts.iter().take(1).copied(), None);
        for other in [titled, copied, turned, shorter] {
            assert!(!is_kept(&other));
        }
        assert!(kept(&made.corpus, &made.meanings, (folder.path(), "of another")).is_none());
    }

    #[test]
    fn what_is_damaged_is_as_if_it_were_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = made(Corpus::of_texts(["It rains. Nobody minds.", "It rains again."], None));
        keep(&made, (folder.path(), PROGRAM)).expect("written");
        let place = place(&made.corpus, (folder.path(), PROGRAM)).expect("a place");
        let whole = fs::read(&place).expect("readable");
        let is_kept = || kept(&made.corpus, &made.meanings, (folder.path(), PROGRAM)).is_some();
        for at in [0, MAGIC.len(), whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&place, damaged).expect("written");
            assert!(!is_kept(), "{at}");
        }
        fs::write(&place, &whole[..whole.len() / 2]).expect("written");
        assert!(!is_kept());
        fs::write(&place, &whole).expect("written");
        assert!(is_kept());
    }
}
