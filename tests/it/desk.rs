//! A reader without a terminal over a comparison made by hand, so that its screens do not change with the engine.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use parallax::align::{Alignment, Evidence, Link, Match, Parallel, Passage, Relation};
use parallax::compare::{Collation, Comparison, Discrepancy, DiscrepancyKind, Reading, Remarks, compare};
use parallax::meaning::Meanings;
use parallax::monitor::Monitor;
use parallax::source::{Boilerplate, BoilerplateKind, Corpus, Meta, Source, SourceId, sample};
use parallax::text::{Text, TextRange};
use parallax::tui::{Arrival, Colours, Librarian, Library, Options, Reader, Settings};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::sync::Arc;

/// Three articles. A blank line ends a paragraph.
const ARTICLES: [(&str, &str, &str); 3] = [
    (
        "Morning Post",
        "Mayor quits after vote",
        "Mayor Anna Lind resigned on Friday after losing a vote of confidence. \"I leave with a clear conscience,\" she \
         said.\n\nThe council voted 12 to 9 against her.\n\nLind had led the city since 2018.",
    ),
    (
        "Evening Star",
        "Lind steps down",
        "PHOTO: City Hall\n\nThe council voted 13 to 9 against the mayor.\n\nShe would leave \"with a clear conscience\", \
         Lind told reporters.\n\nOn Friday Lind gave up her office after a lost vote of confidence. The council voted \
         against her.",
    ),
    (
        "Tōkyō 日報",
        "市長が辞任",
        "市長のアンナ・リンド氏が辞任した。\n\nThe vote against her was 12 to 9, said one of the councillors.",
    ),
];

/// Parallels: for each passage its source and its words, in the cells of the collation.
const PARALLELS: [&[(usize, &str)]; 3] = [
    &[
        (0, "|Mayor Anna Lind|resigned|on Friday|after|losing a|vote of confidence"),
        (1, "On Friday|Lind|gave up her office||after|a lost|vote of confidence"),
    ],
    &[
        (0, "I leave|with a clear conscience|she|said"),
        (1, "She would leave|with a clear conscience|Lind|told reporters"),
    ],
    &[
        (0, "The council voted||12| to 9|against her|"),
        (1, "The council voted||13| to 9|against the mayor|"),
        (1, "The council voted||||against her|"),
        (2, "The vote against her|was|12| to 9||said one of the councillors"),
    ],
];

/// What stands outside of parallels.
const ALONE: [(usize, &str); 2] = [(0, "Lind had led the city since 2018."), (2, "市長のアンナ・リンド氏が辞任した。")];

fn find(corpus: &Corpus, source: usize, words: &str, from: usize) -> Passage {
    let content = corpus.sources[source].text.content();
    let start = from
        + content
            .get(from..)
            .and_then(|rest| rest.find(words))
            .unwrap_or_else(|| panic!("{words:?} stands in {content:?}"));
    Passage { source: SourceId(source as u16), range: TextRange::new(content, start, start + words.len()) }
}

fn corpus() -> Corpus {
    let source = |(number, (outlet, title, content)): (usize, &(&str, &str, &str))| {
        let text = Text::new((*content).to_owned(), None);
        let photo = "PHOTO: City Hall";
        let boilerplate = content
            .starts_with(photo)
            .then(|| Boilerplate { range: TextRange::new(content, 0, photo.len()), kind: BoilerplateKind::Caption });
        let meta = Meta {
            path: format!("{number}.txt"),
            title: Some((*title).to_owned()),
            outlet: Some((*outlet).to_owned()),
            ..Meta::default()
        };
        Source::new(SourceId(number as u16), meta, text, boilerplate.into_iter().collect())
    };
    Corpus { sources: ARTICLES.iter().enumerate().map(source).collect(), ..Corpus::default() }
}

