//! From paths to a corpus.

use super::format::{self, Document};
use super::rejected::{MAX_BYTES, MAX_SOURCES, Reason, Rejected};
use super::walk::{natural, walk};
use super::{Boilerplate, Corpus, Meta, Source, SourceId, boilerplate::boilerplate};
use crate::text::{Language, Text};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What was loaded, and what was not.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sources, sorted by path, whatever the order of the arguments.
    pub corpus: Corpus,
    /// What could not be read, sorted by path.
    pub rejected: Vec<Rejected>,
}

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// What standard input is called.
const STANDARD_INPUT_NAME: &str = "standard input";

/// Loads files and folders; `-` is standard input. A file that several paths lead to is loaded once.
pub fn load(paths: &[PathBuf]) -> Loaded {
    let (input, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path.as_os_str() == STANDARD_INPUT);
    let mut found = walk(&paths);
    found.files.splice(0..0, input.into_iter().take(1));
    let read: Vec<_> = found.files.into_par_iter().map(|path| (read(&path), path)).collect();
    let mut loaded = Loaded { rejected: found.rejected, ..Loaded::default() };
    for (result, path) in read {
        match result {
            Ok(_) if loaded.corpus.sources.len() == MAX_SOURCES => {
                loaded.rejected.push(Rejected { path, reason: Reason::TooMany });
            }
            Ok(source) => loaded.corpus.sources.push(source),
            Err(reason) => {
                let path = if path.as_os_str() == STANDARD_INPUT { STANDARD_INPUT_NAME.into() } else { path };
                loaded.rejected.push(Rejected { path, reason });
            }
        }
    }
    for (source, number) in loaded.corpus.sources.iter_mut().zip(0..) {
        source.id = SourceId(number);
    }
    name_barren_folders(&paths, &mut loaded);
    loaded.rejected.sort_by(|a, b| natural(&a.path, &b.path));
    loaded.rejected.dedup();
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
    let sources = articles.into_iter().zip(0..).map(|((name, text), number)| {
        let document = super::plain::read(text.to_owned());
        Source { id: SourceId(number), ..source(document, format!("sample/{name}")) }
    });
    Corpus { sources: sources.collect() }
}

/// Reads a file, or standard input. Its number is given later.
fn read(path: &Path) -> Result<Source, Reason> {
    let bytes = bytes(path)?;
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(source(format::read(bytes, Path::new(""))?, STANDARD_INPUT_NAME.to_owned()));
    }
    Ok(source(format::read(bytes, path)?, path.to_string_lossy().into_owned()))
}

/// The bytes of a file, or of standard input for `-`. What is no ordinary file is not even opened.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Reason> {
    if path.as_os_str() == STANDARD_INPUT {
        return bounded(io::stdin().lock());
    }
    let known = fs::metadata(path)?;
    if !known.is_file() {
        return Err(Reason::Special);
    }
    if known.len() > MAX_BYTES {
        return Err(Reason::TooLarge);
    }
    bounded(File::open(path)?)
}

fn bounded(from: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge) } else { Ok(bytes) }
}

fn source(document: Document, path: String) -> Source {
    let Document { text, meta, language, asides } = document;
    let detected = Language::detect(&text);
    let language = if detected == Language::Unknown { language } else { Some(detected) };
    let text = Text::new(text, language);
    let mut boilerplate = boilerplate(&text, meta.title.as_deref());
    let known = |aside: &Boilerplate| {
        let next = boilerplate.partition_point(|part| part.range.end() <= aside.range.start());
        boilerplate.get(next).is_some_and(|part| part.range.overlaps(aside.range))
    };
    let fresh: Vec<_> = asides.into_iter().filter(|aside| !known(aside)).collect();
    boilerplate.extend(fresh);
    boilerplate.sort_by_key(|part| part.range);
    Source { id: SourceId(0), meta: Meta { path, ..meta }, text, boilerplate }
}

/// Adds the folders among the arguments from which nothing came.
fn name_barren_folders(paths: &[PathBuf], loaded: &mut Loaded) {
    let sources = &loaded.corpus.sources;
    let true_path = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let holds = |folder: &Path| {
        let place = |source: &Source| PathBuf::from(&source.meta.path);
        sources.iter().any(|source| place(source).starts_with(folder))
            || sources.iter().any(|source| true_path(&place(source)).starts_with(true_path(folder)))
    };
    let barren = paths.iter().filter(|path| path.is_dir() && !holds(path));
    let barren: Vec<_> = barren.map(|path| Rejected { path: path.clone(), reason: Reason::NoTexts }).collect();
    loaded.rejected.extend(barren);
}
