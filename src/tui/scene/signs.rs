//! Signs: who tells a row, and how those who tell it differ, in a few columns.

use crate::compare::Comparison;
use crate::source::{Source, SourceId};
use crate::tui::model::item::Part;
use crate::tui::model::role::Role;
use crate::view::{Extent, ToldLine};

/// With more sources, their signs stand without blanks between them.
pub const SPACED: usize = 12;

/// The letters of sources.
pub fn sigla(sources: &[SourceId]) -> String {
    sources.iter().map(|source| source.siglum()).collect::<Vec<_>>().join(" ")
}

/// The sign of the gravest difference of a parallel, and who stands out by it.
pub fn differs(told: &ToldLine) -> String {
    /// More sources than these are not named.
    const MOST: usize = 4;
    let Some(sign) = told.sign else { return String::new() };
    let by: &[SourceId] = if told.by.len() > MOST { &[] } else { &told.by };
    format!("{} {}", sign.mark(), sigla(by)).trim_end().to_owned()
}

/// The sign of each source: it tells all of a parallel, a part, or nothing.
pub fn dots(told: &ToldLine) -> Vec<Part> {
    let gap = if told.extents.len() > SPACED { "" } else { " " };
    let last = told.extents.len().saturating_sub(1);
    let dot = |(at, extent): (usize, &Extent)| {
        let role = if *extent == Extent::Untold { Role::Faint } else { Role::Plain };
        (format!("{}{}", extent.dot(), if at == last { "" } else { gap }), role)
    };
    told.extents.iter().enumerate().map(dot).collect()
}

/// The sign of each source: told, or not.
pub fn strip(told: &[bool], spaced: bool) -> Vec<Part> {
    let gap = if spaced { " " } else { "" };
    let sign = |told: &bool| match told {
        true => (format!("●{gap}"), Role::Plain),
        false => (format!("○{gap}"), Role::Faint),
    };
    told.iter().map(sign).collect()
}

/// The letters over the signs; only the last of a longer siglum fits.
pub fn letters(comparison: &Comparison, spaced: bool) -> Part {
    let gap = if spaced { " " } else { "" };
    let last = |source: &Source| source.id.siglum().chars().last().unwrap_or(' ');
    let letters: String = comparison.corpus.sources.iter().map(|source| format!("{}{gap}", last(source))).collect();
    (letters, Role::Strong)
}

/// The language of a source, where the sources are in more than one.
pub fn language(comparison: &Comparison, source: SourceId) -> Option<&'static str> {
    let several = comparison.corpus.languages().len() > 1;
    comparison.corpus.source(source).text.language().tag().filter(|_| several)
}
