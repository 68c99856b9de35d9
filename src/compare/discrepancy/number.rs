//! Numbers that differ.

use super::frame::Frame;
use super::scope::{Place, Scope, Word};
use super::tie::{Measure, Ties, compare};
use super::unit::{Dimension, Unit};
use crate::text::{Text, TextRange, TokenKind, Value, Valued, fold};

/// Where a number is said to be only a bound of the true one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bound {
    None,
    Over,
    Under,
    /// The most of several.
    Most,
}

/// Words before a number that make it a bound.
const BOUNDS: [(&str, Bound); 13] = [
    ("more than", Bound::Over),
    ("over", Bound::Over),
    ("at least", Bound::Over),
    ("exceeding", Bound::Over),
    ("less than", Bound::Under),
    ("fewer than", Bound::Under),
    ("under", Bound::Under),
    ("below", Bound::Under),
    ("up to", Bound::Under),
    ("at most", Bound::Under),
    ("just under", Bound::Under),
    ("much as", Bound::Most),
    ("many as", Bound::Most),
];

/// Words before a number that belong to it without changing what it says.
const ABOUT: [&str; 6] = ["about", "around", "nearly", "almost", "roughly", "approximately"];

/// Words that count without a number, with the least and the most that they can mean.
const VAGUE: [(&str, f64, f64); 8] = [
    ("tens of thousands", 1e4, 1e5),
    ("hundreds of thousands", 1e5, 1e6),
    ("tens of millions", 1e7, 1e8),
    ("hundreds of millions", 1e8, 1e9),
    ("dozens", 12.0, 144.0),
    ("hundreds", 100.0, 1e3),
    ("thousands", 1e3, 1e6),
    ("millions", 1e6, 1e9),
];

/// What a number says.
#[derive(Clone, PartialEq, Debug)]
struct Quantity {
    place: Place,
    /// The least and the most that it can be; for a pair its two amounts.
    amounts: [f64; 2],
    /// The same as written, whatever the unit.
    written: [f64; 2],
    bound: Bound,
    /// What is counted, where it is known; of a unit that can be converted the dimension.
    unit: String,
    /// The unit as told.
    named: String,
    /// It is told as near (`about`, `nearly`).
    rough: bool,
    /// Half of what its last written digit counts: what is nearer is the same, told less exactly.
    half: f64,
}

/// How far from what is told the true number may be: where it is rough, above or below a bound, and where it is told in another
/// unit (`89 days`, `twelve weeks`).
const ROUGH: f64 = 0.06;
const BEYOND: f64 = 0.25;
const OTHER_UNIT: f64 = 0.08;

/// Amounts of which one is so many times the other are of two things.
const MOST_TIMES: f64 = 20.0;

/// Numbers that differ so surely need no words around them that are the same.
const ALONE: f32 = 0.55;

/// Words behind a number that are looked at for what it counts.
const HEAD: usize = 3;

/// A multiple without its number says nothing (`billion dollars`).
const MULTIPLES: [&str; 6] = ["dozen", "hundred", "thousand", "million", "billion", "trillion"];

