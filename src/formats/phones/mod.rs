//! Telephone numbers as they are dialled from anywhere: `+33 1 42 02 03 04`.

mod plain;

use std::sync::{LazyLock, PoisonError};

use phonenumber::{Mode, PhoneNumber, country, metadata::DATABASE};

use self::plain::Found;
use super::limits;

/// The library compiles its patterns when they are needed, and keeps a hundred:
/// three countries in one table, and it would compile them for each row anew.
static PATTERNS_KEPT: LazyLock<()> = LazyLock::new(|| {
    let cache = DATABASE.cache();
    cache.lock().unwrap_or_else(PoisonError::into_inner).set_capacity(limits::NUMBER_PATTERNS);
});

/// Longer texts are more than a number.
const MOST_CHARS: usize = 60;

/// A number as it is dialled from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialled {
    /// International form, with blanks.
    pub number: String,
    /// The extension that stood behind it.
    pub extension: Option<String>,
}

/// Reads the numbers of a cell. `country` (ISO 3166-1) is the place's. `None`
/// where a part of it is not certainly a number of that country or an
/// international one: then it is better left as it was written.
pub fn read(text: &str, country: Option<&str>) -> Option<Vec<Dialled>> {
    let text = text.trim().trim_matches('"').trim();
    if text.is_empty() || text.chars().count() > MOST_CHARS {
        return None;
    }
    if let Some(one) = one(text, country) {
        return Some(vec![one]);
    }
    let parts: Vec<&str> = split(text);
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().map(|part| one(part, country)).collect()
}

/// The parts of a cell with several numbers in it.
fn split(text: &str) -> Vec<&str> {
    let by_words = [" or ", " and ", " ou ", " et ", " o ", " y ", " и ", " / "];
    let mut parts = vec![text];
    for word in by_words {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let parts = parts.into_iter().flat_map(|part| part.split(['/', ';', ',', '\n', '|']));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// One number.
fn one(text: &str, country: Option<&str>) -> Option<Dialled> {
    // The library is asked only what it is made for.
    let sober = |c: char| c.is_ascii_digit() || " +-.()x/#".contains(c) || "ext".contains(c.to_ascii_lowercase());
    if !text.chars().all(sober) || text.chars().filter(char::is_ascii_digit).count() < 5 {
        return None;
    }
    let (main, extension) = extension(text);
    if main.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    // An international number is of its own country, wherever it stands.
    let country = country.filter(|_| !main.starts_with('+')).and_then(|code| code.parse::<country::Id>().ok());
    let dialled = main.replacen("00", "+", usize::from(main.starts_with("00") && country.is_none()));
    let found = if country.is_none() { plain::read(&dialled) } else { Found::Unsure };
    match found {
        Found::Number(number) => return Some(Dialled { number, extension }),
        Found::None => return None,
        Found::Unsure => LazyLock::force(&PATTERNS_KEPT),
    };
    let number: PhoneNumber = phonenumber::parse(country, dialled).ok()?;
    if !number.is_valid() {
        return None;
    }
    Some(Dialled { number: number.format().mode(Mode::International).to_string(), extension })
}

/// Divides a number from an extension behind it: `x12`, `ext. 12`, `#12`.
fn extension(text: &str) -> (&str, Option<String>) {
    let lower = text.to_ascii_lowercase();
    let at = ["ext", "x", "#"].iter().filter_map(|mark| lower.find(mark)).min();
    let Some((main, rest)) = at.and_then(|at| text.split_at_checked(at)) else { return (text, None) };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    (main.trim_end_matches([' ', ',', '(', '.']), (1..=6).contains(&digits.len()).then_some(digits))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("01 42 02 03 04", "FR", &["+33 1 42 02 03 04"])]
    #[case("+33142020304", "US", &["+33 1 42 02 03 04"])]
    #[case("(312) 938-2106", "US", &["+1 312-938-2106"])]
    #[case("\"+44 20 7946 0958\"", "FR", &["+44 20 7946 0958"])]
    #[case("312-938-2106 or 312-938-2107", "US", &["+1 312-938-2106", "+1 312-938-2107"])]
    #[case("8 (495) 123-45-67", "RU", &["+7 495 123-45-67"])]
    fn a_number_is_read_with_the_country_of_the_place(
        #[case] text: &str,
        #[case] country: &str,
        #[case] expected: &[&str],
    ) {
        let read = read(text, Some(country)).unwrap();
        assert_eq!(read.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(), expected);
    }

    #[rstest]
    #[case("no phone", Some("US"))]
    #[case("(999) 999-9999", Some("US"))]
    #[case("9-999-LAW-REP-9", Some("US"))]
    #[case("01 42 02 03 04", None)]
    #[case("112", Some("FR"))]
    #[case("", Some("FR"))]
    #[case("312-938-2106 or ask", Some("US"))]
    fn what_is_not_certainly_a_number_is_left_alone(#[case] text: &str, #[case] country: Option<&str>) {
        assert_eq!(read(text, country), None);
    }

    #[test]
    fn an_extension_is_taken_apart() {
        let read = read("312-938-2106 ext. 12", Some("US")).unwrap().remove(0);
        assert_eq!((read.number.as_str(), read.extension.as_deref()), ("+1 312-938-2106", Some("12")));
    }

    proptest! {
        #[test]
        fn a_number_read_once_is_read_again_as_itself(text in "\\+?[0-9 ()x.-]{0,24}", country in "[A-Z]{2}") {
            for one in read(&text, Some(&country)).unwrap_or_default() {
                let again = read(&one.number, Some(&country)).unwrap();
                prop_assert_eq!(&again[0].number, &one.number);
            }
        }
    }
}
