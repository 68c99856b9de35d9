//! `parallax kernel`: the steps of `stories` on parts of a collection, for programs that carry records from one to the next.
//!
//! A record is a line: what it is, for which part, and base64 of what only the next step reads. `files` and `look` read
//! and write JSON, and `stories` writes it. `assets/spark/stories.py` shows how the steps follow each other.

use super::stories::as_json;
use crate::cli::exit::{Failure, tell};
use crate::cli::flags::Common;
use crate::cli::output::to_standard;
use crate::cli::sources::name_rejected;
use crate::collection::shard::{self, Census, Cut, Kinds, Piece, Profile, Two};
use crate::collection::{DocumentId, Entry, Looked, Pair, Shared, Sketch, Telling, Word, words};
use crate::source;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

/// What `kernel` is told.
#[derive(clap::Args, Debug)]
pub struct Kernel {
    /// Which step
    #[arg(value_enum)]
    step: Step,
    /// Documents of the collection
    #[arg(long, default_value_t = 0)]
    documents: usize,
    /// Blocks of documents, and buckets of features
    #[arg(long, default_value_t = 1)]
    blocks: u32,
    /// Cells of pairs
    #[arg(long, default_value_t = 1)]
    cells: u32,
    /// What `census` wrote
    #[arg(long, value_name = "FILE")]
    census: Option<PathBuf>,
    /// What `telling` wrote
    #[arg(long, value_name = "FILE")]
    telling: Option<PathBuf>,
    /// What `groups` wrote
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
}

/// The steps, in their order.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// The files that paths stand for, in order: JSON of a path a line, to as many of files
    Files,
    /// Reads documents: JSON with `path` and `bytes` (base64), or with `path` and `row`; JSON of each, and a `census` of all
    Look,
    /// Several `census`, in the order of the documents, to one, as a file
    Census,
    /// `document` to `entries` by bucket
    Features,
    /// `entries` of one bucket to `pieces` and `shared` by block
    Lists,
    /// `shared` of one block to `pairs` by cell, and `wanted` by block
    Candidates,
    /// `pieces` and `wanted` of one block to `profiles` by cell
    Profiles,
    /// `pairs` and `profiles` of one cell to `looked`, and what is learned of `telling`
    Pairs,
    /// Several `telling` to one, as a file
    Telling,
    /// `looked` to `hanging`; with a census, dates count
    Hanging,
    /// Several `hanging` to the group of each document, as a file: four bytes each, the lowest first
    Groups,
    /// `looked` to `known` by cell: the pairs of groups in which all are to be looked at
    Known,
    /// `known` of one cell to `pairs` and `wanted`
    Missing,
    /// `looked` to `judged` by cell
    Judged,
    /// `judged` and `document` of one cell to stories, a line of JSON each
    Stories,
}

/// Lines of standard input.
struct Records {
    of: Vec<(String, u32, Vec<u8>)>,
}

impl Records {
    fn read() -> Result<Self, Failure> {
        let mut of = Vec::new();
        for line in io::stdin().lock().lines() {
            let line = line.map_err(|error| Failure::Usage(format!("standard input: {}", source::in_words(&error))))?;
            of.push(record(&line).ok_or_else(|| Failure::Usage(format!("line {} is no record", of.len() + 1)))?);
        }
        Ok(Self { of })
    }

    /// Those of a kind, with their numbers.
    fn numbered<Of: DeserializeOwned>(&self, kind: &str) -> Result<Vec<(u32, Of)>, Failure> {
        let found = self.of.iter().filter(|(other, _, _)| other == kind);
        found.map(|(_, number, bytes)| Ok((*number, opened(bytes, kind)?))).collect()
    }

    fn each<Of: DeserializeOwned>(&self, kind: &str) -> Result<Vec<Of>, Failure> {
        Ok(self.numbered(kind)?.into_iter().map(|(_, one)| one).collect())
    }

    /// What all of a kind hold.
    fn all<Of: DeserializeOwned>(&self, kind: &str) -> Result<Vec<Of>, Failure> {
        Ok(self.each::<Vec<Of>>(kind)?.into_iter().flatten().collect())
    }
}

/// What a line is, for which part, and what it holds.
fn record(line: &str) -> Option<(String, u32, Vec<u8>)> {
    let mut fields = line.split(' ');
    let (kind, part, data) = (fields.next()?, fields.next()?, fields.next()?);
    Some((kind.to_owned(), part.parse().ok()?, BASE64_STANDARD.decode(data).ok()?))
}

fn opened<Of: DeserializeOwned>(bytes: &[u8], what: &str) -> Result<Of, Failure> {
    postcard::from_bytes(bytes)
        .map_err(|_| Failure::Usage(format!("{what}: it is damaged, or another version wrote it")))
}

fn packed<Of: Serialize>(what: &Of) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(what).map_err(io::Error::other)
}

fn write<Of: Serialize>(out: &mut dyn Write, (kind, part): (&str, u32), what: &Of) -> io::Result<()> {
    writeln!(out, "{kind} {part} {}", BASE64_STANDARD.encode(packed(what)?))
}

