//! What sources are called: a name short enough to stand over a column, which tells it from the others of its corpus.
//!
//! Whoever published it; else what its address, its first or last line (`RIA Novosti and TASS report`) or its file tells; else its
//! headline from the point on where it differs from those of the others. A name that is none of one alone gets what tells it
//! apart: the day, else the headline.

use super::phrases::Phrases;
use super::{BoilerplateKind, Source, html_site};
use crate::text::{TextRange, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_width::UnicodeWidthStr;

/// Columns of a name that is words of a text.
const WIDTH: usize = 40;
/// Words of a line that says from whom a text is.
const LONGEST_LINE: usize = 14;
/// Sentences at the beginning of a text in which such a line may stand.
const FIRST: usize = 5;
/// Words by which a headline is known.
const KNOWN_BY: usize = 2;

/// Gives the sources their names.
pub fn call(sources: &mut [Source]) {
    let headlines: Vec<Vec<String>> = sources.iter().map(headline).collect();
    let tellings = distinct(sources, &headlines);
    let files = files(sources);
    let mut names: Vec<String> = sources
        .iter()
        .zip(files.into_iter().zip(&tellings))
        .map(|(source, (file, telling))| {
            let known = || source.meta.outlet.clone().or_else(|| html_site(source.meta.url.as_deref()?));
            let told = || known().or_else(|| agencies(source)).or(file);
            told().unwrap_or_else(|| telling.clone())
        })
        .collect();
    let dates: Vec<String> = sources.iter().map(|s| s.meta.date.map(|d| d.to_string()).unwrap_or_default()).collect();
    for tails in [&dates, &tellings] {
        tell_apart(&mut names, tails);
    }
    let numbers: Vec<String> = (1..=names.len()).map(|number| number.to_string()).collect();
    tell_apart(&mut names, &numbers);
    for (source, name) in sources.iter_mut().zip(names) {
        source.called = name;
    }
}

/// Names that several have get something behind them, where that is another for each of these.
fn tell_apart(names: &mut [String], tails: &[String]) {
    let mut same: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, name) in names.iter().enumerate() {
        same.entry(fold(name)).or_default().push(index);
    }
    for indices in same.into_values().filter(|indices| indices.len() > 1) {
        let different: FxHashSet<&String> = indices.iter().map(|&index| &tails[index]).collect();
        if different.len() == indices.len() && !different.iter().any(|tail| tail.is_empty()) {
            for index in indices {
                let own = if names[index].is_empty() { "" } else { ", " };
                names[index] = format!("{}{own}{}", names[index], tails[index]);
            }
        }
    }
}

/// The words of the headline, or of the sentence with which the story begins.
fn headline(source: &Source) -> Vec<String> {
    let begins = || source.story().next().map(|(_, range)| source.text.slice(range));
    let words = source.meta.title.as_deref().or_else(begins).unwrap_or_default();
    words.split_whitespace().map(str::to_owned).collect()
}

/// The headlines from the point on where each differs from the others: a word with a topic that no other has. A short one
/// whose first words are its own stays whole.
fn distinct(sources: &[Source], headlines: &[Vec<String>]) -> Vec<String> {
    let bare = |word: &String| fold(word.trim_matches(|c: char| !c.is_alphanumeric())).replace('.', "");
    let mut holders: FxHashMap<String, usize> = FxHashMap::default();
    let mut begin: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    for headline in headlines {
        let different: FxHashSet<String> = headline.iter().map(bare).collect();
        different.into_iter().for_each(|word| *holders.entry(word).or_default() += 1);
        *begin.entry(headline.iter().take(KNOWN_BY).map(bare).collect()).or_default() += 1;
    }
    let own = |source: &Source, headline: &Vec<String>| {
        let whole = headline.join(" ");
        let known_by: Vec<String> = headline.iter().take(KNOWN_BY).map(bare).collect();
        if whole.width() <= WIDTH && begin.get(&known_by) == Some(&1) {
            return whole;
        }
        let language = source.text.language();
        let telling = |word: &String| {
            let folded = bare(word);
            !folded.is_empty() && !language.is_function_word(&folded) && holders.get(&folded) == Some(&1)
        };
        let start = headline.iter().position(telling).unwrap_or(0);
        cut(headline.get(start..).unwrap_or_default(), &|word| language.is_function_word(&bare(word)))
    };
    sources.iter().zip(headlines).map(|(source, headline)| own(source, headline)).collect()
}

