//! Text made safe to show: nothing in it can steer a terminal or turn the reading direction around.

use std::borrow::Cow;

/// `text` with every character that steers instead of being read replaced by a visible stand-in, one for one: C0 controls
/// and DEL by the pictures of U+2400, C1 controls and the characters that turn the direction of writing (as in "Trojan
/// Source") by U+FFFD, line and paragraph separators by U+2424. Tabs and newlines stay; a carriage return, which only
/// ends lines in harmless texts, becomes a blank. The number of characters stays, so offsets in characters stay true.
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, stand_in)
}

/// [`visible`] for what stands in one line (a path, a title, a message): tabs, newlines and carriage returns are replaced
/// by their pictures, too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    replace(text, |character| match character {
        '\t' | '\n' | '\r' => picture(character),
        other => stand_in(other),
    })
}

/// Whether a character steers instead of being read, so that [`visible`] puts a stand-in in its place.
pub fn steers(character: char) -> bool {
    stand_in(character) != character
}

fn replace(text: &str, stand_in: impl Fn(char) -> char) -> Cow<'_, str> {
    if !text.chars().any(|character| stand_in(character) != character) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(stand_in).collect())
}

fn stand_in(character: char) -> char {
    match character {
        '\t' | '\n' => character,
        '\r' => ' ',
        '\u{0}'..='\u{1f}' | '\u{7f}' => picture(character),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        '\u{2028}' | '\u{2029}' => '\u{2424}',
        other => other,
    }
}

/// The picture of a C0 control or of DEL.
fn picture(control: char) -> char {
    match control {
        '\u{7f}' => '\u{2421}',
        other => char::from_u32(0x2400 + u32::from(other)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steering_characters_get_stand_ins() {
        let cases = [
            ("plain, Türkiye, 日本\n\tnext", "plain, Türkiye, 日本\n\tnext"),
            ("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m"),
            ("bell\u{7} null\u{0} del\u{7f}", "bell␇ null␀ del␡"),
            ("c1 \u{9b}31m", "c1 \u{fffd}31m"),
            ("user\u{202e}nimda\u{2066}", "user\u{fffd}nimda\u{fffd}"),
            ("windows\r\nline", "windows \nline"),
            ("sep\u{2028}arated", "sep␤arated"),
        ];
        for (text, expected) in cases {
            assert_eq!(visible(text), expected);
            assert_eq!(visible(expected), expected, "a second pass changes nothing");
            assert_eq!(text.chars().count(), expected.chars().count());
        }
        assert_eq!(visible_line("a\nb\tc\r"), "a␊b␉c␍");
    }

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(visible("nothing to do\n"), Cow::Borrowed(_)));
    }
}
