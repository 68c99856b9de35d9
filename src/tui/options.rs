//! What the reader needs from outside.

use crate::tui::model::ask::{Colours, Keep, Preview, Save};
use crate::tui::model::library::Librarian;
use crate::tui::settings::Settings;
use std::sync::Arc;

/// What the reader needs from outside.
pub struct Options {
    /// The names of the export formats, the usual one first, each with the ending of its files.
    pub formats: Vec<(String, String)>,
    /// Writes an export.
    pub save: Arc<Save>,
    /// Shows how an export begins.
    pub preview: Arc<Preview>,
    /// Keeps notes and corrections.
    pub keep: Arc<Keep>,
    /// Opens the stories of a collection.
    pub librarian: Option<Arc<dyn Librarian>>,
    /// Keys and themes.
    pub settings: Settings,
    /// What is wrong with them, in a line.
    pub trouble: Option<String>,
    /// How many colours the terminal shows.
    pub colours: Colours,
    /// The reader is taught by doing.
    pub lesson: bool,
}
