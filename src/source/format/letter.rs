//! The words of a plain mail: what its writer says, what another said before, what it is signed with.

use super::Document;
use super::prose::Prose;
use crate::source::phrases::Phrases;
use crate::source::{Boilerplate, BoilerplateKind};
use crate::text::{TextRange, fold};

/// How the lines of a mail were wrapped for sending.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrapping {
    /// At some column, which only their length tells.
    Unknown,
    /// A blank at a line's end says that it goes on (RFC 3676); whether that blank is to be deleted.
    Flowed { delete: bool },
}

/// A line that is this long was not ended by its author: mail is wrapped at 72 to 78 columns.
const WRAPPED: usize = 55;

/// Lines of one paragraph, at one depth of quotation.
struct Paragraph {
    depth: usize,
    words: String,
    kind: Option<BoilerplateKind>,
}

/// Reads the words of a mail: wrapped lines are joined; what is quoted from others, what is forwarded, and the signature are
/// no story of the writer's. A mail that only forwards has no other story, and keeps it.
pub fn read(text: &str, wrapping: Wrapping) -> Document {
    let mut paragraphs = paragraphs(text, wrapping);
    mark_attributions(&mut paragraphs);
    let own = |paragraph: &Paragraph| paragraph.kind.is_none() && paragraph.words.contains(char::is_alphanumeric);
    let only_forwards = !paragraphs.iter().any(own);
    let mut prose = Prose::default();
    for Paragraph { words, kind, .. } in paragraphs {
        prose.paragraph(&words, kind.filter(|kind| !only_forwards || *kind != BoilerplateKind::Quoted));
    }
    prose.document()
}

/// Sets apart in the words of a mail's markup what its marks do not: the signature under two dashes, and what follows the head
/// of another mail.
pub fn mark(document: &mut Document) {
    let lines: Vec<&str> = document.text.lines().collect();
    let (mut kind, mut at, mut start) = (None, 0, None);
    for (index, line) in lines.iter().enumerate() {
        let alone = index.checked_sub(1).is_none_or(|before| lines[before].trim().is_empty());
        if kind.is_none() && alone && line.trim_end() == "--" {
            (kind, start) = (Some(BoilerplateKind::Signature), Some(at));
        } else if kind != Some(BoilerplateKind::Quoted) && alone && begins_forwarded(&lines, index) && at > 0 {
            document.asides.extend(aside(&document.text, start, at, kind));
            (kind, start) = (Some(BoilerplateKind::Quoted), Some(at));
        }
        at += line.len() + 1;
    }
    let found: Vec<Boilerplate> = aside(&document.text, start, document.text.len(), kind).into_iter().collect();
    let known = std::mem::take(&mut document.asides);
    let fresh = |one: &Boilerplate| !found.iter().any(|other| other.range.overlaps(one.range));
    document.asides = known.into_iter().filter(fresh).collect();
    document.asides.extend(found);
    document.asides.sort_by_key(|aside| aside.range);
}

/// A part of a text, without the white space at its end.
fn aside(text: &str, start: Option<usize>, end: usize, kind: Option<BoilerplateKind>) -> Option<Boilerplate> {
    let range = TextRange::new(text, start?, end);
    let said = range.of(text).trim_end();
    Some(Boilerplate { range: TextRange::new(text, range.start(), range.start() + said.len()), kind: kind? })
}

fn paragraphs(text: &str, wrapping: Wrapping) -> Vec<Paragraph> {
    let lines: Vec<&str> = text.lines().collect();
    let (mut all, mut open): (Vec<Paragraph>, Option<Paragraph>) = (Vec::new(), None);
    let mut from_here = None;
    for (index, line) in lines.iter().enumerate() {
        let (depth, said) = unquoted(line, wrapping);
        if depth == 0 && (said.trim_end() == "--" || begins_foot(&lines, index)) {
            from_here = Some(BoilerplateKind::Signature);
            all.extend(open.take());
            if !said.contains(char::is_alphanumeric) {
                continue;
            }
        }
        if depth == 0 && begins_forwarded(&lines, index) {
            from_here = Some(BoilerplateKind::Quoted);
            all.extend(open.take());
        }
        let kind = if depth > 0 { Some(BoilerplateKind::Quoted) } else { from_here };
        if open.as_ref().is_some_and(|open| said.trim().is_empty() || open.depth != depth || open.kind != kind) {
            all.extend(open.take());
        }
        if said.trim().is_empty() {
            continue;
        }
        let open = open.get_or_insert_with(|| Paragraph { depth, words: String::new(), kind });
        let goes_on = match wrapping {
            Wrapping::Flowed { .. } => said.ends_with(' '),
            Wrapping::Unknown => said.trim_end().chars().count() >= WRAPPED,
        };
        match wrapping {
            Wrapping::Flowed { delete: true } if goes_on => open.words += said.strip_suffix(' ').unwrap_or(said),
            Wrapping::Flowed { .. } | Wrapping::Unknown => {
                open.words += said.trim();
                open.words.push(if goes_on { ' ' } else { '\n' });
            }
        }
    }
    all.extend(open);
    all
}

