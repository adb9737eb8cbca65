//! A small directory with one entry of each kind that looks different.

use jiff::civil::{date, time};
use parasol::directory::{
    Access, Address, Directory, EntryNo, Language, LanguageTag, Location, Need, NswpProfile, Organization, Phone,
    Publication, Release, RequiredDocument, Schedule, Service, ServiceArea, ServiceAtLocation, Source, Standing,
    Synonyms, Text,
    schedule::{Day, DayOfMonth, Frequency},
};

/// The directory: a signed one, twelve entries.
pub fn directory() -> Directory {
    Directory::new(vec![release()])
}

/// What its publisher gives.
pub fn release() -> Release {
    Release {
        publication: Publication {
            publisher: "nswp-test".into(),
            name: "NSWP-test".into(),
            standing: Standing::Signed,
            fingerprint: Some("ab12".repeat(16)),
            version: 12,
            published: Some("2026-11-15T08:00:00Z".parse().unwrap()),
            expires: Some("2027-02-15T08:00:00Z".parse().unwrap()),
            stale_after_days: 183,
            hard_limit_days: Publication::DEFAULT_HARD_LIMIT_DAYS,
            corrections_key: None,
            synonyms: Synonyms::default(),
        },
        organizations: vec![lumiere(), port(), shelter(), starter(), hebrew(), chinese()],
        tombstones: Vec::new(),
    }
}

/// The entry with this id.
pub fn number(directory: &Directory, id: &str) -> EntryNo {
    directory.find(id).unwrap().number
}

fn text(value: &str, language: &str) -> Text {
    Text::tagged(value, LanguageTag::new(language))
}

fn speaks(codes: &[&str]) -> Vec<Language> {
    codes.iter().map(|code| Language { code: LanguageTag::new(code), ..Language::default() }).collect()
}

fn phone(number: &str, languages: &[&str]) -> Phone {
    Phone { number: number.into(), languages: speaks(languages), ..Phone::default() }
}

fn place(id: &str, street: &str, city: &str, country: &str, zone: &str) -> Location {
    Location {
        id: id.into(),
        addresses: vec![Address {
            address_1: Some(street.into()),
            city: Some(city.into()),
            postal_code: Some("69001".into()),
            country: Some(country.into()),
            ..Address::default()
        }],
        time_zone: Some(zone.into()),
        ..Location::default()
    }
}

fn at(location: &Location) -> Vec<ServiceAtLocation> {
    vec![ServiceAtLocation { location_id: location.id.clone(), ..ServiceAtLocation::default() }]
}

/// Open from nine to six on these days.
fn nine_to_six(days: &[Day]) -> Schedule {
    Schedule {
        freq: Some(Frequency::Weekly),
        byday: days.iter().map(|day| DayOfMonth { ordinal: None, day: *day }).collect(),
        opens_at: Some(time(9, 0, 0, 0)),
        closes_at: Some(time(18, 0, 0, 0)),
        ..Schedule::default()
    }
}

/// Fresh, open now, with everything filled in.
fn lumiere() -> Organization {
    let home = place("l1", "12 rue Exemple", "Lyon", "FR", "Europe/Paris");
    let clinic = Service {
        id: "legal-clinic".into(),
        name: Text {
            translations: vec![(LanguageTag::new("es").unwrap(), "Consultorio jurídico".into())],
            ..text("Legal clinic", "en")
        },
        description: text(
            "Lawyers and peer workers answer questions about police, contracts, permits and custody. They come along \
             to hearings when asked a week before.",
            "en",
        ),
        phones: vec![phone("+33 4 00 00 00 01", &["fr", "en"])],
        emails: vec!["clinic@lumiere.example".into()],
        url: Some("https://lumiere.example/clinic".into()),
        schedules: vec![nine_to_six(&[Day::Monday, Day::Tuesday, Day::Thursday, Day::Friday])],
        service_at_locations: at(&home),
        languages: speaks(&["fr", "en"]),
        fees_description: Some(text("free", "en")),
        required_documents: vec![RequiredDocument {
            document: text("any letter from the court", "en"),
            ..RequiredDocument::default()
        }],
        eligibility_description: Some(text("everyone", "en")),
        assured_date: Some(date(2026, 11, 2)),
        needs: vec![Need::LegalAdvice, Need::Immigration, Need::PoliceLegal],
        access: vec![Access::WalkIn, Access::NoId],
        ..Service::default()
    };
    Organization {
        id: "lumiere".into(),
        name: text("Association Lumière", "fr"),
        description: text("Une association d’entraide.", "fr"),
        phones: vec![phone("+33 4 00 00 00 00", &["fr"])],
        locations: vec![home],
        services: vec![clinic],
        languages: speaks(&["fr", "en"]),
        needs: vec![Need::LegalAdvice, Need::PeerSupport],
        assured_date: Some(date(2026, 10, 20)),
        nswp: Some(NswpProfile {
            who_we_work_with: Some("Sex workers of every gender in Lyon and around.".into()),
            sex_worker_involvement: Some("Half of the board.".into()),
            priority_areas: vec!["stigma".into(), "violence".into()],
            ..NswpProfile::default()
        }),
        ..Organization::default()
    }
}

