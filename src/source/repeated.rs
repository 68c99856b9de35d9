//! What repeats over the pages of one site is no part of any story: learnt from the sources at hand.

use super::{Boilerplate, BoilerplateKind, Source, html_site};
use crate::text::{Text, TextRange, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The fewest pages of a site from which something is learnt.
const PAGES: usize = 4;
/// Words of the longest paragraph that is taken for furniture. Papers do repeat longer ones: the background of a story.
const LONGEST: usize = 30;

/// Marks paragraphs that at least half of a site's pages have in the same words.
pub fn mark(sources: &mut [Source]) {
    let mut sites: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        let site = source.meta.url.as_deref().and_then(html_site).or_else(|| source.meta.outlet.clone());
        sites.entry(site.unwrap_or_default()).or_default().push(index);
    }
    for (site, pages) in sites {
        if !site.is_empty() && pages.len() >= PAGES {
            mark_site(sources, &pages);
        }
    }
}

fn mark_site(sources: &mut [Source], pages: &[usize]) {
    let paragraphs: Vec<Vec<(TextRange, String)>> = pages.iter().map(|&page| paragraphs(&sources[page])).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for page in &paragraphs {
        let once: FxHashSet<&str> = page.iter().map(|(_, words)| words.as_str()).collect();
        once.into_iter().for_each(|words| *counts.entry(words).or_default() += 1);
    }
    let often = |words: &str| counts.get(words).is_some_and(|count| *count >= PAGES && count * 2 >= pages.len());
    for (&page, paragraphs) in pages.iter().zip(&paragraphs) {
        let found = paragraphs.iter().filter(|(_, words)| often(words));
        let found = found.map(|(range, _)| Boilerplate { range: *range, kind: BoilerplateKind::Repeated });
        let source = &mut sources[page];
        source.boilerplate.extend(found.collect::<Vec<_>>());
        source.boilerplate.sort_by_key(|part| part.range);
    }
}

/// The short paragraphs of a source that are story so far, with their words folded.
fn paragraphs(source: &Source) -> Vec<(TextRange, String)> {
    let text: &Text = &source.text;
    let paragraphs = text.sentences().chunk_by(|a, b| a.paragraph == b.paragraph).filter_map(|sentences| {
        let whole = sentences.first()?.range.to(sentences.last()?.range);
        let next = source.boilerplate.partition_point(|part| part.range.end() <= whole.start());
        let is_known = source.boilerplate.get(next).is_some_and(|part| part.range.overlaps(whole));
        let words: Vec<String> = text.words_in(whole).take(LONGEST + 1).map(|t| fold(text.slice(t.range))).collect();
        (!is_known && (1..=LONGEST).contains(&words.len())).then(|| (whole, words.join(" ")))
    });
    paragraphs.collect()
}
