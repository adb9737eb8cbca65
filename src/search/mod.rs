//! Finding entries: the query language, the index, ranking, highlights. Pure.
//!
//! The rest of the program knows only this page: [`Query`], [`Index`],
//! [`Request`] and [`Outcome`].

mod address;
mod ask;
mod beginnings;
mod best;
mod bits;
mod builder;
mod bytes;
mod candidates;
mod collect;
mod column;
mod complete;
mod concept;
mod distance;
mod edits;
mod facets;
mod facts;
mod fields;
mod flat;
mod found;
mod held;
mod index;
mod kept;
mod known;
mod lexicon;
mod lists;
mod matched;
pub mod meaning;
mod meant;
mod numbered;
mod phones;
mod places;
pub mod query;
mod rank;
mod ready;
mod resolved;
mod said;
mod said_of_topics;
mod sequences;
mod sieve;
mod sought;
mod sounds;
mod table;
mod telling;
mod threads;
mod topics;
mod values;
mod walk;
mod whereabouts;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{
    Timestamp,
    civil::{Time, time},
};

pub use crate::directory::Point;
use crate::directory::{
    Access, EntryNo, Need,
    schedule::Day,
    vocabulary::{self, Topic},
};

pub use collect::Collected;
pub use complete::complete;
pub use index::Index;
pub use known::{is_known_by_directory, publisher};
pub use query::FILTER_NAMES;
pub use values::{choice_name, when};

/// A filter: every entry shown passes all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filter {
    /// `need:housing-shelter`
    Need(Need),
    /// `place:lyon`: a city, region or country by name, folded. Services that
    /// cover the place pass too.
    Place(String),
    /// `country:FR`: ISO code, given as a code or as a name in any language.
    Country(String),
    /// `lang:ru`: language code, given as a code or as a name.
    Language(String),
    /// `open:now`, `open:tue-14:30`
    Open(When),
    /// `access:walk-in`
    Access(Access),
    /// `for:migrants`: slug of a population.
    Population(String),
    /// `checked:90`: checked within so many days.
    CheckedWithin(u16),
    /// `near:lyon`: a city, region or state by name, folded. Takes nothing
    /// away, but puts the nearest first; what covers the place comes after what
    /// is near it, and then what is further away. Like [`Place`](Self::Place)
    /// where the place is not on the map.
    Near(String),
    /// `publisher:NAME`, `from:NAME`: id or name of a publisher, or the
    /// beginning of one, folded.
    Publisher(String),
}

/// The instant at which an entry has to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Now.
    Now,
    /// At the next such day and time, by each place's own zone. `None` for the
    /// day: the next time it is that time of day.
    At {
        /// Day of the week.
        day: Option<Day>,
        /// Local time.
        time: Time,
    },
}

/// What the user asks for: words and filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words, folded, in the order typed.
    pub words: Vec<String>,
    /// Filters, in the order given.
    pub filters: Vec<Filter>,
    /// Words before which more than blanks stands, by place (their number for
    /// what stands after the last): a name that has the same there is what was
    /// typed.
    pub marked: Vec<usize>,
}

/// What is wrong with a filter in the words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryProblem {
    /// There is no filter of this name.
    #[error("no filter `{name}:`")]
    UnknownFilter {
        /// As typed.
        name: String,
        /// The nearest filter name, if one is near.
        nearest: Option<String>,
    },
    /// The filter has no such value.
    #[error("`{name}:` has no value `{value}`")]
    UnknownValue {
        /// The filter.
        name: String,
        /// As typed.
        value: String,
        /// All values of a short list, or the nearest ones of a long list.
        choices: Vec<String>,
    },
}

/// What a filter that is being typed could become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that it replaces.
    pub replace: std::ops::Range<usize>,
    /// What stands there then: `need:housing-shelter`.
    pub with: String,
    /// The value's name in the language of the interface.
    pub note: String,
}

/// Set from another thread to stop a search that nobody waits for any more.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    /// Asks the search to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True when the search should stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Everything a search needs besides the index.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What to find.
    pub query: &'a Query,
    /// The instant of "now".
    pub now: Timestamp,
    /// Today's date where the user is, for the age of checks.
    pub today: jiff::civil::Date,
    /// At most so many hits are returned; `total` counts all.
    pub limit: usize,
    /// So many hits say what matched; those after them, which nobody sees
    /// without scrolling, wait for [`Index::explain`].
    pub explained: usize,
}

/// The result of a search.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The best entries, best first.
    pub hits: Vec<Hit>,
    /// Number of all entries that match.
    pub total: usize,
    /// How many entries each further choice of a filter would leave.
    pub facets: Facets,
    /// How many of `total` are in the place of a `place:` filter or near that of
    /// a `near:` filter, and do not only cover it; all of them without such a
    /// filter. They come first.
    pub in_place: usize,
    /// When nothing matches: what excluded everything.
    pub excluded: Option<Excluded>,
    /// When no entry has every word, the best of those that have most; or what
    /// the words mean, with what has them as they stand among it. Shown in
    /// place of `hits`.
    pub partial: Option<Partial>,
}

