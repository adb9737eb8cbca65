//! What Parasol adds to HSDS. In exchange files all of it is HSDS
//! `attributes`, so that other tools keep it.

use serde::{Deserialize, Serialize};

/// Whether a record may be published. Importing a record is never publishing
/// it: being listed is dangerous in some places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Listing {
    /// May be published.
    #[default]
    Listed,
    /// Known to the curator, never published.
    Unlisted,
}

/// Where a record that nobody has checked was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// The page relied on.
    pub url: String,
    /// The page's own date as written (`2020-09-28`), where it had one.
    pub seen: Option<String>,
    /// A part of a date (`2021`, `2022-08`) where no more is known.
    pub period: Option<String>,
}

/// The fields of a member page of the Global Network of Sex Work Projects.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NswpProfile {
    /// "Who do you work with?"
    pub who_we_work_with: Option<String>,
    /// "How are sex workers involved in your organisation?"
    pub sex_worker_involvement: Option<String>,
    /// Ids of [`PRIORITY_AREAS`], in the page's order. Advocacy aims, not
    /// services: they do not map onto needs.
    pub priority_areas: Vec<String>,
    /// "What are the two main challenges …"
    pub main_challenges: Option<String>,
    /// "Describe other areas of your work"
    pub other_work: Option<String>,
    /// The country as the page wrote it: `Estados Unidos`.
    pub country_text: Option<String>,
}

/// The seven priority areas: id and NSWP's own short title, in page order.
pub const PRIORITY_AREAS: [(&str, &str); 7] = [
    (
        "decriminalisation",
        "Oppose the criminalisation and other legal oppression of sex work and support its recognition as work",
    ),
    (
        "trafficking_paradigm",
        "Critique the trafficking paradigm that conflates representations of sex work, migration, and mobility",
    ),
    (
        "health_access",
        "Advocate for universal access to health services, including primary health care, HIV and sexual and \
         reproductive health services",
    ),
    (
        "violence",
        "Speak out about violence against sex workers, including violence from police, institutions, clients, and \
         intimate partners, while challenging the myth that sex work is inherently gender-based violence",
    ),
    (
        "human_rights_abuses",
        "Oppose human rights abuses, including coercive programming, mandatory testing, raids and forced \
         rehabilitation",
    ),
    (
        "stigma",
        "Challenge stigma and discrimination against sex workers, their families and partners, and others involved \
         in sex work",
    ),
    (
        "economic_empowerment",
        "Advocate for the economic empowerment and social inclusion of sex workers as sex workers",
    ),
];

/// The title of a priority area, where the id is one of the seven.
pub fn priority_area_title(id: &str) -> Option<&'static str> {
    PRIORITY_AREAS.iter().find(|(known, _)| *known == id).map(|(_, title)| *title)
}

/// A record that was withdrawn. It wins over any older record of its id from
/// the same publisher, in any order of import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// Id of the organisation or service withdrawn.
    pub id: String,
    /// Why, as a code: `closed`, `dangerous`, `asked`, `duplicate`, `wrong`.
    pub reason: String,
    /// The version of the directory from which it is withdrawn.
    pub since_version: u64,
}
