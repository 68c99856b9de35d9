//! Spellings: names that are transcribed into Latin letters in several ways.

/// What the spellings of one name have in common: `zelensky` and `zelenskyy`, `hussein` and `husayn`, `sergei` and `sergey`.
///
/// These are the places where transcriptions into Latin letters differ: doubled letters, `y`, `i` and `j`, diphthongs.
pub fn spelling(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let letters = word.chars().filter(|c| c.is_alphanumeric()).map(|c| if matches!(c, 'y' | 'j') { 'i' } else { c });
    for c in letters {
        match (out.chars().next_back(), c) {
            (Some(last), c) if last == c => {}
            // `ei`, `ay`, `ai`, `ey`.
            (Some('a' | 'e'), 'i') => {
                out.pop();
                out.push('e');
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spelling;

    #[test]
    fn spellings_of_one_name_are_one() {
        for (a, b) in
            [("zelensky", "zelenskyy"), ("hussein", "husayn"), ("sergei", "sergey"), ("netanyahu", "netanjahu")]
        {
            assert_eq!(spelling(a), spelling(b));
        }
        assert_ne!(spelling("putin"), spelling("patten"));
    }
}
