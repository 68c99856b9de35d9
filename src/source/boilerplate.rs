//! Boilerplate: text that tells nothing of the event. Rules for news copy in general; their phrases are in
//! `assets/words/boilerplate.txt`.

use super::phrases::Phrases;
use crate::text::{Sentence, Text, TextRange, Token, Value, fold};

/// A part of a source that is not story, and what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Boilerplate {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: BoilerplateKind,
}

/// What a part that is not story is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BoilerplateKind {
    /// Metadata in the text: ` date 2025-06-14 `, a section name, a time stamp, a dateline.
    Metadata,
    /// The headline, once more.
    Headline,
    /// A label before a sentence or on a line of its own: `Details:`, `Background:`, `Source:`.
    Label,
    /// What a picture shows.
    Caption,
    /// Agency, photographer, author, copyright.
    Credit,
    /// A note of the editors: `[N.B. … – ed.]`.
    Note,
    /// What was put right after publication: `Correction: …`.
    Correction,
    /// A pointer to other texts: `Read also …`.
    Link,
    /// Buttons for passing a page on: `Share on …`, `Follow us on …`.
    Share,
    /// An invitation to a newsletter or subscription.
    Newsletter,
    /// A notice about cookies and consent.
    Cookies,
    /// An advertisement, or the word for one.
    Advertisement,
    /// Menus, contents, paths to the page; what stands around an article.
    Navigation,
    /// The head or foot of every page, with its number.
    RunningHead,
    /// What several pages of one site have in the same words.
    Repeated,
    /// Words of another mail that is answered or forwarded: no account of the writer's own.
    Quoted,
    /// What a mail is signed with.
    Signature,
}

impl BoilerplateKind {
    /// All kinds.
    pub const ALL: [Self; 17] = [
        Self::Metadata,
        Self::Headline,
        Self::Label,
        Self::Caption,
        Self::Credit,
        Self::Note,
        Self::Correction,
        Self::Link,
        Self::Share,
        Self::Newsletter,
        Self::Cookies,
        Self::Advertisement,
        Self::Navigation,
        Self::RunningHead,
        Self::Repeated,
        Self::Quoted,
        Self::Signature,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Headline => "headline",
            Self::Label => "label",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Note => "note",
            Self::Correction => "correction",
            Self::Link => "read also",
            Self::Share => "share links",
            Self::Newsletter => "newsletter",
            Self::Cookies => "cookie notice",
            Self::Advertisement => "advertisement",
            Self::Navigation => "around the article",
            Self::RunningHead => "running head",
            Self::Repeated => "on every page",
            Self::Quoted => "another's mail",
            Self::Signature => "signature",
        }
    }
}

/// Words of the longest link, byline and time stamp; what is longer says something.
const SHORT: usize = 25;
/// Words of the longest caption that its first words or its credit give away.
const CAPTION: usize = 80;

/// The boilerplate of a text, in order, without overlap.
///
/// `title` is the headline where it is known from elsewhere; else the first line serves, if it is no sentence.
pub fn boilerplate(text: &Text, title: Option<&str>) -> Vec<Boilerplate> {
    let lead = leading_date(text.content()).map(|(range, _)| range);
    let mut found: Vec<Boilerplate> = Vec::new();
    let mut headline = title.map(|title| title.split_whitespace().map(bare).collect::<Vec<_>>());
    let mut told = false;
    for sentences in text.sentences().chunk_by(|a, b| a.paragraph == b.paragraph) {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        let whole = first.range.to(last.range);
        let lead = lead.filter(|lead| whole.overlaps(*lead));
        let line = Line::new(text, lead.map_or(whole, |lead| rest(text, whole, lead)));
        found.extend(
            lead.map(|range| Boilerplate { range: with_section(&line, range), kind: BoilerplateKind::Metadata }),
        );
        if line.words.is_empty() || found.last().is_some_and(|part| part.range.contains(line.range)) {
            continue;
        }
        if let Some(kind) = line.kind() {
            found.push(Boilerplate { range: line.range, kind });
            continue;
        }
        let words = line.words.iter().map(bare).collect::<Vec<_>>();
        match &headline {
            Some(headline) if told && *headline == words => {
                found.push(Boilerplate { range: line.range, kind: BoilerplateKind::Headline });
                continue;
            }
            Some(headline) => told |= *headline == words,
            None => {
                headline = Some(if line.ended { Vec::new() } else { words });
                told = true;
            }
        }
        found.extend(parts(text, &line, sentences));
    }
    found
}