/// Words in a line, cut where they are too wide; an article or a preposition ends no line.
fn cut(words: &[String], function: &dyn Fn(&String) -> bool) -> String {
    let mut width = 0;
    let fits = |word: &&String| {
        width += word.width() + 1;
        width <= WIDTH
    };
    let mut count = words.iter().take_while(fits).count().max(1).min(words.len());
    let whole = count == words.len();
    while !whole && count > 1 && function(&words[count - 1]) {
        count -= 1;
    }
    let line = words.get(..count).unwrap_or_default().join(" ");
    let line = line.trim_end_matches([',', ';', ':', '.', '–', '—', '-']);
    let mut letters = line.chars();
    let large = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    if whole { large } else { large + "…" }
}

/// The agencies that a line at the beginning or the end names: `Source: state news agencies RIA Novosti and TASS`.
fn agencies(source: &Source) -> Option<String> {
    let sentences = source.text.sentences();
    let last = sentences.len().checked_sub(1).filter(|last| *last >= FIRST);
    let places = sentences.iter().take(FIRST).chain(last.and_then(|last| sentences.get(last)));
    places.map(|sentence| sentence.range).filter(|range| says_whence(source, *range)).find_map(|range| {
        let phrases = &Phrases::shipped().agency;
        let tokens: Vec<_> = source.text.words_in(range).collect();
        let words: Vec<String> = tokens.iter().map(|token| fold(source.text.slice(token.range))).collect();
        let named = |at: usize| phrases.longest(words.get(at..)?);
        let first = (0..words.len()).find(|&at| named(at).is_some())?;
        let (last, length) = (first..words.len()).rev().find_map(|at| Some((at, named(at)?)))?;
        let place = tokens.get(first)?.range.to(tokens.get(last + length - 1)?.range);
        // Marks around the first and the last name have their partners outside.
        let named = source.text.slice(place).replace(['«', '»', '„', '“', '”', '"'], "");
        Some(format!("from {}", named.split_whitespace().collect::<Vec<_>>().join(" ")))
    })
}

/// A short line of its own that stands behind a label (`Source:`), or a credit.
fn says_whence(source: &Source, range: TextRange) -> bool {
    let short = source.text.words_in(range).nth(LONGEST_LINE).is_none();
    let part = source.boilerplate.iter().find(|part| part.range.overlaps(range));
    let labelled = part.is_some_and(|part| {
        part.kind == BoilerplateKind::Credit
            || part.kind == BoilerplateKind::Label && part.range.start() == range.start()
    });
    short && labelled
}

