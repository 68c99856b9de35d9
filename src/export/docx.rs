//! A document for word processors: the overview, the synopsis as a table, then what was found, in lists.

use super::apparatus::apparatus;
use super::beside::{Cell, shows};
use super::excerpt::Excerpt;
use super::glance;
use super::markup::writable;
use super::paper::{Ink, Run};
use super::place::{copied, is_right_to_left, names, quoted, said};
use super::scope::Part;
use crate::source::Source;
use crate::view::Entry;
use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, PageMargin, PageNum, PageOrientationType, Paragraph, RunFonts, Shading,
    Style, StyleType, Table, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins,
    TableLayoutType, TableRow, WidthType,
};
use std::io;

/// A4 on its side, in twentieths of a point.
const PAGE: (u32, u32) = (16838, 11906);
/// Twentieths of a point around the text.
const MARGIN: i32 = 850;
/// Twentieths of a point before a line that belongs to the one above.
const INDENT: i32 = 400;
/// Between the margins.
const WIDTH: usize = 16838 - 2 * 850;
/// Most sources that stand side by side on a page; more stand under each other.
const MOST_BESIDE: usize = 6;

/// Writes the document.
pub fn write(excerpt: &Excerpt, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { excerpt, document: Some(blank()) };
    page.heading("Heading1", &excerpt.title());
    page.line(&[Run::new(&excerpt.subtitle(), Ink::Faint)]);
    page.sources();
    page.overview();
    if excerpt.holds(Part::Synopsis) {
        page.synopsis();
    }
    if excerpt.holds(Part::Matrix) {
        page.coverage();
    }
    if excerpt.holds(Part::Discrepancies) {
        page.discrepancies();
    }
    if excerpt.holds(Part::Quotations) {
        page.quotations();
    }
    if excerpt.holds(Part::Notes) {
        page.notes();
    }
    let mut packed = io::Cursor::new(Vec::new());
    page.document.unwrap_or_default().build().pack(&mut packed).map_err(io::Error::other)?;
    out.write_all(packed.get_ref())
}

/// A document with a page and styles, and without a date: two exports are the same bytes.
fn blank() -> Docx {
    let heading = |id: &str, name: &str, level: usize, size: usize| {
        let spacing = LineSpacing::new().before(size as u32 * 9).after(size as u32 * 3);
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .outline_lvl(level)
            .size(size)
            .bold()
            .line_spacing(spacing)
            .q_format(true)
    };
    Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN))
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri"))
        .default_size(20)
        .footer(Footer::new().add_paragraph(Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new())))
        .add_style(heading("Heading1", "heading 1", 0, 32))
        .add_style(heading("Heading2", "heading 2", 1, 26))
}

struct Page<'a> {
    excerpt: &'a Excerpt<'a>,
    /// The document; its crate moves it through every addition.
    document: Option<Docx>,
}

