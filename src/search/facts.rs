//! What filters ask of an entry, kept ready so that they cost nothing.

use std::borrow::Cow;

use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Point, numbered::Values, resolved::Resolved, values};
use crate::{
    directory::{Access, Address, Location, Need, Origin, Schedule, ServiceArea, entry::Place},
    text::fingerprint::fingerprint,
};

/// Kinds of filters, a bit each: those that an entry fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// `need:`
    pub const NEED: Self = Self(1);
    /// `access:`
    pub const ACCESS: Self = Self(1 << 1);
    /// `lang:`
    pub const LANGUAGE: Self = Self(1 << 2);
    /// `country:`
    pub const COUNTRY: Self = Self(1 << 3);
    /// `place:`
    pub const PLACE: Self = Self(1 << 4);
    /// `for:`
    pub const POPULATION: Self = Self(1 << 5);
    /// `checked:`
    pub const CHECKED: Self = Self(1 << 6);
    /// `open:`
    pub const OPEN: Self = Self(1 << 7);
    /// `near:`
    pub const NEAR: Self = Self(1 << 8);
    /// `publisher:`
    pub const PUBLISHER: Self = Self(1 << 9);

    /// True when no filter of another kind fails.
    pub fn allow(self, kind: Self) -> bool {
        self.0 & !kind.0 == 0
    }

    /// True when filters of several kinds fail, so that not even a facet
    /// counts the entry.
    pub fn are_several(self) -> bool {
        self.0.count_ones() > 1
    }

    /// Adds a kind.
    pub fn insert(&mut self, kind: Self) {
        self.0 |= kind.0;
    }
}

/// Where an entry is and which areas it covers. Lists of numbers are those of
/// [`Values`]. Many entries share one, so it is written down once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// Countries in which it has places.
    pub countries: Vec<u32>,
    /// Cities of its places.
    pub cities: Vec<u32>,
    /// Plain names of its places: cities, regions, states.
    pub places: Vec<String>,
    /// Countries that it covers.
    pub covers: Vec<u32>,
    /// Plain names of other areas that it covers.
    pub areas: Vec<String>,
    /// True when it covers the whole world.
    pub everywhere: bool,
}

/// Whom an entry serves. Shared as [`Area`] is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Served {
    /// Languages spoken: numbers of [`Values`].
    pub languages: Vec<u32>,
    /// Slugs of the populations it serves.
    pub populations: Vec<CompactString>,
}

/// What filters ask of one entry.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Its needs, a bit each in the order of [`Need::ALL`].
    pub needs: u32,
    /// Its kinds of access, a bit each in the order of [`Access::ALL`].
    pub access: u32,
    /// The number of its area, and the area.
    pub area: (u32, &'a Area),
    /// The number of those it serves, and those.
    pub served: (u32, &'a Served),
    /// The day on which a person last checked it, see [`day`].
    pub checked: Option<i32>,
    /// Its publisher.
    pub publisher: u32,
    /// Where its places are.
    pub points: &'a [Placed],
    /// The number of its hours; `None` when it has none.
    pub hours: Option<u32>,
}

/// A point of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The entry.
    pub entry: u32,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Placed {
    /// Where it is.
    pub fn point(self) -> Point {
        Point { latitude: self.latitude, longitude: self.longitude }
    }
}

/// Bit of a need in [`Facts::needs`].
pub fn need_bit(need: Need) -> u32 {
    1 << need as u8
}

/// Bit of a kind of access in [`Facts::access`].
pub fn access_bit(access: Access) -> u32 {
    1 << access as u8
}

/// A date as a number: days since the year 1970.
pub fn day(date: Date) -> i32 {
    date.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// Tells the hours of an entry, and the zone that they are in, from others;
/// `None` when it has none. `room` is written over.
pub fn hours_of(entry: &Resolved<'_>, room: &mut Vec<u8>) -> Option<u64> {
    let of_service = entry.service.map_or(&[][..], |service| &service.schedules);
    let at = |place: &Place<'_>| place.at.is_some_and(|at| !at.schedules.is_empty());
    if of_service.is_empty() && !entry.places.iter().any(|place| at(place) || !place.location.schedules.is_empty()) {
        return None;
    }
    room.clear();
    let mut told = Told(room);
    told.tell(&entry.service.map(|service| service.status))?;
    told.tell(&without_ids(of_service))?;
    told.tell(&entry.places.len())?;
    for place in &entry.places {
        let at = place.at.map(|at| without_ids(&at.schedules));
        told.tell(&(place.from == Origin::Own, at, without_ids(&place.location.schedules)))?;
        told.zone(place.location)?;
    }
    told.tell(&entry.organization.locations.len())?;
    entry.organization.locations.iter().try_for_each(|location| told.zone(location))?;
    for area in &entry.areas {
        told.tell(&(area.extent_type.as_deref(), area.extent.as_deref()))?;
    }
    Some(fingerprint(told.0))
}

/// What the hours of an entry depend on, as bytes.
struct Told<'r>(&'r mut Vec<u8>);

impl Told<'_> {
    /// `None` never comes: into memory everything can be written.
    fn tell(&mut self, value: &impl Serialize) -> Option<()> {
        *self.0 = postcard::to_extend(value, std::mem::take(self.0)).ok()?;
        Some(())
    }

    /// The time zone of a location, or else what tells it: its countries.
    fn zone(&mut self, location: &Location) -> Option<()> {
        self.tell(&(location.time_zone.as_deref(), location.addresses.len()))?;
        location.addresses.iter().try_for_each(|address| self.tell(&address.country))
    }
}

