//! Alignment of the sample and of small inputs: what must stand together, what must not, and that nothing depends on order.

use parallax::align::{Alignment, Passage, align};
use parallax::compare::compare;
use parallax::meaning::meanings;
use parallax::monitor::Monitor;
use parallax::source::{Corpus, SourceId, sample};
use parallax::text::Language;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn aligned(corpus: &Corpus) -> Alignment {
    let meanings = meanings(corpus, Vec::new(), &Monitor::default()).expect("nobody cancels");
    align(corpus, &meanings, &Monitor::default()).expect("nobody cancels")
}

fn slice(corpus: &Corpus, passage: Passage) -> &str {
    corpus.source(passage.source).text.slice(passage.range)
}

#[test]
fn statements_of_the_sample_stand_together() {
    let corpus = sample();
    let alignment = aligned(&corpus);
    // Parts of passages that one parallel has, and the sources that it has and has not.
    let cases: [(&[&str], &str, &str); 2] = [
        (&["conversation lasted 50 minutes", "50 minutes, to be precise"], "ABC", "E"),
        (&["swiftest possible end to the Russo-Ukrainian", "speedy end to the Russian-Ukrainian"], "AD", ""),
    ];
    for (parts, told, absent) in cases {
        let fits = alignment.parallels.iter().any(|parallel| {
            let has = |part: &&str| parallel.passages.iter().any(|&p| slice(&corpus, p).contains(part));
            let sigla: String = parallel.passages.iter().map(|p| p.source.siglum()).collect();
            parts.iter().all(has)
                && told.chars().all(|s| sigla.contains(s))
                && !absent.chars().any(|s| sigla.contains(s))
        });
        assert!(fits, "{parts:?}");
    }
}

/// Two accounts each: the first and the last sentence of the first say what the second's second and first say, inflected
/// otherwise; what stands between is told by one alone.
const LANGUAGES: [(&str, &str, &str); 9] = [
    (
        "en",
        "The inspectors closed the bridge near Vienna on Friday. The weather was cold. Engineers found seven cracks in a pillar.",
        "Seven cracks were found in the pillar by an engineer. On Friday an inspector had closed the bridge near Vienna.",
    ),
    (
        "de",
        "Die Prüfer sperrten am Freitag die Brücke bei Wien. Das Wetter blieb kalt. Ingenieure fanden sieben Risse in einem Pfeiler.",
        "Sieben Risse fand der Ingenieur in den Pfeilern. Am Freitag sperrte ein Prüfer die Brücken bei Wien.",
    ),
    (
        "fr",
        "Les inspecteurs ont fermé vendredi le pont près de Vienne. Il faisait très froid. Les ingénieurs ont trouvé sept fissures dans un pilier.",
        "Sept fissures ont été trouvées dans les piliers par l’ingénieur. Vendredi, un inspecteur a fermé les ponts près de Vienne.",
    ),
    (
        "es",
        "Los inspectores cerraron el viernes el puente cerca de Viena. Hacía mucho frío. Los ingenieros encontraron siete grietas en un pilar.",
        "Siete grietas encontró el ingeniero en los pilares. El viernes un inspector cerró los puentes cerca de Viena.",
    ),
    (
        "ru",
        "Инспекторы закрыли в пятницу мост под Веной. Погода стояла холодная. Инженеры нашли семь трещин в опоре.",
        "Семь трещин нашёл инженер в опорах. В пятницу инспектор закрыл мосты под Веной.",
    ),
    (
        "uk",
        "Інспектори закрили у п’ятницю міст під Віднем. Погода була холодна. Інженери знайшли сім тріщин в опорі.",
        "Сім тріщин знайшов інженер в опорах. У п’ятницю інспектор закрив мости під Віднем.",
    ),
    (
        "zh",
        "检查人员周五关闭了维也纳附近的大桥。天气很冷。工程师在桥墩上发现了七条裂缝。",
        "七条裂缝是工程师在桥墩上发现的。周五维也纳附近的大桥被检查人员关闭。",
    ),
    (
        "ja",
        "検査官は金曜日にウィーン近郊の橋を閉鎖した。天気は寒かった。技術者は橋脚に七つの亀裂を見つけた。",
        "橋脚に七つの亀裂を見つけたのは技術者だった。金曜日、ウィーン近郊の橋が検査官により閉鎖された。",
    ),
    (
        "ar",
        "أغلق المفتشون يوم الجمعة الجسر قرب فيينا. كان الطقس باردا جدا. وجد المهندسون سبعة شقوق في عمود.",
        "سبعة شقوق وجدها المهندس في عمود. يوم الجمعة أغلق المفتش الجسر قرب فيينا.",
    ),
];

