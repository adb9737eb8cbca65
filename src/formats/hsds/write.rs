//! Writing whole records as HSDS.

use serde_json::{Value, json};

use super::{
    profile::Marks,
    schedules,
    write_parts::{self as parts, Object},
};
use crate::directory::{
    Listing, Location, NswpProfile, Organization, Service, ServiceAtLocation, ServiceStatus, Source, Text, Tombstone,
    profile::priority_area_title,
};

/// An organisation with its services as an HSDS organization.
pub fn organization(organization: &Organization) -> Value {
    write_organization(organization, true)
}

/// A service as an HSDS service, with its organisation (without the other
/// services) and its locations nested in it.
pub fn service(organization: &Organization, service: &Service) -> Value {
    let mut value = write_service(service, &organization.locations);
    if let Value::Object(map) = &mut value {
        map.insert("organization".to_owned(), write_organization(organization, false));
    }
    value
}

/// A withdrawal.
pub fn tombstone(tombstone: &Tombstone) -> Value {
    json!({"id": tombstone.id, "tombstone": {"reason": tombstone.reason, "since_version": tombstone.since_version}})
}

fn write_organization(organization: &Organization, with_services: bool) -> Value {
    let mut marks = Marks::new(&organization.id, "organization");
    let mut object = Object::new();
    object.put("id", organization.id.as_str());
    required_text(&mut object, "name", &organization.name, &mut marks);
    object.some("alternate_name", organization.alternate_names.first().map(String::as_str));
    required_text(&mut object, "description", &organization.description, &mut marks);
    object.some("email", organization.emails.first().map(String::as_str));
    object.some("website", organization.website.as_deref());
    object.list("additional_websites", &organization.additional_websites, parts::url);
    object.list("contacts", &organization.contacts, parts::contact);
    object.list("phones", &organization.phones, parts::phone);
    object.list("locations", &organization.locations, parts::location);
    if with_services {
        object.list("services", &organization.services, |service| write_service(service, &[]));
    }
    add_more(&mut marks, "alternate_name", &organization.alternate_names);
    add_more(&mut marks, "email", &organization.emails);
    organization.languages.iter().for_each(|language| marks.add_language(language));
    organization.needs.iter().for_each(|need| marks.add_term("need", need.slug(), need.slug()));
    organization.populations.iter().for_each(|slug| marks.add_term("population", slug, slug));
    marks.add_some("assured_date", organization.assured_date.map(|date| date.to_string()).as_deref());
    marks.add_some("last_modified", organization.last_modified.map(|moment| moment.to_string()).as_deref());
    add_standing(&mut marks, organization.listing, organization.source.as_ref());
    if let Some(nswp) = &organization.nswp {
        add_nswp(&mut marks, nswp);
    }
    parts::add_attributes(&mut marks, &organization.attributes, &organization.terms);
    object.list("metadata", &organization.metadata, parts::metadata);
    object.finish(marks, &organization.extra)
}

