//! Subtitles: SubRip, WebVTT and Sub Station Alpha. What is said, without the times.

mod script;

use super::Document;
use super::prose::Prose;
use crate::source::{Meta, Part, PartKind};
use crate::text::{Language, Text};

/// Whether a text is a file of subtitles.
pub fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    match lines.next() {
        Some(first) if first.starts_with("WEBVTT") => true,
        Some(first) if first.chars().all(|c| c.is_ascii_digit()) => {
            lines.next().is_some_and(|line| times(line).is_some())
        }
        Some(first) => times(first).is_some() || script::begins(first),
        None => false,
    }
}

/// Reads subtitles: a sentence is a line, however it was cut into cues; a pause or another speaker begins a paragraph.
pub fn read(text: &str) -> Document {
    let mut said = Said::default();
    let is_script = text.lines().map(str::trim).find(|line| !line.is_empty()).is_some_and(script::begins);
    if is_script {
        script::read(text, &mut said)
    } else {
        cues(text, &mut said)
    }
    said.document()
}

/// A pause after which a new paragraph begins, in milliseconds.
const PAUSE: u64 = 3_000;

/// What was said so far.
#[derive(Default)]
struct Said {
    prose: Prose,
    title: Option<String>,
    parts: Vec<Part>,
    /// When the last cue ended, in milliseconds.
    end: u64,
    line: String,
    speaker: Option<String>,
}

impl Said {
    /// A cue begins.
    fn cue(&mut self, (start, end): (u64, u64)) {
        if start.saturating_sub(self.end) > PAUSE && self.end > 0 {
            self.prose.end(None);
            self.speaker = None;
        }
        self.end = end;
    }

    /// A line of a cue, without markup, and who says it where that is marked.
    fn line(&mut self, speaker: Option<String>, words: String) {
        // Captions that roll say their last line again.
        if words.is_empty() || words == self.line {
            return;
        }
        if speaker.is_some() && speaker != self.speaker {
            self.prose.end(None);
            speaker.iter().for_each(|speaker| self.prose.write(&format!("{speaker}: ")));
            self.speaker = speaker;
        } else if words.starts_with(['-', '–', '—']) {
            self.prose.end(None);
            self.speaker = None;
        }
        // The dash before a line says that another speaks, as the paragraph does.
        // Sounds in brackets have lines of their own.
        self.prose.write(if is_sound(&words) { "\n" } else { "" });
        let said = words.trim_start_matches(['-', '–', '—']).trim_start();
        self.prose.write(if said.is_empty() { &words } else { said });
        self.prose.write(if is_sound(&words) { "\n" } else { " " });
        self.line = words;
    }

    fn document(self) -> Document {
        let mut document = self.prose.document();
        document.parts.extend(self.parts);
        Document { text: by_sentences(&document.text), meta: Meta { title: self.title, ..Meta::default() }, ..document }
    }
}

/// Reads SubRip and WebVTT.
fn cues(text: &str, said: &mut Said) {
    let mut lines = text.lines().map(str::trim).peekable();
    let is_web = lines.next_if(|line| line.trim_start_matches('\u{feff}').starts_with("WEBVTT")).is_some();
    // The head of a file, and what says how it looks.
    let mut silent = is_web;
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("Title:").filter(|_| said.end == 0) {
            said.title = super::prose::short(title);
        }
        // A remark ends with an empty line.
        if line.strip_prefix("NOTE").is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
            let mut remark = line.trim_start_matches("NOTE").to_owned();
            while let Some(line) = lines.next_if(|line| !line.is_empty()) {
                remark += &format!("\n{line}");
            }
            said.parts.extend(Part::new(PartKind::Comment, remark));
            continue;
        }
        if let Some(cue) = times(line) {
            said.cue(cue);
            while let Some(line) = lines.next_if(|line| !line.is_empty()) {
                let (speaker, words) = spoken(line);
                said.line(speaker, words);
            }
            silent = false;
            continue;
        }
        silent = silent && !line.is_empty() || is_web && ["STYLE", "REGION"].contains(&line);
        let is_name =
            line.chars().all(|c| c.is_ascii_digit()) || lines.peek().is_some_and(|next| times(next).is_some());
        if silent || is_name {
            continue;
        }
        // A line that stands behind an empty one belongs to the cue before it; in WebVTT no player shows it.
        if is_web {
            said.parts.extend(Part::new(PartKind::Hidden, line));
        } else {
            let (speaker, words) = spoken(line);
            said.line(speaker, words);
        }
    }
}

