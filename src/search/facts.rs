//! What filters ask of an entry, kept ready so that they cost nothing.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{Point, distance, edits::one_edit, values};
use crate::directory::{Access, Address, Directory, Entry, Location, Need, ServiceArea};

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

    /// True when no filter fails.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

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

/// Values that entries share, numbered in the order in which they come.
#[derive(Debug, Default)]
pub struct Numbered {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Numbered {
    /// The number of a value, new ones included; `key` is how values are
    /// compared, `name` how they are shown.
    fn number(&mut self, key: String, name: &str) -> u32 {
        let next = self.names.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.names.push(name.to_owned());
        }
        number
    }

    /// The number of a value that an entry has.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// Every value as shown, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}

/// The values of a directory.
#[derive(Debug, Default)]
pub struct Values {
    /// Codes of languages.
    pub languages: Numbered,
    /// Codes of countries.
    pub countries: Numbered,
    /// Cities, by their plain names.
    pub cities: Numbered,
    /// Ids of publishers.
    pub publishers: Numbered,
}

/// What filters ask of one entry. Lists of numbers are those of [`Values`].
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Its needs, a bit each in the order of [`Need::ALL`].
    pub needs: u32,
    /// Its kinds of access, a bit each in the order of [`Access::ALL`].
    pub access: u16,
    /// Languages spoken.
    pub languages: Vec<u32>,
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
    /// Slugs of the populations it serves.
    pub populations: Vec<String>,
    /// When a person last checked it.
    pub checked: Option<Date>,
    /// Its publisher's promise, in days.
    pub stale_after_days: u16,
    /// Its publisher.
    pub publisher: u32,
    /// Where its places are.
    pub points: Vec<Point>,
}

/// Bit of a need in [`Facts::needs`].
pub fn need_bit(need: Need) -> u32 {
    1 << need as u8
}

/// Bit of a kind of access in [`Facts::access`].
pub fn access_bit(access: Access) -> u16 {
    1 << access as u8
}

impl Facts {
    /// Reads what filters ask of `entry`.
    pub fn of(entry: &Entry<'_>, values: &mut Values) -> Self {
        let mut facts = Self {
            needs: entry.needs().iter().map(|need| need_bit(*need)).fold(0, |all, bit| all | bit),
            access: entry.access().iter().map(|access| access_bit(*access)).fold(0, |all, bit| all | bit),
            populations: entry.populations().to_vec(),
            checked: entry.checked(),
            stale_after_days: entry.publication.stale_after_days,
            publisher: values
                .publishers
                .number(values::plain(&entry.publication.publisher), &entry.publication.publisher),
            points: entry.places().iter().filter_map(|place| Point::of(place.location)).collect(),
            ..Self::default()
        };
        for language in entry.languages().value {
            // Many sources give only a name.
            let code = language.code.as_ref().map(|code| code.primary().to_owned());
            let code = code.or_else(|| values::language(language.name.as_deref()?));
            facts.languages.extend(code.map(|code| values.languages.number(code.clone(), &code)));
        }
        for address in entry.places().iter().flat_map(|place| &place.location.addresses) {
            facts.countries.extend(country_of(address, values));
            facts.cities.extend(address.city.as_deref().map(|city| values.cities.number(values::plain(city), city)));
            facts.places.extend(names_of(address).map(values::plain));
        }
        for area in entry.service_areas() {
            facts.read_area(area, values);
        }
        for list in [&mut facts.languages, &mut facts.countries, &mut facts.cities, &mut facts.covers] {
            list.sort_unstable();
            list.dedup();
        }
        facts.places.sort_unstable();
        facts.places.dedup();
        facts
    }

    fn read_area(&mut self, area: &ServiceArea, values: &mut Values) {
        let name = area.name.as_deref().map(values::plain).unwrap_or_default();
        let code = match area.extent_type.as_deref() {
            Some("country") => area.extent.as_deref().and_then(values::country),
            // Sources that name the area only in words.
            _ => values::country_named(&name).map(str::to_owned),
        };
        if area.extent_type.as_deref() == Some("global") || EVERYWHERE.contains(&name.as_str()) {
            self.everywhere = true;
        }
        self.covers.extend(code.map(|code| values.countries.number(code.clone(), &code)));
        self.areas.extend(Some(name).filter(|name| !name.is_empty()));
    }

