//! Every distinct word, sorted, in one run of bytes; and the ways to look one
//! up that is not typed as it is written.

use std::{ops::Range, sync::OnceLock};

use memchr::memmem::Finder;

use super::{
    IndexProblem,
    bytes::{Blob, Reader, Writer},
    walk::Walk,
};
use crate::text::{inflect::stem, words::is_cjk};

/// Stands after each word, so that nothing is found across two.
const END: u8 = 0;

/// Sorted words. Their numbers are their places.
#[derive(Debug, Default)]
pub struct Lexicon {
    bytes: Blob,
    /// Where each word begins, and where the last one ends.
    starts: Vec<u32>,
    /// How many characters each has in common with the one before.
    shared: Vec<u8>,
    /// First letters, once they were asked for.
    firsts: OnceLock<Vec<char>>,
}

/// How near a word is to what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// How many edits away.
    pub edits: u8,
    /// True when only the beginning of the word is so near.
    pub beginning: bool,
}

impl Lexicon {
    /// Of words that are sorted and distinct.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let (mut bytes, mut starts, mut shared) = (Vec::new(), vec![0u32], Vec::new());
        let mut before = "";
        for word in words {
            let common = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            shared.push(u8::try_from(common).unwrap_or(u8::MAX));
            bytes.extend_from_slice(word.as_bytes());
            bytes.push(END);
            starts.push(bytes.len() as u32);
            before = word;
        }
        bytes.shrink_to_fit();
        Self { bytes: bytes.into(), starts, shared, firsts: OnceLock::new() }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.shared.len()
    }

    fn start(&self, number: usize) -> usize {
        self.starts.get(number).map_or(0, |start| *start as usize)
    }

    /// The word of a number; empty where there is none.
    pub fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let end = self.start(at + 1).saturating_sub(1);
        std::str::from_utf8(self.bytes.get(self.start(at)..end)).unwrap_or_default()
    }

    fn raw(&self, number: usize) -> &[u8] {
        self.bytes.get(self.start(number)..self.start(number + 1).saturating_sub(1))
    }

    /// The number of the first word in a range for which `before` is false.
    fn partition(&self, range: Range<usize>, before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.raw(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The number of a word, if it is there.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.number_in(word, 0..self.len() as u32)
    }

    /// The number of a word, if it is one of these.
    pub fn number_in(&self, word: &str, range: Range<u32>) -> Option<u32> {
        let (mut low, mut high) = (range.start as usize, (range.end as usize).min(self.len()));
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.raw(middle) < word.as_bytes() { low = middle + 1 } else { high = middle }
        }
        (low < range.end as usize && self.raw(low) == word.as_bytes()).then_some(low as u32)
    }

    /// The numbers of the words that begin with `beginning`, itself included.
    pub fn beginning_with(&self, beginning: &str) -> Range<u32> {
        let wanted = beginning.as_bytes();
        let from = self.partition(0..self.len(), |one| one < wanted);
        // They are mostly few: looked for in steps that double.
        let (mut known, mut step) = (from, 1);
        while known < self.len() && self.raw(known).starts_with(wanted) {
            known += step;
            step *= 2;
        }
        let low = from.max(known.saturating_sub(step / 2));
        let to = self.partition(low..known.min(self.len()), |one| one.starts_with(wanted));
        from as u32..to as u32
    }

    /// The letters with which words begin, CJK characters left out.
    fn firsts(&self) -> &[char] {
        self.firsts.get_or_init(|| {
            let new = self.shared.iter().zip(0u32..).filter(|(shared, _)| **shared == 0);
            let mut firsts: Vec<char> = new.filter_map(|(_, number)| self.word(number).chars().next()).collect();
            firsts.retain(|first| !is_cjk(*first));
            firsts
        })
    }

    /// As [`near`](Self::near), for words whose first letter is wrong, which
    /// is the only edit: there are so few ways that each is looked up.
    pub fn near_but_first(&self, wanted: &[char], mut visit: impl FnMut(Range<u32>, Near)) {
        let [first, rest @ ..] = wanted else { return };
        let plain: String = rest.iter().collect();
        let mut ways = vec![plain.clone()];
        ways.extend(swapped(wanted));
        // Nobody means a letter of another script.
        let latin = first.is_ascii();
        for letter in self.firsts().iter().filter(|letter| *letter != first && letter.is_ascii() == latin) {
            ways.push(format!("{letter}{plain}"));
            ways.push(format!("{letter}{first}{plain}"));
        }
        for way in ways.iter().filter(|way| !way.starts_with(*first) && !way.is_empty()) {
            let mut range = self.beginning_with(way);
            if !range.is_empty() && self.word(range.start) == way {
                visit(range.start..range.start + 1, Near { edits: 1, beginning: false });
                range.start += 1;
            }
            if !range.is_empty() {
                visit(range, Near { edits: 1, beginning: true });
            }
        }
    }

    /// The word of which the first two letters are swapped.
    pub fn swapped_first(&self, wanted: &[char]) -> Option<u32> {
        // Two that are the same are no mistake.
        let swapped = swapped(wanted).filter(|swapped| !swapped.chars().eq(wanted.iter().copied()))?;
        self.number(&swapped)
    }

    /// The words that have `part` in them, but not at the beginning; none when
    /// they are more than `most`.
    pub fn inside(&self, part: &str, most: usize) -> Vec<u32> {
        let all = self.bytes.get(0..usize::MAX);
        let mut found: Vec<u32> = Vec::new();
        for at in Finder::new(part.as_bytes()).find_iter(all) {
            let word = self.starts.partition_point(|start| *start as usize <= at).saturating_sub(1);
            if self.start(word) < at && found.last() != Some(&(word as u32)) {
                found.push(word as u32);
                if found.len() > most {
                    return Vec::new();
                }
            }
        }
        found
    }

    /// The other words with the same stem, looked for among those that begin
    /// with it.
    pub fn inflected(&self, word: &str) -> Vec<u32> {
        /// More begin with a stem that says little.
        const MOST: u32 = 600;
        let wanted = stem(word);
        let range = self.beginning_with(&wanted);
        if wanted.chars().count() < 3 || range.len() as u32 > MOST {
            return Vec::new();
        }
        let longest = word.len().max(wanted.len()) + 12;
        let same = |number: &u32| {
            let one = self.word(*number);
            one != word && one.len() <= longest && stem(one) == wanted
        };
        range.filter(same).collect()
    }

    /// Words that have the letters of `wanted` in order, from the first on, and
    /// at most as many others: `cnslng` meets `counselling`.
    pub fn by_letters(&self, wanted: &str) -> Vec<u32> {
        use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
        /// The best are enough of so wild a guess.
        const MOST: usize = 8;
        let letters = wanted.chars().count();
        let Some(first) = wanted.chars().next() else { return Vec::new() };
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut found = Vec::new();
        for number in self.beginning_with(first.encode_utf8(&mut [0; 4])) {
            let word = self.word(number);
            let mut rest = word.chars();
            if wanted.chars().all(|c| rest.any(|one| one == c))
                && word.chars().count() <= 2 * letters
                && let Some(score) = matcher.fuzzy_match(word, wanted)
            {
                found.push((std::cmp::Reverse(score), number));
            }
        }
        found.sort_unstable();
        found.truncate(MOST);
        found.into_iter().map(|(_, number)| number).collect()
    }

    /// Calls `visit` with runs of words in `range` that are at most `most`
    /// edits from `wanted`, but not the same; and with those whose beginning
    /// is at most `unfinished` edits away, where they are not nearer.
    pub fn near(
        &self,
        wanted: &[char],
        range: Range<u32>,
        most: u8,
        unfinished: u8,
        mut visit: impl FnMut(Range<u32>, Near),
    ) {
        let mut walk = Walk::new(wanted, most);
        let (mut at, end) = (range.start as usize, (range.end as usize).min(self.len()));
        let mut shared = 0;
        while at < end {
            let word = self.raw(at);
            walk.go(word, shared);
            let next = at + 1;
            let after = if walk.dead { self.next_with_less(next, end, walk.depth) } else { next };
            let whole = walk.whole();
            let beginning = walk.beginning();
            let here = at as u32..next as u32;
            if (1..=most).contains(&whole) {
                visit(here, Near { edits: whole, beginning: false });
            } else if whole > 0 && (1..=unfinished).contains(&beginning) {
                visit(here, Near { edits: beginning, beginning: true });
            }
            if after > next && (1..=unfinished).contains(&beginning) {
                // None of them is near as a whole, or the walk had gone on.
                visit(next as u32..after as u32, Near { edits: beginning, beginning: true });
            }
            at = after;
            shared = self.shared.get(at).map_or(0, |shared| usize::from(*shared));
        }
    }

    /// The first word from `from` on that shares less than so many characters
    /// with the one before.
    fn next_with_less(&self, from: usize, end: usize, less: usize) -> usize {
        let less = u8::try_from(less).unwrap_or(u8::MAX);
        let Some(shared) = self.shared.get(from..end) else { return end };
        // Blocks without branches, which a machine reads many at a time.
        let blocks =
            shared.chunks(64).take_while(|block| block.iter().fold(u8::MAX, |least, one| least.min(*one)) >= less);
        let skipped = blocks.map(<[u8]>::len).sum::<usize>();
        let rest = shared.get(skipped..).unwrap_or_default();
        rest.iter().position(|one| *one < less).map_or(end, |at| from + skipped + at)
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.bytes.get(0..usize::MAX).len() + self.starts.len() * 4 + self.shared.len()
    }

    /// Writes everything.
    pub fn write(self, writer: &mut Writer) {
        writer.blob(self.bytes);
        writer.numbers(&self.starts);
        writer.raw(&self.shared);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        Ok(Self { bytes: reader.blob()?, starts: reader.numbers()?, shared: reader.raw()?, firsts: OnceLock::new() })
    }
}

