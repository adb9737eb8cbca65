//! What a result row shows: an organisation, or a service with its places.

use jiff::civil::Date;

use super::{
    catalog::EntryNo,
    location::{Address, Location, ServiceAtLocation},
    organization::{Language, Organization, Phone},
    profile::Source,
    publication::Publication,
    service::{Service, ServiceArea},
    taxonomy::{Access, Need},
    text::Text,
};

/// A view of one entry in a directory.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its number in the directory.
    pub number: EntryNo,
    /// Who published it.
    pub publication: &'a Publication,
    /// The organisation, or the one the service belongs to.
    pub organization: &'a Organization,
    /// The service; `None` for the organisation itself.
    pub service: Option<&'a Service>,
}

/// The two kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// An organisation.
    Organization,
    /// A service of an organisation.
    Service,
}

impl EntryKind {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
        }
    }
}

/// Where a value stands that an entry shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// On the entry itself.
    Own,
    /// On the place of the service.
    Location,
    /// On the organisation of the service.
    Organization,
}

/// A value and where it came from, so that the screen can say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inherited<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub from: Origin,
}

/// A place of an entry: a location and what the service says about it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The place.
    pub location: &'a Location,
    /// What is different for the service there.
    pub at: Option<&'a ServiceAtLocation>,
    /// Whether the place is the entry's own or its organisation's.
    pub from: Origin,
}

impl<'a> Entry<'a> {
    /// The entries of an organisation, itself and then its services, numbered
    /// from `first`.
    pub fn each_of(
        publication: &'a Publication,
        organization: &'a Organization,
        first: u32,
    ) -> impl Iterator<Item = Self> {
        let services = std::iter::once(None).chain(organization.services.iter().map(Some));
        (first..).zip(services).map(move |(number, service)| Self {
            number: EntryNo(number),
            publication,
            organization,
            service,
        })
    }

