use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::directory::{
    Address, Directory, Location, Organization, Service, ServiceAtLocation,
    catalog::tests::release,
    schedule::{DayOfMonth, Frequency},
};

fn weekly(days: &[Day], opens: (i8, i8), closes: (i8, i8)) -> Schedule {
    Schedule {
        freq: Some(Frequency::Weekly),
        byday: days.iter().map(|day| DayOfMonth { ordinal: None, day: *day }).collect(),
        opens_at: Some(time(opens.0, opens.1, 0, 0)),
        closes_at: Some(time(closes.0, closes.1, 0, 0)),
        ..Default::default()
    }
}

fn monthly(ordinal: i8, day: Day) -> Schedule {
    Schedule {
        freq: Some(Frequency::Monthly),
        byday: vec![DayOfMonth { ordinal: Some(ordinal), day }],
        ..weekly(&[], (18, 0), (20, 0))
    }
}

/// The answer of a place in Paris with these schedules, at a local time.
fn at_paris(schedules: Vec<Schedule>, local: &str) -> Openness {
    let organization = Organization {
        id: "o".into(),
        locations: vec![Location {
            id: "l".into(),
            time_zone: Some("Europe/Paris".into()),
            schedules,
            ..Default::default()
        }],
        ..Default::default()
    };
    let directory = Directory::new(vec![release(vec![organization])]);
    let at: jiff::civil::DateTime = local.parse().unwrap();
    let at = at.in_tz("Europe/Paris").unwrap().timestamp();
    openness(&directory.find("o").unwrap(), at)
}

fn words(openness: &Openness) -> String {
    let local = |at: &Option<ZonedDateTime>| at.as_ref().map_or("-".into(), |at| at.strftime("%a %H:%M").to_string());
    match openness {
        Openness::Open { until } => format!("open until {}", local(until)),
        Openness::Closed { opens } => format!("closed, opens {}", local(opens)),
        Openness::Unknown => "unknown".into(),
    }
}

fn paris(schedules: Vec<Schedule>, local: &str) -> String {
    words(&at_paris(schedules, local))
}

const WORKDAYS: [Day; 5] = [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday];

#[test]
fn a_week_with_a_lunch_break_opens_and_closes() {
    let hours = || vec![weekly(&WORKDAYS, (9, 0), (12, 0)), weekly(&WORKDAYS, (14, 0), (18, 0))];
    // 24 November 2026 is a Tuesday.
    assert_eq!(paris(hours(), "2026-11-24T08:59"), "closed, opens Tue 09:00");
    assert_eq!(paris(hours(), "2026-11-24T09:00"), "open until Tue 12:00");
    assert_eq!(paris(hours(), "2026-11-24T12:00"), "closed, opens Tue 14:00");
    assert_eq!(paris(hours(), "2026-11-27T18:00"), "closed, opens Mon 09:00");
}

#[test]
fn a_night_belongs_to_the_day_on_which_it_begins() {
    let night = || vec![weekly(&[Day::Friday], (22, 0), (6, 0))];
    assert_eq!(paris(night(), "2026-11-28T05:59"), "open until Sat 06:00");
    assert_eq!(paris(night(), "2026-11-28T06:00"), "closed, opens Fri 22:00");
    assert_eq!(paris(night(), "2026-11-27T05:00"), "closed, opens Fri 22:00");
}

#[test]
fn day_and_night_are_one_span_without_an_end() {
    let always = || vec![weekly(&Day::ALL, (0, 0), (0, 0))];
    assert_eq!(paris(always(), "2026-11-24T23:59"), "open until -");
}

#[test]
fn months_are_counted_from_both_ends() {
    assert_eq!(paris(vec![monthly(2, Day::Thursday)], "2026-11-12T19:00"), "open until Thu 20:00");
    assert_eq!(paris(vec![monthly(2, Day::Thursday)], "2026-11-19T19:00"), "closed, opens Thu 18:00");
    assert_eq!(paris(vec![monthly(-1, Day::Friday)], "2026-11-27T19:00"), "open until Fri 20:00");
    let by_day = Schedule { bymonthday: vec![24], byday: vec![], ..monthly(1, Day::Monday) };
    assert_eq!(paris(vec![by_day], "2026-11-24T19:00"), "open until Tue 20:00");
}

