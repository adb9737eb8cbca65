//! Whole records, there and back.

use std::{collections::BTreeSet, path::Path};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::directory::{Listing, Need};

/// Reads lines of JSON values.
fn read(values: &[Value]) -> Reading {
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    read_lines("test.jsonl", lines.join("\n").as_bytes())
}

/// Field, code and outcome of every problem.
fn told(reading: &Reading) -> Vec<(u64, &str, Code, Outcome)> {
    reading
        .problems
        .iter()
        .map(|problem| (problem.line, problem.field.as_str(), problem.code, problem.outcome))
        .collect()
}

fn named(id: &str) -> Value {
    json!({"id": id, "name": "N", "description": "", "website": "https://example.org"})
}

/// The first lines in which two records differ: the records are too long to
/// be read whole.
fn difference(found: &[Organization], expected: &Organization) -> String {
    let Some(found) = found.first() else { return "nothing was read".to_owned() };
    let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
    let pairs = found.lines().zip(expected.lines()).enumerate();
    let different: Vec<_> = pairs.filter(|(_, (one, other))| one != other).take(8).collect();
    format!("line, found, expected: {different:#?}")
}

/// JSON pointers to every value inside a tree.
fn pointers(value: &Value, path: String, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                pointers(item, format!("{path}/{at}"), into);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                pointers(item, format!("{path}{}", path::Path::Field(&path::Path::Root, key)), into);
            }
        }
        _ => {}
    }
    if !path.is_empty() {
        into.push(path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_organisation_comes_back_as_it_was(one in strategies::organization(), gone in strategies::tombstone()) {
        let mut lines = Vec::new();
        write_lines(&mut lines, std::slice::from_ref(&one), std::slice::from_ref(&gone)).unwrap();
        let reading = read_lines("test.jsonl", lines.as_slice());
        prop_assert!(reading.organizations.first() == Some(&one), "{}", difference(&reading.organizations, &one));
        prop_assert_eq!(&reading.tombstones, &[gone]);
        let allowed = [Code::UnknownTerm, Code::UnknownCountry, Code::UnknownLanguage];
        for problem in &reading.problems {
            prop_assert!(allowed.contains(&problem.code), "{}", problem);
        }
    }

    #[test]
    fn a_service_brings_its_organisation_and_places_along(one in strategies::organization()) {
        for service in &one.services {
            let reading = read(&[super::service(&one, service)]);
            let mut expected = one.clone();
            expected.services = vec![service.clone()];
            let found = &reading.organizations;
            prop_assert!(found.first() == Some(&expected), "{}", difference(found, &expected));
        }
    }

    #[test]
    fn whatever_is_wrong_with_a_record_reading_what_was_written_changes_nothing(
        one in strategies::organization(),
        position in any::<prop::sample::Index>(),
        wrong in prop::sample::select(vec![
            json!(null), json!(""), json!("x"), json!(-1), json!(1e300), json!(true), json!({}), json!({"a": [1]}),
            json!([]), json!(["y", 2]), json!([[{"id": "z"}]]), json!("2024-01-01T00:00:00"), json!("9:00 pm"),
        ]),
    ) {
        let mut record = organization(&one);
        let mut places = Vec::new();
        pointers(&record, String::new(), &mut places);
        *record.pointer_mut(position.get::<String>(&places)).unwrap() = wrong;
        let first = read(&[record]);
        if let Some(once) = first.organizations.first() {
            let second = read(&[organization(once)]);
                prop_assert!(second.organizations.first() == Some(once), "{}", difference(&second.organizations, once));
        } else {
            prop_assert!(first.problems.iter().any(|problem| problem.outcome == Outcome::Refused));
        }
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut lines = bytes;
        lines.extend_from_slice(b"\n{\"id\":\"o\",\"name\":\"N\"}\n");
        let reading = read_lines("noise", lines.as_slice());
        prop_assert!(reading.organizations.iter().any(|one| one.id == "o"));
    }
}

#[test]
fn a_bad_line_is_told_and_the_others_are_read() {
    let lines = b"\xef\xbb\xbf\n{\"id\":\"a\",\"name\":\"A\",\"email\":\"a@b.org\"}\r\n\n[1]\n{oops\n\xff\n\
        {\"id\":\"a\",\"name\":\"again\"}\n{\"id\":\"\",\"name\":\"x\"}\n{\"id\":\"b\",\"name\":\" \"}\n\
        {\"id\":\"c\",\"id\":\"d\",\"name\":\"x\"}";
    let reading = read_lines("f", lines.as_slice());
    assert_eq!(reading.organizations.len(), 1);
    assert_eq!(
        told(&reading),
        [
            (4, "/", Code::NotAnObject, Outcome::Refused),
            (5, "/", Code::NotJson, Outcome::Refused),
            (6, "/", Code::NotJson, Outcome::Refused),
            (7, "/id", Code::DuplicateId, Outcome::Refused),
            (8, "/id", Code::MissingField, Outcome::Refused),
            (9, "/name", Code::MissingField, Outcome::Refused),
            (10, "/id", Code::DuplicateKey, Outcome::Refused),
        ]
    );
}

#[test]
fn a_line_that_is_too_long_is_skipped_without_being_held() {
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(limits::LINE_BYTES * 3));
    let lines = format!("{}\n{long}\n{}", named("a"), named("b"));
    let reading = read_lines("f", lines.as_bytes());
    let ids: Vec<_> = reading.organizations.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(told(&reading), [(2, "/", Code::TooLong, Outcome::Refused)]);
}

