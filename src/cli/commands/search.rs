//! `parallax search`: which documents of a collection hold some words.

use crate::cli::collected::collected;
use crate::cli::documents::{around, days, passage, told};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, Listing, MeaningChoice};
use crate::cli::output::to_standard;
use crate::collection::{Encoding, Hit, Lead, Query, Sketch, Words, meant, words};
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
    let in_texts = hits.iter().map(|hit| (&documents[hit.document as usize], hit));
    let texts = in_texts.map(|(document, hit)| Found::new(document, passage(document, hit, &wishes), Where::Text));
    let in_parts = beside.iter().map(|hit| (&documents[hit.document as usize], hit));
    let parts = in_parts.map(|(document, hit)| Found::new(document, around(&document.beside, hit), Where::Beside));
    let known: Vec<Hit> = hits.iter().chain(&beside).cloned().collect();
    let asked = (Encoding::from(wanted.meaning) != Encoding::Never && is_encoded(documents))
        .then(|| Lead::asked(&wanted.words));
    let meant = asked.map(|asked| meant(&index.collection, &asked, &known)).unwrap_or_default();
    let others = meant.iter().map(|meant| {
        let document = &documents[meant.document as usize];
        Found::new(document, document.opening.clone(), Where::Meant(meant.score))
    });
    let all = hits.len() + beside.len();
    let shown: Vec<Found> = texts.chain(parts).chain(others).take(wanted.most).collect();
    to_standard(|out| match wanted.format {
        Listing::Text => list(&shown, all, out),
        Listing::Json => write_json(&shown, all, out),
    })
}

/// A document in which something was found.
struct Found<'a> {
    document: &'a Sketch,
    passage: String,
    place: Where,
}

/// Where it was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// In its text.
    Text,
    /// Beside the text: in a note, a headline.
    Beside,
    /// It tells of that in other words, or in another language; how much so, in hundredths.
    Meant(i32),
}

impl<'a> Found<'a> {
    fn new(document: &'a Sketch, passage: String, place: Where) -> Self {
        Self { document, passage, place }
    }
}

/// Whether it is known what documents mean.
fn is_encoded(documents: &[Sketch]) -> bool {
    documents.iter().any(|document| document.lead.mean.is_some())
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
    let is_meant = |found: &Found| matches!(found.place, Where::Meant(_));
    for (number, found) in shown.iter().enumerate() {
        if is_meant(found) && number.checked_sub(1).is_none_or(|before| !is_meant(&shown[before])) {
            writeln!(out, "in other words or another language:\n")?;
        }
        let Found { document, passage, place } = found;
        let day = days(document.date.map(|date| (date, date)));
        writeln!(out, "{}  ({day}{})", visible_line(document.name()), visible_line(&document.path))?;
        if !passage.is_empty() {
            let lead = if *place == Where::Beside { "beside the text: " } else { "" };
            writeln!(out, "      {lead}{}", visible_line(passage))?;
        }
    }
    Ok(())
}

fn write_json(shown: &[Found], all: usize, out: &mut dyn Write) -> io::Result<()> {
    let found = shown.iter().map(|Found { document, passage, place }| {
        let mut told = told(document);
        told["passage"] = json!(passage);
        told["beside"] = json!(*place == Where::Beside);
        told["meaning"] = match place {
            Where::Meant(score) => json!(f64::from(*score) / 100.0),
            Where::Text | Where::Beside => json!(null),
        };
        told
    });
    serde_json::to_writer(&mut *out, &json!({ "documents": all, "found": found.collect::<Vec<_>>() }))?;
    writeln!(out)
}
