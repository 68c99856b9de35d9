//! Numbers in digits and words, and what they count.

use super::figure;
use super::power::{power, times_power};
use super::reading::Reading;
use super::token::TokenKind;
use super::value::Value;

/// A number that starts at a token: one past its last token, and the value.
pub fn number(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let sign = currency(read.part(at));
    let start = if sign.is_some() { read.after_spaces(at + 1) } else { at };
    if let Some(found) = article(read, start).or_else(|| share(read, start)).or_else(|| ordinal(read, start)) {
        return sign.is_none().then_some(found);
    }
    let (mut end, amount) = quantity(read, start)?;
    let joined = || fraction(read, end, amount).or_else(|| pair(read, end, amount));
    if let Some(found) = sign.is_none().then(joined).flatten() {
        return Some(found);
    }
    let mut unit = sign.map(str::to_owned);
    if unit.is_none() {
        if let Some((name, past)) = unit_after(read, end) {
            (unit, end) = (Some(name.to_owned()), past);
        } else if amount == 1.0 && read.is(start, TokenKind::Word) {
            // `one of them`, `no one`, `one official` count nothing that could differ.
            return None;
        } else {
            unit = counted(read, end);
        }
    }
    Some((end, Value::Number { amount, unit }))
}

/// The sign of a currency.
pub fn currency(part: &str) -> Option<&'static str> {
    ["$", "€", "£", "¥", "₽", "₴"].into_iter().find(|sign| *sign == part)
}

/// What is counted by a number that ends before `at`, where it is one of the listed units, and one past it.
pub fn unit_after(read: &Reading, at: usize) -> Option<(&'static str, usize)> {
    let next = if hyphen(read.part(at)) { at + 1 } else { read.after_spaces(at) };
    if read.part(next) == "%" {
        return Some(("percent", next + 1));
    }
    let two = (read.folded(next), read.folded(next + 2));
    if matches!(two, ("per", "cent" | "cento") | ("pour", "cent") | ("por", "ciento" | "cento")) {
        return Some(("percent", next + 3));
    }
    if let Some(found) = temperature(read, at, next) {
        return Some(found);
    }
    let unit = read.lexicon.units.get(read.folded(next)).filter(|_| next > at)?;
    Some((unit, next + 1))
}

/// `30 °C`, `86 degrees Fahrenheit`: the scale, and one past it.
fn temperature(read: &Reading, at: usize, next: usize) -> Option<(&'static str, usize)> {
    let scale = read.after_spaces(next + 1);
    if read.part(next) == "°" {
        return match read.folded(scale) {
            "c" => Some(("celsius", scale + 1)),
            "f" => Some(("fahrenheit", scale + 1)),
            _ => None,
        };
    }
    let units = &read.lexicon.units;
    let degrees = next > at && units.get(read.folded(next)) == Some(&"degree");
    let named = units.get(read.folded(scale)).filter(|unit| matches!(**unit, "celsius" | "fahrenheit"));
    named.filter(|_| degrees).map(|unit| (*unit, scale + 1))
}

/// `an hour`, `a week`, `half an hour`, `a quarter of an hour`: one of a unit of time, or a part of one.
fn article(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let lasts = |(unit, end): (&str, usize), amount| (end, Value::Number { amount, unit: Some(unit.to_owned()) });
    if read.folded(at) == "half" {
        return one_of_time(read, read.after_spaces(at + 1)).map(|unit| lasts(unit, 0.5));
    }
    let part = read.after_spaces(at + 1);
    if let Some(whole) = read.lexicon.fractions.get(read.folded(part))
        && read.lexicon.articles.contains(read.folded(at))
    {
        return of_time(read, part + 1).map(|unit| lasts(unit, 1.0 / whole));
    }
    one_of_time(read, at).map(|unit| lasts(unit, 1.0))
}

/// `an hour`: the unit, and where it ends.
fn one_of_time<'a>(read: &Reading<'a>, at: usize) -> Option<(&'a str, usize)> {
    let (unit, end) = unit_after(read, at + 1).filter(|_| read.lexicon.articles.contains(read.folded(at)))?;
    let lasts = matches!(unit, "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "century");
    lasts.then_some((unit, end))
}

/// ` of an hour`, behind a part of one.
fn of_time<'a>(read: &Reading<'a>, end: usize) -> Option<(&'a str, usize)> {
    let of = read.after_spaces(end);
    matches!(read.folded(of), "of" | "d" | "de").then(|| one_of_time(read, read.after_spaces(of + 1))).flatten()
}

