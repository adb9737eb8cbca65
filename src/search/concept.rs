//! What many entries have in common: a need, a country, a language. Its names
//! and synonyms, in all languages, are read once, not for every entry.

use std::{collections::HashMap, sync::LazyLock};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::{Field, resolved::Resolved, values};
use crate::{
    directory::{
        Synonyms,
        synonyms::{self, Subject},
        vocabulary,
    },
    text::{fold::fold, names},
};

/// Something with names that many entries share: what synonyms are other words
/// for, as an entry has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Concept(pub Subject);

impl Concept {
    /// The field under which its names are found.
    pub fn field(&self) -> Field {
        match &self.0 {
            Subject::Need(_) | Subject::Term(_) => Field::Need,
            Subject::Country(_) | Subject::City(_) => Field::Place,
            Subject::Access(_) | Subject::Population(_) | Subject::Language(_) => Field::Facts,
        }
    }

    /// How many of its [`names`](Self::names) come first that are what it is
    /// called, and not only what people say.
    pub fn proper_names(&self) -> usize {
        let terms = match &self.0 {
            Subject::Need(need) => vocabulary::needs().iter().find(|term| term.slug == need.slug()),
            Subject::Population(slug) => vocabulary::populations().iter().find(|term| term.slug == *slug),
            Subject::Access(_) | Subject::Country(_) | Subject::Language(_) | Subject::Term(_) | Subject::City(_) => {
                None
            }
        };
        terms.map_or(0, |term| 1 + term.name.len())
    }

    /// Every name and synonym, in all languages: those that the program
    /// carries, and those that publishers add.
    pub fn names(&self, added: &[&Synonyms]) -> Vec<String> {
        let more = std::iter::once(synonyms::carried()).chain(added.iter().copied());
        let more = more.flat_map(|synonyms| synonyms.of(&self.0));
        let mut seen = std::collections::HashSet::new();
        self.listed().into_iter().chain(more).filter(|name| seen.insert(*name)).map(str::to_owned).collect()
    }

    /// The names and synonyms of the lists.
    fn listed(&self) -> Vec<&str> {
        let term = |terms: &'static [vocabulary::Term], slug: &str| {
            terms.iter().find(|term| term.slug == slug).into_iter().flat_map(vocabulary::Term::expressions)
        };
        match &self.0 {
            Subject::Need(need) => std::iter::once(need.slug()).chain(term(vocabulary::needs(), need.slug())).collect(),
            Subject::Access(access) => term(vocabulary::access(), access.slug()).collect(),
            Subject::Population(slug) => {
                std::iter::once(slug.as_str()).chain(term(vocabulary::populations(), slug)).collect()
            }
            Subject::Country(code) => coded(names::countries(), code),
            Subject::Language(code) => coded(names::languages(), code),
            Subject::Term(name) => vec![name.as_str()],
            Subject::City(code) => coded(names::cities(), code),
        }
    }

    /// The concepts of an entry, each once.
    pub fn of(entry: &Resolved<'_>) -> Vec<Self> {
        let mut subjects: Vec<Subject> = entry.needs().iter().copied().map(Subject::Need).collect();
        subjects.extend(entry.access().into_iter().map(Subject::Access));
        subjects.extend(entry.populations().iter().map(|slug| Subject::Population(slug.into())));
        let codes = entry.languages.iter().filter_map(|language| language.code.as_ref());
        subjects.extend(codes.map(|code| Subject::Language(code.primary().into())));
        let addresses = entry.places.iter().flat_map(|place| &place.location.addresses);
        let cities = addresses.clone().filter_map(|address| Some((address.city.as_ref()?, address.country.as_ref())));
        subjects.extend(cities.flat_map(|(city, country)| city_of(city, country)));
        subjects
            .extend(addresses.filter_map(|address| address.country.as_ref()).map(|code| Subject::Country(code.into())));
        let covered = entry.areas.iter().filter(|area| area.extent_type.as_deref() == Some("country"));
        subjects.extend(covered.filter_map(|area| area.extent.as_ref()).map(|code| Subject::Country(code.into())));
        let terms = entry.service.map_or(&entry.organization.terms, |service| &service.terms);
        for term in terms {
            subjects.extend(known_terms(&term.name).into_iter().map(Subject::Term));
            let sent = entry.publication.synonyms.terms_of(&term.name);
            subjects.extend(sent.filter(|subject| matches!(subject, Subject::Term(_))).cloned());
        }
        subjects.sort();
        subjects.dedup();
        subjects.into_iter().map(Self).collect()
    }
}

/// The terms with synonyms that the program carries, by every name of theirs.
static TERMS: LazyLock<HashMap<String, Vec<CompactString>>> = LazyLock::new(|| {
    let mut terms: HashMap<String, Vec<CompactString>> = HashMap::new();
    for (subject, name) in synonyms::carried().all() {
        if let Subject::Term(own) = subject {
            for name in [own.to_string(), fold(name)] {
                let known = terms.entry(name).or_default();
                known.extend(Some(own.clone()).filter(|own| !known.contains(own)));
            }
        }
    }
    terms
});

/// The terms with synonyms that the program carries and that a term of an
/// entry belongs to.
fn known_terms(name: &str) -> Vec<CompactString> {
    TERMS.get(&fold(name)).cloned().unwrap_or_default()
}

/// The city of this name, in the country if that is known.
fn city_of<'a>(name: &str, country: Option<&'a String>) -> impl Iterator<Item = Subject> + use<'a> {
    let here = move |code: &str| {
        country.is_none_or(|country| code.get(..2).is_some_and(|own| own.eq_ignore_ascii_case(country)))
    };
    let known = values::cities_named(&values::plain(name)).iter();
    known.filter(move |row| here(row.code)).map(|row| Subject::City(row.code.into()))
}

/// Names of a code; the text itself where no table has it.
fn coded<'a>(table: &'static names::Table, code: &'a str) -> Vec<&'a str> {
    table.get(code).map_or_else(|| vec![code], |row| row.all().collect())
}
