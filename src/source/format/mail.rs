//! Mail: one message, a mailbox of them, and web pages that browsers keep as one (`.mhtml`).

use super::prose::{Prose, short};
use super::{Document, Part, html};
use crate::source::{BoilerplateKind, Meta, Reason};
use jiff::civil::Date;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

/// Whether a text begins with the head of a message.
pub fn begins(text: &str) -> bool {
    let fields = text.lines().take(60).take_while(|line| !line.trim().is_empty());
    let names: Vec<String> = fields
        .filter(|line| !line.starts_with([' ', '\t']))
        .map_while(|line| line.split_once(':'))
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    // A text may begin with `From: … Date: …`, too; these are written by programs only.
    (has("from") || has("subject")) && ["mime-version", "message-id", "received", "return-path"].iter().any(|n| has(n))
}

/// Whether a text is a mailbox: the line before a message, then a message.
pub fn begins_mailbox(text: &str) -> bool {
    text.strip_prefix("From ").and_then(|rest| rest.split_once('\n')).is_some_and(|(_, message)| begins(message))
}

/// Reads a message.
pub fn read(bytes: &[u8]) -> Result<Document, Reason> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| Reason::Malformed("(a mail without a head)".into()))?;
    if let Some(page) = page(&message) {
        return page;
    }
    let bodies = || message.text_bodies().chain(message.html_bodies()).map(|part| &part.body);
    let text = bodies().find_map(|body| if let PartType::Text(text) = body { Some(text) } else { None });
    let markup = bodies().find_map(|body| if let PartType::Html(text) = body { Some(text) } else { None });
    let document = match (text, markup) {
        (Some(text), _) => plain(text),
        (None, Some(markup)) => html::whole(markup)?,
        (None, None) => return Err(Reason::Wordless),
    };
    Ok(Document { meta: meta(&message, document.meta.clone()), ..document })
}

/// Reads a mailbox: each message is a source.
pub fn mailbox(bytes: &[u8]) -> Vec<Part> {
    let messages = MessageIterator::new(bytes).zip(1usize..);
    let part = |(message, number): (Result<mail_parser::mailbox::mbox::Message, _>, usize)| Part {
        place: number.to_string(),
        result: message.map_err(|_| Reason::Damaged).and_then(|message| read(message.contents())),
    };
    messages.map(part).collect()
}

/// The page of a message that a browser kept.
fn page(message: &Message) -> Option<Result<Document, Reason>> {
    let address = message.header_raw("Snapshot-Content-Location");
    let related = message.content_type().is_some_and(|kind| kind.subtype() == Some("related"));
    let whole = related
        && message.from().is_none_or(|from| {
            from.first().is_none_or(|from| from.name() == Some("Saved by Blink") || address.is_some())
        });
    let root = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
    if !whole && address.is_none() {
        return None;
    }
    let address = address.map(str::trim).or_else(|| root.content_location()).map(str::to_owned);
    Some(part_text(&root.body).map(html::read)?.map(|mut document| {
        document.meta.url = document.meta.url.or(address);
        document.meta.outlet =
            document.meta.outlet.take().or_else(|| html::site_of(document.meta.url.as_deref().unwrap_or_default()));
        document
    }))
}

fn part_text<'a>(body: &'a PartType) -> Option<&'a str> {
    match body {
        PartType::Text(text) | PartType::Html(text) => Some(text),
        PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => None,
    }
}

/// The words of a plain message: lines that were wrapped for sending are joined, and the signature is set apart.
fn plain(text: &str) -> Document {
    let mut prose = Prose::default();
    let mut signed = None;
    for line in text.lines() {
        if line.trim_end() == "--" {
            prose.end(signed);
            signed = Some(BoilerplateKind::Credit);
        } else if line.trim().is_empty() {
            prose.end(signed);
        } else {
            // Blanks at the end say that the paragraph goes on; without them a short line ends where it was ended.
            prose.write(line.trim());
            prose.write(if line.chars().count() >= WRAPPED { " " } else { "\n" });
        }
    }
    prose.end(signed);
    prose.document()
}

/// Lines of mail are wrapped at 72 to 78 columns; one that is this long was not ended by its author.
const WRAPPED: usize = 55;

fn meta(message: &Message, known: Meta) -> Meta {
    let from = message.from().and_then(|from| from.first());
    let date = message.date().and_then(|date| {
        Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    });
    let list = message.header_raw("List-Id").and_then(|said| short(said.split('<').next()?.trim_matches([' ', '"'])));
    Meta {
        title: message.subject().and_then(short).or(known.title),
        outlet: list,
        author: from.and_then(|from| short(from.name().or(from.address())?)),
        date,
        ..Meta::default()
    }
}
