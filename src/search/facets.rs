//! Counts of what a further filter would leave.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    CHECKED_WITHIN, Facets,
    facts::{Facts, Kinds, Values, access_bit, need_bit},
    ready::is_checked_within,
};
use crate::directory::{Access, Need};

/// Facets being counted: dense, since every entry is counted with every key.
pub struct Counts {
    needs: Vec<usize>,
    access: Vec<usize>,
    languages: Vec<usize>,
    countries: Vec<usize>,
    places: Vec<usize>,
    populations: BTreeMap<String, usize>,
    publishers: Vec<usize>,
    checked: [usize; CHECKED_WITHIN.len()],
    open: usize,
}

impl Counts {
    /// Nothing counted yet of a directory with these values.
    pub fn new(values: &Values) -> Self {
        Self {
            needs: vec![0; Need::ALL.len()],
            access: vec![0; Access::ALL.len()],
            languages: vec![0; values.languages.len()],
            countries: vec![0; values.countries.len()],
            places: vec![0; values.cities.len()],
            populations: BTreeMap::new(),
            publishers: vec![0; values.publishers.len()],
            checked: [0; CHECKED_WITHIN.len()],
            open: 0,
        }
    }

    /// Counts an entry under every kind of filter that it does not fail, or
    /// that is the only kind that it fails.
    pub fn add(&mut self, facts: &Facts, failed: Kinds, today: Date, is_open: impl FnOnce() -> bool) {
        if failed.allow(Kinds::NEED) {
            for (count, need) in self.needs.iter_mut().zip(Need::ALL) {
                *count += usize::from(facts.needs & need_bit(*need) != 0);
            }
        }
        if failed.allow(Kinds::ACCESS) {
            for (count, access) in self.access.iter_mut().zip(Access::ALL) {
                *count += usize::from(facts.access & access_bit(*access) != 0);
            }
        }
        if failed.allow(Kinds::POPULATION) {
            for slug in &facts.populations {
                *self.populations.entry(slug.clone()).or_default() += 1;
            }
        }
        if failed.allow(Kinds::PUBLISHER)
            && let Some(count) = self.publishers.get_mut(facts.publisher as usize)
        {
            *count += 1;
        }
        if failed.allow(Kinds::CHECKED) {
            for (count, days) in self.checked.iter_mut().zip(CHECKED_WITHIN) {
                *count += usize::from(is_checked_within(facts.checked, today, days));
            }
        }
        if failed.allow(Kinds::OPEN) && is_open() {
            self.open += 1;
        }
        let lists = [
            (Kinds::LANGUAGE, &mut self.languages, &facts.languages),
            (Kinds::COUNTRY, &mut self.countries, &facts.countries),
            (Kinds::PLACE, &mut self.places, &facts.cities),
        ];
        for (kind, counts, values) in lists {
            if failed.allow(kind) {
                for value in values {
                    if let Some(count) = counts.get_mut(*value as usize) {
                        *count += 1;
                    }
                }
            }
        }
    }

    /// The counts, most entries first.
    pub fn finish(self, values: &Values) -> Facets {
        let named = |counts: Vec<usize>, names: &[String]| most_first(names.iter().cloned().zip(counts));
        Facets {
            needs: self.needs,
            access: most_first(Access::ALL.iter().copied().zip(self.access)),
            languages: named(self.languages, values.languages.names()),
            countries: named(self.countries, values.countries.names()),
            places: named(self.places, values.cities.names()),
            populations: most_first(self.populations.into_iter()),
            publishers: named(self.publishers, values.publishers.names()),
            open: self.open,
            checked: CHECKED_WITHIN.into_iter().zip(self.checked).collect(),
        }
    }
}

/// What was counted at all, sorted by size, equal ones by value.
fn most_first<T: Ord>(counts: impl Iterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut sorted: Vec<(T, usize)> = counts.filter(|(_, count)| *count > 0).collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
