//! The reader without a terminal: messages in, screens out.

use crate::compare::Comparison;
use crate::source::Rejected;
use crate::tui::frame::{self, Saved, draw, lay, update};
use crate::tui::model::ask::{Arrival, Colours, Effect, Ending, Message, Order};
use crate::tui::model::edition::Wanted;
use crate::tui::model::lesson::Lesson;
use crate::tui::model::{Model, Notice, Stage};
use crate::tui::options::Options;
use crate::tui::scene::Scene;
use crate::tui::scene::band::Bands;
use crate::tui::screens::{keymap, overview};
use crate::tui::theme::{THEMES, Theme};
use crossterm::event::Event;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use std::path::PathBuf;

/// The reader: what is read, where the reading stands, and what is on the screen.
pub struct Reader {
    model: Model,
    bands: Bands,
    scene: Scene,
    theme: Theme,
    options: Options,
}

impl Reader {
    /// Before anything has arrived.
    pub fn new(options: Options) -> Self {
        let model = begun(&options);
        let theme = theme(&model, &options);
        Self { model, bands: Bands::default(), scene: Scene::default(), theme, options }
    }

    /// Takes in what the work beside the screen brings.
    pub fn arrive(&mut self, arrival: Arrival) {
        self.take(Message::Arrived(Box::new(arrival.into())));
    }

    /// Takes in a key, the mouse, a new size.
    pub fn event(&mut self, event: Event) {
        self.take(Message::Event(event));
    }

    /// Draws the screen over a whole buffer; the place of the text cursor, where there is one.
    pub fn draw(&mut self, buffer: &mut Buffer) -> Option<Position> {
        update::fit(&mut self.model, (buffer.area.width, buffer.area.height));
        let settled = lay::settled(&self.model, &mut self.bands, buffer.area);
        update::settle(&mut self.model, settled);
        self.scene = lay::lay(&self.model, &mut self.bands, buffer.area);
        draw::draw(&self.model, &self.scene, &self.theme, buffer)
    }

    /// How reading ended, if it did.
    pub fn ending(&self) -> Option<&Ending> {
        self.model.ended.as_ref()
    }

    /// What is read.
    pub fn comparison(&self) -> &Comparison {
        &self.model.comparison
    }

    /// The parallel in focus, by its index.
    pub fn parallel(&self) -> Option<usize> {
        self.model.parallel()
    }

    /// There is nothing to show yet.
    pub(super) fn is_loading(&self) -> bool {
        self.model.ended.is_none() && self.model.stage == Stage::Loading
    }

    /// Work beside the screen is wanted.
    pub(super) fn is_working(&self) -> bool {
        self.model.ended.is_none() && matches!(self.model.stage, Stage::Loading | Stage::Comparing)
    }

    /// There is somebody who works beside the screen.
    pub(super) fn with_help(mut self) -> Self {
        self.model.beside = true;
        self
    }

    /// What is to be made beside the screen.
    pub(super) fn wanted(&mut self) -> Option<Wanted> {
        self.model.wanted.take()
    }

    /// Takes in a message; what is left for the outside to do.
    pub(super) fn take(&mut self, message: Message) -> Vec<Effect> {
        let theme_before = self.model.theme;
        let mut left = Vec::new();
        for effect in update::update(&mut self.model, &self.scene, message) {
            match effect {
                Effect::Save { order, path, replace } => self.save(&order, path, replace),
                Effect::Preview(order) => {
                    let lines = (self.options.preview)(&self.model.comparison, &order);
                    frame::previewed(&mut self.model, lines);
                }
                Effect::Keep(notebook) => {
                    let kept = (self.options.keep)(&self.model.kept, &notebook);
                    update::kept(&mut self.model, &notebook, kept);
                }
                Effect::Story(story) => {
                    if let Some(librarian) = &self.options.librarian {
                        librarian.open(story);
                    }
                }
                Effect::Find(typed) => {
                    let findings =
                        self.options.librarian.as_ref().map(|librarian| librarian.find(&typed)).unwrap_or_default();
                    frame::found(&mut self.model, typed, findings);
                }
                Effect::CancelWork | Effect::Suspend | Effect::Copy(_) => left.push(effect),
            }
        }
        if self.model.theme != theme_before {
            self.theme = theme(&self.model, &self.options);
        }
        left
    }

    /// What could not be read.
    pub(super) fn into_rejected(self) -> Vec<Rejected> {
        self.model.rejected
    }

    fn save(&mut self, order: &Order, path: PathBuf, replace: bool) {
        let saved = if !replace && path.exists() {
            Saved::Exists
        } else {
            match (self.options.save)(&self.model.comparison, order, &path) {
                Ok(()) => Saved::Written(path),
                Err(reason) => Saved::Failed(reason),
            }
        };
        frame::saved(&mut self.model, saved);
    }
}

/// The state before anything has arrived.
fn begun(options: &Options) -> Model {
    let own = options.settings.themes.iter().map(|(name, _)| name.clone());
    let known = THEMES.iter().map(|(name, _)| (*name).to_owned());
    // Without colours all themes look the same.
    let themes: Vec<String> = match options.colours {
        Colours::None => vec!["mono".to_owned()],
        Colours::Sixteen | Colours::Palette | Colours::True => known.chain(own).collect(),
    };
    let wanted = options.settings.theme.as_deref();
    Model {
        lesson: options.lesson.then(Lesson::default),
        notice: options.trouble.as_ref().map(|trouble| Notice::Failed(trouble.clone())),
        theme: themes.iter().rposition(|name| name == wanted.unwrap_or("dark")).unwrap_or(0),
        theme_chosen: wanted.is_some(),
        themes,
        formats: options.formats.clone(),
        ..Model::new(overview::PAGE, keymap().with(&options.settings.keys))
    }
}

fn theme(model: &Model, options: &Options) -> Theme {
    let own = model.theme.checked_sub(THEMES.len()).and_then(|at| options.settings.themes.get(at));
    match own.filter(|_| options.colours != Colours::None) {
        Some((_, text)) => Theme::read(text, options.colours).unwrap_or_else(|_| Theme::named("dark", options.colours)),
        None => Theme::named(THEMES.get(model.theme).map_or("dark", |(name, _)| name), options.colours),
    }
}
