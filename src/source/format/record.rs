//! Records with named fields, of which one holds a text: what JSON collections and tables have in common.

use super::prose::short;
use super::{Document, Member, html, plain};
use crate::source::{Meta, Reason, date};
use crate::text::Language;
use rustc_hash::FxHashMap;

/// What a field of a record is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// The text.
    Text,
    /// The headline.
    Title,
    /// When it was published.
    Date,
    /// When it was changed.
    Updated,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Author,
    /// Its address.
    Url,
    /// Its language.
    Language,
}

impl Field {
    /// All, with the name by which one is told.
    pub const ALL: [(Self, &str); 8] = [
        (Self::Text, "text"),
        (Self::Title, "title"),
        (Self::Date, "date"),
        (Self::Updated, "updated"),
        (Self::Outlet, "source"),
        (Self::Author, "author"),
        (Self::Url, "url"),
        (Self::Language, "language"),
    ];

    /// The names that data sets use, in lower case without marks between words, the likeliest first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "text",
                "fulltext",
                "articlebody",
                "maintext",
                "body",
                "content",
                "contents",
                "article",
                "story",
                "articletext",
                "bodytext",
                "transcript",
                "message",
                "description",
                "summary",
            ],
            Self::Title => &["title", "headline", "heading", "name", "subject"],
            Self::Date => &[
                "date",
                "published",
                "datepublished",
                "datepublish",
                "publishedat",
                "publishdate",
                "publicationdate",
                "pubdate",
                "publishedon",
                "publishtime",
                "created",
                "createdat",
                "timestamp",
                "time",
                "day",
            ],
            Self::Updated => &["updated", "datemodified", "modified", "updatedat", "lastmodified", "datemodify"],
            Self::Outlet => &[
                "source",
                "outlet",
                "publisher",
                "publication",
                "sitename",
                "site",
                "newspaper",
                "medium",
                "media",
                "sourcename",
                "sourcedomain",
                "domain",
                "feed",
            ],
            Self::Author => &["author", "authors", "byline", "creator", "writer"],
            Self::Url => &["url", "link", "href", "permalink", "address", "uri", "canonicalurl", "sourceurl"],
            Self::Language => &["language", "lang", "languagecode", "inlanguage"],
        }
    }
}

/// A record: its place in the file, and what its fields say.
pub struct Record {
    /// Where it stands, to lead back there.
    pub place: String,
    /// Names and words.
    pub fields: Vec<(String, String)>,
}

/// Which field is called how, where that is told.
pub type Told = [(Field, String)];

/// Makes a source of each record. The text is the field that is told; else one that has a usual name; else the one with the
/// longest words, where these are as long as a text.
pub fn parts(records: Vec<Record>, told: &Told, what: &'static str) -> Result<Vec<Member>, Reason> {
    let names: Vec<Option<String>> = Field::ALL.iter().map(|(field, _)| name(&records, *field, told)).collect();
    if names.first().is_none_or(Option::is_none) {
        return Err(Reason::NoField(what));
    }
    let part = |record: &Record| {
        let said = |field: Field| {
            let index = Field::ALL.iter().position(|(known, _)| *known == field)?;
            let name = names.get(index)?.as_ref()?;
            record
                .fields
                .iter()
                .find(|(known, words)| known == name && !words.trim().is_empty())
                .map(|(_, words)| words)
        };
        Member { place: record.place.clone(), result: document(&said) }
    };
    Ok(records.iter().map(part).collect())
}

fn document<'a>(said: &dyn Fn(Field) -> Option<&'a String>) -> Result<Document, Reason> {
    let words = said(Field::Text).ok_or(Reason::Wordless)?;
    let markup = words.trim_start().starts_with('<') || words.contains("</p>") || words.contains("<br");
    let read = if markup { html::whole(words)? } else { plain::read(words.clone()) };
    let known = read.meta;
    let meta = Meta {
        title: said(Field::Title).and_then(|said| short(&unescaped(said))).or(known.title),
        outlet: said(Field::Outlet).and_then(|said| short(&html::site_of(said).unwrap_or_else(|| said.clone()))),
        author: said(Field::Author).and_then(|said| html::person(said)),
        date: said(Field::Date).and_then(|said| date::parse(said)).or(known.date),
        updated: said(Field::Updated).and_then(|said| date::parse(said)),
        url: said(Field::Url).filter(|said| said.contains("://")).and_then(|said| short(said)),
        ..Meta::default()
    };
    let outlet = meta.outlet.or_else(|| html::site_of(meta.url.as_deref()?));
    let language = said(Field::Language).and_then(|said| Language::from_tag(said));
    Ok(Document { meta: Meta { outlet, ..meta }, language, ..read })
}

/// The name that a field has in these records.
fn name(records: &[Record], field: Field, told: &Told) -> Option<String> {
    if let Some((_, name)) = told.iter().find(|(known, _)| *known == field) {
        return records.iter().any(|record| record.fields.iter().any(|(own, _)| own == name)).then(|| name.clone());
    }
    // The first hundred records tell what the fields are called.
    let mut lengths: FxHashMap<&str, usize> = FxHashMap::default();
    for (name, words) in records.iter().take(100).flat_map(|record| &record.fields) {
        *lengths.entry(name).or_default() += words.split_whitespace().count();
    }
    let bare = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let said = |wanted: &str| {
        let mut fitting: Vec<&str> =
            lengths.iter().filter(|(name, sum)| bare(name) == wanted && **sum > 0).map(|(name, _)| *name).collect();
        fitting.sort_unstable();
        fitting.first().map(|name| (*name).to_owned())
    };
    if field != Field::Text {
        return field.names().iter().find_map(|wanted| said(wanted));
    }
    // Of several fields with a usual name the longest is the text: `description` may be all there is, or a teaser.
    let usual = field.names().iter().filter_map(|wanted| said(wanted));
    let length = |name: &String| lengths.get(name.as_str()).copied().unwrap_or(0);
    let best = usual.fold(None, |best: Option<String>, name| match best {
        Some(best) if length(&name) <= length(&best) * 2 => Some(best),
        _ => Some(name),
    });
    best.or_else(|| {
        let many = records.len().min(100);
        let mut long: Vec<(&str, usize)> = lengths.iter().map(|(name, sum)| (*name, *sum)).collect();
        long.sort_by_key(|(name, sum)| (std::cmp::Reverse(*sum), *name));
        long.first().filter(|(_, sum)| *sum >= many * LONG).map(|(name, _)| (*name).to_owned())
    })
}

/// Words on average of a field that is a text whatever it is called.
const LONG: usize = 30;

/// A title as it is read: many are kept as they stand in a page.
fn unescaped(title: &str) -> String {
    if title.contains('&') && !title.contains('<') { html::plain_words(title) } else { title.to_owned() }
}
