//! The reader in the terminal: what it needs from outside.

use super::exit::{Failure, tell};
use super::flags::{Common, colours};
use super::library::Read;
use super::meanings::compare;
use super::notes::Shelf;
use super::output::save;
use super::watch::{self, Look, Watch};
use super::{home, sources};
use crate::compare::Comparison;
use crate::export::{self, Format};
use crate::monitor::{Cancelled, Monitor};
use crate::source::in_words;
use crate::text::visible_line;
use crate::tui::{self, Arrival, Ending, Librarian, Order, Settings};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Opens the reader. The sources are read and compared beside the screen.
pub fn read(paths: Vec<PathBuf>, common: &Common) -> Result<(), Failure> {
    let shelf = Shelf::of(&paths);
    let kept = shelf.clone();
    let (settings, trouble) = settings();
    let (library, orders) = Read::new(paths.clone(), common);
    let options = tui::Options {
        formats: Format::ALL.map(|format| (format.name().to_owned(), format.extension().to_owned())).into(),
        save: Arc::new(save_as),
        preview: Arc::new(preview),
        keep: Arc::new(move |before, notebook| kept.keep(before, notebook)),
        librarian: Some(Arc::clone(&library) as Arc<dyn Librarian>),
        settings,
        trouble,
        colours: colours(common.color),
        lesson: paths.is_empty() && !common.loading.clipboard,
    };
    let common = common.clone();
    let work = move |monitor: &Monitor, tell: &dyn Fn(Arrival)| match library.list(monitor) {
        Ok(None) => bring((&paths, &shelf), &common, monitor, tell),
        Ok(Some(list)) => {
            tell(Arrival::Collected(list));
            library.serve(&orders, &|| Arrival::Notes(shelf.read()), tell);
        }
        Err(Cancelled) => {}
    };
    let outcome = tui::run(work, options).map_err(Failure::Terminal)?;
    sources::name_rejected(&outcome.rejected);
    match outcome.ending {
        Ending::Quit | Ending::Cancelled => Ok(()),
        Ending::Failed(reason) => Err(Failure::Nothing(reason)),
        Ending::Signal(number) => Err(Failure::Signal(number)),
    }
}

/// The user's settings, and what is wrong with them in a line; all of it is told on standard error.
fn settings() -> (Settings, Option<String>) {
    let Some(path) = home::config().map(|folder| folder.join("config.toml")) else { return Default::default() };
    let (settings, wrong) = match std::fs::read_to_string(&path) {
        Ok(text) => Settings::read(&text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Default::default(),
        Err(error) => return (Settings::default(), Some(format!("{}: {}", path.display(), in_words(&error)))),
    };
    let told: Vec<String> = wrong.iter().map(|wrong| format!("{}, {wrong}", path.display())).collect();
    told.iter().for_each(|line| tell(line));
    let more = told.len().saturating_sub(1);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    (settings, told.first().map(|first| format!("{first}{more}")))
}

fn bring((paths, shelf): (&[PathBuf], &Shelf), common: &Common, monitor: &Monitor, tell: &dyn Fn(Arrival)) {
    let Ok(corpus) = sources::load(paths, &common.loading.wishes(), monitor) else { return };
    let fit = sources::fit(&corpus, common);
    tell(Arrival::Loaded(corpus.clone()));
    tell(Arrival::Notes(shelf.read()));
    match fit {
        Err(failure) => tell(Arrival::Failed(failure.to_string())),
        Ok(()) => {
            let mut watch = Watch::new(Look::at(paths, &corpus));
            if let Ok(comparison) = compare(corpus, home::kept(common).as_deref(), monitor) {
                tell(Arrival::Compared(comparison));
                while let Ok(next) = next_change(paths, common, (monitor, tell), watch) {
                    watch = next;
                }
            }
        }
    }
}

/// Waits until a source changes on disk, and brings the sources as they are then.
fn next_change(
    paths: &[PathBuf],
    common: &Common,
    (monitor, tell): (&Monitor, &dyn Fn(Arrival)),
    mut watch: Watch,
) -> Result<Watch, Cancelled> {
    if paths.is_empty() || common.loading.clipboard || paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Cancelled);
    }
    loop {
        std::thread::sleep(watch::PAUSE);
        monitor.advance(0)?;
        if !watch.changed() {
            continue;
        }
        let corpus = sources::load(paths, &common.loading.wishes(), monitor)?;
        if sources::fit(&corpus, common).is_err() {
            continue;
        }
        let look = Look::at(paths, &corpus);
        tell(Arrival::Reloaded(compare(corpus, home::kept(common).as_deref(), monitor)?));
        return Ok(Watch::new(look));
    }
}

fn save_as(comparison: &Comparison, order: &Order, path: &Path) -> Result<(), String> {
    let (format, options) = ordered(order)?;
    save(comparison, format, &options, &Monitor::default(), path).map_err(|failure| failure.to_string())
}

/// A format and its options as the reader's dialog names them.
fn ordered(order: &Order) -> Result<(Format, export::Options), String> {
    let format = order.format.parse::<Format>().map_err(|unknown| unknown.to_string())?;
    let scope = order.scope.parse().map_err(|unknown: export::UnknownScope| unknown.to_string())?;
    Ok((format, export::Options { scope, base: order.base, ..export::Options::default() }))
}

/// Bytes of a preview: more than a dialog can show of any format.
const PREVIEW: usize = 2048;
/// Columns of a preview.
const PREVIEW_WIDTH: usize = 60;

/// Bytes of sources up to which a format is made whole for its preview, so that the screen does not wait.
const QUICK: usize = 1 << 20;

/// How an export begins. What is no text, or would take long, is shown as plain text: it holds the same.
fn preview(comparison: &Comparison, order: &Order) -> Vec<String> {
    let Ok((format, options)) = ordered(order) else { return Vec::new() };
    let bytes: usize = comparison.corpus.sources.iter().map(|source| source.text.content().len()).sum();
    let format = match format {
        _ if bytes > QUICK => Format::Text,
        Format::Html | Format::Docx | Format::Svg | Format::Ansi | Format::Text => Format::Text,
        Format::Json | Format::Markdown | Format::Csv | Format::Tei | Format::GraphMl => format,
    };
    let options = export::Options { width: PREVIEW_WIDTH, ..options };
    let mut beginning = Beginning(Vec::new());
    // It ends with an error as soon as enough is there.
    drop(export::export(comparison, format, &options, &Monitor::default(), &mut beginning));
    let text = String::from_utf8_lossy(&beginning.0);
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| visible_line(line).into_owned()).collect()
}

/// Keeps what is written first, and wants no more than that.
struct Beginning(Vec<u8>);

impl Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend(bytes.iter().take(PREVIEW));
        if self.0.len() > PREVIEW { Err(io::ErrorKind::WriteZero.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
