//! What a folder says of its sources: the tables `[source."NAME"]` in its `parallax.toml`.

use super::date;
use super::rejected::{Reason, Rejected};
use super::walk::NOTEBOOK;
use super::{Corpus, Meta};
use crate::text::{Language, Text};
use globset::Glob;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// What the folders of some files say of what the files hold. A name may have stars; the most exact one wins. A folder's word
/// holds below it, too, as far as the folders that were named.
#[derive(Debug, Default)]
pub struct Sayings {
    said: BTreeMap<PathBuf, Vec<(String, Table)>>,
    named: Vec<PathBuf>,
    /// What could not be read of them.
    pub rejected: Vec<Rejected>,
}

impl Sayings {
    /// Reads what the folders of files say, up to those that were named.
    pub fn of<'a>(files: impl Iterator<Item = &'a Path>, named: &[PathBuf]) -> Self {
        let own: BTreeSet<&Path> = files.filter_map(Path::parent).collect();
        let folders: BTreeSet<&Path> = own.into_iter().flat_map(|own| above(own, named)).collect();
        let mut sayings = Self { named: named.to_vec(), ..Self::default() };
        for folder in folders {
            let file = folder.join(NOTEBOOK);
            match read(&file) {
                Ok(entries) if entries.is_empty() => {}
                Ok(entries) => drop(sayings.said.insert(folder.to_owned(), entries)),
                Err(reason) => sayings.rejected.push(Rejected { path: file, reason }),
            }
        }
        sayings
    }

    /// They say nothing.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Sets what is said of a source; whether anything is, and in which language it is told to be.
    pub fn amend(&self, meta: &mut Meta) -> (bool, Option<Language>) {
        let (mut some, mut language) = (false, None);
        let mut folders = Path::new(meta.file()).parent().map(|own| above(own, &self.named)).unwrap_or_default();
        // From the outermost folder inwards.
        folders.sort();
        let said: Vec<_> = folders.iter().filter_map(|folder| self.said.get_key_value(*folder)).collect();
        for (folder, entries) in said {
            let inside = Path::new(&meta.path).strip_prefix(folder).unwrap_or(Path::new(&meta.path)).to_owned();
            for (_, table) in entries.iter().filter(|(name, _)| fits(name, &inside)) {
                some = true;
                language = set(meta, table).or(language);
            }
        }
        (some, language)
    }
}

/// Sets what the folders of the sources say of them.
pub fn tell(named: &[PathBuf], corpus: &mut Corpus) {
    let sayings = Sayings::of(corpus.sources.iter().map(|source| Path::new(source.meta.file())), named);
    for source in corpus.sources.iter_mut().filter(|_| !sayings.is_empty()) {
        let (_, language) = sayings.amend(&mut source.meta);
        if let Some(language) = language.filter(|language| *language != source.text.language()) {
            source.text = Text::new(source.text.content().to_owned(), Some(language));
            source.boilerplate = super::boilerplate(&source.text, source.meta.title.as_deref());
        }
    }
    corpus.rejected.extend(sayings.rejected);
}

/// A folder, and those above it that stand in a folder that was named.
fn above<'a>(own: &'a Path, named: &[PathBuf]) -> Vec<&'a Path> {
    let reached = |folder: &&Path| *folder == own || named.iter().any(|path| folder.starts_with(path));
    own.ancestors().filter(reached).collect()
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

/// Sets what a table says; the language that it tells.
fn set(meta: &mut Meta, table: &Table) -> Option<Language> {
    let said = |key: &str| table.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let day = |key: &str| said(key).and_then(|said| date::parse(&said));
    let known = std::mem::take(meta);
    *meta = Meta {
        title: said("title").or(known.title),
        outlet: said("outlet").or(known.outlet),
        author: said("author").or(known.author),
        date: day("date").or(known.date),
        updated: day("updated").or(known.updated),
        url: said("url").or(known.url),
        ..known
    };
    said("language").and_then(|tag| Language::from_tag(&tag))
}
