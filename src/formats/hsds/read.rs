//! Reading whole records: organisations, services, tombstones.

use super::{
    fields::Fields,
    log::Log,
    profile::{self, Profile},
    read_parts as parts, schedules,
    tree::Tree,
    values,
};
use crate::directory::{
    Access, Language, LanguageTag, Listing, Location, Need, NswpProfile, Organization, Service, ServiceAtLocation,
    ServiceStatus, Source, Tombstone,
    problem::{Code, Outcome},
    profile::priority_area_title,
    vocabulary,
};

/// What a line can be.
pub(super) enum Record {
    /// An organisation with its services.
    Organization(Box<Organization>),
    /// A service, in the organisation that was nested in it.
    Service(Box<Organization>),
    /// A withdrawal.
    Tombstone(Tombstone),
}

/// Reads one line. `None`: it was refused, and the log says why.
pub(super) fn record(mut fields: Fields<'_>) -> Option<Record> {
    if let Some(about) = fields.take_object("tombstone") {
        return tombstone(fields, about).map(Record::Tombstone);
    }
    if fields.has_object("organization") {
        return service_with_organization(fields).map(|one| Record::Service(Box::new(one)));
    }
    if fields.has("organization_id") {
        fields.tell("organization", Code::MissingField, "", Outcome::Refused);
        return None;
    }
    organization(fields).map(|one| Record::Organization(Box::new(one)))
}

/// A withdrawal counts even where its reason or version is missing: showing a
/// dangerous entry is worse than a tombstone that says little.
fn tombstone(mut fields: Fields<'_>, about: Tree<'_>) -> Option<Tombstone> {
    let id = required(&mut fields, "id")?;
    let place = fields.place("tombstone");
    let mut about = fields.inner(about, &place)?;
    let reason = about.string("reason").unwrap_or_else(|| {
        about.tell("reason", Code::MissingField, "", Outcome::Repaired);
        "withdrawn".to_owned()
    });
    let since_version = about.integer::<i64>("since_version", Code::WrongType).and_then(|n| u64::try_from(n).ok());
    let since_version = since_version.unwrap_or_else(|| {
        about.tell("since_version", Code::MissingField, "", Outcome::Repaired);
        0
    });
    Some(Tombstone { id, reason, since_version })
}

/// A field without which a record is refused.
fn required(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let value = fields.string(key);
    if value.is_none() {
        fields.tell(key, Code::MissingField, "", Outcome::Refused);
    }
    value
}

fn service_with_organization(mut fields: Fields<'_>) -> Option<Organization> {
    let mut organization = fields.object("organization", organization).flatten()?;
    let log = fields.log;
    let mut found = Places::beside(&organization.locations);
    let service = service(fields, &organization.id, &mut found)?;
    organization.services.push(service);
    adopt(&mut organization, found, log);
    Some(organization)
}

pub(super) fn organization(mut fields: Fields<'_>) -> Option<Organization> {
    let id = required(&mut fields, "id")?;
    let mut profile = Profile::of(&mut fields);
    let name = required(&mut fields, "name")?;
    let name = profile.text("name", Some(name), &fields).unwrap_or_default();
    let description = parts::text(&mut fields, &mut profile, "description").unwrap_or_default();
    let mut organization = Organization {
        name,
        description,
        alternate_names: first_and_more(&mut fields, &mut profile, "alternate_name"),
        emails: emails(&mut fields, &mut profile),
        website: parts::web(&mut fields, "website"),
        additional_websites: parts::urls(&mut fields, "additional_websites"),
        phones: parts::phones(&mut fields),
        contacts: parts::contacts(&mut fields),
        languages: languages(&mut profile, &id),
        needs: profile.parsed("need", Code::UnknownTerm, &fields, Need::from_slug),
        populations: populations(&mut profile, &fields),
        assured_date: profile
            .parsed_one("assured_date", Code::InvalidDate, &fields, |text| Some(values::date(text)?.0)),
        last_modified: profile
            .parsed_one("last_modified", Code::InvalidDate, &fields, |text| Some(values::timestamp(text)?.0)),
        listing: listing(&mut profile),
        source: source(&mut profile),
        nswp: nswp(&mut profile, &fields),
        metadata: parts::metadata(&mut fields),
        ..Organization::default()
    };
    let mut number = 0;
    fields.each_object("locations", |location| {
        number += 1;
        let location = parts::location(location, || format!("{id}.location-{number}"));
        merge_location(&mut organization.locations, location);
    });
    let confidential = parts::is_confidential(&mut profile);
    let mut found = Places::beside(&organization.locations);
    organization.services =
        parts::each_some(&mut fields, "services", |service| self::service(service, &id, &mut found));
    adopt(&mut organization, found, fields.log);
    for location in &mut organization.locations {
        location.confidential |= confidential;
    }
    (organization.attributes, organization.terms) = parts::attributes(profile, &fields);
    Some(Organization { id, extra: fields.extra(), ..organization })
}

