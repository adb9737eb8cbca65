//! The index of one directory, and how a query becomes a ranked list.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Cancel, Excluded, Facets, Field, Filter, Hit, IndexProblem, Outcome, Partial, Point, Request, When,
    concept::Concept,
    dictionary::{Builder, Dictionary},
    facets::Counts,
    facts::{Facts, Places, Values, is_place},
    fields,
    matched::Marker,
    phones::Phones,
    rank::{Name, Ranked, age, name_bonus},
    ready::{self, Ready},
    scores::{Sources, WordScores},
    values,
};
use crate::{
    directory::{Directory, Entry, EntryNo, Origin, freshness::Freshness},
    text::{fold::fold, words},
};

/// The index of one directory.
#[derive(Debug, Default)]
pub struct Index {
    dictionary: Dictionary,
    concepts: Vec<Shared>,
    /// Per entry: the numbers of its concepts.
    concepts_of: Vec<Vec<u32>>,
    phones: Phones,
    /// Per entry: what filters ask.
    facts: Vec<Facts>,
    values: Values,
    places: Places,
    /// Per entry: its names, for matches of the whole query.
    names: Vec<Vec<Name>>,
    /// Per entry: its place in the order by name and id.
    order: Vec<u32>,
}

/// A concept and what the index knows of it.
#[derive(Debug)]
pub struct Shared {
    /// The concept.
    pub concept: Concept,
    /// The entries that have it, in order.
    pub entries: Vec<u32>,
    /// Per name of the concept: the numbers of its words.
    pub names: Vec<Vec<u32>>,
}

/// An entry that has every word, and the sum of what the words are worth.
type Candidate = (u32, i64);

/// At most so many fields of an explained hit say what matched.
const MARKED: usize = 4;
/// And of the others.
const MARKED_FAR_DOWN: usize = 1;

/// Between so many entries a search looks whether anybody still waits for it.
const LOOK_EVERY: usize = 256;

impl Index {
    /// Reads every entry of `directory` once.
    pub fn build(directory: &Directory) -> Self {
        let mut index = Self::default();
        index.places = Places::of(directory, &mut index.values);
        let mut builder = Builder::default();
        let mut concepts: BTreeMap<Concept, Vec<u32>> = BTreeMap::new();
        directory.walk(|entry| {
            let number = entry.number.0;
            let own_phones = entry.phones().from == Origin::Own;
            for (field, text) in fields::of(&entry) {
                for word in words::words(&fold(text)) {
                    // The digits of an inherited number are the business of
                    // `phones`, which ranks them below one's own.
                    if field != Field::Phone || own_phones || !word.text.starts_with(|c: char| c.is_ascii_digit()) {
                        builder.add(word.text, number, field);
                    }
                }
            }
            for concept in Concept::of(&entry) {
                concepts.entry(concept).or_default().push(number);
            }
            index.phones.add(&entry);
            index.facts.push(Facts::of(&entry, &mut index.values));
        });
        for (concept, number) in concepts.keys().zip(0u32..) {
            for (word, field) in words_of(concept) {
                builder.add_to_concept(word, number, field);
            }
        }
        index.dictionary = builder.finish();
        let shared = |(concept, entries)| Shared { names: index.names_of_concept(&concept), concept, entries };
        index.concepts = concepts.into_iter().map(shared).collect();
        index.concepts_of = vec![Vec::new(); directory.len()];
        for (shared, number) in index.concepts.iter().zip(0u32..) {
            for entry in &shared.entries {
                index.concepts_of.get_mut(*entry as usize).into_iter().for_each(|concepts| concepts.push(number));
            }
        }
        let mut names = Vec::with_capacity(directory.len());
        directory.walk(|entry| names.push(index.names_of(&entry)));
        index.names = names;
        index.order = order(directory);
        index
    }

    fn names_of_concept(&self, concept: &Concept) -> Vec<Vec<u32>> {
        let numbers = |name: &str| {
            words::words(&fold(name)).into_iter().filter_map(|word| self.dictionary.number(&word.text)).collect()
        };
        concept.names().into_iter().map(numbers).collect()
    }

