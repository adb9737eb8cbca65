//! HSDS location, address, accessibility and service_at_location.

use serde::{Deserialize, Serialize};

use super::{
    organization::{Contact, Language, Phone},
    schedule::Schedule,
    service::ServiceArea,
    taxonomy::{Attribute, Extra},
    text::Text,
};

/// An HSDS location: a place where services are given.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Location {
    /// The publisher's own id. Never empty.
    pub id: String,
    /// HSDS `location_type`.
    pub location_type: LocationType,
    /// Name of the place.
    pub name: Option<Text>,
    /// What the place is like.
    pub description: Option<Text>,
    /// How to get there.
    pub transportation: Option<Text>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Addresses of the place.
    pub addresses: Vec<Address>,
    /// Numbers at the place.
    pub phones: Vec<Phone>,
    /// People or desks at the place.
    pub contacts: Vec<Contact>,
    /// Languages spoken at the place.
    pub languages: Vec<Language>,
    /// When the place is open.
    pub schedules: Vec<Schedule>,
    /// Steps, lifts, ramps …
    pub accessibility: Vec<Accessibility>,
    /// IANA name of the zone that the hours of this place are in, such as
    /// `Europe/Paris`; a profile attribute, since HSDS only has a UTC offset.
    pub time_zone: Option<String>,
    /// True when the address must never be shown: see
    /// [`confidential`](super::confidential). A profile attribute.
    pub confidential: bool,
    /// Attributes that are not of the profile, kept as they came.
    pub attributes: Vec<Attribute>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS `location_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LocationType {
    /// A place to go to.
    #[default]
    Physical,
    /// An address for letters only.
    Postal,
    /// A place on the net.
    Virtual,
}

/// HSDS address. Every part may be empty: old sources often know only a city.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Address {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// Person or desk.
    pub attention: Option<String>,
    /// Street and number.
    pub address_1: Option<String>,
    /// Floor, flat, building.
    pub address_2: Option<String>,
    /// City or town.
    pub city: Option<String>,
    /// Part of a city or a county.
    pub region: Option<String>,
    /// State or province.
    pub state_province: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 code in capitals, or the text of the source where unknown.
    pub country: Option<String>,
    /// HSDS `address_type`.
    pub address_type: LocationType,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS accessibility.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Accessibility {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// In words: "step-free".
    pub description: Option<Text>,
    /// More about it.
    pub details: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// HSDS service_at_location: a service at one of its places, and what is
/// different there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ServiceAtLocation {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// Id of a location of the same organisation.
    pub location_id: String,
    /// What is different there.
    pub description: Option<Text>,
    /// Numbers of the service at this place.
    pub phones: Vec<Phone>,
    /// People or desks of the service at this place.
    pub contacts: Vec<Contact>,
    /// Hours of the service at this place.
    pub schedules: Vec<Schedule>,
    /// Where users of the service at this place may come from.
    pub service_areas: Vec<ServiceArea>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}
