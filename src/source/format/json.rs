//! Collections in JSON: an array of records, an object that holds one, a record alone, or a record a line.

use super::Member;
use super::record::{Record, Told, parts};
use crate::source::Reason;
use crate::source::limits::MAX_PARTS;
use serde_json::{Map, Value};

/// Whether a text is JSON or a record a line by its first characters.
pub fn begins(text: &str) -> bool {
    let start = text.trim_start();
    let inside = start.strip_prefix('[').map_or(start, str::trim_start);
    inside.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with(['"', '}']))
}

/// Reads a collection.
pub fn read(text: &str, told: &Told) -> Result<Vec<Member>, Reason> {
    let (records, what) = match serde_json::from_str::<Value>(text) {
        Ok(value) => (records(value), "field"),
        Err(whole) => match lines(text) {
            Ok(records) => (records, "field"),
            Err(line) => {
                let error =
                    if whole.line() > 1 && text.trim_start().starts_with('[') { whole.to_string() } else { line };
                return Err(Reason::Malformed(format!("JSON ({error})")));
            }
        },
    };
    if records.len() > MAX_PARTS {
        return Err(Reason::TooManyParts);
    }
    parts(records, told, what)
}

/// A record a line; its place is the line's number.
fn lines(text: &str) -> Result<Vec<Record>, String> {
    let lines = text.lines().zip(1usize..).filter(|(line, _)| !line.trim().is_empty());
    let record = |(line, number): (&str, usize)| match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(Record { place: number.to_string(), fields: fields(object) }),
        Ok(_) => Err(format!("line {number} is no record")),
        Err(error) => Err(format!("line {number}, {error}")),
    };
    lines.map(record).collect()
}

/// The records of a value: the members of an array, of the longest array in an object, or the object itself.
fn records(value: Value) -> Vec<Record> {
    let objects = |all: Vec<Value>| -> Vec<Map<String, Value>> {
        let object = |value| if let Value::Object(object) = value { Some(object) } else { None };
        all.into_iter().filter_map(object).collect()
    };
    let all = match value {
        Value::Array(all) => objects(all),
        Value::Object(mut object) => {
            let holds = |value: &Value| value.as_array().filter(|all| all.iter().any(Value::is_object)).map(Vec::len);
            let longest = object.iter().filter_map(|(key, value)| Some((holds(value)?, key.clone()))).max();
            match longest.and_then(|(_, key)| object.remove(&key)) {
                // An article may have an array of authors or pictures; then its own text is long.
                Some(Value::Array(all))
                    if !object.values().any(|value| value.as_str().is_some_and(|said| said.len() > 400)) =>
                {
                    objects(all)
                }
                _ => return vec![Record { place: String::new(), fields: fields(object) }],
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    all.into_iter()
        .zip(1usize..)
        .map(|(object, number)| Record { place: number.to_string(), fields: fields(object) })
        .collect()
}

/// The fields of a record as words: lists are joined, and of a thing its name is taken.
fn fields(object: Map<String, Value>) -> Vec<(String, String)> {
    object.into_iter().filter_map(|(name, value)| Some((name, said(value)?))).collect()
}

fn said(value: Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(all) => {
            let all: Vec<String> = all.into_iter().filter_map(said).collect();
            // Paragraphs, or names.
            let joint = if all.iter().any(|one| one.len() > 100) { "\n\n" } else { ", " };
            Some(all.join(joint)).filter(|words| !words.is_empty())
        }
        Value::Object(mut thing) => ["name", "title", "text", "value", "rendered"]
            .iter()
            .find_map(|key| thing.remove(*key))
            .and_then(|value| match value {
                Value::String(words) => Some(words),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
            }),
        Value::Null | Value::Bool(_) => None,
    }
}
