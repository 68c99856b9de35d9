//! Quotation marks: which of them open, which close, and which are apostrophes.

use super::range::TokenRange;
use super::token::{Token, TokenKind};

/// What a quotation mark does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Words of a quotation follow.
    Opens,
    /// A quotation ends.
    Closes,
}

/// A pair of quotation marks, by token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The opening mark.
    pub open: usize,
    /// The closing mark, or the end of the paragraph (one past its last token) where the mark is left out there.
    pub close: usize,
    /// The number of pairs around this one.
    pub depth: usize,
    /// Single marks, which also stand for mere emphasis and in headlines for whole quotations.
    pub single: bool,
}

/// All quotation marks of a text.
#[derive(Debug, Default)]
pub struct Marks {
    /// What each token does as a quotation mark.
    roles: Vec<Option<Role>>,
    /// The pairs, by their opening mark.
    pub pairs: Vec<Pair>,
    /// Closing marks that nothing opens in their paragraph.
    pub strays: Vec<usize>,
}

impl Marks {
    /// What a token does as a quotation mark; `None` for all other tokens.
    pub fn role(&self, token: usize) -> Option<Role> {
        self.roles.get(token).copied().flatten()
    }
}

/// The marks that can pair with each other. Copy mixes straight and curly ones, so these are one family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Family {
    Double,
    Single,
    Guillemet,
    Corner,
}

fn family(part: &str) -> Option<Family> {
    Some(match part {
        "\"" | "“" | "”" | "„" | "‟" | "＂" => Family::Double,
        "'" | "‘" | "’" | "‚" | "‹" | "›" => Family::Single,
        "«" | "»" => Family::Guillemet,
        "「" | "」" | "『" | "』" => Family::Corner,
        _ => return None,
    })
}

struct Open {
    token: usize,
    family: Family,
    part: &'static str,
}

/// Reads the quotation marks of a text, paragraph by paragraph.
pub fn marks(text: &str, tokens: &[Token], paragraphs: &[TokenRange]) -> Marks {
    let mut marks = Marks { roles: vec![None; tokens.len()], ..Marks::default() };
    for &paragraph in paragraphs {
        let mut reader = Reader { text, tokens, paragraph, open: Vec::new(), ahead: Ahead::default() };
        reader.look_ahead();
        reader.read(&mut marks);
    }
    marks.pairs.sort_unstable_by_key(|pair| pair.open);
    marks
}

/// More quotations inside of each other than anybody writes; what is opened deeper than this opens nothing.
const DEEPEST: usize = 64;

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    paragraph: TokenRange,
    open: Vec<Open>,
    ahead: Ahead,
}

/// Where the tokens of a paragraph stand that are looked for from many marks: found once, so that a long paragraph full of
/// marks is not searched through from each of them.
#[derive(Default)]
struct Ahead {
    /// Single marks that can close.
    singles: Vec<usize>,
    /// Double marks.
    doubles: Vec<usize>,
    words: Vec<usize>,
}

/// The first of `places` at or after `from`.
fn first_from(places: &[usize], from: usize) -> Option<usize> {
    places.get(places.partition_point(|&place| place < from)).copied()
}

