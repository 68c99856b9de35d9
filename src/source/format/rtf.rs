//! Rich text (RTF): the words of its paragraphs, whatever code page they are written in.

use super::Document;
use super::prose::{Prose, short};
use super::xml::Step;
use crate::source::{Meta, Part, PartKind, Reason};
use encoding_rs::{Encoding, WINDOWS_1252};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Groups inside of each other that a file may have.
const DEEPEST: usize = 2_000;

/// Reads rich text.
pub fn read(bytes: &[u8]) -> Result<Document, Reason> {
    let mut writer = Writer::default();
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' if writer.groups.len() == DEEPEST => return Err(Reason::Nested),
            b'{' => writer.groups.push(writer.group),
            b'}' => writer.close(),
            b'\\' => rest = writer.control(rest),
            b'\r' | b'\n' => {}
            byte => writer.byte(byte),
        }
    }
    Ok(writer.document())
}

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Target {
    /// To the text.
    #[default]
    Text,
    /// Away: fonts, colours, pictures.
    Nowhere,
    /// To the table of fonts, whose names do not matter.
    Fonts,
    /// To a note.
    Note,
    /// To a remark.
    Comment,
    /// To the heads and feet of pages.
    Running,
    /// To the title.
    Title,
    /// To the author.
    Author,
    /// Away; the time of its making is in control words.
    Made,
}

/// What holds inside of a group.
#[derive(Clone, Copy, Default)]
struct Group {
    target: Target,
    /// How many characters stand for one in Unicode, for old programs.
    instead: usize,
    charset: Option<&'static Encoding>,
    /// What its words are, where they are no text.
    apart: Option<PartKind>,
    /// Its words stand above the line.
    raised: bool,
}

#[derive(Default)]
struct Writer {
    group: Group,
    groups: Vec<Group>,
    text: Prose,
    note: String,
    running: String,
    title: String,
    author: String,
    made: (i16, i8, i8),
    page: Option<&'static Encoding>,
    fonts: FxHashMap<i32, &'static Encoding>,
    font: i32,
    /// Bytes of a code page that wait for the rest of their character.
    waiting: Vec<u8>,
    /// Characters still to pass over after one in Unicode.
    skip: usize,
    /// Half of a character beyond the first plane.
    high: Option<u16>,
    /// The paragraph stands in the cell of a table.
    in_table: bool,
}

