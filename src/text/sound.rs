//! Sounds: what the letters of a name may stand for, in whatever script and by whatever language's habits it is written.
//!
//! A name in the news is mostly from elsewhere, so its letters are read by the habits of all languages at once: `ch` may be
//! the sound of `Churchill`, `Chirac`, `Charkiw` or `Christie`. Only where one language's habit would spoil the others is it
//! kept to texts of that language.

use super::language::Language;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use whatlang::Lang;

/// A set of sounds, one of which is meant, or none at all where it may be silent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sound(u32);

/// The sounds. Consonants, of which `c` is `ts`, `S` `sh`, `Z` `zh`, `C` `tch`, `J` `dzh`; behind them vowels, of which `A` is
/// the diphthong in `white`, `E` in `day`, `O` in `boy`, `U` in `now`.
const SOUNDS: &str = "pbfvtdkghszcSZCJlmnraeiouAEOU";
/// How many of them are consonants.
const CONSONANTS: u32 = 20;
/// May not be heard.
const SILENT: u32 = 1 << 31;
/// Consonants that one letter may stand for, or that are written for each other, by the letter that names them all.
const KINDS: [(char, &str); 8] =
    [('p', "pbfv"), ('t', "td"), ('k', "kgh"), ('s', "szcSZCJ"), ('l', "l"), ('m', "m"), ('n', "n"), ('r', "r")];

impl Sound {
    /// As the tables below write it; a question mark is for silence.
    fn of(letters: &str) -> Self {
        let bit = |c: char| SOUNDS.find(c).map_or(SILENT, |at| 1 << at);
        Self(letters.chars().map(bit).fold(0, |all, bit| all | bit))
    }

    /// May not be heard.
    pub fn silent(self) -> bool {
        self.0 & SILENT != 0
    }

    /// May be a consonant.
    pub fn consonant(self) -> bool {
        self.0 & ((1 << CONSONANTS) - 1) != 0
    }

    /// May be `a` or `o`, which many languages do not tell apart where they are not stressed.
    pub fn open(self) -> bool {
        self.meets(Self::of("ao"))
    }

    /// Both may be one sound.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 & !SILENT != 0
    }

    /// The kinds of consonants it may be, and none where it may be a vowel or silent.
    pub fn kinds(self) -> impl Iterator<Item = Option<char>> {
        let bare = self.0 >> CONSONANTS != 0;
        let kinds = KINDS.iter().filter(move |(_, members)| self.meets(Self::of(members)));
        kinds.map(|(kind, _)| Some(*kind)).chain(bare.then_some(None))
    }
}

/// The sounds of a word in small letters, as [`letters`] gives them.
pub fn sounds(letters: &[char], language: Language) -> Vec<Sound> {
    let mut found: Vec<Sound> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let rules = rules().get(&letters[at]).map_or(&[][..], Vec::as_slice);
        let rule = rules.iter().find(|rule| rule.fits(letters, at, language));
        at += rule.map_or(1, |rule| rule.letters.len());
        for &sound in rule.into_iter().flat_map(|rule| &rule.sounds) {
            // A double letter is one sound.
            if found.last() != Some(&sound) {
                found.push(sound);
            }
        }
    }
    found
}

/// The letters of a word in their small forms, without the accents that no habit below looks at.
pub fn letters(word: &str) -> Vec<char> {
    let small = word.chars().flat_map(char::to_lowercase).nfc();
    let mut found = Vec::new();
    for c in small {
        if KEPT.contains(c) {
            found.push(c);
        } else {
            found.extend(std::iter::once(c).nfd().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)));
        }
    }
    found
}

/// Letters whose accent makes another sound of them.
const KEPT: &str = "éóöüäåšśşșčćçžżźřţțğęąйїё";

/// A letter of any script that a vowel is written with.
pub fn is_vowel(letter: char) -> bool {
    "aeiouyéóöøœüäæåęąıаеёєиіїоуыэюяαεηιουω".contains(letter)
}

/// One habit of writing sounds.
struct Rule {
    language: Option<Language>,
    before: &'static str,
    letters: Vec<char>,
    after: &'static str,
    sounds: Vec<Sound>,
}

impl Rule {
    fn fits(&self, word: &[char], at: usize, language: Language) -> bool {
        let before = at.checked_sub(1).and_then(|at| word.get(at));
        word.get(at..).is_some_and(|rest| rest.starts_with(&self.letters))
            && self.language.is_none_or(|of| of == language)
            && beside(self.before, before)
            && beside(self.after, word.get(at + self.letters.len()))
    }
}

