//! The overview: the story at a glance. As much of each of its lists as has room, the weightiest first; every line opens its
//! place.

use super::list::LIST;
use super::screen::{Screen, Tip};
use super::words::{GAP, number};
use super::{differences, framing, matrix, only_here, quotations};
use crate::source::SourceId;
use crate::tui::model::Model;
use crate::tui::model::command::Command;
use crate::tui::model::item::{About, Door, Item, Line, Part, Words};
use crate::tui::model::page::Page;
use crate::tui::model::role::Role;
use crate::tui::scene::signs::{differs, dots, language, sigla};
use crate::tui::scene::wrap::{columns, shorten};
use crate::view::{Alone, AloneLine, DifferenceLine, LeftOut, NamedLine, Overview, Sign, SourceLine, ToldLine};

/// Its name, and what shows it.
pub const PAGE: Page = Page::of("overview", "O", "the story at a glance");

/// The screen.
pub const SCREEN: Screen = Screen {
    page: PAGE,
    title: "Overview",
    tips: |_| &TIPS,
    figures: Some(|model| model.overview.date.map(|date| date.strftime("%-d %B %Y").to_string())),
    early: true,
    sized: true,
    counted: false,
    tight: is_tight,
    items,
    ..LIST
};

const TIPS: [Tip; 1] = [(&[Command::Open], "open")];

/// Lines of the screen around the list.
const AROUND: u16 = 3;
/// Lines that the sources take at most, and on a high screen.
const SOURCES: usize = 2;
const MANY_SOURCES: usize = 5;
/// On so high a screen there are blank lines between the lists.
const HIGH: u16 = 40;
/// The widest name of a source, and the narrowest that tells anything; columns of what else is said of a source.
const NAME: u16 = 40;
const LEAST_NAME: u16 = 8;
const BESIDE_NAME: u16 = 13;
/// Columns of a language.
const BESIDE_LANGUAGE: u16 = 4;
/// The widest name of whoever is named.
const NAMED: u16 = 22;
/// The least columns of what a source has at one place.
const LEAST_READING: u16 = 6;
/// Columns that what the sources have at one place has together beside what a difference is about.
const READINGS: u16 = 62;

fn items(model: &Model, _: usize) -> Vec<Item> {
    let overview = &model.overview;
    if !model.is_compared() {
        return overview.sources.iter().map(|line| source(model, line)).collect();
    }
    let mut items: Vec<Item> = sources(model, overview).into_iter().collect();
    items.extend(rests(overview));
    if overview.told.is_empty() {
        let words = vec![Words::Own("no two sources tell the same".to_owned(), Role::Dim)];
        items.push(entry(vec![(" ".to_owned(), Role::Dim)], words, Door::Screen(only_here::PAGE)));
    }
    let sections = sections(model, overview);
    let used = items.len().saturating_add(source_lines(model).saturating_sub(1));
    let room = usize::from(model.height.saturating_sub(AROUND)).saturating_sub(used);
    let shares = shares(&sections, room, if is_tight(model) { 1 } else { 2 });
    for (section, share) in sections.into_iter().zip(shares) {
        let mut shown: Vec<Item> = (0..share).map(&section.item).collect();
        if let Some(first) = shown.first_mut() {
            let more = if share < section.count { format!("   {share} of {}", section.count) } else { String::new() };
            let note = if section.note.is_empty() { String::new() } else { format!("   {}", section.note) };
            let heading = [(format!(" {}", section.title), Role::Strong), (more, Role::Dim), (note, Role::Dim)];
            first.heading = vec![heading.into_iter().filter(|(text, _)| !text.is_empty()).collect()];
        }
        items.extend(shown);
    }
    items
}

/// A list of the overview.
struct Section<'a> {
    title: String,
    /// What stands beside it.
    note: String,
    /// How many entries it has.
    count: usize,
    /// An entry by its number, made where it is shown.
    item: Box<dyn Fn(usize) -> Item + 'a>,
    /// How often its turn comes while lines are given out.
    turns: usize,
    /// The round in which it first comes.
    from: usize,
}

/// The round in which what few tell comes.
const LATE: usize = 3;

