//! Titles: which of them are one.

/// A title under one name: short forms written out, and what is below a president or minister apart from them.
pub fn rank(noun: &str, words: &[String]) -> String {
    let full = match noun {
        "sen" | "sens" => "senator",
        "rep" | "reps" | "congressman" | "congresswoman" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "adviser" | "advisor" => "aide",
        other => other,
    };
    let kinds = words.iter().find(|word| matches!(word.as_str(), "vice" | "deputy" | "prime" | "foreign" | "defense"));
    match kinds {
        Some(kind) if matches!(full, "president" | "minister") => format!("{kind} {full}"),
        _ => full.to_owned(),
    }
}
