//! Puts an organisation of another source in order: markup becomes text,
//! numbers are written so that they can be dialled from anywhere, countries
//! and terms get their codes. What was written stays beside it.

use serde_json::Value;

use super::{NumbersKnown, Settings, ids};
use crate::{
    directory::{
        Contact, Need, Organization, Phone, Service, TaxonomyTerm, Text,
        problem::{Code, Outcome, Problem},
    },
    formats::{hsds, html, phones},
};

/// One organisation being put in order.
pub(super) struct Tidy<'s> {
    settings: &'s Settings,
    numbers: &'s mut NumbersKnown,
    problems: Vec<Problem>,
    /// No values in problems: one of the places is confidential.
    hidden: bool,
}

impl<'s> Tidy<'s> {
    pub(super) fn new(settings: &'s Settings, numbers: &'s mut NumbersKnown) -> Self {
        Self { settings, numbers, problems: Vec::new(), hidden: false }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn tell(&mut self, pointer: String, code: Code, value: &str, outcome: Outcome) {
        let value = if self.hidden { String::new() } else { hsds::shorten(value) };
        self.problems.push(Problem { file: String::new(), line: 0, field: pointer, code, value, outcome });
    }

    /// Everything in an organisation.
    pub(super) fn organization(&mut self, organization: &mut Organization) {
        self.hidden = organization.locations.iter().any(|location| location.confidential);
        ids::give(organization);
        text(&mut organization.name);
        text(&mut organization.description);
        if let Some(country) = &self.settings.country {
            let addresses = organization.locations.iter_mut().flat_map(|location| &mut location.addresses);
            addresses.filter(|address| address.country.is_none()).for_each(|one| one.country = Some(country.clone()));
        }
        let country = self.country(organization, None);
        self.phones(&mut organization.phones, country.as_deref(), "/phones");
        self.contacts(&mut organization.contacts, country.as_deref(), "/contacts");
        for at in 0..organization.locations.len() {
            let Some(id) = organization.locations.get(at).map(|location| location.id.clone()) else { continue };
            let country = self.country(organization, Some(&id));
            let Some(location) = organization.locations.get_mut(at) else { continue };
            some(&mut location.name);
            some(&mut location.description);
            some(&mut location.transportation);
            location.accessibility.iter_mut().for_each(|one| some(&mut one.description));
            self.phones(&mut location.phones, country.as_deref(), &format!("/locations/{at}/phones"));
            self.contacts(&mut location.contacts, country.as_deref(), &format!("/locations/{at}/contacts"));
        }
        self.needs(&mut organization.needs, &organization.terms);
        for at in 0..organization.services.len() {
            let places: Vec<Option<String>> = organization.services.get(at).map_or_else(Vec::new, |service| {
                service
                    .service_at_locations
                    .iter()
                    .map(|place| self.country(organization, Some(&place.location_id)))
                    .collect()
            });
            if let Some(service) = organization.services.get_mut(at) {
                self.service(service, country.as_deref(), &places, at);
            }
        }
    }

    fn service(&mut self, service: &mut Service, country: Option<&str>, places: &[Option<String>], at: usize) {
        text(&mut service.name);
        text(&mut service.description);
        let texts = [
            &mut service.interpretation_services,
            &mut service.application_process,
            &mut service.fees_description,
            &mut service.wait_time,
            &mut service.eligibility_description,
            &mut service.alert,
        ];
        texts.into_iter().for_each(some);
        service.required_documents.iter_mut().for_each(|one| text(&mut one.document));
        let first = places.iter().flatten().next().map(String::as_str).or(country);
        self.phones(&mut service.phones, first, &format!("/services/{at}/phones"));
        self.contacts(&mut service.contacts, first, &format!("/services/{at}/contacts"));
        for (number, (place, own)) in service.service_at_locations.iter_mut().zip(places).enumerate() {
            some(&mut place.description);
            let country = own.as_deref().or(country);
            let path = format!("/services/{at}/service_at_locations/{number}");
            self.phones(&mut place.phones, country, &format!("{path}/phones"));
            self.contacts(&mut place.contacts, country, &format!("{path}/contacts"));
        }
        self.needs(&mut service.needs, &service.terms);
    }

    /// The country of a place, or the only one of the organisation's places,
    /// or the one that was said to hold for all.
    fn country(&self, organization: &Organization, place: Option<&str>) -> Option<String> {
        let of = |id: Option<&str>| {
            let places = organization.locations.iter().filter(|one| id.is_none_or(|id| one.id == id));
            let mut all: Vec<&str> =
                places.flat_map(|one| &one.addresses).filter_map(|address| address.country.as_deref()).collect();
            all.sort_unstable();
            all.dedup();
            match all.as_slice() {
                [one] if one.len() == 2 => Some((*one).to_owned()),
                _ => None,
            }
        };
        place.and_then(|id| of(Some(id))).or_else(|| of(None)).or_else(|| self.settings.country.clone())
    }

    fn contacts(&mut self, contacts: &mut [Contact], country: Option<&str>, path: &str) {
        for (at, contact) in contacts.iter_mut().enumerate() {
            self.phones(&mut contact.phones, country, &format!("{path}/{at}/phones"));
        }
    }

    /// Writes numbers so that they can be dialled from anywhere. Several in
    /// one field are taken apart; one without a digit is none.
    fn phones(&mut self, phones: &mut Vec<Phone>, country: Option<&str>, path: &str) {
        let mut kept = Vec::with_capacity(phones.len());
        for (at, mut phone) in std::mem::take(phones).into_iter().enumerate() {
            phone.description.iter_mut().for_each(text);
            if !phone.number.chars().any(char::is_numeric) {
                self.tell(format!("{path}/{at}/number"), Code::InvalidPhone, &phone.number, Outcome::LeftOut);
                continue;
            }
            let key = format!("{} {}", country.unwrap_or_default(), phone.number);
            let Some(dialled) = self.numbers.get(&key, |_| phones::read(&phone.number, country)) else {
                let known = phone.number.trim_matches('"');
                if country.is_some() && known.chars().filter(char::is_ascii_digit).count() > 6 {
                    self.tell(format!("{path}/{at}/number"), Code::InvalidPhone, &phone.number, Outcome::Kept);
                }
                kept.push(phone);
                continue;
            };
            for (further, one) in dialled.into_iter().enumerate() {
                let mut copy = phone.clone();
                if further > 0 {
                    copy.id = if copy.id.is_empty() { String::new() } else { format!("{}-{}", copy.id, further + 1) };
                }
                if one.number != phone.number {
                    keep_as_written(&mut copy, &phone.number);
                }
                copy.number = one.number;
                copy.extension = copy.extension.or(one.extension);
                kept.push(copy);
            }
        }
        *phones = kept;
    }

    /// Adds the needs that terms mean. The terms themselves stay.
    fn needs(&self, needs: &mut Vec<Need>, terms: &[TaxonomyTerm]) {
        for term in terms {
            let meant = self.settings.needs.of(&term.name);
            let meant = meant.or_else(|| term.code.as_deref().and_then(|code| self.settings.needs.of(code)));
            for need in meant.unwrap_or_default() {
                if !needs.contains(need) {
                    needs.push(*need);
                }
            }
        }
    }
}

/// Markup of a text and of its translations becomes text.
fn text(text: &mut Text) {
    if let Some(plain) = html::to_text(&text.value) {
        text.value = plain;
    }
    for (_, translation) in &mut text.translations {
        if let Some(plain) = html::to_text(translation) {
            *translation = plain;
        }
    }
}

fn some(one: &mut Option<Text>) {
    if let Some(one) = one {
        text(one);
    }
}

/// Keeps a number as it was written, as an attribute of the phone.
fn keep_as_written(phone: &mut Phone, number: &str) {
    let mut attribute = hsds::profile::attribute("phone", "number_as_written", number);
    let id = hsds::profile::generated_id(&phone.id, "number_as_written", 1);
    if let Value::Object(map) = &mut attribute {
        map.insert("id".to_owned(), id.into());
    }
    let known = phone.extra.0.iter_mut().find(|(key, _)| key == "attributes");
    match known {
        Some((_, json)) => {
            let mut list: Vec<Value> = serde_json::from_str(json).unwrap_or_default();
            list.push(attribute);
            *json = Value::Array(list).to_string();
        }
        None => phone.extra.0.push(("attributes".to_owned(), Value::Array(vec![attribute]).to_string())),
    }
}
