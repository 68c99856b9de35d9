//! Values: numbers, dates and times, whatever their notation.

use super::date::date_or_time;
use super::number::{currency, number};
use super::power::is_raised;
use super::range::TextRange;
use super::reading::Reading;
use super::token::TokenKind;

/// A number, a date or a time as a value: `53,000` and `53 000`, `June 22` and `22 June` are equal.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A quantity, with its unit's norm where one stands beside it (`50 minutes`, `$250,000`, `12 percent`).
    Number {
        /// The quantity; `fifty` is 50, `1.2 million` is 1,200,000, `two-thirds` and `1 in 3` are parts of one.
        amount: f64,
        /// What is counted, in lower case and singular, or a currency sign; `percent`; `th` for a place in a row.
        unit: Option<String>,
    },
    /// Two numbers of one thing: a score, a vote, a range of ages (`97-1`, `18 to 25`).
    Pair {
        /// The first.
        first: f64,
        /// The second.
        second: f64,
    },
    /// A calendar date, as much of it as is said.
    Date {
        /// The year.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: Option<u8>,
        /// The day of the month, 1 to 31.
        day: Option<u8>,
    },
    /// A day of the week, 0 for Monday.
    Weekday(u8),
    /// A time of day, in minutes after midnight.
    Time(u16),
}

/// A value and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Valued {
    /// The words that give it.
    pub range: TextRange,
    /// What they mean.
    pub value: Value,
}

/// The values of a text, in order, without overlap.
pub fn values(read: &Reading) -> Vec<Valued> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < read.tokens.len() {
        let starts = match read.tokens[at].kind {
            TokenKind::Number => !is_raised(read.part(at)),
            TokenKind::Word => read.lexicon.values.contains(read.folded(at)),
            TokenKind::Mark => currency(read.part(at)).is_some(),
            TokenKind::Space => false,
        };
        let value = if starts { date_or_time(read, at).or_else(|| number(read, at)) } else { None };
        match value {
            Some((end, value)) => {
                found.push(Valued { range: read.place(at, end - 1), value });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}
