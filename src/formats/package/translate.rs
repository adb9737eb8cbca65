//! Rows of any version of HSDS in the words of 3.1.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Flavour, Sheet, Table};
use crate::formats::{
    hours,
    hsds::profile,
    output::package::{is_of_hsds, looks_like_json},
};

/// Columns that HSDS defines as numbers.
const NUMBERS: [&str; 11] = [
    "latitude",
    "longitude",
    "minimum_age",
    "maximum_age",
    "amount",
    "timezone",
    "count",
    "interval",
    "year_incorporated",
    "available",
    "maximum",
];

/// Old names of columns, by table.
const RENAMED: [(Table, &str, &str); 16] = [
    (Table::Organization, "url", "website"),
    (Table::Service, "website", "url"),
    (Table::Service, "eligibility", "eligibility_description"),
    (Table::Service, "fees", "fees_description"),
    (Table::Location, "website", "url"),
    (Table::Phone, "number_type", "type"),
    (Table::Language, "language", "name"),
    (Table::ServiceArea, "service_area", "name"),
    (Table::Accessibility, "accessibility", "description"),
    (Table::TaxonomyTerm, "taxonomy_id", "id"),
    (Table::TaxonomyTerm, "term", "name"),
    (Table::TaxonomyTerm, "vocabulary", "taxonomy"),
    (Table::Attribute, "taxonomy_id", "taxonomy_term_id"),
    (Table::Attribute, "service_id", "link_id"),
    (Table::Eligibility, "eligibility", "eligibility"),
    (Table::Metadata, "resource", "resource_id"),
];

/// Turns a row into an HSDS 3.1 object: columns get today's names, numbers
/// become numbers, lists in a cell become lists.
pub(in crate::formats) fn translate(sheet: Sheet, row: &mut Map<String, Value>) {
    for (table, old, new) in RENAMED {
        // A table that has both columns means two things by them.
        let taken = row.contains_key(new);
        // `taxonomy_terms.csv` of HSDS 3 has an id and a taxonomy_id.
        if table == sheet.table
            && old != new
            && !taken
            && !(old == "taxonomy_id" && row.contains_key("id"))
            && let Some(value) = row.shift_remove(old)
        {
            row.insert(new.to_owned(), value);
        }
    }
    row.retain(|_, value| value.as_str() != Some(""));
    for key in NUMBERS {
        if let Some(number) = row.get(key).and_then(Value::as_str).and_then(number) {
            row.insert(key.to_owned(), number);
        }
    }
    unfold(sheet.table, row);
    match (sheet.table, sheet.flavour) {
        (Table::Service, _) => service(row),
        (Table::Location, _) => location(row),
        (Table::Phone, _) => phone(row),
        (Table::Address, flavour) => address(row, flavour),
        (Table::Schedule, Flavour::Regular) => regular_schedule(row),
        (Table::Schedule, Flavour::Holiday) => holiday_schedule(row),
        (Table::Attribute, Flavour::TermLink) => {
            row.insert("link_entity".to_owned(), "service".into());
        }
        _ => {}
    }
}

/// What a table has no place for stands as JSON in a column of its own, as
/// [`crate::formats::output::package`] writes it.
fn unfold(table: Table, row: &mut Map<String, Value>) {
    for (key, value) in row.iter_mut() {
        let Some(text) = value.as_str().filter(|text| looks_like_json(text)) else { continue };
        if let Some(found) = (!is_of_hsds(table, key)).then(|| serde_json::from_str(text).ok()).flatten() {
            *value = found;
        }
    }
}

/// A number as JSON, if the text is one.
fn number(text: &str) -> Option<Value> {
    match text.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from),
    }
}

/// Takes a text out of a row.
fn take(row: &mut Map<String, Value>, key: &str) -> Option<String> {
    match row.shift_remove(key) {
        Some(Value::String(text)) => Some(text),
        Some(other) => {
            row.insert(key.to_owned(), other);
            None
        }
        None => None,
    }
}

/// Turns a cell with a list in it into a list of objects with one text each.
fn list(row: &mut Map<String, Value>, key: &str, field: &str) {
    let Some(text) = take(row, key) else { return };
    let items = parts(&text).map(|part| json!({"id": "", field: part}));
    let items: Vec<Value> = items.collect();
    if !items.is_empty() {
        row.insert(key.to_owned(), items.into());
    }
}

/// The parts of a cell with a list in it.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty())
}

fn service(row: &mut Map<String, Value>) {
    list(row, "languages", "name");
    list(row, "service_areas", "name");
    list(row, "required_documents", "document");
    let keywords = take(row, "keywords").unwrap_or_default();
    let terms: Vec<Value> = parts(&keywords)
        .map(|word| profile::free_term("service", &json!({"id": "", "name": word, "description": ""})))
        .collect();
    if !terms.is_empty() {
        row.insert("attributes".to_owned(), terms.into());
    }
}

