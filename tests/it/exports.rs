//! Exports: complete, the same every time, well-formed, and harmless whatever the sources hold.

use crate::desk;
use base64::Engine;
use dom_query::{Document, NodeRef};
use parallax::align::Passage;
use parallax::compare::{Comparison, Remark, compare};
use parallax::export::{Format, Options, Scope, Texts, export};
use parallax::monitor::Monitor;
use parallax::source::{Boilerplate, BoilerplateKind, Copy, Corpus, Meta, Source, SourceId};
use parallax::text::{Language, Text, TextRange};
use pulldown_cmark::{Event, Parser};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Texts that try to become something else than text: markup, the end of a script or a section, a terminal's commands,
/// another direction of writing, a formula.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "]]> --> <!-- </style></script>",
    "&lt;b&gt; &amp; &#60;",
    "nul \u{0} bell \u{7} escape \u{1b}[31m \u{9b}31m \u{1b}]0;title\u{7}",
    "turned \u{202e}around \u{2066}and isolated",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "# heading\n\n* list\n\n| a | b |\n|---|---|\n\n[link](javascript:alert(1)) ![p](x) `code` **bold** ~~gone~~ [^1]",
    "none \u{fffe} \u{ffff} \u{fdd0}",
    "a\u{301} 👨‍👩‍👧 مرحبا 日本語",
    "a,\"b\";c\r\n\td",
];

fn corpus(texts: impl IntoIterator<Item = (Meta, String)>) -> Corpus {
    let (metas, texts): (Vec<Meta>, Vec<String>) = texts.into_iter().unzip();
    let mut corpus = Corpus::of_texts(texts, None);
    corpus.sources.iter_mut().zip(metas).for_each(|(source, meta)| source.meta = meta);
    corpus
}

/// Three sources that tell the same in hostile words, under hostile names.
fn hostile() -> Comparison {
    let source = |number: usize| {
        let sentence = |(index, attack): (usize, &&str)| {
            format!(
                "Councillor number {index} of the harbour town said {attack} and left the hall at {number} o'clock."
            )
        };
        let content: Vec<String> = HOSTILE.iter().enumerate().map(sentence).collect();
        let attack = |offset: usize| Some(HOSTILE[(number + offset) % HOSTILE.len()].to_owned());
        let path = format!("{}{number}.txt", HOSTILE[number]);
        let meta = Meta { path, title: attack(1), outlet: attack(4), author: attack(6), ..Meta::default() };
        (meta, content.join("\n\n"))
    };
    compare(corpus((0..3).map(source)), &Monitor::default()).expect("nobody cancels")
}

/// Comparisons of all kinds, made once.
pub fn comparisons() -> &'static [(&'static str, Comparison); 4] {
    static MADE: LazyLock<[(&str, Comparison); 4]> = LazyLock::new(|| {
        let text = |words: &str| (Meta::default(), words.to_owned());
        let alone = corpus([text("One only."), text("Two stands here.")]);
        [
            ("sample", desk::compared_sample()),
            ("by hand", desk::comparison()),
            ("hostile", hostile()),
            ("nothing in common", compare(alone, &Monitor::default()).expect("nobody cancels")),
        ]
    });
    &MADE
}

/// Three sources that share hundreds of passages, made once: enough for a page to say them shortly.
pub fn long() -> &'static Comparison {
    static MADE: LazyLock<Comparison> = LazyLock::new(|| {
        const TOWNS: [&str; 10] =
            ["Ashford", "Bexley", "Corby", "Derby", "Exeter", "Filey", "Goole", "Hexham", "Ilkley", "Jarrow"];
        const THINGS: [&str; 10] = [
            "barrels",
            "carriages",
            "ladders",
            "lanterns",
            "mirrors",
            "orchards",
            "pianos",
            "sailors",
            "teapots",
            "wagons",
        ];
        const DEEDS: [&str; 4] =
            ["were sold at the market", "crossed the frozen river", "stood in the rain", "burned down"];
        let sentence = |source: usize, index: usize| {
            let (town, thing, deed) = (TOWNS[index % 10], THINGS[index / 10 % 10], DEEDS[index / 100]);
            // Each source leaves some out, and counts some otherwise.
            let count = 1000 + 7 * index + usize::from(index % 9 == source);
            let teller = if (index + source).is_multiple_of(5) { "The mayor" } else { "A clerk" };
            (index % 11 != source)
                .then(|| format!("{teller} of {town} \"wrote\" that {count} {thing} {deed} in {town}."))
        };
        let text = |source: usize| {
            let own = [
                "Nobody has heard of the <purple> umbrella & its \"owner\", who sleeps.",
                "Seven swans flew southwards; singing softly…",
                "Bread is dearer than last year.",
            ];
            let mut sentences: Vec<String> = (0..400).filter_map(|index| sentence(source, index)).collect();
            sentences.insert(50 * source, own[source].to_owned());
            (Meta { path: format!("{source}.txt"), ..Meta::default() }, sentences.join("\n\n"))
        };
        compare(corpus((0..3).map(text)), &Monitor::default()).expect("nobody cancels")
    });
    &MADE
}