/// How many lines of each list have room: in turns, one each, those that matter most more often.
fn shares(sections: &[Section<'_>], room: usize, heading: usize) -> Vec<usize> {
    let mut shares = vec![0usize; sections.len()];
    let mut room = room;
    for round in 0.. {
        let before = room;
        for (section, share) in sections.iter().zip(&mut shares).filter(|(section, _)| section.from <= round) {
            for _ in 0..section.turns {
                // The first one has its heading with it.
                let cost = if *share == 0 { heading.saturating_add(1) } else { 1 };
                if *share < section.count && cost <= room {
                    *share = share.saturating_add(1);
                    room = room.saturating_sub(cost);
                }
            }
        }
        if room == before && round >= LATE {
            break;
        }
    }
    shares
}

fn sections<'a>(model: &'a Model, overview: &'a Overview) -> Vec<Section<'a>> {
    let count = overview.accounts;
    let wide = overview.told.iter().flat_map(|spread| &spread.lines).map(|line| columns(&differs(line))).max();
    let wide = wide.unwrap_or(0);
    let mut found = Vec::new();
    for spread in &overview.told {
        let all = spread.accounts == count;
        let title = match spread.accounts {
            accounts if accounts == count && count == 2 => "BOTH TELL".to_owned(),
            accounts if accounts == count => format!("ALL {accounts} TELL"),
            accounts => format!("{accounts} OF {count} TELL"),
        };
        let section = section(title, spread.lines.iter().collect(), move |line| told(model, line, wide));
        found.push(Section { turns: if all { 2 } else { 1 }, ..section });
    }
    // Only the first two always have a turn; what few tell comes after what tells more of the story.
    let mut few = found.split_off(found.len().min(2));
    few.iter_mut().for_each(|section| section.from = LATE);
    let differing: Vec<&DifferenceLine> = overview.differences.iter().flatten().collect();
    let widest = differing.iter().map(|line| columns(&line.about)).max().unwrap_or(0);
    let about = widest.min(model.width.saturating_sub(READINGS).max(model.width / 4));
    let [substance, wording, naming] = overview.differences.each_ref().map(Vec::len);
    let differing = section("THEY DIFFER".to_owned(), differing, move |line| difference(model, line, about));
    let note = format!("{substance} in substance, {wording} in wording, {naming} in naming");
    found.push(Section { note, turns: 2, ..differing });
    // Who has most that is new comes first.
    let mut own: Vec<&Alone> = overview.alone.iter().collect();
    let news = |one: &Alone| one.lines.iter().map(|line| line.weight).sum::<f32>();
    own.sort_by(|a, b| news(b).total_cmp(&news(a)));
    found.push(Section { turns: 2, ..section("ONLY ONE TELLS".to_owned(), own, |one| alone(one, model.width)) });
    let left_out = |one: &LeftOut| left_out(one, model.width);
    found.push(section("ALL BUT ONE TELL".to_owned(), overview.left_out.iter().collect(), left_out));
    found.push(section("NAMED".to_owned(), overview.named.iter().collect(), named));
    found.extend(few);
    found
}

/// A list that has a turn in each round.
fn section<'a, Line>(title: String, lines: Vec<&'a Line>, item: impl Fn(&'a Line) -> Item + 'a) -> Section<'a> {
    let (note, count) = (String::new(), lines.len());
    let item = Box::new(move |at: usize| item(lines[at]));
    Section { title, note, count, item, turns: 1, from: 0 }
}

fn entry(lead: Vec<Part>, words: Vec<Words>, door: Door) -> Item {
    let line = Line { lead, words, tail: Vec::new(), most: 1 };
    Item { lines: vec![line], ..Item::to(door) }
}

/// The lists stand under each other without blank lines.
fn is_tight(model: &Model) -> bool {
    model.height < HIGH
}

/// Lines that the sources take at most.
fn source_lines(model: &Model) -> usize {
    let most = if is_tight(model) { SOURCES } else { MANY_SOURCES };
    most.min(model.overview.sources.len().div_ceil(2)).max(1)
}

