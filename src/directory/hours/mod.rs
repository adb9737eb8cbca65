//! Open, closed or unknown: what schedules say at an instant.
//!
//! Unknown is a third answer. It is never shown as closed or as open.

mod recurrence;
mod spans;
#[cfg(test)]
mod tests;
mod zone;

use jiff::{
    Timestamp, ToSpan, ZonedDateTime,
    civil::{Date, Time},
    tz::TimeZone,
};

use self::spans::{Calendar, Span};
use super::{
    entry::{Entry, Origin, Place},
    schedule::{Day, Schedule},
    service::ServiceStatus,
    text::Text,
};

/// The answer of the schedules of an entry at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Openness {
    /// Open now.
    Open {
        /// When it closes, in the zone of the place; `None`: not within a week.
        until: Option<ZonedDateTime>,
    },
    /// Closed now.
    Closed {
        /// When it opens next, in the zone of the place; `None`: not within
        /// the next five weeks.
        opens: Option<ZonedDateTime>,
    },
    /// The schedules do not say, or only in words, or the zone is not known.
    Unknown,
}

impl Openness {
    /// The word in JSON: `open`, `closed`, `unknown`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Closed { .. } => "closed",
            Self::Unknown => "unknown",
        }
    }
}

/// One day of a week table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayHours {
    /// The day, in the zone of the place.
    pub date: Date,
    /// From when to when, in order; a span that ends at or before its start
    /// ends on the next day. Empty: closed, unless `unknown`.
    pub spans: Vec<(Time, Time)>,
    /// True when the schedules do not say.
    pub unknown: bool,
}

/// The hours of an entry at one of its places.
#[derive(Debug, Clone)]
pub struct PlaceHours<'a> {
    /// The place; `None` for a service that has none.
    pub place: Option<Place<'a>>,
    /// The zone that the hours are in, where known.
    pub zone: Option<TimeZone>,
    /// The day it is there.
    pub today: Option<Date>,
    /// Monday to Sunday of the week asked for; `None` when no schedule has
    /// times or the zone is not known.
    pub week: Option<Vec<DayHours>>,
    /// Hours in words.
    pub texts: Vec<&'a Text>,
}

/// Days looked ahead for the next opening.
const AHEAD: i32 = 35;

/// The schedules that hold at one place, and its zone.
struct Timetable<'a> {
    place: Option<Place<'a>>,
    schedules: Vec<&'a Schedule>,
    zone: Option<TimeZone>,
}

/// Whether an entry is open at `at`: open if one of its places is, else
/// unknown if one of its places does not say, else closed.
pub fn openness(entry: &Entry<'_>, at: Timestamp) -> Openness {
    if !runs(entry) {
        return Openness::Closed { opens: None };
    }
    combine(timetables(entry).iter().map(|timetable| timetable.openness(at)))
}

/// As [`openness`], at the next such day and time from `now` on, by each
/// place's own zone. Without a day: the next time it is that time of day.
pub fn open_at_next(entry: &Entry<'_>, now: Timestamp, day: Option<Day>, time: Time) -> Openness {
    if !runs(entry) {
        return Openness::Closed { opens: None };
    }
    combine(timetables(entry).iter().map(|timetable| {
        let at = timetable.zone.as_ref().and_then(|zone| next(zone, now, day, time));
        at.map_or(Openness::Unknown, |at| timetable.openness(at))
    }))
}

/// False for a service that has ended or does not run now, whatever its
/// schedules still say.
fn runs(entry: &Entry<'_>) -> bool {
    entry.service.is_none_or(|service| service.status == ServiceStatus::Active)
}

/// The next instant at which it is this day and time in `zone`.
fn next(zone: &TimeZone, now: Timestamp, day: Option<Day>, time: Time) -> Option<Timestamp> {
    let today = now.to_zoned_datetime(zone.clone()).date();
    (0..=7).find_map(|ahead| {
        let date = today.checked_add(ahead.days()).ok()?;
        let at = zone.to_zoned_datetime(date.to_datetime(time)).ok()?.timestamp();
        (day.is_none_or(|day| day == Day::of(date)) && at >= now).then_some(at)
    })
}

