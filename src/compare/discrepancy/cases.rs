//! Cases of each kind: what passages have, and what of it differs.

use super::{Discrepancy, DiscrepancyKind, KINDS, Parallel, Passage, Scope, Told};
use crate::meaning::meanings;
use crate::monitor::Monitor;
use crate::source::{Corpus, SourceId};
use crate::text::{Language, TextRange};

/// Each discrepancy in words: its kind, then who reads what; passages are given with the number of their source.
fn found(passages: &[(u16, &str)], language: Option<Language>) -> Vec<String> {
    found_on(passages, language, &[])
}

/// The same, of sources of which the days are known.
fn found_on(passages: &[(u16, &str)], language: Option<Language>, days: &[&str]) -> Vec<String> {
    let count = passages.iter().map(|p| p.0 + 1).max().unwrap_or(0);
    let told = |number: u16| -> Vec<&str> { passages.iter().filter(|p| p.0 == number).map(|p| p.1).collect() };
    let texts = (0..count).map(|number| told(number).join("\n\n"));
    let mut corpus = Corpus::of_texts(texts, language);
    for (source, day) in corpus.sources.iter_mut().zip(days) {
        source.meta.date = day.parse().ok();
    }
    let passage = |&(number, words): &(u16, &str)| {
        let content = corpus.sources[usize::from(number)].text.content();
        let start = content.find(words).unwrap();
        Passage { source: SourceId(number), range: TextRange::new(content, start, start + words.len()) }
    };
    let parallel = Parallel { passages: passages.iter().map(passage).collect(), links: Vec::new() };
    let meanings = meanings(&corpus, Vec::new(), &Monitor::default()).unwrap();
    let collation = crate::compare::collate(&parallel.passages, &corpus, &meanings);
    let reading =
        |place: Passage| format!("{} {}", place.source.siglum(), corpus.source(place.source).text.slice(place.range));
    let told = Told { corpus: &corpus, meanings: &meanings, links: &[] };
    let scope = Scope::of(&parallel, &collation, told);
    let sources = &corpus;
    let of = |(kind, find): (DiscrepancyKind, super::Find)| {
        let found = find(&scope).discrepancies(kind, &scope, 0.0).into_iter();
        let quoted = kind == DiscrepancyKind::Quote;
        found.filter_map(move |one| if quoted { super::quote::narrowed(one, sources) } else { Some(one) })
    };
    let mut found: Vec<Discrepancy> = Vec::new();
    for one in KINDS.into_iter().flat_map(of) {
        if !super::told_by(&found, &one) {
            found.push(one);
        }
    }
    found
        .iter()
        .map(|one| {
            let readings: Vec<String> = one.readings.iter().map(|r| reading(r.place)).collect();
            format!("{}: {}", one.kind.name(), readings.join(" / "))
        })
        .collect()
}

fn check(passages: &[(u16, &str)], expected: &[&str]) {
    assert_eq!(found(passages, Some(Language::ENGLISH)), expected, "{passages:?}");
}

/// Of passages each of its own language, which must be long enough to tell it.
fn check_languages(passages: &[(u16, &str)], expected: &[&str]) {
    assert_eq!(found(passages, None), expected, "{passages:?}");
}

#[test]
fn numbers_that_stand_for_each_other_differ() {
    check(
        &[(0, "The call lasted 50 minutes."), (1, "The call lasted about an hour."), (2, "It was a 50-minute call.")],
        &["number: A 50 minutes / B about an hour / C 50-minute"],
    );
    check(
        &[(0, "The fund lost $250,000 in May."), (1, "The fund lost more than $250,000 in May.")],
        &["number: A $250,000 / B more than $250,000"],
    );
    // In another notation it is the same; what only one tells is no discrepancy; nor is the number of something else.
    check(&[(0, "Some 1,200 people came."), (1, "Some twelve hundred people came.")], &[]);
    check(&[(0, "The mayor spoke for 50 minutes."), (1, "The mayor spoke.")], &[]);
    check(&[(0, "Police held 12 people and seized 3 cars."), (1, "Police seized 3 cars.")], &[]);
}

#[test]
fn numbers_of_other_things_do_not_differ() {
    // What is told less exactly, what is counted by another noun, ages and people, what dwarfs the other.
    check(&[(0, "The tax rate was 35.7 percent."), (1, "The tax rate was 36 percent.")], &[]);
    check(&[(0, "He paid $13.6 million in tax."), (1, "He paid $13,625,777 in tax.")], &[]);
    check(&[(0, "The wounded aged 18-25 went home."), (1, "The 1,000 wounded prisoners went home.")], &[]);
    check(&[(0, "The firm raised $200,000 for the fair."), (1, "The firm raised $5.4 million for the fair.")], &[]);
    check(&[(0, "He won with 56 percent of the vote."), (1, "He won with as much as 79 percent of the vote.")], &[]);
    check(
        &[(0, "The tax rate was 35.7 percent."), (1, "The tax rate was 37 percent.")],
        &["number: A 35.7 percent / B 37 percent"],
    );
}

