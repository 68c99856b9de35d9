//! What may be wished of the loading: the flags of the command line.

use super::format::Field;
use encoding_rs::Encoding;
use std::str::FromStr;

/// How files are to be read, where they do not tell.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The encoding of all files that are plain bytes, whatever they declare.
    pub encoding: Option<Charset>,
    /// Each chapter of a book is a source.
    pub chapters: bool,
    /// What the fields of collections and the columns of tables are called.
    pub fields: Vec<(Field, String)>,
    /// Hidden files and those that `.gitignore` leaves out are read, too.
    pub hidden: bool,
    /// What the clipboard holds is a source, too.
    pub clipboard: bool,
}

/// A character encoding by one of its names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Charset(pub(super) &'static Encoding);

impl FromStr for Charset {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        // What people call them, where the web says it otherwise.
        let usual = match name.trim().to_ascii_lowercase().replace('_', "-").as_str() {
            "sjis" => "shift_jis".to_owned(),
            "utf16" | "utf-16" => "utf-16le".to_owned(),
            other => other.strip_prefix("cp12").map_or_else(|| other.to_owned(), |page| format!("windows-12{page}")),
        };
        let found = Encoding::for_label(usual.as_bytes());
        found.map(Self).ok_or_else(|| {
            "no such encoding; known are utf-8, utf-16le, utf-16be, windows-1250 to windows-1258, iso-8859-2 to -16, koi8-r, \
             koi8-u, gb18030, big5, shift_jis, euc-jp, euc-kr and others of the web"
                .to_owned()
        })
    }
}

/// Which field is called how: `text=body`.
pub fn field(said: &str) -> Result<(Field, String), String> {
    let all = || Field::ALL.map(|(_, name)| name).join(", ");
    let (wanted, name) = said.split_once('=').ok_or_else(|| format!("write FIELD=NAME; the fields are {}", all()))?;
    let field = Field::ALL.iter().find(|(_, known)| *known == wanted.trim());
    let (field, _) = field.ok_or_else(|| format!("no field is called {wanted}; the fields are {}", all()))?;
    Ok((*field, name.to_owned()))
}