pub fn exported(comparison: &Comparison, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    export(comparison, format, options, &Monitor::default(), &mut out).expect("memory does not fail");
    if format == Format::Docx { parts(out) } else { String::from_utf8(out).expect("exports are UTF-8") }
}

/// The parts of a document, one after the other.
fn parts(document: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("an archive");
    let mut whole = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        whole.push_str(&format!("{}\n", part.name()));
        std::io::Read::read_to_string(&mut part, &mut whole).expect("UTF-8");
        whole.push('\n');
    }
    whole
}

pub fn usual(comparison: &Comparison, format: Format) -> String {
    exported(comparison, format, &Options::default())
}

/// Everything that a source says, in places.
pub fn places(comparison: &Comparison) -> Vec<Passage> {
    let passages = comparison.alignment.parallels.iter().flat_map(|p| p.passages.clone());
    let aside = |source: &Source| {
        let id = source.id;
        source.boilerplate.iter().map(move |part| Passage { source: id, range: part.range }).collect::<Vec<_>>()
    };
    passages.chain(comparison.only_here.clone()).chain(comparison.corpus.sources.iter().flat_map(aside)).collect()
}

/// Letters and digits only: what wrapping, signs and escapes leave alone.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn everything_told_stands_in_every_readable_export() {
    for (name, comparison) in comparisons() {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            // Narrow text has no columns, so each passage is one stretch of it.
            let whole = exported(comparison, format, &Options { width: 40, ..Options::default() });
            let shown = if format == Format::Html {
                let page = Document::from(whole.as_str());
                page.select("del").remove();
                bare(&page.select("#levels").text())
            } else if format == Format::Markdown {
                bare(&words_of_markdown(&whole))
            } else {
                bare(&whole)
            };
            for place in places(comparison) {
                let words = comparison.corpus.source(place.source).text.slice(place.range);
                assert!(shown.contains(&bare(words)), "{name}: {} lacks {words:?}", format.name());
            }
        }
    }
}

/// What is not struck out.
pub fn words_of_markdown(markdown: &str) -> String {
    let mut struck = 0;
    let mut words = String::new();
    for event in markdown_events(markdown) {
        if event == Event::Start(pulldown_cmark::Tag::Strikethrough) {
            struck += 1;
        } else if event == Event::End(pulldown_cmark::TagEnd::Strikethrough) {
            struck -= 1;
        } else if let (Event::Text(text), 0) = (event, struck) {
            words.push_str(&text);
        }
    }
    words
}

fn markdown_events(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_GFM | pulldown_cmark::Options::all())
}

#[test]
fn json_offsets_are_code_points_and_slice_to_their_text() {
    for (name, comparison) in comparisons() {
        let document: Value = serde_json::from_str(&usual(comparison, Format::Json)).expect("JSON");
        let texts: Vec<(Value, Vec<char>)> = document["sources"]
            .as_array()
            .expect("sources")
            .iter()
            .map(|s| (s["id"].clone(), s["text"].as_str().expect("a text").chars().collect()))
            .collect();
        for (source, (_, text)) in comparison.corpus.sources.iter().zip(&texts) {
            assert_eq!(source.text.content(), text.iter().collect::<String>(), "{name}: the text is exact");
        }
        let mut checked = 0;
        walk(&document, &mut |place| {
            let (Some(start), Some(end), Some(text)) =
                (place["start"].as_u64(), place["end"].as_u64(), place["text"].as_str())
            else {
                return;
            };
            let (_, whole) = texts.iter().find(|(id, _)| *id == place["source"]).expect("a source");
            let slice: String = whole[start as usize..end as usize].iter().collect();
            assert_eq!(slice, text, "{name}");
            checked += 1;
        });
        assert_eq!(checked > 0, !comparison.alignment.parallels.is_empty(), "{name}");
    }
}

