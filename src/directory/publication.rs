//! Who published a directory, which version, and when.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::synonyms::Synonyms;

/// One version of one publisher's directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Id of the publisher: the name space of its records.
    pub publisher: String,
    /// Name of the publisher for people.
    pub name: String,
    /// How its words came to be trusted.
    pub standing: Standing,
    /// Fingerprint of the publisher's key in hex, for a signed directory.
    pub fingerprint: Option<String>,
    /// Version of the directory: grows by one with each release.
    pub version: u64,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When the publisher's promise for it ends.
    pub expires: Option<Timestamp>,
    /// The publisher's promise: an entry checked longer ago than this many
    /// days is stale.
    pub stale_after_days: u16,
    /// The publisher's hard limit: so many days after `expires`, contact data
    /// ask for one more key.
    pub hard_limit_days: u16,
    /// Public key of the publisher for corrections, in hex.
    pub corrections_key: Option<String>,
    /// More words by which its entries are found.
    pub synonyms: Synonyms,
}

/// Where a directory came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Came with the program: collected from public pages, checked by nobody.
    Embedded,
    /// Made up, for training and pictures.
    Demo,
    /// Signed by a publisher whose key was accepted.
    Signed,
}

/// How a version stands against the promise of its publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    /// The publisher stands by it, or never promised anything.
    Promised,
    /// The promise ended then. It is still used, and says so.
    Expired(Timestamp),
    /// The promise ended then, and the publisher's hard limit has passed too.
    PastLimit(Timestamp),
}

impl Publication {
    /// How it stands at `now`. Time alone never takes anything away.
    pub fn currency(&self, now: Timestamp) -> Currency {
        let Some(expires) = self.expires.filter(|expires| *expires <= now) else { return Currency::Promised };
        let allowed = SignedDuration::from_hours(24 * i64::from(self.hard_limit_days));
        if now.duration_since(expires) > allowed { Currency::PastLimit(expires) } else { Currency::Expired(expires) }
    }

    /// When it was signed, if that is still to come: then the clock is behind.
    pub fn is_to_come(&self, now: Timestamp) -> Option<Timestamp> {
        self.published.filter(|published| self.standing == Standing::Signed && *published > now)
    }

    /// The promise where a publisher makes none: half a year.
    pub const DEFAULT_STALE_AFTER_DAYS: u16 = 183;

    /// The hard limit where a publisher sets none.
    pub const DEFAULT_HARD_LIMIT_DAYS: u16 = 180;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn publication(expires: Option<&str>) -> Publication {
        Publication {
            publisher: "a".into(),
            name: "A".into(),
            standing: Standing::Signed,
            fingerprint: None,
            version: 1,
            published: Some(at("2026-01-01T00:00:00Z")),
            expires: expires.map(at),
            stale_after_days: 183,
            hard_limit_days: 10,
            corrections_key: None,
            synonyms: Synonyms::default(),
        }
    }

    #[test]
    fn a_promise_ends_and_then_the_hard_limit_comes() {
        let ends = "2026-02-01T00:00:00Z";
        let signed = publication(Some(ends));
        assert_eq!(signed.currency(at("2026-01-31T23:59:59Z")), Currency::Promised);
        assert_eq!(signed.currency(at(ends)), Currency::Expired(at(ends)));
        assert_eq!(signed.currency(at("2026-02-11T00:00:00Z")), Currency::Expired(at(ends)));
        assert_eq!(signed.currency(at("2026-02-11T00:00:01Z")), Currency::PastLimit(at(ends)));
        assert_eq!(publication(None).currency(at("2099-01-01T00:00:00Z")), Currency::Promised);
    }

    #[test]
    fn a_clock_behind_the_signature_is_noticed_for_signed_versions_only() {
        let early = at("2025-12-31T23:00:00Z");
        assert_eq!(publication(None).is_to_come(early), Some(at("2026-01-01T00:00:00Z")));
        assert_eq!(publication(None).is_to_come(at("2026-01-01T00:00:00Z")), None);
        assert_eq!(Publication { standing: Standing::Embedded, ..publication(None) }.is_to_come(early), None);
    }
}
