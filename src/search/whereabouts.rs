//! Where entries stand to the place of a `place:` or `near:` filter: in it or
//! near it, only covering it, or further away.
//!
//! `near:` takes nothing away where the place is on the map. Of an entry that
//! tells no point, because it is confidential or nobody wrote it down, no
//! distance is told, and its order tells none: all those of a town come at the
//! same place, in the place itself after everything there that has a point,
//! elsewhere where the middle of their town is.

use super::{
    Point,
    distance::metres,
    facts::{Area, Facts},
    numbered::Values,
    places::Places,
    table::Table,
    values,
};

/// What is further away than so many metres is not near. No town is wider.
pub const AROUND: u32 = 50_000;

/// Where an entry stands to the place asked for, in the order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stands {
    /// In it, or near it.
    #[default]
    Here,
    /// Elsewhere, but it covers the place.
    Covers,
    /// Not near, or nobody knows where.
    Further,
}

/// Where an entry stands to the place asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Among which.
    pub stands: Stands,
    /// What has less of this goes first.
    pub order: u32,
    /// How far it is, in metres, if that may be said.
    pub metres: Option<u32>,
    /// True when it is in the place.
    pub inside: bool,
}

impl Standing {
    /// Of what has no distance.
    pub fn without_distance(inside: bool) -> Self {
        let stands = if inside { Stands::Here } else { Stands::Covers };
        Self { stands, order: 0, metres: None, inside }
    }

    /// Where an entry stands to two places at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            stands: self.stands.max(other.stands),
            order: self.order.max(other.order),
            metres: self.metres.or(other.metres),
            inside: self.inside && other.inside,
        }
    }
}

/// How far things are from a place on the map.
pub struct Distances {
    /// Where it is, in each country that has a place of this name.
    from: Vec<Point>,
    /// How far away in the place something is known to be.
    reach: u32,
    /// Per area: how far the middle of its nearest town is.
    towns: Vec<Option<u32>>,
}

impl Distances {
    /// From a place, if it is on the map. `local` says of each area whether it
    /// is in the place.
    pub fn from(place: &str, local: &[bool], table: &Table, places: &Places, values: &Values) -> Option<Self> {
        let from = places.points(place);
        if from.is_empty() {
            return None;
        }
        let names: Vec<String> = values.cities.names().iter().map(|city| values::plain(city)).collect();
        let town = |area: &Area| {
            let named = area.cities.iter().filter_map(|city| names.get(*city as usize));
            named.filter_map(|name| nearest(&from, places.middle(name, &area.countries)?)).min()
        };
        let towns = table.areas().iter().map(town).collect();
        let in_place = table.points().filter(|(area, _)| local.get(*area as usize) == Some(&true));
        // A wrong point makes no town wider.
        let reach = in_place.filter_map(|(_, point)| nearest(&from, point)).filter(|far| *far <= AROUND).max();
        Some(Self { from, reach: reach.unwrap_or_default(), towns })
    }

    /// Where an entry stands that is in the place or not, and covers it or not.
    pub fn standing(&self, facts: &Facts<'_>, inside: bool, covers: bool) -> Standing {
        let here = |order, metres| Standing { stands: Stands::Here, order, metres, inside };
        let known = facts.points.iter().filter_map(|placed| nearest(&self.from, placed.point())).min();
        if let Some(near) = known.filter(|known| *known <= AROUND) {
            return here(near, Some(near));
        }
        if inside {
            return here(self.reach + 1, None);
        }
        let town = self.towns.get(facts.area.0 as usize).copied().flatten();
        if let Some(near) = town.filter(|town| *town <= AROUND) {
            return here(near, None);
        }
        if covers {
            return Standing::without_distance(false);
        }
        let order = known.or(town).unwrap_or(u32::MAX);
        Standing { stands: Stands::Further, order, metres: known, inside: false }
    }
}

/// How far a point is from the nearest of some.
fn nearest(from: &[Point], point: Point) -> Option<u32> {
    from.iter().map(|one| metres(*one, point)).min()
}
