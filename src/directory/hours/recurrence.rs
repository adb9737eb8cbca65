//! On which dates a schedule holds. Recurrence is the iCalendar library's
//! work; what HSDS allows beyond RFC 5545 is filtered here.

use std::fmt::Write;

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use crate::directory::schedule::{Day, Frequency, Schedule};

/// Bounds the work on a rule that somebody wrote badly: days of 60 years.
const MOST_EVENTS: usize = 22_000;

/// The dates from `from` to `to`, both included, on which `schedule` holds, in
/// order. `None` when its recurrence cannot be worked out.
pub(super) fn dates(schedule: &Schedule, from: Date, to: Date) -> Option<Vec<Date>> {
    let Some(freq) = frequency(schedule) else { return Some(single_dates(schedule, from, to)) };
    if is_plain_weekly(schedule, freq) {
        return Some(plain_weekly(schedule, from, to));
    }
    if !schedule.byyearday.is_empty() && by_dtstart(schedule) && schedule.count.is_none() {
        return Some(
            days(from.max(schedule.dtstart.unwrap_or(from)), to).filter(|date| holds(schedule, *date)).collect(),
        );
    }
    let start = start(schedule, freq, from)?;
    if start.date() > to {
        return Some(Vec::new());
    }
    let set: rrule::RRuleSet = rule(schedule, freq, start, to)?.parse().ok()?;
    let most = schedule.count.map_or(MOST_EVENTS, |count| count as usize);
    let mut events = 0;
    let mut dates = Vec::new();
    for event in (&set).into_iter().take(MOST_EVENTS) {
        let date: Date = event.to_rfc3339().get(..10)?.parse().ok()?;
        if !in_turn(schedule, freq, date) {
            continue;
        }
        events += 1;
        if events > most {
            break;
        }
        if date >= from && holds(schedule, date) {
            dates.push(date);
        }
    }
    Some(dates)
}

/// True when the schedule says anything about `date`: whether it is open then
/// or not.
pub(super) fn covers(schedule: &Schedule, date: Date) -> bool {
    let last = [schedule.valid_to, schedule.until].into_iter().flatten().min();
    schedule.valid_from.is_none_or(|first| first <= date) && last.is_none_or(|last| date <= last)
}

/// True when the schedule names its days, even if `dates` cannot tell them.
pub(super) fn names_days(schedule: &Schedule) -> bool {
    frequency(schedule).is_some() || schedule.dtstart.is_some()
}

/// How often it repeats. Days of the week without a frequency (as in HSDS 1.x)
/// mean every week.
fn frequency(schedule: &Schedule) -> Option<Frequency> {
    schedule.freq.or_else(|| (!schedule.byday.is_empty()).then_some(Frequency::Weekly))
}

/// The date of a single event, or the whole span of a holiday.
fn single_dates(schedule: &Schedule, from: Date, to: Date) -> Vec<Date> {
    let first = schedule.dtstart.or(schedule.valid_from).or(schedule.valid_to);
    let last = schedule.dtstart.or(schedule.valid_to).or(schedule.valid_from);
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    days(first.max(from), last.min(to)).collect()
}

/// Most schedules: some days of every week. Worked out here, since it is asked
/// for every entry of a result.
fn is_plain_weekly(schedule: &Schedule, freq: Frequency) -> bool {
    freq == Frequency::Weekly
        && schedule.interval.unwrap_or(1) == 1
        && schedule.count.is_none()
        && !schedule.byday.is_empty()
        && schedule.byday.iter().all(|day| day.ordinal.is_none())
        && schedule.bymonthday.is_empty()
}

fn plain_weekly(schedule: &Schedule, from: Date, to: Date) -> Vec<Date> {
    let first = schedule.dtstart.map_or(from, |start| start.max(from));
    let on = |date: &Date| schedule.byday.iter().any(|day| day.day == Day::of(*date));
    days(first, to).filter(|date| on(date) && holds(schedule, *date)).collect()
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |date| *date <= last)
}

/// What the library does not look at: validity, `until` as a date that is
/// included, and the parts that RFC 5545 knows for yearly rules only.
fn holds(schedule: &Schedule, date: Date) -> bool {
    let week = date.iso_week_date();
    let week_from_end = week.week() - week.weeks_in_year() - 1;
    let in_weeks = schedule.byweekno.is_empty()
        || schedule.byweekno.iter().any(|one| *one == week.week() || *one == week_from_end);
    let day = date.day_of_year();
    let from_end = day - date.days_in_year() - 1;
    let in_days = schedule.byyearday.is_empty() || schedule.byyearday.iter().any(|one| *one == day || *one == from_end);
    covers(schedule, date) && in_weeks && in_days
}