/// Places that services speak of.
#[derive(Default)]
struct Places {
    /// Ids of the organisation's own locations.
    own: Vec<String>,
    /// Locations nested in services.
    locations: Vec<Location>,
    /// JSON pointers to ids of other locations, and the ids.
    references: Vec<(String, String)>,
    /// Ids of locations whose service, there or anywhere, is confidential.
    confidential: Vec<String>,
}

impl Places {
    fn beside(own: &[Location]) -> Self {
        Self { own: own.iter().map(|location| location.id.clone()).collect(), ..Self::default() }
    }
}

/// Takes in the locations that were nested in services, and tells of ids that
/// no location has.
fn adopt(organization: &mut Organization, found: Places, log: &Log<'_>) {
    for location in found.locations {
        merge_location(&mut organization.locations, location);
    }
    for location in &mut organization.locations {
        location.confidential |= found.confidential.contains(&location.id);
    }
    for (pointer, id) in found.references {
        if !organization.locations.iter().any(|location| location.id == id) {
            log.tell(&pointer, Code::UnknownReference, &id, Outcome::Kept);
        }
    }
}

/// Adds a location, or merges it with the one of its id: sources repeat a
/// location in each service, but a confidential one anywhere is confidential
/// everywhere, and what either copy tells has to go.
pub(super) fn merge_location(locations: &mut Vec<Location>, location: Location) {
    match locations.iter_mut().find(|known| known.id == location.id) {
        None => locations.push(location),
        Some(known) if known.confidential || location.confidential => {
            known.confidential = true;
            known.addresses.extend(location.addresses);
        }
        Some(_) => {}
    }
}

fn service(mut fields: Fields<'_>, organization: &str, found: &mut Places) -> Option<Service> {
    let id = required(&mut fields, "id")?;
    let mut profile = Profile::of(&mut fields);
    let name = required(&mut fields, "name")?;
    // A copy of the organisation inside its own service could carry what the
    // organisation itself must not tell.
    fields.take("organization");
    let name = profile.text("name", Some(name), &fields).unwrap_or_default();
    let description = parts::text(&mut fields, &mut profile, "description").unwrap_or_default();
    let mut service = Service {
        name,
        description,
        alternate_names: first_and_more(&mut fields, &mut profile, "alternate_name"),
        url: parts::web(&mut fields, "url"),
        additional_urls: parts::urls(&mut fields, "additional_urls"),
        emails: emails(&mut fields, &mut profile),
        status: status(&mut fields),
        minimum_age: fields.integer("minimum_age", Code::WrongType),
        maximum_age: fields.integer("maximum_age", Code::WrongType),
        assured_date: fields.shaped("assured_date", Code::InvalidDate, values::date),
        last_modified: fields.shaped("last_modified", Code::InvalidDate, values::timestamp),
        phones: parts::phones(&mut fields),
        schedules: parts::each(&mut fields, "schedules", schedules::read),
        service_areas: parts::service_areas(&mut fields),
        languages: parts::languages(&mut fields),
        cost_options: parts::cost_options(&mut fields),
        required_documents: parts::required_documents(&mut fields),
        contacts: parts::contacts(&mut fields),
        needs: profile.parsed("need", Code::UnknownTerm, &fields, Need::from_slug),
        populations: populations(&mut profile, &fields),
        access: profile.parsed("access", Code::UnknownTerm, &fields, Access::from_slug),
        listing: listing(&mut profile),
        source: source(&mut profile),
        metadata: parts::metadata(&mut fields),
        ..Service::default()
    };
    let mut text = |key| parts::text(&mut fields, &mut profile, key);
    service.interpretation_services = text("interpretation_services");
    service.application_process = text("application_process");
    service.fees_description = text("fees_description");
    service.wait_time = text("wait_time");
    service.eligibility_description = text("eligibility_description");
    service.alert = text("alert");
    let place = |place: Fields<'_>| service_at_location(place, organization, found);
    service.service_at_locations = parts::each(&mut fields, "service_at_locations", place);
    if parts::is_confidential(&mut profile) {
        found.confidential.extend(service.service_at_locations.iter().map(|place| place.location_id.clone()));
    }
    (service.attributes, service.terms) = parts::attributes(profile, &fields);
    Some(Service { id, extra: fields.extra(), ..service })
}