fn write_parts<Of: Serialize>(out: &mut dyn Write, kind: &str, by_part: &BTreeMap<u32, Of>) -> io::Result<()> {
    by_part.iter().try_for_each(|(part, what)| write(out, (kind, *part), what))
}

/// Does a step.
pub fn kernel(wanted: &Kernel, common: &Common) -> Result<(), Failure> {
    let cut = Cut { documents: wanted.documents, blocks: wanted.blocks, cells: wanted.cells };
    match wanted.step {
        Step::Files => files(common),
        Step::Look => look(common),
        Step::Census => census(&Records::read()?),
        Step::Features => features(&Records::read()?, cut),
        Step::Lists => lists(Records::read()?, cut),
        Step::Candidates => candidates(&Records::read()?, cut, wanted),
        Step::Profiles => profiles(&Records::read()?, wanted),
        Step::Pairs => pairs(Records::read()?, cut),
        Step::Telling => telling(&Records::read()?, cut),
        Step::Hanging => hanging(&Records::read()?, cut, wanted),
        Step::Groups => groups(&Records::read()?, cut),
        Step::Known => known(&Records::read()?, cut, wanted),
        Step::Missing => missing(&Records::read()?, cut, wanted),
        Step::Judged => judged(&Records::read()?, cut, wanted),
        Step::Stories => stories(&Records::read()?),
    }
}

fn files(common: &Common) -> Result<(), Failure> {
    let paths: io::Result<Vec<PathBuf>> =
        io::stdin().lock().lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect();
    let paths = paths.map_err(|error| Failure::Usage(format!("standard input: {}", source::in_words(&error))))?;
    let found = source::walk(&paths, &common.loading.wishes());
    name_rejected(&found.rejected);
    to_standard(|out| found.files.iter().try_for_each(|file| writeln!(out, "{}", json!(file.to_string_lossy()))))
}

/// A document to be read.
#[derive(Deserialize)]
struct Asked {
    path: String,
    #[serde(default)]
    bytes: String,
    row: Option<Value>,
}

/// Reads documents.
fn look(common: &Common) -> Result<(), Failure> {
    let wishes = common.loading.wishes();
    to_standard(|out| {
        let mut census = Census::default();
        for line in io::stdin().lock().lines() {
            let Asked { path, bytes, row } = serde_json::from_str(&line?)?;
            let (bytes, file) = match &row {
                Some(row) => (serde_json::to_vec(row)?, Path::new("row.json")),
                None => (BASE64_STANDARD.decode(&bytes).map_err(io::Error::other)?, Path::new(&path)),
            };
            for (place, result) in source::documents(bytes, file, &wishes) {
                let place = if row.is_some() { path.clone() } else { place };
                match result {
                    Ok(document) => {
                        let words = words(&document.text);
                        let sketch = Sketch::of(&document, place);
                        census.push(&sketch, &words);
                        let told = json!({
                            "path": sketch.path,
                            "title": sketch.title,
                            "date": sketch.date.map(|date| date.to_string()),
                            "source": sketch.outlet,
                            "text": document.text,
                            "document": BASE64_STANDARD.encode(packed(&(sketch, words))?),
                        });
                        writeln!(out, "{told}")?;
                    }
                    Err(reason) => tell(&format!("{place}: {reason}")),
                }
            }
        }
        writeln!(out, "{}", json!({ "census": BASE64_STANDARD.encode(packed(&census)?) }))
    })
}

fn census(records: &Records) -> Result<(), Failure> {
    let mut all = Census::default();
    records.each::<Census>("census")?.iter().for_each(|next| all.join(next));
    to_standard(|out| out.write_all(&packed(&all)?))
}

fn features(records: &Records, cut: Cut) -> Result<(), Failure> {
    let mut buckets: BTreeMap<u32, Kinds<Entry>> = BTreeMap::new();
    for (number, (sketch, words)) in records.numbered::<(Sketch, Vec<Word>)>("document")? {
        for (bucket, kinds) in shard::entries(cut, number, (&sketch, &words)) {
            extend(buckets.entry(bucket).or_default(), kinds);
        }
    }
    to_standard(|out| write_parts(out, "entries", &buckets))
}

fn extend(all: &mut Kinds<Entry>, more: Kinds<Entry>) {
    all.iter_mut().zip(more).for_each(|(all, more)| all.extend(more));
}

fn lists(records: Records, cut: Cut) -> Result<(), Failure> {
    let mut all: Kinds<Entry> = Kinds::default();
    records.each("entries")?.into_iter().for_each(|kinds| extend(&mut all, kinds));
    drop(records);
    let (pieces, shared) = shard::lists(cut, all);
    to_standard(|out| {
        write_parts(out, "pieces", &pieces)?;
        write_parts(out, "shared", &shared)
    })
}

fn candidates(records: &Records, cut: Cut, files: &Kernel) -> Result<(), Failure> {
    let shared = records.all::<(DocumentId, Shared)>("shared")?.into_iter();
    let pairs = shard::candidates(cut, &files.census()?, shared);
    to_standard(|out| write_pairs(out, cut, &pairs))
}

