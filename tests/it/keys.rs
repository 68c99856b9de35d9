//! Sessions of keys.

use crate::desk::{Desk, compared_sample, comparison, key};
use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};
use parallax::tui::Ending;

/// After these keys on a fresh screen of 100 by 30, the screen shows this.
#[test]
fn sessions() {
    let cases = [
        ("", "1 of 3"),
        ("j", "2 of 3"),
        ("jj", "3 of 3"),
        ("jjk", "2 of 3"),
        ("2j", "3 of 3"),
        ("99j", "3 of 3"),
        ("G", "3 of 3"),
        ("Ggg", "1 of 3"),
        ("2G", "2 of 3"),
        ("jj", "≠ number"),
        ("jj", "told by A B C"),
        ("jj", "number 12 A C ] 13 B"),
        ("jj", "≠ B"),
        ("jj", "● ● ●"),
        ("", "not by C"),
        ("", "● ● ○"),
        ("n", "3 of 3"),
        ("nn", "do not differ further down"),
        ("=", "the words that all who tell it have"),
        ("==", "these marks are gone"),
        ("lb", "base B"),
        ("b", "base B"),
        ("llb", "base C"),
        ("/13<ret>", "outside of all parallels"),
        ("/conscience", "2 places: A 1  B 1"),
        ("/conscience<ret>n", "2 of 2 places"),
        ("/conscience<ret>nn", "1 of 2 places"),
        ("/conscience<ret>N", "2 of 2 places"),
        ("/<C-r>1[23]", "3 places"),
        ("/<C-r>1[23] to", "3 places: A 1  B 1  C 1"),
        ("/<C-r>(", "unclosed group"),
        ("/1[23]<C-r>", "3 places"),
        ("w", "Framing"),
        ("/nowhere<ret>", "nothing found for “nowhere”"),
        ("on", "search first"),
        ("?", "On this screen"),
        ("?q", "1 of 3"),
        ("e", "format"),
        ("e<ret>", "not written: html of everything to parallax.html"),
        ("e<tab><ret>", "not written: json of everything to parallax.json"),
        ("e<down>", "html of discrepancies begins"),
        ("jle<up><ret>", "not written: html of A,B to parallax.html"),
        ("je<up>", "[the parallel in focus]"),
        ("r", "80 % sure"),
        ("jjr", "council · voted"),
        ("abF", "what is no part of the story is open"),
        ("abFF", "what is no part of the story is folded"),
        ("R", "everything was read"),
        ("g", "g first"),
        ("5", "5 …"),
        ("z", "only Morning Post"),
        (":zoom<ret>", "only Morning Post"),
        ("z<esc>", "Evening Star"),
        (":", "Commands"),
        ("t", "theme: light"),
    ];
    check(&cases);
}

