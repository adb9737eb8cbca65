//! What a worker knows better than the directory: said back to whoever
//! publishes it. No name of a person or a machine belongs here.

mod form;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use form::{NotCorrections, TEXT_CHARS, clean, read, write};

use super::{Entry, Organization, Service};

/// Defines an enum of terms, each with the word that JSON, options and message
/// ids use.
macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in JSON, in options and in message ids.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The one with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

terms! {
    /// What a correction is about.
    CorrectedField {
        /// A number to call.
        Phone = "phone",
        /// The hours.
        Hours = "hours",
        /// Street and number of its place.
        Address = "address",
        /// City of its place.
        City = "city",
        /// An e-mail address.
        Email = "email",
        /// The web address.
        Website = "website",
        /// What it costs.
        Cost = "cost",
        /// Who may use it.
        Eligibility = "eligibility",
        /// The name.
        Name = "name",
        /// What it does.
        Description = "description",
        /// It is not there any more.
        Closed = "closed",
        /// All of it is right.
        Right = "right",
        /// Something else, in words.
        Other = "other",
    }
}

terms! {
    /// How the worker knows.
    HowKnown {
        /// Asked them.
        Asked = "asked",
        /// Was there.
        Visited = "visited",
        /// Somebody who was there said so.
        Told = "told",
        /// It stands on their page or paper.
        Published = "published",
    }
}

impl CorrectedField {
    /// True where something has to be written; else the choice says it all.
    pub fn wants_text(self) -> bool {
        !matches!(self, Self::Closed | Self::Right)
    }

    /// True for a field of which an entry can have several.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Phone | Self::Email)
    }

    /// True where an entry can be wrong about this.
    fn fits(self, entry: &Entry<'_>) -> bool {
        match self {
            Self::Hours | Self::Cost | Self::Eligibility => entry.service.is_some(),
            // Nobody is asked to write down where a confidential place is.
            Self::Address | Self::City => !entry.has_confidential_place(),
            _ => true,
        }
    }

    /// What the entry itself says there now; nothing that it inherits.
    pub fn current(self, entry: &Entry<'_>) -> Vec<String> {
        let Entry { organization, service, .. } = entry;
        let text = |text: Option<&super::Text>| text.map(|text| text.value.clone());
        let one = |value: Option<String>| value.into_iter().filter(|value| !value.is_empty()).collect();
        match self {
            Self::Phone => {
                let phones = service.map_or(&organization.phones, |service| &service.phones);
                phones.iter().map(|phone| phone.number.clone()).collect()
            }
            Self::Email => service.map_or(&organization.emails, |service| &service.emails).clone(),
            Self::Website => one(service.map_or_else(|| organization.website.clone(), |service| service.url.clone())),
            Self::Name => one(Some(entry.name().value.clone())),
            Self::Description => one(Some(entry.description().value.clone())),
            Self::Cost => one(text(service.and_then(|service| service.fees_description.as_ref()))),
            Self::Eligibility => one(text(service.and_then(|service| service.eligibility_description.as_ref()))),
            Self::Address => one(entry.main_address().and_then(|address| address.address_1.clone())),
            Self::City => one(entry.main_address().and_then(|address| address.city.clone())),
            Self::Hours | Self::Closed | Self::Right | Self::Other => Vec::new(),
        }
    }
}

/// Something to correct: a field, and in a list of several which of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correctable {
    /// The field.
    pub field: CorrectedField,
    /// What stands there now; `None` where nothing does, or where there are
    /// several and another one is missing.
    pub current: Option<String>,
}

/// Everything that can be corrected about an entry, in the order of asking.
pub fn correctable(entry: &Entry<'_>) -> Vec<Correctable> {
    let fields = CorrectedField::ALL.iter().copied().filter(|field| field.fits(entry));
    let each = |field: CorrectedField| {
        let current = field.current(entry);
        let more = field.is_list() || current.is_empty();
        let known = current.into_iter().map(move |current| Correctable { field, current: Some(current) });
        known.chain(more.then_some(Correctable { field, current: None }))
    };
    fields.flat_map(each).collect()
}

