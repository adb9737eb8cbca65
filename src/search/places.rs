//! Where the places of a directory are, learnt from its addresses.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{
    Point, distance,
    edits::one_edit,
    facts::{country_of, names_of},
    numbered::{Renumbered, Values, renumber},
    values,
};
use crate::directory::{Address, Entry, Location};

/// Where the places of a directory are, learnt from its addresses.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Places {
    /// By the plain name of a city, region or state: the numbers of its
    /// countries, and the names of the regions and states that it is in.
    around: BTreeMap<String, (Vec<u32>, Vec<String>)>,
    /// By the plain name: for each country that has such a place the middle of
    /// where addresses with it are; where most are goes first. London in Ontario
    /// is not London.
    points: BTreeMap<String, Vec<Spot>>,
}

/// The number of a country, if the addresses say it, and the middle of those
/// there.
type Spot = (Option<u32>, f64, f64);

/// Places being learnt.
#[derive(Debug, Default)]
pub struct PlacesBuilder {
    around: BTreeMap<String, (Vec<u32>, Vec<String>)>,
    points: BTreeMap<String, BTreeMap<Option<u32>, Vec<Point>>>,
}

impl PlacesBuilder {
    /// Learns where the places of an organisation are.
    pub fn add(&mut self, entry: &Entry<'_>, values: &mut Values) {
        if entry.service.is_none() {
            for location in &entry.organization.locations {
                location.addresses.iter().for_each(|address| self.add_address(location, address, values));
            }
        }
    }

    fn add_address(&mut self, location: &Location, address: &Address, values: &mut Values) {
        let country = country_of(address, values);
        let names: Vec<String> = names_of(address).map(values::plain).collect();
        for (at, name) in names.iter().enumerate() {
            let wider = names.get(at + 1..).unwrap_or_default();
            self.learn(name, country.as_slice(), wider);
            if let Some(point) = Point::of(location) {
                self.points.entry(name.clone()).or_default().entry(country).or_default().push(point);
            }
        }
    }

    fn learn(&mut self, name: &str, in_countries: &[u32], in_places: &[String]) {
        let (countries, wider) = self.around.entry(name.to_owned()).or_default();
        for country in in_countries {
            if !countries.contains(country) {
                countries.push(*country);
            }
        }
        for place in in_places {
            if place != name && !wider.contains(place) {
                wider.push(place.clone());
            }
        }
    }

    /// Takes what was learnt from the entries that come next.
    pub fn append(&mut self, other: Self, values: &Renumbered) {
        for (name, (mut countries, wider)) in other.around {
            renumber(&mut countries, &values.countries);
            self.learn(&name, &countries, &wider);
        }
        for (name, spots) in other.points {
            let own = self.points.entry(name).or_default();
            for (country, points) in spots {
                let country = country.and_then(|number| values.countries.get(number as usize).copied());
                own.entry(country).or_default().extend(points);
            }
        }
    }

    /// Where each place is.
    pub fn finish(self) -> Places {
        let spots = |all: BTreeMap<Option<u32>, Vec<Point>>| {
            let mut all: Vec<(Option<u32>, Vec<Point>)> = all.into_iter().collect();
            all.sort_by_key(|(country, points)| (Reverse(points.len()), *country));
            let spot = |(country, points): (Option<u32>, Vec<Point>)| {
                distance::middle(&points).map(|point| (country, point.latitude, point.longitude))
            };
            all.into_iter().filter_map(spot).collect()
        };
        let points = self.points.into_iter().map(|(name, all)| (name, spots(all))).collect();
        Places { around: self.around, points }
    }
}

impl Places {
    /// The place that is meant: `place` itself where the directory knows it or
    /// has it for the beginning of one, or else the city that has it for a name
    /// in another language, or the place that is a typing mistake away.
    pub fn meant(&self, place: String) -> String {
        let begins = self.around.range(place.clone()..).next().is_some_and(|(name, _)| is_place(name, &place));
        if begins || values::country_named(&place).is_some() {
            return place;
        }
        let mut others = values::cities_named(&place).iter().flat_map(|city| city.all()).map(values::plain);
        if let Some(city) = others.find(|name| self.around.contains_key(name)) {
            return city;
        }
        if place.chars().count() < 4 {
            return place;
        }
        self.around.keys().find(|name| one_edit(&place, name, false)).cloned().unwrap_or(place)
    }

    /// Where a place is: the middle of what is there, in each country that has
    /// one of this name, that with most addresses first.
    pub fn points(&self, place: &str) -> Vec<Point> {
        let next = self.points.range(place.to_owned()..).next();
        let spots = next.filter(|(name, _)| is_place(name, place)).map_or(&[][..], |(_, spots)| spots);
        spots.iter().map(point_of).collect()
    }

    /// Where the place of exactly this name in one of some countries is; an
    /// address without a country is in any of them.
    pub fn middle(&self, name: &str, countries: &[u32]) -> Option<Point> {
        let is_there = |country: Option<u32>| country.is_none_or(|own| countries.contains(&own));
        let mut spots = self.points.get(name)?.iter();
        spots.find(|(country, ..)| countries.is_empty() || is_there(*country)).map(point_of)
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

fn point_of((_, latitude, longitude): &Spot) -> Point {
    Point { latitude: *latitude, longitude: *longitude }
}

/// True when `name` is the place asked for, or begins with it: a place may not
/// be typed to its end yet.
pub fn is_place(name: &str, place: &str) -> bool {
    name == place || (place.chars().count() >= 3 && name.starts_with(place))
}
