//! Phone numbers, found by their digits however they are grouped.

use crate::directory::{Entry, Origin};

/// Fewer digits than this are a word, not part of a phone number.
const FROM: usize = 4;
/// What a stored number has at least, to be found behind a country's code.
const NATIONAL_FROM: usize = 7;

/// The numbers of a directory.
#[derive(Debug, Default)]
pub struct Phones(Vec<Number>);

#[derive(Debug)]
struct Number {
    digits: String,
    entry: u32,
    /// False for a number inherited from a place or an organisation.
    own: bool,
}

impl Phones {
    /// Adds the numbers of an entry.
    pub fn add(&mut self, entry: &Entry<'_>) {
        let phones = entry.phones();
        let own = phones.from == Origin::Own;
        for phone in phones.value {
            for digits in forms(&phone.number) {
                self.0.push(Number { digits, entry: entry.number.0, own });
            }
        }
    }

    /// The entries with a number that has these digits, and whether it is
    /// their own. Nothing for a word that is no part of a number.
    pub fn find(&self, word: &str) -> impl Iterator<Item = (u32, bool)> {
        let numbers = if could_be_part(word) { self.0.as_slice() } else { &[] };
        numbers.iter().filter(move |number| has(&number.digits, word)).map(|number| (number.entry, number.own))
    }
}

/// True when a number as written has these digits.
pub fn matches(number: &str, word: &str) -> bool {
    could_be_part(word) && forms(number).iter().any(|digits| has(digits, word))
}

fn could_be_part(word: &str) -> bool {
    word.len() >= FROM && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a number as written; twice for `+44 (0)20`, since people dial
/// it with or without the nought.
fn forms(number: &str) -> Vec<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut forms = vec![digits(number)];
    if number.contains("(0)") {
        forms.push(digits(&number.replacen("(0)", "", 1)));
    }
    forms
}

/// True when `number` has the digits of `word`; noughts or the country's code
/// before a national number may be there or not.
fn has(number: &str, word: &str) -> bool {
    let bare = word.trim_start_matches('0');
    let national = number.trim_start_matches('0');
    number.contains(word)
        || (bare.len() + 1 >= FROM && number.contains(bare))
        || (national.len() >= NATIONAL_FROM && bare.len() > national.len() && bare.ends_with(national))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_people_dial_it() {
        for (number, typed) in [
            ("+33 4 00 11 22 33", "0400112233"),
            ("+33 4 00 11 22 33", "0033400112233"),
            ("+33 4 00 11 22 33", "1122"),
            ("04 00 11 22 33", "33400112233"),
            ("+44 (0)20 7946 0000", "02079460000"),
            ("+44 (0)20 7946 0000", "442079460000"),
        ] {
            assert!(matches(number, typed), "{number} by {typed}");
        }
        assert!(!matches("+33 4 00 11 22 33", "112"), "three digits are no number");
        assert!(!matches("+33 4 00 11 22 33", "0411"));
        assert!(!matches("116 123", "33116123"), "short numbers work in one country only");
    }
}
