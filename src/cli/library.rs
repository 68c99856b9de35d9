//! A collection in the reader: its list, its stories one by one, and the search over everything.

use super::documents::{days, file_of, passage, why};
use super::flags::Common;
use super::home;
use super::meanings::compare;
use super::watch::{self, Look, Watch};
use crate::collection::{Collection, Encoding, Hit, Lead, Query, Sketch, Story, meant};
use crate::index::{Index, index};
use crate::monitor::{Cancelled, Monitor};
use crate::source::{self, Corpus, Wishes};
use crate::tui::{Arrival, Finding, Librarian, Library, Listed};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The most files that are compared at once: the letters of the alphabet. More are a collection.
const MOST: usize = 26;

/// The share of a folder's documents that its only story may leave out, for the folder to be opened as that story.
const ASIDE: usize = 10;

/// The sources of a story that are named: as many as fit a line.
const NAMED: usize = 12;

/// What a search shows at most.
const SHOWN: usize = 100;

/// The story that is open.
struct Open {
    number: usize,
    /// By which the reader says that it was left.
    monitor: Arc<Monitor>,
    watch: Watch,
}

/// A collection that is read story by story.
pub struct Read {
    index: OnceLock<Index>,
    orders: Mutex<Sender<usize>>,
    running: Mutex<Arc<Monitor>>,
    paths: Vec<PathBuf>,
    wishes: Wishes,
    /// Where what is known of texts is kept.
    kept: Option<PathBuf>,
}

impl Read {
    /// Of nothing yet; and where the orders arrive.
    pub fn new(paths: Vec<PathBuf>, common: &Common) -> (Arc<Self>, Receiver<usize>) {
        let (orders, received) = mpsc::channel();
        let (index, running) = (OnceLock::new(), Mutex::default());
        let (wishes, kept) = (common.loading.wishes(), home::kept(common));
        (Arc::new(Self { index, orders: Mutex::new(orders), running, paths, wishes, kept }), received)
    }

    /// What to list, where paths name more documents than are compared at once, unless nearly all tell one story.
    pub fn list(&self, monitor: &Monitor) -> Result<Option<Library>, Cancelled> {
        let paths = self.paths.as_slice();
        let named = !paths.is_empty() && !self.wishes.clipboard && paths.iter().all(|path| path.as_os_str() != "-");
        if !named || source::walk(paths, &self.wishes).files.len() <= MOST {
            return Ok(None);
        }
        let found = index(paths, (&self.wishes, Encoding::default()), self.kept.as_deref(), monitor)?;
        let documents = found.collection.documents.len();
        let aside = |story: &Story| (documents - story.documents.len()) * ASIDE <= documents;
        if documents == 0 || matches!(found.stories.as_slice(), [only] if aside(only)) {
            return Ok(None);
        }
        let library = Library {
            name: paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "),
            documents,
            stories: found.stories.iter().map(|story| listed((&found.collection, paths), story)).collect(),
            rejected: found.rejected.clone(),
            trouble: found.troubles.first().cloned(),
            found: None,
        };
        Ok(self.index.set(found).is_ok().then_some(library))
    }

    /// Reads and compares the stories that are asked for, one after the other.
    pub fn serve(&self, orders: &Receiver<usize>, notes: &dyn Fn() -> Arrival, tell: &dyn Fn(Arrival)) {
        let mut open: Option<Open> = None;
        loop {
            // The story that is open is watched until the next one is asked for.
            let order = match &open {
                Some(_) => orders.recv_timeout(watch::PAUSE),
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match (order, open.take()) {
                (Ok(number), _) => {
                    let monitor = Arc::new(Monitor::default());
                    *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&monitor);
                    // Where it was cancelled, somebody wants another one.
                    open = self.story(number, notes, (monitor, tell)).ok().flatten();
                }
                (Err(RecvTimeoutError::Timeout), Some(story)) => open = self.again(story, tell).ok(),
                (Err(RecvTimeoutError::Timeout), None) => {}
                (Err(RecvTimeoutError::Disconnected), _) => return,
            }
        }
    }

    /// Reads and compares a story; nothing where it is not there any more.
    fn story(
        &self,
        number: usize,
        notes: &dyn Fn() -> Arrival,
        (monitor, tell): (Arc<Monitor>, &dyn Fn(Arrival)),
    ) -> Result<Option<Open>, Cancelled> {
        let (files, corpus) = self.sources(number, &monitor)?;
        if corpus.sources.len() < 2 {
            tell(Arrival::Failed("the documents of this story are not there any more; start again".into()));
            return Ok(None);
        }
        tell(Arrival::Loaded(corpus.clone()));
        tell(notes());
        let watch = Watch::new(Look::at(&files, &corpus));
        tell(Arrival::Compared(compare(corpus, self.kept.as_deref(), &monitor)?));
        Ok(Some(Open { number, monitor, watch }))
    }

