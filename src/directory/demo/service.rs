//! One made-up service.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::{
    Random, schedules,
    words::{self, City, Words},
    words_of,
};
use crate::directory::{
    Access, CostOption, Language, LanguageTag, Need, RequiredDocument, Service, ServiceArea, ServiceAtLocation,
    ServiceStatus, vocabulary,
};

/// What a service is made from.
pub(super) struct Context<'a> {
    /// Id of its organisation.
    pub(super) organization: &'a str,
    /// Its number among all services.
    pub(super) number: usize,
    /// True for a line that serves a whole country.
    pub(super) national: bool,
    /// Languages into which it is translated.
    pub(super) translations: &'a [&'a str],
}

/// A service of an organisation in a city.
pub(super) fn make(context: &Context<'_>, city: &City, today: Date, random: &mut Random) -> Service {
    let (number, words) = (context.number, words_of(city));
    let need = Need::ALL.get(number % Need::ALL.len()).copied().unwrap_or(Need::DropIn);
    let key = format!("need.{}", need.slug());
    let variant = variant(number);
    let name = |words: &Words| match variant {
        Some(variant) => words.text(variant).replace("{}", words.text(&key)),
        None => words.text(&key).to_owned(),
    };
    let glue = if city.language == "zh" { "" } else { " " };
    let mut service = Service {
        id: format!("{}.{}", context.organization, need.slug()),
        name: words::translated(words, context.translations, name),
        description: words::translated(words, context.translations, |words| {
            format!("{}{glue}{}", words.second(&key), words.nth("tail", number))
        }),
        needs: needs(need, random),
        populations: populations(number),
        access: access(number, context.national),
        assured_date: checked(today, random),
        last_modified: modified(today, random),
        schedules: schedules::of_shape(number, words, today),
        ..Service::default()
    };
    add_terms(&mut service, context, city, words, random);
    place(&mut service, context, city);
    add_news(&mut service, number, words);
    service
}

/// Who it is especially for, in the name; most are for everybody.
fn variant(number: usize) -> Option<&'static str> {
    match number % 9 {
        2 => Some("variant.women"),
        4 => Some("variant.youth"),
        6 => Some("variant.migrants"),
        8 => Some("variant.evening"),
        _ => None,
    }
}

/// The need and sometimes the one after it.
fn needs(need: Need, random: &mut Random) -> Vec<Need> {
    let next = Need::ALL.iter().copied().skip_while(|one| *one != need).nth(1).filter(|_| random.chance(30));
    std::iter::once(need).chain(next).collect()
}

/// Two populations, round and round.
pub(super) fn populations(number: usize) -> Vec<String> {
    let all = vocabulary::populations();
    let nth = |n: usize| all.get(n % all.len().max(1)).map(|term| term.slug.clone());
    let mut chosen: Vec<String> = [nth(number), nth(number / 5 + 3)].into_iter().flatten().collect();
    chosen.dedup();
    chosen
}

fn access(number: usize, national: bool) -> Vec<Access> {
    if national {
        return vec![Access::Phone];
    }
    let mut access: Vec<Access> = Access::ALL.iter().copied().skip(number % Access::ALL.len()).take(1).collect();
    if number % 4 == 1 && !access.contains(&Access::NoId) {
        access.push(Access::NoId);
    }
    access
}

/// When it was checked: mostly within half a year, a fifth longer ago, a tenth
/// never.
pub(super) fn checked(today: Date, random: &mut Random) -> Option<Date> {
    let days = match random.below(10) {
        0 => return None,
        1 | 2 => 200 + random.below(900),
        _ => 1 + random.below(180),
    };
    today.checked_sub(i64::try_from(days).unwrap_or(1).days()).ok()
}

fn modified(today: Date, random: &mut Random) -> Option<Timestamp> {
    let days = i64::try_from(1 + random.below(400)).unwrap_or(1);
    TimeZone::UTC.to_timestamp(today.checked_sub(days.days()).ok()?.at(10, 0, 0, 0)).ok()
}

/// What it costs and asks for.
fn add_terms(service: &mut Service, context: &Context<'_>, city: &City, words: &Words, random: &mut Random) {
    let number = context.number;
    match random.below(4) {
        0 | 1 => service.cost_options = free(),
        2 => {
            service.cost_options.push(CostOption {
                currency: Some(city.currency.to_owned()),
                amount: Some(f64::from(2 + u8::try_from(number % 9).unwrap_or(0))),
                ..CostOption::default()
            });
            service.fees_description = Some(words.tagged(words.nth("fees", number)));
        }
        _ => {}
    }
    if random.chance(50) {
        service.eligibility_description = Some(words.tagged(words.nth("eligibility", number)));
    }
    if random.chance(30) {
        service.required_documents = documents(words, context.translations, number);
    }
    if random.chance(40) {
        service.application_process = Some(words.tagged(words.nth("apply", number)));
        service.wait_time = Some(words.tagged(words.nth("wait", number)));
    }
    if random.chance(15) {
        service.interpretation_services = Some(words.tagged(words.text("interpreter.0")));
        let own = LanguageTag::new(city.language);
        service.languages = vec![Language { code: own, ..Language::default() }];
    }
    if number.is_multiple_of(13) {
        service.minimum_age = Some(18);
    }
}

/// A price of nothing.
pub(super) fn free() -> Vec<CostOption> {
    vec![CostOption { amount: Some(0.0), ..CostOption::default() }]
}

/// A paper to bring.
pub(super) fn documents(words: &Words, translations: &[&str], number: usize) -> Vec<RequiredDocument> {
    let document = words::translated(words, translations, |words| words.nth("document", number).to_owned());
    vec![RequiredDocument { document, ..RequiredDocument::default() }]
}

/// Its place, or the country (for two of three lines) or world that it serves.
fn place(service: &mut Service, context: &Context<'_>, city: &City) {
    if !context.national {
        let location_id = format!("{}.place", context.organization);
        service.service_at_locations = vec![ServiceAtLocation { location_id, ..ServiceAtLocation::default() }];
        return;
    }
    let area = if context.number.is_multiple_of(5) {
        ServiceArea { extent_type: Some("global".into()), ..ServiceArea::default() }
    } else {
        ServiceArea {
            extent_type: Some("country".into()),
            extent: Some(city.country.to_owned()),
            ..ServiceArea::default()
        }
    };
    service.service_areas = vec![area];
}

/// A few are closed for a time or are about to move.
fn add_news(service: &mut Service, number: usize, words: &Words) {
    match number % 150 {
        70 => {
            service.status = ServiceStatus::TemporarilyClosed;
            service.alert = Some(words.tagged(words.text("alert.closed")));
        }
        110 => service.alert = Some(words.tagged(words.text("alert.moved"))),
        _ => {}
    }
}