#[test]
fn dates_that_stand_for_each_other_differ() {
    check(
        &[(0, "He resigned on 22 June in Lyon."), (1, "He resigned on June 23 in Lyon.")],
        &["date: A 22 June / B June 23"],
    );
    check(&[(0, "The house votes on Monday."), (1, "The house votes on Tuesday.")], &["date: A Monday / B Tuesday"]);
    // One may be the other, told less exactly.
    check(&[(0, "He joined the debate later this month."), (1, "He joined the Dec. 27 debate.")], &[]);
    check(&[(0, "He left in June 2016."), (1, "He left on June 3.")], &[]);
    check(&[(0, "He left on 22 June."), (1, "He left on June 22, 2016.")], &[]);
}

#[test]
fn days_are_reckoned_from_the_day_of_the_source() {
    let check = |days: [&str; 2], told: [&str; 2], expected: &[&str]| {
        let texts = told.map(|when| format!("The senate of Rome rejected the treaty {when} by a large margin."));
        let passages = [(0, texts[0].as_str()), (1, texts[1].as_str())];
        assert_eq!(found_on(&passages, Some(Language::ENGLISH), &days), expected, "{told:?}");
    };
    // 28 September 2016 is a Wednesday.
    let days = ["2016-09-28", "2016-09-29"];
    check(days, ["on Wednesday", "on Sept. 28"], &[]);
    check(days, ["on Wednesday", "on Sept. 29"], &["date: A Wednesday / B Sept. 29"]);
    check(days, ["today", "yesterday"], &[]);
    check(days, ["today", "on Wednesday"], &[]);
    // Which day a page was printed is less sure than what it says.
    check(days, ["yesterday", "yesterday"], &[]);
    check(days, ["yesterday", "on Wednesday"], &["date: A yesterday / B Wednesday"]);
    check(days, ["last week", "on Sept. 20"], &[]);
    check(days, ["last month", "on Aug. 30, 2016"], &[]);
    // What is years away is said of something else; and what day today is cannot be told where no day is known.
    check(days, ["on Wednesday", "on Sept. 11, 2001"], &[]);
    check(["", ""], ["today", "yesterday"], &[]);
    check(["", ""], ["on Wednesday", "on Sept. 29"], &[]);
}

#[test]
fn times_of_day_are_compared_in_one_zone() {
    let check = |told: [&str; 2], expected: &[&str]| {
        let texts = told.map(|when| format!("The launch of the rocket begins at {when} as planned."));
        check(&[(0, &texts[0]), (1, &texts[1])], expected);
    };
    check(["8 p.m. EST", "01:00 GMT"], &[]);
    check(["8 p.m.", "20:00"], &[]);
    check(["20:00 Moscow time", "17:00 GMT"], &[]);
    check(["20:00 Moscow time", "19:00 GMT"], &["date: A 20:00 / B 19:00"]);
    check(["8 p.m. EST", "8 p.m."], &[]);
    check(["8 p.m.", "9 p.m."], &["date: A 8 p.m. / B 9 p.m."]);
}

#[test]
fn units_of_one_dimension_are_compared() {
    let check = |told: [&str; 2], expected: &[&str]| {
        let texts = told.map(|what| format!("The convoy of trucks covered {what} along the river before noon."));
        check(&[(0, &texts[0]), (1, &texts[1])], expected);
    };
    check(["5 km", "five kilometres"], &[]);
    check(["5 km", "3 miles"], &[]);
    check(["8 km", "8 miles"], &["number: A 8 km / B 8 miles"]);
    check(["10 feet", "3 metres"], &[]);
    check(["30 °C", "86 degrees Fahrenheit"], &[]);
    check(["30 °C", "30 °F"], &["number: A 30 °C / B 30 °F"]);
}

#[test]
fn one_person_is_called_differently() {
    check(
        &[
            (0, "Russian President Vladimir Putin spoke with Donald Trump."),
            (1, "Russian dictator Vladimir Putin spoke with Donald Trump."),
        ],
        &["epithet: A Russian President / B Russian dictator"],
    );
    check(&[(0, "Sen. Ann Smith left early."), (1, "Senator Ann Smith left early.")], &[]);
    check(&[(0, "Mr. Smith left early, they said."), (1, "Ann Smith left early, they said.")], &[]);
}

