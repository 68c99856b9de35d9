//! The state of the reader, and what it is made of. It knows no screen, no size of letters, no terminal.

pub mod ask;
pub mod command;
pub mod edition;
pub mod input;
pub mod item;
pub mod keymap;
pub mod lesson;
pub mod library;
pub mod marks;
pub mod page;
pub mod reading;
pub mod role;
pub mod scroll;
pub mod visited;

use crate::align::Passage;
use crate::compare::Comparison;
use crate::notebook::{Correction, History, Notebook};
use crate::source::{Corpus, Rejected, SourceId};
use crate::view::{Disagreement, Hit, Labels, Overview, Synopsis, ToldLine};
use ask::Ending;
use command::Command;
use edition::{Edition, Wanted};
use input::Input;
use item::{About, Item, ListState};
use keymap::Keymap;
use lesson::Lesson;
use library::Library;
use marks::Places;
use page::Page;
use ratatui::layout::Position;
use reading::Reading;
use scroll::Lead;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use visited::{Spot, Visited};

/// How far the work beside the screen is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Sources are being read.
    Loading,
    /// Sources are shown, parallels are being looked for.
    Comparing,
    /// Everything is there.
    Done,
    /// The reader stopped the comparison: what is there is there.
    Stopped,
}

/// What has the keyboard; nothing means that the page has it.
#[derive(Clone, PartialEq, Debug)]
pub enum Overlay {
    /// The keys, scrolled down by some lines.
    Help(usize),
    /// The search line, and where it was opened.
    Search(Input, Box<Spot>),
    /// The filter of a list.
    Filter(Input),
    /// The columns, one of them (by its place) chosen.
    Columns(usize),
    /// Where to write which format.
    Export(ExportForm),
    /// The commands that fit what is typed, one of them (by its place among those) chosen.
    Palette(Input, usize),
    /// A question that is being answered.
    Ask(Question, Input),
}

/// A line between panes or columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The one over the lower pane.
    Pane,
    /// The one between the columns of two sources.
    Column([SourceId; 2]),
}

/// A rule that is being dragged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dragging {
    /// Which one.
    pub rule: Rule,
    /// The line or column of the screen where it was grabbed.
    pub from: u16,
    /// How much smaller and how much larger the pane, or the first column, can become.
    pub room: (i16, i16),
    /// What was added to the height of the pane, or to the widths of the two columns, before.
    pub before: [i16; 2],
}

/// What the reader is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// What to note on the focused passage.
    Note,
    /// The name of the parallel in focus.
    Name,
    /// What to look for in the whole collection.
    Everything,
}

/// The fields of the export dialog.
#[derive(Clone, PartialEq, Debug)]
pub struct ExportForm {
    /// Index of the format.
    pub format: usize,
    /// What can be written: words to show, and what the outside calls it.
    pub scopes: Vec<(String, String)>,
    /// Index of the one chosen.
    pub scope: usize,
    /// The file.
    pub path: Input,
    /// The file is there already; Enter once more replaces it.
    pub replace: bool,
    /// The first lines of what would be written.
    pub preview: Vec<String>,
}

/// What a search found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// What was looked for.
    pub typed: String,
    /// It is a regular expression.
    pub pattern: bool,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// The places, in the order of the synopsis.
    pub hits: Vec<Hit>,
    /// The places by source, for drawing.
    pub by_source: Vec<Vec<Hit>>,
    /// The sources beside whose texts it stands, too.
    pub beside: Vec<SourceId>,
    /// The one that the search stands at.
    pub current: Option<usize>,
}

impl Found {
    /// The place that the search stands at.
    pub fn here(&self) -> Option<Hit> {
        self.current.and_then(|at| self.hits.get(at)).copied()
    }

    /// Beside which texts it stands: `beside A C`; nothing where it stands beside none.
    pub fn said_beside(&self) -> Option<String> {
        let sigla: Vec<String> = self.beside.iter().map(|source| source.siglum()).collect();
        (!sigla.is_empty()).then(|| format!("beside {} (R)", sigla.join(" ")))
    }
}

/// Something to say in the footer until the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Something was done.
    Done(String),
    /// Something could not be done.
    Failed(String),
}

/// What is typed of a command so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Typed {
    /// The count before it.
    pub count: Option<usize>,
    /// Its keys.
    pub keys: Vec<String>,
}

/// Progress of the work beside the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units known so far.
    pub total: u64,
    /// Since the work began.
    pub elapsed: Duration,
}

