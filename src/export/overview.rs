//! The overview in the JSON contract.

use super::excerpt::Excerpt;
use super::place::CodePoints;
use crate::align::Passage;
use crate::source::SourceId;
use crate::view::{DifferenceLine, Extent, ToldLine};
use serde::Serialize;

/// The story at a glance; every list has its weightiest lines first.
#[derive(Serialize)]
pub struct Entry {
    title: Option<String>,
    date: Option<String>,
    accounts: usize,
    rests: Vec<RestsEntry>,
    told: Vec<ToldEntry>,
    differences: Vec<DifferenceEntry>,
    alone: Vec<AloneEntry>,
    left_out: Vec<LeftOutEntry>,
    named: Vec<NamedEntry>,
}

#[derive(Serialize)]
struct RestsEntry {
    speaker: String,
    sources: Vec<String>,
}

/// A parallel: how many accounts tell it, who of them whole and who partly, its gravest difference and who stands out by it.
#[derive(Serialize)]
struct ToldEntry {
    parallel: usize,
    accounts: usize,
    whole: Vec<String>,
    partly: Vec<String>,
    sign: Option<char>,
    by: Vec<String>,
}

#[derive(Serialize)]
struct DifferenceEntry {
    parallel: usize,
    kind: &'static str,
    gravity: &'static str,
    readings: Vec<ReadingEntry>,
}

#[derive(Serialize)]
struct ReadingEntry {
    sources: Vec<String>,
    words: String,
    place: PlaceEntry,
}

#[derive(Serialize)]
struct PlaceEntry {
    source: String,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct AloneEntry {
    source: String,
    passages: Vec<LineEntry>,
}

#[derive(Serialize)]
struct LineEntry {
    words: String,
    place: PlaceEntry,
}

#[derive(Serialize)]
struct LeftOutEntry {
    source: String,
    parallels: Vec<usize>,
}

#[derive(Serialize)]
struct NamedEntry {
    name: String,
    forms: Vec<FormEntry>,
}

#[derive(Serialize)]
struct FormEntry {
    words: String,
    count: usize,
    sources: Vec<String>,
    place: PlaceEntry,
}

/// The overview of an excerpt; offsets in code points.
pub fn entry(excerpt: &Excerpt, offsets: &CodePoints) -> Entry {
    let overview = excerpt.overview();
    let place = |place: Passage| {
        let (start, end) = offsets.span(place);
        PlaceEntry { source: place.source.siglum(), start, end }
    };
    let sigla = |sources: &[SourceId]| sources.iter().map(|source| source.siglum()).collect::<Vec<String>>();
    let told = overview.told.iter().flat_map(|spread| &spread.lines).map(told);
    let differences = overview.differences.iter().flatten();
    let difference = |line: &DifferenceLine| DifferenceEntry {
        parallel: line.parallel + 1,
        kind: line.kind.name(),
        gravity: line.kind.gravity().name(),
        readings: line
            .readings
            .iter()
            .map(|reading| ReadingEntry {
                sources: sigla(&reading.sources),
                words: reading.words.clone(),
                place: place(reading.place),
            })
            .collect(),
    };
    let rests = overview.rests.iter();
    let alone = overview.alone.iter().map(|alone| AloneEntry {
        source: alone.source.siglum(),
        passages: alone.lines.iter().map(|l| LineEntry { words: l.words.clone(), place: place(l.place) }).collect(),
    });
    let left_out = overview.left_out.iter().map(|left_out| LeftOutEntry {
        source: left_out.source.siglum(),
        parallels: left_out.lines.iter().map(|line| line.parallel + 1).collect(),
    });
    let named = overview.named.iter().map(|line| NamedEntry {
        name: line.name.clone(),
        forms: line
            .so
            .iter()
            .map(|so| FormEntry {
                words: so.words.clone(),
                count: so.count,
                sources: sigla(&so.sources),
                place: place(so.place),
            })
            .collect(),
    });
    Entry {
        title: overview.title.clone(),
        date: overview.date.map(|date| date.to_string()),
        accounts: overview.accounts,
        rests: rests.map(|one| RestsEntry { speaker: one.speaker.clone(), sources: sigla(&one.sources) }).collect(),
        told: told.collect(),
        differences: differences.map(difference).collect(),
        alone: alone.collect(),
        left_out: left_out.collect(),
        named: named.collect(),
    }
}

fn told(line: &ToldLine) -> ToldEntry {
    let those = |extent: Extent| {
        let tellers = line.tellers().filter(|source| line.extents.get(source.index()) == Some(&extent));
        tellers.map(SourceId::siglum).collect()
    };
    ToldEntry {
        parallel: line.parallel + 1,
        accounts: line.accounts,
        whole: those(Extent::Whole),
        partly: those(Extent::Partly),
        sign: line.sign.map(crate::view::Sign::mark),
        by: line.by.iter().map(|source| source.siglum()).collect(),
    }
}
