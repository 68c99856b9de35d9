//! The apparatus of a parallel in words, as a critical edition has it: who has what instead of the base's words. So the texts
//! themselves bear no marks but those of what matters.

use super::excerpt::Excerpt;
use super::paper::{Ink, Run};
use super::place::names;
use crate::source::SourceId;
use crate::view::{Variant, VariantReading, variants};

/// `remains A ] is B C, om. D · B adds today · E in other words`; nothing where nothing
/// stands for anything.
pub fn apparatus(excerpt: &Excerpt, parallel: usize) -> Vec<Run> {
    let found = variants(&excerpt.comparison, parallel, excerpt.base);
    // That a source has other words, and no more, its text shows.
    if found.places.is_empty() {
        return Vec::new();
    }
    let mut parts: Vec<Vec<Run>> = found.places.iter().map(|place| variant(excerpt, place)).collect();
    let said = |sources: &[SourceId], how: &str| vec![who(sources), Run::new(how, Ink::Faint)];
    parts.extend((!found.apart.is_empty()).then(|| said(&found.apart, " in other words")));
    parts.extend((!found.foreign.is_empty()).then(|| said(&found.foreign, " in another language")));
    parts.join(&Run::new("  ·  ", Ink::Faint))
}

fn variant(excerpt: &Excerpt, place: &Variant) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, reading) in place.readings.iter().enumerate() {
        let adds = place.readings.first().is_some_and(|lemma| lemma.words.is_empty());
        if adds && at == 0 {
            continue;
        }
        let gap = match at {
            0 => "",
            1 if adds => "",
            1 if place.same => " = ",
            1 => " ] ",
            _ => ", ",
        };
        runs.push(Run::new(gap, Ink::Faint));
        if adds {
            runs.extend([who(&reading.sources), Run::new(" adds ", Ink::Faint), words(excerpt, reading)]);
        } else {
            runs.extend([words(excerpt, reading), Run::plain(" "), who(&reading.sources)]);
        }
    }
    runs
}

fn who(sources: &[SourceId]) -> Run {
    Run::new(&names(sources.iter().copied()), Ink::Strong)
}

fn words(excerpt: &Excerpt, reading: &VariantReading) -> Run {
    match reading.words.as_str() {
        "" => Run::new("om.", Ink::Faint),
        words if excerpt.may_show(words) => Run::plain(words),
        _ => Run::plain("…"),
    }
}
