//! Filters made ready to be asked of many entries.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use super::{
    Filter, OPEN_AT, Request, When,
    facts::{Area, Facts, Kinds, Served, access_bit, day, need_bit},
    known::publisher,
    numbered::Values,
    places::{Places, is_place},
    table::Table,
    values,
    whereabouts::{Distances, Standing},
};
use crate::directory::{Directory, Entry, EntryNo, hours};

/// A filter and what it needs to know, looked up once.
pub struct Ready<'a> {
    filter: &'a Filter,
    /// For a country or a language: its number in the directory, if an entry
    /// has it. For a place that is a country: the country's.
    number: Option<u32>,
    /// For a place: its plain name.
    place: String,
    /// For a place: the countries it is in.
    countries: Vec<u32>,
    /// For a place: the regions and states it is in.
    wider: Vec<&'a str>,
    /// For `near:`, where the place is on the map: how far things are.
    distances: Option<Distances>,
    /// For a place, country, language or population: whether an area, or those
    /// served, pass, by number. They are few, the entries many.
    passing: Vec<bool>,
    /// For a place: whether what is there is in it.
    local: Vec<bool>,
    /// For hours: whether they are open, by number.
    open: Arc<Vec<bool>>,
    today: i32,
}

/// What filters are made ready from.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What the index knows of the entries.
    pub table: &'a Table,
    /// Where the places are.
    pub places: &'a Places,
    /// The values that entries have.
    pub values: &'a Values,
    /// The entries themselves.
    pub directory: &'a Directory,
    /// What was open when somebody asked last.
    pub opened: &'a Opened,
}

impl<'a> Ready<'a> {
    /// Looks up what a filter needs.
    pub fn new(filter: &'a Filter, known: Known<'a>, request: Request<'_>) -> Self {
        let Known { table, places, values, directory, opened } = known;
        let mut ready = Self {
            filter,
            number: None,
            place: String::new(),
            countries: Vec::new(),
            wider: Vec::new(),
            distances: None,
            passing: Vec::new(),
            local: Vec::new(),
            open: Arc::default(),
            today: day(request.today),
        };
        match filter {
            Filter::Place(place) | Filter::Near(place) => {
                ready.place = places.meant(values::plain(place));
                (ready.countries, ready.wider) = places.around(&ready.place);
                ready.number = values::country_named(&ready.place).and_then(|code| values.countries.find(code));
                ready.passing = table.areas().iter().map(|area| ready.in_place(area)).collect();
                ready.local = table.areas().iter().map(|area| ready.in_the_place_itself(area)).collect();
                if ready.is_near() {
                    ready.distances = Distances::from(&ready.place, &ready.local, table, places, values);
                }
            }
            Filter::Publisher(value) => {
                let id = publisher(value, directory);
                ready.number = id.and_then(|id| values.publishers.find(&values::plain(id)));
            }
            Filter::Country(code) => {
                let number = values.countries.find(code);
                ready.passing = table.areas().iter().map(|area| area.serves_country(number)).collect();
            }
            Filter::Language(code) => {
                let number = values.languages.find(code);
                let has = |served: &Served| number.is_some_and(|number| served.languages.contains(&number));
                ready.passing = table.served().iter().map(has).collect();
            }
            Filter::Population(slug) => {
                let has = |served: &Served| served.populations.iter().any(|own| own == slug);
                ready.passing = table.served().iter().map(has).collect();
            }
            Filter::Open(when) => ready.open = opened.at(table, directory, *when, request.now),
            Filter::Need(_) | Filter::Access(_) | Filter::CheckedWithin(_) => {}
        }
        ready
    }

    /// Which kind of filter it is.
    pub fn kind(&self) -> Kinds {
        match self.filter {
            Filter::Need(_) => Kinds::NEED,
            Filter::Access(_) => Kinds::ACCESS,
            Filter::Language(_) => Kinds::LANGUAGE,
            Filter::Country(_) => Kinds::COUNTRY,
            Filter::Place(_) => Kinds::PLACE,
            Filter::Population(_) => Kinds::POPULATION,
            Filter::CheckedWithin(_) => Kinds::CHECKED,
            Filter::Open(_) => Kinds::OPEN,
            Filter::Near(_) => Kinds::NEAR,
            Filter::Publisher(_) => Kinds::PUBLISHER,
        }
    }

    /// Whether an area passes, by number; for places and countries.
    pub fn passing(self) -> Vec<bool> {
        self.passing
    }

    /// True for `place:` and `near:`.
    pub fn asks_where(&self) -> bool {
        matches!(self.filter, Filter::Place(_) | Filter::Near(_))
    }

    /// True for `near:`.
    fn is_near(&self) -> bool {
        matches!(self.filter, Filter::Near(_))
    }

    /// True when an entry passes.
    pub fn passes(&self, facts: &Facts<'_>) -> bool {
        let passing = |number: u32| self.passing.get(number as usize).copied().unwrap_or(false);
        match self.filter {
            Filter::Need(need) => facts.needs & need_bit(*need) != 0,
            Filter::Access(access) => facts.access & access_bit(*access) != 0,
            Filter::Language(_) | Filter::Population(_) => passing(facts.served.0),
            Filter::Country(_) | Filter::Place(_) => passing(facts.area.0),
            Filter::CheckedWithin(days) => is_checked_within(facts.checked, self.today, *days),
            Filter::Open(_) => is_open(facts, &self.open),
            Filter::Near(_) => self.distances.is_some() || passing(facts.area.0),
            Filter::Publisher(_) => self.number == Some(facts.publisher),
        }
    }

