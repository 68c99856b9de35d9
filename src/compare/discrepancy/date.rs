//! Dates, days and other times that differ.

use super::scope::{Place, Scope, Word};
use super::tie::{Measure, Ties, compare};
use crate::text::{TextRange, Value};
use std::mem::discriminant;

/// Nouns of the calendar, which with a word that points make a time (`last week`, `in recent months`).
const SPANS: [&str; 14] = [
    "day", "days", "week", "weeks", "weekend", "month", "months", "year", "years", "decade", "decades", "summer",
    "spring", "campaign",
];
/// Words that point from the day of telling.
const POINTS: [&str; 10] =
    ["last", "next", "this", "past", "coming", "recent", "previous", "earlier", "later", "following"];
/// Words that may stand between one of those and the noun, as numbers may.
const BETWEEN: [&str; 6] = ["in", "the", "several", "few", "two", "three"];
/// Words before such a noun that are looked at.
const LONGEST_POINTING: usize = 3;
/// Words that are a time alone.
const ALONE: [&str; 5] = ["today", "yesterday", "tomorrow", "tonight", "overnight"];
/// Words before a time that belong to it.
const BEFORE: [&str; 13] =
    ["early", "late", "earlier", "later", "next", "last", "this", "before", "after", "by", "since", "until", "mid"];
/// Words behind a time that belong to it.
const BEHIND: [&str; 4] = ["night", "morning", "afternoon", "evening"];

/// The only times of two passages are of one thing where at least this share of their telling words stands for each other.
const LEAST_CLOSE: f32 = 0.5;

/// When something is told to be.
#[derive(Clone, PartialEq, Debug)]
struct When {
    place: Place,
    said: Said,
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
        comparable: |x: &When, y: &When| x.said.comparable(&y.said),
        same: |x: &When, y: &When| x.said.agrees(&y.said),
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
    let mut found: Vec<When> = Vec::new();
    for valued in scope.within(row, scope.text(row).values(), |v| v.range) {
        if matches!(valued.value, Value::Number { .. } | Value::Pair { .. }) {
            continue;
        }
        let said = Said::Told(valued.value.clone());
        found.push(When { place: (row, widened(scope, row, valued.range)), said });
    }
    for (range, words) in pointed(scope.words(row)) {
        if found.iter().all(|w| !w.place.1.overlaps(range)) {
            found.push(When { place: (row, range), said: Said::Pointed(words) });
        }
    }
    found
}

/// The times of a passage that are told from the day of telling: `today`, `last week`, `over the last several months`.
fn pointed(words: &[Word]) -> Vec<(TextRange, Vec<String>)> {
    let listed = |word: &Word, list: &[&str]| list.contains(&word.folded);
    let between = |word: &&Word| {
        listed(word, &POINTS) || listed(word, &BETWEEN) || word.folded.starts_with(|c: char| c.is_ascii_digit())
    };
    let start = |end: usize| {
        if listed(&words[end], &ALONE) {
            return Some(end);
        }
        // `this day` is any.
        let span = listed(&words[end], &SPANS) && words[end].folded != "day";
        let run = words[..end].iter().rev().take(LONGEST_POINTING).take_while(between).count();
        let first = words[end - run..end].iter().position(|word| listed(word, &POINTS)).filter(|_| span)?;
        Some(end - run + first)
    };
    let phrase = |end: usize| {
        let phrase = &words[start(end)?..=end];
        let range = phrase.first()?.range.to(phrase.last()?.range);
        Some((range, phrase.iter().map(|word| word.folded.to_owned()).collect()))
    };
    (0..words.len()).filter_map(phrase).collect()
}

/// A time with the words beside it that belong to it: `early Wednesday`, `after June 22`, `Tuesday afternoon`.
fn widened(scope: &Scope, row: usize, range: TextRange) -> TextRange {
    let words = scope.words(row);
    let first = words.partition_point(|w| w.range.end() <= range.start());
    let last = words.partition_point(|w| w.range.start() < range.end());
    let before = first.checked_sub(1).map(|at| &words[at]).filter(|w| BEFORE.contains(&w.folded));
    let range = before.map_or(range, |w| w.range.to(range));
    words.get(last).filter(|w| BEHIND.contains(&w.folded)).map_or(range, |w| range.to(w.range))
}

impl Said {
    /// A time of day and a day answer different questions, and so do a weekday and a year; what day today is cannot be told.
    fn comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pointed(x), Self::Pointed(y)) => (x.len() == 1) == (y.len() == 1),
            // `last week` may well be `Friday`, and `this month` `Dec. 27`.
            (Self::Told(_), Self::Pointed(_)) | (Self::Pointed(_), Self::Told(_)) => false,
            (Self::Told(one), Self::Told(two)) => discriminant(one) == discriminant(two),
        }
    }

    /// Both may say the same day, month or year: what only one gives goes without saying.
    fn agrees(&self, other: &Self) -> bool {
        let (Self::Told(one), Self::Told(two)) = (self, other) else { return self == other };
        match (one, two) {
            (Value::Date { year, month, day }, Value::Date { year: year2, month: month2, day: day2 }) => {
                let years = year.is_none() || year2.is_none() || year == year2;
                let days = day.is_none() || day2.is_none() || day == day2;
                years && (month.is_none() || month2.is_none() || month == month2 && days)
            }
            _ => one == two,
        }
    }
}