#[test]
fn json_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../../assets/parallax.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (name, comparison) in comparisons() {
        let document: Value = serde_json::from_str(&usual(comparison, Format::Json)).expect("JSON");
        let wrong: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
    for broken in [r#"{}"#, r#"{"format": "parallax", "version": 2}"#] {
        assert!(!validator.is_valid(&serde_json::from_str(broken).expect("JSON")), "{broken}");
    }
}

#[test]
fn notes_leave_with_what_they_are_about() {
    let mut comparison = desk::comparison();
    let place = comparison.alignment.parallels[0].passages[0];
    let note = |place: Option<Passage>, text: &str| Remark { place, words: "as it was".into(), text: text.into() };
    comparison.remarks.notes = vec![note(Some(place), "ask <the> mayor"), note(Some(place), ""), note(None, "lost")];
    for format in [Format::Html, Format::Markdown, Format::Text, Format::Ansi, Format::Docx] {
        let whole = bare(&usual(&comparison, format)).replace("ltthegt", "the");
        for words in ["askthemayor", "bookmark", "lost", "notfoundanymore", "asitwas"] {
            assert!(whole.contains(words), "{}: {words}", format.name());
        }
    }
    let document: Value = serde_json::from_str(&usual(&comparison, Format::Json)).expect("JSON");
    let words = comparison.corpus.source(place.source).text.slice(place.range);
    assert_eq!(document["notes"][0]["note"], "ask <the> mayor");
    assert_eq!(document["notes"][0]["text"], words);
    assert_eq!(document["notes"][2], serde_json::json!({ "text": "as it was", "note": "lost" }));
}

#[test]
fn no_folder_of_the_machine_leaves_with_what_is_sent() {
    let told = |path: &str| {
        let text = "The mayor of Ashford counted the wagons at the frozen river before the market began on Friday.";
        (Meta { path: path.to_owned(), ..Meta::default() }, text.to_owned())
    };
    let both = corpus([told("/home/somebody/one.txt"), told("C:\\Users\\somebody\\two.txt")]);
    let comparison = compare(both, &Monitor::default()).expect("nobody cancels");
    for format in Format::ALL {
        assert_eq!(usual(&comparison, format).contains("somebody"), format == Format::Json, "{}", format.name());
        let paths = Options { paths: true, ..Options::default() };
        let named =
            [Format::Csv, Format::Svg].contains(&format) || exported(&comparison, format, &paths).contains("somebody");
        assert!(named, "{}", format.name());
    }
}

#[test]
fn copies_are_told_in_every_format_that_lists_the_sources() {
    let told = "The mayor of Ashford counted the wagons at the frozen river before the market began on Friday, and a clerk \
                wrote down that there were twelve of them.";
    let source = |path: &str| (Meta { path: path.to_owned(), ..Meta::default() }, told.to_owned());
    let mut both = corpus([source("1.txt"), source("2.txt")]);
    both.sources[1].copy = Some(Copy::Same(SourceId(0)));
    let comparison = compare(both, &Monitor::default()).expect("nobody cancels");
    for format in [Format::Html, Format::Docx, Format::Markdown, Format::Text, Format::Ansi, Format::Tei] {
        let whole = usual(&comparison, format);
        assert!(whole.contains("the same text as A"), "{}", format.name());
        assert!(!whole.contains("· paraphrase"), "{}: the same words", format.name());
    }
}

#[test]
fn json_read_back_gives_the_same_comparison() {
    for (name, comparison) in comparisons() {
        let once = usual(comparison, Format::Json);
        let document: Value = serde_json::from_str(&once).expect("JSON");
        let read = |(source, number): (&Value, u16)| {
            let known = |key: &str| source[key].as_str().map(str::to_owned);
            let content = known("text").expect("a text");
            let bytes: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len()]).collect();
            let at = |part: &Value, end: &str| bytes[usize::try_from(part[end].as_u64().expect("an offset")).unwrap()];
            let range = |part: &Value| TextRange::new(&content, at(part, "start"), at(part, "end"));
            let kind =
                |name: &Value| BoilerplateKind::ALL.into_iter().find(|kind| kind.name() == name).expect("a kind");
            let part = |part: &Value| Boilerplate { range: range(part), kind: kind(&part["kind"]) };
            let boilerplate = source["boilerplate"].as_array().expect("parts").iter().map(part).collect();
            let language = source["language"].as_str().and_then(Language::from_tag);
            let meta = Meta {
                path: known("path").expect("a path"),
                title: known("title"),
                outlet: known("outlet"),
                author: known("author"),
                date: known("date").map(|date| date.parse().expect("a date")),
                ..Meta::default()
            };
            let text = Text::new(content.clone(), language);
            Source::new(SourceId(number), meta, text, boilerplate)
        };
        let sources = document["sources"].as_array().expect("sources").iter().zip(0..).map(read).collect();
        // One of them was made by hand, not found.
        if *name != "by hand" {
            let again = compare(Corpus { sources, ..Corpus::default() }, &Monitor::default()).expect("nobody cancels");
            assert_eq!(usual(&again, Format::Json), once, "{name}");
        }
    }
}

