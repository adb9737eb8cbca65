//! Single facts in words.

use jiff::{Timestamp, ZonedDateTime, civil::Date};

use super::writer::one_line;
use crate::{
    directory::{
        Address, Entry, LanguageTag, Origin, Point, ServiceArea, ServiceStatus, Text, freshness::Freshness,
        hours::Openness, schedule::Day,
    },
    i18n::{Arg, I18n},
    text::names,
};

/// A date: "2 Nov 2026".
pub fn date(i18n: &I18n, date: Date) -> String {
    let month = i18n.text(&format!("month-{}", date.month()));
    let args = [
        ("day", u32::from(date.day().unsigned_abs()).into()),
        ("month", month.into()),
        ("year", u32::from(date.year().unsigned_abs()).into()),
    ];
    i18n.with("date", &args)
}

/// A date of which a part may be missing, as sources write it: "28 Sep 2020"
/// for `2020-09-28`, "Aug 2022" for `2022-08`. What is no date stays as it is.
pub fn partial_date(i18n: &I18n, written: &str) -> String {
    if let Ok(whole) = written.parse() {
        return date(i18n, whole);
    }
    let month = written.split_once('-').and_then(|(year, month)| {
        let month: u8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        (year.len() == 4 && year.parse::<u16>().is_ok()).then_some((year, month))
    });
    let Some((year, month)) = month else { return written.to_owned() };
    let month = i18n.text(&format!("month-{month}"));
    i18n.with("month-of-year", &[("month", month.into()), ("year", year.into())])
}

/// A count with its thousands divided as the language does: "1,000".
pub fn number(i18n: &I18n, number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 && i18n.text("thousands-from") == "5" {
        return digits;
    }
    let divider = i18n.text("thousands");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(&divider);
        }
        out.push(digit);
    }
    out
}

/// A count for a message: in the words of the language, and as the number that
/// chooses the form of what is counted.
pub fn counted<'n>(i18n: &I18n, [words, form]: [&'n str; 2], count: u64) -> [(&'n str, Arg<'static>); 2] {
    let said = number(i18n, usize::try_from(count).unwrap_or(usize::MAX));
    [(words, said.into()), (form, count.into())]
}

/// A day of the week, short: "Tue".
pub fn weekday(i18n: &I18n, date: Date) -> String {
    i18n.text(&format!("weekday-{}", Day::of(date).code().to_ascii_lowercase()))
}

/// A day of the week, in full: "Tuesday".
pub fn weekday_in_full(i18n: &I18n, date: Date) -> String {
    i18n.text(&format!("weekday-full-{}", Day::of(date).code().to_ascii_lowercase()))
}

/// A local time: "09:00".
pub fn clock(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// How long ago something was: "3 weeks ago". The unit grows with the age, so
/// that the number stays small enough to mean something.
pub fn ago(i18n: &I18n, days: u32) -> String {
    match days {
        0 => i18n.text("ago-today"),
        1 => i18n.text("ago-yesterday"),
        2..14 => i18n.with("ago-days", &[("count", days.into())]),
        14..61 => i18n.with("ago-weeks", &[("count", (days / 7).into())]),
        61..730 => i18n.with("ago-months", &[("count", (days * 12 / 365).into())]),
        _ => i18n.with("ago-years", &[("count", (days / 365).into())]),
    }
}

/// When an entry was checked, for a row: "checked 3 weeks ago".
pub fn freshness(i18n: &I18n, freshness: Freshness) -> String {
    match freshness {
        Freshness::NotChecked => i18n.text("not-checked"),
        Freshness::Fresh { days } => i18n.with("checked", &[("ago", ago(i18n, days).into())]),
        Freshness::Stale { days } => i18n.with("checked-stale", &[("ago", ago(i18n, days).into())]),
    }
}

/// Open, closed or unknown at `now`: "closed, opens Tue 09:00".
pub fn openness(i18n: &I18n, openness: &Openness, now: Timestamp) -> String {
    let with = |id: &str, at: &ZonedDateTime| i18n.with(id, &[("time", moment(i18n, at, now).into())]);
    match openness {
        Openness::Unknown => i18n.text("hours-unknown"),
        Openness::Open { until: None } => i18n.text("open-always"),
        Openness::Open { until: Some(at) } => with("open-until", at),
        Openness::Closed { opens: None } => i18n.text("closed"),
        Openness::Closed { opens: Some(at) } => with("closed-opens", at),
    }
}

/// That a service does not run, in the words of a row; `None` for one that
/// does. Its schedules say nothing then.
pub fn not_running(i18n: &I18n, entry: &Entry<'_>) -> Option<String> {
    let id = match entry.service?.status {
        ServiceStatus::Active => return None,
        ServiceStatus::Inactive => "not-running",
        ServiceStatus::Defunct => "has-ended",
        ServiceStatus::TemporarilyClosed => "closed-for-a-time",
    };
    Some(i18n.text(id))
}

/// A moment within the next weeks, by the clock of the place: "14:00",
/// "tomorrow 09:00", "Tue 09:00", "3 Dec 2026 09:00".
fn moment(i18n: &I18n, at: &ZonedDateTime, now: Timestamp) -> String {
    let today = now.to_zoned_datetime(at.time_zone().clone()).date();
    let days = at.date().since(today).map_or(0, |span| span.get_days());
    let time = clock(at.time());
    match days {
        ..=0 => time,
        1 => i18n.with("moment-tomorrow", &[("time", time.into())]),
        2..=6 => format!("{} {time}", weekday(i18n, at.date())),
        _ => format!("{} {time}", date(i18n, at.date())),
    }
}

/// A day and time of any week: "Tue 18:00"; without a day: "18:00".
pub fn moment_of_week(i18n: &I18n, day: Option<Day>, time: jiff::civil::Time) -> String {
    match day {
        Some(day) => {
            let day = i18n.text(&format!("weekday-{}", day.code().to_ascii_lowercase()));
            format!("{day} {}", clock(time))
        }
        None => clock(time),
    }
}

/// How far `to` is from `from`, which is called `name`, and in which
/// direction: "about 2 km north-east of the station". As the crow flies, so
/// no more exact than a person can use.
pub fn distance(i18n: &I18n, from: Point, to: Point, name: &str) -> String {
    let metres = from.metres_to(to);
    if metres < 75.0 {
        return i18n.with("handout-close-by", &[("from", name.into())]);
    }
    let hundreds = (metres / 100.0).round() * 100.0;
    let distance = if hundreds < 1_000.0 {
        i18n.with("metres", &[("count", format!("{hundreds:.0}").into())])
    } else {
        i18n.with("kilometres", &[("count", format!("{:.0}", (metres / 1_000.0).round()).into())])
    };
    let direction = i18n.text(&format!("direction-{}", from.direction_to(to).abbreviation()));
    i18n.with(
        "handout-distance",
        &[("distance", distance.into()), ("direction", direction.into()), ("from", name.into())],
    )
}

/// A name of a list where it stands within a line: "walk-in" for "Walk-in". A
/// word of capitals keeps them: "people living with HIV".
pub fn within_a_line(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

/// Name of a country in the language of the interface; a text that is no code
/// stays as it is.
pub fn country<'a>(i18n: &I18n, code: &'a str) -> &'a str {
    names::countries().name(code, i18n.language())
}

