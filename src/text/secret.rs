//! A passphrase: wiped when dropped, never printed.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// A longer passphrase is cut here: room for all of it is taken at once, so
/// that growing leaves no copies behind.
const LONGEST: usize = 1024;

/// Something typed that must not stay in memory or be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Default for Secret {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(LONGEST)))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        let mut secret = Self::default();
        secret.push_text(text);
        secret
    }
}

impl Secret {
    /// Types text at the end; control characters are nothing.
    pub fn push_text(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            if self.0.len() + c.len_utf8() <= LONGEST {
                self.0.push(c);
            }
        }
    }

    /// Takes back the last character.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Takes back everything.
    pub fn clear(&mut self) {
        self.0.zeroize();
    }

    /// True when nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The bytes that keys are made from: the same letters give the same bytes
    /// on every keyboard.
    pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(4 * LONGEST));
        for c in self.0.nfkc() {
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        assert!(!format!("{:?}", Secret::from("orbit lemon")).contains("lemon"));
    }

    #[test]
    fn the_same_letters_are_the_same_passphrase_on_every_keyboard() {
        assert_eq!(Secret::from("cafe\u{301}").bytes(), Secret::from("caf\u{e9}").bytes());
        assert_ne!(Secret::from("cafe").bytes(), Secret::from("caf\u{e9}").bytes());
    }

    #[test]
    fn a_secret_is_typed_and_taken_back() {
        let mut secret = Secret::from("ab\u{1b}c");
        assert_eq!(secret.text(), "abc");
        secret.pop();
        assert_eq!(secret.text(), "ab");
        secret.clear();
        assert!(secret.is_empty());
        secret.push_text(&"x".repeat(5000));
        assert_eq!(secret.text().len(), LONGEST);
    }
}
