//! Heat: where each source is told in other words than the base, or alone. A strip of its whole length, then its paragraphs.

use super::list::SORTED;
use super::screen::Screen;
use crate::align::Passage;
use crate::source::Source;
use crate::text::TextRange;
use crate::tui::model::Model;
use crate::tui::model::item::{Door, Item, Line, Part, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::scene::wrap::shorten;
use crate::view::{Heat, heat};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("heat", "M", "where each text is changed, or told alone");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Heat",
    orders: &["by source, from its beginning", "most changed first"],
    counted: false,
    empty: "every source tells the same in the same words",
    sized: true,
    items,
    ..SORTED
};

/// The widest name of a source.
const NAME: u16 = 48;
/// Columns before and after a strip; the most that it has.
const MARGIN: usize = 8;
const WIDEST: usize = 120;
/// What is told by no other, and bars from what is told in the same words to what is all changed.
const SHADE: &str = "░";
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Less than this share of a paragraph is not worth an entry.
const LEAST: f32 = 0.005;

/// The paragraphs in which something is not the same, by source or the most changed first.
fn items(model: &Model, sort: usize) -> Vec<Item> {
    let all = heat(&model.comparison, model.reading.base);
    let width = usize::from(model.width).saturating_sub(MARGIN).clamp(1, WIDEST);
    let mut found: Vec<(f32, Item)> = Vec::new();
    for (source, paragraphs) in model.comparison.corpus.sources.iter().zip(&all) {
        let other = paragraphs.iter().filter(|one| one.share() >= LEAST);
        let mut own: Vec<(f32, Item)> =
            other.map(|one| (one.changed + one.alone, paragraph(source, one, sort == 1))).collect();
        if let Some((_, first)) = own.first_mut().filter(|_| sort == 0) {
            first.heading = vec![heading(source, paragraphs), strip(paragraphs, width)];
        }
        found.extend(own);
    }
    if sort == 1 {
        found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    }
    found.into_iter().map(|(_, item)| item).collect()
}

/// A source's name, and how much of it is not the same.
fn heading(source: &Source, paragraphs: &[Heat]) -> Vec<Part> {
    let words: usize = paragraphs.iter().map(|one| one.words).sum();
    let percent = |part: fn(&Heat) -> f32| {
        let sum: f32 = paragraphs.iter().map(part).sum();
        (sum * 100.0 / words.max(1) as f32).round()
    };
    let (changed, alone) = (percent(|one| one.changed), percent(|one| one.alone));
    vec![
        (format!(" {:<4}", source.id.siglum()), Role::Strong),
        (shorten(source.name(), NAME), Role::Strong),
        (format!("   {changed:.0} % changed, {alone:.0} % alone of {words} words"), Role::Dim),
    ]
}

/// The whole source in so many columns: each stands for as many of its words as every other, and is as high as what of them is
/// not the same.
fn strip(paragraphs: &[Heat], width: usize) -> Vec<Part> {
    let words: usize = paragraphs.iter().map(|one| one.words).sum();
    let width = width.min(words).max(1);
    let mut parts: Vec<Part> = vec![("     ".to_owned(), Role::Dim)];
    let mut ends = paragraphs.iter().scan(0usize, |end, one| {
        *end = end.saturating_add(one.words);
        Some((*end, one))
    });
    let mut here = ends.next();
    for column in 0..width {
        let middle =
            words.saturating_mul(column.saturating_mul(2).saturating_add(1)).checked_div(width.saturating_mul(2));
        while here.is_some_and(|(end, _)| end <= middle.unwrap_or(0)) {
            here = ends.next();
        }
        let Some((_, one)) = here else { break };
        let (bar, role) = (bar(one), role(one));
        match parts.last_mut() {
            Some((text, last)) if *last == role => text.push_str(bar),
            Some(_) | None => parts.push((bar.to_owned(), role)),
        }
    }
    parts
}

/// As high as what is not the same; shaded where most of that is told by no other.
fn bar(one: &Heat) -> &'static str {
    let step = (one.share() * (BARS.len() as f32 - 1.0)).ceil();
    let bar = BARS.get(step as usize).or(BARS.last()).copied().unwrap_or_default();
    if one.alone > one.changed { SHADE } else { bar }
}

/// What is changed speaks up; what no other tells is only more.
fn role(one: &Heat) -> Role {
    match one.share() {
        ..LEAST => Role::Faint,
        _ if one.changed >= one.alone => Role::Strong,
        _ => Role::Dim,
    }
}

/// A paragraph in a line, from the sentence on in which it is first not the same; that is where it opens.
fn paragraph(source: &Source, one: &Heat, named: bool) -> Item {
    let siglum = if named { source.id.siglum() } else { String::new() };
    let lead = vec![
        (format!(" {siglum:<4}"), Role::Dim),
        (bar(one).to_owned(), role(one)),
        (format!(" {:>3.0} %  ", one.share() * 100.0), Role::Dim),
    ];
    let first = one.first.unwrap_or(one.range);
    let sentences = source.text.sentences();
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.range.end() <= first.start()));
    let from = sentence.and_then(|sentence| sentence.range.intersect(one.range)).unwrap_or(first);
    let mut words = Vec::new();
    if from.start() > one.range.start() {
        words.push(Words::Own("… ".to_owned(), Role::Faint));
    }
    let place = |range| Passage { source: source.id, range };
    words.push(Words::Source(place(TextRange::new(source.text.content(), from.start(), one.range.end())), Role::Plain));
    let some = |count: f32, what: &str| (count >= 0.5).then(|| format!("{count:.0} {what}"));
    let said: Vec<String> = [some(one.changed, "changed"), some(one.alone, "alone")].into_iter().flatten().collect();
    let tail = vec![(format!("{} of {} words", said.join(", "), one.words), Role::Dim)];
    let lines = vec![Line { lead, words, tail, most: 1 }];
    Item { lines, sources: vec![source.id], ..Item::to(Door::Place(place(first))) }
}
