//! What filters ask of an entry, kept ready so that they cost nothing.

use std::{collections::HashMap, convert::Infallible, hash::Hash};

use foldhash::fast::RandomState;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    IndexProblem, Point,
    builder::turned,
    bytes::{Reader, Writer},
    column::Column,
    numbered::{Renumbered, Values, renumber},
    values,
};
use crate::{
    directory::{Access, Address, Entry, Location, Need, Origin, Schedule, ServiceArea, entry::Place},
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
    pub populations: Vec<String>,
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
    entry: u32,
    latitude: f64,
    longitude: f64,
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

/// A column for each thing that filters ask.
#[derive(Debug, Default)]
struct Columns<C> {
    needs: C,
    access: C,
    area: C,
    served: C,
    /// Days after [`Shared::never`]; nought is never.
    checked: C,
    publisher: C,
    /// One more than the number of its hours.
    hours: C,
}

impl<C> Columns<C> {
    fn map<D, E>(&self, mut each: impl FnMut(&C) -> Result<D, E>) -> Result<Columns<D>, E> {
        let Self { needs, access, area, served, checked, publisher, hours } = self;
        Ok(Columns {
            needs: each(needs)?,
            access: each(access)?,
            area: each(area)?,
            served: each(served)?,
            checked: each(checked)?,
            publisher: each(publisher)?,
            hours: each(hours)?,
        })
    }

    fn each_mut(&mut self) -> [&mut C; 7] {
        let Self { needs, access, area, served, checked, publisher, hours } = self;
        [needs, access, area, served, checked, publisher, hours]
    }

    fn each(&self) -> [&C; 7] {
        let Self { needs, access, area, served, checked, publisher, hours } = self;
        [needs, access, area, served, checked, publisher, hours]
    }
}

/// What filters ask of every entry, column by column.
#[derive(Debug, Default)]
pub struct Table {
    columns: Columns<Column>,
    shared: Shared,
}

/// What entries share.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Shared {
    areas: Vec<Area>,
    served: Vec<Served>,
    /// By entry.
    points: Vec<Placed>,
    /// Per hours: an entry that has them.
    open_like: Vec<u32>,
    /// The day before the first on which something was checked.
    never: i32,
}

/// A table being made.
#[derive(Debug, Default)]
pub struct TableBuilder {
    columns: Columns<Vec<u32>>,
    checked: Vec<Option<i32>>,
    shared: Shared,
    areas: HashMap<Area, u32, RandomState>,
    served: HashMap<Served, u32, RandomState>,
    hours: HashMap<u64, u32>,
    /// The publisher of the last entry, and its number.
    publisher: Option<(String, u32)>,
    /// The area of the last entry, if it has only places.
    area: Option<LastArea>,
}

/// The area of an entry of an organisation: most services are where it is, and
/// working out the area anew for each takes longer than anything else of it.
#[derive(Debug)]
struct LastArea {
    /// Where its locations lie in memory while the organisation does.
    locations: Vec<usize>,
    number: u32,
}

