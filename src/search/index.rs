//! The index of one directory: what it holds, and what is asked of it.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::{
    Cancel, IndexProblem, Point, Request,
    ask::Ask,
    bits::Bits,
    builder,
    bytes::{Reader, Writer},
    collect::{CLASS_BITS, Collected},
    concept::Concept,
    found::Found,
    kept::Kept,
    lexicon::Lexicon,
    lists::Lists,
    meaning::Meanings,
    numbered::Values,
    phones::Phones,
    places::{Places, is_place},
    rank::Class,
    ready::Opened,
    said::Reading,
    sequences::Names,
    sounds::Sounds,
    table::Table,
    values,
};
use crate::{
    directory::{Directory, EntryNo, Need},
    text::{fold::fold, words},
};

/// So many words that were looked up last are kept: those of one query, so that
/// a key looks up only the word that it changes.
const KEPT: usize = 24;

/// Words of the longest name of a city that is looked for.
const LONGEST_CITY: usize = 5;

/// The index of one directory.
///
/// Inside, entries go by rank: the order in which those come that are equally
/// good. So lists are in that order already, and nothing has to be sorted by it.
#[derive(Debug, Default)]
pub struct Index {
    /// The words.
    pub(super) lexicon: Lexicon,
    /// Per word: where it stands.
    pub(super) of_words: Lists,
    /// Words that are names of cities.
    pub(super) of_cities: Bits,
    /// Expressions of several words in the names of concepts, by fingerprint.
    pub(super) expressions: Vec<(u32, u32)>,
    /// Per beginning in `tops`: where its words stand, concepts included.
    pub(super) of_beginnings: Lists,
    /// Beginnings that so many entries have that they have a list of their own,
    /// and single words that so many concepts have in their names, by their
    /// first words; of those with one first word the shortest beginning first.
    pub(super) tops: Vec<Top>,
    /// Per concept: the entries that have it.
    pub(super) of_concepts: Lists,
    /// Words in the names of concepts, in order.
    pub(super) named: Vec<InName>,
    /// The concepts, in order.
    pub(super) concepts: Vec<Shared>,
    pub(super) phones: Phones,
    pub(super) sounds: Sounds,
    pub(super) names: Names,
    pub(super) table: Table,
    pub(super) values: Values,
    pub(super) places: Places,
    /// Per rank: the number of the entry.
    pub(super) entries: Vec<u32>,
    /// Per number of an entry: its rank.
    pub(super) ranks: Vec<u32>,
    /// What words are evidence for, as the program and the publishers say;
    /// read once somebody says a sentence.
    pub(super) meanings: OnceLock<Meanings>,
    /// The numbers of cities by every plain name, read once somebody asks.
    cities: OnceLock<HashMap<String, Vec<u32>>>,
    /// The numbers of cities, those with most entries first, the same.
    pub(super) busiest: OnceLock<Vec<usize>>,
    /// Which hours are open, as asked last.
    pub(super) opened: Opened,
    looked_up: Mutex<Vec<Arc<Found>>>,
    /// The same for needs that sentences were about.
    pub(super) needs: Mutex<BTreeMap<Need, Arc<Found>>>,
    /// Which entries answer a topic first, by its slug, worked out once
    /// somebody asks.
    pub(super) of_topics: Mutex<BTreeMap<&'static str, Arc<Vec<Bits>>>>,
    /// What the words asked last are taken for.
    pub(super) read_as: Mutex<Option<(Vec<String>, Arc<Reading>)>>,
    /// What was found for the words asked last.
    pub(super) kept: Kept,
}

/// A beginning that has a list of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Top {
    /// The words with this beginning.
    pub words: Range<u32>,
    /// The number of the list.
    pub list: u32,
}

/// A word in the names of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InName {
    /// The word.
    pub word: u32,
    /// The concept, and in the low bits its class.
    stands: u32,
}

impl InName {
    /// A word in the names of a concept, and its class there.
    pub fn new(word: u32, concept: u32, class: Class) -> Self {
        Self { word, stands: concept << CLASS_BITS | u32::from(class) }
    }

    /// The concept.
    pub fn concept(self) -> u32 {
        self.stands >> CLASS_BITS
    }

    /// The class of the word there.
    pub fn class(self) -> Class {
        (self.stands & ((1 << CLASS_BITS) - 1)) as Class
    }
}

/// Those of the words in names of concepts that are in a range.
pub fn named_in(named: &[InName], start: u32, end: u32) -> &[InName] {
    let from = named.partition_point(|one| one.word < start);
    let to = named.partition_point(|one| one.word < end);
    named.get(from..to).unwrap_or_default()
}

