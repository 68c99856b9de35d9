//! What labels are chosen.

use super::*;
use crate::align::Parallel;
use crate::source::{Corpus, SourceId};
use proptest::prelude::*;

/// Sources of one language, each with a passage in brackets; the passages are one parallel.
fn told(tag: &str, sources: &[&str]) -> Comparison {
    let bare = sources.iter().map(|source| source.replace(['[', ']'], ""));
    let mut comparison = Comparison::unaligned(Corpus::of_texts(bare, Language::from_tag(tag)));
    let place = |(number, source): (u16, &&str)| {
        let start = source.find('[').expect("a passage");
        let end = source.find(']').expect("its end") - 1;
        let content = comparison.corpus.sources[usize::from(number)].text.content();
        Passage { source: SourceId(number), range: TextRange::new(content, start, end) }
    };
    let passages = (0..).zip(sources).map(place).collect();
    comparison.alignment.parallels.push(Parallel { passages, links: Vec::new() });
    comparison
}

/// Cases are written as sources, each with its passage in brackets, and the label.
fn check(tag: &str, cases: &[&str]) {
    for case in cases {
        let (sources, label) = case.split_once(" => ").expect("a label");
        let sources: Vec<&str> = sources.split(" | ").collect();
        assert_eq!(Labels::of(&told(tag, &sources)).get(0), label, "{case}");
    }
}

#[test]
fn english_labels() {
    check(
        "en",
        &[
            "[The talks failed on Monday.] | [He said the talks failed.] => The talks failed on Monday",
            "He said [that the call lasted 50 minutes]. | [The call, held on Saturday, lasted 50 minutes.] => The call lasted 50 minutes",
            "[Our president noted that an exchange has been underway], | [he noted an exchange.] => An exchange has been underway",
            "[“The river rose in York all night,” the mayor told us.] | [In York the river rose all night.] => The river rose in York all night",
            "Doe spoke, [and that Ann Smith resigned in May]. | [and Ann Smith resigned in May.] => Ann Smith resigned in May",
            "They stayed [because the bridge was closed]. | They stayed, [as it was closed]. => The bridge was closed",
            "The files, [which were stolen in Iran]. | [The files were stolen in Iran.] => The files were stolen in Iran",
            "Some files, [some of which were stolen]. | [Files were stolen in Iran.] => Files were stolen in Iran",
            "Smith left, [he clarified]. | [Smith clarified the remark on Tuesday.] => Smith clarified the remark on Tuesday",
            "[On Saturday, the leaders spoke by telephone.] | [The leaders spoke.] => The leaders spoke by telephone",
            "[Meanwhile, the White House has not commented.] => The White House has not commented",
            "He was [“very happy with the new deal and York].” | [“very happy with the new deal.”] => Very happy with the new deal",
            "[The House voted 348 to 77 to override the veto.] | [The vote was 348 to 77.] => The vote was 348 to 77",
            "[Congress cut the bill], | [Congress cut the bill:] => Congress cut the bill",
            "[US troops left the base in Syria.] | [They left the base in Syria.] => US troops left the base in Syria",
            "[In Rome] | [The pope spoke in Rome.] => The pope spoke in Rome",
            "[A court in York fined the mayor $50,000.] | [It fined the mayor $50,000.] => A court in York fined the mayor $50,000",
            "[The plane landed in the U.S.] | [It landed in the U.S. at noon.] => The plane landed in the U.S.",
            "[Trump called it “very alarming,”] he said. | [Trump called it alarming.] => Trump called it alarming",
            "[Smith criticised the “harmful” law], | [the “harmful” law.] => Smith criticised the “harmful” law",
            "An exchange has been underway for days, [including seriously wounded soldiers]. | An exchange has been underway for days, [including seriously wounded men]. => An exchange has been underway for days, including seriously…",
            "The bill, which Smith opposed, [addresses a law of 1976]. | The bill [addresses the law of 1976]. => The bill addresses a law of 1976",
            "It is over, [said Sen. John Smith, R-Texas]. | [Sen. John Smith, R-Texas, said] it is over. => John Smith",
            "[The spokesman of the ministry for the affairs of the northern territories resigned.] => The spokesman of the ministry for the affairs…",
        ],
    );
}

