//! Confidential addresses: absent, not merely hidden.
//!
//! A shelter's address in the wrong hands gets people hurt. So everything that
//! tells where a confidential location is (street, postal code, coordinates,
//! directions) is dropped before a record reaches the store, and wherever a
//! text of the record repeats the street, the street is taken out of it.

use serde_json::Value;

use super::{location::Location, organization::Organization, profile::Listing, taxonomy::Extra, text::Text};

/// What stands where a text repeated a confidential street.
pub const WITHHELD: &str = "[…]";

/// Drops everything that tells where the confidential locations of
/// `organization` are. City, state and country stay: they say whether it is
/// of use. Returns whether there was anything to drop.
pub fn withhold(organization: &mut Organization) -> bool {
    if !organization.locations.iter().any(|location| location.confidential) {
        return false;
    }
    let before = organization.locations.clone();
    let mut streets = Vec::new();
    for location in organization.locations.iter_mut().filter(|location| location.confidential) {
        streets.extend(withhold_location(location));
    }
    streets.extend(streets.iter().filter_map(|street| escaped(street)).collect::<Vec<_>>());
    streets.sort_by_key(|street: &String| std::cmp::Reverse(street.len()));
    if !streets.is_empty() {
        redact_everywhere(organization, &streets);
    }
    // What is taken out of other texts was a street of one of these.
    organization.locations != before
}

/// Empties one location of what tells where it is; returns the streets.
fn withhold_location(location: &mut Location) -> Vec<String> {
    let mut streets = Vec::new();
    for address in &mut location.addresses {
        for part in [&mut address.address_1, &mut address.address_2, &mut address.attention] {
            streets.extend(part.take());
        }
        address.postal_code = None;
        address.region = None;
        address.extra = Extra::default();
    }
    location.latitude = None;
    location.longitude = None;
    location.transportation = None;
    location.description = None;
    location.name = None;
    location.accessibility.clear();
    location.attributes.clear();
    location.extra = Extra::default();
    // A word or two ("Flat 2") would tear unrelated sentences apart.
    streets.retain(|street| street.chars().count() >= 6);
    streets
}

/// Takes every street out of a text, whatever its case.
fn redact(text: &mut String, streets: &[String]) {
    for street in streets {
        let needle = street.to_lowercase();
        while let Some(at) = find_folded(text, &needle) {
            text.replace_range(at, WITHHELD);
        }
    }
}

/// Finds lower-case `needle` in `text` ignoring case; the range is in bytes of
/// `text` itself, which lower-casing may not keep.
fn find_folded(text: &str, needle: &str) -> Option<std::ops::Range<usize>> {
    text.char_indices().find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let mut wanted = needle.chars().peekable();
        for (offset, c) in rest.char_indices() {
            if wanted.peek().is_none() {
                return Some(start..start + offset);
            }
            for lower in c.to_lowercase() {
                if wanted.next() != Some(lower) {
                    return None;
                }
            }
        }
        wanted.peek().is_none().then_some(start..text.len())
    })
}

/// Takes every street out of every text of a record, also of those that are
/// only kept for exchange. Goes over the serialised record, so that a field
/// added later cannot be forgotten here.
fn redact_everywhere(organization: &mut Organization, streets: &[String]) {
    let rewritten = serde_json::to_value(&*organization).and_then(|mut tree| {
        redact_tree(&mut tree, streets);
        serde_json::from_value(tree)
    });
    // A record that cannot be rewritten must not tell anything at all.
    *organization = rewritten.unwrap_or_else(|_| Organization {
        id: std::mem::take(&mut organization.id),
        name: Text::plain(WITHHELD),
        listing: Listing::Unlisted,
        ..Organization::default()
    });
}

/// Takes every street out of every text of a tree.
fn redact_tree(tree: &mut Value, streets: &[String]) {
    match tree {
        Value::String(text) => redact(text, streets),
        Value::Array(items) => items.iter_mut().for_each(|item| redact_tree(item, streets)),
        Value::Object(map) => map.values_mut().for_each(|item| redact_tree(item, streets)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A street as it stands inside JSON text, as `extra` keeps it.
fn escaped(street: &str) -> Option<String> {
    let quoted = serde_json::to_string(street).ok()?;
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    (inner != street).then(|| inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Address, Service};

    fn shelter() -> Organization {
        let mut organization = Organization { id: "o".into(), name: Text::plain("Haven"), ..Default::default() };
        organization.description = Text::plain("Ring at 12 RUE de l'Été, second door.");
        organization
            .services
            .push(Service { description: Text::plain("Beds at 12 rue de l'été."), ..Default::default() });
        organization.locations.push(Location {
            confidential: true,
            latitude: Some(45.0),
            longitude: Some(4.0),
            addresses: vec![Address {
                address_1: Some("12 rue de l'Été".into()),
                city: Some("Lyon".into()),
                postal_code: Some("69001".into()),
                country: Some("FR".into()),
                ..Default::default()
            }],
            ..Default::default()
        });
        organization
    }

    #[test]
    fn nothing_that_tells_where_a_confidential_place_is_survives() {
        let mut organization = shelter();
        assert!(withhold(&mut organization));
        assert!(!withhold(&mut organization.clone()), "nothing is left to drop");
        let kept = format!("{organization:?}").to_lowercase();
        for secret in ["12 rue", "été", "69001", "45.0", "latitude: some"] {
            assert!(!kept.contains(secret), "{secret} is still in {kept}");
        }
        assert!(kept.contains("lyon"), "the city stays, so that it can be found");
    }

    #[test]
    fn what_is_only_kept_for_exchange_does_not_tell_either() {
        let mut organization = shelter();
        organization.locations[0].addresses[0].address_1 = Some("12 \"Old\" Mill".into());
        organization.extra = Extra(vec![("note".into(), r#"{"at":["12 \"OLD\" mill, left"]}"#.into())]);
        withhold(&mut organization);
        assert_eq!(organization.extra.0[0].1, r#"{"at":["[…], left"]}"#);
        assert_eq!(organization.id, "o", "the record itself is still there");
    }

    #[test]
    fn a_public_address_is_left_alone() {
        let mut organization = shelter();
        organization.locations[0].confidential = false;
        let before = organization.clone();
        assert!(!withhold(&mut organization));
        assert_eq!(organization, before);
    }
}
