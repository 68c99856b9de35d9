//! Reported speech: what is given as somebody's word, in the source's own words.

use super::attribution::Attribution;
use super::mark::Role;
use super::name::{EntityKind, Mention, Run};
use super::quotation::{Quotation, Told};
use super::range::TextRange;
use super::reading::is_possessive;
use super::scene::Scene;

/// Words that a sentence gives as what somebody said, without quotation marks around all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// What is said; other reports may lie inside (`Ushakov said that Putin promised …`).
    pub range: TextRange,
    /// Who says it, as fully as this text names them, or the words for somebody unnamed (`prosecutors`).
    pub speaker: String,
    /// The words that name the speaker here.
    pub mention: TextRange,
    /// The verb or phrase of saying (`said`, `according`).
    pub cue: TextRange,
}

/// Words that may follow the verb where what is said stands before it: `…, the mayor told reporters late on Tuesday.`
const LONGEST_TAIL: usize = 5;
/// Words of a speaker's name and titles before the verb.
const LONGEST_SPEAKER: usize = 8;
/// Words between a verb of speech and the clause that it governs.
const LONGEST_ADDRESSEE: usize = 4;
/// Tokens of a dateline: `LAKE WORTH, Fla. (AP) —`.
const LONGEST_DATELINE: usize = 12;
/// Fewest words that say anything.
const LEAST_SAID: usize = 3;

/// Words before a name that keep it from being a subject.
const UNDER: [&str; 16] = [
    "in", "on", "at", "by", "to", "of", "with", "from", "against", "about", "than", "for", "after", "before", "as",
    "over",
];
/// Forms of `be`, before a verb of saying that tells what is said of somebody.
const PASSIVE: [&str; 7] = ["is", "are", "was", "were", "be", "been", "being"];
/// Verbs that only help another one.
const AUXILIARIES: [&str; 14] =
    ["is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "may", "might", "do", "did"];

/// What a text reports, by the place of the verbs of saying; where one stands beside a quotation, its speaker is taken.
pub fn reports(scene: &Scene, told: &Told, quotations: &[Quotation]) -> Vec<Report> {
    let reporter = Reporter { scene, told, quotations };
    let in_sentence = |run: Run| {
        let cues: Vec<usize> = scene.words(run.clone()).filter(|&at| reporter.says(at, run.end)).collect();
        cues.into_iter().filter_map(|cue| reporter.report(&run, cue)).collect::<Vec<_>>()
    };
    told.sentences.iter().flat_map(|sentence| in_sentence(sentence.tokens.indices())).collect()
}

struct Reporter<'a> {
    scene: &'a Scene<'a>,
    told: &'a Told<'a>,
    quotations: &'a [Quotation],
}