#[test]
fn a_hedge_keeps_a_distance_that_others_do_not() {
    check(
        &[(0, "Moscow is supposedly ready to talk."), (1, "Moscow is ready to talk.")],
        &["hedge: A supposedly ready / B ready"],
    );
    check(
        &[(0, "The aide claims that the talks failed."), (1, "The aide said that the talks failed.")],
        &["hedge: A claims / B said"],
    );
    check(&[(0, "He allegedly took the money."), (1, "He is alleged to have taken the money.")], &[]);
    check(
        &[(0, "The party could lose the house."), (1, "The party will lose the house.")],
        &["hedge: A could lose / B will lose"],
    );
    check(
        &[(0, "They gave what they said was evidence."), (1, "They gave evidence.")],
        &["hedge: A what they said was evidence / B evidence"],
    );
    check(
        &[(0, "I think it's destructive."), (1, "It's destructive.")],
        &["hedge: A I think it's destructive / B destructive"],
    );
}

#[test]
fn a_statement_is_given_to_other_people() {
    check(
        &[
            (0, "Prosecutors said that the pair used campaign funds for family trips."),
            (1, "The pair used campaign funds for family trips, according to the indictment."),
        ],
        &["attribution: A Prosecutors / B the indictment"],
    );
    check(
        &[
            (0, "The talks in Rome failed, Ann Smith said."),
            (1, "Mayor Ann Smith said that the talks in Rome failed."),
            (2, "The talks in Rome failed."),
        ],
        &[],
    );
}

#[test]
fn who_reports_a_speaker_is_no_other_speaker() {
    check(
        &[
            (0, "Ann Smith said that Bo Doe promised that the talks in Rome would go on."),
            (1, "Bo Doe promised that the talks in Rome would go on."),
        ],
        &[],
    );
}

#[test]
fn one_name_is_written_differently() {
    check(
        &[(0, "President Volodymyr Zelensky left early."), (1, "President Volodymyr Zelenskyy left early.")],
        &["name: A Volodymyr Zelensky / B Volodymyr Zelenskyy"],
    );
    check(&[(0, "Professor Dave Brat won."), (1, "Professor David Brat won.")], &["name: A Dave Brat / B David Brat"]);
    check(&[(0, "Ann Smith left Rome, she said."), (1, "Mrs. Smith left Rome, she said.")], &[]);
    check(&[(0, "Ann and Eve Smith left Rome. Eve said so."), (1, "Ann Smith left Rome. Smith said so.")], &[]);
}

#[test]
fn one_name_is_the_same_in_two_languages() {
    const ENGLISH: &str = "President Volodymyr Zelensky left the city of Kharkiv early on Monday, and he said that the \
        talks with the president of the country had failed.";
    const GERMAN: &str = "Präsident Wolodymyr Selenskyj verließ am Montag die Stadt Charkiw, und er sagte, dass die \
        Gespräche mit dem Präsidenten des Landes gescheitert seien.";
    const UKRAINIAN: &str = "Президент Володимир Зеленський у понеділок рано залишив місто Харків, і він сказав, що \
        переговори з президентом країни провалилися.";
    check_languages(&[(0, ENGLISH), (1, GERMAN)], &[]);
    check_languages(&[(0, ENGLISH), (1, UKRAINIAN)], &[]);
    check_languages(&[(0, UKRAINIAN), (1, GERMAN)], &[]);
    // Spelled the same but for the first name, which German spells in its own way.
    let german = GERMAN.replace("Wolodymyr Selenskyj", "Volodymir Zelensky");
    check_languages(&[(0, ENGLISH), (1, &german)], &[]);
    let german = GERMAN.replace("Wolodymyr Selenskyj", "Vlad Zelensky");
    check_languages(&[(0, ENGLISH), (1, &german)], &["name: A Volodymyr Zelensky / B Vlad Zelensky"]);
}

#[test]
fn numbers_that_may_be_the_same_do_not_differ() {
    let same = |one: &str, other: &str| {
        let texts = [one, other].map(|what| format!("The strike in Lyon lasted {what} and cost the port dearly."));
        check(&[(0, &texts[0]), (1, &texts[1])], &[]);
    };
    same("12 weeks", "89 days");
    same("two months", "eight weeks");
    same("more than 80 days", "83 days");
    same("up to 16 hours", "16 hours");
    same("nearly two years", "23 months");
    same("less than two weeks", "11 days");
    same("three quarters of an hour", "45 minutes");
    same("a quarter of an hour", "15 minutes");
    same("half an hour", "30 minutes");
    same("two dozen days", "24 days");
    check(&[(0, "Two of the nine judges left early."), (1, "Four lawyers left early.")], &[]);
}

