//! What matched, and where: highlights on the original text.

use std::{collections::HashMap, ops::Range};

use super::{Field, Matched, concept::Concept, fields, found::Found, index::Index, phones, rank::Kind};
use crate::{
    directory::Entry,
    text::{fold::Folded, words},
};

/// Every field, weightiest first.
const FIELDS: [Field; 9] = [
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

/// Finds where the words of one query stand, entry by entry.
pub struct Marker<'a> {
    index: &'a Index,
    found: &'a [&'a Found],
    /// Per word of the query.
    guesses: Vec<Guesses<'a>>,
    /// Per concept that is met: how surely, by word of the query.
    concepts: HashMap<u32, Vec<Option<u8>>>,
}

/// The words of the directory that a word of the query meets and that do not
/// begin with it.
enum Guesses<'a> {
    /// These.
    Few(HashMap<&'a str, Kind>),
    /// So many that each word of a text is looked up.
    Many,
}

/// More guesses than this are not written down.
const MOST_WRITTEN: usize = 300;

/// A text of an entry in which something is met.
struct Marked<'t> {
    field: Field,
    text: &'t str,
    /// Where, by which word of the query, and how surely.
    marks: Vec<(Range<usize>, usize, u8)>,
}

impl<'a> Marker<'a> {
    /// A marker for the words of a query and what was found for them.
    pub fn new(index: &'a Index, found: &'a [&'a Found]) -> Self {
        let mut concepts: HashMap<u32, Vec<Option<u8>>> = HashMap::new();
        for (at, found) in found.iter().enumerate() {
            for (concept, kind) in found.concepts() {
                let own = concepts.entry(concept).or_insert_with(|| vec![None; at]);
                own.resize(at, None);
                own.push(Some(kind.level()));
            }
        }
        let guesses = found.iter().map(|found| Guesses::of(found, index)).collect();
        Self { index, found, guesses, concepts }
    }

    /// What matched in an entry, the weightiest field first, at most so many
    /// fields. A word marks only what it meets best there: where `york` is the
    /// city, `yorkshire` is not marked.
    pub fn mark(&self, entry: &Entry<'_>, most: usize) -> Vec<Matched> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let texts = fields::of(entry);
        let mut all: Vec<Marked<'_>> = texts.iter().filter_map(|(field, text)| self.marks(*field, text)).collect();
        let index = self.index;
        let concepts = if self.concepts.is_empty() { Vec::new() } else { Concept::of(entry) };
        let concepts = concepts.iter().filter_map(|concept| {
            let number = index.concepts.binary_search_by(|one| one.concept.cmp(concept)).ok()?;
            self.concepts.get(&(number as u32)).map(|levels| (number, levels.clone()))
        });
        let concepts: Vec<(usize, Vec<Option<u8>>)> = concepts.collect();
        let mut levels = vec![u8::MAX; self.found.len()];
        let marks = all.iter().flat_map(|one| one.marks.iter().map(|(_, at, level)| (*at, *level)));
        let named = concepts.iter().flat_map(|(_, levels)| levels.iter().enumerate());
        let named = named.filter_map(|(at, level)| Some((at, (*level)?)));
        for (at, level) in marks.chain(named) {
            if let Some(own) = levels.get_mut(at) {
                *own = level.min(*own);
            }
        }
        for (number, own) in concepts {
            if own.iter().zip(&levels).any(|(own, level)| *own == Some(*level)) {
                all.extend(self.name_of(number, &levels));
            }
        }
        best_of(all, &levels, most)
    }

    /// Where the words of the query stand in a text.
    fn marks<'t>(&self, field: Field, text: &'t str) -> Option<Marked<'t>> {
        let folded = Folded::new(text);
        let mut marks = Vec::new();
        for word in words::words(&folded.text) {
            for (at, (found, guesses)) in self.found.iter().zip(&self.guesses).enumerate() {
                if let Some(kind) = meets(self.index, guesses, found, &word.text) {
                    let range = folded.original(shown(&word, &found.word), text);
                    marks.push((range, at, kind.level()));
                }
            }
        }
        if field == Field::Phone {
            let whole = self.found.iter().enumerate().filter(|(_, found)| phones::matches(text, &found.word));
            marks.extend(whole.map(|(at, _)| (0..text.len(), at, 0)));
        }
        (!marks.is_empty()).then_some(Marked { field, text, marks })
    }

    /// The name of a concept in which most words stand: the first of those.
    fn name_of(&self, number: usize, levels: &[u8]) -> Option<Marked<'a>> {
        let shared = self.index.concepts.get(number)?;
        let met = |words: &[u32]| {
            let surely = |word: &u32| {
                let mut found = self.found.iter().zip(levels);
                found.any(|(found, level)| found.met(*word).is_some_and(|kind| kind.level() == *level))
            };
            words.iter().filter(|word| surely(word)).count()
        };
        let names = shared.names.iter().map(|(name, words)| (met(words), name));
        let (most, name) = names.reduce(|best, one| if one.0 > best.0 { one } else { best })?;
        if most == 0 {
            return None;
        }
        self.marks(shared.concept.field(), name)
    }
}

impl<'a> Guesses<'a> {
    fn of(found: &Found, index: &'a Index) -> Self {
        let runs = || found.guesses();
        if runs().map(|(run, _)| run.len()).sum::<usize>() > MOST_WRITTEN {
            return Self::Many;
        }
        let words = runs().flat_map(|(run, kind)| run.map(move |word| (index.lexicon.word(word), kind)));
        Self::Few(words.collect())
    }
}

/// How a word of the query meets a word of a text.
fn meets(index: &Index, guesses: &Guesses<'_>, found: &Found, word: &str) -> Option<Kind> {
    if let Some(rest) = word.strip_prefix(found.word.as_str()) {
        return Some(if rest.is_empty() { Kind::Exact } else { Kind::Prefix });
    }
    match guesses {
        // A run of CJK characters meets pairs surely.
        Guesses::Few(words) if words.is_empty() && !found.word.starts_with(words::is_cjk) => None,
        Guesses::Few(words) if !found.word.starts_with(words::is_cjk) => words.get(word).copied(),
        _ => found.met(index.lexicon.number(word)?),
    }
}

/// The part of a word to mark: what was typed of it, or all of it.
fn shown(word: &words::Word, wanted: &str) -> Range<usize> {
    if !word.joined && word.text.starts_with(wanted) {
        word.range.start..word.range.start + wanted.len()
    } else {
        word.range.clone()
    }
}

/// For each field the text with most marks, the weightiest field first.
fn best_of(all: Vec<Marked<'_>>, levels: &[u8], most: usize) -> Vec<Matched> {
    let mut by_field: Vec<Option<Matched>> = FIELDS.iter().map(|_| None).collect();
    for Marked { field, text, marks } in all {
        let surely = marks.into_iter().filter(|(_, at, level)| levels.get(*at) == Some(level));
        let ranges = merge(surely.map(|(range, _, _)| range).collect());
        let Some(best) = by_field.get_mut(field as usize) else { continue };
        if !ranges.is_empty() && best.as_ref().is_none_or(|best| ranges.len() > best.ranges.len()) {
            *best = Some(Matched { field, text: text.to_owned(), ranges });
        }
    }
    by_field.into_iter().flatten().take(most).collect()
}

/// Sorts ranges and joins those that touch.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}
