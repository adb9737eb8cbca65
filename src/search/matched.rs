//! What matched, and where: highlights on the original text.

use std::{cell::RefCell, collections::HashMap, ops::Range};

use super::{
    Field, Matched, bits::Bits, concept::Concept, fields, found::Found, index::Index, phones, resolved::Resolved,
};
use crate::{
    directory::Entry,
    text::{
        fold::{fold_into, original},
        words,
    },
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
    /// Per concept that is met: how surely, by word of the query.
    concepts: HashMap<u32, Vec<Option<u8>>>,
    /// What entries share in which the words are met as surely: a handful at
    /// most.
    alike: RefCell<Vec<Alike<'a>>>,
    /// Room for a folded text.
    folded: RefCell<String>,
}

/// What entries share in which each word of the query is met so surely.
struct Alike<'a> {
    levels: Vec<u8>,
    /// The words of the directory that are met so.
    words: Bits,
    /// The names of concepts, marked.
    named: Vec<(usize, Option<Marked<'a>>)>,
}

/// A text of an entry in which something is met.
#[derive(Clone)]
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
        Self { index, found, concepts, alike: RefCell::default(), folded: RefCell::default() }
    }

    /// What matched in an entry, the weightiest field first, at most so many
    /// fields. A word marks only what it meets best there: where `york` is the
    /// city, `yorkshire` is not marked.
    pub fn mark(&self, entry: &Entry<'_>, most: usize) -> Vec<Matched> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let entry = Resolved::of(entry);
        let texts = fields::of(&entry);
        let index = self.index;
        let concepts = if self.concepts.is_empty() { Vec::new() } else { Concept::of(&entry) };
        let concepts = concepts.iter().filter_map(|concept| {
            let number = index.concepts.binary_search_by(|one| one.concept.cmp(concept)).ok()?;
            self.concepts.get(&(number as u32)).map(|levels| (number, levels))
        });
        let concepts: Vec<(usize, &Vec<Option<u8>>)> = concepts.collect();
        let mut levels = vec![u8::MAX; self.found.len()];
        let named = concepts.iter().flat_map(|(_, levels)| levels.iter().enumerate());
        for (at, level) in named.filter_map(|(at, level)| Some((at, (*level)?))) {
            note(&mut levels, at, level);
        }
        let mut all: Vec<Marked<'_>> = Vec::new();
        for (field, text) in texts {
            // Long texts come last, and are read only for what stands nowhere
            // else.
            if field == Field::Text && !levels.contains(&u8::MAX) {
                break;
            }
            let marked = self.marks(field, text);
            marked.iter().flat_map(|one| &one.marks).for_each(|(_, at, level)| note(&mut levels, *at, *level));
            all.extend(marked);
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
        let mut marks = Vec::new();
        let mut folded = self.folded.borrow_mut();
        fold_into(text, &mut folded);
        words::each(&folded, |word, range, joined| {
            for (at, found) in self.found.iter().enumerate() {
                if let Some(kind) = found.met_in_text(word, self.index) {
                    marks.push((shown(word, range.clone(), joined, &found.word), at, kind.level()));
                }
            }
        });
        // In ASCII everything stays where it is.
        if !text.is_ascii() {
            for (range, _, _) in &mut marks {
                *range = original(text, range.clone());
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
        let mut all = self.alike.borrow_mut();
        let at = all.iter().position(|one| one.levels == levels).unwrap_or_else(|| {
            all.push(self.alike(levels));
            all.len() - 1
        });
        let alike = all.get_mut(at)?;
        if let Some((_, known)) = alike.named.iter().find(|(known, _)| *known == number) {
            return known.clone();
        }
        let named = self.index.concepts.get(number).and_then(|shared| {
            let name = shared.name_with_most(&alike.words)?;
            self.marks(shared.concept.field(), name)
        });
        alike.named.push((number, named.clone()));
        named
    }

    fn alike(&self, levels: &[u8]) -> Alike<'a> {
        let mut words = Bits::none(self.index.lexicon.len());
        self.found.iter().zip(levels).for_each(|(found, level)| found.add_met(*level, &mut words));
        Alike { levels: levels.to_vec(), words, named: Vec::new() }
    }
}

/// Notes how surely a word of the query is met.
fn note(levels: &mut [u8], at: usize, level: u8) {
    if let Some(own) = levels.get_mut(at) {
        *own = level.min(*own);
    }
}

/// The part of a word to mark: what was typed of it, or all of it.
fn shown(word: &str, range: Range<usize>, joined: bool, wanted: &str) -> Range<usize> {
    if !joined && word.starts_with(wanted) { range.start..range.start + wanted.len() } else { range }
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
