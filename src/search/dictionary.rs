//! The words of a directory and where they stand. Matching happens here: the
//! words are few, the entries many.

use std::collections::HashMap;

use super::{Field, edits::one_edit};

/// In which fields of an entry a word stands: a bit for each [`Field`].
pub type FieldBits = u16;

/// Every field, weightiest first.
pub const FIELDS: [Field; 9] = [
    Field::Name,
    Field::AlternateName,
    Field::Need,
    Field::Organization,
    Field::Place,
    Field::Phone,
    Field::Address,
    Field::Facts,
    Field::Text,
];

/// Bit of a field.
pub fn bit(field: Field) -> FieldBits {
    1 << field as u8
}

/// How well a word of the query meets a word of the directory, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The same word.
    Exact,
    /// The beginning of the word.
    Prefix,
    /// One edit away from the word.
    Typo,
    /// One edit away from the beginning of the word.
    UnfinishedTypo,
    /// Inside the word, as in compounds.
    Inside,
    /// Its letters in order, when nothing else matches.
    Letters,
}

impl Kind {
    /// How sure it is that this word was meant: 0 is surest.
    pub fn level(self) -> usize {
        match self {
            Self::Exact => 0,
            Self::Prefix => 1,
            Self::Typo | Self::UnfinishedTypo | Self::Inside | Self::Letters => 2,
        }
    }
}

/// How many levels there are.
pub const LEVELS: usize = 3;

/// A word of the directory that meets a word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// Number of the word in the dictionary.
    pub word: u32,
    /// How well.
    pub kind: Kind,
}

/// Where a word stands: numbers in order, each with the fields.
pub type Postings = Vec<(u32, FieldBits)>;

/// Every distinct folded word, sorted, with where it stands.
#[derive(Debug, Default)]
pub struct Dictionary {
    words: Vec<String>,
    places: Vec<Places>,
}

/// Where one word stands.
#[derive(Debug, Default)]
pub struct Places {
    /// Entries in whose own texts it stands.
    pub entries: Postings,
    /// Concepts in whose names it stands. Kept apart: a synonym of a need
    /// would otherwise be written down again for every entry with that need.
    pub concepts: Postings,
}

/// A dictionary being made. Entries and concepts come in order.
#[derive(Debug, Default)]
pub struct Builder(HashMap<String, Places>);

impl Builder {
    /// Notes that `word` stands in a field of an entry.
    pub fn add(&mut self, word: String, entry: u32, field: Field) {
        push(&mut self.0.entry(word).or_default().entries, entry, field);
    }

    /// Notes that `word` stands in a name of a concept.
    pub fn add_to_concept(&mut self, word: String, concept: u32, field: Field) {
        push(&mut self.0.entry(word).or_default().concepts, concept, field);
    }

    /// The dictionary.
    pub fn finish(self) -> Dictionary {
        let mut all: Vec<(String, Places)> = self.0.into_iter().collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (words, places) = all.into_iter().unzip();
        Dictionary { words, places }
    }
}

fn push(postings: &mut Postings, number: u32, field: Field) {
    match postings.last_mut() {
        Some((last, bits)) if *last == number => *bits |= bit(field),
        _ => postings.push((number, bit(field))),
    }
}

/// Words of fewer letters must be written without mistakes, and are not looked
/// for inside others.
const TYPO_FROM: usize = 4;
/// Words of fewer letters have no mistake in the first letter, and none while
/// they are unfinished: `york` is near `work`, and near too many beginnings.
const LONG_FROM: usize = 6;