impl Reader<'_> {
    fn look_ahead(&mut self) {
        for at in self.paragraph.indices() {
            match family(self.part(at)) {
                // Something stands before it and no word behind it.
                Some(Family::Single) if !self.free_before(at) && !self.word_after(at) => self.ahead.singles.push(at),
                Some(Family::Double) => self.ahead.doubles.push(at),
                Some(_) => {}
                None if self.tokens[at].is_word() => self.ahead.words.push(at),
                None => {}
            }
        }
    }

    fn read(mut self, marks: &mut Marks) {
        for at in self.paragraph.indices() {
            if self.tokens[at].kind != TokenKind::Mark {
                continue;
            }
            let Some(family) = family(self.part(at)) else { continue };
            match self.role(at, family) {
                Some(Role::Opens) if self.open.len() < DEEPEST => {
                    self.open.push(Open { token: at, family, part: canonical(self.part(at)) });
                    marks.roles[at] = Some(Role::Opens);
                }
                Some(Role::Closes) => self.close(at, family, marks),
                Some(Role::Opens) | None => {}
            }
        }
        self.finish(marks);
    }

    fn part(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.range.of(self.text))
    }

    fn inside(&self, at: usize) -> bool {
        self.paragraph.indices().contains(&at)
    }

    fn is_open(&self, family: Family) -> bool {
        self.open.iter().any(|open| open.family == family)
    }

    /// Nothing, white space or an opening bracket stands before.
    fn free_before(&self, at: usize) -> bool {
        at == 0 || !self.inside(at - 1) || self.tokens[at - 1].kind == TokenKind::Space || {
            let part = self.part(at - 1);
            matches!(part, "(" | "[" | "{" | "—" | "–" | "-" | "―" | "/" | "=" | "¿" | "¡") || is_opening_quote(part)
        }
    }

    /// Nothing or white space stands behind.
    fn free_after(&self, at: usize) -> bool {
        !self.inside(at + 1) || self.tokens[at + 1].kind == TokenKind::Space
    }

    /// A word or number stands directly behind.
    fn word_after(&self, at: usize) -> bool {
        self.inside(at + 1) && self.tokens[at + 1].is_word()
    }

    fn role(&self, at: usize, family: Family) -> Option<Role> {
        let opens = |yes: bool| if yes { Role::Opens } else { Role::Closes };
        let (before, after) = (self.free_before(at), self.free_after(at));
        Some(match (self.part(at), family) {
            ("„" | "‚" | "「" | "『", _) => Role::Opens,
            ("」" | "』", _) => Role::Closes,
            // German copy closes with the mark that English opens with; and some close with the wrong one after a blank.
            ("“" | "‟", _) => opens(!(self.opened_by("„") || (self.is_open(family) && after))),
            ("”", _) => opens(before && !after && !self.is_open(family)),
            ("«" | "»", _) => opens(self.guillemet_opens(at)),
            ("‘" | "‹", _) => {
                if self.opened_by("‚") {
                    Role::Closes
                } else if before && !after {
                    // `‘90s` and `‘em` open nothing.
                    self.single_closes_ahead(at).then_some(Role::Opens)?
                } else {
                    self.is_open(family).then_some(Role::Closes)?
                }
            }
            (_, Family::Single) => self.apostrophe_or_quote(at)?,
            _ if before && after => opens(!self.is_open(family)),
            _ if before => Role::Opens,
            _ if after => (self.is_open(family) || !self.measure(at)).then_some(Role::Closes)?,
            // Glued on both sides (`journalists."50`), or before a comma.
            _ => opens(!self.is_open(family) && self.word_after(at)),
        })
    }

    fn opened_by(&self, part: &str) -> bool {
        self.open.iter().any(|open| open.part == part)
    }

    fn guillemet_opens(&self, at: usize) -> bool {
        let this = canonical(self.part(at));
        let reversed = this == "»";
        match self.open.iter().rev().find(|open| open.family == Family::Guillemet) {
            // The same mark again: nested in French and Russian copy.
            Some(open) => open.part == this && !(reversed && self.free_after(at)),
            None => !reversed || (self.free_before(at) && !self.free_after(at)),
        }
    }

    /// `6'2"` and `12"` are feet and inches.
    fn measure(&self, at: usize) -> bool {
        at > 0 && self.part(at - 1).ends_with(|c: char| c.is_ascii_digit())
    }

    fn apostrophe_or_quote(&self, at: usize) -> Option<Role> {
        let (before, after) = (self.free_before(at), self.free_after(at));
        if before && !after && self.word_or_mark_after(at) {
            return self.single_closes_ahead(at).then_some(Role::Opens);
        }
        let open = self.open.iter().rposition(|open| open.family == Family::Single)?;
        // A plural's apostrophe (`the voters' choice`) closes nothing while a better mark follows.
        let plural = self.part(at.wrapping_sub(1)).ends_with('s') && after;
        let better = plural && self.open.len() == open + 1 && first_from(&self.ahead.singles, at + 1).is_some();
        (!before && !better).then_some(Role::Closes)
    }

    fn word_or_mark_after(&self, at: usize) -> bool {
        self.inside(at + 1) && self.tokens[at + 1].kind != TokenKind::Space
    }

    fn single_closes_ahead(&self, at: usize) -> bool {
        let Some(close) = first_from(&self.ahead.singles, at + 1) else {
            // `'One party …"`: opened with the wrong mark, while a double one closes what nothing else opened.
            return !self.is_open(Family::Double) && self.double_closes_ahead(at);
        };
        // A year or a clipped word (`'90s`, `'em`) before somebody's plural apostrophe opens nothing.
        let first = self.part(at + 1);
        let clipped = first.starts_with(|c: char| c.is_ascii_digit()) && first.ends_with('s')
            || matches!(first, "em" | "til" | "tis" | "twas");
        !clipped && first_from(&self.ahead.words, at + 1).is_some_and(|word| word < close)
    }

    fn double_closes_ahead(&self, at: usize) -> bool {
        first_from(&self.ahead.doubles, at + 1).is_some_and(|i| !self.free_before(i) && self.free_after(i))
    }

    fn close(&mut self, at: usize, family: Family, marks: &mut Marks) {
        let same = self.open.iter().rposition(|open| open.family == family);
        let mixed =
            || (family == Family::Double).then(|| self.open.iter().rposition(|open| open.family == Family::Single))?;
        let Some(index) = same.or_else(mixed) else {
            if family != Family::Single {
                marks.roles[at] = Some(Role::Closes);
                marks.strays.push(at);
            }
            return;
        };
        // Marks opened inside and never closed were none.
        for lost in self.open.drain(index + 1..) {
            marks.roles[lost.token] = None;
        }
        if let Some(open) = self.open.pop() {
            marks.roles[at] = Some(Role::Closes);
            let single = open.family == Family::Single && family == Family::Single;
            marks.pairs.push(Pair { open: open.token, close: at, depth: index, single });
        }
    }

    /// What is still open at the paragraph's end goes on in the next one, or its closing mark was forgotten.
    fn finish(self, marks: &mut Marks) {
        let end = self.paragraph.end as usize;
        for (depth, open) in self.open.iter().enumerate() {
            if depth == 0 && open.family != Family::Single {
                marks.pairs.push(Pair { open: open.token, close: end, depth, single: false });
            } else {
                marks.roles[open.token] = None;
            }
        }
    }
}

