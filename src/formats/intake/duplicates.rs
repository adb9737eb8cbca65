//! Organisations that may be one: the same number, the same host of the web
//! page, nearly the same name in the same place. They are pointed out and
//! never merged: whether they are one, only a person can tell.

use std::collections::HashMap;

use super::hash;
use crate::{
    directory::{
        Organization,
        problem::{Code, Outcome, Problem},
    },
    formats::{hsds, limits},
    text::fold::fold,
};

/// Hosts that many organisations share.
const SHARED_HOSTS: [&str; 12] = [
    "facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "linktr.ee",
    "wordpress.com",
    "blogspot.com",
    "sites.google.com",
    "docs.google.com",
    "youtube.com",
    "t.me",
    "nswp.org",
];

/// What has been seen, as hashes: each key leads to the place and the name of
/// the first organisation that had it.
#[derive(Debug, Default)]
pub struct Duplicates {
    first: HashMap<u64, u32>,
    names: Vec<Box<str>>,
}

/// What an organisation has in common with one that was seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twin {
    /// What is the same.
    pub code: Code,
    /// The field, as a JSON pointer.
    pub field: &'static str,
    /// Which organisation had it first: the first that was looked at is 0.
    pub first: usize,
}

impl Duplicates {
    /// Looks for organisations seen before that may be this one. The problems
    /// have no file, and pointers into the organisation.
    pub(super) fn look(&mut self, organization: &Organization) -> Vec<Problem> {
        let twins = self.twins(organization);
        let problem = |Twin { code, field, first }: Twin| Problem {
            file: String::new(),
            line: 0,
            field: field.to_owned(),
            code,
            value: hsds::shorten(self.names.get(first).map_or("", |name| name)),
            outcome: Outcome::Kept,
        };
        twins.into_iter().map(problem).collect()
    }

    /// The same as facts. Beyond a large number of organisations nothing is
    /// found any more.
    pub fn twins(&mut self, organization: &Organization) -> Vec<Twin> {
        if self.names.len() >= limits::WATCHED_RECORDS / 8 {
            return Vec::new();
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let mut found: Vec<Twin> = Vec::new();
        for (code, field, key) in keys(organization) {
            let first = *self.first.entry(hash(&key)).or_insert(number);
            let twin = Twin { code, field, first: first as usize };
            if first != number && !found.iter().any(|known| known.code == code && known.first == twin.first) {
                found.push(twin);
            }
        }
        self.names.push(format!("{} ({})", organization.name.value, organization.id).into_boxed_str());
        found
    }
}

/// What would be the same in two records of one organisation.
fn keys(organization: &Organization) -> Vec<(Code, &'static str, String)> {
    let mut keys = Vec::new();
    for phone in &organization.phones {
        let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
        // Shorter numbers are those of everybody, such as 112.
        if digits.len() >= 7 {
            keys.push((Code::SamePhone, "/phones", format!("phone {digits} {:?}", phone.extension)));
        }
    }
    if let Some(host) = organization.website.as_deref().and_then(host) {
        keys.push((Code::SameWebsite, "/website", format!("host {host}")));
    }
    let addresses = organization.locations.iter().flat_map(|location| &location.addresses);
    let address = addresses.into_iter().find(|address| address.city.is_some() || address.country.is_some());
    let part = |part: Option<&String>| part.map(|text| fold(text)).unwrap_or_default();
    let place = address.map(|one| (part(one.city.as_ref()), part(one.country.as_ref()))).unwrap_or_default();
    let country = organization.nswp.as_ref().and_then(|nswp| nswp.country_text.as_ref());
    let name = skeleton(&organization.name.value);
    if !name.is_empty() {
        keys.push((Code::SimilarName, "/name", format!("name {name} {place:?} {}", part(country))));
    }
    keys
}

/// A name without what differs between two spellings of it: order of words,
/// accents, legal forms, doubled letters.
fn skeleton(name: &str) -> String {
    const IDLE: [&str; 26] = [
        "the",
        "of",
        "and",
        "for",
        "inc",
        "ltd",
        "llc",
        "asbl",
        "ev",
        "ong",
        "ngo",
        "la",
        "le",
        "les",
        "de",
        "des",
        "du",
        "el",
        "los",
        "y",
        "et",
        "a",
        "association",
        "asociacion",
        "и",
        "org",
    ];
    let folded = fold(name);
    let mut words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !IDLE.contains(word))
        .map(|word| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.dedup();
            let plural = letters.len() > 3 && letters.last() == Some(&'s');
            if plural {
                letters.pop();
            }
            letters.into_iter().collect()
        })
        .collect();
    words.sort();
    words.dedup();
    words.join(" ")
}

/// Host of a web address, if it is the organisation's own.
fn host(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let shared = SHARED_HOSTS.iter().any(|shared| host == *shared || host.ends_with(&format!(".{shared}")));
    (host.contains('.') && !shared).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Phone, Text};

    fn organization(name: &str, phone: &str, website: &str) -> Organization {
        Organization {
            id: name.into(),
            name: Text::plain(name),
            phones: vec![Phone { number: phone.into(), ..Default::default() }],
            website: Some(website.into()),
            ..Default::default()
        }
    }

    #[test]
    fn organisations_that_may_be_one_are_pointed_out() {
        let mut duplicates = Duplicates::default();
        let mut codes = |one: &Organization| {
            let found = duplicates.look(one);
            found.into_iter().map(|problem| (problem.code, problem.value)).collect::<Vec<_>>()
        };
        assert_eq!(codes(&organization("Red Lights of Lyon", "+33 1 42 02 03 04", "https://a.example")), []);
        let first = "Red Lights of Lyon (Red Lights of Lyon)".to_owned();
        let same = organization("RED LIGHT, Lyon", "0033142020304", "http://www.a.example/x");
        assert_eq!(
            codes(&same),
            [(Code::SameWebsite, first.clone()), (Code::SimilarName, first.clone())],
            "a number in another form is another"
        );
        let other = organization("Blue", "+33-1-42020304", "https://www.facebook.com/blue");
        assert_eq!(codes(&other), [(Code::SamePhone, first)]);
        assert_eq!(codes(&organization("Green", "112", "https://facebook.com/green")), []);
    }
}
