//! From a passphrase to the key of the values: Argon2id makes a wrapping key,
//! which opens one of two slots, in which a random data key lies.
//!
//! There are always two slots, whether there is a second passphrase or not;
//! an unused one is filled with random bytes. Which of the two is the first
//! passphrase's was decided by chance when the vault was made.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, OsRng, Payload, rand_core::RngCore},
};
use zeroize::Zeroizing;

use super::VaultError;
use crate::text::secret::Secret;

/// Bytes of a key.
const KEY: usize = 32;
/// Bytes of a nonce.
const NONCE: usize = 24;
/// Bytes that sealing adds: a nonce before, a tag behind.
pub(super) const OVERHEAD: usize = NONCE + 16;
/// Bytes of a slot: a sealed data key.
pub(super) const SLOT: usize = KEY + OVERHEAD;
/// Bytes of the salt.
pub(super) const SALT: usize = 32;

/// What a slot is sealed for.
const SLOT_PURPOSE: &[u8] = b"parasol vault: data key";

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

/// Fills with random bytes.
pub(super) fn fill(bytes: &mut [u8]) {
    OsRng.fill_bytes(bytes);
}

/// How hard a passphrase is to try: Argon2id, one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// Not less than this for anybody.
    pub const FLOOR: Self = Self { memory: 64 << 10, passes: 3 };
    /// Old laptops have 2 GiB in all.
    const MOST_MEMORY: u32 = 256 << 10;
    /// A file that asks for more than this is damaged, or a trap.
    const MOST_PASSES: u32 = 64;
    /// How long a try should take on this machine.
    const AIM: Duration = Duration::from_millis(500);

    /// A cost at which this machine needs about half a second for a try, never
    /// less than the floor. `clock` counts from any beginning.
    pub fn tuned(clock: &dyn Fn() -> Duration) -> Result<Self, VaultError> {
        let took = |cost: Self| {
            let start = clock();
            derive(&Secret::from("a passphrase to measure with"), &[0; SALT], cost)?;
            Ok::<_, VaultError>(clock().saturating_sub(start).max(Duration::from_millis(1)))
        };
        let mut cost = Self::FLOOR;
        let mut time = took(cost)?;
        while time * 2 <= Self::AIM && cost.memory * 2 <= Self::MOST_MEMORY {
            let more = Self { memory: cost.memory * 2, ..cost };
            // A machine short of memory stays with what it can.
            let Ok(measured) = took(more) else { break };
            (cost, time) = (more, measured);
        }
        let passes = u128::from(cost.passes) * Self::AIM.as_millis() / time.as_millis().max(1);
        cost.passes = u32::try_from(passes).unwrap_or(u32::MAX).clamp(Self::FLOOR.passes, Self::MOST_PASSES);
        Ok(cost)
    }

    /// True for what a file may ask of a machine.
    pub(super) fn is_bearable(self) -> bool {
        (8..=Self::MOST_MEMORY * 4).contains(&self.memory) && (1..=Self::MOST_PASSES).contains(&self.passes)
    }
}

/// A key that is wiped when dropped.
#[derive(Clone)]
pub(super) struct SealingKey(Zeroizing<[u8; KEY]>);

impl SealingKey {
    /// A new random key.
    pub(super) fn random() -> Self {
        Self(Zeroizing::new(random()))
    }

    /// Encrypts; what it is for is bound in, so that it opens for nothing else.
    pub(super) fn seal(&self, purpose: &[u8], plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; NONCE] = random();
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: purpose })
            .map_err(|_| VaultError::Full)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Decrypts what was sealed for this; `None` for anything else.
    pub(super) fn open(&self, purpose: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let plain = self.cipher().decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: purpose });
        plain.ok().map(Zeroizing::new)
    }

    /// The key itself, to make others of.
    pub(super) fn bytes(&self) -> &[u8] {
        &*self.0
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(Key::from_slice(&*self.0))
    }

    /// This key, sealed under a wrapping key: a slot.
    pub(super) fn wrapped(&self, by: &Self) -> Result<[u8; SLOT], VaultError> {
        by.seal(SLOT_PURPOSE, &*self.0)?.try_into().map_err(|_| VaultError::damaged("slot of a wrong size"))
    }

    /// The key in a slot; `None` if this wrapping key does not open it.
    pub(super) fn unwrap_slot(&self, slot: &[u8; SLOT]) -> Option<Self> {
        let plain = self.open(SLOT_PURPOSE, slot)?;
        let key: [u8; KEY] = plain.as_slice().try_into().ok()?;
        Some(Self(Zeroizing::new(key)))
    }
}

/// The wrapping key of a passphrase. Takes as long as `cost` says.
pub(super) fn derive(passphrase: &Secret, salt: &[u8; SALT], cost: Cost) -> Result<SealingKey, VaultError> {
    let wrong = |_| VaultError::damaged("impossible cost");
    let params = Params::new(cost.memory, cost.passes, 1, Some(KEY)).map_err(wrong)?;
    let mut blocks: Vec<Block> = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| VaultError::NoMemory)?;
    blocks.resize(params.block_count(), Block::default());
    let mut blocks = Zeroizing::new(blocks);
    let mut key = Zeroizing::new([0; KEY]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(&passphrase.bytes(), salt, &mut *key, blocks.as_mut_slice())
        .map_err(wrong)?;
    Ok(SealingKey(key))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_passphrase_is_never_cheaper_than_the_floor() {
        // A machine on which every look at the clock finds a minute gone.
        let time = Cell::new(Duration::ZERO);
        let slow = || {
            time.set(time.get() + Duration::from_mins(1));
            time.get()
        };
        assert_eq!(Cost::tuned(&slow).unwrap(), Cost::FLOOR);
        // One on which no time passes at all.
        let cost = Cost::tuned(&|| Duration::ZERO).unwrap();
        assert_eq!(cost, Cost { memory: Cost::MOST_MEMORY, passes: Cost::MOST_PASSES });
    }

    #[test]
    fn what_is_sealed_opens_only_with_the_key_and_for_the_purpose() {
        let key = SealingKey::random();
        let sealed = key.seal(b"note", b"words").unwrap();
        assert_eq!(key.open(b"note", &sealed).unwrap().as_slice(), b"words");
        assert!(key.open(b"other", &sealed).is_none());
        assert!(SealingKey::random().open(b"note", &sealed).is_none());
        assert_ne!(sealed, key.seal(b"note", b"words").unwrap(), "a nonce is never used twice");
        assert!(key.open(b"note", &sealed[..10]).is_none());
    }

    #[test]
    fn a_key_depends_on_passphrase_salt_and_cost() {
        let cost = Cost { memory: 8, passes: 1 };
        let key = |passphrase: &str, salt: u8, passes| {
            derive(&Secret::from(passphrase), &[salt; SALT], Cost { passes, ..cost }).unwrap().0
        };
        assert_eq!(key("a", 0, 1), key("a", 0, 1));
        for other in [key("b", 0, 1), key("a", 1, 1), key("a", 0, 2)] {
            assert_ne!(key("a", 0, 1), other);
        }
    }
}
