//! `parallax cache`: what is kept of collections, of texts and of comparisons, and where.

use crate::cli::exit::Failure;
use crate::cli::home;
use crate::cli::output::to_standard;
use crate::index;

/// What `cache` is told.
#[derive(clap::Args, Debug)]
pub struct Cache {
    /// What to do with it; without this, say where it is and how large
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What can be done with what is kept.
#[derive(clap::Subcommand, Debug)]
pub enum Action {
    /// Remove everything that is kept
    Clear,
}

/// Says where all is kept, or removes it.
pub fn cache(wanted: &Cache) -> Result<(), Failure> {
    let folder =
        home::cache().ok_or_else(|| Failure::Nothing("there is no folder to keep anything in: set HOME".into()))?;
    if let Some(Action::Clear) = wanted.action {
        return index::clear(&folder).map_err(|error| Failure::Output { path: folder.clone(), error });
    }
    let index::Size { collections, texts, comparisons, bytes } = index::size(&folder);
    let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let kept =
        [counted(collections, "collection"), counted(texts, "text"), counted(comparisons, "comparison")].join(", ");
    to_standard(|out| writeln!(out, "{}: {kept}, {:.1} MB", folder.display(), bytes as f64 / 1e6))
}