/// A concept and what the index knows of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Shared {
    /// The concept.
    pub concept: Concept,
    /// Its names and synonyms.
    names: Vec<String>,
    /// The numbers of their words, one name after the other: hundreds of names
    /// are gone through for one key.
    words: Vec<u32>,
    /// Where the words of each name end.
    ends: Vec<u32>,
}

impl Shared {
    /// A concept with its names.
    pub fn new(concept: Concept, names: Vec<String>, lexicon: &Lexicon) -> Self {
        let (mut words, mut ends) = (Vec::new(), Vec::new());
        for name in &names {
            words::each(&fold(name), |word, _, _| words.extend(lexicon.number(word)));
            ends.push(words.len() as u32);
        }
        Self { concept, names, words, ends }
    }

    /// The first of the names that have the most of some words, if any has one.
    pub fn name_with_most(&self, words: &Bits) -> Option<&str> {
        let mut start = 0;
        let mut best = (0, None);
        for (name, end) in self.names.iter().zip(&self.ends) {
            let own = self.words.get(start..*end as usize).unwrap_or_default();
            let met = own.iter().filter(|word| words.has(**word)).count();
            if met > best.0 {
                best = (met, Some(name.as_str()));
            }
            start = *end as usize;
        }
        best.1
    }
}

impl Index {
    /// Reads every entry of `directory` once.
    pub fn build(directory: &Directory) -> Self {
        builder::build(directory, Collected::of(directory))
    }

