//! Tabular HSDS packages of any version: which table a file is, what its
//! columns are called today, and which record a row belongs to.

pub(super) mod join;
mod nest;
mod translate;

pub(super) use translate::{day_of, translate};

/// A table of HSDS 3.1, or one that older versions had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `organizations`
    Organization,
    /// `programs`
    Program,
    /// `services`
    Service,
    /// `service_at_location`
    ServiceAtLocation,
    /// `locations`
    Location,
    /// `contacts`
    Contact,
    /// `phones`
    Phone,
    /// `addresses`
    Address,
    /// `schedules`
    Schedule,
    /// `languages`
    Language,
    /// `service_areas`
    ServiceArea,
    /// `required_documents`
    RequiredDocument,
    /// `cost_options`
    CostOption,
    /// `accessibility`
    Accessibility,
    /// `funding`
    Funding,
    /// `organization_identifiers`
    OrganizationIdentifier,
    /// `url`
    Url,
    /// `service_capacity`
    ServiceCapacity,
    /// `units`
    Unit,
    /// `attributes`
    Attribute,
    /// `taxonomies`
    Taxonomy,
    /// `taxonomy_terms`
    TaxonomyTerm,
    /// `metadata`
    Metadata,
    /// `meta_table_descriptions`: about the files, not about services.
    MetaTableDescription,
    /// `eligibility` of 1.x and 2.x.
    Eligibility,
    /// `payments_accepted` of 1.x and 2.x.
    PaymentAccepted,
}

/// What kind of rows a file of a table has, where versions differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// As HSDS 3 has them.
    Plain,
    /// Addresses of places (1.x, 2.x).
    Physical,
    /// Addresses for letters (1.x, 2.x).
    Postal,
    /// A row a weekday (1.x).
    Regular,
    /// A row a holiday (1.x).
    Holiday,
    /// Links from services to terms (1.x, 2.x).
    TermLink,
}

/// A file of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// Its table.
    pub table: Table,
    /// What kind of rows it has.
    pub flavour: Flavour,
}

/// File names without ending, of every version and of the Ohana API, which
/// HSDS 1 grew out of. The first of a table is that of HSDS 3.1.
const FILES: [(&str, Table, Flavour); 44] = [
    ("organizations", Table::Organization, Flavour::Plain),
    ("organization", Table::Organization, Flavour::Plain),
    ("programs", Table::Program, Flavour::Plain),
    ("program", Table::Program, Flavour::Plain),
    ("services", Table::Service, Flavour::Plain),
    ("service", Table::Service, Flavour::Plain),
    ("service_at_location", Table::ServiceAtLocation, Flavour::Plain),
    ("service_at_locations", Table::ServiceAtLocation, Flavour::Plain),
    ("services_at_location", Table::ServiceAtLocation, Flavour::Plain),
    ("locations", Table::Location, Flavour::Plain),
    ("location", Table::Location, Flavour::Plain),
    ("contacts", Table::Contact, Flavour::Plain),
    ("phones", Table::Phone, Flavour::Plain),
    ("addresses", Table::Address, Flavour::Plain),
    ("physical_addresses", Table::Address, Flavour::Physical),
    ("postal_addresses", Table::Address, Flavour::Postal),
    ("mail_addresses", Table::Address, Flavour::Postal),
    ("schedules", Table::Schedule, Flavour::Plain),
    ("regular_schedules", Table::Schedule, Flavour::Regular),
    ("holiday_schedules", Table::Schedule, Flavour::Holiday),
    ("languages", Table::Language, Flavour::Plain),
    ("service_areas", Table::ServiceArea, Flavour::Plain),
    ("required_documents", Table::RequiredDocument, Flavour::Plain),
    ("cost_options", Table::CostOption, Flavour::Plain),
    ("accessibility", Table::Accessibility, Flavour::Plain),
    ("accessibility_for_disabilities", Table::Accessibility, Flavour::Plain),
    ("funding", Table::Funding, Flavour::Plain),
    ("organization_identifiers", Table::OrganizationIdentifier, Flavour::Plain),
    ("url", Table::Url, Flavour::Plain),
    ("urls", Table::Url, Flavour::Plain),
    ("service_capacity", Table::ServiceCapacity, Flavour::Plain),
    ("units", Table::Unit, Flavour::Plain),
    ("attributes", Table::Attribute, Flavour::Plain),
    ("other_attributes", Table::Attribute, Flavour::Plain),
    ("service_attributes", Table::Attribute, Flavour::TermLink),
    ("services_taxonomy", Table::Attribute, Flavour::TermLink),
    ("taxonomies", Table::Taxonomy, Flavour::Plain),
    ("taxonomy_terms", Table::TaxonomyTerm, Flavour::Plain),
    ("taxonomy", Table::TaxonomyTerm, Flavour::Plain),
    ("metadata", Table::Metadata, Flavour::Plain),
    ("meta_table_descriptions", Table::MetaTableDescription, Flavour::Plain),
    ("eligibility", Table::Eligibility, Flavour::Plain),
    ("eligibilities", Table::Eligibility, Flavour::Plain),
    ("payments_accepted", Table::PaymentAccepted, Flavour::Plain),
];

