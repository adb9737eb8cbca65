//! Damage as sticks, lines and pranksters make it: anywhere, of any size.

use proptest::{collection::vec, prelude::*, sample::Index};

/// One piece of damage.
#[derive(Debug, Clone)]
pub(crate) enum Damage {
    /// A bit is another.
    Flip(Index, u8),
    /// A byte is any other.
    Byte(Index, u8),
    /// Bytes are written over.
    Over(Index, Vec<u8>),
    /// A sector is lost and reads as zeros, or as what was on the stick before.
    Sector(Index, u8),
    /// Bytes are left out.
    Lost(Index, usize),
    /// Bytes come in between.
    Between(Index, Vec<u8>),
    /// The end is missing.
    Cut(Index),
    /// Two sectors stand in each other's place.
    Swapped(Index, Index),
    /// A sector stands twice.
    Twice(Index),
    /// The rest is that of the release before.
    Mixed(Index),
}

/// Bytes of a sector.
const SECTOR: usize = 512;

/// Up to three pieces of damage at once.
pub(crate) fn damages() -> impl Strategy<Value = Vec<Damage>> {
    vec(damage(), 1..=3)
}

fn damage() -> impl Strategy<Value = Damage> {
    let (at, bytes) = (any::<Index>, || vec(any::<u8>(), 1..40));
    prop_oneof![
        6 => (at(), 0..8_u8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        3 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        2 => (at(), bytes()).prop_map(|(at, bytes)| Damage::Over(at, bytes)),
        1 => (at(), prop_oneof![Just(0), any::<u8>()]).prop_map(|(at, byte)| Damage::Sector(at, byte)),
        2 => (at(), 1..600_usize).prop_map(|(at, count)| Damage::Lost(at, count)),
        2 => (at(), bytes()).prop_map(|(at, bytes)| Damage::Between(at, bytes)),
        1 => at().prop_map(Damage::Cut),
        1 => (at(), at()).prop_map(|(one, other)| Damage::Swapped(one, other)),
        1 => at().prop_map(Damage::Twice),
        1 => at().prop_map(Damage::Mixed),
    ]
}

/// The bytes after all of it. `before` is the release before.
pub(crate) fn damaged(whole: &[u8], before: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for damage in damages {
        if bytes.is_empty() {
            break;
        }
        do_damage(&mut bytes, before, damage);
    }
    bytes
}

fn do_damage(bytes: &mut Vec<u8>, before: &[u8], damage: &Damage) {
    let (length, place) = (bytes.len(), |at: &Index| at.index(bytes.len()));
    let sector = |at: &Index| {
        let begin = place(at) / SECTOR * SECTOR;
        begin..(begin + SECTOR).min(length)
    };
    match damage {
        Damage::Flip(at, bit) => {
            let at = place(at);
            bytes[at] ^= 1 << bit;
        }
        Damage::Byte(at, byte) => {
            let at = place(at);
            bytes[at] = *byte;
        }
        Damage::Over(at, new) => {
            let at = place(at);
            bytes.iter_mut().skip(at).zip(new).for_each(|(old, new)| *old = *new);
        }
        Damage::Sector(at, byte) => {
            let sector = sector(at);
            bytes[sector].fill(*byte);
        }
        Damage::Lost(at, count) => {
            let at = place(at);
            bytes.drain(at..(at + count).min(length));
        }
        Damage::Between(at, new) => {
            let at = place(at);
            bytes.splice(at..at, new.iter().copied());
        }
        Damage::Cut(at) => {
            let at = place(at);
            bytes.truncate(at);
        }
        Damage::Swapped(one, other) => {
            let (one, other) = (sector(one), sector(other));
            (0..one.len().min(other.len())).for_each(|n| bytes.swap(one.start + n, other.start + n));
        }
        Damage::Twice(at) => {
            let sector = sector(at);
            let copy = bytes[sector.clone()].to_vec();
            bytes.splice(sector.end..sector.end, copy);
        }
        Damage::Mixed(at) => {
            let at = place(at);
            bytes.truncate(at);
            bytes.extend(before.iter().skip(at));
        }
    }
}
