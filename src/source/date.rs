//! Dates in metadata.

use crate::text::{Language, Text, Value};
use jiff::civil::Date;

/// The day at the start of an ISO 8601 date or time: `2025-06-14`, `2025-06-14T16:05:00+03:00`, `2025/06/14`, `20250614`.
/// It is the day where it was written; other time zones do not move it.
pub fn iso(said: &str) -> Option<Date> {
    let mut digits = said.trim().chars();
    let mut number = |length: usize, separators: &[char]| {
        let mut value = 0i16;
        for index in 0..length {
            let mut next = digits.next()?;
            if index == 0 && separators.contains(&next) {
                next = digits.next()?;
            }
            value = value * 10 + i16::try_from(next.to_digit(10)?).ok()?;
        }
        Some(value)
    };
    let (year, month, day) = (number(4, &[])?, number(2, &['-', '/'])?, number(2, &['-', '/'])?);
    if digits.next().is_some_and(|next| next.is_ascii_digit()) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A date as metadata gives it: ISO 8601, or written out (`June 14, 2025`, `Sat, 14 Jun 2025 16:05:00 GMT`).
pub fn parse(said: &str) -> Option<Date> {
    iso(said).or_else(|| {
        let text = Text::new(said.to_owned(), Some(Language::ENGLISH));
        text.values().iter().find_map(|valued| {
            let Value::Date { year: Some(year), month: Some(month), day: Some(day) } = valued.value else {
                return None;
            };
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_in_their_notations() {
        let cases = [
            ("2025-06-14", Some("2025-06-14")),
            (" 2025-06-14T23:59:00-11:00", Some("2025-06-14")),
            ("2025/06/14 10:00", Some("2025-06-14")),
            ("20250614", Some("2025-06-14")),
            ("20250614123000", None),
            ("2025-02-30", None),
            ("2025", None),
            ("14.06.2025", None),
            ("", None),
        ];
        for (said, expected) in cases {
            assert_eq!(iso(said).map(|date| date.to_string()).as_deref(), expected, "{said}");
        }
    }
}
