//! Every threshold of the search for runs.

use super::evidence::Evidence;

/// How runs are searched for. Lengths are numbers of words, scores are nats over chance.
///
/// The numbers were measured on pairs of the training corpus of PAN 2013 text alignment: chosen on half of them, kept where
/// they did the other half good, too, and made no more of unequal runs between news stories.
#[derive(Clone, Debug)]
pub struct RunOptions {
    pub(super) evidence: Evidence,
    /// How many words of a run it takes to say as much as [`Evidence::kept`] how much of it is kept.
    pub(super) kept_weight: f64,
    pub(super) least_kept: f64,
    pub(super) most_points: usize,
    pub(super) point_span: usize,
    pub(super) least_point: f64,
    pub(super) reach: usize,
    pub(super) least_support: f64,
    pub(super) cluster_gap: usize,
    pub(super) verbatim_words: usize,
    pub(super) verbatim_gap: usize,
    pub(super) verbatim_overlap: f64,
    pub(super) margin: usize,
    pub(super) rounds: usize,
    pub(super) multiplicity: f64,
    pub(super) sentence_bonus: f64,
    pub(super) merge_gap: usize,
    pub(super) overlap: [f64; 2],
    /// Least score of a run.
    pub least_score: f64,
    /// Least number of characters of both sides together.
    pub least_length: usize,
    pub(super) summary: Evidence,
    pub(super) summary_words: [usize; 2],
    pub(super) summary_longest: usize,
    pub(super) summary_memory: usize,
    pub(super) summary_score: f64,
    pub(super) summary_ratio: f64,
    pub(super) summary_outside: f64,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            evidence: Evidence { kept: 0.71, general: 1.0, local: 0.2 },
            kept_weight: 50.0,
            least_kept: 0.6,
            most_points: 60,
            point_span: 40,
            least_point: 0.8,
            reach: 40,
            least_support: 22.0,
            cluster_gap: 35,
            verbatim_words: 45,
            verbatim_gap: 3,
            verbatim_overlap: 0.3,
            margin: 70,
            rounds: 6,
            multiplicity: 0.8,
            sentence_bonus: 7.5,
            merge_gap: 20,
            overlap: [0.3, 0.5],
            least_score: 50.0,
            least_length: 460,
            summary: Evidence { kept: 0.75, general: 2.5, local: 0.35 },
            summary_words: [80, 230],
            summary_longest: 3000,
            summary_memory: 120,
            summary_score: 15.0,
            summary_ratio: 3.0,
            summary_outside: 3.0,
        }
    }
}
