//! The export dialog: its keys, and what came of it.

use crate::tui::model::ask::Effect;
use crate::tui::model::ask::Order;
use crate::tui::model::input::Input;
use crate::tui::model::{ExportForm, Model, Notice, Overlay, Stage};
use crossterm::event::KeyEvent;
use std::path::PathBuf;

/// Opens the dialog; there is nothing to export before the comparison is there.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.stage != Stage::Done {
        model.notice = Some(Notice::Failed("there is nothing to export yet".into()));
        return Vec::new();
    }
    let Some((_, ending)) = model.formats.first() else {
        model.notice = Some(Notice::Failed("there is no format to export to".into()));
        return Vec::new();
    };
    let path = Input::of(&format!("parallax.{ending}"));
    let form = ExportForm { format: 0, scopes: scopes(model), scope: 0, path, replace: false, preview: Vec::new() };
    preview(model, form)
}

/// What can be exported: words to show, and what the outside calls it.
fn scopes(model: &Model) -> Vec<(String, String)> {
    let whole = ["everything", "discrepancies", "quotations", "matrix"].map(|word| (word.to_owned(), word.to_owned()));
    let parallel = model.shown_parallel().or_else(|| model.parallel()).map(|parallel| {
        let number = parallel.saturating_add(1).to_string();
        ("the parallel in focus".to_owned(), number)
    });
    let [base, source] = [model.reading.base, model.reading.source].map(|source| source.siglum());
    let pair = (base != source).then(|| (format!("{base} and {source}"), format!("{base},{source}")));
    whole.into_iter().chain(parallel).chain(pair).collect()
}

/// Asks for the first lines of what would be written.
fn preview(model: &mut Model, form: ExportForm) -> Vec<Effect> {
    let order = order(model, &form);
    model.overlay = Some(Overlay::Export(form));
    vec![Effect::Preview(order)]
}

fn order(model: &Model, form: &ExportForm) -> Order {
    let format = model.formats.get(form.format).map(|(name, _)| name.clone());
    let scope = form.scopes.get(form.scope).map(|(_, scope)| scope.clone());
    Order { format: format.unwrap_or_default(), scope: scope.unwrap_or_default(), base: model.reading.base }
}

/// Takes a key for the dialog.
pub fn press(model: &mut Model, mut form: ExportForm, key: KeyEvent, name: &str) -> Vec<Effect> {
    let formats = model.formats.len();
    let scopes = form.scopes.len();
    match name {
        "Esc" => return Vec::new(),
        "Tab" => form = choose(model, form, 1),
        "S-Tab" => form = choose(model, form, formats.saturating_sub(1)),
        "Down" => form.scope = turned(form.scope, 1, scopes),
        "Up" => form.scope = turned(form.scope, scopes.saturating_sub(1), scopes),
        "Enter" => {
            let (path, replace) = (PathBuf::from(form.path.text()), form.replace);
            let effect = Effect::Save { order: order(model, &form), path, replace };
            model.overlay = Some(Overlay::Export(form));
            return vec![effect];
        }
        _ => {
            form.path.press(key);
            form.replace = false;
            model.overlay = Some(Overlay::Export(form));
            return Vec::new();
        }
    }
    preview(model, form)
}

/// Another format; a file name with the old format's ending gets the new one's.
fn choose(model: &Model, mut form: ExportForm, by: usize) -> ExportForm {
    let ending = |index: usize| model.formats.get(index).map(|(_, ending)| format!(".{ending}")).unwrap_or_default();
    let old = ending(form.format);
    form.format = turned(form.format, by, model.formats.len());
    form.replace = false;
    let text = form.path.text();
    if let Some(stem) = text.strip_suffix(&old) {
        form.path = Input::of(&format!("{stem}{}", ending(form.format)));
    }
    form
}

/// So many further in a list that begins anew at its end.
fn turned(at: usize, by: usize, of: usize) -> usize {
    at.saturating_add(by).checked_rem(of).unwrap_or(0)
}

/// Takes in the first lines of what would be written.
pub fn previewed(model: &mut Model, lines: Vec<String>) {
    if let Some(Overlay::Export(form)) = &mut model.overlay {
        form.preview = lines;
    }
}

/// What came of an export.
pub enum Saved {
    /// The file is written.
    Written(PathBuf),
    /// A file of that name is there already.
    Exists,
    /// It could not be written, and why.
    Failed(String),
}

/// Takes in what came of an export.
pub fn saved(model: &mut Model, saved: Saved) {
    match saved {
        Saved::Written(path) => {
            model.overlay = None;
            model.notice = Some(Notice::Done(format!("written: {}", path.display())));
        }
        Saved::Exists => {
            if let Some(Overlay::Export(form)) = &mut model.overlay {
                form.replace = true;
            }
        }
        Saved::Failed(reason) => model.notice = Some(Notice::Failed(reason)),
    }
}
