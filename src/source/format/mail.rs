//! Mail: one message, a mailbox of them, and web pages that browsers keep as one (`.mhtml`).

use super::letter::{self, Wrapping};
use super::prose::{one_line, short};
use super::{Document, Member, html};
use crate::source::{Meta, Part, PartKind, Reason};
use crate::text::fold;
use jiff::civil::Date;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Addr, Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

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
    let mut document = Document::default();
    // A mail may have several texts one behind the other, and each of them in two forms.
    let mut texts = message.text_bodies().peekable();
    if texts.peek().is_none() {
        return Err(Reason::Wordless);
    }
    for part in texts {
        match &part.body {
            PartType::Text(text) => document.append(letter::read(text, wrapping(part))),
            PartType::Html(markup) => document.append(html::mail(markup)?),
            PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => {}
        }
    }
    let other = alternative(&message, &document.text);
    document.meta = meta(&message, document.meta);
    document.parts.extend(parts(&message));
    document.parts.extend(other);
    Ok(document)
}

/// The lines of a message's page that its text does not have: most have the same words in both.
fn alternative(message: &Message, text: &str) -> Option<Part> {
    let bare = |said: &str| fold(said).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let known = bare(text);
    let pages = message.html_bodies().zip(0u32..).filter_map(|(part, number)| match &part.body {
        // What has one form alone is the text.
        PartType::Html(markup) => {
            let plain = message.text_bodies().nth(number as usize);
            plain.is_some_and(|plain| matches!(plain.body, PartType::Text(_))).then(|| html::mail(markup).ok())?
        }
        PartType::Text(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    });
    let pages: Vec<Document> = pages.collect();
    let lines = pages.iter().flat_map(|page| page.text.lines()).filter(|line| !known.contains(&bare(line)));
    Part::new(PartKind::Alternative, lines.collect::<Vec<_>>().join("\n"))
}

/// How the lines of a text were wrapped, as its head says.
fn wrapping(part: &MessagePart) -> Wrapping {
    let said = |name: &str, value: &str| {
        let kind = part.content_type().and_then(|kind| kind.attribute(name));
        kind.is_some_and(|said| said.trim().eq_ignore_ascii_case(value))
    };
    if said("format", "flowed") { Wrapping::Flowed { delete: said("delsp", "yes") } } else { Wrapping::Unknown }
}

/// The head of a mail, and what it brings along: the names of files, the words of other mails.
fn parts(message: &Message) -> Vec<Part> {
    let named = |addresses: Option<&Address>| {
        let all = addresses.into_iter().flat_map(Address::iter).filter_map(named);
        Some(all.collect::<Vec<_>>().join(", "))
    };
    let head = [
        (PartKind::Subject, message.subject().and_then(one_line)),
        (PartKind::Sender, named(message.from())),
        (PartKind::Recipient, named(message.to())),
        (PartKind::Recipient, named(message.cc())),
    ];
    let head = head.into_iter().filter_map(|(kind, said)| Part::new(kind, said?));
    let attached = message.attachments().filter_map(|part| {
        let words = match &part.body {
            PartType::Message(inner) => {
                let said = [
                    inner.subject().map(str::to_owned),
                    inner.body_text(0).map(|text| letter::read(&text, Wrapping::Unknown).text),
                ];
                said.into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
            PartType::Text(said) => {
                let said = [part.attachment_name(), Some(said.as_ref())];
                said.into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
            PartType::Html(_) | PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Multipart(_) => {
                part.attachment_name().unwrap_or_default().to_owned()
            }
        };
        Part::new(PartKind::Attachment, words)
    });
    head.chain(attached).collect()
}

/// A person with the address: `Ada Brink <ada@example.org>`.
fn named(person: &Addr) -> Option<String> {
    match (person.name().and_then(one_line), person.address().and_then(one_line)) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address),
    }
}

/// Reads a mailbox: each message is a source.
pub fn mailbox(bytes: &[u8]) -> Vec<Member> {
    let messages = MessageIterator::new(bytes).zip(1usize..);
    let part = |(message, number): (Result<mail_parser::mailbox::mbox::Message, _>, usize)| Member {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_other_form_of_a_mail_says_is_told() {
        let mail = |page: &str| {
            let text = "Content-Type: text/plain\n\nWe sail on Monday.\nBring oil.\n";
            let head =
                "From: a@b.c\nSubject: Boats\nMime-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n";
            format!("{head}\n--x\n{text}\n--x\nContent-Type: text/html\n\n{page}\n--x--\n")
        };
        for (page, expected) in [
            ("<p>We sail on Monday.<p>Bring <b>oil</b>.", None),
            ("<p>We sail on Tuesday.<p>Bring oil.", Some("We sail on Tuesday.")),
        ] {
            let document = read(mail(page).as_bytes()).expect("a mail");
            assert_eq!(document.text, "We sail on Monday.\nBring oil.");
            let other = document.parts.iter().find(|part| part.kind == PartKind::Alternative);
            assert_eq!(other.map(|part| part.text.as_str()), expected);
        }
    }
}
