//! What filters ask of every entry, column by column.

use std::{collections::HashMap, convert::Infallible, hash::Hash};

use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};

use super::{
    IndexProblem, Point,
    builder::turned,
    bytes::{Reader, Writer},
    column::Column,
    facts::{Area, Facts, Placed, Served, access_bit, day, hours_of, need_bit},
    numbered::{Renumbered, Values, renumber},
    resolved::Resolved,
    values,
};
use crate::directory::entry::Place;

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

    fn into_each(self) -> [C; 7] {
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
    /// The area of the last entry, if it has only places.
    area: Option<LastArea>,
    /// Room for what tells hours apart.
    room: Vec<u8>,
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
    pub fn add(&mut self, entry: &Resolved<'_>, values: &mut Values) {
        let area = self.area_of(entry, values);
        let Self { columns, shared, .. } = self;
        columns.area.push(area);
        let own = columns.needs.len() as u32;
        columns.needs.push(entry.needs().iter().map(|need| need_bit(*need)).fold(0, |all, bit| all | bit));
        columns.access.push(entry.access().iter().map(|access| access_bit(*access)).fold(0, |all, bit| all | bit));
        self.checked.push(entry.checked().map(day));
        let publisher = entry.publication.publisher.as_str();
        let known = values.publishers.find(publisher);
        let number = known.unwrap_or_else(|| values.publishers.number(&values::plain(publisher), publisher));
        columns.publisher.push(number);
        let points = entry.places.iter().filter_map(|place| Point::of(place.location));
        shared.points.extend(points.map(|point| Placed {
            entry: own,
            latitude: point.latitude,
            longitude: point.longitude,
        }));
        columns.served.push(intern(Served::of(entry, values), &mut self.served, &mut shared.served));
        let mut number = |print| number_of_hours(print, entry.number.0, &mut self.hours, &mut shared.open_like);
        let hours = hours_of(entry, &mut self.room).map_or(0, &mut number);
        columns.hours.push(hours);
    }

    /// The number of an entry's area.
    fn area_of(&mut self, entry: &Resolved<'_>, values: &mut Values) -> u32 {
        let (places, only_places) = (&entry.places, entry.areas.is_empty());
        // Another organisation may lie where the last one did.
        let of_the_same = entry.service.is_some() && only_places;
        let last = self.area.take().filter(|last| of_the_same && last.is_of(places));
        let area = last.unwrap_or_else(|| {
            LastArea::of(places, intern(Area::of(entry, values), &mut self.areas, &mut self.shared.areas))
        });
        let number = area.number;
        self.area = Some(area).filter(|_| only_places);
        number
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
            let own = number_of_hours(print, entries + entry, &mut self.hours, &mut shared.open_like);
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

    /// Whether an entry is in one of these cities, by their numbers.
    pub fn is_in<'a>(&'a self, cities: &[u32]) -> impl Fn(u32) -> bool + use<'a> {
        let has = |area: &Area| area.cities.iter().any(|city| cities.contains(city));
        let areas: Vec<bool> = self.areas().iter().map(has).collect();
        move |entry| self.area(entry).and_then(|area| areas.get(area as usize)) == Some(&true)
    }

    /// Every point, with the number of the area of its entry.
    pub fn points(&self) -> impl Iterator<Item = (u32, Point)> {
        self.shared.points.iter().filter_map(|placed| Some((self.area(placed.entry)?, placed.point())))
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
    pub fn write(self, writer: &mut Writer) {
        self.columns.into_each().into_iter().for_each(|column| column.write(writer));
        writer.value(&self.shared);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        let columns = Columns::<()>::default().map(|()| Column::read(reader))?;
        Ok(Self { columns, shared: reader.value()? })
    }
}
