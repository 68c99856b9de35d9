//! What of a comparison an export holds: scopes, tables, withheld texts.

use crate::desk;
use crate::exports::{bare, comparisons, exported, places, usual};
use parallax::align::Passage;
use parallax::compare::Comparison;
use parallax::export::{Format, Options, Scope, Table, Texts};
use parallax::source::SourceId;
use serde_json::Value;

fn scoped(comparison: &Comparison, format: Format, scope: Scope) -> String {
    exported(comparison, format, &Options { scope, width: 30, ..Options::default() })
}

/// Formats in which a person reads the texts.
const READABLE: [Format; 5] = [Format::Html, Format::Markdown, Format::Text, Format::Svg, Format::Docx];

#[test]
fn a_scope_holds_its_parallels_and_nothing_else() {
    let comparison = desk::comparison();
    let numbers = |scope: Scope| -> Vec<u64> {
        let json: Value = serde_json::from_str(&scoped(&comparison, Format::Json, scope)).expect("JSON");
        let parallels = json["parallels"].as_array().expect("parallels");
        parallels.iter().map(|parallel| parallel["id"].as_u64().expect("a number")).collect()
    };
    let all: Vec<u64> = (1..=comparison.alignment.parallels.len() as u64).collect();
    assert_eq!(numbers(Scope::Everything), all);
    assert_eq!(numbers(Scope::Matrix), all);
    assert_eq!(numbers(Scope::Parallel(1)), [2], "it keeps its number");
    let differing = comparison.discrepancies.iter().zip(1..).filter(|(found, _)| !found.is_empty());
    assert_eq!(numbers(Scope::Discrepancies), differing.map(|(_, number)| number).collect::<Vec<_>>());
    let both = |pair: [u16; 2]| numbers(Scope::Pair(pair.map(SourceId)));
    assert_eq!(both([0, 1]), [1, 2, 3]);
    assert_eq!(both([1, 2]), [3], "sources keep their letters, and what only one of them tells it tells alone");
}

#[test]
fn every_format_has_every_scope() {
    for (name, comparison) in comparisons() {
        let pair = Scope::Pair([SourceId(0), SourceId(1)]);
        for scope in
            [Scope::Everything, Scope::Parallel(0), Scope::Discrepancies, Scope::Quotations, Scope::Matrix, pair]
        {
            for format in Format::ALL {
                let once = scoped(comparison, format, scope);
                assert!(!once.is_empty(), "{name}: {} of {scope}", format.name());
                assert_eq!(once, scoped(comparison, format, scope), "{name}: {} of {scope}", format.name());
            }
        }
    }
}

#[test]
fn two_sources_are_read_as_if_there_were_no_others() {
    let comparison = desk::comparison();
    let scope = Scope::Pair([SourceId(0), SourceId(2)]);
    for format in READABLE {
        let whole = scoped(&comparison, format, scope);
        let shown = bare(&words(format, &whole));
        for place in places(&comparison) {
            let words = comparison.corpus.source(place.source).text.slice(place.range);
            let ours = place.source != SourceId(1);
            // Pictures and pages break lines where they like; bare letters do not mind.
            assert_eq!(shown.contains(&bare(words)), ours, "{}: {words}", format.name());
        }
    }
}

/// The words of a document without its markup.
fn words(format: Format, whole: &str) -> String {
    if format == Format::Html {
        dom_query::Document::from(whole).select("main").text().to_string()
    } else if format == Format::Svg {
        dom_query::Document::from(whole).select("text").text().to_string()
    } else if format == Format::Docx {
        let runs = whole.split("<w:t xml:space=\"preserve\">").skip(1);
        let words: String = runs.map(|run| run.split("</w:t>").next().unwrap_or_default()).collect();
        words.replace("&quot;", "\"")
    } else {
        whole.to_owned()
    }
}

#[test]
fn withheld_texts_are_in_no_format() {
    for (name, comparison) in comparisons().iter().filter(|(name, _)| *name != "hostile") {
        let sources = comparison.corpus.sources.len();
        for format in Format::ALL {
            let tables = if format == Format::Csv { Table::ALL.map(Some).to_vec() } else { vec![None] };
            for table in tables {
                let options = Options { texts: Texts::Withheld, table, ..Options::default() };
                let whole = exported(comparison, format, &options);
                for place in places(comparison) {
                    let words = comparison.corpus.source(place.source).text.slice(place.range);
                    let long = words.split_whitespace().count() >= 12;
                    let title = comparison.corpus.source(place.source).meta.title.as_deref();
                    let known = title.is_some_and(|title| words.contains(title));
                    assert!(
                        !long || known || !whole.contains(words),
                        "{name} of {sources}: {}: {words}",
                        format.name()
                    );
                }
            }
        }
    }
}

fn table(comparison: &Comparison, table: Table) -> Vec<Vec<String>> {
    let whole = exported(comparison, Format::Csv, &Options { table: Some(table), ..Options::default() });
    assert!(whole.ends_with("\r\n") && !whole.replace("\r\n", "").contains(['\r', '\n']), "RFC 4180: {whole:?}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(whole.as_bytes());
    let lines = reader.records().map(|record| record.expect("as many cells as in the head"));
    lines.map(|line| line.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn tables_hold_all_and_no_formula() {
    for (name, comparison) in comparisons() {
        let passages: usize = comparison.alignment.parallels.iter().map(|p| p.links.len()).sum();
        let readings = parallax::view::disagreements(comparison).iter().flat_map(|d| &d.readings).flatten().count();
        let quotations: usize = comparison.corpus.sources.iter().map(|s| s.text.quotations().len()).sum();
        for (kind, lines) in [
            (Table::Parallels, comparison.alignment.parallels.len()),
            (Table::Discrepancies, readings),
            (Table::Quotations, quotations),
            (Table::Links, passages),
        ] {
            let found = table(comparison, kind);
            assert_eq!(found.len(), lines + 1, "{name}: {}", kind.name());
            for cell in found.iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell:?}");
            }
        }
        let parallels = table(comparison, Table::Parallels);
        for (line, group) in parallels.iter().skip(1).zip(&comparison.alignment.parallels) {
            for Passage { source, range } in &group.passages {
                let words = comparison.corpus.source(*source).text.slice(*range);
                assert!(bare(&line[4 + source.index()]).contains(&bare(words)), "{name}: {words}");
            }
        }
    }
    assert_eq!(usual(&desk::comparison(), Format::Csv).lines().count(), 4);
}
