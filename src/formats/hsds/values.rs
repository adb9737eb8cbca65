//! Shapes of single values: dates, times, countries, languages, addresses.
//! Readers return the value and whether it had to be put right for it.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::LazyLock,
};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::Offset,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    directory::LanguageTag,
    text::names::{Table, countries, languages},
};

/// `YYYY-MM-DD`, or the day of an RFC 3339 date-time.
pub(in crate::formats) fn date(text: &str) -> Option<(Date, bool)> {
    let day = text.get(..10)?;
    let date = day.parse::<Date>().ok().filter(|_| day.as_bytes().get(4) == Some(&b'-'))?;
    let rest = text.get(10..)?;
    (rest.is_empty() || timestamp(text).is_some()).then_some((date, false))
}

/// An RFC 3339 date-time. One without an offset, or a mere date, is taken to
/// be in UTC.
pub(in crate::formats) fn timestamp(text: &str) -> Option<(Timestamp, bool)> {
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some((timestamp, false));
    }
    // A date-time with nothing after it, or a date: midnight.
    text.get(..10)?.parse::<Date>().ok()?;
    let moment = text.parse::<DateTime>().ok()?;
    Offset::UTC.to_timestamp(moment).ok().map(|timestamp| (timestamp, true))
}

/// A local time: `HH:MM` or `HH:MM:SS`. An offset after it is dropped, since
/// HSDS keeps it in `timezone` and many sources write `Z` for local time; a
/// missing zero, `24:00` and `4:00 PM` are put right.
pub(super) fn time(text: &str) -> Option<(Time, bool)> {
    if let Some(time) = plain_time(text.as_bytes()) {
        return Some((time, false));
    }
    let lower = text.to_ascii_lowercase();
    let (clock, afternoon) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(false)),
        (_, Some(clock)) => (clock.trim_end(), Some(true)),
        _ => (lower.as_str(), None),
    };
    let clock = match clock.find(['z', '+', '-']) {
        Some(at) => clock.get(..at)?,
        None => clock,
    };
    let mut parts = clock.split('.').next()?.split(':');
    let mut part = || match parts.next() {
        Some(digits) if (1..=2).contains(&digits.len()) => digits.parse::<i8>().ok(),
        _ => None,
    };
    let hour = part()?;
    let minute = if afternoon.is_some() { part().unwrap_or(0) } else { part()? };
    let second = part().unwrap_or(0);
    let hour = match afternoon {
        Some(afternoon) => (1..=12).contains(&hour).then_some(hour % 12 + if afternoon { 12 } else { 0 })?,
        None if hour == 24 && minute == 0 && second == 0 => 0,
        None => hour,
    };
    let time = Time::new(hour, minute, second, 0).ok()?;
    let written = format!("{:02}:{:02}", time.hour(), time.minute());
    let as_it_should_be = text.starts_with(&written) && text.len() <= 8 && clock.len() == text.len();
    Some((time, !as_it_should_be))
}

/// `HH:MM` or `HH:MM:SS`, as nearly every time is written.
fn plain_time(text: &[u8]) -> Option<Time> {
    let two = |tens: u8, ones: u8| {
        let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        digits.then(|| ((tens - b'0') * 10 + (ones - b'0')) as i8)
    };
    match *text {
        [h, h2, b':', m, m2] => Time::new(two(h, h2)?, two(m, m2)?, 0, 0).ok(),
        [h, h2, b':', m, m2, b':', s, s2] => Time::new(two(h, h2)?, two(m, m2)?, two(s, s2)?, 0).ok(),
        _ => None,
    }
}

/// An offset from UTC in hours: `3`, `-4.5`, `+05:30`, `UTC+1`.
pub(super) fn offset(text: &str) -> Option<f64> {
    let text = text.trim_start_matches("UTC").trim_start_matches("GMT");
    if text.is_empty() || text == "Z" {
        return Some(0.0);
    }
    let hours = match text.split_once(':') {
        Some((hours, minutes)) => {
            let sign = if hours.starts_with('-') { -1.0 } else { 1.0 };
            hours.parse::<f64>().ok()? + sign * minutes.parse::<f64>().ok()? / 60.0
        }
        None => text.parse().ok()?,
    };
    (-12.0..=14.0).contains(&hours).then_some(hours)
}

/// Something with an `@`, and a dot in the domain.
pub(in crate::formats) fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let blank =
        |c: char| matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\') || c.is_whitespace();
    let labels = || domain.split('.');
    !user.is_empty()
        && !text.contains(blank)
        && !domain.contains('@')
        && labels().count() >= 2
        && labels().all(|label| !label.is_empty())
}

/// An `http` or `https` address with a host.
pub(in crate::formats) fn is_url(text: &str) -> bool {
    let after = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let Some(rest) = after("https://").or_else(|| after("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && host.contains('.') && !host.starts_with('.') && !text.contains(char::is_whitespace)
}

/// A number that could be dialled: `112` is the shortest.
pub(super) fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// ISO 3166-1 code of a country, by code or by name in any language.
pub(in crate::formats) fn country(text: &str) -> Option<(String, bool)> {
    if let Some(names) = countries().get(text) {
        return Some((names.code.to_owned(), names.code != text));
    }
    country_by_name(text).map(|code| (code.to_owned(), true))
}

/// ISO 3166-1 code of a country, by name in any language.
pub(in crate::formats) fn country_by_name(text: &str) -> Option<&'static str> {
    static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| by_name(countries()));
    BY_NAME.get(&fold(text)).copied()
}

