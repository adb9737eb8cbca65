//! What differs between two versions of a record, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// A field that two versions do not have the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where it stands: `phones[p1].number`. Items of lists are named by their
    /// ids where they have some, else numbered from 0.
    pub path: String,
    /// The value in the first version, if it is there.
    pub before: Option<Value>,
    /// The value in the second.
    pub after: Option<Value>,
}

/// What differs between two versions, as their drafts have it.
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare("", Some(before), Some(after), &mut found);
    found
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => compare_fields(path, before, after, found),
        (Some(Value::Array(one)), Some(Value::Array(other))) if are_objects(one) && are_objects(other) => {
            compare_items(path, one, other, found);
        }
        // A list that is new or gone: item by item, so that each is read.
        (None, Some(Value::Array(items))) if are_objects(items) && !items.is_empty() => {
            compare_items(path, &[], items, found);
        }
        (Some(Value::Array(items)), None) if are_objects(items) && !items.is_empty() => {
            compare_items(path, items, &[], found);
        }
        (before, after) => {
            found.push(Difference { path: path.to_owned(), before: before.cloned(), after: after.cloned() });
        }
    }
}

fn compare_fields(path: &str, before: &Map<String, Value>, after: &Map<String, Value>, found: &mut Vec<Difference>) {
    let new = after.keys().filter(|key| !before.contains_key(*key));
    for key in before.keys().chain(new) {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        compare(&path, before.get(key), after.get(key), found);
    }
}

fn compare_items(path: &str, before: &[Value], after: &[Value], found: &mut Vec<Difference>) {
    let (Some(one), Some(other)) = (by_id(before), by_id(after)) else {
        for at in 0..before.len().max(after.len()) {
            compare(&format!("{path}[{at}]"), before.get(at), after.get(at), found);
        }
        return;
    };
    let ids = |items: &[Value]| items.iter().filter_map(id).map(str::to_owned).collect::<Vec<_>>();
    let mut seen = BTreeSet::new();
    for id in ids(before).into_iter().chain(ids(after)) {
        if seen.insert(id.clone()) {
            compare(&format!("{path}[{id}]"), one.get(&*id).copied(), other.get(&*id).copied(), found);
        }
    }
}

fn are_objects(items: &[Value]) -> bool {
    items.iter().all(Value::is_object)
}

fn id(item: &Value) -> Option<&str> {
    item.get("id")?.as_str()
}

/// The items by their ids, if each has one of its own.
fn by_id(items: &[Value]) -> Option<BTreeMap<&str, &Value>> {
    let map: BTreeMap<&str, &Value> = items.iter().filter_map(|item| Some((id(item)?, item))).collect();
    (map.len() == items.len()).then_some(map)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn paths(before: &Value, after: &Value) -> Vec<String> {
        differences(before, after).into_iter().map(|one| one.path).collect()
    }

    #[test]
    fn only_what_differs_is_named_and_items_are_known_by_their_ids() {
        let before = json!({"a": 1, "gone": true, "phones": [{"id": "p", "number": "1"}, {"id": "q", "number": "2"}]});
        let after = json!({"a": 1, "phones": [{"id": "q", "number": "2"}, {"id": "p", "number": "9"}], "new": [1]});
        assert_eq!(paths(&before, &after), ["gone", "phones[p].number", "new"]);
        assert!(differences(&before, &before).is_empty());
    }

    #[test]
    fn items_without_ids_are_numbered() {
        let before = json!({"x": [{"a": 1}, {"a": 2}]});
        let after = json!({"x": [{"a": 1}, {"a": 3}, {"a": 4}]});
        assert_eq!(paths(&before, &after), ["x[1].a", "x[2]"]);
        assert_eq!(paths(&json!({}), &before), ["x[0]", "x[1]"]);
    }
}