#[test]
fn a_time_of_day_is_not_cut_in_two() {
    let texts =
        ["22:00", "23:00"].map(|time| format!("The museum stayed open until {time} on Friday, the director said."));
    let corpus = Corpus::of_texts([texts[0].as_str(), texts[1].as_str()], Language::from_tag("en"));
    let alignment = aligned(&corpus);
    let passages: Vec<&str> =
        alignment.parallels.iter().flat_map(|p| &p.passages).map(|&p| slice(&corpus, p)).collect();
    assert!(!passages.is_empty());
    assert!(passages.iter().all(|passage| !passage.starts_with("00")), "{passages:?}");
    assert!(passages.iter().any(|passage| passage.contains("until 22:00")), "{passages:?}");
}

#[test]
fn languages_are_aligned_by_their_words_and_stems() {
    for (tag, one, other) in LANGUAGES {
        let language = Language::from_tag(tag);
        assert_eq!(Some(Language::detect(one)), language);
        let corpus = Corpus::of_texts([one, other], language);
        let sentences = corpus.sources.iter().flat_map(|source| {
            source.text.sentences().iter().map(|sentence| Passage { source: source.id, range: sentence.range })
        });
        let sentences: Vec<Passage> = sentences.collect();
        assert_eq!(sentences.len(), 5, "{tag}: {sentences:?}");
        let at = |passage: &Passage| {
            sentences.iter().position(|s| s.source == passage.source && s.range.overlaps(passage.range))
        };
        let alignment = aligned(&corpus);
        let told: BTreeSet<BTreeSet<_>> =
            alignment.parallels.iter().map(|parallel| parallel.passages.iter().map(at).collect()).collect();
        let meant = [[Some(0), Some(4)], [Some(2), Some(3)]].map(BTreeSet::from);
        assert_eq!(told, BTreeSet::from(meant), "{tag}");
    }
}

#[test]
fn a_source_that_repeats_itself_is_known_to() {
    let corpus = sample();
    let alignment = aligned(&corpus);
    let precise: Vec<&[Passage; 2]> =
        alignment.repeats.iter().filter(|[first, _]| slice(&corpus, *first).contains("to be precise")).collect();
    let [[first, second]] = precise[..] else { panic!("{precise:?}") };
    assert!(first < second && first.source == second.source);
    for parallel in alignment.parallels.iter().filter(|p| p.passages.contains(first)) {
        assert!(parallel.passages.contains(second));
    }
}

/// Links and parallels by the words of their passages.
fn told(corpus: &Corpus, alignment: &Alignment) -> BTreeSet<BTreeSet<String>> {
    let words = |passages: &[Passage]| passages.iter().map(|&p| slice(corpus, p).to_owned()).collect();
    let links = alignment.links.iter().map(|link| words(&link.passages));
    links.chain(alignment.parallels.iter().map(|parallel| words(&parallel.passages))).collect()
}

#[test]
fn the_order_of_sources_changes_nothing() {
    let straight = sample();
    let mut turned = sample();
    turned.sources.reverse();
    for (source, number) in turned.sources.iter_mut().zip(0..) {
        source.id = SourceId(number);
    }
    assert_eq!(told(&straight, &aligned(&straight)), told(&turned, &aligned(&turned)));
}

