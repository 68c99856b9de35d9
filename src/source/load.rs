//! From paths to a corpus.

use super::{Corpus, Meta, Source, SourceId, boilerplate::boilerplate};
use crate::text::Text;
use std::path::PathBuf;

/// What was loaded, and what was not.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sources, sorted by path, whatever the order of the arguments.
    pub corpus: Corpus,
    /// What could not be read, sorted by path.
    pub rejected: Vec<Rejected>,
}

/// Something that could not be read: a result, not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// What it was.
    pub path: PathBuf,
    /// Why not, and what to do.
    pub reason: String,
}

/// Loads files and folders.
pub fn load(paths: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::default();
    let mut files = Vec::new();
    for path in paths {
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => loaded.rejected.push(Rejected { path: path.clone(), reason: error.to_string() }),
            }
        }
    }
    files.sort();
    files.dedup();
    let mut read = Vec::new();
    for path in files {
        match std::fs::read_to_string(&path) {
            Ok(content) => read.push((path.to_string_lossy().into_owned(), content)),
            Err(error) => loaded.rejected.push(Rejected { path, reason: error.to_string() }),
        }
    }
    loaded.corpus = corpus(read);
    loaded
}

/// The five articles that come with the program.
pub fn sample() -> Corpus {
    let articles = [
        ("000_9dc82dddafaf18d2.txt", include_str!("../../assets/articles/000_9dc82dddafaf18d2.txt")),
        ("001_3c4aee98c01e8e85.txt", include_str!("../../assets/articles/001_3c4aee98c01e8e85.txt")),
        ("002_dbbee97c63df1d8c.txt", include_str!("../../assets/articles/002_dbbee97c63df1d8c.txt")),
        ("003_59fb5f6426b5d557.txt", include_str!("../../assets/articles/003_59fb5f6426b5d557.txt")),
        ("004_edf9aed565752e81.txt", include_str!("../../assets/articles/004_edf9aed565752e81.txt")),
    ];
    corpus(articles.map(|(name, text)| (format!("sample/{name}"), text.to_owned())).into())
}

fn corpus(read: Vec<(String, String)>) -> Corpus {
    let sources = read.into_iter().zip(0u16..).map(|((path, content), number)| {
        let text = Text::new(content, None);
        let meta = Meta { path, ..Meta::default() };
        let boilerplate = boilerplate(&text, meta.title.as_deref());
        Source { id: SourceId(number), meta, text, boilerplate }
    });
    Corpus { sources: sources.collect() }
}