#[test]
fn what_is_done_here_is_planned_there() {
    check(
        &[(0, "The senate will reject the treaty in May."), (1, "The senate rejected the treaty in May.")],
        &["status: A will reject / B rejected"],
    );
    check(
        &[(0, "The firm plans to cancel the fair."), (1, "The firm has cancelled the fair.")],
        &["status: A plans to cancel / B has cancelled"],
    );
    check(&[(0, "The firm has cancelled the fair."), (1, "The firm cancelled the fair.")], &[]);
}

#[test]
fn one_utterance_is_quoted_in_other_words() {
    check(
        &[
            (0, "The mayor said: “We want the swiftest possible end to the strike.”"),
            (1, "The mayor said: “We want a speedy end to the strike.”"),
        ],
        &["quote: A the swiftest possible end / B a speedy end"],
    );
    check(
        &[
            (0, "“We want a speedy end to the strike,” the mayor said."),
            (1, "The mayor said that the city wanted an early end to the strike."),
        ],
        &["quote: A We want a speedy end / B wanted an early end"],
    );
    // The same words, or some of them.
    check(
        &[
            (0, "“We want a speedy end to the strike,” the mayor said."),
            (1, "The mayor wants “a speedy end to the strike,” she said."),
        ],
        &[],
    );
    check(
        &[
            (0, "“Sen. Smith thinks that the strike is over,” she said."),
            (1, "“Senator Smith thinks the strike is over,” she said."),
        ],
        &[],
    );
    // Spelled otherwise; or two people's words.
    check(
        &[
            (0, "“I would give our workforce two in three of the ships,” Ann Smith said."),
            (1, "“I'd give our work force 2 in 3 of the ships,” Ann Smith said."),
        ],
        &[],
    );
    check(
        &[
            (0, "“This bill respects the rights of the dead,” Senator Ann Smith said."),
            (1, "“I respect the mayor and her reasons on the bill,” Senator Bo Doe said."),
        ],
        &[],
    );
}

#[test]
fn two_people_of_one_last_name_are_two() {
    check(
        &[(0, "Rep. Duncan Hunter left the court on Monday."), (1, "Banker Margaret Hunter left the court on Monday.")],
        &[],
    );
}

#[test]
fn what_one_tells_another_denies() {
    check(
        &[(0, "The mayor did not sign the treaty."), (1, "The mayor signed the treaty.")],
        &["negation: A not sign / B signed"],
    );
    check(&[(0, "The mayor never signed the treaty."), (1, "The mayor did not sign the treaty.")], &[]);
}

