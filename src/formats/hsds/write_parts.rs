//! Writing what hangs on organisations and services. Keys come in the order
//! of HSDS, so that the same record is always the same line.

use serde_json::{Map, Value};

use super::{fields::json_number, profile::Marks, read_parts::is_of_profile, schedules};
use crate::directory::{
    Accessibility, Address, Attribute, Contact, CostOption, Extra, Language, LanguageTag, Location, LocationType,
    Metadata, Phone, RequiredDocument, ServiceArea, TaxonomyTerm, Text, Url,
};

/// An object being written.
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn new() -> Self {
        Self(Map::new())
    }

    /// Writes a field.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Writes a field that has a value.
    pub(super) fn some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Writes a number, without a fraction where it has none.
    pub(super) fn number(&mut self, key: &str, value: Option<f64>) {
        self.some(key, value.map(json_number));
    }

    /// Writes a text, its language and translations into `marks`.
    pub(super) fn text(&mut self, key: &str, text: Option<&Text>, marks: &mut Marks<'_>) {
        let Some(text) = text else { return };
        if !text.value.is_empty() {
            self.put(key, text.value.as_str());
        }
        marks.add_text(key, text);
    }

    /// Writes a list that is not empty.
    pub(super) fn list<T>(&mut self, key: &str, items: &[T], write: impl Fn(&T) -> Value) {
        if !items.is_empty() {
            self.put(key, items.iter().map(write).collect::<Vec<_>>());
        }
    }

    /// Adds the attributes and what Parasol does not show. A field that has a
    /// value already wins over the one kept from the source.
    pub(super) fn finish(mut self, marks: Marks<'_>, extra: &Extra) -> Value {
        let mut attributes = marks.into_items();
        for (key, text) in &extra.0 {
            let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
            match value {
                Value::Array(more) if key == "attributes" => attributes.extend(more),
                value => {
                    let written = self.0.entry(key.as_str()).or_insert(Value::Null);
                    // A required field that is empty gives way too.
                    if written.is_null() || written.as_str() == Some("") {
                        *written = value;
                    }
                }
            }
        }
        if !attributes.is_empty() {
            self.put("attributes", attributes);
        }
        Value::Object(self.0)
    }

    /// [`Self::finish`] for an object without attributes of the profile.
    pub(super) fn finish_plain(self, extra: &Extra) -> Value {
        self.finish(Marks::new("", ""), extra)
    }
}

pub(super) fn phone(phone: &Phone) -> Value {
    let mut marks = Marks::new(&phone.id, "phone");
    let mut object = Object::new();
    object.put("id", phone.id.as_str());
    object.put("number", phone.number.as_str());
    object.some("extension", phone.extension.as_deref().map(extension));
    object.some("type", phone.kind.as_deref());
    object.text("description", phone.description.as_ref(), &mut marks);
    object.list("languages", &phone.languages, language);
    if let Some(hours) = &phone.hours {
        marks.add_some("hours", Some(hours.value.as_str()).filter(|text| !text.is_empty()));
        marks.add_text("hours", hours);
    }
    object.finish(marks, &phone.extra)
}

/// HSDS wants a number; digits that a number would change stay text.
fn extension(text: &str) -> Value {
    match text.parse::<u64>() {
        Ok(number) if number.to_string() == text => number.into(),
        _ => text.into(),
    }
}

pub(super) fn contact(contact: &Contact) -> Value {
    let mut object = Object::new();
    object.put("id", contact.id.as_str());
    object.some("name", contact.name.as_deref());
    object.some("title", contact.title.as_deref());
    object.some("department", contact.department.as_deref());
    object.some("email", contact.email.as_deref());
    object.list("phones", &contact.phones, phone);
    object.finish_plain(&contact.extra)
}

pub(super) fn language(language: &Language) -> Value {
    let mut object = Object::new();
    object.put("id", language.id.as_str());
    object.some("name", language.name.as_deref());
    object.some("code", language.code.as_ref().map(LanguageTag::as_str));
    object.some("note", language.note.as_deref());
    object.finish_plain(&language.extra)
}

pub(super) fn url(url: &Url) -> Value {
    let mut object = Object::new();
    object.put("id", url.id.as_str());
    object.some("label", url.label.as_deref());
    object.put("url", url.url.as_str());
    object.finish_plain(&url.extra)
}

pub(super) fn metadata(metadata: &Metadata) -> Value {
    let mut object = Object::new();
    object.put("id", metadata.id.as_str());
    object.put("last_action_date", metadata.last_action_date.as_str());
    object.put("last_action_type", metadata.last_action_type.as_str());
    object.put("field_name", metadata.field_name.as_str());
    object.put("previous_value", metadata.previous_value.as_str());
    object.put("replacement_value", metadata.replacement_value.as_str());
    object.put("updated_by", metadata.updated_by.as_str());
    object.finish_plain(&metadata.extra)
}

