//! What matched, and where: highlights on the original text.

use std::{collections::HashMap, ops::Range};

use super::{
    Field, Matched,
    dictionary::{Dictionary, FIELDS, FieldBits, bit},
    fields,
    index::Shared,
    phones,
    scores::WordScores,
};
use crate::{
    directory::Entry,
    text::{fold::Folded, words},
};

/// Finds where the words of one query stand, entry by entry.
pub struct Marker<'a> {
    /// The words of the directory that are met, and their numbers.
    met: HashMap<&'a str, u32>,
    /// The words of the query, and what they meet.
    wanted: &'a [String],
    found: &'a [WordScores],
    concepts: &'a [Shared],
    /// Concepts already looked at: their best name, if one matches.
    seen: HashMap<(u32, Levels), Option<Matched>>,
}

/// Per word of the query: how sure the marks in an entry are.
type Levels = Vec<usize>;

impl<'a> Marker<'a> {
    /// A marker for the words of a query and what was found for them.
    pub fn new(
        dictionary: &'a Dictionary,
        concepts: &'a [Shared],
        wanted: &'a [String],
        found: &'a [WordScores],
    ) -> Self {
        let met = dictionary.words().filter(|(_, number)| found.iter().any(|found| found.met(*number).is_some()));
        Self { met: met.collect(), wanted, found, concepts, seen: HashMap::new() }
    }

    /// What matched in an entry, the weightiest field first, at most so many
    /// fields. A word marks only what it meets best there: where `york` is the
    /// city, `yorkshire` is not marked. `concepts` are the entry's.
    pub fn mark(&mut self, entry: &Entry<'_>, concepts: &[u32], most: usize) -> Vec<Matched> {
        if self.wanted.is_empty() {
            return Vec::new();
        }
        let words = self.found.iter().map(|word| word.fields(entry.number.0));
        let (levels, fields): (Levels, Vec<FieldBits>) = words.unzip();
        let bits = fields.into_iter().fold(0, |bits, more| bits | more);
        let texts = fields::of(entry);
        let mut out: Vec<Matched> = Vec::new();
        for field in FIELDS.iter().copied().filter(|field| bits & bit(*field) != 0) {
            let own = texts.iter().filter(|(one, _)| *one == field);
            let mut best = most_marked(own.filter_map(|(_, text)| self.mark_text(field, text, &levels)));
            if best.is_none() {
                let found: Vec<Matched> =
                    concepts.iter().filter_map(|one| self.mark_concept(*one, Some(field), &levels)).collect();
                best = most_marked(found.into_iter());
            }
            out.extend(best);
            if out.len() == most {
                break;
            }
        }
        if out.is_empty() {
            // Only a little word of a synonym, which counts under another field.
            let found: Vec<Matched> =
                concepts.iter().filter_map(|one| self.mark_concept(*one, None, &levels)).collect();
            out.extend(most_marked(found.into_iter()));
        }
        out
    }

    /// The name of a concept in which most words stand, if it counts under
    /// `field`.
    fn mark_concept(&mut self, number: u32, field: Option<Field>, levels: &Levels) -> Option<Matched> {
        let shared = self.concepts.get(number as usize)?;
        let own_field = shared.concept.field();
        if field.is_some_and(|field| field != own_field) {
            return None;
        }
        let key = (number, levels.clone());
        if let Some(known) = self.seen.get(&key) {
            return known.clone();
        }
        let met = |words: &[u32]| words.iter().filter(|word| self.is_met(**word, levels)).count();
        let names = shared.names.iter().map(|words| met(words)).zip(shared.concept.names());
        // The first of those with most words.
        let best = names.reduce(|best, one| if one.0 > best.0 { one } else { best }).filter(|(met, _)| *met > 0);
        let marked = best.and_then(|(_, name)| self.mark_text(own_field, name, levels));
        self.seen.insert(key, marked.clone());
        marked
    }

    /// A text in which some of the words stand.
    fn mark_text(&self, field: Field, text: &str, levels: &Levels) -> Option<Matched> {
        let folded = Folded::new(text);
        let mut ranges: Vec<Range<usize>> = words::words(&folded.text)
            .into_iter()
            .filter(|word| self.met.get(word.text.as_str()).is_some_and(|number| self.is_met(*number, levels)))
            .map(|word| folded.original(self.shown(&word), text))
            .collect();
        let has_number = || self.wanted.iter().any(|word| phones::matches(text, word));
        if ranges.is_empty() && field == Field::Phone && has_number() {
            ranges.push(0..text.len());
        }
        (!ranges.is_empty()).then(|| Matched { field, text: text.to_owned(), ranges: merge(ranges) })
    }

    /// True when a word of the query meets this word as surely as it meets any
    /// in the entry.
    fn is_met(&self, word: u32, levels: &Levels) -> bool {
        let surely = |(found, level): (&WordScores, &usize)| found.met(word).is_some_and(|kind| kind.level() == *level);
        self.found.iter().zip(levels).any(surely)
    }

    /// The part of a word to mark: what was typed of it, or all of it.
    fn shown(&self, word: &words::Word) -> Range<usize> {
        let typed = self.wanted.iter().filter(|wanted| word.text.starts_with(wanted.as_str())).map(String::len).max();
        match typed {
            Some(length) if !word.joined => word.range.start..word.range.start + length,
            _ => word.range.clone(),
        }
    }
}

/// The first of those with most marks.
fn most_marked(found: impl Iterator<Item = Matched>) -> Option<Matched> {
    found.reduce(|best, one| if one.ranges.len() > best.ranges.len() { one } else { best })
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
