//! How to reach an entry: phones, places, e-mail, web.

use super::{
    Line, SectionKind, phrases,
    writer::{Reader, Writer, notes},
};
use crate::directory::{
    Address, Entry, Language, Location, LocationType, Origin, Phone,
    entry::{Inherited, Place},
    vocabulary::access_name,
};

/// Phones, each with what it is for, when it answers and in which languages.
/// Numbers that a person answers come before faxes.
pub(super) fn call(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let Inherited { value: phones, from } = entry.phones();
    let places = entry.places();
    let mut all: Vec<(&Phone, Origin)> = phones.into_iter().map(|phone| (phone, from)).collect();
    // Numbers at the entry's own places say more than its own numbers do.
    for phone in places.iter().filter(|place| place.from == Origin::Own).flat_map(|place| &place.location.phones) {
        if !all.iter().any(|(known, _)| known.number == phone.number) {
            all.push((phone, Origin::Location));
        }
    }
    let is_fax = |phone: &Phone| phone.kind.as_deref().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("fax"));
    all.retain(|(phone, _)| writer.reader == Reader::Worker || !is_fax(phone));
    all.sort_by_key(|(phone, _)| is_fax(phone));
    for (phone, from) in all {
        let line = phone_line(writer, phone, whose(writer, phone, from, &places));
        writer.push(SectionKind::Call, line);
    }
}

/// Whose number this is: where there are several places, which of them it
/// rings at.
fn whose(writer: &Writer<'_>, phone: &Phone, from: Origin, places: &[Place<'_>]) -> Option<String> {
    let rings_at = |place: &&Place<'_>| {
        let at = place.at.iter().flat_map(|at| &at.phones);
        place.location.phones.iter().chain(at).any(|one| std::ptr::eq(one, phone))
    };
    let place = places.iter().filter(|_| places.len() > 1).find(rings_at);
    match place.and_then(|place| place_name(writer, place.location)) {
        Some(name) => Some(writer.context.i18n.with("note-at-place", &[("place", name.into())])),
        None => writer.origin_note(from),
    }
}

fn phone_line(writer: &Writer<'_>, phone: &Phone, whose: Option<String>) -> Line {
    let i18n = writer.context.i18n;
    let mut number = phone.number.clone();
    if let Some(extension) = phone.extension.as_ref().filter(|extension| !extension.trim().is_empty()) {
        number = i18n.with("phone-extension", &[("number", number.into()), ("extension", extension.into())]);
    }
    let speaks = language_names(writer, &phone.languages);
    let speaks = (!speaks.is_empty()).then(|| i18n.with("phone-speaks", &[("languages", speaks.into())]));
    let texts = || [&phone.description, &phone.hours].into_iter().flatten();
    let parts = std::iter::once(number).chain(texts().map(|text| writer.read(text))).chain(speaks);
    let parts: Vec<String> = parts.filter(|part| !part.trim().is_empty()).collect();
    Line {
        label: phone.kind.as_deref().and_then(|kind| kind_of_phone(writer, kind)),
        text: parts.join(" · "),
        note: notes(texts().map(|text| writer.language_note(text)).chain([whose])),
        copy: Some(phone.number.clone()),
        ..Line::default()
    }
}

/// What kind of phone, where that is worth saying: not for a plain one.
fn kind_of_phone(writer: &Writer<'_>, kind: &str) -> Option<String> {
    let kind = kind.trim().to_lowercase();
    let known = match kind.as_str() {
        "voice" | "" => return None,
        "hotline" => "phone-hotline",
        "text" | "sms" => "phone-text",
        "fax" => "phone-fax",
        "tty" | "textphone" => "phone-tty",
        "cell" | "mobile" => "phone-mobile",
        _ => return Some(kind),
    };
    Some(writer.say(known))
}

