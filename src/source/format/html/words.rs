//! From elements to paragraphs.

use super::super::prose::Prose;
use crate::source::{BoilerplateKind, Part};
use dom_query::NodeRef;

/// What stands in a tree for a part that hangs there: its number between two characters that stand for nothing in Unicode.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// What stands for the part of a number.
pub fn sign(number: usize) -> String {
    format!("{OPEN}{number}{CLOSE}")
}

/// What is not read, wherever it stands in a page.
pub const UNREAD: &str = "script, style, noscript, template, svg, iframe, select, canvas, audio, video";
/// The same, but for what says how a page looks.
pub const UNREAD_BUT_STYLES: &str = "script, noscript, template, svg, iframe, select, canvas, audio, video";

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "ul",
    "html",
];

/// Elements that begin and end a line.
const LINES: [&str; 5] = ["li", "tr", "dt", "dd", "option"];

/// Whether an element begins and ends a paragraph or a line.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || LINES.contains(&name)
}

/// What is read of elements.
pub struct Words {
    /// Their paragraphs, with the parts whose signs stand in them.
    pub prose: Prose,
    /// The numbers of these parts.
    pub hung: Vec<usize>,
}

/// The words of an element, the parts hung where their signs stand. `mail`: whether quotations are another's words.
pub fn read(top: NodeRef, parts: &[Part], mail: bool) -> Words {
    let mut writer = Writer { mail, parts, ..Writer::default() };
    walk(top, &mut writer);
    Words { prose: writer.prose, hung: writer.hung }
}

/// The words of an element, a paragraph a line.
pub fn text(top: NodeRef) -> String {
    read(top, &[], false).prose.document().text.replace("\n\n", "\n")
}

/// The words of a cell in one line, what stood on lines of its own apart by semicolons; signs stay.
pub fn cell(top: NodeRef) -> String {
    let mut writer = Writer { keeps_signs: true, ..Writer::default() };
    walk(top, &mut writer);
    let lines = writer.prose.document().text;
    lines.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Goes through an element and what is inside; a stack of its own, since pages may be nested deep.
fn walk(top: NodeRef, writer: &mut Writer) {
    let mut steps = vec![Step::Open(top)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Open(node) if node.is_text() => writer.text(&node.text()),
            Step::Open(node) => {
                let name = node.node_name().unwrap_or_default();
                if writer.open(node, &name) {
                    steps.push(Step::Close(node));
                    steps.extend(node.children_it(true).map(Step::Open));
                }
            }
            Step::Close(node) => writer.close(&node.node_name().unwrap_or_default()),
        }
    }
    writer.end();
}

enum Step<'a> {
    Open(NodeRef<'a>),
    Close(NodeRef<'a>),
}

/// What has been read so far.
#[derive(Default)]
struct Writer<'a> {
    prose: Prose,
    parts: &'a [Part],
    hung: Vec<usize>,
    /// What the elements around are, as far as they are no story; one entry for each that begins a paragraph.
    kinds: Vec<Option<BoilerplateKind>>,
    mail: bool,
    keeps_signs: bool,
    /// How many elements around keep their lines as they are.
    kept: usize,
    /// Breaks since the last word: two end a paragraph.
    breaks: usize,
}

