//! The user's own folders: where a program keeps its settings, what belongs to the user, and what can be made again.

use super::flags::Common;
use std::path::PathBuf;
use std::time::SystemTime;

/// Settings; on macOS, too, where people who live in terminals look for them.
pub fn config() -> Option<PathBuf> {
    folder("APPDATA", None, "XDG_CONFIG_HOME", ".config")
}

/// What belongs to the user.
pub fn data() -> Option<PathBuf> {
    folder("APPDATA", Some("Library/Application Support"), "XDG_DATA_HOME", ".local/share")
}

/// What can be made again.
pub fn cache() -> Option<PathBuf> {
    folder("LOCALAPPDATA", Some("Library/Caches"), "XDG_CACHE_HOME", ".cache")
}

/// Where what is known of collections and texts is kept; nowhere if that is not wanted or there is no place.
pub fn kept(common: &Common) -> Option<PathBuf> {
    cache().filter(|_| !common.no_cache)
}

/// What tells this program from others, and from one that was built at another time; nothing where that cannot be told.
pub fn program() -> Option<String> {
    let known = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = known.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), known.len(), built.as_nanos()))
}

/// The program's folder in what a variable of Windows names, in a place of macOS where there is one, else where the variable
/// of the XDG base directories points or, without it, in its usual place under the home folder.
fn folder(windows: &str, macos: Option<&str>, variable: &str, usual: &str) -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = |place: &str| from("HOME").map(|home| home.join(place));
    let folder = match macos {
        _ if cfg!(windows) => from(windows),
        Some(macos) if cfg!(target_os = "macos") => home(macos),
        Some(_) | None => from(variable).or_else(|| home(usual)),
    };
    folder.map(|folder| folder.join("parallax"))
}
