//! The apparatus: read one witness's readings from the first to the last, and its text is there.

use crate::exports::{comparisons, exported, usual};
use parallax::compare::Comparison;
use parallax::export::{Format, Options, Scope};
use parallax::source::SourceId;
use parallax::text::visible;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// For each witness named in the header its text, by parallel segmentation as anybody reads it: what stands outside of
/// entries is every witness's, and of an entry the one reading that names it.
#[expect(clippy::wildcard_enum_match_arm, reason = "of a document's events only these matter")]
fn texts(document: &str) -> BTreeMap<String, String> {
    let mut reader = Reader::from_str(document);
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let (mut body, mut entry) = (false, None::<Vec<String>>);
    let mut reading: Option<Vec<String>> = None;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            Event::Start(tag) => match tag.name().as_ref() {
                b"witness" => drop(texts.insert(attribute(&tag, "xml:id"), String::new())),
                b"body" => body = true,
                b"app" => entry = Some(Vec::new()),
                b"lem" | b"rdg" => reading = Some(witnesses(&tag, &mut entry)),
                _ => {}
            },
            Event::Empty(tag) if matches!(tag.name().as_ref(), b"lem" | b"rdg") => drop(witnesses(&tag, &mut entry)),
            Event::End(tag) => match tag.name().as_ref() {
                b"lem" | b"rdg" => reading = None,
                b"app" => {
                    let mut named = entry.take().expect("an entry");
                    named.sort();
                    assert_eq!(named.iter().collect::<Vec<_>>(), texts.keys().collect::<Vec<_>>(), "each witness once");
                }
                _ => {}
            },
            Event::Text(text) if body => add(&mut texts, &entry, &reading, &text.decode().expect("UTF-8")),
            Event::GeneralRef(name) if body => {
                let name = name.decode().expect("UTF-8");
                let code = name.strip_prefix('#').and_then(|code| code.parse().ok()).and_then(char::from_u32);
                let text = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                add(&mut texts, &entry, &reading, &text.or(code.map(String::from)).expect("a known reference"));
            }
            _ => {}
        }
    }
    texts
}

fn add(texts: &mut BTreeMap<String, String>, entry: &Option<Vec<String>>, reading: &Option<Vec<String>>, words: &str) {
    match (entry, reading) {
        (None, _) if words.trim_matches('\n').is_empty() => {}
        (None, _) => texts.values_mut().for_each(|text| text.push_str(words)),
        (Some(_), Some(named)) => named.iter().for_each(|id| texts.get_mut(id).expect("a witness").push_str(words)),
        (Some(_), None) => assert!(words.trim().is_empty(), "no words between readings"),
    }
}

fn witnesses(tag: &BytesStart, entry: &mut Option<Vec<String>>) -> Vec<String> {
    let named: Vec<String> = attribute(tag, "wit").split(' ').map(|id| id.trim_start_matches('#').to_owned()).collect();
    entry.as_mut().expect("readings stand in entries").extend(named.clone());
    named
}

fn attribute(tag: &BytesStart, name: &str) -> String {
    let found = tag.attributes().map(|a| a.expect("an attribute")).find(|a| a.key.as_ref() == name.as_bytes());
    String::from_utf8(found.expect(name).value.to_vec()).expect("UTF-8")
}

/// The text as any document can hold it, white space single.
fn expected(comparison: &Comparison, source: SourceId) -> String {
    let words: Vec<&str> = comparison.corpus.source(source).text.content().split_whitespace().collect();
    let none = |c: char| u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    visible(&words.join(" ")).replace(none, "\u{fffd}")
}

fn check(name: &str, comparison: &Comparison, document: &str, sources: &[SourceId]) {
    let texts = texts(document);
    assert_eq!(texts.len(), sources.len(), "{name}");
    for &source in sources {
        let text: Vec<&str> = texts[&source.siglum()].split_whitespace().collect();
        assert_eq!(text.join(" "), expected(comparison, source), "{name}: {}", source.siglum());
    }
}

#[test]
fn every_witness_comes_back_word_for_word() {
    for (name, comparison) in comparisons() {
        let sources: Vec<SourceId> = comparison.corpus.sources.iter().map(|source| source.id).collect();
        for &base in &sources {
            let options = Options { base, ..Options::default() };
            check(name, comparison, &exported(comparison, Format::Tei, &options), &sources);
        }
        let pair = [sources[0], sources[sources.len() - 1]];
        let options = Options { scope: Scope::Pair(pair), ..Options::default() };
        check(name, comparison, &exported(comparison, Format::Tei, &options), &pair);
    }
}

#[test]
fn what_all_read_stands_outside_of_entries() {
    let comparison = crate::desk::comparison();
    let document = usual(&comparison, Format::Tei);
    let entry = document.split("<app type=\"number\">").nth(1).and_then(|rest| rest.split("</app>").next());
    let entry = entry.expect("numbers differ");
    let reading = |siglum: &str, words: &str| {
        let mut readings = entry.split("wit=").skip(1).filter_map(|reading| reading.split_once('>'));
        readings.any(|(who, read)| who.contains(siglum) && read.contains(words))
    };
    assert!(reading("#B", "13") && reading("#C", "12"), "{entry}");
    assert!(document.contains("xml:id=\"p1\""), "{document}");
    assert!(document.contains("<ab type=\"only-here\">"), "{document}");
    assert!(document.contains("<ab type=\"boilerplate\">"), "{document}");
}
