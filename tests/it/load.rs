//! Reading: encodings, formats, and that no bytes break it.

use parallax::source::{Document, Reason, read};
use parallax::text::Language;
use proptest::prelude::*;
use std::path::Path;

fn document(bytes: &[u8], name: &str) -> Document {
    read(bytes.to_vec(), Path::new(name)).expect("a text")
}

#[test]
fn encodings_are_told() {
    let russian = "Президент России провёл телефонный разговор с президентом США. Он длился пятьдесят минут.";
    let french =
        "L’entretien a duré cinquante minutes, a précisé le conseiller de l’Élysée. « C’était utile », a-t-il ajouté.";
    let japanese = "両首脳は電話で会談し、中東情勢について意見を交わした。会談は五十分間続いたという。";
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let with = |label: &str, text: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("an encoding");
        encoding.encode(text).0.into_owned()
    };
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
    let cases = [
        ("utf-8", russian, russian.as_bytes().to_vec()),
        ("utf-8 with a mark", russian, marked(b"\xef\xbb\xbf", russian.into())),
        ("utf-16le with a mark", russian, marked(b"\xff\xfe", utf16(russian, u16::to_le_bytes))),
        ("utf-16be with a mark", japanese, marked(b"\xfe\xff", utf16(japanese, u16::to_be_bytes))),
        ("utf-16le", french, utf16(french, u16::to_le_bytes)),
        ("utf-16be", french, utf16(french, u16::to_be_bytes)),
        ("windows-1251", russian, with("windows-1251", russian)),
        ("koi8-r", russian, with("koi8-r", russian)),
        ("windows-1252", french, with("windows-1252", french)),
        ("shift-jis", japanese, with("shift_jis", japanese)),
        ("euc-jp", japanese, with("euc-jp", japanese)),
        ("iso-2022-jp", japanese, with("iso-2022-jp", japanese)),
        (
            "gbk",
            "双方就中东局势交换了意见，通话持续了五十分钟。",
            with("gbk", "双方就中东局势交换了意见，通话持续了五十分钟。"),
        ),
    ];
    for (encoding, text, bytes) in cases {
        assert_eq!(document(&bytes, "a.txt").text, text, "{encoding}");
    }
}

#[test]
fn a_page_says_its_encoding_and_damage_stays_small() {
    let mut page =
        b"<html><head><meta charset=\"iso-8859-2\"></head><body><p>\xafy\xe6 d\xb3ugo, \xbfy\xe6 \xb3adnie.</p></body>"
            .to_vec();
    assert_eq!(document(&page, "a.html").text, "Żyć długo, żyć ładnie.");
    page = "Zelenskyy went to Türkiye, and »said« so, too, a “second” time – in Kyiv. ".into();
    page.push(0xff);
    assert!(document(&page, "a.txt").text.starts_with("Zelenskyy went to Türkiye, and »said«"));
}

#[test]
fn plain_text_is_kept_character_for_character() {
    for text in [
        " date 2025-06-14 So.\r\n\r\nAnd\u{a0}so.\t\n\n",
        "# not markdown *here*\n<b>nor HTML</b>",
        "\u{feff}\u{feff}two marks",
    ] {
        let kept = text.strip_prefix('\u{feff}').unwrap_or(text);
        assert_eq!(document(text.as_bytes(), "a.txt").text, kept);
    }
}

#[test]
fn what_is_no_text_is_told() {
    let cases: [(&[u8], &str); 8] = [
        (b"", "it is empty"),
        (b" \n\t ... \n", "there are no words in it"),
        (b"%PDF-1.7 and so on", "not well-formed (a PDF"),
        (b"PK\x03\x04rest", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG), not a text"),
        (b"so\0me\0th\0ing", "binary data, not a text"),
        (b"\x01\x02\x03\x04\x05 abc", "binary data, not a text"),
        (b"<html><head><title>Nothing</title></head><body></body></html>", "there are no words in it"),
    ];
    for (bytes, reason) in cases {
        let said = read(bytes.to_vec(), Path::new("a")).expect_err("no text").to_string();
        assert!(said.starts_with(reason) && said.contains("; "), "{said}");
    }
    for stray in ["some\0thing is told here", "\u{1}one more\u{2} thing"] {
        assert_eq!(read(stray.into(), Path::new("a")).expect("a text").text, stray);
    }
}