/// What is left of a paragraph behind its leading metadata.
fn rest(text: &Text, whole: TextRange, lead: TextRange) -> TextRange {
    let after = TextRange::new(text.content(), lead.end().min(whole.end()), whole.end());
    let blank = text.slice(after).len() - text.slice(after).trim_start().len();
    TextRange::new(text.content(), after.start() + blank, after.end())
}

/// The leading metadata with the section's name, where nothing else stands on its line.
fn with_section(line: &Line, lead: TextRange) -> TextRange {
    let one = line.words.len() == 1 && line.text.slice(line.range).starts_with(char::is_uppercase);
    let section = !line.ended && (one || line.phrases.section.is(&line.words));
    if section { lead.cover(line.range) } else { lead }
}

/// Parts of a paragraph that otherwise tells the story: notes and credits, a label or dateline before its first sentence.
fn parts(text: &Text, line: &Line, sentences: &[Sentence]) -> Vec<Boilerplate> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let Some(range) = sentence.range.intersect(line.range) else { continue };
        let part = Line::new(text, range);
        let stamp = || (part.words.len() <= SHORT && part.stamp()).then_some(BoilerplateKind::Metadata);
        if let Some(kind) = part.note().or_else(|| part.credit()).or_else(stamp) {
            found.push(Boilerplate { range, kind });
        } else if index == 0 {
            let label = part.label().map(|range| Boilerplate { range, kind: BoilerplateKind::Label });
            let dateline = || part.dateline().map(|range| Boilerplate { range, kind: BoilerplateKind::Metadata });
            found.extend(label.or_else(dateline));
        }
    }
    found
}

/// A paragraph or sentence being judged.
struct Line<'a> {
    text: &'a Text,
    range: TextRange,
    tokens: &'a [Token],
    /// Its words and numbers, folded.
    words: Vec<String>,
    /// A mark that ends a sentence stands at its end.
    ended: bool,
    phrases: &'static Phrases,
}

impl<'a> Line<'a> {
    fn new(text: &'a Text, range: TextRange) -> Self {
        let tokens = &text.tokens()[text.tokens_in(range).indices()];
        let words = tokens.iter().filter(|t| t.is_word()).map(|t| fold(text.slice(t.range))).collect();
        let end = text.slice(range).trim_end_matches(['"', '”', '’', ')', ']', '»', '\'']);
        Self {
            text,
            range,
            tokens,
            words,
            ended: end.ends_with(['.', '!', '?', '…', '。']),
            phrases: Phrases::shipped(),
        }
    }