    fn names_of(&self, entry: &Entry<'_>) -> Vec<Name> {
        let names = entry.name().all().chain(entry.alternate_names().iter().map(String::as_str));
        names
            .map(|name| {
                let words = words::wanted(&fold(name));
                Name { words: words.iter().map(|word| self.dictionary.number(word)).collect(), text: words.join(" ") }
            })
            .collect()
    }

    /// Finds the best entries. `None` when cancelled.
    pub fn search(&self, directory: &Directory, request: Request<'_>, cancel: &Cancel) -> Option<Outcome> {
        let query = request.query;
        let sources = Sources {
            dictionary: &self.dictionary,
            concepts: &self.concepts,
            phones: &self.phones,
            entries: self.facts.len(),
        };
        let look_up = |word: &String| (!cancel.is_cancelled()).then(|| WordScores::of(word, &sources));
        let found = query.words.iter().map(look_up).collect::<Option<Vec<WordScores>>>()?;
        let candidates = self.candidates(&found, None);
        let filters = self.ready(&query.filters.iter().collect::<Vec<_>>(), request);
        let (passing, facets) = self.filter(directory, &candidates, &filters, request, cancel)?;
        let (mut excluded, mut partial) = (None, None);
        if passing.is_empty() {
            excluded = self.excluded(directory, request, &found, &candidates, cancel);
            partial = self.partial(directory, request, &found, &filters, cancel);
            if cancel.is_cancelled() {
                return None;
            }
        }
        let total = passing.len();
        let in_place = passing.iter().filter(|(entry, _)| self.is_local(&filters, *entry)).count();
        let hits = self.hits(directory, request, passing, &found, &filters, cancel)?;
        Some(Outcome { hits, total, facets, in_place, excluded, partial })
    }