/// Whether a neighbour is one of those asked for: letters, `V` any vowel, `C` any consonant, `^` or `$` none.
fn beside(asked: &str, letter: Option<&char>) -> bool {
    let is = |c: char| match (c, letter) {
        ('^' | '$', letter) => letter.is_none(),
        ('V', Some(&letter)) => is_vowel(letter),
        ('C', Some(&letter)) => !is_vowel(letter),
        (c, letter) => letter == Some(&c),
    };
    asked.is_empty() || asked.chars().any(is)
}

/// The habits by their first letter, those of one language first, then by the number of letters; among the like the tables'
/// order holds.
fn rules() -> &'static FxHashMap<char, Vec<Rule>> {
    static RULES: OnceLock<FxHashMap<char, Vec<Rule>>> = OnceLock::new();
    RULES.get_or_init(|| {
        let own = OWN.iter().flat_map(|(lang, rows)| rows.split_whitespace().map(|row| (Some(*lang), row)));
        let all = [LATIN, CYRILLIC, GREEK].into_iter().flat_map(str::lines).map(|row| (None, row.trim()));
        let mut rules: FxHashMap<char, Vec<Rule>> = FxHashMap::default();
        for rule in own.chain(all).filter_map(|(lang, row)| rule(lang, row)) {
            rules.entry(rule.letters[0]).or_default().push(rule);
        }
        let rank = |rule: &Rule| (rule.language.is_none(), std::cmp::Reverse(rule.letters.len()));
        rules.values_mut().for_each(|rules| rules.sort_by_key(rank));
        rules
    })
}

/// A row of the tables below: before, letters, behind, and their sounds, each a set.
fn rule(lang: Option<Lang>, row: &'static str) -> Option<Rule> {
    let (context, sounds) = row.split_once('=')?;
    let mut context = context.split('|');
    let (before, letters, after) = (context.next()?, context.next()?, context.next()?);
    let sounds = sounds.split_whitespace().map(Sound::of).collect();
    Some(Rule { language: lang.map(Language::Known), before, letters: letters.chars().collect(), after, sounds })
}

/// Habits of one language that would spoil the others.
const OWN: [(Lang, &str); 3] =
    [(Lang::Pol, "|rz|=Zz"), (Lang::Spa, "|j|=hJZ? |g|ei=hgJZ"), (Lang::Por, "|x|=Szs |ch|=S |lh|=l |nh|=n")];

/// What Latin letters stand for.
const LATIN: &str = "
    |tchev|$=C eo v
    |chev|$=CSk eo v
    |tsch|=C
    |dsch|=J
    |dzh|=J
    |tch|=C
    |sch|=SZ
    |eau|=o
    |sh|=S
    |zh|=Z
    |ch|=CShk
    |kh|=hk
    |gh|=g?
    |ph|=f
    |th|=t
    |wh|=v
    ^|rh|=r
    |sz|=Ss
    |cz|=Cc
    |ts|=c
    |tz|=c
    |dj|=J
    |dž|=J
    |dż|=J
    |dź|=J
    |dz|=zcJ
    |ck|=c? k
    |sc|eiy=sS
    |qu|=k v?
    |ff|=fv
    ^|ou|V=uv
    |ou|=uUo
    |oo|=u
    |ee|=ie
    |ea|C=ieE
    |au|=aUo vu?
    |eu|=eO vu?
    |ai|C$=AEe
    |ay|C$=AEe
    |aj|C$=A
    |ei|C$=EAi
    |ey|C$=EAi
    |ej|C$=EA
    |oi|C$=O
    |oy|C$=O
    |oj|C$=O
    |uj|C$=u
    |ii|$=iE
    |iy|$=iE
    |ij|$=iE
    |yj|$=iE
    |yi|$=iE
    |yy|$=iE
    |ij|C=iA
    |iv|$=ieo v
    |iw|$=ieo v
    |ów|$=oue v
    g|u|eiy=uv?
    |u|r=uae
    |u|=ua
    i|e|$=ei?
    i|e|=ei
    a|e|=ei?
    ou|e|C=e?
    C|e|$=e?
    |e|w=eu
    |e|=e
    ^|i|V=i?
    |i|e=iA?
    |i|=iA
    |o|w=oU
    |o|e=oe
    |o|=o
    |a|lw=aeEo
    |a|=aeE
    ^V|y|V=
    |y|V=iA?
    |y|=iA
    |c|eiy=scC
    |c|C$=kc
    |c|=k
    |g|eiy=gJZ
    |g|=g
    ^|h|=h
    |h|=hg?
    |j|=JZ?
    |w|C$=v?
    |w|=v
    ^|x|=k? sz
    |x|=k s
    |b|=b
    |d|=d
    |f|=f
    |k|=k
    |l|=l
    |m|=m
    |n|=n
    |p|=p
    |q|=k
    |r|=r
    |s|=sz
    |t|=t
    |v|=vf
    |z|=zcs
    |é|=e
    |ł|=l
    |đ|=dJ
    |ß|=s
    |š|=S
    |ś|=Ss
    |ş|=S
    |ș|=S
    |č|=C
    |ć|=Cc
    |ç|=sCS
    |ž|=Zz
    |ż|=Zz
    |ź|=Zz
    |ř|=rZ
    |ţ|=c
    |ț|=c
    |ğ|=g?
    |ó|=ou
    |ö|=oe
    |ø|=oe
    |œ|=oe
    |ü|=u
    |ä|=ea
    |æ|=ea
    |å|=oa
    |ę|=e n?
    |ą|=oa n?
    |ı|=i
    |þ|=t
    |ð|=d";

