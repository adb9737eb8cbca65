//! What can be wrong with opening hours.

use jiff::{Timestamp, civil::Date};

use super::quality::Kind;
use crate::directory::{Entry, Schedule, hours::places_hours};

/// What is wrong with the hours of an entry. An organisation with services is
/// not asked for hours: its services have them.
pub(super) fn faults(entry: &Entry<'_>, now: Timestamp, today: Date) -> Vec<Kind> {
    let known = known(entry);
    let asked = entry.service.is_some() || entry.organization.services.is_empty();
    if known.is_empty() {
        return if asked { vec![Kind::NoHours] } else { Vec::new() };
    }
    let mut faults = Vec::new();
    let mut broken = own(entry).into_iter().any(is_broken);
    let mut no_zone = false;
    if known.iter().any(|schedule| schedule.opens_at.is_some() && schedule.closes_at.is_some()) {
        for place in places_hours(entry, now) {
            no_zone |= place.zone.is_none();
            // There are times and a zone, and still no week comes of them.
            broken |= asked && place.zone.is_some() && place.week.is_none() && place.texts.is_empty();
        }
    }
    if broken {
        faults.push(Kind::BrokenSchedule);
    }
    if known.iter().all(|schedule| last(schedule).is_some_and(|last| last < today)) {
        faults.push(Kind::HoursEnded);
    }
    if no_zone {
        faults.push(Kind::NoTimeZone);
    }
    faults
}

/// The schedules that stand on the record itself: a service's own and those
/// at its places; an organisation's are those of its places.
fn own<'a>(entry: &Entry<'a>) -> Vec<&'a Schedule> {
    match entry.service {
        Some(service) => {
            let there = service.service_at_locations.iter().flat_map(|at| &at.schedules);
            service.schedules.iter().chain(there).collect()
        }
        None => entry.organization.locations.iter().flat_map(|location| &location.schedules).collect(),
    }
}

/// The schedules that a reader of the entry sees: its own or its places'.
fn known<'a>(entry: &Entry<'a>) -> Vec<&'a Schedule> {
    let own = own(entry);
    if !own.is_empty() {
        return own;
    }
    entry.places().into_iter().flat_map(|place| &place.location.schedules).collect()
}

/// The last day on which a schedule holds.
fn last(schedule: &Schedule) -> Option<Date> {
    [schedule.valid_to, schedule.until].into_iter().flatten().min()
}

/// True when a schedule contradicts itself.
fn is_broken(schedule: &Schedule) -> bool {
    let half = schedule.opens_at.is_some() != schedule.closes_at.is_some();
    let days = schedule.freq.is_some() || !schedule.byday.is_empty();
    let dates = schedule.dtstart.is_some() || schedule.valid_from.is_some() || schedule.valid_to.is_some();
    let never = schedule.opens_at.is_some() && !days && !dates;
    let first = [schedule.valid_from, schedule.dtstart].into_iter().flatten().max();
    let backwards = first.zip(last(schedule)).is_some_and(|(first, last)| last < first);
    half || never || backwards
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::directory::schedule::{Day, DayOfMonth, Frequency};

    fn mondays() -> Schedule {
        Schedule {
            freq: Some(Frequency::Weekly),
            byday: vec![DayOfMonth { ordinal: None, day: Day::Monday }],
            opens_at: Some(time(9, 0, 0, 0)),
            closes_at: Some(time(17, 0, 0, 0)),
            ..Schedule::default()
        }
    }

    #[test]
    fn a_schedule_that_contradicts_itself_is_broken() {
        assert!(!is_broken(&mondays()));
        assert!(!is_broken(&Schedule::default()), "words alone are vague, not wrong");
        assert!(is_broken(&Schedule { closes_at: None, ..mondays() }), "open from nine to never");
        assert!(is_broken(&Schedule { freq: None, byday: Vec::new(), ..mondays() }), "times of no day");
        let backwards = Schedule { valid_from: Some(date(2026, 5, 1)), valid_to: Some(date(2026, 4, 1)), ..mondays() };
        assert!(is_broken(&backwards));
    }
}
