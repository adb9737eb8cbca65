//! What is better than what.

use super::{
    dictionary::{FIELDS, FieldBits, Kind},
    scores::WordScores,
};
use crate::{directory::freshness::Freshness, text::words};

/// The order of results: better first, then fresher, then by name and id.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    /// What is in the place asked for goes before what only covers it.
    pub covers: bool,
    /// What is nearer to the place asked for goes first; `u32::MAX` where no
    /// distance is known.
    pub metres: u32,
    /// More is better.
    pub score: std::cmp::Reverse<i64>,
    /// Fresh before stale before never checked.
    pub age: u8,
    /// The place by name and id.
    pub order: u32,
    /// The entry.
    pub entry: u32,
}

/// What a meeting of some kind in some fields is worth: the weightiest field
/// counts. Kinds never outweigh fields by themselves: an exact word in a text
/// is worth less than the beginning of a name.
pub fn score(bits: FieldBits, kind: Kind) -> u16 {
    const WEIGHTS: [u16; FIELDS.len()] = [1000, 900, 700, 600, 550, 800, 400, 250, 120];
    let weight = WEIGHTS.get(bits.trailing_zeros() as usize).copied().unwrap_or(0);
    let tenths = match kind {
        Kind::Exact => 10,
        Kind::Prefix => 8,
        Kind::Typo => 6,
        Kind::UnfinishedTypo | Kind::Inside => 5,
        Kind::Letters => 3,
    };
    weight / 10 * tenths
}

/// A name of an entry, in the form in which it is compared with a whole query.
#[derive(Debug)]
pub struct Name {
    /// Its words in the form in which they are looked for, blanks between.
    pub text: String,
    /// The numbers of these words in the dictionary; `None` for a run of CJK
    /// characters.
    pub words: Vec<Option<u32>>,
}

/// More for a name that is what was typed, begins with it, or has its words
/// side by side and in order; a typo does not lose the bonus.
pub fn name_bonus(names: &[Name], wanted: &str, found: &[WordScores]) -> i64 {
    const WHOLE: i64 = 3_000;
    const BEGINNING: i64 = 900;
    const SIDE_BY_SIDE: i64 = 600;
    if found.is_empty() {
        return 0;
    }
    let bonus = |name: &Name| {
        if name.text == wanted {
            return WHOLE;
        }
        let met = |(word, found): (&Option<u32>, &WordScores)| word.is_some_and(|word| found.met(word).is_some());
        let mut windows = name.words.windows(found.len());
        match windows.position(|window| window.iter().zip(found).all(met)) {
            Some(0) => BEGINNING,
            _ if name.text.starts_with(wanted) => BEGINNING,
            Some(_) if found.len() > 1 => SIDE_BY_SIDE,
            _ if wanted.contains(words::is_cjk) && name.text.contains(wanted) => SIDE_BY_SIDE,
            _ => 0,
        }
    };
    names.iter().map(bonus).max().unwrap_or(0)
}

/// The place of a freshness in the order.
pub fn age(freshness: Freshness) -> u8 {
    match freshness {
        Freshness::Fresh { .. } => 0,
        Freshness::Stale { .. } => 1,
        Freshness::NotChecked => 2,
    }
}
