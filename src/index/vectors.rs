//! The vectors of texts, kept so that a text is encoded once: a file for each, named by all that its vectors are made of.
//!
//! What is damaged is as if it were not there; what cannot be kept is made again.

use super::file;
use crate::meaning::{Encoder, Meanings, Vectors};
use crate::source::Corpus;
use crate::text::Text;
use std::fs;
use std::path::{Path, PathBuf};

/// What every file begins with.
const MAGIC: &[u8] = b"parallax vectors 1\n";

/// The vectors of the texts of a corpus that are kept in a folder.
pub fn kept(corpus: &Corpus, folder: &Path) -> Vec<Option<Vectors>> {
    corpus.sources.iter().map(|source| read(&source.text, folder)).collect()
}

/// Keeps the vectors of the texts for which none were kept.
///
/// # Errors
/// Where a file cannot be written.
pub fn keep(corpus: &Corpus, made: &Meanings, was_kept: &[bool], folder: &Path) -> std::io::Result<()> {
    let new = corpus.sources.iter().zip(was_kept).filter(|(_, was_kept)| !**was_kept);
    for (source, _) in new {
        file::replace(&place(&source.text, folder), MAGIC, &made.of(source.id).to_bytes())?;
    }
    if was_kept.contains(&false) {
        file::thin_out(folder, file::MOST);
    }
    Ok(())
}

fn read(text: &Text, folder: &Path) -> Option<Vectors> {
    let bytes = fs::read(place(text, folder)).ok()?;
    Vectors::from_bytes(file::sound(bytes.strip_prefix(MAGIC)?)?, text)
}

/// Where the vectors of a text are kept: they are made of its words and of its sentences by an encoder.
fn place(text: &Text, folder: &Path) -> PathBuf {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&Encoder::version()).update(text.content().as_bytes());
    for sentence in text.sentences() {
        let [start, end] = [sentence.range.start(), sentence.range.end()].map(|at| (at as u64).to_le_bytes());
        hasher.update(&start).update(&end).update(&sentence.paragraph.to_le_bytes());
    }
    let hash = hasher.finalize().to_hex();
    folder.join(format!("{}{}", hash.get(..32).unwrap_or_default(), file::VECTORS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::meanings;
    use crate::monitor::Monitor;
    use std::time::{Duration, SystemTime};

    fn made(corpus: &Corpus) -> Meanings {
        meanings(corpus, Vec::new(), &Monitor::default()).expect("nobody cancels")
    }

    #[test]
    fn vectors_are_kept_as_they_are_and_by_what_they_are_made_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let corpus = Corpus::of_texts(["It rains. Nobody minds.", "", "It rained."], None);
        let made = made(&corpus);
        assert_eq!(kept(&corpus, folder.path()), [None, None, None]);
        keep(&corpus, &made, &[false, false, true], folder.path()).expect("written");
        let found = kept(&corpus, folder.path());
        assert_eq!(found[2], None);
        assert!((0..2).all(|at| found[at].as_ref() == Some(made.of(corpus.sources[at].id))));
        let other = Corpus::of_texts(["It rains! Nobody minds."], None);
        assert_eq!(kept(&other, folder.path()), [None]);
    }

    #[test]
    fn what_is_damaged_is_as_if_it_were_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let corpus = Corpus::of_texts(["It rains."], None);
        keep(&corpus, &made(&corpus), &[false], folder.path()).expect("written");
        let place = place(&corpus.sources[0].text, folder.path());
        let whole = fs::read(&place).expect("readable");
        for at in [0, MAGIC.len(), whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&place, damaged).expect("written");
            assert_eq!(kept(&corpus, folder.path()), [None]);
        }
        fs::write(&place, &whole[..whole.len() / 2]).expect("written");
        assert_eq!(kept(&corpus, folder.path()), [None]);
    }

    #[test]
    fn the_oldest_go() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..8u64 {
            let path = folder.path().join(format!("{number}{}", file::VECTORS));
            fs::write(&path, [0; 100]).expect("written");
            let file = fs::File::options().write(true).open(path).expect("there");
            file.set_modified(SystemTime::now() - Duration::from_secs(1000 - number)).expect("a time");
        }
        file::thin_out(folder.path(), 800);
        assert_eq!(file::size(folder.path()).texts, 8);
        file::thin_out(folder.path(), 700);
        assert_eq!(file::size(folder.path()), file::Size { texts: 5, bytes: 500, ..file::Size::default() });
        assert!(!folder.path().join("2.vectors").exists() && folder.path().join("3.vectors").exists());
        file::clear(folder.path()).expect("cleared");
        assert_eq!(file::size(folder.path()), file::Size::default());
    }
}
