//! `parallax stories`: which documents of a collection tell the same.

use super::args::Common;
use super::exit::Failure;
use super::progress::told;
use super::sources::name_rejected;
use crate::collection::{self, Sketch, Story};
use crate::monitor::Monitor;
use crate::source::{self, Document, Reason, Rejected, Wishes};
use crate::text::visible_line;
use clap::ValueEnum;
use rayon::prelude::*;
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `stories` is told.
#[derive(clap::Args, Debug)]
pub struct Stories {
    /// How to write the list
    #[arg(short, long, value_enum, default_value_t = Shape::Text)]
    pub format: Shape,
    /// Folders and files
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// How a list is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A line a story, to be read
    Text,
    /// Everything, for programs
    Json,
}

/// Lists the stories of a collection.
pub fn stories(wanted: &Stories, common: &Common) -> Result<(), Failure> {
    let (documents, rejected) = told("reading", &Monitor::default(), || documents(&wanted.paths, common));
    name_rejected(&rejected);
    let skipped = rejected.iter().filter(|rejected| !rejected.reason.is_planned()).count();
    if documents.is_empty() {
        return Err(Failure::Nothing("there are no documents; name a folder that holds some".into()));
    }
    if common.strict && skipped > 0 {
        return Err(Failure::Strict(skipped));
    }
    let monitor = Monitor::default();
    let found = told("comparing", &monitor, || collection::stories(&documents, &monitor));
    let found = found.map_err(|_| Failure::Nothing("the work was cancelled".into()))?;
    super::to_standard(|out| match wanted.format {
        Shape::Text => list(&documents, &found, out),
        Shape::Json => write_json(&documents, &found, out),
    })
}

/// What is kept of the documents that paths name, in the order of their paths; and what could not be read.
fn documents(paths: &[PathBuf], common: &Common) -> (Vec<Sketch>, Vec<Rejected>) {
    let wishes = common.loading.wishes();
    let found = source::walk(paths, &wishes);
    let read: Vec<Vec<Result<Sketch, Rejected>>> = found.files.par_iter().map(|path| sketches(path, &wishes)).collect();
    let mut rejected = found.rejected;
    let mut documents = Vec::with_capacity(read.len());
    for result in read.into_iter().flatten() {
        match result {
            Ok(sketch) => documents.push(sketch),
            Err(reason) => rejected.push(reason),
        }
    }
    (documents, rejected)
}

/// What is kept of the documents of a file.
fn sketches(path: &Path, wishes: &Wishes) -> Vec<Result<Sketch, Rejected>> {
    let bytes = match source::bytes(path) {
        Ok(bytes) => bytes,
        Err(reason) => return vec![Err(Rejected { path: path.to_owned(), reason })],
    };
    let documents = source::documents(bytes, path, wishes).into_iter();
    let sketch = |(path, result): (String, Result<Document, Reason>)| match result {
        Ok(document) => Ok(Sketch::of(&document, path)),
        Err(reason) => Err(Rejected { path: path.into(), reason }),
    };
    documents.map(sketch).collect()
}

/// A line a story: its size, its days, what it is about; under it its documents.
fn list(documents: &[Sketch], stories: &[Story], out: &mut dyn Write) -> io::Result<()> {
    let told: usize = stories.iter().map(|story| story.documents.len()).sum();
    writeln!(
        out,
        "{} documents, {} stories, {} documents alone\n",
        documents.len(),
        stories.len(),
        documents.len() - told
    )?;
    for (number, story) in (1..).zip(stories) {
        let days = match story.dates {
            Some((from, to)) if from == to => format!("{from}, "),
            Some((from, to)) => format!("{from} to {to}, "),
            None => String::new(),
        };
        writeln!(out, "{number:>4}  {}  ({days}{} documents)", visible_line(&story.label), story.documents.len())?;
        for document in &story.documents {
            writeln!(out, "      {}", visible_line(&documents[*document as usize].path))?;
        }
    }
    Ok(())
}

fn write_json(documents: &[Sketch], stories: &[Story], out: &mut dyn Write) -> io::Result<()> {
    let path = |id: u32| documents[id as usize].path.as_str();
    let stories = (1..).zip(stories).map(|(id, story): (usize, &Story)| {
        let day = |date: jiff::civil::Date| date.to_string();
        json!({
            "id": id,
            "label": story.label,
            "dates": [story.dates.map(|(from, _)| day(from)), story.dates.map(|(_, to)| day(to))],
            "documents": story.documents.iter().map(|id| path(*id)).collect::<Vec<_>>(),
            "pairs": story.pairs.iter().map(|pair| json!({ "a": path(pair.a), "b": path(pair.b), "words": pair.words })).collect::<Vec<_>>(),
        })
    });
    serde_json::to_writer(&mut *out, &json!({ "stories": stories.collect::<Vec<_>>() }))?;
    writeln!(out)
}