/// Adds foreign attributes, and the terms that none of them attaches.
pub(super) fn add_attributes(marks: &mut Marks<'_>, attributes: &[Attribute], terms: &[TaxonomyTerm]) {
    let mut attached: Vec<&TaxonomyTerm> =
        attributes.iter().filter_map(|one| one.taxonomy_term.as_ref()).filter(|term| !is_of_profile(term)).collect();
    let free: Vec<&TaxonomyTerm> = terms
        .iter()
        .filter(|term| match attached.iter().position(|known| known == term) {
            Some(at) => {
                attached.remove(at);
                false
            }
            None => true,
        })
        .collect();
    for attribute in attributes {
        marks.add_raw(self::attribute(attribute));
    }
    for term in free {
        marks.add_free_term(&self::term(term));
    }
}

fn attribute(attribute: &Attribute) -> Value {
    let mut object = Object::new();
    object.put("id", attribute.id.as_str());
    object.some("label", attribute.label.as_deref());
    object.some("value", attribute.value.as_deref());
    object.some("taxonomy_term", attribute.taxonomy_term.as_ref().map(term));
    object.finish_plain(&attribute.extra)
}

fn term(term: &TaxonomyTerm) -> Value {
    let mut object = Object::new();
    object.put("id", term.id.as_str());
    object.some("code", term.code.as_deref());
    object.put("name", term.name.as_str());
    object.some("taxonomy", term.taxonomy.as_deref());
    let Value::Object(mut map) = object.finish_plain(&term.extra) else { return Value::Null };
    // HSDS requires one.
    map.entry("description").or_insert_with(|| "".into());
    Value::Object(map)
}

pub(super) fn service_area(area: &ServiceArea) -> Value {
    let mut object = Object::new();
    object.put("id", area.id.as_str());
    object.some("name", area.name.as_deref());
    object.some("description", area.description.as_deref());
    object.some("extent", area.extent.as_deref());
    object.some("extent_type", area.extent_type.as_deref());
    object.finish_plain(&area.extra)
}

pub(super) fn cost_option(cost: &CostOption) -> Value {
    let mut object = Object::new();
    object.put("id", cost.id.as_str());
    object.some("option", cost.option.as_deref());
    object.some("currency", cost.currency.as_deref());
    object.number("amount", cost.amount);
    object.some("amount_description", cost.amount_description.as_deref());
    object.finish_plain(&cost.extra)
}

pub(super) fn required_document(document: &RequiredDocument) -> Value {
    let mut marks = Marks::new(&document.id, "required_document");
    let mut object = Object::new();
    object.put("id", document.id.as_str());
    object.text("document", Some(&document.document), &mut marks);
    object.some("uri", document.uri.as_deref());
    object.finish(marks, &document.extra)
}

pub(super) fn location(location: &Location) -> Value {
    let mut marks = Marks::new(&location.id, "location");
    let mut object = Object::new();
    object.put("id", location.id.as_str());
    object.put("location_type", location_type(location.location_type));
    object.text("name", location.name.as_ref(), &mut marks);
    object.text("description", location.description.as_ref(), &mut marks);
    object.text("transportation", location.transportation.as_ref(), &mut marks);
    object.number("latitude", location.latitude);
    object.number("longitude", location.longitude);
    object.list("languages", &location.languages, language);
    object.list("addresses", &location.addresses, address);
    object.list("contacts", &location.contacts, contact);
    object.list("accessibility", &location.accessibility, accessibility);
    object.list("phones", &location.phones, phone);
    object.list("schedules", &location.schedules, schedules::write);
    if location.confidential {
        marks.add("confidential", "true");
    }
    marks.add_some("time_zone", location.time_zone.as_deref());
    add_attributes(&mut marks, &location.attributes, &[]);
    object.finish(marks, &location.extra)
}

fn location_type(kind: LocationType) -> &'static str {
    match kind {
        LocationType::Physical => "physical",
        LocationType::Postal => "postal",
        LocationType::Virtual => "virtual",
    }
}

fn address(address: &Address) -> Value {
    let mut object = Object::new();
    object.put("id", address.id.as_str());
    object.some("attention", address.attention.as_deref());
    // Required by HSDS even where nobody knows them.
    object.put("address_1", address.address_1.as_deref().unwrap_or_default());
    object.some("address_2", address.address_2.as_deref());
    object.put("city", address.city.as_deref().unwrap_or_default());
    object.some("region", address.region.as_deref());
    object.put("state_province", address.state_province.as_deref().unwrap_or_default());
    object.put("postal_code", address.postal_code.as_deref().unwrap_or_default());
    object.put("country", address.country.as_deref().unwrap_or_default());
    object.put("address_type", location_type(address.address_type));
    object.finish_plain(&address.extra)
}

fn accessibility(accessibility: &Accessibility) -> Value {
    let mut marks = Marks::new(&accessibility.id, "accessibility");
    let mut object = Object::new();
    object.put("id", accessibility.id.as_str());
    object.text("description", accessibility.description.as_ref(), &mut marks);
    object.some("details", accessibility.details.as_deref());
    object.some("url", accessibility.url.as_deref());
    object.finish(marks, &accessibility.extra)
}
