//! Stories of a collection: what is weighed of pairs of documents, for their trainer, and how well documents are grouped.

use parallax::collection::{Collection, DocumentId, Encoding, KINDS, Likeness, Look, SIGNS, kind, signs};
use parallax::index::index;
use parallax::monitor::Monitor;
use parallax::source::Wishes;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Stories of the collections that are looked at, beside all: a folder may hold few or many.
const SIZES: [usize; 5] = [3, 8, 20, 50, 120];
/// So many collections of few stories are made, at most of each size.
const MOST: usize = 12;
/// Stories whose names follow each other: those of a folder of invented stories are of one kind (courts, disasters, sport), as
/// those of a collection may be.
const OF_A_KIND: usize = 13;

/// A collection, and which of its documents are of one story.
struct Told {
    collection: Collection,
    same: Same,
}

enum Same {
    /// By the story of each document.
    Stories(Vec<String>),
    /// By pairs; of others nothing is known, unless they are listed as open.
    Pairs { related: BTreeSet<(String, String)>, open: BTreeSet<(String, String)> },
}

/// Writes a line for each collection made of the stories in a folder (`*/sources/*`, or what `planted` wrote): how many stories and
/// documents it has, and of each pair that was looked at whether it is of one story, its kind, and its signs.
pub fn table(data: &Path) -> std::io::Result<()> {
    println!("{}", json!({ "signs": SIGNS, "kinds": KINDS }));
    let told = read(data)?;
    let Same::Stories(stories) = &told.same else {
        print(&told, 0);
        return Ok(());
    };
    let names: BTreeSet<&String> = stories.iter().collect();
    let mut names: Vec<&String> = names.into_iter().collect();
    let in_order = names.clone();
    names.sort_by_key(|name| blake3::hash(name.as_bytes()).to_hex());
    print(&told, names.len());
    for size in SIZES.into_iter().filter(|size| *size < names.len()) {
        for part in names.chunks_exact(size).take(MOST) {
            print(&told.only(part), size);
        }
    }
    for part in in_order.chunks_exact(OF_A_KIND).filter(|part| part.len() < names.len()) {
        print(&told.only(part), OF_A_KIND);
    }
    Ok(())
}

/// Writes where the leads of a folder lie: a line for each document, its language and its numbers.
pub fn leads(data: &Path) -> std::io::Result<()> {
    for document in read(data)?.collection.documents {
        let numbers = document.lead.mean.as_ref().map(|mean| mean.numbers().to_vec());
        println!("{}", json!({ "language": document.lead.language, "mean": numbers }));
    }
    Ok(())
}

fn read(data: &Path) -> std::io::Result<Told> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(data)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    let sources: Vec<PathBuf> = paths.iter().map(|path| path.join("sources")).filter(|path| path.is_dir()).collect();
    let truth = PathBuf::from(format!("{}.truth.json", data.display()));
    let named = if sources.is_empty() { vec![data.to_owned()] } else { sources };
    let wishes = (&Wishes::default(), Encoding::Always);
    let found = index(&named, wishes, None, &Monitor::default()).map_err(|_| std::io::Error::other("cancelled"))?;
    let same = if truth.is_file() {
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(truth)?)?;
        let listed = |key: &str| {
            let name = |name: &Value| name.as_str().unwrap().to_owned();
            truth[key].as_array().unwrap().iter().map(|pair| ordered(name(&pair[0]), name(&pair[1]))).collect()
        };
        Same::Pairs { related: listed("pairs"), open: listed("open") }
    } else {
        let story = |path: &str| path.rsplit('/').nth(2).unwrap_or_default().to_owned();
        Same::Stories(found.collection.documents.iter().map(|document| story(&document.path)).collect())
    };
    Ok(Told { collection: found.collection, same })
}

fn ordered(a: String, b: String) -> (String, String) {
    if a < b { (a, b) } else { (b, a) }
}

impl Told {
    /// Only some stories of it.
    fn only(&self, names: &[&String]) -> Self {
        let Same::Stories(stories) = &self.same else { unreachable!("pairs are not cut") };
        let mut only = Self { collection: Collection::default(), same: Same::Stories(Vec::new()) };
        for (number, story) in stories.iter().enumerate().filter(|(_, story)| names.contains(story)) {
            only.collection.push(self.collection.documents[number].clone(), self.collection.words.of(number));
            if let Same::Stories(own) = &mut only.same {
                own.push(story.clone());
            }
        }
        only
    }

    /// Whether two documents are of one story; nothing where nobody can say.
    fn is_same(&self, a: DocumentId, b: DocumentId) -> Option<bool> {
        let path = |id: DocumentId| {
            let parts: Vec<&str> = self.collection.documents[id as usize].path.rsplit('/').take(2).collect();
            parts.into_iter().rev().collect::<Vec<_>>().join("/")
        };
        match &self.same {
            Same::Stories(stories) => Some(stories[a as usize] == stories[b as usize]),
            Same::Pairs { related, open } => {
                let pair = ordered(path(a), path(b));
                (!open.contains(&pair)).then(|| related.contains(&pair))
            }
        }
    }
}

fn print(told: &Told, stories: usize) {
    let look = Look::at(&told.collection, &Monitor::default()).unwrap();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups = Vec::new();
    if let Same::Stories(stories) = &told.same {
        for story in stories {
            let number = sizes.len();
            groups.push(*sizes.entry(story).or_insert(number));
        }
    }
    let pair = |(a, b, likeness, words): (DocumentId, DocumentId, &Likeness, u32)| {
        Some(json!([a, b, told.is_same(a, b)?, kind(likeness), signs(likeness, words)]))
    };
    let pairs: Vec<Value> = look.pairs(&told.collection.documents).into_iter().filter_map(pair).collect();
    println!(
        "{}",
        json!({ "stories": stories, "documents": told.collection.documents.len(), "groups": groups, "pairs": pairs })
    );
}
