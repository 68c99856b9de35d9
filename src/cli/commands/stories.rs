//! `parallax stories`: which documents of a collection tell the same.

use crate::cli::collected::collected;
use crate::cli::documents::{days, why};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, Listing, MeaningChoice};
use crate::cli::output::to_standard;
use crate::collection::{DocumentId, Sketch, Story};
use crate::text::visible_line;
use crate::view::counted;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

/// What `stories` is told.
#[derive(clap::Args, Debug)]
pub struct Stories {
    /// How to write the list
    #[arg(short, long, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,
    /// When to look at what documents mean, beside their words and names
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = MeaningChoice::Auto)]
    pub meaning: MeaningChoice,
    /// Folders and files
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Lists the stories of a collection.
pub fn stories(wanted: &Stories, common: &Common) -> Result<(), Failure> {
    let index = collected(&wanted.paths, wanted.meaning.into(), common)?;
    let documents = &index.collection.documents;
    to_standard(|out| match wanted.format {
        Listing::Text => list(documents, &index.stories, out),
        Listing::Json => write_json(documents, &index.stories, out),
    })
}

/// A line a story: its size, its days, what it is about; under it its documents.
fn list(documents: &[Sketch], stories: &[Story], out: &mut dyn Write) -> io::Result<()> {
    let told: usize = stories.iter().map(|story| story.documents.len()).sum();
    let [all, alone] = [documents.len(), documents.len().saturating_sub(told)].map(of_documents);
    writeln!(out, "{all}, {}, {alone} alone\n", counted(stories.len(), "story", "stories"))?;
    for (number, story) in (1..).zip(stories) {
        let days = days(story.dates);
        let size = of_documents(story.documents.len());
        writeln!(out, "{number:>4}  {}  ({days}{size})", visible_line(&story.label))?;
        let why = why(story);
        if !why.is_empty() {
            writeln!(out, "      because of {}", visible_line(&why))?;
        }
        for document in &story.documents {
            writeln!(out, "      {}", visible_line(&documents[*document as usize].path))?;
        }
    }
    Ok(())
}

fn of_documents(count: usize) -> String {
    counted(count, "document", "documents")
}

fn write_json(documents: &[Sketch], stories: &[Story], out: &mut dyn Write) -> io::Result<()> {
    let path = |id: u32| json!(documents[id as usize].path);
    let stories = (1..).zip(stories).map(|(id, story): (usize, &Story)| {
        let mut told = as_json(story, path);
        told["id"] = json!(id);
        told
    });
    serde_json::to_writer(&mut *out, &json!({ "stories": stories.collect::<Vec<_>>() }))?;
    writeln!(out)
}

/// A story with its documents and pairs, each document by its name.
pub fn as_json(story: &Story, name: impl Fn(DocumentId) -> Value) -> Value {
    let day = |date: Date| date.to_string();
    json!({
        "label": story.label,
        "dates": [story.dates.map(|(from, _)| day(from)), story.dates.map(|(_, to)| day(to))],
        "names": story.names,
        "documents": story.documents.iter().map(|id| name(*id)).collect::<Vec<_>>(),
        "pairs": story.pairs.iter().map(|pair| json!({
            "a": name(pair.a),
            "b": name(pair.b),
            "words": pair.words,
            "sure": pair.sure(),
            "alike": f64::from(pair.alike) / 100.0,
            "meaning": pair.meaning.map(|percent| f64::from(percent) / 100.0),
            "copy": pair.copy,
        })).collect::<Vec<_>>(),
    })
}
