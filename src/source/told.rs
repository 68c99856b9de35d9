//! What a text says of itself where nothing else does: its headline, the day in its dateline or stamp, its byline, its agency.

use super::phrases::Phrases;
use super::{Boilerplate, BoilerplateKind, Source, format};
use crate::text::{Text, Value, fold};
use jiff::civil::Date;

/// Fills in what is not known yet. `made` is the day on which the file was made: it counts where the text tells no day.
pub fn fill_in(source: &mut Source, made: Option<Date>) {
    let (text, parts) = (&source.text, &source.boilerplate);
    let of_kind = |kind: BoilerplateKind| parts.iter().filter(move |part| part.kind == kind);
    let title = || format::headline(text.content()).map(str::to_owned);
    let date = || of_kind(BoilerplateKind::Metadata).find_map(|part| day(text, part)).or(made);
    let author = || of_kind(BoilerplateKind::Credit).find_map(|part| byline(text.slice(part.range)));
    let signed = || of_kind(BoilerplateKind::Credit).next_back().and_then(|part| signature(text, part));
    let outlet = || of_kind(BoilerplateKind::Metadata).find_map(|part| agency(text.slice(part.range))).or_else(signed);
    let meta = &mut source.meta;
    meta.title = meta.title.take().or_else(title);
    meta.date = meta.date.or_else(date);
    meta.author = meta.author.take().or_else(author);
    meta.outlet = meta.outlet.take().or_else(outlet);
}

/// The first full date in a part of a text.
fn day(text: &Text, part: &Boilerplate) -> Option<Date> {
    let inside = text.values().iter().filter(|valued| part.range.contains(valued.range));
    inside.filter_map(|valued| full(&valued.value)).next()
}

fn full(value: &Value) -> Option<Date> {
    let Value::Date { year: Some(year), month: Some(month), day: Some(day) } = *value else { return None };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The name in `By Ann Lee, Harbour Correspondent`.
fn byline(line: &str) -> Option<String> {
    let (first, rest) = line.trim().split_once(' ')?;
    let name = rest.split([',', '|', ';', '(']).next()?.trim();
    let few = (1..=6).contains(&name.split_whitespace().count());
    (few && Phrases::shipped().byline.contains(&fold(first)) && first.starts_with(char::is_uppercase))
        .then(|| name.to_owned())
}

/// The agency in `TEL AVIV (Reuters) –`.
fn agency(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('(')?;
    let name = rest.split(')').next()?.trim();
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    Phrases::shipped().agency.is(&words).then(|| name.to_owned())
}

/// The agency in a last line that is nothing else: `AFP`.
fn signature(text: &Text, part: &Boilerplate) -> Option<String> {
    let line = text.slice(part.range).trim().trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = line.split_whitespace().map(fold).collect();
    let last = text.sentences().last().is_some_and(|sentence| sentence.range.overlaps(part.range));
    (last && Phrases::shipped().agency.is(&words)).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Meta, SourceId, boilerplate};

    #[test]
    fn a_text_says_what_it_is() {
        let cases = [
            (
                "Talks end without a deal\n\nBy Ann Lee, Harbour Correspondent\n\nJune 14, 2025\n\nThe talks ended.",
                [Some("Talks end without a deal"), None, Some("Ann Lee"), Some("2025-06-14")],
            ),
            ("The talks ended. Nobody won the day.\n\nAFP", [None, Some("AFP"), None, None]),
            ("Moscow, June 14 (TASS) – The talks ended. Nobody won.", [None, Some("TASS"), None, None]),
            ("The talks ended on June 14, 2025. Nobody won.", [None, None, None, Some("2026-01-01")]),
        ];
        for (content, expected) in cases {
            let text = Text::new(content.to_owned(), None);
            let parts = boilerplate(&text, None);
            let mut source = Source::new(SourceId(0), Meta::default(), text, parts);
            fill_in(&mut source, expected[3].filter(|day| day.starts_with("2026")).and_then(|day| day.parse().ok()));
            let Meta { title, outlet, author, date, .. } = source.meta;
            let date = date.map(|date| date.to_string());
            assert_eq!([&title, &outlet, &author, &date].map(Option::as_deref), expected, "{content}");
        }
    }
}
