//! Keys: which key asks for which command where. One table; the keyboard, the footer, the palette and the help read it.

use super::command::Command::{self, *};
use super::model::Page;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Where a binding holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
    /// Synopsis and Follow.
    Reading,
    /// The screens that are lists.
    Lists,
    /// Everywhere.
    Anywhere,
}

impl Context {
    /// It holds on a page.
    pub fn holds(self, page: Page) -> bool {
        match self {
            Self::Reading => page.is_reading(),
            Self::Lists => !page.is_reading(),
            Self::Anywhere => true,
        }
    }
}

/// Keys that ask for a command.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// One or more keys in sequence, separated by blanks.
    pub keys: &'static str,
    /// Where it holds.
    pub context: Context,
    /// What it asks for.
    pub command: Command,
}

const fn bind(keys: &'static str, context: Context, command: Command) -> Binding {
    Binding { keys, context, command }
}

/// All bindings. The first of a command is the one that help and footer show first.
pub const BINDINGS: &[Binding] = &[
    bind("j", Context::Anywhere, Next),
    bind("Down", Context::Anywhere, Next),
    bind("k", Context::Anywhere, Previous),
    bind("Up", Context::Anywhere, Previous),
    bind("l", Context::Anywhere, SourceRight),
    bind("Right", Context::Anywhere, SourceRight),
    bind("Tab", Context::Anywhere, SourceRight),
    bind("h", Context::Anywhere, SourceLeft),
    bind("Left", Context::Anywhere, SourceLeft),
    bind("S-Tab", Context::Anywhere, SourceLeft),
    bind("Enter", Context::Anywhere, Open),
    bind("Esc", Context::Anywhere, Return),
    bind("g g", Context::Anywhere, First),
    bind("Home", Context::Anywhere, First),
    bind("G", Context::Anywhere, Last),
    bind("End", Context::Anywhere, Last),
    bind("C-d", Context::Anywhere, HalfDown),
    bind("C-u", Context::Anywhere, HalfUp),
    bind("PgDn", Context::Anywhere, PageDown),
    bind("C-f", Context::Anywhere, PageDown),
    bind("PgUp", Context::Anywhere, PageUp),
    bind("C-b", Context::Anywhere, PageUp),
    bind("C-e", Context::Anywhere, LineDown),
    bind("C-y", Context::Anywhere, LineUp),
    bind("]", Context::Reading, NextAlone),
    bind("[", Context::Reading, PreviousAlone),
    bind("b", Context::Reading, Base),
    bind("r", Context::Reading, Reasons),
    bind("Space", Context::Reading, Fold),
    bind("f", Context::Reading, FoldAll),
    bind("J", Context::Reading, PaneDown),
    bind("K", Context::Reading, PaneUp),
    bind("}", Context::Reading, PaneHigher),
    bind("{", Context::Reading, PaneLower),
    bind("z", Context::Reading, Zoom),
    bind("+", Context::Reading, Wider),
    bind("-", Context::Reading, Narrower),
    bind("D", Context::Reading, Hide),
    bind(">", Context::Reading, MoveRight),
    bind("<", Context::Reading, MoveLeft),
    bind("c", Context::Reading, Columns),
    bind("/", Context::Anywhere, Search),
    bind("n", Context::Anywhere, NextHit),
    bind("N", Context::Anywhere, PreviousHit),
    bind("s", Context::Anywhere, Synopsis),
    bind("o", Context::Anywhere, Outline),
    bind("m", Context::Anywhere, Matrix),
    bind("x", Context::Anywhere, Quotations),
    bind("d", Context::Anywhere, Discrepancies),
    bind("w", Context::Anywhere, Framing),
    bind("u", Context::Anywhere, OnlyHere),
    bind("S", Context::Anywhere, Hits),
    bind(".", Context::Lists, Sort),
    bind("f", Context::Lists, Filter),
    bind("H", Context::Anywhere, Back),
    bind("Backspace", Context::Anywhere, Back),
    bind("L", Context::Anywhere, Forward),
    bind("y y", Context::Anywhere, CopyPassage),
    bind("y c", Context::Anywhere, CopyCitation),
    bind("y p", Context::Anywhere, CopyParallel),
    bind("'", Context::Anywhere, Notes),
    bind("i", Context::Anywhere, Note),
    bind("B", Context::Anywhere, Bookmark),
    bind("v", Context::Anywhere, Pick),
    bind("a l", Context::Anywhere, Link),
    bind("a u", Context::Anywhere, Unlink),
    bind("a s", Context::Anywhere, Split),
    bind("a m", Context::Anywhere, Merge),
    bind("a b", Context::Anywhere, Boilerplate),
    bind("a n", Context::Anywhere, Name),
    bind("U", Context::Anywhere, Undo),
    bind("C-z", Context::Anywhere, Undo),
    bind("C-r", Context::Anywhere, Redo),
    bind("e", Context::Anywhere, Export),
    bind("t", Context::Anywhere, Theme),
    bind(":", Context::Anywhere, Palette),
    bind("?", Context::Anywhere, Help),
    bind("F1", Context::Anywhere, Help),
    bind("q", Context::Anywhere, Quit),
    bind("C-c", Context::Anywhere, Quit),
];

