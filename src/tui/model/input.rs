//! A line that is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

/// A line of text with a cursor.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Input {
    before: String,
    after: String,
}

impl Input {
    /// A line with the cursor at its end.
    pub fn of(text: &str) -> Self {
        Self { before: text.to_owned(), after: String::new() }
    }

    /// What is typed.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Puts text in at the cursor; control characters are left out.
    pub fn insert(&mut self, text: &str) {
        self.before.extend(text.chars().filter(|c| !c.is_control()));
    }

    /// Takes a key; whether it was one for editing.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (key.code, control) {
            (KeyCode::Char('u'), true) => self.before.clear(),
            (KeyCode::Char('a'), true) | (KeyCode::Home, _) => {
                *self = Self { before: String::new(), after: self.text() }
            }
            (KeyCode::Char('e'), true) | (KeyCode::End, _) => *self = Self::of(&self.text()),
            (KeyCode::Char('w'), true) => {
                let last = self.before.trim_end().char_indices().rev().find(|(_, c)| c.is_whitespace());
                self.before.truncate(last.map_or(0, |(at, blank)| at.saturating_add(blank.len_utf8())));
            }
            (KeyCode::Char(character), false) => self.before.push(character),
            (KeyCode::Backspace, _) => drop(pop(&mut self.before)),
            (KeyCode::Delete, _) => self.after = rest(&self.after).to_owned(),
            (KeyCode::Left, _) => {
                if let Some(grapheme) = pop(&mut self.before) {
                    self.after.insert_str(0, &grapheme);
                }
            }
            (KeyCode::Right, _) => {
                let rest = rest(&self.after).to_owned();
                let moved = self.after.strip_suffix(rest.as_str()).unwrap_or_default();
                self.before.push_str(moved);
                self.after = rest;
            }
            _ => return false,
        }
        true
    }
}

/// Takes the last grapheme off.
fn pop(text: &mut String) -> Option<String> {
    let last = text.graphemes(true).next_back()?.to_owned();
    text.truncate(text.len().saturating_sub(last.len()));
    Some(last)
}

/// All but the first grapheme.
fn rest(text: &str) -> &str {
    let mut graphemes = text.graphemes(true);
    graphemes.next();
    graphemes.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_by_graphemes() {
        let press = |input: &mut Input, code, modifiers| input.press(KeyEvent::new(code, modifiers));
        let mut input = Input::of("the 👨‍👩‍👧 call");
        for _ in 0..5 {
            press(&mut input, KeyCode::Left, KeyModifiers::NONE);
        }
        assert_eq!(input.before(), "the 👨‍👩‍👧");
        press(&mut input, KeyCode::Backspace, KeyModifiers::NONE);
        press(&mut input, KeyCode::Delete, KeyModifiers::NONE);
        assert_eq!(input.text(), "the call");
        press(&mut input, KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert_eq!(input.text(), "call");
        press(&mut input, KeyCode::Right, KeyModifiers::NONE);
        press(&mut input, KeyCode::Char('ö'), KeyModifiers::NONE);
        assert_eq!(input.text(), "cöall");
        input.insert("\u{1b}x");
        assert_eq!(input.text(), "cöxall");
    }
}