fn location(row: &mut Map<String, Value>) {
    list(row, "languages", "name");
    list(row, "accessibility", "description");
    if let Some(text) = take(row, "virtual") {
        let kind = if is_yes(&text) { "virtual" } else { "physical" };
        row.entry("location_type").or_insert_with(|| kind.into());
    }
}

fn phone(row: &mut Map<String, Value>) {
    if let Some(text) = take(row, "language") {
        row.insert("languages".to_owned(), text.into());
        list(row, "languages", "name");
    }
    if let Some(department) = row.get("department").cloned() {
        // The department is what tells one number from the next.
        row.entry("description").or_insert(department);
    }
}

fn address(row: &mut Map<String, Value>, flavour: Flavour) {
    let further: Vec<String> = ["address_3", "address_4"].iter().filter_map(|key| take(row, key)).collect();
    if !further.is_empty() {
        let second = take(row, "address_2");
        let lines: Vec<String> = second.into_iter().chain(further).collect();
        row.insert("address_2".to_owned(), lines.join(", ").into());
    }
    let kind = match flavour {
        Flavour::Physical => "physical",
        Flavour::Postal => "postal",
        _ => return,
    };
    row.entry("address_type").or_insert_with(|| kind.into());
}

/// A weekday and its hours; without hours it is closed then.
fn regular_schedule(row: &mut Map<String, Value>) {
    // HSDS 1 does not ask for the zero.
    for key in ["opens_at", "closes_at"] {
        let padded = row
            .get(key)
            .and_then(Value::as_str)
            .filter(|time| time.find(':') == Some(1))
            .map(|time| format!("0{time}"));
        if let Some(padded) = padded {
            row.insert(key.to_owned(), padded.into());
        }
    }
    let Some(weekday) = take(row, "weekday") else { return };
    let Some(day) = weekday_of(&weekday) else {
        row.insert("byday".to_owned(), weekday.into());
        return;
    };
    row.insert("freq".to_owned(), "WEEKLY".into());
    row.insert("byday".to_owned(), day.into());
    if !row.contains_key("opens_at") && !row.contains_key("closes_at") {
        row.insert("attributes".to_owned(), json!([profile::attribute("schedule", "closed", "true")]));
    }
}

/// A weekday by name or as a number, Monday being 1 and Sunday 7 or 0.
fn weekday_of(text: &str) -> Option<&'static str> {
    const DAYS: [&str; 8] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    match text.trim().parse::<usize>() {
        Ok(number) => DAYS.get(number).copied(),
        Err(_) => hours::day(text).map(crate::directory::schedule::Day::code),
    }
}

/// Days that are unlike others. Where the dates cannot be read, it is only
/// text: a holiday of no date would close every day.
fn holiday_schedule(row: &mut Map<String, Value>) {
    let closed = take(row, "closed").is_some_and(|text| is_yes(&text));
    let (start, end) = (take(row, "start_date"), take(row, "end_date"));
    let dates = start.as_deref().and_then(day_of).zip(end.as_deref().or(start.as_deref()).and_then(day_of));
    let Some((first, last)) = dates.filter(|(first, last)| first <= last) else {
        let span: Vec<String> = [start, end].into_iter().flatten().collect();
        let hours: Vec<String> = ["opens_at", "closes_at"].iter().filter_map(|key| take(row, key)).collect();
        let what = if closed { "closed".to_owned() } else { hours.join(" - ") };
        let said = [span.join(" - "), what].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        row.insert("description".to_owned(), said.join(": ").into());
        return;
    };
    row.insert("valid_from".to_owned(), first.to_string().into());
    row.insert("valid_to".to_owned(), last.to_string().into());
    if closed {
        row.insert("attributes".to_owned(), json!([profile::attribute("schedule", "closed", "true")]));
    } else {
        row.insert("freq".to_owned(), "WEEKLY".into());
        row.insert("byday".to_owned(), "MO,TU,WE,TH,FR,SA,SU".into());
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "true" | "t" | "yes" | "y" | "1")
}

/// A date of this age, written in a way that means one day only.
pub(in crate::formats) fn day_of(text: &str) -> Option<Date> {
    let in_this_age = |date: &Date| date.year() > 1900;
    if let Some(date) = text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        return Some(date).filter(in_this_age);
    }
    let numbers: Vec<i16> = text.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [first, second, year] = numbers.as_slice() else { return None };
    let year = if *year < 100 { 2000 + year } else { *year };
    let (month, day) = match (*first, *second) {
        (month, day) if month <= 12 && day > 12 => (month, day),
        (first, second) if first > 12 && second <= 12 => (second, first),
        (same, other) if same == other => (same, other),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(in_this_age)
}
