//! The gold stories: sources, their sentences, the claims that they share, their quotations.

#![allow(dead_code, reason = "not every part reads all of it")]

use parallax::source::{Corpus, Meta, Source, SourceId, boilerplate};
use parallax::text::{Language, Text, TextRange};
use serde_json::Value;
use std::path::Path;

/// A story and what careful readers found in it.
pub struct Story {
    /// The folder's name.
    pub name: String,
    /// Its sources, in the gold's order.
    pub corpus: Corpus,
    /// The sentences of each source.
    pub units: Vec<Vec<TextRange>>,
    /// What is claimed by at least two sources.
    pub claims: Vec<Claim>,
    /// The direct quotations.
    pub quotations: Vec<Quoted>,
    /// What a careful reader pointed out as different.
    pub discrepancies: Vec<Pointed>,
}

/// A difference that a careful reader pointed out.
pub struct Pointed {
    /// What kind the reader called it.
    pub kind: String,
    /// From 1, a nuance, to 3, a contradiction.
    pub grave: u64,
    /// What the sources have there: the places where these words stand in the sentences of the claim.
    pub readings: Vec<(SourceId, TextRange)>,
}

/// Something that several sources tell.
pub struct Claim {
    /// Its name in the gold.
    pub id: String,
    /// Where it is told.
    pub spans: Vec<(SourceId, TextRange)>,
}

/// A direct quotation.
pub struct Quoted {
    /// In which source.
    pub source: SourceId,
    /// Its words; the gold tells no place.
    pub text: String,
    /// Who is quoted.
    pub speaker: String,
}

/// Reads all stories under `data/gold`, by name.
pub fn stories(data: &Path) -> Vec<Story> {
    under(&data.join("gold"))
}

/// Reads all stories in a folder, by name.
pub fn under(folder: &Path) -> Vec<Story> {
    let mut folders: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("gold.json").is_file());
    folders.sort();
    folders.iter().map(|folder| story(folder)).collect()
}

fn story(folder: &Path) -> Story {
    let json = |name: &str| -> Value { serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap() };
    let gold = json("gold.json");
    let listed = gold["sources"].as_array().unwrap();
    let sources: Vec<Source> = listed.iter().zip(0u16..).map(|(s, number)| source(folder, s, number)).collect();
    let starts: Vec<Vec<usize>> = sources.iter().map(|s| characters(s.text.content())).collect();
    let range = |source: usize, span: [&Value; 2]| {
        let [start, end] = span.map(|at| starts[source][usize::try_from(at.as_u64().unwrap()).unwrap()]);
        TextRange::new(sources[source].text.content(), start, end)
    };
    let units = |(index, s): (usize, &Value)| -> Vec<TextRange> {
        s["units"].as_array().unwrap().iter().map(|u| range(index, [&u[0], &u[1]])).collect()
    };
    let number = |value: &Value| u16::try_from(value.as_u64().unwrap()).unwrap();
    let claim = |c: &Value| {
        let span = |s: &Value| {
            let source = number(&s["source"]);
            (SourceId(source), range(usize::from(source), [&s["start"], &s["end"]]))
        };
        Claim { id: c["id"].as_str().unwrap().into(), spans: c["spans"].as_array().unwrap().iter().map(span).collect() }
    };
    let units: Vec<Vec<TextRange>> = listed.iter().enumerate().map(units).collect();
    let claims: Vec<Claim> = gold["claims"].as_array().unwrap().iter().map(claim).collect();
    let quoted = |q: &Value| Quoted {
        source: SourceId(number(&q["source"])),
        text: q["text"].as_str().unwrap().into(),
        speaker: q["speaker"].as_str().unwrap_or_default().into(),
    };
    let listed = folder.join("quotations.json").is_file().then(|| json("quotations.json"));
    let quotations = listed.iter().flat_map(|listed| listed.as_array().unwrap()).map(quoted).collect();
    let listed = folder.join("discrepancies.json").is_file().then(|| json("discrepancies.json"));
    let pointed = |item: &Value| {
        let claim = claims.iter().find(|claim| Some(claim.id.as_str()) == item["claim"].as_str());
        let places = |reading: &Value| {
            let source = SourceId(number(&reading["source"]));
            let (text, words) = (&sources[source.index()].text, reading["text"].as_str().unwrap());
            let near = claim.map_or_else(Vec::new, |claim| around(claim, source, &units[source.index()]));
            let found = text.content().match_indices(words);
            let ranges = found.map(|(at, words)| TextRange::new(text.content(), at, at + words.len()));
            let told = ranges.filter(|range| near.iter().any(|place| place.contains(*range)) || near.is_empty());
            told.map(|range| (source, range)).collect::<Vec<_>>()
        };
        let readings = item["readings"].as_array().unwrap().iter().flat_map(places).collect();
        let kind = item["kind"].as_str().unwrap().to_owned();
        Pointed { kind, grave: item["grave"].as_u64().unwrap(), readings }
    };
    let discrepancies = listed.iter().flat_map(|listed| listed.as_array().unwrap()).map(pointed).collect();
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    Story { name, corpus: Corpus { sources, ..Corpus::default() }, units, claims, quotations, discrepancies }
}

/// The sentences that a claim's spans in a source lie in; where no sentences are given, nothing.
fn around(claim: &Claim, source: SourceId, units: &[TextRange]) -> Vec<TextRange> {
    let spans = claim.spans.iter().filter(|span| span.0 == source && !units.is_empty());
    let whole = |span: TextRange| {
        let near = units.iter().filter(|unit| unit.end() > span.start() && unit.start() < span.end());
        near.fold(span, |all, unit| all.cover(*unit))
    };
    spans.map(|span| whole(span.1)).collect()
}

fn source(folder: &Path, listed: &Value, number: u16) -> Source {
    let path = folder.join("sources").join(listed["file"].as_str().unwrap());
    let language = listed["language"].as_str().map_or(Some(Language::ENGLISH), Language::from_tag);
    let text = Text::new(std::fs::read_to_string(&path).unwrap(), language);
    let boilerplate = boilerplate(&text, None);
    let meta = Meta { path: path.display().to_string(), ..Meta::default() };
    Source::new(SourceId(number), meta, text, boilerplate)
}

/// The byte at which each character starts, and the end.
fn characters(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}