#[test]
fn a_source_that_breaks_off_is_told() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("stick pulled out"))
        }
    }
    let first = format!("{}\n", named("a"));
    let reading = read_lines("f", io::BufReader::new(first.as_bytes().chain(Broken)));
    assert_eq!(reading.organizations.len(), 1);
    assert_eq!(told(&reading), [(2, "/", Code::NotJson, Outcome::Refused)]);
    assert_eq!(reading.problems[0].value, "stick pulled out");
}

#[test]
fn values_are_put_right_kept_or_left_out() {
    let reading = read(&[json!({
        "id": 7, "name": "N\u{202e}", "description": null, "email": "a@b.org; c@d.org", "website": "www.example.org",
        "phones": [{"number": "no phone"}, {"id": "p"}, "0800"],
        "locations": [{"latitude": "51.5", "longitude": 999, "addresses": [
            {"country": "Estados Unidos"}, {"country": "Atlantis"}, {"country": "gb"}]}],
        "services": [
            {"id": "s", "name": "S", "status": "sleeping", "minimum_age": "12", "assured_date": "soon",
             "languages": [{"name": "French"}, {"code": "Russian"}, {"code": "qqq"}],
             "service_at_locations": [{"location_id": "nowhere"}]},
            {"id": "s", "name": "twice"},
        ],
    })]);
    let one = &reading.organizations[0];
    assert_eq!((one.id.as_str(), one.name.value.as_str()), ("7", "N"));
    assert_eq!(one.emails, ["a@b.org", "c@d.org"]);
    assert_eq!(one.phones.len(), 1);
    let location = &one.locations[0];
    assert_eq!((location.id.as_str(), location.latitude, location.longitude), ("7.location-1", Some(51.5), None));
    let countries: Vec<_> = location.addresses.iter().filter_map(|address| address.country.as_deref()).collect();
    assert_eq!(countries, ["US", "Atlantis", "GB"]);
    let service = &one.services[0];
    assert_eq!((one.services.len(), service.minimum_age, service.assured_date), (1, Some(12), None));
    let languages: Vec<_> =
        service.languages.iter().map(|one| one.code.as_ref().map_or("-", |code| code.as_str())).collect();
    assert_eq!(languages, ["fr", "ru", "qqq"]);
    // What could not be read is written back.
    let written = organization(one);
    assert_eq!(written.pointer("/locations/0/longitude"), Some(&json!(999)));
    assert_eq!(written.pointer("/services/0/assured_date"), Some(&json!("soon")));
    let mut seen = told(&reading);
    seen.sort();
    assert_eq!(
        seen,
        [
            (1, "/email", Code::InvalidEmail, Outcome::Repaired),
            (1, "/id", Code::WrongType, Outcome::Repaired),
            (1, "/locations/0/addresses/0/country", Code::UnknownCountry, Outcome::Repaired),
            (1, "/locations/0/addresses/1/country", Code::UnknownCountry, Outcome::Kept),
            (1, "/locations/0/addresses/2/country", Code::UnknownCountry, Outcome::Repaired),
            (1, "/locations/0/id", Code::MissingField, Outcome::Repaired),
            (1, "/locations/0/latitude", Code::WrongType, Outcome::Repaired),
            (1, "/locations/0/longitude", Code::InvalidCoordinate, Outcome::Kept),
            (1, "/name", Code::BidiControls, Outcome::Repaired),
            (1, "/phones/0/number", Code::InvalidPhone, Outcome::Kept),
            (1, "/phones/1/number", Code::MissingField, Outcome::LeftOut),
            (1, "/phones/2", Code::NotAnObject, Outcome::LeftOut),
            (1, "/services/0/assured_date", Code::InvalidDate, Outcome::Kept),
            (1, "/services/0/languages/1/code", Code::UnknownLanguage, Outcome::Repaired),
            (1, "/services/0/languages/2/code", Code::UnknownLanguage, Outcome::Kept),
            (1, "/services/0/minimum_age", Code::WrongType, Outcome::Repaired),
            (1, "/services/0/service_at_locations/0/location_id", Code::UnknownReference, Outcome::Kept),
            (1, "/services/0/status", Code::UnknownTerm, Outcome::LeftOut),
            (1, "/services/1/id", Code::DuplicateId, Outcome::Refused),
            (1, "/website", Code::InvalidUrl, Outcome::Kept),
        ]
    );
}

