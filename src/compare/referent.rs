//! Referents: whom and what the mentions of all sources mean.
//!
//! Each text has gathered its mentions into entities. Here those of all sources are: first who is named in full, then who is
//! named by a last name alone, if only one can be meant. In doubt they stay apart.

use crate::source::{Corpus, SourceId};
use crate::text::{Entity, Norm, foreign};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Which entities of the sources are one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Referents {
    of: Vec<Vec<usize>>,
    count: usize,
}

impl Referents {
    /// Of all sources.
    pub fn of(corpus: &Corpus) -> Self {
        let entities = |source: usize| &corpus.sources[source].text.names().entities;
        let mut all: Vec<(usize, usize)> = (0..corpus.sources.len())
            .flat_map(|source| (0..entities(source).len()).map(move |entity| (source, entity)))
            .collect();
        // Whoever is named most fully comes first, an initial after the names that it may stand for; else by source and place.
        all.sort_by_key(|&(source, entity)| {
            let entity = &entities(source)[entity];
            (!entity.is_in_full(), Reverse(entity.full.chars().count()))
        });
        let mut of: Vec<Vec<usize>> = (0..corpus.sources.len()).map(|source| vec![0; entities(source).len()]).collect();
        let language = |source: usize| corpus.sources[source].text.language();
        let across = (1..corpus.sources.len()).any(|source| foreign(language(0), language(source)));
        let mut groups = Groups { across, ..Groups::default() };
        for (source, entity) in all {
            of[source][entity] = groups.place(source, &entities(source)[entity]);
        }
        Self { of, count: groups.members.len() }
    }

    /// The number of the one whom an entity of a source means; equal for equal ones.
    pub fn get(&self, source: SourceId, entity: usize) -> usize {
        self.of[source.index()][entity]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }
}

#[derive(Default)]
struct Groups<'a> {
    /// The sources are in several languages.
    across: bool,
    /// Each with its source.
    members: Vec<Vec<(usize, &'a Entity)>>,
    by_key: FxHashMap<Norm, Vec<usize>>,
    by_skeleton: FxHashMap<String, Vec<usize>>,
}

impl<'a> Groups<'a> {
    /// The group of an entity: the only one that it may be of, else a new one.
    fn place(&mut self, source: usize, entity: &'a Entity) -> usize {
        let mut near: Vec<usize> = self.by_key.get(&entity.key).cloned().unwrap_or_default();
        let skeletons = if self.across { entity.skeletons() } else { Vec::new() };
        for skeleton in &skeletons {
            near.extend(self.by_skeleton.get(skeleton).into_iter().flatten());
        }
        near.sort_unstable();
        near.dedup();
        let fits = |&group: &usize| {
            let members = &self.members[group];
            // One text has told two of one name apart already: `his father, also named Duncan Hunter`.
            let told_apart = |other: &&(usize, &Entity)| other.0 == source && other.1.full == entity.full;
            members.iter().any(|(_, other)| entity.same(other))
                && members.iter().all(|(_, other)| !entity.is_apart(other))
                && !members.iter().any(|other| told_apart(&other))
        };
        let fitting: Vec<usize> = near.into_iter().filter(fits).collect();
        let written_so = |group: &&usize| self.members[**group].iter().any(|(_, other)| other.full == entity.full);
        let found = match fitting.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(written_so).filter(|_| entity.is_in_full()).copied(),
        };
        let group = found.unwrap_or_else(|| {
            self.members.push(Vec::new());
            self.members.len() - 1
        });
        self.members[group].push((source, entity));
        let keyed = self.by_key.entry(entity.key).or_default();
        if !keyed.contains(&group) {
            keyed.push(group);
        }
        for skeleton in skeletons {
            let known = self.by_skeleton.entry(skeleton).or_default();
            if !known.contains(&group) {
                known.push(group);
            }
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use super::Referents;
    use crate::source::Corpus;
    use std::collections::BTreeMap;

    /// The names that mean one, over all sources, joined; only where there are several.
    fn together(texts: &[&str]) -> Vec<String> {
        let corpus = Corpus::of_texts(texts.iter().copied(), None);
        let referents = Referents::of(&corpus);
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for source in &corpus.sources {
            for (index, entity) in source.text.names().entities.iter().enumerate() {
                groups.entry(referents.get(source.id, index)).or_default().push(entity.full.clone());
            }
        }
        groups.into_values().filter(|names| names.len() > 1).map(|names| names.join(" = ")).collect()
    }

    #[test]
    fn one_last_name_may_be_two_people() {
        const BOTH: &str =
            "Rep. Duncan Hunter left the court with Margaret Hunter, his wife. Mrs. Hunter said nothing.";
        assert_eq!(
            together(&[BOTH, "Rep. Duncan Hunter spoke for a while. Hunter was calm."]),
            ["Duncan Hunter = Duncan Hunter"]
        );
        // Which of the two is meant is not told.
        assert_eq!(together(&[BOTH, "The lawyers of Mr. Hunter spoke for a while."]), Vec::<String>::new());
        assert_eq!(
            together(&["Rep. Duncan Hunter spoke for a while.", "The lawyers of Mr. Hunter spoke for a while."]),
            ["Duncan Hunter = Hunter"]
        );
    }

    #[test]
    fn two_of_one_name_in_a_text_are_two() {
        const BOTH: &str = "Rep. Carl Blom left. His father, also named Carl Blom, held the seat before.";
        assert_eq!(together(&[BOTH, "Rep. Carl Blom spoke for a while."]), ["Carl Blom = Carl Blom"]);
    }

    #[test]
    fn short_forms_and_spellings_are_one() {
        assert_eq!(
            together(&["President Volodymyr Zelensky left Kyiv early.", "President Volodymyr Zelenskyy left early."]),
            ["Volodymyr Zelensky = Volodymyr Zelenskyy"]
        );
        assert_eq!(
            together(&["Professor Dave Brat won in May.", "Professor David Brat won in May."]),
            ["Dave Brat = David Brat"]
        );
        // An initial may stand for either.
        assert_eq!(
            together(&["Mr. A. Brat won in May.", "Mr. Adam Brat won in May.", "Mr. Allan Brat won in May."]),
            Vec::<String>::new()
        );
        assert_eq!(
            together(&["Professor Ann Brat won in May.", "Professor David Brat won in May."]),
            Vec::<String>::new()
        );
    }
}
