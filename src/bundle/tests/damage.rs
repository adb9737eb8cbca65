//! Ten thousand random damages, of which none is accepted.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::bundle::{
    Refusal, Trust, Verified,
    attacks::{
        House,
        damage::{damaged, damages},
    },
    samples::{Publisher, container, now, packed, records},
    verify,
};

/// Two releases as they lie on a stick: small, so that every part of them is
/// hit often, and without patches, which a bundle may do without.
static RELEASES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let mut house = House::new("Casa");
    [1, 2].map(|version| {
        house.publisher.former.clear();
        packed(&house.publisher.publish_as(version, records(2 + version as usize)))
    })
});

/// Takes a bundle as far as it goes, from anybody.
fn taken(bytes: Vec<u8>) -> Result<Verified, Refusal> {
    let verified = verify(container(bytes)?, None, &Trust::Look, now())?;
    verified.directory(None, &mut |_| std::ops::ControlFlow::Continue(()))?;
    Ok(verified)
}

#[test]
fn the_bundle_that_is_damaged_below_is_whole() {
    for bytes in RELEASES.iter() {
        assert!(taken(bytes.clone()).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_damage_whatever_is_accepted(damages in damages()) {
        let [before, whole] = &*RELEASES;
        let bytes = damaged(whole, before, &damages);
        // What turns out to be one of the two releases is not damaged.
        prop_assume!(bytes != *whole && bytes != *before);
        prop_assert!(taken(bytes).is_err());
    }
}

#[test]
fn no_byte_of_what_only_signatures_vouch_for_can_be_another() {
    let release = Publisher::new("Casa").publish(records(1));
    let whole = packed(&release);
    for part in ["metadata/1.root.json", "metadata/timestamp.json"] {
        let bytes = &release.files[part];
        let begin = whole.windows(bytes.len()).position(|window| window == bytes).unwrap();
        for at in begin..begin + bytes.len() {
            // Between capitals and small letters, where hex digits stay the same.
            let mut bytes = whole.clone();
            bytes[at] ^= 0x20;
            assert!(taken(bytes).is_err(), "byte {at}");
        }
    }
}