    /// The publisher's id of the record.
    pub fn id(&self) -> &'a str {
        self.service.map_or(self.organization.id.as_str(), |service| service.id.as_str())
    }

    /// `PUBLISHER/ID`: this very entry, also where another publisher uses the
    /// same id.
    pub fn full_id(&self) -> String {
        format!("{}/{}", self.publication.publisher, self.id())
    }

    /// Organisation or service.
    pub fn kind(&self) -> EntryKind {
        if self.service.is_some() { EntryKind::Service } else { EntryKind::Organization }
    }

    /// Name of the service, or of the organisation.
    pub fn name(&self) -> &'a Text {
        self.service.map_or(&self.organization.name, |service| &service.name)
    }

    /// Other names of the record itself.
    pub fn alternate_names(&self) -> &'a [String] {
        self.service.map_or(&self.organization.alternate_names, |service| &service.alternate_names)
    }

    /// Description of the record itself.
    pub fn description(&self) -> &'a Text {
        self.service.map_or(&self.organization.description, |service| &service.description)
    }

    /// When a person last checked this very record. Not inherited: a check of
    /// an organisation says little about each of its services.
    pub fn checked(&self) -> Option<Date> {
        self.service.map_or(self.organization.assured_date, |service| service.assured_date)
    }

    /// Where an unchecked record was seen.
    pub fn source(&self) -> Option<&'a Source> {
        self.service.and_then(|service| service.source.as_ref()).or(self.organization.source.as_ref())
    }

    /// What a person can get help with.
    pub fn needs(&self) -> &'a [Need] {
        self.service.map_or(&self.organization.needs, |service| &service.needs)
    }

    /// Slugs of the populations served; a service that names none inherits.
    pub fn populations(&self) -> &'a [String] {
        match self.service {
            Some(service) if !service.populations.is_empty() => &service.populations,
            _ => &self.organization.populations,
        }
    }

    /// How to reach it. For an organisation: every way that one of its
    /// services can be reached.
    pub fn access(&self) -> Vec<Access> {
        if let Some(service) = self.service {
            return service.access.clone();
        }
        let services = self.organization.services.iter();
        let mut all: Vec<Access> = services.flat_map(|service| service.access.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Every place, the service's own or else the organisation's.
    pub fn places(&self) -> Vec<Place<'a>> {
        let locations = &self.organization.locations;
        if let Some(service) = self.service {
            let own: Vec<Place<'a>> = service
                .service_at_locations
                .iter()
                .filter_map(|at| {
                    let location = locations.iter().find(|location| location.id == at.location_id)?;
                    Some(Place { location, at: Some(at), from: Origin::Own })
                })
                .collect();
            if !own.is_empty() {
                return own;
            }
        }
        let from = if self.service.is_some() { Origin::Organization } else { Origin::Own };
        locations.iter().map(|location| Place { location, at: None, from }).collect()
    }

    /// The address that stands for the entry in a row: the first with a city,
    /// or else the first.
    pub fn main_address(&self) -> Option<&'a Address> {
        let places = self.places();
        let addresses = || places.iter().flat_map(|place| place.location.addresses.iter());
        addresses().find(|address| address.city.is_some()).or_else(|| addresses().next())
    }

    /// Numbers: the service's own (there and at its places), or else its
    /// places', or else the organisation's.
    pub fn phones(&self) -> Inherited<Vec<&'a Phone>> {
        self.inherit(
            |service| {
                service.phones.iter().chain(service.service_at_locations.iter().flat_map(|at| &at.phones)).collect()
            },
            |location| location.phones.iter().collect(),
            |organization| organization.phones.iter().collect(),
        )
    }

    /// Languages spoken: the service's own, or else its places', or else the
    /// organisation's.
    pub fn languages(&self) -> Inherited<Vec<&'a Language>> {
        self.inherit(
            |service| service.languages.iter().collect(),
            |location| location.languages.iter().collect(),
            |organization| organization.languages.iter().collect(),
        )
    }

    /// E-mail addresses: the service's own or else the organisation's.
    pub fn emails(&self) -> Inherited<&'a [String]> {
        match self.service {
            Some(service) if !service.emails.is_empty() => Inherited { value: &service.emails, from: Origin::Own },
            Some(_) => Inherited { value: &self.organization.emails, from: Origin::Organization },
            None => Inherited { value: &self.organization.emails, from: Origin::Own },
        }
    }

    /// The web address: the service's own or else the organisation's.
    pub fn website(&self) -> Option<Inherited<&'a str>> {
        let own = match self.service {
            Some(service) => service.url.as_deref(),
            None => self.organization.website.as_deref(),
        };
        match (own, self.service) {
            (Some(value), _) => Some(Inherited { value, from: Origin::Own }),
            (None, Some(_)) => {
                self.organization.website.as_deref().map(|value| Inherited { value, from: Origin::Organization })
            }
            (None, None) => None,
        }
    }

    /// Where users may come from: the service's areas, or for an organisation
    /// those of all its services.
    pub fn service_areas(&self) -> Vec<&'a ServiceArea> {
        match self.service {
            Some(service) => areas_of(service).collect(),
            None => self.organization.services.iter().flat_map(areas_of).collect(),
        }
    }

    /// True when one of its places keeps its address confidential.
    pub fn has_confidential_place(&self) -> bool {
        self.places().iter().any(|place| place.location.confidential)
    }

    /// The first of service, places and organisation that has any.
    fn inherit<T>(
        &self,
        of_service: impl Fn(&'a Service) -> Vec<T>,
        of_location: impl Fn(&'a Location) -> Vec<T>,
        of_organization: impl Fn(&'a Organization) -> Vec<T>,
    ) -> Inherited<Vec<T>> {
        let Some(service) = self.service else {
            let own = of_organization(self.organization);
            if !own.is_empty() {
                return Inherited { value: own, from: Origin::Own };
            }
            let at_places = self.organization.locations.iter().flat_map(of_location).collect();
            return Inherited { value: at_places, from: Origin::Location };
        };
        let own = of_service(service);
        if !own.is_empty() {
            return Inherited { value: own, from: Origin::Own };
        }
        let places = self.places();
        let at_places: Vec<T> = places.iter().flat_map(|place| of_location(place.location)).collect();
        if !at_places.is_empty() {
            return Inherited { value: at_places, from: Origin::Location };
        }
        Inherited { value: of_organization(self.organization), from: Origin::Organization }
    }
}

/// The areas of a service, wherever it says them.
fn areas_of(service: &Service) -> impl Iterator<Item = &ServiceArea> {
    service.service_areas.iter().chain(service.service_at_locations.iter().flat_map(|at| &at.service_areas))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, catalog::tests::release};

    fn phone(number: &str) -> Phone {
        Phone { number: number.into(), ..Default::default() }
    }

    fn organization() -> Organization {
        Organization {
            id: "o".into(),
            phones: vec![phone("org")],
            locations: vec![
                Location { id: "l1".into(), phones: vec![phone("place")], ..Default::default() },
                Location { id: "l2".into(), ..Default::default() },
            ],
            services: vec![Service {
                id: "s".into(),
                service_at_locations: vec![ServiceAtLocation { location_id: "l1".into(), ..Default::default() }],
                ..Default::default()
            }],
            ..Default::default()
        }
    }

    /// The first number of service `s` and where it stands.
    fn number_of(organization: Organization) -> (String, Origin) {
        let directory = Directory::new(vec![release(vec![organization])]);
        let phones = directory.find("s").unwrap().phones();
        (phones.value[0].number.clone(), phones.from)
    }

    #[test]
    fn a_service_inherits_its_phone_from_the_place_and_then_from_the_organisation() {
        let mut own = organization();
        own.services[0].phones.push(phone("own"));
        assert_eq!(number_of(own), ("own".into(), Origin::Own));
        assert_eq!(number_of(organization()), ("place".into(), Origin::Location));
        let mut bare = organization();
        bare.locations[0].phones.clear();
        assert_eq!(number_of(bare), ("org".into(), Origin::Organization));
    }

    #[test]
    fn a_service_with_no_place_of_its_own_has_those_of_the_organisation() {
        let mut organization = organization();
        organization.services[0].service_at_locations.clear();
        let directory = Directory::new(vec![release(vec![organization])]);
        let entry = directory.find("s").unwrap();
        let places = entry.places();
        assert_eq!(places.len(), 2);
        assert!(places.iter().all(|place| place.from == Origin::Organization));
    }
}
