//! What a word says about reuse.

/// How words count as evidence.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// Chance that a word of a reused passage stands in its origin.
    pub kept: f64,
    /// How much a word's rate in the language counts.
    pub general: f64,
    /// How much a word's rate in the other source counts.
    pub local: f64,
}

impl Evidence {
    /// For a word that the other span has: the logarithm of how much likelier that is in reuse than by accident.
    ///
    /// `rate` is the word's share of running text, `around` its share of the other source outside the span, and `length` the
    /// span's number of words.
    pub fn matched(&self, rate: f64, around: f64, length: usize) -> f64 {
        let accident = self.accident(rate, around, length);
        ((self.kept + (1.0 - self.kept) * accident) / accident).ln()
    }

    /// Chance that a span has a word by accident; the numbers are those of [`Evidence::matched`].
    pub fn accident(&self, rate: f64, around: f64, length: usize) -> f64 {
        let expected = (self.general * rate + self.local * around) * length as f64;
        -(-expected).exp_m1()
    }

    /// For a word that the other span lacks; below 0.
    pub fn missed(&self) -> f64 {
        (1.0 - self.kept).ln()
    }

    /// A word's share of what lies around a span. The 200 words added keep short texts from counting as much as long ones.
    pub fn around(count: usize, length: usize) -> f64 {
        count as f64 / (length as f64 + 200.0)
    }
}
