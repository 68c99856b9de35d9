//! Numbers and dates that differ.

use super::scope::{Place, Scope, Ties};
use crate::text::{Text, TextRange, TokenKind, Value, fold};

/// Where a number is said to be only a bound of the true one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bound {
    None,
    Over,
    Under,
}

/// Words before a number that make it a bound.
const BOUNDS: [(&str, Bound); 10] = [
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
];

/// Words before a number that belong to it without changing what it says.
const ABOUT: [&str; 6] = ["about", "around", "nearly", "almost", "roughly", "approximately"];

/// Words that count without a number.
const VAGUE: [&str; 7] = ["dozens", "tens", "hundreds", "thousands", "millions", "billions", "trillions"];

/// What a number says.
#[derive(Clone, PartialEq, Debug)]
struct Quantity {
    place: Place,
    /// One amount, or the two of a pair.
    amounts: [f64; 2],
    bound: Bound,
    /// What is counted; empty where the text does not say it beside the number in words that are known.
    unit: String,
    /// The word after the number, folded.
    counted: String,
}

/// Lengths of time, in seconds, so that they are compared with each other.
const SECONDS: [(&str, f64); 4] = [("second", 1.0), ("minute", 60.0), ("hour", 3600.0), ("day", 86_400.0)];

/// Numbers that stand for each other and are not equal.
pub fn numbers(scope: &Scope) -> Ties {
    let of = |row: usize| -> Vec<Quantity> {
        let values = scope.within(row, scope.text(row).values(), |v| v.range);
        values.iter().filter_map(|v| quantity(scope.text(row), (row, v.range), &v.value)).collect()
    };
    let rows: Vec<Vec<Quantity>> = (0..scope.passages.len()).map(of).collect();
    let alone = |x: &Quantity, all: &[Quantity]| all.iter().filter(|y| y.unit == x.unit).count() == 1;
    let met = |x: &Quantity, y: &Quantity| scope.stand_for_each_other(x.place, y.place);
    let comparable =
        |x: &Quantity, y: &Quantity| x.unit == y.unit && (!x.unit.is_empty() || x.counted == y.counted || met(x, y));
    let same = |x: &Quantity, y: &Quantity| comparable(x, y) && x.amounts == y.amounts && x.bound == y.bound;
    // Lengths of time are rare enough that the only two of two passages are of the same thing.
    compare(
        scope,
        &rows,
        |q| q.place,
        comparable,
        same,
        |x, y, p, q| met(x, y) || (x.unit == "time" && alone(x, p) && alone(y, q)),
    )
}

/// Ties what is comparable: equal things, and different ones that stand for each other where neither source has the other's
/// in any of its passages. Where one source says both, its other value is a correction or another thing, so it counts only
/// where each is the only comparable one of its passage.
fn compare<T>(
    scope: &Scope,
    rows: &[Vec<T>],
    place: impl Fn(&T) -> Place,
    comparable: impl Fn(&T, &T) -> bool,
    same: impl Fn(&T, &T) -> bool,
    stand: impl Fn(&T, &T, &[T], &[T]) -> bool,
) -> Ties {
    let mut ties = Ties::default();
    let told = |x: &T, row: usize| scope.rows_of_same_source(row).any(|row| rows[row].iter().any(|y| same(x, y)));
    let alone = |x: &T, row: usize| rows[row].iter().filter(|y| comparable(x, y)).count() == 1;
    for (a, b) in scope.pairs() {
        let (p, q) = (&rows[a], &rows[b]);
        for (x, y) in p.iter().flat_map(|x| q.iter().map(move |y| (x, y))).filter(|(x, y)| comparable(x, y)) {
            if same(x, y) {
                ties.tie(place(x), place(y), true);
                continue;
            }
            let open = match (told(x, b), told(y, a)) {
                (false, false) => true,
                (true, true) => false,
                _ => alone(x, a) && alone(y, b),
            };
            if open && stand(x, y, p, q) {
                ties.tie(place(x), place(y), false);
            }
        }
    }
    ties
}

