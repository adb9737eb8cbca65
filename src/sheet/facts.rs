//! What an entry is, costs and asks for.

use super::{
    Line, SectionKind, phrases, reach,
    writer::{Writer, notes},
};
use crate::directory::{
    Contact, CostOption, Entry, Origin, ServiceStatus,
    entry::Inherited,
    vocabulary::{need_name, population_name},
};

/// What users must know before anything else.
pub(super) fn alert(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let Some(service) = entry.service else { return };
    let status = match service.status {
        ServiceStatus::Active => None,
        ServiceStatus::Inactive => Some("service-inactive"),
        ServiceStatus::Defunct => Some("service-defunct"),
        ServiceStatus::TemporarilyClosed => Some("service-temporarily-closed"),
    };
    if let Some(id) = status {
        let text = writer.say(id);
        writer.push(SectionKind::Alert, Line { text, ..Line::default() }.warning());
    }
    if let Some(alert) = &service.alert {
        let line = writer.text_line(None, alert).warning();
        writer.push(SectionKind::Alert, line);
    }
}

/// What it costs.
pub(super) fn cost(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let Some(service) = entry.service else { return };
    for option in &service.cost_options {
        let text = price(writer, option);
        writer.push(SectionKind::Cost, Line { label: option.option.clone(), text, ..Line::default() });
    }
    if let Some(fees) = &service.fees_description {
        let line = writer.text_line(None, fees);
        // "free" once is enough.
        let said = writer.say("cost-free");
        let free_already = service.cost_options.iter().any(|option| option.amount == Some(0.0));
        if !(free_already && line.text.trim_end_matches('.').eq_ignore_ascii_case(&said)) {
            writer.push(SectionKind::Cost, line);
        }
    }
}

fn price(writer: &Writer<'_>, option: &CostOption) -> String {
    let amount = match option.amount {
        Some(0.0) => Some(writer.say("cost-free")),
        Some(amount) if amount.is_finite() => {
            let currency = option.currency.as_deref().unwrap_or_default();
            Some(format!("{amount:.2} {currency}").trim_end().to_owned())
        }
        _ => None,
    };
    amount.into_iter().chain(option.amount_description.clone()).collect::<Vec<_>>().join(" · ")
}

/// What to bring.
pub(super) fn bring(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    for document in entry.service.iter().flat_map(|service| &service.required_documents) {
        let line = writer.text_line(None, &document.document);
        // Where the paper can be had or read about.
        let note = notes([line.note.clone(), document.uri.clone()]);
        writer.push(SectionKind::Bring, Line { note, copy: document.uri.clone(), ..line });
    }
}

/// Whom it is for.
pub(super) fn eligibility(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let i18n = writer.context.i18n;
    let names = entry.populations().iter().map(|slug| phrases::within_a_line(population_name(slug, i18n.language())));
    let text = names.collect::<Vec<_>>().join(&writer.say("list-divider"));
    let inherited = entry.service.is_some_and(|service| service.populations.is_empty());
    let note = writer.origin_note(if inherited { Origin::Organization } else { Origin::Own });
    writer.push(SectionKind::For, Line { text, note, ..Line::default() });
    if let Some(service) = entry.service {
        if let Some(text) = &service.eligibility_description {
            writer.push_text(SectionKind::For, None, text);
        }
        let age = |years: u16| u32::from(years).into();
        let ages = match (service.minimum_age, service.maximum_age) {
            (Some(from), Some(to)) => i18n.with("ages-between", &[("from", age(from)), ("to", age(to))]),
            (Some(from), None) => i18n.with("ages-from", &[("from", age(from))]),
            (None, Some(to)) => i18n.with("ages-to", &[("to", age(to))]),
            (None, None) => String::new(),
        };
        writer.push_words(SectionKind::For, ages);
    }
    let mut areas: Vec<String> = Vec::new();
    for area in entry.service_areas() {
        let short = Some(phrases::area(i18n, area)).filter(|name| !name.trim().is_empty());
        areas.extend(short.or_else(|| area.description.clone()).filter(|name| !name.trim().is_empty()));
    }
    areas.sort();
    areas.dedup();
    let areas = areas.join(&writer.say("list-divider"));
    if !areas.is_empty() {
        writer.push_labelled(SectionKind::For, "area-label", areas);
    }
}

/// Languages spoken.
pub(super) fn languages(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let Inherited { value, from } = entry.languages();
    let spoken: Vec<_> = value.into_iter().cloned().collect();
    let text = reach::language_names(writer, &spoken);
    let note = writer.origin_note(from);
    writer.push(SectionKind::Languages, Line { text, note, ..Line::default() });
}

/// Needs and other terms.
pub(super) fn helps(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let language = writer.context.i18n.language();
    let needs = entry.needs().iter().map(|need| need_name(*need, language).to_owned());
    writer.push_words(SectionKind::Helps, needs.collect::<Vec<_>>().join(" · "));
    let terms = entry.service.map_or(&entry.organization.terms, |service| &service.terms);
    let terms = terms.iter().map(|term| term.name.clone()).filter(|name| !name.trim().is_empty());
    writer.push_words(SectionKind::Helps, terms.collect::<Vec<_>>().join(" · "));
}

/// What it says of itself, paragraph by paragraph.
pub(super) fn about(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let names = entry.alternate_names();
    if !names.is_empty() {
        writer.push_labelled(SectionKind::About, "also-called", names.join(", "));
    }
    writer.push_text(SectionKind::About, None, entry.description());
}

/// How to get in.
pub(super) fn apply(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    if let Some(service) = entry.service {
        let texts = [
            (None, &service.application_process),
            (Some("wait-label"), &service.wait_time),
            (Some("interpreters-label"), &service.interpretation_services),
        ];
        for (label, text) in texts {
            if let Some(text) = text {
                writer.push_text(SectionKind::Apply, label, text);
            }
        }
    }
    let contacts = entry.service.map_or(&entry.organization.contacts, |service| &service.contacts);
    let places = entry.places();
    // Who sits in a confidential place is kept back with its address.
    let open = places.iter().filter(|place| !place.location.confidential && place.from == Origin::Own);
    let there = open.flat_map(|place| &place.location.contacts);
    let at = places.iter().filter_map(|place| place.at).flat_map(|at| &at.contacts);
    for contact in contacts.iter().chain(at).chain(there) {
        let line = contact_line(contact);
        writer.push(SectionKind::Apply, line);
    }
}

fn contact_line(contact: &Contact) -> Line {
    let phones = contact.phones.iter().map(|phone| &phone.number);
    let who = [&contact.name, &contact.title, &contact.department, &contact.email].into_iter().flatten();
    let parts: Vec<&str> = who.chain(phones).map(String::as_str).filter(|part| !part.trim().is_empty()).collect();
    let copy = contact.phones.first().map(|phone| phone.number.clone()).or_else(|| contact.email.clone());
    Line { text: parts.join(" · "), copy, ..Line::default() }
}
