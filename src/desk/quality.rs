//! A directory judged: what a curator should mend, with the entries that each
//! line is about.

use jiff::{Timestamp, civil::Date};

use super::{
    coverage::{By, Counting, Coverage},
    hours,
};
use crate::{
    directory::{Directory, Entry, EntryNo, freshness::Freshness, problem::Code, summary::AGE_GROUPS},
    formats::intake::Duplicates,
};

/// Defines [`Kind`] with its words.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// What can be wrong with an entry, the most dangerous first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// Every kind, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in arguments, JSON and message ids.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

kinds! {
    /// A confidential place says where it is.
    ConfidentialDetail = "confidential-detail",
    /// A schedule contradicts itself or cannot be worked out.
    BrokenSchedule = "broken-schedule",
    /// Another organisation may be the same one.
    Duplicate = "duplicate",
    /// Nobody has ever checked it.
    NotChecked = "not-checked",
    /// Checked longer ago than the publisher promises.
    Stale = "stale",
    /// Every schedule has ended.
    HoursEnded = "hours-ended",
    /// No phone number, neither its own nor inherited.
    NoPhone = "no-phone",
    /// Nothing says when it is open.
    NoHours = "no-hours",
    /// There are times, and nobody knows in which zone.
    NoTimeZone = "no-time-zone",
    /// Nothing says which languages are spoken.
    NoLanguage = "no-language",
    /// It helps with none of the needs, so that no filter finds it.
    NoNeed = "no-need",
    /// Nothing says in which country it is, or which it covers.
    NoCountry = "no-country",
}

impl Kind {
    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// The entries with one kind of fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub kind: Kind,
    /// With which entries, by number.
    pub entries: Vec<EntryNo>,
}

/// Two organisations that may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twins {
    /// Why: the same phone, the same web host, nearly the same name.
    pub why: Code,
    /// The organisations.
    pub entries: [EntryNo; 2],
}

/// Groups of ages of checks: those of [`AGE_GROUPS`], and what is older.
pub const AGES: usize = AGE_GROUPS.len() + 1;

/// A directory at a glance, for whoever keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    /// Organisations.
    pub organizations: usize,
    /// Services.
    pub services: usize,
    /// A line for each kind, in the order of [`Kind::ALL`], also where there
    /// is nothing to mend.
    pub findings: Vec<Finding>,
    /// Checked entries by the age of the check, the newest first.
    pub ages: [Vec<EntryNo>; AGES],
    /// Organisations that may be one.
    pub twins: Vec<Twins>,
    /// Entries by need and place.
    pub coverage: Coverage,
}

impl Quality {
    /// Judges a directory at the instant `now`, whose date is `today`.
    pub fn of(directory: &Directory, by: Option<By>, now: Timestamp, today: Date) -> Self {
        let mut judge = Judge::new(now, today);
        directory.walk(|entry| judge.entry(&entry));
        judge.finish(by)
    }

    /// Organisations and services.
    pub fn entries(&self) -> usize {
        self.organizations + self.services
    }

    /// The entries with one kind of fault.
    pub fn of_kind(&self, kind: Kind) -> &[EntryNo] {
        self.findings.iter().find(|finding| finding.kind == kind).map_or(&[], |finding| &finding.entries)
    }

    /// Adds what only the source of a record could tell.
    pub fn add(&mut self, kind: Kind, entry: EntryNo) {
        if let Some(finding) = self.findings.iter_mut().find(|finding| finding.kind == kind)
            && let Err(at) = finding.entries.binary_search(&entry)
        {
            finding.entries.insert(at, entry);
        }
    }
}

/// A directory being judged.
struct Judge {
    now: Timestamp,
    today: Date,
    quality: Quality,
    counting: Counting,
    duplicates: Duplicates,
    /// The organisations that the duplicates were told of, in order.
    looked: Vec<EntryNo>,
}

impl Judge {
    fn new(now: Timestamp, today: Date) -> Self {
        let findings = Kind::ALL.iter().map(|kind| Finding { kind: *kind, entries: Vec::new() }).collect();
        let quality = Quality {
            organizations: 0,
            services: 0,
            findings,
            ages: Default::default(),
            twins: Vec::new(),
            coverage: Coverage::default(),
        };
        Self {
            now,
            today,
            quality,
            counting: Counting::default(),
            duplicates: Duplicates::default(),
            looked: Vec::new(),
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        if entry.service.is_some() {
            self.quality.services += 1;
        } else {
            self.quality.organizations += 1;
            self.twins(entry);
        }
        self.check(entry);
        let somewhere = self.counting.add(entry);
        let faults = [
            (Kind::ConfidentialDetail, tells_where(entry)),
            (Kind::NoPhone, entry.phones().value.is_empty()),
            (Kind::NoLanguage, entry.languages().value.is_empty()),
            (Kind::NoNeed, entry.needs().is_empty()),
            (Kind::NoCountry, !somewhere),
        ];
        let faults = faults.into_iter().filter(|(_, wrong)| *wrong).map(|(kind, _)| kind);
        for kind in faults.chain(hours::faults(entry, self.now, self.today)) {
            self.quality.add(kind, entry.number);
        }
    }

    /// The age of the check.
    fn check(&mut self, entry: &Entry<'_>) {
        let days = match Freshness::of(entry.checked(), self.today, entry.publication.stale_after_days) {
            Freshness::NotChecked => return self.quality.add(Kind::NotChecked, entry.number),
            Freshness::Stale { days } => {
                self.quality.add(Kind::Stale, entry.number);
                days
            }
            Freshness::Fresh { days } => days,
        };
        let group = AGE_GROUPS.iter().position(|end| days <= *end).unwrap_or(AGE_GROUPS.len());
        if let Some(entries) = self.quality.ages.get_mut(group) {
            entries.push(entry.number);
        }
    }

    /// Whether an organisation looks like one that came before.
    fn twins(&mut self, entry: &Entry<'_>) {
        for twin in self.duplicates.twins(entry.organization) {
            let Some(first) = self.looked.get(twin.first) else { continue };
            self.quality.twins.push(Twins { why: twin.code, entries: [*first, entry.number] });
        }
        self.looked.push(entry.number);
    }

    fn finish(mut self, by: Option<By>) -> Quality {
        for twins in std::mem::take(&mut self.quality.twins) {
            twins.entries.into_iter().for_each(|entry| self.quality.add(Kind::Duplicate, entry));
            self.quality.twins.push(twins);
        }
        self.quality.coverage = self.counting.finish(by);
        self.quality
    }
}

/// True when a confidential place of the record itself says where it is. What
/// was taken in by this program never does.
fn tells_where(entry: &Entry<'_>) -> bool {
    entry.service.is_none()
        && entry.organization.locations.iter().filter(|location| location.confidential).any(|location| {
            location.latitude.is_some()
                || location.longitude.is_some()
                || location.addresses.iter().any(|one| one.address_1.is_some() || one.postal_code.is_some())
        })
}
