//! `parallax similar`: what is like a given text.

use crate::cli::collected::collected;
use crate::cli::documents::{days, text_of, told};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, Listing, MeaningChoice};
use crate::cli::output::to_standard;
use crate::collection::{Encoding, Similar as Found, Sketch, place_of, words};
use crate::monitor::Monitor;
use crate::source::{self, Document, Reason, Wishes};
use crate::text::visible_line;
use crate::view::counted;
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `similar` is told.
#[derive(clap::Args, Debug)]
pub struct Similar {
    /// How to write the list
    #[arg(short, long, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,
    /// When to look at what documents mean, beside their words and names
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = MeaningChoice::Auto)]
    pub meaning: MeaningChoice,
    /// The most documents to list
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 20)]
    pub most: usize,
    /// The text; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Folders and files in which to look
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// A document that is like the text, with a passage that shows it.
struct Shown<'a> {
    document: &'a Sketch,
    found: Found,
    passage: String,
}

/// Lists what is like a text.
pub fn similar(wanted: &Similar, common: &Common) -> Result<(), Failure> {
    let wishes = common.loading.wishes();
    let (mut sketch, text) = text(&wanted.file, &wishes)
        .map_err(|reason| Failure::Nothing(format!("{}: {reason}", wanted.file.display())))?;
    let mut index = collected(&wanted.paths, wanted.meaning.into(), common)?;
    let encoded = index.collection.documents.iter().any(|document| document.lead.mean.is_some());
    let encoding = if encoded { Encoding::Always } else { Encoding::Never };
    let monitor = Monitor::default();
    let found = encoding
        .apply(std::slice::from_mut(&mut sketch), &monitor)
        .and_then(|()| index.look.similar(&mut index.collection, (sketch, &words(&text)), &monitor));
    let found = found.map_err(|_| Failure::Nothing("the work was cancelled".into()))?;
    let itself = wanted.file.canonicalize().ok();
    let is_itself = |path: &str| itself.is_some() && Path::new(path).canonicalize().ok() == itself;
    let documents = &index.collection.documents;
    let others = found.into_iter().map(|found| (&documents[found.document as usize], found));
    let others = others.filter(|(document, _)| !is_itself(&document.path)).take(wanted.most);
    let shown: Vec<Shown<'_>> = others
        .map(|(document, found)| {
            let passage = found.passage.as_ref().and_then(|passage| {
                let text = text_of(document, &wishes).ok()?;
                text.get(place_of(&text, passage)).map(str::to_owned)
            });
            Shown { document, found, passage: passage.unwrap_or_default() }
        })
        .collect();
    to_standard(|out| match wanted.format {
        Listing::Text => list(&shown, out),
        Listing::Json => write_json(&shown, out),
    })
}

/// What is said of a file, and the text that it holds.
fn text(path: &Path, wishes: &Wishes) -> Result<(Sketch, String), Reason> {
    let documents = source::documents(source::bytes(path)?, path, wishes);
    let read: Result<Vec<Document>, Reason> = documents.into_iter().map(|(_, result)| result).collect();
    let read = read?;
    let texts: Vec<&str> = read.iter().map(|document| document.text.as_str()).collect();
    let sketch = read.first().map(|document| Sketch::of(document, path.display().to_string()));
    Ok((sketch.unwrap_or_default(), texts.join("\n")))
}

fn list(shown: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    if shown.is_empty() {
        return writeln!(out, "nothing is like it");
    }
    for Shown { document, found, passage } in shown {
        let day = days(document.date.map(|date| (date, date)));
        let shared = match found.words {
            0 => format!("{:.0} % sure", found.sure() * 100.0),
            words => counted(words as usize, "word", "words"),
        };
        writeln!(out, "{shared:>11}  {}  ({day}{})", visible_line(document.name()), visible_line(&document.path))?;
        if !passage.is_empty() {
            writeln!(
                out,
                "             “{}”",
                visible_line(&passage.split_whitespace().collect::<Vec<_>>().join(" "))
            )?;
        }
    }
    Ok(())
}

fn write_json(shown: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    let similar = shown.iter().map(|Shown { document, found, passage }| {
        let mut told = told(document);
        told["words"] = json!(found.words);
        told["sure"] = json!(found.sure());
        told["passage"] = json!((!passage.is_empty()).then_some(passage));
        told
    });
    serde_json::to_writer(&mut *out, &json!({ "similar": similar.collect::<Vec<_>>() }))?;
    writeln!(out)
}
