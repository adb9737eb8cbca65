//! What many entries have in common: a need, a country, a language. Its names
//! and synonyms, in all languages, are read once, not for every entry.

use std::{collections::HashMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::Field;
use crate::{
    directory::{
        Access, Entry, Need, Synonyms,
        synonyms::{self, Subject},
        vocabulary,
    },
    text::{fold::fold, names},
};

/// Something with names that many entries share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// A term of a taxonomy that is no need and that has synonyms, folded.
    Term(String),
}

impl Concept {
    /// The field under which its names are found.
    pub fn field(&self) -> Field {
        match self {
            Self::Need(_) | Self::Term(_) => Field::Need,
            Self::Country(_) => Field::Place,
            Self::Access(_) | Self::Population(_) | Self::Language(_) => Field::Facts,
        }
    }

    /// How many of its [`names`](Self::names) come first that are what it is
    /// called, and not only what people say.
    pub fn proper_names(&self) -> usize {
        let terms = match self {
            Self::Need(need) => vocabulary::needs().iter().find(|term| term.slug == need.slug()),
            Self::Population(slug) => vocabulary::populations().iter().find(|term| term.slug == *slug),
            Self::Access(_) | Self::Country(_) | Self::Language(_) | Self::Term(_) => None,
        };
        terms.map_or(0, |term| 1 + term.name.len())
    }

    /// Every name and synonym, in all languages: those that the program
    /// carries, and those that publishers add.
    pub fn names(&self, added: &[&Synonyms]) -> Vec<String> {
        let subject = self.subject();
        let more = std::iter::once(synonyms::carried()).chain(added.iter().copied());
        let more = more.flat_map(|synonyms| synonyms.of(&subject));
        let mut seen = std::collections::HashSet::new();
        self.listed().into_iter().chain(more).filter(|name| seen.insert(*name)).map(str::to_owned).collect()
    }

    /// What a synonym is another word for.
    fn subject(&self) -> Subject {
        match self {
            Self::Need(need) => Subject::Need(*need),
            Self::Access(access) => Subject::Access(*access),
            Self::Population(slug) => Subject::Population(slug.clone()),
            Self::Country(code) => Subject::Country(code.clone()),
            Self::Language(code) => Subject::Language(code.clone()),
            Self::Term(name) => Subject::Term(name.clone()),
        }
    }

    /// The names and synonyms of the lists.
    fn listed(&self) -> Vec<&str> {
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
            Self::Term(name) => vec![name.as_str()],
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
        let terms = entry.service.map_or(&entry.organization.terms, |service| &service.terms);
        for term in terms {
            concepts.extend(known_terms(&term.name).into_iter().map(Self::Term));
            let sent = entry.publication.synonyms.terms_of(&term.name);
            concepts.extend(sent.filter_map(|subject| match subject {
                Subject::Term(name) => Some(Self::Term(name.clone())),
                _ => None,
            }));
        }
        concepts.sort();
        concepts.dedup();
        concepts
    }
}

/// The terms with synonyms that the program carries, by every name of theirs.
static TERMS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut terms: HashMap<String, Vec<String>> = HashMap::new();
    for (subject, name) in synonyms::carried().all() {
        if let Subject::Term(own) = subject {
            for name in [own.clone(), fold(name)] {
                let known = terms.entry(name).or_default();
                known.extend(Some(own.clone()).filter(|own| !known.contains(own)));
            }
        }
    }
    terms
});

/// The terms with synonyms that the program carries and that a term of an
/// entry belongs to.
fn known_terms(name: &str) -> Vec<String> {
    TERMS.get(&fold(name)).cloned().unwrap_or_default()
}

/// Names of a code; the text itself where no table has it.
fn coded<'a>(table: &'static names::Table, code: &'a str) -> Vec<&'a str> {
    table.get(code).map_or_else(|| vec![code], |row| row.all().collect())
}