/// Name of a language in the language of the interface.
pub fn language<'a>(i18n: &I18n, tag: &'a LanguageTag) -> &'a str {
    names::languages().name(tag.primary(), i18n.language())
}

/// A text in the language wanted, or as it is, and then with its language
/// where that is known. A text that only translations have is read in one.
pub fn reading<'a>(text: &'a Text, wanted: &str) -> (&'a str, Option<&'a LanguageTag>) {
    let reading = text.read(wanted);
    if !reading.value.trim().is_empty() {
        return (reading.value, reading.language.filter(|_| reading.fallback));
    }
    let translated = text.translations.iter().find(|(_, value)| !value.trim().is_empty());
    translated.map_or(("", None), |(tag, value)| (value, Some(tag)))
}

/// City, part of the country and country: "Lyon, France".
pub fn town(i18n: &I18n, address: &Address) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let country = address.country.as_deref().map(|code| country(i18n, code));
    for part in [address.city.as_deref(), address.state_province.as_deref(), country].into_iter().flatten() {
        // New York, New York says nothing more than New York.
        if !part.trim().is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// Where an entry is, or what it covers: "Lyon, France", "France, nationwide",
/// "worldwide"; empty when nothing says. What a service covers goes before a
/// place that only its organisation has.
pub fn place(i18n: &I18n, entry: &Entry<'_>) -> String {
    let areas = entry.service_areas();
    // A line in one country of which a service is for the whole world is found
    // everywhere, and has to say why.
    let widest = areas.iter().find(|one| one.extent_type.as_deref() == Some("global")).or(areas.first());
    let covered = widest.map(|one| area(i18n, one)).filter(|text| !text.is_empty());
    let inherited = entry.places().iter().all(|place| place.from == Origin::Organization);
    let address = entry.main_address();
    let town = address.map(|address| town(i18n, address)).unwrap_or_default();
    let has_city = address.is_some_and(|address| address.city.is_some());
    one_line(match &covered {
        Some(covered) if inherited || !has_city => covered,
        _ => &town,
    })
}

/// An area that a service covers.
pub fn area(i18n: &I18n, area: &ServiceArea) -> String {
    match (area.extent_type.as_deref(), area.extent.as_deref(), area.name.as_deref()) {
        (Some("global"), ..) => i18n.text("area-world"),
        (Some("country"), Some(code), _) => i18n.with("area-country", &[("country", country(i18n, code).into())]),
        (_, _, Some(name)) => name.to_owned(),
        (_, Some(extent), None) => extent.to_owned(),
        _ => String::new(),
    }
}

/// A distance as people say it: "about 3 km". Nobody knows it to the metre:
/// it is as the crow flies, from the middle of the place.
pub fn about_distance(i18n: &I18n, metres: u32) -> String {
    let step = match metres {
        0..1_000 => 100,
        1_000..20_000 => 1_000,
        20_000..100_000 => 5_000,
        100_000..1_000_000 => 10_000,
        _ => 100_000,
    };
    let rounded = (metres.saturating_add(step / 2) / step * step).max(100);
    if rounded < 1_000 {
        return i18n.with("distance-metres", &[("metres", rounded.into())]);
    }
    i18n.with("distance-kilometres", &[("kilometres", number(i18n, rounded as usize / 1_000).into())])
}

#[cfg(test)]
mod tests;
