//! An entry with what it has from its places and its organisation, worked out
//! once: every part of an index asks for some of it.

use std::ops::Deref;

use crate::directory::{Entry, Inherited, Language, Phone, ServiceArea, entry::Place};

/// An entry, and what takes a look at other records.
pub struct Resolved<'a> {
    entry: Entry<'a>,
    /// Its places, or else those of its organisation.
    pub places: Vec<Place<'a>>,
    /// Its numbers, and whose they are.
    pub phones: Inherited<Vec<&'a Phone>>,
    /// Languages spoken.
    pub languages: Vec<&'a Language>,
    /// Where users may come from.
    pub areas: Vec<&'a ServiceArea>,
}

impl<'a> Resolved<'a> {
    /// Of this entry.
    pub fn of(entry: &Entry<'a>) -> Self {
        let (places, areas) = (entry.places(), entry.service_areas());
        Self { entry: *entry, places, phones: entry.phones(), languages: entry.languages().value, areas }
    }
}

impl<'a> Deref for Resolved<'a> {
    type Target = Entry<'a>;

    fn deref(&self) -> &Entry<'a> {
        &self.entry
    }
}
