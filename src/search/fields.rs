//! What of an entry is searched, field by field.

use super::{Field, resolved::Resolved};
use crate::directory::{Address, Entry, Organization, Service, Text};

/// A field's text, borrowed from the directory.
pub type FieldText<'a> = (Field, &'a str);

/// So many texts have room at once.
const USUAL: usize = 32;

/// Every text of an entry itself by which it is found; names that it shares
/// with others are [`Concept`](super::concept::Concept)s.
pub fn of<'a>(entry: &Resolved<'a>) -> Vec<FieldText<'a>> {
    let mut out = Vec::with_capacity(USUAL);
    push_all(&mut out, Field::Name, entry.name());
    out.extend(entry.alternate_names().iter().map(|name| (Field::AlternateName, name.as_str())));
    if entry.service.is_some() {
        push_all(&mut out, Field::Organization, &entry.organization.name);
        let names = entry.organization.alternate_names.iter();
        out.extend(names.map(|name| (Field::Organization, name.as_str())));
    }
    terms(entry, &mut out);
    places(entry, &mut out);
    contacts(entry, &mut out);
    facts(entry, &mut out);
    match entry.service {
        Some(service) => service_texts(service, &mut out),
        None => organization_texts(entry.organization, &mut out),
    }
    out.retain(|(_, text)| !text.trim().is_empty());
    out
}

fn push_all<'a>(out: &mut Vec<FieldText<'a>>, field: Field, text: &'a Text) {
    out.extend(text.all().map(|text| (field, text)));
}

fn push<'a>(out: &mut Vec<FieldText<'a>>, field: Field, text: Option<&'a String>) {
    out.extend(text.map(|text| (field, text.as_str())));
}

fn terms<'a>(entry: &Entry<'a>, out: &mut Vec<FieldText<'a>>) {
    let terms = entry.service.map_or(&entry.organization.terms, |service| &service.terms);
    out.extend(terms.iter().map(|term| (Field::Need, term.name.as_str())));
}

fn places<'a>(entry: &Resolved<'a>, out: &mut Vec<FieldText<'a>>) {
    for place in &entry.places {
        if let Some(name) = &place.location.name {
            push_all(out, Field::Place, name);
        }
        for address in &place.location.addresses {
            address_texts(address, out);
        }
    }
    for area in &entry.areas {
        push(out, Field::Place, area.name.as_ref());
    }
}

fn address_texts<'a>(address: &'a Address, out: &mut Vec<FieldText<'a>>) {
    for part in [&address.city, &address.region, &address.state_province, &address.address_1, &address.address_2] {
        push(out, Field::Place, part.as_ref());
    }
    push(out, Field::Place, address.postal_code.as_ref());
}

fn contacts<'a>(entry: &Resolved<'a>, out: &mut Vec<FieldText<'a>>) {
    out.extend(entry.phones.value.iter().map(|phone| (Field::Phone, phone.number.as_str())));
    out.extend(entry.emails().value.iter().map(|email| (Field::Address, email.as_str())));
    out.extend(entry.website().map(|website| (Field::Address, website.value)));
    let urls = entry.service.map_or(&entry.organization.additional_websites, |service| &service.additional_urls);
    out.extend(urls.iter().map(|url| (Field::Address, url.url.as_str())));
}

fn facts<'a>(entry: &Resolved<'a>, out: &mut Vec<FieldText<'a>>) {
    for language in &entry.languages {
        push(out, Field::Facts, language.name.as_ref());
    }
}

fn service_texts<'a>(service: &'a Service, out: &mut Vec<FieldText<'a>>) {
    push_all(out, Field::Text, &service.description);
    let texts = [
        &service.alert,
        &service.eligibility_description,
        &service.application_process,
        &service.fees_description,
        &service.interpretation_services,
    ];
    for text in texts.into_iter().flatten() {
        push_all(out, Field::Text, text);
    }
    for document in &service.required_documents {
        push_all(out, Field::Text, &document.document);
    }
}

fn organization_texts<'a>(organization: &'a Organization, out: &mut Vec<FieldText<'a>>) {
    push_all(out, Field::Text, &organization.description);
    for service in &organization.services {
        push_all(out, Field::Text, &service.name);
    }
    if let Some(nswp) = &organization.nswp {
        for text in [&nswp.who_we_work_with, &nswp.sex_worker_involvement, &nswp.main_challenges, &nswp.other_work] {
            push(out, Field::Text, text.as_ref());
        }
        push(out, Field::Place, nswp.country_text.as_ref());
        let areas = nswp.priority_areas.iter();
        out.extend(
            areas.filter_map(|id| crate::directory::profile::priority_area_title(id).map(|title| (Field::Text, title))),
        );
    }
}
