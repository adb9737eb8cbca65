//! Made-up records for property tests: everything that a record can hold, in
//! the form in which the reader leaves it.

use jiff::{
    Timestamp,
    civil::{Date, Time, date, time},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::directory::{
    Access, Accessibility, Address, Attribute, Contact, CostOption, Extra, Language, LanguageTag, Listing, Location,
    LocationType, Metadata, Need, NswpProfile, Organization, Phone, RequiredDocument, Schedule, Service, ServiceArea,
    ServiceAtLocation, ServiceStatus, Source, TaxonomyTerm, Text, Tombstone, Url,
    profile::PRIORITY_AREAS,
    schedule::{Day, DayOfMonth, Frequency},
};

/// A text as the reader leaves it: clean, trimmed, not empty.
fn words() -> impl Strategy<Value = String> {
    select(vec![
        "a",
        "Zoë",
        "24/7 \"open\"",
        "две строки\nи\tтаб",
        "日本",
        "\\ / ~",
        "null",
        "12",
        "شكرا\u{200f}",
        "@fr",
    ])
    .prop_flat_map(|first| "[a-z0-9 ]{0,6}[a-z]".prop_map(move |rest| format!("{first}{rest}")))
}

fn some_words() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.4, words())
}

fn id() -> impl Strategy<Value = String> {
    "([a-z]{1,4}[-.][0-9]{1,3})?"
}

fn tag() -> impl Strategy<Value = LanguageTag> {
    select(vec!["en", "fr", "zh-hant", "ar"]).prop_map(|tag| LanguageTag::new(tag).unwrap())
}

fn text() -> impl Strategy<Value = Text> {
    let translations = prop::collection::btree_map(tag(), words(), 0..3);
    (words(), option::of(tag()), translations).prop_map(|(value, language, translations)| Text {
        value,
        language,
        translations: translations.into_iter().collect(),
    })
}

fn some_text() -> impl Strategy<Value = Option<Text>> {
    option::weighted(0.3, text())
}

fn extra() -> impl Strategy<Value = Extra> {
    let value = select(vec!["\"x\"", "12", "-0.5", "true", "{\"b\":1,\"a\":[null,\"y\"]}", "[1,2]"]);
    option::weighted(0.2, ("x_[a-z]{3}", value))
        .prop_map(|pair| Extra(pair.into_iter().map(|(key, value)| (key, value.to_owned())).collect()))
}

