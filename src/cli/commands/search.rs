//! `parallax search`: which documents of a collection hold some words.

use crate::cli::collected::collected;
use crate::cli::documents::{days, passage};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, Listing};
use crate::cli::output::to_standard;
use crate::collection::{Query, Sketch};
use crate::text::visible_line;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// What `search` is told.
#[derive(clap::Args, Debug)]
pub struct Search {
    /// How to write the list
    #[arg(short, long, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,
    /// The most documents to list
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 20)]
    pub most: usize,
    /// Words that have to stand in a document, in any of their English forms; a phrase, as it is, stands in quotation marks
    #[arg(value_name = "WORDS")]
    pub words: String,
    /// Folders and files in which to look
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Lists the documents that hold some words.
pub fn search(wanted: &Search, common: &Common) -> Result<(), Failure> {
    let query = Query::new(&wanted.words);
    if query.is_empty() {
        return Err(Failure::Usage("there are no words to look for".into()));
    }
    let index = collected(&wanted.paths, common)?;
    let hits = query.search(&index.collection.words);
    let wishes = common.loading.wishes();
    let shown = hits.iter().take(wanted.most).map(|hit| {
        let document = &index.collection.documents[hit.document as usize];
        (document, passage(document, hit, &wishes))
    });
    let shown: Vec<(&Sketch, String)> = shown.collect();
    to_standard(|out| match wanted.format {
        Listing::Text => list(&shown, hits.len(), out),
        Listing::Json => write_json(&shown, hits.len(), out),
    })
}

fn list(shown: &[(&Sketch, String)], all: usize, out: &mut dyn Write) -> io::Result<()> {
    let documents = if all == 1 { "document" } else { "documents" };
    writeln!(out, "{all} {documents}\n")?;
    for (document, passage) in shown {
        let day = days(document.date.map(|date| (date, date)));
        writeln!(out, "{}  ({day}{})", visible_line(document.name()), visible_line(&document.path))?;
        if !passage.is_empty() {
            writeln!(out, "      {}", visible_line(passage))?;
        }
    }
    Ok(())
}

fn write_json(shown: &[(&Sketch, String)], all: usize, out: &mut dyn Write) -> io::Result<()> {
    let found = shown.iter().map(|(document, passage)| {
        json!({
            "path": document.path,
            "title": document.title,
            "outlet": document.outlet,
            "date": document.date.map(|date| date.to_string()),
            "passage": passage,
        })
    });
    serde_json::to_writer(&mut *out, &json!({ "documents": all, "found": found.collect::<Vec<_>>() }))?;
    writeln!(out)
}