/// What the files of the sources tell: their names without what numbers them, or those of their folders where the files are
/// named alike. Nothing where a machine named them, or where they tell no source from another.
fn files(sources: &[Source]) -> Vec<Option<String>> {
    let part = |source: &Source, from_end: usize| -> Option<String> {
        // Parts of one file share its name.
        let path = source.meta.file.is_none().then_some(source.meta.path.as_str())?;
        let name = path.rsplit(['/', '\\']).nth(from_end)?;
        let stem = if from_end == 0 { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
        let told = stem.trim_start_matches(|c: char| !c.is_alphabetic());
        (!super::is_machine_made(stem)).then(|| told.replace('_', " "))
    };
    for from_end in 0..2 {
        let found: Vec<Option<String>> = sources.iter().map(|source| part(source, from_end)).collect();
        let different: FxHashSet<String> = found.iter().flatten().map(|name| fold(name)).collect();
        if different.len() > 1 && different.len() == found.iter().flatten().count() {
            return found;
        }
    }
    vec![None; sources.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Corpus, Meta, SourceId, boilerplate};
    use crate::text::Text;

    /// What sources are called, of which path, outlet, address and text are given.
    fn called(sources: &[[&str; 4]]) -> Vec<String> {
        let source = |&[path, outlet, url, content]: &[&str; 4]| {
            let text = Text::new(content.to_owned(), None);
            let parts = boilerplate(&text, None);
            let some = |known: &str| (!known.is_empty()).then(|| known.to_owned());
            let meta = Meta { path: path.to_owned(), outlet: some(outlet), url: some(url), ..Meta::default() };
            let mut source = Source::new(SourceId(0), meta, text, parts);
            super::super::told::fill_in(&mut source, None);
            source
        };
        let mut corpus = Corpus { sources: sources.iter().map(source).collect(), ..Corpus::default() };
        call(&mut corpus.sources);
        corpus.sources.iter().map(|source| source.name().to_owned()).collect()
    }

    #[test]
    fn names_tell_sources_apart() {
        const TALKS: &str = "The talks in Rome failed on Monday after eleven hours. Nobody won. Ann Smith left.";
        const MAYOR: &str = "The talks in Rome ended on Monday, and the mayor resigned at once. Nobody won.";
        type Case<'a> = (&'a [[&'a str; 4]], &'a [&'a str]);
        let cases: [Case; 9] = [
            (
                &[["a.txt", "The Courier", "", TALKS], ["b.txt", "", "https://www.example.org/x", TALKS]],
                &["The Courier", "example.org"],
            ),
            (&[["n/1-courier.txt", "", "", TALKS], ["n/2-echo.txt", "", "", TALKS]], &["courier", "echo"]),
            (&[["courier/index.html", "", "", TALKS], ["echo/index.html", "", "", TALKS]], &["courier", "echo"]),
            (
                &[["000_9dc82ddd.txt", "", "", TALKS], ["001_3c4aee98.txt", "", "", MAYOR]],
                &["Failed on Monday after eleven hours", "Ended on Monday, and the mayor resigned…"],
            ),
            (
                &[["1.txt", "", "", &format!("{TALKS}\n\nAFP")], ["2.txt", "", "", MAYOR]],
                &["AFP", "Ended on Monday, and the mayor resigned…"],
            ),
            (
                &[
                    [
                        "1.txt",
                        "",
                        "",
                        &format!(
                            "Ann Smith says the talks failed.\n\nSource: Russian news agencies RIA Novosti and TASS\n\n{TALKS}"
                        ),
                    ],
                    ["2.txt", "", "", MAYOR],
                ],
                &["from RIA Novosti and TASS", "Rome ended on Monday, and the mayor…"],
            ),
            (
                &[
                    [
                        "1.txt",
                        "",
                        "",
                        &format!("Ann Smith says the talks failed.\n\nSource: \"Interfax\" and \"TASS\"\n\n{TALKS}"),
                    ],
                    ["2.txt", "", "", MAYOR],
                ],
                &["from Interfax and TASS", "Rome ended on Monday, and the mayor…"],
            ),
            (
                &[["1.txt", "The Courier", "", TALKS], ["2.txt", "The Courier", "", MAYOR]],
                &[
                    "The Courier, Failed on Monday after eleven hours",
                    "The Courier, Ended on Monday, and the mayor resigned…",
                ],
            ),
            (&[["1.txt", "", "", TALKS], ["2.txt", "", "", TALKS]], &["", ""]),
        ];
        for (sources, expected) in cases {
            let found = called(sources);
            let different: FxHashSet<&String> = found.iter().collect();
            assert_eq!(different.len(), found.len(), "no two alike: {found:?}");
            if expected.iter().any(|name| !name.is_empty()) {
                assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn the_sample_is_called() {
        let corpus = crate::source::sample();
        let names: Vec<&str> = corpus.sources.iter().map(Source::name).collect();
        let expected = [
            "from RIA Novosti and TASS",
            "Holds Phone Conversation With Trump",
            "First topic was the Middle East…",
            "50-minute phone call Saturday…",
            "AFP",
        ];
        assert_eq!(names, expected);
    }
}
