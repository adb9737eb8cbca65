//! A short number that tells contents apart.

use siphasher::sip::SipHasher13;

/// SipHash-1-3 with a key of noughts: tells contents apart that differ by
/// accident, the same in every program. It is no protection against forgery.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    SipHasher13::new().hash(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_another_implementation() {
        assert_eq!(fingerprint(b""), 0xd1fb_a762_150c_532c);
        assert_eq!(fingerprint(b"a"), 0x4074_48d2_b89b_1813);
        assert_eq!(fingerprint(b"foobar"), 0x7738_ae0a_5df0_9b34);
        assert_eq!(fingerprint(b"eight by and more"), 0xdcda_5fe3_93af_a86b);
    }
}