/// The screens that letters open, and the way back.
#[test]
fn screens_and_back() {
    let cases = [
        ("o", "Outline  3  in the base's order"),
        ("o", "●●○"),
        ("o.", "most widely told first"),
        ("ofcouncil<ret>", "Outline  1"),
        ("of+C<ret>", "Outline  1"),
        ("of-C<ret>", "Outline  2"),
        ("ofnumber<ret>", "Outline  1"),
        ("ofzzz<ret>", "nothing fits the filter"),
        ("oj<ret>", "2 of 3"),
        ("oj<ret>", "j k row"),
        ("oj<ret><esc>", "Outline"),
        ("oj<ret><esc><esc>", "1 of 3"),
        ("ojj<ret>H", "Outline"),
        ("ojj<ret>HL", "3 of 3"),
        ("L", "no place to go forward"),
        ("<bs>", "ALL 3 TELL"),
        ("<bs><bs>", "no place to go back"),
        ("m", "Who tells what"),
        ("m", "% of the words of A"),
        ("mj<ret>", "base B"),
        ("mG<ret>", "3 of 3"),
        ("x", "Quotations"),
        ("d", "≠  3"),
        ("d", "SUBSTANCE   1"),
        ("d<ret>", "The council voted 12 to 9 against her"),
        ("d<ret><ret>", "follow the source"),
        ("d<ret><ret><esc>", "Differences"),
        ("d..", "with what is doubtful"),
        ("dx<esc>", "Differences"),
        ("u", "Only here  2  by source"),
        ("u.", "longest first"),
        ("S", "search first"),
        ("/vote<ret>S", "Found"),
        ("/vote<ret>Sj<ret>", "j k row"),
        ("o/13<ret>", "outside of all parallels"),
        ("o/13<esc>", "Outline"),
        ("c", "Columns"),
        ("c<space><esc>", "B Evening Star"),
        ("yy", "copied: the passage"),
        ("yc", "copied: the passage with its source"),
        ("yp", "copied: the parallel"),
        ("<ret>", "follow the source"),
        ("<ret>l", "2 of 3"),
        ("<ret><esc>", "j k row"),
        ("<ret><ret>", "following A"),
        ("<ret>j<ret>", "following B"),
        ("<ret><ret>j", "2 of 3"),
        ("<ret><ret><esc>", "follow the source"),
        ("<ret><ret><esc><esc>", "j k row"),
        ("<ret><ret><esc><esc><esc>", "ALL 3 TELL"),
        ("O", "THEY DIFFER"),
        ("O<esc><esc>", "THEY DIFFER"),
    ];
    check(&cases);
}

/// The five questions of an editor, on the sample, each with the keys that answer it.
#[test]
fn questions() {
    let cases = [
        ("", "Putin has held a phone call"),
        ("", "50 minutes"),
        ("", "about an hour"),
        ("u", "has unsettled Washington"),
        ("w", "dictator"),
        ("x", "swiftest possible end"),
    ];
    for (keys, expected) in cases {
        let screen = Desk::at_first(compared_sample(), 120, 36).keys(keys).text();
        assert!(screen.contains(expected), "{keys}: no {expected:?} in\n{screen}");
    }
}

