//! Powers of ten: `10⁶`, `2.5 × 10³`, `10^6`.

use super::reading::Reading;

/// The most that a power of ten has above it: what is more is no number that two texts tell.
const MOST_RAISED: i32 = 99;

/// `10⁶`, `10⁻³`, `10^6`.
pub fn power(read: &Reading, at: usize) -> Option<(usize, f64)> {
    if read.part(at) != "10" {
        return None;
    }
    if read.part(at + 1) == "^" {
        let raised = read.digits(at + 2).and_then(|raised| i32::try_from(raised).ok())?;
        return (raised <= MOST_RAISED).then(|| (at + 3, 10f64.powi(raised)));
    }
    let (mut end, mut figures) = (at + 1, String::new());
    while let Some(raised) = raised_figures(read.part(end)) {
        figures.push_str(&raised);
        end += 1;
    }
    let raised = figures.parse::<i32>().ok()?;
    (raised.abs() <= MOST_RAISED).then(|| (end, 10f64.powi(raised)))
}

/// ` × 10⁶` behind an amount.
pub fn times_power(read: &Reading, end: usize, amount: f64) -> Option<(usize, f64)> {
    let sign = read.after_spaces(end);
    let (past, factor) = power(read, read.after_spaces(sign + 1))?;
    matches!(read.part(sign), "×" | "·" | "⋅" | "x" | "*").then_some((past, amount * factor))
}

/// Figures above the line, as plain ones.
fn raised_figures(part: &str) -> Option<String> {
    const RAISED: [char; 11] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁻'];
    let plain =
        |c: char| RAISED.iter().zip("0123456789-".chars()).find(|(raised, _)| **raised == c).map(|found| found.1);
    (!part.is_empty()).then(|| part.chars().map(plain).collect())?
}

/// Whether a part is the mark of a note or says squares and cubes (`40 m²`): no number by itself.
pub fn is_raised(part: &str) -> bool {
    raised_figures(part).is_some()
}
