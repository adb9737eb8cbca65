use std::collections::BTreeSet;

use jiff::{Timestamp, civil::date};

use super::*;
use crate::directory::{Access, Directory, LanguageTag, Need, Summary, hours::openness, vocabulary};

fn today() -> Date {
    date(2026, 11, 24)
}

fn directory() -> Directory {
    Directory::new(vec![release(today())])
}

#[test]
fn there_are_a_thousand_entries_with_ids_of_their_own() {
    let directory = directory();
    assert_eq!(directory.len(), 1000);
    let ids: BTreeSet<&str> = directory.entries().map(|entry| entry.id()).collect();
    assert_eq!(ids.len(), 1000);
}

#[test]
fn the_same_day_gives_the_same_directory() {
    assert_eq!(release(today()), release(today()));
    assert_ne!(release(today()), release(date(2026, 11, 25)));
}

#[test]
fn every_need_access_population_and_language_is_there() {
    let directory = directory();
    let summary = Summary::of(&directory, today());
    assert!(summary.needs.iter().all(|count| *count > 5), "{:?}", summary.needs);
    let access: BTreeSet<Access> = directory.entries().flat_map(|entry| entry.access()).collect();
    assert_eq!(access.len(), Access::ALL.len());
    let populations: BTreeSet<&String> = directory.entries().flat_map(|entry| entry.populations()).collect();
    assert_eq!(populations.len(), vocabulary::populations().len());
    let languages: BTreeSet<&str> =
        directory.entries().filter_map(|entry| entry.name().language.as_ref()).map(LanguageTag::as_str).collect();
    assert_eq!(languages, words::LANGUAGES.into_iter().collect());
    assert!(summary.stale > 100 && summary.not_checked > 50, "{summary:?}");
}

#[test]
fn places_are_on_four_continents() {
    let directory = directory();
    let zones: BTreeSet<&str> = directory
        .entries()
        .flat_map(|entry| entry.places())
        .filter_map(|place| place.location.time_zone.as_deref()?.split('/').next())
        .collect();
    assert!(["Africa", "America", "Asia", "Europe", "Australia"].iter().all(|one| zones.contains(one)), "{zones:?}");
}

#[test]
fn nothing_tells_where_a_confidential_place_is() {
    let directory = directory();
    let places = || directory.entries().flat_map(|entry| entry.places()).map(|place| place.location);
    let confidential: Vec<_> = places().filter(|location| location.confidential).collect();
    assert!(confidential.len() > 20);
    for location in confidential {
        assert!(location.latitude.is_none() && location.addresses.iter().all(|address| address.address_1.is_none()));
    }
    assert!(places().any(|location| !location.confidential && location.latitude.is_some()));
}

#[test]
fn nobody_real_can_be_reached() {
    for organization in &release(today()).organizations {
        assert!(organization.emails.iter().all(|email| email.ends_with(".example")));
        assert!(organization.website.iter().all(|website| website.ends_with(".example")));
        for phone in &organization.phones {
            let fictitious = ["+44 1632 960", "+33 1 99 00 ", "+1 555 555 01", "+61 2 5550 ", " 00 00 "];
            assert!(fictitious.iter().any(|part| phone.number.contains(part)), "{}", phone.number);
        }
    }
}

#[test]
fn withdrawn_and_unlisted_records_are_in_the_release_but_not_in_the_directory() {
    let release = release(today());
    assert_eq!(release.tombstones.len(), 2 * WITHDRAWN);
    let unlisted: Vec<_> = release.organizations.iter().filter(|one| one.listing == Listing::Unlisted).collect();
    assert_eq!(unlisted.len(), UNLISTED);
    let hidden: Vec<String> =
        release.tombstones.iter().map(|one| one.id.clone()).chain(unlisted.iter().map(|one| one.id.clone())).collect();
    let directory = directory();
    assert!(hidden.iter().all(|id| directory.find(id).is_none()));
}

#[test]
fn hours_answer_open_closed_and_unknown() {
    let directory = directory();
    let noon: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let answers: BTreeSet<&str> = directory.entries().map(|entry| openness(&entry, noon).as_str()).collect();
    assert_eq!(answers, ["closed", "open", "unknown"].into());
}

#[test]
fn the_clinic_of_the_documents_is_there() {
    let directory = directory();
    let clinic = directory.find("demo-lumiere.legal").unwrap();
    assert_eq!(clinic.name().read("en").value, "Legal clinic");
    assert_eq!(clinic.phones().value[0].number, "+33 1 99 00 00 01");
    assert_eq!(clinic.checked(), Some(date(2026, 11, 2)));
    assert!(clinic.needs().contains(&Need::LegalAdvice));
}

#[test]
fn every_language_has_the_same_words() {
    let count = |language: &str| words::in_language(language).count();
    for language in words::LANGUAGES {
        assert_eq!(count(language), count("en"), "{language}");
    }
}
