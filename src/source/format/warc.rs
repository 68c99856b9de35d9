//! Web archives (WARC): each page that was fetched is a source.

use super::{Member, Reader};
use crate::source::Reason;
use flate2::read::{GzDecoder, ZlibDecoder};
use rustc_hash::FxHashSet;
use std::path::Path;

/// Whether bytes begin with a record.
pub fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/1.") || bytes.starts_with(b"WARC/0.")
}

/// Reads the pages of an archive, each address once. Pictures, scripts and what else a page loads are no sources.
pub fn read(bytes: &[u8], reader: &mut Reader) -> Result<Vec<Member>, Reason> {
    let (mut parts, mut seen, mut rest) = (Vec::new(), FxHashSet::default(), bytes);
    while let Some(record) = Record::next(&mut rest)? {
        let Some(address) = record.fields.get("warc-target-uri") else { continue };
        let address = address.trim_matches(['<', '>']).to_owned();
        if !["http://", "https://", "ftp://", "file:"].iter().any(|scheme| address.starts_with(scheme)) {
            continue;
        }
        let Some((kind, body)) = content(&record, reader)? else { continue };
        if !is_text(&kind) || address.ends_with("robots.txt") || !seen.insert(address.clone()) {
            continue;
        }
        reader.allowance.part()?;
        // The name only decides between formats that look alike.
        let name = if kind.contains("html") { Path::new("page.html") } else { Path::new("") };
        for mut part in reader.deeper(body, name)? {
            if let Ok(document) = &mut part.result {
                let meta = &mut document.meta;
                meta.url = meta.url.take().or_else(|| Some(address.clone()));
                meta.outlet = meta.outlet.take().or_else(|| super::html::site_of(&address));
            }
            part.place = if part.place.is_empty() { address.clone() } else { format!("{address}#{}", part.place) };
            parts.push(part);
        }
    }
    if parts.is_empty() { Err(Reason::NoTexts) } else { Ok(parts) }
}

fn is_text(kind: &str) -> bool {
    ["text/html", "application/xhtml", "text/plain", "application/pdf"].iter().any(|known| kind.starts_with(known))
}

/// A record: its fields by name in lower case, and what follows them.
struct Record<'a> {
    fields: Fields,
    block: &'a [u8],
}

impl<'a> Record<'a> {
    /// The next record; nothing at the end.
    fn next(rest: &mut &'a [u8]) -> Result<Option<Self>, Reason> {
        let start = rest.iter().position(|byte| !byte.is_ascii_whitespace());
        let Some(record) = start.and_then(|start| rest.get(start..)) else { return Ok(None) };
        if !begins(record) {
            return Err(Reason::Malformed("WARC (a record does not begin where the one before it ends)".into()));
        }
        let (fields, body) = head(record).ok_or_else(|| Reason::Malformed("WARC (a record without an end)".into()))?;
        let length: usize = fields.get("content-length").and_then(|said| said.parse().ok()).unwrap_or(0);
        // The last record of an archive may be cut off.
        let block = body.get(..length).unwrap_or(body);
        *rest = body.get(length..).unwrap_or_default();
        Ok(Some(Self { fields, block }))
    }
}

/// The fields of a head, by name in lower case.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// The fields of a head of lines, and what follows the empty line at its end.
fn head(bytes: &[u8]) -> Option<(Fields, &[u8])> {
    const LONGEST: usize = 64 << 10;
    let near = bytes.get(..LONGEST).unwrap_or(bytes);
    let ends = [&b"\r\n\r\n"[..], b"\n\n"].into_iter();
    let (end, gap) = ends.filter_map(|gap| Some((near.windows(gap.len()).position(|w| w == gap)?, gap.len()))).min()?;
    let lines = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    let field =
        |line: &str| line.split_once(':').map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()));
    Some((Fields(lines.lines().skip(1).filter_map(field).collect()), bytes.get(end + gap..)?))
}

/// The kind and the bytes of what a record brings, where it brings something.
fn content(record: &Record, reader: &mut Reader) -> Result<Option<(String, Vec<u8>)>, Reason> {
    let kind = record.fields.get("warc-type").map_or("", String::as_str);
    let said = |fields: &Fields| fields.get("content-type").map(|kind| kind.to_lowercase()).unwrap_or_default();
    match kind {
        "resource" | "conversion" => Ok(Some((said(&record.fields), record.block.to_vec()))),
        "response" => {
            let status = record.block.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let done = String::from_utf8_lossy(status).split_whitespace().nth(1).is_some_and(|code| code == "200");
            let Some((fields, body)) = head(record.block).filter(|_| done) else { return Ok(None) };
            if !is_text(&said(&fields)) {
                return Ok(None);
            }
            let chunked = fields.get("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked"));
            let body = if chunked { joined(body) } else { body.to_vec() };
            let body = match fields.get("content-encoding").map(String::as_str) {
                Some("gzip" | "x-gzip") => reader.allowance.unpack(GzDecoder::new(body.as_slice()))?,
                Some("deflate") => reader.allowance.unpack(ZlibDecoder::new(body.as_slice()))?,
                _ => body,
            };
            Ok(Some((said(&fields), body)))
        }
        _ => Ok(None),
    }
}

/// The body of a response that was sent in chunks; some archives keep the field and not the chunks.
fn joined(body: &[u8]) -> Vec<u8> {
    let (mut all, mut rest) = (Vec::new(), body);
    while let Some(end) = rest.iter().take(32).position(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(rest.get(..end).unwrap_or_default()).into_owned();
        let size = line.split(';').next().and_then(|size| usize::from_str_radix(size.trim(), 16).ok());
        let Some(chunk) = size.and_then(|size| rest.get(end + 1..end.checked_add(1)?.checked_add(size)?)) else {
            break;
        };
        if chunk.is_empty() {
            return all;
        }
        all.extend_from_slice(chunk);
        rest = rest.get(end + 1 + chunk.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    if all.is_empty() { body.to_vec() } else { all }
}
