//! Opening hours of many shapes.

use jiff::civil::{Date, Time, date, time};

use super::words::Words;
use crate::directory::schedule::{Day, DayOfMonth, Frequency, Schedule};

/// Shapes of opening hours that there are.
pub(super) const SHAPES: usize = 10;

const WORKDAYS: [Day; 5] = [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday];

/// Some days of every week.
pub(super) fn weekly(days: &[Day], opens: Time, closes: Time) -> Schedule {
    Schedule {
        freq: Some(Frequency::Weekly),
        byday: days.iter().map(|day| DayOfMonth { ordinal: None, day: *day }).collect(),
        opens_at: Some(opens),
        closes_at: Some(closes),
        ..Schedule::default()
    }
}

/// A full hour.
pub(super) fn at(hour: i8) -> Time {
    time(hour, 0, 0, 0)
}

/// The schedules of a shape: a lunch break, the night, once a month, words …
pub(super) fn of_shape(shape: usize, words: &Words, today: Date) -> Vec<Schedule> {
    match shape % SHAPES {
        0 => vec![weekly(&WORKDAYS, at(9), at(12)), weekly(&WORKDAYS, at(14), at(18))],
        1 => vec![weekly(&[Day::Tuesday, Day::Thursday], at(10), at(20))],
        2 => vec![weekly(&[Day::Friday, Day::Saturday], at(22), at(6))],
        3 => vec![Schedule {
            freq: Some(Frequency::Monthly),
            byday: vec![DayOfMonth { ordinal: Some(2), day: Day::Thursday }],
            ..weekly(&[], at(18), at(20))
        }],
        4 => vec![Schedule {
            interval: Some(2),
            dtstart: Some(date(2024, 1, 3)),
            ..weekly(&[Day::Wednesday], at(13), at(17))
        }],
        5 => vec![weekly(&Day::ALL, at(0), at(0))],
        6 => vec![in_words(words, 0)],
        7 => vec![weekly(&Day::ALL, at(8), at(20)), closed_on(today)],
        8 => vec![in_words(words, 1)],
        _ => Vec::new(),
    }
}

/// Hours in words only.
fn in_words(words: &Words, n: usize) -> Schedule {
    Schedule { description: Some(words.tagged(words.nth("hours", n))), ..Schedule::default() }
}

/// The next new year's day is a holiday.
fn closed_on(today: Date) -> Schedule {
    let holiday = date(today.year().saturating_add(1), 1, 1);
    Schedule { closed: true, valid_from: Some(holiday), valid_to: Some(holiday), ..Schedule::default() }
}