/// Writes a service. Its places carry those of `locations` whole.
fn write_service(service: &Service, locations: &[Location]) -> Value {
    let mut marks = Marks::new(&service.id, "service");
    let mut object = Object::new();
    object.put("id", service.id.as_str());
    required_text(&mut object, "name", &service.name, &mut marks);
    object.some("alternate_name", service.alternate_names.first().map(String::as_str));
    object.text("description", Some(&service.description), &mut marks);
    object.some("url", service.url.as_deref());
    object.list("additional_urls", &service.additional_urls, parts::url);
    object.some("email", service.emails.first().map(String::as_str));
    object.put("status", status(service.status));
    object.text("interpretation_services", service.interpretation_services.as_ref(), &mut marks);
    object.text("application_process", service.application_process.as_ref(), &mut marks);
    object.text("fees_description", service.fees_description.as_ref(), &mut marks);
    object.text("wait_time", service.wait_time.as_ref(), &mut marks);
    object.text("eligibility_description", service.eligibility_description.as_ref(), &mut marks);
    object.some("minimum_age", service.minimum_age);
    object.some("maximum_age", service.maximum_age);
    object.some("assured_date", service.assured_date.map(|date| date.to_string()));
    object.text("alert", service.alert.as_ref(), &mut marks);
    object.some("last_modified", service.last_modified.map(|moment| moment.to_string()));
    object.list("phones", &service.phones, parts::phone);
    object.list("schedules", &service.schedules, schedules::write);
    object.list("service_areas", &service.service_areas, parts::service_area);
    object.list("service_at_locations", &service.service_at_locations, |place| at_location(place, locations));
    object.list("languages", &service.languages, parts::language);
    object.list("cost_options", &service.cost_options, parts::cost_option);
    object.list("required_documents", &service.required_documents, parts::required_document);
    object.list("contacts", &service.contacts, parts::contact);
    add_more(&mut marks, "alternate_name", &service.alternate_names);
    add_more(&mut marks, "email", &service.emails);
    service.needs.iter().for_each(|need| marks.add_term("need", need.slug(), need.slug()));
    service.populations.iter().for_each(|slug| marks.add_term("population", slug, slug));
    service.access.iter().for_each(|access| marks.add_term("access", access.slug(), access.slug()));
    add_standing(&mut marks, service.listing, service.source.as_ref());
    parts::add_attributes(&mut marks, &service.attributes, &service.terms);
    object.list("metadata", &service.metadata, parts::metadata);
    object.finish(marks, &service.extra)
}

fn at_location(place: &ServiceAtLocation, locations: &[Location]) -> Value {
    let mut marks = Marks::new(&place.id, "service_at_location");
    let mut object = Object::new();
    object.put("id", place.id.as_str());
    if !place.location_id.is_empty() {
        object.put("location_id", place.location_id.as_str());
    }
    object.text("description", place.description.as_ref(), &mut marks);
    object.list("service_areas", &place.service_areas, parts::service_area);
    object.list("contacts", &place.contacts, parts::contact);
    object.list("phones", &place.phones, parts::phone);
    object.list("schedules", &place.schedules, schedules::write);
    let location = locations.iter().find(|location| location.id == place.location_id);
    object.some("location", location.map(parts::location));
    object.finish(marks, &place.extra)
}

/// A text that HSDS requires, even if it is empty.
fn required_text(object: &mut Object, key: &str, text: &Text, marks: &mut Marks<'_>) {
    object.put(key, text.value.as_str());
    marks.add_text(key, text);
}

/// HSDS has room for one; the others become attributes.
fn add_more(marks: &mut Marks<'_>, key: &str, values: &[String]) {
    values.iter().skip(1).for_each(|value| marks.add(key, value));
}

fn add_standing(marks: &mut Marks<'_>, listing: Listing, source: Option<&Source>) {
    if listing == Listing::Unlisted {
        marks.add("listing", "unlisted");
    }
    if let Some(source) = source {
        marks.add_some("source_url", Some(source.url.as_str()).filter(|url| !url.is_empty()));
        marks.add_some("source_seen", source.seen.as_deref());
        marks.add_some("source_period", source.period.as_deref());
    }
}

fn add_nswp(marks: &mut Marks<'_>, nswp: &NswpProfile) {
    marks.add_some("nswp.who_we_work_with", nswp.who_we_work_with.as_deref());
    marks.add_some("nswp.sex_worker_involvement", nswp.sex_worker_involvement.as_deref());
    for area in &nswp.priority_areas {
        marks.add_term("nswp.priority_area", area, priority_area_title(area).unwrap_or(area));
    }
    marks.add_some("nswp.main_challenges", nswp.main_challenges.as_deref());
    marks.add_some("nswp.other_work", nswp.other_work.as_deref());
    marks.add_some("nswp.country_text", nswp.country_text.as_deref());
}

fn status(status: ServiceStatus) -> &'static str {
    match status {
        ServiceStatus::Active => "active",
        ServiceStatus::Inactive => "inactive",
        ServiceStatus::Defunct => "defunct",
        ServiceStatus::TemporarilyClosed => "temporarily closed",
    }
}
