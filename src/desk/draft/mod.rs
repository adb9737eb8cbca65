//! The draft of a record: the text in TOML that a curator edits, and the way
//! back, on which nothing is lost.
//!
//! A draft has the fields of the record under their HSDS names. Attributes of
//! the Parasol profile, which as JSON are long, stand in a table `parasol` as
//! `key = value`. What TOML cannot say (`null`, numbers beyond its range) is
//! held back and put in again where it was.

mod lower;
mod read;
mod write;

use serde_json::{Map, Value};

pub use lower::lower;
pub use read::{Slip, line_of, read};
pub use write::write;

use crate::formats::hsds::edit::marks;

/// The table of a draft that holds the attributes of the profile.
const PROFILE: &str = "parasol";

/// Keys of the profile that an object can have several times.
const SEVERAL: [&str; 7] =
    ["need", "population", "access", "alternate_name", "email", "language", "nswp.priority_area"];

/// Keys of the profile whose value is yes or no.
const YES_OR_NO: [&str; 2] = ["confidential", "closed"];

/// A value as a draft has it; `None`: TOML cannot say it.
pub fn lift(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Number(number) => (number.is_i64() || number.is_f64()).then(|| value.clone()),
        Value::Array(items) => items.iter().map(lift).collect::<Option<Vec<_>>>().map(Value::Array),
        Value::Object(map) => Some(Value::Object(lift_object(map))),
        Value::Bool(_) | Value::String(_) => Some(value.clone()),
    }
}

fn lift_object(map: &Map<String, Value>) -> Map<String, Value> {
    let profile = profile_of(map);
    let mut out = Map::new();
    for (key, value) in map {
        match foreign(map, key) {
            Some(rest) if rest.is_empty() && !profile.is_empty() => {}
            Some(rest) => {
                if let Some(lifted) = lift(&Value::Array(rest.into_iter().cloned().collect())) {
                    out.insert(key.clone(), lifted);
                }
            }
            None => out.extend(lift(value).map(|lifted| (key.clone(), lifted))),
        }
    }
    if !profile.is_empty() {
        out.insert(PROFILE.to_owned(), Value::Object(profile));
    }
    out
}

/// The attributes of an object that are not of the profile, if `key` is that of
/// its attributes.
fn foreign<'v>(map: &'v Map<String, Value>, key: &str) -> Option<Vec<&'v Value>> {
    let all = map.get(key).filter(|_| key == "attributes" && !map.contains_key(PROFILE))?.as_array()?;
    let known: Vec<usize> = marks(map).into_iter().map(|mark| mark.position).collect();
    Some(all.iter().enumerate().filter(|(at, _)| !known.contains(at)).map(|(_, one)| one).collect())
}

/// The attributes of the profile, as a draft has them.
fn profile_of(map: &Map<String, Value>) -> Map<String, Value> {
    let mut profile: Map<String, Value> = Map::new();
    // A record with a field of this very name keeps its attributes as they are.
    for mark in marks(map).into_iter().filter(|_| !map.contains_key(PROFILE)) {
        let value = match mark.value.as_str() {
            "true" if YES_OR_NO.contains(&mark.key.as_str()) => true.into(),
            "false" if YES_OR_NO.contains(&mark.key.as_str()) => false.into(),
            _ => Value::String(mark.value),
        };
        match profile.get_mut(&mark.key) {
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None if SEVERAL.contains(&mark.key.as_str()) => {
                profile.insert(mark.key, Value::Array(vec![value]));
            }
            None => {
                profile.insert(mark.key, value);
            }
        }
    }
    profile
}

