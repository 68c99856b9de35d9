//! Links: pairs of units that say the same.

use super::unit::{Story, Unit};
use super::{Evidence, Link, Match, Relation};
use crate::monitor::{Cancelled, Monitor};

/// Share of the weight of two units' words that must match.
const LEAST_DICE: f32 = 0.30;

/// The links of a story.
pub fn links(story: &Story, monitor: &Monitor) -> Result<Vec<Link>, Cancelled> {
    let mut found = Vec::new();
    monitor.expect(story.units.len() as u64);
    for (index, a) in story.units.iter().enumerate() {
        monitor.advance(1)?;
        for b in story.units.iter().skip(index + 1).filter(|b| b.passage.source != a.passage.source) {
            found.extend(link(story, a, b));
        }
    }
    Ok(found)
}

fn link(story: &Story, a: &Unit, b: &Unit) -> Option<Link> {
    let weight = |unit: &Unit| unit.words.iter().map(|w| story.rarity(w.1)).sum::<f32>();
    let mut matches: Vec<Match> = a
        .words
        .iter()
        .filter_map(|&(range, norm)| {
            let other = b.words.iter().find(|w| w.1 == norm)?;
            Some(Match { ranges: [range, other.0], weight: story.rarity(norm) })
        })
        .collect();
    let matched: f32 = matches.iter().map(|m| m.weight).sum();
    let score = 2.0 * matched / (weight(a) + weight(b)).max(1.0);
    if score < LEAST_DICE {
        return None;
    }
    matches.sort_by(|x, y| y.weight.total_cmp(&x.weight));
    let relation = if score > 0.95 {
        Relation::Verbatim
    } else if score > 0.75 {
        Relation::NearVerbatim
    } else {
        Relation::Paraphrase
    };
    Some(Link { passages: [a.passage, b.passage], relation, evidence: Evidence { matches, score: score.min(1.0) } })
}
