//! SHA-256 and SHA-512, as they stand in metadata.

use std::{collections::BTreeMap, fmt, str::FromStr};

use aws_lc_rs::digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A SHA-256 digest. As text: 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.update(bytes);
        hasher.finish()
    }
}

/// Makes a [`Digest`] of bytes that come piece by piece.
pub struct Hasher(digest::Context);

impl Default for Hasher {
    fn default() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }
}

impl Hasher {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all bytes taken.
    pub fn finish(self) -> Digest {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(self.0.finish().as_ref()).for_each(|(to, from)| *to = *from);
        Digest(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The hashes of a file by the name of their algorithm.
pub(super) type Hashes = BTreeMap<String, String>;

/// Checks bytes against every hash that has a known algorithm; there has to
/// be one at least.
pub(super) fn matches(hashes: &Hashes, bytes: &[u8]) -> Result<(), &'static str> {
    matches_hashed(hashes, bytes, || Digest::of(bytes))
}

/// The same for bytes of which `sha256` gives one digest.
pub(super) fn matches_hashed(hashes: &Hashes, bytes: &[u8], sha256: impl Fn() -> Digest) -> Result<(), &'static str> {
    let mut known = 0;
    for (algorithm, expected) in hashes {
        let own = match algorithm.as_str() {
            "sha256" => sha256().0.to_vec(),
            "sha512" => digest::digest(&digest::SHA512, bytes).as_ref().to_vec(),
            _ => continue,
        };
        known += 1;
        let Ok(expected) = hex::decode(expected) else { return Err("its hash is not hex") };
        if own != expected {
            return Err("its hash is another");
        }
    }
    if known == 0 { Err("it has no hash of a known kind") } else { Ok(()) }
}