/// Schedules, of which most have no ids.
fn without_ids(schedules: &[Schedule]) -> Cow<'_, [Schedule]> {
    if schedules.iter().all(|one| one.id.is_empty()) {
        return Cow::Borrowed(schedules);
    }
    schedules.iter().map(|one| Schedule { id: String::new(), ..one.clone() }).collect()
}

impl Served {
    /// Whom an entry serves.
    pub fn of(entry: &Resolved<'_>, values: &mut Values) -> Self {
        let populations = entry.populations().iter().map(CompactString::from).collect();
        let mut served = Self { populations, languages: Vec::new() };
        for language in &entry.languages {
            // Many sources give only a name.
            let named = || values::language(language.name.as_deref()?);
            let own = match &language.code {
                Some(code) => Some(values.languages.number(code.primary(), code.primary())),
                None => named().map(|code| values.languages.number(&code, &code)),
            };
            served.languages.extend(own);
        }
        served.languages.sort_unstable();
        served.languages.dedup();
        served
    }
}

impl Area {
    /// The area of an entry.
    pub fn of(entry: &Resolved<'_>, values: &mut Values) -> Self {
        let mut own = Self::default();
        for address in entry.places.iter().flat_map(|place| &place.location.addresses) {
            own.countries.extend(country_of(address, values));
            own.cities.extend(address.city.as_deref().map(|city| values.cities.number(&values::plain(city), city)));
            own.places.extend(names_of(address).map(values::plain));
        }
        for area in &entry.areas {
            own.read(area, values);
        }
        for list in [&mut own.countries, &mut own.cities, &mut own.covers] {
            list.sort_unstable();
            list.dedup();
        }
        own.places.sort_unstable();
        own.places.dedup();
        own
    }

    fn read(&mut self, area: &ServiceArea, values: &mut Values) {
        let name = area.name.as_deref().map(values::plain).unwrap_or_default();
        let code = match area.extent_type.as_deref() {
            Some("country") => area.extent.as_deref().and_then(values::country),
            // Sources that name the area only in words.
            _ => values::country_named(&name).map(str::to_owned),
        };
        if area.extent_type.as_deref() == Some("global") || EVERYWHERE.contains(&name.as_str()) {
            self.everywhere = true;
        }
        self.covers.extend(code.map(|code| values.countries.number(&code, &code)));
        self.areas.extend(Some(name).filter(|name| !name.is_empty()));
    }

    /// True when it is in, or covers, a country.
    pub fn serves_country(&self, number: Option<u32>) -> bool {
        let has = |number: u32| self.countries.contains(&number) || self.covers.contains(&number);
        self.everywhere || number.is_some_and(has)
    }
}

/// What sources write that have no code for "the whole world".
const EVERYWHERE: [&str; 4] = ["worldwide", "global", "international", "everywhere"];

/// The number of an address's country: its code, a name in words made a code.
pub fn country_of(address: &Address, values: &mut Values) -> Option<u32> {
    let country = address.country.as_deref()?;
    // Most are codes that others had before.
    let known = values.countries.find(country);
    Some(known.unwrap_or_else(|| {
        let code = values::country(country).unwrap_or_else(|| country.to_owned());
        values.countries.number(&code, &code)
    }))
}

/// City, region and state of an address, the smallest first.
pub fn names_of(address: &Address) -> impl Iterator<Item = &str> {
    [&address.city, &address.region, &address.state_province].into_iter().filter_map(|name| name.as_deref())
}