/// After each case's keys the screen shows its text.
pub fn check(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for &(keys, expected) in cases {
        let screen = Desk::of(comparison(), 100, 30).keys(keys).text();
        let shown = match expected {
            "only Morning Post" => screen.contains("Morning Post") && !screen.contains("Evening Star"),
            _ => screen.contains(expected),
        };
        if !shown {
            wrong.push(format!("{keys}: no {expected:?} in\n{screen}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quitting_ends() {
    for keys in ["q", "<C-c>", "/abc<C-c>", "e<C-c>"] {
        assert_eq!(Desk::of(comparison(), 80, 24).keys(keys).reader.ending(), Some(&Ending::Quit), "{keys}");
    }
}

fn mouse(kind: MouseEventKind, column: u16, row: u16) -> Event {
    Event::Mouse(MouseEvent { kind, column, row, modifiers: crossterm::event::KeyModifiers::NONE })
}

#[test]
fn rules_are_dragged() {
    let mut desk = Desk::of(comparison(), 100, 30);
    let rules = |desk: &mut Desk| -> Vec<u16> {
        let screen = desk.screen();
        (0..100).filter(|x| screen[(*x, 5)].symbol() == "│").collect()
    };
    assert_eq!(rules(&mut desk), [33, 67]);
    for (from, to, expected) in [(33, 43, [43, 67]), (43, 90, [0, 0]), (74, 2, [0, 0]), (67, 60, [0, 0])] {
        let from = if rules(&mut desk).contains(&from) { from } else { rules(&mut desk)[0] };
        for (kind, x) in [
            (MouseEventKind::Down(MouseButton::Left), from),
            (MouseEventKind::Drag(MouseButton::Left), to),
            (MouseEventKind::Up(MouseButton::Left), to),
        ] {
            desk.reader.event(mouse(kind, x, 5));
        }
        let now = rules(&mut desk);
        assert_eq!(now.len(), expected.len(), "{from} to {to}");
        assert!(now.windows(2).all(|pair| pair[1] - pair[0] >= 12) && now[0] >= 12 && now[1] <= 88, "{now:?}");
        if expected != [0, 0] {
            assert_eq!(now, expected);
        }
    }
    // Events that come in one burst, before the screen is drawn again; and a way there and back.
    for (way, expected) in [([35, 38, 43], [43, 67]), ([20, 1, 33], [33, 67])] {
        let mut desk = Desk::of(comparison(), 100, 30);
        rules(&mut desk);
        desk.reader.event(mouse(MouseEventKind::Down(MouseButton::Left), 33, 5));
        for x in way {
            desk.reader.event(mouse(MouseEventKind::Drag(MouseButton::Left), x, 5));
        }
        assert_eq!(rules(&mut desk), expected, "{way:?}");
    }
    let title = (0..30).find(|y| desk.screen()[(1, *y)].symbol() == "1" || desk.screen()[(2, *y)].symbol() == "1");
    assert!(title.is_some(), "the lower pane has a title");
}

#[test]
fn a_click_throws_nothing_away_that_is_typed() {
    let mut desk = Desk::of(comparison(), 100, 30);
    desk.keys("iabc").screen();
    desk.reader.event(mouse(MouseEventKind::Down(MouseButton::Left), 60, 12));
    let screen = desk.text();
    assert!(screen.contains("note: abc"), "{screen}");
}

#[test]
fn the_last_entry_of_a_list_is_seen() {
    for (keys, height) in [("oG", 20), ("oG", 33), ("mG", 20), ("uG", 18), ("dG", 20)] {
        let screen = Desk::of(compared_sample(), 100, height).keys(keys).text();
        assert!(screen.lines().any(|line| line.starts_with('▌')), "{keys}: nothing is selected in\n{screen}");
    }
}

#[test]
fn a_resize_keeps_the_place() {
    let mut desk = Desk::of(comparison(), 120, 36);
    desk.keys("jj");
    for (width, height) in [(40, 12), (80, 24), (200, 60), (1, 1), (120, 36)] {
        desk.resize(width, height);
        assert_eq!(desk.reader.parallel(), Some(2), "at {width}x{height}");
    }
    assert!(desk.text().contains("3 of 3"));
}

#[test]
fn random_input_leaves_a_valid_state() {
    let mut desk = Desk::of(comparison(), 80, 24);
    let names = [
        "j", "k", "h", "l", "tab", "backtab", "ret", "esc", "g", "G", "C-d", "C-u", "C-e", "C-y", "b", "r", "space",
        "f", "J", "K", "}", "{", "z", "+", "-", "D", ">", "lt", "/", "n", "N", "t", ":", "?", "e", "5", "1", "[", "]",
        "v", "o", "O", "=", "bs", "m", "x", "d", "u", "S", "c", "y", ".", "H", "L", "s", "up", "down", "left", "right",
        "C-b", "C-f", "a", "v", "i", "B", "'", "U", "C-r", "C-z",
    ];
    let mut seed = 7u64;
    let mut next = |below: u64| {
        // An xorshift: repeatable, and good enough to shuffle keys.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    for _ in 0..10_000 {
        match next(20) {
            0 => {
                desk.resize(next(140) as u16, next(50) as u16);
            }
            1 | 2 => {
                let kinds = [
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::Drag(MouseButton::Left),
                    MouseEventKind::Up(MouseButton::Left),
                    MouseEventKind::ScrollDown,
                    MouseEventKind::ScrollUp,
                ];
                desk.reader.event(Event::Mouse(MouseEvent {
                    kind: kinds[next(5) as usize],
                    column: next(140) as u16,
                    row: next(50) as u16,
                    modifiers: crossterm::event::KeyModifiers::NONE,
                }));
                desk.screen();
            }
            _ => {
                desk.reader.event(Event::Key(key(names[next(names.len() as u64) as usize])));
                desk.screen();
            }
        }
        assert_eq!(desk.reader.ending(), None);
    }
    desk.keys("<esc><esc>").resize(100, 30);
    assert!(desk.keys("<esc>Ogg").text().contains("Overview"));
}
