//! What is written down: kept at once, undone exactly, found again.

use crate::desk::{Desk, compared_sample, comparison};
use parallax::notebook::Notebook;
use parallax::tui::Arrival;
use std::sync::{Arc, Mutex};

/// A reader, and what it had kept last.
fn desk() -> (Desk, Arc<Mutex<Notebook>>) {
    let kept = Arc::new(Mutex::new(Notebook::default()));
    let store = Arc::clone(&kept);
    let keep = move |_: &Notebook, notebook: &Notebook| {
        *store.lock().expect("one at a time") = notebook.clone();
        Ok(notebook.clone())
    };
    (Desk::keeping(comparison(), Arc::new(keep)), kept)
}

#[test]
fn a_note_leaves_the_focus_where_it_is() {
    let comparison = compared_sample();
    let all = comparison.alignment.parallels.len();
    for (number, keys) in
        (1..=all).flat_map(|number| ["B", "icheck<ret>", "anname<ret>", "auU", "amU"].map(|k| (number, k)))
    {
        let mut desk = Desk::of(comparison.clone(), 120, 30);
        desk.keys(&format!("{number}G")).screen();
        let screen = desk.keys(keys).text();
        assert!(screen.contains(&format!("─ {number} of {all}")), "{number}G{keys}\n{screen}");
    }
}

#[test]
fn sources_that_are_read_again_leave_the_focus_where_it_is() {
    let comparison = compared_sample();
    let all = comparison.alignment.parallels.len();
    for number in 2..=all {
        let mut desk = Desk::of(comparison.clone(), 120, 30);
        desk.keys(&format!("{number}G")).screen();
        desk.reader.arrive(Arrival::Reloaded(comparison.clone()));
        let screen = desk.text();
        assert!(screen.contains(&format!("─ {number} of {all}")), "{number}G\n{screen}");
    }
}

#[test]
fn sessions() {
    crate::keys::check(&[
        ("icheck this<ret>", "noted"),
        ("icheck this<ret>'", "check this"),
        ("icheck this<ret>'", "Notes  1"),
        ("icheck this<ret>'<ret>", "1 of 3"),
        ("icheck<ret>i<C-u>other<ret>'", "other"),
        ("icheck<ret>i<C-u><ret>", "the note is gone"),
        ("icheck<ret>i<ret>", "nothing changes"),
        ("icheck<ret>i<ret>U", "undone"),
        ("icheck<ret>U'", "there are no notes yet"),
        ("icheck<ret>U<C-r>'", "Notes  1"),
        ("icheck<esc>'", "there are no notes yet"),
        ("jB'", "◆"),
        ("BB", "the bookmark is gone"),
        ("U", "there is nothing to undo"),
        ("<C-r>", "there is nothing to redo"),
        ("aninauguration<ret>", "inauguration"),
        ("aninauguration<ret>o", "inauguration"),
        ("au", "unlinked"),
        ("au", "2 told by two or more"),
        ("auU", "1 of 3"),
        ("al", "pick the passages"),
        ("v", "1 passage is picked"),
        ("vv", "nothing is picked"),
        ("vjal", "linked"),
        ("vjal", "of 3"),
        ("vljal", "linked"),
        ("am", "merged: 2 parallels"),
        ("am", "1 of 2"),
        ("amU", "1 of 3"),
        ("as", "pick passages of two sources"),
        ("jjvllvas", "split"),
        ("ab", "no part of the story"),
        ("ab", "2 told by two or more"),
    ]);
}

