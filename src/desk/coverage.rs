//! Where help with what is to be had: needs by country, or by region.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    directory::{Address, Entry, EntryNo, Need},
    formats,
};

/// What the columns of the table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Countries, as ISO 3166-1 codes.
    Country,
    /// States, provinces and regions, as the records write them.
    Region,
}

impl By {
    /// The word in arguments and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
        }
    }
}

/// Entries by need and place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// What the columns are.
    pub by: Option<By>,
    /// The columns, those with the most entries first. `None` is the last one,
    /// of entries that say nowhere where they are.
    pub columns: Vec<Option<String>>,
    cells: BTreeMap<(usize, usize), Vec<EntryNo>>,
}

impl Coverage {
    /// The entries that help with a need in the place of a column.
    pub fn cell(&self, need: Need, column: usize) -> &[EntryNo] {
        let row = Need::ALL.iter().position(|one| *one == need).unwrap_or(usize::MAX);
        self.cells.get(&(row, column)).map_or(&[], Vec::as_slice)
    }

    /// The most entries that any cell holds.
    pub fn most(&self) -> usize {
        self.cells.values().map(Vec::len).max().unwrap_or(0)
    }

    /// Every entry that helps with a need, wherever, by number.
    pub fn row(&self, need: Need) -> Vec<EntryNo> {
        let cells = (0..self.columns.len()).flat_map(|column| self.cell(need, column));
        cells.copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// A coverage being counted: by both, since only at the end is it known
/// whether there is more than one country.
#[derive(Debug, Default)]
pub(super) struct Counting {
    seen: HashMap<By, BTreeMap<Option<String>, Column>>,
}

/// The entries in one place, by the row of their need.
type Column = BTreeMap<usize, Vec<EntryNo>>;

impl Counting {
    /// Counts an entry; false when it says nowhere in which country it is.
    pub(super) fn add(&mut self, entry: &Entry<'_>) -> bool {
        let rows: Vec<usize> =
            (0..).zip(Need::ALL).filter(|(_, need)| entry.needs().contains(need)).map(|(row, _)| row).collect();
        let countries = countries(entry);
        for (by, places) in [(By::Country, &countries), (By::Region, &regions(entry))] {
            let columns = self.seen.entry(by).or_default();
            let nowhere = places.is_empty().then_some(None);
            for place in places.iter().cloned().map(Some).chain(nowhere) {
                let column = columns.entry(place).or_default();
                for row in &rows {
                    column.entry(*row).or_default().push(entry.number);
                }
            }
        }
        !countries.is_empty()
    }

    /// The table. Unless it is said by what: by region within one country, if
    /// any entry names its region.
    pub(super) fn finish(mut self, by: Option<By>) -> Coverage {
        let named = |by| self.seen.get(&by).map_or(0, |columns| columns.keys().flatten().count());
        let within_one = named(By::Country) == 1 && named(By::Region) > 0;
        let by = by.unwrap_or(if within_one { By::Region } else { By::Country });
        let entries = |column: &Column| column.values().map(Vec::len).sum::<usize>();
        let mut columns: Vec<_> = self.seen.remove(&by).unwrap_or_default().into_iter().collect();
        columns.retain(|(_, column)| entries(column) > 0);
        columns.sort_by_key(|(place, column)| (place.is_none(), std::cmp::Reverse(entries(column))));
        let mut coverage = Coverage { by: Some(by), ..Coverage::default() };
        for (at, (place, rows)) in columns.into_iter().enumerate() {
            coverage.columns.push(place);
            coverage.cells.extend(rows.into_iter().map(|(row, entries)| ((row, at), entries)));
        }
        coverage
    }
}

fn addresses<'a>(entry: &Entry<'a>) -> Vec<&'a Address> {
    entry.places().into_iter().flat_map(|place| &place.location.addresses).collect()
}

/// The countries in which an entry is, or that it covers.
fn countries(entry: &Entry<'_>) -> BTreeSet<String> {
    let code = |text: &str| formats::country(text).unwrap_or_else(|| text.to_owned());
    let mut countries: BTreeSet<String> =
        addresses(entry).into_iter().filter_map(|address| address.country.as_deref()).map(code).collect();
    for area in entry.service_areas() {
        if area.extent_type.as_deref() == Some("country") {
            countries.extend(area.extent.as_deref().or(area.name.as_deref()).map(code));
        }
    }
    countries
}

/// The regions in which an entry is. The wider name goes before the narrower.
fn regions(entry: &Entry<'_>) -> BTreeSet<String> {
    let region = |address: &&Address| address.state_province.clone().or_else(|| address.region.clone());
    addresses(entry).iter().filter_map(region).collect()
}