impl Reporter<'_> {
    /// A word by which somebody says something: a verb of saying, of holding, or of speech with a clause (`informed them that`).
    fn says(&self, at: usize, end: usize) -> bool {
        let (scene, lexicon) = (self.scene, &self.told.read.lexicon);
        let word = scene.folded(at);
        let clause = || scene.words(at + 1..end).take(LONGEST_ADDRESSEE).any(|at| scene.part(at) == "that");
        scene.is_source(at)
            || lexicon.holds.contains(word)
            || scene.is_cue(at) && (lexicon.says.contains(word) || clause())
    }

    fn report(&self, run: &Run, cue: usize) -> Option<Report> {
        let read = &self.told.read;
        let Attribution { speaker, mention, weak, .. } = self.attribution(run, cue)?;
        let (speaker, mention) = (speaker.filter(|_| !weak)?, mention.filter(|m| self.speaks(*m, cue))?);
        let phrase = read.token_at(mention.start())..read.token_at(mention.end().saturating_sub(1)) + 1;
        let said = self.said(run, cue, &phrase);
        let words: Vec<usize> = said.filter(|&at| read.is_word(at)).collect();
        let range = read.place(*words.first()?, *words.last()?);
        (words.len() >= LEAST_SAID).then(|| Report { range, speaker, mention, cue: read.tokens[cue].range })
    }

    fn attribution(&self, run: &Run, cue: usize) -> Option<Attribution> {
        let (scene, read) = (self.scene, &self.told.read);
        let quoted = self.quotations.iter().find(|q| q.cue == Some(read.tokens[cue].range) && q.mention.is_some());
        if let Some(q) = quoted {
            return Some(Attribution { speaker: q.speaker.clone(), mention: q.mention, cue: q.cue, weak: false });
        }
        if scene.is_source(cue) {
            return scene.source(cue, run.end);
        }
        let word = scene.folded(cue);
        let before = scene.word_close_before(cue);
        let earlier = before.and_then(|at| scene.word_close_before(at));
        let is = |at: Option<usize>, list: &[&str]| at.is_some_and(|at| list.contains(&scene.folded(at)));
        if is(before, &PASSIVE) || is(earlier, &PASSIVE) && word.ends_with("ed") {
            // `first reported by The Atlantic`; `was told` names nobody who says it.
            let by = scene.words(cue + 1..run.end).next().filter(|&at| scene.part(at) == "by")?;
            return scene.source(by, run.end);
        }
        // `to say`, `with alleged ties`.
        if is(before, &UNDER) && !word.ends_with("ing") {
            return None;
        }
        if word.ends_with("ing") {
            return self.acting(run.start, cue);
        }
        if is(before, &["who", "which"]) || is(earlier, &["who", "which"]) {
            let named = scene.mentions(run.start..before?).filter(|m| !self.is_time(m.range)).last();
            return named.map(|m| scene.named(m, Some(cue)));
        }
        // `…, said Ann Smith`.
        if before.is_none() && scene.mark_before(cue) == "," {
            // `…, says Putin has called` goes on with a clause.
            let ends = |m: TextRange| {
                let next = read.after_spaces(read.token_at(m.end().saturating_sub(1)) + 1);
                next >= run.end || !read.is_word(next) || UNDER.contains(&scene.folded(next))
            };
            let behind = |a: &Attribution| {
                let after = |m: &TextRange| m.start() > read.tokens[cue].range.start();
                a.mention.filter(after).is_some_and(|m| !self.is_time(m) && ends(m))
            };
            if let Some(found) = scene.inverted(cue, run.end).filter(behind) {
                return Some(found);
            }
        }
        scene.subject(cue, self.after_dateline(run), None)
    }

    /// Whether what was taken for the speaker of a verb can be: no time, and a place or thing only right beside it (`Moscow says`).
    fn speaks(&self, mention: TextRange, cue: usize) -> bool {
        let (scene, read) = (self.scene, &self.told.read);
        let named = self.told.names.mentions.iter().find(|m| m.range.overlaps(mention));
        let thing = named.is_some_and(|m| scene.kind(m) == EntityKind::Other);
        let last = read.token_at(mention.end().saturating_sub(1));
        let beside = last > cue || scene.word_before(cue).is_some_and(|at| at <= last);
        // `the star said` stands for somebody as a pronoun does.
        let first = read.token_at(mention.start());
        let the =
            scene.folded(first) == "the" || scene.word_close_before(first).is_some_and(|at| scene.folded(at) == "the");
        let stands_in = named.is_none() && the && read.lexicon.honorifics.contains(scene.folded(last));
        !self.is_time(mention) && !stands_in && (!thing || beside)
    }

    /// Days and months look like names.
    fn is_time(&self, place: TextRange) -> bool {
        let (read, first) = (&self.told.read, self.told.read.token_at(place.start()));
        let word = read.folded(first);
        read.lexicon.weekdays.contains_key(word) || read.capital(first) && read.lexicon.months.contains_key(word)
    }

    /// Who acts in a sentence, for a participle such as `saying`: its first name that is a subject, or the phrase it begins with.
    fn acting(&self, start: usize, cue: usize) -> Option<Attribution> {
        let (scene, read) = (self.scene, &self.told.read);
        let acts = |m: &&Mention| {
            let whole = m.epithet.map_or(m.range, |e| e.cover(m.range));
            let article = |at: usize| if scene.folded(at) == "the" { scene.word_close_before(at) } else { Some(at) };
            let before = scene.word_close_before(read.token_at(whole.start())).and_then(article);
            let owner = is_possessive(scene.part(read.token_at(m.range.end().saturating_sub(1))))
                || matches!(scene.part(read.token_at(m.range.end())), "'s" | "’s" | "'" | "’");
            !owner && before.is_none_or(|at| !UNDER.contains(&scene.folded(at)))
        };
        let named = scene.mentions(start..cue).find(acts);
        let function = |&at: &usize| read.lexicon.function.contains(scene.folded(at));
        let first = scene.words(start..cue).next()?;
        if read.lexicon.determiners.contains(scene.folded(first)) {
            let stop = scene.words(first + 1..cue).find(function).unwrap_or(cue);
            let here = named.is_some_and(|m| read.token_at(m.range.start()) < stop);
            return if here { named.map(|m| scene.named(m, Some(cue))) } else { scene.described(first, stop, cue) };
        }
        named.map(|m| scene.named(m, Some(cue))).or_else(|| {
            // `Officials had stayed calm, saying …`: whatever stands before the first auxiliary.
            let auxiliary = scene.words(start..cue).find(|&at| AUXILIARIES.contains(&scene.folded(at)))?;
            let last = scene.word_close_before(auxiliary)?;
            scene.described(scene.noun_phrase(last, start), last + 1, cue)
        })
    }

    /// Where a sentence starts behind its dateline (`WASHINGTON -- `).
    fn after_dateline(&self, run: &Run) -> usize {
        let dash = run.clone().take(LONGEST_DATELINE).find(|&at| matches!(self.scene.part(at), "-" | "—" | "–"));
        let shouted = |at: usize| self.scene.part(at).chars().all(|c| !c.is_lowercase());
        dash.filter(|&dash| run.start < dash && shouted(run.start)).map_or(run.start, |dash| dash + 1)
    }

    /// The tokens that are said: behind the verb, or where it only stands beside them, before it or on both sides.
    fn said(&self, run: &Run, cue: usize, phrase: &Run) -> Run {
        let scene = self.scene;
        let end = phrase.end.max(cue + 1).min(run.end);
        if scene.part(cue).ends_with("ing") && !scene.is_source(cue) {
            return cue + 1..run.end;
        }
        let start = phrase.start.min(cue).max(run.start);
        let (behind, source) = (scene.words(end..run.end).count(), scene.is_source(cue));
        let closed = end < run.end && scene.part(end) == ",";
        let mark = (run.start..start).rev().find(|&at| !self.told.read.is_word(at) && !self.told.read.is_space(at));
        let near = mark.filter(|&mark| scene.words(mark..start).count() <= LONGEST_SPEAKER);
        let quoted = near.is_some_and(|mark| scene.told_role(mark) == Some(Role::Closes));
        match near {
            // `…,” she wrote above a picture.`
            Some(mark) if quoted => run.start..mark,
            Some(mark) if scene.part(mark) == "," && behind <= LONGEST_TAIL => run.start..mark,
            Some(mark) if scene.part(mark) == "," && closed => run.clone(),
            _ if source && closed => end..run.end,
            _ if source => run.start..start,
            _ => end..run.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Text};

    #[test]
    fn what_is_said_and_by_whom() {
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)]);
        let cases: &[Case] = &[
            ("Ann Smith said that the talks had failed.", &[("Ann Smith", "that the talks had failed")]),
            ("The talks had failed, prosecutors announced Tuesday.", &[("prosecutors", "The talks had failed")]),
            ("According to Ann Smith, the talks had failed.", &[("Ann Smith", "the talks had failed")]),
            ("The talks had failed, according to the indictment.", &[("the indictment", "The talks had failed")]),
            ("The talks had failed, said Ann Smith, the mayor.", &[("Ann Smith", "The talks had failed")]),
            (
                "The files, Ann Smith said, showed that the talks in Rome had failed.",
                &[("Ann Smith", "The files, Ann Smith said, showed that the talks in Rome had failed")],
            ),
            ("Ann Smith, adviser to Mayor Bo Doe, says Doe has left Rome.", &[("Ann Smith", "Doe has left Rome")]),
            ("Ann Smith was told that the talks had failed.", &[]),
            ("The talks had failed.", &[]),
            (
                "The talks had failed, the mayor and Ann Smith of Rome announced on Tuesday.",
                &[("mayor", "The talks had failed")],
            ),
            ("Officials believe that the talks had failed.", &[("Officials", "that the talks had failed")]),
            (
                "Ann Smith informed Bo Doe that the talks had failed.",
                &[("Ann Smith", "Bo Doe that the talks had failed")],
            ),
            ("The messages were first reported by Ann Smith on Monday in Rome.", &[("Ann Smith", "on Monday in Rome")]),
            (
                "After the meeting with Ann Smith, Mayor Bo Doe left, insisting that he would compete.",
                &[("Bo Doe", "that he would compete")],
            ),
            (
                "A grand jury in Rome charged Ann Smith, saying she misused the funds.",
                &[("A grand jury", "she misused the funds")],
            ),
        ];
        for (text, expected) in cases {
            let text = Text::new((*text).to_owned(), Some(Language::ENGLISH));
            let found: Vec<(&str, &str)> =
                text.reports().iter().map(|r| (r.speaker.as_str(), text.slice(r.range))).collect();
            assert_eq!(found, *expected);
        }
    }
}
