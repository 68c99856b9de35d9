//! Archives: zip and gzip, and the files that are zips of XML.

use super::{Kind, Member, Reader};
use crate::source::Reason;
use crate::source::limits::{Allowance, MAX_PARTS};
use crate::source::walk::{is_attachment, natural};
use flate2::read::MultiGzDecoder;
use std::io::Cursor;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// A zip file whose entries are read by name.
pub struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// Opens a zip file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Reason> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
        if archive.len() > MAX_PARTS { Err(Reason::TooManyParts) } else { Ok(Self(archive)) }
    }

    /// Whether there is an entry of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// The names of its entries that are files, in the order of people.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.0.file_names().filter(|name| !name.ends_with('/')).map(str::to_owned).collect();
        names.sort_by(|a, b| natural(Path::new(a), Path::new(b)));
        names
    }

    /// The bytes of an entry.
    pub fn bytes(&mut self, name: &str, allowance: &mut Allowance) -> Result<Vec<u8>, Reason> {
        let entry = self.0.by_name(name).map_err(|error| reason(&error))?;
        allowance.unpack(entry)
    }

    /// The words of an entry of XML, which office files and books keep in UTF-8 or UTF-16.
    pub fn text(&mut self, name: &str, allowance: &mut Allowance) -> Result<String, Reason> {
        Ok(crate::source::encoding::decode(self.bytes(name, allowance)?, None))
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all others say that it is damaged")]
fn reason(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(said) if said.contains("assword") => Reason::Locked,
        ZipError::UnsupportedArchive(_) => Reason::Foreign("an archive packed in an unusual way"),
        ZipError::FileNotFound => Reason::Malformed("(a part that it names is not in it)".into()),
        _ => Reason::Damaged,
    }
}

/// Reads a zip file: an office file, a book or a web archive by what is in it, else each of its entries.
pub fn read(bytes: &[u8], reader: &mut Reader) -> Result<Vec<Member>, Reason> {
    let mut package = Package::open(bytes)?;
    if package.has("word/document.xml") {
        return super::docx::read(&mut package, reader.allowance).map(Member::whole);
    }
    if package.has("META-INF/container.xml") {
        return super::epub::read(&mut package, reader);
    }
    if is_open_document(&mut package, reader.allowance)? {
        return super::odt::read(&mut package, reader.allowance).map(Member::whole);
    }
    let known = [
        ("xl/workbook.xml", "a spreadsheet"),
        ("ppt/presentation.xml", "a presentation"),
        ("AndroidManifest.xml", "a program"),
        ("META-INF/MANIFEST.MF", "a program"),
    ];
    if let Some((_, kind)) = known.iter().find(|(name, _)| package.has(name)) {
        return Err(Reason::Foreign(kind));
    }
    let web = package.has("datapackage.json").then_some("archive/");
    entries(&mut package, web.unwrap_or_default(), reader)
}

/// Whether the content of a package is that of an OpenDocument file; some programs leave all else out.
fn is_open_document(package: &mut Package, allowance: &mut Allowance) -> Result<bool, Reason> {
    let name = "urn:oasis:names:tc:opendocument";
    Ok(package.has("content.xml")
        && (package.has("meta.xml") || package.text("content.xml", allowance)?.contains(name)))
}

/// Reads every entry below a folder as if it was a file of its own.
fn entries(package: &mut Package, below: &str, reader: &mut Reader) -> Result<Vec<Member>, Reason> {
    let names = package.names();
    let mut parts = Vec::new();
    for name in names.iter().filter(|name| name.starts_with(below)) {
        let hidden = name.split('/').any(|folder| folder.starts_with('.') || folder == "__MACOSX");
        if hidden || is_attachment(name, &names) {
            continue;
        }
        reader.allowance.part()?;
        match package.bytes(name, reader.allowance) {
            Ok(bytes) => parts.extend(reader.within(name, bytes)?),
            Err(reason @ (Reason::Bomb | Reason::TooManyParts)) => return Err(reason),
            Err(reason) => parts.push(Member { place: name.clone(), result: Err(reason) }),
        }
    }
    if parts.is_empty() { Err(Reason::NoTexts) } else { Ok(parts) }
}

/// Reads what a gzip file holds, under its name without `.gz`.
pub fn gzip(bytes: &[u8], name: &Path, reader: &mut Reader) -> Result<Vec<Member>, Reason> {
    let inner = reader.allowance.unpack(MultiGzDecoder::new(bytes))?;
    let gz = name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let name = if gz { name.with_extension("") } else { name.to_owned() };
    if Kind::of(&inner) == Kind::Tar {
        return Err(Reason::Foreign("a tar archive"));
    }
    reader.deeper(inner, &name)
}