impl Writer {
    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        let inner = std::mem::replace(&mut self.group, self.groups.pop().unwrap_or_default()).target;
        let kinds = [(Target::Note, PartKind::Note), (Target::Comment, PartKind::Comment)];
        if let Some((_, kind)) = kinds.iter().find(|(target, _)| *target == inner && self.group.target != inner) {
            self.text.hang(*kind, &std::mem::take(&mut self.note));
        }
    }

    /// What follows a backslash: a word with a number, a sign, or a byte in base 16. Gives back what follows it.
    fn control<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let length = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, after) = rest.split_at(length);
        if word.is_empty() {
            return self.sign(rest);
        }
        let digits = after.iter().take(11).enumerate();
        let digits = digits.take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && **byte == b'-').count();
        let (number, after) = after.split_at(digits);
        let number = std::str::from_utf8(number).ok().and_then(|digits| digits.parse::<i32>().ok());
        self.word(std::str::from_utf8(word).unwrap_or_default(), number);
        let after = after.strip_prefix(b" ").unwrap_or(after);
        // Bytes of pictures stand raw.
        match (word, number.and_then(|count| usize::try_from(count).ok())) {
            (b"bin", Some(count)) => after.get(count..).unwrap_or_default(),
            _ => after,
        }
    }

    fn sign<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let Some((&sign, after)) = rest.split_first() else { return rest };
        match sign {
            b'\'' => {
                let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.byte(byte);
                    return after.get(2..).unwrap_or_default();
                }
            }
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("\u{2011}"),
            b'\n' | b'\r' => self.paragraph(),
            // What a program need not know.
            b'*' => {
                self.flush();
                self.group.target = Target::Nowhere;
            }
            b'-' => {}
            _ => self.byte(sign),
        }
        after
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        // What stands for a character in Unicode may be a word, too.
        if self.skip > 0 && !matches!(word, "u" | "uc" | "bin") {
            self.skip -= 1;
            return;
        }
        let characters: &[(&str, &str)] = &[
            ("tab", " "),
            ("cell", " "),
            ("line", "\n"),
            ("emdash", "—"),
            ("endash", "–"),
            ("lquote", "‘"),
            ("rquote", "’"),
            ("ldblquote", "“"),
            ("rdblquote", "”"),
            ("bullet", "•"),
            ("emspace", " "),
            ("enspace", " "),
        ];
        if let Some((_, said)) = characters.iter().find(|(name, _)| *name == word) {
            return self.write(said);
        }
        let small = |number: i32| i8::try_from(number).unwrap_or(0);
        match (word, number) {
            ("intbl", _) => self.in_table = true,
            ("pard", _) => self.in_table = false,
            ("par", _) if self.in_table && self.group.target == Target::Text => {
                self.flush();
                self.text.step(Step::Cell);
            }
            ("par" | "row" | "sect" | "page", _) => self.paragraph(),
            ("u", Some(code)) => self.unicode(code),
            ("uc", Some(count)) => self.group.instead = usize::try_from(count).unwrap_or(0).min(8) + 1,
            ("ansicpg", Some(page)) => self.page = code_page(page),
            ("f", Some(font)) => {
                self.flush();
                self.font = font;
                self.group.charset = self.fonts.get(&font).copied();
            }
            ("fcharset", Some(charset)) if self.group.target == Target::Fonts => {
                self.fonts.extend(charset_of(charset).map(|encoding| (self.font, encoding)));
            }
            ("plain", _) => {
                self.flush();
                (self.group.charset, self.group.apart, self.group.raised) = (None, None, false);
            }
            ("v", on) => self.set_apart(PartKind::Hidden, on),
            ("deleted", on) => self.set_apart(PartKind::Deletion, on),
            ("super", on) => {
                self.flush();
                self.group.raised = on != Some(0);
            }
            ("nosupersub", _) => {
                self.flush();
                self.group.raised = false;
            }
            ("yr", Some(year)) if self.group.target == Target::Made => self.made.0 = i16::try_from(year).unwrap_or(0),
            ("mo", Some(month)) if self.group.target == Target::Made => self.made.1 = small(month),
            ("dy", Some(day)) if self.group.target == Target::Made => self.made.2 = small(day),
            _ => self.destination(word),
        }
    }

    /// Words that say where a group goes. What stands in a group that goes nowhere stays there, but for a few.
    fn destination(&mut self, word: &str) {
        let target = match word {
            "fonttbl" => Target::Fonts,
            "colortbl" | "stylesheet" | "pict" | "fldinst" | "info" | "themedata" | "datastore" | "listtable"
            | "nonshppict" | "listtext" | "pntext" | "xmlnstbl" | "generator" | "object" | "bkmkstart" | "bkmkend"
            | "revtbl" => Target::Nowhere,
            "header" | "footer" | "headerl" | "headerr" | "headerf" | "footerl" | "footerr" | "footerf" => {
                Target::Running
            }
            // The words of a text box, in what only newer programs know.
            "shptxt" if self.groups.iter().all(|around| matches!(around.target, Target::Text | Target::Nowhere)) => {
                Target::Text
            }
            "footnote" => Target::Note,
            "annotation" => Target::Comment,
            "title" => Target::Title,
            "author" => Target::Author,
            "creatim" => Target::Made,
            _ => return,
        };
        let stands_inside =
            matches!(target, Target::Title | Target::Author | Target::Made | Target::Comment) || word == "shptxt";
        if self.group.target != Target::Nowhere || stands_inside {
            self.flush();
            self.group.target = target;
        }
    }

    /// Words from here on are no text, or are text again.
    fn set_apart(&mut self, kind: PartKind, on: Option<i32>) {
        self.flush();
        self.group.apart = (on != Some(0)).then_some(kind);
    }

    fn unicode(&mut self, code: i32) {
        self.flush();
        // Numbers above 32767 are written as negative ones.
        let unit = u16::try_from(code.rem_euclid(65_536)).unwrap_or(0);
        self.skip = 0;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
        } else {
            self.write(&String::from_utf16_lossy(&units));
        }
        self.skip = self.group.instead.checked_sub(1).unwrap_or(1);
    }

    /// A byte in the code page that holds here.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.waiting.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let bytes = std::mem::take(&mut self.waiting);
            let encoding = self.group.charset.or(self.page).unwrap_or(WINDOWS_1252);
            let words = encoding.decode_without_bom_handling(&bytes).0.into_owned();
            self.put(&words);
        }
    }

    fn write(&mut self, words: &str) {
        self.flush();
        self.put(words);
    }

    fn put(&mut self, words: &str) {
        match self.group.target {
            Target::Text => match self.group.apart {
                Some(kind) => self.text.set_apart(kind, words),
                None if self.group.raised => self.text.raise(words),
                None => self.text.write(words),
            },
            Target::Note | Target::Comment => self.note += words,
            Target::Running => self.running += words,
            Target::Title => self.title += words,
            Target::Author => self.author += words,
            Target::Nowhere | Target::Fonts | Target::Made => {}
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        match self.group.target {
            Target::Text => self.text.end(None),
            Target::Note
            | Target::Comment
            | Target::Running
            | Target::Title
            | Target::Author
            | Target::Nowhere
            | Target::Fonts
            | Target::Made => {
                self.put("\n");
            }
        }
    }

    fn document(mut self) -> Document {
        self.flush();
        let running = Part::new(PartKind::RunningHead, self.running);
        let (year, month, day) = self.made;
        let meta = Meta { title: short(&self.title), author: short(&self.author), ..Meta::default() };
        let made = Date::new(year, month, day).ok().filter(|_| year > 0);
        let mut document = self.text.document();
        document.parts.extend(running);
        Document { meta, made, ..document }
    }
}

