//! News: what is measured of stories whose claims are known, for the trainers of the models that decide over it.

use crate::gold::{Claim, Story, under};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parallax::align::{Judges, Likeness, LinkModel, Measured, Measures, Passage, measured};
use parallax::meaning::meanings;
use parallax::monitor::Monitor;
use parallax::text::TextRange;
use serde_json::{Value, json};
use std::path::Path;

/// Writes what is measured of all stories in a folder, a story a line: its files, its statements and claims as
/// `[source, first byte, end]`, and the pairs of sentences and of statements. A pair of sentences is told as two places, a pair
/// of statements by their numbers; the measures stand as floats of four bytes, row by row, in base 64.
///
/// Where the environment names a folder as `WEIGHTS`, the weights in it (files named as in `assets`) stand for the shipped ones:
/// the judges of statements look at what the link model says, and the second at what the first does.
pub fn table(folder: &Path) -> std::io::Result<()> {
    let read =
        |name: &str| std::env::var("WEIGHTS").ok().map(|folder| std::fs::read_to_string(Path::new(&folder).join(name)));
    let model = read("link-weights.txt").transpose()?.map(|text| LinkModel::parse(&text).expect("whole weights"));
    let judges = read("statement-weights.txt").transpose()?.map(|text| Judges::parse(&text).expect("whole weights"));
    let model = model.unwrap_or_else(LinkModel::shipped);
    for story in under(folder) {
        println!("{}", told(&story, (&model, judges.as_ref().unwrap_or(Judges::shipped()))));
    }
    Ok(())
}

fn told(story: &Story, models: (&LinkModel, &Judges)) -> Value {
    let monitor = Monitor::default();
    let meanings = meanings(&story.corpus, Vec::new(), &monitor).expect("nobody cancels");
    let found: Measured = measured(&story.corpus, &meanings, models, &monitor).expect("nobody cancels");
    let place = |source: usize, range: TextRange| [source, range.start(), range.end()];
    let passage = |p: &Passage| place(p.source.index(), p.range);
    let claim = |claim: &Claim| claim.spans.iter().map(|(id, range)| place(id.index(), *range)).collect::<Vec<_>>();
    let sentences = found.sentences.iter().map(|(passages, _)| passages.map(|p| passage(&p)));
    let languages = story.corpus.sources.iter().map(|source| source.text.language().tag());
    json!({
        "name": story.name,
        "files": story.corpus.sources.iter().map(|source| source.meta.path.as_str()).collect::<Vec<_>>(),
        "languages": languages.collect::<Vec<_>>(),
        "statements": found.statements.iter().map(passage).collect::<Vec<_>>(),
        "claims": story.claims.iter().map(claim).collect::<Vec<_>>(),
        "sentences": sentences.collect::<Vec<_>>(),
        "measures": packed(found.sentences.iter().flat_map(|(_, measures)| measures.values())),
        "measured": Measures::NAMES,
        "pairs": found.pairs.iter().map(|(pair, _)| *pair).collect::<Vec<_>>(),
        "likeness": packed(found.pairs.iter().flat_map(|(_, likeness)| likeness.values())),
        "likened": Likeness::NAMES,
    })
}

fn packed(values: impl Iterator<Item = f32>) -> String {
    STANDARD.encode(values.flat_map(f32::to_le_bytes).collect::<Vec<u8>>())
}
