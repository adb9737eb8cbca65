//! Ids for what came without: HSDS wants one on every record, and tables join
//! by them. They are made of the id of the owner, so that they are the same
//! every time.

use crate::{
    directory::{Contact, Location, Organization, Phone, Service},
    formats::hsds::profile::generated_id,
};

/// Gives an id to every part of an organisation that has none.
pub fn give(organization: &mut Organization) {
    let owner = organization.id.clone();
    number(&owner, "url", &mut organization.additional_websites, |one| &mut one.id);
    number(&owner, "language", &mut organization.languages, |one| &mut one.id);
    phones(&owner, &mut organization.phones);
    contacts(&owner, &mut organization.contacts);
    number(&owner, "attribute", &mut organization.attributes, |one| &mut one.id);
    number(&owner, "place", &mut organization.locations, |one| &mut one.id);
    organization.locations.iter_mut().for_each(location);
    number(&owner, "service", &mut organization.services, |one| &mut one.id);
    organization.services.iter_mut().for_each(service);
}

fn location(location: &mut Location) {
    let owner = location.id.clone();
    number(&owner, "address", &mut location.addresses, |one| &mut one.id);
    number(&owner, "language", &mut location.languages, |one| &mut one.id);
    number(&owner, "schedule", &mut location.schedules, |one| &mut one.id);
    number(&owner, "accessibility", &mut location.accessibility, |one| &mut one.id);
    number(&owner, "attribute", &mut location.attributes, |one| &mut one.id);
    phones(&owner, &mut location.phones);
    contacts(&owner, &mut location.contacts);
}

fn service(service: &mut Service) {
    let owner = service.id.clone();
    number(&owner, "url", &mut service.additional_urls, |one| &mut one.id);
    number(&owner, "language", &mut service.languages, |one| &mut one.id);
    number(&owner, "schedule", &mut service.schedules, |one| &mut one.id);
    number(&owner, "service_area", &mut service.service_areas, |one| &mut one.id);
    number(&owner, "cost_option", &mut service.cost_options, |one| &mut one.id);
    number(&owner, "required_document", &mut service.required_documents, |one| &mut one.id);
    number(&owner, "attribute", &mut service.attributes, |one| &mut one.id);
    phones(&owner, &mut service.phones);
    contacts(&owner, &mut service.contacts);
    number(&owner, "service_at_location", &mut service.service_at_locations, |one| &mut one.id);
    for place in &mut service.service_at_locations {
        let owner = place.id.clone();
        number(&owner, "schedule", &mut place.schedules, |one| &mut one.id);
        number(&owner, "service_area", &mut place.service_areas, |one| &mut one.id);
        phones(&owner, &mut place.phones);
        contacts(&owner, &mut place.contacts);
    }
}

fn contacts(owner: &str, all: &mut [Contact]) {
    number(owner, "contact", all, |one| &mut one.id);
    for contact in all {
        phones(&contact.id.clone(), &mut contact.phones);
    }
}

fn phones(owner: &str, all: &mut [Phone]) {
    number(owner, "phone", all, |one| &mut one.id);
    for phone in all {
        number(&phone.id.clone(), "language", &mut phone.languages, |one| &mut one.id);
    }
}

/// Numbers those without an id, past the ids that others have.
fn number<T>(owner: &str, kind: &str, all: &mut [T], id: impl Fn(&mut T) -> &mut String) {
    let mut taken: Vec<String> = all.iter_mut().map(|one| id(one).clone()).collect();
    for one in all {
        if id(one).is_empty() {
            let free = (1..=taken.len() + 1).map(|at| generated_id(owner, kind, at)).find(|id| !taken.contains(id));
            id(one).extend(free);
            taken.push(id(one).clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_id_gets_one_that_no_other_has() {
        let phone = |id: &str| Phone { id: id.to_owned(), ..Phone::default() };
        let mut one = Organization { id: "o".to_owned(), ..Organization::default() };
        one.phones = vec![phone(""), phone("o-phone-1"), phone("")];
        one.locations = vec![Location { phones: vec![phone("")], ..Location::default() }];
        give(&mut one);
        let ids: Vec<&str> = one.phones.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["o-phone-2", "o-phone-1", "o-phone-3"]);
        assert_eq!(
            (one.locations[0].id.as_str(), one.locations[0].phones[0].id.as_str()),
            ("o-place-1", "o-place-1-phone-1")
        );
        let before = one.clone();
        give(&mut one);
        assert_eq!(one, before);
    }
}
