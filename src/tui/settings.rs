//! Settings: keys and themes of one's own, from a TOML text. What is wrong is said with its line and column; the rest holds.
//!
//! ```toml
//! theme = "light"              # or dark, contrast, okabe-ito, mono, one of your own; left out, the terminal's ground decides
//!
//! [keys]                       # on every screen; [keys.reading] and [keys.lists] hold on theirs only
//! "C-n" = "next"               # keys as the help writes them, and a command by its name in the palette
//! "g o" = "outline"            # one key after the other
//! "q" = "none"                 # does nothing any more
//!
//! [themes.mine]                # the roles that are left out look as in the dark theme
//! accent = "#ff8700 bold"
//! ```

use crate::tui::model::ask::Colours;
use crate::tui::model::keymap::{Change, Context, is_key};
use crate::tui::screens::keymap;
use crate::tui::theme::{THEMES, Theme};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What can be set.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Settings {
    /// The name of a theme.
    pub theme: Option<String>,
    /// Keys that ask for something else than usual.
    pub(super) keys: Vec<Change>,
    /// Themes of one's own: names, and texts as [`Theme::read`] reads them.
    pub(super) themes: Vec<(String, String)>,
}

/// Something wrong in settings.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct Wrong {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
}

impl Settings {
    /// Reads settings, and all that is wrong in them.
    pub fn read(text: &str) -> (Self, Vec<Wrong>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut desk = Desk { text, settings: Self::default(), wrong: Vec::new() };
        for error in errors {
            desk.wrong(error.span().unwrap_or_default(), error.message().to_owned());
        }
        desk.table(table.get_ref());
        let theme = desk.settings.theme.clone();
        let known = |name: &str| {
            let mut own = desk.settings.themes.iter().map(|(own, _)| own.as_str());
            THEMES.iter().any(|(known, _)| *known == name) || own.any(|own| own == name)
        };
        if let Some(name) = theme.filter(|name| !known(name)) {
            let span = table.get_ref().get("theme").map(Spanned::span).unwrap_or_default();
            desk.settings.theme = None;
            desk.wrong(span, format!("no theme is named {name}"));
        }
        desk.wrong.sort_by_key(|wrong| (wrong.line, wrong.column));
        (desk.settings, desk.wrong)
    }
}

struct Desk<'a> {
    text: &'a str,
    settings: Settings,
    wrong: Vec<Wrong>,
}

impl Desk<'_> {
    fn wrong(&mut self, span: Range<usize>, reason: String) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count().saturating_add(1);
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()).saturating_add(1);
        self.wrong.push(Wrong { line, column, reason });
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("theme", DeValue::String(name)) => self.settings.theme = Some(name.as_ref().to_owned()),
                ("keys", DeValue::Table(keys)) => self.keys(Context::Anywhere, keys),
                ("themes", DeValue::Table(themes)) => themes.iter().for_each(|(name, roles)| self.theme(name, roles)),
                ("theme", _) => self.wrong(value.span(), "the name of a theme belongs here".to_owned()),
                ("keys" | "themes", _) => self.wrong(value.span(), "a table belongs here".to_owned()),
                (other, _) => {
                    let known = "there are theme, keys and themes";
                    self.wrong(key.span(), format!("nothing is set by {other}; {known}"));
                }
            }
        }
    }

    fn keys(&mut self, context: Context, table: &DeTable<'_>) {
        for (key, value) in table {
            let keys = key.get_ref().as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
            match (keys.as_str(), value.get_ref()) {
                ("reading", DeValue::Table(own)) => self.keys(Context::Reading, own),
                ("lists", DeValue::Table(own)) => self.keys(Context::Lists, own),
                ("", _) => self.wrong(key.span(), "a key belongs here".to_owned()),
                (keys, DeValue::String(_)) if !keys.split(' ').all(is_key) => {
                    let wrong = keys.split(' ').find(|key| !is_key(key)).unwrap_or_default();
                    self.wrong(
                        key.span(),
                        format!("no key is named {wrong}; the help writes them as C-n, Enter, PgDn"),
                    );
                }
                ("C-c", _) => self.wrong(key.span(), "C-c always quits".to_owned()),
                (_, DeValue::String(name)) => {
                    let map = keymap();
                    let command = map.named(name);
                    if command.is_none() && name.as_ref() != "none" {
                        let near = map.fitting(name).first().map(|command| command.name());
                        let near = near.map(|near| format!("; do you mean {near}?")).unwrap_or_default();
                        self.wrong(value.span(), format!("no command is named {name}{near}"));
                    } else {
                        self.settings.keys.push(Change { keys, context, command });
                    }
                }
                _ => self.wrong(value.span(), "the name of a command belongs here".to_owned()),
            }
        }
    }

    fn theme(&mut self, name: &Spanned<toml::de::DeString<'_>>, roles: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = roles.get_ref() else {
            return self.wrong(roles.span(), "a table of roles belongs here".to_owned());
        };
        let mut text = THEMES.first().map(|(_, text)| (*text).to_owned()).unwrap_or_default();
        for (role, style) in table {
            let DeValue::String(style_words) = style.get_ref() else {
                self.wrong(style.span(), "a style belongs here, such as \"#ff8700 bold\"".to_owned());
                continue;
            };
            let line = format!("{} {}", role.get_ref(), style_words.replace('\n', " "));
            match Theme::read(&line, Colours::True) {
                Ok(_) => {
                    text.push('\n');
                    text.push_str(&line);
                }
                Err(reason) => {
                    let reason = reason.trim_start_matches("line 1: ").to_owned();
                    let span = if reason.starts_with("no role") { role.span() } else { style.span() };
                    self.wrong(span, reason);
                }
            }
        }
        self.settings.themes.push((name.get_ref().as_ref().to_owned(), text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_the_rest_holds() {
        let cases: [(&str, &[&str], usize); 10] = [
            ("", &[], 0),
            ("theme = \"light\"\n[keys]\n\"C-n\" = \"next\"\n\"g o\" = \"outline\"\n", &[], 2),
            ("theme = \"mauve\"\n[keys]\nQ = \"quit\"", &["line 1, column 9: no theme is named mauve"], 1),
            ("[keys]\nQ = \"qit\"\nX = \"quit\"", &["line 2, column 5: no command is named qit"], 1),
            ("[keys]\n\"g Entr\" = \"quit\"\nX = \"quit\"", &["line 2, column 1: no key is named Entr"], 1),
            ("[keys]\nQ = \"expo\"", &["line 2, column 5: no command is named expo; do you mean export?"], 0),
            ("[keys.lists]\nQ = 5\nX = \"none\"", &["line 2, column 5: the name of a command belongs here"], 1),
            ("colour = 1\n[keys]\nX = \"quit\"", &["line 1, column 1: nothing is set by colour"], 1),
            ("[keys]\nX = \"quit\"\nY = \"open\nZ = \"help\"", &["line 3, column"], 3),
            (
                "[themes.mine]\ndim = \"mauve\"\nink = \"red\"\nhit = \"red\"",
                &["line 2, column 7: what is mauve?", "line 3, column 1: no role is named ink"],
                0,
            ),
        ];
        for (text, expected, keys) in cases {
            let (settings, wrong) = Settings::read(text);
            let said: Vec<String> = wrong.iter().map(Wrong::to_string).collect();
            assert_eq!(said.len(), expected.len(), "{text}: {said:?}");
            for (said, expected) in said.iter().zip(expected) {
                assert!(said.starts_with(expected), "{text}: {said}");
            }
            assert_eq!(settings.keys.len(), keys, "{text}");
        }
    }
}
