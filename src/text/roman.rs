//! Names as they sound: whether two words of two languages, whatever their script, spelling and case, are one name.

use super::declension::forms;
use super::language::Language;
use super::sound::{Sound, letters, sounds};

/// Consonants that a name has at least; what has fewer sounds like too much else (`Xi`, `Ali`).
const LEAST_CONSONANTS: usize = 2;
/// With so many consonants in common one `a` may be an `o` (`Lukashenko`, `Łukaszenka`).
const MANY_CONSONANTS: usize = 5;
/// Skeletons of one form of a name at most; each letter that may be of two kinds doubles them.
const MOST_SKELETONS: usize = 16;
/// Letters of a word that are looked at; no name is longer.
const MOST_LETTERS: usize = 40;

/// What a name sounds like, in all the forms of which it may be an inflection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken(Vec<Vec<Sound>>);

impl Spoken {
    /// Reads a word as a text of some language has it.
    pub fn new(word: &str, language: Language) -> Self {
        let mut letters = letters(without_clitic(word));
        letters.truncate(MOST_LETTERS);
        let spoken = forms(&letters, language).into_iter().map(|form| sounds(&form, language));
        Self(spoken.filter(|form| consonants(form) >= LEAST_CONSONANTS).collect())
    }

    /// The kinds of its consonants, in order: words that sound the same have at least one skeleton in common.
    pub fn skeletons(&self) -> Vec<String> {
        let mut all: Vec<String> = self.0.iter().flat_map(|form| skeletons(form)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether two words sound the same in one of their forms.
    pub fn same(&self, other: &Self) -> bool {
        self.0.iter().any(|x| other.0.iter().any(|y| sound_alike(x, y)))
    }
}

/// Whether two words of two languages are one name.
pub fn same_name(a: &str, of_a: Language, b: &str, of_b: Language) -> bool {
    Spoken::new(a, of_a).same(&Spoken::new(b, of_b))
}

/// Whether texts are of two languages, so that their names are compared by sound; one of no known language is read as English.
pub fn foreign(a: Language, b: Language) -> bool {
    let read = |language| if language == Language::Unknown { Language::ENGLISH } else { language };
    read(a) != read(b)
}

/// A word without the possessive or the case that an apostrophe sets apart (`Putin's`, `Putin'in`).
fn without_clitic(word: &str) -> &str {
    let cut = word.split_once(['\'', '’']);
    cut.filter(|(name, rest)| name.len() >= 3 && rest.is_ascii() && rest.len() <= 3).map_or(word, |(name, _)| name)
}

fn consonants(form: &[Sound]) -> usize {
    form.iter().filter(|sound| sound.consonant()).count()
}

fn skeletons(form: &[Sound]) -> Vec<String> {
    let mut all = vec![String::new()];
    for sound in form {
        let mut kinds: Vec<Option<char>> = sound.kinds().collect();
        kinds.truncate(MOST_SKELETONS / all.len());
        let longer = |start: &String| kinds.iter().map(|kind| start.chars().chain(*kind).collect()).collect::<Vec<_>>();
        all = all.iter().flat_map(longer).collect();
    }
    all.retain(|skeleton: &String| skeleton.len() >= LEAST_CONSONANTS);
    all
}

/// Whether two rows of sounds are one name: each sound of one is met by one of the other or may be silent.
fn sound_alike(a: &[Sound], b: &[Sound]) -> bool {
    let firm = |form: &[Sound]| form.iter().filter(|sound| sound.consonant() && !sound.silent()).count();
    let allowed = u8::from(firm(a).min(firm(b)) >= MANY_CONSONANTS);
    // The fewest vowels that differ where the sounds of `b` up to each have been met, for each sound of `a`.
    let mut row: Vec<u8> = vec![0];
    for sound in b {
        row.push(if sound.silent() { row[row.len() - 1] } else { STRANGE });
    }
    for x in a {
        let mut next: Vec<u8> = vec![if x.silent() { row[0] } else { STRANGE }];
        for (at, y) in b.iter().enumerate() {
            let skip_x = if x.silent() { row[at + 1] } else { STRANGE };
            let skip_y = if y.silent() { next[at] } else { STRANGE };
            next.push((row[at] + price(*x, *y)).min(skip_x).min(skip_y).min(STRANGE));
        }
        row = next;
    }
    row[b.len()] <= allowed
}

/// More than is ever allowed.
const STRANGE: u8 = 9;

/// What it costs to take one sound for another.
fn price(x: Sound, y: Sound) -> u8 {
    match (x.meets(y), x.open() && y.open()) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => STRANGE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of languages, as `tag:word`; all of one line are one name.
    const SAME: [&str; 34] = [
        "uk:Путін ru:Путин en:Putin de:Putin fr:Poutine pl:Putin es:Putin it:Putin el:Πούτιν",
        "uk:Путіна ru:Путина en:Putin's de:Putins pl:Putina fr:Poutine",
        "uk:Путіним ru:Путиным pl:Putinem en:Putin tr:Putin'in",
        "uk:Зеленський ru:Зеленский en:Zelensky en:Zelenskyy de:Selenskyj es:Zelenski pl:Zełenski el:Ζελένσκι",
        "uk:Зеленського ru:Зеленского ru:Zelenskogo pl:Zełenskiego en:Zelenskyy de:Selenskyjs",
        "uk:Ушаков ru:Ушаков en:Ushakov de:Uschakow fr:Ouchakov pl:Uszakow",
        "uk:Ушаковим ru:Ушаковым en:Ushakov de:Uschakow",
        "uk:Трамп ru:Трамп en:Trump el:Τραμπ pl:Trump",
        "uk:Трампа ru:Трампа pl:Trumpa de:Trumps en:Trump",
        "uk:Трампом ru:Трампом pl:Trumpem en:Trump",
        "ru:Нетаньяху uk:Нетаньягу en:Netanyahu de:Netanjahu fr:Nétanyahou",
        "uk:Харків ru:Харьков en:Kharkiv de:Charkiw en:Kharkov es:Járkov",
        "uk:Київ ru:Киев en:Kyiv fr:Kiev de:Kiew pl:Kijów",
        "ru:Макрон uk:Макроном en:Macron pl:Macrona",
        "ru:Шольц uk:Шольцом en:Scholz pl:Scholza",
        "ru:Хантер uk:Гантер en:Hunter",
        "ru:Обама uk:Обами ru:Обамой en:Obama pl:Obamy",
        "uk:Вашингтон ru:Вашингтоне en:Washington pl:Waszyngton de:Washingtons",
        "ru:Байден uk:Байдена en:Biden",
        "ru:Лукашенко en:Lukashenko de:Lukaschenko pl:Łukaszenka fr:Loukachenko",
        "ru:Медведев uk:Медведєв en:Medvedev de:Medwedew pl:Miedwiediew",
        "ru:Пригожин en:Prigozhin de:Prigoschin fr:Prigojine pl:Prigożyn",
        "ru:Лавров uk:Лаврова en:Lavrov de:Lawrow pl:Ławrow",
        "ru:Хрущёв ru:Хрущев en:Khrushchev de:Chruschtschow fr:Khrouchtchev",
        "ru:Горбачев en:Gorbachev de:Gorbatschow pl:Gorbaczow",
        "ru:Джонсон uk:Джонсона en:Johnson",
        "ru:Мур en:Moore",
        "ru:Уиткофф uk:Віткофф en:Witkoff",
        "ru:Хегсет uk:Гегсет en:Hegseth",
        "ru:Израиль uk:Ізраїль en:Israel pl:Izrael",
        "ru:Донецк uk:Донецьк en:Donetsk de:Donezk pl:Donieck",
        "ru:Эрдоган uk:Ердоган tr:Erdoğan en:Erdogan",
        "ru:Сергей uk:Сергій en:Sergey en:Serhii fr:Sergueï pl:Siergiej",
        "ru:Санчес es:Sánchez en:Sanchez",
    ];

    /// Two names in each line, of two persons or places.
    const DIFFERENT: [&str; 48] = [
        "uk:Путін en:Putnam",
        "de:Putin en:Patten",
        "ru:Путина en:Putnam",
        "fr:Marin en:Marina",
        "ru:Марин en:Marina",
        "en:Biden de:Baden",
        "ru:Байден de:Baden",
        "ru:Баден en:Biden",
        "en:Johnson sv:Johansson",
        "ru:Джонсон sv:Johansson",
        "ru:Джонсон en:Johnston",
        "en:Iran fr:Iraq",
        "ru:Ирак en:Iran",
        "uk:Ірану en:Iraq",
        "en:Austria de:Australia",
        "ru:Австрия en:Australia",
        "uk:Австралія en:Austria",
        "en:Ross it:Russo",
        "ru:Росс it:Russo",
        "ru:Руссо en:Ross",
        "ru:Хантер en:Huntley",
        "en:Hunter de:Huntley",
        "en:Moore de:More",
        "ru:Мур en:More",
        "ru:Трамп en:Triumph",
        "ru:Трамп en:Tramper",
        "ru:Ушаков en:Usher",
        "ru:Зеленский en:Zielinski",
        "ru:Шольц en:Schulz",
        "ru:Макрон en:Macarena",
        "ru:Обама en:Alabama",
        "en:Bush de:Busse",
        "ru:Буш en:Bass",
        "ru:Ким en:Tim",
        "en:Clinton ru:Клейтон",
        "en:Smith de:Schmidt",
        "ru:Смит de:Schmidt",
        "ru:Мартин en:Marvin",
        "ru:Лавров en:Lavender",
        "ru:Медведев en:Medvedchuk",
        "ru:Киев en:Keith",
        "ru:Харьков en:Kharg",
        "ru:Сирия en:Serbia",
        "ru:Израиль en:Ismail",
        "ru:Максим en:Max",
        "ru:Павлов en:Pavlik",
        "ru:Роман en:Romania",
        "uk:Меркель en:Markle",
    ];

    fn read(line: &str) -> Vec<(Spoken, &str)> {
        let parts = line.split(' ').map(|tagged| {
            let (tag, word) = tagged.split_once(':').unwrap();
            (Spoken::new(word, Language::from_tag(tag).unwrap()), word)
        });
        parts.collect()
    }

    #[test]
    fn one_name_sounds_the_same_in_every_language() {
        let mut wrong = Vec::new();
        for line in SAME {
            let words = read(line);
            for (x, one) in &words {
                for (y, other) in &words {
                    let index = x.skeletons().iter().any(|skeleton| y.skeletons().contains(skeleton));
                    if !x.same(y) || !index {
                        wrong.push(format!("{one} {other}: alike {}, indexed {index}", x.same(y)));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn other_names_sound_otherwise() {
        let wrong: Vec<&str> = DIFFERENT
            .into_iter()
            .filter(|line| {
                let words = read(line);
                words[0].0.same(&words[1].0)
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_long_word_has_few_skeletons() {
        let word = "chjghckqu".repeat(20);
        let spoken = Spoken::new(&word, Language::ENGLISH);
        assert!(spoken.skeletons().len() <= MOST_SKELETONS);
        assert!(!same_name("Xi", Language::ENGLISH, "Си", Language::from_tag("ru").unwrap()));
    }
}
