//! Schedules as spans of time.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

use super::recurrence;
use crate::directory::schedule::Schedule;

/// A time during which a place is open: from `start` up to, not including,
/// `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

/// The schedules of a place that have times, and those that close it.
pub(super) struct Calendar<'a> {
    open: Vec<(&'a Schedule, Time, Time)>,
    closed: Vec<&'a Schedule>,
    /// Names days but not from when to when: "Saturdays by appointment".
    vague: Vec<&'a Schedule>,
}

impl<'a> Calendar<'a> {
    /// Sorts the schedules. `None` when all of them have only words.
    pub(super) fn new(schedules: &[&'a Schedule]) -> Option<Self> {
        let (closed, others): (Vec<&Schedule>, Vec<&Schedule>) = schedules.iter().partition(|one| one.closed);
        let timed = |one: &&'a Schedule| Some((*one, one.opens_at?, one.closes_at?));
        let open: Vec<_> = others.iter().filter_map(timed).collect();
        let timed = |one: &Schedule| one.opens_at.is_some() && one.closes_at.is_some();
        let vague = others.into_iter().filter(|one| !timed(one) && recurrence::names_days(one)).collect();
        (!open.is_empty() || !closed.is_empty()).then_some(Self { open, closed, vague })
    }

    /// True when some schedule says whether it is open on `date`.
    pub(super) fn says(&self, date: Date) -> bool {
        if self.is_closed(date).unwrap_or(false) {
            return true;
        }
        let covered = self.open.iter().any(|(schedule, ..)| recurrence::covers(schedule, date));
        let timed = || self.open.iter().any(|(schedule, ..)| falls_on(schedule, date).unwrap_or(false));
        let vague = || self.vague.iter().any(|schedule| falls_on(schedule, date).unwrap_or(true));
        covered && (timed() || !vague())
    }

    /// From when to when it is open on `date`, in order. `None` when a
    /// recurrence cannot be worked out.
    pub(super) fn day(&self, date: Date) -> Option<Vec<(Time, Time)>> {
        if self.is_closed(date)? {
            return Some(Vec::new());
        }
        let mut spans = Vec::new();
        for (schedule, opens, closes) in &self.open {
            if falls_on(schedule, date)? {
                spans.push((*opens, *closes));
            }
        }
        spans.sort_unstable();
        spans.dedup();
        Some(spans)
    }

    /// The spans that begin on the days `first` to `last`, counted from `day`,
    /// in order; spans that touch are one. `None` when a recurrence cannot be
    /// worked out.
    pub(super) fn spans(&self, day: Date, first: i32, last: i32, zone: &TimeZone) -> Option<Vec<Span>> {
        let from = day.checked_add(first.days()).ok()?;
        let to = day.checked_add(last.days()).ok()?;
        let mut closed = Vec::new();
        for schedule in &self.closed {
            closed.extend(recurrence::dates(schedule, from, to)?);
        }
        let mut spans = Vec::new();
        for (schedule, opens, closes) in &self.open {
            for date in recurrence::dates(schedule, from, to)? {
                if !closed.contains(&date) {
                    spans.extend(span(date, *opens, *closes, zone));
                }
            }
        }
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        Some(joined(spans))
    }

    fn is_closed(&self, date: Date) -> Option<bool> {
        for schedule in &self.closed {
            if falls_on(schedule, date)? {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// Whether a schedule holds on `date`. `None` when it cannot be worked out.
fn falls_on(schedule: &Schedule, date: Date) -> Option<bool> {
    Some(!recurrence::dates(schedule, date, date)?.is_empty())
}

/// A span of a day. It ends on the next day when it closes no later than it
/// opens; a local time that a clock change skips moves on as clocks do.
fn span(date: Date, opens: Time, closes: Time, zone: &TimeZone) -> Option<Span> {
    let end_date = if closes <= opens { date.checked_add(1.day()).ok()? } else { date };
    let start = zone.to_timestamp(date.to_datetime(opens)).ok()?;
    let end = zone.to_timestamp(end_date.to_datetime(closes)).ok()?;
    (start < end).then_some(Span { start, end })
}

/// Joins spans, sorted by their start, that touch or overlap.
fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
