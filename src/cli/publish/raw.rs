//! The records of a publisher's folder as they stand in its files: for
//! commands that change them and must lose nothing.

use std::{collections::BTreeSet, path::Path};

use serde_json::{Map, Value};

use super::folder::Folder;
use crate::{cli::error::Failure, desk::record::is_service};

/// Where records go whose own file is taken.
const MERGED: &str = "records/merged.jsonl";

/// How the records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One in the whole file.
    Document,
    /// One a line.
    Lines,
}

/// A file of records.
#[derive(Clone)]
pub struct RawFile {
    /// Its name in the folder: `records/a.jsonl`.
    pub name: String,
    form: Form,
    /// Its lines, without their breaks; one, however long, in a document.
    lines: Vec<Vec<u8>>,
}

/// All files of records.
#[derive(Clone)]
pub struct RawRecords {
    /// In the order of their names.
    pub files: Vec<RawFile>,
}

/// Where an object stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: usize,
    /// The line of the record in it, from 0.
    pub line: usize,
    /// JSON pointer to the object in the record; empty for the record itself.
    pub pointer: String,
}

impl RawFile {
    fn read(name: &str, bytes: &[u8]) -> Self {
        let document = Path::new(name).extension().is_some_and(|ending| ending == "json");
        let form = if document { Form::Document } else { Form::Lines };
        let lines = match form {
            Form::Document => vec![bytes.to_vec()],
            Form::Lines => bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect(),
        };
        Self { name: name.to_owned(), form, lines }
    }

    /// True for a file that is one record.
    pub fn is_document(&self) -> bool {
        self.form == Form::Document
    }

    /// The file as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.lines.join(&b'\n')
    }

    /// The record on a line, if it is JSON.
    pub fn record(&self, line: usize) -> Option<Value> {
        let bytes = self.lines.get(line)?;
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        serde_json::from_slice(bytes).ok().filter(Value::is_object)
    }

    /// Every record, with its line.
    pub fn records(&self) -> impl Iterator<Item = (usize, Value)> {
        (0..self.lines.len()).filter_map(|line| Some((line, self.record(line)?)))
    }

    /// Puts another record on a line. A document keeps its manner: a line, or
    /// a field a line.
    pub fn put(&mut self, line: usize, record: &Value) {
        let Some(place) = self.lines.get_mut(line) else { return };
        let many = self.form == Form::Document && place.trim_ascii().contains(&b'\n');
        let written = if many { serde_json::to_vec_pretty(record) } else { serde_json::to_vec(record) };
        // A value made of texts, numbers, lists and maps always has a JSON text.
        let mut bytes = written.unwrap_or_default();
        let end = place.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |at| at + 1);
        bytes.extend_from_slice(place.get(end..).unwrap_or_default());
        *place = bytes;
    }

    /// Adds a record at the end; in a new document it is the only one.
    fn append(&mut self, record: &Value) {
        let written = match self.form {
            Form::Document => serde_json::to_vec_pretty(record),
            Form::Lines => serde_json::to_vec(record),
        };
        let line = written.unwrap_or_default();
        match self.lines.last_mut() {
            Some(last) if last.trim_ascii().is_empty() => *last = line,
            _ => self.lines.push(line),
        }
        self.lines.push(Vec::new());
    }
}