impl Page<'_> {
    fn add(&mut self, with: impl FnOnce(Docx) -> Docx) {
        self.document = self.document.take().map(with);
    }

    fn heading(&mut self, style: &str, text: &str) {
        let heading = Paragraph::new().style(style).keep_next(true).add_run(run(&Run::plain(text)));
        self.add(|document| document.add_paragraph(heading));
    }

    fn line(&mut self, runs: &[Run]) {
        let line = paragraph(runs);
        self.add(|document| document.add_paragraph(line));
    }

    /// A line under the one that it belongs to.
    fn item(&mut self, runs: &[Run]) {
        let line = paragraph(runs).indent(Some(INDENT), None, None, None);
        self.add(|document| document.add_paragraph(line));
    }

    fn sources(&mut self) {
        let excerpt = self.excerpt;
        for source in excerpt.sources() {
            let meta = &source.meta;
            let known = [meta.outlet.clone(), meta.author.clone(), meta.date.map(|date| date.to_string())];
            let rest: String =
                known.into_iter().flatten().chain(copied(source)).map(|fact| format!(" · {fact}")).collect();
            self.line(&[
                Run::new(&format!("{}  {}", source.id.siglum(), excerpt.name(source)), Ink::Strong),
                Run::plain(&rest),
                Run::new(&format!(" · {}", excerpt.path(source)), Ink::Faint),
            ]);
        }
    }

    /// The story at a glance.
    fn overview(&mut self) {
        let overview = self.excerpt.overview();
        for line in glance::rests(&overview) {
            self.line(&[Run::plain(&line)]);
        }
        for section in glance::sections(self.excerpt, &overview) {
            self.heading("Heading2", &section.title);
            for item in section.items {
                let number = item.parallel.map(|parallel| (parallel + 1).to_string());
                let lead: Vec<String> =
                    [item.lead.clone()].into_iter().chain(number).filter(|part| !part.is_empty()).collect();
                let lead = if lead.is_empty() { String::new() } else { lead.join(" ") + "  " };
                self.item(&[vec![Run::new(&lead, Ink::Strong)], item.line()].concat());
            }
        }
    }

    fn synopsis(&mut self) {
        let excerpt = self.excerpt;
        self.heading("Heading2", &format!("Side by side, read against {}", excerpt.base.siglum()));
        self.line(&[
            Run::new("What matters of the differences", Ink::Grave),
            Run::plain(" is marked; → says where a source tells the same elsewhere. Under each row its apparatus: the base's words ] "),
            Run::plain("what others have instead, = the same in another language, om. nothing."),
        ]);
        let sources: Vec<&Source> = excerpt.sources().collect();
        let beside = sources.len() <= MOST_BESIDE;
        let grid = if beside { vec![WIDTH / sources.len().max(1); sources.len()] } else { vec![700, WIDTH - 700] };
        let mut rows = Vec::new();
        if beside {
            let heads = sources.iter().zip(&grid).map(|(source, width)| {
                let head = format!("{}  {}", source.id.siglum(), excerpt.name(source));
                filled(&[vec![Run::new(&head, Ink::Strong)]], *width)
            });
            rows.push(TableRow::new(heads.collect()));
        }
        let synopsis = excerpt.synopsis();
        for row in synopsis.rows.iter().filter(|row| shows(excerpt, row)) {
            if let Some(entry) = row.parallel.and_then(|parallel| excerpt.entry(parallel)) {
                rows.push(TableRow::new(vec![self.title(entry).grid_span(grid.len())]).cant_split());
            }
            let texts = |source: &Source| Cell::of(excerpt, &synopsis, row, (source.id, true)).all();
            if beside {
                // The head of the table is out of sight on the next page.
                let named = |source: &Source| {
                    let mut texts = texts(source);
                    let siglum = || Run::new(&format!("{}  ", source.id.siglum()), Ink::Strong);
                    texts.iter_mut().take(1).for_each(|text| text.insert(0, siglum()));
                    texts
                };
                let cells = sources.iter().zip(&grid).map(|(source, width)| filled(&named(source), *width));
                rows.push(TableRow::new(cells.collect()));
            }
            for source in sources.iter().filter(|source| !beside && row.block(source.id).is_some()) {
                let siglum = filled(&[vec![Run::new(&source.id.siglum(), Ink::Strong)]], grid[0]);
                rows.push(TableRow::new(vec![siglum, filled(&texts(source), grid[1])]));
            }
            let apparatus = row.parallel.map(|parallel| apparatus(excerpt, parallel)).unwrap_or_default();
            if !apparatus.is_empty() {
                rows.push(TableRow::new(vec![filled(&[apparatus], WIDTH).grid_span(grid.len())]));
            }
        }
        let table = table(rows, grid);
        self.add(|document| document.add_table(table));
    }

    /// The number of a parallel, its label, and what is known of it, on a line of its own that stays with the next.
    fn title(&self, entry: &Entry) -> TableCell {
        let mut facts = format!("  told by {}", names(self.excerpt.told(entry).into_iter()));
        let absent = self.excerpt.absent(entry);
        if !absent.is_empty() {
            facts.push_str(&format!(", not by {}", names(absent.into_iter())));
        }
        let title = format!("{}  {}", entry.parallel + 1, entry.label);
        let mut runs = vec![Run::new(&title, Ink::Strong), Run::new(&facts, Ink::Faint)];
        for kind in &entry.discrepancies {
            runs.extend([Run::plain("  "), Run::new(&format!("≠ {}", kind.name()), Ink::Grave)]);
        }
        let shading = Shading::new().fill("F3EFE6");
        TableCell::new().shading(shading).width(WIDTH, WidthType::Dxa).add_paragraph(paragraph(&runs).keep_next(true))
    }

    fn coverage(&mut self) {
        let excerpt = self.excerpt;
        self.heading("Heading2", "Who tells what");
        let sources: Vec<&Source> = excerpt.sources().collect();
        let narrow = (WIDTH / 2 / sources.len().max(1)).min(800);
        let wide = WIDTH - narrow * sources.len();
        let plain = |text: &str, width: usize| filled(&[vec![Run::plain(text)]], width);
        let sigla = sources.iter().map(|source| plain(&source.id.siglum(), narrow));
        let mut rows = vec![TableRow::new([plain("parallel", wide)].into_iter().chain(sigla).collect())];
        for entry in &excerpt.entries {
            let label = plain(&format!("{}  {}", entry.parallel + 1, entry.label), wide);
            let sign = |source: &&Source| if entry.told.get(source.id.index()) == Some(&true) { "●" } else { "○" };
            let signs = sources.iter().map(|source| plain(sign(source), narrow));
            rows.push(TableRow::new([label].into_iter().chain(signs).collect()).cant_split());
        }
        let grid = [wide].into_iter().chain(sources.iter().map(|_| narrow)).collect();
        let table = table(rows, grid);
        self.add(|document| document.add_table(table));
    }

    fn discrepancies(&mut self) {
        let found = self.excerpt.discrepancies();
        self.heading("Heading2", "Where they disagree");
        if found.is_empty() {
            self.line(&[Run::plain("No discrepancy was found.")]);
        }
        for one in found {
            let number = Run::plain(&format!(" in {}", one.parallel + 1));
            self.line(&[Run::new(one.kind.name(), Ink::Grave), number]);
            for places in &one.readings {
                let Some(&first) = places.first() else { continue };
                let words = quoted(&self.excerpt.differing(first));
                self.item(&[Run::plain(&words), Run::plain(&format!("  {}", names(places.iter().map(|p| p.source))))]);
            }
        }
    }

    fn quotations(&mut self) {
        let found = self.excerpt.utterances();
        self.heading("Heading2", "Who is quoted in which words");
        if found.is_empty() {
            self.line(&[Run::plain("Nobody is quoted.")]);
        }
        for one in found {
            self.line(&[Run::new(one.speaker.as_deref().unwrap_or("Speaker not named"), Ink::Strong)]);
            for wording in &one.wordings {
                let siglum = Run::new(&format!("{}  ", wording.place.source.siglum()), Ink::Strong);
                let mut runs = vec![siglum, Run::plain(&quoted(&self.excerpt.words(wording.place)))];
                runs.extend(one.other_speaker(wording).map(|other| Run::new(&format!("  {other}"), Ink::Faint)));
                self.item(&runs);
            }
        }
    }

    fn notes(&mut self) {
        let excerpt = self.excerpt;
        self.heading("Heading2", "Notes and bookmarks");
        for note in excerpt.notes() {
            let place = Run::new(&format!("  {}", excerpt.noted_at(note)), Ink::Faint);
            self.line(&[Run::new(said(note), Ink::Strong), place]);
            self.item(&[Run::plain(&quoted(&excerpt.noted(note)))]);
        }
    }
}

