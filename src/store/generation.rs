//! What is known about a generation without reading it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::form;
use crate::text::fingerprint::fingerprint;

/// One generation of the directory: which records of which publishers are in
/// it. It holds no records itself; several generations share them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationInfo {
    /// [`stored_form`] of the program that wrote it. It stays the first field, so
    /// that any later program can read it.
    pub format: u64,
    /// Its number, from 1; grows with each generation.
    pub number: u64,
    /// The number of the generation that `rollback` goes back to.
    pub previous: Option<u64>,
    /// What each publisher gives.
    pub shelves: Vec<ShelfInfo>,
    /// The index over the publishers that are not switched off, if it is kept.
    pub index: Option<Blob>,
}

impl GenerationInfo {
    /// Everything it needs to be read.
    pub(super) fn blobs(&self) -> impl Iterator<Item = &Blob> {
        self.shelves.iter().map(|shelf| &shelf.records).chain(&self.index)
    }

    /// True for the numbers of the generations that stay while this one is
    /// current.
    pub(super) fn keeps(&self, number: u64) -> bool {
        number == self.number || Some(number) == self.previous
    }
}

/// One publisher's records in a generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfInfo {
    /// Id of the publisher.
    pub publisher: String,
    /// Version of the publisher's directory.
    pub version: u64,
    /// Where they come from.
    pub origin: Origin,
    /// The packed records: a [`Shelf`](crate::directory::Shelf).
    pub records: Blob,
}

/// A run of bytes kept as a whole file. The file's name says what must be in
/// it, so a file that was changed or cut short is never taken for whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Blob {
    /// SHA-256 of the bytes, in hex.
    pub digest: String,
    /// How many there are.
    pub bytes: u64,
}

impl Blob {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { digest: sha256(bytes), bytes: bytes.len() as u64 }
    }

    /// True when these bytes are the ones meant. The digest of ten megabytes
    /// takes some ten milliseconds on an old machine.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.bytes == bytes.len() as u64 && self.digest == sha256(bytes)
    }
}

/// SHA-256, in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex::encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes))
}

/// Where the records of a publisher come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The starter directory of a program.
    Embedded {
        /// [`fingerprint`] of the starter.
        fingerprint: u64,
    },
    /// A verified bundle.
    Bundle {
        /// SHA-256 of the unpacked directory in it, in hex.
        digest: String,
    },
}

/// How records are packed and generations described. Raise it when that
/// changes.
const LAYOUT: u64 = 3;

/// The form in which this program stores records. A generation of another
/// form is not read but built anew.
///
/// Stored values do not describe themselves: a field moved in a struct, or a
/// need in its list, would be read as another one without any error. So the
/// form is not a number that somebody has to remember to raise, but follows
/// from the names of all fields and terms in their order.
pub fn stored_form() -> u64 {
    static FORMAT: LazyLock<u64> = LazyLock::new(|| fingerprint(form::form().as_bytes()).wrapping_add(LAYOUT));
    *FORMAT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_names_fields_and_terms() {
        let form = form::form();
        for word in ["assured_date", "HousingShelter", "confidential", "TemporarilyClosed", "reason", "Sunday"] {
            assert!(form.contains(word), "{word} is not part of the form {form}");
        }
    }
}
