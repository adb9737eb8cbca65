//! Key files: a secret sealed with a passphrase.
//!
//! A key file is one JSON object:
//!
//! | field | what |
//! | --- | --- |
//! | `parasol_key` | format, 1 |
//! | `kind` | `ed25519` (signs) or `x25519` (opens corrections) |
//! | `purpose` | the roles it was made for, for people |
//! | `public` | the public half in hex |
//! | `kdf` | Argon2id: `memory_kib`, `passes`, `lanes`, `salt` in hex |
//! | `nonce`, `sealed` | XChaCha20-Poly1305 over the secret, in hex |
//!
//! `kind` and `public` are bound in, so that one key cannot be passed off as
//! another. All keys made together share a salt: one passphrase is stretched
//! once for all of them.

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{BoxKey, PublishError, SigningKey};
use crate::{bundle::json, text::secret::Secret};

/// Format of a key file.
const FORMAT: u64 = 1;

/// Bytes of a key file at most.
pub const FILE_BYTES: u64 = 16 << 10;

/// Argon2id memory that a key file may ask for, in KiB: 1 GiB.
const MOST_MEMORY_KIB: u32 = 1 << 20;

/// Argon2id passes that a key file may ask for.
const MOST_PASSES: u32 = 20;

/// How a passphrase is stretched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretching {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    parasol_key: u64,
    kind: Kind,
    purpose: String,
    public: String,
    kdf: Stretching,
    nonce: String,
    sealed: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Ed25519,
    X25519,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::X25519 => "x25519",
        }
    }
}

/// What a key file holds.
#[derive(Debug)]
pub enum Opened {
    /// A key that signs.
    Signing(SigningKey),
    /// The key for corrections.
    Box(BoxKey),
}

/// Seals and opens key files with one passphrase, stretching it once for each
/// salt that it meets.
pub struct Sealer {
    passphrase: Secret,
    stretched: Vec<(Stretching, Zeroizing<[u8; 32]>)>,
    fresh: Stretching,
}

impl Sealer {
    /// A sealer for this passphrase.
    pub fn new(passphrase: Secret) -> Result<Self, PublishError> {
        // Opening a key is rare and worth half a second.
        Self::with_cost(passphrase, 64 << 10, 3)
    }

    fn with_cost(passphrase: Secret, memory_kib: u32, passes: u32) -> Result<Self, PublishError> {
        let fresh = Stretching { memory_kib, passes, lanes: 1, salt: hex::encode(random::<16>()?) };
        Ok(Self { passphrase, stretched: Vec::new(), fresh })
    }

    /// Seals a key that signs, as the bytes of a key file.
    pub fn seal_signing(&mut self, key: &SigningKey, purpose: &str) -> Result<Vec<u8>, PublishError> {
        self.seal(Kind::Ed25519, key.secret(), key.id(), purpose)
    }

    /// Seals the key for corrections, as the bytes of a key file.
    pub fn seal_box(&mut self, key: &BoxKey, purpose: &str) -> Result<Vec<u8>, PublishError> {
        let secret = Zeroizing::new(key.secret().to_bytes());
        self.seal(Kind::X25519, secret.as_slice(), key.public().to_string(), purpose)
    }

    /// Opens a key file. `name` names it in errors.
    pub fn open(&mut self, name: &str, bytes: &[u8]) -> Result<Opened, PublishError> {
        let not = |detail: &str| not_a_key(name, detail);
        let file = read(name, bytes)?;
        if file.parasol_key != FORMAT {
            return Err(not("it is of a newer format"));
        }
        if file.kdf.memory_kib > MOST_MEMORY_KIB || file.kdf.passes > MOST_PASSES || file.kdf.lanes > 16 {
            return Err(not("it asks for too much work"));
        }
        let nonce: [u8; 24] = decode(&file.nonce).ok_or_else(|| not("its nonce is damaged"))?;
        let sealed = hex::decode(&file.sealed).map_err(|_| not("its secret is damaged"))?;
        let cipher = self.cipher(&file.kdf).map_err(|error| not(&error.to_string()))?;
        let aad = bound(file.kind, &file.public);
        let secret = cipher
            .decrypt(XNonce::from_slice(&nonce), Payload { msg: &sealed, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| PublishError::WrongPassphrase { name: name.to_owned() })?;
        match file.kind {
            Kind::Ed25519 => {
                SigningKey::from_secret(&secret).filter(|key| key.id() == file.public).map(Opened::Signing)
            }
            Kind::X25519 => <[u8; 32]>::try_from(secret.as_slice())
                .ok()
                .map(BoxKey::from_bytes)
                .filter(|key| key.public().to_string() == file.public)
                .map(Opened::Box),
        }
        .ok_or_else(|| not("its secret is another"))
    }

    fn seal(&mut self, kind: Kind, secret: &[u8], public: String, purpose: &str) -> Result<Vec<u8>, PublishError> {
        let fresh = self.fresh.clone();
        let nonce = random::<24>()?;
        let aad = bound(kind, &public);
        let sealed = self
            .cipher(&fresh)?
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: secret, aad: &aad })
            .map_err(PublishError::internal)?;
        let file = KeyFile {
            parasol_key: FORMAT,
            kind,
            purpose: purpose.to_owned(),
            public,
            kdf: fresh,
            nonce: hex::encode(nonce),
            sealed: hex::encode(sealed),
        };
        let mut bytes = serde_json::to_vec_pretty(&file).map_err(PublishError::internal)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The cipher for a way of stretching.
    fn cipher(&mut self, kdf: &Stretching) -> Result<XChaCha20Poly1305, PublishError> {
        if !self.stretched.iter().any(|(known, _)| known == kdf) {
            let params =
                Params::new(kdf.memory_kib, kdf.passes, kdf.lanes, Some(32)).map_err(PublishError::internal)?;
            let salt = hex::decode(&kdf.salt).map_err(PublishError::internal)?;
            let mut key = Zeroizing::new([0; 32]);
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(&self.passphrase.bytes(), &salt, key.as_mut_slice())
                .map_err(PublishError::internal)?;
            self.stretched.push((kdf.clone(), key));
        }
        let found = self.stretched.iter().find(|(known, _)| known == kdf);
        let (_, key) = found.ok_or_else(|| PublishError::internal("no key"))?;
        Ok(XChaCha20Poly1305::new(Key::from_slice(key.as_slice())))
    }
}