/// A table with thin rules and air in its cells.
fn table(rows: Vec<TableRow>, grid: Vec<usize>) -> Table {
    let positions = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::Left,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    let rule = |position| TableBorder::new(position).size(4).color("D9D4CA");
    let rules = positions.into_iter().map(rule).fold(TableBorders::new(), TableBorders::set);
    Table::new(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
        .set_borders(rules)
        .margins(TableCellMargins::new().margin(50, 100, 50, 100))
}

fn filled(paragraphs: &[Vec<Run>], width: usize) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    // A cell without a paragraph is no valid cell.
    let empty = paragraphs.is_empty().then(Paragraph::new);
    paragraphs.iter().map(|runs| paragraph(runs)).chain(empty).fold(cell, TableCell::add_paragraph)
}

fn paragraph(runs: &[Run]) -> Paragraph {
    let mut paragraph = Paragraph::new();
    // A siglum before the words says nothing of their direction.
    let words: String = runs.iter().filter(|run| run.ink() != Ink::Strong).map(Run::text).collect();
    paragraph.property.bidi = is_right_to_left(&words).then_some(true);
    runs.iter().filter(|words| !words.text().is_empty()).map(run).fold(paragraph, Paragraph::add_run)
}

/// Words in their ink: a colour, and always a line or a cut of letters beside it.
fn run(words: &Run) -> docx_rs::Run {
    let run = docx_rs::Run::new().add_text(writable(words.text()));
    match words.ink() {
        Ink::Plain => run,
        Ink::Strong => run.bold(),
        Ink::Faint => run.color("65615A"),
        Ink::Varied => run.color("7A4D00").underline("single"),
        Ink::Added => run.color("235829").italic().underline("dotted"),
        Ink::Grave => run.color("A3201A").bold().underline("thick"),
        Ink::Gone => run.color("8C2F2A").strike(),
        Ink::Moved => run.color("1F4F86").underline("wave"),
    }
}