    /// In the place, or in a country, region or world that has it.
    fn in_place(&self, own: &Area) -> bool {
        own.everywhere
            || own.places.iter().any(|own| is_place(own, &self.place))
            || own.areas.iter().any(|area| is_place(area, &self.place) || self.wider.contains(&area.as_str()))
            || self.number.is_some_and(|number| own.serves_country(Some(number)))
            || own.covers.iter().any(|country| self.countries.contains(country))
    }

    /// In the place, whatever else is covered.
    fn in_the_place_itself(&self, own: &Area) -> bool {
        own.places.iter().any(|own| is_place(own, &self.place))
            || self.number.is_some_and(|number| own.countries.contains(&number))
    }

    /// For `place:` and `near:`: where an entry that passes stands to the place.
    pub fn standing(&self, facts: &Facts<'_>) -> Option<Standing> {
        let is = |areas: &[bool]| areas.get(facts.area.0 as usize).copied().unwrap_or(false);
        let inside = is(&self.local);
        match &self.distances {
            Some(distances) => Some(distances.standing(facts, inside, is(&self.passing))),
            None => self.asks_where().then(|| Standing::without_distance(inside)),
        }
    }
}

/// Which hours are open at which instants, as asked last: working that out
/// takes longer than a search.
#[derive(Debug, Default)]
pub struct Opened(Mutex<Vec<OpenAt>>);

/// Which hours are open at an instant.
#[derive(Debug)]
struct OpenAt {
    when: When,
    /// When "now" was, in minutes since 1970.
    minute: i64,
    open: Arc<Vec<bool>>,
}

/// So many answers are kept: what the panel offers, and what was typed.
const OPENED: usize = 2 * OPEN_AT.len();

impl Opened {
    /// Whether each of the hours that entries have is open, by number: entries
    /// that share them are open together. Hours change by the minute.
    pub fn at(&self, table: &Table, directory: &Directory, when: When, now: Timestamp) -> Arc<Vec<bool>> {
        let minute = now.as_second().div_euclid(60);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().iter().find(|one| (one.when, one.minute) == (when, minute)) {
            return Arc::clone(&known.open);
        }
        let open = |entry: &u32| directory.entry(EntryNo(*entry)).is_some_and(|entry| entry_is_open(&entry, when, now));
        let open: Arc<Vec<bool>> = Arc::new(table.open_like().iter().map(open).collect());
        let mut kept = lock();
        kept.retain(|one| one.minute == minute);
        if kept.len() >= OPENED {
            kept.remove(0);
        }
        kept.push(OpenAt { when, minute, open: Arc::clone(&open) });
        open
    }
}

/// True when the hours of an entry are among those that are open.
pub fn is_open(facts: &Facts<'_>, open: &[bool]) -> bool {
    facts.hours.is_some_and(|hours| open.get(hours as usize).copied().unwrap_or(false))
}

/// True when an entry is open.
fn entry_is_open(entry: &Entry<'_>, when: When, now: Timestamp) -> bool {
    let answer = match when {
        When::Now => hours::openness(entry, now),
        When::At { day, time } => hours::open_at_next(entry, now, day, time),
    };
    matches!(answer, hours::Openness::Open { .. })
}

/// True when a check is at most so many days old.
pub fn is_checked_within(checked: Option<i32>, today: i32, days: u16) -> bool {
    checked.is_some_and(|checked| today - checked <= i32::from(days))
}

/// Makes filters ready.
pub fn make<'a>(filters: &[&'a Filter], known: Known<'a>, request: Request<'_>) -> Vec<Ready<'a>> {
    filters.iter().map(|filter| Ready::new(filter, known, request)).collect()
}

/// The kinds of filters that an entry fails, as far as it matters.
pub fn failed(filters: &[Ready<'_>], facts: &Facts<'_>) -> Kinds {
    let mut failed = Kinds::default();
    for filter in filters {
        if failed.are_several() {
            break;
        }
        if !filter.passes(facts) {
            failed.insert(filter.kind());
        }
    }
    failed
}

/// The filters to blame for nothing being left of some entries, by number, and
/// how many entries there are without them: the one without which most are
/// left, or else the two. None where leaving out two is not enough.
pub fn blamed<'f>(filters: &[Ready<'_>], all: impl Iterator<Item = Facts<'f>>) -> (Vec<usize>, usize) {
    let mut counts: BTreeMap<(usize, Option<usize>), usize> = BTreeMap::new();
    for facts in all {
        let mut failed = filters.iter().enumerate().filter(|(_, filter)| !filter.passes(&facts)).map(|(at, _)| at);
        // Who fails three filters is out with any two of them left out.
        if let (Some(one), other, None) = (failed.next(), failed.next(), failed.next()) {
            *counts.entry((one, other)).or_default() += 1;
        }
    }
    // What was added last goes first.
    let most = |alone: bool| counts.iter().filter(|((_, other), _)| other.is_none() == alone).max_by_key(|(_, n)| **n);
    let Some(((one, other), _)) = most(true).or_else(|| most(false)) else { return (Vec::new(), 0) };
    let blamed: Vec<usize> = std::iter::once(*one).chain(*other).collect();
    // Without two, what fails only one of them is left too.
    let is_left = |(one, other): &(usize, Option<usize>)| {
        blamed.contains(one) && other.is_none_or(|other| blamed.contains(&other))
    };
    let left = counts.iter().filter(|(failed, _)| is_left(failed)).map(|(_, count)| count).sum();
    (blamed, left)
}
