//! A notebook as a TOML text.

use super::Notebook;

/// What the file says to whoever opens it.
const HEAD: &str =
    "# Notes, bookmarks and corrections made in parallax. They are tied to the words of the passages.\n\n";

/// Why a text is no notebook.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct Unreadable {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
}

impl Notebook {
    /// Reads a notebook.
    ///
    /// # Errors
    /// Where the text is no TOML, or has something that no notebook has.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or(text);
            let line = before.lines().count().max(1) + usize::from(before.ends_with('\n') && !before.is_empty());
            let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
            Unreadable { line, column, reason: error.message().to_owned() }
        })
    }

    /// The notebook as a text, which reads back as the same notebook.
    pub fn to_text(&self) -> String {
        // A notebook is strings in lists: nothing in it has no form in TOML.
        let body = toml::to_string(self).unwrap_or_default();
        format!("{HEAD}{body}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Correction, Kind, Note, Notebook, Place};

    #[test]
    fn what_is_written_reads_back() {
        let place = |text: &str| Place { source: "a b.txt".into(), text: text.into(), before: 1 };
        let texts = ["plain", "two\nlines", "\"quoted\" 'both' \\ back", "日本語 \u{7f} tab\t", "", "'''\"\"\""];
        for text in texts {
            let notebook = Notebook {
                notes: vec![Note { note: text.into(), passage: place(text) }],
                corrections: vec![
                    Correction {
                        kind: Kind::Split,
                        name: String::new(),
                        passages: vec![place(text)],
                        parallel: vec![place(text), place("other")],
                    },
                    Correction {
                        kind: Kind::Name,
                        name: text.into(),
                        passages: Vec::new(),
                        parallel: vec![place(text)],
                    },
                ],
                ..Notebook::default()
            };
            assert_eq!(Notebook::read(&notebook.to_text()).as_ref(), Ok(&notebook), "{text:?}\n{}", notebook.to_text());
        }
        assert_eq!(Notebook::read(""), Ok(Notebook::default()));
        let told = "[[note]]\nnote = \"x\"\n[note.passage]\nsource = \"a\"\ntext = \"b\"\n[source.\"*.txt\"]\ndate = 2025-06-14\n";
        let kept = Notebook::read(told).expect("a notebook").to_text();
        assert!(kept.contains("[source.\"*.txt\"]\ndate = 2025-06-14"), "what is said of sources is kept: {kept}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let cases = [
            ("[[note]]\nnote = 5\n", "line 2, column 8"),
            ("[[note]]\n\nnote = \"open\n", "line 3, column"),
            ("[[correction]]\nkind = \"shuffle\"\n", "line 2, column 8"),
            ("[[note]]\nnote = \"x\"\n", "line 1, column 1"),
        ];
        for (text, expected) in cases {
            let said = Notebook::read(text).unwrap_err().to_string();
            assert!(said.starts_with(expected), "{text}: {said}");
        }
    }
}