/// Lines of the longest foot that a mailing list puts under a mail.
const LONGEST_FOOT: usize = 12;
/// Characters of the shortest rule above it.
const SHORTEST_RULE: usize = 20;

/// Whether the foot of a mailing list, under a long rule, or the line that a program puts under every mail begins at a line.
fn begins_foot(lines: &[&str], index: usize) -> bool {
    let Some(line) = lines.get(index).map(|line| line.trim()) else { return false };
    let rest = lines.get(index + 1..).unwrap_or_default();
    let rule = line.len() >= SHORTEST_RULE && (line.bytes().all(|b| b == b'_') || line.bytes().all(|b| b == b'-'));
    if rule {
        return rest.len() <= LONGEST_FOOT && rest.iter().any(|line| line.contains("://") || line.contains('@'));
    }
    let last = rest.iter().all(|line| line.trim().is_empty());
    last && Phrases::shipped().sent.longest(&line.split([' ', '-']).map(fold).collect::<Vec<_>>()).is_some()
}

/// How often a line is quoted, and its words without the signs of that.
fn unquoted(line: &str, wrapping: Wrapping) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    // Blanks may stand before and between the signs; where lines flow, one before the words was put there to protect them.
    let loose = wrapping == Wrapping::Unknown;
    while let Some(after) = if loose { rest.trim_start_matches(' ') } else { rest }.strip_prefix('>') {
        depth += 1;
        rest = after;
    }
    (depth, if loose { rest } else { rest.strip_prefix(' ').unwrap_or(rest) })
}

/// Fields of a head that make it one.
const FIELDS: usize = 3;

/// Whether a forwarded mail begins at a line: words between rules, or a rule, and then the head of a mail; or such a head by
/// itself, in whatever language.
fn begins_forwarded(lines: &[&str], index: usize) -> bool {
    let rule = |line: &str| line.starts_with("---") && line.ends_with("---") || line.starts_with("_____");
    let field = |line: &&&str| {
        let (name, said) = line.trim_start_matches(['*', ' ']).split_once(':').unwrap_or_default();
        let name = name.trim_end_matches('*');
        (1..=3).contains(&name.split_whitespace().count())
            && name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
            && !said.trim().is_empty()
    };
    let fields = |from: usize| {
        let head: Vec<&&str> =
            lines.iter().skip(from).skip_while(|line| line.trim().is_empty()).take_while(field).take(8).collect();
        let names = head.iter().filter_map(|line| line.trim_start_matches(['*', ' ']).split(':').next());
        let known = names.filter(|name| Phrases::shipped().field.contains(&fold(name.trim_end_matches('*').trim())));
        (head.len(), head.iter().any(|line| line.contains('@')) || known.count() >= FIELDS)
    };
    let Some(line) = lines.get(index).map(|line| line.trim()) else { return false };
    let before = index.checked_sub(1).and_then(|before| lines.get(before)).is_none_or(|line| line.trim().is_empty());
    if rule(line) {
        let (count, _) = fields(index + 1);
        return count + 1 >= FIELDS;
    }
    before && !line.is_empty() && matches!(fields(index), (count, true) if count >= FIELDS)
}

/// Words of the longest line that says whose words follow.
const LONGEST: usize = 30;

/// Marks lines such as `On Monday, Ada Brink wrote:` before what is quoted.
fn mark_attributions(paragraphs: &mut Vec<Paragraph>) {
    let mut index = 0;
    while index + 1 < paragraphs.len() {
        let quotes = paragraphs[index].depth < paragraphs[index + 1].depth;
        let first = index == 0;
        let own = &mut paragraphs[index];
        if quotes && own.kind.is_none() {
            let words = own.words.trim_end();
            let start = words.rfind('\n').map_or(0, |at| at + 1);
            let (before, last) = words.split_at(start);
            if names_another(last, first && start == 0) {
                let (before, last, depth) = (before.to_owned(), last.to_owned(), own.depth);
                own.words = before;
                paragraphs.insert(index + 1, Paragraph { depth, words: last, kind: Some(BoilerplateKind::Quoted) });
                index += 1;
            }
        }
        index += 1;
    }
}

