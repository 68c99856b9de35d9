//! What stands for what in two languages, as far as numbers, dates and names tell it. Nothing else is said word by word.

use super::{Cell, Variant, VariantReading, words};
use crate::align::Passage;
use crate::compare::Comparison;
use crate::source::SourceId;
use crate::text::{Entity, Language, Lexicon, TextRange, Value};
use std::cmp::Reverse;

/// The passages of a parallel, and what of each teller stands in which column of its collation, the base first.
pub struct Across<'a> {
    pub comparison: &'a Comparison,
    pub passages: &'a [Passage],
    pub table: &'a [Vec<Cell>],
}

/// A name or a value, and where it stands.
struct Said<'a> {
    range: TextRange,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Name(&'a Entity),
    Value(&'a Value),
}

impl Across<'_> {
    /// What the base says that tellers in other languages (their places in the table, and who they are) say, too, and where a
    /// value of theirs stands for another one of the base: by their places in the base.
    pub fn variants(&self, base: SourceId, tellers: &[(usize, SourceId)]) -> Vec<Variant> {
        if tellers.is_empty() {
            return Vec::new();
        }
        let own = self.said(base);
        let theirs: Vec<(usize, SourceId, Vec<Said>)> =
            tellers.iter().map(|&(at, source)| (at, source, self.said(source))).collect();
        let mut found = Vec::new();
        for (index, one) in own.iter().enumerate() {
            // What the base says again is told where it says it first.
            if own.iter().take(index).any(|before| before.what.same(one.what)) {
                continue;
            }
            let (mut same, mut others) = (Vec::new(), Vec::new());
            for (at, source, all) in &theirs {
                let level = |other: &&Said| self.level(one.range, (*at, other.range));
                let equal = |other: &&Said| one.what.same(other.what) || one.what.may_be(other.what) && level(other);
                if let Some(other) = all.iter().find(equal) {
                    same.push(Passage { source: *source, range: other.range });
                    continue;
                }
                // A value that the base has elsewhere is not another one here.
                let known =
                    |other: &Said| own.iter().any(|own| own.what.same(other.what) || own.what.may_be(other.what));
                let differs = |other: &&Said| one.what.differs(other.what) && level(other) && !known(other);
                let other = all.iter().find(differs);
                others.extend(other.map(|other| Passage { source: *source, range: other.range }));
            }
            let place = Passage { source: base, range: one.range };
            found.extend(self.variant(place, &same, true));
            found.extend(self.variant(place, &others, false));
        }
        found
    }

    /// The names and values of a source in the passages of the parallel, by place.
    fn said(&self, source: SourceId) -> Vec<Said<'_>> {
        let text = &self.comparison.corpus.source(source).text;
        let inside = |range: TextRange| self.passages.iter().any(|p| p.source == source && p.range.contains(range));
        let values = text.values().iter().map(|valued| Said { range: valued.range, what: What::Value(&valued.value) });
        let names = text.names();
        let mentions = names.mentions.iter().filter(|mention| mention.epithet != Some(mention.range));
        let named = mentions.filter_map(|mention| {
            Some(Said { range: mention.range, what: What::Name(names.entities.get(mention.entity)?) })
        });
        let mut found: Vec<Said> = values.chain(named).filter(|said| inside(said.range)).collect();
        found.sort_by_key(|said| said.range);
        found
    }

    /// Whether the collation has a place of the base and one of a teller level.
    fn level(&self, base: TextRange, (at, range): (usize, TextRange)) -> bool {
        let overlaps = |cell: &Cell, range: TextRange| cell.is_some_and(|cell| cell.overlaps(range));
        let level = |column: &Vec<Cell>| {
            column.first().is_some_and(|cell| overlaps(cell, base))
                && column.get(at).is_some_and(|cell| overlaps(cell, range))
        };
        self.table.iter().any(level)
    }

    /// Of a place of the base and those that stand for it.
    fn variant(&self, base: Passage, others: &[Passage], same: bool) -> Option<Variant> {
        let mut readings: Vec<VariantReading> = Vec::new();
        for &place in std::iter::once(&base).chain(others) {
            let words = words(self.comparison, &[place]);
            match readings.iter_mut().skip(1).find(|known| known.words == words) {
                Some(known) => {
                    known.sources.push(place.source);
                    known.places.push(place);
                }
                None => readings.push(VariantReading { words, sources: vec![place.source], places: vec![place] }),
            }
        }
        readings.get_mut(1..)?.sort_by_key(|reading| Reverse(reading.sources.len()));
        (readings.len() > 1).then_some(Variant { same, readings })
    }
}

impl What<'_> {
    /// One name, or one value of one unit.
    fn same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Name(one), Self::Name(other)) => one.same(other),
            (Self::Value(Value::Number { amount: a, unit: x }), Self::Value(Value::Number { amount: b, unit: y })) => {
                equal(*a, *b) && x == y
            }
            (
                Self::Value(Value::Date { year: a, month, day }),
                Self::Value(Value::Date { year: b, month: other_month, day: other_day }),
            ) => (month, day) == (other_month, other_day) && a.zip(*b).is_none_or(|(a, b)| a == b),
            (Self::Value(one), Self::Value(other)) => one == other,
            (Self::Name(_), Self::Value(_)) | (Self::Value(_), Self::Name(_)) => false,
        }
    }

    /// One number, of which two languages do not say what it counts in words that could be compared.
    fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Self::Value(Value::Number { amount: a, unit: x }), Self::Value(Value::Number { amount: b, unit: y })) => {
                equal(*a, *b) && !(listed(x.as_deref()) && listed(y.as_deref()))
            }
            (Self::Value(_) | Self::Name(_), _) => false,
        }
    }

    /// Values of one kind and unit that are not equal.
    fn differs(self, other: Self) -> bool {
        match (self, other) {
            (Self::Value(Value::Number { amount: a, unit: x }), Self::Value(Value::Number { amount: b, unit: y })) => {
                !equal(*a, *b) && x == y
            }
            (
                Self::Value(Value::Date { month: Some(_), day: Some(_), .. }),
                Self::Value(Value::Date { month: Some(_), day: Some(_), .. }),
            )
            | (Self::Value(Value::Weekday(_)), Self::Value(Value::Weekday(_)))
            | (Self::Value(Value::Time(_)), Self::Value(Value::Time(_))) => !self.same(other),
            (Self::Value(_) | Self::Name(_), _) => false,
        }
    }
}

/// Equal but for how fractions are kept.
fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// A unit that the word lists of every language have under one name.
fn listed(unit: Option<&str>) -> bool {
    let listed = |unit| Lexicon::of(Language::ENGLISH).units.values().any(|known| *known == unit);
    unit.is_some_and(listed)
}
