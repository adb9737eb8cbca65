//! HSDS service and the objects that hang on it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    location::ServiceAtLocation,
    organization::{Contact, Language, Metadata, Phone, Url},
    profile::{Listing, Source},
    schedule::Schedule,
    taxonomy::{Access, Attribute, Extra, Need, TaxonomyTerm},
    text::Text,
};

/// An HSDS service with everything nested in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Service {
    /// The publisher's own id. Never empty.
    pub id: String,
    /// Name of the service. Never empty.
    pub name: Text,
    /// Other names. The first is HSDS `alternate_name`, the rest attributes.
    pub alternate_names: Vec<String>,
    /// What it does.
    pub description: Text,
    /// Web address of the service itself.
    pub url: Option<String>,
    /// Further web addresses.
    pub additional_urls: Vec<Url>,
    /// E-mail addresses of the service itself.
    pub emails: Vec<String>,
    /// Whether it runs.
    pub status: ServiceStatus,
    /// Interpreters, as text.
    pub interpretation_services: Option<Text>,
    /// How to get in: what to do first.
    pub application_process: Option<Text>,
    /// What it costs, as text.
    pub fees_description: Option<Text>,
    /// How long people wait, as text.
    pub wait_time: Option<Text>,
    /// Who may use it, as text (HSDS eligibility).
    pub eligibility_description: Option<Text>,
    /// Youngest age served, in years.
    pub minimum_age: Option<u16>,
    /// Oldest age served, in years.
    pub maximum_age: Option<u16>,
    /// When a person last checked this service. Not `last_modified`.
    pub assured_date: Option<Date>,
    /// Something that users must know now.
    pub alert: Option<Text>,
    /// When a field last changed.
    pub last_modified: Option<Timestamp>,
    /// Numbers of the service itself.
    pub phones: Vec<Phone>,
    /// When it runs, wherever it runs.
    pub schedules: Vec<Schedule>,
    /// Where its users may come from.
    pub service_areas: Vec<ServiceArea>,
    /// Its places, with what differs there.
    pub service_at_locations: Vec<ServiceAtLocation>,
    /// Languages spoken at the service.
    pub languages: Vec<Language>,
    /// Prices.
    pub cost_options: Vec<CostOption>,
    /// What to bring.
    pub required_documents: Vec<RequiredDocument>,
    /// People or desks to ask for.
    pub contacts: Vec<Contact>,

    // The Parasol profile: written as HSDS `attributes`.
    /// What a person can get help with here.
    pub needs: Vec<Need>,
    /// Slugs of the populations served; see `data/populations.toml`.
    pub populations: Vec<String>,
    /// How a person can reach it: walk in, by phone, no ID asked …
    pub access: Vec<Access>,
    /// Taxonomy terms outside the list of needs: searchable, never lost.
    pub terms: Vec<TaxonomyTerm>,
    /// Whether the curator publishes this service.
    pub listing: Listing,
    /// Where an unchecked record was seen.
    pub source: Option<Source>,

    /// Attributes that are not of the profile, kept as they came.
    pub attributes: Vec<Attribute>,
    /// HSDS metadata: the record of changes.
    pub metadata: Vec<Metadata>,
    /// Fields that Parasol does not show, kept for exchange.
    pub extra: Extra,
}

/// HSDS `status` of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ServiceStatus {
    /// Runs. Also what a source without a status is taken to mean.
    #[default]
    Active,
    /// Does not run now.
    Inactive,
    /// Has ended.
    Defunct,
    /// Closed for a time.
    TemporarilyClosed,
}

/// HSDS service_area: where the users of a service may come from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ServiceArea {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// Name of the area: "France", "Île-de-France", "worldwide".
    pub name: Option<String>,
    /// More about it.
    pub description: Option<String>,
    /// HSDS `extent`. With `extent_type` `country` an ISO 3166-1 code.
    pub extent: Option<String>,
    /// HSDS `extent_type`. Parasol understands `country` and `global`; others
    /// are matched by name.
    pub extent_type: Option<String>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS cost_option.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CostOption {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// For whom or what: "students".
    pub option: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Amount in `currency`; zero means free.
    pub amount: Option<f64>,
    /// The price as text.
    pub amount_description: Option<String>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS required_document: what to bring.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RequiredDocument {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// The document, in words.
    pub document: Text,
    /// Where to read more.
    pub uri: Option<String>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}
