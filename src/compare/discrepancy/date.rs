//! Dates, days and other times that differ.

use super::scope::{Place, Scope, Word};
use super::tie::{Measure, Ties, compare};
use crate::text::{Lexicon, TextRange, Value};
use jiff::Span;
use jiff::civil::{Date, Weekday};
use std::mem::discriminant;

/// Words before a noun of the calendar that are looked at.
const LONGEST_POINTING: usize = 3;
/// The only times of two passages are of one thing where at least this share of their telling words stands for each other.
const LEAST_CLOSE: f32 = 0.5;

/// Days that are told from two days of telling are of one thing where they are so near each other.
const NEAR: i64 = 10;
/// Minutes by which clocks of one zone differ between summer and winter.
const SUMMER: i32 = 60;

/// When something is told to be.
#[derive(Clone, PartialEq, Debug)]
struct When {
    place: Place,
    said: Said,
    /// The first and the last day of each stretch that it can mean, reckoned from the day of its source; none where that is not
    /// known.
    days: Vec<[Date; 2]>,
    /// Minutes ahead of Greenwich, where the time of day has its zone beside it.
    zone: Option<i32>,
}

#[derive(Clone, PartialEq, Debug)]
enum Said {
    /// A date, a day of the week or a time of day.
    Told(Value),
    /// Pointed at from the day of telling, in folded words.
    Pointed(Vec<String>),
}

/// Dates, days and times that stand for each other and are not equal.
pub fn dates(scope: &Scope) -> Ties {
    let rows: Vec<Vec<When>> = scope.rows().map(|row| whens(scope, row)).collect();
    let by = Measure {
        place: |w: &When| w.place,
        comparable: When::comparable,
        same: When::agrees,
        meet: |x: &When, y: &When, p: &[When], q: &[When]| {
            let met = scope.stand_for_each_other(x.place, y.place);
            let around = scope.around(x.place, y.place);
            let close = || scope.closeness(scope.whole(x.place.0), scope.whole(y.place.0)).1 >= LEAST_CLOSE;
            met && around >= 1 || around >= 2 || p.len() == 1 && q.len() == 1 && close()
        },
        corrected: true,
    };
    compare(scope, &rows, &by)
}

fn whens(scope: &Scope, row: usize) -> Vec<When> {
    let (text, told_on) = (scope.text(row), scope.told_on(row));
    let lexicon = Lexicon::of(text.language());
    let mut found: Vec<When> = Vec::new();
    for valued in scope.within(row, text.values(), |v| v.range) {
        if matches!(valued.value, Value::Number { .. } | Value::Pair { .. }) {
            continue;
        }
        let days = told_on.map(|day| reckoned(&valued.value, day)).unwrap_or_default();
        let place = (row, widened(scope, lexicon, row, valued.range));
        let zone = zone(scope.words(row), lexicon, valued.range);
        found.push(When { place, said: Said::Told(valued.value.clone()), days, zone });
    }
    for phrase in pointed(scope.words(row), lexicon) {
        let Some(range) = phrase.first().zip(phrase.last()).map(|(first, last)| first.range.to(last.range)) else {
            continue;
        };
        if found.iter().all(|w| !w.place.1.overlaps(range)) {
            let days = told_on.and_then(|day| around(phrase, lexicon, day)).into_iter().collect();
            let said = Said::Pointed(phrase.iter().map(|word| word.folded.to_owned()).collect());
            found.push(When { place: (row, range), said, days, zone: None });
        }
    }
    found
}

/// The times of a passage that are told from the day of telling: `today`, `last week`, `over the last several months`.
fn pointed<'s, 'a>(words: &'s [Word<'a>], lexicon: &Lexicon) -> Vec<&'s [Word<'a>]> {
    let points = |word: &Word| lexicon.pointing.contains_key(word.folded);
    let between = |word: &&Word| {
        points(word) || !word.content || lexicon.numbers.contains_key(word.folded) || word.folded.parse::<u32>().is_ok()
    };
    let start = |end: usize| {
        if lexicon.whens.contains_key(words[end].folded) {
            return Some(end);
        }
        // `this day` is any.
        let span = lexicon.spans.contains_key(words[end].folded) && words[end].folded != "day";
        let run = words[..end].iter().rev().take(LONGEST_POINTING).take_while(between).count();
        let first = words[end - run..end].iter().position(points).filter(|_| span)?;
        Some(end - run + first)
    };
    (0..words.len()).filter_map(|end| Some(&words[start(end)?..=end])).collect()
}

/// A time with the words beside it that belong to it: `early Wednesday`, `after June 22`, `Tuesday afternoon`.
fn widened(scope: &Scope, lexicon: &Lexicon, row: usize, range: TextRange) -> TextRange {
    let words = scope.words(row);
    let first = words.partition_point(|w| w.range.end() <= range.start());
    let last = words.partition_point(|w| w.range.start() < range.end());
    let before = first.checked_sub(1).map(|at| &words[at]).filter(|w| lexicon.beside_time.contains(w.folded));
    let range = before.map_or(range, |w| w.range.to(range));
    words.get(last).filter(|w| lexicon.behind_time.contains(w.folded)).map_or(range, |w| range.to(w.range))
}

