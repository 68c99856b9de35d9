//! From paths to a corpus.

use super::format::{self, Document, Member};
use super::limits::{MAX_BYTES, MAX_SOURCES};
use super::rejected::{Reason, Rejected};
use super::walk::{natural, walk};
use super::wishes::Wishes;
use super::{Boilerplate, Corpus, Meta, Note, Part, PartKind, Source, SourceId, boilerplate::boilerplate};
use super::{called, clipboard, copies, folder, repeated, told};
use crate::monitor::{Cancelled, Monitor};
use crate::text::{Language, Text, TextRange};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// What standard input is called.
const STANDARD_INPUT_NAME: &str = "standard input";

/// Loads files and folders: sources in the natural order of their paths, whatever the order of the arguments. `-` is standard
/// input, `@list.txt` the paths that a file names, and a name with `*` or `?` that is no file the files that it fits. A file
/// that several paths lead to is loaded once. The monitor counts files.
///
/// # Errors
/// Where the work is cancelled.
pub fn load(paths: &[PathBuf], wishes: &Wishes, monitor: &Monitor) -> Result<Corpus, Cancelled> {
    load_some((paths, paths), &|_| true, wishes, monitor)
}

/// Loads those texts of files and folders whose paths are wanted. The second paths are those that were named in the first
/// place: what their folders say of the texts holds.
///
/// # Errors
/// Where the work is cancelled.
pub fn load_some(
    (paths, named): (&[PathBuf], &[PathBuf]),
    wanted: &dyn Fn(&str) -> bool,
    wishes: &Wishes,
    monitor: &Monitor,
) -> Result<Corpus, Cancelled> {
    let (input, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path.as_os_str() == STANDARD_INPUT);
    let mut found = walk(&paths, wishes);
    found.files.splice(0..0, input.into_iter().take(1));
    monitor.expect(found.files.len() as u64);
    let read = found.files.into_par_iter().map(|path| {
        let parts = sources(&path, wishes);
        monitor.advance(1).map(|()| (parts, path))
    });
    let mut read = read.collect::<Result<Vec<_>, Cancelled>>()?;
    if wishes.clipboard {
        read.insert(0, (clipboard::read().map(|bytes| made(bytes, clipboard::NAME, wishes)), clipboard::NAME.into()));
    }
    let mut corpus = Corpus { rejected: found.rejected, ..Corpus::default() };
    for (parts, path) in read {
        let path = if path.as_os_str() == STANDARD_INPUT { STANDARD_INPUT_NAME.into() } else { path };
        for (place, source) in parts.unwrap_or_else(|reason| vec![(String::new(), Err(reason))]) {
            let path = || part_of(&path, &place).into();
            match source {
                Ok(_) if corpus.sources.len() == MAX_SOURCES => {
                    corpus.rejected.push(Rejected { path: path(), reason: Reason::TooMany });
                    break;
                }
                Ok(source) if wanted(&source.meta.path) => corpus.sources.push(source),
                Ok(_) => {}
                Err(reason) => corpus.rejected.push(Rejected { path: path(), reason }),
            }
        }
    }
    for (source, number) in corpus.sources.iter_mut().zip(0..) {
        source.id = SourceId(number);
    }
    name_barren_folders(&paths, &mut corpus);
    folder::tell(named, &mut corpus);
    repeated::mark(&mut corpus.sources);
    copies::mark(&mut corpus.sources);
    called::call(&mut corpus.sources);
    corpus.rejected.sort_by(|a, b| natural(&a.path, &b.path));
    corpus.rejected.dedup();
    Ok(corpus)
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
        let document = format::read_plain(text.to_owned());
        Source { id: SourceId(number), ..source(document, format!("sample/{name}")) }
    });
    let mut corpus = Corpus { sources: sources.collect(), ..Corpus::default() };
    called::call(&mut corpus.sources);
    corpus
}

/// The sources of a file with their places in it.
type Sources = Vec<(String, Result<Source, Reason>)>;

/// Reads a file, or standard input. The numbers of its sources are given later.
fn sources(path: &Path, wishes: &Wishes) -> Result<Sources, Reason> {
    let name = if path.as_os_str() == STANDARD_INPUT { STANDARD_INPUT_NAME.into() } else { path.to_string_lossy() };
    Ok(made(bytes(path)?, &name, wishes))
}

fn made(bytes: Vec<u8>, path: &str, wishes: &Wishes) -> Sources {
    let parts = format::read_all(bytes, Path::new(path), wishes);
    // A collection is one file with the work of many.
    let made = parts.into_par_iter().map(|Member { place, result }| {
        let source = result.map(|document| {
            let mut source = source(document, part_of(Path::new(path), &place));
            source.meta.file = (!place.is_empty()).then(|| path.to_owned());
            source
        });
        (place, source)
    });
    made.collect()
}

