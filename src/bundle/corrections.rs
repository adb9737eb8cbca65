//! A box that only the publisher of a directory opens: corrections on their
//! way to the curator.
//!
//! A sealed box as libsodium makes it (X25519, XSalsa20-Poly1305): whoever
//! sealed it cannot open it again, and nothing in it says who that was. What
//! is sealed is filled up, so that its length tells little. The bytes have no
//! mark of any kind: without the key they look like chance.

use crypto_box::{PublicKey, aead::OsRng};
use zeroize::Zeroizing;

use super::{Digest, publish::BoxKey};

/// Lengths are multiples of this.
const ROUND: usize = 4 << 10;
/// Bytes that sealing adds: a public key and a tag.
const OVERHEAD: usize = 48;
/// A sealed file is never longer.
pub const MOST_BYTES: usize = (1 << 20) + ROUND + OVERHEAD;

/// Seals bytes to a publisher's key. `None` for more bytes than a box holds.
pub fn seal(plain: &[u8], to: &Digest) -> Option<Vec<u8>> {
    let length = u32::try_from(plain.len()).ok()?;
    let room = plain.len().checked_add(4)?.checked_next_multiple_of(ROUND)?;
    let mut filled = Zeroizing::new(Vec::with_capacity(room));
    filled.extend_from_slice(&length.to_le_bytes());
    filled.extend_from_slice(plain);
    filled.resize(room, 0);
    let sealed = PublicKey::from(to.0).seal(&mut OsRng, &filled).ok()?;
    (sealed.len() <= MOST_BYTES).then_some(sealed)
}

/// Opens a box with whichever of the keys fits.
pub fn open(sealed: &[u8], keys: &[BoxKey]) -> Option<Zeroizing<Vec<u8>>> {
    let filled = keys.iter().find_map(|key| key.secret().unseal(sealed).ok().map(Zeroizing::new))?;
    let (length, rest) = filled.split_first_chunk::<4>()?;
    let plain = rest.get(..u32::from_le_bytes(*length) as usize)?;
    Some(Zeroizing::new(plain.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_publisher_opens_a_box() {
        let (old, new, other) = (BoxKey::generate(), BoxKey::generate(), BoxKey::generate());
        let sealed = seal(b"the clinic moved", &old.public()).unwrap();
        assert_eq!(open(&sealed, &[new, old.clone()]).unwrap().as_slice(), b"the clinic moved");
        assert!(open(&sealed, &[other]).is_none());
        for at in [0, 40, sealed.len() - 1] {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert!(open(&damaged, std::slice::from_ref(&old)).is_none(), "byte {at}");
        }
        assert!(open(&sealed[..sealed.len() - 1], &[old]).is_none());
    }

    #[test]
    fn a_box_tells_neither_length_nor_sender_nor_what_it_is() {
        let key = BoxKey::generate();
        let lengths = [0, 1, 3000].map(|length| seal(&vec![b'x'; length], &key.public()).unwrap().len());
        assert_eq!(lengths, [ROUND + OVERHEAD; 3]);
        let boxes = [(); 2].map(|()| seal(b"same", &key.public()).unwrap());
        let alike = boxes[0].iter().zip(&boxes[1]).filter(|(one, other)| one == other).count();
        assert!(alike < 100, "{alike} bytes are the same in two boxes");
        assert!(seal(&vec![0; MOST_BYTES], &key.public()).is_none());
    }
}