#[test]
fn labels_of_other_languages() {
    let cases = [
        (
            "de",
            "Er sagte, [dass die Gespräche gescheitert sind]. | [Die Gespräche sind gescheitert.] => Die Gespräche sind gescheitert",
        ),
        (
            "de",
            "[Unser Präsident unterschrieb den Vertrag.] | [Merkel hat den Vertrag unterschrieben.] => Merkel hat den Vertrag unterschrieben",
        ),
        (
            "fr",
            "[Il a déclaré que l'appel a duré 50 minutes.] | [L'appel a duré 50 minutes.] => L'appel a duré 50 minutes",
        ),
        (
            "es",
            "Dijo [que la conversación duró 50 minutos]. | [Ella dijo que duró 50 minutos.] => La conversación duró 50 minutos",
        ),
        (
            "it",
            "Ha detto [che la telefonata è durata un'ora]. | [e la telefonata è durata un'ora.] => La telefonata è durata un'ora",
        ),
        (
            "pt",
            "Disse [que a conversa durou 50 minutos]. | [Ele disse que durou 50 minutos.] => A conversa durou 50 minutos",
        ),
        (
            "pl",
            "Powiedział, [że rozmowa trwała 50 minut]. | [On mówił, że rozmowa trwała 50 minut.] => Rozmowa trwała 50 minut",
        ),
        (
            "ru",
            "Он заявил, [что разговор продолжался 50 минут]. | [Он продолжался 50 минут.] => Разговор продолжался 50 минут",
        ),
        (
            "uk",
            "Речник повідомив, [що розмова тривала 50 хвилин]. | [Наша розмова тривала.] => Розмова тривала 50 хвилин",
        ),
        ("zh", "[两国领导人在星期六通了电话。] | [两国领导人通了电话。] => 两国领导人通了电话"),
    ];
    cases.iter().for_each(|(tag, case)| check(tag, &[*case]));
}

#[test]
fn the_first_sources_language_is_read() {
    let mut comparison =
        told("de", &["[Der Bürgermeister von Rom ist am Montag zurückgetreten.]", "[The mayor resigned.]"]);
    let english = comparison.corpus.sources[1].text.content().to_owned();
    comparison.corpus.sources[1].text = Text::new(english, Some(Language::ENGLISH));
    assert_eq!(Labels::of(&comparison).get(0), "Der Bürgermeister von Rom ist am Montag zurückgetreten");
    comparison.corpus.sources.swap(0, 1);
    comparison.alignment.parallels[0].passages = comparison
        .corpus
        .sources
        .iter()
        .zip(0..)
        .map(|(source, number)| Passage { source: SourceId(number), range: source.text.sentences()[0].range })
        .collect();
    assert_eq!(Labels::of(&comparison).get(0), "The mayor resigned");
}

#[test]
fn what_one_source_says_elsewhere_is_not_told_by_all() {
    let sources = ["The talks took an hour, [Ann Smith said.]", "The talks took a day, [Ann Smith said.]"];
    assert_eq!(Labels::of(&told("en", &sources)).get(0), "Ann Smith");
}

#[test]
fn behind_the_last_word_begins_nothing() {
    let text = "»«said said »?A0";
    let mut comparison = Comparison::unaligned(Corpus::of_texts([text], Some(Language::ENGLISH)));
    let source = &comparison.corpus.sources[0];
    let sentences = source.text.sentences().iter().map(|sentence| sentence.range);
    let ranges: Vec<TextRange> =
        sentences.flat_map(|range| [vec![range], crate::text::statements(&source.text, range)].concat()).collect();
    for range in ranges {
        comparison.alignment.parallels =
            vec![Parallel { passages: vec![Passage { source: SourceId(0), range }], links: Vec::new() }];
        assert!(!Labels::of(&comparison).get(0).is_empty());
    }
}

#[test]
fn a_readers_name_wins_and_is_nobody_elses() {
    let mut comparison = told("en", &["[The talks failed on Monday.]"]);
    let again = comparison.alignment.parallels[0].clone();
    comparison.alignment.parallels.push(again);
    comparison.remarks.names.insert(1, "The talks failed on Monday".to_owned());
    let labels = Labels::of(&comparison);
    assert_eq!(labels.get(1), "The talks failed on Monday");
    assert_ne!(labels.get(0), labels.get(1));
}

proptest! {
    /// Labels are in a line, told apart, and there where there are words.
    #[test]
    fn labels_are_short_and_different(
        texts in proptest::collection::vec(r#"([A-Za-z]{1,9}|[0-9]{1,4}|[ ,.;:"“”«»()'’—-]{1,3}|and that |who |said |我们|\PC){0,40}"#, 1..4),
    ) {
        let corpus = Corpus::of_texts(texts, Some(Language::ENGLISH));
        let mut comparison = Comparison::unaligned(corpus);
        for source in &comparison.corpus.sources {
            for sentence in source.text.sentences() {
                let passage = |range| Parallel { passages: vec![Passage { source: source.id, range }], links: Vec::new() };
                comparison.alignment.parallels.push(passage(sentence.range));
                let statements = crate::text::statements(&source.text, sentence.range);
                comparison.alignment.parallels.extend(statements.into_iter().map(passage));
            }
        }
        let labels = Labels::of(&comparison);
        let mut seen = FxHashSet::default();
        for (parallel, group) in comparison.alignment.parallels.iter().enumerate() {
            let (label, passage) = (labels.get(parallel), group.passages[0]);
            prop_assert!(label.width() <= WIDTH, "{label}");
            let words = text(&comparison, &passage).words_in(passage.range).count();
            prop_assert!(words == 0 || !label.is_empty());
            prop_assert!(words == 0 || seen.insert(label.to_owned()), "{label}");
        }
    }
}
