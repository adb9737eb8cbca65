//! The words of a folded text.

use std::{ops::Range, sync::LazyLock};

/// A word and where it stands in the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word; for a joined form without what joins its parts.
    pub text: String,
    /// Its bytes in the folded text.
    pub range: Range<usize>,
    /// True for a form that is made of words that stand here too: `dropin`
    /// beside `drop` and `in`.
    pub joined: bool,
}

/// True for characters that are words by themselves: Chinese, kana.
pub fn is_cjk(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// What joins the parts of a word.
fn is_joiner(byte: u8) -> bool {
    matches!(byte, b'-' | b'\'' | b'.' | b'&' | b'/' | b'_')
}

/// Every word of a folded text, in order, with joined forms after their parts:
/// of compounds (`drop-in`, `maggie's`, `s.w.p.`), of the groups of a number
/// (`+33 1 99 00`), and of each two CJK characters side by side.
pub fn words(folded: &str) -> Vec<Word> {
    let mut out = Vec::new();
    each(folded, |text, range, joined| out.push(Word { text: text.to_owned(), range, joined }));
    out
}

/// Calls `visit` with every word of [`words`] and where it stands; the last is
/// true for a joined form.
pub fn each(folded: &str, mut visit: impl FnMut(&str, Range<usize>, bool)) {
    let mut joined = String::new();
    each_group(folded, |group| {
        for range in group {
            if let Some(text) = folded.get(range.clone()) {
                visit(text, range.clone(), false);
            }
        }
        let [_, _, ..] = group else { return };
        let mut visit_joined = |parts: &[Range<usize>]| {
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
            joined.clear();
            joined.extend(parts.iter().filter_map(|range| folded.get(range.clone())));
            visit(&joined, first.start..last.end, true);
        };
        if is_cjk_at(folded, group.first()) {
            group.windows(2).for_each(visit_joined);
        } else if group.len() <= LONGEST_GROUP {
            visit_joined(group);
        }
    });
}

/// What to look for when somebody types this: the same words in the forms in
/// which texts are sure to have them. A run of CJK characters is one word, and
/// so are the letters of `s.w.p.` and the digits of a number in groups; the
/// single letters of `maggie's` and `l'accueil` say nothing and are left out. A
/// number of which the end is a word (`656-hope`) is one word too.
pub fn wanted(folded: &str) -> Vec<String> {
    let mut out = Vec::new();
    each_wanted(folded, |word, _| out.push(word.to_owned()));
    out
}

/// Calls `visit` with what [`wanted`] gives, each with whether more than blanks
/// stands before it.
pub fn each_wanted(folded: &str, mut visit: impl FnMut(&str, bool)) {
    let (mut end, mut joined) = (0, String::new());
    each_group(folded, |group| {
        let start = group.first().map_or(end, |first| first.start);
        let mut marked = folded.get(end..start).is_some_and(|between| !between.trim().is_empty());
        end = group.last().map_or(end, |last| last.end);
        let parts = || group.iter().filter_map(|range| folded.get(range.clone()));
        let is_letter = |part: &str| part.chars().count() == 1 && !part.chars().all(char::is_numeric);
        let letters = parts().all(is_letter);
        let short = group.len() <= LONGEST_GROUP;
        let dialled = || parts().all(is_number) || is_spelt_number(&parts().collect::<Vec<_>>());
        if is_cjk_at(folded, group.first()) || (short && (letters || dialled())) {
            joined.clear();
            joined.extend(parts());
            visit(&joined, marked);
        } else {
            for part in parts().filter(|part| letters || !is_letter(part)) {
                visit(part, marked);
                marked = true;
            }
        }
    });
}

/// Longer groups are lists or paths, and nobody types them joined.
const LONGEST_GROUP: usize = 8;

/// Calls `visit` with the words that belong together: parts of a compound, CJK
/// characters side by side, groups of a number (also across blanks: `01 99`).
fn each_group(folded: &str, mut visit: impl FnMut(&[Range<usize>])) {
    // A whole group, which may be the beginning of a number, and the one that
    // is being read.
    let (mut words, mut whole): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    each_plain_word(folded, |word| {
        if let Some(last) = words.last()
            && !joins(folded, last, &word)
        {
            close(folded, &mut words, &mut whole, &mut visit);
        }
        // Most words belong to nothing, and nothing becomes a number with them.
        if whole == words.len() && stands_alone(folded, &word) {
            if whole > 0 {
                visit(&words);
            }
            words.clear();
            whole = 0;
            visit(&[word]);
        } else {
            words.push(word);
        }
    });
    close(folded, &mut words, &mut whole, &mut visit);
    if !words.is_empty() {
        visit(&words);
    }
}

/// Ends the group that is being read, which is the whole one from there on: with
/// the one before where both are one number.
fn close(folded: &str, words: &mut Vec<Range<usize>>, whole: &mut usize, visit: &mut impl FnMut(&[Range<usize>])) {
    if *whole > 0 && !is_one_number(folded, words) {
        visit(words.get(..*whole).unwrap_or_default());
        words.drain(..*whole);
    }
    *whole = words.len();
}

/// True for a word that is surely no part of a group: it begins with no digit,
/// is no CJK character, and no joiner is behind it.
fn stands_alone(folded: &str, word: &Range<usize>) -> bool {
    let bytes = folded.as_bytes();
    let first = bytes.get(word.start).copied().unwrap_or_default();
    let is_joined = || bytes.get(word.end).is_some_and(|byte| is_joiner(*byte));
    !first.is_ascii_digit() && !is_joined() && (first.is_ascii() || !is_cjk_at(folded, Some(word)))
}

/// True when exactly one joiner stands between two words, or two CJK
/// characters stand side by side.
fn joins(folded: &str, before: &Range<usize>, after: &Range<usize>) -> bool {
    let are_cjk = || [before, after].map(|range| is_cjk_at(folded, Some(range)));
    match folded.as_bytes().get(before.end..after.start) {
        Some([]) => are_cjk() == [true, true],
        Some([joiner]) => is_joiner(*joiner) && are_cjk() == [false, false],
        _ => false,
    }
}

/// True for digits with what people write between the groups of a number.
fn is_one_number(folded: &str, parts: &[Range<usize>]) -> bool {
    let between = |pair: &[Range<usize>]| match pair {
        [before, after] => folded.get(before.end..after.start).unwrap_or_default(),
        _ => "",
    };
    parts.iter().all(|range| folded.get(range.clone()).is_some_and(is_number))
        && parts.windows(2).all(|pair| between(pair).len() <= 3 && between(pair).chars().all(|c| " -.()/".contains(c)))
}

/// True for digits and a word of plain letters, which are keys of a telephone.
fn is_spelt_number(parts: &[&str]) -> bool {
    let Some((word, digits @ [_, ..])) = parts.split_last() else { return false };
    let is_word = word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && digits.iter().all(|part| is_number(part)) && digits.iter().map(|part| part.len()).sum::<usize>() >= 4
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_cjk_at(folded: &str, range: Option<&Range<usize>>) -> bool {
    range.and_then(|range| folded.get(range.clone())).is_some_and(|text| text.starts_with(is_cjk))
}

/// Calls `visit` with the runs of letters and digits; CJK character by
/// character.
fn each_plain_word(folded: &str, mut visit: impl FnMut(Range<usize>)) {
    if folded.is_ascii() {
        return each_ascii_word(folded.as_bytes(), visit);
    }
    let mut start = None;
    for (at, c) in folded.char_indices() {
        let alone = !c.is_ascii() && is_cjk(c) && is_alphanumeric(c);
        if !alone && is_part_of_word(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            visit(start..at);
        }
        if alone {
            visit(at..at + c.len_utf8());
        }
    }
    if let Some(start) = start {
        visit(start..folded.len());
    }
}

/// The same where there are no others but ASCII characters, as in most texts.
fn each_ascii_word(folded: &[u8], mut visit: impl FnMut(Range<usize>)) {
    let mut end = 0;
    let next = |from: usize, wanted: bool| {
        let rest = folded.get(from..).unwrap_or_default();
        rest.iter().position(|byte| byte.is_ascii_alphanumeric() == wanted).map(|at| from + at)
    };
    while let Some(start) = next(end, true) {
        end = next(start, false).unwrap_or(folded.len());
        visit(start..end);
    }
}

fn is_part_of_word(c: char) -> bool {
    is_alphanumeric(c) || (!c.is_ascii() && is_vowel_sign(c))
}

/// The same as [`char::is_alphanumeric`], which takes long outside ASCII, for
/// what is most frequent there: Latin, Greek, Cyrillic, Hebrew, Arabic.
fn is_alphanumeric(c: char) -> bool {
    static FREQUENT: LazyLock<Vec<bool>> = LazyLock::new(|| ('\0'..'\u{800}').map(char::is_alphanumeric).collect());
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    FREQUENT.get(c as usize).copied().unwrap_or_else(|| c.is_alphanumeric())
}

/// Signs of Indic and South-East Asian scripts that belong to their letter.
fn is_vowel_sign(c: char) -> bool {
    matches!(u32::from(c), 0x900..=0xdff | 0xe00..=0xeff | 0xf00..=0xfff | 0x1000..=0x109f | 0x1780..=0x17ff)
        && unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(folded: &str) -> Vec<String> {
        words(folded).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn compounds_are_found_in_parts_and_joined() {
        assert_eq!(texts("drop-in centre"), ["drop", "in", "dropin", "centre"]);
        assert_eq!(texts("maggie's"), ["maggie", "s", "maggies"]);
        assert_eq!(texts("s.w.p. new york"), ["s", "w", "p", "swp", "new", "york"]);
        assert_eq!(texts("one - two"), ["one", "two"]);
    }

    #[test]
    fn the_groups_of_a_number_are_found_joined() {
        assert_eq!(texts("+33 4 00 (11)"), ["33", "4", "00", "11", "3340011"]);
        assert_eq!(texts("covid-19 2020"), ["covid", "19", "covid19", "2020"]);
    }

    #[test]
    fn chinese_is_read_by_character_and_by_pair() {
        assert_eq!(texts("法律援abc"), ["法", "律", "援", "法律", "律援", "abc"]);
    }

    #[test]
    fn what_is_typed_is_looked_for_in_forms_that_texts_have() {
        for (typed, looked_for) in [
            ("drop-in", vec!["drop", "in"]),
            ("maggie's", vec!["maggie"]),
            ("l'accueil", vec!["accueil"]),
            ("s.w.p.", vec!["swp"]),
            ("a&e", vec!["ae"]),
            ("a", vec!["a"]),
            ("+33 1 99-00 now", vec!["3319900", "now"]),
            ("1-800-656-hope", vec!["1800656hope"]),
            ("covid-19-test", vec!["covid", "19", "test"]),
            ("法律援助 上海abc", vec!["法律援助", "上海", "abc"]),
            ("", vec![]),
        ] {
            assert_eq!(wanted(typed), looked_for, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_text_has_what_is_looked_for_in_it(text in "[a-c1-3 .'法律-]{0,24}") {
            let has: Vec<String> = texts(&text);
            for word in wanted(&text).iter().filter(|word| !word.starts_with(is_cjk)) {
                prop_assert!(has.contains(word), "{word} in {text}");
            }
        }

        #[test]
        fn words_lie_on_characters(text in "\\PC{0,40}") {
            for word in words(&text) {
                prop_assert!(text.get(word.range.clone()).is_some_and(|part| word.joined || part == word.text));
            }
        }
    }
}