/// Stale, by appointment; and a hotline for a whole country.
fn port() -> Organization {
    let home = place("p1", "3 quai du Port", "Lyon", "FR", "Europe/Paris");
    let permits = Service {
        id: "permits".into(),
        name: text("Legal advice on residence permits", "en"),
        phones: vec![phone("+33 4 00 00 00 02", &["fr"])],
        schedules: vec![nine_to_six(&[Day::Wednesday])],
        service_at_locations: at(&home),
        languages: speaks(&["fr", "ar", "pt", "es", "ro", "en"]),
        assured_date: Some(date(2025, 9, 20)),
        needs: vec![Need::Immigration, Need::LegalAdvice],
        access: vec![Access::Appointment],
        ..Service::default()
    };
    let hotline = Service {
        id: "hotline".into(),
        name: text("Legal hotline", "en"),
        phones: vec![phone("+33 800 00 00 03", &["fr", "ar"])],
        service_areas: vec![ServiceArea {
            extent: Some("FR".into()),
            extent_type: Some("country".into()),
            name: Some("France".into()),
            ..ServiceArea::default()
        }],
        languages: speaks(&["fr", "ar"]),
        needs: vec![Need::LegalAdvice, Need::CrisisViolence],
        access: vec![Access::Phone],
        ..Service::default()
    };
    Organization {
        id: "port".into(),
        name: text("Cabinet du Port", "fr"),
        locations: vec![home],
        services: vec![permits, hotline],
        assured_date: Some(date(2026, 3, 20)),
        ..Organization::default()
    }
}

/// An address that must not be shown.
fn shelter() -> Organization {
    let mut home = place("s1", "SECRET STREET 1", "Marseille", "FR", "Europe/Paris");
    home.confidential = true;
    let beds = Service {
        id: "beds".into(),
        name: text("Beds for the night", "en"),
        phones: vec![phone("+33 4 00 00 00 04", &["fr"])],
        service_at_locations: at(&home),
        assured_date: Some(date(2026, 11, 20)),
        needs: vec![Need::HousingShelter, Need::CrisisViolence],
        access: vec![Access::Referral],
        ..Service::default()
    };
    Organization {
        id: "shelter".into(),
        name: text("Maison Abri", "fr"),
        locations: vec![home],
        services: vec![beds],
        assured_date: Some(date(2026, 11, 20)),
        ..Organization::default()
    }
}

/// From a public page; checked by nobody.
fn starter() -> Organization {
    Organization {
        id: "starter".into(),
        name: text("The Sex Workers Project at the Urban Justice Centre of a City With a Long Name", "en"),
        emails: vec!["help@project.example".into()],
        locations: vec![place("u1", "40 Rector Street", "New York", "US", "America/New_York")],
        needs: vec![Need::LegalAdvice],
        source: Some(Source {
            url: "https://project.example/about".into(),
            seen: Some("2020-05-01".into()),
            period: None,
        }),
        ..Organization::default()
    }
}

/// Runs from right to left.
fn hebrew() -> Organization {
    Organization {
        id: "hebrew".into(),
        name: text("מרכז סיוע משפטי", "he"),
        description: text("ייעוץ משפטי חינם לכולם, בכל יום.", "he"),
        phones: vec![phone("+972 3 000 0005", &["he", "ru"])],
        locations: vec![place("h1", "רחוב הרצל 1", "תל אביב", "IL", "Asia/Jerusalem")],
        languages: speaks(&["he", "ru"]),
        needs: vec![Need::LegalAdvice],
        assured_date: Some(date(2026, 11, 1)),
        ..Organization::default()
    }
}

/// Characters two columns wide.
fn chinese() -> Organization {
    Organization {
        id: "chinese".into(),
        name: text("法律援助中心", "zh"),
        description: text(
            "为所有人提供免费法律咨询，无需身份证件。我们陪同去法院和移民局，请提前一周预约。欢迎来电。",
            "zh",
        ),
        phones: vec![phone("+86 10 0000 0006", &["zh"])],
        locations: vec![place("c1", "示例路1号", "北京", "CN", "Asia/Shanghai")],
        languages: speaks(&["zh"]),
        needs: vec![Need::LegalAdvice],
        assured_date: Some(date(2026, 8, 1)),
        ..Organization::default()
    }
}
