//! Corrections put into a comparison.

use super::{Correction, Kind, Note, Notebook, Place};
use crate::align::{Evidence, Link, Passage, Relation, in_order};
use crate::compare::{Comparison, Remark, revised};
use crate::source::{Boilerplate, BoilerplateKind, Corpus};
use crate::text::TextRange;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A comparison with a notebook put in.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The comparison.
    pub comparison: Comparison,
    /// The corrections that found no place, as indices.
    pub lost: Vec<usize>,
}

/// A parallel while it is being corrected.
#[derive(Clone, PartialEq, Eq)]
struct Group {
    passages: Vec<Passage>,
    name: Option<String>,
}

/// Share of a parallel's passages that must be found for it to be the one meant.
const LEAST_COMMON: f64 = 0.5;

impl Notebook {
    /// The engine's comparison with everything that is written down put in.
    pub fn apply(&self, engine: &Comparison) -> Applied {
        let mut desk = Desk {
            corpus: engine.corpus.clone(),
            groups: engine
                .alignment
                .parallels
                .iter()
                .map(|parallel| Group { passages: parallel.passages.clone(), name: None })
                .collect(),
        };
        let put = |(_, correction): &(usize, &Correction)| desk.put(correction).is_none();
        let lost = self.corrections.iter().enumerate().filter(put).map(|(index, _)| index).collect();
        let Desk { corpus, groups } = desk;
        let groups = in_order(groups, |group| &group.passages, corpus.sources.len());
        let known: FxHashSet<&[Passage]> = engine.alignment.parallels.iter().map(|p| p.passages.as_slice()).collect();
        let made = groups.iter().filter(|group| !known.contains(group.passages.as_slice()));
        let by_hand = made.flat_map(|group| by_hand(engine, &group.passages)).collect();
        let named = groups.iter().enumerate().filter_map(|(at, group)| Some((at, group.name.clone()?)));
        let names: BTreeMap<usize, String> = named.collect();
        let parallels = groups.into_iter().map(|group| group.passages).collect();
        let mut comparison = revised(engine, corpus, parallels, by_hand);
        comparison.remarks.names = names;
        comparison.remarks.notes = self.remarks(&comparison.corpus);
        Applied { comparison, lost }
    }

    /// Its notes with their places in sources.
    pub fn remarks(&self, corpus: &Corpus) -> Vec<Remark> {
        let remark = |note: &Note| Remark {
            place: note.passage.find(corpus),
            words: note.passage.text.clone(),
            text: note.note.clone(),
        };
        self.notes.iter().map(remark).collect()
    }
}

struct Desk {
    corpus: Corpus,
    groups: Vec<Group>,
}

impl Desk {
    /// Puts a correction in; nothing where it has no place.
    fn put(&mut self, correction: &Correction) -> Option<()> {
        let found = |places: &[Place], corpus: &Corpus| -> Vec<Passage> {
            let mut found: Vec<Passage> = places.iter().filter_map(|place| place.find(corpus)).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let passages = found(&correction.passages, &self.corpus);
        let parallel = found(&correction.parallel, &self.corpus);
        if passages.is_empty() && correction.kind != Kind::Name {
            return None;
        }
        match correction.kind {
            Kind::Link => return self.link(passages, &parallel),
            Kind::Unlink => self.take(&passages, &parallel)?,
            Kind::Split => {
                self.take(&passages, &parallel)?;
                self.add(passages, None);
            }
            Kind::Boilerplate => passages.iter().for_each(|passage| self.set_aside(*passage)),
            Kind::Story => {
                for passage in passages {
                    let parts = &mut self.corpus.sources.get_mut(passage.source.index())?.boilerplate;
                    parts.retain(|part| !part.range.overlaps(passage.range));
                }
            }
            Kind::Name => {
                let at = self.meant(&parallel)?;
                let group = self.groups.get_mut(at)?;
                group.name = Some(correction.name.clone()).filter(|name| !name.is_empty());
            }
        }
        Some(())
    }

    /// The parallel that has most of some passages.
    fn meant(&self, passages: &[Passage]) -> Option<usize> {
        let common = |group: &Group| {
            let told = |p: &&Passage| group.passages.iter().any(|q| q.source == p.source && q.range.overlaps(p.range));
            let common = passages.iter().filter(told).count();
            common as f64 / group.passages.len().max(passages.len()).max(1) as f64
        };
        let best = self.groups.iter().map(common).enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best.1 >= LEAST_COMMON).then_some(best.0)
    }

