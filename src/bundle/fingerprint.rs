//! What a person compares with a piece of paper before trusting a publisher.

use std::fmt;

use bip39::Language;

use super::digest::Digest;

/// The words of a fingerprint: 8 × 11 bits, which nobody can search through.
pub const WORDS: usize = 8;

/// Bits that a word of the list stands for.
const WORD_BITS: usize = 11;

/// The fingerprint of a publisher: the digest of what its first root says.
/// It stays the same for as long as there is the publisher, whatever keys come
/// after. As text: words, then hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub Digest);

impl Fingerprint {
    /// The first 88 bits as words of the English list of BIP-39, whose words
    /// differ in their first four letters.
    pub fn words(&self) -> Vec<&'static str> {
        let list = Language::English.word_list();
        (0..WORDS).filter_map(|number| list.get(self.bits(number * WORD_BITS)).copied()).collect()
    }

    /// All of it as 64 hex digits.
    pub fn hex(&self) -> String {
        self.0.to_string()
    }

    /// The publisher's id: the same 88 bits as the words, as 22 hex digits. It
    /// cannot be chosen, so nobody can write into another's name space.
    pub fn publisher(&self) -> String {
        self.hex().chars().take(WORDS * WORD_BITS / 4).collect()
    }

    /// Eleven bits from a position on.
    fn bits(&self, from: usize) -> usize {
        (from..from + WORD_BITS).fold(0, |value, at| {
            let byte = self.0.0.get(at / 8).copied().unwrap_or_default();
            value << 1 | usize::from(byte >> (7 - at % 8) & 1)
        })
    }

    /// True when a person typed this fingerprint: all the words, all the hex
    /// digits, or at least the 22 of the publisher's id. Spaces, dashes, colons
    /// and the case of letters do not matter.
    pub fn is_given_by(&self, typed: &str) -> bool {
        let words = split(typed);
        if words == self.words() {
            return true;
        }
        let digits = words.concat();
        digits.len() >= self.publisher().len() && self.hex().starts_with(&digits)
    }

    /// True when a person typed the first two words. Only for somebody who has
    /// all of them before their eyes.
    pub fn begins_with(&self, typed: &str) -> bool {
        let words = split(typed);
        words.len() == 2 && self.words().starts_with(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// The words or groups of digits in a typed text.
fn split(typed: &str) -> Vec<String> {
    typed
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ':' | ','))
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect()
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.words().join(" "), self.hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint() -> Fingerprint {
        Fingerprint(Digest::of(b"a root"))
    }

    #[test]
    fn the_words_are_the_first_bits_in_order() {
        let mut bytes = [0; 32];
        // 00000000001 11111111110 then nothing.
        bytes[..3].copy_from_slice(&[0b0000_0000, 0b0011_1111, 0b1111_1000]);
        let words = Fingerprint(Digest(bytes)).words();
        assert_eq!(words.len(), WORDS);
        assert_eq!(words[..3], ["ability", "zone", "abandon"]);
    }

    #[test]
    fn all_the_words_or_enough_hex_give_it_in_any_spelling() {
        let fingerprint = fingerprint();
        let (words, hex) = (fingerprint.words(), fingerprint.hex());
        assert!(fingerprint.is_given_by(&words.join(" ")));
        assert!(fingerprint.is_given_by(&words.join("-").to_uppercase()));
        assert!(fingerprint.is_given_by(&hex));
        assert!(fingerprint.is_given_by(&hex.to_uppercase()));
        assert!(fingerprint.is_given_by(&fingerprint.publisher()));
        assert!(!fingerprint.is_given_by(hex.get(..21).unwrap()), "too few digits are no proof");
        assert!(!fingerprint.is_given_by(&words[..7].join(" ")));
        assert!(!fingerprint.is_given_by(&format!("{hex}0")));
        assert!(!fingerprint.is_given_by(""));
    }

    #[test]
    fn two_words_are_enough_only_where_asked_for_two_words() {
        let fingerprint = fingerprint();
        let words = fingerprint.words();
        assert!(fingerprint.begins_with(&format!(" {}  {} ", words[0].to_uppercase(), words[1])));
        assert!(!fingerprint.begins_with(words[0]));
        assert!(!fingerprint.begins_with(&format!("{} {}", words[1], words[0])));
        assert!(!fingerprint.begins_with(&words.join(" ")));
        assert!(!fingerprint.is_given_by(&words[..2].join(" ")));
    }
}