/// The same of Cyrillic letters.
const CYRILLIC: &str = "
    |дж|=J
    |дз|=zcJ
    |тс|=c
    |тц|=c
    |тш|=C
    |тч|=C
    |ай|C$=A
    |ај|C$=A
    |яй|C$=A
    |ей|C$=E
    |еј|C$=E
    |эй|C$=E
    |єй|C$=E
    |ой|C$=O
    |ој|C$=O
    |ий|$=iE
    |ій|$=iE
    |ый|$=iE
    |иј|$=iE
    |ау|=U
    |оу|=oU
    |ів|$=ieo v
    |їв|$=ieo v
    чщ|е|=eo
    ^|у|V=uv
    |а|=a
    |б|=b
    |в|=v
    |г|=gh
    |ґ|=g
    |ѓ|=gJ
    |д|=d
    |ђ|=J
    |е|=e
    |є|=e
    |ё|=oe
    |ж|=Z
    |з|=z
    |ѕ|=zc
    |и|=i
    |і|=i
    |ї|=i
    |й|=
    |ј|=
    |к|=k
    |ќ|=kC
    |л|=l
    |љ|=l
    |м|=m
    |н|=n
    |њ|=n
    |о|=o
    |п|=p
    |р|=r
    |с|=s
    |т|=t
    |ћ|=C
    |у|=u
    |ў|=uv
    |ф|=f
    |х|=h
    |ц|=c
    |ч|=C
    |џ|=J
    |ш|=S
    |щ|=S C?
    |ы|=i
    |э|=e
    |ю|=u
    |я|=a";

/// The same of Greek letters.
const GREEK: &str = "
    |μπ|=m? bp
    |ντ|=n? dt
    |γκ|=n? gk
    |τζ|=cJ
    |τσ|=cC
    |ου|=u
    |αι|=e
    |ει|=i
    |οι|=i
    |αυ|=a vf
    |ευ|=e vf
    |α|=a
    |β|=v
    |γ|=gh?
    |δ|=d
    |ε|=e
    |ζ|=zZ
    |η|=i
    |θ|=t
    |ι|=i
    |κ|=k
    |λ|=l
    |μ|=m
    |ν|=n
    |ξ|=k s
    |ο|=o
    |π|=p
    |ρ|=r
    |σ|=sS
    |ς|=sS
    |τ|=t
    |υ|=i
    |φ|=f
    |χ|=h
    |ψ|=p s
    |ω|=o";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_habit_is_read() {
        let rows =
            [LATIN, CYRILLIC, GREEK].into_iter().flat_map(str::lines).filter(|row| !row.trim().is_empty()).count();
        let own: usize = OWN.iter().map(|(_, rows)| rows.split_whitespace().count()).sum();
        assert_eq!(rules().values().map(Vec::len).sum::<usize>(), rows + own);
        let kinds: String = KINDS.iter().map(|(_, members)| *members).collect();
        assert_eq!(kinds.len() as u32, CONSONANTS);
        assert!(SOUNDS.chars().take(kinds.len()).all(|c| kinds.contains(c)));
    }

    #[test]
    fn letters_have_the_sounds_of_all_habits() {
        let cases = [
            ("Ушаков", "Uschakow", true),
            ("ou", "у", true),
            ("sch", "ш", true),
            ("Trump", "трамп", true),
            ("putin", "patten", false),
            ("Byden", "байден", true),
        ];
        for (one, other, expected) in cases {
            let read = |word: &str| sounds(&letters(word), Language::Unknown);
            let (x, y) = (read(one), read(other));
            let same = x.len() == y.len() && x.iter().zip(&y).all(|(x, y)| x.meets(*y));
            assert_eq!(same, expected, "{one} {other}: {x:?} {y:?}");
        }
    }
}
