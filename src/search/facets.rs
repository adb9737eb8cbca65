//! Counts of what a further filter would leave.

use std::collections::BTreeMap;

use super::{
    CHECKED_WITHIN, Facets,
    facts::{Facts, Kinds, Table, Values},
    ready::is_checked_within,
};
use crate::directory::{Access, Need};

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

    /// Counts an entry under every kind of filter that it does not fail, or
    /// that is the only kind that it fails. `today` is a [`day`](super::facts::day).
    pub fn add(&mut self, facts: &Facts<'_>, failed: Kinds, today: i32) {
        if failed.allow(Kinds::NEED) {
            add_bits(&mut self.needs, facts.needs);
        }
        if failed.allow(Kinds::ACCESS) {
            add_bits(&mut self.access, facts.access);
        }
        if failed.allow(Kinds::CHECKED) && facts.checked.is_some() {
            for (count, days) in self.checked.iter_mut().zip(CHECKED_WITHIN) {
                *count += usize::from(is_checked_within(facts.checked, today, days));
            }
        }
        let shared = [
            (Kinds::PLACE, &mut self.places, Some(facts.area.0)),
            (Kinds::COUNTRY, &mut self.countries, Some(facts.area.0)),
            (Kinds::LANGUAGE, &mut self.languages, Some(facts.served.0)),
            (Kinds::POPULATION, &mut self.populations, Some(facts.served.0)),
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

    /// The counts, most entries first. `open` says which hours are open now.
    pub fn finish(self, values: &Values, open: &[bool]) -> Facets {
        let named = |counts: Vec<usize>, names: &[String]| most_first(names.iter().cloned().zip(counts));
        let (areas, served) = (self.table.areas(), self.table.served());
        let countries = spread(&self.countries, areas, values.countries.len(), |area| &area.countries);
        let cities = spread(&self.places, areas, values.cities.len(), |area| &area.cities);
        let languages = spread(&self.languages, served, values.languages.len(), |served| &served.languages);
        let mut populations: BTreeMap<&String, usize> = BTreeMap::new();
        for (served, count) in served.iter().zip(&self.populations) {
            for slug in &served.populations {
                *populations.entry(slug).or_default() += count;
            }
        }
        Facets {
            needs: self.needs,
            access: most_first(Access::ALL.iter().copied().zip(self.access)),
            languages: named(languages, values.languages.names()),
            countries: named(countries, values.countries.names()),
            places: named(cities, values.cities.names()),
            populations: most_first(populations.into_iter().map(|(slug, count)| (slug.clone(), count))),
            publishers: named(self.publishers, values.publishers.names()),
            open: self.hours.iter().zip(open).filter(|(_, open)| **open).map(|(count, _)| count).sum(),
            checked: CHECKED_WITHIN.into_iter().zip(self.checked).collect(),
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
        for value in of(one) {
            if let Some(sum) = out.get_mut(*value as usize) {
                *sum += count;
            }
        }
    }
    out
}

/// What was counted at all, sorted by size, equal ones by value.
fn most_first<T: Ord>(counts: impl Iterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut sorted: Vec<(T, usize)> = counts.filter(|(_, count)| *count > 0).collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