fn walk(value: &Value, visit: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(fields) => {
            visit(value);
            fields.values().for_each(|field| walk(field, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn two_exports_of_one_input_are_the_same_bytes() {
    let again = desk::compared_sample();
    for format in Format::ALL {
        let (_, sample) = &comparisons()[0];
        assert_eq!(usual(sample, format), usual(&again, format), "{}", format.name());
    }
}

#[test]
fn no_export_steers_a_terminal_or_turns_the_writing_around() {
    for (name, comparison) in comparisons() {
        for format in Format::ALL {
            let mut whole = usual(comparison, format);
            if format == Format::Ansi {
                whole = without_attributes(&whole);
            }
            if format == Format::Csv {
                whole = whole.replace("\r\n", "\n");
            }
            let steering = whole.chars().find(|&c| parallax::text::steers(c) && c != '\n');
            assert_eq!(steering, None, "{name}: {}", format.name());
        }
    }
}

/// Text without the attributes that the program writes: `ESC [ digits and semicolons m`.
fn without_attributes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (attributes, rest) = part.split_once('m').expect("an attribute ends");
        let digits = attributes.strip_prefix('[').expect("an attribute begins");
        assert!(digits.chars().all(|c| c.is_ascii_digit() || c == ';'), "{attributes:?}");
        plain.push_str(rest);
    }
    plain
}

#[test]
fn the_page_is_well_formed_and_holds_only_its_own_markup() {
    for (name, comparison) in comparisons() {
        let whole = usual(comparison, Format::Html);
        let page = Document::from(whole.as_str());
        assert!(page.errors.borrow().is_empty(), "{name}: {:?}", page.errors.borrow());
        assert_eq!(page.select("script").length(), 2, "{name}");
        assert_eq!(page.select("style").length(), 1, "{name}");
        assert_eq!(page.select("img, iframe, object, link, base, form[action], [src]").length(), 0, "{name}");
        for node in page.select("*").nodes() {
            for attribute in node.attrs() {
                let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
                assert!(!key.starts_with("on"), "{name}: {key}={value}");
                assert!(key != "href" || value.starts_with('#'), "{name}: {value}");
            }
        }
        links_lead_somewhere(&page, name);
        let data: String = page.select("#bases").text().to_string();
        assert!(serde_json::from_str::<Value>(&data).is_ok(), "{name}: the script's data is JSON");
    }
}

#[test]
fn a_long_page_has_the_words_once_and_little_beside_them() {
    let comparison = long();
    let whole = usual(comparison, Format::Html);
    let page = Document::from(whole.as_str());
    assert!(page.errors.borrow().is_empty(), "{:?}", page.errors.borrow());
    links_lead_somewhere(&page, "long");
    let shown = bare(&page.select("#levels").text());
    for place in places(comparison) {
        let words = comparison.corpus.source(place.source).text.slice(place.range);
        assert!(shown.contains(&bare(words)), "{words:?}");
    }
    let all: usize = comparison.corpus.sources.iter().map(|source| bare(source.text.content()).len()).sum();
    let parallels = comparison.alignment.parallels.len();
    assert!(shown.len() < all + 80 * parallels, "{} letters of {all}", shown.len());
    let texts: usize = comparison.corpus.sources.iter().map(|source| source.text.content().len()).sum();
    let program: usize = ["style", "script"].map(|tag| page.select(tag).text().len()).iter().sum();
    assert!(whole.len() < texts + program + 200 * parallels, "{} bytes for {texts} of text", whole.len());
}

fn links_lead_somewhere(page: &Document, name: &str) {
    let ids: Vec<String> =
        page.select("[id]").nodes().iter().filter_map(|n: &NodeRef| Some(n.attr("id")?.to_string())).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{name}: ids are used once");
    for link in page.select("a[href]").nodes() {
        let target = link.attr("href").map(|href| href.trim_start_matches('#').to_owned()).unwrap_or_default();
        assert!(once.binary_search(&target).is_ok(), "{name}: {target}");
    }
}

#[test]
fn no_other_script_runs_in_the_page() {
    let whole = usual(&desk::comparison(), Format::Html);
    let page = Document::from(whole.as_str());
    let script = page.select("script:not([type])").text();
    let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(script.as_bytes()));
    let policy = page.select("meta[http-equiv]").attr("content").expect("a policy");
    assert!(policy.contains(&format!("script-src 'sha256-{hash}'")), "SCRIPT_HASH must be sha256-{hash}");
}

#[test]
fn the_page_can_be_read_against_every_base_as_the_view_has_it() {
    let (_, comparison) = &comparisons()[0];
    let data = |base: u16| -> Value {
        let options = Options { base: SourceId(base), ..Options::default() };
        let page = exported(comparison, Format::Html, &options);
        serde_json::from_str(&Document::from(page.as_str()).select("#bases").text()).expect("JSON")
    };
    let first = data(0);
    for source in &comparison.corpus.sources {
        let other = data(source.id.0);
        for part in ["titles", "languages", "texts", "passages", "rows"] {
            assert_eq!(first[part], other[part], "{part}");
        }
        assert_eq!(other["base"], source.id.siglum());
        assert_eq!(first["texts"][source.id.siglum()], source.text.content());
        let rows = first["rows"][source.id.siglum()].as_array().expect("rows").iter();
        let numbers: Vec<&str> = rows.filter_map(|row| row[0].as_str()?.split('|').next()).collect();
        let synopsis = parallax::view::synopsis(comparison, source.id);
        let expected = synopsis.rows.iter().map(|row| row.parallel.map_or(0, |parallel| parallel + 1).to_string());
        assert_eq!(numbers, expected.collect::<Vec<_>>(), "{:?}", source.id);
    }
}

#[test]
fn what_is_not_shown_of_the_texts_is_not_in_the_page() {
    let (_, comparison) = &comparisons()[0];
    let pair = Scope::Pair([SourceId(1), SourceId(2)]);
    let cases = [(Scope::Parallel(0), Texts::Whole), (Scope::Everything, Texts::Withheld), (pair, Texts::Whole)];
    for (scope, texts) in cases {
        let options = Options { scope, texts, ..Options::default() };
        let page = bare(&exported(comparison, Format::Html, &options));
        let alone = comparison.only_here.iter().filter(|place| scope != pair || place.source == SourceId(4));
        for place in alone.filter(|place| place.range.len() > 80) {
            let words = comparison.corpus.source(place.source).text.slice(place.range);
            assert!(!page.contains(&bare(words)), "{scope}: {words}");
        }
    }
}

#[test]
fn markdown_holds_only_its_own_markup() {
    for (name, comparison) in comparisons() {
        let whole = usual(comparison, Format::Markdown);
        for event in markdown_events(&whole) {
            if let Event::Html(html) | Event::InlineHtml(html) = &event {
                let own = html.starts_with("<a id=\"p") || ["</a>", "<sub>", "</sub>"].contains(&&**html);
                assert!(own, "{name}: {html}");
            } else if let Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) = &event {
                assert!(dest_url.starts_with("#p"), "{name}: {dest_url}");
            }
            let other = matches!(event, Event::Code(_) | Event::Start(pulldown_cmark::Tag::Image { .. }));
            assert!(!other, "{name}: {event:?}");
        }
    }
}

#[test]
fn xml_is_well_formed() {
    for (name, comparison) in comparisons() {
        for format in [Format::Tei, Format::Svg, Format::GraphMl] {
            let whole = usual(comparison, format);
            let mut reader = quick_xml::Reader::from_str(&whole);
            reader.config_mut().check_comments = true;
            loop {
                let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {}: {error}", format.name()));
                if let quick_xml::events::Event::Start(tag) = &event {
                    tag.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
                }
                if event == quick_xml::events::Event::Eof {
                    break;
                }
            }
            let forbidden = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
            assert_eq!(whole.find(forbidden), None, "{name}: {}", format.name());
        }
    }
}

#[test]
fn formats_are_told_by_name_and_ending() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(format.extension().to_uppercase().parse(), Ok(format));
        assert!(!format.about().is_empty());
    }
    assert!("doc".parse::<Format>().is_err());
}
