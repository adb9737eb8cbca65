//! How long ago a person checked an entry.

use jiff::civil::Date;

/// What the date of the last check says today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Checked within the publisher's promise.
    Fresh {
        /// Whole days since the check; 0 is today.
        days: u32,
    },
    /// Checked longer ago than the publisher promises.
    Stale {
        /// Whole days since the check.
        days: u32,
    },
    /// Nobody has checked it.
    NotChecked,
}

impl Freshness {
    /// Compares a check with today. A check dated in the future (a wrong clock
    /// somewhere) counts as today.
    pub fn of(checked: Option<Date>, today: Date, stale_after_days: u16) -> Self {
        let Some(checked) = checked else { return Self::NotChecked };
        let days = today.since(checked).map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0));
        if days > u32::from(stale_after_days) { Self::Stale { days } } else { Self::Fresh { days } }
    }

    /// True for [`Freshness::Stale`] only: what nobody ever checked says so in
    /// other words.
    pub fn is_stale(self) -> bool {
        matches!(self, Self::Stale { .. })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_entry_is_stale_the_day_after_the_promise_ends() {
        let checked = Some(date(2026, 1, 1));
        assert_eq!(Freshness::of(checked, date(2026, 1, 31), 30), Freshness::Fresh { days: 30 });
        assert_eq!(Freshness::of(checked, date(2026, 2, 1), 30), Freshness::Stale { days: 31 });
        assert_eq!(Freshness::of(None, date(2026, 2, 1), 30), Freshness::NotChecked);
    }

    #[test]
    fn a_check_from_the_future_counts_as_today() {
        assert_eq!(Freshness::of(Some(date(2027, 1, 1)), date(2026, 1, 1), 30), Freshness::Fresh { days: 0 });
    }
}
