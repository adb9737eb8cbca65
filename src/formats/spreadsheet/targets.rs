//! What a column of a spreadsheet can hold.

/// Defines the targets: the name here, and the word in a mapping.
macro_rules! targets {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a column holds, under the name of HSDS where it has one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Target { $($(#[$doc])* $name,)* }

        impl Target {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in a mapping.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

targets! {
    /// Id of the organisation.
    OrganizationId = "organization.id",
    /// Name of the organisation.
    OrganizationName = "organization.name",
    /// A further name.
    AlternateName = "organization.alternate_name",
    /// What it does.
    Description = "organization.description",
    /// E-mail addresses.
    Email = "organization.email",
    /// Web address.
    Website = "organization.website",
    /// Id of the service.
    ServiceId = "service.id",
    /// Name of the service. Rows of one organisation are then its services.
    ServiceName = "service.name",
    /// What the service does.
    ServiceDescription = "service.description",
    /// Web address of the service.
    ServiceUrl = "service.url",
    /// How to get in.
    ApplicationProcess = "service.application_process",
    /// What it costs.
    Fees = "service.fees_description",
    /// Who may use it.
    Eligibility = "service.eligibility_description",
    /// How long people wait.
    WaitTime = "service.wait_time",
    /// Interpreters.
    Interpretation = "service.interpretation_services",
    /// What users must know now.
    Alert = "service.alert",
    /// Numbers.
    Phone = "phone",
    /// Numbers that answer in an emergency.
    Hotline = "phone.hotline",
    /// Numbers of fax machines.
    Fax = "phone.fax",
    /// Numbers for WhatsApp.
    Whatsapp = "phone.whatsapp",
    /// Numbers for text phones.
    Tty = "phone.tty",
    /// A person or desk.
    ContactName = "contact.name",
    /// Title of the person.
    ContactTitle = "contact.title",
    /// E-mail of the person.
    ContactEmail = "contact.email",
    /// Name of the place.
    LocationName = "location.name",
    /// What the place is like.
    LocationDescription = "location.description",
    /// How to get there.
    Transportation = "location.transportation",
    /// Degrees north.
    Latitude = "location.latitude",
    /// Degrees east.
    Longitude = "location.longitude",
    /// Street and number, or the whole address.
    Address1 = "address.address_1",
    /// Floor, building.
    Address2 = "address.address_2",
    /// City.
    City = "address.city",
    /// Part of a city, county.
    Region = "address.region",
    /// State or province.
    StateProvince = "address.state_province",
    /// Postal code.
    PostalCode = "address.postal_code",
    /// Country, by code or by name.
    Country = "address.country",
    /// "yes" where the address must never be shown.
    Confidential = "confidential",
    /// Hours in words.
    Hours = "hours",
    /// Languages spoken.
    Language = "language",
    /// What a person can get help with; words that mean no need are kept as
    /// terms.
    Need = "need",
    /// Whom it is for.
    Population = "population",
    /// How to reach it.
    Access = "access",
    /// Taxonomy terms.
    Term = "term",
    /// Steps, lifts, ramps.
    Accessibility = "accessibility",
    /// What to bring.
    RequiredDocument = "required_document",
    /// Where users may come from.
    ServiceArea = "service_area",
    /// When a person checked it.
    AssuredDate = "assured_date",
    /// When a field changed.
    LastModified = "last_modified",
    /// Kept as it is, under its heading.
    Keep = "keep",
    /// Not read at all.
    Drop = "drop",
}

impl Target {
    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.word() == word)
    }

    /// True for cells that usually hold several values.
    pub fn is_many(self) -> bool {
        matches!(
            self,
            Self::Phone
                | Self::Hotline
                | Self::Fax
                | Self::Whatsapp
                | Self::Tty
                | Self::Language
                | Self::Need
                | Self::Population
                | Self::Access
                | Self::Term
                | Self::Accessibility
                | Self::RequiredDocument
                | Self::ServiceArea
                | Self::AlternateName
        )
    }

    /// HSDS `type` of a number.
    pub(super) fn phone_type(self) -> Option<&'static str> {
        match self {
            Self::Phone => Some("voice"),
            Self::Hotline => Some("hotline"),
            Self::Fax => Some("fax"),
            Self::Whatsapp => Some("whatsapp"),
            Self::Tty => Some("tty"),
            _ => None,
        }
    }

    /// True for what only a service has.
    pub(super) fn is_of_service(self) -> bool {
        matches!(
            self,
            Self::ServiceName
                | Self::ServiceDescription
                | Self::ServiceUrl
                | Self::ApplicationProcess
                | Self::Fees
                | Self::Eligibility
                | Self::WaitTime
                | Self::Interpretation
                | Self::Alert
                | Self::Access
                | Self::RequiredDocument
                | Self::ServiceArea
        )
    }
}
