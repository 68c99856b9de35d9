//! How many of something there are, in words.

/// `1 source`, `5 sources`.
pub fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