#[test]
fn every_second_week_counts_from_its_beginning() {
    let biweekly =
        || Schedule { interval: Some(2), dtstart: Some(date(2005, 1, 4)), ..weekly(&[Day::Tuesday], (9, 0), (17, 0)) };
    // 1,142 weeks after 4 January 2005, an even number, is 24 November 2026.
    assert_eq!(paris(vec![biweekly()], "2026-11-24T10:00"), "open until Tue 17:00");
    assert_eq!(paris(vec![biweekly()], "2026-11-17T10:00"), "closed, opens Tue 09:00");
    let without_beginning = Schedule { dtstart: None, ..biweekly() };
    assert_eq!(paris(vec![without_beginning], "2026-11-24T10:00"), "unknown");
}

#[test]
fn a_count_ends_the_events() {
    let course =
        || Schedule { count: Some(3), dtstart: Some(date(2026, 11, 10)), ..weekly(&[Day::Tuesday], (9, 0), (17, 0)) };
    assert_eq!(paris(vec![course()], "2026-11-24T10:00"), "open until Tue 17:00");
    assert_eq!(paris(vec![course()], "2026-12-01T10:00"), "closed, opens -");
}

#[test]
fn a_holiday_closes_what_would_be_open() {
    let holiday = Schedule {
        closed: true,
        valid_from: Some(date(2026, 11, 23)),
        valid_to: Some(date(2026, 11, 25)),
        ..Default::default()
    };
    let hours = vec![weekly(&WORKDAYS, (9, 0), (17, 0)), holiday];
    assert_eq!(paris(hours.clone(), "2026-11-24T10:00"), "closed, opens Thu 09:00");
    assert_eq!(paris(hours, "2026-11-26T10:00"), "open until Thu 17:00");
}

#[test]
fn a_single_event_happens_once() {
    let event = || Schedule { freq: None, dtstart: Some(date(2026, 11, 25)), ..weekly(&[], (9, 0), (17, 0)) };
    assert_eq!(paris(vec![event()], "2026-11-24T10:00"), "closed, opens Wed 09:00");
    assert_eq!(paris(vec![event()], "2026-11-25T10:00"), "open until Wed 17:00");
}

#[test]
fn outside_of_its_validity_a_schedule_says_nothing() {
    let summer = Schedule {
        valid_from: Some(date(2026, 6, 1)),
        valid_to: Some(date(2026, 8, 31)),
        ..weekly(&Day::ALL, (9, 0), (17, 0))
    };
    assert_eq!(paris(vec![summer.clone()], "2026-11-24T10:00"), "unknown");
    assert_eq!(paris(vec![summer], "2026-07-01T10:00"), "open until Wed 17:00");
}

#[test]
fn words_and_nothing_answer_unknown() {
    let words = Schedule { description: Some(Text::plain("weekdays")), ..Default::default() };
    assert_eq!(paris(vec![words.clone()], "2026-11-24T10:00"), "unknown");
    assert_eq!(paris(vec![], "2026-11-24T10:00"), "unknown");
    let both = vec![words, weekly(&WORKDAYS, (9, 0), (17, 0))];
    assert_eq!(paris(both, "2026-11-24T10:00"), "open until Tue 17:00", "times count beside words");
}

#[test]
fn an_impossible_recurrence_is_unknown_and_no_panic() {
    let absurd = Schedule { bymonthday: vec![99], byday: vec![], ..monthly(1, Day::Monday) };
    assert_eq!(paris(vec![absurd], "2026-11-24T10:00"), "unknown");
    let second_of_a_week = Schedule { freq: Some(Frequency::Weekly), ..monthly(2, Day::Tuesday) };
    assert_eq!(paris(vec![second_of_a_week], "2026-11-24T19:00"), "unknown");
    let never = Schedule { interval: Some(0), ..monthly(1, Day::Monday) };
    assert_eq!(paris(vec![never], "2026-11-24T10:00"), "unknown");
}

