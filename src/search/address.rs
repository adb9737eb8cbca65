//! Whether words are an address: a number beside what a street is called.
//! `5 station road` says nothing of the police.

use std::{collections::HashSet, sync::LazyLock};

use serde::Deserialize;

use super::telling::is_little;
use crate::text::{fold::fold, words::is_cjk};

/// What streets are called, folded.
#[derive(Debug, Default, Deserialize)]
struct Streets {
    behind: HashSet<String>,
    before: HashSet<String>,
    endings: Vec<String>,
}

static STREETS: LazyLock<Streets> = LazyLock::new(|| {
    let read: Streets = toml::from_str(include_str!("../../data/streets.toml")).unwrap_or_default();
    Streets {
        behind: read.behind.iter().map(|word| fold(word)).collect(),
        before: read.before.iter().map(|word| fold(word)).collect(),
        endings: read.endings.iter().map(|end| fold(end)).collect(),
    }
});

/// Words of the longest name of a street.
const LONGEST: usize = 5;

/// True when some words, beside the name of a city, are a street and a number
/// in one of the ways in which they are written.
pub fn is_address(words: &[&str]) -> bool {
    match words {
        // `5 station road`
        [number, name @ .., street] if is_number(number) && STREETS.behind.contains(*street) => is_name(name),
        // `24 rue exemple`, `24 bis rue exemple`
        [number, "bis" | "ter", street, name @ ..] | [number, street, name @ ..]
            if is_number(number) && STREETS.before.contains(*street) =>
        {
            !name.is_empty() && name.len() <= LONGEST
        }
        // `calle inventada 17`
        [street, name @ .., number] if is_number(number) && STREETS.before.contains(*street) => is_name(name),
        // `bahnhofstrasse 5`, `中山路 5 号`
        [name, number] | [name, number, "号" | "號"] => is_number(number) && ends_in_street(name),
        _ => false,
    }
}

/// A number of a house: `5`, `5b`.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = word.len() - digits.len();
    letters <= 1 && (1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for what may be the name of a street: `3 nights on the street` has
/// words that none has at its beginning.
fn is_name(words: &[&str]) -> bool {
    let first = words.first().is_some_and(|first| !is_little(first));
    first && words.len() <= LONGEST && words.iter().filter(|word| is_little(word)).count() * 2 < words.len()
}

fn ends_in_street(word: &str) -> bool {
    let least = if word.starts_with(is_cjk) { 2 } else { 7 };
    word.chars().count() >= least && STREETS.endings.iter().any(|end| word.ends_with(end) && word != end)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::text::words::wanted;

    fn is(text: &str) -> bool {
        let words = wanted(&fold(text));
        is_address(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[rstest]
    #[case("5 station road")]
    #[case("12 High Street")]
    #[case("221b Baker St")]
    #[case("24 rue exemple")]
    #[case("3 bis rue de la Gare")]
    #[case("Calle Hospital 17")]
    #[case("улица Больничная 5")]
    #[case("شارع المستشفى 12")]
    #[case("Bahnhofstraße 5")]
    #[case("医院路5号")]
    fn a_street_and_a_number_are_an_address(#[case] text: &str) {
        assert!(is(text), "{text}");
    }

    #[rstest]
    #[case("on the street 3 weeks")]
    #[case("3 nights on the street")]
    #[case("2 kids on the street")]
    #[case("station road")]
    #[case("police station 5")]
    #[case("à la rue depuis 3 jours")]
    #[case("calle")]
    #[case("")]
    fn what_people_say_is_none(#[case] text: &str) {
        assert!(!is(text), "{text}");
    }
}
