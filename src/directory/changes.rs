//! What differs between two versions of a publisher's records.

use std::{cmp::Ordering, collections::BTreeSet};

use serde_json::Value;

use super::{Entry, EntryNo, Shelf, table::Print};

/// How many entries differ, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Entries that only the newer version has.
    pub added: usize,
    /// Entries that say something else.
    pub changed: usize,
    /// Entries that the newer version leaves out without a word.
    pub gone: usize,
    /// Entries that the newer version withdraws: an organisation takes its
    /// services with it.
    pub withdrawn: usize,
}

impl Changes {
    /// Compares two versions entry by entry, without unpacking any: milliseconds
    /// at a hundred thousand entries. A service that changes does not count as
    /// a change of its organisation.
    pub fn between(older: Option<&Shelf>, newer: &Shelf) -> Self {
        let mut changes = Self::default();
        let withdrawn = older.map(|older| withdrawn(older, newer)).unwrap_or_default();
        let mut before = older.into_iter().flat_map(|shelf| shelf.table.prints()).peekable();
        let mut after = newer.table.prints().peekable();
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return changes,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(before), Some(after)) => before.id.cmp(&after.id),
            };
            match order {
                Ordering::Less => {
                    let gone = before.next().map(|print| print.entry);
                    let withdrawn = gone.is_some_and(|entry| withdrawn.contains(&entry));
                    changes.withdrawn += usize::from(withdrawn);
                    changes.gone += usize::from(!withdrawn);
                }
                Ordering::Greater => {
                    changes.added += 1;
                    after.next();
                }
                Ordering::Equal => {
                    let says = |print: Option<Print>| print.map(|print| print.says);
                    changes.changed += usize::from(says(before.next()) != says(after.next()));
                }
            }
        }
    }

    /// True when nothing differs.
    pub fn are_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What becomes of an entry that both or only the older version has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It says something else.
    Changed(Vec<FieldChange>),
    /// It is withdrawn, for this reason.
    Withdrawn(String),
    /// It is left out without a word.
    LeftOut,
}

/// An entry, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChange {
    /// Its id.
    pub id: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of the entries of the older version that do not stay as they
/// are, at most `most` of them, in the order of their ids. Unpacks only those.
pub fn entries(older: &Shelf, newer: &Shelf, most: usize) -> Vec<EntryChange> {
    let withdrawn = withdrawn(older, newer);
    let mut changes = Vec::new();
    let mut after = newer.table.prints().peekable();
    for before in older.table.prints() {
        while after.next_if(|print| print.id < before.id).is_some() {}
        let same = after.peek().filter(|print| print.id == before.id);
        if same.is_some_and(|print| print.says == before.says) {
            continue;
        }
        let Some(old) = entry(older, before.entry) else { continue };
        let fate = match same.and_then(|print| entry(newer, print.entry)) {
            Some(new) => Fate::Changed(fields(&old, &new)),
            None if withdrawn.contains(&before.entry) => Fate::Withdrawn(reason(&old, newer)),
            None => Fate::LeftOut,
        };
        changes.push(EntryChange { id: old.id().to_owned(), fate });
        if changes.len() == most {
            break;
        }
    }
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

/// An entry of a shelf.
fn entry(shelf: &Shelf, number: u32) -> Option<Entry<'_>> {
    let (organization, service) = shelf.table.place(number)?;
    let organization = shelf.organization(organization)?;
    let service = match service {
        Some(service) => Some(organization.services.get(service as usize)?),
        None => None,
    };
    Some(Entry { number: EntryNo(number), publication: &shelf.publication, organization, service })
}

/// Why an entry, or its organisation with it, is withdrawn.
fn reason(entry: &Entry<'_>, newer: &Shelf) -> String {
    let of = |id: &str| newer.tombstones.iter().find(|tombstone| tombstone.id == id);
    let tombstone = of(entry.id()).or_else(|| of(&entry.organization.id));
    tombstone.map(|tombstone| tombstone.reason.clone()).unwrap_or_default()
}

