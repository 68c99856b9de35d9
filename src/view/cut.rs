//! Cut: words of a source in one line of a given width.

use crate::text::{Text, TextRange, Token, TokenKind};
use unicode_width::UnicodeWidthStr;

/// Fewest words that are left where a cut goes back to one that can end a line.
const LEAST_WORDS: usize = 3;

/// What is put where words were cut.
const ELLIPSIS: &str = "…";

/// Words in a line, with white space made single, the first letter large, and without marks that have lost their partner or
/// end nothing; where they are wider than `most` columns, cut at a word. Also where the words stand that are left.
pub fn line(text: &Text, range: TextRange, most: usize) -> (String, TextRange) {
    let tokens = &text.tokens()[text.tokens_in(range).indices()];
    let whole = joined(text, tokens);
    if whole.width() <= most {
        return (whole, range);
    }
    let ends = ends(text, tokens, most);
    // An article or a preposition ends no line, and no name is cut where there is another end.
    let function = |end: usize| text.language().is_function_word(text.folded(&tokens[end - 1]));
    let strict = ends.iter().rev().filter(|end| !function(**end) && !in_name(text, tokens, **end));
    let lenient = ends.iter().enumerate().rev().filter(|(at, end)| !function(**end) || *at < LEAST_WORDS);
    let cut = |end: usize| (format!("{}{ELLIPSIS}", joined(text, &tokens[..end])), end);
    let fits = |(line, _): &(String, usize)| line.width() <= most;
    let best = strict.map(|end| cut(*end)).find(fits).filter(|(line, _)| line.width() * 5 >= most * 4);
    if let Some((line, end)) = best.or_else(|| lenient.map(|(_, end)| cut(*end)).find(fits)) {
        return (line, range.to(tokens[end - 1].range));
    }
    (letters(&whole, most), range)
}

/// Whether a line that ends there cuts a name: a capital on both sides.
fn in_name(text: &Text, tokens: &[Token], end: usize) -> bool {
    let capital =
        |at: usize| tokens.get(at).is_some_and(|token| text.slice(token.range).starts_with(char::is_uppercase));
    let blank = tokens.get(end).is_some_and(|token| text.slice(token.range) == " ");
    capital(end - 1) && blank && capital(end + 1)
}

/// One past the tokens at which a line of that width can end.
fn ends(text: &Text, tokens: &[Token], most: usize) -> Vec<usize> {
    let mut width = 0;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        // Marks may be dropped, and blanks with them; words stay.
        width += if token.is_word() { text.slice(token.range).width() } else { 0 };
        if width > most {
            break;
        }
        let glued =
            tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Mark && text.slice(next.range) == "-");
        if token.is_word() && !glued {
            found.push(at + 1);
        }
    }
    found
}

/// The beginning of a word that is wider than a line.
fn letters(word: &str, most: usize) -> String {
    let mut found = String::new();
    for letter in word.chars() {
        if found.width() + letter.to_string().width() >= most {
            break;
        }
        found.push(letter);
    }
    found + ELLIPSIS
}

fn joined(text: &Text, tokens: &[Token]) -> String {
    let parts: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
    let kept = kept(&parts);
    let mut found = String::new();
    for (part, kept) in parts.iter().zip(kept) {
        match (part.trim().is_empty(), kept) {
            (true, _) if !found.ends_with(' ') && !found.is_empty() => found.push(' '),
            (false, true) => found.push_str(part),
            (true | false, _) => (),
        }
    }
    let ended = found.trim_end_matches([' ', ',', ';', ':', '–', '—', '-', '،', '、', '，']);
    capital(ended)
}

/// Large at the beginning, unless the word has capitals of its own (`iPhone`).
fn capital(line: &str) -> String {
    let first = line.split(' ').next().unwrap_or_default();
    let mut letters = line.chars();
    match letters.next() {
        Some(letter) if !first.contains(char::is_uppercase) => letter.to_uppercase().chain(letters).collect(),
        Some(_) | None => line.to_owned(),
    }
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
}

/// Which parts stay: all but marks without a partner, marks around the whole, and a comma before a mark that ends it.
fn kept(parts: &[&str]) -> Vec<bool> {
    let mut kept = vec![true; parts.len()];
    let mut open: Vec<usize> = Vec::new();
    for at in 0..parts.len() {
        let Some((family, side)) = pair(parts, at) else { continue };
        let partner = open.iter().rposition(|&mark| pair(parts, mark).is_some_and(|(other, _)| other == family));
        match (side, partner) {
            (Side::Opens, _) => open.push(at),
            (Side::Closes, Some(place)) => {
                let opened = open[place];
                open.drain(place..).skip(1).for_each(|lost| kept[lost] = false);
                if opened == 0 && at + 1 == parts.len() {
                    kept[opened] = false;
                    kept[at] = false;
                }
            }
            // An apostrophe.
            (Side::Closes, None) => kept[at] = family == SINGLE && at + 1 < parts.len(),
        }
        if side == Side::Closes
            && family != BRACKET
            && at + 1 == parts.len()
            && at > 0
            && matches!(parts[at - 1], "," | ".")
        {
            kept[at - 1] = false;
        }
    }
    open.into_iter().for_each(|lost| kept[lost] = false);
    kept
}

/// The family of brackets.
const BRACKET: u8 = 3;

/// The family of single marks, which are apostrophes, too.
const SINGLE: u8 = 4;

/// What pairs with a mark, and which side it is by what stands beside it: `“` closes what `„` opens.
fn pair(parts: &[&str], at: usize) -> Option<(u8, Side)> {
    let (family, usual) = match parts[at] {
        "\"" | "“" | "„" | "‟" | "＂" => (0, Side::Opens),
        "”" => (0, Side::Closes),
        "«" => (1, Side::Opens),
        "»" => (1, Side::Closes),
        "「" | "『" | "《" => (2, Side::Opens),
        "」" | "』" | "》" => (2, Side::Closes),
        "(" | "[" | "（" | "【" => (BRACKET, Side::Opens),
        ")" | "]" | "）" | "】" => (BRACKET, Side::Closes),
        "'" | "‘" | "’" => (SINGLE, Side::Closes),
        _ => return None,
    };
    let bare = |part: Option<&&str>| part.is_none_or(|part| part.trim().is_empty());
    let before = bare(at.checked_sub(1).and_then(|before| parts.get(before)));
    let side = match (family, before, bare(parts.get(at + 1))) {
        (0 | 1 | SINGLE, true, false) => Side::Opens,
        (0 | 1 | SINGLE, false, true) => Side::Closes,
        _ => usual,
    };
    Some((family, side))
}