/// A word with its first two letters swapped.
fn swapped(word: &[char]) -> Option<String> {
    let [first, second, rest @ ..] = word else { return None };
    Some([*second, *first].iter().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lexicon(words: &std::collections::BTreeSet<String>) -> Lexicon {
        Lexicon::new(words.iter().map(String::as_str))
    }

    /// The least distance of a beginning of `word`, which is not empty.
    fn nearest_beginning(wanted: &str, word: &str) -> usize {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| strsim::osa_distance(wanted, word.get(..end).unwrap())).min().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_walk_finds_what_the_full_table_finds(
            words in prop::collection::btree_set("[abcж]{1,9}", 1..80),
            wanted in "[abcж]{3,9}",
            most in 1u8..4,
            unfinished in 0u8..2,
        ) {
            let lexicon = lexicon(&words);
            let letters: Vec<char> = wanted.chars().collect();
            let mut found = Vec::new();
            lexicon.near(&letters, 0..lexicon.len() as u32, most, unfinished, |range, near| {
                found.extend(range.map(|number| (lexicon.word(number).to_owned(), near)));
            });
            let expected = words.iter().filter_map(|word| {
                let whole = u8::try_from(strsim::osa_distance(&wanted, word)).unwrap();
                let beginning = u8::try_from(nearest_beginning(&wanted, word)).unwrap();
                if whole == 0 {
                    None
                } else if whole <= most {
                    Some((word.clone(), Near { edits: whole, beginning: false }))
                } else {
                    let near = Near { edits: beginning, beginning: true };
                    (1..=unfinished).contains(&beginning).then(|| (word.clone(), near))
                }
            });
            prop_assert_eq!(found, expected.collect::<Vec<_>>());
        }

        #[test]
        fn a_wrong_first_letter_of_one_script_is_found_as_by_the_walk(
            words in prop::collection::btree_set("[abc]{1,6}", 1..60),
            wanted in "[abc]{3,6}",
        ) {
            let lexicon = lexicon(&words);
            let letters: Vec<char> = wanted.chars().collect();
            let (mut walked, mut looked_up) = (Vec::new(), Vec::new());
            lexicon.near(&letters, 0..lexicon.len() as u32, 1, 1, |range, near| {
                walked.extend(range.filter(|word| !lexicon.word(*word).starts_with(letters[0])).map(|word| (word, near.beginning)));
            });
            lexicon.near_but_first(&letters, |range, near| looked_up.extend(range.map(|word| (word, near.beginning))));
            looked_up.sort_unstable();
            looked_up.dedup_by_key(|(word, _)| *word);
            prop_assert_eq!(looked_up, walked);
        }

        #[test]
        fn words_are_found_by_number_beginning_and_part(words in prop::collection::btree_set("[abж]{1,6}", 1..40), part in "[abж]{1,3}") {
            let lexicon = lexicon(&words);
            for (word, number) in words.iter().zip(0..) {
                prop_assert_eq!(lexicon.number(word), Some(number));
                prop_assert_eq!(lexicon.word(number), word);
            }
            prop_assert_eq!(lexicon.number("abc"), None);
            let beginning: Vec<&String> = words.iter().filter(|word| word.starts_with(&part)).collect();
            prop_assert_eq!(lexicon.beginning_with(&part).map(|number| lexicon.word(number)).collect::<Vec<_>>(), beginning);
            let inside = lexicon.inside(&part, 1000).into_iter().map(|number| lexicon.word(number));
            let inside: Vec<&str> = inside.filter(|word| !word.starts_with(&part)).collect();
            let has = |word: &&String| word.contains(&part) && !word.starts_with(&part);
            prop_assert_eq!(inside, words.iter().filter(has).collect::<Vec<_>>());
        }
    }

    #[test]
    fn forms_of_a_word_and_its_letters_alone_lead_to_it() {
        let words = ["counselling", "counsel", "refugio", "refugios", "ночлег", "ночлега"].map(str::to_owned).into();
        let lexicon = lexicon(&words);
        let words = |numbers: Vec<u32>| numbers.into_iter().map(|number| lexicon.word(number)).collect::<Vec<_>>();
        assert_eq!(words(lexicon.inflected("refugios")), ["refugio"]);
        assert_eq!(words(lexicon.inflected("ночлега")), ["ночлег"]);
        assert_eq!(words(lexicon.by_letters("cnslng")), ["counselling"]);
    }
}