fn service_at_location(mut fields: Fields<'_>, organization: &str, found: &mut Places) -> ServiceAtLocation {
    let mut profile = Profile::of(&mut fields);
    let description = parts::text(&mut fields, &mut profile, "description");
    let confidential = parts::is_confidential(&mut profile);
    profile.leave_in(&mut fields);
    let mut location_id = fields.string("location_id");
    let fallback =
        || location_id.clone().unwrap_or_else(|| format!("{organization}.place-{}", found.locations.len() + 1));
    if let Some(location) = fields.object("location", |nested| parts::location(nested, fallback)) {
        if location_id.is_none() {
            fields.leave_out("location_id");
            location_id = Some(location.id.clone());
        }
        found.locations.push(location);
    }
    let location_id = location_id.unwrap_or_default();
    if confidential {
        found.confidential.push(location_id.clone());
    }
    if !found.own.contains(&location_id) {
        found.references.push((fields.place("location_id").to_string(), location_id.clone()));
    }
    ServiceAtLocation {
        id: fields.string_or_empty("id"),
        location_id,
        description,
        phones: parts::phones(&mut fields),
        contacts: parts::contacts(&mut fields),
        schedules: parts::each(&mut fields, "schedules", schedules::read),
        service_areas: parts::service_areas(&mut fields),
        extra: fields.extra(),
    }
}

/// HSDS has room for one; the others are attributes.
fn first_and_more(fields: &mut Fields<'_>, profile: &mut Profile<'_>, key: &'static str) -> Vec<String> {
    let mut all = fields.strings(key);
    all.extend(profile.all(key).into_iter().map(|mark| mark.value.into_owned()));
    if !all.is_empty() {
        fields.leave_out(key);
    }
    all
}

/// E-mail addresses; several in one field are taken apart.
fn emails(fields: &mut Fields<'_>, profile: &mut Profile<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for text in fields.strings("email") {
        let split = |c: char| c.is_whitespace() || c == ',' || c == ';';
        let bare = text.strip_prefix("mailto:").unwrap_or(&text);
        let several: Vec<&str> = bare.split(split).filter(|part| !part.is_empty()).collect();
        if values::is_email(&text) {
            all.push(text);
        } else if !several.is_empty() && several.iter().all(|part| values::is_email(part)) {
            fields.tell("email", Code::InvalidEmail, &text, Outcome::Repaired);
            all.extend(several.into_iter().map(str::to_owned));
        } else {
            fields.tell("email", Code::InvalidEmail, &text, Outcome::Kept);
            all.push(text);
        }
    }
    for mark in profile.all("email") {
        if !values::is_email(&mark.value) {
            profile.tell(&mark, Code::InvalidEmail, fields);
        }
        all.push(mark.value.into_owned());
    }
    if !all.is_empty() {
        fields.leave_out("email");
    }
    all
}

