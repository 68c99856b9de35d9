//! Pictures for slides: the sources side by side, or the matrix.
//!
//! A picture cannot ask how wide a letter is, so lines are broken by columns of a little more than half a letter's height,
//! which is what a sans serif needs on average; what differs is marked by the words' own style and needs no place.

use super::beside::{Cell, Columns, shows};
use super::excerpt::Excerpt;
use super::markup::Markup;
use super::paper::{Ink, Line, Run, wrap};
use super::place::{is_right_to_left, shortened};
use super::scope::Part;
use crate::source::Source;
use crate::view::{Entry, matrix};
use std::io;

/// Writes the picture: the matrix where only that is wanted.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let mut picture = Picture { excerpt, markup: Markup::default(), y: MARGIN };
    let width = if excerpt.holds(Part::Synopsis) { picture.synopsis() } else { picture.matrix() };
    let (body, height) = (picture.markup.finish(), picture.y + MARGIN);
    let mut markup = Markup::default();
    let view = format!("0 0 {width} {height}");
    markup.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", &view),
            ("width", &width.to_string()),
            ("height", &height.to_string()),
            ("role", "img"),
        ],
    );
    markup.element("title", &[], &excerpt.title());
    markup.raw(concat!("<style>", include_str!("../../assets/export/picture.css"), "</style>"));
    markup.raw("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
    out.write_all(markup.finish().as_bytes())?;
    out.write_all(body.as_bytes())?;
    out.write_all(b"</svg>\n")
}

/// Pixels around the picture and between its parts.
const MARGIN: usize = 24;
/// Pixels between two lines.
const LEADING: usize = 19;
/// Sources that stand side by side; more stand under each other.
const MOST_BESIDE: usize = 6;
/// Pixels of a column of text; the letters are 14 high.
const COLUMN: usize = 8;
/// Columns of text of a source.
const COLUMNS: usize = 36;
/// Pixels from one source to the next.
const STEP: usize = COLUMNS * COLUMN + MARGIN;

struct Picture<'a> {
    excerpt: &'a Excerpt<'a>,
    markup: Markup,
    /// Where the next thing stands.
    y: usize,
}

