//! Plain text: the file itself is the text.

use super::Document;
use crate::source::Meta;
use crate::source::boilerplate::leading_date;

/// Reads plain text. Nothing in it is changed, not even line ends.
pub fn read(text: String) -> Document {
    let lead = leading_date(&text);
    let story = lead.and_then(|(range, _)| text.get(range.end()..)).unwrap_or(&text);
    let title = headline(story).map(str::to_owned);
    let date = lead.map(|(_, date)| date);
    Document { meta: Meta { title, date, ..Meta::default() }, text, ..Document::default() }
}

/// The headline: a line near the start that is said again soon after, as pages do when their headline is saved with them;
/// else the first line, where it looks like one.
pub fn headline(text: &str) -> Option<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(NEAR).collect();
    let again = |line: &&&str| looks_like_headline(line) && lines.iter().filter(|other| other == line).count() > 1;
    let first = lines.first().filter(|line| lines.len() > 1 && looks_like_headline(line));
    lines.iter().find(again).or(first).copied()
}

/// How many lines count as the start of a text.
const NEAR: usize = 8;

/// Some words, not many, without a full stop: news headlines have 4 to 20 words; 30 leaves room for a deck.
fn looks_like_headline(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let starts = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    (3..=30).contains(&words) && starts && !line.ends_with(['.', ',', ';', ':', '…', ')', ']', '-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_says_of_itself() {
        let cases = [
            (" date 2025-06-14 Yuri Ushakov says so.\n\nMore.", None, Some("2025-06-14")),
            ("Talks end without a deal\n\nThe talks ended.", Some("Talks end without a deal"), None),
            (
                "date 2024-02-29 World\nA quiet day at sea\nA quiet day at sea\nText.",
                Some("A quiet day at sea"),
                Some("2024-02-29"),
            ),
            ("The talks ended. Nobody won.\nMore.", None, None),
            ("One line without a full stop and nothing else", None, None),
            ("a list of small words\nand more", None, None),
            ("date 2025-13-40 Nonsense is no date.\nMore.", None, None),
        ];
        for (text, title, date) in cases {
            let document = read(text.to_owned());
            assert_eq!(document.meta.title.as_deref(), title, "{text}");
            assert_eq!(document.meta.date.map(|date| date.to_string()).as_deref(), date, "{text}");
            assert_eq!(document.text, text);
        }
    }
}
