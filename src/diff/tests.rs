//! How changes are read, case by case.

#[cfg(test)]
use super::*;

/// A paragraph a line: what stayed as it is, `[-gone-]`, `{+new+}`, `[1-moved away-]`, `{1+moved here+}`, `2→3` for numbers;
/// a paragraph that is gone, new or moved has one pair of signs around it.
fn shown_with(old: &str, new: &str, wishes: &Wishes) -> String {
    let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
    let changes = diff(&texts[0], &texts[1], wishes);
    let words = |side: usize, range: Option<TextRange>| {
        let words = range.map_or("", |range| texts[side].slice(range)).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    let step = |step: &Step| match step.change {
        Change::Same => {
            words(1, step.new.or(step.old).filter(|_| step.new.is_some()))
                + &words(0, step.old.filter(|_| step.new.is_none()))
        }
        Change::Removed => format!("[-{}-]", words(0, step.old)),
        Change::Added => format!("{{+{}+}}", words(1, step.new)),
        Change::MovedAway(number) => format!("[{number}-{}-]", words(0, step.old)),
        Change::MovedHere(number) => format!("{{{number}+{}+}}", words(1, step.new)),
        Change::Followed => format!("{}→{}", words(0, step.old), words(1, step.new)),
    };
    let block = |block: &Block| {
        let label = match block.relabelled {
            Some(Relabelled::Renumbered([old, new])) => format!("{}→{} ", words(0, Some(old)), words(1, Some(new))),
            Some(Relabelled::Removed(range)) => format!("[-{}-] ", words(0, Some(range))),
            Some(Relabelled::Added(range)) => format!("{{+{}+}} ", words(1, Some(range))),
            None => String::new(),
        };
        let steps = label + &block.steps.iter().map(step).collect::<Vec<_>>().join(" ");
        match block.fate {
            Fate::Stays | Fate::Removed | Fate::Added => steps,
            Fate::MovedAway(number) => format!("[{number}-{steps}-]"),
            Fate::MovedHere(number) => format!("{{{number}+{steps}+}}"),
        }
    };
    changes.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn shown(old: &str, new: &str) -> String {
    shown_with(old, new, &Wishes::default())
}

fn check(cases: &[(&str, &str, &str)]) {
    for (old, new, expected) in cases {
        assert_eq!(shown(old, new), *expected, "\n{old}\n=>\n{new}\n");
    }
}

#[test]
fn what_is_gone_and_what_is_new_come_together() {
    check(&[
        (
            "Total 100\nSubtotal 50\nSubtotal 50",
            "Total 110\nSubtotal 50\nSubtotal 60",
            "Total [-100-] {+110+}\nSubtotal 50\nSubtotal [-50-] {+60+}",
        ),
        (
            "Subtotal 60\nSubtotal 50\nEnd.",
            "Subtotal 50\nSubtotal 50\nEnd.",
            "Subtotal [-60-] {+50+}\nSubtotal 50\nEnd.",
        ),
        (
            "3 boats sank.\n4 men drowned.",
            "4 boats sank.\n5 men drowned.",
            "[-3-] {+4+} boats sank.\n[-4-] {+5+} men drowned.",
        ),
    ]);
}

#[test]
fn references_in_brackets_follow() {
    check(&[(
        "a) rope is long\nb) oil is dear, see (a)",
        "a) tar is black\nb) rope is long\nc) oil is dear, see (b)",
        "{+tar is black+}\na→b rope is long\nb→c oil is dear, see ( a→b )",
    )]);
}

#[test]
fn words_are_read_as_prose() {
    check(&[
        ("", "", ""),
        ("The mayor quit.", "The old mayor quit.", "The {+old+} mayor quit."),
        ("The old mayor quit.", "The mayor quit.", "The [-old-] mayor quit."),
        ("It took 12 days.", "It took 13 days.", "It took [-12-] {+13+} days."),
        ("", "All of it is new.", "{+All of it is new.+}"),
        ("All of it is gone.", "", "[-All of it is gone.-]"),
        ("He went home, tired.", "He went home tired.", "He went home [-,-] tired."),
        ("The re-election is near.", "The by-election is near.", "The [-re-election-] {+by-election+} is near."),
        ("It opens at 10:25 today.", "It opens at 10:35 today.", "It opens at [-10:25-] {+10:35+} today."),
        ("Costs 1.5 to 2,000 crowns.", "Costs 1.7 to 2,000 crowns.", "Costs [-1.5-] {+1.7+} to 2,000 crowns."),
    ]);
}

#[test]
fn a_change_begins_where_a_sentence_does() {
    check(&[
        ("It rained. We left.", "It rained. It snowed. We left.", "It rained. {+It snowed.+} We left."),
        (
            "The cat sat. The cat ate.",
            "The cat sat. The cat ran. The cat ate.",
            "The cat sat. {+The cat ran.+} The cat ate.",
        ),
        ("Nets, oars, lamps.", "Nets, ropes, oars, lamps.", "Nets, {+ropes,+} oars, lamps."),
    ]);
}

#[test]
fn few_marks_are_better_than_many() {
    check(&[
        (
            "The clerk of the town spoke for an hour about old taxes.",
            "The mayor of the city spoke for an hour about old taxes.",
            "The [-clerk-] {+mayor+} of the [-town-] {+city+} spoke for an hour about old taxes.",
        ),
        (
            "They met on the old pier and spoke of Brill for two hours. The mayor left early. Coffee was served to all.",
            "Members gathered near a dusty shed to hear how Brill might pay its many debts. The mayor left early. Coffee was served to all.",
            "[-They met on the old pier and spoke of Brill for two hours-] {+Members gathered near a dusty shed to hear how Brill might pay its many debts+} . The mayor left early. Coffee was served to all.",
        ),
        (
            "We saw a grey heron on one small island in the wide bay.",
            "We saw some white herons on every large island in the wide bay.",
            "We saw [-a grey heron on one small-] {+some white herons on every large+} island in the wide bay.",
        ),
        (
            "Snow lay on all roads in the north when the buses stopped.",
            "Nobody knows why a ferry sank beside the old stone pier.",
            "[-Snow lay on all roads in the north when the buses stopped.-]\n{+Nobody knows why a ferry sank beside the old stone pier.+}",
        ),
    ]);
}

#[test]
fn changes_stay_in_their_paragraphs() {
    check(&[
        (
            "The fee is two marks.\n\nIn the old inn we ate.",
            "The fee is six marks.\n\nAt an old inn we ate.",
            "The fee is [-two-] {+six+} marks.\n[-In the-] {+At an+} old inn we ate.",
        ),
        (
            "ANN: Go now.\nBOB: I will not.",
            "BOB: Go now.\nANN: I will not.",
            "[-ANN-] {+BOB+} : Go now.\n[-BOB-] {+ANN+} : I will not.",
        ),
        (
            "He paid 14\n\nFourteen left early.",
            "He paid 41\n\nForty-one left early.",
            "He paid [-14-] {+41+}\n[-Fourteen-] {+Forty-one+} left early.",
        ),
        (
            "- red paint\n- blue paint",
            "- red paint\n- green paint\n- blue paint",
            "red paint\n{+green paint+}\nblue paint",
        ),
        (
            "| Ann | 9 |\n| Bob | 8 |\n| Eve | 7 |",
            "| Bob | 8 |\n| Eve | 6 |\n| Zoe | 5 |",
            "[-| Ann | 9 |-]\n| Bob | 8 |\n| Eve | [-7-] {+6+} |\n{+| Zoe | 5 |+}",
        ),
    ]);
}

#[test]
fn what_changed_places_moved() {
    check(&[
        ("1. rope\n\n2. lamp\n\n3. oil", "1. lamp\n\n2. rope\n\n3. oil", "[1-rope-]\n2→1 lamp\n{1+1→2 rope+}\noil"),
        (
            "- salt for the slipway\n- 20 new lamps for the pier\n- a bell",
            "- 30 new lamps for the pier\n- salt for the slipway\n- a bell",
            "[1-salt for the slipway-]\n[-20-] {+30+} new lamps for the pier\n{1+salt for the slipway+}\na bell",
        ),
        (
            "one apple\n\ntwo pears\n\nsix plums",
            "six plums\n\none apple\n\ntwo pears",
            "{1+six plums+}\none apple\ntwo pears\n[1-six plums-]",
        ),
        (
            "The king rode to the town in the evening.\nThe queen stayed at home and read.",
            "The queen stayed at home and read much.\nThe king rode to the village in the evening.",
            "{1+The queen stayed at home and read {+much+} .+}\nThe king rode to the [-town-] {+village+} in the evening.\n[1-The queen stayed at home and read.-]",
        ),
    ]);
    let sentence = "The mayor resigned on Friday after the vote.";
    let (old, new) =
        (format!("{sentence} Nobody spoke.\n\nIt rained."), format!("Nobody spoke.\n\nIt rained. {sentence}"));
    let expected = format!("[1-{sentence}-] Nobody spoke.\nIt rained. {{1+{sentence}+}}");
    assert_eq!(shown(&old, &new), expected, "a sentence moved");
    let edited = sentence.replace("Friday", "Monday");
    let new = format!("Nobody spoke.\n\nIt rained. {edited}");
    let expected = "[1-The mayor resigned on-] [-Friday-] [1-after the vote.-] Nobody spoke.\n\
        It rained. {1+The mayor resigned on+} {+Monday+} {1+after the vote.+}";
    assert_eq!(shown(&old, &new), expected, "a sentence moved and was edited");
    let ends = ["Monday after the vote.", "Friday before the vote."].map(|end| format!("The mayor resigned on {end}"));
    let [old, new] = [[sentence, sentence], ends.each_ref().map(String::as_str)]
        .map(|[first, last]| format!("{first} Nobody spoke.\n\nIt rained. {last}"));
    assert!(!shown(&old, &new).contains("1-"), "what stands twice and is edited twice stays");
    let told =
        ["It rained in the north of Lyon.", "The sun shone on the old harbour.", "Snow fell in all of the south."];
    let (old, new) = (told.join(" "), [told[2], told[0], told[1]].join(" "));
    assert!(shown(&old, &new).contains("{1+"), "what was first can be moved");
}

#[test]
fn numbers_of_lines_are_no_words() {
    check(&[
        (
            "1. Hire. Seven days.\n2. Fuel. A full tank as in clause 1.\n3. Rain. See clause 2.",
            "1. Crew. Six men sleep on board.\n2. Hire. Seven days.\n3. Fuel. A full tank as in clause 2.\n4. Rain. See clause 3.",
            "{+Crew. Six men sleep on board.+}\n1→2 Hire. Seven days.\n2→3 Fuel. A full tank as in clause 1→2 .\n3→4 Rain. See clause 2→3 .",
        ),
        (
            "1. Hire is due.\n2. Fuel as in 1 above.\n3. Rain: see above 2. Clauses 1-2 hold, 1 and 2 above, too.",
            "1. Dogs wait.\n2. Hire is due.\n3. Fuel as in 2 above.\n4. Rain: see above 3. Clauses 2-3 hold, 2 and 3 above, too.",
            "{+Dogs wait.+}\n1→2 Hire is due.\n2→3 Fuel as in 1→2 above.\n3→4 Rain: see above 2→3 . Clauses 1-2→2-3 hold, 1→2 and 2→3 above, too.",
        ),
        (
            "1. Hire is due.\n2. We see 1 ship in 1 hour, 1 of the above.",
            "1. Dogs wait.\n2. Hire is due.\n3. We see 2 ship in 2 hour, 2 of the above.",
            "{+Dogs wait.+}\n1→2 Hire is due.\n2→3 We see [-1-] {+2+} ship in [-1 hour, 1-] {+2 hour, 2+} of the above.",
        ),
        (
            "1.1 Rope.\n1.2 Oil as in 1.1.\n1.3 It rose to 1.1 percent.",
            "2.1 Rope.\n2.2 Oil as in 2.1.\n2.3 It rose to 2.1 percent.",
            "1.1→2.1 Rope.\n1.2→2.2 Oil as in 1.1→2.1 .\n1.3→2.3 It rose to [-1.1-] {+2.1+} percent.",
        ),
        ("a) rope\nb) oil", "a) nets\nb) rope\nc) oil", "{+nets+}\na→b rope\nb→c oil"),
        (
            "§ 4 Boats are moored.\n§ 5 Dogs are led.",
            "§ 5 Boats are moored.\n§ 6 Dogs are led.",
            "4→5 Boats are moored.\n5→6 Dogs are led.",
        ),
        (
            "1. Hire. Seven days.\n2. Crew. No more than 2 sleepers.",
            "1. Hire. Seven days.\n2. Oil. Bring some.\n3. Crew. No more than 3 sleepers.",
            "Hire. Seven days.\n{+Oil. Bring some.+}\n2→3 Crew. No more than [-2-] {+3+} sleepers.",
        ),
        (
            "Article 1\n\nThe club rows.\n\nArticle 2\n\nFees are due.",
            "Article 1\n\nThe club rows.\n\nArticle 2\n\nDogs wait.\n\nArticle 3\n\nFees are due.",
            "Article\nThe club rows.\n{+Article+}\n{+Dogs wait.+}\n2→3 Article\nFees are due.",
        ),
        ("§ 4\n\nDogs wait.", "§ 5\n\nDogs wait.", "4→5 §\nDogs wait."),
        (
            "Article 1 Dogs are led.\nArticle 2 Cats run.",
            "Article 1 Boats are moored.\nArticle 2 Dogs are led.\nArticle 3 Cats run.",
            "{+Boats are moored.+}\n1→2 Dogs are led.\n2→3 Cats run.",
        ),
        ("1. Rope and nets", "1. Oil\n2. Rope and nets", "{+Oil+}\n1→2 Rope and nets"),
        (
            "1 cup of flour\n2 cups of milk\n3 eggs",
            "1 cup of flour\n4 cups of milk\n3 eggs",
            "1 cup of flour\n[-2-] {+4+} cups of milk\n3 eggs",
        ),
        ("- rope\n- oil", "* rope\n* oil", "rope\noil"),
        ("1. rope and oil\n2. nets", "rope and oil\nnets", "[-1.-] rope and oil\n[-2.-] nets"),
        (
            "JOHN: Where is she?\nMARY: Here I am.",
            "JACK: Where is she?\nMARY: Here I am.",
            "[-JOHN-] {+JACK+} : Where is she?\nMARY: Here I am.",
        ),
    ]);
}

#[test]
fn equal_forms_are_equal_unless_exact() {
    let cases = [
        ("Die Stadt «plant» – sagt er – re\u{ad}gelmäßig.", "Die Stadt „plant“ — sagt er — regelma\u{308}ßig."),
        ("| a | b |\n|---|---|\n| x | y |", "| a | b |\n|:---|:---:|\n| x | y |"),
        ("It is 5-10 km away.", "It is 5–10 km away."),
        ("He said: \"It's off...\"", "He said: “It’s off…”"),
        ("The ﬁrst oﬃce", "The first office"),
        ("في عام ١٢ كتبَ", "في عام 12 كتب"),
        ("> one line of words\n> and another", "one line of words\nand another"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|:--|--:|\n| c | d |"),
    ];
    for (old, new) in cases {
        let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
        assert!(diff(&texts[0], &texts[1], &Wishes::default()).is_empty(), "{old}: {}", shown(old, new));
        let exact = Wishes { exact: true, ..Wishes::default() };
        assert!(!diff(&texts[0], &texts[1], &exact).is_empty(), "{old}");
    }
}

#[test]
fn what_is_not_wished_is_left_out() {
    let pattern = Wishes { patterns: vec![regex::Regex::new("page \\d+").expect("a pattern")], ..Wishes::default() };
    let cases = [
        (Wishes { no_case: true, ..Wishes::default() }, "The Mayor quit.", "The mayor quit."),
        (Wishes { no_punctuation: true, ..Wishes::default() }, "He went home, tired.", "He went home (tired)!"),
        (
            Wishes { no_spelling: true, ..Wishes::default() },
            "He organised the defence programme and travelled grey.",
            "He organized the defense program and traveled gray.",
        ),
        (Wishes { no_spelling: true, ..Wishes::default() }, "The colour of the harbour.", "The color of the harbor."),
        (pattern, "It rained page 7 all day.", "It rained page 12 all day."),
    ];
    for (wishes, old, new) in cases {
        let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
        assert!(diff(&texts[0], &texts[1], &wishes).is_empty(), "{}", shown_with(old, new, &wishes));
        assert!(!diff(&texts[0], &texts[1], &Wishes::default()).is_empty(), "{old}");
    }
}

#[test]
fn minor_changes_are_told_apart() {
    let cases = [
        ("The Mayor quit.", "The mayor quit", true),
        ("THE PIER IS OPEN.", "The pier is open.", true),
        ("The cafe is open.", "The café is open.", true),
        ("He went home, tired.", "He went home tired.", true),
        ("The mayor may quit.", "The mayor must quit.", false),
        ("It took 12 days.", "It took 13 days.", false),
        ("It took 10.5 days.", "It took 105 days.", false),
        ("It is -5 degrees.", "It is 5 degrees.", false),
        ("The price is $5.", "The price is €5.", false),
        ("Take 5% of it.", "Take 5 of it.", false),
        ("It was cold – we left.", "It was cold, we left.", true),
    ];
    for (old, new, minor) in cases {
        let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
        let extent = diff(&texts[0], &texts[1], &Wishes::default()).extent;
        assert_eq!((extent.touched, extent.minor), (1, usize::from(minor)), "{old}");
    }
}

#[test]
fn wrapping_anew_is_no_change() {
    let text = "The mayor resigned on Friday after the vote, and nobody spoke.\n\nIt rained all day, said the deputy.";
    let wrapped = [
        text.replace(' ', "\n"),
        text.replace(". ", ".\n"),
        text.replace("\n\n", "\n\n\n "),
        text.replace('\n', "\r\n"),
    ];
    for new in wrapped {
        let texts = [text.to_owned(), new].map(|text| Text::new(text, None));
        assert!(diff(&texts[0], &texts[1], &Wishes::default()).is_empty());
    }
    let (old, new) = (
        "- they clear the snow before their sheds, and that of a\n  neighbour\n- the key hangs there",
        "- they clear the snow before their sheds,\n  and that of an ill neighbour\n- the key hangs there",
    );
    assert_eq!(
        shown(old, new),
        "they clear the snow before their sheds, and that of [-a-] {+an ill+} neighbour\nthe key hangs there"
    );
}

#[test]
fn one_paragraph_may_become_two() {
    let told = "The boats left at dawn with all their nets. Nobody on the pier knew where they went.";
    let (first, second) = told.split_once(". ").expect("two sentences");
    check(&[
        (
            told,
            &format!("{first}.\n\n{}", second.replace("Nobody", "No one")),
            "The boats left at dawn with all their nets.\n[-Nobody-] {+No one+} on the pier knew where they went.",
        ),
        (&format!("{first}.\n\n{second}"), told, told),
    ]);
}

#[test]
fn what_is_left_is_the_old_and_the_new_text() {
    let corpus = crate::source::sample();
    let texts: Vec<&Text> = corpus.sources.iter().map(|source| &source.text).collect();
    for (old, new) in texts.iter().zip(texts.iter().skip(1)) {
        let changes = diff(old, new, &Wishes::default());
        let whole = |at: usize| {
            let text = [old, new][at];
            let blocks = changes.blocks.iter().filter(|block| at == 1 || !matches!(block.fate, Fate::MovedHere(_)));
            let range = |step: &Step| [step.old, step.new][at];
            blocks.flat_map(|block| &block.steps).filter_map(range).map(|range| text.slice(range)).collect::<String>()
        };
        for at in [0, 1] {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let labels: Vec<TextRange> = [old, new][at].labels().iter().map(|label| label.range).collect();
            assert!(labels.is_empty(), "the sample has no labels");
            assert_eq!(bare(&whole(at)), bare([old, new][at].content()));
        }
    }
}

#[test]
fn the_extent_counts_words_and_places() {
    let texts = ["One two three four.\n\nFive six.", "One two seven eight four.\n\nFive six."]
        .map(|text| Text::new(text.into(), None));
    let extent = diff(&texts[0], &texts[1], &Wishes::default()).extent;
    let counted = (extent.words, extent.gone, extent.new, extent.changed, extent.paragraphs, extent.touched);
    assert_eq!(counted, (7, 1, 2, 2, 2, 1));
    let heat = extent.heat(4);
    assert!(heat[0] > 0.0 && heat[3] == 0.0, "{heat:?}");
}

/// The changes hold every word of both texts once, in order; nothing changes from a text to itself.
fn hold(old: &str, new: &str, wishes: &Wishes) {
    let texts = [old, new].map(|text| Text::new(text.to_owned(), None));
    let changes = diff(&texts[0], &texts[1], wishes);
    for at in [0, 1] {
        let blocks = changes.blocks.iter().filter(|block| at == 1 || !matches!(block.fate, Fate::MovedHere(_)));
        let range = |step: &Step| [step.old, step.new][at];
        let ranges: Vec<TextRange> = blocks.flat_map(|block| &block.steps).filter_map(range).collect();
        assert!(ranges.is_sorted_by(|a, b| a.end() <= b.start()), "{old:?} {new:?} {ranges:?}");
        let labels: Vec<TextRange> = changes.blocks.iter().filter_map(|block| Some(block.labels[at]?.range)).collect();
        for word in texts[at].tokens().iter().filter(|token| token.is_word()) {
            let held = ranges.iter().chain(&labels).any(|range| range.contains(word.range));
            assert!(held, "{} of {old:?} {new:?}", texts[at].slice(word.range));
        }
    }
    assert!(diff(&texts[0], &texts[0], wishes).is_empty(), "{old:?}");
}

#[test]
fn the_number_of_a_paragraph_is_not_lost_in_another() {
    let cases = [
        ("clause 8 (a) \nclause 0 \n", "a.a,clause 8 clause 0 a,"),
        ("- \nclause 0 ", "- clause 7 "),
        ("> clause 0 c \nclause 7 \n\n\n- ", "\n\n> \nclause 4 clause 1 c \nad.\n"),
        ("\nclause 3 7. (a) \n(a) 8. - ", "- 3. (a) 2. clause 8 \n(a) 1. (a) "),
        ("cc clause 8 > - - - \n\n(a) > \n\nclause 9 \n\n- > clause 2 ", "clause 8 8. clause 0 (a) > \n\n(a) - "),
    ];
    for (old, new) in cases {
        for exact in [false, true] {
            let wishes = Wishes { exact, ..Wishes::default() };
            hold(old, new, &wishes);
            hold(new, old, &wishes);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn changes_hold_every_word(
        old in "([a-d]{1,2}[ .,]|[0-9]\\. |\\n|\\n\\n|- |> |\\(a\\) |clause [0-9] ){0,30}",
        new in "([a-d]{1,2}[ .,]|[0-9]\\. |\\n|\\n\\n|- |> |\\(a\\) |clause [0-9] ){0,30}",
        exact: bool,
    ) {
        hold(&old, &new, &Wishes { exact, ..Wishes::default() });
    }
}
