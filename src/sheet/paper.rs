//! The sheet of an entry for the person who takes it along: today first and
//! then the days that follow, nothing about where a fact stands in the
//! directory, and what to do about what is not known.

use jiff::{Timestamp, ToSpan, civil::Time};

use super::{
    Context, Emphasis, Line, SectionKind, Sheet, facts, headed, hours,
    phrases::{self, moment_of_week},
    reach,
    writer::{Reader, Writer},
};
use crate::directory::{
    Entry, Point,
    freshness::Freshness,
    hours::{DayHours, PlaceHours, open_at_next, openness, places_hours},
    schedule::Day,
};

/// What a handout depends on besides wording.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// When the person can go.
    pub visit: Option<Visit>,
    /// Where the person starts from.
    pub start: Option<Start>,
}

/// When a person can go, by the clock of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The next such day; `None`: the next time it is that time of day.
    pub day: Option<Day>,
    /// Local time.
    pub time: Time,
}

/// Where a person starts from.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// What to call it.
    pub name: String,
    /// Where it is.
    pub point: Point,
}

impl Start {
    /// The first place of an entry that is on the map; `None` where there is
    /// none, or where nobody may know.
    pub fn of(entry: &Entry<'_>, context: &Context<'_>) -> Option<Self> {
        let point = entry.places().iter().find_map(|place| Point::of(place.location))?;
        Some(Self { name: super::title(entry, context), point })
    }
}

/// Says what a client needs to know about `entry`.
pub fn on_paper(entry: &Entry<'_>, context: &Context<'_>, plan: &Plan) -> Sheet {
    let mut writer = Writer::new(context, Reader::Client);
    checked(&mut writer, entry);
    facts::alert(&mut writer, entry);
    facts::helps(&mut writer, entry);
    reach::go(&mut writer, entry);
    if let Some(start) = &plan.start {
        directions(&mut writer, entry, start);
    }
    when(&mut writer, entry, plan.visit);
    reach::call(&mut writer, entry);
    reach::mail_and_web(&mut writer, entry);
    facts::cost(&mut writer, entry);
    facts::bring(&mut writer, entry);
    facts::eligibility(&mut writer, entry);
    facts::languages(&mut writer, entry);
    facts::apply(&mut writer, entry);
    facts::about(&mut writer, entry);
    headed(writer, entry)
}

/// True when there is a number to call.
fn can_be_called(entry: &Entry<'_>) -> bool {
    !entry.phones().value.is_empty()
}

/// When it was last checked; where that is too long ago, to call first.
fn checked(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let i18n = writer.context.i18n;
    let freshness = Freshness::of(entry.checked(), writer.context.today(), entry.publication.stale_after_days);
    let on = entry.checked().map(|date| phrases::date(i18n, date)).unwrap_or_default();
    let said = |text: String| Line { text, ..Line::default() };
    let line = match (freshness, can_be_called(entry)) {
        (Freshness::Fresh { .. }, _) => said(on),
        (Freshness::Stale { .. }, true) => said(i18n.with("handout-call-first", &[("date", on.into())])).warning(),
        (Freshness::Stale { .. }, false) => said(i18n.with("handout-ask-first", &[("date", on.into())])).warning(),
        (Freshness::NotChecked, true) => said(i18n.text("handout-call-first-unchecked")).warning(),
        (Freshness::NotChecked, false) => said(i18n.text("handout-ask-first-unchecked")).warning(),
    };
    writer.push(SectionKind::Checked, line);
}

/// How far it is to each place, and in which direction.
fn directions(writer: &mut Writer<'_>, entry: &Entry<'_>, start: &Start) {
    let places = entry.places();
    for place in &places {
        // Nobody has to be sent where they are.
        let Some(point) = Point::of(place.location).filter(|point| *point != start.point) else { continue };
        let label = reach::place_name(writer, place.location).filter(|_| places.len() > 1);
        let text = phrases::distance(writer.context.i18n, start.point, point, &start.name);
        writer.push(SectionKind::Go, Line { label, text, ..Line::default() });
    }
}

/// When to go: the hour asked for, today, and the days that follow.
fn when(writer: &mut Writer<'_>, entry: &Entry<'_>, visit: Option<Visit>) {
    let (i18n, now) = (writer.context.i18n, writer.context.now);
    if let Some(text) = phrases::not_running(i18n, entry) {
        writer.push(SectionKind::Hours, Line { text, ..Line::default() }.warning());
        return;
    }
    let weeks: Vec<Vec<PlaceHours<'_>>> = STEPS.iter().map(|hours| places_hours(entry, after(now, *hours))).collect();
    let Some(this) = weeks.first() else { return };
    let told = this.iter().filter(|place| place.week.is_some() || !place.texts.is_empty()).count();
    if told == 0 {
        let id = if can_be_called(entry) { "handout-hours-unknown-call" } else { "handout-hours-unknown" };
        let text = writer.say(id);
        writer.push(SectionKind::Hours, Line { text, ..Line::default() });
        return;
    }
    if let Some(visit) = visit {
        let moment = moment_of_week(i18n, visit.day, visit.time);
        let open = phrases::openness(i18n, &open_at_next(entry, now, visit.day, visit.time), now);
        writer.push_words(
            SectionKind::Hours,
            i18n.with("handout-at", &[("moment", moment.into()), ("open", open.into())]),
        );
    }
    let mut opens = false;
    for (at, place) in this.iter().enumerate() {
        let days = two_weeks(weeks.iter().filter_map(|week| week.get(at)));
        let (first, second) = days.split_at(days.len() / 2);
        opens |= first.iter().any(|day| !day.spans.is_empty() || day.unknown);
        place_hours(writer, place, first, told > 1, differs(first, second));
    }
    if !opens && this.iter().any(|place| place.week.is_some()) {
        // A clinic once a month: closed all week says little.
        let text = phrases::openness(i18n, &openness(entry, now), now);
        writer.push_words(SectionKind::Hours, text);
    }
}

