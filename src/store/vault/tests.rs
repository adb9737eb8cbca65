//! What a vault promises, in the order in which a person meets it.

use rstest::rstest;
use tempfile::TempDir;

use super::*;

/// Cheap enough to test with; never anybody's default.
pub(super) const CHEAP: Cost = Cost { memory: 8, passes: 1 };

pub(super) fn secret(text: &str) -> Secret {
    Secret::from(text)
}

/// A data folder with a vault that `first` opens, with one value in it.
pub(super) fn made() -> (TempDir, Vault) {
    let data = tempfile::tempdir().unwrap();
    let mut vault = Vault::create(data.path(), &secret("first"), CHEAP).unwrap();
    vault.put("shortlist", b"a clinic").unwrap();
    (data, vault)
}

fn value(vault: &Vault, name: &str) -> Option<Vec<u8>> {
    vault.get(name).unwrap().map(|value| value.to_vec())
}

#[test]
fn what_is_kept_is_there_after_the_passphrase() {
    let (data, mut vault) = made();
    vault.put("notes", b"one").unwrap();
    vault.put("notes", b"two").unwrap();
    vault.put("gone", b"x").unwrap();
    vault.remove("gone").unwrap();
    vault.remove("never there").unwrap();
    drop(vault);
    let vault = Vault::unlock(data.path(), &secret("first")).unwrap();
    assert_eq!(vault.names().collect::<Vec<_>>(), ["notes", "shortlist"]);
    assert_eq!(value(&vault, "notes").unwrap(), b"two");
    assert_eq!(value(&vault, "shortlist").unwrap(), b"a clinic");
    assert_eq!(value(&vault, "gone"), None);
}

#[rstest]
#[case("")]
#[case("First")]
#[case("first ")]
fn a_wrong_passphrase_opens_nothing_and_says_nothing(#[case] wrong: &str) {
    let (data, _) = made();
    let error = Vault::unlock(data.path(), &secret(wrong)).unwrap_err();
    assert!(matches!(error, VaultError::WrongPassphrase));
    assert_eq!(error.to_string(), "the passphrase does not open the vault");
}

#[test]
fn there_is_one_vault_or_none() {
    let data = tempfile::tempdir().unwrap();
    assert!(!exists(data.path()));
    assert!(matches!(Vault::unlock(data.path(), &secret("x")), Err(VaultError::Missing)));
    Vault::create(data.path(), &secret("x"), CHEAP).unwrap();
    assert!(exists(data.path()));
    assert!(matches!(Vault::create(data.path(), &secret("y"), CHEAP), Err(VaultError::AlreadyThere)));
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let (data, mut vault) = made();
    vault.change_passphrase(&secret("new")).unwrap();
    vault.put("later", b"x").unwrap();
    let old = Vault::unlock(data.path(), &secret("first"));
    assert!(matches!(old, Err(VaultError::WrongPassphrase)));
    // Nor from the spare, when the first copy is damaged.
    fs::remove_file(data.path().join("vault/key")).unwrap();
    assert!(matches!(Vault::unlock(data.path(), &secret("first")), Err(VaultError::WrongPassphrase)));
    let vault = Vault::unlock(data.path(), &secret("new")).unwrap();
    assert_eq!(value(&vault, "shortlist").unwrap(), b"a clinic");
}

#[test]
fn a_second_passphrase_opens_an_empty_vault_and_harms_not_the_first() {
    let (data, mut vault) = made();
    assert!(matches!(vault.set_second_passphrase(&secret("first")), Err(VaultError::SamePassphrase)));
    vault.set_second_passphrase(&secret("second")).unwrap();
    let mut second = Vault::unlock(data.path(), &secret("second")).unwrap();
    assert_eq!(second.names().count(), 0);
    assert!(matches!(second.change_passphrase(&secret("first")), Err(VaultError::SamePassphrase)));
    // More than the smallest region holds: both grow.
    second.put("shortlist", &vec![7; 3 * form::SMALLEST_REGION]).unwrap();
    let mut first = Vault::unlock(data.path(), &secret("first")).unwrap();
    assert_eq!(value(&first, "shortlist").unwrap(), b"a clinic");
    first.put("shortlist", b"two clinics").unwrap();
    let second = Vault::unlock(data.path(), &secret("second")).unwrap();
    assert_eq!(value(&second, "shortlist").unwrap().len(), 3 * form::SMALLEST_REGION);
}