/// The hours of an entry, place by place, for the week of `at`.
pub fn places_hours<'a>(entry: &Entry<'a>, at: Timestamp) -> Vec<PlaceHours<'a>> {
    timetables(entry)
        .into_iter()
        .map(|timetable| PlaceHours {
            week: timetable.week(at),
            today: timetable.zone.as_ref().map(|zone| at.to_zoned_datetime(zone.clone()).date()),
            texts: timetable.schedules.iter().filter_map(|schedule| schedule.description.as_ref()).collect(),
            place: timetable.place,
            zone: timetable.zone,
        })
        .collect()
}

/// The answers of several places as one.
fn combine(answers: impl Iterator<Item = Openness>) -> Openness {
    let mut best: Option<Openness> = None;
    for answer in answers {
        best = Some(match (best, answer) {
            (None, answer) => answer,
            (Some(Openness::Open { until: a }), Openness::Open { until: b }) => {
                // The longer it is open anywhere, the better.
                Openness::Open { until: a.zip(b).map(|(a, b)| a.max(b)) }
            }
            (Some(open @ Openness::Open { .. }), _) | (_, open @ Openness::Open { .. }) => open,
            (Some(Openness::Unknown), _) | (_, Openness::Unknown) => Openness::Unknown,
            (Some(Openness::Closed { opens: a }), Openness::Closed { opens: b }) => {
                Openness::Closed { opens: [a, b].into_iter().flatten().min() }
            }
        });
    }
    best.unwrap_or(Openness::Unknown)
}

/// The timetables of an entry: one a place, or one without a place.
fn timetables<'a>(entry: &Entry<'a>) -> Vec<Timetable<'a>> {
    let places = entry.places();
    let of_service = entry.service.map_or(&[][..], |service| &service.schedules);
    // A hotline has the hours it gives itself; those places it merely inherits
    // from its organisation say in which zone, not when.
    let own_place = places.iter().any(|place| place.from == Origin::Own);
    if places.is_empty() || !own_place && !of_service.is_empty() {
        let schedules: Vec<&Schedule> = of_service.iter().collect();
        let zone = zone::of_entry(entry, &schedules);
        return vec![Timetable { place: None, schedules, zone }];
    }
    places
        .into_iter()
        .map(|place| {
            let there = place.at.map_or(&[][..], |at| &at.schedules);
            // What a service says of itself goes before what its place says.
            let schedules: Vec<&Schedule> = [there, of_service, &place.location.schedules]
                .into_iter()
                .find(|schedules| !schedules.is_empty())
                .map(|schedules| schedules.iter().collect())
                .unwrap_or_default();
            let zone = zone::of_location(place.location, &schedules);
            Timetable { place: Some(place), schedules, zone }
        })
        .collect()
}

impl Timetable<'_> {
    fn openness(&self, at: Timestamp) -> Openness {
        let Some(zone) = &self.zone else { return Openness::Unknown };
        let local = at.to_zoned_datetime(zone.clone());
        let today = local.date();
        let Some(calendar) = Calendar::new(&self.schedules) else { return Openness::Unknown };
        // Yesterday's span may end today.
        let Some(spans) = calendar.spans(today, -1, 8, zone) else { return Openness::Unknown };
        if let Some(open) = spans.iter().find(|span| span.start <= at && at < span.end) {
            let within_a_week = open.end <= local.saturating_add(7.days()).timestamp();
            return Openness::Open { until: within_a_week.then(|| open.end.to_zoned_datetime(zone.clone())) };
        }
        if !calendar.says(today) {
            return Openness::Unknown;
        }
        let first_after = |spans: Vec<Span>| spans.into_iter().find(|span| span.start > at);
        let soon = first_after(spans).or_else(|| first_after(calendar.spans(today, 8, AHEAD, zone)?));
        Openness::Closed { opens: soon.map(|span| span.start.to_zoned_datetime(zone.clone())) }
    }

    fn week(&self, at: Timestamp) -> Option<Vec<DayHours>> {
        let today = at.to_zoned_datetime(self.zone.clone()?).date();
        let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
        let calendar = Calendar::new(&self.schedules)?;
        (0..7)
            .map(|ahead| {
                let date = monday.checked_add(ahead.days()).ok()?;
                Some(DayHours { date, spans: calendar.day(date)?, unknown: !calendar.says(date) })
            })
            .collect()
    }
}