/// The state of the reader.
pub struct Model {
    /// What is read: the engine's comparison with what is written down put in.
    pub comparison: Arc<Comparison>,
    /// What its parallels are called by.
    pub labels: Labels,
    /// The story at a glance.
    pub overview: Rc<Overview>,
    /// What the overview says of each parallel, by its index.
    pub told: Rc<Vec<ToldLine>>,
    /// Where its sources differ and it matters.
    pub differences: Rc<Vec<Disagreement>>,
    /// The words of these differences.
    pub accents: Rc<Places>,
    /// The engine's comparison as it is.
    pub engine: Arc<Comparison>,
    /// What is written down, and what was.
    pub history: History,
    /// What is kept of it outside, as far as is known.
    pub kept: Notebook,
    /// What is to be made of that beside the screen.
    pub wanted: Option<Wanted>,
    /// The corrections that are put into what is read.
    pub corrected: Vec<Correction>,
    /// How often something was put into it.
    pub revisions: u64,
    /// There is somebody who works beside the screen.
    pub beside: bool,
    /// Why nothing can be written down, where nothing can.
    pub locked: Option<String>,
    /// The passages picked for a correction, in order.
    pub picked: Vec<Passage>,
    /// The collection, where there is one.
    pub library: Option<Library>,
    /// How far the work is.
    pub stage: Stage,
    /// In figures.
    pub progress: Progress,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
    /// Which screen is shown.
    pub page: Page,
    /// Where the reading stands.
    pub reading: Reading,
    /// The entries of the page, where it is a list.
    pub items: Rc<Vec<Item>>,
    /// Changes with the entries.
    pub items_revision: u64,
    /// What they are made of changed: they are to be made anew.
    pub stale: bool,
    /// Columns and lines of the screen.
    pub width: u16,
    /// Lines.
    pub height: u16,
    /// The differences that are opened, by their indices.
    pub opened: BTreeSet<usize>,
    /// Where the reading of each list stands.
    pub lists: BTreeMap<&'static str, ListState>,
    /// The places visited.
    pub visited: Visited,
    /// What the reader is being taught.
    pub lesson: Option<Lesson>,
    /// What has the keyboard.
    pub overlay: Option<Overlay>,
    /// The last search.
    pub found: Found,
    /// What the footer says.
    pub notice: Option<Notice>,
    /// What is typed so far.
    pub typed: Typed,
    /// The rule that is being dragged.
    pub dragging: Option<Dragging>,
    /// Where the mouse was pressed last, for the second click of a double one.
    pub clicked: Option<Position>,
    /// The names of the themes.
    pub themes: Vec<String>,
    /// Index of the theme.
    pub theme: usize,
    /// Somebody chose it; else the terminal's background may.
    pub theme_chosen: bool,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// Names and endings of the export formats.
    pub formats: Vec<(String, String)>,
    /// Reading has ended.
    pub ended: Option<Ending>,
}

impl Model {
    /// Before anything is there, on a page.
    pub fn new(page: Page, keymap: Keymap) -> Self {
        let comparison = Arc::new(Comparison::unaligned(Corpus::default()));
        let Edition { overview, synopsis, .. } = Edition::before(&comparison, SourceId(0));
        Self {
            reading: Reading::new(&comparison, Rc::new(synopsis)),
            engine: Arc::clone(&comparison),
            comparison,
            labels: Labels::default(),
            overview: Rc::new(overview),
            told: Rc::default(),
            differences: Rc::default(),
            accents: Rc::default(),
            history: History::default(),
            kept: Notebook::default(),
            wanted: None,
            corrected: Vec::new(),
            revisions: 0,
            beside: false,
            locked: None,
            picked: Vec::new(),
            library: None,
            stage: Stage::Loading,
            progress: Progress::default(),
            rejected: Vec::new(),
            page,
            items: Rc::default(),
            items_revision: 0,
            stale: false,
            width: 0,
            height: 0,
            opened: BTreeSet::new(),
            lists: BTreeMap::new(),
            visited: Visited::default(),
            lesson: None,
            overlay: None,
            found: Found::default(),
            notice: None,
            typed: Typed::default(),
            dragging: None,
            clicked: None,
            themes: Vec::new(),
            theme: 0,
            theme_chosen: false,
            keymap,
            formats: Vec::new(),
            ended: None,
        }
    }

    /// Another comparison is read; its synopsis. What is shown of it is made where nobody has made it yet.
    pub fn read(&mut self, comparison: Arc<Comparison>, edition: Option<Edition>) -> Synopsis {
        self.comparison = comparison;
        let base = self.base();
        let make = || match self.is_compared() {
            true => Edition::of(&self.comparison, base),
            false => Edition::before(&self.comparison, base),
        };
        let Edition { labels, overview, told, differences, accents, synopsis } = edition.unwrap_or_else(make);
        (self.labels, self.overview, self.told) = (labels, Rc::new(overview), Rc::new(told));
        (self.differences, self.accents) = (Rc::new(differences), Rc::new(accents));
        self.opened.clear();
        synopsis
    }

