//! How a question becomes a ranked list.
//!
//! The rarest word comes first: its entries are the candidates. Every other
//! word keeps those that it has too. What a word is worth in an entry is the
//! best of what it meets there; the words add up. Which of them are
//! [`best`](super::best) is decided by more.

use std::{cmp::Reverse, sync::Arc};

use super::{
    Cancel, Excluded, Facets, Filter, Hit, Matched, OPEN_AT, Outcome, Partial, Request,
    bits::Bits,
    builder::expression_print,
    candidates::Candidates,
    facets::Counts,
    facts::day,
    found::Found,
    index::Index,
    matched::Marker,
    rank::{EXPRESSION, IN_CITY, IN_CITY_ALONE, Ranked},
    ready::{self, Known, Ready},
    telling::is_little,
    whereabouts::{Standing, Stands},
};
use crate::directory::{Directory, EntryNo};

/// At most so many fields of an explained hit say what matched.
const MARKED: usize = 4;
/// Between so many entries a search looks whether anybody still waits for it.
const LOOK_EVERY: usize = 4096;
/// Words of the longest expression that is looked for.
const LONGEST_EXPRESSION: usize = 4;

/// The entries that have some words.
pub struct List {
    /// Those that pass every filter.
    passing: Arc<Candidates>,
    /// Before the filters.
    all: Arc<Candidates>,
    /// The best of those that pass, as many as are asked for.
    pub best: Vec<Ranked>,
}

impl List {
    /// How many pass every filter.
    pub fn len(&self) -> usize {
        self.passing.len()
    }

    /// Adds those that pass every filter to a set.
    pub fn add_to(&self, bits: &mut Bits) {
        self.passing.add_to(bits);
    }

    /// Adds those that have the words, whatever the filters, to a set.
    pub fn add_all_to(&self, bits: &mut Bits) {
        self.all.add_to(bits);
    }
}

/// One question.
pub struct Ask<'a> {
    pub(super) index: &'a Index,
    /// Where it is asked.
    pub directory: &'a Directory,
    /// The question.
    pub request: Request<'a>,
    /// Set when nobody waits for the answer any more.
    pub cancel: &'a Cancel,
    found: Vec<Arc<Found>>,
    pub(super) filters: Vec<Ready<'a>>,
}

impl<'a> Ask<'a> {
    /// A question whose words are looked up.
    pub fn new(
        index: &'a Index,
        directory: &'a Directory,
        request: Request<'a>,
        cancel: &'a Cancel,
        found: Vec<Arc<Found>>,
    ) -> Self {
        let mut ask = Self { index, directory, request, cancel, found, filters: Vec::new() };
        ask.filters = ask.ready(request.query.filters.iter());
        ask
    }

    fn ready(&self, filters: impl Iterator<Item = &'a Filter>) -> Vec<Ready<'a>> {
        ready::make(&filters.collect::<Vec<_>>(), self.known(), self.request)
    }

    /// What filters are made ready from.
    fn known(&self) -> Known<'a> {
        let Index { table, places, values, opened, .. } = self.index;
        Known { table, places, values, opened, directory: self.directory }
    }

    /// What the words meet.
    pub fn found(&self) -> Vec<&Found> {
        self.found.iter().map(AsRef::as_ref).collect()
    }

    /// The best entries, which do not say yet what matched. `None` when
    /// cancelled.
    pub fn outcome(&self) -> Option<Outcome> {
        let found = self.found();
        let candidates = self.candidates(&found)?;
        let any = candidates.len() > 0;
        let passing = self.passing(candidates, &self.filters)?;
        let (mut excluded, mut partial) = (None, None);
        if passing.len() == 0 {
            (excluded, partial) = self.nothing(&found, any)?;
        }
        let total = passing.len();
        let in_place = self.in_place(passing.ranks()).unwrap_or(total);
        let hits = self.hits(&self.best(&self.weighed(passing, &found), &found, None));
        Some(Outcome { hits, total, facets: Facets::default(), in_place, excluded, partial })
    }