/// The rule in iCalendar's own words, up to the last day asked about.
///
/// The library looks for the next event to the end of time. So it is only
/// given rules that come true every few months; [`in_turn`] does the rest, and
/// the count, of which RFC 5545 allows no use beside an end.
fn rule(schedule: &Schedule, freq: Frequency, start: DateTime, to: Date) -> Option<String> {
    let (name, interval) = match freq {
        Frequency::Weekly => ("WEEKLY", schedule.interval.unwrap_or(1)),
        Frequency::Monthly => ("MONTHLY", 1),
    };
    let (start, to) = (start.strftime("%Y%m%dT%H%M%S"), to.strftime("%Y%m%d"));
    let mut rule = format!("DTSTART:{start}Z\nRRULE:FREQ={name};INTERVAL={interval};UNTIL={to}T000000Z");
    if let Some(day) = schedule.wkst {
        write!(rule, ";WKST={}", day.code()).ok()?;
    }
    if !is_valid(schedule, freq) {
        return None;
    }
    if !schedule.byday.is_empty() {
        let days = schedule.byday.iter().map(|day| match day.ordinal {
            Some(ordinal) => format!("{ordinal}{}", day.day.code()),
            None => day.day.code().to_owned(),
        });
        write!(rule, ";BYDAY={}", days.collect::<Vec<_>>().join(",")).ok()?;
    } else if !schedule.bymonthday.is_empty() {
        let days: Vec<String> = schedule.bymonthday.iter().map(ToString::to_string).collect();
        write!(rule, ";BYMONTHDAY={}", days.join(",")).ok()?;
    } else if freq == Frequency::Monthly {
        // The day of the first event, said outright: the count may begin later.
        write!(rule, ";BYMONTHDAY={}", schedule.dtstart?.day()).ok()?;
    }
    Some(rule)
}

/// True when ordinals and days of the month are those of a calendar, and of a
/// monthly rule. The library refuses one more, the fifth from the end.
fn is_valid(schedule: &Schedule, freq: Frequency) -> bool {
    let mut ordinals = schedule.byday.iter().filter_map(|day| day.ordinal);
    if freq == Frequency::Weekly {
        return schedule.bymonthday.is_empty() && ordinals.next().is_none();
    }
    ordinals.all(|one| (1..=5).contains(&one.unsigned_abs()))
        && schedule.bymonthday.iter().all(|one| (1..=31).contains(&one.unsigned_abs()))
}

/// The parts of a monthly rule that the library is not asked: whether it is
/// the month's turn, and days of the month beside days of the week.
fn in_turn(schedule: &Schedule, freq: Frequency, date: Date) -> bool {
    if freq == Frequency::Weekly {
        return true;
    }
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let passed = schedule.dtstart.map_or(0, |first| months(date) - months(first));
    let from_end = date.day() - date.days_in_month() - 1;
    let on_day = |one: &i8| *one == date.day() || *one == from_end;
    passed % i64::from(schedule.interval.unwrap_or(1)) == 0
        && (schedule.bymonthday.is_empty() || schedule.bymonthday.iter().any(on_day))
}

/// Where the library starts to count: as late as it can without changing the
/// events, so that a rule of 2005 costs no more than one of today. `None` when
/// the events depend on a first date and none is given: every second week, but
/// from when? Once a month, but on which day?
fn start(schedule: &Schedule, freq: Frequency, from: Date) -> Option<DateTime> {
    let interval = schedule.interval.unwrap_or(1);
    let needs_dtstart = interval > 1 || schedule.count.is_some() || by_dtstart(schedule);
    if interval == 0 || needs_dtstart && schedule.dtstart.is_none() {
        return None;
    }
    let first = schedule.dtstart.unwrap_or_else(|| from.first_of_month());
    if schedule.count.is_some() || first >= from {
        return Some(first.at(0, 0, 0, 0));
    }
    let late = match freq {
        Frequency::Monthly => first.max(from.first_of_month()),
        Frequency::Weekly => {
            let period = i64::from(interval) * 7;
            let passed = i64::from(from.since(first).ok()?.get_days()) / period - 1;
            first.checked_add((passed.max(0) * period).days()).ok()?
        }
    };
    Some(late.at(0, 0, 0, 0))
}

