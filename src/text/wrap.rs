//! Breaking text into lines of a terminal.

use textwrap::{Options, WordSeparator, WordSplitter, core::Word};

/// Breaks `text` into lines of at most `width` columns, at word bounds where
/// there are any (by the Unicode line-breaking rules, so that Chinese breaks
/// between characters). Line breaks of the text itself stay. Never empty.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1))
        .word_separator(WordSeparator::Custom(separate))
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Words by the Unicode rules, but web addresses, numbers and spans of time
/// whole: those rules allow a break after every slash, and half an address is
/// of no use.
fn separate(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut starts = vec![0];
    let mut end = 0;
    let mut before: Option<Word<'_>> = None;
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let glued = before.is_some_and(|before| {
            let last = before.word.chars().next_back().filter(|_| before.whitespace.is_empty());
            let next = word.word.chars().next();
            let times = last == Some('–') && next.is_some_and(|c| c.is_ascii_digit());
            times || last.is_some_and(|c| c.is_ascii() && c != '-') && next.is_some_and(|c| c.is_ascii())
        });
        if before.is_some() && !glued {
            starts.push(end);
        }
        end += word.word.len() + word.whitespace.len();
        before = Some(word);
    }
    starts.push(line.len());
    let ends = starts.clone().into_iter().skip(1);
    Box::new(starts.into_iter().zip(ends).filter_map(|(from, to)| line.get(from..to)).map(Word::from))
}

/// Columns that `text` takes. Each character by itself, as it is drawn: taken
/// together, two Arabic letters that may join into one would count as one.
pub fn columns(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum()
}

/// The beginning of `text` that fits into `width` columns, with `…` in place
/// of what does not. Never cuts a character with its combining marks.
pub fn shorten(text: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = columns(grapheme);
        if used + wide + 1 > width {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    if width > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_at_words_and_keep_their_own_breaks() {
        assert_eq!(wrap("one two three\nfour", 8), ["one two", "three", "four"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("法律援助中心", 6), ["法律援", "助中心"]);
    }

    #[test]
    fn a_web_address_stays_whole_while_it_fits() {
        let lines = wrap("seen on: https://example.org/a/b?c=d", 30);
        assert_eq!(lines, ["seen on:", "https://example.org/a/b?c=d"]);
        assert_eq!(wrap("drop-in", 5), ["drop-", "in"]);
        assert_eq!(wrap("Mon 09:00–18:00", 12), ["Mon", "09:00–18:00"]);
        assert!(wrap("https://example.org/a/b", 10).len() > 1, "but not when it does not");
    }

    #[test]
    fn letters_that_may_join_take_a_column_each() {
        assert_eq!(columns("لا"), 2);
        assert_eq!(columns("الأربعاء"), 8);
        assert_eq!(columns("法e\u{301}"), 3);
    }

    #[test]
    fn a_shortened_text_says_so() {
        assert_eq!(shorten("Legal clinic", 8), "Legal c…");
        assert_eq!(shorten("Legal", 8), "Legal");
        assert_eq!(shorten("法律援助", 6), "法律…");
        assert_eq!(shorten("abc", 0), "");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,80}", width in 2usize..40) {
            for line in wrap(&text, width) {
                prop_assert!(columns(&line) <= width, "{line:?}");
            }
            prop_assert!(columns(&shorten(&text, width)) <= width);
        }
    }
}
