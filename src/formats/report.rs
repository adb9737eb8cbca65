//! What became of a source: how many records came in, what was kept, and
//! everything that was wrong.

use std::collections::BTreeMap;

use super::limits;
use crate::directory::{
    Organization,
    problem::{Code, Outcome, Problem},
};

/// What became of the records of one kind. `read` is the sum of the others:
/// nothing vanishes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records of the source.
    pub read: u64,
    /// Those that are in the result, repaired or not.
    pub kept: u64,
    /// Those that were left out while the record they belong to was kept.
    pub left_out: u64,
    /// Those that were refused.
    pub refused: u64,
}

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is in the result.
    Kept,
    /// It was left out.
    LeftOut,
    /// It was refused.
    Refused,
}

impl Tally {
    /// Counts one record.
    pub fn count(&mut self, fate: Fate) {
        self.read += 1;
        match fate {
            Fate::Kept => self.kept += 1,
            Fate::LeftOut => self.left_out += 1,
            Fate::Refused => self.refused += 1,
        }
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.kept += other.kept;
        self.left_out += other.left_out;
        self.refused += other.refused;
    }
}

/// How many records of each kind are in the result. A place that several
/// organisations use counts for each of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Organisations.
    pub organizations: u64,
    /// Services.
    pub services: u64,
    /// Places.
    pub locations: u64,
    /// Services at places.
    pub service_at_locations: u64,
    /// Numbers, wherever they hang.
    pub phones: u64,
    /// Schedules, wherever they hang.
    pub schedules: u64,
    /// Withdrawals.
    pub tombstones: u64,
    /// Places that are marked as confidential.
    pub confidential: u64,
}

impl Written {
    /// Counts an organisation and what hangs on it.
    pub fn count(&mut self, organization: &Organization) {
        self.organizations += 1;
        self.phones += organization.phones.len() as u64;
        self.phones += organization.contacts.iter().map(|contact| contact.phones.len() as u64).sum::<u64>();
        for location in &organization.locations {
            self.locations += 1;
            self.confidential += u64::from(location.confidential);
            self.schedules += location.schedules.len() as u64;
            self.phones += location.phones.len() as u64;
            self.phones += location.contacts.iter().map(|contact| contact.phones.len() as u64).sum::<u64>();
        }
        for service in &organization.services {
            self.services += 1;
            self.schedules += service.schedules.len() as u64;
            self.phones += service.phones.len() as u64;
            self.phones += service.contacts.iter().map(|contact| contact.phones.len() as u64).sum::<u64>();
            for place in &service.service_at_locations {
                self.service_at_locations += 1;
                self.schedules += place.schedules.len() as u64;
                self.phones += place.phones.len() as u64;
                self.phones += place.contacts.iter().map(|contact| contact.phones.len() as u64).sum::<u64>();
            }
        }
    }
}

/// Everything there is to say about a conversion.
#[derive(Debug, Default)]
pub struct Report {
    /// By kind of record, under its HSDS name (`organization`, `phone` …), or
    /// `row` for a spreadsheet and `page` for a profile page.
    pub records: BTreeMap<&'static str, Tally>,
    /// What is in the result.
    pub written: Written,
    /// The problems in the order of the source; at most
    /// [`limits::PROBLEMS`].
    pub problems: Vec<Problem>,
    /// How many problems there were of each kind and outcome, listed or not.
    pub counts: BTreeMap<(Code, Outcome), u64>,
    /// What each profile page came to, by file.
    pub pages: Vec<(String, serde_json::Value)>,
}

impl Report {
    /// Takes a problem into the list and the counts.
    pub fn tell(&mut self, problem: Problem) {
        *self.counts.entry((problem.code, problem.outcome)).or_default() += 1;
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Counts a record.
    pub fn count(&mut self, kind: &'static str, fate: Fate) {
        self.records.entry(kind).or_default().count(fate);
    }

    /// All kinds of records together.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.records.values().for_each(|tally| total.add(*tally));
        total
    }

    /// Number of problems, listed or not.
    pub fn problem_count(&self) -> u64 {
        self.counts.values().sum()
    }
}