/// `1 in 3`, `one-in-three`, `two out of three`, `one chance in three`: a part of one.
fn share(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let one = || read.lexicon.articles.contains(read.folded(at)).then_some((at + 1, 1.0));
    let (end, few) = small(read, at).or_else(one)?;
    let next = joint(read, end)?;
    let (next, between) = match read.lexicon.chances.contains(read.folded(next)) {
        true => (joint(read, next + 1)?, &read.lexicon.shares_of_chances),
        false => (next, &read.lexicon.shares),
    };
    let two = || {
        let second = joint(read, next + 1)?;
        between.contains(&format!("{} {}", read.folded(next), read.folded(second))).then_some(second)
    };
    let last = two().or_else(|| between.contains(read.folded(next)).then_some(next))?;
    let (past, many) = small(read, joint(read, last + 1)?)?;
    // `11 in 2016` and `5 in 5 days` are something else: a share is below one, of a round whole.
    let shares = few < many && many <= 100.0 && unit_after(read, past).is_none();
    shares.then(|| (past, Value::Number { amount: few / many, unit: None }))
}

fn small(read: &Reading, at: usize) -> Option<(usize, f64)> {
    let amount = read.digits(at).map(f64::from).or_else(|| read.lexicon.numbers.get(read.folded(at)).copied())?;
    (amount > 0.0).then_some((at + 1, amount))
}

/// Over one blank or hyphen.
fn joint(read: &Reading, at: usize) -> Option<usize> {
    (read.is_space(at) || hyphen(read.part(at))).then_some(at + 1)
}

fn hyphen(part: &str) -> bool {
    matches!(part, "-" | "‑" | "–" | "—" | "−")
}

/// `79th`, `fifth`.
fn ordinal(read: &Reading, at: usize) -> Option<(usize, Value)> {
    let part = read.folded(at);
    let digits = part.trim_end_matches(char::is_alphabetic);
    let written = ["st", "nd", "rd", "th"].iter().any(|suffix| part.strip_suffix(suffix) == Some(digits));
    let amount = match digits.parse::<f64>() {
        Ok(amount) if written => amount,
        _ => *read.lexicon.ordinals.get(read.folded(at))?,
    };
    Some((at + 1, Value::Number { amount, unit: Some("th".to_owned()) }))
}

/// `two-thirds`, `three quarters`.
fn fraction(read: &Reading, end: usize, amount: f64) -> Option<(usize, Value)> {
    let next = joint(read, end)?;
    let whole = read.lexicon.fractions.get(read.folded(next))?;
    let (end, unit) = match of_time(read, next + 1) {
        Some((unit, end)) => (end, Some(unit.to_owned())),
        None => (next + 1, None),
    };
    Some((end, Value::Number { amount: amount / whole, unit }))
}

/// `97-1`, `348–77`, `18 to 25`.
fn pair(read: &Reading, end: usize, first: f64) -> Option<(usize, Value)> {
    let spaced = read.after_spaces(end);
    let start = if hyphen(read.part(end)) {
        end + 1
    } else if matches!(read.folded(spaced), "to" | "bis" | "a") && spaced > end {
        read.after_spaces(spaced + 1)
    } else {
        return None;
    };
    let (past, second) = digits(read, start)?;
    // `90 to 1` is said of numbers only; `5 to 2016` is not one thing.
    (!read.folded(start).ends_with(char::is_alphabetic)).then_some((past, Value::Pair { first, second }))
}

