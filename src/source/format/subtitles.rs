//! Subtitles: SubRip and WebVTT. What is said, without the times.

use super::Document;
use super::prose::Prose;
use crate::source::Meta;

/// Whether a text is a file of subtitles.
pub fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    match lines.next() {
        Some(first) if first.starts_with("WEBVTT") => true,
        Some(first) if first.chars().all(|c| c.is_ascii_digit()) => {
            lines.next().is_some_and(|line| times(line).is_some())
        }
        Some(first) => times(first).is_some(),
        None => false,
    }
}

/// A pause after which a new paragraph begins, in milliseconds.
const PAUSE: u64 = 3_000;

/// Reads subtitles: cues that follow each other are one paragraph, up to a pause or another speaker.
pub fn read(text: &str) -> Document {
    let (mut prose, mut last_end, mut last_line) = (Prose::default(), 0u64, String::new());
    let mut title = None;
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if let Some(said) = line.strip_prefix("Title:").filter(|_| last_end == 0) {
            title = super::prose::short(said);
        }
        let Some((start, end)) = times(line) else { continue };
        if start.saturating_sub(last_end) > PAUSE && last_end > 0 {
            prose.end(None);
        }
        last_end = end;
        while let Some(line) = lines.next_if(|line| !line.is_empty()) {
            let (speaker, words) = spoken(line);
            // Captions that roll say their last line again.
            if words.is_empty() || words == last_line {
                continue;
            }
            if let Some(speaker) = speaker {
                prose.end(None);
                prose.write(&format!("{speaker}: "));
            } else if words.starts_with(['-', '–', '—']) {
                prose.end(None);
            }
            prose.write(&words);
            prose.write(" ");
            last_line = words;
        }
    }
    let document = prose.document();
    Document { meta: Meta { title, ..Meta::default() }, ..document }
}

/// Start and end of a cue in milliseconds, from a line such as `00:01:02,500 --> 00:01:04,000 position:50%`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once("-->")?;
    Some((time(start.trim())?, time(end.split_whitespace().next()?)?))
}

fn time(said: &str) -> Option<u64> {
    let (clock, thousandths) = said.split_once([',', '.'])?;
    let seconds = clock
        .split(':')
        .try_fold(0u64, |sum, part| sum.checked_mul(60)?.checked_add(part.trim().parse::<u64>().ok()?))?;
    seconds.checked_mul(1000)?.checked_add(thousandths.parse::<u64>().ok()?.min(999))
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
