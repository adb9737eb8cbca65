//! When an entry is open: now, and the week as a table.

use jiff::civil::Time;

use super::{Emphasis, Line, SectionKind, phrases, reach, writer::Writer};
use crate::directory::{
    Entry, Origin,
    hours::{DayHours, PlaceHours, openness, places_hours},
};

/// Open or closed now, then every place's week and words.
pub(super) fn hours(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let (i18n, now) = (writer.context.i18n, writer.context.now);
    let places = places_hours(entry, now);
    let stopped = phrases::not_running(i18n, entry);
    let runs = stopped.is_none();
    let line = if let Some(text) = stopped {
        // "open until 18:00" would send people to a closed door.
        Line { text, ..Line::default() }.warning()
    } else {
        let text = phrases::openness(i18n, &openness(entry, now), now);
        Line { text, note: writer.origin_note(origin(entry, &places)), ..Line::default() }
    };
    writer.push(SectionKind::Hours, line);
    let told = places.iter().filter(|place| place.week.is_some() || !place.texts.is_empty()).count();
    for place in &places {
        place_hours(writer, place, told > 1, runs);
    }
}

/// Whose hours these are, where they are not the entry's own.
fn origin(entry: &Entry<'_>, hours: &[PlaceHours<'_>]) -> Origin {
    let said = |hours: &PlaceHours<'_>| hours.week.is_some() || !hours.texts.is_empty();
    let Some(service) = entry.service.filter(|service| service.schedules.is_empty()) else { return Origin::Own };
    let own = service.service_at_locations.iter().any(|at| !at.schedules.is_empty());
    let inherited = hours.iter().filter(|hours| said(hours)).filter_map(|hours| hours.place);
    match inherited.map(|place| place.from).max() {
        Some(_) if own => Origin::Own,
        Some(Origin::Organization) => Origin::Organization,
        Some(_) => Origin::Location,
        None => Origin::Own,
    }
}

fn place_hours(writer: &mut Writer<'_>, hours: &PlaceHours<'_>, named: bool, runs: bool) {
    if named && let Some(place) = &hours.place {
        let name = reach::place_name(writer, place.location);
        writer.push_words(SectionKind::Hours, name.unwrap_or_default());
    }
    if let Some(text) = zone_line(writer, hours) {
        writer.push(SectionKind::Hours, Line { text, emphasis: Emphasis::Dim, ..Line::default() });
    }
    for day in hours.week.iter().flatten() {
        let line = day_line(writer, day, runs && hours.today == Some(day.date));
        writer.push(SectionKind::Hours, line);
    }
    let mut said: Vec<String> = Vec::new();
    for text in &hours.texts {
        let line = writer.text_line(None, text);
        if !said.contains(&line.text) {
            said.push(line.text.clone());
            writer.push(SectionKind::Hours, line);
        }
    }
}

/// What time it is at the place, where the reader's clock says another: a line
/// abroad that opens at nine does not open at nine here.
fn zone_line(writer: &Writer<'_>, hours: &PlaceHours<'_>) -> Option<String> {
    hours.week.as_ref()?;
    let now = writer.context.now;
    let there = now.to_zoned_datetime(hours.zone.clone()?);
    let here = now.to_zoned_datetime(writer.context.zone.clone());
    let time = phrases::clock(there.time());
    (there.offset() != here.offset()).then(|| writer.context.i18n.with("hours-zone", &[("time", time.into())]))
}

/// A day of the week: "Mon  09:00–12:00, 14:00–18:00".
fn day_line(writer: &Writer<'_>, day: &DayHours, today: bool) -> Line {
    let i18n = writer.context.i18n;
    let text = day_text(writer, day);
    let spoken = (!day.spans.is_empty()).then(|| spans(writer, day, "span-spoken"));
    Line {
        label: Some(phrases::weekday(i18n, day.date)),
        word: Some(phrases::weekday_in_full(i18n, day.date)),
        text,
        spoken,
        note: today.then(|| writer.say("note-today")),
        emphasis: if today { Emphasis::Today } else { Emphasis::Plain },
        ..Line::default()
    }
}

/// The times of a day: "09:00–12:00, 14:00–18:00", "closed", "not known".
pub(super) fn day_text(writer: &Writer<'_>, day: &DayHours) -> String {
    match (day.spans.is_empty(), day.unknown) {
        (true, true) => writer.say("hours-day-unknown"),
        (true, false) => writer.say("hours-day-closed"),
        _ => spans(writer, day, "span"),
    }
}

/// The times of a day, each as the message `id` has it.
fn spans(writer: &Writer<'_>, day: &DayHours, id: &str) -> String {
    let span = |(opens, closes): &(Time, Time)| {
        if opens == closes && *opens == Time::midnight() {
            return writer.say("hours-all-day");
        }
        let args = [("from", phrases::clock(*opens).into()), ("to", phrases::clock(*closes).into())];
        writer.context.i18n.with(id, &args)
    };
    day.spans.iter().map(span).collect::<Vec<_>>().join(&writer.say("list-divider"))
}
