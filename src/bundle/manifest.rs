//! What a publisher signs about a version, beside the records: the `custom`
//! data of the targets.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{digest::Digest, fingerprint::Fingerprint, json, limits, refusal::Refusal};
use crate::text::sanitise::sanitise;

/// The format that this program writes and reads.
pub const FORMAT: u64 = 1;

/// Target: the whole directory, compressed.
pub const DIRECTORY: &str = "directory.jsonl.zst";

/// Target: the same directory as it is. No publisher puts it anywhere, but a
/// program that got a version by patches holds only this, and can pass it on.
pub const DIRECTORY_RAW: &str = "directory.jsonl";

/// Custom data of [`DIRECTORY`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u64,
    /// The publisher's id: see [`Fingerprint::publisher`].
    pub publisher: String,
    /// The publisher's name for people.
    pub name: String,
    /// How to reach the publisher.
    #[serde(default)]
    pub contact: String,
    /// Languages that the publisher writes in, as tags.
    #[serde(default)]
    pub languages: Vec<String>,
    /// When this version was published.
    pub published: Timestamp,
    /// Days after which an entry counts as stale.
    pub stale_after_days: u16,
    /// Days after `expires` beyond which contact data ask for one more key.
    pub hard_limit_days: u16,
    /// What the directory holds.
    pub counts: Counts,
    /// Languages in which entries have texts, as tags.
    #[serde(default)]
    pub locales: Vec<String>,
    /// Public X25519 key for corrections, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections_key: Option<Digest>,
}

/// What a directory holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// HSDS organizations.
    pub organizations: u64,
    /// HSDS services.
    pub services: u64,
    /// HSDS locations.
    pub locations: u64,
    /// Records withdrawn.
    pub tombstones: u64,
}

/// Custom data of a patch: from which directory to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// Digest of the directory that it starts from.
    pub from: Digest,
    /// Digest of the directory that comes out.
    pub to: Digest,
    /// Bytes of the directory that comes out.
    pub to_length: u64,
}

impl Manifest {
    /// Reads the custom data of the directory. What a person will read on the
    /// terminal has to be clean, and the id has to be that of the signer.
    pub(super) fn read(part: &str, custom: &Map<String, Value>, signer: &Fingerprint) -> Result<Self, Refusal> {
        let value = Value::Object(custom.clone());
        match value.get("format").and_then(Value::as_u64) {
            Some(FORMAT) => {}
            Some(format) => return Err(Refusal::Unsupported { format }),
            None => return Err(Refusal::damaged(part, "it says nothing about the directory")),
        }
        let manifest: Self = json::typed(&value).map_err(|error| Refusal::damaged(part, error))?;
        if manifest.publisher != signer.publisher() {
            return Err(Refusal::not_trusted(part, "it names another publisher"));
        }
        let texts = [&manifest.name, &manifest.contact].into_iter().chain(&manifest.languages).chain(&manifest.locales);
        for text in texts {
            if !is_clean(text) {
                return Err(Refusal::unsafe_(part, "a text about the publisher is not plain"));
            }
        }
        if manifest.name.trim().is_empty() {
            return Err(Refusal::damaged(part, "the publisher has no name"));
        }
        Ok(manifest)
    }

    /// As custom data.
    pub(super) fn to_custom(&self) -> Result<Map<String, Value>, serde_json::Error> {
        object(self)
    }
}

impl Patch {
    /// Reads the custom data of a target, if it is a patch.
    pub(super) fn read(custom: &Map<String, Value>) -> Option<Self> {
        json::typed(&Value::Object(custom.clone())).ok()
    }

    /// As custom data.
    pub(super) fn to_custom(self) -> Result<Map<String, Value>, serde_json::Error> {
        object(&self)
    }
}

/// True for one line of text with nothing in it that drives a terminal.
pub(super) fn is_clean(text: &str) -> bool {
    let clean = sanitise(text);
    clean.text == text && !text.contains(['\n', '\t']) && text.chars().count() <= limits::PUBLISHER_TEXT_CHARS
}

fn object<T: Serialize>(value: &T) -> Result<Map<String, Value>, serde_json::Error> {
    match serde_json::to_value(value)? {
        Value::Object(map) => Ok(map),
        _ => Ok(Map::new()),
    }
}