/// Languages of an organisation: HSDS has none there.
fn languages(profile: &mut Profile<'_>, owner: &str) -> Vec<Language> {
    let marks = (1..).zip(profile.all("language"));
    marks
        .map(|(number, mark)| {
            let code = values::language_code(&mark.value).or_else(|| values::language_name(&mark.value));
            let code = match mark.term("code").as_deref() {
                // A term that only names the key says nothing of its own.
                None | Some("language") => code,
                Some(written) => LanguageTag::new(written),
            };
            let name =
                mark.term("name").filter(|name| name != "language" && Some(name.as_str()) != code_text(code.as_ref()));
            let is_tag = code_text(code.as_ref()) == Some(&*mark.value);
            let name = name.or_else(|| Some(mark.value.clone().into_owned()).filter(|_| !is_tag));
            let generated = mark.id() == profile::generated_id(owner, "language", number);
            Language {
                id: if generated { String::new() } else { mark.id().to_owned() },
                name,
                note: mark.term("description").filter(|text| *text != profile::description("language")),
                code,
                ..Language::default()
            }
        })
        .collect()
}

fn code_text(code: Option<&LanguageTag>) -> Option<&str> {
    code.map(LanguageTag::as_str)
}

fn populations(profile: &mut Profile<'_>, fields: &Fields<'_>) -> Vec<String> {
    profile
        .all("population")
        .into_iter()
        .map(|mark| {
            // Kept, since the list of populations may grow without the program.
            if !vocabulary::populations().iter().any(|term| term.slug == mark.value) {
                profile.tell(&mark, Code::UnknownTerm, fields);
            }
            mark.value.into_owned()
        })
        .collect()
}

/// Anything but `listed` is unlisted: a word that nobody understands must not
/// publish a record.
fn listing(profile: &mut Profile<'_>) -> Listing {
    match profile.value("listing").as_deref() {
        None | Some("listed") => Listing::Listed,
        Some(_) => Listing::Unlisted,
    }
}

fn source(profile: &mut Profile<'_>) -> Option<Source> {
    let (url, seen, period) =
        (profile.value("source_url"), profile.value("source_seen"), profile.value("source_period"));
    let any = url.is_some() || seen.is_some() || period.is_some();
    any.then(|| Source { url: url.unwrap_or_default(), seen, period })
}

fn nswp(profile: &mut Profile<'_>, fields: &Fields<'_>) -> Option<NswpProfile> {
    let nswp = NswpProfile {
        who_we_work_with: profile.value("nswp.who_we_work_with"),
        sex_worker_involvement: profile.value("nswp.sex_worker_involvement"),
        priority_areas: profile.parsed("nswp.priority_area", Code::UnknownTerm, fields, |id| {
            priority_area_title(id).map(|_| id.to_owned())
        }),
        main_challenges: profile.value("nswp.main_challenges"),
        other_work: profile.value("nswp.other_work"),
        country_text: profile.value("nswp.country_text"),
    };
    (nswp != NswpProfile::default()).then_some(nswp)
}

fn status(fields: &mut Fields<'_>) -> ServiceStatus {
    let Some(written) = fields.word("status") else { return ServiceStatus::Active };
    match written.to_ascii_lowercase().replace(['_', '-'], " ").as_str() {
        "active" => ServiceStatus::Active,
        "inactive" => ServiceStatus::Inactive,
        "defunct" => ServiceStatus::Defunct,
        "temporarily closed" => ServiceStatus::TemporarilyClosed,
        _ => {
            // Not known to run: sending a person there for nothing is worse
            // than to ask first.
            fields.tell("status", Code::UnknownTerm, &written, Outcome::LeftOut);
            ServiceStatus::Inactive
        }
    }
}

/// Whether somebody can be reached or visited at all.
pub(super) fn has_contact(organization: &Organization) -> bool {
    let street = |location: &Location| {
        !location.phones.is_empty()
            || (!location.confidential && location.addresses.iter().any(|address| address.address_1.is_some()))
    };
    let place = |place: &ServiceAtLocation| !place.phones.is_empty() || !place.contacts.is_empty();
    let service = |service: &Service| {
        !service.phones.is_empty()
            || !service.emails.is_empty()
            || service.url.is_some()
            || !service.contacts.is_empty()
            || service.service_at_locations.iter().any(place)
    };
    !organization.phones.is_empty()
        || !organization.emails.is_empty()
        || organization.website.is_some()
        || !organization.additional_websites.is_empty()
        || !organization.contacts.is_empty()
        || organization.locations.iter().any(street)
        || organization.services.iter().any(service)
}
