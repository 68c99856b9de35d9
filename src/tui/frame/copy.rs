//! What goes to the clipboard.

use crate::align::Passage;
use crate::tui::model::ask::Effect;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::follow;
use crate::view::Standing;

/// The focused passages: the one that is followed, or those of the focused parallel in the focused source, or else in the first that tells it.
pub fn focused(model: &Model) -> Vec<Passage> {
    if let Some(place) = model.about().place {
        return vec![place];
    }
    let followed = model.focused_parallel().get(model.reading.passage).filter(|_| model.page == follow::PAGE);
    if let Some(passage) = followed.filter(|passage| passage.source == model.reading.source) {
        return vec![*passage];
    }
    if let Some(parallel) = model.shown_parallel() {
        let all = &model.comparison.alignment.parallels[parallel].passages;
        let here = all.iter().find(|p| p.source == model.reading.source).or(all.first()).map(|p| p.source);
        return all.iter().copied().filter(|passage| Some(passage.source) == here).collect();
    }
    let source = model.reading.source;
    let block = model.reading.synopsis.block(model.reading.cursor, source).filter(|_| model.page.reads);
    let segments = block.map_or(&[][..], |block| &block.segments).iter();
    let asides = segments.filter(|segment| matches!(segment.standing, Standing::Alone | Standing::Boilerplate));
    asides.map(|segment| Passage { source, range: segment.range }).collect()
}

fn text(model: &Model, passages: &[Passage]) -> String {
    let slices: Vec<&str> =
        passages.iter().map(|p| model.comparison.corpus.source(p.source).text.slice(p.range)).collect();
    slices.join("\n")
}

fn copy(model: &mut Model, text: String, what: &str) -> Vec<Effect> {
    if text.is_empty() {
        model.notice = Some(Notice::Failed("there is nothing to copy here".into()));
        return Vec::new();
    }
    model.notice = Some(Notice::Done(format!("copied: {what}")));
    vec![Effect::Copy(text)]
}

/// Copies the focused passage.
pub fn passage(model: &mut Model) -> Vec<Effect> {
    let text = text(model, &focused(model));
    copy(model, text, "the passage")
}

/// Copies it with its source, title, date and place.
pub fn citation(model: &mut Model) -> Vec<Effect> {
    let found = focused(model);
    let Some(first) = found.first() else { return copy(model, String::new(), "") };
    let source = model.comparison.corpus.source(first.source);
    let mut parts = vec![source.id.siglum()];
    parts.extend(source.meta.outlet.clone());
    parts.extend(source.meta.title.as_ref().map(|title| format!("“{title}”")));
    parts.extend(source.meta.date.map(|date| date.strftime("%-d %B %Y").to_string()));
    parts.push(source.meta.path.clone());
    let places: Vec<String> = found.iter().map(|p| place(source.text.content(), p)).collect();
    parts.push(format!("characters {}", places.join(", ")));
    let text = format!("“{}” ({})", text(model, &found), parts.join(", "));
    copy(model, text, "the passage with its source")
}

/// Where a passage stands, in characters of its source, as the exports count them.
fn place(content: &str, passage: &Passage) -> String {
    let count = |bytes: usize| content.char_indices().take_while(|(at, _)| *at < bytes).count();
    format!("{}–{}", count(passage.range.start()), count(passage.range.end()))
}

/// Copies all passages of the parallel, one a line.
pub fn parallel(model: &mut Model) -> Vec<Effect> {
    let Some(parallel) = model.shown_parallel() else { return copy(model, String::new(), "") };
    let mut lines = vec![model.labels.get(parallel).to_owned()];
    for passage in &model.comparison.alignment.parallels[parallel].passages {
        lines.push(format!("{}  {}", passage.source.siglum(), text(model, &[*passage])));
    }
    copy(model, lines.join("\n"), "the parallel")
}
