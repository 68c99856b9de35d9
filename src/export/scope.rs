//! What of a comparison is wanted in an export.

use crate::source::SourceId;
use std::fmt;

/// What of a comparison is written. Sources keep their letters and parallels their numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scope {
    /// All of it.
    #[default]
    Everything,
    /// One parallel, by its index.
    Parallel(usize),
    /// The discrepancies, and the parallels in which they stand.
    Discrepancies,
    /// The quotations, and the parallels in which they stand.
    Quotations,
    /// Who tells what, and how close each two sources are.
    Matrix,
    /// Two sources, as if there were no others.
    Pair([SourceId; 2]),
}

/// A part of an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The sources side by side.
    Synopsis,
    /// Who tells what, and how close they are.
    Matrix,
    /// Where they disagree.
    Discrepancies,
    /// Who is quoted in which words.
    Quotations,
    /// Who is named how by whom.
    Framing,
    /// What only one tells.
    OnlyHere,
    /// What a reader noted.
    Notes,
}

impl Scope {
    /// Whether a part belongs to it.
    pub fn holds(self, part: Part) -> bool {
        match self {
            Self::Everything | Self::Pair(_) => true,
            Self::Parallel(_) => matches!(part, Part::Synopsis | Part::Discrepancies | Part::Quotations | Part::Notes),
            Self::Discrepancies => matches!(part, Part::Synopsis | Part::Discrepancies),
            Self::Quotations => matches!(part, Part::Synopsis | Part::Quotations),
            Self::Matrix => part == Part::Matrix,
        }
    }
}

/// Scopes that are a word.
const WORDS: [(&str, Scope); 4] = [
    ("everything", Scope::Everything),
    ("discrepancies", Scope::Discrepancies),
    ("quotations", Scope::Quotations),
    ("matrix", Scope::Matrix),
];

impl fmt::Display for Scope {
    /// As it is written and read: a word, the number of a parallel, or two letters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parallel(index) => write!(f, "{}", index + 1),
            Self::Pair([a, b]) => write!(f, "{},{}", a.siglum(), b.siglum()),
            Self::Everything | Self::Discrepancies | Self::Quotations | Self::Matrix => {
                let word = WORDS.iter().find(|(_, scope)| scope == self);
                f.write_str(word.map_or("", |(word, _)| word))
            }
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = UnknownScope;

    /// Reads `everything`, `discrepancies`, `quotations`, `matrix`, the number of a parallel (`7`), or the letters of two
    /// sources (`A,B`), whatever the case.
    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let unknown = || UnknownScope(text.to_owned());
        let lower = text.to_lowercase();
        if let Some((_, scope)) = WORDS.iter().find(|(word, _)| *word == lower) {
            return Ok(*scope);
        }
        if let Ok(number) = lower.parse::<usize>() {
            return number.checked_sub(1).map(Self::Parallel).ok_or_else(unknown);
        }
        let (a, b) = text.split_once(',').ok_or_else(unknown)?;
        match (SourceId::from_siglum(a), SourceId::from_siglum(b)) {
            (Some(a), Some(b)) if a != b => Ok(Self::Pair([a.min(b), a.max(b)])),
            _ => Err(unknown()),
        }
    }
}

/// What is no scope.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "{0} is no scope; say everything, discrepancies, quotations, matrix, the number of a parallel (7), or two sources (A,B)"
)]
pub struct UnknownScope(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_as_they_are_written() {
        let pair = Scope::Pair([SourceId(0), SourceId(27)]);
        let cases = [
            ("everything", Some(Scope::Everything)),
            ("Discrepancies", Some(Scope::Discrepancies)),
            ("quotations", Some(Scope::Quotations)),
            ("matrix", Some(Scope::Matrix)),
            ("7", Some(Scope::Parallel(6))),
            ("A,AB", Some(pair)),
            ("ab, a", Some(pair)),
            ("0", None),
            ("", None),
            ("A", None),
            ("A,A", None),
            ("A,B,C", None),
            ("A,?", None),
        ];
        for (text, expected) in cases {
            let read: Option<Scope> = text.parse().ok();
            assert_eq!(read, expected, "{text}");
            if let Some(scope) = read {
                assert_eq!(scope.to_string().parse(), Ok(scope));
            }
        }
    }
}
