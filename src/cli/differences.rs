//! What an import would change, entry by entry, for a program.

use serde::Serialize;

use crate::directory::{
    Shelf,
    changes::{self, EntryChange, Fate},
};

/// No more entries than these are told: who wants more compares the records.
const MOST: usize = 1_000;

/// What becomes of an entry.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    id: String,
    /// `changed`, `withdrawn` or `left-out`.
    fate: &'static str,
    /// The publisher's reason for withdrawing it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What it says now and will say.
    fields: Vec<Field>,
}

/// A field that differs; nothing where it is not there.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Field {
    #[serde(rename = "field")]
    name: String,
    before: Option<String>,
    after: Option<String>,
}

/// What becomes of the entries in use that do not stay as they are, by id.
pub fn between(older: &Shelf, newer: &Shelf) -> Vec<Difference> {
    changes::entries(older, newer, MOST).into_iter().map(Difference::of).collect()
}

impl Difference {
    fn of(change: EntryChange) -> Self {
        let EntryChange { id, fate } = change;
        let (fate, reason, fields) = match fate {
            Fate::Changed(fields) => ("changed", None, fields),
            Fate::Withdrawn(reason) => ("withdrawn", Some(reason), Vec::new()),
            Fate::LeftOut => ("left-out", None, Vec::new()),
        };
        let field =
            |changes::FieldChange { field, before, after }: changes::FieldChange| Field { name: field, before, after };
        Self { id, fate, reason, fields: fields.into_iter().map(field).collect() }
    }
}