    fn part(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| self.text.slice(t.range))
    }

    /// What the whole line is, if it tells nothing.
    fn kind(&self) -> Option<BoilerplateKind> {
        let short = self.words.len() <= SHORT;
        if short && self.stamp() {
            return Some(BoilerplateKind::Metadata);
        }
        let invitations = [
            (&self.phrases.advertisement, BoilerplateKind::Advertisement),
            (&self.phrases.share, BoilerplateKind::Share),
            (&self.phrases.newsletter, BoilerplateKind::Newsletter),
            (&self.phrases.link, BoilerplateKind::Link),
        ];
        if let Some((_, kind)) = invitations.iter().find(|(phrases, _)| short && self.begins(phrases)) {
            return Some(*kind);
        }
        if self.words.len() <= CAPTION && self.begins(&self.phrases.cookies) {
            return Some(BoilerplateKind::Cookies);
        }
        if self.words.len() <= CAPTION && self.begins(&self.phrases.correction) {
            return Some(BoilerplateKind::Correction);
        }
        if self.words.len() <= CAPTION && (self.begins(&self.phrases.caption) || self.picture_credit()) {
            return Some(BoilerplateKind::Caption);
        }
        self.note().or_else(|| self.credit()).or_else(|| (short && self.byline()).then_some(BoilerplateKind::Credit))
    }

    /// Begins with one of the phrases; a phrase of one word must be all there is, or have a colon behind it.
    fn begins(&self, phrases: &super::phrases::List) -> bool {
        phrases
            .longest(&self.words)
            .is_some_and(|count| count > 1 || self.words.len() == 1 || self.colon_after(1).is_some())
    }

    /// The token of a colon directly behind the first `count` words.
    fn colon_after(&self, count: usize) -> Option<usize> {
        let last = self.tokens.iter().enumerate().filter(|(_, t)| t.is_word()).nth(count.checked_sub(1)?)?.0;
        (self.part(last + 1) == ":").then_some(last + 1)
    }

    /// Dates, times and the words around them, and nothing else.
    fn stamp(&self) -> bool {
        let all = self.text.values();
        let first = all.partition_point(|v| v.range.start() < self.range.start());
        let values: Vec<_> = all.iter().skip(first).take_while(|v| self.range.contains(v.range)).collect();
        let full = |value: &Value| match value {
            Value::Time(_) => true,
            Value::Date { year, month, day } => {
                [year.is_some(), month.is_some(), day.is_some()].iter().filter(|p| **p).count() > 1
            }
            Value::Number { .. } | Value::Pair { .. } | Value::Weekday(_) => false,
        };
        let ago = self.words.iter().any(|word| word == "ago") || self.words.last().is_some_and(|word| word == "read");
        let timed = values.iter().any(|v| full(&v.value)) || ago && !values.is_empty();
        timed
            && self.tokens.iter().filter(|t| t.is_word()).zip(&self.words).all(|(token, word)| {
                self.phrases.stamp.contains(word) || values.iter().any(|v| v.range.contains(token.range))
            })
    }

    /// A line with a credit in brackets at its end (`(Photograph: A. Smith / AFP)`), or one that begins `Photo:`, `Photo by`.
    fn picture_credit(&self) -> bool {
        let photo = |word: &String| self.phrases.photo.contains(word);
        let [first, ..] = self.words.as_slice() else { return false };
        if photo(first)
            && (self.colon_after(1).is_some()
                || self.words.get(1).is_some_and(|w| matches!(w.as_str(), "by" | "via" | "courtesy")))
        {
            return true;
        }
        let slice = self.text.slice(self.range);
        let Some((before, credit)) = slice.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
            return false;
        };
        let words: Vec<String> =
            credit.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(fold).collect();
        let agency = self.phrases.agency.anywhere(&words);
        let sentence = before.trim_end().ends_with(['.', '!', '?', '"', '”']);
        words.len() <= SHORT && !before.trim().is_empty() && (words.iter().any(photo) || agency && !sentence)
    }

    fn note(&self) -> Option<BoilerplateKind> {
        let slice = self.text.slice(self.range);
        let bracketed =
            slice.starts_with('[') && slice.ends_with(']') || slice.starts_with('(') && slice.ends_with(')');
        let editors = |word: &String| {
            matches!(
                word.as_str(),
                "ed" | "eds" | "n.b" | "nb" | "editor" | "editors" | "note" | "ред" | "прим" | "anm" | "ndlr"
            )
        };
        let note = bracketed && self.words.iter().any(editors) || self.begins(&self.phrases.note);
        note.then_some(BoilerplateKind::Note)
    }

    /// Agencies and nothing else, `Reporting by …`, `© …`, `… contributed to this report`.
    fn credit(&self) -> Option<BoilerplateKind> {
        let slice = self.text.slice(self.range);
        let signed = !self.words.is_empty() && self.phrases.agency.all(&self.words, &["and", "with", "via"]);
        let picture = self.words.len() <= SHORT
            && slice.starts_with('(')
            && self.words.iter().any(|w| self.phrases.photo.contains(w));
        let credit = signed
            || picture
            || slice.starts_with('©')
            || self.words.len() <= SHORT
                && (self.begins(&self.phrases.credit) || self.phrases.credit.ends(&self.words));
        credit.then_some(BoilerplateKind::Credit)
    }

    /// `By Ann Smith and Bo Doe, Reuters`: capitals and nothing that a sentence has.
    fn byline(&self) -> bool {
        let mut words = self.tokens.iter().filter(|t| t.is_word()).map(|t| self.text.slice(t.range));
        let opens = words
            .next()
            .is_some_and(|first| self.phrases.byline.contains(&fold(first)) && first.starts_with(char::is_uppercase));
        let count = self.words.len();
        let names = |word: &str| {
            word.starts_with(char::is_uppercase)
                || matches!(word, "and" | "for" | "of" | "in" | "und" | "et" | "y" | "de" | "von")
        };
        opens && (3..=12).contains(&count) && !self.ended && words.all(names)
    }

    /// A label with its colon: `Details:`, `Quote from Ushakov:`.
    fn label(&self) -> Option<TextRange> {
        let count = self.phrases.label.longest(&self.words).unwrap_or(0);
        let quoted = self.phrases.quoted.longest(&self.words).unwrap_or(0);
        // A quoted person's name and title have up to five words.
        let named = (quoted > 0).then(|| (quoted..=quoted + 5).find_map(|count| self.colon_after(count)));
        let colon = self.colon_after(count).or(named.flatten())?;
        Some(self.up_to(colon))
    }

    fn up_to(&self, token: usize) -> TextRange {
        TextRange::new(self.text.content(), self.range.start(), self.tokens[token].range.end())
    }

    /// `WASHINGTON — `, `TEL AVIV (Reuters) - `, `Moscow, June 14 (TASS) – `.
    fn dateline(&self) -> Option<TextRange> {
        let dash = (1..self.tokens.len().min(20)).find(|&at| {
            matches!(self.part(at), "-" | "–" | "—" | "―")
                && self.part(at - 1).trim().is_empty()
                && self.part(at + 1).trim().is_empty()
        })?;
        let before: Vec<&str> =
            (0..dash).map(|at| self.part(at)).filter(|part| part.chars().any(char::is_alphabetic)).collect();
        let capitals = |word: &&str| !word.chars().any(char::is_lowercase);
        let folded: Vec<String> = before.iter().map(|word| fold(word)).collect();
        let bracketed = dash > 1 && self.part(dash - 2) == ")" && self.phrases.agency.ends(&folded);
        let shouted = before.first().is_some_and(|word| word.chars().count() > 2)
            && before.iter().all(capitals)
            && before.len() <= 4;
        (bracketed && before.first()?.starts_with(char::is_uppercase) || shouted).then(|| self.up_to(dash))
    }
}

