//! Search by what is meant: documents that tell of what is looked for in other words, or in another language.

use super::judge::Judge;
use super::lead::Lead;
use super::posting::DocumentId;
use super::{Collection, Hit};
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// A document that is about what is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meant {
    /// Its number.
    pub document: DocumentId,
    /// How much so, in hundredths: what the leads mean, and the names that both have.
    pub score: i32,
}

/// What the names of a query that a lead has, as they sound, add at most. Of 82 headlines a document of the same story in
/// another language is the first that is found in 0.70 with this, in 0.59 without, in 0.62 by the names alone.
const NAMES: f32 = 40.0;

/// The score from which on a document is told: three in four of the first ones are of the same story there.
const LEAST: i32 = 40;

/// Documents that are told at most.
const MOST: usize = 20;

/// The documents that are about what is looked for, though its words are not all in them; the best first. Only those whose
/// leads are encoded are found; `asked` is what was typed, as a lead (see [`Lead::asked`]).
pub fn meant(collection: &Collection, asked: &Lead, hits: &[Hit]) -> Vec<Meant> {
    let known: FxHashSet<DocumentId> = hits.iter().map(|hit| hit.document).collect();
    let mut leads = collection.leads();
    leads.push(asked);
    let mut bearings = Judge::shipped().bearings(&leads);
    let Some(way) = bearings.pop().flatten() else { return Vec::new() };
    let of = |(document, (bearing, lead)): (DocumentId, (&Option<_>, &&Lead))| {
        let meaning = bearing.as_ref().map(|bearing| way.cosine(bearing))?;
        let score = (meaning * 100.0 + asked.share_of_names(lead) * NAMES).round() as i32;
        Some(Meant { document, score }).filter(|found| found.score >= LEAST && !known.contains(&document))
    };
    let mut found: Vec<Meant> = (0..).zip(bearings.iter().zip(&leads)).filter_map(of).collect();
    found.sort_unstable_by_key(|found| (Reverse(found.score), found.document));
    found.truncate(MOST);
    found
}
