//! What a file has beside a source's text: notes, its head, what is hidden in it, what is left out.

use super::format::Document;
use crate::text::fold;

/// Text of a file that is no part of its source's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its words, a paragraph a line; never empty.
    pub text: String,
    /// Where in the source's text it hangs: a byte offset at a character, such as that behind the word with a note's mark.
    pub at: Option<usize>,
}

/// What a part is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartKind {
    /// The headline, where it is no line of the text.
    Headline,
    /// What a mail is about.
    Subject,
    /// What a feed or page says in short of the whole.
    Summary,
    /// Who sent a mail.
    Sender,
    /// Whom it was sent to.
    Recipient,
    /// Who wrote it.
    Byline,
    /// Who published it.
    Outlet,
    /// When it was published or sent.
    Date,
    /// When it was last changed by its publisher.
    Updated,
    /// A footnote or endnote.
    Note,
    /// What its file keeps from being seen.
    Hidden,
    /// What somebody remarked on it.
    Comment,
    /// What was deleted from it, where the file remembers.
    Deletion,
    /// What a picture shows, where that is no line of the text.
    Caption,
    /// What is said in the place of a picture.
    AltText,
    /// How words are read: the small characters beside them.
    Pronunciation,
    /// A sentence of the text, once more in large letters.
    PullQuote,
    /// What the page has twice, for screens of another kind.
    Double,
    /// What a mail says otherwise in its other form.
    Alternative,
    /// What lies over a page: a dialog for consent, a pay wall.
    Over,
    /// A file or message that a mail brings along.
    Attachment,
    /// The head or foot of every page, with its number.
    RunningHead,
    /// What stands before a book: its title, its contents, its copyright.
    Front,
    /// What stands around an article.
    Around,
    /// Something that could not be read; what.
    Unread,
}

/// The families of parts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartGroup {
    /// What a text says of itself above its first line.
    Head,
    /// What the text says at its foot or end.
    Note,
    /// What was not meant to be seen.
    Hidden,
    /// All that stands around the text.
    LeftOut,
}

impl PartGroup {
    /// Its name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Note => "note",
            Self::Hidden => "hidden",
            Self::LeftOut => "left-out",
        }
    }
}

impl PartKind {
    /// The family it is of.
    pub fn group(self) -> PartGroup {
        match self {
            Self::Headline
            | Self::Subject
            | Self::Summary
            | Self::Sender
            | Self::Recipient
            | Self::Byline
            | Self::Outlet
            | Self::Date
            | Self::Updated => PartGroup::Head,
            Self::Note => PartGroup::Note,
            Self::Hidden => PartGroup::Hidden,
            Self::Comment
            | Self::Deletion
            | Self::Caption
            | Self::AltText
            | Self::Pronunciation
            | Self::PullQuote
            | Self::Double
            | Self::Alternative
            | Self::Over
            | Self::Attachment
            | Self::RunningHead
            | Self::Front
            | Self::Around
            | Self::Unread => PartGroup::LeftOut,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Subject => "subject",
            Self::Summary => "summary",
            Self::Sender => "from",
            Self::Recipient => "to",
            Self::Byline => "byline",
            Self::Outlet => "outlet",
            Self::Date => "date",
            Self::Updated => "updated",
            Self::Note => "note",
            Self::Hidden => "hidden text",
            Self::Comment => "comment",
            Self::Deletion => "deleted text",
            Self::Caption => "caption",
            Self::AltText => "alt text",
            Self::Pronunciation => "pronunciation",
            Self::PullQuote => "pull quote",
            Self::Double => "said twice",
            Self::Alternative => "in another form",
            Self::Over => "over the page",
            Self::Attachment => "attachment",
            Self::RunningHead => "head or foot of pages",
            Self::Front => "front matter",
            Self::Around => "around the article",
            Self::Unread => "not read",
        }
    }

    /// What several are called; nothing where they are not counted.
    pub fn plural(self) -> Option<&'static str> {
        match self {
            Self::Note => Some("notes"),
            Self::Comment => Some("comments"),
            Self::Caption => Some("captions"),
            Self::AltText => Some("alt texts"),
            Self::PullQuote => Some("pull quotes"),
            Self::Headline
            | Self::Subject
            | Self::Summary
            | Self::Sender
            | Self::Recipient
            | Self::Byline
            | Self::Outlet
            | Self::Date
            | Self::Updated
            | Self::Hidden
            | Self::Deletion
            | Self::Pronunciation
            | Self::Double
            | Self::Alternative
            | Self::Over
            | Self::Attachment
            | Self::RunningHead
            | Self::Front
            | Self::Around
            | Self::Unread => None,
        }
    }
}

