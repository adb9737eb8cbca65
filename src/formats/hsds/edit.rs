//! Attributes of the Parasol profile in a record that stays JSON: for an
//! editor of records, which has to keep everything that it does not know.

use serde_json::{Map, Value};

use super::profile::{self, Marks};
use crate::directory::{Language, LanguageTag, profile::priority_area_title};

/// An attribute of the profile that has a key and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Position in `attributes`.
    pub position: usize,
    /// KEY, as the table of [`profile`] has it.
    pub key: String,
    /// VALUE.
    pub value: String,
}

/// The attributes of the profile in an object, in order.
pub fn marks(object: &Map<String, Value>) -> Vec<Mark> {
    let attributes = object.get("attributes").and_then(Value::as_array);
    let mark = |(position, attribute)| {
        let (key, value) = profile::key_and_value(attribute)?;
        Some(Mark { position, key, value })
    };
    attributes.into_iter().flatten().enumerate().filter_map(mark).collect()
}

/// A new attribute of the profile on an object that has some already.
pub fn mark(object: &Map<String, Value>, entity: &'static str, key: &str, value: &str) -> Value {
    let owner = object.get("id").and_then(Value::as_str).unwrap_or_default();
    let mut marks = Marks::new(owner, entity);
    match key {
        "need" | "population" | "access" => marks.add_term(key, value, value),
        "nswp.priority_area" => marks.add_term(key, value, priority_area_title(value).unwrap_or(value)),
        "language" => {
            let code = LanguageTag::new(value).filter(|code| code.primary().len() <= 3);
            let name = code.is_none().then(|| value.to_owned());
            marks.add_language(&Language { code, name, ..Language::default() });
        }
        _ => marks.add(key, value),
    }
    let mut made = marks.into_items().pop().unwrap_or_default();
    let attributes = object.get("attributes").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let taken = |id: &str| attributes.iter().any(|one| one.get("id").and_then(Value::as_str) == Some(id));
    let free = (1..=attributes.len() + 1).map(|number| profile::generated_id(owner, key, number)).find(|id| !taken(id));
    if let (Value::Object(map), Some(id)) = (&mut made, free) {
        map.insert("id".to_owned(), id.into());
    }
    made
}

/// Sets an attribute that an object has once.
pub fn set_mark(object: &mut Map<String, Value>, entity: &'static str, key: &str, value: &str) {
    if let Some(known) = marks(object).into_iter().find(|mark| mark.key == key) {
        let place = object.get_mut("attributes").and_then(|all| all.get_mut(known.position));
        if let Some(Value::Object(attribute)) = place {
            attribute.insert("value".to_owned(), value.into());
        }
        return;
    }
    let made = mark(object, entity, key, value);
    match object.get_mut("attributes") {
        Some(Value::Array(all)) => all.push(made),
        // What stands there instead of a list is not read as one either.
        _ => {
            object.insert("attributes".to_owned(), Value::Array(vec![made]));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_attribute_is_set_once_and_the_others_are_left_alone() {
        let foreign = json!({"id": "x", "label": "assured_date", "value": "theirs"});
        let Value::Object(mut object) = json!({"id": "o", "attributes": [foreign.clone()]}) else { panic!() };
        set_mark(&mut object, "organization", "assured_date", "2026-11-01");
        set_mark(&mut object, "organization", "assured_date", "2026-11-02");
        let expected = Mark { position: 1, key: "assured_date".into(), value: "2026-11-02".into() };
        assert_eq!(marks(&object), [expected]);
        assert_eq!(object["attributes"][0], foreign);
        assert_eq!(object["attributes"][1]["id"], "o-assured_date-1");
    }

    #[test]
    fn a_new_attribute_has_an_id_that_no_other_has() {
        let Value::Object(mut object) = json!({"id": "o"}) else { panic!() };
        let first = mark(&object, "service", "need", "legal-advice");
        object.insert("attributes".into(), json!([first]));
        let second = mark(&object, "service", "need", "immigration");
        assert_eq!((first["id"].as_str(), second["id"].as_str()), (Some("o-need-1"), Some("o-need-2")));
        assert_eq!(second["taxonomy_term"]["id"], "parasol:need:immigration");
    }
}
