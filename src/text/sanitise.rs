//! Text from outside, made safe for a terminal.
//!
//! Terminals obey control characters, and the drawing library passes them on;
//! characters that turn the direction of text can make a phone number read
//! backwards. So every text is cleaned once, when it is read from a source,
//! and nothing behind the readers has to think of it again.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What [`sanitise`] made of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanitised<'a> {
    /// The clean text, borrowed where nothing had to change.
    pub text: Cow<'a, str>,
    /// True when control characters or invisible ones were removed.
    pub control: bool,
    /// True when characters that turn the direction of text were removed.
    pub bidi: bool,
}

/// What becomes of one character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Control,
    Bidi,
    Space,
}

/// Decides about one character. U+200C to U+200F and U+061C stay: Persian,
/// Indic scripts and mixed lines of Hebrew or Arabic need them, and none of
/// them reaches beyond its own place.
fn fate(c: char) -> Fate {
    match c {
        '\n' | '\t' => Fate::Keep,
        '\u{a0}' | '\u{202f}' => Fate::Space,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fate::Bidi,
        '\u{200b}' | '\u{2060}' | '\u{feff}' => Fate::Control,
        c if c.is_control() => Fate::Control,
        _ => Fate::Keep,
    }
}

/// Cleans a text from outside: removes control characters except line feed and
/// tab, zero-width spaces and bidi controls; turns CRLF and CR into LF and
/// no-break spaces into spaces; composes (Unicode NFC); trims both ends.
///
/// Only removals that may mean something are told: a byte order mark at the
/// start, line ends and blanks change in silence.
pub fn sanitise(text: &str) -> Sanitised<'_> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Most texts: nothing to look up for them.
    if body.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Sanitised { text: Cow::Borrowed(body.trim()), control: false, bidi: false };
    }
    if body.chars().all(|c| fate(c) == Fate::Keep) && is_nfc(body) {
        return Sanitised { text: Cow::Borrowed(body.trim()), control: false, bidi: false };
    }
    let (mut control, mut bidi) = (false, false);
    let mut kept = String::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        match fate(c) {
            Fate::Keep => kept.push(c),
            Fate::Space => kept.push(' '),
            Fate::Bidi => bidi = true,
            Fate::Control if c == '\r' => {
                chars.next_if_eq(&'\n');
                kept.push('\n');
            }
            Fate::Control => control = true,
        }
    }
    let composed: String = kept.trim().nfc().collect();
    Sanitised { text: Cow::Owned(composed), control, bidi }
}

/// True when no character of `text` can disturb a terminal: what the tests of
/// screens ask of every cell.
pub fn is_clean(text: &str) -> bool {
    text.chars().all(|c| matches!(fate(c), Fate::Keep | Fate::Space))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn control_characters_and_bidi_controls_are_removed_and_told() {
        let clean = sanitise("a\u{1b}[31mb\0c");
        assert_eq!((clean.text.as_ref(), clean.control, clean.bidi), ("a[31mbc", true, false));
        let clean = sanitise("\u{202e}0123\u{2066}45\u{2069}");
        assert_eq!((clean.text.as_ref(), clean.control, clean.bidi), ("012345", false, true));
        let clean = sanitise("a\u{200b}b\u{2060}c\u{feff}d\u{85}e");
        assert_eq!((clean.text.as_ref(), clean.control), ("abcde", true));
    }

    #[test]
    fn harmless_repairs_are_made_in_silence() {
        let clean = sanitise("\u{feff} un\u{a0}deux\u{202f}trois\r\nquatre\rcinq\tcafe\u{301} ");
        assert_eq!(clean.text, "un deux trois\nquatre\ncinq\tcafé");
        assert!(!clean.control && !clean.bidi);
    }

    #[test]
    fn joiners_and_direction_marks_stay() {
        let text = "می\u{200c}خواهم a\u{200d}b \u{200f}אב\u{200e} \u{61c}x";
        assert_eq!(sanitise(text).text, text);
        assert!(is_clean(text));
    }

    #[test]
    fn a_clean_text_is_not_copied() {
        assert!(matches!(sanitise(" plain ").text, Cow::Borrowed("plain")));
    }

    /// Text in which the characters that matter are frequent.
    fn wild() -> impl Strategy<Value = String> {
        let special = prop::sample::select(vec![
            '\r', '\n', '\t', '\0', '\u{1b}', '\u{85}', '\u{9b}', '\u{a0}', '\u{202f}', '\u{200b}', '\u{2060}',
            '\u{feff}', '\u{202e}', '\u{2067}', '\u{301}', '\u{345}', 'e', ' ', '\u{1100}', '\u{1161}', '\u{11a8}',
        ]);
        prop::collection::vec(prop_oneof![special, any::<char>()], 0..24).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn sanitising_twice_changes_nothing_more(text in wild()) {
            let once = sanitise(&text).text.into_owned();
            prop_assert!(is_clean(&once));
            let twice = sanitise(&once);
            prop_assert_eq!(&*twice.text, once.as_str());
            prop_assert!(!twice.control && !twice.bidi);
        }
    }
}
