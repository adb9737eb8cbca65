//! A directory at a glance: counts, coverage by need, age of the checks.

use jiff::civil::Date;

use super::{catalog::Directory, freshness::Freshness, shelf::Shelf, taxonomy::Need};

/// Upper ends, in days, of the groups in [`Summary::ages`]: a month, a quarter,
/// half a year, a year, two years. What is older falls into a last group.
pub const AGE_GROUPS: [u32; 5] = [31, 92, 183, 366, 731];

/// Counts over a directory or over one publisher's part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Organisations and services.
    pub entries: usize,
    /// Organisations.
    pub organizations: usize,
    /// Services.
    pub services: usize,
    /// Places.
    pub locations: usize,
    /// Entries checked longer ago than their publisher promises.
    pub stale: usize,
    /// Entries that nobody has checked.
    pub not_checked: usize,
    /// Entries per need, in the order of [`Need::ALL`].
    pub needs: Vec<usize>,
    /// Checked entries per group of [`AGE_GROUPS`], the older ones last.
    pub ages: [usize; AGE_GROUPS.len() + 1],
    /// The oldest and the newest check.
    pub checked: Option<(Date, Date)>,
}

impl Summary {
    /// Counts everything in `directory` as of `today`. No record is unpacked.
    pub fn of(directory: &Directory, today: Date) -> Self {
        let mut summary = Self::none();
        for shelf in directory.shelves() {
            summary.add(shelf, today);
        }
        summary
    }

    /// Counts what one publisher gives.
    pub fn of_shelf(shelf: &Shelf, today: Date) -> Self {
        let mut summary = Self::none();
        summary.add(shelf, today);
        summary
    }

    fn none() -> Self {
        Self { needs: vec![0; Need::ALL.len()], ..Self::default() }
    }

    fn add(&mut self, part: &Shelf, today: Date) {
        let table = &part.table;
        self.entries += table.entries();
        self.organizations += table.organizations();
        self.services += table.entries() - table.organizations();
        self.locations += table.locations();
        for (count, more) in self.needs.iter_mut().zip(table.needs()) {
            *count += *more as usize;
        }
        for checked in table.checked() {
            self.add_check(checked, Freshness::of(checked, today, part.publication.stale_after_days));
        }
    }

    fn add_check(&mut self, checked: Option<Date>, freshness: Freshness) {
        let days = match freshness {
            Freshness::NotChecked => {
                self.not_checked += 1;
                return;
            }
            Freshness::Stale { days } => {
                self.stale += 1;
                days
            }
            Freshness::Fresh { days } => days,
        };
        let group = AGE_GROUPS.iter().position(|end| days <= *end).unwrap_or(AGE_GROUPS.len());
        if let Some(count) = self.ages.get_mut(group) {
            *count += 1;
        }
        if let Some(date) = checked {
            let (first, last) = self.checked.unwrap_or((date, date));
            self.checked = Some((first.min(date), last.max(date)));
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::directory::{Organization, Service, catalog::tests::release};

    #[test]
    fn entries_are_counted_by_need_and_by_age() {
        let service = |id: &str, checked| Service {
            id: id.into(),
            assured_date: checked,
            needs: vec![Need::HousingShelter],
            ..Default::default()
        };
        let organization = Organization {
            id: "o".into(),
            services: vec![
                service("a", Some(date(2026, 11, 1))),
                service("b", Some(date(2026, 3, 1))),
                service("c", Some(date(2020, 1, 1))),
            ],
            ..Default::default()
        };
        let directory = Directory::new(vec![release(vec![organization])]);
        let summary = Summary::of(&directory, date(2026, 11, 24));
        assert_eq!((summary.entries, summary.organizations, summary.services), (4, 1, 3));
        assert_eq!((summary.stale, summary.not_checked), (2, 1));
        assert_eq!(summary.ages, [1, 0, 0, 1, 0, 1]);
        assert_eq!(summary.checked, Some((date(2020, 1, 1), date(2026, 11, 1))));
        let housing = Need::ALL.iter().position(|need| *need == Need::HousingShelter).unwrap();
        assert_eq!(summary.needs[housing], 3);
        assert_eq!(Summary::of_shelf(&directory.shelves()[0], date(2026, 11, 24)), summary);
    }
}
