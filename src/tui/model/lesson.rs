//! The lesson for the first look at the sample: it goes on when the reader does what it says.

use super::command::Command;

/// A step: what to do, and the name of the command that does it; other commands are named in braces.
const STEPS: [(&str, &str); 9] = [
    (
        "Five reports of one telephone call at a glance: what all tell, where they differ, what only one tells. {next} goes down a line.",
        "next",
    ),
    ("Every line opens its place: {open}.", "open"),
    (
        "The sources side by side, each text once. The marked words differ and matter; below is who has what instead. {source-right} looks at the next source.",
        "source-right",
    ),
    ("{open} shows this row in full, and from there the source itself.", "open"),
    ("{return} steps back, always.", "return"),
    ("{differences} lists where they differ, the gravest first.", "differences"),
    (
        "{only-here} lists what only one tells. ({quotations}: who is quoted. {framing}: who is called what. {matrix}: who tells what.)",
        "only-here",
    ),
    (
        "{search} searches all of them, {note} writes a note, {export} writes a report. {overview} is the way back to the overview.",
        "overview",
    ),
    ("{help} has every key, {palette} finds any command. Now with your own texts: parallax FOLDER", "help"),
];

/// Where the lesson stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lesson(usize);

impl Lesson {
    /// What it says, with its number and how many there are; the keys of commands stand for their names.
    pub fn text(self, key: impl Fn(&str) -> String) -> Option<(String, usize, usize)> {
        let (text, _) = STEPS.get(self.0)?;
        let mut said = String::new();
        for (index, part) in text.split(['{', '}']).enumerate() {
            if index % 2 == 1 { said.push_str(&key(part)) } else { said.push_str(part) }
        }
        Some((said, self.0.saturating_add(1), STEPS.len()))
    }

    /// The lesson after a command; nothing when it is over.
    pub fn after(self, command: Command) -> Option<Self> {
        let (_, wanted) = STEPS.get(self.0)?;
        let next = if *wanted == command.name() { Self(self.0.saturating_add(1)) } else { self };
        STEPS.get(next.0).map(|_| next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::model::page::Page;

    #[test]
    fn it_goes_on_when_its_command_is_given() {
        let mut lesson = Lesson::default();
        for (text, command) in STEPS {
            assert!(text.contains(&format!("{{{command}}}")), "{text}");
            let (said, ..) = lesson.text(|name| format!("<{name}>")).unwrap();
            assert!(said.contains(&format!("<{command}>")) && !said.contains('{'), "{said}");
            assert_eq!(lesson.after(Command::Quit), Some(lesson), "other keys change nothing");
            let own = Command::OWN.iter().copied().find(|own| own.name() == command);
            lesson = lesson.after(own.unwrap_or(Command::Show(Page::of(command, "", "")))).unwrap_or(lesson);
        }
        assert_eq!(lesson.after(Command::Help), None);
    }
}
