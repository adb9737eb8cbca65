//! HSDS schedules: recurrence in the terms of iCalendar.

use serde_json::{Value, json};

use super::{
    fields::Fields,
    profile::{Marks, Profile},
    tree::{Json, Tree},
    values,
    write_parts::Object,
};
use crate::directory::{
    Schedule,
    problem::{Code, Outcome},
    schedule::{Day, DayOfMonth, Frequency},
};

/// Reads a schedule. One whose recurrence cannot be read loses its times too
/// (they stay in `extra`): a wrong rule with right times would say "open".
pub(super) fn read(mut fields: Fields<'_>) -> Schedule {
    let mut profile = Profile::of(&mut fields);
    let mut schedule = Schedule {
        id: fields.string_or_empty("id"),
        valid_from: fields.shaped("valid_from", Code::InvalidDate, values::date),
        valid_to: fields.shaped("valid_to", Code::InvalidDate, values::date),
        dtstart: fields.shaped("dtstart", Code::InvalidDate, values::date),
        timezone: timezone(&mut fields),
        until: fields.shaped("until", Code::InvalidDate, values::date),
        closed: profile.value("closed").is_some_and(|value| value != "false"),
        attending_type: fields.string("attending_type"),
        ..Schedule::default()
    };
    let description = fields.string("description");
    schedule.description = profile.text("description", description, &fields);
    let notes = fields.string("notes");
    schedule.notes = profile.text("notes", notes, &fields);
    profile.leave_in(&mut fields);
    if recurrence(&mut schedule, &mut fields).is_some() {
        schedule.opens_at = fields.shaped("opens_at", Code::InvalidTime, values::time);
        schedule.closes_at = fields.shaped("closes_at", Code::InvalidTime, values::time);
    }
    schedule.extra = fields.extra();
    schedule
}

/// The offset in hours; one written as text is put right.
fn timezone(fields: &mut Fields<'_>) -> Option<f64> {
    match fields.take("timezone")? {
        Tree::Text("") => None,
        Tree::Text(text) => {
            let Some(hours) = values::offset(text) else {
                fields.tell("timezone", Code::UnknownTimeZone, text, Outcome::Kept);
                fields.put_back("timezone", Tree::Text(text));
                return None;
            };
            fields.tell("timezone", Code::WrongType, text, Outcome::Repaired);
            Some(hours)
        }
        other => {
            fields.put_back("timezone", other);
            fields.number("timezone")
        }
    }
}

/// Reads the rule. `None` when a part of it could not be read.
fn recurrence(schedule: &mut Schedule, fields: &mut Fields<'_>) -> Option<()> {
    const BAD: Code = Code::InvalidRecurrence;
    /// Reads one part; says whether it was absent or good.
    fn part<T>(
        fields: &mut Fields<'_>,
        key: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ()> {
        join_list(fields, key);
        let present = fields.text(key);
        let Some(text) = present else {
            return if fields.has(key) { Err(()) } else { Ok(None) };
        };
        parse(&text).map(Some).ok_or_else(|| {
            fields.tell(key, BAD, &text, Outcome::Kept);
            fields.put_back_text(key, text);
        })
    }
    let freq = part(fields, "freq", |text| match text.to_ascii_uppercase().as_str() {
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        _ => None,
    });
    let wkst = part(fields, "wkst", Day::from_code);
    let byday = part(fields, "byday", days);
    let byweekno = part(fields, "byweekno", |text| numbers(text, 53));
    let bymonthday = part(fields, "bymonthday", |text| numbers(text, 31));
    let byyearday = part(fields, "byyearday", |text| numbers(text, 366));
    let count = part_number(fields, "count");
    let interval = part_number(fields, "interval");
    schedule.freq = freq.ok().flatten();
    schedule.wkst = wkst.ok().flatten();
    schedule.byday = byday.clone().ok().flatten().unwrap_or_default();
    schedule.byweekno = narrow(byweekno.clone());
    schedule.bymonthday = narrow(bymonthday.clone());
    schedule.byyearday = byyearday.clone().ok().flatten().unwrap_or_default();
    schedule.count = count.ok().flatten();
    schedule.interval = interval.ok().flatten();
    freq.and(wkst).ok()?;
    byday.ok()?;
    byweekno.and(bymonthday).and(byyearday).ok()?;
    count.and(interval).map(|_| ()).ok()
}

/// A list of numbers where HSDS has text with commas: `[2, 3]`.
fn join_list(fields: &mut Fields<'_>, key: &'static str) {
    let is_word = |item: &Tree<'_>| match item {
        Tree::Text(_) => true,
        Tree::Number(number) => number.is_i64(),
        _ => false,
    };
    match fields.get(key) {
        Some(Tree::List(items)) if items.iter().all(is_word) => {
            fields.take(key);
            let text = items.iter().filter_map(Json::shown).collect::<Vec<_>>().join(",");
            fields.tell(key, Code::WrongType, &text, Outcome::Repaired);
            fields.put_back_text(key, text.into());
        }
        // A single number needs no word of warning.
        Some(Tree::Number(number)) => {
            fields.take(key);
            fields.put_back_text(key, number.to_string().into());
        }
        _ => {}
    }
}

/// A count or an interval: at least 1.
fn part_number(fields: &mut Fields<'_>, key: &'static str) -> Result<Option<u32>, ()> {
    let number = fields.integer::<u32>(key, Code::InvalidRecurrence);
    match number {
        Some(0) => {
            fields.tell(key, Code::InvalidRecurrence, "0", Outcome::Kept);
            fields.put_back_number(key, 0.0);
            Err(())
        }
        None if fields.has(key) => Err(()),
        number => Ok(number),
    }
}