#[test]
fn what_another_reader_writes_is_taken_in() {
    let kept = Arc::new(Mutex::new(Notebook::default()));
    let store = Arc::clone(&kept);
    let keep = move |before: &Notebook, notebook: &Notebook| {
        let mut store = store.lock().expect("one at a time");
        *store = notebook.merged(before, &store);
        Ok(store.clone())
    };
    let mut desk = Desk::keeping(comparison(), Arc::new(keep));
    let notes = |notebook: &Notebook| notebook.notes.iter().map(|note| note.note.clone()).collect::<Vec<_>>();
    desk.keys("ggimine<ret>");
    let mut theirs = kept.lock().expect("kept").notes[0].clone();
    (theirs.note, theirs.passage.text) = ("theirs".into(), "These words stand nowhere.".into());
    kept.lock().expect("kept").notes.push(theirs);
    desk.keys("Gimore<ret>");
    assert_eq!(notes(&kept.lock().expect("kept")), ["mine", "more", "theirs"]);
    assert!(desk.keys("'").text().contains("theirs"), "it is listed at once");
    desk.keys("<esc>U");
    assert_eq!(notes(&kept.lock().expect("kept")), ["mine", "theirs"], "undoing takes back one's own only");
    desk.keys("'ggi<C-u>found<ret>");
    assert_eq!(notes(&kept.lock().expect("kept")), ["mine", "found"], "a note without a place can be edited");
}

/// Edits, each a session of keys that writes one thing down.
const EDITS: [&str; 12] = [
    "ggifirst<ret>",
    "ggB",
    "GB",
    "ggau",
    "Gau",
    "ggam",
    "ggvjal<esc>",
    "ggannamed<ret>",
    "ggjab",
    "ggvljal<esc>",
    "Gvllvas",
    "]ab",
];

#[test]
fn undo_brings_back_exactly_what_was() {
    let mut seed = 11u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).expect("small")
    };
    for _ in 0..12 {
        let (mut desk, kept) = desk();
        let state = |desk: &Desk| format!("{:?}", desk.reader.comparison());
        let mut states = vec![(state(&desk), Notebook::default())];
        for _ in 0..8 {
            let before = kept.lock().expect("kept").clone();
            desk.keys(EDITS[next(EDITS.len())]).keys("<esc>");
            let now = kept.lock().expect("kept").clone();
            if now != before {
                states.push((state(&desk), now));
            }
        }
        let last = states.len() - 1;
        for (state_then, notebook) in states.iter().rev().skip(1) {
            desk.keys("U");
            assert_eq!(*kept.lock().expect("kept"), *notebook);
            assert!(state(&desk) == *state_then, "undo brings back the comparison");
        }
        desk.keys(&"<C-r>".repeat(last));
        assert!(state(&desk) == states[last].0, "redo brings back the comparison");
        let again = Notebook::read(&states[last].1.to_text()).expect("a notebook");
        assert!(format!("{:?}", again.apply(&comparison()).comparison) == states[last].0, "the file says it all");
    }
}

#[test]
fn corrections_find_their_place_in_edited_and_reordered_sources() {
    let (mut desk, kept) = desk();
    desk.keys("ggannamed<ret>").keys("Gau").keys("ggicheck<ret>");
    let notebook = kept.lock().expect("kept").clone();
    let names =
        |comparison: &parallax::compare::Comparison| comparison.remarks.names.values().cloned().collect::<Vec<_>>();
    let mut edited = comparison();
    for source in &mut edited.corpus.sources {
        source.meta.path = format!("elsewhere/{}", source.meta.path);
    }
    let applied = notebook.apply(&edited);
    assert_eq!((applied.lost, names(&applied.comparison)), (Vec::new(), vec!["named".to_owned()]));
    let mut emptied = comparison();
    for source in &mut emptied.corpus.sources {
        source.text = parallax::text::Text::new("Nothing of it is left.".into(), None);
        source.boilerplate.clear();
    }
    let emptied = parallax::compare::Comparison::unaligned(emptied.corpus);
    let applied = notebook.apply(&emptied);
    assert_eq!(applied.lost, [0, 1], "what finds no place is said");
    assert_eq!(applied.comparison.remarks.notes[0].place, None);
    assert_eq!(applied.comparison.remarks.notes[0].text, "check", "a note without a place is not lost");
}
