//! The files of `tests/fixtures`, made by the ordinary programs for each format: their texts, places, metadata and boilerplate
//! as they are read, one snapshot a format.

use parallax::monitor::Monitor;
use parallax::source::{Corpus, Source, Wishes, field, load};
use std::fmt::Write;
use std::path::PathBuf;

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn loaded(names: &[&str], wishes: &Wishes) -> Corpus {
    let paths: Vec<PathBuf> = names.iter().map(|name| fixtures().join(name)).collect();
    load(&paths, wishes, &Monitor::default()).expect("nobody cancels")
}

/// Everything that is known of sources, to be read by people: boilerplate stands in ⟦kind: …⟧.
fn shown(corpus: &Corpus) -> String {
    let place = |path: &str| path.replace('\\', "/").split("tests/fixtures/").last().unwrap_or_default().to_owned();
    let mut out = String::new();
    for source in &corpus.sources {
        let meta = &source.meta;
        let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        let known = [
            ("title", meta.title.clone()),
            ("outlet", meta.outlet.clone()),
            ("author", meta.author.clone()),
            ("date", day(meta.date)),
            ("updated", day(meta.updated)),
            ("url", meta.url.clone()),
            ("language", source.text.language().tag().map(str::to_owned)),
            ("copy", source.copy.map(|copy| format!("{copy:?}"))),
        ];
        writeln!(out, "=== {}", place(&meta.path)).expect("written");
        for (name, said) in known {
            if let Some(said) = said {
                writeln!(out, "{name}: {said}").expect("written");
            }
        }
        writeln!(out, "\n{}", marked(source)).expect("written");
        for left in &source.parts {
            let before = left.at.and_then(|at| source.text.content().get(..at));
            let behind = before.map_or(String::new(), |text| {
                format!(", behind “{}”", text.split_whitespace().next_back().unwrap_or_default())
            });
            writeln!(out, "\nbeside, {}{behind}:\n{}", left.kind.name(), left.text).expect("written");
        }
        out.push('\n');
    }
    for rejected in corpus.rejected.iter().filter(|one| !one.reason.is_planned()) {
        writeln!(out, "not read: {}: {}", place(&rejected.path.to_string_lossy()), rejected.reason).expect("written");
    }
    out
}

fn marked(source: &Source) -> String {
    let (mut out, mut at, content) = (String::new(), 0, source.text.content());
    for part in &source.boilerplate {
        out += content.get(at..part.range.start()).expect("parts in order, at characters");
        write!(out, "⟦{}: {}⟧", part.kind.name(), part.range.of(content)).expect("written");
        at = part.range.end();
    }
    out + content.get(at..).expect("a character")
}

#[test]
fn every_format_is_read() {
    let told = Wishes { fields: vec![field("text=inhalt").expect("a field")], ..Wishes::default() };
    let chapters = Wishes { chapters: true, ..Wishes::default() };
    let usual = Wishes::default();
    let cases: [(&str, &[&str], &Wishes); 15] = [
        ("docx", &["docx"], &usual),
        ("odt", &["odt"], &usual),
        ("epub", &["epub"], &usual),
        ("epub_chapters", &["epub"], &chapters),
        ("rtf", &["rtf"], &usual),
        ("pdf", &["pdf"], &usual),
        ("feed", &["feed"], &usual),
        ("mail", &["mail"], &usual),
        ("mhtml", &["mhtml"], &usual),
        ("complete", &["complete"], &usual),
        ("subtitles", &["subtitles"], &usual),
        ("tei", &["tei"], &usual),
        (
            "collection",
            &[
                "collection/articles.csv",
                "collection/articles.json",
                "collection/articles.jsonl.gz",
                "collection/mixed.zip",
            ],
            &usual,
        ),
        ("collection_told", &["collection/told.tsv"], &told),
        ("warc", &["warc"], &usual),
    ];
    for (name, paths, wishes) in cases {
        insta::assert_snapshot!(name, shown(&loaded(paths, wishes)));
    }
}