/// An attribute of the profile.
fn mark(key: &str, value: &str) -> Value {
    json!({"id": "x", "label": key, "value": value, "taxonomy_term": {"id": "parasol:x", "taxonomy": "parasol"}})
}

#[test]
fn nothing_tells_where_a_confidential_place_is() {
    let place = json!({"id": "l", "location_type": "physical", "latitude": 45.7, "longitude": 4.8,
        "addresses": [{"address_1": "12 rue Cachée", "city": "Lyon", "postal_code": "69001", "country": "France"}]});
    let mut hidden = place.clone();
    hidden["attributes"] = json!([mark("confidential", "true")]);
    let owner = named("o");
    let first = json!({"id": "s1", "name": "S", "description": "At 12 RUE CACHÉE", "organization": owner,
        "service_at_locations": [{"id": "p", "location": hidden}]});
    // The second line repeats the place without saying that it is confidential.
    let second = json!({"id": "s2", "name": "12 rue Cachée", "alert": "bad\u{7}12 rue Cachée", "organization": owner,
        "attributes": [{"id": "a", "value": "12 rue Cachée"}], "directions": {"to": ["12 rue cachée"]},
        "service_at_locations": [{"id": "p", "location": place}]});
    for lines in [[first.clone(), second.clone()], [second, first]] {
        let reading = read(&lines);
        let one = &reading.organizations[0];
        assert_eq!((one.services.len(), one.locations.len()), (2, 1));
        assert!(one.locations[0].confidential);
        let kept = format!("{one:?}{}", organization(one)).to_lowercase();
        for secret in ["cachée", "69001", "45.7", "4.8"] {
            assert!(!kept.contains(secret), "{secret} in {kept}");
        }
        assert!(kept.contains("lyon"));
        let detail = reading.problems.iter().find(|problem| problem.code == Code::ConfidentialDetail).unwrap();
        assert!(detail.field.ends_with("/location") && detail.value.is_empty());
    }
}

#[test]
fn a_mark_in_an_unexpected_place_still_hides_the_address() {
    let address = json!([{"address_1": "12 rue Cachée", "city": "Lyon"}]);
    let secret = json!([mark("confidential", "true")]);
    let place = json!({"id": "l", "addresses": address});
    let with = |key: &str, value: Value| {
        let mut one = named("o");
        one["locations"] = json!([place]);
        one["services"] = json!([{"id": "s", "name": "S", "service_at_locations": [{"id": "p", "location_id": "l"}]}]);
        *one.pointer_mut(key).unwrap() = value;
        one
    };
    let mut own = with("/name", json!("N"));
    own["attributes"] = secret.clone();
    let lines = [
        own,
        with(
            "/services/0",
            json!({"id": "s", "name": "S", "attributes": secret,
            "service_at_locations": [{"id": "p", "location_id": "l"}]}),
        ),
        with("/services/0/service_at_locations/0", json!({"id": "p", "location_id": "l", "attributes": secret})),
        with("/locations", json!({"id": "l", "addresses": address, "attributes": secret})),
        with("/services/0/service_at_locations/0", json!({"location": [{"addresses": address, "attributes": secret}]})),
        with("/locations", json!([[{"addresses": address, "attributes": secret}]])),
    ];
    for line in lines.iter().take(4) {
        let reading = read(std::slice::from_ref(line));
        assert!(reading.organizations[0].locations[0].confidential, "{line}");
        assert!(!format!("{reading:?}").contains("Cachée"), "{line}");
    }
    for line in lines.iter().skip(4) {
        let mut line = line.clone();
        line["locations"] = if line["locations"][0].is_array() { line["locations"].take() } else { json!([]) };
        assert!(!format!("{:?}", read(std::slice::from_ref(&line))).contains("Cachée"), "{line}");
    }
}