impl LastArea {
    fn of(places: &[Place<'_>], number: u32) -> Self {
        Self { locations: addresses(places).collect(), number }
    }

    fn is_of(&self, places: &[Place<'_>]) -> bool {
        self.locations.iter().copied().eq(addresses(places))
    }
}

/// Where the locations of places lie in memory.
fn addresses(places: &[Place<'_>]) -> impl Iterator<Item = usize> {
    places.iter().map(|place| std::ptr::from_ref(place.location).addr())
}

/// The number of a value, new ones included.
fn intern<T: Clone + Eq + Hash>(value: T, numbers: &mut HashMap<T, u32, RandomState>, all: &mut Vec<T>) -> u32 {
    if let Some(number) = numbers.get(&value) {
        return *number;
    }
    let number = all.len() as u32;
    all.push(value.clone());
    numbers.insert(value, number);
    number
}

/// The number of hours, new ones included, of which there may be an entry
/// that has them already.
fn number_of_hours(print: u64, entry: u32, numbers: &mut HashMap<u64, u32>, open_like: &mut Vec<u32>) -> u32 {
    let next = numbers.len() as u32 + 1;
    let number = *numbers.entry(print).or_insert(next);
    if number == next {
        open_like.push(entry);
    }
    number
}

impl TableBuilder {
    /// Reads what filters ask of `entry`, the next one.
    pub fn add(&mut self, entry: &Entry<'_>, values: &mut Values) {
        let Self { columns, shared, .. } = self;
        let own = columns.needs.len() as u32;
        columns.needs.push(entry.needs().iter().map(|need| need_bit(*need)).fold(0, |all, bit| all | bit));
        columns.access.push(entry.access().iter().map(|access| access_bit(*access)).fold(0, |all, bit| all | bit));
        self.checked.push(entry.checked().map(day));
        let publisher = entry.publication.publisher.as_str();
        let before = self.publisher.take().filter(|(known, _)| known == publisher);
        let mut number = || values.publishers.number(&values::plain(publisher), publisher);
        let (publisher, number) = before.unwrap_or_else(|| (publisher.to_owned(), number()));
        columns.publisher.push(number);
        self.publisher = Some((publisher, number));
        let places = entry.places();
        let points = places.iter().filter_map(|place| Point::of(place.location));
        shared.points.extend(points.map(|point| Placed {
            entry: own,
            latitude: point.latitude,
            longitude: point.longitude,
        }));
        let is_another = entry.service.is_none();
        let before = self.area.take().filter(|before| !is_another && before.is_of(&places));
        let area = match before {
            Some(before) if entry.service_areas().is_empty() => before,
            _ => LastArea::of(&places, intern(Area::of(entry, values), &mut self.areas, &mut shared.areas)),
        };
        columns.area.push(area.number);
        self.area = Some(area).filter(|_| entry.service_areas().is_empty());
        columns.served.push(intern(Served::of(entry, values), &mut self.served, &mut shared.served));
        let mut number = |print| number_of_hours(print, entry.number.0, &mut self.hours, &mut shared.open_like);
        let hours = hours_of(entry).map_or(0, &mut number);
        columns.hours.push(hours);
    }

    /// Takes the facts of the entries that come next.
    pub fn append(&mut self, mut other: Self, values: &Renumbered) {
        let Self { columns, shared, .. } = self;
        let entries = columns.needs.len() as u32;
        let areas = other.shared.areas.into_iter().map(|mut area| {
            for (list, numbers) in [
                (&mut area.countries, &values.countries),
                (&mut area.cities, &values.cities),
                (&mut area.covers, &values.countries),
            ] {
                renumber(list, numbers);
                list.sort_unstable();
            }
            intern(area, &mut self.areas, &mut shared.areas)
        });
        let areas: Vec<u32> = areas.collect();
        let served = other.shared.served.into_iter().map(|mut served| {
            renumber(&mut served.languages, &values.languages);
            served.languages.sort_unstable();
            intern(served, &mut self.served, &mut shared.served)
        });
        let served: Vec<u32> = served.collect();
        // The first is for entries without hours.
        let mut hours = vec![0; other.hours.len() + 1];
        let mut prints: Vec<(u32, u64)> = other.hours.into_iter().map(|(print, number)| (number, print)).collect();
        prints.sort_unstable();
        for ((number, print), entry) in prints.into_iter().zip(other.shared.open_like) {
            let own = number_of_hours(print, entry, &mut self.hours, &mut shared.open_like);
            hours.get_mut(number as usize).into_iter().for_each(|place| *place = own);
        }
        renumber(&mut other.columns.area, &areas);
        renumber(&mut other.columns.served, &served);
        renumber(&mut other.columns.hours, &hours);
        renumber(&mut other.columns.publisher, &values.publishers);
        for (own, more) in columns.each_mut().into_iter().zip(other.columns.each_mut()) {
            own.append(more);
        }
        self.checked.append(&mut other.checked);
        let points = other.shared.points.into_iter();
        shared.points.extend(points.map(|point| Placed { entry: point.entry + entries, ..point }));
    }

    /// The table, in the order of ranks: `entries` has the entry of each.
    pub fn finish(self, entries: &[u32]) -> Table {
        let Self { mut columns, checked, mut shared, .. } = self;
        shared.never = checked.iter().flatten().min().map_or(0, |first| first.saturating_sub(1));
        let after = |day: &Option<i32>| day.map_or(0, |day| day.abs_diff(shared.never));
        columns.checked = checked.iter().map(after).collect();
        let ordered = |column: &Vec<u32>| {
            let of = |entry: &u32| column.get(*entry as usize).copied().unwrap_or_default();
            Ok::<_, Infallible>(Column::of(&entries.iter().map(of).collect::<Vec<_>>()))
        };
        let Ok(columns) = columns.map(ordered);
        let ranks = turned(entries);
        for point in &mut shared.points {
            point.entry = ranks.get(point.entry as usize).copied().unwrap_or_default();
        }
        shared.points.sort_by_key(|point| point.entry);
        Table { columns, shared }
    }
}

impl Table {
    /// The facts of an entry.
    #[inline]
    pub fn get(&self, entry: u32) -> Option<Facts<'_>> {
        let at = entry as usize;
        let columns = &self.columns;
        let (area, served) = (columns.area.get(at)?, columns.served.get(at)?);
        let checked = columns.checked.get(at)?;
        let points = &self.shared.points;
        let points = if points.is_empty() {
            &[]
        } else {
            let start = points.partition_point(|point| point.entry < entry);
            let end = points.partition_point(|point| point.entry <= entry);
            points.get(start..end).unwrap_or_default()
        };
        Some(Facts {
            needs: columns.needs.get(at)?,
            access: columns.access.get(at)?,
            area: (area, self.shared.areas.get(area as usize)?),
            served: (served, self.shared.served.get(served as usize)?),
            checked: (checked > 0).then(|| self.shared.never.saturating_add_unsigned(checked)),
            publisher: columns.publisher.get(at)?,
            points,
            hours: columns.hours.get(at)?.checked_sub(1),
        })
    }

    /// The number of an entry's area.
    #[inline]
    pub fn area(&self, entry: u32) -> Option<u32> {
        self.columns.area.get(entry as usize)
    }

    /// Every area, by number.
    pub fn areas(&self) -> &[Area] {
        &self.shared.areas
    }

    /// Every kind of those served, by number.
    pub fn served(&self) -> &[Served] {
        &self.shared.served
    }

    /// Per hours, by number: an entry that has them.
    pub fn open_like(&self) -> &[u32] {
        &self.shared.open_like
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        let columns = self.columns.each().into_iter().map(Column::size).sum::<usize>();
        columns + self.shared.points.len() * size_of::<Placed>()
    }

    /// Writes everything.
    pub fn write(&self, writer: &mut Writer) {
        self.columns.each().into_iter().for_each(|column| column.write(writer));
        writer.value(&self.shared);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        let columns = Columns::<()>::default().map(|()| Column::read(reader))?;
        Ok(Self { columns, shared: reader.value()? })
    }
}

/// Tells the hours of an entry, and the zone that they are in, from others;
/// `None` when it has none.
fn hours_of(entry: &Entry<'_>) -> Option<u64> {
    let plain = |schedules: &[Schedule]| -> Vec<Schedule> {
        schedules.iter().map(|one| Schedule { id: String::new(), ..one.clone() }).collect()
    };
    let places = entry.places();
    let of_service = entry.service.map_or(&[][..], |service| &service.schedules);
    let there = |place: &Place<'_>| place.at.is_some_and(|at| !at.schedules.is_empty());
    if of_service.is_empty() && !places.iter().any(|place| there(place) || !place.location.schedules.is_empty()) {
        return None;
    }
    let zone = |location: &Location| {
        let countries = location.addresses.iter().map(|address| address.country.clone());
        (location.time_zone.clone(), countries.collect::<Vec<_>>())
    };
    let places: Vec<_> = places
        .iter()
        .map(|place| {
            let at = place.at.map(|at| plain(&at.schedules));
            (place.from == Origin::Own, at, plain(&place.location.schedules), zone(place.location))
        })
        .collect();
    let homes: Vec<_> = entry.organization.locations.iter().map(zone).collect();
    let areas: Vec<_> =
        entry.service_areas().into_iter().map(|area| (area.extent_type.clone(), area.extent.clone())).collect();
    let status = entry.service.map(|service| service.status);
    let all = postcard::to_stdvec(&(status, plain(of_service), places, homes, areas)).ok()?;
    Some(fingerprint(&all))
}

impl Served {
    fn of(entry: &Entry<'_>, values: &mut Values) -> Self {
        let mut served = Self { populations: entry.populations().to_vec(), languages: Vec::new() };
        for language in entry.languages().value {
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
    fn of(entry: &Entry<'_>, values: &mut Values) -> Self {
        let mut own = Self::default();
        for address in entry.places().iter().flat_map(|place| &place.location.addresses) {
            own.countries.extend(country_of(address, values));
            own.cities.extend(address.city.as_deref().map(|city| values.cities.number(&values::plain(city), city)));
            own.places.extend(names_of(address).map(values::plain));
        }
        for area in entry.service_areas() {
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