/// A word of a headline as it is compared: letters and digits only.
fn bare(word: &(impl AsRef<str> + ?Sized)) -> String {
    fold(word.as_ref()).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The metadata that a text may begin with (` date 2025-06-14 `), and its date.
pub fn leading_date(text: &str) -> Option<(TextRange, jiff::civil::Date)> {
    let body = text.trim_start();
    let word = body.split(|c: char| !c.is_alphabetic()).next()?;
    let keyword = matches!(fold(word).as_str(), "date" | "published" | "datum" | "fecha" | "дата");
    let start = text.len() - body.len();
    let after = body.strip_prefix(word)?.trim_start_matches([' ', '\t', ':', '=']);
    let date: jiff::civil::Date = after.get(..10)?.parse().ok()?;
    let end = text.len() - after.len() + 10;
    let alone = after.get(10..)?.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-');
    (keyword && alone).then(|| (TextRange::new(text, start, end), date))
}

#[cfg(test)]
mod tests {
    use super::BoilerplateKind::{
        Advertisement, Caption, Cookies, Correction, Credit, Headline, Label, Link, Metadata,
    };
    use super::BoilerplateKind::{Newsletter, Note, Share};
    use super::*;
    use crate::text::Language;

    fn found(content: &str) -> Vec<(String, BoilerplateKind)> {
        let text = Text::new(content.to_owned(), Some(Language::ENGLISH));
        boilerplate(&text, None).iter().map(|part| (text.slice(part.range).to_owned(), part.kind)).collect()
    }

    #[test]
    fn lines_that_tell_nothing_are_known() {
        let cases = [
            ("16:05 GMT 14.06.2025 (Updated: 16:15 GMT 14.06.2025)", Metadata),
            ("Published on June 3, 2024 at 5:30 p.m. EST", Metadata),
            ("The mayor at home (Illustrative photo from 2018: EPA)", Caption),
            ("This combination of pictures shows the mayor (L) and his dog. (Photograph: A. Smith / AFP)", Caption),
            ("FILE PHOTO: The mayor speaks.", Caption),
            ("Read also Why the mayor left", Link),
            ("Related: What is a mayor?", Link),
            ("Читайте також: Мер пішов", Link),
            ("Advertisement", Advertisement),
            ("Share this article on Facebook", Share),
            ("Follow us on Telegram", Share),
            ("Sign up for our morning newsletter", Newsletter),
            ("We use cookies to improve your experience. By clicking accept you agree.", Cookies),
            ("Correction: an earlier version of this article misspelled the mayor's name.", Correction),
            ("[N.B. This paper does not recognise the mayor – ed.]", Note),
            ("Editor's note: the mayor's name has been corrected.", Note),
            ("By Ann Smith and Bo Doe, Reuters", Credit),
            ("© 2025 The Paper. All rights reserved.", Credit),
            ("Reporting by Ann Smith; Editing by Bo Doe", Credit),
            ("AFP, Reuters", Credit),
        ];
        for (line, kind) in cases {
            let content = format!("The mayor leaves\n\nThe mayor left on Monday.\n\n{line}\n\nHe went home.");
            assert_eq!(found(&content), [(line.to_owned(), kind)], "{line}");
        }
    }

    #[test]
    fn leading_parts_leave_the_rest_to_the_story() {
        let cases: &[(&str, &[(&str, BoilerplateKind)])] = &[
            (" date 2025-06-14 The mayor left.", &[("date 2025-06-14", Metadata)]),
            ("date 2025-06-14 International\nThe mayor left.", &[("date 2025-06-14 International", Metadata)]),
            ("Source: the mayor's office\n\nDetails: He left.", &[("Source:", Label), ("Details:", Label)]),
            ("Quote from Mayor Smith: \"I left.\" He did.", &[("Quote from Mayor Smith:", Label)]),
            ("NEW YORK — The mayor left.", &[("NEW YORK —", Metadata)]),
            ("Moscow, June 14 (TASS) – The mayor left.", &[("Moscow, June 14 (TASS) –", Metadata)]),
            ("He left.\n\nBackground:\n\nHe came.", &[("Background:", Label)]),
            ("A Head\nA Head\nHe left.\nA HEAD!", &[("A Head", Headline), ("A HEAD!", Headline)]),
        ];
        for (content, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(part, kind)| ((*part).to_owned(), *kind)).collect();
            assert_eq!(found(content), expected, "{content}");
        }
    }

    #[test]
    fn what_tells_something_stays() {
        let lines = [
            "Smith: The mayor is gone",
            "Support US troops, the mayor says",
            "On June 14, he left.",
            "The mayor (of York) said so.",
            "By Monday he had left.",
            "Report: the mayor left",
            "Details are few - and the mayor is gone - said Reuters.",
            "He spoke with the AP.",
        ];
        for line in lines {
            assert_eq!(found(line), [], "{line}");
        }
    }

    #[test]
    fn leading_dates_are_read() {
        let date = |text: &str| leading_date(text).map(|(range, date)| (range.of(text).to_owned(), date.to_string()));
        assert_eq!(date(" date 2025-06-14 Yuri"), Some(("date 2025-06-14".into(), "2025-06-14".into())));
        assert_eq!(date("Published: 2025-06-14\n"), Some(("Published: 2025-06-14".into(), "2025-06-14".into())));
        for text in
            ["", "2025-06-14 Yuri", "date 2025-06-14th", "date 2025-13-14 x", "dates 2025-06-14", "date 日本日本日本"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