/// Hours from now at which to ask for a week from Monday to Sunday, so that
/// two weeks from today on are among the answers whatever the day, the zone
/// and the changes of the clock.
const STEPS: [i64; 6] = [0, 84, 168, 252, 336, 420];

fn after(now: Timestamp, hours: i64) -> Timestamp {
    now.checked_add(hours.hours()).unwrap_or(now)
}

/// Fourteen days from today on, out of weeks that overlap; none where the
/// hours are not known.
fn two_weeks<'a>(weeks: impl Iterator<Item = &'a PlaceHours<'a>>) -> Vec<DayHours> {
    let mut today = None;
    let mut days: Vec<DayHours> = Vec::new();
    for week in weeks {
        today = today.or(week.today);
        days.extend(week.week.iter().flatten().cloned());
    }
    days.retain(|day| today.is_some_and(|today| day.date >= today));
    days.sort_by_key(|day| day.date);
    days.dedup_by_key(|day| day.date);
    days.truncate(14);
    days
}

/// Whether two weeks have different hours.
fn differs(one: &[DayHours], other: &[DayHours]) -> bool {
    let hours = |days: &[DayHours]| days.iter().map(|day| (day.spans.clone(), day.unknown)).collect::<Vec<_>>();
    hours(one) != hours(other)
}

fn place_hours(writer: &mut Writer<'_>, hours: &PlaceHours<'_>, days: &[DayHours], named: bool, differs: bool) {
    if named && let Some(place) = &hours.place {
        let name = reach::place_name(writer, place.location);
        writer.push_words(SectionKind::Hours, name.unwrap_or_default());
    }
    if let Some((today, rest)) = days.split_first() {
        let line = today_line(writer, today);
        writer.push(SectionKind::Hours, line);
        for days in rest.chunk_by(|a, b| a.spans == b.spans && a.unknown == b.unknown) {
            let line = days_line(writer, days);
            writer.push(SectionKind::Hours, line);
        }
        let remarks = [clock_line(writer, hours), differs.then(|| writer.say("handout-next-week-differs"))];
        for text in remarks.into_iter().flatten() {
            writer.push(SectionKind::Hours, Line { text, emphasis: Emphasis::Dim, ..Line::default() });
        }
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

/// Today with its date: paper does not know when it is read.
fn today_line(writer: &Writer<'_>, day: &DayHours) -> Line {
    let i18n = writer.context.i18n;
    let args = [("day", phrases::weekday(i18n, day.date).into()), ("date", phrases::date(i18n, day.date).into())];
    Line {
        label: Some(i18n.with("handout-today", &args)),
        text: hours::day_text(writer, day),
        emphasis: Emphasis::Today,
        ..Line::default()
    }
}

/// Days with the same hours: "Thu–Fri".
fn days_line(writer: &Writer<'_>, days: &[DayHours]) -> Line {
    let i18n = writer.context.i18n;
    let name = |day: Option<&DayHours>| day.map(|day| phrases::weekday(i18n, day.date)).unwrap_or_default();
    let label = match days {
        [one] => name(Some(one)),
        many => i18n.with("handout-days", &[("from", name(many.first()).into()), ("to", name(many.last()).into())]),
    };
    let text = days.first().map(|day| hours::day_text(writer, day)).unwrap_or_default();
    Line { label: Some(label), text, ..Line::default() }
}

/// How the clock of the place differs from the client's, where it does.
fn clock_line(writer: &Writer<'_>, hours: &PlaceHours<'_>) -> Option<String> {
    let now = writer.context.now;
    let there = now.to_zoned_datetime(hours.zone.clone()?).offset();
    let here = now.to_zoned_datetime(writer.context.zone.clone()).offset();
    let seconds = there.seconds() - here.seconds();
    let id = match seconds {
        0 => return None,
        1.. => "handout-clock-ahead",
        _ => "handout-clock-behind",
    };
    let minutes = seconds.unsigned_abs() / 60;
    let hours = match (minutes / 60, minutes % 60) {
        (hours, 0) => hours.to_string(),
        (hours, minutes) => format!("{hours}:{minutes:02}"),
    };
    Some(writer.context.i18n.with(id, &[("hours", hours.into())]))
}
