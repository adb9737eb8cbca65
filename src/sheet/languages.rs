//! The languages in which an entry can be read.

use crate::directory::{Entry, LanguageTag, Location, Phone, Schedule, Service, ServiceAtLocation, Text};

/// Languages in which an entry can be read: those of its name and description
/// first, then those that only a smaller text of it has. The key that switches
/// the language goes round them.
pub fn text_languages(entry: &Entry<'_>) -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = Vec::new();
    let main = [entry.name(), entry.description(), &entry.organization.name];
    let others = entry.service.into_iter().flat_map(of_service).chain(of_places(entry)).chain(of_phones(entry));
    for tag in main.into_iter().chain(others).flat_map(Text::languages) {
        if !languages.iter().any(|known| known.primary() == tag.primary()) {
            languages.push(tag.clone());
        }
    }
    languages
}

fn of_service(service: &Service) -> impl Iterator<Item = &Text> {
    let texts = [
        &service.alert,
        &service.eligibility_description,
        &service.fees_description,
        &service.application_process,
        &service.wait_time,
        &service.interpretation_services,
    ];
    let documents = service.required_documents.iter().map(|one| &one.document);
    texts.into_iter().flatten().chain(documents).chain(of_schedules(&service.schedules))
}

fn of_schedules(schedules: &[Schedule]) -> impl Iterator<Item = &Text> {
    schedules.iter().filter_map(|schedule| schedule.description.as_ref())
}

fn of_places<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a Text> {
    entry.places().into_iter().flat_map(|place| {
        let of_service = place.at.into_iter().flat_map(of_service_there);
        of_service.chain(of_location(place.location))
    })
}

fn of_service_there(at: &ServiceAtLocation) -> impl Iterator<Item = &Text> {
    at.description.iter().chain(of_schedules(&at.schedules))
}

fn of_location(location: &Location) -> impl Iterator<Item = &Text> {
    // What the sheet keeps back of a confidential place is no reason to switch.
    let shown = [&location.name, &location.description, &location.transportation];
    let shown = shown.into_iter().filter(|_| !location.confidential).flatten();
    let accessibility = location.accessibility.iter().filter(|_| !location.confidential);
    shown.chain(accessibility.filter_map(|one| one.description.as_ref())).chain(of_schedules(&location.schedules))
}

fn of_phones<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a Text> {
    let texts = |phone: &'a Phone| phone.description.iter().chain(&phone.hours);
    entry.phones().value.into_iter().flat_map(texts)
}