    /// The best of the entries that pass, with what matched in them.
    fn hits(
        &self,
        directory: &Directory,
        request: Request<'_>,
        passing: Vec<Candidate>,
        found: &[WordScores],
        filters: &[Ready<'_>],
        cancel: &Cancel,
    ) -> Option<Vec<Hit>> {
        let best = self.best(passing, request, found, filters, cancel)?;
        let mut marker = Marker::new(&self.dictionary, &self.concepts, &request.query.words, found);
        let mut hits = Vec::with_capacity(best.len());
        for (at, ranked) in best.into_iter().enumerate() {
            if at % LOOK_EVERY == 0 && cancel.is_cancelled() {
                return None;
            }
            let Some(entry) = directory.entry(EntryNo(ranked.entry)) else { continue };
            let concepts = self.concepts_of.get(ranked.entry as usize).map_or(&[][..], Vec::as_slice);
            let most = if at < request.explained { MARKED } else { MARKED_FAR_DOWN };
            let matched = marker.mark(&entry, concepts, most);
            let metres = Some(ranked.metres).filter(|metres| *metres < u32::MAX);
            hits.push(Hit { entry: entry.number, score: ranked.score.0, matched, covers: ranked.covers, metres });
        }
        Some(hits)
    }

    /// The best of the entries that have most of the words. `None` when there
    /// are none, or when cancelled.
    fn partial(
        &self,
        directory: &Directory,
        request: Request<'_>,
        found: &[WordScores],
        filters: &[Ready<'_>],
        cancel: &Cancel,
    ) -> Option<Partial> {
        let mut kept: Vec<usize> = (0..found.len()).collect();
        while kept.len() > 1 {
            let mut best: Option<(usize, Vec<Candidate>)> = None;
            for at in 0..kept.len() {
                let others: Vec<&WordScores> = kept
                    .iter()
                    .enumerate()
                    .filter(|(one, _)| *one != at)
                    .filter_map(|(_, word)| found.get(*word))
                    .collect();
                let (passing, _) = self.filter(directory, &self.with_all(others), filters, request, cancel)?;
                if best.as_ref().is_none_or(|(_, most)| passing.len() > most.len()) {
                    best = Some((at, passing));
                }
            }
            let Some((at, passing)) = best else { break };
            kept.remove(at);
            if !passing.is_empty() {
                let words = request.query.words.iter().enumerate();
                let dropped = words.filter(|(at, _)| !kept.contains(at)).map(|(_, word)| word.clone()).collect();
                let total = passing.len();
                let hits = self.hits(directory, request, passing, found, filters, cancel)?;
                return Some(Partial { dropped, hits, total });
            }
        }
        None
    }

    /// True when something in the directory is called like this place, or
    /// begins with it, or covers a place of this name.
    pub fn knows_place(&self, place: &str) -> bool {
        let place = self.places.meant(values::plain(place));
        let covered = || self.facts.iter().any(|facts| facts.areas.iter().any(|area| is_place(area, &place)));
        values::country_named(&place).is_some() || self.places.knows(&place) || covered()
    }

    /// Where a town, region or state is: the middle of the places in it that
    /// are on the map.
    pub fn point_of(&self, place: &str) -> Option<Point> {
        self.places.point(&self.places.meant(values::plain(place)))
    }

    /// True when an entry is in the place of every `place:` filter.
    fn is_local(&self, filters: &[Ready<'_>], entry: u32) -> bool {
        self.facts.get(entry as usize).is_some_and(|facts| filters.iter().all(|filter| filter.is_local(facts)))
    }

    /// Where an entry is, as far as that may be known: a point for each of its
    /// places that has one.
    pub fn points(&self, entry: EntryNo) -> Vec<Point> {
        self.facts.get(entry.0 as usize).map_or_else(Vec::new, |facts| facts.points.clone())
    }

    /// The index as bytes, for [`from_bytes`](Self::from_bytes).
    pub fn to_bytes(&self) -> Vec<u8> {
        Vec::new()
    }

    /// The index that [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When another program or nobody wrote it: build the index anew.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, IndexProblem> {
        match bytes.into_iter().next() {
            None => Err(IndexProblem::OtherForm),
            Some(_) => Err(IndexProblem::Damaged),
        }
    }

    /// Entries that have every word (but the one left out). Without words:
    /// every entry.
    fn candidates(&self, found: &[WordScores], without: Option<usize>) -> Vec<Candidate> {
        self.with_all(found.iter().enumerate().filter(|(at, _)| Some(*at) != without).map(|(_, word)| word).collect())
    }

    /// Entries that have all of these words.
    fn with_all(&self, mut used: Vec<&WordScores>) -> Vec<Candidate> {
        used.sort_by_key(|word| word.count());
        let sum =
            |entry: u32| used.iter().try_fold(0, |sum, word| word.in_entry(entry).map(|score| sum + i64::from(score)));
        match used.first() {
            Some(rarest) => rarest.entries().filter_map(|entry| Some((entry, sum(entry)?))).collect(),
            None => (0..self.facts.len() as u32).map(|entry| (entry, 0)).collect(),
        }
    }

    fn ready<'a>(&'a self, filters: &[&'a Filter], request: Request<'_>) -> Vec<Ready<'a>> {
        ready::make(filters, &self.places, &self.values, request)
    }

    /// The candidates that pass every filter, and what further filters would
    /// leave. `None` when cancelled.
    fn filter(
        &self,
        directory: &Directory,
        candidates: &[Candidate],
        filters: &[Ready<'_>],
        request: Request<'_>,
        cancel: &Cancel,
    ) -> Option<(Vec<Candidate>, Facets)> {
        let mut passing = Vec::with_capacity(candidates.len());
        let mut counts = Counts::new(&self.values);
        for (at, candidate) in candidates.iter().enumerate() {
            if at % LOOK_EVERY == 0 && cancel.is_cancelled() {
                return None;
            }
            let (entry, _) = *candidate;
            let (Some(facts), Some(view)) = (self.facts.get(entry as usize), directory.entry(EntryNo(entry))) else {
                continue;
            };
            let failed = ready::failed(filters, facts, &view);
            counts.add(facts, failed, request.today, || ready::is_open(&view, When::Now, request.now));
            if failed.is_empty() {
                passing.push(*candidate);
            }
        }
        Some((passing, counts.finish(&self.values)))
    }

    /// The best of the entries that pass, best first, as many as are asked
    /// for. `None` when cancelled.
    fn best(
        &self,
        passing: Vec<Candidate>,
        request: Request<'_>,
        found: &[WordScores],
        filters: &[Ready<'_>],
        cancel: &Cancel,
    ) -> Option<Vec<Ranked>> {
        let wanted = request.query.words.join(" ");
        let mut ranked = Vec::with_capacity(passing.len());
        for (at, (entry, sum)) in passing.into_iter().enumerate() {
            if at % LOOK_EVERY == 0 && cancel.is_cancelled() {
                return None;
            }
            let number = entry as usize;
            let names = self.names.get(number).map_or(&[][..], Vec::as_slice);
            let age = self
                .facts
                .get(number)
                .map_or(u8::MAX, |facts| age(Freshness::of(facts.checked, request.today, facts.stale_after_days)));
            let score = Reverse(sum + name_bonus(names, &wanted, found));
            let order = self.order.get(number).copied().unwrap_or(u32::MAX);
            let covers = !self.is_local(filters, entry);
            let metres =
                self.facts.get(number).and_then(|facts| filters.iter().find_map(|filter| filter.metres(facts)));
            ranked.push(Ranked { covers, metres: metres.unwrap_or(u32::MAX), score, age, order, entry });
        }
        if request.limit < ranked.len() {
            // Nobody waits for the order of what is not shown.
            ranked.select_nth_unstable(request.limit);
            ranked.truncate(request.limit);
        }
        ranked.sort_unstable();
        Some(ranked)
    }

    /// Why nothing is left: a word that stands nowhere, words that no entry has
    /// together, or the filter whose removal leaves most.
    fn excluded(
        &self,
        directory: &Directory,
        request: Request<'_>,
        found: &[WordScores],
        candidates: &[Candidate],
        cancel: &Cancel,
    ) -> Option<Excluded> {
        let query = request.query;
        if let Some((word, _)) = query.words.iter().zip(found).find(|(_, found)| found.count() == 0) {
            let nearest = self.dictionary.nearest(word).map(str::to_owned);
            return Some(Excluded::Word { word: word.clone(), nearest });
        }
        if candidates.is_empty() {
            let without = |at: usize| self.candidates(found, Some(at)).len();
            let counts = query.words.iter().enumerate().map(|(at, word)| (without(at), word));
            let (without, word) = counts.max_by_key(|(count, _)| *count)?;
            return Some(Excluded::WordCombination { word: word.clone(), without });
        }
        let without = |left_out: &Filter| {
            let others = self.ready(&query.filters.iter().filter(|one| *one != left_out).collect::<Vec<_>>(), request);
            self.filter(directory, candidates, &others, request, cancel).map_or(0, |(passing, _)| passing.len())
        };
        let (without, filter) = query.filters.iter().map(|one| (without(one), one)).max_by_key(|(count, _)| *count)?;
        Some(Excluded::Filter { filter: filter.clone(), without })
    }
}

/// Per entry: its place in the order by folded name and id.
fn order(directory: &Directory) -> Vec<u32> {
    let mut keys: Vec<(String, String, u32)> = Vec::with_capacity(directory.len());
    directory.walk(|entry| keys.push((fold(&entry.name().value), entry.id().to_owned(), entry.number.0)));
    keys.sort_unstable();
    let mut order = vec![0; keys.len()];
    for ((_, _, entry), rank) in keys.iter().zip(0u32..) {
        if let Some(place) = order.get_mut(*entry as usize) {
            *place = rank;
        }
    }
    order
}

/// Every word of the names of a concept, each under its weightiest field. The
/// little words of an expression ("nowhere **to** sleep") only help to find it.
fn words_of(concept: &Concept) -> BTreeMap<String, Field> {
    let mut out: BTreeMap<String, Field> = BTreeMap::new();
    for name in concept.names() {
        let words = words::words(&fold(name));
        let several = words.len() > 1;
        for word in words {
            let little = several && word.text.chars().count() <= 3 && !word.text.chars().any(words::is_cjk);
            let field = if little { Field::Facts } else { concept.field() };
            let best = out.entry(word.text).or_insert(field);
            *best = field.min(*best);
        }
    }
    out
}