#[test]
fn a_rule_that_needs_a_first_date_and_has_none_is_unknown() {
    let some_day_of_the_month = Schedule { byday: vec![], ..monthly(1, Day::Monday) };
    assert_eq!(paris(vec![some_day_of_the_month.clone()], "2026-11-01T19:00"), "unknown");
    let dated = Schedule { dtstart: Some(date(2025, 1, 24)), ..some_day_of_the_month };
    assert_eq!(paris(vec![dated], "2026-11-24T19:00"), "open until Tue 20:00");
    assert_eq!(paris(vec![weekly(&[], (9, 0), (17, 0))], "2026-11-24T10:00"), "unknown");
}

#[test]
fn a_rule_that_never_comes_true_ends() {
    let never = Schedule {
        interval: Some(12),
        dtstart: Some(date(1901, 2, 1)),
        bymonthday: vec![31],
        byday: vec![],
        ..monthly(1, Day::Monday)
    };
    assert_eq!(paris(vec![never.clone()], "2026-11-24T19:00"), "closed, opens -");
    let fifth_monday_on_the_first =
        Schedule { interval: None, bymonthday: vec![1], byday: monthly(5, Day::Monday).byday, ..never };
    assert_eq!(paris(vec![fifth_monday_on_the_first], "2026-11-24T19:00"), "closed, opens -");
    let no_such = |ordinal| paris(vec![monthly(ordinal, Day::Monday)], "2026-11-24T19:00");
    assert_eq!((no_such(6), no_such(0)), ("unknown".into(), "unknown".into()));
}

#[test]
fn every_third_month_counts_from_its_beginning() {
    // From 31 August 2020: November 2026 is its turn but has no 31st, February neither.
    let dated = |interval| Schedule {
        interval: Some(interval),
        dtstart: Some(date(2020, 8, 31)),
        byday: vec![],
        ..monthly(1, Day::Monday)
    };
    assert_eq!(paris(vec![dated(3)], "2026-08-31T19:00"), "open until Mon 20:00");
    assert_eq!(paris(vec![dated(3)], "2026-10-31T19:00"), "closed, opens -");
    assert_eq!(paris(vec![dated(1)], "2026-10-31T19:00"), "open until Sat 20:00");
    let second_thursday = Schedule { byday: monthly(2, Day::Thursday).byday, ..dated(3) };
    assert_eq!(paris(vec![second_thursday.clone()], "2026-11-12T19:00"), "open until Thu 20:00");
    assert_eq!(paris(vec![second_thursday], "2026-12-10T19:00"), "closed, opens -");
}

#[test]
fn weeks_and_days_of_the_year_count_from_both_ends() {
    // 24 November 2026 is in week 48 of 53 and day 328 of 365.
    let in_week = |week| Schedule { byweekno: vec![week], ..weekly(&WORKDAYS, (9, 0), (17, 0)) };
    assert_eq!(paris(vec![in_week(48)], "2026-11-24T10:00"), "open until Tue 17:00");
    assert_eq!(paris(vec![in_week(-6)], "2026-11-24T10:00"), "open until Tue 17:00");
    assert_eq!(paris(vec![in_week(49)], "2026-11-24T10:00"), "closed, opens Mon 09:00");
    let on_day = |day| Schedule { byyearday: vec![day], ..weekly(&[], (9, 0), (17, 0)) };
    assert_eq!(paris(vec![on_day(328)], "2026-11-24T10:00"), "open until Tue 17:00");
    assert_eq!(paris(vec![on_day(-38)], "2026-11-24T10:00"), "open until Tue 17:00");
    assert_eq!(paris(vec![on_day(329)], "2026-11-24T10:00"), "closed, opens Wed 09:00");
}

