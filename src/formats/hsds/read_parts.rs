//! Reading what hangs on organisations and services: phones, contacts,
//! languages, locations, prices.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::{fields::Fields, path::Path, profile::Profile, schedules, tree::Json, values};
use crate::directory::{
    Accessibility, Address, Attribute, Contact, CostOption, Extra, Language, LanguageTag, Location, LocationType,
    Metadata, Phone, RequiredDocument, ServiceArea, TaxonomyTerm, Text, Url,
    problem::{Code, Outcome},
};

/// Reads every object of a list.
pub(super) fn each<T>(fields: &mut Fields<'_>, key: &'static str, mut read: impl FnMut(Fields<'_>) -> T) -> Vec<T> {
    each_some(fields, key, |fields| Some(read(fields)))
}

/// Reads every object of a list that can be read.
pub(super) fn each_some<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    mut read: impl FnMut(Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    fields.each_object(key, |fields| all.extend(read(fields)));
    all
}

/// A text of a field with its translations.
pub(super) fn text(fields: &mut Fields<'_>, profile: &mut Profile<'_>, key: &'static str) -> Option<Text> {
    let value = fields.string(key);
    profile.text(key, value, fields)
}

/// An e-mail address, checked.
pub(super) fn email(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    fields.checked(key, Code::InvalidEmail, values::is_email)
}

/// A web address, checked.
pub(super) fn web(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    fields.checked(key, Code::InvalidUrl, values::is_url)
}

/// Phones; one without a number is left out.
pub(super) fn phones(fields: &mut Fields<'_>) -> Vec<Phone> {
    each_some(fields, "phones", phone)
}

fn phone(mut fields: Fields<'_>) -> Option<Phone> {
    let Some(number) = fields.checked("number", Code::InvalidPhone, values::is_phone) else {
        fields.tell("number", Code::MissingField, "", Outcome::LeftOut);
        return None;
    };
    let mut profile = Profile::of(&mut fields);
    let hours = profile.value("hours");
    let hours = profile.text("hours", hours, &fields);
    let description = text(&mut fields, &mut profile, "description");
    profile.leave_in(&mut fields);
    Some(Phone {
        id: fields.string_or_empty("id"),
        number,
        extension: fields.digits("extension"),
        kind: fields.string("type"),
        description,
        languages: languages(&mut fields),
        hours,
        extra: fields.extra(),
    })
}

/// Contacts.
pub(super) fn contacts(fields: &mut Fields<'_>) -> Vec<Contact> {
    each(fields, "contacts", |mut fields| Contact {
        id: fields.string_or_empty("id"),
        name: fields.string("name"),
        title: fields.string("title"),
        department: fields.string("department"),
        email: email(&mut fields, "email"),
        phones: phones(&mut fields),
        extra: fields.extra(),
    })
}

/// Languages. A name implies a code where none is given.
pub(super) fn languages(fields: &mut Fields<'_>) -> Vec<Language> {
    each(fields, "languages", |mut fields| {
        let name = fields.string("name");
        let code = match fields.text("code") {
            Some(written) => language_code(&mut fields, written),
            None => name.as_deref().and_then(values::language_name),
        };
        Language { id: fields.string_or_empty("id"), code, name, note: fields.string("note"), extra: fields.extra() }
    })
}

/// The tag of a language code as written. A name in its place is put right;
/// what no list knows is kept.
fn language_code<'a>(fields: &mut Fields<'a>, written: Cow<'a, str>) -> Option<LanguageTag> {
    if let Some(tag) = values::language_code(&written) {
        return Some(tag);
    }
    if let Some(tag) = values::language_name(&written) {
        fields.tell("code", Code::UnknownLanguage, &written, Outcome::Repaired);
        return Some(tag);
    }
    fields.tell("code", Code::UnknownLanguage, &written, Outcome::Kept);
    let tag = LanguageTag::new(&written);
    if tag.is_none() {
        fields.put_back_text("code", written);
    }
    tag
}

/// Further web addresses.
pub(super) fn urls(fields: &mut Fields<'_>, key: &'static str) -> Vec<Url> {
    each(fields, key, |mut fields| Url {
        id: fields.string_or_empty("id"),
        label: fields.string("label"),
        url: web(&mut fields, "url").unwrap_or_default(),
        extra: fields.extra(),
    })
}

