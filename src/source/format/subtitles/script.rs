//! Sub Station Alpha (`.ssa`) and its successor (`.ass`): events in the order of their times, with a speaker each.
//!
//! After the specification of the second by its authors and libass: `[Events]` has a line `Format:` that names the fields,
//! and an event a line with so many of them, the last of which, `Text`, may have commas.

use super::{Said, time};
use crate::source::format::prose::{one_line, short};
use crate::source::{Part, PartKind};

/// Whether a first line is that of a script.
pub fn begins(line: &str) -> bool {
    line.trim_start_matches('\u{feff}').eq_ignore_ascii_case("[Script Info]")
}

/// The fields of an event where no line names them.
const FIELDS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// Something that is said, or remarked.
struct Event {
    times: (u64, u64),
    speaker: Option<String>,
    text: String,
}

/// Reads a script. What is remarked in it, in lines of its own or inside of others, is a part.
pub fn read(script: &str, said: &mut Said) {
    let (mut fields, mut section) = (Fields::of(FIELDS), String::new());
    let mut events = Vec::new();
    for line in script.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_ascii_lowercase();
            continue;
        }
        let Some((kind, rest)) = line.split_once(':').map(|(kind, rest)| (kind.to_ascii_lowercase(), rest)) else {
            continue;
        };
        match (section.as_str(), kind.as_str()) {
            ("script info", "title") => said.title = short(rest),
            ("events", "format") => fields = Fields::of(rest),
            ("events", "dialogue") => match fields.event(rest) {
                Some(event) => events.push(event),
                None => said.parts.extend(Part::new(PartKind::Unread, line)),
            },
            ("events", "comment") => {
                let remark =
                    fields.event(rest).map_or_else(|| rest.to_owned(), |event| shown(&event.text).0.join("\n"));
                said.parts.extend(Part::new(PartKind::Comment, remark));
            }
            _ => {}
        }
    }
    // They may stand in any order; one that is drawn in several layers stands there several times.
    events.sort_by_key(|event| event.times);
    events.dedup_by(|later, event| later.times == event.times && later.text == event.text);
    for event in events {
        said.cue(event.times);
        let (lines, remarks) = shown(&event.text);
        lines.into_iter().for_each(|words| said.line(event.speaker.clone(), words));
        said.parts.extend(remarks.into_iter().filter_map(|remark| Part::new(PartKind::Comment, remark)));
    }
}

/// Which fields stand where; the text is the last.
struct Fields {
    count: usize,
    start: usize,
    end: usize,
    name: Option<usize>,
}

impl Fields {
    fn of(named: &str) -> Self {
        let names: Vec<String> = named.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
        let place = |name: &str| names.iter().position(|known| known == name);
        let name = place("name").or_else(|| place("actor"));
        Self { count: names.len(), start: place("start").unwrap_or(1), end: place("end").unwrap_or(2), name }
    }

    fn event(&self, line: &str) -> Option<Event> {
        let values: Vec<&str> = line.splitn(self.count, ',').collect();
        let value = |at: usize| values.get(at).map(|value| value.trim());
        let text = (*values.get(self.count.checked_sub(1)?)?).to_owned();
        let times = (time(value(self.start)?)?, time(value(self.end)?)?);
        let speaker = self.name.and_then(value).and_then(short);
        Some(Event { times, speaker, text })
    }
}

/// The lines of an event as they are seen, without the tags in braces that say how; and what is remarked in braces.
fn shown(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut words, mut remarks, mut rest) = (String::new(), Vec::new(), text);
    // Between `{\p1}` and `{\p0}` stand strokes of a drawing.
    let mut drawn = false;
    while let Some((before, inside, after)) = rest
        .split_once('{')
        .and_then(|(before, rest)| rest.split_once('}').map(|(inside, after)| (before, inside, after)))
    {
        words += if drawn { "" } else { before };
        if !inside.contains('\\') {
            remarks.push(inside.to_owned());
        }
        drawn = inside.split('\\').skip(1).fold(drawn, |drawn, tag| match tag.trim().strip_prefix('p') {
            Some(scale) if !scale.is_empty() && scale.chars().all(|c| c.is_ascii_digit()) => {
                scale.chars().any(|digit| digit != '0')
            }
            Some(_) | None => drawn,
        });
        rest = after;
    }
    words += if drawn { "" } else { rest };
    let words = words.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ");
    (words.lines().filter_map(one_line).collect(), remarks)
}

#[cfg(test)]
mod tests {
    use super::super::{begins, read};

    const HEAD: &str = "[Script Info]\n; Made by hand\nTitle: The pier\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

    #[test]
    fn events_are_read_as_they_are_seen() {
        // `START NAME TEXT`, apart by `|`; each lasts a second. A `#` before it makes a remark of it.
        let told = |notation: &str| {
            let events = notation.split('|').map(|event| {
                let (kind, event) = event.strip_prefix('#').map_or(("Dialogue", event), |event| ("Comment", event));
                let [start, name, text] = event.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{event}") };
                let end = start.parse::<u8>().expect("a second") + 1;
                format!("{kind}: 0,0:00:{start:0>2}.00,0:00:{end:02}.00,Default,{name},0,0,0,,{text}\n")
            });
            let script = format!("{HEAD}{}", events.collect::<String>());
            assert!(begins(&script), "{script}");
            let document = read(&script);
            assert_eq!(document.meta.title.as_deref(), Some("The pier"));
            let parts = document.parts.into_iter().map(|part| format!(" [{} {}]", part.kind.name(), part.text));
            document.text.replace('\n', "¶") + &parts.collect::<String>()
        };
        for (notation, expected) in [
            ("1  We left, all of us,\\Nbefore the storm.", "We left, all of us, before the storm."),
            ("1  {\\an8\\i1}Where{\\i0}\\his he?", "Where is he?"),
            ("3  and nobody looked back.|1  We left,", "We left, and nobody looked back."),
            ("1 Ann Go|2 Ann now.|3 Bo I do.", "Ann: Go now.¶¶Bo: I do."),
            ("1 Ann Go.|9 Ann Now.", "Ann: Go.¶¶Ann: Now."),
            ("1  {\\k20}Row, {\\k30}row.", "Row, row."),
            ("1  {\\p1}m 0 0 l 9 9{\\p0}|2  Go.", "Go."),
            ("1  {\\pos(1,2)}Go.", "Go."),
            ("1  Go.|1  Go.", "Go."),
            ("1  Go{to the pier} now.|#2  {\\b1}Too long?", "Go now. [comment Too long?] [comment to the pier]"),
            ("1  Go {now.", "Go {now."),
        ] {
            assert_eq!(told(notation), expected, "{notation}");
        }
    }

    #[test]
    fn fields_stand_as_the_format_says() {
        let script = "[Script Info]\n[Events]\nFormat: Marked, Start, End, Text\nDialogue: Marked=0,0:00:01.50,0:00:02.00,One, two.\nDialogue: nothing\n";
        let document = read(script);
        assert_eq!(document.text, "One, two.");
        assert_eq!(document.parts[0].text, "Dialogue: nothing");
    }
}
