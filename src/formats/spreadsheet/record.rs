//! One row of a spreadsheet as HSDS objects.

use std::{collections::HashMap, sync::LazyLock};

use serde_json::{Map, Value, json};

use super::{
    mapping::{Column, Mapping, MappingError},
    targets::Target,
};
use crate::{
    directory::{
        Access, Need,
        problem::{Code, Outcome},
        vocabulary::{self, Term},
    },
    formats::{
        hours,
        hsds::{profile, values},
        intake::{NeedNames, id_of},
        memo::Memo,
        package::day_of,
    },
    text::fold::fold,
};

/// What a row comes to.
#[derive(Debug, Default)]
pub(in crate::formats) struct Records {
    /// An HSDS organization.
    pub(in crate::formats) organization: Map<String, Value>,
    /// A service of it.
    pub(in crate::formats) service: Option<Map<String, Value>>,
    /// A place of it.
    pub(in crate::formats) location: Option<Map<String, Value>>,
}

/// Hours by their text: schedules, and whether they are certain.
pub(in crate::formats) type HoursKnown = Memo<(Vec<Value>, bool)>;

/// What was wrong with a row: column, kind, value, what was done.
pub(in crate::formats) type Faults = Vec<(usize, Code, String, Outcome)>;

impl Mapping {
    /// The columns in the order of a sheet with these headings. Those that the
    /// mapping does not name are kept as they are; one that it names and the
    /// sheet has not is an error.
    pub fn fit(&self, headings: &[String]) -> Result<Vec<Column>, MappingError> {
        let mut columns: Vec<Column> = headings
            .iter()
            .map(|heading| Column { heading: heading.clone(), to: Target::Keep, split: String::new() })
            .collect();
        let mut taken = vec![false; columns.len()];
        for wanted in &self.columns {
            let found = columns.iter().zip(&taken).position(|(one, taken)| one.heading == wanted.heading && !taken);
            let Some((column, mark)) = found.and_then(|at| columns.get_mut(at).zip(taken.get_mut(at))) else {
                let field = "heading".to_owned();
                return Err(MappingError { line: None, field, detail: wanted.heading.clone() });
            };
            (*column, *mark) = (wanted.clone(), true);
        }
        Ok(columns)
    }
}

/// The heading of the column from which a field of a record came. `pointer` is
/// a JSON pointer into the organisation that the row became.
pub(in crate::formats) fn heading_of<'c>(columns: &'c [Column], pointer: &str) -> Option<&'c str> {
    let word = pointer.split('/').rev().find(|part| !part.is_empty() && !part.chars().all(|c| c.is_ascii_digit()))?;
    let fits = |to: Target| match word {
        "number" | "phones" | "extension" => to.phone_type().is_some(),
        "website" => to == Target::Website,
        "url" => matches!(to, Target::Website | Target::ServiceUrl),
        "name" => matches!(to, Target::OrganizationName | Target::ServiceName),
        "opens_at" | "closes_at" | "byday" => to == Target::Hours,
        word => to.word().rsplit('.').next() == Some(word),
    };
    columns.iter().find(|column| fits(column.to)).map(|column| column.heading.as_str())
}

/// Makes records of a row. `None`: it has no name, and the faults say so.
pub(in crate::formats) fn record(
    columns: &[Column],
    cells: &[String],
    names: &NeedNames,
    hours: &mut HoursKnown,
    faults: &mut Faults,
) -> Option<Records> {
    let has_services = columns.iter().any(|column| column.to == Target::ServiceName);
    let filled = |at: usize| cells.get(at).is_some_and(|cell| !cell.is_empty());
    let mut making = Making {
        names,
        hours,
        faults,
        organization: Map::new(),
        service: Map::new(),
        location: Map::new(),
        address: Map::new(),
        contact: Map::new(),
        of_service: columns.iter().enumerate().any(|(at, column)| column.to.is_of_service() && filled(at)),
        schedules: Vec::new(),
    };
    for (at, column) in columns.iter().enumerate() {
        if let Some(cell) = cells.get(at).filter(|cell| !cell.is_empty()) {
            making.cell(at, column, cell);
        }
    }
    // Cells beyond the last heading.
    for (at, cell) in cells.iter().enumerate().skip(columns.len()).filter(|(_, cell)| !cell.is_empty()) {
        let heading = format!("column_{}", at + 1);
        making.cell(at, &Column { heading, to: Target::Keep, split: String::new() }, cell);
    }
    let name_at = columns.iter().position(|column| column.to == Target::OrganizationName).unwrap_or_default();
    making.finish(has_services, name_at)
}

