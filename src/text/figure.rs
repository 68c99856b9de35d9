//! Figures: numbers in digits, of any script and custom, as plain ones.

use super::language::Language;
use std::borrow::Cow;
use whatlang::Lang;

/// The zeros of the scripts that have digits of their own; each is followed by its one to nine.
const ZEROS: [char; 65] = [
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{10d30}',
    '\u{11066}',
    '\u{110f0}',
    '\u{11136}',
    '\u{111d0}',
    '\u{112f0}',
    '\u{11450}',
    '\u{114d0}',
    '\u{11650}',
    '\u{116c0}',
    '\u{11730}',
    '\u{118e0}',
    '\u{11950}',
    '\u{11c50}',
    '\u{11d50}',
    '\u{11da0}',
    '\u{16a60}',
    '\u{16ac0}',
    '\u{16b50}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e950}',
    '\u{1fbf0}',
];

/// A number as it stands in a text with ASCII digits, commas and points, whatever its script.
pub fn plain(part: &str) -> Cow<'_, str> {
    if part.is_ascii() { part.into() } else { part.chars().map(|c| ascii(c).unwrap_or(c)).collect::<String>().into() }
}

/// The ASCII character that means the same within a number, where a character is none.
fn ascii(c: char) -> Option<char> {
    match c {
        '٫' | '．' => return Some('.'),
        '٬' | '，' => return Some(','),
        _ => {}
    }
    let zero = ZEROS.get(ZEROS.partition_point(|zero| *zero <= c).checked_sub(1)?)?;
    char::from_digit(u32::from(c) - u32::from(*zero), 36).filter(char::is_ascii_digit)
}

/// The value of plain figures as `12345.67`, whatever marks stand between thousands and before decimals; nothing where they
/// are no number.
///
/// `1.234` and `1,234` are what the language's custom has them be; other figures speak for themselves.
pub fn value(figures: &str, points: bool) -> Option<Cow<'_, str>> {
    let (commas, dots) = (figures.matches(',').count(), figures.matches('.').count());
    let plain: Cow<str> = match (commas, dots) {
        (0, 0) => figures.into(),
        (0, 1) if points || !grouped(figures, '.') => figures.into(),
        (0, _) if grouped(figures, '.') => figures.replace('.', "").into(),
        (_, 0) if grouped(figures, ',') && (points || commas > 1) => figures.replace(',', "").into(),
        (1, 0) => figures.replace(',', ".").into(),
        (_, 1) if figures.rfind('.') > figures.rfind(',') => figures.replace(',', "").into(),
        (1, _) => figures.replace('.', "").replace(',', ".").into(),
        _ => return None,
    };
    plain.parse::<f64>().is_ok().then_some(plain)
}

/// Whether a mark stands between thousands (`1,234,567`), or as India has it (`12,34,567`).
fn grouped(figures: &str, mark: char) -> bool {
    let groups: Vec<&str> = figures.split(mark).collect();
    let [head, middle @ .., last] = groups.as_slice() else { return false };
    let long = |size: usize| middle.iter().all(|group| group.len() == size);
    head.len() <= 3 && *head != "0" && last.len() == 3 && (long(3) || head.len() <= 2 && long(2))
}

/// A number's normal form: its value, and the letters behind it (`79th`, `50k`); as it stands where it has none.
pub fn normal(plain: &str, points: bool) -> String {
    let figures = plain.trim_end_matches(char::is_alphabetic);
    match (value(figures, points), plain.strip_prefix(figures)) {
        (Some(value), Some(letters)) => format!("{value}{letters}"),
        _ => plain.replace(',', ""),
    }
}

/// Whether a language writes a point before decimals and commas between thousands.
pub fn has_points(language: Language) -> bool {
    match language {
        Language::Known(lang) => POINTS.contains(&lang),
        Language::Unknown => true,
    }
}

/// The languages of points; those of Europe and of most of Africa and America have commas.
const POINTS: [Lang; 27] = [
    Lang::Eng,
    Lang::Cmn,
    Lang::Jpn,
    Lang::Kor,
    Lang::Tha,
    Lang::Mya,
    Lang::Heb,
    Lang::Yid,
    Lang::Ara,
    Lang::Pes,
    Lang::Urd,
    Lang::Hin,
    Lang::Mar,
    Lang::Nep,
    Lang::Ben,
    Lang::Pan,
    Lang::Guj,
    Lang::Ori,
    Lang::Tam,
    Lang::Tel,
    Lang::Kan,
    Lang::Mal,
    Lang::Sin,
    Lang::Amh,
    Lang::Tgl,
    Lang::Aka,
    Lang::Zul,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_digits() {
        for figures in ["١٢٣", "۱۲۳", "१२३", "১২৩", "๑๒๓", "１２３", "𝟏𝟐𝟑", "𝟷𝟸𝟹", "123"]
        {
            assert_eq!(plain(figures), "123");
        }
        assert_eq!(plain("١٬٢٣٤٫٥"), "1,234.5");
        assert_eq!(plain("½Ⅳ"), "½Ⅳ");
        assert!(ZEROS.is_sorted() && ZEROS.iter().all(|zero| zero.is_numeric() && ascii(*zero) == Some('0')));
    }

    #[test]
    fn figures_are_read_by_the_custom_of_their_language() {
        let cases = [
            ("10,000", true, "10000"),
            ("10.000", false, "10000"),
            ("10,5", false, "10.5"),
            ("10.5", false, "10.5"),
            ("12,34,567", true, "1234567"),
            ("1.234.567,8", false, "1234567.8"),
            ("1,234.5", false, "1234.5"),
            ("14.06.2025", false, "14.06.2025"),
            ("79th", true, "79th"),
        ];
        for (figures, points, expected) in cases {
            assert_eq!(normal(figures, points), expected);
        }
    }
}