/// The encoding of a code page of Windows.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gb18030".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's character set.
fn charset_of(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_the_rest_is_apart() {
        let cases: &[(&str, &str, &[&str])] = &[
            (r"\uc1 caf\u233? and \u8220\'93tea\u8221\'94", "café and “tea”", &[]),
            (r"\uc0 caf\u233  and tea", "café and tea", &[]),
            (r"\uc2 12 \u8364\'80\'20!", "12 €!", &[]),
            (r"\uc1 it\u8217\rquote s and {\u8212}x", "it’s and —x", &[]),
            (r"\uc1 {\uc0 \u233}\u233?\u233 ?", "ééé", &[]),
            (r"Soup{\footnote\pard {\super\chftn} Cold.} was served.", "Soup was served.", &["note 4 Cold."]),
            (r"Soup{\*\atnauthor Bo}\chatn{\*\annotation Why?} was.", "Soup was.", &["comment 4 Why?"]),
            (
                r"It was {\v not }cold. {\deleted\revauthdel1 Very. }Yes.",
                "It was cold. Yes.",
                &["hidden text 6 not", "deleted text 12 Very."],
            ),
            (r"It was \v not \v0 cold.", "It was cold.", &["hidden text 6 not"]),
            (r"10{\super 6} litres, pans{\super 1} dry.", "10⁶ litres, pans dry.", &[]),
            (
                r"\trowd\intbl Day\cell Open\cell\row\intbl Mon\cell 9\par 2\cell\row\pard End.",
                "Day Open|Mon 9; 2|End.",
                &[],
            ),
            (r"A.\par{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box.\par}}}B.", "A.|In a box.|B.", &[]),
            (r"{\header Quay}Soup.", "Soup.", &["head or foot of pages - Quay"]),
        ];
        for (body, text, parts) in cases {
            let document = read(format!("{{\\rtf1\\ansi\\ansicpg1252 {body}\\par}}").as_bytes()).expect("rich text");
            assert_eq!(document.text.replace("\n\n", "|"), *text, "{body}");
            let said = document.parts.iter().map(|part| {
                let at = part.at.map_or("-".to_owned(), |at| at.to_string());
                format!("{} {at} {}", part.kind.name(), part.text)
            });
            assert_eq!(said.collect::<Vec<_>>(), *parts, "{body}");
        }
    }
}
