//! What an import would change, entry by entry, for a program.

use std::collections::HashSet;

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
    /// True when it is on the shortlist; left out where it is not, or where
    /// the shortlist is not known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shortlisted: bool,
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

/// What becomes of the entries in use that do not stay as they are, by id; of
/// those that `is_listed` tells of, all of them.
pub fn between(older: &Shelf, newer: &Shelf, is_listed: &dyn Fn(&str) -> bool) -> Vec<Difference> {
    let mut changes = changes::entries(older, newer, MOST);
    if changes.len() == MOST {
        let told: HashSet<String> = changes.iter().map(|change| change.id.clone()).collect();
        let more = changes::entries(older, newer, usize::MAX);
        changes.extend(more.into_iter().filter(|change| is_listed(&change.id) && !told.contains(&change.id)));
    }
    let of = |change: EntryChange| Difference { shortlisted: is_listed(&change.id), ..Difference::of(change) };
    changes.into_iter().map(of).collect()
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
        Self { id, fate, reason, shortlisted: false, fields: fields.into_iter().map(field).collect() }
    }
}