/// True when the day of the month comes from `dtstart` itself.
fn by_dtstart(schedule: &Schedule) -> bool {
    schedule.byday.is_empty() && schedule.bymonthday.is_empty()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::directory::schedule::DayOfMonth;

    const FIRST: Date = date(2024, 1, 31);

    prop_compose! {
        /// A rule from [`FIRST`] on, well formed or not.
        fn rules()(
            weekly in any::<bool>(),
            interval in 1u32..5,
            count in prop::option::of(1u32..12),
            wkst in prop::option::of(prop::sample::select(Day::ALL.to_vec())),
            days in prop::sample::subsequence(Day::ALL.to_vec(), 0..4),
            ordinal in prop::option::of(prop::sample::select(vec![-4i8, -2, -1, 1, 2, 5])),
            bymonthday in prop::sample::subsequence(vec![-31i8, -1, 1, 13, 30, 31], 0..3),
        ) -> Schedule {
            let ordinal = ordinal.filter(|_| !weekly);
            Schedule {
                freq: Some(if weekly { Frequency::Weekly } else { Frequency::Monthly }),
                interval: Some(interval),
                count,
                wkst,
                dtstart: Some(FIRST),
                byday: days.into_iter().map(|day| DayOfMonth { ordinal, day }).collect(),
                bymonthday: if weekly { Vec::new() } else { bymonthday },
                ..Default::default()
            }
        }
    }

    /// The plainest reading of a rule: each day since the first, one by one.
    fn one_by_one(schedule: &Schedule, from: Date, to: Date) -> Vec<Date> {
        let interval = i64::from(schedule.interval.unwrap());
        let first_day = schedule.wkst.unwrap_or(Day::Monday);
        let week_of = |date: Date| days(date.checked_sub(6.days()).unwrap(), date).find(|d| Day::of(*d) == first_day);
        let on = |date: &Date| {
            let months = i64::from(date.year() - FIRST.year()) * 12 + i64::from(date.month() - FIRST.month());
            let weeks = week_of(*date).unwrap().since(week_of(FIRST).unwrap()).unwrap().get_days() / 7;
            let from_end = date.day() - date.days_in_month() - 1;
            let nth = |day: &DayOfMonth| {
                let (ahead, back) = ((date.day() - 1) / 7 + 1, (from_end + 1) / 7 - 1);
                day.day == Day::of(*date) && day.ordinal.is_none_or(|one| one == ahead || one == back)
            };
            let in_month = |one: &i8| *one == date.day() || *one == from_end;
            let by_day = schedule.byday.is_empty() || schedule.byday.iter().any(nth);
            let by_month_day = schedule.bymonthday.is_empty() || schedule.bymonthday.iter().any(in_month);
            if schedule.freq == Some(Frequency::Weekly) {
                let by_first = !by_dtstart(schedule) || Day::of(*date) == Day::of(FIRST);
                i64::from(weeks) % interval == 0 && by_day && by_first
            } else {
                let by_first = !by_dtstart(schedule) || date.day() == FIRST.day();
                months % interval == 0 && by_day && by_month_day && by_first
            }
        };
        let most = schedule.count.map_or(usize::MAX, |count| count as usize);
        days(FIRST, to).filter(on).take(most).filter(|date| *date >= from).collect()
    }

    proptest! {
        #[test]
        fn rules_agree_with_a_look_at_each_day(rule in rules(), later in 0i32..1200) {
            let from = FIRST.checked_add((later - 100).days()).unwrap();
            let to = from.checked_add(40.days()).unwrap();
            prop_assert_eq!(dates(&rule, from, to), Some(one_by_one(&rule, from, to)));
        }

        #[test]
        fn whatever_a_rule_says_nothing_panics(
            rule in rules(),
            interval in prop::option::of(any::<u32>()),
            count in prop::option::of(any::<u32>()),
            bymonthday in prop::collection::vec(any::<i8>(), 0..3),
            byyearday in prop::collection::vec(any::<i16>(), 0..2),
            byweekno in prop::collection::vec(any::<i8>(), 0..2),
            ordinal in any::<i8>(),
            year in -9999i16..=9999,
        ) {
            let byday = rule.byday.iter().map(|day| DayOfMonth { ordinal: Some(ordinal), ..*day }).collect();
            let dtstart = Some(date(year, 12, 31));
            let rule = Schedule { dtstart, count, interval, byday, byweekno, bymonthday, byyearday, ..rule };
            let found = dates(&rule, date(2026, 11, 1), date(2026, 12, 5));
            prop_assert!(found.is_none_or(|dates| dates.is_sorted()));
        }
    }
}
