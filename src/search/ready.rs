//! Filters made ready to be asked of many entries.

use jiff::{Timestamp, civil::Date};

use super::{
    Filter, Point, Request, When,
    distance::metres,
    facts::{Facts, Kinds, Places, Values, access_bit, is_place, need_bit},
    values,
};
use crate::directory::{Entry, hours};

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
    /// For `near:`: where the place is.
    point: Option<Point>,
    now: Timestamp,
    today: Date,
}

impl<'a> Ready<'a> {
    /// Looks up what a filter needs.
    pub fn new(filter: &'a Filter, places: &'a Places, values: &Values, request: Request<'_>) -> Self {
        let mut ready = Self {
            filter,
            number: None,
            place: String::new(),
            countries: Vec::new(),
            wider: Vec::new(),
            point: None,
            now: request.now,
            today: request.today,
        };
        match filter {
            Filter::Place(place) => {
                ready.place = places.meant(values::plain(place));
                (ready.countries, ready.wider) = places.around(&ready.place);
                ready.number = values::country_named(&ready.place).and_then(|code| values.countries.find(code));
            }
            Filter::Near(place) => ready.point = places.point(&places.meant(values::plain(place))),
            Filter::Publisher(id) => ready.number = values.publishers.find(id),
            Filter::Country(code) => ready.number = values.countries.find(code),
            Filter::Language(code) => ready.number = values.languages.find(code),
            _ => {}
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

    /// True when an entry passes.
    pub fn passes(&self, facts: &Facts, entry: &Entry<'_>) -> bool {
        match self.filter {
            Filter::Need(need) => facts.needs & need_bit(*need) != 0,
            Filter::Access(access) => facts.access & access_bit(*access) != 0,
            Filter::Language(_) => self.number.is_some_and(|number| facts.languages.contains(&number)),
            Filter::Country(_) => facts.serves_country(self.number),
            Filter::Population(slug) => facts.populations.iter().any(|own| own == slug),
            Filter::CheckedWithin(days) => is_checked_within(facts.checked, self.today, *days),
            Filter::Open(when) => is_open(entry, *when, self.now),
            Filter::Near(_) => self.metres(facts).is_some(),
            Filter::Publisher(_) => self.number == Some(facts.publisher),
            Filter::Place(_) => self.in_place(facts),
        }
    }

    /// In the place, or in a country, region or world that has it.
    fn in_place(&self, facts: &Facts) -> bool {
        facts.everywhere
            || facts.places.iter().any(|own| is_place(own, &self.place))
            || facts.areas.iter().any(|area| is_place(area, &self.place) || self.wider.contains(&area.as_str()))
            || self.number.is_some_and(|number| facts.serves_country(Some(number)))
            || facts.covers.iter().any(|country| self.countries.contains(country))
    }

    /// True when an entry that passes is in the place, and does not only cover
    /// it. Every entry is in the place of another filter.
    pub fn is_local(&self, facts: &Facts) -> bool {
        !matches!(self.filter, Filter::Place(_))
            || facts.places.iter().any(|own| is_place(own, &self.place))
            || self.number.is_some_and(|number| facts.countries.contains(&number))
    }

    /// For `near:`: how far the nearest place of an entry is, in metres.
    pub fn metres(&self, facts: &Facts) -> Option<u32> {
        let from = self.point?;
        facts.points.iter().map(|point| metres(from, *point)).min()
    }
}

/// True when an entry is open.
pub fn is_open(entry: &Entry<'_>, when: When, now: Timestamp) -> bool {
    let answer = match when {
        When::Now => hours::openness(entry, now),
        When::At { day, time } => hours::open_at_next(entry, now, day, time),
    };
    matches!(answer, hours::Openness::Open { .. })
}

/// True when a check is at most so many days old.
pub fn is_checked_within(checked: Option<Date>, today: Date, days: u16) -> bool {
    checked.is_some_and(|checked| today.since(checked).is_ok_and(|span| span.get_days() <= i32::from(days)))
}

/// Makes filters ready; hours last, since they cost more than all the rest.
pub fn make<'a>(filters: &[&'a Filter], places: &'a Places, values: &Values, request: Request<'_>) -> Vec<Ready<'a>> {
    let mut ready: Vec<Ready<'a>> = filters.iter().map(|filter| Ready::new(filter, places, values, request)).collect();
    ready.sort_by_key(|filter| filter.kind() == Kinds::OPEN);
    ready
}

/// The kinds of filters that an entry fails, as far as it matters.
pub fn failed(filters: &[Ready<'_>], facts: &Facts, entry: &Entry<'_>) -> Kinds {
    let mut failed = Kinds::default();
    for filter in filters {
        if failed.are_several() {
            break;
        }
        if !filter.passes(facts, entry) {
            failed.insert(filter.kind());
        }
    }
    failed
}