impl Part {
    /// A part that hangs nowhere; nothing where there are no words in it.
    pub fn new(kind: PartKind, text: impl Into<String>) -> Option<Self> {
        let text = text.into().trim().to_owned();
        (!text.is_empty()).then_some(Self { kind, text, at: None })
    }
}

/// Puts the parts of a document in their order, by family and by place, what its metadata says before the others: its head,
/// as far as no line of the text and no other part says the same.
pub fn tell_head(document: &mut Document) {
    let meta = &document.meta;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let said = [
        (PartKind::Headline, meta.title.clone()),
        (PartKind::Byline, meta.author.clone()),
        (PartKind::Outlet, meta.outlet.clone()),
        (PartKind::Date, day(meta.date)),
        (PartKind::Updated, day(meta.updated)),
    ];
    let head = said.into_iter().filter_map(|(kind, said)| Part::new(kind, said?));
    let fresh = |part: &Part| {
        // A mail's sender is its author.
        let same =
            |other: &Part| other.text == part.text || other.kind == PartKind::Sender && other.text.contains(&part.text);
        let other = |other: &Part| other.kind.group() == PartGroup::Head && same(other);
        !document.parts.iter().any(other) && !stands_above(&document.text, part)
    };
    let head: Vec<Part> = head.filter(fresh).collect();
    document.parts.splice(0..0, head);
    document.parts.sort_by_key(|part| (part.kind.group(), part.at.unwrap_or(usize::MAX), part.kind));
}

/// The first lines of a text, among which its own head stands.
const ABOVE: usize = 12;
/// Words of the longest line that gives a name or a date as a head does.
const SHORT_LINE: usize = 25;

/// Whether the first lines of a text say what a part of its head does: the headline as a whole line, names and dates in a
/// short one.
fn stands_above(text: &str, part: &Part) -> bool {
    let bare = |said: &str| fold(said).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = bare(&part.text);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(ABOVE);
    let short = |line: &str| line.split_whitespace().take(SHORT_LINE + 1).count() <= SHORT_LINE;
    lines.any(|line| {
        if part.kind == PartKind::Headline { bare(line) == wanted } else { short(line) && bare(line).contains(&wanted) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Meta;

    #[test]
    fn a_head_is_told_where_the_text_does_not_say_it() {
        let meta = || Meta {
            title: Some("Ferry fares rise".into()),
            author: Some("Ann Lee".into()),
            outlet: Some("Quay Courier".into()),
            date: "2025-05-02".parse().ok(),
            ..Meta::default()
        };
        let cases: &[(&str, &[&str])] = &[
            ("The fares rise in May.", &["Ferry fares rise", "Ann Lee", "Quay Courier", "2025-05-02"]),
            ("Ferry Fares Rise\n\nThe fares rise in May.", &["Ann Lee", "Quay Courier", "2025-05-02"]),
            ("Ferry fares rise again\nBy Ann Lee, 2025-05-02\nThey rise.", &["Ferry fares rise", "Quay Courier"]),
        ];
        for (text, expected) in cases {
            let mut document = Document { text: (*text).into(), meta: meta(), ..Document::default() };
            document.parts.extend(Part::new(PartKind::Around, "Home"));
            tell_head(&mut document);
            let head = document.parts.iter().filter(|part| part.kind.group() == PartGroup::Head);
            assert_eq!(head.map(|part| part.text.as_str()).collect::<Vec<_>>(), *expected, "{text}");
            assert_eq!(document.parts.last().map(|part| part.kind), Some(PartKind::Around), "{text}");
        }
    }

    #[test]
    fn mails_have_a_subject_and_no_headline() {
        let mut document = Document { text: "We meet at six.".into(), ..Document::default() };
        document.meta.title = Some("The meeting".into());
        document.parts.extend(Part::new(PartKind::Subject, "The meeting"));
        tell_head(&mut document);
        assert_eq!(document.parts.iter().map(|part| part.kind).collect::<Vec<_>>(), [PartKind::Subject]);
    }
}
