//! Who is named how by whom.

use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::fold;
use crate::view::framing::framing;

/// Somebody or something, and what the sources call it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedLine {
    /// The fullest name that a source has.
    pub name: String,
    /// The titles and epithets, those of most sources first.
    pub so: Vec<NamedSo>,
}

/// A title or epithet, and who has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedSo {
    /// The words.
    pub words: String,
    /// Who has them.
    pub sources: Vec<SourceId>,
    /// How often they stand in all of them.
    pub count: usize,
    /// Where they stand first: what they open.
    pub place: Passage,
}

/// Those whom two or more sources name, and not all alike.
pub fn named(comparison: &Comparison) -> Vec<NamedLine> {
    let mut found = Vec::new();
    for referent in framing(comparison) {
        let mut so: Vec<NamedSo> = Vec::new();
        for (framing, number) in referent.framings.iter().zip(0u16..) {
            for named in &framing.epithets {
                match so.iter_mut().find(|known| fold(&known.words) == fold(&named.words)) {
                    Some(known) => {
                        known.count += named.count;
                        known.sources.push(SourceId(number));
                    }
                    None => so.push(NamedSo {
                        words: named.words.clone(),
                        sources: vec![SourceId(number)],
                        count: named.count,
                        place: named.place,
                    }),
                }
            }
        }
        let alike = so.iter().all(|one| Some(&one.sources) == so.first().map(|first| &first.sources));
        if so.len() > 1 && !alike {
            so.sort_by_key(|one| (std::cmp::Reverse((one.sources.len(), one.count)), one.place));
            found.push(NamedLine { name: referent.name, so });
        }
    }
    found.sort_by_key(|line| std::cmp::Reverse(line.so.len()));
    found
}