impl Dictionary {
    /// How many words there are: their numbers are below.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word, if the directory has it.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.words.binary_search_by(|one| one.as_str().cmp(word)).ok().map(|at| at as u32)
    }

    /// Every word with its number.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words.iter().map(String::as_str).zip(0u32..)
    }

    /// Where the word of this number stands.
    pub fn places(&self, number: u32) -> Option<&Places> {
        self.places.get(number as usize)
    }

    /// Every word of the directory that `wanted` meets, the best kind each.
    pub fn meetings(&self, wanted: &str) -> Vec<Meeting> {
        let letters = wanted.chars().count();
        if letters == 0 {
            return Vec::new();
        }
        let mut found = self.beginning_with(wanted);
        if letters >= TYPO_FROM {
            let typos = !wanted.chars().all(|c| c.is_ascii_digit());
            let long = letters >= LONG_FROM;
            let first = wanted.chars().next();
            for (word, number) in self.words.iter().zip(0u32..) {
                let kind = if word.starts_with(wanted) {
                    None
                } else if typos && (long || word.starts_with(|c| Some(c) == first)) && one_edit(wanted, word, false) {
                    Some(Kind::Typo)
                } else if typos && long && one_edit(wanted, word, true) {
                    Some(Kind::UnfinishedTypo)
                } else {
                    word.contains(wanted).then_some(Kind::Inside)
                };
                found.extend(kind.map(|kind| Meeting { word: number, kind }));
            }
        }
        if found.is_empty() && letters >= TYPO_FROM {
            found.extend(self.by_letters(wanted, letters));
        }
        found
    }

    /// The word itself and the words that begin with it.
    fn beginning_with(&self, wanted: &str) -> Vec<Meeting> {
        let from = self.words.partition_point(|word| word.as_str() < wanted);
        let words = self.words.iter().zip(0u32..).skip(from).take_while(|(word, _)| word.starts_with(wanted));
        let kind = |word: &String| if word == wanted { Kind::Exact } else { Kind::Prefix };
        words.map(|(word, number)| Meeting { word: number, kind: kind(word) }).collect()
    }

    /// Words that have the letters of `wanted` in order, from the first on, and
    /// at most as many others: `cnslng` meets `counselling`. Shorter words have
    /// the letters of nearly anything in them.
    fn by_letters(&self, wanted: &str, letters: usize) -> impl Iterator<Item = Meeting> {
        use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
        let matcher = SkimMatcherV2::default().ignore_case();
        let first = wanted.chars().next();
        let meets = move |word: &str| {
            word.chars().next() == first
                && word.chars().count() <= 2 * letters
                && matcher.fuzzy_match(word, wanted).is_some()
        };
        let words = self.words.iter().zip(0u32..).filter(move |(word, _)| meets(word));
        words.map(|(_, word)| Meeting { word, kind: Kind::Letters })
    }

    /// The word of the directory nearest to one that meets nothing; at most
    /// three edits away, and at most half of its letters. Of equally near ones
    /// the word that most entries have.
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let letters = wanted.chars().count();
        let most = (letters / 2).min(3);
        let near = self.words.iter().zip(&self.places).filter_map(|(word, places)| {
            if word.chars().count().abs_diff(letters) > most {
                return None;
            }
            let distance = strsim::osa_distance(word, wanted);
            (1..=most).contains(&distance).then_some((distance, std::cmp::Reverse(places.entries.len()), word.as_str()))
        });
        near.min().map(|(_, _, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(words: &[&str], wanted: &str) -> Vec<(String, Kind)> {
        let mut builder = Builder::default();
        for (word, entry) in words.iter().zip(0..) {
            builder.add((*word).to_owned(), entry, Field::Name);
        }
        let dictionary = builder.finish();
        dictionary.meetings(wanted).into_iter().map(|m| (dictionary.words[m.word as usize].clone(), m.kind)).collect()
    }

    fn kind(word: &str, wanted: &str) -> Option<Kind> {
        kinds(&[word], wanted).first().map(|(_, kind)| *kind)
    }

    #[test]
    fn words_are_met_exactly_by_beginning_by_typo_and_inside() {
        assert_eq!(kind("workers", "workers"), Some(Kind::Exact));
        assert_eq!(kind("workers", "work"), Some(Kind::Prefix));
        for typo in ["wrokers", "workrs", "worekrs", "workeers", "wotkers", "orkers"] {
            assert_eq!(kind("workers", typo), Some(Kind::Typo), "{typo}");
        }
        assert_eq!(kind("project", "projet"), Some(Kind::Typo));
        assert_eq!(kind("counselling", "cuonsel"), Some(Kind::UnfinishedTypo));
        assert_eq!(kind("rechtsberatung", "beratung"), Some(Kind::Inside));
        assert_eq!(kind("counselling", "cnslng"), Some(Kind::Letters));
    }

    #[test]
    fn short_words_and_numbers_must_be_right() {
        assert_eq!(kind("sex", "sxe"), None);
        assert_eq!(kind("work", "york"), None, "so near a word is another word");
        assert_eq!(kind("12345", "12346"), None);
        assert_eq!(kind("workers", "wxyz"), None);
        assert_eq!(kind("community", "cty"), None, "few letters in order are in any word");
    }

    #[test]
    fn letters_in_order_count_only_when_nothing_else_does() {
        let met = kinds(&["lumiere", "lumber"], "lumb");
        assert_eq!(met, [("lumber".to_owned(), Kind::Prefix)]);
    }
}
