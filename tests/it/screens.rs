//! What is on the screens: pictures at three sizes with their styles, and what must hold at any size.

use crate::desk::{Desk, compared_sample, comparison, portrait};
use insta::assert_snapshot;

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
    desk.keys("jj<ret>");
    assert_snapshot!(portrait(&desk.screen()));
}

#[test]
fn lists() {
    let lists = [
        ("outline", "oj"),
        ("matrix", "m"),
        ("discrepancies", "d"),
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
    let mut desk = Desk::of(comparison, 80, 24);
    assert!(desk.text().contains("2 were not read (R lists them): gone"), "{}", desk.text());
    assert_snapshot!(portrait(&desk.keys("R").screen()));
    assert!(desk.keys("<ret>").text().contains("nothing to open"));
    assert!(desk.keys("<esc>").text().contains("1 of 3"));
}

#[test]
fn the_footer_offers_what_the_help_explains() {
    for keys in ["", "<ret>", "o", "m", "x", "d", "u", "w", "icheck<ret>j'", "/vote<ret>S"] {
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
    for keys in ["j", "<ret>", "?", "<esc>e", "<esc>:", "<esc>/vote", "<esc>o", "m", "x", "d", "u", "?", "<esc>sc"] {
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
    assert!(screen.contains("lasted 50 minutes"), "{screen}");
}