#[test]
fn nothing_on_the_disk_tells_of_a_second_passphrase_or_of_what_is_kept() {
    let sizes = |data: &Path| -> Vec<(String, u64)> {
        let mut sizes: Vec<_> = fs::read_dir(data.join("vault"))
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len()))
            .collect();
        sizes.sort();
        sizes
    };
    let (one, _) = made();
    let (two, mut vault) = made();
    vault.set_second_passphrase(&secret("second")).unwrap();
    for n in 0..40 {
        vault.put(&format!("note {n}"), &vec![b'x'; 300]).unwrap();
    }
    assert_eq!(sizes(one.path()), sizes(two.path()));
    for copy in copies(&two.path().join("vault"), VALUES) {
        let bytes = fs::read(copy).unwrap();
        assert!(!bytes.windows(8).any(|w| w == b"xxxxxxxx" || w == b"a clinic" || w == b"shortlis"));
    }
}

#[test]
fn a_value_opens_under_its_own_name_only() {
    let (_data, mut vault) = made();
    let moved = vault.values.remove("shortlist").unwrap();
    vault.values.insert("notes".into(), moved);
    assert!(matches!(vault.get("notes"), Err(VaultError::Damaged { .. })));
}

#[test]
fn a_vault_that_is_full_says_so_and_keeps_what_it_has() {
    let (data, mut vault) = made();
    let much = vec![0; form::LARGEST_REGION];
    assert!(matches!(vault.put("much", &much), Err(VaultError::Full)));
    assert!(matches!(vault.put("shortlist", &much), Err(VaultError::Full)));
    for vault in [vault, Vault::unlock(data.path(), &secret("first")).unwrap()] {
        assert_eq!(vault.names().collect::<Vec<_>>(), ["shortlist"]);
        assert_eq!(value(&vault, "shortlist").unwrap(), b"a clinic");
    }
}

#[test]
fn after_it_is_destroyed_old_values_do_not_open_with_the_right_passphrase() {
    let (data, _) = made();
    let folder = data.path().join("vault");
    let kept: Vec<_> = copies(&folder, VALUES).map(|path| (path.clone(), fs::read(path).unwrap())).into();
    // A name beside the file of keys that shares its bytes sees what becomes
    // of them: the blocks themselves are overwritten.
    let witness = data.path().join("witness");
    fs::hard_link(folder.join("key"), &witness).unwrap();
    let before = fs::read(&witness).unwrap();
    destroy(data.path()).unwrap();
    assert!(!exists(data.path()) && !folder.exists());
    let after = fs::read(&witness).unwrap();
    assert_eq!(before.len(), after.len());
    assert!(KeyFile::parse(&after).is_err(), "the blocks of the key still hold it");
    files::make_folder(&folder).unwrap();
    for (path, bytes) in kept {
        files::write_whole(&path, &bytes).unwrap();
    }
    files::write_whole(&folder.join("key"), &after).unwrap();
    assert!(matches!(Vault::unlock(data.path(), &secret("first")), Err(VaultError::Damaged { .. })));
    destroy(data.path()).unwrap();
    destroy(data.path()).unwrap();
}

#[test]
fn a_changed_passphrase_overwrites_the_slot_of_the_old_one() {
    let (data, mut vault) = made();
    let witness = data.path().join("witness");
    fs::hard_link(data.path().join("vault/key"), &witness).unwrap();
    vault.change_passphrase(&secret("new")).unwrap();
    assert!(KeyFile::parse(&fs::read(&witness).unwrap()).is_err());
}
