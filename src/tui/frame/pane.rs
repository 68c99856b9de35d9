//! The lower pane.

use crate::source::SourceId;
use crate::tui::model::Model;
use crate::tui::model::reading::PaneView;
use crate::tui::model::role::Role;
use crate::tui::scene::Scene;
use crate::tui::scene::brush::{Brush, fill, put};
use crate::tui::scene::pane::{INDENT, Title};
use crate::tui::scene::wrap::{columns, shorten};
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns that a label has, if what stands beside it can give way.
const LEAST_LABEL: u16 = 24;

/// Draws the title and what fits under it.
pub fn draw(brush: Brush<'_>, scene: &Scene, buffer: &mut Buffer) {
    let (model, theme) = (brush.model, brush.theme);
    let area = scene.layout.pane;
    if area.height == 0 {
        return;
    }
    title(model, scene, theme, buffer);
    let lines = usize::from(area.height.saturating_sub(1));
    let scroll = scene.pane_scroll(model.reading.pane.scroll);
    for line in 0..lines {
        let Some((entry, inside)) = scene.pane.line(line.saturating_add(scroll)) else { break };
        let Ok(down) = u16::try_from(line) else { break };
        let y = area.y.saturating_add(1).saturating_add(down);
        if inside == 0 {
            put(buffer, area, (area.x.saturating_add(2), y), &entry.siglum, theme.style(Role::Strong));
        }
        if entry.source == Some(model.reading.source) {
            put(buffer, area, (area.x, y), "▌", theme.style(Role::FocusHere));
        }
        let x = area.x.saturating_add(INDENT);
        let place = (x, y, area.right().saturating_sub(x));
        let source = entry.source.unwrap_or(SourceId(u16::MAX));
        entry.block.draw(inside, place, buffer, |glyph| brush.glyph(source, glyph));
    }
}

/// How many lines are out of sight below.
fn more(scene: &Scene, scroll: usize) -> String {
    let area = scene.layout.pane;
    let shown = scroll.saturating_add(usize::from(area.height.saturating_sub(1)));
    match scene.pane.height().saturating_sub(shown) {
        below @ 1.. if area.height > 1 => format!(" J {below} more "),
        _ => String::new(),
    }
}

/// What stands beside the label (who tells it, who does not, what differs), from all of it to the least.
fn beside(title: &Title) -> [[String; 3]; 4] {
    let letters = |sources: &[SourceId]| {
        let letters: Vec<String> = sources.iter().map(|source| source.siglum()).collect();
        letters.join(" ")
    };
    let some = |known: bool, text: String| if known { text } else { String::new() };
    let told = some(!title.told.is_empty(), format!("  told by {}", letters(&title.told)));
    let absent = some(!title.absent.is_empty(), format!("  not by {}", letters(&title.absent)));
    let kinds: Vec<&str> = title.kinds.iter().map(|&kind| kind.name()).collect();
    let differs = !kinds.is_empty();
    let all = some(differs, format!("  ≠ {}", kinds.join(", ")));
    let more = if kinds.len() > 1 { ", …" } else { "" };
    let first = some(differs, format!("  ≠ {}{more}", kinds.first().copied().unwrap_or_default()));
    let count = some(!title.told.is_empty(), format!("  by {}", title.told.len()));
    [
        [told.clone(), absent.clone(), all],
        [told.clone(), absent, first.clone()],
        [told, String::new(), first],
        [count, String::new(), some(differs, "  ≠".to_owned())],
    ]
}

fn title(model: &Model, scene: &Scene, theme: &Theme, buffer: &mut Buffer) {
    let area = Rect { height: 1, ..scene.layout.pane };
    let title = &scene.pane.title;
    fill(buffer, area, "─", theme.style(Role::Rule));
    let y = area.y;
    let number = if title.number.is_empty() { String::new() } else { format!("{}  ", title.number) };
    let about = match model.reading.pane.view {
        PaneView::Apparatus => "",
        PaneView::Reasons => "why:  ",
    };
    let more = more(scene, scene.pane_scroll(model.reading.pane.scroll));
    let left = |parts: &[String; 3]| {
        let taken = parts.iter().chain([&number, &more]).map(|text| columns(text)).fold(6, u16::saturating_add);
        area.width.saturating_sub(taken)
    };
    // What it is about comes first; the rest stands in the apparatus, too.
    let mut forms = beside(title).into_iter().zip([LEAST_LABEL, LEAST_LABEL, LEAST_LABEL / 2, 0]);
    let [told, absent, kinds] =
        forms.find_map(|(form, least)| (left(&form) >= least).then_some(form)).unwrap_or_default();
    let room = left(&[told.clone(), absent.clone(), kinds.clone()]);
    let label = shorten(&format!("{about}{}", title.label), room);
    if !more.is_empty() {
        put(buffer, area, (area.right().saturating_sub(columns(&more)), y), &more, theme.style(Role::Dim));
    }
    let mut x = put(buffer, area, (area.x.saturating_add(1), y), " ", theme.style(Role::Dim));
    for (text, role) in [
        (number.as_str(), Role::Dim),
        (label.as_str(), Role::Strong),
        (told.as_str(), Role::Plain),
        (absent.as_str(), Role::Dim),
        (kinds.as_str(), Role::Accent),
        (" ", Role::Dim),
    ] {
        // A part's leading blanks carry no attributes, so that an underline begins with its word.
        let word = text.trim_start();
        let lead = u16::try_from(text.len().saturating_sub(word.len())).unwrap_or(0);
        for _ in 0..if word.is_empty() { columns(text) } else { lead } {
            x = put(buffer, area, (x, y), " ", theme.style(Role::Dim));
        }
        if !word.is_empty() {
            x = put(buffer, area, (x, y), word, theme.ground().patch(theme.style(role)));
        }
    }
}
