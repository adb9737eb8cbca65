//! HSDS schedule: when a service or a place is open.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{taxonomy::Extra, text::Text};

/// An HSDS schedule. Its recurrence uses the iCalendar terms (RFC 5545) in
/// which HSDS defines them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// First day on which this schedule holds.
    pub valid_from: Option<Date>,
    /// Last day on which this schedule holds, included.
    pub valid_to: Option<Date>,
    /// iCalendar: the date of the first event, needed for an interval.
    pub dtstart: Option<Date>,
    /// HSDS `timezone`: an offset from UTC in hours. The zone of the place
    /// comes first where it is known.
    pub timezone: Option<f64>,
    /// iCalendar: the last date on which an event can fall.
    pub until: Option<Date>,
    /// iCalendar: the number of events, instead of `until`.
    pub count: Option<u32>,
    /// iCalendar: the day on which a week begins.
    pub wkst: Option<Day>,
    /// How often it repeats. `None`: a single event or only text.
    pub freq: Option<Frequency>,
    /// iCalendar: every so many weeks or months; 1 when absent.
    pub interval: Option<u32>,
    /// iCalendar `byday`, with ordinals for a monthly rule: `2TH`, `-1FR`.
    pub byday: Vec<DayOfMonth>,
    /// iCalendar `byweekno`.
    pub byweekno: Vec<i8>,
    /// iCalendar `bymonthday`: 1 to 31, or -31 to -1 from the end.
    pub bymonthday: Vec<i8>,
    /// iCalendar `byyearday`: 1 to 366, or -366 to -1 from the end.
    pub byyearday: Vec<i16>,
    /// Hours as text: kept, shown, and answered with "unknown".
    pub description: Option<Text>,
    /// Local time at which it opens.
    pub opens_at: Option<Time>,
    /// Local time at which it closes; not after `opens_at` means the next day.
    pub closes_at: Option<Time>,
    /// True when the schedule says "closed on these days" (HSDS 1.x holiday
    /// rows, and days listed with no hours); a profile attribute.
    pub closed: bool,
    /// How to attend, as text.
    pub attending_type: Option<String>,
    /// Notes.
    pub notes: Option<Text>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// How often an event repeats: the two that HSDS allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frequency {
    /// `WEEKLY`
    Weekly,
    /// `MONTHLY`
    Monthly,
}

/// A day of the week, in iCalendar's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Day {
    /// `MO`
    Monday,
    /// `TU`
    Tuesday,
    /// `WE`
    Wednesday,
    /// `TH`
    Thursday,
    /// `FR`
    Friday,
    /// `SA`
    Saturday,
    /// `SU`
    Sunday,
}

impl Day {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The two letters of iCalendar: `MO` … `SU`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }

    /// Reads the two letters of iCalendar, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.code().eq_ignore_ascii_case(code))
    }

    /// The day of a calendar date.
    pub fn of(date: Date) -> Self {
        use jiff::civil::Weekday;
        match date.weekday() {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// One part of `byday`: a day, for a monthly rule with its place in the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOfMonth {
    /// 1 to 5 from the beginning of the month, -1 to -5 from its end;
    /// `None`: every such day.
    pub ordinal: Option<i8>,
    /// The day.
    pub day: Day,
}