/// A row being made into records.
struct Making<'r> {
    names: &'r NeedNames,
    hours: &'r mut HoursKnown,
    faults: &'r mut Faults,
    organization: Map<String, Value>,
    service: Map<String, Value>,
    location: Map<String, Value>,
    address: Map<String, Value>,
    contact: Map<String, Value>,
    /// What is said of the row is said of a service.
    of_service: bool,
    schedules: Vec<Value>,
}

impl Making<'_> {
    /// The record that what hangs on either goes to.
    fn subject(&mut self) -> (&mut Map<String, Value>, &'static str) {
        if self.of_service { (&mut self.service, "service") } else { (&mut self.organization, "organization") }
    }

    fn push(&mut self, key: &str, item: Value) {
        push(self.subject().0, key, item);
    }

    fn attribute(&mut self, key: &str, value: &str) {
        let entity = self.subject().1;
        self.push("attributes", profile::attribute(entity, key, value));
    }

    fn term(&mut self, name: &str) {
        let entity = self.subject().1;
        self.push("attributes", profile::free_term(entity, &json!({"id": "", "name": name, "description": ""})));
    }

    fn cell(&mut self, at: usize, column: &Column, cell: &str) {
        let parts: Vec<&str> = if column.split.is_empty() {
            vec![cell]
        } else {
            cell.split(|c| column.split.contains(c)).map(str::trim).filter(|part| !part.is_empty()).collect()
        };
        for part in parts {
            self.value(at, column, part);
        }
    }

    fn value(&mut self, at: usize, column: &Column, text: &str) {
        match column.to {
            Target::Drop => {}
            Target::Keep => {
                let entity = self.subject().1;
                self.push(
                    "attributes",
                    json!({"id": "", "link_entity": entity, "label": column.heading, "value": text}),
                );
            }
            Target::Phone | Target::Hotline | Target::Fax | Target::Whatsapp | Target::Tty => {
                let kind = column.to.phone_type().unwrap_or_default();
                self.push("phones", json!({"id": "", "number": text, "type": kind}));
            }
            Target::Hours => {
                let (schedules, certain) = self.hours.get(text, hours::schedules);
                if !certain {
                    self.faults.push((at, Code::VagueHours, text.to_owned(), Outcome::Kept));
                }
                self.schedules.extend(schedules);
            }
            Target::Need => self.need(at, text),
            Target::Population => match slug_of(&POPULATIONS, text) {
                Some(slug) => self.attribute("population", slug),
                None => self.unknown(at, text),
            },
            Target::Access => match slug_of(&ACCESS, text).filter(|slug| Access::from_slug(slug).is_some()) {
                Some(slug) => self.attribute("access", slug),
                None => self.unknown(at, text),
            },
            Target::Term => self.term(text),
            Target::Language => self.language(at, text),
            Target::Confidential => {
                let yes = is_yes(text).unwrap_or(true);
                if yes {
                    let mark = profile::attribute("location", "confidential", "true");
                    push(&mut self.location, "attributes", mark);
                }
            }
            Target::AssuredDate => self.assured_date(text),
            Target::LastModified if self.of_service => put(&mut self.service, "last_modified", text),
            Target::LastModified => self.attribute("last_modified", text),
            other => self.plain(at, other, text),
        }
    }

    /// A text that goes into one field.
    fn plain(&mut self, at: usize, target: Target, text: &str) {
        let of_service = self.of_service;
        match target {
            Target::OrganizationId => put(&mut self.organization, "id", text),
            Target::OrganizationName => put(&mut self.organization, "name", text),
            Target::AlternateName if self.organization.contains_key("alternate_name") => {
                let more = profile::attribute("organization", "alternate_name", text);
                push(&mut self.organization, "attributes", more);
            }
            Target::AlternateName => put(&mut self.organization, "alternate_name", text),
            Target::Description => add(self.subject().0, "description", text),
            Target::Email => add_with(self.subject().0, "email", text, "; "),
            Target::Website => {
                let (address, repaired) = with_scheme(text);
                if repaired {
                    self.faults.push((at, Code::InvalidUrl, text.to_owned(), Outcome::Repaired));
                }
                put(self.subject().0, if of_service { "url" } else { "website" }, &address);
            }
            Target::ServiceId => put(&mut self.service, "id", text),
            Target::ServiceName => put(&mut self.service, "name", text),
            Target::ServiceDescription => add(&mut self.service, "description", text),
            Target::ServiceUrl => put(&mut self.service, "url", &with_scheme(text).0),
            Target::ApplicationProcess => add(&mut self.service, "application_process", text),
            Target::Fees => add(&mut self.service, "fees_description", text),
            Target::Eligibility => add(&mut self.service, "eligibility_description", text),
            Target::WaitTime => add(&mut self.service, "wait_time", text),
            Target::Interpretation => add(&mut self.service, "interpretation_services", text),
            Target::Alert => add(&mut self.service, "alert", text),
            Target::RequiredDocument => {
                push(&mut self.service, "required_documents", json!({"id": "", "document": text}));
            }
            Target::ServiceArea => push(&mut self.service, "service_areas", json!({"id": "", "name": text})),
            Target::ContactName => put(&mut self.contact, "name", text),
            Target::ContactTitle => put(&mut self.contact, "title", text),
            Target::ContactEmail => put(&mut self.contact, "email", text),
            Target::LocationName => put(&mut self.location, "name", text),
            Target::LocationDescription => add(&mut self.location, "description", text),
            Target::Transportation => add(&mut self.location, "transportation", text),
            Target::Latitude => self.coordinate("latitude", text),
            Target::Longitude => self.coordinate("longitude", text),
            Target::Accessibility => {
                push(&mut self.location, "accessibility", json!({"id": "", "description": text}));
            }
            Target::Address1 => add(&mut self.address, "address_1", text),
            Target::Address2 => add(&mut self.address, "address_2", text),
            Target::City => put(&mut self.address, "city", text),
            Target::Region => put(&mut self.address, "region", text),
            Target::StateProvince => put(&mut self.address, "state_province", text),
            Target::PostalCode => put(&mut self.address, "postal_code", text),
            Target::Country => {
                // A name in place of a code is how people write countries.
                let code = values::country(text).map(|(code, _)| code);
                put(&mut self.address, "country", code.as_deref().unwrap_or(text));
            }
            _ => {}
        }
    }

    fn coordinate(&mut self, key: &str, text: &str) {
        let number = text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
        let value = number.map_or_else(|| Value::from(text), Value::from);
        self.location.insert(key.to_owned(), value);
    }

    fn need(&mut self, at: usize, text: &str) {
        let own = Need::from_slug(text).map(|need| vec![need]);
        let meant = own.or_else(|| self.names.of(text).map(<[Need]>::to_vec));
        let by_word = || slug_of(&NEEDS, text).and_then(Need::from_slug).map(|need| vec![need]);
        let Some(meant) = meant.or_else(by_word) else { return self.unknown(at, text) };
        for need in &meant {
            self.attribute("need", need.slug());
        }
        // Unless it is the need's own word, the source's word stays.
        if Need::from_slug(text).is_none() {
            self.term(text);
        }
    }

    /// A word that no list has: kept as a term.
    fn unknown(&mut self, at: usize, text: &str) {
        self.faults.push((at, Code::UnknownTerm, text.to_owned(), Outcome::Kept));
        self.term(text);
    }

    fn language(&mut self, at: usize, text: &str) {
        let tag = values::language_name(text).or_else(|| values::language_code(text));
        if tag.is_none() {
            self.faults.push((at, Code::UnknownLanguage, text.to_owned(), Outcome::Kept));
        }
        if !self.of_service {
            return self.attribute("language", tag.as_ref().map_or(text, |tag| tag.as_str()));
        }
        let item = match tag {
            Some(tag) if tag.as_str() == text => json!({"id": "", "code": text}),
            Some(tag) => json!({"id": "", "name": text, "code": tag.as_str()}),
            None => json!({"id": "", "name": text}),
        };
        self.push("languages", item);
    }

    fn assured_date(&mut self, text: &str) {
        let date = day_of(text).map_or_else(|| text.to_owned(), |date| date.to_string());
        if self.of_service {
            put(&mut self.service, "assured_date", &date);
        } else {
            self.attribute("assured_date", &date);
        }
    }

    /// Puts the parts together.
    fn finish(mut self, has_services: bool, name_at: usize) -> Option<Records> {
        let text =
            |map: &Map<String, Value>, key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        // A sheet of places or services may name nothing else.
        let name = [text(&self.organization, "name"), text(&self.service, "name"), text(&self.location, "name")];
        let Some(name) = name.into_iter().find(|name| !name.is_empty()) else {
            self.faults.push((name_at, Code::MissingField, String::new(), Outcome::Refused));
            return None;
        };
        put(&mut self.organization, "name", &name);
        self.organization.entry("description").or_insert_with(|| "".into());
        if self.organization.get("id").is_none() {
            let (city, country) = (text(&self.address, "city"), text(&self.address, "country"));
            let number = self.subject().0.get("phones").map(Value::to_string).unwrap_or_default();
            let email = text(self.subject().0, "email");
            // Rows of one organisation share its name; else each row is one.
            let id = if has_services {
                id_of("organization", &[&name])
            } else {
                id_of("organization", &[&name, &city, &country, &number, &email])
            };
            put(&mut self.organization, "id", &id);
        }
        let id = text(&self.organization, "id");
        if !self.contact.is_empty() {
            self.contact.insert("id".to_owned(), "".into());
            let contact = Value::Object(std::mem::take(&mut self.contact));
            self.push("contacts", contact);
        }
        self.place(&id);
        let service = self.of_service.then(|| self.service(&id, &name));
        let location = (!self.location.is_empty()).then(|| std::mem::take(&mut self.location));
        Some(Records { organization: self.organization, service, location })
    }

    /// The place, if anything is known of one.
    fn place(&mut self, organization: &str) {
        if !self.address.is_empty() {
            for key in ["address_1", "city", "state_province", "postal_code", "country"] {
                self.address.entry(key).or_insert_with(|| "".into());
            }
            self.address.insert("id".to_owned(), "".into());
            self.address.insert("address_type".to_owned(), "physical".into());
            let address = Value::Object(std::mem::take(&mut self.address));
            push(&mut self.location, "addresses", address);
        }
        if !self.of_service && !self.schedules.is_empty() {
            self.location.insert("schedules".to_owned(), std::mem::take(&mut self.schedules).into());
        }
        if self.location.is_empty() {
            return;
        }
        let said = serde_json::to_string(&self.location).unwrap_or_default();
        put(&mut self.location, "id", &id_of(&format!("{organization}.place"), &[&said]));
        put(&mut self.location, "location_type", "physical");
    }

    fn service(&mut self, organization: &str, name: &str) -> Map<String, Value> {
        if !self.service.contains_key("name") {
            put(&mut self.service, "name", name);
        }
        self.service.entry("status").or_insert_with(|| "active".into());
        let place = self.location.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !self.service.contains_key("id") {
            let name = self.service.get("name").and_then(Value::as_str).unwrap_or_default();
            let id = id_of("service", &[organization, name, &place]);
            put(&mut self.service, "id", &id);
        }
        let id = self.service.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let schedules = std::mem::take(&mut self.schedules);
        if !place.is_empty() {
            let mut at = json!({"id": format!("{id}-{place}"), "location_id": place});
            if let (Value::Object(at), false) = (&mut at, schedules.is_empty()) {
                at.insert("schedules".to_owned(), schedules.into());
            }
            push(&mut self.service, "service_at_locations", at);
        } else if !schedules.is_empty() {
            self.service.insert("schedules".to_owned(), schedules.into());
        }
        std::mem::take(&mut self.service)
    }
}