/// Numbers that stand for each other and are not equal.
pub fn numbers(scope: &Scope) -> Ties {
    let of = |row: usize| -> Vec<Quantity> {
        let values = scope.within(row, scope.text(row).values(), |v| v.range);
        let spans: Vec<Quantity> = values.windows(2).filter_map(|two| between(scope.text(row), row, two)).collect();
        let told = values.iter().filter_map(|v| quantity(scope.text(row), (row, v.range), &v.value));
        let told = told.filter(|q| !spans.iter().any(|span| span.place.1.contains(q.place.1)));
        told.chain(spans.iter().cloned()).chain(scope.words(row).iter().filter_map(|word| lasting(row, word))).collect()
    };
    let rows: Vec<Vec<Quantity>> = scope.rows().map(of).collect();
    let met = |x: &Quantity, y: &Quantity| scope.stand_for_each_other(x.place, y.place);
    let alone = |x: &Quantity, all: &[Quantity]| all.iter().filter(|y| y.unit == x.unit).count() == 1;
    // Numbers without a unit are of one thing where what they count is.
    let heads = |x: &Quantity, y: &Quantity| match (head(scope, x.place), head(scope, y.place)) {
        (Some(one), Some(other)) => {
            one.norm == other.norm || scope.counterparts(one, y.place.0).any(|w| w.range == other.range)
        }
        // Two numbers of one thing are no number of others.
        (Some(_), None) => y.unit != "pair" || !x.unit.is_empty(),
        (None, Some(_)) => x.unit != "pair" || !y.unit.is_empty(),
        (None, None) => true,
    };
    // The same amount with another bound is what a number differs from, not any other amount.
    let bounded = |x: &Quantity, row: usize| {
        let all = scope.rows_of_same_source(row).flat_map(|row| &rows[row]);
        all.into_iter().any(|y| x.unit == y.unit && x.amounts == y.amounts && x.bound != y.bound)
    };
    let by = Measure {
        place: |q: &Quantity| q.place,
        comparable: |x: &Quantity, y: &Quantity| {
            let open = |q: &Quantity| q.unit.is_empty() || q.unit == "pair";
            let counted = x.unit == y.unit && !x.unit.is_empty();
            !x.completes(y) && (counted || (open(x) || open(y)) && met(x, y) && heads(x, y))
        },
        same: Quantity::agrees,
        // Lengths of time are rare enough that the only two of two passages are of the same thing.
        meet: |x: &Quantity, y: &Quantity, p: &[Quantity], q: &[Quantity]| {
            if x.is_exactly(y) {
                return true;
            }
            if x.agrees(y) {
                return met(x, y) && of_one_thing(scope, x.place, y.place, 0.0);
            }
            let lone = !x.unit.is_empty() && alone(x, p) && alone(y, q);
            let around = scope.around(x.place, y.place);
            let elsewhere = x.amounts != y.amounts && (bounded(x, y.place.0) || bounded(y, x.place.0));
            !elsewhere && !x.is_many_times(y, MOST_TIMES) && (met(x, y) && around >= 1 || lone && around >= 2)
        },
        corrected: true,
    };
    compare(scope, &rows, &by)
}

/// Whether two numbers that differ are told of one thing, as far as the words around them tell: lengths of time of one event,
/// sums for one purpose, numbers of one kind of thing.
pub fn of_one_thing(scope: &Scope, a: Place, b: Place, sure: f32) -> bool {
    let measured = |(row, range): Place| {
        let value = scope.text(row).values().iter().find(|valued| valued.range.overlaps(range));
        value.and_then(|valued| quantity(scope.text(row), (row, valued.range), &valued.value))
    };
    let frames = [a, b].map(|place| Frame::of(scope, place));
    let [one, two] = &frames;
    if one.counts_another(two) || sure >= ALONE {
        return sure >= ALONE && !one.counts_another(two);
    }
    let (beside, around) = (one.beside(two) > 0, one.is_around(two));
    match (measured(a), measured(b)) {
        (Some(x), Some(_)) if x.unit == "time" => around || beside && one.have_subjects(two),
        (Some(x), Some(y)) if !x.unit.is_empty() && x.unit == y.unit => beside || around && !x.is_many_times(&y, 2.0),
        _ => beside || around,
    }
}

impl Quantity {
    /// Two amounts of a unit, without any bound.
    fn exact(place: Place, amounts: [f64; 2], unit: &str) -> Self {
        let (named, unit) = (String::new(), unit.to_owned());
        Self { place, amounts, written: amounts, bound: Bound::None, unit, named, rough: false, half: 0.0 }
    }

    /// The same amount of the same unit in the same words.
    fn is_exactly(&self, other: &Self) -> bool {
        let told = |q: &Self| (q.amounts, q.bound, q.rough);
        !self.unit.is_empty() && self.unit == other.unit && told(self) == told(other)
    }

    /// Whether one amount is at least so many times the other.
    fn is_many_times(&self, other: &Self, times: f64) -> bool {
        // Degrees have no zero that is none of them.
        if self.unit == Dimension::Temperature.name() {
            return false;
        }
        let amounts = |q: &Self| if self.unit == other.unit { q.amounts } else { q.written };
        let [one, two] = [self, other].map(|q| amounts(q).map(f64::abs));
        let (least, most) = (one[1].min(two[1]), one[0].max(two[0]));
        least > 0.0 && most >= times * least
    }