/// Records of changes.
pub(super) fn metadata(fields: &mut Fields<'_>) -> Vec<Metadata> {
    each(fields, "metadata", |mut fields| Metadata {
        id: fields.string_or_empty("id"),
        last_action_date: fields.string_or_empty("last_action_date"),
        last_action_type: fields.string_or_empty("last_action_type"),
        field_name: fields.string_or_empty("field_name"),
        previous_value: fields.string_or_empty("previous_value"),
        replacement_value: fields.string_or_empty("replacement_value"),
        updated_by: fields.string_or_empty("updated_by"),
        extra: fields.extra(),
    })
}

/// Foreign attributes, and the terms that they attach.
pub(super) fn attributes(profile: Profile<'_>, fields: &Fields<'_>) -> (Vec<Attribute>, Vec<TaxonomyTerm>) {
    let (mut attributes, mut terms) = (Vec::new(), Vec::new());
    let list = fields.place("attributes");
    for (position, raw) in profile.foreign() {
        let place = Path::Item(&list, position);
        if !raw.is_object() {
            fields.log.tell(place, Code::NotAnObject, raw.as_text().unwrap_or_default(), Outcome::LeftOut);
        }
        let Some(fields) = fields.inner(raw, &place) else { continue };
        let attribute = attribute(fields);
        let term = attribute.taxonomy_term.clone();
        if attribute.label.as_deref() == Some(super::profile::TERM_LABEL) {
            terms.extend(term);
            continue;
        }
        terms.extend(term.filter(|term| !is_of_profile(term)));
        attributes.push(attribute);
    }
    (attributes, terms)
}

/// True for a term of the profile's own taxonomy.
pub(super) fn is_of_profile(term: &TaxonomyTerm) -> bool {
    term.taxonomy.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(super::profile::TAXONOMY))
}

fn attribute(mut fields: Fields<'_>) -> Attribute {
    let taxonomy_term = fields.object("taxonomy_term", |mut term| TaxonomyTerm {
        id: term.string_or_empty("id"),
        code: term.string("code"),
        name: term.string_or_empty("name"),
        taxonomy: term.string("taxonomy"),
        extra: term.extra(),
    });
    Attribute {
        id: fields.string_or_empty("id"),
        label: fields.string("label"),
        value: fields.string("value"),
        taxonomy_term,
        extra: fields.extra(),
    }
}

/// Areas from which users may come.
pub(super) fn service_areas(fields: &mut Fields<'_>) -> Vec<ServiceArea> {
    each(fields, "service_areas", |mut fields| {
        let extent_type = fields.string("extent_type");
        let is_country = extent_type.as_deref() == Some("country");
        ServiceArea {
            id: fields.string_or_empty("id"),
            name: fields.string("name"),
            description: fields.string("description"),
            extent: if is_country { country(&mut fields, "extent") } else { fields.string("extent") },
            extent_type,
            extra: fields.extra(),
        }
    })
}

/// A country by code; a name is put right, what no list knows is kept.
fn country(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let written = fields.text(key)?;
    match values::country(&written) {
        Some((code, false)) => Some(code),
        Some((code, true)) => {
            fields.tell(key, Code::UnknownCountry, &written, Outcome::Repaired);
            Some(code)
        }
        None => {
            fields.tell(key, Code::UnknownCountry, &written, Outcome::Kept);
            Some(written.into_owned())
        }
    }
}

/// Prices.
pub(super) fn cost_options(fields: &mut Fields<'_>) -> Vec<CostOption> {
    each(fields, "cost_options", |mut fields| CostOption {
        id: fields.string_or_empty("id"),
        option: fields.string("option"),
        currency: fields.string("currency"),
        amount: fields.number("amount"),
        amount_description: fields.string("amount_description"),
        extra: fields.extra(),
    })
}

/// What to bring.
pub(super) fn required_documents(fields: &mut Fields<'_>) -> Vec<RequiredDocument> {
    each(fields, "required_documents", |mut fields| {
        let mut profile = Profile::of(&mut fields);
        let document = text(&mut fields, &mut profile, "document").unwrap_or_default();
        profile.leave_in(&mut fields);
        RequiredDocument {
            id: fields.string_or_empty("id"),
            document,
            uri: fields.string("uri"),
            extra: fields.extra(),
        }
    })
}

