//! The lead of a document: its headline and how it begins, which tell what it is about.
//!
//! Documents of two languages share no words. What they share is looked for here: names as they sound, and what the lead means.

use super::Sketch;
use super::word::{each_word, hash};
use crate::meaning::{Encoder, Mean};
use crate::monitor::{Cancelled, Monitor};
use crate::text::{Language, Spoken, Text, fold};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// What a document's lead tells.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Lead {
    /// The tag of its language (BCP 47); nothing where it cannot be told.
    pub language: Option<String>,
    /// The words of it that are encoded.
    pub words: String,
    /// Words with a capital, or of a script that has none, in the order in which they stand first.
    pub names: Vec<String>,
    /// What each of them sounds like, as the number of the name and a hash: names of two languages that are one have a sound in
    /// common.
    pub sounds: Vec<(u8, u32)>,
    /// What it means; nothing where it was not encoded.
    pub mean: Option<Mean>,
}

/// Characters of a text in which names are looked for: so far what is new stands in a report, the rest is background.
const NAMED: usize = 1_600;
/// Characters that are encoded: a headline and two sentences. With a hundred more documents of one story are told no better.
const ENCODED: usize = 450;
/// Names that are kept at most.
const MOST_NAMES: usize = 60;
/// Consonants of a sound; what has fewer is everywhere.
const LEAST_CONSONANTS: usize = 3;
/// Characters by which the language is told.
const DETECTED: usize = 600;

impl Lead {
    /// Of a document with a headline and a text; it is not encoded yet.
    pub fn of(title: Option<&str>, text: &str) -> Self {
        let detected = Language::detect_surely(head(text, DETECTED));
        let language = detected.tag().map(str::to_owned);
        let mut lead = Self { language, words: encoded(title, text), ..Self::default() };
        let mut known = FxHashSet::default();
        for part in [title.unwrap_or_default(), head(text, NAMED)] {
            each_word(part, |word| lead.note(word, detected, &mut known, |c| c.is_alphabetic() && !c.is_lowercase()));
        }
        lead
    }

    /// What was typed, to be looked for; encoded. Every word of it that says something may be a name, with a capital or without.
    pub fn asked(typed: &str) -> Self {
        let detected = Language::detect_surely(typed);
        let mut lead = Self { language: detected.tag().map(str::to_owned), words: typed.to_owned(), ..Self::default() };
        let mut known = FxHashSet::default();
        each_word(typed, |word| lead.note(word, detected, &mut known, char::is_alphabetic));
        let text = Text::new(typed.to_owned(), lead.language());
        lead.mean = Encoder::shipped().means(&[&text], &Monitor::default()).ok().and_then(|mut means| means.pop());
        lead
    }

    /// The share of its names that another lead has, as they sound, 0 to 1.
    pub fn share_of_names(&self, other: &Self) -> f32 {
        let theirs: FxHashSet<u32> = other.sounds.iter().map(|(_, sound)| *sound).collect();
        let heard = |sounds: &[(u8, u32)]| sounds.iter().any(|(_, sound)| theirs.contains(sound));
        let names: Vec<bool> = self.sounds.chunk_by(|x, y| x.0 == y.0).map(heard).collect();
        names.iter().filter(|heard| **heard).count() as f32 / names.len().max(1) as f32
    }

    fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::from_tag)
    }

    /// Notes a word, once, that may be a name by what it begins with.
    fn note<'a>(
        &mut self,
        word: &'a str,
        language: Language,
        known: &mut FxHashSet<&'a str>,
        begins: fn(char) -> bool,
    ) {
        if !word.starts_with(begins)
            || self.names.len() >= MOST_NAMES
            || !known.insert(word)
            || language.is_function_word(&fold(word))
        {
            return;
        }
        let number = u8::try_from(self.names.len()).unwrap_or(u8::MAX);
        let skeletons = Spoken::new(word, language).skeletons();
        let sounds = skeletons.iter().filter(|skeleton| skeleton.len() >= LEAST_CONSONANTS);
        self.sounds.extend(sounds.map(|skeleton| (number, hash(skeleton.as_bytes()))));
        self.names.push(word.to_owned());
    }
}

/// Which leads are encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// None: documents are told by their words and names.
    Never,
    /// All, where there are documents of several languages, and not too many.
    #[default]
    Foreign,
    /// All.
    Always,
}

