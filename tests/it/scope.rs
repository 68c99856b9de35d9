//! What of a comparison an export holds: scopes, tables, withheld texts.

use crate::desk;
use crate::exports::{bare, comparisons, exported, places, usual, words_of_markdown};
use parallax::align::Passage;
use parallax::compare::Comparison;
use parallax::export::{Format, Options, Scope, Table, Texts};
use parallax::source::{Meta, Source, SourceId};
use serde_json::Value;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

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
    let labels = |scope: Scope| -> Vec<(u64, String)> {
        let json: Value = serde_json::from_str(&scoped(&comparison, Format::Json, scope)).expect("JSON");
        let parallels = json["parallels"].as_array().expect("parallels");
        let label = |parallel: &Value| Some((parallel["id"].as_u64()?, parallel["label"].as_str()?.to_owned()));
        parallels.iter().filter_map(label).collect()
    };
    let known = labels(Scope::Everything);
    for scope in [Scope::Parallel(1), Scope::Discrepancies, Scope::Quotations] {
        assert!(labels(scope).iter().all(|label| known.contains(label)), "it keeps its label in {scope}");
    }
    let both = |pair: [u16; 2]| numbers(Scope::Pair(pair.map(SourceId)));
    assert_eq!(both([0, 1]), [1, 2, 3]);
    assert_eq!(both([1, 2]), [3], "sources keep their letters, and what only one of them tells it tells alone");
}

#[test]
fn a_source_has_one_name_in_every_scope() {
    let (_, sample) = &comparisons()[0];
    let sources = |scope: Scope| -> Vec<String> {
        let whole = scoped(sample, Format::Markdown, scope);
        whole.lines().filter(|line| line.starts_with("| **")).map(str::to_owned).collect()
    };
    for scope in [Scope::Parallel(0), Scope::Discrepancies, Scope::Quotations, Scope::Matrix] {
        assert_eq!(sources(scope), sources(Scope::Everything), "{scope}");
    }
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
        let page = dom_query::Document::from(whole);
        page.select("del").remove();
        page.select("main").text().to_string()
    } else if format == Format::Svg {
        dom_query::Document::from(whole).select("text").text().to_string()
    } else if format == Format::Docx {
        let runs = whole.split("<w:t xml:space=\"preserve\">").skip(1);
        let words: String = runs.map(|run| run.split("</w:t>").next().unwrap_or_default()).collect();
        words.replace("&quot;", "\"")
    } else if format == Format::Markdown {
        words_of_markdown(whole)
    } else {
        whole.to_owned()
    }
}

/// Words in a row that make a passage; fewer may be shown because they differ.
const PASSAGE: usize = 9;

/// The words of a text, each run of so many of them.
fn runs_of_words(text: &str) -> HashSet<String> {
    let words: Vec<&str> = text.unicode_words().collect();
    words.windows(PASSAGE).map(|words| words.join(" ")).collect()
}

/// What of a document is read when its markup is left out.
fn without_markup(format: Format, whole: &str) -> String {
    if matches!(format, Format::Html | Format::Tei | Format::Svg | Format::GraphMl | Format::Docx) {
        let words: String = whole.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        words.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
    } else if format == Format::Markdown {
        whole.replace(['*', '\\', '~'], "")
    } else {
        whole.to_owned()
    }
}

#[test]
fn no_passage_of_a_withheld_text_is_in_any_format() {
    for (name, comparison) in comparisons() {
        let sources = &comparison.corpus.sources;
        // What is known of a source says which text is meant.
        let known = |source: &Source| -> Vec<String> {
            let Meta { path, title, outlet, author, .. } = &source.meta;
            [Some(path), title.as_ref(), outlet.as_ref(), author.as_ref()].into_iter().flatten().cloned().collect()
        };
        let allowed: HashSet<String> = sources.iter().flat_map(known).flat_map(|name| runs_of_words(&name)).collect();
        let secret: HashSet<String> = sources.iter().flat_map(|source| runs_of_words(source.text.content())).collect();
        let check = |format: Format, options: &Options| {
            let shown = without_markup(format, &exported(comparison, format, options));
            let found: Vec<String> = runs_of_words(&shown).into_iter().filter(|run| secret.contains(run)).collect();
            let leaked = found.iter().find(|run| !allowed.contains(*run));
            assert_eq!(leaked, None, "{name}: {} {:?} {:?}", format.name(), options.scope, options.table);
        };
        for base in sources.iter().map(|source| source.id) {
            for format in Format::ALL {
                check(format, &Options { texts: Texts::Withheld, base, width: 1000, ..Options::default() });
            }
            for table in Table::ALL {
                let options = Options { texts: Texts::Withheld, base, table: Some(table), ..Options::default() };
                check(Format::Csv, &options);
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