/// Two passages and what of them differs, a case a line: `one | other | what differs`, nothing where nothing does.
fn check_lines(lines: &str) {
    let mut wrong = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let (one, other) = (parts[0], parts[1].trim_end_matches('|').trim_end());
        let expected: Vec<&str> = parts.get(2).into_iter().flat_map(|told| told.split(" + ")).collect();
        let found = found(&[(0, one), (1, other)], Some(Language::ENGLISH));
        if found != expected {
            wrong.push(format!("{line}\n    found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn statuses() {
    check_lines(
        "The council will approve the plan in June. | The council approved the plan in June. | status: A will approve / B approved
        The firm plans to launch the ship in May. | The firm launched the ship in May. | status: A plans to launch / B launched
        The court is expected to reject the appeal. | The court rejected the appeal. | status: A expected to reject / B rejected
        The union agreed to suspend the strike. | The union suspended the strike. | status: A agreed to suspend / B suspended
        The museum has opened the new hall. | The museum will open the new hall. | status: A has opened / B will open
        The city is set to cancel the race. | The city has cancelled the race. | status: A set to cancel / B has cancelled
        The senate is likely to adopt the bill. | The senate adopted the bill. | status: A likely to adopt / B adopted
        The board wants to remove the chairman. | The board removed the chairman. | status: A wants to remove / B removed
        The council approved the plan in June. | The council has approved the plan in June. |
        The plan was approved by the council. | The council approved the plan. |
        The council will approve the plan. | The council plans to approve the plan. |
        Senate Set to Adopt Bill on Trade. | Senate Adopts Bill on Trade. | status: A Set to Adopt / B Adopts
        The mayor will visit the port. | The mayor left the port. |",
    );
}

#[test]
fn negations() {
    check_lines(
        "The minister did not sign the letter. | The minister signed the letter. | negation: A not sign / B signed
        The bank never paid the fine. | The bank paid the fine. | negation: A never paid / B paid
        The pilot didn't see the ship. | The pilot saw the ship. |
        The firm cannot sell the ship. | The firm can sell the ship. | negation: A cannot sell / B sell
        The team won't leave the city. | The team will leave the city. | negation: A won't leave / B leave
        The court did not accept the plea. | The court never accepted the plea. |
        The court did not accept the plea on Monday. | The judge accepted the gift on Monday. |
        The union is not ready to talk. | The union is ready to talk. | negation: A not ready / B ready
        The union is ready to talk. | The union is ready to talk soon. |
        No ship left the port. | Every ship left the port. |
        The landlord may inspect the stove every winter. | The landlord must inspect the stove every winter. | negation: A may / B must
        The rent is due unless a holiday falls on it. | The rent is due if a holiday falls on it. | negation: A unless / B if
        The firm paid all workers in May. | The firm paid some workers in May. | negation: A all / B some
        The ship sank before the storm. | The ship sank after the storm. | negation: A before / B after
        I will not say that I will go, nor that I will not go. | I will not say that I will go, nor that I will not go. |
        The ship sank before the storm. | The train stopped after the tunnel. |",
    );
}

#[test]
fn hedges() {
    check_lines(
        "He allegedly stole the painting. | He stole the painting. | hedge: A allegedly stole / B stole
        The rebels reportedly took the town. | The rebels took the town. | hedge: A reportedly took / B took
        The attack was apparently planned in Lyon. | The attack was planned in Lyon. | hedge: A apparently planned / B planned
        The minister claims that the river is clean. | The minister says that the river is clean. | hedge: A claims / B says
        The bridge may collapse. | The bridge will collapse. | hedge: A may collapse / B will collapse
        The bridge might collapse. | The bridge may collapse. |
        The talks are expected to begin on Monday. | The talks begin on Monday. | hedge: A expected to begin / B begin
        I believe it works. | It works. | hedge: A I believe it works / B works
        The alleged thief left. | The supposed thief left. |
        He claimed to be rich. | He alleged that he was rich. |
        The rebels took the town, he said. | The rebels took the town, she said. |
        The purported letter was found in Rome. | The letter was found in Rome. | hedge: A purported letter / B letter",
    );
}

#[test]
fn epithets() {
    check_lines(
        "Belarusian President Ivan Orlov spoke in Minsk. | Belarusian dictator Ivan Orlov spoke in Minsk. | epithet: A Belarusian President / B Belarusian dictator
        Activist Ann Roth left the prison. | Terrorist Ann Roth left the prison. | epithet: A Activist / B Terrorist
        Billionaire Carl Blom bought the club. | Businessman Carl Blom bought the club. | epithet: A Billionaire / B Businessman
        Tycoon Carl Blom bought the club, Blom said. | Carl Blom bought the club, Blom said. | epithet: A Tycoon / B Carl Blom
        President Ivan Orlov spoke in Minsk. | Ivan Orlov spoke in Minsk. |
        Rep. Ann Roth left early. | Congresswoman Ann Roth left early. |
        Mr. Carl Blom bought the club. | Carl Blom bought the club. |
        Spokeswoman Ida Berg denied it in Oslo. | Spokesperson Ida Berg denied it in Oslo. |
        Adviser Ida Berg denied it in Oslo. | Aide Ida Berg denied it in Oslo. | epithet: A Adviser / B Aide
        Gov. Carl Blom signed the bill. | Governor Carl Blom signed the bill. |",
    );
}

#[test]
fn names() {
    check_lines(
        "President Ivan Orlov met Minister Sergei Petrov. | President Ivan Orlov met Minister Sergey Petrov. | name: A Sergei Petrov / B Sergey Petrov
        Minister Mike Hansen left Bonn. | Minister Michael Hansen left Bonn. | name: A Mike Hansen / B Michael Hansen
        Judge Ann M. Roth left Bonn. | Judge Ann Roth left Bonn. | name: A Ann M. Roth / B Ann Roth
        Judge Ann Roth left Bonn. | Judge Roth left Bonn. |
        Judge Ann Roth left Bonn. | Judge Eve Roth left Bonn. |
        Senator Carl Blom Jr. left Bonn. | Senator Carl Blom left Bonn. |
        Mr. Roth left Bonn. | Mrs. Roth left Bonn. |",
    );
}

#[test]
fn attributions() {
    check_lines(
        "Prosecutors said that the pair used the funds for family trips. | The pair used the funds for family trips, according to the report. | attribution: A Prosecutors / B the report
        Administration officials said that the law would harm the troops. | The administration said that the law would harm the troops. |
        Bank officials said that the law would harm the troops. | A bank official said that the law would harm the troops. |",
    );
}
