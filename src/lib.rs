//! parallax reads several accounts of the same thing side by side: it finds which passages say the same, shows the sources
//! with those passages brought level, and marks word by word where the accounts differ.
//!
//! # The house
//!
//! Data flows one way, and a module uses only what stands to its left:
//!
//! ```text
//! monitor -> text -> { diff, source } -> meaning -> collection -> align -> compare -> notebook -> view -> { export, tui, index } -> cli
//! ```
//!
//! - [`monitor`]: progress and cancellation.
//! - [`text`]: one text. Ranges, tokens, normal forms, sentences, quotations, values, names. No I/O.
//! - [`diff`]: how one text became another. It knows no source.
//! - [`source`]: many texts. From formats to texts and metadata; the only layer that reads documents.
//! - [`meaning`]: what words mean where they stand: an encoder, shipped with the program, makes a vector of each.
//! - [`collection`]: thousands of texts. Which of them tell the same story, by a light look at their words.
//! - [`align`]: which passages say the same. Candidates, evidence, links, parallels, runs.
//! - [`compare`]: how they differ. Collation, discrepancies; the front door of the engine.
//! - [`notebook`]: what a reader adds. Notes, bookmarks, corrections, tied to the words of passages.
//! - [`view`]: what to show, without colours or widths. Screen and exports read it, so they cannot disagree.
//! - [`export`]: a comparison to a file format.
//! - [`tui`]: a comparison to a terminal; the only layer that knows one.
//! - [`index`]: what is known of a collection, kept on disk.
//! - [`cli`]: the outside. Arguments, streams, files, exit status.
//!
//! `tests/it/tidy.rs` holds this rule.
//!
//! Invariants:
//!
//! - The engine (`text` to `compare`) is pure: no clock, no environment, no globals that change, no printing. The same input
//!   gives the same output whatever the number of threads or the order of arguments. Work is bounded by counts, never by time.
//! - [`compare::Comparison`] is one immutable value. Every face reads it and nothing else.
//! - Offsets are checked byte ranges ([`text::TextRange`]) into a text as it was loaded. Normal forms stand beside the text.
//! - Bad input is data, a bug is a panic, I/O is a `Result`.
//! - A source's text is hostile: what is shown or written to be read has passed [`text::visible`].
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | source | one loaded account: text, and what is known of it |
//! | collection, document | texts of any number, told of what or not; one of them |
//! | story | documents of a collection that tell the same event: what is opened to be read side by side |
//! | lead | a document's headline and first sentences, which tell what it is about |
//! | siglum | the one or two letters by which a source is named: A, B, … |
//! | statement | a part of a sentence that says one thing, a clause or a whole short sentence: what is aligned |
//! | passage | statements of one source that stand together in a parallel |
//! | link | two passages of two sources that say the same, with the evidence for it |
//! | parallel | all passages, of two or more sources, that say one thing; a statement stands in one |
//! | echo | a statement that tells what a parallel says in which its source does not stand: it is told elsewhere |
//! | run | a longest stretch of two sources that is parallel throughout |
//! | relation | how two linked passages relate: verbatim, near-verbatim, paraphrase |
//! | quotation | words given as somebody's own, with speaker and cue where they can be told |
//! | voice | quotation, reported speech, or narration |
//! | collation | the word table of a parallel: which words of its passages stand for which |
//! | variation, reading | a place where the passages of a parallel differ; what each source has there |
//! | discrepancy | a variation that matters: number, date, negation, status (done, planned), attribution, quote (one utterance in other words), epithet, hedge, name; with a confidence and a gravity: substance, wording, naming |
//! | referent | whom or what several mentions mean, within and across sources |
//! | base | the source that the others are read against |
//! | only here | a passage that no other source has |
//! | boilerplate | text that tells nothing of the event |
//! | overview | the story at a glance: what all tell, where they differ, what only one tells |
//! | synopsis | the sources side by side, each once and in its own order, with parallels brought level |
//! | pointer | in the synopsis, where a source tells a parallel elsewhere than level with the others |
//! | apparatus | the readings of one parallel under each other |
//! | heat | how much of a paragraph the base tells in other words, or not at all |

pub mod monitor;

pub mod text;

pub mod diff;

pub mod source;

pub mod meaning;

pub mod collection;

pub mod align;

pub mod compare;

pub mod notebook;

pub mod view;

pub mod export;

pub mod tui;

pub mod index;

pub mod cli;
