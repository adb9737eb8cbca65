//! What is known about a generation without reading it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::form;

/// One generation of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationInfo {
    /// [`stored_form`] of the program that wrote it. It stays the first field, so
    /// that any later program can read it.
    pub format: u64,
    /// Its number, from 1; grows with each generation written.
    pub number: u64,
    /// The number of the generation that was current before it.
    pub previous: Option<u64>,
    /// Where its records come from.
    pub origin: Origin,
    /// How much there is.
    pub counts: Counts,
    /// Sum of the [`fingerprint`]s of all its keys and values.
    pub digest: u64,
}

/// Where the records of a generation come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The starter directory of a program.
    Embedded {
        /// [`fingerprint`] of the starter.
        fingerprint: u64,
    },
    /// A verified bundle.
    Bundle {
        /// Digest of the bundle file, in hex.
        digest: String,
    },
}

/// How much a generation has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Publications.
    pub publications: u64,
    /// Organisations.
    pub organizations: u64,
    /// Services of those organisations.
    pub services: u64,
    /// Locations of those organisations.
    pub locations: u64,
    /// Tombstones.
    pub tombstones: u64,
}

impl Counts {
    /// Number of stored records: services and locations lie inside their
    /// organisation's.
    pub fn records(&self) -> u64 {
        self.publications + self.organizations + self.tombstones
    }
}

/// How the trees are laid out. Raise it when that changes.
const LAYOUT: u64 = 1;

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

/// FNV-1a with 64 bits (RFC 9923): tells contents apart that differ by
/// accident. It is no protection against forgery.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_agree_with_the_published_vectors() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_form_names_fields_and_terms() {
        let form = form::form();
        for word in ["assured_date", "HousingShelter", "confidential", "TemporarilyClosed", "reason", "Sunday"] {
            assert!(form.contains(word), "{word} is not part of the form {form}");
        }
    }
}