#[test]
fn a_day_with_hours_in_words_only_is_unknown_beside_days_with_times() {
    let saturday = Schedule {
        description: Some(Text::plain("by appointment")),
        opens_at: None,
        closes_at: None,
        ..weekly(&[Day::Saturday], (0, 0), (0, 0))
    };
    let hours = || vec![weekly(&WORKDAYS, (9, 0), (17, 0)), saturday.clone()];
    assert_eq!(paris(hours(), "2026-11-28T10:00"), "unknown");
    assert_eq!(paris(hours(), "2026-11-29T10:00"), "closed, opens Mon 09:00");
    assert_eq!(paris(hours(), "2026-11-27T10:00"), "open until Fri 17:00");
}

#[test]
fn a_hotline_has_its_own_hours_in_the_zone_of_its_organisation() {
    let office = |id: &str, zone: &str| Location { id: id.into(), time_zone: Some(zone.into()), ..Default::default() };
    let hours = |locations: Vec<Location>| {
        let organization = Organization {
            id: "o".into(),
            locations,
            services: vec![Service {
                id: "s".into(),
                schedules: vec![weekly(&Day::ALL, (9, 0), (17, 0))],
                ..Default::default()
            }],
            ..Default::default()
        };
        let directory = Directory::new(vec![release(vec![organization])]);
        let (entry, noon) = (directory.find("s").unwrap(), "2026-11-24T12:00:00Z".parse().unwrap());
        let places = places_hours(&entry, noon);
        assert!(places.len() == 1 && places[0].place.is_none(), "its hours are said once");
        openness(&entry, noon).as_str()
    };
    assert_eq!(hours(vec![office("a", "Europe/Paris"), office("b", "Europe/Paris")]), "open");
    assert_eq!(hours(vec![office("a", "Asia/Tokyo")]), "closed");
    assert_eq!(hours(vec![office("a", "Europe/Paris"), office("b", "Asia/Tokyo")]), "unknown");
}

#[test]
fn a_clock_change_moves_the_hours_of_that_night_only() {
    let night = || vec![weekly(&Day::ALL, (2, 30), (4, 0))];
    // On 28 March 2027 clocks in Paris jump from 02:00 to 03:00.
    assert_eq!(paris(night(), "2027-03-28T03:45"), "open until Sun 04:00");
    assert_eq!(paris(night(), "2027-03-29T02:45"), "open until Mon 04:00");
}

#[test]
fn the_zone_is_the_places_or_its_countrys_or_the_schedules() {
    let open_at_noon_utc = |location: Location| {
        let organization = Organization {
            id: "o".into(),
            locations: vec![Location { schedules: vec![weekly(&Day::ALL, (9, 0), (17, 0))], ..location }],
            ..Default::default()
        };
        let directory = Directory::new(vec![release(vec![organization])]);
        openness(&directory.find("o").unwrap(), "2026-11-24T12:00:00Z".parse().unwrap()).as_str()
    };
    let country = |code: &str| vec![Address { country: Some(code.into()), ..Default::default() }];
    assert_eq!(open_at_noon_utc(Location { addresses: country("FR"), ..Default::default() }), "open");
    assert_eq!(open_at_noon_utc(Location { addresses: country("JP"), ..Default::default() }), "closed");
    assert_eq!(open_at_noon_utc(Location { addresses: country("US"), ..Default::default() }), "unknown");
    let new_york = Some("America/New_York".to_owned());
    let own = Location { addresses: country("US"), time_zone: new_york, ..Default::default() };
    assert_eq!(open_at_noon_utc(own), "closed", "it is seven in the morning there");
}