/// Whether an object is marked as confidential. Anything but a plain "false"
/// errs on the side of the people inside.
pub(super) fn is_confidential(profile: &mut Profile<'_>) -> bool {
    profile.all("confidential").iter().any(|mark| !mark.value.eq_ignore_ascii_case("false"))
}

/// Reads a location. One without an id gets the one that `fallback_id` makes.
pub(super) fn location(mut fields: Fields<'_>, fallback_id: impl FnOnce() -> String) -> Location {
    let mut profile = Profile::of(&mut fields);
    let confidential = is_confidential(&mut profile);
    let time_zone = profile.parsed_one("time_zone", Code::UnknownTimeZone, &fields, |name| {
        TimeZone::get(name).ok().map(|_| name.to_owned())
    });
    let name = text(&mut fields, &mut profile, "name");
    let description = text(&mut fields, &mut profile, "description");
    let transportation = text(&mut fields, &mut profile, "transportation");
    let location = Location {
        id: fields.string("id").unwrap_or_else(|| {
            fields.leave_out("id");
            fields.tell("id", Code::MissingField, "", Outcome::Repaired);
            fallback_id()
        }),
        location_type: location_type(&mut fields, "location_type"),
        name,
        description,
        transportation,
        latitude: coordinate(&mut fields, "latitude", 90.0),
        longitude: coordinate(&mut fields, "longitude", 180.0),
        addresses: each(&mut fields, "addresses", address),
        phones: phones(&mut fields),
        contacts: contacts(&mut fields),
        languages: languages(&mut fields),
        schedules: each(&mut fields, "schedules", schedules::read),
        accessibility: each(&mut fields, "accessibility", accessibility),
        time_zone,
        confidential,
        attributes: attributes(profile, &fields).0,
        extra: Extra::default(),
    };
    if confidential && tells_where(&location) {
        fields.log.tell(fields.path, Code::ConfidentialDetail, "", Outcome::LeftOut);
    }
    Location { extra: fields.extra(), ..location }
}

/// True when a location says where it is.
fn tells_where(location: &Location) -> bool {
    let street = |address: &Address| address.address_1.is_some() || address.address_2.is_some();
    location.latitude.is_some()
        || location.longitude.is_some()
        || location.addresses.iter().any(|address| street(address) || address.postal_code.is_some())
}

fn coordinate(fields: &mut Fields<'_>, key: &'static str, most: f64) -> Option<f64> {
    let number = fields.number(key)?;
    if (-most..=most).contains(&number) {
        return Some(number);
    }
    fields.tell(key, Code::InvalidCoordinate, &number.to_string(), Outcome::Kept);
    fields.put_back_number(key, number);
    None
}

fn location_type(fields: &mut Fields<'_>, key: &'static str) -> LocationType {
    let Some(written) = fields.word(key) else { return LocationType::default() };
    match written.to_ascii_lowercase().as_str() {
        "physical" => LocationType::Physical,
        "postal" => LocationType::Postal,
        "virtual" => LocationType::Virtual,
        _ => {
            fields.tell(key, Code::UnknownTerm, &written, Outcome::LeftOut);
            LocationType::default()
        }
    }
}

fn address(mut fields: Fields<'_>) -> Address {
    Address {
        id: fields.string_or_empty("id"),
        attention: fields.string("attention"),
        address_1: fields.string("address_1"),
        address_2: fields.string("address_2"),
        city: fields.string("city"),
        region: fields.string("region"),
        state_province: fields.string("state_province"),
        postal_code: fields.string("postal_code"),
        country: country(&mut fields, "country"),
        address_type: location_type(&mut fields, "address_type"),
        extra: fields.extra(),
    }
}

fn accessibility(mut fields: Fields<'_>) -> Accessibility {
    let mut profile = Profile::of(&mut fields);
    let description = text(&mut fields, &mut profile, "description");
    profile.leave_in(&mut fields);
    Accessibility {
        id: fields.string_or_empty("id"),
        description,
        details: fields.string("details"),
        url: web(&mut fields, "url"),
        extra: fields.extra(),
    }
}