/// One thing that a worker knows better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Id of the entry.
    pub id: String,
    /// Id of its publisher.
    pub publisher: String,
    /// The version of the directory that was corrected.
    pub version: u64,
    /// What it is about.
    pub field: CorrectedField,
    /// What the directory says there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// What is true.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How that is known.
    pub known: HowKnown,
    /// The day on which it was written down.
    pub noted: Date,
}

impl Correction {
    /// A correction of an entry as it is in the directory.
    pub fn of(entry: &Entry<'_>, what: Correctable, text: &str, known: HowKnown, noted: Date) -> Self {
        Self {
            id: entry.id().to_owned(),
            publisher: entry.publication.publisher.clone(),
            version: entry.publication.version,
            field: what.field,
            instead_of: what.current,
            text: if what.field.wants_text() { text.trim().to_owned() } else { String::new() },
            known,
            noted,
        }
    }

    /// The service that it is about, in its organisation: `Some(None)` for the
    /// organisation itself, `None` if it is about another.
    pub fn place_in(&self, organization: &Organization) -> Option<Option<usize>> {
        if organization.id == self.id {
            return Some(None);
        }
        let is_it = |service: &Service| service.id == self.id;
        organization.services.iter().position(is_it).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Address, Directory, Location, Phone, Text, catalog::tests::release};

    fn organization() -> Organization {
        Organization {
            id: "o".into(),
            name: Text::plain("Casa"),
            phones: vec![Phone { number: "1".into(), ..Default::default() }],
            services: vec![Service { id: "s".into(), name: Text::plain("Abri"), ..Default::default() }],
            ..Default::default()
        }
    }

    fn offered(organization: Organization, id: &str) -> Vec<(CorrectedField, Option<String>)> {
        let directory = Directory::new(vec![release(vec![organization])]);
        let all = correctable(&directory.find(id).unwrap());
        all.into_iter().map(|one| (one.field, one.current)).collect()
    }

    #[test]
    fn of_a_list_each_one_can_be_corrected_and_another_added() {
        let offered = offered(organization(), "o");
        assert_eq!(offered[..2], [(CorrectedField::Phone, Some("1".into())), (CorrectedField::Phone, None)]);
        assert!(offered.contains(&(CorrectedField::Name, Some("Casa".into()))));
        assert!(!offered.iter().any(|(field, _)| *field == CorrectedField::Hours), "an organisation has no hours");
    }

    #[test]
    fn nobody_is_asked_where_a_confidential_place_is() {
        let mut organization = organization();
        let address = Address { city: Some("Lyon".into()), ..Default::default() };
        organization.locations = vec![Location { confidential: true, addresses: vec![address], ..Default::default() }];
        let fields: Vec<_> = offered(organization, "s").into_iter().map(|(field, _)| field).collect();
        assert!(!fields.contains(&CorrectedField::Address) && !fields.contains(&CorrectedField::City));
        assert!(fields.contains(&CorrectedField::Hours));
    }

    #[test]
    fn a_choice_that_says_it_all_takes_no_text() {
        let directory = Directory::new(vec![release(vec![organization()])]);
        let entry = directory.find("s").unwrap();
        let what = Correctable { field: CorrectedField::Closed, current: None };
        let correction = Correction::of(&entry, what, "gone", HowKnown::Visited, jiff::civil::date(2026, 11, 24));
        assert_eq!((correction.text.as_str(), correction.id.as_str()), ("", "s"));
        assert_eq!(correction.place_in(entry.organization), Some(Some(0)));
    }

    #[test]
    fn terms_are_found_by_their_words() {
        for field in CorrectedField::ALL {
            assert_eq!(CorrectedField::from_word(field.word()), Some(*field));
        }
        assert_eq!(HowKnown::from_word("dreamt"), None);
    }
}