fn is_sound(words: &str) -> bool {
    words.starts_with('[') && words.ends_with(']') || words.starts_with('(') && words.ends_with(')')
}

/// The text with each sentence on a line of its own: where cues end depends on how long a line fits the screen.
fn by_sentences(text: &str) -> String {
    let language = Language::detect(text);
    let mut lines = String::with_capacity(text.len());
    for (number, paragraph) in text.split("\n\n").enumerate() {
        lines += if number > 0 { "\n\n" } else { "" };
        let said = paragraph.lines().flat_map(|line| {
            let text = Text::new(line.to_owned(), Some(language));
            text.sentences().iter().map(|sentence| text.slice(sentence.range).to_owned()).collect::<Vec<_>>()
        });
        lines += &said.collect::<Vec<_>>().join("\n");
    }
    lines
}

/// Start and end of a cue in milliseconds, from a line such as `00:01:02,500 --> 00:01:04,000 position:50%`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once("-->")?;
    Some((time(start.trim())?, time(end.split_whitespace().next()?)?))
}

fn time(said: &str) -> Option<u64> {
    let (clock, thousandths) = said.trim().split_once([',', '.'])?;
    let seconds = clock
        .split(':')
        .try_fold(0u64, |sum, part| sum.checked_mul(60)?.checked_add(part.trim().parse::<u64>().ok()?))?;
    // `.5` is half a second.
    let thousandths: String = thousandths.trim().chars().chain("000".chars()).take(3).collect();
    seconds.checked_mul(1000)?.checked_add(thousandths.parse::<u64>().ok()?)
}

/// The words of a line without markup, and who says them where that is marked (`<v Ann>`).
fn spoken(line: &str) -> (Option<String>, String) {
    let (mut words, mut speaker, mut rest) = (String::new(), None, line);
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(at);
        words += before;
        let close = if tag.starts_with('<') { '>' } else { '}' };
        let Some((inside, after)) = tag.split_once(close) else {
            rest = tag;
            break;
        };
        if let Some(name) = inside.strip_prefix("<v").and_then(|rest| rest.split_once([' ', '\t'])) {
            speaker = super::prose::short(name.1);
        }
        // Only what looks like markup goes: `<i>`, `</v>`, `{\an8}`, `<00:01.000>`.
        let is_markup = inside.starts_with("{\\")
            || inside
                .strip_prefix('<')
                .is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'));
        if !is_markup {
            words += inside;
            words.push(close);
        }
        rest = after;
    }
    words += rest;
    let words = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", "")]
        .iter()
        .fold(words, |words, (name, character)| words.replace(name, character));
    (speaker, super::prose::one_line(&words).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_may_be_cut_anywhere() {
        // Cues follow each other; `|` begins the next line, `^` the next cue.
        let told = |notation: &str| {
            let cues = (1..).zip(notation.split('^')).map(|(number, cue)| {
                format!("{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{}\n\n", cue.replace('|', "\n"))
            });
            read(&cues.collect::<String>()).text
        };
        for (one, other) in [
            ("We left|before the storm,^and nobody looked back.", "We left before the storm, and|nobody looked back."),
            ("You owe me 300 crowns. Go now.", "You owe me^300 crowns.^Go now."),
            ("{\\an8}<i>Where is he?</i>", "Where is he?"),
        ] {
            assert_eq!(told(one), told(other), "{one}");
        }
        assert_eq!(told("- Where is he?|- Below."), "Where is he?\n\nBelow.");
        assert_eq!(told("[THUNDER]^You owe me^money."), "[THUNDER]\nYou owe me money.");
        assert_eq!(told("-"), "-");
        assert_eq!(told("Go now,||he said.^Go."), "Go now, he said.\nGo.");
        let remarked = read("WEBVTT\n\nNOTE Seen\nby Bo\n\n00:01.000 --> 00:02.000\nGo now.\n");
        assert_eq!((remarked.text.as_str(), remarked.parts[0].text.as_str()), ("Go now.", "Seen\nby Bo"));
        let styled = read(
            "WEBVTT Harbour\nKind: captions\n\nSTYLE\n::cue {}\n\nfirst\n00:01.000 --> 00:02.000\n<v Ann>Go\n\n2\n00:02.000 --> 00:03.000\n<v Ann>now.\n\nNobody sees this.\n",
        );
        assert_eq!((styled.text.as_str(), styled.parts[0].text.as_str()), ("Ann: Go now.", "Nobody sees this."));
    }
}
