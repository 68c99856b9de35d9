//! `parallax search`: which documents of a collection hold some words.

use crate::cli::collected::collected;
use crate::cli::documents::{around, days, passage};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, Listing, MeaningChoice};
use crate::cli::output::to_standard;
use crate::collection::{Hit, Query, Sketch, Words, words};
use crate::text::visible_line;
use crate::view::counted;
use rustc_hash::FxHashSet;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// What `search` is told.
#[derive(clap::Args, Debug)]
pub struct Search {
    /// How to write the list
    #[arg(short, long, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,
    /// When to look at what documents mean, beside their words and names
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = MeaningChoice::Auto)]
    pub meaning: MeaningChoice,
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
    let index = collected(&wanted.paths, wanted.meaning.into(), common)?;
    let documents = &index.collection.documents;
    let hits = query.search(&index.collection.words);
    let beside = beside(&query, documents, &hits);
    let wishes = common.loading.wishes();
    let in_texts = hits.iter().map(|hit| (hit, false));
    let shown = in_texts.chain(beside.iter().map(|hit| (hit, true))).take(wanted.most).map(|(hit, beside)| {
        let document = &documents[hit.document as usize];
        let passage = if beside { around(&document.beside, hit) } else { passage(document, hit, &wishes) };
        Found { document, passage, beside }
    });
    let (shown, all): (Vec<Found>, usize) = (shown.collect(), hits.len() + beside.len());
    to_standard(|out| match wanted.format {
        Listing::Text => list(&shown, all, out),
        Listing::Json => write_json(&shown, all, out),
    })
}

/// A document in which something was found.
struct Found<'a> {
    document: &'a Sketch,
    passage: String,
    /// It stands beside the text: in a note, a headline.
    beside: bool,
}

/// The documents that hold the words beside their texts, and not in them.
fn beside(query: &Query, documents: &[Sketch], hits: &[Hit]) -> Vec<Hit> {
    let known: FxHashSet<u32> = hits.iter().map(|hit| hit.document).collect();
    let mut all = Words::default();
    documents.iter().for_each(|document| all.push(&words(&document.beside)));
    query.search(&all).into_iter().filter(|hit| !known.contains(&hit.document)).collect()
}

fn list(shown: &[Found], all: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", counted(all, "document", "documents"))?;
    for Found { document, passage, beside } in shown {
        let day = days(document.date.map(|date| (date, date)));
        writeln!(out, "{}  ({day}{})", visible_line(document.name()), visible_line(&document.path))?;
        if !passage.is_empty() {
            let lead = if *beside { "beside the text: " } else { "" };
            writeln!(out, "      {lead}{}", visible_line(passage))?;
        }
    }
    Ok(())
}

fn write_json(shown: &[Found], all: usize, out: &mut dyn Write) -> io::Result<()> {
    let found = shown.iter().map(|Found { document, passage, beside }| {
        json!({
            "path": document.path,
            "title": document.title,
            "outlet": document.outlet,
            "date": document.date.map(|date| date.to_string()),
            "passage": passage,
            "beside": beside,
        })
    });
    serde_json::to_writer(&mut *out, &json!({ "documents": all, "found": found.collect::<Vec<_>>() }))?;
    writeln!(out)
}