/// Documents of a collection that are encoded without being asked for at most: that takes some twenty milliseconds each.
const MOST_ENCODED: usize = 3_000;

impl Encoding {
    /// Whether the leads of some documents are encoded.
    fn is_wanted(self, documents: &[Sketch]) -> bool {
        let mut languages = documents.iter().filter_map(|document| document.lead.language.as_deref());
        let first = languages.next();
        match self {
            Self::Never => false,
            Self::Foreign => documents.len() <= MOST_ENCODED && languages.any(|other| Some(other) != first),
            Self::Always => true,
        }
    }

    /// Encodes the leads that are not encoded yet, or forgets what they mean where that is not wanted. What is so of each document
    /// depends on nothing that was known before.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn apply(self, documents: &mut [Sketch], monitor: &Monitor) -> Result<(), Cancelled> {
        if !self.is_wanted(documents) {
            documents.iter_mut().for_each(|document| document.lead.mean = None);
            return Ok(());
        }
        let mut missing: Vec<&mut Lead> =
            documents.iter_mut().map(|document| &mut document.lead).filter(|lead| lead.mean.is_none()).collect();
        let texts: Vec<Text> = missing.iter().map(|lead| Text::new(lead.words.clone(), lead.language())).collect();
        let means = Encoder::shipped().means(&texts.iter().collect::<Vec<_>>(), monitor)?;
        missing.iter_mut().zip(means).for_each(|(lead, mean)| lead.mean = Some(mean));
        Ok(())
    }
}

/// What is encoded of a document: its headline, and how its text begins.
fn encoded(title: Option<&str>, text: &str) -> String {
    let text = text.trim_start();
    match title.map(str::trim).filter(|title| !title.is_empty() && !text.starts_with(title)) {
        Some(title) => head(&format!("{title}\n\n{text}"), ENCODED).to_owned(),
        None => head(text, ENCODED).to_owned(),
    }
}

/// The first characters of a text.
fn head(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_two_scripts_sound_alike() {
        let here = Lead::of(Some("Zelensky thanks Macron"), "In Kyiv the president met Emmanuel Macron on Friday.");
        let there = Lead::of(None, "Президент Зеленський подякував Макрону. У Києві вони зустрілися в п'ятницю.");
        let shared: Vec<&str> = here
            .sounds
            .iter()
            .filter(|(_, sound)| there.sounds.iter().any(|(_, other)| other == sound))
            .map(|(name, _)| here.names[usize::from(*name)].as_str())
            .collect();
        assert!(shared.contains(&"Zelensky") && shared.contains(&"Macron"), "{shared:?}");
        assert_eq!(here.names, ["Zelensky", "Macron", "Kyiv", "Emmanuel", "Friday"]);
    }

    #[test]
    fn a_headline_is_encoded_once_and_no_more_than_the_beginning() {
        assert_eq!(encoded(Some("Rain"), "It rains."), "Rain\n\nIt rains.");
        assert_eq!(encoded(Some("Rain"), "\nRain\n\nIt rains."), "Rain\n\nIt rains.");
        assert_eq!(encoded(None, &"é".repeat(2_000)).chars().count(), ENCODED);
        assert_eq!(Lead::of(None, ""), Lead::default());
    }

    #[test]
    fn leads_are_encoded_where_there_are_several_languages() {
        let told = |texts: &[&str], encoding: Encoding| {
            let sketch = |text: &&str| Sketch { lead: Lead::of(None, text), ..Sketch::default() };
            let mut documents: Vec<Sketch> = texts.iter().map(sketch).collect();
            encoding.apply(&mut documents, &Monitor::default()).expect("nobody cancels");
            documents.iter().filter(|document| document.lead.mean.is_some()).count()
        };
        let english =
            "The mayor of the town resigned on Friday, and nobody in the council was surprised by it, they said.";
        let german =
            "Die Bürgermeisterin der Stadt ist am Freitag zurückgetreten, und niemanden im Rat hat das überrascht.";
        assert_eq!(told(&[english, english], Encoding::Foreign), 0);
        assert_eq!(told(&[english, german], Encoding::Foreign), 2);
        assert_eq!(told(&[english, german], Encoding::Never), 0);
        assert_eq!(told(&[english], Encoding::Always), 1);
    }
}
