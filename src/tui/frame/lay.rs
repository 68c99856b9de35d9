//! Laying out: the screen that is shown, the lower pane, the marks. Worked out before drawing, and nothing here changes the
//! state: where scroll and focus come to is `Settled`, and the state takes that over before the scene is made of it.

use crate::tui::model::Model;
use crate::tui::model::marks::Marks;
use crate::tui::scene::area::Layout;
use crate::tui::scene::band::Bands;
use crate::tui::scene::{Scene, Settled, pane};
use crate::tui::screens::screen;
use crate::tui::screens::screen::{Lower, Sheet};
use crate::view::Variants;
use ratatui::layout::Rect;
use std::rc::Rc;

/// Where reading and list come to on a screen of some size.
pub fn settled(model: &Model, bands: &mut Bands, area: Rect) -> Settled {
    let screen = screen(model.page);
    let layout = Layout::of(model, area, screen.pane != Lower::None);
    let mut reading = model.reading.clone();
    reading.columns.first = layout.first;
    bands.fit(&reading);
    let mut settled = Settled { reading, list: model.list(model.page).clone() };
    (screen.settle)(&Sheet { screen, model, layout: &layout }, bands, &mut settled);
    settled
}

/// What lies where, once that is settled.
pub fn lay(model: &Model, bands: &mut Bands, area: Rect) -> Scene {
    let screen = screen(model.page);
    let layout = Layout::of(model, area, screen.pane != Lower::None);
    let body = Some((screen.lay)(&Sheet { screen, model, layout: &layout }, bands));
    let variants = bands.variants(model, model.shown_parallel());
    let pane = pane::content(model, &layout, (&variants, screen.pane == Lower::Apparatus));
    let marks = marks(model, bands, &variants);
    Scene { layout, body, pane, marks }
}

/// The words that speak in another voice: of the focused row where the sources themselves are shown.
fn marks(model: &Model, bands: &mut Bands, variants: &Variants) -> Marks {
    let sources = model.comparison.corpus.sources.len();
    let common = if model.reading.common { bands.common(model) } else { Rc::default() };
    let none = Variants::default();
    let variants = if model.page.reads { variants } else { &none };
    Marks::of(sources, Rc::clone(&model.accents), variants, common)
}