    /// Looks whether the sources of the open story changed, and brings them as they are then.
    fn again(&self, mut open: Open, tell: &dyn Fn(Arrival)) -> Result<Open, Cancelled> {
        open.monitor.advance(0)?;
        if open.watch.changed() {
            let (files, corpus) = self.sources(open.number, &open.monitor)?;
            if corpus.sources.len() > 1 {
                open.watch = Watch::new(Look::at(&files, &corpus));
                tell(Arrival::Reloaded(compare(corpus, self.kept.as_deref(), &open.monitor)?));
            }
        }
        Ok(open)
    }

    /// The files of a story, and what of them belongs to it.
    fn sources(&self, number: usize, monitor: &Monitor) -> Result<(Vec<PathBuf>, Corpus), Cancelled> {
        let story = self.index.get().and_then(|index| Some((index, index.stories.get(number)?)));
        let Some((index, story)) = story else { return Ok((Vec::new(), Corpus::default())) };
        let names = story.documents.iter().map(|id| index.collection.documents[*id as usize].path.as_str());
        let files: BTreeSet<PathBuf> = names.clone().filter_map(|name| file_of(Path::new(name))).collect();
        let names: BTreeSet<&str> = names.collect();
        let files: Vec<PathBuf> = files.into_iter().collect();
        let corpus = source::load_some((&files, &self.paths), &|name| names.contains(name), &self.wishes, monitor)?;
        Ok((files, corpus))
    }
}

impl Librarian for Read {
    fn open(&self, story: Option<usize>) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).cancel();
        if let Some(story) = story {
            // A worker that is gone has told why.
            let _ = self.orders.lock().unwrap_or_else(PoisonError::into_inner).send(story);
        }
    }

    fn find(&self, typed: &str) -> Vec<Finding> {
        let Some(index) = self.index.get() else { return Vec::new() };
        let hits = Query::new(typed).search(&index.collection.words);
        let finding = |hit: &Hit| {
            let document = &index.collection.documents[hit.document as usize];
            Finding {
                name: document.name().to_owned(),
                place: format!("{}{}", days(document.date.map(|date| (date, date))), source_of(document, &self.paths)),
                passage: passage(document, hit, &self.wishes),
                story: index.story_of(hit.document),
            }
        };
        let mut found: Vec<Finding> = hits.iter().take(SHOWN).map(finding).collect();
        if index.collection.documents.iter().any(|document| document.lead.mean.is_some()) {
            let others = meant(&index.collection, &Lead::asked(typed), &hits);
            found.extend(others.iter().map(|meant| {
                let document = &index.collection.documents[meant.document as usize];
                Finding {
                    name: document.name().to_owned(),
                    place: format!(
                        "{}{}, in other words",
                        days(document.date.map(|date| (date, date))),
                        source_of(document, &self.paths)
                    ),
                    passage: document.opening.clone(),
                    story: index.story_of(meant.document),
                }
            }));
        }
        found
    }
}

/// A story as it is listed: who tells it, where that is known, and why it is one.
fn listed((collection, paths): (&Collection, &[PathBuf]), story: &Story) -> Listed {
    let documents = || story.documents.iter().map(|id| &collection.documents[*id as usize]);
    let mut outlets: Vec<&str> = Vec::new();
    for outlet in documents().filter_map(|document| document.outlet.as_deref()) {
        if !outlets.contains(&outlet) && outlets.len() < NAMED {
            outlets.push(outlet);
        }
    }
    let why = why(story);
    // Only where nothing else is known of it, the files are named.
    let inside = |document: &Sketch| inside(document, paths).to_owned();
    let files = documents().take(NAMED).map(inside).collect::<Vec<_>>().join(" · ");
    let why = if why.is_empty() { files } else { format!("because of {why}") };
    Listed {
        label: story.label.clone(),
        size: story.documents.len(),
        days: days(story.dates).trim_end_matches(", ").to_owned(),
        sources: outlets.join(" · "),
        why,
    }
}

/// The outlet of a document, else its path inside of the folders that were named.
fn source_of<'a>(document: &'a Sketch, paths: &[PathBuf]) -> &'a str {
    document.outlet.as_deref().unwrap_or_else(|| inside(document, paths))
}

/// The path of a document inside of the folders that were named.
fn inside<'a>(document: &'a Sketch, paths: &[PathBuf]) -> &'a str {
    let inside = |path: &PathBuf| Some(document.path.strip_prefix(path.to_str()?)?.trim_start_matches('/'));
    paths.iter().find_map(inside).filter(|rest| !rest.is_empty()).unwrap_or(&document.path)
}
