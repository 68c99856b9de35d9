//! The lesson for the first look at the sample: it goes on when the reader does what it says.

use super::command::Command::{self, *};

/// A step: what to do, and the command that does it.
const STEPS: [(&str, Command); 9] = [
    (
        "Five reports of one telephone call at a glance: what all tell, where they differ, what only one tells. {next} goes down a line.",
        Next,
    ),
    ("Every line opens its place: {open}.", Open),
    (
        "The sources side by side, each text once. The marked words differ and matter; below is who has what instead. {source-right} looks at the next source.",
        SourceRight,
    ),
    ("{open} shows this row in full, and from there the source itself.", Open),
    ("{return} steps back, always.", Return),
    ("{differences} lists where they differ, the gravest first.", Differences),
    (
        "{only-here} lists what only one tells. ({quotations}: who is quoted. {framing}: who is called what. {matrix}: who tells what.)",
        OnlyHere,
    ),
    (
        "{search} searches all of them, {note} writes a note, {export} writes a report. {overview} is the way back to the overview.",
        Overview,
    ),
    ("{help} has every key, {palette} finds any command. Now with your own texts: parallax FOLDER", Help),
];

/// Where the lesson stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lesson(usize);

impl Lesson {
    /// What it says, with its number and how many there are; the keys of commands stand for their names.
    pub fn text(self, key: impl Fn(Command) -> String) -> Option<(String, usize, usize)> {
        let (text, _) = STEPS.get(self.0)?;
        let mut said = String::new();
        for (index, part) in text.split(['{', '}']).enumerate() {
            match Command::ALL.iter().copied().find(|command| index % 2 == 1 && command.name() == part) {
                Some(command) => said.push_str(&key(command)),
                None => said.push_str(part),
            }
        }
        Some((said, self.0.saturating_add(1), STEPS.len()))
    }

    /// The lesson after a command; nothing when it is over.
    pub fn after(self, command: Command) -> Option<Self> {
        let (_, wanted) = STEPS.get(self.0)?;
        let next = if *wanted == command { Self(self.0.saturating_add(1)) } else { self };
        STEPS.get(next.0).map(|_| next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::Keymap;
    use crate::tui::page::Page;

    #[test]
    fn every_step_names_the_key_that_does_it() {
        let keymap = Keymap::default();
        let mut lesson = Lesson::default();
        for (text, command) in STEPS {
            assert!(text.contains(&format!("{{{}}}", command.name())), "{text}");
            let key = |command| keymap.keys_of(command, Page::Synopsis)[0].to_owned();
            let (said, ..) = lesson.text(key).unwrap();
            assert!(said.contains(&key(command)) && !said.contains('{'), "{said}");
            assert_eq!(lesson.after(Quit), Some(lesson), "other keys change nothing");
            lesson = lesson.after(command).unwrap_or(lesson);
        }
        assert_eq!(lesson.after(Help), None);
    }
}
