//! Tables: values apart by commas, semicolons or tabs, with the names of the columns in the first row.

use super::Member;
use super::record::{Record, Told, parts};
use crate::source::Reason;
use crate::source::limits::MAX_PARTS;
use csv::ReaderBuilder;

/// Reads a table: each row is a source, and its place is the line on which it begins.
pub fn read(text: &str, told: &Told) -> Result<Vec<Member>, Reason> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let wrong = |error: csv::Error| Reason::Malformed(format!("CSV ({error})"));
    let names: Vec<String> = reader.headers().map_err(wrong)?.iter().map(|name| name.trim().to_owned()).collect();
    let (mut records, mut line, mut at) = (Vec::new(), 1, 0);
    for row in reader.records() {
        let row = row.map_err(wrong)?;
        if records.len() == MAX_PARTS {
            return Err(Reason::TooManyParts);
        }
        // Where the row's words begin: the reader counts the end of the row before to it.
        let start = row.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(at);
        let blank = text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        line += text.get(at..start + blank).map_or(0, |passed| passed.matches('\n').count());
        at = start + blank;
        let place = line.to_string();
        let fields = names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
        records.push(Record { place, fields });
    }
    parts(records, told, "column")
}

/// The mark that stands most often in the first line, outside of quotation marks.
fn delimiter(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0usize; 4], false);
    for character in text.lines().next().unwrap_or_default().chars() {
        quoted ^= character == '"';
        if let Some(index) = MARKS.iter().position(|mark| !quoted && char::from(*mark) == character) {
            counts[index] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().position(|count| *count == most).map_or(b',', |index| MARKS[index])
}

const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