/// The entries of the older version that the newer one withdraws.
fn withdrawn(older: &Shelf, newer: &Shelf) -> BTreeSet<u32> {
    let mut entries = BTreeSet::new();
    for tombstone in &newer.tombstones {
        for entry in older.table.with_hash_of(&tombstone.id) {
            let services = match older.table.place(entry) {
                Some((organization, None)) => older.table.services(organization) as u32,
                _ => 0,
            };
            entries.extend(entry..=entry.saturating_add(services));
        }
    }
    entries
}

/// A field of an entry whose value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field, as a pointer: `phones/0/number`.
    pub field: String,
    /// What it says in the older version; `None`: there is no such field.
    pub before: Option<String>,
    /// What it says in the newer version; `None`: there is no such field.
    pub after: Option<String>,
}

/// What differs between two versions of an entry, field by field; the services
/// of an organisation are entries of their own. Fields are named as they are in
/// [`super::Organization`] and [`super::Service`].
pub fn fields(before: &Entry<'_>, after: &Entry<'_>) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    compare(&mut String::new(), Some(&own(before)), Some(&own(after)), &mut changes);
    changes
}

/// An entry's own record as a tree.
fn own(entry: &Entry<'_>) -> Value {
    // Records of text, numbers and dates always have a tree.
    let tree = match entry.service {
        Some(service) => serde_json::to_value(service),
        None => serde_json::to_value(entry.organization),
    };
    let mut tree = tree.unwrap_or_default();
    if let (Value::Object(fields), None) = (&mut tree, entry.service) {
        fields.remove("services");
    }
    tree
}

fn compare(path: &mut String, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    let keys = |value: Option<&Value>| -> Vec<String> {
        match value {
            Some(Value::Object(fields)) => fields.keys().cloned().collect(),
            Some(Value::Array(items)) => (0..items.len()).map(|at| at.to_string()).collect(),
            _ => Vec::new(),
        }
    };
    let child = |value: Option<&'_ Value>, key: &str| -> Option<Value> {
        match value? {
            Value::Object(fields) => fields.get(key).cloned(),
            Value::Array(items) => items.get(key.parse::<usize>().ok()?).cloned(),
            _ => None,
        }
    };
    let mut inner = keys(before);
    for key in keys(after) {
        if !inner.contains(&key) {
            inner.push(key);
        }
    }
    if inner.is_empty() {
        let (before, after) = (before.and_then(words), after.and_then(words));
        if before != after {
            changes.push(FieldChange { field: path.clone(), before, after });
        }
        return;
    }
    for key in inner {
        let length = path.len();
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&key);
        compare(path, child(before, &key).as_ref(), child(after, &key).as_ref(), changes);
        path.truncate(length);
    }
}