/// What a number counts that is not a listed unit: the next noun, as far as that can be told from its plural.
fn counted(read: &Reading, end: usize) -> Option<String> {
    // `a 48-page report` counts pages.
    if hyphen(read.part(end)) {
        return read.is_word(end + 1).then(|| singular(read.folded(end + 1)));
    }
    let mut at = read.after_spaces(end);
    if at == end {
        return None;
    }
    let mut first = None;
    for _ in 0..4 {
        let word = read.folded(at);
        if !read.is_word(at) || read.lexicon.function.contains(word) {
            break;
        }
        if word.ends_with('s') && !word.ends_with("ss") || word == "people" {
            return Some(singular(word));
        }
        first.get_or_insert(word);
        at = read.after_spaces(at + 1);
    }
    first.map(str::to_owned)
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

/// An amount in digits, words or both: `53,000`, `1.2 million`, `two hundred and fifty`, `50m`, `5 × 10⁶`.
pub fn quantity(read: &Reading, at: usize) -> Option<(usize, f64)> {
    if let Some(found) = power(read, at) {
        return Some(found);
    }
    match digits(read, at) {
        Some((end, amount)) => Some(times_power(read, end, amount).unwrap_or_else(|| multiplied(read, end, amount))),
        None => worded(read, at),
    }
}

fn multiplied(read: &Reading, end: usize, amount: f64) -> (usize, f64) {
    let next = if hyphen(read.part(end)) { end + 1 } else { read.after_spaces(end) };
    match read.lexicon.numbers.get(read.folded(next)) {
        Some(&factor) if (factor >= 100.0 || is_dozen(read, next)) && next > end => (next + 1, amount * factor),
        _ => (end, amount),
    }
}

/// `53,000`, `53.000` and `53 000` where that is the custom, `3.5`, `3,5`, `250k`, `1.7bn`.
fn digits(read: &Reading, at: usize) -> Option<(usize, f64)> {
    let (end, figures) = figures(read, at)?;
    let factor = match read.folded(at).trim_start_matches(|c: char| !c.is_alphabetic()) {
        "" | "s" => 1.0,
        "k" => 1e3,
        "m" | "mn" | "mm" => 1e6,
        "b" | "bn" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    Some((end, figures.parse::<f64>().ok()? * factor))
}

/// The figures of a number in digits, as `12345.67`, and one past its last token.
pub fn figures(read: &Reading, at: usize) -> Option<(usize, String)> {
    let part = read.folded(at);
    let mut figures = part.trim_end_matches(char::is_alphabetic).to_owned();
    if !figures.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut end = at + 1;
    // Blanks between thousands: narrow or unbreakable ones anywhere, plain ones where a comma stands before decimals.
    let whole = |figures: &str| figures.bytes().all(|b| b.is_ascii_digit());
    while whole(&figures) && figures.len() >= part.len() && (figures.len() <= 3 || end > at + 1) {
        let blank =
            matches!(read.part(end), "\u{a0}" | "\u{202f}" | "\u{2009}") || !read.points && read.part(end) == " ";
        let group = read.folded(end + 1);
        let (thousands, decimals) = group.split_once([',', '.']).unwrap_or((group, ""));
        if !blank || thousands.len() != 3 || !whole(thousands) || !whole(decimals) {
            break;
        }
        figures.push_str(group);
        end += 2;
    }
    Some((end, figure::value(&figures, end == at + 1 && read.points)?.into_owned()))
}

/// `fifty`, `twenty-five`, `two hundred and fifty thousand`, `a million`, `treinta y cinco`, `quatre-vingt-dix`.
fn worded(read: &Reading, at: usize) -> Option<(usize, f64)> {
    let (mut total, mut group, mut last) = (0.0, 0.0, f64::INFINITY);
    let mut end = None;
    let mut next = at;
    while let Some(&value) = read.lexicon.numbers.get(read.folded(next)) {
        if value >= 1000.0 {
            total += f64::max(group, 1.0) * value;
            group = 0.0;
        } else if value == 100.0 || is_dozen(read, next) || last == 4.0 && value == 20.0 && hyphen(read.part(next - 1))
        {
            group = f64::max(group, 1.0) * value;
        } else if end.is_none() || adds(read, last, value) {
            group += value;
        } else {
            break;
        }
        (last, end) = (value, Some(next + 1));
        let Some(joined) = joint(read, next + 1) else { break };
        next = joined;
        // English says `and` behind hundreds only: `twenty and five` are two numbers.
        if read.lexicon.number_joints.contains(read.folded(next)) && (last >= 100.0 || last >= 20.0 && !read.english) {
            let Some(joined) = joint(read, next + 1) else { break };
            next = joined;
        }
    }
    Some((end?, total + group))
}

/// `two dozen`: a number that others are times of.
fn is_dozen(read: &Reading, at: usize) -> bool {
    const DOZENS: [&str; 8] = ["dozen", "dozens", "dutzend", "douzaine", "docena", "dozzina", "tuzin", "dúzia"];
    DOZENS.contains(&read.folded(at))
}

/// Whether a number goes on with a smaller one: tens with ones, or, as in `soixante-douze`, with those up to 19.
fn adds(read: &Reading, last: f64, value: f64) -> bool {
    let scores = !read.english && (last == 60.0 || last == 20.0);
    value < last && (last >= 100.0 || last >= 20.0 && value < 10.0 || scores && value < 20.0)
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Text, Value};
    use whatlang::Lang;

    fn read(text: &str, language: Lang) -> Vec<(String, String)> {
        let text = Text::new(text.to_owned(), Some(Language::Known(language)));
        let show = |value: &Value| match value {
            Value::Number { amount, unit } => format!("{amount} {}", unit.as_deref().unwrap_or("-")),
            Value::Pair { first, second } => format!("{first}:{second}"),
            Value::Date { year, month, day } => {
                let part = |p: Option<i32>| p.map_or("?".to_owned(), |p| p.to_string());
                format!("{}-{}-{}", part(year.map(i32::from)), part(month.map(i32::from)), part(day.map(i32::from)))
            }
            Value::Weekday(day) => format!("day {day}"),
            Value::Time(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        };
        text.values().iter().map(|v| (text.slice(v.range).to_owned(), show(&v.value))).collect()
    }

    fn check(language: Lang, cases: &[(&str, &[(&str, &str)])]) {
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(read(text, language), expected, "{text}");
        }
    }

    #[test]
    fn english_values() {
        check(
            Lang::Eng,
            &[
                ("lasted for about an hour, or 50 minutes", &[("an hour", "1 hour"), ("50 minutes", "50 minute")]),
                ("a 50-minute call", &[("50-minute", "50 minute")]),
                ("moved 10⁶ litres", &[("10⁶ litres", "1000000 liter")]),
                ("some 2.5 × 10³ boats", &[("2.5 × 10³", "2500 boat")]),
                ("of 10⁻² or 10^4 grams", &[("10⁻²", "0.01 -"), ("10^4 grams", "10000 gram")]),
                ("40 m² of the year 1904¹", &[("40", "40 m"), ("1904", "1904-?-?")]),
                ("on his 79th birthday, their fifth talk", &[("79th", "79 th"), ("fifth", "5 th")]),
                ("about 53,000 Russian soldiers were", &[("53,000", "53000 soldier")]),
                (
                    "spent $250,000 and $1.7 billion and five million dollars",
                    &[
                        ("$250,000", "250000 $"),
                        ("$1.7 billion", "1700000000 $"),
                        ("five million dollars", "5000000 $"),
                    ],
                ),
                (
                    "49 percent to 44 percent, 12%",
                    &[("49 percent", "49 percent"), ("44 percent", "44 percent"), ("12%", "12 percent")],
                ),
                ("voted 97-1 and 348 to 77", &[("97-1", "97:1"), ("348 to 77", "348:77")]),
                (
                    "two-thirds, a one-in-three chance, 1 in 3",
                    &[
                        ("two-thirds", "0.6666666666666666 -"),
                        ("one-in-three", "0.3333333333333333 -"),
                        ("1 in 3", "0.3333333333333333 -"),
                    ],
                ),
                (
                    "twenty-five men, two hundred and fifty thousand votes",
                    &[("twenty-five", "25 men"), ("two hundred and fifty thousand", "250000 vote")],
                ),
                ("one of them and no one", &[]),
                ("nearly 3,000 people in U.S. No. 2", &[("3,000", "3000 people"), ("2", "2 -")]),
                (
                    "June 22, 22 June, June 22nd, 2025, 22nd of June",
                    &[
                        ("June 22", "?-6-22"),
                        ("22 June", "?-6-22"),
                        ("June 22nd, 2025", "2025-6-22"),
                        ("22nd of June", "?-6-22"),
                    ],
                ),
                (
                    "Sept. 11, 9/11, 2025-06-14, 14.06.2025, 6/14/2025",
                    &[
                        ("Sept. 11", "?-9-11"),
                        ("9/11", "?-9-11"),
                        ("2025-06-14", "2025-6-14"),
                        ("14.06.2025", "2025-6-14"),
                        ("6/14/2025", "2025-6-14"),
                    ],
                ),
                (
                    "in May and he may march; October 2016, in 2015, the 1990s",
                    &[("May", "?-5-?"), ("October 2016", "2016-10-?"), ("2015", "2015-?-?"), ("1990s", "1990-?-?")],
                ),
                (
                    "at 16:05 GMT, 5 p.m., 5:30 pm on Saturday at noon",
                    &[
                        ("16:05", "16:05"),
                        ("5 p.m.", "17:00"),
                        ("5:30 pm", "17:30"),
                        ("Saturday", "day 5"),
                        ("noon", "12:00"),
                    ],
                ),
                ("24/7 and 1/2", &[("24", "24 -"), ("7", "7 -"), ("1", "1 -"), ("2", "2 -")]),
            ],
        );
    }

    #[test]
    fn values_of_other_languages() {
        check(
            Lang::Deu,
            &[(
                "Am 3. Oktober 1990 um 16 Uhr zahlten 1.250 Menschen 3,5 Millionen Euro",
                &[
                    ("3. Oktober 1990", "1990-10-3"),
                    ("16 Uhr", "16:00"),
                    ("1.250", "1250 menschen"),
                    ("3,5 Millionen Euro", "3500000 €"),
                ],
            )],
        );
        check(
            Lang::Fra,
            &[(
                "Le 1er juin, 53 000 soldats et deux heures",
                &[("1er juin", "?-6-1"), ("53 000", "53000 soldat"), ("deux heures", "2 hour")],
            )],
        );
        check(
            Lang::Spa,
            &[(
                "el 2 de junio de 2025, cinco minutos",
                &[("2 de junio de 2025", "2025-6-2"), ("cinco minutos", "5 minute")],
            )],
        );
        check(
            Lang::Rus,
            &[(
                "2 июня длился 50 минут, 53 000 солдат",
                &[("2 июня", "?-6-2"), ("50 минут", "50 minute"), ("53 000", "53000 солдат")],
            )],
        );
        check(
            Lang::Ukr,
            &[("22 червня тривала п’ятдесят хвилин", &[("22 червня", "?-6-22"), ("п’ятдесят хвилин", "50 minute")])],
        );
        check(
            Lang::Pol,
            &[(
                "22 czerwca trwała pięćdziesiąt minut",
                &[("22 czerwca", "?-6-22"), ("pięćdziesiąt minut", "50 minute")],
            )],
        );
        check(
            Lang::Ita,
            &[(
                "il 22 giugno, un'ora o cinquanta minuti, il 5,5 per cento",
                &[("22 giugno", "?-6-22"), ("cinquanta minuti", "50 minute"), ("5,5 per cento", "5.5 percent")],
            )],
        );
        check(
            Lang::Por,
            &[(
                "na segunda-feira, 2 de junho de 2025, trinta e cinco minutos e uma hora",
                &[
                    ("segunda-feira", "day 0"),
                    ("2 de junho de 2025", "2025-6-2"),
                    ("trinta e cinco minutos", "35 minute"),
                    ("uma hora", "1 hour"),
                ],
            )],
        );
    }

    #[test]
    fn numbers_are_put_together_as_each_language_does() {
        let cases = [
            (Lang::Fra, "quatre-vingt-dix", "90 -"),
            (Lang::Fra, "soixante et onze jours", "71 day"),
            (Lang::Spa, "doscientos cuarenta y dos", "242 -"),
            (Lang::Deu, "siebenundvierzig Tage", "47 day"),
            (Lang::Ita, "trentotto giorni", "38 day"),
            (Lang::Rus, "двести пятьдесят тысяч рублей", "250000 ₽"),
            (Lang::Pol, "dwa tysiące pięćset", "2500 -"),
            (Lang::Eng, "three chances out of four", "0.75 -"),
            (Lang::Ukr, "один шанс із чотирьох", "0.25 -"),
            (Lang::Rus, "три шанса из четырех", "0.75 -"),
            (Lang::Fra, "une chance sur quatre", "0.25 -"),
            (Lang::Fra, "trois sur quatre", "0.75 -"),
            (Lang::Spa, "una posibilidad entre cuatro", "0.25 -"),
            (Lang::Spa, "tres de cada cuatro", "0.75 -"),
            (Lang::Ita, "una possibilità su quattro", "0.25 -"),
            (Lang::Por, "três em cada quatro", "0.75 -"),
            (Lang::Pol, "jedna szansa na cztery", "0.25 -"),
        ];
        for (language, text, value) in cases {
            assert_eq!(read(text, language), [(text.to_owned(), value.to_owned())]);
        }
    }
}
