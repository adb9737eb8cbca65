//! Folding: what must not matter when texts are compared (case, accents,
//! marks, widths), with a map back to the original for highlights.

use std::{ops::Range, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// The same, in place of what stands in `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        characters(text).for_each(|(_, c)| fold_char(c, folded));
    }
}

/// The bytes of a text from which a word came that has this `range` in its folded
/// form. Combining marks after the last character belong to it.
pub fn original(text: &str, range: Range<usize>) -> Range<usize> {
    // ASCII stays where it is, but may have marks behind it.
    let plain = text.bytes().take(range.end + 1).take_while(u8::is_ascii).count();
    if plain > range.end {
        return range;
    }
    let (mut folded, mut one) = (plain, String::new());
    let (mut start, mut end) = (range.start.min(plain.saturating_sub(1)), text.len());
    for (bytes, c) in characters(text.get(plain..).unwrap_or_default()) {
        let (before, at) = (folded, plain + bytes.start);
        one.clear();
        fold_char(c, &mut one);
        folded += one.len();
        if folded == before {
            continue;
        }
        if before <= range.start {
            start = at;
        }
        // Up to the next character that left something.
        if before >= range.end {
            end = at;
            break;
        }
    }
    // But not over blanks.
    let end = text.get(start..end).map_or(end, |text| start + text.trim_end().len());
    start..end.max(start)
}

/// The characters of a text and their bytes; the Cyrillic short i as one, also
/// where it is written as two, as some keyboards and file systems do.
fn characters(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        let (at, c) = rest.next()?;
        let short_i = matches!(c, 'и' | 'И') && rest.as_str().starts_with('\u{306}');
        if short_i {
            rest.next();
        }
        Some((at..rest.offset(), if short_i { 'й' } else { c }))
    })
}

/// Appends the folded form of one character.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        return out.push(c.to_ascii_lowercase());
    }
    match FREQUENT.get(c as usize) {
        Some(Frequent::One(folded)) => out.push(*folded),
        Some(Frequent::Other(folded)) => out.push_str(folded),
        None => fold_rare(c, out),
    }
}

/// What a character becomes: mostly one other.
enum Frequent {
    One(char),
    Other(Box<str>),
}

/// The folded forms of the characters that are most frequent outside ASCII:
/// Latin, Greek, Cyrillic, Hebrew, Arabic. Looking them up takes a tenth of the
/// time of taking them apart.
static FREQUENT: LazyLock<Vec<Frequent>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut folded = String::new();
        fold_rare(c, &mut folded);
        let mut all = folded.chars();
        match (all.next(), all.next()) {
            (Some(one), None) => Frequent::One(one),
            _ => Frequent::Other(folded.into_boxed_str()),
        }
    };
    ('\0'..'\u{800}').map(folded).collect()
});

/// Appends the folded form of one character, which is made anew.
fn fold_rare(c: char, out: &mut String) {
    if keeps_its_form(c) {
        out.extend(c.to_lowercase());
        return;
    }
    for part in std::iter::once(c).nfkd() {
        if is_mark(part) {
            continue;
        }
        for lower in part.to_lowercase() {
            push_plain(lower, out);
        }
    }
}

/// Characters whose decomposition would make another letter of them: the
/// Cyrillic short i, Hangul syllables, kana with their voicing.
fn keeps_its_form(c: char) -> bool {
    matches!(c, 'й' | 'Й' | '\u{ac00}'..='\u{d7a3}' | '\u{3041}'..='\u{30ff}')
}

/// Marks that readers leave out: Latin, Greek and Cyrillic accents, Hebrew
/// points, Arabic vowels and lengthening; and what has no width at all.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{ad}'
        | '\u{2060}' | '\u{feff}')
}

/// Letters that no decomposition makes plain.
fn push_plain(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ς' => out.push('σ'),
        'ё' => out.push('е'),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' => out.push('ه'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' => out.push('\''),
        '\u{2010}'..='\u{2015}' => out.push('-'),
        '0'..='9' => out.push(c),
        // Digits of other scripts are the same numbers.
        c => match digit(c) {
            Some(digit) => out.push(digit),
            None => out.push(c),
        },
    }
}

/// Arabic-Indic, Persian and Devanagari digits as ASCII.
fn digit(c: char) -> Option<char> {
    let zero = [0x660, 0x6f0, 0x966].into_iter().find(|zero| (*zero..*zero + 10).contains(&u32::from(c)))?;
    char::from_digit(u32::from(c) - zero, 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::words::words;

    #[test]
    fn accents_case_and_odd_letters_do_not_matter() {
        for (original, folded) in [
            ("Lumière", "lumiere"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("ΟΔΟΣ", "οδοσ"),
            ("ὁδός", "οδοσ"),
            ("Ночлёг", "ночлег"),
            ("Чай", "чай"),
            ("ЧАИ\u{306}", "чай"),
            ("کی", "كي"),
            ("co\u{ad}operative", "cooperative"),
            ("الْمَرْأَة", "المراه"),
            ("שָׁלוֹם", "שלום"),
            ("ＡＢＣ１２", "abc12"),
            ("٠١٢", "012"),
            ("가나", "가나"),
            ("ガス", "ガス"),
            ("l’été", "l'ete"),
        ] {
            assert_eq!(fold(original), folded, "{original}");
        }
    }

    #[test]
    fn a_folded_range_leads_back_to_its_characters() {
        let original = "Straße des e\u{301}te\u{301}s";
        let of = |folded: &str| {
            let at = fold(original).find(folded).unwrap();
            super::original(original, at..at + folded.len())
        };
        assert_eq!(original.get(of("strasse")), Some("Straße"));
        assert_eq!(original.get(of("etes")), Some("e\u{301}te\u{301}s"));
        assert_eq!(original.get(of("et")), Some("e\u{301}t"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn ranges_lie_on_characters(text in "\\PC{1,40}", a in 0usize..200, b in 0usize..200) {
            let bounds: Vec<usize> = fold(&text).char_indices().map(|(at, _)| at).collect();
            if let (Some(start), Some(end)) = (bounds.get(a % bounds.len().max(1)), bounds.get(b % bounds.len().max(1))) {
                let range = original(&text, (*start).min(*end)..(*start).max(*end));
                prop_assert!(text.get(range).is_some());
            }
        }

        #[test]
        fn where_a_word_came_from_it_is(text in "([a-c Éß½\u{301}\u{200b}й法가-]|\\PC){0,20}") {
            for word in words(&fold(&text)).into_iter().filter(|word| !word.joined) {
                let range = original(&text, word.range.clone());
                let piece = fold(text.get(range.clone()).unwrap());
                prop_assert!(piece.contains(&word.text), "{word:?} is not {piece:?}, {range:?} of {text:?}");
            }
        }
    }
}