    /// The source that the others are read against.
    pub fn base(&self) -> SourceId {
        let known = |base: &SourceId| base.index() < self.comparison.corpus.sources.len();
        Some(self.reading.base).filter(known).unwrap_or(SourceId(0))
    }

    /// The overview is read against the base.
    pub fn glance(&mut self) {
        let base = self.base();
        if self.overview.base != base {
            let overview = Rc::make_mut(&mut self.overview);
            overview.read_against(base, &self.comparison, (&self.labels, &self.differences));
        }
    }

    /// There is more to show than the sources: they are compared, or a reader told what is the same.
    pub fn is_compared(&self) -> bool {
        self.stage == Stage::Done || !self.comparison.alignment.parallels.is_empty()
    }

    /// The first key of a command on the page, as it is shown.
    pub fn key(&self, command: Command) -> String {
        self.keymap
            .keys_of(command, self.page)
            .first()
            .map_or_else(|| format!(":{}", command.name()), |key| (*key).to_owned())
    }

    /// There is a collection and no story of it is open.
    pub fn is_storyless(&self) -> bool {
        self.library.is_some() && self.stage == Stage::Done && self.comparison.corpus.sources.is_empty()
    }

    /// A command can be asked for here: while no story is open, what needs one cannot.
    pub fn offers(&self, command: Command) -> bool {
        !self.is_storyless() || command.is_storyless()
    }

    /// Where the reading of a list stands.
    pub fn list(&self, page: Page) -> &ListState {
        static BEGINNING: ListState = ListState::BEGINNING;
        self.lists.get(page.name).unwrap_or(&BEGINNING)
    }

    /// The lists of another comparison are read from their beginning; those that are of no story stay as they are.
    pub fn forget_lists(&mut self, stay: &[Page]) {
        self.lists.retain(|name, _| stay.iter().any(|page| page.name == *name));
    }

    /// Where the reading of the list on the screen stands.
    pub fn list_mut(&mut self) -> &mut ListState {
        self.lists.entry(self.page.name).or_insert(ListState::BEGINNING)
    }

    /// The entry of the list on the screen that is selected.
    pub fn selected(&self) -> Option<&Item> {
        self.items.get(self.list(self.page).cursor).filter(|_| !self.page.reads)
    }

    /// What that is about; nothing where the sources themselves are shown.
    pub fn about(&self) -> About {
        self.selected().map(|item| item.about).unwrap_or_default()
    }

    /// The parallel that the lower pane shows, if any: of the selected entry, or the one in focus.
    pub fn shown_parallel(&self) -> Option<usize> {
        if self.page.reads { self.parallel() } else { self.about().parallel }
    }

    /// Keeps the focus at a line of the screen, whatever becomes of the widths.
    pub fn hold(&mut self, line: i64) {
        if self.page.reads {
            self.reading.hold(line);
        } else {
            self.list_mut().lead = Lead::Focus;
        }
    }

    /// Where the reading is.
    pub fn here(&self) -> Spot {
        let reading = &self.reading;
        Spot {
            page: self.page,
            base: reading.base,
            source: reading.source,
            cursor: reading.cursor,
            passages: self.focused_parallel().to_vec(),
            passage: reading.passage,
            height: reading.height,
            anchor: reading.anchor,
            list: self.list(self.page).clone(),
        }
    }

    /// Keeps the place in mind before it is left.
    pub fn remember(&mut self) {
        let spot = self.here();
        self.visited.leave(spot);
    }

    /// Goes to a place.
    pub fn go(&mut self, spot: Spot) {
        if self.reading.base != spot.base {
            self.reading.rebase(&self.comparison, spot.base, 0);
        }
        self.page = spot.page;
        self.reading.focus(spot.cursor);
        let moved = self.focused_parallel() != spot.passages.as_slice();
        let row = self.reading.row_like(&self.comparison, &spot.passages, None).filter(|_| moved);
        let reading = &mut self.reading;
        if let Some(row) = row {
            reading.focus(row);
        } else {
            (reading.passage, reading.anchor) = (spot.passage, spot.anchor);
        }
        reading.focus_source(spot.source);
        reading.height = spot.height;
        reading.lead = Lead::Focus;
        *self.list_mut() = spot.list;
    }

    /// The passages of the parallel that has the focus; none where none has.
    pub fn focused_parallel(&self) -> &[Passage] {
        let parallel = self.parallel().and_then(|parallel| self.comparison.alignment.parallels.get(parallel));
        parallel.map_or(&[], |parallel| &parallel.passages)
    }

    /// The parallel that has the focus, if any.
    pub fn parallel(&self) -> Option<usize> {
        self.reading.parallel(self.reading.cursor)
    }
}

/// What is asked of the reader, from a key, the palette or the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Request {
    /// The command.
    pub command: Command,
    /// How many times, where somebody said so.
    pub count: Option<usize>,
}