fn is_opening_quote(part: &str) -> bool {
    matches!(part, "“" | "„" | "‘" | "‚" | "«" | "\"" | "'")
}

fn canonical(part: &str) -> &'static str {
    ["„", "‚", "«", "»", "“", "‘", "'", "\""].into_iter().find(|&mark| mark == part).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::super::{Language, paragraph::paragraphs, token::tokenize};
    use super::*;

    fn quoted(text: &str) -> Vec<String> {
        let (tokens, _) = tokenize(text, Language::ENGLISH);
        let marks = marks(text, &tokens, &paragraphs(text, &tokens, &[]));
        let inner = |pair: &Pair| {
            let inside = tokens.get(pair.open + 1..pair.close)?;
            Some(inside.first()?.range.to(inside.last()?.range).of(text).to_owned())
        };
        marks.pairs.iter().filter_map(inner).collect()
    }

    #[test]
    fn marks_pair_up() {
        let cases: &[(&str, &[&str])] = &[
            ("He said \"no\" and \"yes.\"", &["no", "yes."]),
            ("journalists.\"50 minutes,\" he", &["50 minutes,"]),
            ("\"nearer to a bomb,” he says. “Wait until when?\"", &["nearer to a bomb,", "Wait until when?"]),
            ("„Das ist gut“, sagte er. »Ja«, « oui », «да»", &["Das ist gut", "Ja", " oui ", "да"]),
            ("“A ‘B.’ C” D", &["A ‘B.’ C", "B."]),
            ("“his “own” mail” yes", &["his “own” mail", "own"]),
            ("Boehner: '1-in-3 chance' of the voters' choice", &["1-in-3 chance"]),
            ("the '90s and the Sanders' request, don't, rock 'n' roll's", &["n"]),
            ("a 'buyers' remorse' felt", &["buyers' remorse"]),
            ("He said. 'One party won't. It is both.\" Yes", &["One party won't. It is both."]),
            ("“Happiness?“ he asked. “No.”", &["Happiness?", "No."]),
            ("“It goes on\n\n“and on.”", &["It goes on", "and on."]),
            ("a 6'2\" man and \"him\"", &["him"]),
            ("他说：「好。」", &["好。"]),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), *expected, "{text}");
        }
    }
}