    /// How many of these are in the place of a `place:` filter, or near that of
    /// a `near:` filter, if there is one.
    pub fn in_place(&self, ranks: impl Iterator<Item = u32>) -> Option<usize> {
        let is_here = |rank: &u32| self.standing(*rank).stands == Stands::Here;
        self.places_matter().then(|| ranks.filter(is_here).count())
    }

    /// The entries that have all of these words, of which the best may be known
    /// already. `None` when cancelled.
    pub fn list(&self, found: &[&Found], best: Option<&[Hit]>) -> Option<List> {
        let all = self.candidates(found)?;
        let passing = self.weighed(self.passing(Arc::clone(&all), &self.filters)?, found);
        let best = match best {
            Some(hits) => hits.iter().filter_map(|hit| self.ranked_as(hit)).collect(),
            None => self.best(&passing, found, None),
        };
        Some(List { passing, all, best })
    }

    /// Where a hit stands among others.
    fn ranked_as(&self, hit: &Hit) -> Option<Ranked> {
        let rank = self.index.ranks.get(hit.entry.0 as usize)?;
        Some(self.ranked(*rank, hit.score))
    }

    /// The best entries of a list, of those in a set. `None` when cancelled.
    pub fn best_of(&self, list: &List, found: &[&Found], set: &Bits) -> Option<Vec<Ranked>> {
        self.go_on()?;
        Some(self.best(&list.passing, found, Some(set)))
    }

    /// True when an entry that is in a set has all of these words. `None` when
    /// cancelled.
    pub fn have_any(&self, found: &[&Found], set: &Bits) -> Option<bool> {
        Some(self.candidates(found)?.ranks().any(|rank| set.has(rank)))
    }

    /// True when an entry has all of these words. `None` when cancelled.
    pub fn has(&self, found: &[&Found], rank: u32) -> Option<bool> {
        Some(self.candidates(found)?.sum(rank).is_some())
    }

    /// Says what matched in the hits that do not say it yet, of those words of
    /// the query of which `which` is true. `None` when cancelled.
    pub fn explain(&self, hits: &mut [Hit], which: impl Fn(usize, &str) -> bool) -> Option<()> {
        let found = self.found.iter().enumerate().filter(|(at, found)| which(*at, &found.word));
        let found: Vec<&Found> = found.map(|(_, found)| found.as_ref()).collect();
        let marker = Marker::new(self.index, &found);
        for hit in hits.iter_mut().filter(|hit| hit.matched.is_empty()) {
            hit.matched = self.mark(&marker, hit.entry)?;
        }
        Some(())
    }

    /// What matched in an entry. `None` when cancelled.
    pub fn mark(&self, marker: &Marker<'_>, entry: EntryNo) -> Option<Vec<Matched>> {
        self.go_on()?;
        Some(self.directory.look_at(entry, |entry| marker.mark(entry, MARKED)).unwrap_or_default())
    }

    /// What further filters would leave. `None` when cancelled.
    pub fn facets(&self) -> Option<Facets> {
        self.facets_of(self.candidates(&self.found())?.ranks())
    }

    /// What further filters would leave of these entries. `None` when
    /// cancelled.
    pub fn facets_of(&self, all: impl Iterator<Item = u32>) -> Option<Facets> {
        let Index { table, values, .. } = self.index;
        let today = day(self.request.today);
        let mut counts = Counts::new(table, values);
        for (at, facts) in all.filter_map(|rank| table.get(rank)).enumerate() {
            if at % LOOK_EVERY == 0 {
                self.go_on()?;
            }
            counts.add(&facts, ready::failed(&self.filters, &facts), today);
        }
        let open = OPEN_AT.map(|when| self.index.opened.at(table, self.directory, when, self.request.now));
        let in_city = |city: &str| {
            let filter = Filter::Place(city.to_owned());
            Ready::new(&filter, self.known(), self.request).passing()
        };
        Some(counts.finish(values, &open, in_city))
    }

