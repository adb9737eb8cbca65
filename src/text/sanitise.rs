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

/// True for a text that [`sanitise`] would give back as it is, told at once:
/// printable ASCII without blanks around it. False says nothing.
#[inline]
pub fn is_clean_ascii(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ') && is_printable(bytes)
}

/// Cleans a text from outside: removes control characters except line feed and
/// tab, zero-width spaces and bidi controls; turns CRLF and CR into LF and
/// no-break spaces into spaces; composes (Unicode NFC); trims both ends.
///
/// Only removals that may mean something are told: a byte order mark at the
/// start, line ends and blanks change in silence.
pub fn sanitise(text: &str) -> Sanitised<'_> {
    // Most texts: nothing to look up for them.
    if is_plain(text) {
        return Sanitised { text: Cow::Borrowed(trim_plain(text)), control: false, bidi: false };
    }
    sanitise_any(text)
}

fn sanitise_any(text: &str) -> Sanitised<'_> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    if body.chars().all(is_settled) || (body.chars().all(|c| fate(c) == Fate::Keep) && is_nfc(body)) {
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

/// True for characters of the most frequent scripts that stay as they are
/// beside any other of them: a shortcut past the tables.
fn is_settled(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\t' | '\u{a1}'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{4e00}'..='\u{9fff}')
}

/// True for text that only has printable ASCII, line feeds and tabs. Most have
/// no line feeds either: those are looked at eight bytes at a time.
#[inline]
fn is_plain(text: &str) -> bool {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    is_printable(text.as_bytes()) || text.as_bytes().iter().all(plain)
}

/// True for printable ASCII.
#[inline]
fn is_printable(bytes: &[u8]) -> bool {
    // The last eight bytes may overlap with those before: no byte is left over.
    match bytes.last_chunk::<8>() {
        Some(last) => is_printable_word(*last) && bytes.as_chunks::<8>().0.iter().all(|word| is_printable_word(*word)),
        None => bytes.iter().all(|byte| matches!(byte, b' '..=b'~')),
    }
}

/// True for eight printable characters of ASCII: no byte is above `~` or below
/// the blank. Either would set the highest bit of some byte.
#[inline]
fn is_printable_word(word: [u8; 8]) -> bool {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let word = u64::from_ne_bytes(word);
    let (above, below) = (word.wrapping_add(EACH), word.wrapping_sub(EACH * 0x20));
    (word | above | below) & (EACH * 0x80) == 0
}

/// Trims a text for which [`is_plain`] holds.
fn trim_plain(text: &str) -> &str {
    let blank = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    let bytes = text.as_bytes();
    if blank(bytes.first()) || blank(bytes.last()) { text.trim() } else { text }
}

/// True when no character of `text` can disturb a terminal: what the tests of
/// screens ask of every cell.
pub fn is_clean(text: &str) -> bool {
    text.chars().all(|c| matches!(fate(c), Fate::Keep | Fate::Space))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

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
    fn every_character_counts_wherever_it_stands() {
        for (before, after) in (0..20).flat_map(|before| (0..20).map(move |after| (before, after))) {
            for c in (0..=0x2ff).filter_map(char::from_u32) {
                let text = format!("{}{c}{}", "a".repeat(before), "~".repeat(after));
                let plain = matches!(c, ' '..='~' | '\n' | '\t');
                assert_eq!(is_plain(&text), plain, "{text:?}");
                if is_clean_ascii(&text) {
                    assert_eq!(sanitise_any(&text).text, text);
                }
            }
        }
    }

    #[test]
    fn settled_characters_are_kept_and_composed() {
        let settled: Vec<char> = ('\0'..=char::MAX).filter(|c| is_settled(*c)).collect();
        assert!(settled.iter().all(|c| fate(*c) == Fate::Keep));
        assert!(is_nfc(&String::from_iter(&settled)), "none of them composes with the one before it");
        assert!(settled.iter().all(|c| is_nfc_quick(std::iter::once(*c)) == IsNormalized::Yes));
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