/// What the keys typed so far ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A command.
    Command(Command),
    /// More keys may follow.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Looks up the keys typed so far, as [`key_name`] writes them.
pub fn lookup(typed: &[String], page: Page) -> Found {
    let holding = || BINDINGS.iter().filter(|binding| binding.context.holds(page));
    if let Some(binding) = holding().find(|binding| binding.keys.split(' ').eq(typed)) {
        return Found::Command(binding.command);
    }
    let goes_on = |binding: &Binding| {
        let mut keys = binding.keys.split(' ');
        typed.iter().all(|key| keys.next() == Some(key))
    };
    if holding().any(goes_on) { Found::Prefix } else { Found::Nothing }
}

/// The bindings that go on from keys typed so far, with the key that comes next.
pub fn continuations(typed: &[String], page: Page) -> Vec<(&'static str, Command)> {
    let holding = BINDINGS.iter().filter(|binding| binding.context.holds(page));
    let next = |binding: &Binding| {
        let mut keys = binding.keys.split(' ');
        let fits = typed.iter().all(|key| keys.next() == Some(key));
        keys.next().filter(|_| fits).map(|key| (key, binding.command))
    };
    holding.filter_map(next).collect()
}

/// All keys of a command on a page, the usual first.
pub fn keys_of(command: Command, page: Page) -> Vec<&'static str> {
    let holding = BINDINGS.iter().filter(|binding| binding.command == command && binding.context.holds(page));
    holding.map(|binding| binding.keys).collect()
}

/// The name of a key as the table writes it; nothing for keys that nobody binds.
#[expect(clippy::wildcard_enum_match_arm, reason = "the keys that nobody binds are many and grow")]
pub fn key_name(key: KeyEvent) -> Option<String> {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(character) => character.to_string(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => return Some("S-Tab".to_owned()),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => return Some("S-Tab".to_owned()),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        _ => return None,
    };
    let control = if key.modifiers.contains(KeyModifiers::CONTROL) { "C-" } else { "" };
    let alt = if key.modifiers.contains(KeyModifiers::ALT) { "M-" } else { "" };
    Some(format!("{control}{alt}{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_keys() {
        for (index, a) in BINDINGS.iter().enumerate() {
            for b in BINDINGS.iter().skip(index + 1) {
                let both = Page::ALL.iter().any(|&page| a.context.holds(page) && b.context.holds(page));
                let (long, short) = if a.keys.len() > b.keys.len() { (a.keys, b.keys) } else { (b.keys, a.keys) };
                let hidden = long == short || long.starts_with(&format!("{short} "));
                assert!(!(both && hidden), "{} and {} clash", a.keys, b.keys);
            }
        }
    }

    #[test]
    fn every_command_has_a_key() {
        for &command in Command::ALL {
            assert!(BINDINGS.iter().any(|binding| binding.command == command), "{} has no key", command.name());
        }
    }

    #[test]
    fn lookup_knows_prefixes() {
        let typed = |keys: &str| keys.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let cases = [
            ("j", Found::Command(Next)),
            ("g", Found::Prefix),
            ("g g", Found::Command(First)),
            ("g x", Found::Nothing),
            ("f", Found::Command(FoldAll)),
        ];
        for (keys, expected) in cases {
            assert_eq!(lookup(&typed(keys), Page::Synopsis), expected, "{keys}");
        }
    }
}