fn put(map: &mut Map<String, Value>, key: &str, text: &str) {
    map.insert(key.to_owned(), text.into());
}

/// Adds a text to a field, on a line of its own.
fn add(map: &mut Map<String, Value>, key: &str, text: &str) {
    add_with(map, key, text, "\n");
}

fn add_with(map: &mut Map<String, Value>, key: &str, text: &str, between: &str) {
    let whole = match map.get(key).and_then(Value::as_str) {
        Some(before) => format!("{before}{between}{text}"),
        None => text.to_owned(),
    };
    put(map, key, &whole);
}

fn push(map: &mut Map<String, Value>, key: &str, item: Value) {
    if let Value::Array(items) = map.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
        items.push(item);
    }
}

/// A web address with its scheme; says whether it lacked one.
fn with_scheme(text: &str) -> (String, bool) {
    let bare =
        text.contains('.') && !text.contains("://") && !text.contains(char::is_whitespace) && !text.contains('@');
    if bare { (format!("https://{text}"), true) } else { (text.to_owned(), false) }
}

/// Yes or no in the languages of the program; `None` for another word.
fn is_yes(text: &str) -> Option<bool> {
    const YES: [&str; 12] = ["yes", "y", "true", "x", "1", "si", "oui", "да", "是", "نعم", "ja", "sim"];
    const NO: [&str; 10] = ["no", "n", "false", "0", "non", "нет", "否", "لا", "nein", "nao"];
    let folded = fold(text.trim());
    if YES.contains(&folded.as_str()) { Some(true) } else { NO.contains(&folded.as_str()).then_some(false) }
}

/// Words of a list by folded slug, name or synonym, and the slug they mean. A
/// name counts before any synonym, and of two terms the first.
fn by_word(terms: &'static [Term]) -> HashMap<String, &'static str> {
    let mut known = HashMap::new();
    for term in terms {
        let names = [term.slug.clone(), fold(&term.slug.replace('-', " "))];
        for name in names.into_iter().chain(term.name.values().map(|name| fold(name))) {
            known.entry(name).or_insert(term.slug.as_str());
        }
    }
    for term in terms {
        for expression in term.expressions() {
            known.entry(fold(expression)).or_insert(term.slug.as_str());
        }
    }
    known
}

static NEEDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| by_word(vocabulary::needs()));
static POPULATIONS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| by_word(vocabulary::populations()));
static ACCESS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| by_word(vocabulary::access()));

/// The slug that a word means, by slug, name or synonym.
fn slug_of(words: &HashMap<String, &'static str>, text: &str) -> Option<&'static str> {
    words.get(&fold(text.trim())).copied()
}
