//! The keys that sign, and the one that opens corrections.

use std::fmt;

use aws_lc_rs::{rand::SystemRandom, signature::Ed25519KeyPair};
use crypto_box::{SecretKey, aead::OsRng};
use serde_json::Value;
use tough::{
    schema::{
        decoded::{Decoded, Hex},
        key::Key,
    },
    sign::Sign,
};
use zeroize::Zeroizing;

use super::PublishError;
use crate::bundle::Digest;

/// An Ed25519 key that signs metadata.
pub struct SigningKey {
    secret: Zeroizing<Vec<u8>>,
    pair: Ed25519KeyPair,
    id: Decoded<Hex>,
}

impl SigningKey {
    /// A new one.
    pub fn generate() -> Result<Self, PublishError> {
        let secret = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(PublishError::internal)?;
        Self::from_secret(secret.as_ref()).ok_or_else(|| PublishError::internal("a new key is none"))
    }

    /// The one with this secret (PKCS #8).
    pub(super) fn from_secret(secret: &[u8]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_pkcs8(secret).ok()?;
        let id = pair.tuf_key().key_id().ok()?;
        Some(Self { secret: Zeroizing::new(secret.to_vec()), pair, id })
    }

    pub(super) fn secret(&self) -> &[u8] {
        &self.secret
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey::of(&self.id, &self.pair.tuf_key())
    }

    /// The id of the key in metadata: 64 hex digits.
    pub fn id(&self) -> String {
        hex::encode(&*self.id)
    }

    pub(in crate::bundle) fn sign(&self, message: &[u8]) -> String {
        hex::encode(self.pair.sign(message))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.id())
    }
}

/// The public half of a key that signs, as it stands in a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Its id: 64 hex digits.
    pub id: String,
    pub(in crate::bundle) value: Value,
}

impl PublicKey {
    pub(super) fn of(id: &Decoded<Hex>, key: &Key) -> Self {
        // A key always has a JSON form: it came from one or has a few strings.
        Self { id: hex::encode(&**id), value: serde_json::to_value(key).unwrap_or_default() }
    }
}

/// The X25519 key to which corrections are sealed.
#[derive(Clone)]
pub struct BoxKey(SecretKey);

impl BoxKey {
    /// A new one.
    pub fn generate() -> Self {
        Self(SecretKey::generate(&mut OsRng))
    }

    /// The one with these secret bytes.
    pub fn from_bytes(secret: [u8; 32]) -> Self {
        Self(SecretKey::from(secret))
    }

    /// The secret, to open corrections with.
    pub fn secret(&self) -> &SecretKey {
        &self.0
    }

    /// The public half, which stands in every release.
    pub fn public(&self) -> Digest {
        Digest(*self.0.public_key().as_bytes())
    }
}

impl fmt::Debug for BoxKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BoxKey({})", self.public())
    }
}

/// The keys at hand.
#[derive(Debug, Default)]
pub struct Keys {
    /// Those that sign.
    pub signing: Vec<SigningKey>,
}

impl Keys {
    /// The keys at hand with these ids, each once.
    pub(super) fn with_ids(&self, ids: &[String]) -> Vec<&SigningKey> {
        ids.iter().filter_map(|id| self.signing.iter().find(|key| key.id() == *id)).collect()
    }
}
