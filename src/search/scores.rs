//! What one word of the query is worth in each entry.

use super::{
    Field,
    dictionary::{Dictionary, FieldBits, Kind, LEVELS, Places, Postings, bit},
    index::Shared,
    phones::Phones,
    rank::score,
};
use crate::text::words;

/// What a word is worth somewhere, and in which fields it stands there, by
/// how sure it is that this word was meant.
#[derive(Debug, Clone, Copy, Default)]
struct Worth {
    score: u16,
    fields: [FieldBits; LEVELS],
}

impl Worth {
    fn is_some(self) -> bool {
        self.score > 0
    }

    fn add(&mut self, bits: FieldBits, kind: Kind) {
        self.score = self.score.max(score(bits, kind));
        if let Some(fields) = self.fields.get_mut(kind.level()) {
            *fields |= bits;
        }
    }

    fn merge(&mut self, other: Self) {
        self.score = self.score.max(other.score);
        for (fields, more) in self.fields.iter_mut().zip(other.fields) {
            *fields |= more;
        }
    }
}

/// What a word of the query is worth in each entry. Dense: a common word is
/// in most entries, and a list is read faster than a tree.
pub struct WordScores {
    entries: Vec<Worth>,
    /// In how many entries it stands.
    count: usize,
    /// Per word of the dictionary: how it was met.
    met: Vec<Option<Kind>>,
}

/// What a word is looked for in.
pub struct Sources<'a> {
    /// The words of the directory.
    pub dictionary: &'a Dictionary,
    /// The concepts of the directory.
    pub concepts: &'a [Shared],
    /// The phone numbers.
    pub phones: &'a Phones,
    /// How many entries there are.
    pub entries: usize,
}

impl WordScores {
    /// Looks a word of the query up.
    pub fn of(word: &str, sources: &Sources<'_>) -> Self {
        let mut scores = Self {
            entries: vec![Worth::default(); sources.entries],
            count: 0,
            met: vec![None; sources.dictionary.len()],
        };
        let mut concepts = vec![Worth::default(); sources.concepts.len()];
        if word.starts_with(words::is_cjk) && word.chars().nth(1).is_some() {
            scores.add_pairs(word, sources.dictionary, &mut concepts);
        } else {
            scores.add_meetings(word, sources.dictionary, &mut concepts);
        }
        for (concept, worth) in sources.concepts.iter().zip(concepts) {
            for entry in concept.entries.iter().filter(|_| worth.is_some()) {
                if let Some(own) = scores.entries.get_mut(*entry as usize) {
                    own.merge(worth);
                }
            }
        }
        for (entry, own) in sources.phones.find(word) {
            let kind = if own { Kind::Exact } else { Kind::Prefix };
            scores.add(entry, bit(Field::Phone), kind);
        }
        scores.count = scores.entries.iter().filter(|worth| worth.is_some()).count();
        scores
    }

    /// In how many entries the word stands.
    pub fn count(&self) -> usize {
        self.count
    }

    /// What the word is worth in an entry, if it stands there.
    pub fn in_entry(&self, entry: u32) -> Option<u16> {
        self.entries.get(entry as usize).filter(|worth| worth.is_some()).map(|worth| worth.score)
    }

    /// The fields of an entry in which the word stands, and how sure that is:
    /// what is less sure than the best says nothing.
    pub fn fields(&self, entry: u32) -> (usize, FieldBits) {
        let worth = self.entries.get(entry as usize).copied().unwrap_or_default();
        (0..).zip(worth.fields).find(|(_, bits)| *bits != 0).unwrap_or((0, 0))
    }

    /// The entries in which the word stands, in order.
    pub fn entries(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.entries).filter(|(_, worth)| worth.is_some()).map(|(entry, _)| entry)
    }

    /// How the word meets this word of the dictionary.
    pub fn met(&self, word: u32) -> Option<Kind> {
        self.met.get(word as usize).copied().flatten()
    }

    fn add(&mut self, entry: u32, bits: FieldBits, kind: Kind) {
        if let Some(worth) = self.entries.get_mut(entry as usize) {
            worth.add(bits, kind);
        }
    }

    fn note(&mut self, word: u32, kind: Kind) {
        if let Some(met) = self.met.get_mut(word as usize) {
            *met = Some(kind);
        }
    }

    fn add_meetings(&mut self, word: &str, dictionary: &Dictionary, concepts: &mut [Worth]) {
        for meeting in dictionary.meetings(word) {
            self.note(meeting.word, meeting.kind);
            let Some(Places { entries, concepts: named }) = dictionary.places(meeting.word) else { continue };
            for (entry, bits) in entries {
                self.add(*entry, *bits, meeting.kind);
            }
            // Synonyms are so many that something is always nearly like one:
            // `madrid` is nearly the beginning of `marido`.
            let sure = matches!(meeting.kind, Kind::Exact | Kind::Prefix | Kind::Typo);
            for (concept, bits) in named.iter().filter(|_| sure) {
                if let Some(worth) = concepts.get_mut(*concept as usize) {
                    worth.add(*bits, meeting.kind);
                }
            }
        }
    }

    /// A run of CJK characters stands where all its pairs stand in one field.
    fn add_pairs(&mut self, run: &str, dictionary: &Dictionary, concepts: &mut [Worth]) {
        let characters: Vec<char> = run.chars().collect();
        let pairs = characters.windows(2).map(|pair| dictionary.number(&pair.iter().collect::<String>()));
        let Some(pairs) = pairs.collect::<Option<Vec<u32>>>() else { return };
        let all: Vec<&Places> = pairs.iter().filter_map(|pair| dictionary.places(*pair)).collect();
        for (entry, bits) in common(all.iter().map(|places| &places.entries)) {
            self.add(entry, bits, Kind::Exact);
        }
        for (concept, bits) in common(all.iter().map(|places| &places.concepts)) {
            if let Some(worth) = concepts.get_mut(concept as usize) {
                worth.add(bits, Kind::Exact);
            }
        }
        for pair in pairs {
            self.note(pair, Kind::Exact);
        }
    }
}

/// What is in every one of these lists, in a field that all share.
fn common<'a>(lists: impl Iterator<Item = &'a Postings>) -> Postings {
    let both = |kept: Postings, list: &Postings| {
        let bits = |number: u32| list.binary_search_by_key(&number, |(one, _)| *one).ok().and_then(|at| list.get(at));
        let shared = kept.into_iter().filter_map(|(number, own)| Some((number, own & bits(number)?.1)));
        shared.filter(|(_, bits)| *bits != 0).collect()
    };
    lists.fold(None, |kept, list| Some(kept.map_or_else(|| list.clone(), |kept| both(kept, list)))).unwrap_or_default()
}
