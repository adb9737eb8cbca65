//! What many entries have in common: a need, a country, a language. Its names
//! and synonyms, in all languages, are read once, not for every entry.

use super::Field;
use crate::{
    directory::{Access, Entry, Need, vocabulary},
    text::names,
};

/// Something with names that many entries share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// A need.
    Need(Need),
    /// A kind of access.
    Access(Access),
    /// Slug of a population.
    Population(String),
    /// ISO code of a country, of a place or covered.
    Country(String),
    /// Code of a language spoken.
    Language(String),
}

impl Concept {
    /// The field under which its names are found.
    pub fn field(&self) -> Field {
        match self {
            Self::Need(_) => Field::Need,
            Self::Country(_) => Field::Place,
            Self::Access(_) | Self::Population(_) | Self::Language(_) => Field::Facts,
        }
    }

    /// Every name and synonym, in all languages.
    pub fn names(&self) -> Vec<&str> {
        let term = |terms: &'static [vocabulary::Term], slug: &str| {
            terms.iter().find(|term| term.slug == slug).into_iter().flat_map(vocabulary::Term::expressions)
        };
        match self {
            Self::Need(need) => std::iter::once(need.slug()).chain(term(vocabulary::needs(), need.slug())).collect(),
            Self::Access(access) => term(vocabulary::access(), access.slug()).collect(),
            Self::Population(slug) => {
                std::iter::once(slug.as_str()).chain(term(vocabulary::populations(), slug)).collect()
            }
            Self::Country(code) => coded(names::countries(), code),
            Self::Language(code) => coded(names::languages(), code),
        }
    }

    /// The concepts of an entry, each once.
    pub fn of(entry: &Entry<'_>) -> Vec<Self> {
        let mut concepts: Vec<Self> = entry.needs().iter().copied().map(Self::Need).collect();
        concepts.extend(entry.access().into_iter().map(Self::Access));
        concepts.extend(entry.populations().iter().cloned().map(Self::Population));
        let languages = entry.languages().value;
        let codes = languages.iter().filter_map(|language| language.code.as_ref());
        concepts.extend(codes.map(|code| Self::Language(code.primary().to_owned())));
        let places = entry.places();
        let addresses = places.iter().flat_map(|place| &place.location.addresses);
        concepts.extend(addresses.filter_map(|address| address.country.clone()).map(Self::Country));
        let areas = entry.service_areas();
        let covered = areas.iter().filter(|area| area.extent_type.as_deref() == Some("country"));
        concepts.extend(covered.filter_map(|area| area.extent.clone()).map(Self::Country));
        concepts.sort();
        concepts.dedup();
        concepts
    }
}

/// Names of a code; the text itself where no table has it.
fn coded<'a>(table: &'static names::Table, code: &'a str) -> Vec<&'a str> {
    table.get(code).map_or_else(|| vec![code], |row| row.all().collect())
}