    /// The same where `collected` has everything of the entries of one
    /// publisher, in their order, or of none.
    pub fn build_around(directory: &Directory, publisher: &str, mut collected: Vec<Collected>) -> Self {
        let entries = directory.entries_of(publisher).unwrap_or_default();
        collected.iter_mut().for_each(Collected::end);
        if collected.iter().map(Collected::entries).sum::<u32>() != entries.end - entries.start {
            return Self::build(directory);
        }
        builder::build(directory, Collected::around(directory, entries, collected))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A question whose words are looked up. `None` when cancelled.
    pub(super) fn ask<'a>(
        &'a self,
        directory: &'a Directory,
        request: Request<'a>,
        cancel: &'a Cancel,
    ) -> Option<Ask<'a>> {
        let mut found = Vec::with_capacity(request.query.words.len());
        for word in &request.query.words {
            if cancel.is_cancelled() {
                return None;
            }
            found.push(self.look_up(word));
        }
        Some(Ask::new(self, directory, request, cancel, found))
    }

    /// What a word meets.
    pub(super) fn look_up(&self, word: &str) -> Arc<Found> {
        let lock = || self.looked_up.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().iter().find(|found| found.word == word) {
            return Arc::clone(known);
        }
        let found = Arc::new(Found::of(word, self));
        let mut kept = lock();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(&found));
        found
    }

    /// The cities of this name, which words are joined to by blanks. One that
    /// is written in two scripts (`Taipei / 台北`) has both names, and one that
    /// other languages call otherwise these too.
    pub(super) fn cities_named(&self, name: &str) -> &[u32] {
        self.cities().get(name).map_or(&[], Vec::as_slice)
    }

    /// The numbers of cities by every plain name.
    pub(super) fn cities(&self) -> &HashMap<String, Vec<u32>> {
        self.cities.get_or_init(|| {
            let mut cities: HashMap<String, Vec<u32>> = HashMap::new();
            for (city, number) in self.values.cities.names().iter().zip(0u32..) {
                let parts = city.split(['/', '(', ')', ',']).filter(|part| part.len() < city.len());
                let mut names: Vec<String> = parts.chain([city.as_str()]).map(values::plain).collect();
                let own = names.last().map_or(&[][..], |name| values::cities_named(name));
                names.extend(own.iter().flat_map(|city| city.all()).map(values::plain));
                names.sort_unstable();
                names.dedup();
                for name in names.into_iter().filter(|name| !name.is_empty()) {
                    cities.entry(name).or_default().push(number);
                }
            }
            cities
        })
    }

    /// Where words side by side are the name of a city: the longest names,
    /// from the left.
    pub(super) fn cities_in(&self, words: &[String]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let is_city = |end: &usize| {
                let name = words.get(start..*end).unwrap_or_default().join(" ");
                !self.cities_named(&name).is_empty()
            };
            let longest = words.len().min(start + LONGEST_CITY);
            match (start + 1..=longest).rev().find(is_city) {
                Some(end) => {
                    found.push(start..end);
                    start = end;
                }
                None => start += 1,
            }
        }
        found
    }

    /// The same where other words stand beside the name: they are then what is
    /// looked for there.
    pub(super) fn cities_beside(&self, words: &[String]) -> Vec<Range<usize>> {
        let mut cities = self.cities_in(words);
        cities.retain(|range| range.len() < words.len());
        cities
    }

    /// The concepts in whose names one of these words stands, and its class
    /// there.
    pub(super) fn concepts_of_words(&self, words: Range<u32>) -> impl Iterator<Item = (u32, Class)> {
        named_in(&self.named, words.start, words.end).iter().map(|one| (one.concept(), one.class()))
    }

    /// The longest beginnings that have lists of their own and that all words
    /// in a range have, one beside the other.
    pub(super) fn tops_in(&self, words: Range<u32>) -> impl Iterator<Item = &Top> {
        let from = self.tops.partition_point(|top| top.words.start < words.start);
        let mut covered = words.start;
        let inside =
            self.tops.get(from..).unwrap_or_default().iter().take_while(move |top| top.words.start < words.end);
        inside.filter(move |top| {
            let next = top.words.start >= covered && top.words.end <= words.end;
            if next {
                covered = top.words.end;
            }
            next
        })
    }

    /// The list of a single word that holds its concepts too, if it has one.
    pub(super) fn top_of(&self, word: u32) -> Option<u32> {
        let from = self.tops.partition_point(|top| top.words.start < word);
        let here = self.tops.get(from..)?.iter().take_while(|top| top.words.start == word);
        here.into_iter().find(|top| top.words.len() == 1).map(|top| top.list)
    }

    /// True when something in the directory is called like this place, or
    /// begins with it, or covers a place of this name.
    pub fn knows_place(&self, place: &str) -> bool {
        let place = self.places.meant(values::plain(place));
        let covered = || self.table.areas().iter().any(|own| own.areas.iter().any(|area| is_place(area, &place)));
        values::country_named(&place).is_some() || self.places.knows(&place) || covered()
    }

    /// Where a town, region or state is: the middle of the places in it that
    /// are on the map.
    pub fn point_of(&self, place: &str) -> Option<Point> {
        self.places.points(&self.places.meant(values::plain(place))).first().copied()
    }

    /// Where an entry is, as far as that may be known: a point for each of its
    /// places that has one.
    pub fn points(&self, entry: EntryNo) -> Vec<Point> {
        let facts = self.ranks.get(entry.0 as usize).and_then(|rank| self.table.get(*rank));
        facts.map_or_else(Vec::new, |facts| facts.points.iter().map(|placed| placed.point()).collect())
    }

    /// Bytes that the index takes in memory beside the directory, part by part.
    pub fn sizes(&self) -> [(&'static str, usize); 9] {
        [
            ("words", self.lexicon.size()),
            ("lists of words", self.of_words.size()),
            ("lists of beginnings", self.of_beginnings.size()),
            ("lists of concepts", self.of_concepts.size() + self.named.len() * size_of::<InName>()),
            ("phones", self.phones.size()),
            ("sounds", self.sounds.size()),
            ("names", self.names.size()),
            ("facts", self.table.size()),
            ("order and what was found last", (self.entries.len() + self.ranks.len()) * 4 + self.kept.size()),
        ]
    }

    /// The index as bytes, for [`from_bytes`](Self::from_bytes), in pieces that
    /// follow one another: together they would take the room twice.
    pub fn into_pieces(self) -> Vec<Vec<u8>> {
        let Self { lexicon, of_words, of_beginnings, of_concepts, phones, sounds, names, table, entries, .. } = self;
        let mut writer = Writer::default();
        lexicon.write(&mut writer);
        for lists in [of_words, of_beginnings, of_concepts] {
            lists.write(&mut writer);
        }
        phones.write(&mut writer);
        sounds.write(&mut writer);
        names.write(&mut writer);
        table.write(&mut writer);
        writer.numbers(&entries);
        // What is small, as serde writes it.
        writer.value(&(
            &self.tops,
            &self.of_cities,
            &self.expressions,
            &self.named,
            &self.concepts,
            &self.values,
            &self.places,
        ));
        writer.finish()
    }

    /// The index that [`into_pieces`](Self::into_pieces) wrote, put together.
    ///
    /// # Errors
    /// When another program or nobody wrote it: build the index anew.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, IndexProblem> {
        let mut reader = Reader::new(bytes)?;
        let mut index = Self {
            lexicon: Lexicon::read(&mut reader)?,
            of_words: Lists::read(&mut reader)?,
            of_beginnings: Lists::read(&mut reader)?,
            of_concepts: Lists::read(&mut reader)?,
            phones: Phones::read(&mut reader)?,
            sounds: Sounds::read(&mut reader)?,
            names: Names::read(&mut reader)?,
            table: Table::read(&mut reader)?,
            entries: reader.numbers()?,
            ..Self::default()
        };
        (index.tops, index.of_cities, index.expressions, index.named, index.concepts, index.values, index.places) =
            reader.value()?;
        reader.finish()?;
        index.ranks = builder::turned(&index.entries);
        Ok(index)
    }
}