/// Names of languages, in the language of the interface.
pub(super) fn language_names(writer: &Writer<'_>, languages: &[Language]) -> String {
    let mut names: Vec<String> = Vec::new();
    for language in languages {
        let known = language.code.as_ref().map(|code| phrases::language(writer.context.i18n, code).to_owned());
        let note = language.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        if let Some(name) = known.or_else(|| language.name.clone()).map(|name| name + &note)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names.join(&writer.say("list-divider"))
}

/// Where to go: addresses, or that they are confidential; how to get there.
pub(super) fn go(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let places = entry.places();
    let several = places.len() > 1;
    for place in &places {
        go_to(writer, place, several);
    }
    let access = entry.access();
    let names = access.iter().map(|kind| phrases::within_a_line(access_name(*kind, writer.context.i18n.language())));
    writer.push_words(SectionKind::Go, names.collect::<Vec<_>>().join(&writer.say("list-divider")));
}

/// What to call a place: its name, or else its address; of a confidential
/// place only the town.
pub(super) fn place_name(writer: &Writer<'_>, location: &Location) -> Option<String> {
    let i18n = writer.context.i18n;
    let address = location.addresses.first();
    if location.confidential {
        return address.map(|address| phrases::town(i18n, address)).filter(|town| !town.is_empty());
    }
    let name = location.name.as_ref().map(|name| writer.read(name)).filter(|name| !name.trim().is_empty());
    let street = || address.map(|address| address_line(writer, address)).filter(|line| !line.is_empty());
    name.or_else(street)
}

fn go_to(writer: &mut Writer<'_>, place: &Place<'_>, several: bool) {
    let location = place.location;
    if location.confidential {
        return keep_back(writer, place);
    }
    let label = location.name.as_ref().map(|name| writer.read(name)).filter(|_| several);
    for address in &location.addresses {
        let text = address_line(writer, address);
        let kind = kind_note(writer, location.location_type, address.address_type);
        let line = Line {
            label: label.clone(),
            copy: address.address_1.is_some().then(|| text.clone()),
            text,
            note: notes([kind, address_origin(writer, place.from)]),
            ..Line::default()
        };
        writer.push(SectionKind::Go, line);
    }
    let described = place.at.and_then(|at| at.description.as_ref());
    for text in [described, location.description.as_ref(), location.transportation.as_ref()].into_iter().flatten() {
        writer.push_text(SectionKind::Go, None, text);
    }
    for one in &location.accessibility {
        let line = one.description.as_ref().map(|text| writer.text_line(None, text)).unwrap_or_default();
        let parts = [Some(line.text), one.details.clone()].into_iter().flatten();
        let text = parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" · ");
        writer.push(SectionKind::Go, Line { text, note: line.note, copy: one.url.clone(), ..Line::default() });
    }
}

/// Whose address it is. A client has to know that the door is that of the
/// organisation and not of the service itself.
fn address_origin(writer: &Writer<'_>, from: Origin) -> Option<String> {
    match (writer.reader, from) {
        (Reader::Client, Origin::Organization) => Some(writer.say("handout-of-organization")),
        _ => writer.origin_note(from),
    }
}

/// Of a confidential place: only that it is, and the town. Its other texts
/// were dropped when it was read; they are not trusted to have been.
fn keep_back(writer: &mut Writer<'_>, place: &Place<'_>) {
    let i18n = writer.context.i18n;
    let towns = place.location.addresses.iter().map(|address| phrases::town(i18n, address));
    let mut towns: Vec<String> = towns.filter(|town| !town.is_empty()).collect();
    towns.dedup();
    let said = |town: String| i18n.with("address-confidential-in", &[("place", town.into())]);
    let mut texts: Vec<String> = towns.into_iter().map(said).collect();
    if texts.is_empty() {
        texts.push(i18n.text("address-confidential"));
    }
    for text in texts {
        let note = writer.origin_note(place.from);
        writer.push(SectionKind::Go, Line { text, note, ..Line::default() }.warning());
    }
}

/// That nobody can be met at an address: it takes letters, or is on the net.
fn kind_note(writer: &Writer<'_>, location: LocationType, address: LocationType) -> Option<String> {
    let either = |kind| location == kind || address == kind;
    if either(LocationType::Postal) {
        return Some(writer.say("note-postal"));
    }
    either(LocationType::Virtual).then(|| writer.say("note-virtual"))
}

/// An address on one line, as much as is known of it.
fn address_line(writer: &Writer<'_>, address: &Address) -> String {
    let town = phrases::town(writer.context.i18n, address);
    let town = match &address.postal_code {
        Some(code) => format!("{code} {town}").trim().to_owned(),
        None => town,
    };
    let parts = [&address.attention, &address.address_1, &address.address_2, &address.region];
    let parts = parts.into_iter().flatten().map(String::as_str).chain([town.as_str()]);
    parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ")
}

/// E-mail and web addresses.
pub(super) fn mail_and_web(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let Inherited { value: emails, from } = entry.emails();
    for email in emails {
        let note = writer.origin_note(from);
        let (text, copy) = (email.clone(), Some(email.clone()));
        writer.push(SectionKind::Mail, Line { text, note, copy, ..Line::default() });
    }
    if let Some(website) = entry.website() {
        let note = writer.origin_note(website.from);
        let (text, copy) = (website.value.to_owned(), Some(website.value.to_owned()));
        writer.push(SectionKind::Web, Line { text, note, copy, ..Line::default() });
    }
    // A source that names its site twice does not need two lines for it.
    let main = entry.website().map(|website| website.value);
    let more = entry.service.map_or(&entry.organization.additional_websites, |service| &service.additional_urls);
    for url in more.iter().filter(|url| Some(url.url.as_str()) != main) {
        let (label, text, copy) = (url.label.clone(), url.url.clone(), Some(url.url.clone()));
        writer.push(SectionKind::Web, Line { label, text, copy, ..Line::default() });
    }
}
