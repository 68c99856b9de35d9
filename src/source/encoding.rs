//! From bytes to characters.

use super::wishes::Charset;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The characters of a file. A byte order mark says the encoding and is no part of the text; without one it is UTF-8 where
/// the bytes are valid as such or nearly so, UTF-16 where every other byte is zero, what a page declares of itself, and
/// else what looks likeliest. What cannot be decoded becomes U+FFFD, so any bytes give a text.
pub fn decode(bytes: Vec<u8>, wished: Option<Charset>) -> String {
    if let Some(Charset(encoding)) = wished {
        // A mark is no part of the text even where the encoding is told; it wins where it is one of another encoding.
        return encoding.decode(&bytes).0.into_owned();
    }
    if let Some(text) = utf32(&bytes) {
        return text;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = looks_like_utf16(&bytes) {
        return with(encoding, &bytes);
    }
    // Japanese in seven bits is valid UTF-8 by accident; its escape sequences tell.
    if bytes.windows(2).any(|pair| pair == b"\x1b$") {
        return with(likeliest(&bytes), &bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = if is_damaged_utf8(&bytes) { UTF_8 } else { declared(&bytes).unwrap_or(likeliest(&bytes)) };
            with(encoding, &bytes)
        }
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The characters of UTF-32, which is told by its mark, or by two zeros in every four bytes.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (head, _) = bytes.as_chunks::<4>();
    let near = || head.iter().take(256);
    let small = |end: bool| {
        let zeros = |quad: &[u8; 4]| if end { quad[3] == 0 && quad[2] < 0x11 } else { quad[0] == 0 && quad[1] < 0x11 };
        let letters = |quad: &[u8; 4]| if end { quad[..2] != [0, 0] } else { quad[2..] != [0, 0] };
        bytes.len().is_multiple_of(4) && head.len() > 1 && near().all(|quad| zeros(quad) && letters(quad))
    };
    let little = match head.first()? {
        [0xff, 0xfe, 0, 0] => true,
        [0, 0, 0xfe, 0xff] => false,
        _ if small(true) => true,
        _ if small(false) => false,
        _ => return None,
    };
    let number = |quad: &[u8; 4]| if little { u32::from_le_bytes(*quad) } else { u32::from_be_bytes(*quad) };
    let characters = head.iter().map(|quad| char::from_u32(number(quad)).unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(characters.enumerate().filter(|(at, c)| *at > 0 || *c != '\u{feff}').map(|(_, c)| c).collect())
}

/// UTF-16 without a mark: of the pairs at the start, most have a zero on one side (the high half of a Latin letter, a
/// blank, a digit) and next to none on the other.
fn looks_like_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4_096).unwrap_or(bytes);
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    if pairs < 4 {
        None
    } else if low * 2 > pairs && high * 20 <= pairs {
        Some(UTF_16LE)
    } else if high * 2 > pairs && low * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 with some bytes broken: characters of several bytes outnumber the broken ones four to one. In any other encoding
/// such characters come about by accident, between many that are broken.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 4
}

/// The encoding that a page names at its start, as in `<meta charset="windows-1251">` or `<?xml encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..2_048).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    ["charset=", "encoding="].iter().find_map(|key| {
        let value = head.split(key).nth(1)?.trim_start_matches(['"', '\'', ' ']);
        let label = value.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
        Encoding::for_label(label.as_bytes())
    })
}
