//! Folding: what must not matter when texts are compared (case, accents,
//! marks, widths), with a map back to the original for highlights.

use std::{ops::Range, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

/// A folded text and where each of its bytes came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each original character that left something: where its folded form
    /// begins, and its bytes in the original.
    origins: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// Folds `original` and keeps the map.
    pub fn new(original: &str) -> Self {
        let room = original.len();
        let mut folded = Self { text: String::with_capacity(room), origins: Vec::with_capacity(room) };
        for (bytes, c) in characters(original) {
            let before = folded.text.len();
            fold_char(c, &mut folded.text);
            if folded.text.len() > before {
                folded.origins.push((before, bytes));
            }
        }
        folded
    }

    /// The bytes of the original from which `range` of the folded text came.
    /// Combining marks after the last character belong to it.
    pub fn original(&self, range: Range<usize>, original: &str) -> Range<usize> {
        let first = self.origins.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let after = self.origins.partition_point(|(start, _)| *start < range.end);
        let start = self.origins.get(first).map_or(0, |(_, bytes)| bytes.start);
        let end = self.origins.get(after).map_or(original.len(), |(_, bytes)| bytes.start);
        // Up to the next character that left something, but not over blanks.
        let end = original.get(start..end).map_or(end, |text| start + text.trim_end().len());
        start..end.max(start)
    }
}

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
        out.push(c.to_ascii_lowercase());
    } else if let Some(folded) = FREQUENT.get(c as usize) {
        out.push_str(folded);
    } else {
        fold_rare(c, out);
    }
}

/// The folded forms of the characters that are most frequent outside ASCII:
/// Latin, Greek, Cyrillic, Hebrew, Arabic. Looking them up takes a tenth of the
/// time of taking them apart.
static FREQUENT: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut folded = String::new();
        fold_rare(c, &mut folded);
        folded.into_boxed_str()
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
        let folded = Folded::new(original);
        let at = folded.text.find("strasse").unwrap();
        assert_eq!(original.get(folded.original(at..at + 7, original)), Some("Straße"));
        let at = folded.text.find("etes").unwrap();
        assert_eq!(original.get(folded.original(at..at + 4, original)), Some("e\u{301}te\u{301}s"));
        assert_eq!(original.get(folded.original(at..at + 1, original)), Some("e\u{301}"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn ranges_lie_on_characters(text in "\\PC{1,40}", a in 0usize..200, b in 0usize..200) {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            let bounds: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).collect();
            if let (Some(start), Some(end)) = (bounds.get(a % bounds.len().max(1)), bounds.get(b % bounds.len().max(1))) {
                let range = folded.original((*start).min(*end)..(*start).max(*end), &text);
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
