//! What is on the screens: pictures at three sizes with their styles, and what must hold at any size.

use crate::desk::{Desk, compared_sample, comparison, lines, portrait};
use insta::assert_snapshot;
use ratatui::style::Modifier;

#[test]
fn overview_at_three_sizes() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut desk = Desk::at_first(comparison(), width, height);
        assert_snapshot!(format!("overview_{width}x{height}"), portrait(&desk.screen()));
    }
}

/// The first screen of the sample answers what an editor asks first.
#[test]
fn the_sample_at_a_glance() {
    let mut desk = Desk::at_first(compared_sample(), 80, 24);
    for (width, height) in [(80, 24), (120, 36), (160, 45), (240, 70)] {
        let screen = desk.resize(width, height).text();
        for wanted in ["ALL 5 TELL", "4 OF 5 TELL", "THEY DIFFER", "ONLY ONE TELLS", "NAMED", "50 minutes"] {
            assert!(screen.contains(wanted), "{width}x{height}: no {wanted:?} in\n{screen}");
        }
    }
}

/// Every line of the overview opens something, and Esc comes back to that line.
#[test]
fn every_line_of_the_overview_is_a_door() {
    let mut desk = Desk::at_first(compared_sample(), 120, 36);
    let first = desk.text();
    let lines = first.lines().filter(|line| !line.trim().is_empty()).count();
    desk.keys("gg");
    for number in 0..lines {
        let here = desk.text();
        let there = desk.keys("<ret>").text();
        assert_ne!(here, there, "line {number} opens nothing");
        assert_eq!(desk.keys("<esc>").text(), here, "from line {number}");
        desk.keys("j");
    }
}

/// How much of the synopsis of the sample is blank, and how many of its glyphs are marked.
#[test]
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn the_synopsis_wastes_nothing_and_marks_little() {
    /// The most that may be blank, and the most that may be marked.
    const MOST: [f64; 2] = [0.3, 0.08];
    // The same columns as at 160x45, and so high that all of it is on the screen.
    let mut desk = Desk::of(compared_sample(), 160, 900);
    let screen = desk.screen();
    let text = lines(&screen);
    let body = 2..text.iter().position(|line| line.contains(" of 2")).unwrap_or(text.len());
    let rules = |y: u16| -> Vec<u16> { (0..160).filter(|x| screen[(*x, y)].symbol() == "│").collect() };
    let rules = (2..20).map(rules).max_by_key(Vec::len).unwrap_or_default();
    let ends: Vec<u16> = rules.iter().copied().chain([160]).collect();
    let starts: Vec<u16> = [0].into_iter().chain(rules.iter().map(|x| x + 1)).collect();
    let (mut blank, mut all, mut marked, mut glyphs) = (0usize, 0usize, 0usize, 0usize);
    let last = body.clone().rev().find(|y| !text[*y].replace('│', "").trim().is_empty()).unwrap_or(2);
    for y in body.start..=last {
        if text[y].contains('─') {
            continue;
        }
        for (&start, &end) in starts.iter().zip(&ends) {
            let cells: Vec<_> =
                (start + 2..end).map(|x| &screen[(x, y as u16)]).filter(|c| c.symbol() != " ").collect();
            all += 1;
            blank += usize::from(cells.is_empty());
            glyphs += cells.len();
            marked += cells.iter().filter(|c| c.modifier.intersects(Modifier::BOLD | Modifier::UNDERLINED)).count();
        }
    }
    let shares = [blank as f64 / all as f64, marked as f64 / glyphs as f64];
    println!("blank column lines {:.1} %, marked glyphs {:.1} %", 100.0 * shares[0], 100.0 * shares[1]);
    assert!(shares.iter().zip(MOST).all(|(share, most)| *share <= most), "{shares:?}");
}

#[test]
fn a_row_in_full() {
    let mut desk = Desk::of(comparison(), 100, 30);
    assert_snapshot!(portrait(&desk.keys("jj<ret>").screen()));
}

#[test]
fn synopsis_at_three_sizes() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut desk = Desk::of(comparison(), width, height);
        desk.keys("j");
        assert_snapshot!(format!("synopsis_{width}x{height}"), portrait(&desk.screen()));
    }
}

