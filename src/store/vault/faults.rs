//! Damage and kills: the old state or the new one, never a lost vault.
#![expect(clippy::disallowed_methods, reason = "files are damaged here, not written")]

use std::{fs, path::Path};

use proptest::prelude::*;
use rstest::rstest;

use super::{
    tests::{made, secret},
    *,
};

const FILES: [&str; 4] = ["key", "key-spare", "values", "values-spare"];

/// What one value is after opening; `None`: damaged.
fn opened(data: &Path) -> Option<Vec<u8>> {
    match Vault::unlock(data, &secret("first")) {
        Ok(vault) => Some(vault.get("shortlist").unwrap().unwrap().to_vec()),
        Err(VaultError::Damaged { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

/// What damage does to a file.
fn damage(path: &Path, how: &str, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at % bytes.len();
    match how {
        "flip" => bytes[at] ^= 1 << (at % 8),
        "truncate" => bytes.truncate(at),
        "empty" => bytes.clear(),
        "zero" => bytes.iter_mut().skip(at).for_each(|byte| *byte = 0),
        _ => return fs::remove_file(path).unwrap(),
    }
    fs::write(path, bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn damage_to_any_one_file_costs_nothing_and_is_mended(
        file in prop::sample::select(&FILES[..]),
        how in prop::sample::select(&["flip", "truncate", "empty", "zero", "remove"][..]),
        at in any::<usize>(),
    ) {
        let (data, _) = made();
        let whole = |name| fs::read(data.path().join("vault").join(name)).unwrap();
        damage(&data.path().join("vault").join(file), how, at);
        prop_assert_eq!(opened(data.path()).unwrap(), b"a clinic");
        prop_assert_eq!(whole("key"), whole("key-spare"));
        prop_assert_eq!(whole("values"), whole("values-spare"));
        prop_assert_eq!(opened(data.path()).unwrap(), b"a clinic");
    }

    #[test]
    fn damage_to_both_copies_is_named_and_never_taken_for_a_wrong_passphrase(
        name in prop::sample::select(&["key", "values"][..]),
        how in prop::sample::select(&["flip", "truncate", "empty"][..]),
        at in any::<usize>(),
    ) {
        let (data, _) = made();
        for path in copies(&data.path().join("vault"), name) {
            damage(&path, how, at);
        }
        prop_assert_eq!(opened(data.path()), None);
        prop_assert!(exists(data.path()), "a damaged vault is still a vault: it can be wiped");
        destroy(data.path()).unwrap();
        prop_assert!(!exists(data.path()));
    }
}

/// A change to a vault is four steps at most: each file, each copy. Whoever is
/// killed after any of them (a file is written whole, or not at all) leaves
/// the files of one step from the new state, the rest from the old one.
#[rstest]
#[case::put("put")]
#[case::change("change")]
#[case::second("second")]
fn killed_between_any_two_writes_the_old_state_or_the_new_one_is_there(#[case] what: &str) {
    let (data, mut vault) = made();
    let folder = data.path().join("vault");
    let all = || FILES.map(|name| fs::read(folder.join(name)).unwrap());
    let old = all();
    match what {
        "put" => vault.put("shortlist", b"new").unwrap(),
        "change" => vault.change_passphrase(&secret("new")).unwrap(),
        _ => vault.set_second_passphrase(&secret("new")).unwrap(),
    }
    let new = all();
    // The order of Vault::write: values before keys, the copy before the spare.
    let order = ["values", "values-spare", "key", "key-spare"];
    for done in 0..=order.len() {
        for (n, name) in FILES.iter().enumerate() {
            let is_new = order.iter().position(|step| step == name).unwrap() < done;
            fs::write(folder.join(name), if is_new { &new[n] } else { &old[n] }).unwrap();
        }
        let first = Vault::unlock(data.path(), &secret("first"));
        let other = Vault::unlock(data.path(), &secret("new"));
        let value = |vault: &Vault| vault.get("shortlist").unwrap().map(|value| value.to_vec());
        match (what, first, other) {
            ("put", Ok(vault), Err(VaultError::WrongPassphrase)) => {
                let expected: &[u8] = if done == 0 { b"a clinic" } else { b"new" };
                assert_eq!(value(&vault).unwrap(), expected, "after {done} writes");
            }
            ("change", Ok(vault), Err(VaultError::WrongPassphrase)) if done < 3 => {
                assert_eq!(value(&vault).unwrap(), b"a clinic");
            }
            ("change", Err(VaultError::WrongPassphrase), Ok(vault)) if done >= 3 => {
                assert_eq!(value(&vault).unwrap(), b"a clinic");
            }
            ("second", Ok(vault), Err(VaultError::WrongPassphrase)) if done < 3 => {
                assert_eq!(value(&vault).unwrap(), b"a clinic");
            }
            ("second", Ok(vault), Ok(second)) if done >= 3 => {
                assert_eq!(value(&vault).unwrap(), b"a clinic");
                assert_eq!(value(&second), None);
            }
            (_, first, other) => panic!("{what} after {done} writes: {first:?} {other:?}"),
        }
    }
}