#[test]
fn markdown_gives_its_text_and_front_matter() {
    let markdown = "\
---
title: \"The call: what was said\"
authors:
  - Ann Lee
  - Bo Riis
date: 2025-06-14
publisher: The Daily
---

# The call

It lasted **fifty
minutes**, [Ushakov](https://example.org) said.[^1]

![a photo](x.jpg)

- one
- two *things*
  that wrap

> Quoted words.

| who | what |
|-----|------|
| A   | says |

<div>markup</div>

Line one  
line two with <b>tags</b> and a <br> break.

[^1]: A note.
";
    let Document { text, meta, parts, .. } = document(markdown.as_bytes(), "a.md");
    let hung: Vec<&str> = parts.iter().filter(|part| part.at.is_some()).map(|part| part.text.as_str()).collect();
    assert_eq!(hung, ["A note.", "a photo"]);
    let expected = "\
The call

It lasted fifty minutes, Ushakov said.

one
two things that wrap

Quoted words.

who  what
A  says

markup

Line one
line two with tags and a
 break.";
    assert_eq!(text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"), expected);
    assert_eq!(meta.title.as_deref(), Some("The call: what was said"));
    assert_eq!(meta.author.as_deref(), Some("Ann Lee, Bo Riis"));
    assert_eq!(meta.outlet.as_deref(), Some("The Daily"));
    assert_eq!(meta.date.map(|date| date.to_string()).as_deref(), Some("2025-06-14"));
    assert_eq!(document(b"# Only *a* heading\n\nText.", "b.md").meta.title.as_deref(), Some("Only a heading"));
    assert_eq!(document(b"+++\ntitle = 'Toml'\n+++\nText.", "b.md").meta.title.as_deref(), Some("Toml"));
    assert_eq!(document(b"---\ntitle: By content\n---\n*Text.*", "b.txt").text, "Text.");
}

const STORY: &str = "<p>The conversation lasted for about an hour, the aide told journalists, who had waited since noon, in the rain, \
    for any word of it.</p><figure><img src=x.jpg><figcaption>The aide in May.</figcaption></figure><p>He added that both \
    sides, whose talks had stalled, would meet again after June 22, in Istanbul, as agreed, if nothing came in between.</p>";

fn page(head: &str) -> Vec<u8> {
    let around = "<nav><a href=/>Home</a> <a href=/world>World</a></nav>";
    format!(
        "<!DOCTYPE html><html lang=en><head>{head}</head><body>{around}<article>{STORY}</article>{around}</body></html>"
    )
    .into()
}

#[test]
fn a_page_gives_its_article() {
    let Document { text, asides, language, .. } = document(&page("<title>The call</title>"), "page");
    assert_eq!(language, Some(Language::ENGLISH));
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("The conversation") && lines[0].ends_with("any word of it."));
    assert_eq!(asides.iter().map(|aside| aside.range.of(&text)).collect::<Vec<_>>(), ["The aide in May."]);
    let short = document(b"<p>Too short to be an article.</p><ul><li>One<li>Two</ul><script>let x;</script>", "a.htm");
    assert_eq!(short.text, "Too short to be an article.\n\nOne\nTwo");
}

#[test]
fn a_page_says_what_it_is() {
    let full = [Some("The call"), Some("The Daily"), Some("Ann Lee"), Some("2025-06-14")];
    let cases = [
        (
            r#"<title>The call | The Daily</title><meta property="og:site_name" content="The Daily">
               <meta name=author content="By Ann Lee"><meta property=article:published_time content="2025-06-14T16:05:00Z">"#,
            full,
        ),
        (
            r#"<title>Wrong</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
               "headline":"The call","author":[{"@type":"Person","name":"Ann Lee"}],"publisher":{"name":"The Daily"},
               "datePublished":"2025-06-14"}</script>"#,
            full,
        ),
        (
            r##"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"no"},
               {"@type":["Article","BlogPosting"],"headline":"The call","author":{"@id":"#a"},"publisher":{"@id":"#p"},
               "datePublished":"2025-06-14T23:00:00-07:00"},{"@id":"#a","name":"Ann Lee"},{"@id":"#p","name":"The Daily"}]}</script>"##,
            full,
        ),
        (
            r#"<meta property="og:title" content="The call"><link rel=canonical href="https://www.daily.example/2025/call">
               <meta property="article:author" content="https://social.example/ann"><meta name="byl" content="By Ann Lee">
               <meta name="dc.date og:published_time" content="2025/06/14">"#,
            [Some("The call"), Some("daily.example"), Some("Ann Lee"), Some("2025-06-14")],
        ),
        (
            "<script type='application/ld+json'>{ broken </script><title>The call</title>",
            [Some("The call"), None, None, None],
        ),
        ("", [None; 4]),
    ];
    for (head, expected) in cases {
        let meta = document(&page(head), "page.html").meta;
        let date = meta.date.map(|date| date.to_string());
        let found = [meta.title, meta.outlet, meta.author, date];
        assert_eq!(found.each_ref().map(Option::as_deref), expected, "{head}");
    }
}

#[test]
fn markup_nested_without_end_is_read() {
    for tag in ["div", "b", "table><tr><td", "blockquote", "ul><li", "span"] {
        let page = format!("<html><body>{} words at the bottom", format!("<{tag}>").repeat(400));
        assert!(document(page.as_bytes(), "a.html").text.contains("words at the bottom"), "{tag}");
    }
    let deep = format!("<html><body>{} words at the bottom", "<div>".repeat(100_000));
    assert_eq!(read(deep.into_bytes(), Path::new("a.html")), Err(Reason::Nested));
    let quotes = format!("{} words at the bottom", ">".repeat(10_000));
    assert!(document(quotes.as_bytes(), "a.md").text.contains("words at the bottom"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..2_000), name in "[a-z]{0,3}(\\.(txt|md|html))?") {
        if let Ok(document) = read(bytes, Path::new(&name)) {
            prop_assert!(document.text.chars().any(char::is_alphanumeric));
        }
    }

    #[test]
    fn no_markup_breaks_a_reader(pieces in prop::collection::vec(PIECE, 0..60), name in "a\\.(md|html)") {
        if let Ok(document) = read(pieces.concat().into_bytes(), Path::new(&name)) {
            for aside in document.asides {
                prop_assert!(aside.range.end() <= document.text.len());
            }
        }
    }
}

/// Pieces of which pages and Markdown are made, right and wrong.
const PIECE: &str = "<(p|div|table|tr|td|figure|figcaption|title|html|body|template|svg|math|select|script)>|</(p|div|table|td|figure)>|\
    <!--|-->|<meta content=x name=author>|word |\n\n|\n---\n|# |> |- |\\||`{1,3}|\\*{1,3}|\\[x\\]\\(y|&amp;|&#0;|日本|\u{301}|<br>";
