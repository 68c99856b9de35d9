//! Keys: which commands there are, and which key asks for which of them where. One table; the keyboard, the footer, the
//! palette and the help read it.

use super::command::Command::{self, *};
use super::page::Page;
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
            Self::Reading => page.reads,
            Self::Lists => !page.reads,
            Self::Anywhere => true,
        }
    }

    /// There is a page on which both hold.
    pub fn meets(self, other: Self) -> bool {
        self == other || self == Self::Anywhere || other == Self::Anywhere
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

/// The bindings of the commands that show no screen. The first of a command is the one that help and footer show first.
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
    bind("=", Context::Reading, Common),
    bind("r", Context::Reading, Reasons),
    bind("Space", Context::Reading, Fold),
    bind("f", Context::Reading, FoldAll),
    bind("F", Context::Reading, FoldBoilerplate),
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
    bind(".", Context::Lists, Sort),
    bind("f", Context::Lists, Filter),
    bind("H", Context::Anywhere, Back),
    bind("Backspace", Context::Anywhere, Back),
    bind("L", Context::Anywhere, Forward),
    bind("y y", Context::Anywhere, CopyPassage),
    bind("y c", Context::Anywhere, CopyCitation),
    bind("y p", Context::Anywhere, CopyParallel),
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
    bind("C-r", Context::Anywhere, Redo),
    bind("e", Context::Anywhere, Export),
    bind("t", Context::Anywhere, Theme),
    bind(":", Context::Anywhere, Palette),
    bind("?", Context::Anywhere, Help),
    bind("F1", Context::Anywhere, Help),
    bind("C-z", Context::Anywhere, Suspend),
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

/// A change of the table: keys ask for another command, or for none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// One or more keys in sequence, separated by blanks.
    pub keys: String,
    /// Where it holds.
    pub context: Context,
    /// What they ask for; nothing frees them.
    pub command: Option<Command>,
}

impl Change {
    /// The same keys where another context does not hold; nothing where it always does.
    fn outside(self, other: Context) -> Option<Self> {
        let context = match (self.context, other) {
            (Context::Anywhere, Context::Lists) => Context::Reading,
            (Context::Anywhere, Context::Reading) => Context::Lists,
            (Context::Anywhere | Context::Reading | Context::Lists, _) => return None,
        };
        Some(Self { context, ..self })
    }
}

/// The table as it holds for a reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    commands: Vec<Command>,
    bindings: Vec<Change>,
}

impl Keymap {
    /// The usual table, with the keys that show these pages.
    pub fn of(pages: &[Page]) -> Self {
        let shown = pages.iter().filter(|page| !page.key.is_empty());
        let shows = |page: &Page| bind(page.key, Context::Anywhere, Show(*page));
        let usual =
            |Binding { keys, context, command }| Change { keys: String::from(keys), context, command: Some(command) };
        let bindings = BINDINGS.iter().copied().chain(shown.clone().map(shows)).map(usual).collect();
        let commands = Command::OWN.iter().copied().chain(shown.map(|page| Show(*page))).collect();
        Self { commands, bindings }
    }

    /// The table with changes; a key that is given to another command, or that another one begins with, is taken from the one
    /// that had it.
    pub fn with(mut self, changes: &[Change]) -> Self {
        for change in changes {
            let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
            let hides = |other: &Change| {
                let (a, b) = (change.keys.as_str(), other.keys.as_str());
                change.context.meets(other.context) && (a == b || begins(a, b) || begins(b, a)) && b != "C-c"
            };
            let left = |other: Change| if hides(&other) { other.outside(change.context) } else { Some(other) };
            self.bindings = self.bindings.into_iter().filter_map(left).collect();
            if change.command.is_some() {
                self.bindings.insert(0, change.clone());
            }
        }
        self
    }

    /// All commands, in the order of the help.
    pub fn commands(&self) -> &[Command] {
        &self.commands
    }

    /// The command of a name.
    pub fn named(&self, name: &str) -> Option<Command> {
        self.commands.iter().copied().find(|command| command.name() == name)
    }

    /// The commands that fit what is typed: every word of it stands in their name or help; those whose name begins with it
    /// come first.
    pub fn fitting(&self, typed: &str) -> Vec<Command> {
        let typed = typed.to_lowercase();
        let fits = |command: &Command| {
            let known = format!("{} {}", command.name(), command.help()).to_lowercase();
            typed.split_whitespace().all(|word| known.contains(word))
        };
        let mut found: Vec<Command> = self.commands.iter().copied().filter(fits).collect();
        found.sort_by_key(|command| (command.name() != typed.trim(), !command.name().starts_with(typed.trim())));
        found
    }

    fn holding(&self, page: Page) -> impl Iterator<Item = (&str, Context, Command)> {
        let bindings = self.bindings.iter().filter(move |binding| binding.context.holds(page));
        bindings.filter_map(|binding| Some((binding.keys.as_str(), binding.context, binding.command?)))
    }