    /// True when the entry is in, or covers, a country.
    pub fn serves_country(&self, number: Option<u32>) -> bool {
        let has = |number: u32| self.countries.contains(&number) || self.covers.contains(&number);
        self.everywhere || number.is_some_and(has)
    }
}

/// What sources write that have no code for "the whole world".
const EVERYWHERE: [&str; 4] = ["worldwide", "global", "international", "everywhere"];

/// The number of an address's country: its code, a name in words made a code.
fn country_of(address: &Address, values: &mut Values) -> Option<u32> {
    let country = address.country.as_deref()?;
    let code = values::country(country).unwrap_or_else(|| country.to_owned());
    Some(values.countries.number(code.clone(), &code))
}

/// City, region and state of an address, the smallest first.
fn names_of(address: &Address) -> impl Iterator<Item = &str> {
    [&address.city, &address.region, &address.state_province].into_iter().filter_map(|name| name.as_deref())
}

/// Where the places of a directory are, learnt from its addresses.
#[derive(Debug, Default)]
pub struct Places {
    /// By the plain name of a city, region or state: the numbers of its
    /// countries, and the names of the regions and states that it is in.
    around: BTreeMap<String, (Vec<u32>, Vec<String>)>,
    /// By the plain name: where addresses with it are.
    points: BTreeMap<String, Vec<Point>>,
}

impl Places {
    /// Learns where each place is.
    pub fn of(directory: &Directory, values: &mut Values) -> Self {
        let mut places = Self::default();
        directory.walk(|entry| {
            if entry.service.is_none() {
                for location in &entry.organization.locations {
                    location.addresses.iter().for_each(|address| places.add(location, address, values));
                }
            }
        });
        places
    }

    fn add(&mut self, location: &Location, address: &Address, values: &mut Values) {
        let country = country_of(address, values);
        let names: Vec<String> = names_of(address).map(values::plain).collect();
        for (at, name) in names.iter().enumerate() {
            let (countries, wider) = self.around.entry(name.clone()).or_default();
            countries.extend(country.filter(|one| !countries.contains(one)));
            let new = names.iter().skip(at + 1).filter(|one| *one != name && !wider.contains(one));
            let new: Vec<String> = new.cloned().collect();
            wider.extend(new);
            self.points.entry(name.clone()).or_default().extend(Point::of(location));
        }
    }

    /// The place that is meant: `place` itself where the directory knows it or
    /// has it for the beginning of one, or else the one that is a typing
    /// mistake away.
    pub fn meant(&self, place: String) -> String {
        let begins = self.around.range(place.clone()..).next().is_some_and(|(name, _)| is_place(name, &place));
        if begins || place.chars().count() < 4 || values::country_named(&place).is_some() {
            return place;
        }
        self.around.keys().find(|name| one_edit(&place, name, false)).cloned().unwrap_or(place)
    }

    /// Where a place is: the middle of what is there.
    pub fn point(&self, place: &str) -> Option<Point> {
        let found =
            self.points.range(place.to_owned()..).find(|(name, points)| is_place(name, place) && !points.is_empty());
        distance::middle(found.filter(|(name, _)| name.starts_with(place))?.1)
    }

    /// True when a place is called, or begins with, `place`.
    pub fn knows(&self, place: &str) -> bool {
        let mut found = self.around.range(place.to_owned()..).take_while(|(name, _)| name.starts_with(place));
        found.any(|(name, _)| is_place(name, place))
    }

    /// The countries, and the regions and states, of the places whose names
    /// are, or begin with, `place`.
    pub fn around(&self, place: &str) -> (Vec<u32>, Vec<&str>) {
        let found = self.around.range(place.to_owned()..).take_while(|(name, _)| name.starts_with(place));
        let (mut countries, mut wider) = (Vec::new(), Vec::new());
        for (_, (own, names)) in found.filter(|(name, _)| is_place(name, place)) {
            countries.extend(own);
            wider.extend(names.iter().map(String::as_str));
        }
        (countries, wider)
    }
}

/// True when `name` is the place asked for, or begins with it: a place may not
/// be typed to its end yet.
pub fn is_place(name: &str, place: &str) -> bool {
    name == place || (place.chars().count() >= 3 && name.starts_with(place))
}