    fn link(&mut self, passages: Vec<Passage>, parallel: &[Passage]) -> Option<()> {
        let mut name = None;
        let mut whole = passages;
        if !parallel.is_empty() {
            let group = self.groups.remove(self.meant(parallel)?);
            name = group.name;
            whole.extend(group.passages);
        }
        let whole = joined(whole);
        // What is a part of it says nothing more.
        let within = |group: &Group| {
            group.passages.iter().all(|p| whole.iter().any(|q| q.source == p.source && q.range.contains(p.range)))
        };
        let inner = self.groups.iter().filter(|group| within(group)).find_map(|group| group.name.clone());
        self.groups.retain(|group| !within(group));
        self.add(whole, name.or(inner));
        Some(())
    }

    /// Takes passages out of a parallel.
    fn take(&mut self, passages: &[Passage], parallel: &[Passage]) -> Option<()> {
        let mut group = self.groups.remove(self.meant(parallel)?);
        let taken = |p: &Passage| passages.iter().any(|q| q.source == p.source && q.range.overlaps(p.range));
        group.passages.retain(|passage| !taken(passage));
        self.add(group.passages, group.name);
        Some(())
    }

    /// A parallel is told by two sources at least.
    fn add(&mut self, passages: Vec<Passage>, name: Option<String>) {
        let passages = joined(passages);
        if passages.first().map(|p| p.source) != passages.last().map(|p| p.source) {
            self.groups.push(Group { passages, name });
        }
    }

    /// Whole sentences become boilerplate, and leave all parallels.
    fn set_aside(&mut self, passage: Passage) {
        let Some(source) = self.corpus.sources.get_mut(passage.source.index()) else { return };
        let touched = source.text.sentences().iter().map(|s| s.range).filter(|range| range.overlaps(passage.range));
        let Some(range) = touched.reduce(TextRange::to) else { return };
        source.boilerplate.retain(|part| !part.range.overlaps(range));
        source.boilerplate.push(Boilerplate { range, kind: BoilerplateKind::Note });
        source.boilerplate.sort_unstable_by_key(|part| part.range);
        for mut group in std::mem::take(&mut self.groups) {
            group.passages.retain(|p| p.source != passage.source || !p.range.overlaps(range));
            self.add(group.passages, group.name);
        }
    }
}

/// Passages in order; those of one source that overlap are one.
fn joined(mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.sort_unstable();
    let mut found: Vec<Passage> = Vec::with_capacity(passages.len());
    for passage in passages {
        match found.last_mut() {
            Some(last) if last.source == passage.source && last.range.overlaps(passage.range) => {
                last.range = last.range.cover(passage.range);
            }
            _ => found.push(passage),
        }
    }
    found
}

/// Links for passages of a parallel that no link of the engine ties to it.
fn by_hand(engine: &Comparison, passages: &[Passage]) -> Vec<Link> {
    let inside = |p: &Passage| passages.binary_search(p).is_ok();
    let tied = |p: &Passage| {
        let mut links = engine.alignment.links.iter().filter(|link| link.passages.contains(p));
        links.any(|link| link.passages.iter().all(inside))
    };
    let other = |p: &Passage| passages.iter().find(|q| q.source != p.source).copied();
    let tie = |p: &Passage| {
        let mut passages = [*p, other(p)?];
        passages.sort_unstable();
        let evidence = Evidence { matches: Vec::new(), score: 1.0 };
        Some(Link { passages, relation: Relation::Paraphrase, evidence })
    };
    passages.iter().filter(|p| !tied(p)).filter_map(tie).collect()
}