/// The zone that stands behind a time of day: `8 p.m. EST`, `20:00 Moscow time`.
fn zone(words: &[Word], lexicon: &Lexicon, range: TextRange) -> Option<i32> {
    /// Longer names are of cities.
    const LONGEST: usize = 4;
    let next = words.partition_point(|w| w.range.start() < range.end());
    let name = words.get(next)?;
    let whole = name.folded.len() <= LONGEST || words.get(next + 1).is_some_and(|word| word.folded == "time");
    lexicon.zones.get(name.folded).filter(|_| whole).map(|&minutes| minutes as i32)
}

/// The stretches of days that a value can mean in a text of this day; none where it means none, or tells its year itself.
fn reckoned(value: &Value, told_on: Date) -> Vec<[Date; 2]> {
    match *value {
        Value::Weekday(day) => {
            let Ok(weekday) = Weekday::from_monday_zero_offset(day.cast_signed()) else { return Vec::new() };
            let last = if told_on.weekday() == weekday { Ok(told_on) } else { told_on.nth_weekday(-1, weekday) };
            [last, told_on.nth_weekday(1, weekday)].into_iter().flatten().map(|day| [day, day]).collect()
        }
        Value::Date { year, month: Some(month), day: Some(day) } => {
            let years = year.map_or_else(|| (-1..=1).map(|years| told_on.year() + years).collect(), |year| vec![year]);
            let of = |year: i16| Date::new(year, month.cast_signed(), day.cast_signed()).ok();
            let days = years.into_iter().filter_map(of);
            let nearest = days.min_by_key(|day| i64::from((*day - told_on).get_days()).abs());
            nearest.map(|day| [day, day]).into_iter().collect()
        }
        Value::Date { .. } | Value::Time(_) | Value::Number { .. } | Value::Pair { .. } => Vec::new(),
    }
}

/// The days that a phrase points at from the day of telling, taken widely: `last week` is any day of the two weeks before.
fn around(phrase: &[Word], lexicon: &Lexicon, told_on: Date) -> Option<[Date; 2]> {
    let last = phrase.last()?;
    let shifted = |days: f64| told_on.checked_add(Span::new().try_days(days as i64).ok()?).ok();
    if let Some(&days) = lexicon.whens.get(last.folded) {
        return shifted(days).map(|day| [day, day]);
    }
    let direction = phrase.iter().rev().find_map(|word| lexicon.pointing.get(word.folded))?;
    let number = |word: &Word| lexicon.numbers.get(word.folded).copied().or_else(|| word.folded.parse().ok());
    let count = phrase.iter().find_map(number).unwrap_or(1.0);
    let days = lexicon.spans.get(last.folded)? * (count + 1.0);
    Some(match *direction {
        before if before < 0.0 => [shifted(-days)?, told_on],
        behind if behind > 0.0 => [told_on.tomorrow().ok()?, shifted(days)?],
        _ => [shifted(-days)?, shifted(days)?],
    })
}

impl When {
    /// A time of day and a day answer different questions, and so do a weekday and a year; where the days of telling are known,
    /// a weekday, a date and `yesterday` answer one.
    fn comparable(&self, other: &Self) -> bool {
        if self.zone.is_some() != other.zone.is_some() {
            return false;
        }
        let reckoned = !self.days.is_empty() && !other.days.is_empty();
        match (&self.said, &other.said) {
            (Said::Told(one), Said::Told(two)) if discriminant(one) == discriminant(two) => true,
            (Said::Pointed(x), Said::Pointed(y)) if !reckoned => x.len() > 1 && y.len() > 1,
            _ => reckoned && self.apart(other) <= NEAR,
        }
    }

    /// The fewest days between what one and another can mean; none where they can mean one day.
    fn apart(&self, other: &Self) -> i64 {
        let pairs = self.days.iter().flat_map(|x| other.days.iter().map(move |y| (x, y)));
        let days = |from: Date, to: Date| i64::from((to - from).get_days());
        let gap = |(x, y): (&[Date; 2], &[Date; 2])| days(x[1], y[0]).max(days(y[1], x[0])).max(0);
        pairs.map(gap).min().unwrap_or(i64::MAX)
    }

    /// Both may say the same day, month or year: what only one gives goes without saying.
    fn agrees(&self, other: &Self) -> bool {
        match (&self.said, &other.said) {
            (Said::Told(Value::Time(one)), Said::Told(Value::Time(two))) => {
                let [one, two] =
                    [(one, self.zone), (two, other.zone)].map(|(at, zone)| i32::from(*at) - zone.unwrap_or(0));
                let apart = (one - two).rem_euclid(24 * 60);
                apart == 0 || self.zone != other.zone && (apart == SUMMER || apart == 24 * 60 - SUMMER)
            }
            (
                Said::Told(Value::Date { year, month, day }),
                Said::Told(Value::Date { year: year2, month: month2, day: day2 }),
            ) => {
                let years = year.is_none() || year2.is_none() || year == year2;
                let days = day.is_none() || day2.is_none() || day == day2;
                years && (month.is_none() || month2.is_none() || month == month2 && days)
            }
            (Said::Told(one), Said::Told(two)) if discriminant(one) == discriminant(two) => one == two,
            (Said::Pointed(one), Said::Pointed(two)) if one == two => true,
            _ => self.apart(other) == 0,
        }
    }
}
