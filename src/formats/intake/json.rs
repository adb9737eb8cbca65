//! HSDS as JSON in all the shapes that it comes in: one object, a list, pages
//! of an API, lines, tables in one file; rooted in organisations, services or
//! places, nested or by reference.

use std::{
    io::{self, BufRead},
    rc::Rc,
};

use serde_json::{Map, Value};

use super::Intake;
use crate::{
    directory::problem::{Code, Outcome, Problem},
    formats::{
        decode,
        elements::{Element, Elements},
        hsds, limits,
        package::{
            Sheet, Table,
            join::{Origin, Standing, text_of},
            translate,
        },
        report::Fate,
    },
};

/// What one object is.
enum Kind {
    Record(Table),
    Tombstone,
    /// The tables of a package in one object.
    Package,
    Unknown,
}

impl Intake<'_> {
    /// Takes in a JSON document. With `at_once`, organisations go on as they
    /// come instead of waiting for what may refer to them: for sources that
    /// are too large to hold.
    pub fn json(&mut self, file: &str, input: impl BufRead, at_once: bool) -> io::Result<()> {
        let file: Rc<str> = file.into();
        let mut elements = Elements::new(decode::open(input)?);
        while let Some(element) = elements.next_element()? {
            self.element(&file, element, at_once)?;
        }
        Ok(())
    }

    /// Takes in JSON lines: a bad line never spoils the next.
    pub fn json_lines(&mut self, file: &str, input: impl BufRead, at_once: bool) -> io::Result<()> {
        let file: Rc<str> = file.into();
        let mut input = decode::open(input)?;
        let mut bytes = Vec::new();
        for line in 1u64.. {
            bytes.clear();
            let Some(whole) = next_line(&mut input, &mut bytes)? else { break };
            if whole && bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let bytes = whole.then(|| std::mem::take(&mut bytes));
            // A line may itself be a list or a page.
            let listed = bytes.as_deref().is_some_and(|bytes| bytes.trim_ascii_start().starts_with(b"["));
            match bytes {
                Some(bytes) if listed => {
                    let mut elements = Elements::new(bytes.as_slice());
                    while let Some(element) = elements.next_element()? {
                        self.element(&file, Element { line, ..element }, at_once)?;
                    }
                }
                bytes => self.element(&file, Element { line, pointer: String::new(), bytes }, at_once)?,
            }
        }
        Ok(())
    }

    fn element(&mut self, file: &Rc<str>, element: Element, at_once: bool) -> io::Result<()> {
        let origin =
            Origin { file: Rc::clone(file), line: element.line, pointer: element.pointer, sheet: None, columns: None };
        let refuse = |intake: &mut Self, code, pointer: &str| {
            intake.report.tell(origin.problem(pointer, code, "", Outcome::Refused));
            intake.report.count("record", Fate::Refused);
            Ok(())
        };
        let Some(bytes) = element.bytes else { return refuse(self, Code::TooLong, "") };
        let Ok(text) = std::str::from_utf8(&bytes) else { return refuse(self, Code::InvalidUtf8, "") };
        let (value, problems) = hsds::parse_record(text);
        self.tell_all(problems, &[(String::new(), &origin)]);
        let map = match value {
            Ok(Value::Object(map)) => map,
            Ok(_) => return refuse(self, Code::NotAnObject, ""),
            Err((code, pointer)) => return refuse(self, code, &pointer),
        };
        match kind(&map) {
            Kind::Tombstone => self.tombstone(&Value::Object(map), &origin),
            Kind::Record(Table::Organization) if at_once => self.at_once(map, &origin),
            Kind::Record(table) => {
                self.make_room()?;
                self.record(table, map, Vec::new(), &origin, Standing::Own);
                Ok(())
            }
            Kind::Package => {
                self.package_object(map, &origin);
                Ok(())
            }
            Kind::Unknown => refuse(self, Code::NotAnObject, ""),
        }
    }

    /// Hands an organisation on without waiting for others.
    fn at_once(&mut self, map: Map<String, Value>, origin: &Origin) -> io::Result<()> {
        let mut map = map;
        self.give_id(Table::Organization, &mut map, origin);
        let mut parts = vec![(String::new(), origin)];
        for key in ["services", "locations"] {
            let count = map.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            parts.extend((0..count).map(|at| (format!("/{key}/{at}"), origin)));
        }
        let fates = self.deliver(&Value::Object(map), &parts)?;
        for ((path, _), fate) in parts.iter().zip(fates) {
            let kind = match path.get(..4) {
                Some("/ser") => "service",
                Some("/loc") => "location",
                _ => "organization",
            };
            self.report.count(kind, fate);
        }
        Ok(())
    }

    /// Takes a record apart into those that have ids of their own, and hands
    /// them to the join.
    fn record(
        &mut self,
        table: Table,
        mut map: Map<String, Value>,
        mut parents: Vec<(Table, Box<str>)>,
        origin: &Origin,
        standing: Standing,
    ) {
        match table {
            Table::Organization => {
                self.give_id(table, &mut map, origin);
                let id = map.get("id").and_then(text_of).unwrap_or_default();
                self.nested_list(&mut map, "services", Table::Service, (table, &id), origin);
                self.nested_list(&mut map, "locations", Table::Location, (table, &id), origin);
            }
            Table::Service => {
                parents.extend(self.nested_object(&mut map, "organization", Table::Organization, origin));
                drop_copies(&mut map);
            }
            Table::ServiceAtLocation => {
                parents.extend(self.nested_object(&mut map, "service", Table::Service, origin));
            }
            Table::Taxonomy => {
                let id = map.get("id").and_then(text_of).unwrap_or_default();
                self.nested_list(&mut map, "taxonomy_terms", Table::TaxonomyTerm, (table, &id), origin);
            }
            _ => {}
        }
        self.add(table, map, parents, origin, standing);
    }

    /// Takes the objects of a list out of a record.
    fn nested_list(
        &mut self,
        map: &mut Map<String, Value>,
        key: &str,
        table: Table,
        (parent, id): (Table, &str),
        origin: &Origin,
    ) {
        let Some(Value::Array(items)) = map.get_mut(key) else { return };
        // Without an id nothing could find its way back.
        if id.is_empty() {
            return;
        }
        let items = std::mem::take(items);
        let mut rest = Vec::new();
        for (at, item) in items.into_iter().enumerate() {
            match item {
                Value::Object(nested) => {
                    let origin = below(origin, &format!("{key}/{at}"));
                    self.record(table, nested, vec![(parent, id.into())], &origin, Standing::Nested);
                }
                other => rest.push(other),
            }
        }
        if rest.is_empty() {
            map.shift_remove(key);
        } else {
            map.insert(key.to_owned(), Value::Array(rest));
        }
    }

    /// Takes an object with an id out of a record; returns the link to it.
    fn nested_object(
        &mut self,
        map: &mut Map<String, Value>,
        key: &str,
        table: Table,
        origin: &Origin,
    ) -> Option<(Table, Box<str>)> {
        if !map.get(key).is_some_and(Value::is_object) {
            return None;
        }
        let Some(Value::Object(mut nested)) = map.shift_remove(key) else { return None };
        let origin = below(origin, key);
        self.give_id(table, &mut nested, &origin);
        let id = nested.get("id").and_then(text_of);
        self.record(table, nested, Vec::new(), &origin, Standing::Nested);
        Some((table, id?.into_boxed_str()))
    }

    /// The tables of a package in one object: `{"organizations.csv": [...]}`.
    fn package_object(&mut self, map: Map<String, Value>, origin: &Origin) {
        for (key, value) in map {
            let sheet = Sheet::of_file(key.trim_end_matches(".csv"));
            let (Some(sheet), Value::Array(rows)) = (sheet, value) else { continue };
            for (at, row) in rows.into_iter().enumerate() {
                let origin = below(origin, &format!("{key}/{at}"));
                if let Value::Object(mut row) = row {
                    translate(sheet, &mut row);
                    self.add(sheet.table, row, Vec::new(), &origin, Standing::Own);
                } else {
                    self.report.tell(origin.problem("", Code::NotAnObject, "", Outcome::Refused));
                    self.report.count(sheet.table.kind(), Fate::Refused);
                }
            }
        }
    }

    /// Refuses a whole file.
    pub fn refuse_file(&mut self, file: &str, code: Code, detail: &str) {
        let value = hsds::shorten(detail);
        let (file, outcome) = (file.to_owned(), Outcome::Refused);
        self.report.tell(Problem { file, line: 0, field: String::new(), code, value, outcome });
        self.report.count("file", Fate::Refused);
    }
}