/// What a key file says without being opened.
#[derive(Debug)]
pub struct Label {
    /// The public half: the id of a key that signs, or the key that corrections
    /// are sealed to.
    pub public: String,
    /// Whether it is a key for corrections.
    pub is_box: bool,
}

/// Reads what a key file says without a passphrase. `name` names the file in
/// errors.
pub fn label(name: &str, bytes: &[u8]) -> Result<Label, PublishError> {
    read(name, bytes).map(|file| Label { public: file.public, is_box: file.kind == Kind::X25519 })
}

fn read(name: &str, bytes: &[u8]) -> Result<KeyFile, PublishError> {
    let read = json::parse(bytes).and_then(|value| json::typed(&value));
    read.map_err(|error| not_a_key(name, &error.to_string()))
}

fn not_a_key(name: &str, detail: &str) -> PublishError {
    PublishError::NotAKey { name: name.to_owned(), detail: detail.to_owned() }
}

/// What is bound into the seal.
fn bound(kind: Kind, public: &str) -> Vec<u8> {
    format!("parasol key {FORMAT} {} {public}", kind.name()).into_bytes()
}

fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

fn random<const N: usize>() -> Result<[u8; N], PublishError> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(PublishError::internal)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(passphrase: &str) -> Sealer {
        Sealer::with_cost(Secret::from(passphrase), 8, 1).unwrap()
    }

    #[test]
    fn a_key_comes_out_of_its_file_with_the_passphrase_only() {
        let key = SigningKey::generate().unwrap();
        let file = sealer("correct horse").seal_signing(&key, "root").unwrap();
        let Opened::Signing(opened) = sealer("correct horse").open("root-1", &file).unwrap() else { panic!() };
        assert_eq!(opened.id(), key.id());
        assert_eq!(opened.sign(b"x"), key.sign(b"x"));
        assert!(
            matches!(sealer("wrong").open("root-1", &file), Err(PublishError::WrongPassphrase { name }) if name == "root-1")
        );
        assert!(!file.windows(16).any(|bytes| key.secret().windows(16).any(|secret| secret == bytes)));
    }

    #[test]
    fn the_key_for_corrections_has_a_file_too() {
        let key = BoxKey::generate();
        let file = sealer("a").seal_box(&key, "corrections").unwrap();
        let Opened::Box(opened) = sealer("a").open("corrections", &file).unwrap() else { panic!() };
        assert_eq!(opened.public(), key.public());
    }

    #[test]
    fn a_key_file_that_was_changed_does_not_open() {
        let (one, other) = (SigningKey::generate().unwrap(), SigningKey::generate().unwrap());
        let mut sealer = sealer("a");
        let file = String::from_utf8(sealer.seal_signing(&one, "root").unwrap()).unwrap();
        let passed_off = file.replace(&one.id(), &other.id());
        assert!(sealer.open("k", passed_off.as_bytes()).is_err());
        let greedy = file.replace("\"memory_kib\": 8", "\"memory_kib\": 4000000000");
        assert!(matches!(sealer.open("k", greedy.as_bytes()), Err(PublishError::NotAKey { .. })));
        assert!(matches!(sealer.open("k", b"{}"), Err(PublishError::NotAKey { .. })));
        assert!(matches!(sealer.open("k", b"-----BEGIN"), Err(PublishError::NotAKey { .. })));
    }
}