    /// `None` when nobody waits for the answer any more.
    fn go_on(&self) -> Option<()> {
        (!self.cancel.is_cancelled()).then_some(())
    }

    /// Entries that have all of these words; without words: every entry.
    fn candidates(&self, found: &[&Found]) -> Option<Arc<Candidates>> {
        self.index.candidates(found, self.cancel)
    }

    /// The candidates that pass every filter.
    fn passing(&self, candidates: Arc<Candidates>, filters: &[Ready<'_>]) -> Option<Arc<Candidates>> {
        self.go_on()?;
        if filters.is_empty() {
            return Some(candidates);
        }
        let mut passing = Vec::new();
        for (at, (rank, sum)) in candidates.iter().enumerate() {
            if at % LOOK_EVERY == 0 {
                self.go_on()?;
            }
            let facts = self.index.table.get(rank);
            if facts.is_some_and(|facts| filters.iter().all(|filter| filter.passes(&facts))) {
                passing.push((rank, sum));
            }
        }
        Some(Arc::new(Candidates::of(passing.into_iter())))
    }

    /// The candidates, those weighed more for which words of the query are
    /// together what people say, or the city in which they are.
    fn weighed(&self, mut candidates: Arc<Candidates>, found: &[&Found]) -> Arc<Candidates> {
        let words: Vec<String> = found.iter().map(|found| found.word.clone()).collect();
        self.weigh_cities(&mut candidates, &words);
        let mut weighed = std::collections::BTreeSet::new();
        for length in (2..=LONGEST_EXPRESSION.min(words.len())).rev() {
            for window in words.windows(length) {
                let print = expression_print(window);
                let all = &self.index.expressions;
                let from = all.partition_point(|(one, _)| *one < print);
                let here = all.get(from..).unwrap_or_default().iter().take_while(|(one, _)| *one == print);
                for (_, concept) in here {
                    if !weighed.insert(*concept) {
                        continue;
                    }
                    let list = self.index.of_concepts.get(*concept, self.index.len());
                    Arc::make_mut(&mut candidates).weigh(list, EXPRESSION * length as u16);
                }
            }
        }
        candidates
    }

    /// Weighs those more that are in the city that some of the words are the
    /// name of.
    fn weigh_cities(&self, candidates: &mut Arc<Candidates>, words: &[String]) {
        for range in self.index.cities_in(words) {
            let name = words.get(range.clone()).unwrap_or_default().join(" ");
            let is_here = self.index.table.is_in(self.index.cities_named(&name));
            let more = if range.len() == words.len() { IN_CITY_ALONE } else { IN_CITY * range.len() as u16 };
            Arc::make_mut(candidates).weigh_where(is_here, more);
        }
    }

    /// Hits that do not say yet what matched.
    pub fn hits(&self, best: &[Ranked]) -> Vec<Hit> {
        let entry = |ranked: &Ranked| self.index.entries.get(ranked.rank as usize).copied().map(EntryNo);
        let hit = |ranked: &Ranked| {
            let Standing { stands, metres, inside, .. } = self.standing(ranked.rank);
            Some(Hit {
                entry: entry(ranked)?,
                score: ranked.score.0,
                matched: Vec::new(),
                covers: stands == Stands::Covers,
                further: stands == Stands::Further,
                inside,
                metres,
            })
        };
        best.iter().filter_map(hit).collect()
    }

    /// Why nothing is left, and the best of the entries that have most of the
    /// words. `any`: something has all words, but no such entry passes.
    fn nothing(&self, found: &[&Found], any: bool) -> Option<(Option<Excluded>, Option<Partial>)> {
        let bits = |words: &[usize]| -> Vec<&Bits> {
            words.iter().filter_map(|at| found.get(*at)).map(|one| one.bits(self.index)).collect()
        };
        // What no entry has is left out before all else.
        let known = |at: &usize| found.get(*at).is_some_and(|found| !found.is_empty());
        let mut kept: Vec<usize> = (0..found.len()).filter(known).collect();
        let all_known = kept.len() == found.len();
        let mut left = (all_known && !any && !found.is_empty()).then(|| Bits::counts_without_one(&bits(&kept), None));
        let excluded = self.excluded(found, left.as_deref())?;
        if !all_known && let Some(partial) = self.having(&kept, found)? {
            return Some((excluded, Some(partial)));
        }
        let passing = self.all_passing()?;
        left.take_if(|_| passing.is_some());
        while kept.len() > 1 {
            self.go_on()?;
            let left = left.take().unwrap_or_else(|| Bits::counts_without_one(&bits(&kept), passing.as_ref()));
            // A number of a telephone tells more than any word; of equal ones
            // the first.
            let is_number = |at: usize| found.get(at).is_some_and(|one| one.is_phone());
            let counts = left.into_iter().zip(&kept).map(|(count, at)| (!is_number(*at), count, Reverse(*at)));
            let Some((_, count, Reverse(out))) = counts.max() else { break };
            kept.retain(|at| *at != out);
            if count > 0 {
                return Some((excluded, self.having(&kept, found)?));
            }
        }
        Some((excluded, None))
    }

    /// Every entry that passes the filters; `None` inside without filters.
    fn all_passing(&self) -> Option<Option<Bits>> {
        if self.filters.is_empty() {
            return Some(None);
        }
        let mut bits = Bits::none(self.index.len());
        self.passing(self.candidates(&[])?, &self.filters)?.add_to(&mut bits);
        Some(Some(bits))
    }

    /// The best of the entries that have these of the words, by place, and pass
    /// the filters, if there are any.
    fn having(&self, kept: &[usize], found: &[&Found]) -> Option<Option<Partial>> {
        let used: Vec<&Found> = kept.iter().filter_map(|at| found.get(*at).copied()).collect();
        if used.is_empty() {
            return Some(None);
        }
        let all = self.passing(self.candidates(&used)?, &self.filters)?;
        if all.len() == 0 {
            return Some(None);
        }
        let words = self.request.query.words.iter().enumerate();
        let dropped = words.filter(|(at, _)| !kept.contains(at)).map(|(_, word)| word.clone()).collect();
        let hits = self.hits(&self.best(&all, &used, None));
        Some(Some(Partial { dropped, hits, total: all.len(), ..Partial::default() }))
    }

    /// Why nothing is left: a word that stands nowhere, words that no entry has
    /// together, of which `counts` says how many have all others, or the filter
    /// or the two whose removal leaves most.
    fn excluded(&self, found: &[&Found], counts: Option<&[usize]>) -> Option<Option<Excluded>> {
        // A word that says something is named before one that does not.
        let missing = found.iter().filter(|found| found.is_empty());
        if let Some(found) = missing.min_by_key(|found| is_little(&found.word)) {
            let nearest = found.nearest(self.index).map(str::to_owned);
            return Some(Some(Excluded::Word { word: found.word.clone(), nearest }));
        }
        if let Some(counts) = counts {
            let counts = counts.iter().copied().zip(found);
            let most = counts.max_by_key(|(count, found)| (!found.is_phone(), *count));
            return Some(most.map(|(without, found)| Excluded::WordCombination { word: found.word.clone(), without }));
        }
        let candidates = self.candidates(found)?;
        self.go_on()?;
        let facts = candidates.ranks().filter_map(|rank| self.index.table.get(rank));
        let (blamed, without) = ready::blamed(&self.filters, facts);
        let all = &self.request.query.filters;
        let filters: Vec<Filter> = blamed.iter().filter_map(|at| all.get(*at).cloned()).collect();
        Some(match &filters[..] {
            _ if all.is_empty() => None,
            [] => Some(Excluded::Filters { filters: all.clone(), without: 0 }),
            [filter] => Some(Excluded::Filter { filter: filter.clone(), without }),
            _ => Some(Excluded::Filters { filters, without }),
        })
    }
}