#[test]
fn no_value_of_a_record_with_a_confidential_place_is_reported() {
    let mut one = named("o");
    one["locations"] = json!([{"id": "l", "latitude": 4000.5, "attributes": [mark("confidential", "yes")],
        "addresses": [{"address_1": "12 rue\u{7} Cachée", "country": "rue Cachée"}]}]);
    let reading = read(&[one]);
    assert!(reading.problems.len() >= 3);
    assert!(reading.problems.iter().all(|problem| problem.value.is_empty()), "{:?}", reading.problems);
}

#[test]
fn a_word_that_nobody_understands_does_not_publish_a_record() {
    let mut one = named("o");
    one["attributes"] = json!([mark("listing", "Unlisted "), mark("need", "magic"), mark("need", "drop-in")]);
    let reading = read(&[one]);
    let one = &reading.organizations[0];
    assert_eq!((one.listing, one.needs.as_slice()), (Listing::Unlisted, &[Need::DropIn][..]));
    assert_eq!(told(&reading), [(1, "/attributes/1/value", Code::UnknownTerm, Outcome::Kept)]);
    assert_eq!(one.attributes[0].value.as_deref(), Some("magic"), "kept as a foreign attribute");
}

#[test]
fn a_tombstone_counts_even_if_it_says_little() {
    let reading = read(&[
        json!({"id": "a", "tombstone": {"reason": "closed", "since_version": 14}}),
        json!({"id": "b", "tombstone": {}}),
        json!({"tombstone": {"reason": "closed"}}),
    ]);
    let gone: Vec<_> =
        reading.tombstones.iter().map(|one| (one.id.as_str(), one.reason.as_str(), one.since_version)).collect();
    assert_eq!(gone, [("a", "closed", 14), ("b", "withdrawn", 0)]);
    assert_eq!(
        told(&reading),
        [
            (2, "/tombstone/reason", Code::MissingField, Outcome::Repaired),
            (2, "/tombstone/since_version", Code::MissingField, Outcome::Repaired),
            (3, "/id", Code::MissingField, Outcome::Refused),
        ]
    );
}

#[test]
fn nobody_to_reach_and_nobody_to_belong_to_are_told() {
    let reading = read(&[
        json!({"id": "o", "name": "N"}),
        json!({"id": "s", "name": "S", "status": "active", "organization_id": "o"}),
    ]);
    assert_eq!(
        told(&reading),
        [(1, "/", Code::NoContact, Outcome::Kept), (2, "/organization", Code::MissingField, Outcome::Refused),]
    );
}

/// Every scalar in a JSON tree, as text.
fn leaves(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| leaves(item, into)),
        Value::Object(map) => map.values().for_each(|item| leaves(item, into)),
        Value::String(text) => {
            into.insert(crate::text::sanitise::sanitise(text).text.into_owned());
        }
        Value::Null => {}
        other => {
            into.insert(other.to_string());
        }
    }
}

#[test]
fn the_examples_of_the_standard_lose_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let examples = [
        "hsds-schema/3.0/examples/organization_full.json",
        "hsds-schema/3.0/examples/service_full.json",
        "hsds-schema/3.1-dev/examples/organization_full.json",
        "hsds-schema/3.1-dev/examples/service_full.json",
        "hsds-json-sample/mock-hsds-api/services/ac148810-d857-441c-9679-408f346de14b.json",
    ];
    for name in examples {
        let Ok(text) = std::fs::read_to_string(root.join(name)) else {
            eprintln!("SKIPPED: {name} is not there");
            continue;
        };
        let before: Value = serde_json::from_str(&text).unwrap();
        let reading = read(std::slice::from_ref(&before));
        let one = reading.organizations.first().unwrap_or_else(|| panic!("{name}: {:?}", reading.problems));
        let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
        leaves(&before, &mut old);
        let after = organization(one);
        leaves(&after, &mut new);
        let lost: Vec<_> = old.difference(&new).filter(|text| !text.is_empty()).collect();
        assert!(lost.is_empty(), "{name} lost {lost:?}");
        assert_eq!(read(&[after]).organizations, reading.organizations, "{name}");
    }
}
