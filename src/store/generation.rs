//! What is known about a generation without reading it.

use std::{collections::BTreeMap, sync::LazyLock};

use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};

use super::{StoreError, form};
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
    /// A generation of these shelves, in the form that this program writes, that
    /// goes back to none and has no index.
    pub(super) fn of(number: u64, shelves: Vec<ShelfInfo>) -> Self {
        Self { format: stored_form(), number, previous: None, shelves, index: None }
    }

    /// Everything it needs to be read.
    pub(super) fn blobs(&self) -> impl Iterator<Item = &Blob> {
        self.shelves.iter().map(|shelf| &shelf.records).chain(&self.index)
    }

    /// The version of each publisher, by id.
    pub(super) fn versions(&self) -> BTreeMap<String, u64> {
        self.shelves.iter().map(|shelf| (shelf.publisher.clone(), shelf.version)).collect()
    }

    /// As bytes that can be read without the database: the number on a line,
    /// then the rest as JSON, with the versions of the generation `before`,
    /// which is to be built anew too where the database is lost.
    pub(super) fn beside(&self, before: Option<&Self>) -> Result<Vec<u8>, StoreError> {
        #[derive(Serialize)]
        struct Beside<'a> {
            #[serde(flatten)]
            info: &'a GenerationInfo,
            #[serde(skip_serializing_if = "Option::is_none")]
            before: Option<BTreeMap<String, u64>>,
        }
        let mut bytes = format!("{}\n", self.number).into_bytes();
        let beside = Beside { info: self, before: before.map(Self::versions) };
        serde_json::to_writer(&mut bytes, &beside).map_err(StoreError::damaged)?;
        Ok(bytes)
    }

    /// Reads it back; `None` when it is of another form.
    pub(super) fn from_beside(bytes: &[u8]) -> Result<Option<Self>, StoreError> {
        let number = number_beside(bytes)?;
        let at = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let info: Self = match serde_json::from_slice(bytes.get(at..).unwrap_or_default()) {
            Ok(info) => info,
            // Another program's may have other fields.
            Err(_) => return Ok(None),
        };
        Ok(Some(info).filter(|info| info.number == number && info.format == stored_form()))
    }

    /// True for the numbers of the generations that stay while this one is
    /// current.
    pub(super) fn keeps(&self, number: u64) -> bool {
        number == self.number || Some(number) == self.previous
    }
}

/// The number of a generation that was written beside the database.
pub(super) fn number_beside(bytes: &[u8]) -> Result<u64, StoreError> {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    std::str::from_utf8(line).map_err(StoreError::damaged)?.trim().parse().map_err(StoreError::damaged)
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
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Blob {
    /// SHA-256 of the bytes, in hex.
    pub digest: String,
    /// How many there are.
    pub bytes: u64,
}

impl Blob {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_pieces(&[bytes])
    }

    /// The name of bytes in pieces.
    pub(super) fn of_pieces(pieces: &[&[u8]]) -> Self {
        let mut hash = digest::Context::new(&digest::SHA256);
        for piece in pieces {
            hash.update(piece);
        }
        let bytes = pieces.iter().map(|piece| piece.len() as u64).sum();
        Self { digest: hex::encode(hash.finish()), bytes }
    }

    /// True when these bytes are the ones meant. The digest of ten megabytes
    /// takes some ten milliseconds on an old machine.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.bytes == bytes.len() as u64 && self.digest == sha256(bytes)
    }
}

/// SHA-256, in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest::digest(&digest::SHA256, bytes))
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
const LAYOUT: u64 = 5;

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
