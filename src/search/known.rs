//! Values of filters that only a directory knows: its places and publishers.

use super::{
    Filter, Index, Query, QueryProblem,
    values::{self, begins_at_a_word},
};
use crate::directory::Directory;

/// So many values are named to choose from.
const NAMED: usize = 8;

impl Index {
    /// The cities as the directory writes them, those with most entries first.
    pub fn cities_by_entries(&self) -> impl Iterator<Item = &str> {
        let names = self.values.cities.names();
        self.busiest().iter().filter_map(|number| names.get(*number).map(String::as_str))
    }

    /// The numbers of cities, those with most entries first.
    pub(super) fn busiest(&self) -> &[usize] {
        let names = self.values.cities.names();
        self.busiest.get_or_init(|| {
            let mut counts = vec![0usize; names.len()];
            let areas = (0..self.len() as u32).filter_map(|rank| self.table.area(rank));
            for city in areas.filter_map(|area| self.table.areas().get(area as usize)).flat_map(|area| &area.cities) {
                counts.get_mut(*city as usize).into_iter().for_each(|count| *count += 1);
            }
            let mut numbers: Vec<usize> = (0..names.len()).collect();
            numbers.sort_by_key(|number| (std::cmp::Reverse(counts.get(*number).copied()), names.get(*number)));
            numbers
        })
    }

    /// A place as the directory writes it, where one of its cities is meant.
    pub fn name_of_place<'a>(&'a self, place: &'a str) -> &'a str {
        let meant = self.places.meant(values::plain(place));
        let city = self.cities_named(&meant).first();
        city.and_then(|city| self.values.cities.names().get(*city as usize)).map_or(place, String::as_str)
    }

    /// True when it is known where a place is, so that `near:` can sort by it.
    pub fn is_on_the_map(&self, place: &str) -> bool {
        self.point_of(place).is_some()
    }

    /// The city that may have been meant by a place that the directory has not:
    /// one that begins so, or is two typing mistakes away.
    pub fn place_like(&self, place: &str) -> Option<&str> {
        let wanted = values::plain(place);
        let begins = self.cities_by_entries().find(|city| begins_at_a_word(&values::plain(city), &wanted));
        let most = (wanted.chars().count() / 3).min(2);
        let distance = |city: &&str| strsim::osa_distance(&values::plain(city), &wanted);
        let alike = || self.cities_by_entries().min_by_key(distance).filter(|city| distance(city) <= most);
        begins.filter(|_| !wanted.is_empty()).or_else(alike)
    }

    /// The place of a filter that is not known here, if there is one.
    pub fn unknown_place<'q>(&self, query: &'q Query) -> Option<&'q str> {
        query.filters.iter().find_map(|filter| match filter {
            Filter::Place(place) | Filter::Near(place) if !self.knows_place(place) => Some(place.as_str()),
            _ => None,
        })
    }

    /// What a filter could have that only the directory knows, as people write
    /// it: what there is most of first.
    pub(super) fn values_of<'a>(&'a self, filter: &str, directory: &'a Directory) -> Vec<&'a str> {
        match filter {
            "place" | "near" => self.cities_by_entries().collect(),
            "publisher" | "from" => publishers(directory).map(|(_, name)| name).collect(),
            _ => Vec::new(),
        }
    }

    /// Some of these to choose from: what begins so, or else the first.
    fn choices(&self, name: &str, value: &str, directory: &Directory) -> Vec<String> {
        let names = self.values_of(name, directory);
        let wanted = values::plain(value);
        let begins = names.iter().filter(|name| begins_at_a_word(&values::plain(name), &wanted));
        let begins: Vec<String> = begins.take(NAMED).map(ToString::to_string).collect();
        if begins.is_empty() { names.into_iter().take(NAMED).map(str::to_owned).collect() } else { begins }
    }

    /// A problem with what is to choose from, where only the directory knows.
    #[must_use]
    pub fn with_choices(&self, problem: QueryProblem, directory: &Directory) -> QueryProblem {
        match problem {
            QueryProblem::UnknownValue { name, value, .. } if is_known_by_directory(&name) => {
                let choices = self.choices(&name, &value, directory);
                QueryProblem::UnknownValue { name, value, choices }
            }
            other => other,
        }
    }

    /// What is wrong with filters whose values only the directory knows: a
    /// publisher that it has not.
    pub fn problem(&self, query: &Query, directory: &Directory) -> Option<QueryProblem> {
        let unknown = query.filters.iter().find_map(|filter| match filter {
            Filter::Publisher(value) if publisher(value, directory).is_none() => Some(value.clone()),
            _ => None,
        })?;
        let problem = QueryProblem::UnknownValue { name: "publisher".to_owned(), value: unknown, choices: Vec::new() };
        Some(self.with_choices(problem, directory))
    }
}

/// True for filters whose values only a directory knows.
pub fn is_known_by_directory(name: &str) -> bool {
    ["place", "near", "publisher", "from"].contains(&name)
}

/// Ids and names of the publishers.
fn publishers(directory: &Directory) -> impl Iterator<Item = (&str, &str)> {
    directory.publications().map(|one| {
        let name = if one.name.trim().is_empty() { &one.publisher } else { &one.name };
        (one.publisher.as_str(), name.as_str())
    })
}

/// The id of the publisher that is called so, or has this id; or else of the
/// only one of whose name or id it is the beginning.
pub fn publisher<'a>(value: &str, directory: &'a Directory) -> Option<&'a str> {
    let wanted = values::plain(value);
    let both = |id: &str, name: &str| [values::plain(id), values::plain(name)];
    let called = publishers(directory).find(|(id, name)| both(id, name).contains(&wanted));
    let begin = |(id, name): &(&str, &str)| both(id, name).iter().any(|own| begins_at_a_word(own, &wanted));
    let only = || {
        let mut ids: Vec<&str> = publishers(directory).filter(begin).map(|(id, _)| id).collect();
        ids.dedup();
        <[&str; 1]>::try_from(ids).ok().map(|[id]| id)
    };
    called.map(|(id, _)| id).or_else(only)
}
