//! Where each entry of a shelf is, and what is counted of it: known without
//! unpacking a record.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Need, Organization, Service};
use crate::text::fingerprint::fingerprint;

/// A day that no record was checked on.
const NEVER: i32 = i32::MIN;

/// What is written of a table, and what a table is made of.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct TableBuilder {
    /// Per organisation: how many services it has.
    services: Vec<u32>,
    /// Per entry: the day it was checked, as days from 1970, or [`NEVER`].
    checked: Vec<i32>,
    /// Hash of each entry's id, and the entry, in order.
    ids: Vec<(u64, u32)>,
    /// Per entry: the fingerprint of all it says.
    prints: Vec<u64>,
    /// Entries per need, in the order of [`Need::ALL`].
    needs: Vec<u32>,
    /// Places.
    locations: u64,
}

impl TableBuilder {
    /// Takes the next organisation, with its services and the fingerprints of
    /// all of them.
    pub(super) fn add(&mut self, organization: &Organization, services: &[Service], prints: &[u64]) {
        self.services.push(services.len() as u32);
        self.prints.extend_from_slice(prints);
        self.locations += organization.locations.len() as u64;
        self.needs.resize(Need::ALL.len(), 0);
        self.entry(&organization.id, organization.assured_date, &organization.needs);
        for service in services {
            self.entry(&service.id, service.assured_date, &service.needs);
        }
    }

    fn entry(&mut self, id: &str, checked: Option<Date>, needs: &[Need]) {
        self.ids.push((fingerprint(id.as_bytes()), self.checked.len() as u32));
        self.checked.push(checked.map_or(NEVER, day_of));
        for (count, need) in self.needs.iter_mut().zip(Need::ALL) {
            *count += u32::from(needs.contains(need));
        }
    }

    /// Takes all of another, after what is here.
    pub(super) fn append(&mut self, other: Self) {
        let offset = self.checked.len() as u32;
        self.ids.extend(other.ids.into_iter().map(|(hash, entry)| (hash, entry + offset)));
        self.services.extend(other.services);
        self.checked.extend(other.checked);
        self.prints.extend(other.prints);
        self.needs.resize(Need::ALL.len(), 0);
        for (count, more) in self.needs.iter_mut().zip(other.needs) {
            *count += more;
        }
        self.locations += other.locations;
    }

    /// Puts the ids in order, after the last organisation.
    pub(super) fn finish(&mut self) {
        self.needs.resize(Need::ALL.len(), 0);
        self.ids.sort_unstable();
    }

    /// Neighbouring entries whose ids have the same hash.
    pub(super) fn same_hash(&self) -> Vec<(u32, u32)> {
        let pairs = self.ids.windows(2).filter_map(|pair| match pair {
            [(one, first), (other, second)] if one == other => Some((*first, *second)),
            _ => None,
        });
        pairs.collect()
    }
}

/// An entry, by what tells it from others and from other versions of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Print {
    /// The hash of its id.
    pub(super) id: u64,
    /// Its number.
    pub(super) entry: u32,
    /// The fingerprint of all it says.
    pub(super) says: u64,
}

/// Where the entries of a shelf are.
#[derive(Debug)]
pub(super) struct Table {
    /// Per organisation its own entry's number, and the number of entries.
    firsts: Vec<u32>,
    checked: Vec<i32>,
    ids: Vec<(u64, u32)>,
    prints: Vec<u64>,
    needs: Vec<u32>,
    locations: u64,
}

impl Table {
    pub(super) fn of(builder: TableBuilder) -> Self {
        let TableBuilder { services, checked, ids, prints, needs, locations } = builder;
        let mut firsts = Vec::with_capacity(services.len() + 1);
        let mut first = 0u32;
        firsts.push(first);
        for services in services {
            first = first.saturating_add(services).saturating_add(1);
            firsts.push(first);
        }
        Self { firsts, checked, ids, prints, needs, locations }
    }

    pub(super) fn entries(&self) -> usize {
        self.firsts.last().map_or(0, |last| *last as usize)
    }

    pub(super) fn organizations(&self) -> usize {
        self.firsts.len() - 1
    }

    pub(super) fn locations(&self) -> usize {
        usize::try_from(self.locations).unwrap_or(usize::MAX)
    }

    pub(super) fn needs(&self) -> &[u32] {
        &self.needs
    }

    /// Per entry: when it was checked.
    pub(super) fn checked(&self) -> impl Iterator<Item = Option<Date>> {
        self.checked.iter().map(|day| if *day == NEVER { None } else { date_of(*day) })
    }

    /// The organisation of an entry, and which of its services the entry is;
    /// `None` for the organisation itself.
    pub(super) fn place(&self, entry: u32) -> Option<(u32, Option<u32>)> {
        let organization = self.firsts.partition_point(|first| *first <= entry).checked_sub(1)?;
        let first = self.firsts.get(organization)?;
        (organization < self.organizations()).then(|| (organization as u32, (entry - first).checked_sub(1)))
    }

    /// The entry of an organisation itself.
    pub(super) fn first(&self, organization: u32) -> Option<u32> {
        self.firsts.get(organization as usize).copied()
    }

    /// The first organisation whose own entry is not before this one.
    pub(super) fn not_before(&self, entry: u32) -> u32 {
        self.firsts.partition_point(|first| *first < entry).min(self.organizations()) as u32
    }

    /// How many services an organisation has.
    pub(super) fn services(&self, organization: u32) -> usize {
        match (self.first(organization), self.first(organization + 1)) {
            (Some(first), Some(next)) => (next - first - 1) as usize,
            _ => 0,
        }
    }

    /// Every entry, in the order of the hashes of their ids.
    pub(super) fn prints(&self) -> impl Iterator<Item = Print> {
        self.ids.iter().map(|(hash, entry)| Print {
            id: *hash,
            entry: *entry,
            says: self.prints.get(*entry as usize).copied().unwrap_or_default(),
        })
    }

    /// The entries that may have this id: their ids have its hash.
    pub(super) fn with_hash_of(&self, id: &str) -> impl Iterator<Item = u32> {
        let wanted = fingerprint(id.as_bytes());
        let from = self.ids.partition_point(|(hash, _)| *hash < wanted);
        let same = self.ids.iter().skip(from).take_while(move |(hash, _)| *hash == wanted);
        same.map(|(_, entry)| *entry)
    }
}

/// Days from 1970.
fn day_of(date: Date) -> i32 {
    jiff::civil::date(1970, 1, 1).until(date).map_or(NEVER, |span| span.get_days())
}

fn date_of(day: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_same_after_being_counted() {
        for date in [jiff::civil::date(2026, 11, 24), jiff::civil::date(1969, 7, 20), Date::MIN, Date::MAX] {
            assert_eq!(date_of(day_of(date)), Some(date));
        }
    }
}
