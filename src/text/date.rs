//! Dates, weekdays and times of day, in the notations that news copy has.

use super::number::unit_after;
use super::reading::Reading;
use super::value::Value;

/// Years that a bare number of four digits may name.
const YEARS: std::ops::RangeInclusive<u32> = 1700..=2099;

/// A date, weekday or time that starts at a token: one past its last token, and the value.
pub fn date_or_time(read: &Reading, at: usize) -> Option<(usize, Value)> {
    iso(read, at)
        .or_else(|| dotted(read, at))
        .or_else(|| slashed(read, at))
        .or_else(|| month_first(read, at))
        .or_else(|| day_first(read, at))
        .or_else(|| clock(read, at))
        .or_else(|| weekday(read, at))
        .or_else(|| bare_year(read, at))
}

fn date(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Option<Value> {
    let narrow = |part: Option<u32>| part.map(u8::try_from).transpose().ok();
    let value =
        Value::Date { year: year.map(i16::try_from).transpose().ok()?, month: narrow(month)?, day: narrow(day)? };
    let possible = month.is_none_or(|m| (1..=12).contains(&m)) && day.is_none_or(|d| (1..=31).contains(&d));
    possible.then_some(value)
}

/// `2025-06-14`, `2025/06/14`.
fn iso(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let year = read.digits(at).filter(|_| read.folded(at).len() == 4)?;
    let mark = read.part(at + 1);
    let (month, day) = (read.digits(at + 2)?, read.digits(at + 4)?);
    if !matches!(mark, "-" | "/" | "–") || read.part(at + 3) != mark {
        return None;
    }
    Some((at + 5, date(Some(year), Some(month), Some(day))?))
}

/// `14.06.2025`, `14.6.25`.
fn dotted(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let mut parts = read.folded(at).split('.');
    let mut next = || parts.next()?.parse::<u32>().ok();
    let (day, month, year) = (next()?, next()?, next()?);
    if parts.next().is_some() {
        return None;
    }
    // Two digits of a year are of this century up to 2069, as POSIX reads them.
    let year = if year < 69 {
        year + 2000
    } else if year < 100 {
        year + 1900
    } else {
        year
    };
    (day > 0 && month > 0 && YEARS.contains(&year)).then_some(())?;
    Some((at + 1, date(Some(year), Some(month), Some(day))?))
}

/// `6/14/2025`, `14/06/2025`, `9/11`.
fn slashed(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let (first, second) = (read.digits(at)?, read.digits(at + 2)?);
    if read.part(at + 1) != "/" || first == 0 || second == 0 {
        return None;
    }
    let month_first = read.english && first <= 12 || second > 12;
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    if read.part(at + 3) == "/" {
        let year = read.digits(at + 4).filter(|year| YEARS.contains(year))?;
        return Some((at + 5, date(Some(year), Some(month), Some(day))?));
    }
    // Fractions such as `1/2` and `3/4` are no dates; `24/7` has no such month.
    let fraction = first < second && matches!(second, 2..=5 | 8 | 10 | 16);
    (!fraction && read.english && first <= 12 && second <= 31).then_some(())?;
    Some((at + 3, date(None, Some(month), Some(day))?))
}

/// `June 22`, `June 22nd, 2025`, `Sept. 11`, `June 2025`, `in May`.
fn month_first(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let (month, named) = month(read, at)?;
    let next = read.after_spaces(named);
    if let Some(day) = day(read, next) {
        let after = next + 1;
        if let Some((end, year)) = year_after(read, after) {
            return Some((end, date(Some(year), Some(month), Some(day))?));
        }
        return Some((after, date(None, Some(month), Some(day))?));
    }
    if let Some((end, year)) = year_after(read, named) {
        return Some((end, date(Some(year), Some(month), None)?));
    }
    // `may` and `march` are words too.
    let sure = read.capital(at) && (!matches!(read.folded(at), "may" | "march" | "mai" | "mars") || in_time(read, at));
    (sure && named == at + 1).then_some((named, date(None, Some(month), None)?))
}

/// A preposition or the like before a month: `in May`, `since last March`.
fn in_time(read: &Reading, at: usize) -> bool {
    let before = if at >= 2 && read.is_space(at - 1) { read.folded(at - 2) } else { "" };
    matches!(
        before,
        "in" | "of"
            | "since"
            | "last"
            | "this"
            | "next"
            | "until"
            | "by"
            | "early"
            | "late"
            | "mid"
            | "im"
            | "en"
            | "de"
    )
}

/// A month's name, and one past it and the full stop of an abbreviation.
fn month(read: &Reading, at: usize) -> Option<(u32, usize)> {
    if !read.is_word(at) || !read.capital(at) && read.english {
        return None;
    }
    let name = read.folded(at);
    let month = u32::from(*read.lexicon.months.get(name)?);
    let dotted = name.chars().count() <= 4 && read.part(at + 1) == ".";
    Some((month, if dotted { at + 2 } else { at + 1 }))
}

/// A number of a day: `22`, `22nd`, `1er`.
fn day(read: &Reading, at: usize) -> Option<u32> {
    let part = read.folded(at);
    let digits = part.trim_end_matches(char::is_alphabetic);
    let suffix = part.strip_prefix(digits)?;
    let plain = suffix.is_empty() || matches!(suffix, "st" | "nd" | "rd" | "th" | "er");
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
    // `June 22,000` and `May 5:30` are something else.
    (plain && read.part(at + 1) != ":").then_some(day)
}

/// `, 2025`, ` 2025`, ` de 2025` behind a month or day.
fn year_after(read: &Reading, at: usize) -> Option<(usize, u32)> {
    let mut next = read.after_spaces(at + usize::from(read.part(at) == ","));
    if matches!(read.part(next), "de" | "del" | "of") {
        next = read.after_spaces(next + 1);
    }
    let year = read.digits(next).filter(|year| YEARS.contains(year) && read.folded(next).len() == 4)?;
    (next > at).then_some((next + 1, year))
}

/// `22 June`, `22nd of June 2025`, `3. Oktober`, `2 de junio`.
fn day_first(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let day = day(read, at)?;
    let mut next = at + 1;
    if read.part(next) == "." && !read.english {
        next += 1;
    }
    next = read.after_spaces(next);
    if matches!(read.part(next), "of" | "de") {
        next = read.after_spaces(next + 1);
    }
    let (month, named) = month(read, next).filter(|_| next > at + 1)?;
    match year_after(read, named) {
        Some((end, year)) => Some((end, date(Some(year), Some(month), Some(day))?)),
        // `19 Sept. 11 hijackers`: the day stands behind the month.
        None if read.english && read.digits(read.after_spaces(named)).is_some_and(|day| (1..=31).contains(&day)) => {
            None
        }
        None => Some((named, date(None, Some(month), Some(day))?)),
    }
}

/// `16:05`, `5 p.m.`, `5:30 pm`, `5pm`, `17h30`, `16 Uhr`, `noon`, `midnight`.
fn clock(read: &Reading, at: usize) -> Option<(usize, Value)> {
    match read.folded(at) {
        "noon" => return Some((at + 1, Value::Time(12 * 60))),
        "midnight" => return Some((at + 1, Value::Time(0))),
        _ => {}
    }
    let part = read.folded(at);
    let digits = part.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    let glued = part.strip_prefix(digits)?;
    let hour: u32 = digits.parse().ok().filter(|hour| *hour <= 24 && digits.len() <= 2)?;
    let (minute, mut end) = match (read.part(at + 1), read.digits(at + 2)) {
        (":", Some(minute)) if read.folded(at + 2).len() == 2 && glued.is_empty() => (Some(minute), at + 3),
        _ => (None, at + 1),
    };
    if minute.is_some() && read.part(end) == ":" && read.digits(end + 1).is_some_and(|s| s < 60) {
        end += 2;
    }
    let (half, past) = half_of_day(read, glued, end);
    let hour = match half {
        Some(after) => hour % 12 + if after { 12 } else { 0 },
        None => hour,
    };
    let written = minute.is_some() || half.is_some() || past > end;
    let minutes = (hour * 60 + minute.unwrap_or(0)).min(24 * 60);
    (written && minute.is_none_or(|m| m < 60)).then_some((past, Value::Time(u16::try_from(minutes).ok()?)))
}

/// Whether `p.m.` or `a.m.` stands behind an hour, and one past it or past `Uhr`.
fn half_of_day(read: &Reading, glued: &str, end: usize) -> (Option<bool>, usize) {
    let next = read.after_spaces(end);
    let (suffix, at) = if glued.is_empty() { (read.folded(next), next + 1) } else { (glued, end) };
    let after = match suffix {
        "pm" | "p.m" => Some(true),
        "am" | "a.m" if glued.is_empty() || glued != "am" || read.english => Some(false),
        "uhr" => return (None, at),
        _ => return (None, end),
    };
    // The full stop is the abbreviation's, even where it ends the sentence too.
    (after, at + usize::from(suffix.contains('.') && read.part(at) == "."))
}

/// `Saturday`, `Sat.,`, `segunda-feira`.
fn weekday(read: &Reading, at: usize) -> Option<(usize, Value)> {
    if !read.is_word(at) || read.english && !read.capital(at) {
        return None;
    }
    let name = read.folded(at);
    if read.part(at + 1) == "-"
        && let Some(&day) = read.lexicon.weekdays.get(&format!("{name}-{}", read.folded(at + 2)))
    {
        return Some((at + 3, Value::Weekday(day)));
    }
    let day = *read.lexicon.weekdays.get(name)?;
    let short = name.chars().count() <= 5;
    (!short || matches!(read.part(at + 1), "." | ",")).then_some((at + 1, Value::Weekday(day)))
}

/// `2016`, but not `2,016`, `2016 votes`, `$2016`.
fn bare_year(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let part = read.folded(at).trim_end_matches('s');
    let year = part.parse::<u32>().ok().filter(|year| part.len() == 4 && YEARS.contains(year))?;
    let before = if at > 0 { read.part(at - 1) } else { "" };
    let counted = matches!(before, "$" | "€" | "£" | "#") || unit_after(read, at + 1).is_some();
    (!counted).then_some((at + 1, date(Some(year), None, None)?))
}