/// A value as text; `None` for one that says nothing.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Array(items) if items.is_empty() => None,
        Value::Object(fields) if fields.is_empty() => None,
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::directory::{
        Directory, Organization, Phone, Release, Service, Text, Tombstone, catalog::tests::release,
    };

    /// Records by id: for each organisation a word and its services with theirs.
    type Plan = BTreeMap<u8, (u8, BTreeMap<u8, u8>)>;

    fn plan() -> impl Strategy<Value = Plan> {
        let services = prop::collection::btree_map(0..4_u8, 0..3_u8, 0..3);
        prop::collection::btree_map(0..6_u8, (0..3_u8, services), 0..6)
    }

    fn shelf(plan: &Plan, withdrawn: &[String]) -> Shelf {
        let organization = |(id, (word, services)): (&u8, &(u8, BTreeMap<u8, u8>))| Organization {
            id: format!("o{id}"),
            name: Text::plain(word.to_string()),
            services: services
                .iter()
                .map(|(service, word)| Service {
                    id: format!("o{id}-s{service}"),
                    name: Text::plain(word.to_string()),
                    ..Default::default()
                })
                .collect(),
            ..Default::default()
        };
        let tombstone = |id: &String| Tombstone { id: id.clone(), reason: "closed".into(), since_version: 2 };
        let tombstones = withdrawn.iter().map(tombstone).collect();
        Shelf::of(Release { tombstones, ..release(plan.iter().map(organization).collect()) })
    }

    /// Some ids, to be withdrawn.
    fn ids() -> impl Strategy<Value = Vec<String>> {
        let id = (0..6_u8, prop::option::of(0..4_u8)).prop_map(|(id, service)| match service {
            None => format!("o{id}"),
            Some(service) => format!("o{id}-s{service}"),
        });
        prop::collection::vec(id, 0..4)
    }

    /// Every entry with its word.
    fn entries(plan: &Plan) -> BTreeMap<String, u8> {
        let all = plan.iter().flat_map(|(id, (word, services))| {
            let services = services.iter().map(move |(service, word)| (format!("o{id}-s{service}"), *word));
            std::iter::once((format!("o{id}"), *word)).chain(services)
        });
        all.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn changes_are_what_a_plain_comparison_finds(older in plan(), mut newer in plan(), ids in ids()) {
            newer.retain(|id, _| !ids.contains(&format!("o{id}")));
            for (id, (_, services)) in &mut newer {
                services.retain(|service, _| !ids.contains(&format!("o{id}-s{service}")));
            }
            let (before, after) = (entries(&older), entries(&newer));
            let is_withdrawn = |id: &&String| {
                let organization = id.split_once('-').map_or(id.as_str(), |(organization, _)| organization);
                ids.iter().any(|one| one == *id || one == organization)
            };
            let missing = || before.keys().filter(|id| !after.contains_key(*id));
            let wanted = Changes {
                added: after.keys().filter(|id| !before.contains_key(*id)).count(),
                changed: after.iter().filter(|(id, word)| before.get(*id).is_some_and(|old| old != *word)).count(),
                gone: missing().filter(|id| !is_withdrawn(id)).count(),
                withdrawn: missing().filter(is_withdrawn).count(),
            };
            let (older, newer) = (shelf(&older, &[]), shelf(&newer, &ids));
            prop_assert_eq!(Changes::between(Some(&older), &newer), wanted);
            prop_assert!(Changes::between(Some(&newer), &newer).are_none());
            prop_assert_eq!(Changes::between(None, &newer).added, after.len());
        }
    }

    #[test]
    fn a_changed_number_is_named_with_both_values_and_nothing_else() {
        let with = |number: &str, website: Option<&str>| {
            let organization = Organization {
                id: "a".into(),
                name: Text::plain("A"),
                phones: vec![Phone { number: number.into(), ..Default::default() }],
                website: website.map(str::to_owned),
                services: vec![Service { id: number.into(), ..Default::default() }],
                ..Default::default()
            };
            Directory::new(vec![release(vec![organization])])
        };
        let (older, newer) = (with("01", None), with("02", Some("https://example.org")));
        let changes = fields(&older.find("a").unwrap(), &newer.find("a").unwrap());
        let told: Vec<_> =
            changes.iter().map(|one| (one.field.as_str(), one.before.as_deref(), one.after.as_deref())).collect();
        assert_eq!(told, [("website", None, Some("https://example.org")), ("phones/0/number", Some("01"), Some("02"))]);
    }

    #[test]
    fn what_becomes_of_each_entry_is_told_in_the_order_of_ids() {
        let organization = |id: &str, word: &str| Organization {
            id: id.into(),
            name: Text::plain(word),
            services: vec![Service { id: format!("{id}-s"), ..Default::default() }],
            ..Default::default()
        };
        let older = release(["a", "b", "c", "d"].map(|id| organization(id, "x")).to_vec());
        let mut newer = release(vec![organization("a", "x"), organization("b", "y"), organization("e", "x")]);
        newer.tombstones = vec![Tombstone { id: "c".into(), reason: "closed".into(), since_version: 2 }];
        let (older, newer) = (Shelf::of(older), Shelf::of(newer));
        let told = super::entries(&older, &newer, 100);
        let ids: Vec<&str> = told.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["b", "c", "c-s", "d", "d-s"]);
        assert!(matches!(&told[0].fate, Fate::Changed(fields) if fields.len() == 1 && fields[0].field == "name/value"));
        assert_eq!(told[2].fate, Fate::Withdrawn("closed".into()));
        assert_eq!(told[4].fate, Fate::LeftOut);
        assert_eq!(super::entries(&older, &newer, 2).len(), 2);
        assert!(super::entries(&newer, &newer, 100).is_empty());
    }
}
