//! What seals the directory where it is in the vault too: the vault's own data
//! key, for other purposes than its values.

use std::fmt;

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use super::{VaultError, key::SealingKey};

/// What a file is sealed for; its name follows, so that none opens as another.
const PURPOSE: &[u8] = b"parasol vault: directory:";
/// From the data key comes a second one, for the names of files.
const NAMES: &[u8] = b"parasol vault: names of files";
/// Bytes of the length before what is sealed.
const LENGTH: usize = 8;

/// Seals and opens files by their names. Wiped when dropped; clones are one
/// and the same.
#[derive(Clone)]
pub struct Seal {
    key: SealingKey,
    names: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    pub(super) fn of(key: &SealingKey) -> Self {
        let names = Zeroizing::new(mac(key.bytes(), NAMES));
        Self { key: key.clone(), names }
    }

    /// A seal of nobody's.
    #[cfg(test)]
    pub(in crate::store) fn random() -> Self {
        Self::of(&SealingKey::random())
    }

    /// Under which name a file lies: nothing can be told from it.
    pub(in crate::store) fn file_name(&self, name: &str) -> String {
        hex::encode(mac(&self.names, name.as_bytes()))
    }

    /// Seals a file; its size is rounded.
    pub(in crate::store) fn close(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let used = LENGTH + plain.len();
        let mut padded = Vec::with_capacity(rounded(used));
        padded.extend_from_slice(&(plain.len() as u64).to_le_bytes());
        padded.extend_from_slice(plain);
        padded.resize(rounded(used), 0);
        self.key.seal(&purpose(name), &padded)
    }

    /// What was sealed under this name; `None` for anything else.
    pub(in crate::store) fn open(&self, name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let padded = self.key.open(&purpose(name), sealed)?;
        let (length, rest) = padded.split_at_checked(LENGTH)?;
        let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
        rest.get(..length).map(<[u8]>::to_vec)
    }
}

fn purpose(name: &str) -> Vec<u8> {
    [PURPOSE, name.as_bytes()].concat()
}

fn mac(key: &[u8], what: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), what).as_ref().to_vec()
}

/// The next size that a sealed file may have: of each power of two eight, so
/// that the exact size of a public directory is not recognised.
fn rounded(bytes: usize) -> usize {
    const SMALLEST: usize = 1024;
    let power = bytes.max(SMALLEST).next_power_of_two();
    bytes.max(SMALLEST).next_multiple_of(power / 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_under_its_name_with_its_seal_alone() {
        let (one, other) = (Seal::random(), Seal::random());
        let sealed = one.close("a", b"a clinic").unwrap();
        assert_eq!(one.open("a", &sealed).unwrap(), b"a clinic");
        assert_eq!(one.open("b", &sealed), None);
        assert_eq!(other.open("a", &sealed), None);
        assert_eq!(one.open("a", &sealed[..30]), None);
        assert_ne!(one.file_name("a"), other.file_name("a"));
        assert_ne!(one.file_name("a"), one.file_name("b"));
        assert_eq!(one.file_name("a"), one.clone().file_name("a"));
    }

    #[test]
    fn sizes_are_rounded_by_an_eighth_at_most() {
        for (bytes, expected) in [(0, 1024), (1024, 1024), (1025, 1152), (1_000_000, 1_048_576), (1_048_577, 1_179_648)]
        {
            assert_eq!(rounded(bytes), expected, "{bytes}");
        }
        let seal = Seal::random();
        let length = |plain: usize| seal.close("a", &vec![7; plain]).unwrap().len();
        assert_eq!(length(3), length(900));
        assert_eq!(seal.open("a", &seal.close("a", &[]).unwrap()).unwrap(), b"");
    }
}
