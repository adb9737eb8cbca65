//! Needs, kinds of access, taxonomy terms and attributes.

use serde::{Deserialize, Serialize};

/// Defines an enum of slugs: the name in the code, the slug in files.
macro_rules! slugs {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $slug:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every one, in the order of screens.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word used in files, filters and JSON.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// The one with this slug, in any case.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.slug().eq_ignore_ascii_case(slug))
            }
        }
    };
}

slugs! {
    /// What a person can need: a small fixed list that fits on one screen.
    ///
    /// Names and synonyms in the interface languages are in `data/needs.toml`.
    Need {
        /// Violence, rape, danger now.
        CrisisViolence = "crisis-violence",
        /// Trouble with the police or an arrest.
        PoliceLegal = "police-legal",
        /// Advice from a lawyer.
        LegalAdvice = "legal-advice",
        /// Permits, asylum, papers of migrants.
        Immigration = "immigration",
        /// Contraception, pregnancy, abortion.
        SexualReproductiveHealth = "sexual-reproductive-health",
        /// Tests and care for HIV and sexually transmitted infections.
        HivSti = "hiv-sti",
        /// Needles, naloxone, safer use.
        HarmReduction = "harm-reduction",
        /// Counselling and therapy.
        MentalHealth = "mental-health",
        /// A bed or a home.
        HousingShelter = "housing-shelter",
        /// A place to be during the day.
        DropIn = "drop-in",
        /// Money in an emergency.
        MoneyEmergencyFund = "money-emergency-fund",
        /// Identity cards, passports, certificates.
        IdentityDocuments = "identity-documents",
        /// Clearing a criminal record.
        CriminalRecords = "criminal-records",
        /// Jobs and training.
        EmploymentSkills = "employment-skills",
        /// Support among equals.
        PeerSupport = "peer-support",
        /// Organising and unions.
        OrganisingUnion = "organising-union",
        /// Children, parents, custody.
        FamilyChildren = "family-children",
        /// Knowing one's rights.
        RightsEducation = "rights-education",
        /// Reporting bad dates and dangers.
        SafetyReporting = "safety-reporting",
        /// One person who follows a case.
        CaseManagement = "case-management",
        /// Workers who come to people.
        Outreach = "outreach",
        /// Condoms, lubricant, supplies.
        CondomsSupplies = "condoms-supplies",
        /// Changing laws and policies.
        PolicyAdvocacy = "policy-advocacy",
        /// Research.
        Research = "research",
    }
}

slugs! {
    /// How a person can reach a service.
    ///
    /// Names in the interface languages are in `data/access.toml`.
    Access {
        /// Come without an appointment.
        WalkIn = "walk-in",
        /// Come with an appointment.
        Appointment = "appointment",
        /// Workers come to the street.
        Outreach = "outreach",
        /// By telephone.
        Phone = "phone",
        /// On the net.
        Online = "online",
        /// Workers come to the home.
        HomeVisit = "home-visit",
        /// Somebody has to refer the person.
        Referral = "referral",
        /// No identity document is asked for.
        NoId = "no-id",
    }
}

/// An HSDS taxonomy_term that is not one of the needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaxonomyTerm {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// The term's code in its taxonomy.
    pub code: Option<String>,
    /// The term.
    pub name: String,
    /// Which taxonomy, as the source names it.
    pub taxonomy: Option<String>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// An HSDS attribute that is not of the Parasol profile, kept as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attribute {
    /// HSDS id; may be empty in sources.
    pub id: String,
    /// A label in words.
    pub label: Option<String>,
    /// Its value.
    pub value: Option<String>,
    /// The term it attaches.
    pub taxonomy_term: Option<TaxonomyTerm>,
    /// Fields that Parasol does not show.
    pub extra: Extra,
}

/// Fields of a source that Parasol does not show, kept so that exchange loses
/// nothing: pairs of a field's name and its value as JSON text, in the order
/// of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extra(pub Vec<(String, String)>);