#[test]
fn small_inputs() {
    let cases: [(&[&str], usize); 6] = [
        (&[], 0),
        (&["Only one source."], 0),
        (&["", ""], 0),
        (&["The minister resigned on Monday after the vote.", "After Monday's vote the minister stepped down."], 1),
        (&["The committee approved the new budget.", "The new budget was approved by the committee."], 1),
        (&["The minister resigned on Monday after the vote.", "A storm cut power to thousands of homes."], 0),
    ];
    for (texts, expected) in cases {
        assert_eq!(
            aligned(&Corpus::of_texts(texts.iter().copied(), Some(Language::ENGLISH))).parallels.len(),
            expected,
            "{texts:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    /// Whatever is between the words, passages are parts of what a source tells, of two sources at least.
    #[test]
    fn any_texts_are_aligned(texts in prop::collection::vec(
        "((ministers|budget|resigned|vote|_name|Monday|12)([ ,;_'\"—.]{1,2}| and | who |, who |\\PC)){0,24}", 0..4)
    ) {
        let corpus = Corpus::of_texts(texts, Some(Language::ENGLISH));
        for parallel in aligned(&corpus).parallels {
            for passage in &parallel.passages {
                let mut story = corpus.source(passage.source).story();
                prop_assert!(story.any(|(_, range)| range.contains(passage.range)));
            }
            let sources: BTreeSet<SourceId> = parallel.passages.iter().map(|p| p.source).collect();
            prop_assert!(sources.len() >= 2);
        }
    }
}

#[test]
fn what_stands_word_for_word_elsewhere_is_told_by_nobody_alone() {
    let told = "A narrow line of trees was planted here, and a wide lawn was laid there, said the mayor of the town. \
        The harbour stays closed until the storm is over, the council told reporters on Sunday.";
    let cases = [
        (told.to_owned(), told.to_owned()),
        (told.to_owned(), told.replace("closed", "open")),
        (told.to_owned(), format!("It rained. {}", told.replace(", said the mayor of the town", ""))),
    ];
    for (one, other) in cases {
        let corpus = Corpus::of_texts([one.as_str(), other.as_str()], Some(Language::ENGLISH));
        let comparison = compare(corpus, &Monitor::default()).expect("nobody cancels");
        let words = |source: usize| comparison.corpus.sources[source].text.content();
        for passage in &comparison.only_here {
            let said = comparison.corpus.source(passage.source).text.slice(passage.range).trim_end_matches(['.', ',']);
            let elsewhere = words(1 - passage.source.index()).contains(said);
            assert!(!elsewhere || said.split_whitespace().count() < 6, "{said} | {other}");
        }
        for parallel in &comparison.alignment.parallels {
            assert!(parallel.links.iter().all(|&link| link < comparison.alignment.links.len()));
            assert!(parallel.passages.is_sorted());
        }
    }
}

#[test]
fn a_sentence_that_all_have_word_for_word_is_one_parallel() {
    let sentence = "The lamp of the old harbour burned through the night, and nobody on the quay slept.";
    let other = "Three men rowed out at dawn, and they found the boat behind the rocks.";
    let cases = [
        (format!("{sentence} {other}"), format!("{sentence} {other}"), 2),
        (format!("{sentence}\n\n{other}"), format!("It is told: {other}\n\n{sentence}"), 2),
    ];
    for (one, another, expected) in cases {
        let corpus = Corpus::of_texts([one, another], Language::from_tag("en"));
        let alignment = aligned(&corpus);
        let passages: Vec<Vec<&str>> = alignment
            .parallels
            .iter()
            .map(|parallel| parallel.passages.iter().map(|&passage| slice(&corpus, passage)).collect())
            .collect();
        assert_eq!(alignment.parallels.len(), expected, "{passages:?}");
        assert!(passages.contains(&vec![sentence, sentence]), "{passages:?}");
    }
}
