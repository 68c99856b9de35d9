//! The lesson for the first look at the sample: it goes on when the reader does what it says.

use super::command::Command::{self, *};

/// A step: what to do, and the command that does it.
const STEPS: [(&str, Command); 8] = [
    (
        "Five reports of one telephone call, side by side; what they all tell stands level. j goes to the next thing told.",
        Next,
    ),
    (
        "The lower pane has all readings under each other. The orange words differ and matter. l looks at the next source.",
        SourceRight,
    ),
    ("Enter follows this source in its own order; the others come along.", Open),
    ("Esc goes back to where you were, always.", Return),
    ("d lists where they disagree, the gravest first.", Discrepancies),
    (
        "m shows who tells what, and who leaves it out. (u: what only one tells. x: who is quoted. w: who is called what.)",
        Matrix,
    ),
    ("/ searches all of them, i writes a note, e writes a report. s is the way back to the columns.", Synopsis),
    ("? has every key, : finds any command. Now with your own texts: parallax FOLDER", Help),
];

/// Where the lesson stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lesson(usize);

impl Lesson {
    /// What it says, with its number and how many there are.
    pub fn text(self) -> Option<(&'static str, usize, usize)> {
        STEPS.get(self.0).map(|(text, _)| (*text, self.0.saturating_add(1), STEPS.len()))
    }

    /// The lesson after a command; nothing when it is over.
    pub fn after(self, command: Command) -> Option<Self> {
        let (_, wanted) = STEPS.get(self.0)?;
        let next = if *wanted == command { Self(self.0.saturating_add(1)) } else { self };
        next.text().map(|_| next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::Keymap;
    use crate::tui::model::Page;

    #[test]
    fn every_step_names_the_key_that_does_it() {
        let keymap = Keymap::default();
        let mut lesson = Lesson::default();
        for (text, command) in STEPS {
            assert_eq!(lesson.text().map(|(said, ..)| said), Some(text));
            let keys = keymap.keys_of(command, Page::Synopsis);
            let named = text.split([' ', '.']).any(|word| keys.contains(&word));
            assert!(named, "{text} names none of {keys:?}");
            assert_eq!(lesson.after(Quit), Some(lesson), "other keys change nothing");
            lesson = lesson.after(command).unwrap_or(lesson);
        }
        assert_eq!(lesson.after(Help), None);
    }
}