impl Picture<'_> {
    /// The sources side by side; the width of the picture.
    fn synopsis(&mut self) -> usize {
        let excerpt = self.excerpt;
        let columns = excerpt.sources().count().clamp(1, MOST_BESIDE);
        let width = MARGIN + STEP * columns;
        self.head(width);
        if excerpt.sources().count() > MOST_BESIDE {
            self.under_each_other(width);
            return width;
        }
        let heads: Vec<Vec<Line>> = excerpt.sources().map(|source| head(excerpt, source)).collect();
        self.side_by_side(&heads);
        let synopsis = excerpt.synopsis();
        let mut beside = Columns::default();
        for index in excerpt.counted(0..synopsis.rows.len()).filter(|&index| shows(excerpt, &synopsis.rows[index])) {
            self.y += LEADING / 2;
            self.rule(width);
            if let Some(entry) = synopsis.rows[index].parallel.and_then(|parallel| excerpt.entry(parallel)) {
                self.title(entry, width);
            }
            let cells = beside.row(excerpt, &synopsis, index, (COLUMNS, true));
            self.side_by_side(&cells);
        }
        width
    }

    /// What it is about, and what the marks mean.
    fn head(&mut self, width: usize) {
        let title = Run::new(&shortened(&self.excerpt.title(), width / COLUMN), Ink::Strong);
        let legend = [
            Run::new(
                &format!("{}, read against {}: ", self.excerpt.subtitle(), self.excerpt.base.siglum()),
                Ink::Faint,
            ),
            Run::new("a discrepancy", Ink::Grave),
        ];
        for line in wrap(&[title], width / COLUMN).iter().chain(&wrap(&legend, (width - 2 * MARGIN) / COLUMN)) {
            self.y += LEADING;
            self.line(MARGIN, self.y, line);
        }
        self.y += LEADING / 2;
    }

    /// Many sources: those that tell a parallel stand under each other.
    fn under_each_other(&mut self, width: usize) {
        let excerpt = self.excerpt;
        for source in excerpt.sources() {
            let lines = head(excerpt, source);
            self.block(MARGIN, &lines);
        }
        let synopsis = excerpt.synopsis();
        for row in synopsis.rows.iter().filter(|row| shows(excerpt, row)) {
            self.y += LEADING / 2;
            self.rule(width);
            if let Some(entry) = row.parallel.and_then(|parallel| excerpt.entry(parallel)) {
                self.title(entry, width);
            }
            for source in excerpt.sources().filter(|source| row.block(source.id).is_some()) {
                let paragraphs = Cell::of(excerpt, &synopsis, row, (source.id, true)).all();
                let columns = (width - 3 * MARGIN) / COLUMN;
                let lines: Vec<Line> = paragraphs.iter().flat_map(|runs| wrap(runs, columns)).collect();
                let siglum = wrap(&[Run::new(&source.id.siglum(), Ink::Strong)], COLUMNS);
                siglum.iter().for_each(|line| self.line(MARGIN, self.y + LEADING, line));
                self.block(2 * MARGIN, &lines);
            }
        }
    }

    /// Lines under each other.
    fn block(&mut self, x: usize, lines: &[Line]) {
        for line in lines {
            self.y += LEADING;
            self.line(x, self.y, line);
        }
    }

    fn title(&mut self, entry: &Entry, width: usize) {
        let label = shortened(&entry.label, width / COLUMN - 12);
        let mut runs = vec![Run::new(&format!("{} ", entry.parallel + 1), Ink::Strong), Run::new(&label, Ink::Faint)];
        for kind in &entry.discrepancies {
            runs.extend([Run::plain("  "), Run::new(&format!("≠ {}", kind.name()), Ink::Grave)]);
        }
        for line in wrap(&runs, width / COLUMN) {
            self.line(MARGIN, self.y + LEADING, &line);
            self.y += LEADING;
        }
    }

    fn side_by_side(&mut self, cells: &[Vec<Line>]) {
        for (column, lines) in cells.iter().enumerate() {
            for (number, line) in lines.iter().enumerate() {
                let place = (MARGIN + column * STEP, self.y + LEADING * (number + 1));
                self.directed(place, line, are_right_to_left(lines));
            }
        }
        self.y += LEADING * cells.iter().map(Vec::len).max().unwrap_or(0);
    }

    fn line(&mut self, x: usize, y: usize, line: &Line) {
        self.directed((x, y), line, false);
    }

    /// A line; one that is read from right to left begins at the right end of its column.
    fn directed(&mut self, (x, y): (usize, usize), line: &Line, leftwards: bool) {
        match leftwards {
            true => {
                let x = (x + COLUMNS * COLUMN).to_string();
                self.markup.open("text", &[("x", &x), ("y", &y.to_string()), ("direction", "rtl")]);
            }
            false => self.markup.open("text", &[("x", &x.to_string()), ("y", &y.to_string())]),
        }
        for run in line.runs() {
            match class(run.ink()) {
                Some(class) => self.markup.element("tspan", &[("class", class)], run.text()),
                None => self.markup.text(run.text()),
            }
        }
        self.markup.raw("</text>\n");
    }

    fn words(&mut self, class: &str, x: usize, text: &str) {
        let (x, y) = (x.to_string(), self.y.to_string());
        self.markup.element("text", &[("class", class), ("x", &x), ("y", &y)], text);
    }

    fn rule(&mut self, width: usize) {
        let y = self.y.to_string();
        let (left, right) = (MARGIN.to_string(), (width - MARGIN).to_string());
        self.markup.empty("line", &[("x1", &left), ("x2", &right), ("y1", &y), ("y2", &y)]);
        self.markup.raw("\n");
    }

    /// Who tells what, and how close the sources are; the width of the picture.
    fn matrix(&mut self) -> usize {
        let excerpt = self.excerpt;
        let sources: Vec<&Source> = excerpt.sources().collect();
        let x = |index: usize| MARGIN + LABEL + index * CELL + CELL / 2;
        let width = x(sources.len()) + MARGIN;
        self.sigla(&sources, x);
        for entry in &excerpt.entries {
            self.y += LEADING;
            self.words("number", MARGIN + 2 * COLUMN, &(entry.parallel + 1).to_string());
            self.words("label", MARGIN + 4 * COLUMN, &shortened(&entry.label, LABEL / COLUMN - 6));
            for (index, source) in sources.iter().enumerate() {
                let told = entry.told.get(source.id.index()) == Some(&true);
                self.words(if told { "told" } else { "untold" }, x(index), if told { "●" } else { "○" });
            }
        }
        self.y += 2 * LEADING;
        self.words("label", MARGIN, "Of its words, per cent that the source above tells, too");
        self.sigla(&sources, x);
        let closeness = matrix(&excerpt.comparison);
        for source in &sources {
            self.y += CELL;
            let label = format!("{} {}", source.id.siglum(), excerpt.name(source));
            self.words("label", MARGIN, &shortened(&label, LABEL / COLUMN - 2));
            let line = closeness.get(source.id.index()).map(Vec::as_slice).unwrap_or_default();
            for (index, other) in sources.iter().enumerate().filter(|(_, other)| other.id != source.id) {
                let share = line.get(other.id.index()).map_or(0.0, |close| close.share());
                self.heat(x(index), share);
            }
        }
        self.y += LEADING;
        width
    }

    fn sigla(&mut self, sources: &[&Source], x: impl Fn(usize) -> usize) {
        self.y += LEADING;
        for (index, source) in sources.iter().enumerate() {
            self.words("siglum", x(index), &source.id.siglum());
        }
    }

    /// A square as dark as its share, with the figure in it.
    fn heat(&mut self, x: usize, share: f32) {
        let (left, top) = ((x - CELL / 2).to_string(), (self.y - CELL / 2 - 6).to_string());
        let (side, opacity) = ((CELL - 2).to_string(), format!("{:.2}", share * 0.6));
        self.markup.empty(
            "rect",
            &[
                ("class", "heat"),
                ("x", &left),
                ("y", &top),
                ("width", &side),
                ("height", &side),
                ("fill-opacity", &opacity),
            ],
        );
        self.words("figure", x, &format!("{:.0}", share * 100.0));
    }
}

/// Pixels of a label in the matrix, and of a cell.
const LABEL: usize = 560;
const CELL: usize = 32;

fn head(excerpt: &Excerpt, source: &Source) -> Vec<Line> {
    let base = if source.id == excerpt.base { "  (base)" } else { "" };
    let name = format!("{}  {}{base}", source.id.siglum(), excerpt.name(source));
    wrap(&[Run::new(&name, Ink::Strong)], COLUMNS)
}

/// Whether the lines of a cell are read from right to left, as the first says.
fn are_right_to_left(lines: &[Line]) -> bool {
    let words = lines.iter().flat_map(Line::runs).filter(|run| run.ink() != Ink::Strong).map(Run::text);
    is_right_to_left(&words.collect::<String>())
}

/// The class of words, which says how they look.
fn class(ink: Ink) -> Option<&'static str> {
    match ink {
        // A picture has no versions.
        Ink::Plain | Ink::Gone | Ink::Moved => None,
        Ink::Strong => Some("strong"),
        Ink::Faint => Some("faint"),
        Ink::Varied => Some("varied"),
        Ink::Added => Some("added"),
        Ink::Grave => Some("grave"),
    }
}
