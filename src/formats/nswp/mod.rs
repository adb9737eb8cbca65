//! Member pages of the Global Network of Sex Work Projects, as text: known
//! labels on lines of their own, and what stands below each.

mod pages;
mod read;
#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::{Map, Value, json};

pub use pages::pages;
pub use read::read;

use super::hsds::profile;
use crate::directory::{
    problem::{Code, Outcome},
    profile::priority_area_title,
};

/// What a page says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Page {
    /// Name of the organisation.
    pub name: Option<String>,
    /// Its e-mail addresses.
    pub email: Vec<String>,
    /// "Who do you work with?"
    pub who_we_work_with: Option<String>,
    /// "How are sex workers involved in your organisation?"
    pub sex_worker_involvement: Option<String>,
    /// Ids of [`PRIORITY_AREAS`](crate::directory::profile::PRIORITY_AREAS),
    /// in the order of the page.
    pub priority_areas: Vec<&'static str>,
    /// "What are the two main challenges …"
    pub main_challenges: Option<String>,
    /// "Describe other areas of your work"
    pub other_work: Option<String>,
    /// ISO 3166-1 code of the country.
    pub country_code: Option<&'static str>,
    /// The country as written.
    pub country_text: Option<String>,
    /// What was unusual, as stable words, each once.
    pub warnings: Vec<&'static str>,
}

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The bytes are not UTF-8.
    InvalidUtf8,
    /// There is nothing in it.
    EmptyInput,
    /// It has not the labels of a member page.
    NotAMemberProfile,
}

impl Refusal {
    /// The code of the problem; its word is the error of the page.
    pub fn code(self) -> Code {
        match self {
            Self::InvalidUtf8 => Code::InvalidUtf8,
            Self::EmptyInput => Code::EmptyInput,
            Self::NotAMemberProfile => Code::NotAMemberProfile,
        }
    }
}

/// What a page came to, as other programs read it: the page, or
/// `{"error": CODE}`.
pub fn as_json(outcome: &Result<Page, Refusal>) -> Value {
    match outcome {
        Ok(page) => serde_json::to_value(page).unwrap_or_default(),
        Err(refusal) => json!({"error": refusal.code().as_str()}),
    }
}

/// What a warning means in a report: field, code and what was done.
pub fn problem_of(warning: &'static str) -> (&'static str, Code, Outcome) {
    match warning {
        "invalid_utf8" => ("", Code::InvalidUtf8, Outcome::Refused),
        "bidi_controls_removed" => ("", Code::BidiControls, Outcome::Repaired),
        "control_chars_removed" => ("", Code::ControlCharacters, Outcome::Repaired),
        "bare_node_url" => ("", Code::BareNodeUrl, Outcome::Kept),
        "extra_header_lines" => ("name", Code::ExtraHeaderLines, Outcome::LeftOut),
        "name_all_caps" => ("name", Code::NameAllCaps, Outcome::Kept),
        "email_obfuscated" => ("email", Code::EmailObfuscated, Outcome::Repaired),
        "multiple_emails" => ("email", Code::MultipleEmails, Outcome::Kept),
        "invalid_email" => ("email", Code::InvalidEmail, Outcome::LeftOut),
        "unknown_priority_area" => ("priority_areas", Code::UnknownPriorityArea, Outcome::LeftOut),
        "unknown_country" => ("country", Code::UnknownCountry, Outcome::Kept),
        missing => (missing.strip_prefix("missing_").unwrap_or(missing), Code::MissingField, Outcome::Kept),
    }
}

/// The name of a page, or what stands in for it: its first address.
pub fn name_of(page: &Page) -> &str {
    page.name.as_deref().or_else(|| page.email.first().map(String::as_str)).unwrap_or("(no name)")
}

/// A page as an HSDS organization, under the id given.
pub fn organization(page: &Page, id: &str) -> Value {
    let attribute = |key: &str, value: &str| profile::attribute("organization", key, value);
    let mut attributes = Vec::new();
    attributes.extend(page.email.iter().skip(1).map(|email| attribute("email", email)));
    let texts = [
        ("nswp.who_we_work_with", page.who_we_work_with.as_deref()),
        ("nswp.sex_worker_involvement", page.sex_worker_involvement.as_deref()),
        ("nswp.main_challenges", page.main_challenges.as_deref()),
        ("nswp.other_work", page.other_work.as_deref()),
        ("nswp.country_text", page.country_text.as_deref()),
    ];
    attributes.extend(texts.into_iter().filter_map(|(key, text)| Some(attribute(key, text?))));
    let areas = page.priority_areas.iter().filter(|id| priority_area_title(id).is_some());
    attributes.extend(areas.map(|id| attribute("nswp.priority_area", id)));
    let mut organization = Map::new();
    for (key, text) in [("id", id), ("name", name_of(page)), ("description", "")] {
        organization.insert(key.to_owned(), text.into());
    }
    if let Some(email) = page.email.first() {
        organization.insert("email".to_owned(), email.as_str().into());
    }
    organization.insert("attributes".to_owned(), attributes.into());
    if let Some(country) = page.country_code {
        // All that a page says of a place.
        let address = json!({
            "id": "", "address_1": "", "city": "", "state_province": "", "postal_code": "", "country": country,
            "address_type": "physical",
        });
        let place = json!({"id": format!("{id}.country"), "location_type": "physical", "addresses": [address]});
        organization.insert("locations".to_owned(), Value::Array(vec![place]));
    }
    Value::Object(organization)
}