    /// Looks up the keys typed so far, as [`key_name`] writes them.
    pub fn lookup(&self, typed: &[String], page: Page) -> Found {
        if let Some((.., command)) = self.holding(page).find(|(keys, ..)| keys.split(' ').eq(typed)) {
            return Found::Command(command);
        }
        if self.continuations(typed, page).is_empty() { Found::Nothing } else { Found::Prefix }
    }

    /// The bindings that go on from keys typed so far, with the key that comes next.
    pub fn continuations(&self, typed: &[String], page: Page) -> Vec<(&str, Command)> {
        let next = |(keys, _, command): (&'_ str, Context, Command)| -> Option<(usize, Command)> {
            let mut rest = keys.split(' ');
            let fits = typed.iter().all(|key| rest.next() == Some(key));
            rest.next().filter(|_| fits).map(|next| (keys.len().saturating_sub(next.len()), command))
        };
        let found = self.holding(page).filter_map(|binding| {
            let (from, command) = next(binding)?;
            Some((binding.0.get(from..).unwrap_or_default(), command))
        });
        found.collect()
    }

    /// All keys of a command on a page, the usual first.
    pub fn keys_of(&self, command: Command, page: Page) -> Vec<&str> {
        self.holding(page).filter(|(.., other)| *other == command).map(|(keys, ..)| keys).collect()
    }

    /// Where the first of a command's keys on a page holds.
    pub fn context_of(&self, command: Command, page: Page) -> Option<Context> {
        self.holding(page).find(|(.., other)| *other == command).map(|(_, context, _)| context)
    }
}

/// Names of the keys that are no characters.
const NAMED: [&str; 15] = [
    "Space",
    "Enter",
    "Esc",
    "Tab",
    "S-Tab",
    "Backspace",
    "Delete",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PgUp",
    "PgDn",
];

/// Whether a key is named so by [`key_name`].
pub fn is_key(name: &str) -> bool {
    let plain = name.strip_prefix("C-").filter(|rest| !rest.is_empty()).unwrap_or(name);
    let plain = plain.strip_prefix("M-").filter(|rest| !rest.is_empty()).unwrap_or(plain);
    let function = |number: &str| number.parse::<u8>().is_ok_and(|number| (1..=24).contains(&number));
    let one = plain.chars().nth(1).is_none();
    one || NAMED.contains(&plain) || plain.strip_prefix('F').is_some_and(function)
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

    const OUTLINE: Page = Page::of("outline", "o", "all parallels");
    const SYNOPSIS: Page = Page { reads: true, ..Page::of("synopsis", "s", "the sources side by side") };

    #[test]
    fn changes_take_keys_from_who_had_them() {
        let usual = || Keymap::of(&[OUTLINE, SYNOPSIS]);
        let change = |keys: &str, command| Change { keys: keys.into(), context: Context::Anywhere, command };
        let map = usual().with(&[change("g", Some(Quit)), change("y y y", Some(Help)), change("j", None)]);
        let typed = |keys: &str| keys.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let cases = [
            ("g", Found::Command(Quit)),
            ("G", Found::Command(Last)),
            ("o", Found::Command(Show(OUTLINE))),
            ("y y", Found::Prefix),
            ("y y y", Found::Command(Help)),
            ("y c", Found::Command(CopyCitation)),
            ("j", Found::Nothing),
            ("Down", Found::Command(Next)),
        ];
        for (keys, expected) in cases {
            assert_eq!(map.lookup(&typed(keys), SYNOPSIS), expected, "{keys}");
        }
        assert_eq!(map.keys_of(Quit, SYNOPSIS), ["g", "q", "C-c"]);
        let own = Change { keys: "j".into(), context: Context::Lists, command: Some(Export) };
        let map = usual().with(&[own]);
        assert_eq!(map.lookup(&typed("j"), OUTLINE), Found::Command(Export));
        assert_eq!(map.lookup(&typed("j"), SYNOPSIS), Found::Command(Next), "elsewhere it is as usual");
        assert_eq!(map.keys_of(Next, OUTLINE), ["Down"]);
    }

    #[test]
    fn the_palette_finds_commands_by_words() {
        let map = Keymap::of(&[OUTLINE]);
        let cases =
            [("quit", Quit), ("expo", Export), ("why", Reasons), ("page half down", HalfDown), ("outl", Show(OUTLINE))];
        for (typed, expected) in cases {
            assert_eq!(map.fitting(typed).first(), Some(&expected), "{typed}");
        }
        assert_eq!(map.fitting(""), map.commands());
        assert!(map.fitting("no such thing").is_empty());
    }

    #[test]
    fn keys_are_known_by_name() {
        assert!(BINDINGS.iter().flat_map(|binding| binding.keys.split(' ')).all(is_key));
        for wrong in ["Entr", "Ctrl-n", "F0", "C-Entr", "pgdn"] {
            assert!(!is_key(wrong), "{wrong}");
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
            assert_eq!(Keymap::of(&[]).lookup(&typed(keys), SYNOPSIS), expected, "{keys}");
        }
    }
}
