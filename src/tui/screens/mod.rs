//! The screens. Each is a file, which holds all that is known of it, and a line in the table.

mod differences;
mod filter;
pub mod follow;
mod framing;
mod heat;
pub mod hits;
pub mod list;
mod matrix;
pub mod notes;
mod only_here;
mod outline;
pub mod overview;
mod quotations;
pub mod reading;
pub mod rejected;
pub mod row;
pub mod screen;
pub mod stories;
pub mod synopsis;
mod words;

use super::model::Model;
use super::model::item::Item;
use super::model::keymap::Keymap;
use super::model::page::Page;
use screen::Screen;

/// All screens, in the order in which the footer offers them and the help lists them.
const SCREENS: [&Screen; 15] = [
    &overview::SCREEN,
    &synopsis::SCREEN,
    &follow::SCREEN,
    &row::SCREEN,
    &differences::SCREEN,
    &only_here::SCREEN,
    &quotations::SCREEN,
    &framing::SCREEN,
    &outline::SCREEN,
    &matrix::SCREEN,
    &heat::SCREEN,
    &hits::SCREEN,
    &notes::SCREEN,
    &rejected::SCREEN,
    &stories::SCREEN,
];

/// All screens, in the order in which the footer offers them.
pub fn all() -> impl Iterator<Item = &'static Screen> {
    SCREENS.into_iter()
}

/// The screen of a page.
pub fn screen(page: Page) -> &'static Screen {
    all().find(|screen| screen.page == page).unwrap_or(&overview::SCREEN)
}

/// Which commands there are, and which keys ask for them.
pub fn keymap() -> Keymap {
    Keymap::of(&all().map(|screen| screen.page).collect::<Vec<_>>())
}

/// The entries of the screen that is shown, as they are sorted and filtered.
pub fn items(model: &Model) -> Vec<Item> {
    let (screen, state) = (screen(model.page), model.list(model.page));
    let mut items = filter::filtered(&model.comparison, (screen.items)(model, state.sort), &state.filter);
    if !(screen.tight)(model) {
        let headed = items.iter_mut().skip(1).filter(|item| !item.heading.is_empty());
        headed.for_each(|item| item.heading.insert(0, Vec::new()));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::model::command::Command;
    use crate::tui::model::keymap::{BINDINGS, Binding, Context};

    /// All bindings: of the table of keys and of the screens.
    fn bindings() -> Vec<Binding> {
        let shown = all().map(|screen| screen.page).filter(|page| !page.key.is_empty());
        let shows = |page: Page| Binding { keys: page.key, context: Context::Anywhere, command: Command::Show(page) };
        BINDINGS.iter().copied().chain(shown.map(shows)).collect()
    }

    #[test]
    fn no_two_commands_share_keys() {
        let all = bindings();
        for (index, a) in all.iter().enumerate() {
            for b in all.iter().skip(index + 1) {
                let (long, short) = if a.keys.len() > b.keys.len() { (a.keys, b.keys) } else { (b.keys, a.keys) };
                let hidden = long == short || long.starts_with(&format!("{short} "));
                assert!(!(a.context.meets(b.context) && hidden), "{} and {} clash", a.keys, b.keys);
            }
        }
    }

    #[test]
    fn every_command_has_a_key_and_is_found_by_its_name() {
        let map = keymap();
        for &command in map.commands() {
            let pages = all().filter(|screen| map.context_of(command, screen.page).is_some());
            assert!(pages.count() > 0, "no help names {}", command.name());
            assert_eq!(map.fitting(command.name()).first(), Some(&command), "{}", command.name());
            assert_eq!(map.named(command.name()), Some(command), "two are called {}", command.name());
        }
    }

    #[test]
    fn the_readme_knows_every_command() {
        let readme = include_str!("../../../README.md");
        let table = readme.split("## Keys").nth(1).and_then(|rest| rest.split("## ").next()).unwrap_or_default();
        let named: Vec<String> = table.split('`').skip(1).step_by(2).map(|key| key.replace("Ctrl-", "C-")).collect();
        let all = bindings();
        for &command in keymap().commands() {
            let mut keys = all.iter().filter(|binding| binding.command == command);
            let is_named = keys.any(|binding| named.contains(&binding.keys.replace(' ', "")));
            assert!(is_named, "the README does not name {}", command.name());
        }
    }
}