impl Sheet {
    /// The file with this name, without folder and ending, in any case.
    pub fn of_file(stem: &str) -> Option<Self> {
        let stem = stem.to_ascii_lowercase();
        let (_, table, flavour) = FILES.iter().find(|(name, ..)| *name == stem)?;
        Some(Self { table: *table, flavour: *flavour })
    }

    /// True when headings are those of a table of HSDS rather than of a
    /// spreadsheet that only happens to have the same file name.
    pub fn fits(self, headings: &[String]) -> bool {
        let known = |heading: &&String| {
            let shaped = heading.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            shaped && !heading.is_empty()
        };
        let filled = headings.iter().filter(|heading| !heading.is_empty()).count();
        let id = headings.iter().any(|heading| heading == "id" || heading.ends_with("_id"));
        id && headings.iter().filter(known).count() == filled
    }
}

impl Table {
    /// The name of its file in HSDS 3.1, without ending.
    pub(super) fn file(self) -> &'static str {
        FILES.iter().find(|(_, table, _)| *table == self).map_or(self.kind(), |(name, ..)| name)
    }

    /// The singular name of HSDS: the word in reports.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Program => "program",
            Self::Service => "service",
            Self::ServiceAtLocation => "service_at_location",
            Self::Location => "location",
            Self::Contact => "contact",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Schedule => "schedule",
            Self::Language => "language",
            Self::ServiceArea => "service_area",
            Self::RequiredDocument => "required_document",
            Self::CostOption => "cost_option",
            Self::Accessibility => "accessibility",
            Self::Funding => "funding",
            Self::OrganizationIdentifier => "organization_identifier",
            Self::Url => "url",
            Self::ServiceCapacity => "service_capacity",
            Self::Unit => "unit",
            Self::Attribute => "attribute",
            Self::Taxonomy => "taxonomy",
            Self::TaxonomyTerm => "taxonomy_term",
            Self::Metadata => "metadata",
            Self::MetaTableDescription => "meta_table_description",
            Self::Eligibility => "eligibility",
            Self::PaymentAccepted => "payment_accepted",
        }
    }

    /// True for records that others name by id.
    pub(in crate::formats) fn is_referred_to(self) -> bool {
        matches!(
            self,
            Self::Organization
                | Self::Program
                | Self::Service
                | Self::ServiceAtLocation
                | Self::Location
                | Self::Contact
                | Self::Phone
                | Self::Unit
                | Self::Taxonomy
                | Self::TaxonomyTerm
        )
    }

    /// The key under which a record has its rows of this table, and where that
    /// is a list.
    pub(super) fn key_in(self, parent: Self) -> Option<&'static str> {
        Some(match self {
            Self::Program => "programs",
            Self::Service => "services",
            Self::ServiceAtLocation => "service_at_locations",
            Self::Location => "locations",
            Self::Contact => "contacts",
            Self::Phone => "phones",
            Self::Address => "addresses",
            Self::Schedule => "schedules",
            Self::Language => "languages",
            Self::ServiceArea => "service_areas",
            Self::RequiredDocument => "required_documents",
            Self::CostOption => "cost_options",
            Self::Accessibility => "accessibility",
            Self::Funding => "funding",
            Self::OrganizationIdentifier => "organization_identifiers",
            Self::Url if parent == Self::Organization => "additional_websites",
            Self::Url => "additional_urls",
            Self::ServiceCapacity => "capacities",
            Self::Attribute => "attributes",
            Self::Metadata => "metadata",
            Self::PaymentAccepted => "payments_accepted",
            Self::Organization
            | Self::Unit
            | Self::Taxonomy
            | Self::TaxonomyTerm
            | Self::MetaTableDescription
            | Self::Eligibility => return None,
        })
    }

    /// The columns that name the record a row belongs to, the closest first.
    pub(super) fn parents(self) -> &'static [(&'static str, Self)] {
        const ORGANIZATION: (&str, Table) = ("organization_id", Table::Organization);
        const SERVICE: (&str, Table) = ("service_id", Table::Service);
        const LOCATION: (&str, Table) = ("location_id", Table::Location);
        const PLACE: (&str, Table) = ("service_at_location_id", Table::ServiceAtLocation);
        match self {
            Self::Program | Self::Location | Self::OrganizationIdentifier => &[ORGANIZATION],
            // The Ohana API hangs services on places.
            Self::Service => &[ORGANIZATION, LOCATION],
            Self::ServiceAtLocation
            | Self::RequiredDocument
            | Self::CostOption
            | Self::ServiceCapacity
            | Self::Eligibility
            | Self::PaymentAccepted => &[SERVICE],
            Self::Contact => &[PLACE, SERVICE, LOCATION, ORGANIZATION],
            Self::Phone => &[("contact_id", Self::Contact), PLACE, SERVICE, LOCATION, ORGANIZATION],
            Self::Address => &[LOCATION, ORGANIZATION],
            Self::Schedule => &[PLACE, SERVICE, LOCATION],
            Self::Language => &[("phone_id", Self::Phone), SERVICE, LOCATION],
            Self::ServiceArea => &[PLACE, SERVICE],
            Self::Accessibility => &[LOCATION],
            Self::Funding | Self::Url => &[SERVICE, ORGANIZATION],
            Self::Organization
            | Self::Unit
            | Self::Taxonomy
            | Self::TaxonomyTerm
            | Self::MetaTableDescription
            // Theirs can be of any table; see the join.
            | Self::Attribute
            | Self::Metadata => &[],
        }
    }

    /// Tables whose rows an attribute or a record of changes may name, the
    /// likeliest first.
    pub(super) const LINKED: [Self; 14] = [
        Self::Service,
        Self::Organization,
        Self::Location,
        Self::ServiceAtLocation,
        Self::Phone,
        Self::Contact,
        Self::Address,
        Self::Schedule,
        Self::Language,
        Self::ServiceArea,
        Self::RequiredDocument,
        Self::CostOption,
        Self::Accessibility,
        Self::Program,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_in_every_version() {
        for (stem, table) in [
            ("services_at_location", Table::ServiceAtLocation),
            ("Service_At_Location", Table::ServiceAtLocation),
            ("regular_schedules", Table::Schedule),
            ("taxonomy", Table::TaxonomyTerm),
            ("eligibilities", Table::Eligibility),
        ] {
            assert_eq!(Sheet::of_file(stem).unwrap().table, table, "{stem}");
        }
        assert_eq!(Sheet::of_file("contacts of 2019"), None);
    }

    #[test]
    fn headings_of_a_spreadsheet_are_not_those_of_a_package() {
        let sheet = Sheet::of_file("services").unwrap();
        let fits = |headings: &[&str]| sheet.fits(&headings.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert!(fits(&["id", "organization_id", "name", ""]));
        assert!(!fits(&["Services-ID", "Title"]));
        assert!(!fits(&["name", "phone"]));
    }
}