/// What a number says; `thousands` says none.
fn quantity(text: &Text, (row, range): Place, value: &Value) -> Option<Quantity> {
    if VAGUE.contains(&fold(text.slice(range)).as_str()) {
        return None;
    }
    let (amounts, unit) = match value {
        Value::Number { amount, unit } => ([*amount, 0.0], unit.clone().unwrap_or_default()),
        Value::Pair { first, second } => ([*first, *second], "pair".to_owned()),
        Value::Date { .. } | Value::Weekday(_) | Value::Time(_) => return None,
    };
    let (range, bound) = with_bound(text, range);
    let seconds = SECONDS.iter().find(|(name, _)| *name == unit);
    let (amounts, unit) = match seconds {
        Some((_, seconds)) => ([amounts[0] * seconds, 0.0], "time".to_owned()),
        None => (amounts, unit),
    };
    let after = text.tokens_in(range).end as usize;
    let counted = text.tokens().get(after + 1).filter(|t| t.kind == TokenKind::Word);
    let counted = counted.map_or(String::new(), |t| fold(text.slice(t.range)));
    Some(Quantity { place: (row, range), amounts, bound, unit, counted })
}

/// A number with the words before it that belong to it (`more than 250`, `about an hour`), and what they make of it.
fn with_bound(text: &Text, range: TextRange) -> (TextRange, Bound) {
    let tokens = text.tokens();
    let start = text.tokens_in(range).start as usize;
    let word =
        |back: usize| start.checked_sub(back).and_then(|at| tokens.get(at)).filter(|t| t.kind == TokenKind::Word);
    let folded = |back: usize| word(back).map_or(String::new(), |t| fold(text.slice(t.range)));
    let (near, far) = (folded(2), folded(4));
    let two = format!("{far} {near}");
    let bound = |words: &str| BOUNDS.iter().find(|(bound, _)| *bound == words).map(|b| b.1);
    let from = |back: usize| word(back).map_or(range, |t| t.range.to(range));
    if let Some(bound) = bound(&two) {
        (from(4), bound)
    } else if let Some(bound) = bound(&near) {
        (from(2), bound)
    } else if ABOUT.contains(&near.as_str()) {
        (from(2), Bound::None)
    } else {
        (range, Bound::None)
    }
}

/// Dates, weekdays and times that stand for each other and cannot both be true.
pub fn dates(scope: &Scope) -> Ties {
    let of = |row: usize| -> Vec<(Place, &Value)> {
        let values = scope.within(row, scope.text(row).values(), |v| v.range);
        values.iter().map(|v| ((row, v.range), &v.value)).filter(|v| kind(v.1).is_some()).collect()
    };
    let rows: Vec<Vec<(Place, &Value)>> = (0..scope.passages.len()).map(of).collect();
    let comparable = |x: &(Place, &Value), y: &(Place, &Value)| kind(x.1) == kind(y.1);
    let same = |x: &(Place, &Value), y: &(Place, &Value)| comparable(x, y) && compatible(x.1, y.1);
    compare(scope, &rows, |v| v.0, comparable, same, |x, y, _, _| scope.stand_for_each_other(x.0, y.0))
}

/// Only values of one kind are compared.
fn kind(value: &Value) -> Option<u8> {
    match value {
        Value::Date { .. } => Some(0),
        Value::Weekday(_) => Some(1),
        Value::Time(_) => Some(2),
        Value::Number { .. } | Value::Pair { .. } => None,
    }
}

/// What both say is equal; a date that says less agrees with one that says more.
fn compatible(x: &Value, y: &Value) -> bool {
    fn agrees<T: PartialEq>(x: Option<T>, y: Option<T>) -> bool {
        x.is_none() || y.is_none() || x == y
    }
    match (x, y) {
        (Value::Date { year, month, day }, Value::Date { year: year2, month: month2, day: day2 }) => {
            agrees(*year, *year2) && agrees(*month, *month2) && agrees(*day, *day2)
        }
        _ => x == y,
    }
}