/// Pairs to their cells, and to each block which cells want what of its documents.
fn write_pairs(out: &mut dyn Write, cut: Cut, pairs: &BTreeMap<u32, Vec<Two>>) -> io::Result<()> {
    write_parts(out, "pairs", pairs)?;
    let mut wanted: BTreeMap<u32, Vec<(u32, Vec<DocumentId>)>> = BTreeMap::new();
    for (cell, pairs) in pairs {
        for (block, documents) in shard::wanted(cut, pairs) {
            wanted.entry(block).or_default().push((*cell, documents));
        }
    }
    write_parts(out, "wanted", &wanted)
}

fn profiles(records: &Records, files: &Kernel) -> Result<(), Failure> {
    let profiles = shard::profiles(&files.census()?, records.all::<Piece>("pieces")?.into_iter());
    let mut by_cell: BTreeMap<u32, Vec<&Profile>> = BTreeMap::new();
    for (cell, documents) in records.all::<(u32, Vec<DocumentId>)>("wanted")? {
        by_cell.entry(cell).or_default().extend(documents.iter().filter_map(|document| profiles.get(document)));
    }
    to_standard(|out| write_parts(out, "profiles", &by_cell))
}

fn pairs(records: Records, cut: Cut) -> Result<(), Failure> {
    let (profiles, pairs) = (records.all::<Profile>("profiles")?, records.all::<Two>("pairs")?);
    drop(records);
    let looked = shard::likenesses(cut, profiles, pairs);
    to_standard(|out| {
        write(out, ("looked", 0), &looked)?;
        write(out, ("telling", 0), &Telling::of(&looked, cut.documents))
    })
}

fn telling(records: &Records, cut: Cut) -> Result<(), Failure> {
    let mut all = Telling::of(&[], cut.documents);
    records.each::<Telling>("telling")?.into_iter().for_each(|more| all.join(more));
    to_standard(|out| out.write_all(&packed(&all)?))
}

fn hanging(records: &Records, cut: Cut, files: &Kernel) -> Result<(), Failure> {
    let census = files.census.is_some().then(|| files.census()).transpose()?;
    let hanging = shard::hanging(cut, &records.all::<Looked>("looked")?, &files.telling()?, census.as_ref());
    to_standard(|out| write(out, ("hanging", 0), &hanging))
}

fn groups(records: &Records, cut: Cut) -> Result<(), Failure> {
    let groups = shard::grouped(cut, records.all::<Two>("hanging")?.into_iter());
    to_standard(|out| groups.iter().try_for_each(|group| out.write_all(&group.to_le_bytes())))
}

fn known(records: &Records, cut: Cut, files: &Kernel) -> Result<(), Failure> {
    let known = shard::known(cut, &files.groups()?, &records.all::<Looked>("looked")?);
    to_standard(|out| write_parts(out, "known", &known))
}

fn missing(records: &Records, cut: Cut, files: &Kernel) -> Result<(), Failure> {
    let groups = files.groups()?;
    let mut pairs: BTreeMap<u32, Vec<Two>> = BTreeMap::new();
    for (cell, known) in records.numbered::<Vec<Two>>("known")? {
        pairs.entry(cell).or_default().extend(known);
    }
    pairs.values_mut().for_each(|pairs| *pairs = shard::missing(&groups, pairs));
    pairs.retain(|_, pairs| !pairs.is_empty());
    to_standard(|out| write_pairs(out, cut, &pairs))
}

fn judged(records: &Records, cut: Cut, files: &Kernel) -> Result<(), Failure> {
    let looked = records.all::<Looked>("looked")?;
    let judged = shard::judged(cut, &looked, &files.telling()?, (&files.census()?, &files.groups()?));
    to_standard(|out| write_parts(out, "judged", &judged))
}

fn stories(records: &Records) -> Result<(), Failure> {
    let documents = records.numbered::<(Sketch, Vec<Word>)>("document")?.into_iter();
    let documents = documents.map(|(number, (sketch, _))| (number, sketch)).collect();
    let stories = shard::told(documents, records.all::<Pair>("judged")?);
    to_standard(|out| stories.iter().try_for_each(|story| writeln!(out, "{}", as_json(story, |id| json!(id)))))
}

impl Kernel {
    fn census(&self) -> Result<Census, Failure> {
        opened(&file(self.census.as_deref(), "census")?, "the census")
    }

    fn telling(&self) -> Result<Telling, Failure> {
        opened(&file(self.telling.as_deref(), "telling")?, "what tells something")
    }

    fn groups(&self) -> Result<Vec<DocumentId>, Failure> {
        let bytes = file(self.groups.as_deref(), "groups")?;
        Ok(bytes.as_chunks().0.iter().map(|number| DocumentId::from_le_bytes(*number)).collect())
    }
}

fn file(path: Option<&Path>, flag: &str) -> Result<Vec<u8>, Failure> {
    let path = path.ok_or_else(|| Failure::Usage(format!("this step needs --{flag}")))?;
    std::fs::read(path).map_err(|error| Failure::Usage(format!("{}: {}", path.display(), source::in_words(&error))))
}
