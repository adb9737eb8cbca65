//! What is merged on its own: organisations without their services, and
//! services.

use serde_json::Value;

use crate::{
    cli::publish::raw::{RawRecords, id_of},
    desk::record::is_service,
};

/// One organisation or service.
pub(super) struct Unit {
    /// Its id.
    pub(super) id: String,
    /// The object, without what is merged on its own.
    pub(super) object: Value,
    /// The whole record that it stands in.
    pub(super) record: Value,
    /// The file of that record.
    pub(super) file: String,
    /// Id of the organisation, for a service.
    pub(super) home: Option<String>,
    /// `organization` or `service`.
    pub(super) entity: &'static str,
}

impl Unit {
    /// The field that holds what is merged on its own.
    fn other(&self) -> &'static str {
        if self.entity == "service" { "organization" } else { "services" }
    }

    /// Takes out of an object what is merged on its own; returns it with its
    /// place among the fields.
    pub(super) fn take_apart(&self, object: &mut Value) -> Option<(usize, Value)> {
        let map = object.as_object_mut()?;
        let at = map.keys().position(|key| key == self.other())?;
        Some((at, map.shift_remove(self.other())?))
    }

    /// Puts it back in its place.
    pub(super) fn put_together(&self, object: &mut Value, apart: Option<(usize, Value)>) {
        if let (Value::Object(map), Some((at, value))) = (object, apart) {
            map.shift_insert(at.min(map.len()), self.other().to_owned(), value);
        }
    }
}

/// Every unit, organisations before their services.
pub(super) fn units(raw: &RawRecords) -> Vec<Unit> {
    let mut units = Vec::new();
    for file in &raw.files {
        for (_, record) in file.records().filter(|(_, record)| record.get("tombstone").is_none()) {
            let entity = if is_service(&record, "") { "service" } else { "organization" };
            let home = record.get("organization").and_then(id_of);
            let unit = |object: &Value, home, entity| {
                let mut unit = Unit {
                    id: id_of(object)?,
                    object: object.clone(),
                    record: record.clone(),
                    file: file.name.clone(),
                    home,
                    entity,
                };
                let mut object = std::mem::take(&mut unit.object);
                unit.take_apart(&mut object);
                unit.object = object;
                Some(unit)
            };
            units.extend(unit(&record, home, entity));
            let services = record.get("services").and_then(Value::as_array).into_iter().flatten();
            units.extend(services.filter_map(|service| unit(service, id_of(&record), "service")));
        }
    }
    units
}
