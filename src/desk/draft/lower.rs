//! From a draft back to the record.

use serde_json::{Map, Value};

use super::{PROFILE, SEVERAL, entity, foreign, lift};
use crate::formats::hsds::edit::{mark, marks};

/// The value that comes of a draft. What the draft could not say is taken from
/// `original`, and so is everything that is the same in both. `of` is the HSDS
/// name of the object.
pub fn lower(edited: Value, original: Option<&Value>, of: &'static str) -> Value {
    match edited {
        Value::Object(edited) => {
            let none = Map::new();
            Value::Object(lower_object(edited, original.and_then(Value::as_object).unwrap_or(&none), of))
        }
        Value::Array(edited) => {
            let none = Vec::new();
            let before = original.and_then(Value::as_array).unwrap_or(&none);
            Value::Array(lower_items(edited, &before.iter().collect::<Vec<_>>(), of))
        }
        same if original.is_some_and(|before| is_same_number(before, &same)) => original.cloned().unwrap_or(same),
        other => other,
    }
}

/// True for two ways to write one number.
fn is_same_number(one: &Value, other: &Value) -> bool {
    one.is_number() && one.as_f64() == other.as_f64() && one.as_i64() == other.as_i64()
}

fn lower_object(mut edited: Map<String, Value>, before: &Map<String, Value>, of: &'static str) -> Map<String, Value> {
    let wanted = if before.contains_key(PROFILE) { Vec::new() } else { take_profile(&mut edited) };
    let mut attributes = Some(attributes(&mut edited, before, wanted, of));
    let mut out = Map::new();
    for (key, value) in before {
        if foreign(before, key).is_some() {
            let merged = attributes.take().unwrap_or_default();
            // An empty list that was there stays there.
            if !merged.is_empty() || value.as_array().is_some_and(Vec::is_empty) {
                out.insert(key.clone(), Value::Array(merged));
            }
        } else if let Some(edited) = edited.shift_remove(key) {
            out.insert(key.clone(), lower(edited, Some(value), entity(key)));
        } else if lift(value).is_none() {
            out.insert(key.clone(), value.clone());
        }
    }
    for (key, value) in edited {
        let value = lower(value, None, entity(&key));
        out.insert(key, value);
    }
    if let Some(attributes) = attributes.filter(|attributes| !attributes.is_empty()) {
        out.entry("attributes").or_insert(Value::Array(attributes));
    }
    out
}

/// Items of a list: each comes from the one with its id, or in its place.
fn lower_items(edited: Vec<Value>, before: &[&Value], of: &'static str) -> Vec<Value> {
    let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
    let find = |at: usize, item: &Value| {
        let wanted = id(item);
        let same_id = before.iter().find(|one| wanted.is_some() && id(one) == wanted);
        // An item whose id is new to the list is a new item.
        let in_place = before.get(at).filter(|one| wanted.is_none() || id(one).is_none());
        same_id.or(in_place).copied()
    };
    edited
        .into_iter()
        .enumerate()
        .map(|(at, item)| (find(at, &item), item))
        .map(|(old, item)| lower(item, old, of))
        .collect()
}

/// Takes the table of the profile out of a draft, as keys and values.
fn take_profile(edited: &mut Map<String, Value>) -> Vec<(String, String)> {
    let Some(Value::Object(_)) = edited.get(PROFILE) else { return Vec::new() };
    let Some(Value::Object(profile)) = edited.shift_remove(PROFILE) else { return Vec::new() };
    let mut wanted = Vec::new();
    for (key, value) in profile {
        let values = if let Value::Array(values) = value { values } else { vec![value] };
        for value in values {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if !text.is_empty() {
                wanted.push((key.clone(), text));
            }
        }
    }
    wanted
}

/// The attributes of an object: each in the place that it had, new ones last.
fn attributes(
    edited: &mut Map<String, Value>,
    before: &Map<String, Value>,
    mut wanted: Vec<(String, String)>,
    of: &'static str,
) -> Vec<Value> {
    let rest = foreign(before, "attributes");
    let theirs = match (edited.get("attributes"), &rest) {
        // What stands there is no list of attributes before or after.
        (Some(value), _) if !value.is_array() => None,
        (None, None) => None,
        (None, Some(rest)) => {
            let held = lift(&Value::Array(rest.iter().copied().cloned().collect())).is_none();
            held.then(|| rest.iter().copied().cloned().collect())
        }
        // A record that has a field called like the table.
        (Some(_), None) if before.contains_key("attributes") => None,
        (Some(_), _) => match edited.shift_remove("attributes") {
            Some(Value::Array(items)) => Some(lower_items(items, rest.as_deref().unwrap_or_default(), "attribute")),
            _ => None,
        },
    };
    let mut theirs = theirs.unwrap_or_default().into_iter();
    let known = marks(before);
    let mut out: Vec<Value> = Vec::new();
    let old = if rest.is_some() { before.get("attributes").and_then(Value::as_array) } else { None };
    for (at, attribute) in old.into_iter().flatten().enumerate() {
        match known.iter().find(|mark| mark.position == at) {
            None => out.extend(theirs.next()),
            Some(mark) => out.extend(kept(attribute, &mark.key, &mark.value, &mut wanted)),
        }
    }
    out.extend(theirs);
    for (key, value) in wanted {
        let mut object = Map::new();
        for part in ["id", "attributes"] {
            let value = if part == "id" { before.get(part).cloned() } else { Some(Value::Array(out.clone())) };
            object.extend(value.or_else(|| edited.get(part).cloned()).map(|value| (part.to_owned(), value)));
        }
        out.push(mark(&object, of, &key, &value));
    }
    out
}

/// An attribute of the profile that is still wanted, maybe with another value.
fn kept(attribute: &Value, key: &str, value: &str, wanted: &mut Vec<(String, String)>) -> Option<Value> {
    if let Some(at) = wanted.iter().position(|(one, other)| one == key && other == value) {
        wanted.remove(at);
        return Some(attribute.clone());
    }
    if SEVERAL.contains(&key) {
        return None;
    }
    let at = wanted.iter().position(|(one, _)| one == key)?;
    let (_, value) = wanted.remove(at);
    let mut changed = attribute.clone();
    if let Value::Object(map) = &mut changed {
        map.insert("value".to_owned(), value.into());
    }
    Some(changed)
}
