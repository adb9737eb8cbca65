//! Nests the rows that belong to an organisation in one another, as HSDS has
//! them.

use serde_json::{Map, Value, json};

use super::{
    Flavour, Table,
    join::{Join, Plan, text_of},
    translate,
};
use crate::formats::hsds::profile;

/// One organisation being put together.
pub(super) struct Nest<'j> {
    pub(super) join: &'j Join,
    pub(super) plan: &'j Plan,
    /// JSON pointers into what is put together, and the numbers of the rows that
    /// stand there.
    pub(super) origins: Vec<(String, usize)>,
}

impl Nest<'_> {
    /// A record with everything below it.
    pub(super) fn record(&mut self, number: usize, path: &str) -> Map<String, Value> {
        self.origins.push((path.to_owned(), number));
        let Some(row) = self.join.rows.get(number) else { return Map::new() };
        let mut map: Map<String, Value> = serde_json::from_str(&row.text).unwrap_or_default();
        match row.table {
            Table::Service => {
                self.terms(&mut map, path);
                if let Some(place) = self.plan.places.get(&number) {
                    let at = json!({"id": format!("{}-{place}", row.id), "location_id": &**place});
                    push(&mut map, "service_at_locations", at);
                }
            }
            Table::Attribute => {
                self.term(&mut map);
                // In HSDS 1, to attach a term was all that such a row could do.
                if row.origin.sheet.is_some_and(|sheet| sheet.flavour == Flavour::TermLink) {
                    map.entry("label").or_insert_with(|| crate::formats::hsds::TERM_LABEL.into());
                }
            }
            Table::ServiceCapacity => {
                let unit = map.get("unit_id").and_then(text_of).and_then(|id| self.join.find(Table::Unit, &id));
                if let Some(unit) = unit {
                    map.shift_remove("unit_id");
                    let nested = self.record(unit, &format!("{path}/unit"));
                    map.insert("unit".to_owned(), Value::Object(nested));
                }
            }
            _ => {}
        }
        if let Some(children) = self.plan.children.get(&number) {
            self.children(&mut map, row.table, &row.id, children, path);
        }
        map
    }

    /// What is below a record, in its place there.
    pub(super) fn children(
        &mut self,
        map: &mut Map<String, Value>,
        table: Table,
        id: &str,
        children: &[usize],
        path: &str,
    ) {
        for child in children {
            let Some(row) = self.join.rows.get(*child) else { continue };
            match (row.table, table) {
                (Table::Eligibility, _) => {
                    self.origins.push((format!("{path}/eligibility_description"), *child));
                    let text = row.field("eligibility").unwrap_or_default();
                    let before = map.get("eligibility_description").and_then(Value::as_str).unwrap_or_default();
                    let both = [before, &text].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
                    map.insert("eligibility_description".to_owned(), both.join("\n").into());
                }
                // HSDS has addresses on places only.
                (Table::Address, Table::Organization) => {
                    let position = length(map, "locations");
                    let nested = self.record(*child, &format!("{path}/locations/{position}/addresses/0"));
                    let kind = nested.get("address_type").cloned().unwrap_or_else(|| "postal".into());
                    let number = position + 1;
                    push(
                        map,
                        "locations",
                        json!({"id": format!("{id}.address-{number}"), "location_type": kind, "addresses": [nested]}),
                    );
                }
                (of, _) => {
                    let Some(key) = of.key_in(table) else { continue };
                    let position = length(map, key);
                    if let Some(there) = position_of(map, key, &row.id) {
                        self.origins.push((format!("{path}/{key}/{there}"), *child));
                        continue;
                    }
                    let nested = self.record(*child, &format!("{path}/{key}/{position}"));
                    push(map, key, Value::Object(nested));
                }
            }
        }
    }

    /// The term that an attribute only names.
    fn term(&mut self, map: &mut Map<String, Value>) {
        let Some(id) = map.get("taxonomy_term_id").and_then(text_of) else { return };
        if let Some(number) = self.plan.terms.get(id.as_str()) {
            let path =
                format!("{}/taxonomy_term", self.origins.last().map(|(path, _)| path.as_str()).unwrap_or_default());
            let nested = self.record(*number, &path);
            map.shift_remove("taxonomy_term_id");
            map.insert("taxonomy_term".to_owned(), Value::Object(nested));
        } else {
            map.insert("taxonomy_term".to_owned(), json!({"id": &id, "name": &id, "description": ""}));
            map.shift_remove("taxonomy_term_id");
        }
    }

    /// The terms that a service of HSDS 1 names in one cell.
    fn terms(&mut self, map: &mut Map<String, Value>, path: &str) {
        let Some(Value::String(text)) = map.shift_remove("taxonomy_ids") else { return };
        for id in translate::parts(&text) {
            let term = match self.plan.terms.get(id) {
                Some(number) => {
                    let path = format!("{path}/attributes/{}/taxonomy_term", length(map, "attributes"));
                    Value::Object(self.record(*number, &path))
                }
                None => json!({"id": id, "name": id, "description": ""}),
            };
            push(map, "attributes", profile::free_term("service", &term));
        }
    }
}

/// Adds to a list of an object.
fn push(map: &mut Map<String, Value>, key: &str, item: Value) {
    let list = map.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if !list.is_array() {
        *list = Value::Array(vec![list.take()]);
    }
    if let Value::Array(items) = list {
        items.push(item);
    }
}

/// Where an object with this id stands in a list already, as in answers of an
/// API that repeat one record inside of another.
fn position_of(map: &Map<String, Value>, key: &str, id: &str) -> Option<usize> {
    let items = map.get(key).and_then(Value::as_array).filter(|_| !id.is_empty())?;
    items.iter().position(|item| item.get("id").and_then(Value::as_str) == Some(id))
}

/// Items of a list of an object; a single object counts as one.
fn length(map: &Map<String, Value>, key: &str) -> usize {
    match map.get(key) {
        Some(Value::Array(items)) => items.len(),
        Some(_) => 1,
        None => 0,
    }
}