#[test]
fn follow_keeps_counterparts_level() {
    let mut desk = Desk::of(comparison(), 120, 36);
    desk.keys("jj<ret><ret>");
    assert_snapshot!(portrait(&desk.screen()));
}

#[test]
fn lists() {
    let lists = [
        ("outline", "oj"),
        ("matrix", "m"),
        ("differences", "dj<ret>"),
        ("only_here", "u"),
        ("hits", "/vote<ret>S"),
        ("quotations", "x"),
        ("framing", "w"),
        ("notes", "icheck<ret>jB'"),
    ];
    for (name, keys) in lists {
        let mut desk = Desk::of(comparison(), 80, 24);
        assert_snapshot!(name, portrait(&desk.keys(keys).screen()));
    }
}

#[test]
fn what_was_not_read_is_listed_with_the_reason() {
    let mut comparison = comparison();
    let rejected = |path: &str, reason| parallax::source::Rejected { path: path.into(), reason };
    comparison.corpus.rejected = vec![
        rejected(".hidden", parallax::source::Reason::Hidden),
        rejected("gone\u{1b}.txt", parallax::source::Reason::Missing),
    ];
    let mut desk = Desk::at_first(comparison, 80, 24);
    assert!(desk.text().contains("2 were not read (R lists them): gone"), "{}", desk.text());
    assert_snapshot!(portrait(&desk.keys("R").screen()));
    assert!(desk.keys("<ret>").text().contains("nothing to open"));
    assert!(desk.keys("<esc>").text().contains("ALL 3 TELL"));
}

#[test]
fn the_footer_offers_what_the_help_explains() {
    for keys in ["", "O", "<ret>", "<ret><ret>", "o", "m", "x", "d", "u", "w", "icheck<ret>j'", "/vote<ret>S"] {
        let mut desk = Desk::of(comparison(), 240, 120);
        let screen = desk.keys(keys).text();
        let footer: Vec<&str> = screen.lines().last().expect("a footer").trim().split("   ").collect();
        assert!(footer.len() > 5, "{keys}: {footer:?}");
        let help = desk.keys("?").text();
        for item in footer {
            let key = item.split(' ').next().expect("a key");
            let explained = help.lines().any(|line| line.split([' ', '│']).any(|word| word == key));
            assert!(explained, "after {keys} the footer offers {item:?}, and the help has no {key}\n{help}");
        }
    }
}

#[test]
fn any_size_survives() {
    let mut desk = Desk::of(comparison(), 80, 24);
    for keys in [
        "O",
        "s",
        "j",
        "<ret>",
        "<ret>",
        "?",
        "<esc>e",
        "<esc>:",
        "<esc>/vote",
        "<esc>o",
        "m",
        "x",
        "d",
        "u",
        "?",
        "<esc>sc",
    ] {
        desk.keys(keys);
        for width in 0..=60 {
            for height in 0..=20 {
                desk.resize(width, height);
            }
        }
        desk.resize(80, 24);
    }
}

#[test]
fn control_characters_never_reach_the_screen() {
    let mut comparison = comparison();
    let hostile = "Bad \u{1b}]0;title\u{7}\u{9b}31m text\u{202e}reversed.\r\n\u{0}\tEnd.";
    comparison.corpus.sources[2].text = parallax::text::Text::new(hostile.to_owned(), None);
    comparison.corpus.sources[2].meta.outlet = Some(hostile.to_owned());
    comparison.corpus.sources[2].meta.title = Some(hostile.to_owned());
    let corpus = comparison.corpus;
    let mut desk = Desk::of(parallax::compare::Comparison::unaligned(corpus), 120, 36);
    for keys in ["", "ll", "/Bad", "<ret>b", "z"] {
        let screen = desk.keys(keys).screen();
        for cell in screen.content() {
            let steers = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!cell.symbol().contains(steers), "{:?} after {keys}", cell.symbol());
        }
    }
}

#[test]
fn the_length_of_the_call_is_found_in_the_sample() {
    let mut desk = Desk::of(compared_sample(), 120, 36);
    desk.keys("/lasted 50 minutes<ret>");
    let screen = desk.text();
    assert!(screen.contains("of 22  The conversation lasted 50 minutes"), "{screen}");
}