/// Whether a line says whose words follow: it ends with a colon and has an address, a date or a name of two words; the first
/// line of a mail needs the colon only.
fn names_another(line: &str, first: bool) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let named = words.windows(2).skip(1).any(|pair| pair.iter().all(capital));
    let told = line.contains('@') || line.contains(|c: char| c.is_ascii_digit()) || named;
    line.ends_with([':', '：']) && words.len() <= LONGEST && (first || told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BoilerplateKind::{Quoted, Signature};

    /// A paragraph, and what it is.
    type Told<'a> = (&'a str, Option<BoilerplateKind>);

    /// The paragraphs, with what they are.
    fn told(text: &str, wrapping: Wrapping) -> Vec<(String, Option<BoilerplateKind>)> {
        let document = read(text, wrapping);
        let kind = |paragraph: &str| {
            let at = document.text.find(paragraph).unwrap_or_default();
            document.asides.iter().find(|aside| aside.range.start() == at).map(|aside| aside.kind)
        };
        document.text.split("\n\n").map(|paragraph| (paragraph.to_owned(), kind(paragraph))).collect()
    }

    fn check(text: &str, wrapping: Wrapping, expected: &[Told]) {
        let expected: Vec<_> = expected.iter().map(|(words, kind)| ((*words).to_owned(), *kind)).collect();
        assert_eq!(told(text, wrapping), expected, "{text}");
    }

    #[test]
    fn what_another_wrote_is_apart() {
        let cases: &[(&str, &[Told])] = &[
            (
                "On Monday, Ada wrote:\n> The gate was shut.\n>> It was open.\n\nIt was not.\n-- \nBo\n",
                &[
                    ("On Monday, Ada wrote:", Some(Quoted)),
                    ("The gate was shut.", Some(Quoted)),
                    ("It was open.", Some(Quoted)),
                    ("It was not.", None),
                    ("Bo", Some(Signature)),
                ],
            ),
            (
                "Thanks.\nAm 3. März schrieb Ada Brink <ada@example.org>:\n> > Ja.\n> Nein.",
                &[
                    ("Thanks.", None),
                    ("Am 3. März schrieb Ada Brink <ada@example.org>:", Some(Quoted)),
                    ("Ja.", Some(Quoted)),
                    ("Nein.", Some(Quoted)),
                ],
            ),
            (
                "I stand by it.\n\nThis alone is true:\n> It rained.",
                &[("I stand by it.", None), ("This alone is true:", None), ("It rained.", Some(Quoted))],
            ),
            (
                "See below.\n\n-------- Weitergeleitete Nachricht --------\nVon: Ada\nDatum: Montag\n\nEs regnet.",
                &[
                    ("See below.", None),
                    ("-------- Weitergeleitete Nachricht --------\nVon: Ada\nDatum: Montag", Some(Quoted)),
                    ("Es regnet.", Some(Quoted)),
                ],
            ),
            (
                "Yes.\n\nFrom: Ada <ada@example.org>\nSent: Monday\nTo: Bo\nSubject: rain\n\nDoes it rain?",
                &[
                    ("Yes.", None),
                    ("From: Ada <ada@example.org>\nSent: Monday\nTo: Bo\nSubject: rain", Some(Quoted)),
                    ("Does it rain?", Some(Quoted)),
                ],
            ),
            (
                "Ja.\n\nVon: Ada Brink\nGesendet: Montag, 3. März\nAn: Bo\nBetreff: Regen\n\nRegnet es?",
                &[
                    ("Ja.", None),
                    ("Von: Ada Brink\nGesendet: Montag, 3. März\nAn: Bo\nBetreff: Regen", Some(Quoted)),
                    ("Regnet es?", Some(Quoted)),
                ],
            ),
            (
                "It rains.\n\n____________________\nThe rain list\nrain@example.org",
                &[("It rains.", None), ("The rain list\nrain@example.org", Some(Signature))],
            ),
            ("It rains.\n\nSent from my phone", &[("It rains.", None), ("Sent from my phone", Some(Signature))]),
            (
                "When: Monday\nWhere: the pier\nWho: all of us",
                &[("When: Monday\nWhere: the pier\nWho: all of us", None)],
            ),
            ("---- News ----\n\nIt rains.", &[("---- News ----", None), ("It rains.", None)]),
            (
                "---------- Forwarded message ---------\nFrom: Ada\nTo: Bo\n\nIt rains.",
                &[("---------- Forwarded message ---------\nFrom: Ada\nTo: Bo", None), ("It rains.", None)],
            ),
        ];
        for (text, expected) in cases {
            check(text, Wrapping::Unknown, expected);
        }
    }

    #[test]
    fn flowed_lines_are_joined() {
        let flowed = Wrapping::Flowed { delete: false };
        check(
            "It was shut \nfor nine \ndays.\n So it \nwas.\n",
            flowed,
            &[("It was shut for nine days.\nSo it was.", None)],
        );
        check(
            "> one \n> two\nthree\n-- \nBo",
            flowed,
            &[("one two", Some(Quoted)), ("three", None), ("Bo", Some(Signature))],
        );
        check(" >no quotation", flowed, &[(">no quotation", None)]);
        check("Hafen \nmeister", Wrapping::Flowed { delete: true }, &[("Hafenmeister", None)]);
    }
}
