//! One made-up organisation.

use jiff::{ToSpan, civil::Date};

use super::{
    Random, SERVICES, numbers,
    schedules::{at, weekly},
    service,
    words::{self, City, Words},
    words_of,
};
use crate::directory::{
    Access, Accessibility, Address, Language, LanguageTag, Location, Need, NswpProfile, Organization, Phone, Service,
    ServiceAtLocation, Text, schedule::Day,
};

/// The nth organisation, in a city. Every twelfth is a national line without a
/// place; every tenth keeps its address confidential.
pub(super) fn make(number: usize, city: &City, today: Date, random: &mut Random) -> Organization {
    let words = words_of(city);
    let national = number % 12 == 5;
    let id = format!("demo-{}-{number:03}", city.slug);
    let kind = if national { words.nth("hotline", number) } else { words.nth("kind", number / 3) };
    let name = kind.replace("{}", words.nth("name", number));
    let about = if national { words.text("about.line") } else { words.nth("about", number) };
    let mut organization = Organization {
        id: id.clone(),
        name: words.tagged(name),
        description: words.tagged(about),
        emails: vec![format!("office@{id}.example")],
        website: Some(format!("https://{id}.example")),
        phones: vec![phone(city, number * 4, words, random)],
        languages: spoken(city, random),
        populations: service::populations(number),
        assured_date: service::checked(today, random),
        locations: if national { Vec::new() } else { vec![location(&id, number, city, words, random)] },
        nswp: (number % 9 == 4).then(|| nswp(words, number)),
        ..Organization::default()
    };
    let translations: &[&str] = match number % 3 {
        0 => &["en"],
        1 => &["en", "fr"],
        _ => &[],
    };
    for at in 0..SERVICES {
        let context = service::Context { organization: &id, number: number * SERVICES + at, national, translations };
        organization.services.push(service::make(&context, city, today, random));
    }
    organization.needs = needs_of(&organization.services);
    organization
}

/// The needs of all services, each once, in the order of screens.
fn needs_of(services: &[Service]) -> Vec<Need> {
    let has = |need: &Need| services.iter().any(|service| service.needs.contains(need));
    Need::ALL.iter().copied().filter(has).collect()
}

fn language(code: &str) -> Language {
    Language { code: LanguageTag::new(code), ..Language::default() }
}

/// The language of the city and some of the others spoken there.
fn spoken(city: &City, random: &mut Random) -> Vec<Language> {
    let others = city.spoken.iter().filter(|_| random.chance(60)).map(|code| language(code));
    std::iter::once(language(city.language)).chain(others.collect::<Vec<_>>()).collect()
}

fn phone(city: &City, n: usize, words: &Words, random: &mut Random) -> Phone {
    Phone {
        number: numbers::phone(city, n),
        kind: Some(if random.chance(25) { "hotline" } else { "voice" }.to_owned()),
        hours: random.chance(40).then(|| words.tagged(words.nth("phone", n))),
        languages: random.chance(50).then(|| language(city.language)).into_iter().collect(),
        ..Phone::default()
    }
}

/// A place near the middle of the city.
fn location(id: &str, number: usize, city: &City, words: &Words, random: &mut Random) -> Location {
    // Up to three hundredths of a degree: some kilometres.
    let mut near = |middle: f64| middle + (random.below(600) as f64 - 300.0) / 10_000.0;
    let (latitude, longitude) = (near(city.latitude), near(city.longitude));
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Location {
        id: format!("{id}.place"),
        latitude: Some(latitude),
        longitude: Some(longitude),
        time_zone: Some(city.zone.to_owned()),
        confidential: number % 10 == 3,
        transportation: random.chance(30).then(|| words.tagged(words.nth("transport", number))),
        accessibility: random
            .chance(40)
            .then(|| Accessibility {
                description: Some(words.tagged(words.nth("place", number))),
                ..Default::default()
            })
            .into_iter()
            .collect(),
        addresses: vec![Address {
            address_1: Some(words.nth("street", number).replace("{}", &(1 + number % 98).to_string())),
            postal_code: text(city.postal_code),
            city: Some(city.name.to_owned()),
            state_province: text(city.state),
            country: Some(city.country.to_owned()),
            ..Address::default()
        }],
        ..Location::default()
    }
}

fn nswp(words: &Words, number: usize) -> NswpProfile {
    let areas = ["violence", "health_access", "stigma", "decriminalisation", "economic_empowerment"];
    NswpProfile {
        who_we_work_with: Some(words.text("nswp.who").to_owned()),
        main_challenges: Some(words.text("nswp.challenges").to_owned()),
        priority_areas: areas.iter().cycle().skip(number % areas.len()).take(2).map(|id| (*id).to_owned()).collect(),
        ..NswpProfile::default()
    }
}

/// The organisation of the pictures in the documents: always the same.
pub(super) fn lumiere(today: Date) -> Organization {
    let fr = words::in_language("fr");
    let titled = |fr: &str, en: &str| {
        let tag = LanguageTag::new("en");
        Text {
            translations: tag.map(|tag| (tag, en.to_owned())).into_iter().collect(),
            ..Text::tagged(fr, LanguageTag::new("fr"))
        }
    };
    let place = |schedules| {
        vec![ServiceAtLocation { location_id: "demo-lumiere.place".into(), schedules, ..ServiceAtLocation::default() }]
    };
    let service = |id: &str, name: Text, need: Need| Service {
        id: format!("demo-lumiere.{id}"),
        name,
        description: words::translated(fr, &["en", "es"], |words| {
            words.second(&format!("need.{}", need.slug())).to_owned()
        }),
        needs: vec![need],
        access: vec![Access::WalkIn],
        assured_date: today.checked_sub(22.days()).ok(),
        languages: vec![language("fr"), language("en")],
        service_at_locations: place(Vec::new()),
        ..Service::default()
    };
    let mut legal = service("legal", titled("Permanence juridique", "Legal clinic"), Need::LegalAdvice);
    legal.needs.extend([Need::Immigration, Need::PoliceLegal]);
    legal.access.push(Access::NoId);
    legal.service_at_locations = place(vec![
        weekly(&[Day::Monday, Day::Friday], at(9), at(12)),
        weekly(&[Day::Monday], at(14), at(18)),
        weekly(&[Day::Tuesday, Day::Thursday], at(9), at(18)),
    ]);
    legal.cost_options = service::free();
    legal.required_documents = service::documents(fr, &["en"], 0);
    let mut random = Random::new(1);
    let lyon = words::cities().iter().find(|city| city.slug == "lyon");
    let mut organization = Organization {
        id: "demo-lumiere".into(),
        name: fr.tagged("Association Lumière"),
        description: fr.tagged(fr.text("about.3")),
        emails: vec!["aide@lumiere.example".into()],
        website: Some("https://lumiere.example".into()),
        languages: vec![language("fr"), language("en")],
        populations: vec!["sex-workers".into(), "migrants".into()],
        assured_date: today.checked_sub(22.days()).ok(),
        services: vec![
            legal,
            service("drop-in", titled("Accueil de jour", "Day room"), Need::DropIn),
            service("health", titled("Santé sexuelle", "Sexual health clinic"), Need::SexualReproductiveHealth),
        ],
        ..Organization::default()
    };
    if let Some(lyon) = lyon {
        let number = Phone {
            kind: Some("voice".into()),
            hours: None,
            languages: vec![language("fr"), language("en")],
            ..phone(lyon, 1, fr, &mut random)
        };
        organization.phones = vec![number];
        organization.locations = vec![location("demo-lumiere", 0, lyon, fr, &mut random)];
    }
    organization.needs = needs_of(&organization.services);
    organization
}
