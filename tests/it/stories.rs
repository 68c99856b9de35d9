//! A collection in the reader: its list, its stories, the search over everything.

use crate::desk::{Desk, compared_sample};
use parallax::tui::{Arrival, Finding, Librarian, Library, Listed};
use std::sync::{Arc, Mutex};

/// Notes what is asked of it.
#[derive(Default)]
struct Asked(Mutex<Vec<Option<usize>>>);

impl Librarian for Asked {
    fn open(&self, story: Option<usize>) {
        self.0.lock().expect("one thread").push(story);
    }

    fn find(&self, typed: &str) -> Vec<Finding> {
        let finding = |name: &str, story| Finding {
            name: name.into(),
            place: "2025-06-14, Gazette".into(),
            passage: format!("… there was {typed} in it …"),
            story,
        };
        vec![finding("A call of two presidents", Some(1)), finding("Weather", None)]
    }
}

fn library() -> Library {
    let story = |size, label: &str, days: &str| Listed {
        label: label.into(),
        size,
        days: days.into(),
        sources: "Gazette · Harbour News · The Tide\u{1b}[2J".into(),
        why: "because of Ashford; passages of up to 9 words in common".into(),
    };
    let stories = vec![
        story(12, "A bridge is closed", "2025-06-01 to 2025-06-03"),
        story(5, "A call of two presidents", "2025-06-14"),
        story(2, "Rain", ""),
    ];
    Library { name: "archive".into(), documents: 40, stories, ..Library::default() }
}

fn desk() -> (Desk, Arc<Asked>) {
    let asked = Arc::new(Asked::default());
    (Desk::collected(library(), Arc::clone(&asked) as Arc<dyn Librarian>, (90, 16)), asked)
}

fn asked(asked: &Asked) -> Vec<Option<usize>> {
    std::mem::take(&mut asked.0.lock().expect("one thread"))
}

#[test]
fn a_story_is_opened_and_left() {
    let (mut desk, shelf) = desk();
    let list = desk.text();
    for words in
        ["archive", "40 documents   3 stories", "12  A bridge is closed", "2025-06-01 to 2025-06-03", "The Tide␛[2J"]
    {
        assert!(list.contains(words), "{words}\n{list}");
    }
    desk.keys("j<ret>");
    assert_eq!(asked(&shelf), [Some(1)]);
    assert!(desk.text().contains("reading the sources"));
    let comparison = compared_sample();
    desk.reader.arrive(Arrival::Loaded(comparison.corpus.clone()));
    desk.reader.arrive(Arrival::Compared(comparison));
    assert!(desk.text().contains("ALL 5 TELL"), "{}", desk.text());
    desk.keys("o");
    assert!(desk.text().contains("Outline"));
    desk.keys("<esc><esc>");
    assert_eq!(asked(&shelf), [None]);
    assert_eq!(desk.text(), {
        let (mut fresh, _) = self::desk();
        fresh.keys("j").text()
    });
}

#[test]
fn opening_is_cancelled_and_what_comes_late_or_fails_changes_nothing() {
    let (mut desk, shelf) = desk();
    let list = desk.text();
    desk.keys("<ret><esc>");
    assert_eq!(asked(&shelf), [Some(0), None]);
    desk.reader.arrive(Arrival::Loaded(compared_sample().corpus));
    desk.reader.arrive(Arrival::Compared(compared_sample()));
    assert_eq!(desk.text(), list);
    desk.keys("<ret>").reader.arrive(Arrival::Failed("the documents are gone".into()));
    assert!(desk.text().contains("the documents are gone"));
    assert!(desk.reader.ending().is_none());
    desk.keys("b");
    assert_eq!(desk.text(), list, "a key that means nothing on the list");
    desk.keys("o");
    assert!(desk.text().contains("open a story first"));
}

#[test]
fn everything_is_searched() {
    let (mut desk, shelf) = desk();
    let list = desk.text();
    desk.keys("/fog<ret>");
    let found = desk.text();
    for words in ["documents with “fog”", "Weather", "2025-06-14, Gazette", "there was fog in it"] {
        assert!(found.contains(words), "{words}\n{found}");
    }
    desk.keys("j<ret>");
    assert!(desk.text().contains("no other document tells of that"));
    desk.keys("k<ret>");
    assert_eq!(asked(&shelf), [Some(1)]);
    desk.keys("<esc>");
    assert!(desk.text().contains("documents with “fog”"), "back to what was found");
    desk.keys("<esc>");
    assert_eq!(desk.text(), list);
    desk.keys("frain");
    assert!(desk.text().contains("Rain") && !desk.text().contains("A bridge is closed"));
}

#[test]
fn what_could_not_be_read_is_listed_before_a_story_is_open() {
    let rejected = parallax::source::Rejected { path: "gone.txt".into(), reason: parallax::source::Reason::Missing };
    let library = Library { rejected: vec![rejected], ..library() };
    let mut desk = Desk::collected(library, Arc::new(Asked::default()), (90, 16));
    assert!(desk.text().contains("gone.txt"), "{}", desk.text());
    assert!(desk.keys("R").text().contains("Not read  1"), "{}", desk.text());
    assert!(desk.keys("s").text().contains("open a story first: Enter"), "{}", desk.text());
    assert!(desk.keys("<esc>").text().contains("40 documents   3 stories"), "{}", desk.text());
}