impl Writer<'_> {
    /// Whether what is inside is to be read.
    fn open(&mut self, node: NodeRef, name: &str) -> bool {
        match name {
            "rt" | "rp" | "rtc" | "annotation" | "annotation-xml" => return false,
            "br" => self.line_break(),
            "wbr" => {}
            "q" => self.prose.write("“"),
            "sup" => {
                let words = node.text();
                let short = words.chars().take(LONGEST_RAISED + 1).count() <= LONGEST_RAISED;
                if short && !words.contains(OPEN) {
                    // `1⁄2` of a fraction.
                    let after = node.next_sibling().map(|next| next.text().to_string()).unwrap_or_default();
                    if after.trim_start().starts_with(['/', '⁄']) && words.trim().bytes().all(|b| b.is_ascii_digit())
                    {
                        self.prose.write(&format!(" {}", words.trim()));
                        return false;
                    }
                    self.prose.raise(&words);
                    return false;
                }
            }
            "ruby" => return self.ruby(node),
            _ if is_second_of(node, "mfrac") => self.prose.write("/"),
            _ if is_second_of(node, "msup") => {
                self.prose.raise(&node.text());
                return false;
            }
            name if LINES.contains(&name) => self.prose.write("\n"),
            name if BLOCKS.contains(&name) => {
                self.end();
                self.kinds.push(self.kind(node, name).or(self.kinds.last().copied().flatten()));
                self.kept += usize::from(name == "pre");
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "q" => self.prose.write("”"),
            "td" | "th" => self.prose.write(" "),
            name if LINES.contains(&name) => self.prose.write("\n"),
            name if BLOCKS.contains(&name) => {
                self.end();
                self.kinds.pop();
                self.kept -= usize::from(name == "pre");
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        self.breaks = 0;
        self.prose.end(self.kinds.last().copied().flatten());
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        match self.breaks {
            1 => self.prose.write("\n"),
            _ => self.end(),
        }
    }

    fn text(&mut self, said: &str) {
        // Words are cut there where a line ends, and only there.
        let said = if said.contains('\u{ad}') { said.replace('\u{ad}', "") } else { said.to_owned() };
        self.breaks = if said.trim().is_empty() { self.breaks } else { 0 };
        if self.keeps_signs {
            return self.write(&said);
        }
        let mut rest = said.as_str();
        while let Some((before, after)) = rest.split_once(OPEN) {
            self.write(before);
            let (number, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            // What a page has of these characters itself stands for nothing.
            let number = number.parse::<usize>().ok().filter(|number| !self.hung.contains(number));
            if let Some((number, part)) = number.and_then(|number| Some((number, self.parts.get(number)?))) {
                self.prose.hang(part.kind, &part.text);
                self.hung.push(number);
            }
            rest = after;
        }
        self.write(rest);
    }

    fn write(&mut self, words: &str) {
        if self.kept > 0 {
            self.prose.write(words);
        } else {
            self.prose.write(&words.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], " "));
        }
    }

    /// Words with their pronunciation in small characters beside them.
    fn ruby(&mut self, node: NodeRef) -> bool {
        let (mut words, mut read) = (String::new(), String::new());
        for inner in node.descendants_it().filter(NodeRef::is_text) {
            let within =
                |names: &[&str]| inner.ancestors_it(Some(4)).any(|around| names.iter().any(|n| around.has_name(n)));
            if within(&["rt", "rtc"]) {
                read += &inner.text();
            } else if !within(&["rp"]) {
                words += &inner.text();
            }
        }
        if words.contains(OPEN) {
            return true;
        }
        self.prose.pronounce(&words, &read);
        false
    }

    /// What a paragraph is, where it is no story.
    fn kind(&self, node: NodeRef, name: &str) -> Option<BoilerplateKind> {
        if name == "figcaption" {
            return Some(BoilerplateKind::Caption);
        }
        if !self.mail {
            return None;
        }
        let is = |wanted: &[&str]| {
            let said = [node.class(), node.id_attr()];
            said.iter().flatten().flat_map(|said| said.split_whitespace()).any(|said| wanted.contains(&said))
        };
        // As the usual programs mark what is answered and what is forwarded.
        let cited = name == "blockquote" && node.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
        if cited
            || is(&[
                "gmail_quote",
                "gmail_attr",
                "yahoo_quoted",
                "moz-cite-prefix",
                "moz-forward-container",
                "divRplyFwdMsg",
                "appendonsend",
                "protonmail_quote",
            ])
        {
            Some(BoilerplateKind::Quoted)
        } else {
            is(&["gmail_signature", "moz-signature", "Signature", "protonmail_signature_block"])
                .then_some(BoilerplateKind::Signature)
        }
    }
}

/// Whether an element is the second one in a fraction or a power of a formula.
fn is_second_of(node: NodeRef, name: &str) -> bool {
    node.is_element()
        && node.parent().is_some_and(|around| {
            around.has_name(name) && around.element_children().get(1).is_some_and(|second| second.id == node.id)
        })
}

/// The most characters that stand above a line.
const LONGEST_RAISED: usize = 12;