/// All sources in a paragraph.
fn sources(model: &Model, overview: &Overview) -> Option<Item> {
    let mut words = Vec::new();
    let beside = u16::try_from(overview.sources.len().div_ceil(source_lines(model))).unwrap_or(u16::MAX);
    let tagged = overview.sources.first().is_some_and(|line| language(&model.comparison, line.source).is_some());
    let beside_name = BESIDE_NAME.saturating_add(if tagged { BESIDE_LANGUAGE } else { 0 });
    let room = model.width.saturating_sub(2).checked_div(beside).unwrap_or(0).saturating_sub(beside_name);
    for line in &overview.sources {
        if !words.is_empty() {
            words.push(Words::Own(GAP.to_owned(), Role::Dim));
        }
        let [name, said] = described(model, line, room);
        words.push(Words::Own(format!("{}\u{a0}", line.source.siglum()), Role::Strong));
        words.push(Words::Own(unbroken(&name), Role::Plain));
        words.push(Words::Own(unbroken(&format!(" {said}")), Role::Dim));
    }
    let mut item = entry(vec![(" ".to_owned(), Role::Dim)], words, Door::Screen(matrix::PAGE));
    item.lines.iter_mut().for_each(|line| line.most = source_lines(model));
    (!overview.sources.is_empty()).then_some(item)
}

/// A text that stays on one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}").replace('-', "\u{2011}")
}

/// What a source is called, and what else is known of it.
fn described(model: &Model, line: &SourceLine, room: u16) -> [String; 2] {
    let language = language(&model.comparison, line.source).map(|tag| format!(", {tag}")).unwrap_or_default();
    let twice = if line.repeated.saturating_mul(5) >= line.words.saturating_mul(2) { ", twice" } else { "" };
    let copy = line.copy.map(|copy| format!(", copy of {}", copy.of().siglum())).unwrap_or_default();
    [shorten(&line.name, room.clamp(LEAST_NAME, NAME)), format!("{} w{language}{twice}{copy}", line.words)]
}

/// One source, while there is nothing else to show.
fn source(model: &Model, line: &SourceLine) -> Item {
    let [_, said] = described(model, line, NAME);
    let date = line.date.map(|date| format!("   {}", date.strftime("%-d %B %Y"))).unwrap_or_default();
    let words = vec![Words::Own(line.name.clone(), Role::Plain), Words::Own(format!("{GAP}{said}{date}"), Role::Dim)];
    let lead = vec![(format!(" {:<4}", line.source.siglum()), Role::Strong)];
    entry(lead, words, Door::Base(line.source))
}

/// On whom the sources rest.
fn rests(overview: &Overview) -> Option<Item> {
    let said: Vec<String> = overview
        .rests
        .iter()
        .map(|rests| format!("{} rest on one speaker, {}", sigla(&rests.sources), rests.speaker))
        .collect();
    let words = vec![Words::Own(said.join("; "), Role::Dim)];
    let lead = vec![(" ".to_owned(), Role::Dim)];
    (!said.is_empty()).then(|| entry(lead, words, Door::Screen(quotations::PAGE)))
}

fn told(model: &Model, line: &ToldLine, wide: u16) -> Item {
    let lead = vec![(format!("  {}  ", number(model, line.parallel)), Role::Dim)];
    let differs = differs(line);
    let pad = usize::from(wide.saturating_sub(columns(&differs)).saturating_add(2));
    let mut tail = vec![(differs, Role::Accent), (" ".repeat(pad), Role::Dim)];
    tail.extend(dots(line));
    let mut item = entry(lead, vec![Words::Own(line.label.clone(), Role::Plain)], Door::Parallel(line.parallel, None));
    item.lines.iter_mut().for_each(|line| line.tail = std::mem::take(&mut tail));
    item.sources = line.tellers().collect();
    item
}

fn difference(model: &Model, line: &DifferenceLine, about: u16) -> Item {
    let words = shorten(&line.about, about);
    let number = number(model, line.parallel);
    let before = about.saturating_add(columns(&number)).saturating_add(7);
    let pad = usize::from(about.saturating_sub(columns(&words)).saturating_add(2));
    let lead = vec![
        (" ".to_owned(), Role::Dim),
        (Sign::of(line.kind).mark().to_string(), Role::Accent),
        (format!(" {number}  "), Role::Dim),
        (format!("{words}{}", " ".repeat(pad)), Role::Plain),
    ];
    let who: Vec<String> = line.readings.iter().map(|reading| sigla(&reading.sources)).collect();
    let taken = who.iter().map(|who| columns(who).saturating_add(4)).fold(before, u16::saturating_add);
    let widths: Vec<u16> = line.readings.iter().map(|reading| columns(&reading.words)).collect();
    let mut words = Vec::new();
    for ((reading, who), most) in line.readings.iter().zip(who).zip(fitted(widths, model.width.saturating_sub(taken))) {
        if !words.is_empty() {
            words.push(Words::Own(GAP.to_owned(), Role::Dim));
        }
        words.push(Words::Own(format!("{who} "), Role::Strong));
        words.push(Words::Own(shorten(&reading.words, most), Role::Accent));
    }
    let about = About { difference: Some(line.difference), ..About::parallel(line.parallel) };
    entry(lead, words, Door::Entry(differences::PAGE, about))
}

