//! HSDS organization and the objects that hang on it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    location::Location,
    profile::{Listing, NswpProfile, Source},
    service::Service,
    taxonomy::{Attribute, Extra, Need, TaxonomyTerm},
    text::{LanguageTag, Text},
};

/// An HSDS organization with everything nested in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Organization {
    /// The publisher's own id; often not a UUID. Never empty.
    pub id: String,
    /// Official or public name. Never empty.
    pub name: Text,
    /// Other names and acronyms. The first is HSDS `alternate_name`, the rest
    /// are profile attributes.
    pub alternate_names: Vec<String>,
    /// What the organisation does.
    pub description: Text,
    /// E-mail addresses. The first is HSDS `email`, the rest are attributes.
    pub emails: Vec<String>,
    /// The main web address.
    pub website: Option<String>,
    /// Further web addresses (HSDS 3.1 `additional_websites`).
    pub additional_websites: Vec<Url>,
    /// Numbers for the whole organisation.
    pub phones: Vec<Phone>,
    /// People or desks to ask for.
    pub contacts: Vec<Contact>,
    /// Places of the organisation. Services point at them by id.
    pub locations: Vec<Location>,
    /// What the organisation offers.
    pub services: Vec<Service>,

    // The Parasol profile: written as HSDS `attributes`.
    /// Languages spoken, for services that name none of their own.
    pub languages: Vec<Language>,
    /// What a person can get help with here.
    pub needs: Vec<Need>,
    /// Slugs of the populations served; see `data/populations.toml`.
    pub populations: Vec<String>,
    /// Taxonomy terms outside the list of needs: searchable, never lost.
    pub terms: Vec<TaxonomyTerm>,
    /// When a person last checked this organisation. Not `last_modified`.
    pub assured_date: Option<Date>,
    /// When a field last changed.
    pub last_modified: Option<Timestamp>,
    /// Whether the curator publishes this organisation.
    pub listing: Listing,
    /// Where an unchecked record was seen.
    pub source: Option<Source>,
    /// The member-page fields of the Global Network of Sex Work Projects.
    pub nswp: Option<NswpProfile>,

    /// Attributes that are not of the profile, kept as they came.
    pub attributes: Vec<Attribute>,
    /// HSDS metadata: the record of changes.
    pub metadata: Vec<Metadata>,
    /// Fields that Parasol does not show, kept for exchange.
    pub extra: Extra,
}

/// HSDS phone.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Phone {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// The number as written, sanitised but not reformatted.
    pub number: String,
    /// Extension, digits only as a rule.
    pub extension: Option<String>,
    /// HSDS `type`: `voice`, `text`, `fax`, `hotline`, `tty`, `whatsapp` …
    pub kind: Option<String>,
    /// What the number is for, and its hours where a source only has text.
    pub description: Option<Text>,
    /// Languages spoken at this number.
    pub languages: Vec<Language>,
    /// When the number answers, as text; a profile attribute.
    pub hours: Option<Text>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS language: spoken at a service, a location or a phone.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Language {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// Language code, where the source gives or implies one.
    pub code: Option<LanguageTag>,
    /// The name as written.
    pub name: Option<String>,
    /// For example "on request".
    pub note: Option<String>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS contact.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// Name of a person or desk.
    pub name: Option<String>,
    /// Title of the person.
    pub title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// E-mail of the contact.
    pub email: Option<String>,
    /// Numbers of the contact.
    pub phones: Vec<Phone>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS 3.1 url: a further web address with what it is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Url {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// What stands there.
    pub label: Option<String>,
    /// The address.
    pub url: String,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS metadata: one recorded change of one field.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// When the change was made, as written.
    pub last_action_date: String,
    /// `create`, `update`, `delete` …
    pub last_action_type: String,
    /// The field.
    pub field_name: String,
    /// Value before.
    pub previous_value: String,
    /// Value after.
    pub replacement_value: String,
    /// Who changed it. Never shown, never exported by a worker.
    pub updated_by: String,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}