/// The documents of a file with their paths: their texts and what is said of them, without the reading that comparing needs.
pub fn documents(bytes: Vec<u8>, path: &Path, wishes: &Wishes) -> Vec<(String, Result<Document, Reason>)> {
    let parts = format::read_all(bytes, path, wishes).into_iter();
    parts.map(|Member { place, result }| (part_of(path, &place), result)).collect()
}

/// The path of a part of a file: entries of archives stand below it, all else behind a sign.
fn part_of(path: &Path, place: &str) -> String {
    let path = path.to_string_lossy();
    let numbered = place.chars().all(|c| c.is_ascii_digit());
    let by_lines = |ending: &&str| path.strip_suffix(".gz").unwrap_or(&path).ends_with(ending);
    match place {
        "" => path.into_owned(),
        line if numbered && [".jsonl", ".ndjson", ".csv", ".tsv"].iter().any(by_lines) => {
            format!("{path}:{line}")
        }
        name if numbered || name.contains("://") || !name.contains(['.', '/']) => format!("{path}#{name}"),
        name => format!("{path}/{name}"),
    }
}

/// The bytes of a file or a named pipe, or of standard input for `-`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Reason> {
    if path.as_os_str() == STANDARD_INPUT {
        return bounded(io::stdin().lock());
    }
    let known = fs::metadata(path)?;
    if known.is_dir() {
        return Err(Reason::Folder);
    }
    if !known.is_file() {
        return piped(path);
    }
    if known.len() > MAX_BYTES {
        return Err(Reason::TooLarge);
    }
    bounded(File::open(path)?)
}

/// The bytes of a pipe or device. It can be read once, and whoever asks again waits for ever: what it gave is kept.
fn piped(path: &Path) -> Result<Vec<u8>, Reason> {
    static READ: Mutex<BTreeMap<PathBuf, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = read.get(path) {
        return Ok(bytes.clone());
    }
    let bytes = bounded(File::open(path)?)?;
    read.insert(path.to_owned(), bytes.clone());
    Ok(bytes)
}

/// Reads to the end, if that comes before the bound.
pub fn bounded(from: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge) } else { Ok(bytes) }
}

fn source(document: Document, path: String) -> Source {
    let Document { text, meta, language, asides, parts, made } = document;
    let detected = Language::detect(&text);
    let language = if detected == Language::Unknown { language } else { Some(detected) };
    let (text, notes) = with_notes(text, &parts);
    let text = Text::new(text, language);
    let notes: Vec<Note> = notes
        .into_iter()
        .map(|(start, end, at)| Note { range: TextRange::new(text.content(), start, end), at })
        .collect();
    let mut boilerplate = boilerplate(&text, meta.title.as_deref());
    // What is known of a paragraph by its format says more than a line in it.
    boilerplate.retain(|part| !asides.iter().any(|aside| aside.range.contains(part.range)));
    let known = |aside: &Boilerplate| {
        let next = boilerplate.partition_point(|part| part.range.end() <= aside.range.start());
        boilerplate.get(next).is_some_and(|part| part.range.overlaps(aside.range))
    };
    let fresh: Vec<_> = asides.into_iter().filter(|aside| !known(aside)).collect();
    boilerplate.extend(fresh);
    boilerplate.retain(|part| !notes.iter().any(|note| note.range.overlaps(part.range)));
    boilerplate.sort_by_key(|part| part.range);
    let meta = Meta { path, ..meta };
    let mut source = Source { parts, notes, ..Source::new(SourceId(0), meta, text, boilerplate) };
    told::fill_in(&mut source, made);
    source
}

/// Puts the notes of a document behind its text, a paragraph each, with numbers; where each begins and ends, and where it hangs.
fn with_notes(mut text: String, parts: &[Part]) -> (String, Vec<(usize, usize, Option<usize>)>) {
    let notes = parts.iter().filter(|part| part.kind == PartKind::Note);
    let mut found = Vec::new();
    for (number, note) in (1..).zip(notes) {
        text.truncate(text.trim_end().len());
        text += "\n\n";
        let start = text.len();
        text += &format!("[{number}] {}", note.text);
        found.push((start, text.len(), note.at));
    }
    (text, found)
}

/// Adds the folders among the arguments from which nothing came.
fn name_barren_folders(paths: &[PathBuf], corpus: &mut Corpus) {
    let true_path = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let holds = |folder: &Path| {
        let place = |source: &Source| PathBuf::from(source.meta.file());
        corpus.sources.iter().any(|source| place(source).starts_with(folder))
            || corpus.sources.iter().any(|source| true_path(&place(source)).starts_with(true_path(folder)))
    };
    let barren = paths.iter().filter(|path| path.is_dir() && !holds(path));
    let barren: Vec<_> = barren.map(|path| Rejected { path: path.clone(), reason: Reason::NoTexts }).collect();
    corpus.rejected.extend(barren);
}