    /// Whether one is the other, told less exactly (`36 percent`, `35.7 percent`).
    fn rounds(&self, other: &Self) -> bool {
        let single = |q: &Self| q.named == self.named && q.bound == Bound::None && q.written[0] == q.written[1];
        let half = self.half.max(other.half);
        single(self)
            && single(other)
            && self.half != other.half
            && (self.written[0] - other.written[0]).abs() <= half * (1.0 + f64::EPSILON)
    }

    /// Two shares that make a whole say the same (`a two-in-three chance to win`, `1 in 3 to lose`).
    fn completes(&self, other: &Self) -> bool {
        self.unit.is_empty() && other.unit.is_empty() && near(self.amounts[0] + other.amounts[0], 1.0)
    }

    /// Whether two numbers can both be what is told of one thing, in the same words.
    fn agrees(&self, other: &Self) -> bool {
        if self.unit != other.unit && (self.unit.is_empty() || other.unit.is_empty()) {
            // `14` and `14-year`: what is counted goes without saying in one of them.
            let plain = |q: &Self| {
                let unit = if q.unit == "pair" { q.unit.clone() } else { String::new() };
                Self { amounts: q.written, unit, ..q.clone() }
            };
            if plain(self).says(&plain(other)) {
                return true;
            }
        }
        self.says(other) || self.rounds(other)
    }

    fn says(&self, other: &Self) -> bool {
        let pair = |q: &Self| q.unit == "pair";
        if pair(self) != pair(other) {
            return self.bound == other.bound && self.amounts.iter().any(|amount| other.amounts.contains(amount));
        }
        if pair(self) {
            return self.bound == other.bound && self.amounts == other.amounts;
        }
        if near(self.amounts[0], other.amounts[0]) && near(self.amounts[1], other.amounts[1]) {
            // `up to 20 years` and `20 years`; but `$250,000` and `more than $250,000`.
            return self.bound == other.bound || self.bound != Bound::Over && other.bound != Bound::Over;
        }
        let wide = if self.named == other.named { 0.0 } else { OTHER_UNIT };
        let [one, two] = [self, other].map(|q| q.most(wide));
        one[0] <= two[1] && two[0] <= one[1]
    }

    /// The least and the most that it can be.
    fn most(&self, wide: f64) -> [f64; 2] {
        let [low, high] = self.amounts;
        let rough = if self.rough { ROUGH.max(wide) } else { wide };
        let (less, more) = (low.abs(), high.abs());
        match self.bound {
            Bound::None => [low - less * rough, high + more * rough],
            Bound::Over => [low, high + more * BEYOND],
            Bound::Under => [low - less * BEYOND, high],
            Bound::Most => [0.0, high],
        }
    }
}

/// What a number counts, if that stands right behind it: `four [senators]`, `six [of the] nine`.
fn head<'s, 'a>(scope: &'s Scope<'a>, (row, range): Place) -> Option<&'s Word<'a>> {
    let words = scope.words(row);
    let next = words.partition_point(|word| word.range.start() < range.end());
    let number = |word: &&Word| word.folded.starts_with(|c: char| c.is_ascii_digit());
    words[next..].iter().take(HEAD).find(|word| word.content).filter(|word| !number(word))
}

fn quantity(text: &Text, (row, range): Place, value: &Value) -> Option<Quantity> {
    let (mut amounts, mut unit) = match value {
        Value::Number { amount, unit } => ([*amount, *amount], unit.clone().unwrap_or_default()),
        Value::Pair { first, second } => ([*first, *second], "pair".to_owned()),
        Value::Date { .. } | Value::Weekday(_) | Value::Time(_) => return None,
    };
    let told = range;
    let (mut range, bound) = with_bound(text, range);
    let rough = bound == Bound::None && range != told;
    if let Some((whole, most)) = vague(text, range) {
        (range, amounts) = (whole, most);
    }
    if MULTIPLES.contains(&fold(text.slice(range)).as_str()) {
        return None;
    }
    let half = if amounts[0] == amounts[1] { half_of_last(text.slice(told), amounts[0]) } else { 0.0 };
    let (written, named) = (amounts, unit.clone());
    if let Some(known) = Unit::named(&unit) {
        (amounts, unit) = (amounts.map(|amount| known.own(amount)), known.dimension.name().to_owned());
    }
    Some(Quantity { place: (row, range), amounts, written, bound, unit, named, rough, half })
}

