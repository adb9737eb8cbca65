//! In which time zone the hours of a place are.

use jiff::tz::{Offset, TimeZone};

use crate::{
    directory::{entry::Entry, location::Location, schedule::Schedule},
    text::zones,
};

/// The zone of a place: its own, or that of its country where the country has
/// only one, or the offset that a schedule gives.
pub(super) fn of_location(location: &Location, schedules: &[&Schedule]) -> Option<TimeZone> {
    let own = location.time_zone.as_deref().and_then(named);
    let countries = || location.addresses.iter().filter_map(|address| address.country.as_deref());
    own.or_else(|| countries().find_map(of_country)).or_else(|| by_offset(schedules))
}

/// The zone of a service without a place: that of its organisation's places
/// where all of them have the same, or of the country that it serves.
pub(super) fn of_entry(entry: &Entry<'_>, schedules: &[&Schedule]) -> Option<TimeZone> {
    let mut homes = entry.organization.locations.iter().map(|location| of_location(location, &[]));
    if let Some(first) = homes.next() {
        // Hours of a network with offices in several zones are in none of them for sure.
        return first.filter(|first| homes.all(|other| other.as_ref() == Some(first))).or_else(|| by_offset(schedules));
    }
    let served = entry.service_areas().into_iter().filter(|area| area.extent_type.as_deref() == Some("country"));
    let mut countries = served.filter_map(|area| area.extent.as_deref());
    countries.find_map(of_country).or_else(|| by_offset(schedules))
}

fn named(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

fn of_country(code: &str) -> Option<TimeZone> {
    zones::of_country(code).and_then(named)
}

/// HSDS `timezone`: hours from UTC, such as -5 or 5.5.
fn by_offset(schedules: &[&Schedule]) -> Option<TimeZone> {
    let hours = schedules.iter().find_map(|schedule| schedule.timezone)?;
    // Offsets in use go from -12 to +14 hours, in quarters.
    let seconds = (-12.0..=14.0).contains(&hours).then(|| (hours * 3600.0).round() as i32)?;
    Offset::from_seconds(seconds).ok().map(TimeZone::fixed)
}
