//! A comparison narrowed to a scope. Sources keep their letters and parallels their numbers; a parallel that is left out has no
//! passages.

use super::scope::Scope;
use crate::align::Passage;
use crate::compare::{Comparison, revised};
use crate::source::SourceId;
use crate::view::utterances;
use std::borrow::Cow;

/// What is left of a comparison in a scope.
pub fn narrowed(comparison: &Comparison, scope: Scope) -> Cow<'_, Comparison> {
    match scope {
        Scope::Everything | Scope::Matrix => Cow::Borrowed(comparison),
        Scope::Parallel(wanted) => Cow::Owned(only(comparison, |parallel| parallel == wanted)),
        Scope::Discrepancies => Cow::Owned(only(comparison, |parallel| !comparison.discrepancies[parallel].is_empty())),
        Scope::Quotations => {
            let mut quoted = vec![false; comparison.collations.len()];
            for parallel in utterances(comparison).iter().flat_map(|utterance| &utterance.parallels) {
                quoted[*parallel] = true;
            }
            Cow::Owned(only(comparison, |parallel| quoted[parallel]))
        }
        Scope::Pair(pair) => Cow::Owned(between(comparison, pair)),
    }
}

/// Some parallels and nothing else.
fn only(comparison: &Comparison, wanted: impl Fn(usize) -> bool) -> Comparison {
    let mut kept = comparison.clone();
    kept.only_here.clear();
    kept.alignment.runs.clear();
    for source in &mut kept.corpus.sources {
        source.boilerplate.clear();
    }
    for parallel in (0..kept.collations.len()).filter(|&parallel| !wanted(parallel)) {
        kept.alignment.parallels[parallel].passages.clear();
        kept.alignment.parallels[parallel].links.clear();
        kept.collations[parallel].columns.clear();
        kept.discrepancies[parallel].clear();
    }
    keep_links(&mut kept, |_| true);
    kept
}

/// Two sources as if there were no others, compared anew where others took part: what only one of them tells, it tells alone.
fn between(comparison: &Comparison, pair: [SourceId; 2]) -> Comparison {
    let ours = |passage: &Passage| pair.contains(&passage.source);
    let mut corpus = comparison.corpus.clone();
    for source in corpus.sources.iter_mut().filter(|source| !pair.contains(&source.id)) {
        source.boilerplate.clear();
    }
    let both = |passages: &[Passage]| pair.iter().all(|source| passages.iter().any(|p| p.source == *source));
    let parallels = comparison.alignment.parallels.iter().map(|parallel| {
        let passages: Vec<Passage> = parallel.passages.iter().copied().filter(ours).collect();
        if both(&passages) { passages } else { Vec::new() }
    });
    let mut kept = revised(comparison, corpus, parallels.collect(), Vec::new());
    kept.remarks = comparison.remarks.clone();
    kept.only_here.retain(ours);
    kept.alignment.runs.retain(|run| run.passages.iter().all(ours));
    kept.alignment.repeats.retain(|places| places.iter().all(ours));
    kept.alignment.echoes.retain(|echo| ours(&echo.place) && ours(&echo.of));
    keep_links(&mut kept, ours);
    kept
}

/// Keeps the links of the parallels that are left, if their passages are wanted.
fn keep_links(comparison: &mut Comparison, wanted: impl Fn(&Passage) -> bool) {
    let alignment = &mut comparison.alignment;
    let mut links = Vec::new();
    for parallel in &mut alignment.parallels {
        parallel.links.retain(|&link| alignment.links[link].passages.iter().all(&wanted));
        for link in &mut parallel.links {
            links.push(alignment.links[*link].clone());
            *link = links.len() - 1;
        }
    }
    alignment.links = links;
}