/// Passages and their cells, from the notation above. The words of one source are looked for from left to right.
fn parallel(corpus: &Corpus, rows: &[(usize, &str)]) -> (Vec<Passage>, Collation) {
    let mut passages: Vec<Passage> = Vec::new();
    let width = rows[0].1.split('|').count();
    let mut columns = vec![vec![None; rows.len()]; width];
    for (row, (source, words)) in rows.iter().enumerate() {
        let before = passages.iter().rev().find(|p| p.source.index() == *source).map_or(0, |p| p.range.end());
        let mut at = before;
        let mut whole: Option<TextRange> = None;
        for (column, cell) in words.split('|').enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = find(corpus, *source, cell.trim(), at).range;
            at = place.end();
            columns[column][row] = Some(place);
            whole = Some(whole.map_or(place, |whole| whole.to(place)));
        }
        passages.push(Passage { source: SourceId(*source as u16), range: whole.expect("a passage has words") });
    }
    (passages, Collation { columns })
}

/// The comparison made by hand.
pub fn comparison() -> Comparison {
    let corpus = corpus();
    let (mut alignment, mut collations, mut discrepancies) = (Alignment::default(), Vec::new(), Vec::new());
    for rows in PARALLELS {
        let (passages, collation) = parallel(&corpus, rows);
        let shared = |word: &str| Match {
            ranges: [passages[0], passages[1]].map(|p| find(&corpus, p.source.index(), word, p.range.start()).range),
            weight: 1.0,
        };
        let words: &[&str] = if rows.len() > 2 { &["council", "voted"] } else { &["clear"] };
        let matches = words.iter().filter(|_| rows[0].1.contains(words[0])).map(|word| shared(word)).collect();
        let link = Link {
            passages: [passages[0], passages[1]],
            relation: Relation::Paraphrase,
            evidence: Evidence { matches, score: 0.8 },
        };
        alignment.parallels.push(Parallel { passages, links: vec![alignment.links.len()] });
        alignment.links.push(link);
        collations.push(collation);
        discrepancies.push(Vec::new());
    }
    let reading = |source, word| {
        let place = find(&corpus, source, word, 0);
        Reading { place, same_as: place }
    };
    discrepancies[2] = vec![Discrepancy {
        kind: DiscrepancyKind::Number,
        confidence: 0.9,
        readings: vec![reading(0, "12"), reading(1, "13"), reading(2, "12")],
    }];
    let again = alignment.parallels[2].passages[2];
    alignment.repeats = vec![[alignment.parallels[2].passages[1], again]];
    let only_here = ALONE.iter().map(|(source, words)| find(&corpus, *source, words, 0)).collect();
    let (meanings, doubtful) = (Meanings::none(&corpus), vec![Vec::new(); discrepancies.len()]);
    Comparison {
        corpus,
        meanings,
        alignment,
        collations,
        discrepancies,
        doubtful,
        only_here,
        remarks: Remarks::default(),
    }
}

/// The comparison of the sample by the engine.
pub fn compared_sample() -> Comparison {
    compare(sample(), &Monitor::default()).expect("nobody cancels")
}

/// Options for a reader that saves nothing.
pub fn options() -> Options {
    let formats = [("html", "html"), ("json", "json")];
    Options {
        formats: formats.map(|(name, ending)| (name.to_owned(), ending.to_owned())).into(),
        save: Arc::new(|_, order, path| {
            Err(format!("not written: {} of {} to {}", order.format, order.scope, path.display()))
        }),
        preview: Arc::new(|_, order| vec![format!("{} of {} begins", order.format, order.scope)]),
        keep: Arc::new(|_, notebook| Ok(notebook.clone())),
        librarian: None,
        settings: Settings::default(),
        trouble: None,
        colours: Colours::True,
        lesson: false,
    }
}

/// A reader and the size of its screen.
pub struct Desk {
    pub reader: Reader,
    pub area: Rect,
}

impl Desk {
    /// A reader that keeps its notes where `keep` puts them.
    pub fn keeping(comparison: Comparison, keep: Arc<parallax::tui::Keep>) -> Self {
        let mut desk = Self::with(comparison, Options { keep, ..options() }, (100, 30));
        desk.keys("s");
        desk
    }

    /// A reader with a finished comparison on its screen: the sources side by side.
    pub fn of(comparison: Comparison, width: u16, height: u16) -> Self {
        let mut desk = Self::at_first(comparison, width, height);
        desk.keys("s");
        desk
    }

