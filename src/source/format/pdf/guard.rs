//! Bounds for PDFs that are made to fill the memory or never to end. The crate that reads them follows every reference and
//! unpacks every stream; what would not end is refused before.

use super::resolved;
use crate::source::Reason;
use crate::source::limits::{Allowance, MAX_OBJECTS};
use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId, Stream};
use rustc_hash::FxHashMap;

/// Drawings that may stand inside of each other; real files have two or three.
const DEEPEST: usize = 12;
/// Bytes of instructions of one file, drawings counted as often as they are drawn.
const MOST_WORK: u64 = 1 << 30;
/// The longest stream packed in the old way, which grows to thirteen hundred times its size at most.
const MOST_LZW: usize = 256 << 10;
/// The most pages.
const MOST_PAGES: usize = 20_000;

/// Looks at the bytes before anything is built of them: what is packed must not be a bomb.
pub fn look(bytes: &[u8], allowance: &mut Allowance) -> Result<(), Reason> {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let after = rest.get(at + 6..).unwrap_or_default();
        let packed = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        // Only what starts like zlib's output is tried; pictures count, too, since they are unpacked to be thrown away.
        if packed.first().is_some_and(|first| first & 0x0f == 8) {
            is_no_bomb(packed, allowance)?;
        }
        rest = after;
    }
    Ok(())
}

/// What cannot be unpacked is for the crate to refuse; only what grows too large is refused here.
fn is_no_bomb(packed: &[u8], allowance: &mut Allowance) -> Result<(), Reason> {
    let unpacked = allowance.unpack(ZlibDecoder::new(packed));
    if let Err(Reason::Bomb | Reason::TooLarge) = unpacked { Err(Reason::Bomb) } else { Ok(()) }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Takes the pictures out, and refuses what would never end.
pub fn defuse(pdf: &mut Pdf, allowance: &mut Allowance) -> Result<(), Reason> {
    if pdf.objects.len() > MAX_OBJECTS || pdf.get_pages().len() > MOST_PAGES {
        return Err(Reason::TooManyParts);
    }
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
            // The crate would read their bytes as instructions.
            stream.set_plain_content(Vec::new());
            stream.dict.remove(b"Filter");
            continue;
        }
        let packed = stream.filters().unwrap_or_default();
        let dense = packed.iter().filter(|filter| matches!(**filter, b"FlateDecode" | b"LZWDecode")).count();
        if dense > 1 || packed.contains(&&b"LZWDecode"[..]) && stream.content.len() > MOST_LZW {
            return Err(Reason::Bomb);
        }
        if dense == 1 && packed.first() == Some(&&b"FlateDecode"[..]) {
            is_no_bomb(&stream.content, allowance)?;
        }
    }
    for page in pdf.get_pages().into_values() {
        ancestors_end(pdf, page)?;
    }
    let mut work = Work { pdf, known: FxHashMap::default() };
    let total = pdf
        .get_pages()
        .into_values()
        .try_fold(0u64, |sum, page| Ok::<_, Reason>(sum.saturating_add(work.of_page(page)?)))?;
    if total > MOST_WORK { Err(Reason::Bomb) } else { Ok(()) }
}

/// A page may not stand below itself.
fn ancestors_end(pdf: &Pdf, page: ObjectId) -> Result<(), Reason> {
    let mut at = pdf.get_dictionary(page).ok();
    for _ in 0..64 {
        let Some(parent) = at.and_then(|dictionary| dictionary.get(b"Parent").ok()) else { return Ok(()) };
        at = parent.as_reference().ok().and_then(|id| pdf.get_dictionary(id).ok());
    }
    Err(Reason::Nested)
}

/// How much work drawings are: their own bytes, and those of the drawings that they draw, each time.
struct Work<'a> {
    pdf: &'a Pdf,
    known: FxHashMap<ObjectId, u64>,
}

impl Work<'_> {
    fn of_page(&mut self, page: ObjectId) -> Result<u64, Reason> {
        let content = self.pdf.get_page_content(page).unwrap_or_default();
        let mut at = self.pdf.get_dictionary(page).ok();
        let mut resources = None;
        for _ in 0..64 {
            resources = at.and_then(|d| d.get(b"Resources").ok()).and_then(|value| dictionary(self.pdf, value));
            if resources.is_some() {
                break;
            }
            at = at.and_then(|d| d.get(b"Parent").ok()).and_then(|parent| dictionary(self.pdf, parent));
        }
        self.of(&content, resources, 0)
    }

    fn of(&mut self, content: &[u8], resources: Option<&Dictionary>, depth: usize) -> Result<u64, Reason> {
        if depth > DEEPEST {
            return Err(Reason::Nested);
        }
        let own = content.len() as u64 + 1;
        let drawings = content.windows(3).filter(|window| window.ends_with(b"Do")).count() as u64;
        let inside = resources.and_then(|resources| dictionary(self.pdf, resources.get(b"XObject").ok()?));
        let Some(inside) = inside.filter(|_| drawings > 0) else { return Ok(own) };
        let mut dearest = 0u64;
        for (_, value) in inside.iter() {
            dearest = dearest.max(self.of_drawing(value, resources, depth)?);
        }
        Ok(own.saturating_add(dearest.saturating_mul(drawings)))
    }

    fn of_drawing(&mut self, value: &Object, around: Option<&Dictionary>, depth: usize) -> Result<u64, Reason> {
        let pdf = self.pdf;
        let Some((id, Object::Stream(stream))) = resolved(pdf, value) else { return Ok(0) };
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Ok(*known);
        }
        let own = stream.dict.get(b"Resources").ok().and_then(|value| dictionary(pdf, value));
        let work = self.of(&unpacked(stream), own.or(around), depth + 1)?;
        self.known.extend(id.map(|id| (id, work)));
        Ok(work)
    }
}

fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_default()
}

fn dictionary<'a>(pdf: &'a Pdf, value: &'a Object) -> Option<&'a Dictionary> {
    resolved(pdf, value)?.1.as_dict().ok()
}