/// Half of what the last digit of a written number counts: of `13.6 million` half of a tenth of a million, of `36` a half; 0
/// where it is written in words.
fn half_of_last(words: &str, amount: f64) -> f64 {
    let digit = |c: char| c.is_ascii_digit();
    let Some(number) = words.split(|c: char| !digit(c) && c != '.').find(|part| part.chars().any(digit)) else {
        return 0.0;
    };
    let number = number.trim_matches('.');
    let decimals = number.split_once('.').map_or(0, |(_, part)| part.len());
    let Some(written) = number.parse::<f64>().ok().filter(|written| *written > 0.0) else { return 0.0 };
    // `1,200,000` is no 1 that counts a million.
    let whole = words.contains(',');
    let scale = if whole { 1.0 } else { amount.abs() / written };
    0.5 * scale / 10f64.powi(i32::try_from(decimals).unwrap_or(0))
}

/// `between 18 and 25`.
fn between(text: &Text, row: usize, two: &[&Valued]) -> Option<Quantity> {
    let [first, second] = two else { return None };
    let (Value::Number { amount: low, .. }, Value::Number { amount: high, .. }) = (&first.value, &second.value) else {
        return None;
    };
    let start = text.tokens_in(first.range).start.checked_sub(2)?;
    let word = text.tokens().get(start as usize).filter(|t| text.folded(t) == "between")?;
    let joint = (first.range < second.range).then(|| text.slice(first.range.between(second.range)))?;
    let place = (row, word.range.to(second.range));
    let amounts = [*low, *high];
    let pair = Quantity::exact(place, amounts, "pair");
    (joint.trim() == "and").then_some(pair)
}

/// `a monthslong search`: two of the unit to two of the next.
fn lasting(row: usize, word: &Word) -> Option<Quantity> {
    let unit = Unit::named(word.folded.strip_suffix("slong")?)?;
    let most = unit.longer().map_or(f64::INFINITY, |longer| longer.own(2.0));
    let amounts = [unit.own(2.0), most];
    Some(Quantity::exact((row, word.range), amounts, "time"))
}

/// Equal but for what lengths of time lose between units (12 months, a year).
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-3 * a.abs().max(b.abs())
}

/// `tens of thousands`, from either of its words, and what it can mean.
fn vague(text: &Text, range: TextRange) -> Option<(TextRange, [f64; 2])> {
    let word = fold(text.slice(range));
    if !VAGUE.iter().any(|(words, ..)| words.ends_with(word.as_str())) {
        return None;
    }
    let tokens = text.tokens_in(range);
    let first = (tokens.start as usize).saturating_sub(4);
    let phrase = text.tokens()[first].range.to(range);
    let phrase_words = fold(text.slice(phrase));
    let long = VAGUE.iter().find(|(words, ..)| words.contains(" of ") && *words == phrase_words);
    let (_, least, most) = long.or_else(|| VAGUE.iter().find(|(words, ..)| *words == word))?;
    Some((if long.is_some() { phrase } else { range }, [*least, *most]))
}

/// A number with the words before it that belong to it (`more than 250`, `about an hour`), and what they make of it.
fn with_bound(text: &Text, range: TextRange) -> (TextRange, Bound) {
    let tokens = text.tokens();
    let start = text.tokens_in(range).start as usize;
    let word =
        |back: usize| start.checked_sub(back).and_then(|at| tokens.get(at)).filter(|t| t.kind == TokenKind::Word);
    let folded = |back: usize| word(back).map_or("", |t| text.folded(t));
    let (near, far) = (folded(2), folded(4));
    let two = format!("{far} {near}");
    let bound = |words: &str| BOUNDS.iter().find(|(bound, _)| *bound == words).map(|b| b.1);
    let from = |back: usize| word(back).map_or(range, |t| t.range.to(range));
    if let Some(bound) = bound(&two) {
        (if bound == Bound::Most { from(6) } else { from(4) }, bound)
    } else if let Some(bound) = bound(near) {
        (from(2), bound)
    } else if ABOUT.contains(&near) {
        (from(2), Bound::None)
    } else {
        (range, Bound::None)
    }
}
