//! Counts of what a further filter would leave.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use compact_str::CompactString;

use super::{
    CHECKED_WITHIN, Facets, OPEN_AT,
    facts::{Area, Facts, Kinds},
    numbered::Values,
    ready::is_checked_within,
    table::Table,
};
use crate::directory::{Access, Need};

/// So many cities are counted, those with most entries in them: what covers a
/// city counts as well, and that has to be looked up for each.
const CITIES: usize = 24;

/// Facets being counted. What entries share is counted first, and its values
/// at the end: every entry is looked at, so that each costs a few additions.
pub struct Counts<'a> {
    table: &'a Table,
    needs: Vec<usize>,
    access: Vec<usize>,
    /// Per area, for places and for countries.
    places: Vec<usize>,
    countries: Vec<usize>,
    /// Per those served, for languages and for populations.
    languages: Vec<usize>,
    populations: Vec<usize>,
    publishers: Vec<usize>,
    checked: [usize; CHECKED_WITHIN.len()],
    /// Per hours.
    hours: Vec<usize>,
}

impl<'a> Counts<'a> {
    /// Nothing counted yet of a directory with these values.
    pub fn new(table: &'a Table, values: &Values) -> Self {
        let (areas, served) = (table.areas().len(), table.served().len());
        Self {
            table,
            needs: vec![0; Need::ALL.len()],
            access: vec![0; Access::ALL.len()],
            places: vec![0; areas],
            countries: vec![0; areas],
            languages: vec![0; served],
            populations: vec![0; served],
            publishers: vec![0; values.publishers.len()],
            checked: [0; CHECKED_WITHIN.len()],
            hours: vec![0; table.open_like().len()],
        }
    }

    /// Counts an entry that passes every filter under all that it has; one that
    /// fails only filters of a kind of which a new one takes the place of the
    /// old, under that kind. `today` is a [`day`](super::facts::day).
    pub fn add(&mut self, facts: &Facts<'_>, failed: Kinds, today: i32) {
        if failed == Kinds::default() {
            add_bits(&mut self.needs, facts.needs);
            add_bits(&mut self.access, facts.access);
            for (counts, number) in [(&mut self.languages, facts.served.0), (&mut self.populations, facts.served.0)] {
                if let Some(count) = counts.get_mut(number as usize) {
                    *count += 1;
                }
            }
        }
        if failed.allow(Kinds::CHECKED) && facts.checked.is_some() {
            for (count, days) in self.checked.iter_mut().zip(CHECKED_WITHIN) {
                *count += usize::from(is_checked_within(facts.checked, today, days));
            }
        }
        let shared = [
            (Kinds::PLACE, &mut self.places, Some(facts.area.0)),
            (Kinds::COUNTRY, &mut self.countries, Some(facts.area.0)),
            (Kinds::PUBLISHER, &mut self.publishers, Some(facts.publisher)),
            (Kinds::OPEN, &mut self.hours, facts.hours),
        ];
        for (kind, counts, number) in shared {
            if failed.allow(kind)
                && let Some(count) = number.and_then(|number| counts.get_mut(number as usize))
            {
                *count += 1;
            }
        }
    }

    /// The counts, most entries first. `open` says for each of [`OPEN_AT`] which
    /// hours are open, `in_city` which areas pass a filter for a city.
    pub fn finish(
        self,
        values: &Values,
        open: &[std::sync::Arc<Vec<bool>>],
        in_city: impl Fn(&str) -> Vec<bool>,
    ) -> Facets {
        let named = |counts: Vec<usize>, names: &[String]| most_first(names.iter().cloned().zip(counts));
        let served = self.table.served();
        let countries = self.countries(values);
        let places = self.places(values, in_city);
        let languages = spread(&self.languages, served, values.languages.len(), |served| &served.languages);
        let mut populations: BTreeMap<&str, usize> = BTreeMap::new();
        for (served, count) in served.iter().zip(&self.populations) {
            for slug in served.populations.iter().map(CompactString::as_str).collect::<BTreeSet<_>>() {
                *populations.entry(slug).or_default() += count;
            }
        }
        let open = open.iter().map(|open| sum_where(&self.hours, open));
        Facets {
            needs: self.needs,
            access: most_first(Access::ALL.iter().copied().zip(self.access)),
            languages: named(languages, values.languages.names()),
            countries: named(countries, values.countries.names()),
            places,
            populations: most_first(populations.into_iter().map(|(slug, count)| (slug.to_owned(), count))),
            publishers: named(self.publishers, values.publishers.names()),
            open: OPEN_AT.into_iter().zip(open).collect(),
            checked: CHECKED_WITHIN.into_iter().zip(self.checked).collect(),
        }
    }

    /// What is in each country or covers it; the whole world covers all.
    fn countries(&self, values: &Values) -> Vec<usize> {
        let mut counts = vec![0; values.countries.len()];
        let mut everywhere = 0;
        for (area, count) in self.table.areas().iter().zip(&self.countries).filter(|(_, count)| **count > 0) {
            if area.everywhere {
                everywhere += count;
                continue;
            }
            let own: BTreeSet<u32> = area.countries.iter().chain(&area.covers).copied().collect();
            add_to(&mut counts, own, *count);
        }
        for count in &mut counts {
            *count += everywhere;
        }
        counts
    }

    /// The cities that most entries are in, each with what is there or covers
    /// it.
    fn places(&self, values: &Values, in_city: impl Fn(&str) -> Vec<bool>) -> Vec<(String, usize)> {
        let areas: &[Area] = self.table.areas();
        let there = spread(&self.places, areas, values.cities.len(), |area| &area.cities);
        let mut cities: Vec<(Reverse<usize>, &String)> =
            there.into_iter().map(Reverse).zip(values.cities.names()).filter(|(count, _)| count.0 > 0).collect();
        cities.sort_unstable();
        cities.truncate(CITIES);
        let counted = |city: &String| (city.clone(), sum_where(&self.places, &in_city(city)));
        most_first(cities.into_iter().map(|(_, city)| counted(city)))
    }
}

/// The sum of those counts of which it is true.
fn sum_where(counts: &[usize], which: &[bool]) -> usize {
    counts.iter().zip(which).filter(|(_, which)| **which).map(|(count, _)| count).sum()
}

/// Adds to the counts of these values.
fn add_to(counts: &mut [usize], values: impl IntoIterator<Item = u32>, more: usize) {
    for value in values {
        if let Some(count) = counts.get_mut(value as usize) {
            *count += more;
        }
    }
}

/// Counts under each bit.
fn add_bits(counts: &mut [usize], mut bits: u32) {
    while bits != 0 {
        if let Some(count) = counts.get_mut(bits.trailing_zeros() as usize) {
            *count += 1;
        }
        bits &= bits - 1;
    }
}

/// What was counted for those that share values, for each value.
fn spread<T>(counts: &[usize], shared: &[T], values: usize, of: impl Fn(&T) -> &Vec<u32>) -> Vec<usize> {
    let mut out = vec![0; values];
    for (one, count) in shared.iter().zip(counts).filter(|(_, count)| **count > 0) {
        add_to(&mut out, of(one).iter().copied(), *count);
    }
    out
}

/// What was counted at all, sorted by size, equal ones by value.
fn most_first<T: Ord>(counts: impl Iterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut sorted: Vec<(T, usize)> = counts.filter(|(_, count)| *count > 0).collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
