//! Where the reading is, and going back there.

use crate::tui::model::Model;
use crate::tui::scroll::Lead;
use crate::tui::visited::Spot;

/// Where the reading is.
pub fn here(model: &Model) -> Spot {
    let reading = &model.reading;
    Spot {
        page: model.page,
        base: reading.base,
        source: reading.source,
        cursor: reading.cursor,
        passages: model.focused_parallel().to_vec(),
        passage: reading.passage,
        height: reading.height,
        anchor: reading.anchor,
        list: model.list(model.page).clone(),
    }
}

/// Goes to a place.
pub fn go(model: &mut Model, spot: Spot) {
    if model.reading.base != spot.base {
        let comparison = std::sync::Arc::clone(&model.comparison);
        model.reading.rebase(&comparison, spot.base, 0);
    }
    model.page = spot.page;
    model.reading.focus(spot.cursor);
    let moved = model.focused_parallel() != spot.passages.as_slice();
    let row = model.reading.row_like(&model.comparison, &spot.passages, None).filter(|_| moved);
    let reading = &mut model.reading;
    if let Some(row) = row {
        reading.focus(row);
    } else {
        (reading.passage, reading.anchor) = (spot.passage, spot.anchor);
    }
    reading.focus_source(spot.source);
    reading.height = spot.height;
    reading.lead = Lead::Focus;
    *model.list_mut() = spot.list;
}