fn day() -> impl Strategy<Value = Date> {
    (1990i16..2040, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

fn clock() -> impl Strategy<Value = Time> {
    (0i8..24, 0i8..60).prop_map(|(h, m)| time(h, m, 0, 0))
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000_000).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

fn kind() -> impl Strategy<Value = LocationType> {
    select(vec![LocationType::Physical, LocationType::Postal, LocationType::Virtual])
}

prop_compose! {
    fn language()(
        id in id(),
        code in option::weighted(0.7, tag()),
        name in words(),
        note in some_words(),
        extra in extra(),
    ) -> Language {
        // A name that is a language's would imply a code.
        Language { id, code, name: Some(format!("{name} dialect")), note, extra }
    }
}

prop_compose! {
    fn phone()(
        id in id(),
        number in "\\+[0-9]{3,9}",
        extension in option::of("0?[0-9]{1,4}"),
        kind in some_words(),
        description in some_text(),
        languages in vec(language(), 0..2),
        hours in some_text(),
        extra in extra(),
    ) -> Phone {
        Phone { id, number, extension, kind, description, languages, hours, extra }
    }
}

prop_compose! {
    fn contact()(
        id in id(), name in some_words(), title in some_words(), department in some_words(),
        email in option::of("[a-z]{1,5}@[a-z]{1,5}\\.org"), phones in vec(phone(), 0..2), extra in extra(),
    ) -> Contact {
        Contact { id, name, title, department, email, phones, extra }
    }
}

prop_compose! {
    fn url()(id in id(), label in some_words(), path in "[a-z]{1,5}", extra in extra()) -> Url {
        Url { id, label, url: format!("https://example.org/{path}"), extra }
    }
}

prop_compose! {
    fn rule()(
        freq in option::of(select(vec![Frequency::Weekly, Frequency::Monthly])),
        wkst in option::of(select(Day::ALL.to_vec())),
        interval in option::of(1u32..5),
        count in option::of(1u32..50),
        byday in vec((option::of(select(vec![-5i8, -1, 1, 5])), select(Day::ALL.to_vec())), 0..4),
        byweekno in vec(1i8..=53, 0..3),
        bymonthday in vec(select(vec![-31i8, -1, 1, 31]), 0..3),
        byyearday in vec(select(vec![-366i16, 1, 366]), 0..3),
    ) -> Schedule {
        let byday = byday.into_iter().map(|(ordinal, day)| DayOfMonth { ordinal, day }).collect();
        Schedule { count, wkst, freq, interval, byday, byweekno, bymonthday, byyearday, ..Default::default() }
    }
}

prop_compose! {
    fn schedule()(
        rule in rule(),
        id in id(),
        dates in (option::of(day()), option::of(day()), option::of(day()), option::of(day())),
        timezone in option::of(select(vec![0.0, -4.5, 3.0])),
        hours in (option::of(clock()), option::of(clock())),
        words in (some_text(), some_text(), some_words()),
        closed in any::<bool>(),
        extra in extra(),
    ) -> Schedule {
        let (valid_from, valid_to, dtstart, until) = dates;
        let (description, notes, attending_type) = words;
        Schedule {
            id, valid_from, valid_to, dtstart, until, timezone, opens_at: hours.0, closes_at: hours.1, description,
            notes, attending_type, closed, extra, ..rule
        }
    }
}

prop_compose! {
    fn address()(
        id in id(),
        lines in (some_words(), some_words(), some_words()),
        town in (some_words(), some_words(), some_words(), some_words()),
        country in option::of(select(vec!["FR", "US", "Atlantis"])),
        address_type in kind(),
        extra in extra(),
    ) -> Address {
        let (attention, address_1, address_2) = lines;
        let (city, region, state_province, postal_code) = town;
        Address {
            id, attention, address_1, address_2, city, region, state_province, postal_code,
            country: country.map(str::to_owned), address_type, extra,
        }
    }
}

prop_compose! {
    fn accessibility()(id in id(), description in some_text(), details in some_words(), extra in extra())
        -> Accessibility {
        Accessibility { id, description, details, url: Some("https://example.org/access".into()), extra }
    }
}

prop_compose! {
    fn location()(
        location_type in kind(),
        texts in (some_text(), some_text(), some_text()),
        coordinates in option::of((-90.0..=90.0f64, -180.0..=180.0f64)),
        addresses in vec(address(), 0..2),
        people in (vec(phone(), 0..2), vec(contact(), 0..2), vec(language(), 0..2)),
        schedules in vec(schedule(), 0..2),
        accessibility in vec(accessibility(), 0..2),
        time_zone in option::of(select(vec!["Europe/Paris", "Asia/Kolkata"])),
        attributes in vec(attribute(), 0..2),
        extra in extra(),
    ) -> Location {
        let (name, description, transportation) = texts;
        let (phones, contacts, languages) = people;
        Location {
            id: String::new(), location_type, name, description, transportation,
            latitude: coordinates.map(|(north, _)| north), longitude: coordinates.map(|(_, east)| east),
            addresses, phones, contacts, languages, schedules, accessibility,
            time_zone: time_zone.map(str::to_owned), confidential: false, attributes, extra,
        }
    }
}

prop_compose! {
    fn term()(id in id(), code in some_words(), name in words(), taxonomy in some_words()) -> TaxonomyTerm {
        // HSDS requires a description, so the writer would add an empty one.
        TaxonomyTerm { id, code, name, taxonomy, extra: Extra(vec![("description".into(), "\"d\"".into())]) }
    }
}

prop_compose! {
    fn attribute()(
        id in id(), label in some_words(), value in some_words(), taxonomy_term in option::of(term()), extra in extra(),
    ) -> Attribute {
        Attribute { id, label, value, taxonomy_term, extra }
    }
}

prop_compose! {
    fn change()(id in id(), words in (words(), words(), words(), words()), extra in extra()) -> Metadata {
        let (last_action_type, field_name, previous_value, replacement_value) = words;
        Metadata {
            id, last_action_date: "2024-01-01".into(), last_action_type, field_name, previous_value,
            replacement_value, updated_by: String::new(), extra,
        }
    }
}

prop_compose! {
    fn source()(url in some_words(), seen in words(), period in some_words()) -> Source {
        Source { url: url.unwrap_or_default(), seen: Some(seen), period }
    }
}

fn listing() -> impl Strategy<Value = Listing> {
    select(vec![Listing::Listed, Listing::Unlisted])
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    vec(select(Need::ALL.to_vec()), 0..4)
}

prop_compose! {
    fn area()(id in id(), words in (some_words(), some_words()), national in any::<bool>(), extra in extra())
        -> ServiceArea {
        let (extent, extent_type) = if national { ("US", "country") } else { ("somewhere", "text") };
        let (name, description) = words;
        ServiceArea { id, name, description, extent: Some(extent.into()), extent_type: Some(extent_type.into()), extra }
    }
}

prop_compose! {
    fn place()(
        id in id(), description in some_text(), phones in vec(phone(), 0..2), contacts in vec(contact(), 0..2),
        schedules in vec(schedule(), 0..2), service_areas in vec(area(), 0..2), extra in extra(),
    ) -> ServiceAtLocation {
        ServiceAtLocation { id, location_id: String::new(), description, phones, contacts, schedules, service_areas, extra }
    }
}

prop_compose! {
    fn cost()(
        id in id(), words in (some_words(), some_words(), some_words()),
        amount in option::of(select(vec![0.0, 35.0, 12.5])), extra in extra(),
    ) -> CostOption {
        let (option, currency, amount_description) = words;
        CostOption { id, option, currency, amount, amount_description, extra }
    }
}

prop_compose! {
    fn document()(id in id(), document in text(), uri in some_words(), extra in extra()) -> RequiredDocument {
        RequiredDocument { id, document, uri, extra }
    }
}

/// The lists of names, addresses and terms that both kinds of records have.
type Profile = (Vec<Need>, Vec<String>, Listing, Option<Source>, Vec<Attribute>, Vec<TaxonomyTerm>);

fn profile() -> impl Strategy<Value = Profile> {
    let lists =
        (needs(), vec(words(), 0..3), listing(), option::of(source()), vec(attribute(), 0..3), vec(term(), 0..2));
    lists.prop_map(|(needs, populations, listing, source, attributes, free)| {
        let attached = attributes.iter().filter_map(|attribute| attribute.taxonomy_term.clone());
        let mut terms: Vec<TaxonomyTerm> = attached.collect();
        // A term that an attribute attaches already is not free.
        terms.extend(free.into_iter().filter(|one| !attributes.iter().any(|a| a.taxonomy_term.as_ref() == Some(one))));
        (needs, populations, listing, source, attributes, terms)
    })
}

fn emails() -> impl Strategy<Value = Vec<String>> {
    vec("[a-z]{1,5}@[a-z]{1,5}\\.org", 0..3)
}

prop_compose! {
    fn service()(
        names in (text(), vec(words(), 0..3), text()),
        texts in (some_text(), some_text(), some_text(), some_text(), some_text(), some_text()),
        ages in (option::of(0u16..120), option::of(0u16..120)),
        dates in (option::of(day()), option::of(moment())),
        reach in (emails(), vec(url(), 0..2), vec(phone(), 0..2), vec(contact(), 0..2), vec(language(), 0..2)),
        when in (vec(schedule(), 0..2), vec(area(), 0..2), vec(place(), 0..2)),
        terms in (vec(cost(), 0..2), vec(document(), 0..2), vec(select(Access::ALL.to_vec()), 0..3)),
        profile in profile(),
        status in select(vec![ServiceStatus::Active, ServiceStatus::Defunct, ServiceStatus::TemporarilyClosed]),
        metadata in vec(change(), 0..2),
        extra in extra(),
    ) -> Service {
        let (name, alternate_names, description) = names;
        let (interpretation_services, application_process, fees_description, wait_time, eligibility_description, alert)
            = texts;
        let (emails, additional_urls, phones, contacts, languages) = reach;
        let (schedules, service_areas, service_at_locations) = when;
        let (cost_options, required_documents, access) = terms;
        let (needs, populations, listing, source, attributes, terms) = profile;
        Service {
            id: String::new(), name, alternate_names, description, url: Some("https://example.org/s".into()),
            additional_urls, emails, status, interpretation_services, application_process, fees_description,
            wait_time, eligibility_description, minimum_age: ages.0, maximum_age: ages.1, assured_date: dates.0,
            alert, last_modified: dates.1, phones, schedules, service_areas, service_at_locations, languages,
            cost_options, required_documents, contacts, needs, populations, access, terms, listing, source,
            attributes, metadata, extra,
        }
    }
}

prop_compose! {
    fn nswp()(
        texts in (words(), some_words(), some_words(), some_words(), some_words()),
        priority_areas in vec(select(PRIORITY_AREAS.map(|(id, _)| id.to_owned()).to_vec()), 0..4),
    ) -> NswpProfile {
        let (who, sex_worker_involvement, main_challenges, other_work, country_text) = texts;
        NswpProfile {
            who_we_work_with: Some(who), sex_worker_involvement, priority_areas, main_challenges, other_work,
            country_text,
        }
    }
}

prop_compose! {
    /// An organisation with everything. Ids within it are unique, and no place
    /// is confidential: those are tested by what must not survive.
    pub(super) fn organization()(
        names in (text(), vec(words(), 0..3), text()),
        reach in (emails(), vec(url(), 0..2), vec(phone(), 0..2), vec(contact(), 0..2), vec(language(), 0..2)),
        locations in vec(location(), 0..3),
        services in vec(service(), 0..3),
        dates in (option::of(day()), option::of(moment())),
        profile in profile(),
        nswp in option::of(nswp()),
        metadata in vec(change(), 0..2),
        extra in extra(),
    ) -> Organization {
        let (name, alternate_names, description) = names;
        let (emails, additional_websites, phones, contacts, mut languages) = reach;
        let (needs, populations, listing, source, attributes, terms) = profile;
        // An attribute has no room for these.
        for language in &mut languages {
            language.extra = Extra::default();
        }
        let mut organization = Organization {
            id: "o".into(), name, alternate_names, description, emails,
            website: Some("https://example.org".into()), additional_websites, phones, contacts, locations, services,
            languages, needs, populations, terms, assured_date: dates.0, last_modified: dates.1, listing, source,
            nswp, attributes, metadata, extra,
        };
        number(&mut organization);
        organization
    }
}

/// Gives locations and services their ids, and services their places.
fn number(organization: &mut Organization) {
    for (n, location) in organization.locations.iter_mut().enumerate() {
        location.id = format!("l{n}");
    }
    for (n, service) in organization.services.iter_mut().enumerate() {
        service.id = format!("s{n}");
        if organization.locations.is_empty() {
            service.service_at_locations.clear();
        }
        service.service_at_locations.iter_mut().for_each(|place| place.location_id = "l0".into());
    }
}

prop_compose! {
    /// A withdrawal.
    pub(super) fn tombstone()(n in 0..1000u32, reason in words(), since_version in 0u64..1_000_000) -> Tombstone {
        Tombstone { id: format!("t{n}"), reason, since_version }
    }
}
