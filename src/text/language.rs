//! The language of a text, and what is known of it: stems, later abbreviations and function words.

use super::lexicon::Lexicon;
use super::norm::fold;
use super::stem::Stemmer;
use whatlang::Lang;

/// A language as detected or declared; `Unknown` where nothing can be said.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Language {
    /// No language could be told.
    #[default]
    Unknown,
    /// A language of the detector.
    Known(Lang),
}

impl Language {
    /// English.
    pub const ENGLISH: Self = Self::Known(Lang::Eng);

    /// The language of `text`, from its letters and their sequences; a short or mixed text may have none.
    pub fn detect(text: &str) -> Self {
        if is_english(text) {
            return Self::ENGLISH;
        }
        let head: String = text.chars().take(4_000).collect();
        match whatlang::detect(&head) {
            Some(info) if info.is_reliable() || head.len() > 200 => Self::Known(info.lang()),
            _ => Self::Unknown,
        }
    }

    /// The same, but unknown where it is not sure, however long the text.
    pub fn detect_surely(text: &str) -> Self {
        if is_english(text) {
            return Self::ENGLISH;
        }
        let sure = whatlang::detect(text).filter(whatlang::Info::is_reliable);
        sure.map_or(Self::Unknown, |info| Self::Known(info.lang()))
    }

    /// Its tag (BCP 47: two letters where there are two), as web pages and other formats name it.
    pub fn tag(self) -> Option<&'static str> {
        let Self::Known(lang) = self else { return None };
        let code = lang.code();
        let mut pairs = TAGS.split(' ').filter_map(|pair| pair.split_once(':'));
        Some(pairs.find(|(three, _)| *three == code).map_or(code, |(_, two)| two))
    }

    /// Its name in English; nothing can be said of an unknown one.
    pub fn name(self) -> &'static str {
        let Self::Known(lang) = self else { return "an unknown language" };
        lang.eng_name()
    }

    /// Whether we have lists of its words.
    pub fn is_read(self) -> bool {
        Lexicon::own(self).is_some()
    }

    /// Whether a word, folded, is an article, pronoun, conjunction, preposition or auxiliary of this language.
    pub fn is_function_word(self, folded: &str) -> bool {
        Lexicon::of(self).function.contains(folded)
    }

    /// Whether a word, folded, stands in every report of this language: a verb of saying, a title, `get`, `make`.
    pub fn is_no_evidence(self, folded: &str) -> bool {
        Lexicon::own(self).is_some_and(|lexicon| lexicon.no_evidence.contains(folded))
    }

    /// The number, 1 to 12, of the month that a word, folded, names in this language.
    pub fn month(self, folded: &str) -> Option<u8> {
        Lexicon::of(self).months.get(folded).copied()
    }

    /// The function words of all languages that have a list, folded.
    pub fn function_words() -> impl Iterator<Item = &'static str> {
        Lexicon::all().flat_map(|lexicon| lexicon.function.iter().map(String::as_str))
    }

    /// The language of a tag such as `en`, `pt-BR` or `ukr`; nothing where the detector does not know it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_']).next()?.to_lowercase();
        let mut pairs = TAGS.split(' ').filter_map(|pair| pair.split_once(':'));
        let code = pairs.find(|(_, two)| *two == code).map_or(code.as_str(), |(three, _)| three);
        Lang::from_code(code).map(Self::Known)
    }

    /// What takes the endings off its words, where they are known; a text of no known language is read as English.
    pub fn stemmer(self) -> Option<Stemmer> {
        match self {
            Self::Unknown => Stemmer::of(Lang::Eng),
            Self::Known(lang) => Stemmer::of(lang),
        }
    }
}

/// Whether the first words of a text are English: the small words tell that at a fraction of the cost of counting letters.
///
/// They are four to six of ten words in English copy, and below two in other languages (`a`, `in`, `no` are theirs too).
fn is_english(text: &str) -> bool {
    let lexicon = Lexicon::of(Language::ENGLISH);
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).take(200);
    let (mut all, mut small) = (0, 0);
    for word in words {
        all += 1;
        small += usize::from(word.is_ascii() && lexicon.function.contains(&fold(word)));
    }
    all >= 20 && small * 10 >= all * 3
}

/// ISO 639-3 codes and the two letters of ISO 639-1 that stand for them, for every language of the detector; a language
/// that is not here has no shorter code.
const TAGS: &str = "afr:af aka:ak amh:am ara:ar aze:az bel:be ben:bn bul:bg cat:ca ces:cs cmn:zh cym:cy dan:da deu:de ell:el \
    eng:en epo:eo est:et fin:fi fra:fr guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy ind:id ita:it jav:jv jpn:ja \
    kan:kn kat:ka khm:km kor:ko lat:la lav:lv lit:lt mal:ml mar:mr mkd:mk mya:my nep:ne nob:nb nld:nl ori:or \
    pan:pa pes:fa pol:pl por:pt ron:ro rus:ru sin:si slk:sk slv:sl sna:sn spa:es srp:sr swe:sv tam:ta tel:te \
    tgl:tl tha:th tuk:tk tur:tr ukr:uk urd:ur uzb:uz vie:vi yid:yi zul:zu";
