//! The form of stored records, by the names of their fields and terms.

use crate::directory::{
    Access, Accessibility, Address, Attribute, Contact, CostOption, Extra, Language, LanguageTag, Listing, Location,
    LocationType, Metadata, Need, NswpProfile, Organization, Phone, Publication, RequiredDocument, Schedule, Service,
    ServiceArea, ServiceAtLocation, ServiceStatus, Source, Standing, TaxonomyTerm, Text, Tombstone, Url,
    schedule::{Day, DayOfMonth, Frequency},
    synonyms::Subject,
};

/// The names of all stored fields and of the terms whose order is stored, as
/// text; see [`stored_form`](super::generation::stored_form).
pub(super) fn form() -> String {
    let subjects = [
        Subject::Need(Need::CrisisViolence),
        Subject::Access(Access::WalkIn),
        Subject::Population("".into()),
        Subject::Country("".into()),
        Subject::Language("".into()),
        Subject::Term("".into()),
    ];
    let publications = [Standing::Embedded, Standing::Demo, Standing::Signed].map(|standing| Publication {
        publisher: String::new(),
        name: String::new(),
        standing,
        fingerprint: None,
        version: 0,
        published: None,
        expires: None,
        stale_after_days: 0,
        hard_limit_days: 0,
        corrections_key: None,
        synonyms: subjects.iter().cloned().map(|subject| (subject, String::new())).collect(),
    });
    let tombstone = Tombstone { id: String::new(), reason: String::new(), since_version: 0 };
    // JSON names fields and variants, which the stored bytes do not.
    serde_json::to_string(&(publications, one_of_everything(), tombstone)).unwrap_or_default()
}

/// An organisation with one of each object that can hang on it.
fn one_of_everything() -> Organization {
    let extra = Extra(vec![(String::new(), String::new())]);
    let term = TaxonomyTerm { extra, ..Default::default() };
    let attribute = Attribute { taxonomy_term: Some(term.clone()), ..Default::default() };
    let language = Language { code: LanguageTag::new("x"), ..Default::default() };
    let text = Text {
        translations: language.code.clone().map(|tag| (tag, String::new())).into_iter().collect(),
        ..Default::default()
    };
    let phone = Phone { description: Some(text.clone()), languages: vec![language.clone()], ..Default::default() };
    let contact = Contact { phones: vec![phone.clone()], ..Default::default() };
    let schedules: Vec<Schedule> = [Frequency::Weekly, Frequency::Monthly]
        .map(|freq| Schedule {
            freq: Some(freq),
            byday: Day::ALL.map(|day| DayOfMonth { ordinal: None, day }).to_vec(),
            ..Default::default()
        })
        .to_vec();
    let areas = vec![ServiceArea::default()];
    let services =
        [ServiceStatus::Active, ServiceStatus::Inactive, ServiceStatus::Defunct, ServiceStatus::TemporarilyClosed].map(
            |status| Service {
                status,
                schedules: schedules.clone(),
                service_areas: areas.clone(),
                service_at_locations: vec![ServiceAtLocation {
                    schedules: schedules.clone(),
                    service_areas: areas.clone(),
                    ..Default::default()
                }],
                cost_options: vec![CostOption::default()],
                required_documents: vec![RequiredDocument::default()],
                needs: Need::ALL.to_vec(),
                access: Access::ALL.to_vec(),
                listing: Listing::Unlisted,
                ..Default::default()
            },
        );
    let locations =
        [LocationType::Physical, LocationType::Postal, LocationType::Virtual].map(|location_type| Location {
            location_type,
            addresses: vec![Address::default()],
            accessibility: vec![Accessibility::default()],
            ..Default::default()
        });
    Organization {
        description: text,
        additional_websites: vec![Url::default()],
        phones: vec![phone],
        contacts: vec![contact],
        languages: vec![language],
        terms: vec![term],
        attributes: vec![attribute],
        source: Some(Source::default()),
        nswp: Some(NswpProfile::default()),
        metadata: vec![Metadata::default()],
        services: services.to_vec(),
        locations: locations.to_vec(),
        ..Default::default()
    }
}
