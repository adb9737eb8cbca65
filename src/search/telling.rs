//! What in a text says something about what is needed.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    sync::LazyLock,
};

use crate::text::{fold::fold, inflect::stem, words};

static LITTLE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(include_str!("../../data/little-words.toml")).unwrap_or_default();
    lists.into_values().flatten().flat_map(|word| words::wanted(&fold(&word))).collect()
});

/// True for a folded word that says nothing about what is needed.
pub fn is_little(word: &str) -> bool {
    LITTLE.contains(word) || (word.chars().count() == 1 && !word.chars().all(words::is_cjk))
}

/// Letters of a word that may be written wrong.
pub const LONG: usize = 6;

/// What is made of a word before it is compared.
pub type Form = fn(&str) -> Cow<'_, str>;

/// Characters that alone are weak evidence beside pairs.
const SINGLE_SHARE: u32 = 3;

/// The stems of a folded text that say something, each with its share in what
/// it says: characters of Chinese are less sure than their pairs.
pub fn telling(wanted: &[String]) -> Vec<(String, u32)> {
    telling_as(wanted, stem)
}

/// The same, in another form than stems.
pub fn telling_as(wanted: &[String], form: Form) -> Vec<(String, u32)> {
    let mut out = Vec::new();
    for word in wanted {
        if is_little(word) {
            continue;
        }
        if word.starts_with(words::is_cjk) {
            let characters: Vec<char> = word.chars().collect();
            let pairs = characters.windows(2).map(|pair| (pair.iter().collect::<String>(), 1));
            let singles = characters.iter().map(|one| (one.to_string(), SINGLE_SHARE));
            out.extend(pairs.chain(singles).filter(|(text, _)| !is_little(text)));
        } else {
            out.push((form(word).into_owned(), 1));
        }
    }
    out
}
