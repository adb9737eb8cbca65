//! The starter directory that the program carries, read as the program reads
//! it.

use std::collections::BTreeSet;

use parasol::{
    directory::{Need, problem::Code, profile::priority_area_title, vocabulary},
    formats::hsds::{self, Reading},
};

const STARTER: &str = include_str!("../data/starter/directory.jsonl");
const SEED: &str = "sex-workers-project";

fn starter() -> Reading {
    hsds::read_lines("directory.jsonl", STARTER.as_bytes())
}

#[test]
fn nothing_is_wrong_with_it() {
    let mut problems = starter().problems;
    if vocabulary::populations().is_empty() {
        eprintln!("SKIPPED: populations, since their list is not there yet");
        problems.retain(|problem| problem.code != Code::UnknownTerm);
    }
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn it_holds_what_its_readme_says() {
    let reading = starter();
    let countries: BTreeSet<&str> = reading
        .organizations
        .iter()
        .flat_map(|one| &one.locations)
        .flat_map(|location| &location.addresses)
        .filter_map(|address| address.country.as_deref())
        .collect();
    let services: usize = reading.organizations.iter().map(|one| one.services.len()).sum();
    assert_eq!((reading.organizations.len(), services, countries.len()), (103, 196, 30));
    assert_eq!(reading.organizations.iter().filter(|one| one.locations.is_empty()).count(), 8);
    assert!(reading.organizations.is_sorted_by(|a, b| a.id < b.id), "sorted by id");
    for one in &reading.organizations {
        for service in &one.services {
            assert!(service.id.starts_with(&format!("{}.", one.id)), "{}", service.id);
        }
    }
}

#[test]
fn everyone_can_be_reached_and_says_where_it_was_seen() {
    for one in &starter().organizations {
        let reachable = one.website.is_some() || !one.emails.is_empty() || !one.phones.is_empty();
        assert!(reachable || one.id == SEED, "{} cannot be reached", one.id);
        let source = one.source.as_ref().unwrap_or_else(|| panic!("{} has no source", one.id));
        assert!(source.url.starts_with("http"), "{}", one.id);
        assert!(!one.needs.is_empty() && !one.description.value.is_empty() && !one.services.is_empty(), "{}", one.id);
        for service in &one.services {
            assert!(!service.needs.is_empty() && !service.description.value.is_empty(), "{}", service.id);
        }
    }
}

#[test]
fn nobody_is_said_to_have_checked_it() {
    for one in &starter().organizations {
        assert!(one.assured_date.is_none() && one.services.iter().all(|service| service.assured_date.is_none()));
    }
}

#[test]
fn it_has_no_street_and_no_name_of_a_person() {
    for one in &starter().organizations {
        assert!(one.contacts.is_empty() && one.services.iter().all(|service| service.contacts.is_empty()));
        for address in one.locations.iter().flat_map(|location| &location.addresses) {
            assert!(address.address_1.is_none() && address.postal_code.is_none(), "{}", one.id);
        }
    }
}

#[test]
fn it_does_not_say_who_leads_or_belongs_to_a_group() {
    for one in &starter().organizations {
        let of_services = one.services.iter().flat_map(|service| [&service.name, &service.description]);
        for text in of_services.chain([&one.description]) {
            let text = text.value.to_lowercase();
            for word in ["-led", "led by", "member", "run by", "peer-run"] {
                assert!(!text.contains(word), "{}: {text}", one.id);
            }
        }
    }
}

#[test]
fn the_seed_keeps_every_field_of_its_profile() {
    let reading = starter();
    let seed = reading.organizations.iter().find(|one| one.id == SEED).unwrap();
    assert_eq!(seed.name.value, "The Sex Workers Project at the Urban Justice Centre");
    let nswp = seed.nswp.as_ref().unwrap();
    for (text, start, end) in [
        (&nswp.who_we_work_with, "The Sex Workers Project provides client-centred", "circumstance or coercion."),
        (&nswp.sex_worker_involvement, "We share our expertise through legal education", "as interns or staff."),
        (&nswp.main_challenges, "The two main challenges would be criminalisation", "lack of legal recourse."),
        (&nswp.other_work, "Our attorney’s help clients", "victims of human trafficking."),
    ] {
        let text = text.as_deref().unwrap();
        assert!(text.starts_with(start) && text.ends_with(end), "{text}");
    }
    assert_eq!(nswp.country_text.as_deref(), Some("Estados Unidos"));
    let areas =
        ["decriminalisation", "health_access", "violence", "human_rights_abuses", "stigma", "economic_empowerment"];
    assert_eq!(nswp.priority_areas, areas);
    let written = hsds::organization(seed);
    let attributes = written["attributes"].as_array().unwrap();
    for area in areas {
        let attribute = attributes.iter().find(|one| one["value"] == area).unwrap();
        assert_eq!(attribute["taxonomy_term"]["name"], priority_area_title(area).unwrap());
    }
}

#[test]
fn lines_that_never_close_have_hours_and_others_do_not() {
    let reading = starter();
    let with_hours: Vec<_> = reading
        .organizations
        .iter()
        .flat_map(|one| &one.services)
        .filter(|service| !service.schedules.is_empty())
        .map(|service| service.id.as_str())
        .collect();
    assert_eq!(with_hours.len(), 12, "{with_hours:?}");
    let free_text = reading.organizations.iter().flat_map(|one| &one.phones).filter(|phone| phone.hours.is_some());
    assert!(free_text.count() > 20, "hours as text are kept");
}

#[test]
fn it_is_written_as_it_is_read() {
    let reading = starter();
    let mut lines = Vec::new();
    hsds::write_lines(&mut lines, &reading.organizations, &[]).unwrap();
    assert!(lines == STARTER.as_bytes(), "read and write data/starter/directory.jsonl once to bring it into form");
    let needs: BTreeSet<Need> = reading.organizations.iter().flat_map(|one| one.needs.iter().copied()).collect();
    assert_eq!(needs.len(), Need::ALL.len(), "there is something for every need");
}