/// A part of a record as a place in the source.
fn below(origin: &Origin, path: &str) -> Origin {
    Origin { pointer: format!("{}/{path}", origin.pointer), ..origin.clone() }
}

/// A service inside of its own place is a copy of what is being read.
fn drop_copies(service: &mut Map<String, Value>) {
    let Some(Value::Array(places)) = service.get_mut("service_at_locations") else { return };
    for place in places.iter_mut().filter_map(Value::as_object_mut) {
        if place.get("service").is_some_and(Value::is_object) {
            place.shift_remove("service");
        }
        place.shift_remove("service_id");
    }
}

/// Tells what an object is by its fields: HSDS objects do not say.
fn kind(map: &Map<String, Value>) -> Kind {
    let has = |key: &str| map.get(key).is_some_and(|value| !value.is_null());
    let any = |keys: &[&str]| keys.iter().any(|key| has(key));
    let is_object = |key: &str| map.get(key).is_some_and(Value::is_object);
    let tables =
        || map.iter().all(|(key, value)| value.is_array() && Sheet::of_file(key.trim_end_matches(".csv")).is_some());
    if is_object("tombstone") {
        return Kind::Tombstone;
    }
    if !map.is_empty() && tables() {
        return Kind::Package;
    }
    if is_object("service") || has("service_id") && any(&["location", "location_id"]) {
        return Kind::Record(Table::ServiceAtLocation);
    }
    if any(&["location_type", "addresses"]) || has("latitude") && has("longitude") {
        return Kind::Record(Table::Location);
    }
    if any(&[
        "organization",
        "organization_id",
        "status",
        "service_at_locations",
        "application_process",
        "assured_date",
    ]) {
        return Kind::Record(Table::Service);
    }
    if any(&["services", "locations", "website", "organization_identifiers", "email", "phones"]) {
        return Kind::Record(Table::Organization);
    }
    if any(&["taxonomy", "parent_id", "term_uri", "taxonomy_id", "taxonomy_detail", "term"]) {
        return Kind::Record(Table::TaxonomyTerm);
    }
    if any(&["taxonomy_terms", "uri"]) && has("name") && has("version") {
        return Kind::Record(Table::Taxonomy);
    }
    if any(&["openapi_url"]) || !any(&["id", "name"]) {
        return Kind::Unknown;
    }
    Kind::Record(Table::Organization)
}

/// Reads a line within the limit; says whether it was whole. `None` at the end.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    let (mut any, mut whole) = (false, true);
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(any.then_some(whole));
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(available.len(), |at| at + 1);
        if line.len() + used <= limits::RECORD_BYTES {
            line.extend_from_slice(available.get(..used).unwrap_or_default());
        } else {
            whole = false;
        }
        input.consume(used);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
}
