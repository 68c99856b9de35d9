//! Texts that share broken pieces, compared, exported and read with random keys.

use super::broken::{Dice, broken};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use parallax::compare::{Comparison, compare};
use parallax::diff::{Fate, Wishes, diff};
use parallax::export::{Format, Options, Told, export, write_versions};
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Meta, Source, SourceId, boilerplate};
use parallax::text::{Text, Token};
use parallax::tui::{self, Arrival, Colours, Reader, Settings};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Bytes of one text, at most: many small ones find more than few large ones.
const MOST: usize = 3_000;

/// What texts are made of beside articles.
const PIECES: [&str; 24] = [
    "\"",
    "“",
    "”",
    "«",
    "»",
    "'",
    "’",
    "(",
    ")",
    "\n\n",
    "\r\n",
    "\t",
    ". ",
    "… ",
    "? ",
    "— ",
    "\u{301}",
    "\u{202e}",
    "👨‍👩‍👧",
    "日本語。",
    "مرحبا ",
    "\u{0}",
    " 50 minutes ",
    " on 22 June ",
];

/// Broken texts, two to five, some of which have pieces of others.
pub fn texts(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for _ in 0..2 + dice.below(4) {
        let (seed, other) = (&seeds[dice.below(seeds.len())], &seeds[dice.below(seeds.len())]);
        let bytes = broken(&piece(seed, dice), other, dice);
        let mut text: String = String::from_utf8_lossy(&bytes).chars().take(MOST).collect();
        if let Some(told) = texts.get(dice.below(4)) {
            text.push_str(&String::from_utf8_lossy(&piece(told.as_bytes(), dice)));
        }
        for _ in 0..dice.below(6) {
            let at = (0..=dice.below(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.insert_str(at, &PIECES[dice.below(PIECES.len())].repeat(1 + dice.below(3)));
        }
        texts.push(text);
    }
    texts
}

fn piece(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let from = dice.below(bytes.len() + 1);
    bytes[from..from + dice.below((bytes.len() - from).min(MOST) + 1)].to_vec()
}

/// Compares texts, exports what is found in every format and reads it. Panics where anything is not as it must be.
pub fn try_out(texts: &[String], dice: &mut Dice) {
    let source = |(number, content): (u16, &String)| {
        let text = Text::new(content.clone(), None);
        let boilerplate = boilerplate(&text, None);
        Source::new(SourceId(number), Meta { path: format!("{number}.txt"), ..Meta::default() }, text, boilerplate)
    };
    let corpus = Corpus { sources: (0..).zip(texts).map(source).collect(), ..Corpus::default() };
    let comparison = compare(corpus, &Monitor::default()).expect("nobody cancels");
    for (parallel, collation) in comparison.alignment.parallels.iter().zip(&comparison.collations) {
        for passage in &parallel.passages {
            let mut story = comparison.corpus.source(passage.source).story();
            assert!(story.any(|(_, range)| range.contains(passage.range)), "a passage is part of what is told");
        }
        assert!(collation.columns.iter().all(|column| column.len() == parallel.passages.len()));
    }
    for format in Format::ALL {
        let options = Options { base: SourceId(u16::try_from(dice.below(texts.len())).unwrap()), ..Options::default() };
        let mut out = Vec::new();
        export(&comparison, format, &options, &Monitor::default(), &mut out).expect("memory does not fail");
        if format == Format::Json {
            drop(serde_json::from_slice::<serde_json::Value>(&out).expect("JSON"));
        }
    }
    tell_versions(texts, dice);
    read(comparison, dice);
}

/// Takes two of the texts for two versions of one, and writes how one became the other in every format.
fn tell_versions(texts: &[String], dice: &mut Dice) {
    let [old, new] = [0, 1].map(|_| Text::new(texts[dice.below(texts.len())].clone(), None));
    let wishes = Wishes { exact: dice.below(2) == 0, no_punctuation: dice.below(4) == 0, ..Wishes::default() };
    let changes = diff(&old, &new, &wishes);
    for (at, text) in [&old, &new].into_iter().enumerate() {
        let blocks = changes.blocks.iter().filter(|block| at == 1 || !matches!(block.fate, Fate::MovedHere(_)));
        let ranges: Vec<_> =
            blocks.flat_map(|block| &block.steps).filter_map(|step| [step.old, step.new][at]).collect();
        assert!(ranges.is_sorted_by(|a, b| a.end() <= b.start()), "steps are in order");
        let labels: Vec<_> = changes.blocks.iter().filter_map(|block| Some(block.labels[at]?.range)).collect();
        let told = |token: &Token| ranges.iter().chain(&labels).any(|range| range.contains(token.range));
        assert!(text.tokens().iter().filter(|token| token.is_word()).all(told), "every word is told");
    }
    let told = Told { texts: [&old, &new], names: Some(["old", "new"]), changes: &changes, beside: &[] };
    for format in [Format::Text, Format::Html, Format::Docx] {
        write_versions(&told, format, &Options::default(), &mut Vec::new()).expect("memory does not fail");
    }
}

/// Reads a comparison with keys, mouse and sizes at random; every screen is drawn.
fn read(comparison: Comparison, dice: &mut Dice) {
    let options = tui::Options {
        formats: vec![("html".into(), "html".into()), ("json".into(), "json".into())],
        save: Arc::new(|_, _, _| Ok(())),
        preview: Arc::new(|_, _| vec!["it begins".into()]),
        keep: Arc::new(|_, notebook| Ok(notebook.clone())),
        settings: Settings::default(),
        trouble: None,
        colours: Colours::True,
        lesson: dice.below(2) == 0,
        librarian: None,
    };
    let mut reader = Reader::new(options);
    reader.arrive(Arrival::Loaded(comparison.corpus.clone()));
    let reloaded = comparison.clone();
    reader.arrive(Arrival::Compared(comparison));
    let mut area = Rect::new(0, 0, 80, 24);
    for step in 0..60 {
        if step == 30 {
            reader.arrive(Arrival::Reloaded(reloaded.clone()));
        }
        if dice.below(20) == 0 {
            area = Rect::new(0, 0, size(dice, 140), size(dice, 50));
            reader.event(Event::Resize(area.width, area.height));
        } else {
            reader.event(event(dice));
        }
        reader.draw(&mut Buffer::empty(area));
    }
}

fn size(dice: &mut Dice, most: usize) -> u16 {
    u16::try_from(1 + dice.below(most)).unwrap()
}

fn event(dice: &mut Dice) -> Event {
    const KEYS: &[u8] = b"jkhlgG12559bBrfFJK{}z+-D><c/nNsomxdwuS.HLyyccpp'iivalusmbnUet:?q[] (*";
    const NAMED: [KeyCode; 10] = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageDown,
    ];
    match dice.below(10) {
        0 => {
            let kinds = [
                MouseEventKind::Down(MouseButton::Left),
                MouseEventKind::Drag(MouseButton::Left),
                MouseEventKind::Up(MouseButton::Left),
                MouseEventKind::ScrollDown,
                MouseEventKind::ScrollUp,
            ];
            let (column, row) = (size(dice, 140), size(dice, 50));
            Event::Mouse(MouseEvent { kind: kinds[dice.below(5)], column, row, modifiers: KeyModifiers::NONE })
        }
        1 => Event::Paste(PIECES[dice.below(PIECES.len())].into()),
        2 | 3 => Event::Key(KeyEvent::new(NAMED[dice.below(NAMED.len())], KeyModifiers::NONE)),
        4 => Event::Key(KeyEvent::new(KeyCode::Char(char::from(KEYS[dice.below(KEYS.len())])), KeyModifiers::CONTROL)),
        _ => Event::Key(KeyEvent::new(KeyCode::Char(char::from(KEYS[dice.below(KEYS.len())])), KeyModifiers::NONE)),
    }
}