impl RawRecords {
    /// Reads them all.
    pub fn read(folder: &Folder<'_>) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for name in folder.names(&folder.path("records"))? {
            let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if matches!(ending, "json" | "jsonl") {
                let path = folder.path("records").join(&name);
                files.push(RawFile::read(&format!("records/{name}"), &folder.read(&path)?));
            }
        }
        Ok(Self { files })
    }

    /// The record on a line of a file, as problems name them.
    pub fn record(&self, file: &str, line: u64) -> Option<Value> {
        self.files.iter().find(|one| one.name == file)?.record(usize::try_from(line.checked_sub(1)?).ok()?)
    }

    /// The object at a spot, and whether it is a service.
    pub fn object(&self, spot: &Spot) -> Option<(Value, bool)> {
        let record = self.files.get(spot.file)?.record(spot.line)?;
        let service = is_service(&record, &spot.pointer);
        Some((record.pointer(&spot.pointer)?.clone(), service))
    }

    /// Changes the object at a spot. `change` also gets whether it is a service.
    pub fn change(&mut self, spot: &Spot, change: impl FnOnce(&mut Map<String, Value>, bool)) {
        let Some(file) = self.files.get_mut(spot.file) else { return };
        let Some(mut record) = file.record(spot.line) else { return };
        let service = is_service(&record, &spot.pointer);
        if let Some(Value::Object(object)) = record.pointer_mut(&spot.pointer) {
            change(object, service);
            file.put(spot.line, &record);
        }
    }

    /// Adds a record: at the end of the file of this name, or as a file of this
    /// name. Returns the number of the file.
    pub fn add(&mut self, name: &str, record: &Value) -> usize {
        let taken = self.files.iter().any(|file| file.name == name && file.form == Form::Document);
        // Nothing goes into a file that is one record.
        let name = if taken { MERGED } else { name };
        let at = self.files.iter().position(|file| file.name == name).unwrap_or_else(|| {
            self.files.push(RawFile::read(name, b""));
            self.files.len() - 1
        });
        if let Some(file) = self.files.get_mut(at) {
            file.append(record);
        }
        at
    }

    /// Writes files that were changed, by their numbers.
    pub fn write(&self, changed: &BTreeSet<usize>, folder: &Folder<'_>) -> Result<(), Failure> {
        let files = changed.iter().filter_map(|number| self.files.get(*number));
        files.into_iter().try_for_each(|file| folder.write(&file.name, &file.bytes()))
    }

    /// Where the organisation or service with an id stands. A copy of an
    /// organisation inside of a service counts only where there is no other.
    pub fn find(&self, id: &str) -> Option<Spot> {
        let mut copy = None;
        for (file, raw) in self.files.iter().enumerate() {
            for (line, record) in raw.records() {
                if record.get("tombstone").is_some() {
                    continue;
                }
                let spot = |pointer: String| Spot { file, line, pointer };
                if has_id(&record, id) {
                    return Some(spot(String::new()));
                }
                let services = record.get("services").and_then(Value::as_array);
                if let Some(at) = services.and_then(|all| all.iter().position(|service| has_id(service, id))) {
                    return Some(spot(format!("/services/{at}")));
                }
                if copy.is_none() && record.get("organization").is_some_and(|one| has_id(one, id)) {
                    copy = Some(spot("/organization".to_owned()));
                }
            }
        }
        copy
    }
}

fn has_id(object: &Value, id: &str) -> bool {
    id_of(object).is_some_and(|known| known == id)
}

/// The id of an object, also one that is written as a number.
pub fn id_of(object: &Value) -> Option<String> {
    match object.get("id")? {
        Value::String(id) => Some(id.trim().to_owned()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The id of the organisation or service that a JSON pointer leads into.
pub fn owner(record: &Value, pointer: &str) -> Option<String> {
    let mut parts = pointer.split('/').skip(1);
    let service = match (parts.next(), parts.next()) {
        (Some("services"), Some(number)) => record.pointer(&format!("/services/{number}")),
        _ => None,
    };
    service.and_then(id_of).or_else(|| id_of(record))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_is_replaced_and_the_others_stay_as_they_are_byte_for_byte() {
        let text = b"\xef\xbb\xbf{\"id\": \"a\"}\r\n\n{ \"id\":\"b\" }\n";
        let mut file = RawFile::read("records/a.jsonl", text);
        assert_eq!(file.bytes(), text);
        assert_eq!(file.records().count(), 2);
        file.put(2, &json!({"id": "b", "name": "B"}));
        assert_eq!(file.bytes(), b"\xef\xbb\xbf{\"id\": \"a\"}\r\n\n{\"id\":\"b\",\"name\":\"B\"}\n");
        file.put(0, &json!({"id": "c"}));
        assert_eq!(file.bytes(), b"{\"id\":\"c\"}\r\n\n{\"id\":\"b\",\"name\":\"B\"}\n");
    }

    #[test]
    fn a_document_keeps_its_manner() {
        let mut file = RawFile::read("records/a.json", b"{\n  \"id\": \"a\"\n}\n");
        file.put(0, &json!({"id": "a", "name": "A"}));
        assert_eq!(file.bytes(), b"{\n  \"id\": \"a\",\n  \"name\": \"A\"\n}\n");
        let mut file = RawFile::read("records/a.json", b"{\"id\":\"a\"}");
        file.put(0, &json!({"id": "b"}));
        assert_eq!(file.bytes(), b"{\"id\":\"b\"}");
    }

    #[test]
    fn services_are_found_inside_of_their_organisation() {
        let lines = b"{\"id\":\"s\",\"organization\":{\"id\":\"o\"}}\n{\"id\":\"o\",\"services\":[{\"id\":\"t\"}]}\n";
        let records = RawRecords { files: vec![RawFile::read("records/a.jsonl", lines)] };
        let spot = |line, pointer: &str| Some(Spot { file: 0, line, pointer: pointer.into() });
        assert_eq!(records.find("s"), spot(0, ""));
        assert_eq!(records.find("o"), spot(1, ""));
        assert_eq!(records.find("t"), spot(1, "/services/0"));
        assert_eq!(records.find("x"), None);
        let record = records.record("records/a.jsonl", 2).unwrap();
        assert_eq!(owner(&record, "/services/0/phones/1").as_deref(), Some("t"));
        assert_eq!(owner(&record, "/phones/1").as_deref(), Some("o"));
    }
}
