//! First names: which are forms of one.

use super::spelling::spelling;

/// Letters of a short form that the long one begins with (`Ron`, `Ronald`).
const LEAST_COMMON: usize = 3;

/// English short forms of first names that begin otherwise, or with too little.
const NICKNAMES: [(&str, &str); 31] = [
    ("bill", "william"),
    ("bob", "robert"),
    ("rob", "robert"),
    ("mike", "michael"),
    ("jim", "james"),
    ("joe", "joseph"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("tony", "anthony"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("jack", "john"),
    ("chuck", "charles"),
    ("harry", "harold"),
    ("hank", "henry"),
    ("peggy", "margaret"),
    ("kate", "catherine"),
    ("kate", "katherine"),
    ("bernie", "bernard"),
    ("al", "albert"),
    ("dave", "david"),
    ("tom", "thomas"),
    ("andy", "andrew"),
    ("sue", "susan"),
    ("cathy", "catherine"),
    ("larry", "lawrence"),
    ("jerry", "gerald"),
    ("gene", "eugene"),
    ("steve", "stephen"),
];

/// Whether two folded first names may be one: the same in some spelling, an initial, a short form.
pub fn same_first(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let letters = short.chars().count();
    let begins = long.starts_with(short) && (letters == 1 || letters >= LEAST_COMMON);
    begins
        || spelling(one) == spelling(other)
        || NICKNAMES.contains(&(short, long))
        || NICKNAMES.contains(&(long, short))
}