/// Tag of a language, by code.
pub(in crate::formats) fn language_code(text: &str) -> Option<LanguageTag> {
    LanguageTag::new(text).filter(|tag| languages().get(tag.primary()).is_some())
}

/// Tag of a language, by name in any language.
pub(in crate::formats) fn language_name(text: &str) -> Option<LanguageTag> {
    static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| by_name(languages()));
    BY_NAME.get(&fold(text)).and_then(|code| LanguageTag::new(code))
}

/// Codes by folded name. A name that means two codes means none.
fn by_name(table: &'static Table) -> HashMap<String, &'static str> {
    let mut codes: HashMap<String, Option<&'static str>> = HashMap::new();
    for row in table.rows() {
        for name in row.all() {
            match codes.entry(fold(name)) {
                Entry::Vacant(vacant) => {
                    vacant.insert(Some(row.code));
                }
                Entry::Occupied(mut known) if *known.get() != Some(row.code) => {
                    known.insert(None);
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    codes.into_iter().filter_map(|(name, code)| Some((name, code?))).collect()
}

/// A name without case, accents and punctuation, for comparing only.
fn fold(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c) && !invisible(*c)).flat_map(char::to_lowercase);
    let words: String = plain.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as day, time as clock};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2024-02-29", true)]
    #[case("2024-02-29T10:00:00Z", true)]
    #[case("2024-02-29T10:00:00.5+02:00", true)]
    #[case("2023-02-29", false)]
    #[case("29/02/2024", false)]
    #[case("2024-02", false)]
    #[case("2024-02-29nonsense", false)]
    fn a_date_is_read_or_refused(#[case] text: &str, #[case] good: bool) {
        assert_eq!(date(text), good.then_some((day(2024, 2, 29), false)));
    }

    #[test]
    fn a_moment_without_an_offset_is_taken_as_utc() {
        let expected = "2024-09-25T14:23:06Z".parse().unwrap();
        assert_eq!(timestamp("2024-09-25T15:23:06+01:00"), Some((expected, false)));
        assert_eq!(timestamp("2024-09-25T14:23:06"), Some((expected, true)));
        assert_eq!(timestamp("2024-09-25"), Some(("2024-09-25T00:00:00Z".parse().unwrap(), true)));
        assert_eq!(timestamp("yesterday"), None);
    }

    #[rstest]
    #[case("10:00", Some((10, 0, false)))]
    #[case("10:30:00", Some((10, 30, false)))]
    #[case("9:05", Some((9, 5, true)))]
    #[case("10:00Z", Some((10, 0, true)))]
    #[case("10:00+01:00", Some((10, 0, true)))]
    #[case("10:00:00-05", Some((10, 0, true)))]
    #[case("24:00", Some((0, 0, true)))]
    #[case("4:00 PM", Some((16, 0, true)))]
    #[case("12am", Some((0, 0, true)))]
    #[case("25:00", None)]
    #[case("10", None)]
    #[case("noon", None)]
    #[case("13 pm", None)]
    fn a_time_is_read_put_right_or_refused(#[case] text: &str, #[case] expected: Option<(i8, i8, bool)>) {
        assert_eq!(time(text), expected.map(|(hour, minute, repaired)| (clock(hour, minute, 0, 0), repaired)));
    }

    #[test]
    fn an_offset_is_read_in_the_ways_people_write_it() {
        for (text, hours) in [("3", 3.0), ("-4.5", -4.5), ("+05:30", 5.5), ("-03:30", -3.5), ("UTC+1", 1.0), ("Z", 0.0)]
        {
            assert_eq!(offset(text), Some(hours), "{text}");
        }
        assert_eq!(offset("Europe/Paris"), None);
        assert_eq!(offset("99"), None);
    }

    #[test]
    fn countries_and_languages_are_known_by_code_and_by_name() {
        assert_eq!(country("US"), Some(("US".into(), false)));
        assert_eq!(country("us"), Some(("US".into(), true)));
        assert_eq!(country("estados unidos"), Some(("US".into(), true)));
        assert_eq!(country("COTE D'IVOIRE"), Some(("CI".into(), true)));
        assert_eq!(country("Atlantis"), None);
        assert_eq!(language_code("FR_ca"), LanguageTag::new("fr-ca"));
        assert_eq!(language_code("xx"), None);
        assert_eq!(language_name("Français"), LanguageTag::new("fr"));
        assert_eq!(language_name("urdu"), LanguageTag::new("ur"));
        assert_eq!(language_name("whistling"), None);
    }

    #[test]
    fn shapes_of_addresses_are_checked() {
        assert!(is_email("a.b+c@example.org") && is_email("info@xn--bcher-kva.example"));
        for bad in ["", "a", "a@b", "a@b..c", "a b@c.d", "a@b@c.d", "<a@b.c>"] {
            assert!(!is_email(bad), "{bad}");
        }
        assert!(is_url("https://example.org/a?b") && is_url("HTTP://example.org"));
        for bad in ["", "www.example.org", "https://", "javascript:alert(1)", "http://exa mple.org", "http://host/"] {
            assert!(!is_url(bad), "{bad}");
        }
        assert!(is_phone("1.800.656.HOPE") && is_phone("112") && !is_phone("no phone") && !is_phone("n/a 12"));
    }
}