#[test]
fn an_entry_is_open_if_one_of_its_places_is() {
    let place = |id: &str, zone: &str| Location { id: id.into(), time_zone: Some(zone.into()), ..Default::default() };
    let at = |id: &str, schedules| ServiceAtLocation { location_id: id.into(), schedules, ..Default::default() };
    let organization = Organization {
        id: "o".into(),
        locations: vec![place("paris", "Europe/Paris"), place("tokyo", "Asia/Tokyo")],
        services: vec![Service {
            id: "s".into(),
            schedules: vec![weekly(&Day::ALL, (9, 0), (17, 0))],
            service_at_locations: vec![at("paris", vec![]), at("tokyo", vec![weekly(&Day::ALL, (9, 0), (12, 0))])],
            ..Default::default()
        }],
        ..Default::default()
    };
    let directory = Directory::new(vec![release(vec![organization])]);
    let entry = directory.find("s").unwrap();
    let answer = |at: &str| openness(&entry, at.parse().unwrap()).as_str();
    assert_eq!(answer("2026-11-24T12:00:00Z"), "open", "in Paris");
    assert_eq!(answer("2026-11-24T01:00:00Z"), "open", "in Tokyo");
    assert_eq!(answer("2026-11-24T20:00:00Z"), "closed");
    assert_eq!(places_hours(&entry, "2026-11-24T12:00:00Z".parse().unwrap()).len(), 2);
    let tuesday_ten =
        open_at_next(&entry, "2026-11-24T20:00:00Z".parse().unwrap(), Some(Day::Tuesday), time(10, 0, 0, 0));
    assert_eq!(tuesday_ten.as_str(), "open", "by each place's own clock");
}

#[test]
fn a_service_that_does_not_run_is_closed_whatever_its_schedules_say() {
    let organization = Organization {
        id: "o".into(),
        locations: vec![Location { id: "l".into(), time_zone: Some("Europe/Paris".into()), ..Default::default() }],
        services: vec![Service {
            id: "s".into(),
            status: ServiceStatus::TemporarilyClosed,
            schedules: vec![weekly(&Day::ALL, (0, 0), (0, 0))],
            ..Default::default()
        }],
        ..Default::default()
    };
    let directory = Directory::new(vec![release(vec![organization])]);
    let noon = "2026-11-24T12:00:00Z".parse().unwrap();
    assert_eq!(openness(&directory.find("s").unwrap(), noon), Openness::Closed { opens: None });
}

#[test]
fn a_week_has_seven_days_from_monday() {
    let organization = Organization {
        id: "o".into(),
        locations: vec![Location {
            time_zone: Some("Europe/Paris".into()),
            schedules: vec![weekly(&[Day::Monday, Day::Tuesday], (9, 0), (17, 0))],
            ..Default::default()
        }],
        ..Default::default()
    };
    let directory = Directory::new(vec![release(vec![organization])]);
    let hours = places_hours(&directory.find("o").unwrap(), "2026-11-24T12:00:00Z".parse().unwrap());
    let week = hours[0].week.as_ref().unwrap();
    assert_eq!(week.len(), 7);
    assert_eq!((week[0].date, hours[0].today), (date(2026, 11, 23), Some(date(2026, 11, 24))));
    assert_eq!(week[1].spans, [(time(9, 0, 0, 0), time(17, 0, 0, 0))]);
    assert!(week[2].spans.is_empty() && !week[2].unknown);
}

fn schedules() -> impl Strategy<Value = Vec<Schedule>> {
    let one = (prop::sample::subsequence(Day::ALL.to_vec(), 1..=7), 0i8..24, 0i8..24)
        .prop_map(|(days, opens, closes)| weekly(&days, (opens, 0), (closes, 30)));
    prop::collection::vec(one, 1..3)
}

proptest! {
    /// Against the plainest reading: is some span of today or yesterday on?
    #[test]
    fn weekly_hours_agree_with_a_look_at_the_clock(schedules in schedules(), hour in 0i8..24, minute in 0i8..60, day in 0i32..14) {
        let today = date(2026, 6, 1).checked_add(day.days()).unwrap();
        let now = time(hour, minute, 0, 0);
        let open = schedules.iter().any(|schedule| {
            let (opens, closes) = (schedule.opens_at.unwrap(), schedule.closes_at.unwrap());
            let on = |date: Date| schedule.byday.iter().any(|one| one.day == Day::of(date));
            let overnight = closes <= opens;
            let since_today = on(today) && opens <= now && (overnight || now < closes);
            let since_yesterday = overnight && on(today.yesterday().unwrap()) && now < closes;
            since_today || since_yesterday
        });
        let answer = at_paris(schedules, &today.to_datetime(now).to_string());
        prop_assert_eq!(matches!(answer, Openness::Open { .. }), open, "{}", words(&answer));
    }
}
