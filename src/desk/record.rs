//! A record as JSON: what it is, and its dates.

use jiff::{Timestamp, civil::Date};
use serde_json::{Map, Value};

use crate::formats::hsds::edit::set_mark;

/// True when the object at `pointer` of a record is a service: it is nested in
/// its organisation, or its organisation in it.
pub fn is_service(record: &Value, pointer: &str) -> bool {
    pointer.starts_with("/services/") || pointer.is_empty() && record.get("organization").is_some()
}

/// Sets the day on which a person checked an organisation or a service.
pub fn set_checked(object: &mut Map<String, Value>, service: bool, date: Date) {
    set(object, service, "assured_date", date.to_string());
}

/// Sets the moment at which a field changed.
pub fn set_modified(object: &mut Map<String, Value>, service: bool, now: Timestamp) {
    let whole = Timestamp::from_second(now.as_second()).unwrap_or(now);
    set(object, service, "last_modified", whole.to_string());
}

/// HSDS has both dates on a service; on an organisation they are attributes.
fn set(object: &mut Map<String, Value>, service: bool, key: &str, value: String) {
    if service {
        object.insert(key.to_owned(), value.into());
    } else {
        set_mark(object, "organization", key, &value);
    }
}