/// Entries that have some of the words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Partial {
    /// The words left out, as folded, in the order typed. Words that say
    /// nothing ("I need a") are not counted.
    pub dropped: Vec<String>,
    /// The need that the words are about, where none of the entries has them.
    pub meant: Option<Need>,
    /// The topic that they are about, if it is one; then `meant` is the first
    /// need that answers it.
    pub topic: Option<&'static Topic>,
    /// The best entries that have all the others, best first. Never empty
    /// unless no hits were asked for.
    pub hits: Vec<Hit>,
    /// Number of all entries that have all the others.
    pub total: usize,
}

impl Partial {
    /// The name of what the words are about, if they are about something.
    pub fn understood(&self, language: &str) -> Option<&'static str> {
        let need = || self.meant.map(|need| vocabulary::need_name(need, language));
        self.topic.map(|topic| topic.name(language)).or_else(need)
    }
}

/// How many entries are left when a choice is added to the query's filters.
/// Countries, places, publishers, hours and the age of checks are counted
/// without the query's own filter of that kind: a new one takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// In the order of [`Need::ALL`].
    pub needs: Vec<usize>,
    /// Country codes, most entries first.
    pub countries: Vec<(String, usize)>,
    /// The cities with most entries in them, with what covers them, most
    /// entries first.
    pub places: Vec<(String, usize)>,
    /// Language codes, most entries first.
    pub languages: Vec<(String, usize)>,
    /// Kinds of access, most entries first.
    pub access: Vec<(Access, usize)>,
    /// Slugs of populations, most entries first.
    pub populations: Vec<(String, usize)>,
    /// Ids of publishers, most entries first.
    pub publishers: Vec<(String, usize)>,
    /// Entries that are open, for each of [`OPEN_AT`].
    pub open: Vec<(When, usize)>,
    /// Entries checked within so many days, for each of
    /// [`CHECKED_WITHIN`].
    pub checked: Vec<(u16, usize)>,
}

/// The ages of checks, in days, that are counted.
pub const CHECKED_WITHIN: [u16; 4] = [30, 90, 183, 365];

/// The instants at which what is open is counted: now, in the morning, after
/// work, at night, at the weekend.
pub const OPEN_AT: [When; 6] = [
    When::Now,
    When::At { day: None, time: time(9, 0, 0, 0) },
    When::At { day: None, time: time(18, 0, 0, 0) },
    When::At { day: None, time: time(22, 0, 0, 0) },
    When::At { day: Some(Day::Saturday), time: time(12, 0, 0, 0) },
    When::At { day: Some(Day::Sunday), time: time(12, 0, 0, 0) },
];

/// An entry found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryNo,
    /// Higher is better; only comparable within one outcome.
    pub score: i64,
    /// What matched, the weightiest field first. Nothing yet in hits that are
    /// not explained.
    pub matched: Vec<Matched>,
    /// True when it is not in or near the place of a filter, but covers it: a
    /// hotline, a national service.
    pub covers: bool,
    /// True when it is too far from the place of a `near:` filter, or nobody
    /// knows how far.
    pub further: bool,
    /// True when it is in the place of a `place:` or `near:` filter.
    pub inside: bool,
    /// How far it is from the place of a `near:` filter, in metres, as the
    /// crow flies. Never said of what tells no point.
    pub metres: Option<u32>,
}

/// Why bytes are no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IndexProblem {
    /// Written by a program with another form of index: build it anew.
    #[error("the index has another form")]
    OtherForm,
    /// Not what was written.
    #[error("the index is damaged")]
    Damaged,
}

/// A field of an entry in which words matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Which field.
    pub field: Field,
    /// The field's original text.
    pub text: String,
    /// Byte ranges in `text`, on character bounds, sorted, not overlapping.
    pub ranges: Vec<std::ops::Range<usize>>,
}

/// Fields that are searched, weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Name of the organisation or service.
    Name,
    /// Alternative names and acronyms.
    AlternateName,
    /// Names and synonyms of needs, taxonomy terms.
    Need,
    /// Name of the organisation of a service.
    Organization,
    /// City, region, country (in every language), area served.
    Place,
    /// Phone numbers.
    Phone,
    /// E-mail and web addresses.
    Address,
    /// Languages spoken, populations, access.
    Facts,
    /// Descriptions, eligibility, profile texts.
    Text,
}

impl Field {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::AlternateName => "alternate_name",
            Self::Need => "need",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Facts => "facts",
            Self::Text => "text",
        }
    }
}

/// Why nothing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excluded {
    /// No entry has this word, not even with a typo.
    Word {
        /// The word as folded.
        word: String,
        /// A word of the directory that is near it.
        nearest: Option<String>,
    },
    /// Every word is somewhere, but no entry has them all; without this one
    /// there are `without` entries.
    WordCombination {
        /// The word whose removal leaves most.
        word: String,
        /// Entries left without it.
        without: usize,
    },
    /// Without this filter there are `without` entries, at least one.
    Filter {
        /// The filter whose removal leaves most.
        filter: Filter,
        /// Entries left without it.
        without: usize,
    },
    /// Leaving out any single filter is not enough.
    Filters {
        /// The two without which most are left; every filter where leaving out
        /// two is not enough.
        filters: Vec<Filter>,
        /// Entries left without them; 0 where they are more than two.
        without: usize,
    },
}
