//! What a folder says of its sources: the tables `[source."NAME"]` in its `parallax.toml`.

use super::date;
use super::rejected::{Reason, Rejected};
use super::walk::NOTEBOOK;
use super::{Corpus, Meta, Source};
use crate::text::{Language, Text};
use globset::Glob;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Sets what the folders of the sources say of them. A name may have stars; the most exact one wins. A folder's word holds
/// below it, too, as far as the folders that were named.
pub fn tell(paths: &[PathBuf], corpus: &mut Corpus) {
    let files = corpus.sources.iter().map(|source| PathBuf::from(source.meta.file()));
    let folders: BTreeSet<PathBuf> = files.flat_map(|file| above(&file, paths)).collect();
    let mut known = BTreeMap::new();
    for folder in folders {
        let file = folder.join(NOTEBOOK);
        match read(&file) {
            Ok(entries) => drop(known.insert(folder, entries)),
            Err(reason) => corpus.rejected.push(Rejected { path: file, reason }),
        }
    }
    known.retain(|_, entries: &mut Vec<_>| !entries.is_empty());
    for source in corpus.sources.iter_mut().filter(|_| !known.is_empty()) {
        // From the outermost folder inwards.
        let mut folders = above(Path::new(source.meta.file()), paths);
        folders.sort();
        for (folder, entries) in folders.iter().filter_map(|folder| Some((folder, known.get(folder)?))) {
            let inside =
                Path::new(&source.meta.path).strip_prefix(folder).unwrap_or(Path::new(&source.meta.path)).to_owned();
            for (name, table) in entries {
                if fits(name, &inside) {
                    set(source, table);
                }
            }
        }
    }
}

/// The folder of a file, and those above it that stand in a folder that was named.
fn above(file: &Path, paths: &[PathBuf]) -> Vec<PathBuf> {
    let Some(own) = file.parent() else { return Vec::new() };
    let named = |folder: &&Path| *folder == own || paths.iter().any(|path| folder.starts_with(path));
    file.ancestors().skip(1).filter(named).map(Path::to_owned).collect()
}

/// The tables of a file by the names they are for, the most general first. A file that is not there says nothing; what else
/// may be in it is for others to read.
fn read(file: &Path) -> Result<Vec<(String, Table)>, Reason> {
    let Ok(text) = fs::read_to_string(file) else { return Ok(Vec::new()) };
    let Ok(table) = text.parse::<Table>() else { return Ok(Vec::new()) };
    let Some(Value::Table(sources)) = table.get("source") else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    for (name, value) in sources {
        let Value::Table(said) = value else { return Err(Reason::Setting(format!("source.{name} is no table"))) };
        let known = |key: &&String| KEYS.contains(&key.as_str());
        if let Some(unknown) = said.keys().find(|key| !known(key)) {
            return Err(Reason::Setting(format!("source.\"{name}\" has {unknown}; known are {}", KEYS.join(", "))));
        }
        entries.push((name.clone(), said.clone()));
    }
    entries.sort_by_key(|(name, _)| (!name.contains(['*', '?', '[']), name.len()));
    Ok(entries)
}

/// What may be said of a source.
const KEYS: [&str; 7] = ["title", "outlet", "author", "date", "updated", "url", "language"];

fn fits(name: &str, inside: &Path) -> bool {
    Path::new(name) == inside || Glob::new(name).is_ok_and(|glob| glob.compile_matcher().is_match(inside))
}

fn set(source: &mut Source, table: &Table) {
    let said = |key: &str| table.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let day = |key: &str| said(key).and_then(|said| date::parse(&said));
    let known = std::mem::take(&mut source.meta);
    source.meta = Meta {
        title: said("title").or(known.title),
        outlet: said("outlet").or(known.outlet),
        author: said("author").or(known.author),
        date: day("date").or(known.date),
        updated: day("updated").or(known.updated),
        url: said("url").or(known.url),
        ..known
    };
    if let Some(language) =
        said("language").and_then(|tag| Language::from_tag(&tag)).filter(|l| *l != source.text.language())
    {
        source.text = Text::new(source.text.content().to_owned(), Some(language));
        source.boilerplate = super::boilerplate(&source.text, source.meta.title.as_deref());
    }
}