    /// A reader as it begins with a finished comparison.
    pub fn at_first(comparison: Comparison, width: u16, height: u16) -> Self {
        Self::with(comparison, options(), (width, height))
    }

    /// A reader of a collection, with its list on the screen.
    pub fn collected(library: Library, librarian: Arc<dyn Librarian>, (width, height): (u16, u16)) -> Self {
        let options = Options { librarian: Some(librarian), ..options() };
        let mut desk = Self { reader: Reader::new(options), area: Rect::new(0, 0, width, height) };
        desk.reader.arrive(Arrival::Collected(library));
        desk.screen();
        desk
    }

    fn with(comparison: Comparison, options: Options, (width, height): (u16, u16)) -> Self {
        let mut desk = Self { reader: Reader::new(options), area: Rect::new(0, 0, width, height) };
        desk.reader.arrive(Arrival::Loaded(comparison.corpus.clone()));
        desk.reader.arrive(Arrival::Compared(comparison));
        desk.screen();
        desk
    }

    /// The screen.
    pub fn screen(&mut self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        self.reader.draw(&mut buffer);
        buffer
    }

    /// The screen as text.
    pub fn text(&mut self) -> String {
        let buffer = self.screen();
        lines(&buffer).join("\n")
    }

    /// Presses keys: characters stand for themselves, others are named in angle brackets (`<ret>`, `<C-d>`).
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let (name, after) = match named {
                Some((name, after)) => (name.to_owned(), after),
                None => (first.to_string(), rest.strip_prefix(first).unwrap_or_default()),
            };
            rest = after;
            self.reader.event(Event::Key(key(&name)));
            self.screen();
        }
        self
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.reader.event(Event::Resize(width, height));
        self.area = Rect::new(0, 0, width, height);
        self.screen();
        self
    }
}

/// A key by its name.
pub fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.strip_prefix("C-") {
        Some(name) => (KeyModifiers::CONTROL, name),
        None => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "ret" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "space" => KeyCode::Char(' '),
        "bs" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "lt" => KeyCode::Char('<'),
        other => KeyCode::Char(other.chars().next().expect("a key has a name")),
    };
    KeyEvent::new(code, modifiers)
}

/// The lines of a screen, without blanks at their ends; a wide character takes one place.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let line = |y| {
        let mut text = String::new();
        let mut skip = 0usize;
        for x in area.left()..area.right() {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                text.push_str(symbol);
                skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            } else {
                skip -= 1;
            }
        }
        text.trim_end().to_owned()
    };
    (area.top()..area.bottom()).map(line).collect()
}

/// The screen with its styles: the lines, then where which style stands.
pub fn portrait(buffer: &Buffer) -> String {
    let mut told = String::new();
    for (line, y) in lines(buffer).iter().zip(buffer.area.top()..) {
        told.push_str(&format!("{y:>2} {line}\n"));
    }
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let style =
                if cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.contains(Modifier::UNDERLINED) {
                    String::new()
                } else {
                    describe(cell.style())
                };
            match runs.last_mut() {
                Some((_, end, last)) if *last == style => *end = x,
                _ => runs.push((x, x, style)),
            }
        }
        let named: Vec<String> = runs
            .iter()
            .filter(|(.., style)| !style.is_empty())
            .map(|(a, b, style)| format!("{a}-{b} {style}"))
            .collect();
        if !named.is_empty() {
            told.push_str(&format!("{y:>2}: {}\n", named.join(", ")));
        }
    }
    told
}

fn describe(style: Style) -> String {
    let mut words = Vec::new();
    for (colour, before) in [(style.fg, ""), (style.bg, "on ")] {
        match colour {
            Some(Color::Rgb(r, g, b)) => words.push(format!("{before}#{r:02x}{g:02x}{b:02x}")),
            Some(Color::Indexed(index)) => words.push(format!("{before}{index}")),
            _ => {}
        }
    }
    let attributes = [
        (Modifier::BOLD, "bold"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::DIM, "dim"),
        (Modifier::REVERSED, "reverse"),
    ];
    words
        .extend(attributes.iter().filter(|(a, _)| style.add_modifier.contains(*a)).map(|(_, name)| (*name).to_owned()));
    words.join(" ")
}
