//! Files broken in a few places.

use flate2::Compression;
use flate2::read::{GzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Dice(u64, Vec<u8>);

/// What is done to what is packed.
type Change<'a> = &'a mut dyn FnMut(&[u8], &mut Dice) -> Vec<u8>;

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed, Vec::new())
    }

    /// First the numbers that are told, a byte each.
    #[allow(dead_code, reason = "only what is led by the code that is reached tells numbers")]
    pub fn of(told: &[u8]) -> Self {
        Self(told.len() as u64, told.iter().rev().copied().collect())
    }

    fn next(&mut self) -> u64 {
        if let Some(told) = self.1.pop() {
            return told.into();
        }
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap()
    }
}

/// Words that mean something to some reader.
const WORDS: [&[u8]; 40] = [
    b"<",
    b">",
    b"</p>",
    b"<p>",
    b"&amp;",
    b"&#0;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\\u-10179?",
    b"\\'e9",
    b"\\bin9999999999 ",
    b"{\\*",
    b"\\uc9 ",
    b"\r\n\r\n",
    b"\n",
    b"\0",
    b"\xff\xfe",
    b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"WARC/1.0\r\n",
    b"-->",
    b"00:00:01,000 --> 99:99:99,999",
    b"99999999999999999999",
    b"-1",
    b"obj",
    b"endobj",
    b"stream\n",
    b"/Parent 1 0 R",
    b"/Filter /LZWDecode",
    b" Do\n",
    b"%PDF-1.4\n",
    b"From x\n",
];

/// A file with one to eight breaks; what is packed is broken inside most of the time.
pub fn broken(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    if dice.below(4) > 0 {
        let mut plain_other = Vec::new();
        let other = if GzDecoder::new(other).read_to_end(&mut plain_other).is_ok() { &plain_other } else { other };
        if let Some(repacked) = repacked(bytes, dice, &mut |inner, dice| broken(inner, other, dice)) {
            return repacked;
        }
    }
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        break_once(&mut bytes, other, dice);
    }
    bytes
}

/// What is packed (an archive, a stream of a PDF), unpacked, changed in one place, and packed again.
pub fn repacked(bytes: &[u8], dice: &mut Dice, change: Change) -> Option<Vec<u8>> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => repacked_zip(bytes, dice, change),
        [0x1f, 0x8b, ..] => repacked_gzip(bytes, dice, change),
        [b'%', b'P', b'D', b'F', ..] => repacked_stream(bytes, dice, change),
        _ => None,
    }
}

fn break_once(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let end = at + dice.below((bytes.len() - at).min(200) + 1);
    match dice.below(9) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes[at..end].to_vec();
            let most = if dice.below(20) == 0 { 2_000 } else { 3 };
            let times = 1 + dice.below(most);
            drop(bytes.splice(at..at, again.repeat(times)));
        }
        3 => {
            let from = dice.below(other.len() + 1);
            let to = from + dice.below((other.len() - from).min(400) + 1);
            drop(bytes.splice(at..end, other[from..to].iter().copied()));
        }
        4 | 5 => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].iter().copied())),
        6 => {
            // A number becomes another.
            if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                bytes[at + digit] = b'0' + u8::try_from(dice.below(10)).unwrap();
            }
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
    }
}

fn repacked_zip(bytes: &[u8], dice: &mut Dice, change: Change) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(archive.len());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let mut inner = Vec::new();
        entry.read_to_end(&mut inner).ok()?;
        let inner = if index == chosen { change(&inner, dice) } else { inner };
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(entry.name(), options).ok()?;
        writer.write_all(&inner).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

fn repacked_gzip(bytes: &[u8], dice: &mut Dice, change: Change) -> Option<Vec<u8>> {
    let mut inner = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut inner).ok()?;
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(&change(&inner, dice)).ok()?;
    writer.finish().ok()
}

/// A PDF with one of its packed streams broken inside. Its length is wrong then, which readers get over.
fn repacked_stream(bytes: &[u8], dice: &mut Dice, change: Change) -> Option<Vec<u8>> {
    let starts: Vec<usize> =
        bytes.windows(7).enumerate().filter(|(_, w)| w == b"stream\n").map(|(at, _)| at + 7).collect();
    let start = *starts.get(dice.below(starts.len()))?;
    let end = start + bytes.get(start..)?.windows(9).position(|window| window == b"endstream")?;
    let mut inner = Vec::new();
    ZlibDecoder::new(bytes.get(start..end)?).read_to_end(&mut inner).ok()?;
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(&change(&inner, dice)).ok()?;
    let mut whole = bytes.get(..start)?.to_vec();
    whole.extend(writer.finish().ok()?);
    whole.push(b'\n');
    whole.extend_from_slice(bytes.get(end..)?);
    Some(whole)
}
