//! Values: numbers, dates and times, whatever their notation.

use super::range::TextRange;
use super::token::Token;

/// A number, a date or a time as a value: `53,000` and `53 000`, `June 22` and `22 June` are equal.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A quantity, with its unit's norm where one stands beside it (`50 minutes`, `$250,000`, `12 percent`).
    Number {
        /// The quantity; `fifty` is 50, `1.2 million` is 1,200,000.
        amount: f64,
        /// What is counted, in lower case and singular, or a currency sign, or `%`.
        unit: Option<String>,
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
pub fn values(_text: &str, _tokens: &[Token]) -> Vec<Valued> {
    Vec::new()
}