/// `TH,FR` or `2TH,-1FR`.
fn days(text: &str) -> Option<Vec<DayOfMonth>> {
    let parts = text.split([',', ' ', ';']).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (ordinal, code) = part.split_at_checked(part.len().checked_sub(2)?)?;
            let ordinal = match ordinal {
                "" => None,
                number => Some(number.parse::<i8>().ok().filter(|n| (1..=5).contains(&n.abs()))?),
            };
            Some(DayOfMonth { ordinal, day: Day::from_code(code)? })
        })
        .collect()
}

/// `41,42`: numbers from 1 to `most` or from the end.
fn numbers(text: &str, most: i16) -> Option<Vec<i16>> {
    let parts = text.split([',', ' ', ';']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse::<i16>().ok().filter(|n| (1..=most).contains(&n.abs()))).collect()
}

/// Numbers known to be small.
fn narrow(numbers: Result<Option<Vec<i16>>, ()>) -> Vec<i8> {
    let numbers = numbers.ok().flatten().unwrap_or_default();
    numbers.into_iter().filter_map(|number| i8::try_from(number).ok()).collect()
}

/// Writes a schedule.
pub(super) fn write(schedule: &Schedule) -> Value {
    let mut marks = Marks::new(&schedule.id, "schedule");
    let mut object = Object::new();
    object.put("id", schedule.id.as_str());
    object.some("valid_from", schedule.valid_from.map(|date| date.to_string()));
    object.some("valid_to", schedule.valid_to.map(|date| date.to_string()));
    object.some("dtstart", schedule.dtstart.map(|date| date.to_string()));
    object.number("timezone", schedule.timezone);
    object.some("until", schedule.until.map(|date| date.to_string()));
    object.some("count", schedule.count);
    object.some("wkst", schedule.wkst.map(Day::code));
    object.some(
        "freq",
        schedule.freq.map(|freq| match freq {
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
        }),
    );
    object.some("interval", schedule.interval);
    let day = |day: &DayOfMonth| match day.ordinal {
        Some(ordinal) => format!("{ordinal}{}", day.day.code()),
        None => day.day.code().to_owned(),
    };
    object.some("byday", joined(&schedule.byday, day));
    object.some("byweekno", joined(&schedule.byweekno, i8::to_string));
    object.some("bymonthday", joined(&schedule.bymonthday, i8::to_string));
    object.some("byyearday", joined(&schedule.byyearday, i16::to_string));
    object.text("description", schedule.description.as_ref(), &mut marks);
    object.some("opens_at", schedule.opens_at.map(|time| time.strftime("%H:%M:%S").to_string()));
    object.some("closes_at", schedule.closes_at.map(|time| time.strftime("%H:%M:%S").to_string()));
    object.some("attending_type", schedule.attending_type.as_deref());
    object.text("notes", schedule.notes.as_ref(), &mut marks);
    if schedule.closed {
        marks.add("closed", "true");
    }
    object.finish(marks, &schedule.extra)
}

/// Items with commas between them; `None` for no items.
fn joined<T>(items: &[T], show: impl Fn(&T) -> String) -> Option<Value> {
    let text = items.iter().map(show).collect::<Vec<_>>().join(",");
    (!text.is_empty()).then(|| json!(text))
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::{
        super::{log::Log, path::Path},
        *,
    };
    use crate::directory::problem::Problem;

    fn schedule(value: &Value) -> (Schedule, Vec<Problem>) {
        let (log, arena) = (Log::new("f", 1), bumpalo::Bump::new());
        let schedule = read(Fields::of(Tree::of(value, &arena), &Path::Root, &log, &arena).unwrap());
        (schedule, log.into_problems())
    }

    #[test]
    fn a_monthly_rule_with_ordinals_is_read() {
        let (schedule, problems) = schedule(&json!({
            "id": "s", "freq": "MONTHLY", "byday": "2TH,-1FR", "interval": 2, "opens_at": "10:00", "closes_at": "12:00"
        }));
        assert_eq!(problems, []);
        let days: Vec<_> = schedule.byday.iter().map(|day| (day.ordinal, day.day)).collect();
        assert_eq!(days, [(Some(2), Day::Thursday), (Some(-1), Day::Friday)]);
        assert_eq!((schedule.interval, schedule.opens_at), (Some(2), Some(time(10, 0, 0, 0))));
    }

    #[test]
    fn a_rule_that_cannot_be_read_loses_its_times_but_nothing_is_lost() {
        for (key, bad) in [
            ("byday", json!("Monday to Friday")),
            ("freq", json!("DAILY")),
            ("bymonthday", json!("32")),
            ("interval", json!(0)),
            ("count", json!("many")),
            ("wkst", json!({"day": "TU"})),
        ] {
            let mut value = json!({"id": "s", "freq": "WEEKLY", "opens_at": "10:00", "closes_at": "12:00"});
            value[key] = bad.clone();
            let (schedule, problems) = schedule(&value);
            assert_eq!((schedule.opens_at, schedule.closes_at), (None, None), "{key}");
            assert_eq!(problems.len(), 1, "{key}: {problems:?}");
            let written = write(&schedule);
            for key in ["opens_at", "closes_at", key] {
                assert_eq!(written[key], value[key]);
            }
        }
    }

    #[test]
    fn a_list_in_place_of_text_is_put_right() {
        let (schedule, problems) = schedule(&json!({"id": "s", "byday": ["MO", "TU"], "bymonthday": 3}));
        assert_eq!((schedule.byday.len(), schedule.bymonthday.as_slice()), (2, &[3][..]));
        assert_eq!((problems.len(), problems[0].outcome), (1, Outcome::Repaired));
    }
}
