//! A made-up directory of 1,000 entries for training and pictures.
//!
//! Nothing in it is real: the names are invented, the addresses lie in streets
//! that do not exist, web and mail addresses end in `.example`, and the phone
//! numbers come from ranges kept for fiction or are full of zeros. It is made
//! from the word lists in `data/demo`, in six languages, and is the same for
//! the same day: dates of checks are counted back from it.

mod numbers;
mod organization;
mod random;
mod schedules;
mod service;
#[cfg(test)]
mod tests;
mod words;

use jiff::{ToSpan, civil::Date, tz::TimeZone};

use self::{random::Random, words::City};
use super::{
    catalog::Release,
    confidential,
    organization::Organization,
    profile::{Listing, Tombstone},
    publication::{Publication, Standing},
    service::Service,
    synonyms::Synonyms,
    text::Text,
};

/// Organisations that are shown, each with [`SERVICES`] services.
const ORGANIZATIONS: usize = 250;
/// Services of each organisation.
const SERVICES: usize = 3;
/// Organisations that were withdrawn, and as many services.
const WITHDRAWN: usize = 4;
/// Organisations that are known to the curator only.
const UNLISTED: usize = 2;
/// The version in which the withdrawn records went.
const VERSION: u64 = 12;

/// The made-up directory as of `today`.
pub fn release(today: Date) -> Release {
    let mut random = Random::new(2026);
    let cities = words::cities();
    let mut organizations = Vec::new();
    let mut tombstones = Vec::new();
    for number in 0..ORGANIZATIONS + WITHDRAWN + UNLISTED {
        let Some(city) = cities.get(number % cities.len().max(1)) else { continue };
        organizations.push(organization::make(number, city, today, &mut random));
    }
    for (organization, number) in organizations.iter_mut().skip(ORGANIZATIONS).zip(0..) {
        if number < WITHDRAWN {
            tombstones.push(tombstone(&organization.id, "closed"));
        } else {
            organization.listing = Listing::Unlisted;
        }
    }
    withdraw_services(&mut organizations, &mut tombstones);
    if let Some(first) = organizations.first_mut() {
        *first = organization::lumiere(today);
    }
    for organization in &mut organizations {
        confidential::withhold(organization);
    }
    organizations.sort_by(|a, b| a.id.cmp(&b.id));
    tombstones.sort_by(|a, b| a.id.cmp(&b.id));
    Release { publication: publication(today), organizations, tombstones }
}

fn tombstone(id: &str, reason: &str) -> Tombstone {
    Tombstone { id: id.to_owned(), reason: reason.to_owned(), since_version: VERSION }
}

/// Gives a few organisations one service more, which is withdrawn.
fn withdraw_services(organizations: &mut [Organization], tombstones: &mut Vec<Tombstone>) {
    for organization in organizations.iter_mut().skip(10).step_by(20).take(WITHDRAWN) {
        let id = format!("{}.withdrawn", organization.id);
        tombstones.push(tombstone(&id, "dangerous"));
        organization.services.push(Service { id, name: Text::plain("Withdrawn"), ..Service::default() });
    }
}

fn publication(today: Date) -> Publication {
    let published = today.checked_sub(9.days()).unwrap_or(today).at(8, 0, 0, 0);
    Publication {
        publisher: "demo".to_owned(),
        name: "Parasol demo".to_owned(),
        standing: Standing::Demo,
        fingerprint: None,
        version: VERSION,
        published: TimeZone::UTC.to_timestamp(published).ok(),
        expires: None,
        stale_after_days: Publication::DEFAULT_STALE_AFTER_DAYS,
        hard_limit_days: Publication::DEFAULT_HARD_LIMIT_DAYS,
        corrections_key: None,
        synonyms: Synonyms::default(),
    }
}

/// A city's words: those of its language.
fn words_of(city: &City) -> &'static words::Words {
    words::in_language(city.language)
}