/// The HSDS name of what stands in a field.
fn entity(field: &str) -> &'static str {
    match field {
        "services" => "service",
        "locations" | "location" => "location",
        "service_at_locations" => "service_at_location",
        "phones" => "phone",
        "schedules" => "schedule",
        "contacts" => "contact",
        "addresses" => "address",
        "languages" => "language",
        "cost_options" => "cost_option",
        "required_documents" => "required_document",
        "service_areas" => "service_area",
        "accessibility" => "accessibility",
        _ => "organization",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::i18n::I18n;

    fn mark(key: &str, value: &str) -> Value {
        json!({"id": format!("i-{key}"), "label": key, "value": value, "taxonomy_term": {"taxonomy": "parasol"}})
    }

    fn record() -> Value {
        json!({
            "id": "o1", "name": "Casa \"Uno\"", "description": "a\nb\\c\u{202e}\u{7}", "x_null": null,
            "x_big": u64::MAX, "x_list": [1, null], "x_number": 5.0, "x_empty": {}, "x_none": [],
            "attributes": [
                mark("need", "legal-advice"),
                {"label": "theirs", "value": null},
                mark("need", "immigration"),
                mark("name@fr", "Maison"),
            ],
            "phones": [{"number": "+33", "id": "p1", "x": null}, {"number": "+34"}],
            "locations": [{"id": "l", "attributes": [mark("confidential", "true")], "mixed": [1, {"a": [null]}, "b"]}],
            "a key": {"b.c": [[1, 2], []]},
        })
    }

    /// The record that comes of a draft.
    fn back(text: &str, original: &Value) -> Value {
        lower(read(text).unwrap(), Some(original), "organization")
    }

    fn draft(record: &Value) -> String {
        write(record.as_object().unwrap(), "organization", &I18n::new("en"))
    }

    #[test]
    fn a_draft_that_nobody_changed_is_the_record_byte_for_byte() {
        let text = draft(&record());
        assert_eq!(back(&text, &record()).to_string(), record().to_string(), "{text}");
        assert!(!text.contains(['\u{202e}', '\u{7}']), "nothing drives the editor's terminal");
    }

    #[test]
    fn what_is_changed_is_changed_and_nothing_else() {
        let text = draft(&record());
        let edited = text
            .replace("\"immigration\"", "\"hiv-sti\"")
            .replace("number = \"+34\"", "number = \"+34 1\"")
            .replace("confidential = true", "confidential = false")
            .replace("\"name@fr\" = \"Maison\"", "\"name@fr\" = \"La Maison\"");
        assert_ne!(text, edited);
        let mut expected = record();
        expected["phones"][1]["number"] = "+34 1".into();
        expected["locations"][0]["attributes"][0]["value"] = "false".into();
        expected["attributes"][3]["value"] = "La Maison".into();
        let mut got = back(&edited, &record());
        let new = got["attributes"].as_array_mut().unwrap().pop().unwrap();
        expected["attributes"].as_array_mut().unwrap().remove(2);
        assert_eq!(got, expected);
        assert_eq!((&new["value"], &new["id"]), (&json!("hiv-sti"), &json!("o1-need-1")));
    }

    #[test]
    fn what_is_taken_out_is_gone_and_what_is_new_is_there() {
        let text = "id = \"o1\"\nassured_date = 2026-11-24\n[parasol]\nneed = [\"research\"]\n";
        let got = back(text, &record());
        // What TOML cannot say was not there to be taken out.
        let kept: Vec<&str> = got.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(kept, ["id", "x_null", "x_big", "x_list", "attributes", "assured_date"]);
        assert_eq!(got["assured_date"], "2026-11-24");
        assert_eq!(got["attributes"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_slip_is_told_at_its_line() {
        let slip = read("id = \"a\"\nname = \"b\nx = 1\n").unwrap_err();
        assert_eq!(slip.line, 2, "{slip:?}");
        let text = "# words\nid = \"a\"\n\n[[phones]]\nnumber = \"x\"\n[parasol]\nneed = [\"a\", \"b\"]\n";
        let record = lower(read(text).unwrap(), None, "organization");
        assert_eq!(line_of(text, &record, "/phones/0/number"), Some(5));
        assert_eq!(line_of(text, &record, "/attributes/1/value"), Some(7));
        assert_eq!(line_of(text, &record, "/nowhere"), None);
    }

    #[test]
    fn a_field_that_is_called_like_the_table_of_the_profile_is_kept() {
        let own = json!({"a": {"b": false}, "c": [{"d": 1}], "e": 2});
        let record = json!({"id": "o1", "parasol": own, "phones": [{"parasol": own}]});
        assert_eq!(back(&draft(&record), &record), record);
    }

    fn any_key() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z_]{1,5}", "\\PC{0,4}", Just("parasol".to_owned()), Just("attributes".to_owned())]
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1e12..1e12f64).prop_map(Value::from),
            "\\PC{0,12}".prop_map(Value::from),
            "[\"\\\\'\n\r\t a]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((any_key(), inner), 0..5)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
        #[test]
        fn any_record_survives_its_draft(value in prop::collection::vec((any_key(), any_value()), 0..5)) {
            let record = Value::Object(value.into_iter().collect());
            prop_assert_eq!(back(&draft(&record), &record).to_string(), record.to_string());
        }
    }
}
