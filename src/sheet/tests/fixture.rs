//! A clinic with something in every field that a sheet shows.

use jiff::{
    Timestamp,
    civil::{date, time},
};

use crate::directory::{
    Access, Accessibility, Address, Contact, CostOption, Language, LanguageTag, Location, Need, NswpProfile,
    Organization, Phone, RequiredDocument, Schedule, Service, ServiceArea, ServiceAtLocation, Source, TaxonomyTerm,
    Text, Url,
    schedule::{Day, DayOfMonth, Frequency},
};

pub(super) fn tag(text: &str) -> Option<LanguageTag> {
    LanguageTag::new(text)
}

fn fr(value: &str) -> Text {
    Text::tagged(value, tag("fr"))
}

fn speaks(codes: &[&str]) -> Vec<Language> {
    codes.iter().map(|code| Language { code: tag(code), ..Default::default() }).collect()
}

pub(super) fn weekly(days: &[Day], opens: i8, closes: i8) -> Schedule {
    Schedule {
        freq: Some(Frequency::Weekly),
        byday: days.iter().map(|day| DayOfMonth { ordinal: None, day: *day }).collect(),
        opens_at: Some(time(opens, 0, 0, 0)),
        closes_at: Some(time(closes, 0, 0, 0)),
        ..Default::default()
    }
}

fn lyon() -> Location {
    Location {
        id: "l1".into(),
        name: Some(fr("Maison des droits")),
        transportation: Some(fr("Métro A, Hôtel de Ville")),
        time_zone: Some("Europe/Paris".into()),
        addresses: vec![Address {
            address_1: Some("12 rue Exemple".into()),
            postal_code: Some("69001".into()),
            city: Some("Lyon".into()),
            country: Some("FR".into()),
            ..Default::default()
        }],
        phones: vec![Phone { number: "+33 4 99 00 00 02".into(), ..Default::default() }],
        accessibility: vec![Accessibility {
            description: Some(fr("Sans marches")),
            details: Some("ramp at the back".into()),
            ..Default::default()
        }],
        ..Default::default()
    }
}

/// The legal clinic: checked, with its own hours, papers, price and texts.
fn clinic() -> Service {
    let mut name = fr("Permanence juridique");
    name.translations.push((tag("en").unwrap(), "Legal clinic".into()));
    Service {
        id: "lumiere.legal".into(),
        name,
        alternate_names: vec!["PJ".into()],
        description: fr("Conseils gratuits.\n\nSur rendez-vous aussi."),
        alert: Some(fr("Fermé le 24 décembre")),
        interpretation_services: Some(Text::tagged("by phone, ask the day before", tag("en"))),
        application_process: Some(Text::tagged("Ring, or just come", tag("en"))),
        wait_time: Some(Text::plain("2 weeks")),
        assured_date: Some(date(2026, 11, 2)),
        last_modified: Some("2026-10-30T10:00:00Z".parse::<Timestamp>().unwrap()),
        needs: vec![Need::LegalAdvice, Need::Immigration],
        terms: vec![TaxonomyTerm { name: "Tenancy law".into(), ..Default::default() }],
        access: vec![Access::WalkIn, Access::NoId],
        populations: vec!["migrants".into()],
        languages: speaks(&["fr"]),
        additional_urls: vec![Url {
            label: Some("map".into()),
            url: "https://lumiere.example/map".into(),
            ..Default::default()
        }],
        cost_options: vec![
            CostOption { amount: Some(0.0), ..Default::default() },
            CostOption {
                option: Some("translations".into()),
                amount: Some(12.5),
                currency: Some("EUR".into()),
                ..Default::default()
            },
        ],
        required_documents: vec![RequiredDocument {
            document: Text::tagged("Any letter from the court", tag("en")),
            uri: Some("https://court.example".into()),
            ..Default::default()
        }],
        minimum_age: Some(18),
        eligibility_description: Some(Text::tagged("Everyone who works in Lyon", tag("en"))),
        service_areas: vec![ServiceArea {
            extent_type: Some("country".into()),
            extent: Some("FR".into()),
            ..Default::default()
        }],
        service_at_locations: vec![ServiceAtLocation {
            location_id: "l1".into(),
            schedules: vec![
                weekly(&[Day::Monday], 9, 12),
                weekly(&[Day::Monday], 14, 18),
                weekly(&[Day::Tuesday], 9, 18),
                Schedule { description: Some(fr("Sur rendez-vous le samedi")), ..Default::default() },
            ],
            ..Default::default()
        }],
        contacts: vec![Contact { name: Some("Front desk".into()), ..Default::default() }],
        ..Default::default()
    }
}

/// The association that runs the clinic.
pub(super) fn organization() -> Organization {
    Organization {
        id: "lumiere".into(),
        name: Text::plain("Association Lumière"),
        phones: vec![
            Phone { number: "+33 1 99 00 00 09".into(), kind: Some("fax".into()), ..Default::default() },
            Phone {
                number: "+33 1 99 00 00 01".into(),
                extension: Some("12".into()),
                kind: Some("hotline".into()),
                description: Some(fr("Accueil")),
                hours: Some(Text::plain("Mon-Fri 9-18")),
                languages: speaks(&["fr", "ar"]),
                ..Default::default()
            },
        ],
        emails: vec!["aide@lumiere.example".into()],
        website: Some("https://lumiere.example".into()),
        locations: vec![lyon()],
        services: vec![clinic()],
        populations: vec!["sex-workers".into()],
        nswp: Some(NswpProfile {
            who_we_work_with: Some("Everyone who asks.".into()),
            priority_areas: vec!["stigma".into(), "health_access".into()],
            country_text: Some("Francia".into()),
            ..Default::default()
        }),
        source: Some(Source {
            url: "https://lumiere.example/about".into(),
            seen: Some("2020-09-28".into()),
            period: None,
        }),
        ..Default::default()
    }
}