/// Widths that fit into a room together: the widest are made narrower.
fn fitted(mut widths: Vec<u16>, room: u16) -> Vec<u16> {
    while widths.iter().copied().fold(0, u16::saturating_add) > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > LEAST_READING => *widest = widest.saturating_sub(1),
            Some(_) | None => break,
        }
    }
    widths
}

/// What one source tells alone: as much as can be seen in so many columns, a word of a letter at least each.
fn alone(alone: &Alone, width: u16) -> Item {
    let lead = vec![
        (format!(" {:<3}", alone.source.siglum()), Role::Strong),
        (format!("{:>3}  ", alone.lines.len()), Role::Dim),
    ];
    let mut words = Vec::new();
    for line in alone.lines.iter().take(usize::from(width)) {
        if !words.is_empty() {
            words.push(Words::Own("; ".to_owned(), Role::Dim));
        }
        words.push(Words::Own(line.words.clone(), Role::Plain));
    }
    let alike = |line: &AloneLine| Door::Entry(only_here::PAGE, About::place(line.place));
    let door = alone.lines.first().map_or(Door::Screen(only_here::PAGE), alike);
    entry(lead, words, door)
}

/// What a source leaves out, likewise.
fn left_out(left_out: &LeftOut, width: u16) -> Item {
    let lead =
        vec![(format!(" {:<3}", left_out.source.siglum()), Role::Strong), ("leaves out  ".to_owned(), Role::Dim)];
    let shown = left_out.lines.iter().take(usize::from(width));
    let said: Vec<String> = shown.map(|line| format!("{} {}", line.parallel.saturating_add(1), line.label)).collect();
    let door = left_out.lines.first().map_or(Door::Screen(matrix::PAGE), |line| Door::Parallel(line.parallel, None));
    entry(lead, vec![Words::Own(said.join("; "), Role::Plain)], door)
}

fn named(line: &NamedLine) -> Item {
    let name = shorten(&line.name, NAMED);
    let pad = usize::from(NAMED.saturating_sub(columns(&name)).saturating_add(2));
    let lead = vec![(format!(" {name}{}", " ".repeat(pad)), Role::Strong)];
    let mut words = Vec::new();
    for so in &line.so {
        if !words.is_empty() {
            words.push(Words::Own(GAP.to_owned(), Role::Dim));
        }
        let times = if so.count > so.sources.len() { format!(" ×{}", so.count) } else { String::new() };
        words.push(Words::Own(format!("{} ", sigla(&so.sources)), Role::Strong));
        words.push(Words::Own(format!("{}{times}", so.words), Role::Plain));
    }
    let mut sources: Vec<SourceId> = line.so.iter().flat_map(|so| so.sources.iter().copied()).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut item = entry(lead, words, Door::Screen(framing::PAGE));
    item.sources = sources;
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_given_out_in_turns() {
        let section = |count: usize, turns: usize, from: usize| Section {
            count,
            turns,
            from,
            ..section(String::new(), Vec::new(), |_: &u8| entry(Vec::new(), Vec::new(), Door::default()))
        };
        let sections = [section(5, 2, 0), section(5, 1, 0), section(5, 1, LATE)];
        for (room, expected) in [(0, [0, 0, 0]), (2, [1, 0, 0]), (5, [2, 1, 0]), (9, [5, 2, 0]), (99, [5, 5, 5])] {
            assert_eq!(shares(&sections, room, 1), expected, "in {room} lines");
        }
    }

    #[test]
    fn the_widest_give_way() {
        for (widths, room, expected) in [
            (vec![10, 12, 13], 40, vec![10, 12, 13]),
            (vec![10, 12, 13], 32, vec![10, 11, 11]),
            (vec![3, 40], 20, vec![3, 17]),
            (vec![20, 20], 0, vec![6, 6]),
        ] {
            assert_eq!(fitted(widths.clone(), room), expected, "{widths:?} in {room}");
        }
    }
}
