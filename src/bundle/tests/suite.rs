//! Cases of the conformance suite of The Update Framework that matter here, on
//! the strict client that the suite meets.

use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};

use crate::bundle::{
    Refusal,
    attacks::{Files, Forge, Ground, House, sign},
    publish::SigningKey,
    samples::{Memory, now},
    tuf::{Client, Expiry, Kept},
};

/// What is kept in the beginning: the first root.
fn begin(house: &House) -> Kept {
    Kept::begin("root.json", house.publisher.roots[0].clone()).unwrap()
}

/// Asks a site, and says what is kept afterwards.
fn refresh(files: Files, kept: Kept) -> (Result<(), Refusal>, Kept) {
    let site = Memory(files);
    let mut client = Client::new(&site, kept, now(), Expiry::Strict);
    let outcome = client.refresh().map(drop);
    (outcome, client.kept)
}

/// The versions that are kept, by role.
fn versions(kept: &Kept) -> BTreeMap<String, u64> {
    let version = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap()["signed"]["version"].as_u64().unwrap();
    let others = ["timestamp", "snapshot", "targets"]
        .into_iter()
        .filter_map(|role| Some((role.to_owned(), version(kept.bytes(&format!("{role}.json"))?))));
    others.chain([("root".to_owned(), version(kept.root_bytes()))]).collect()
}

fn kept(root: u64, timestamp: u64, snapshot: u64, targets: u64) -> BTreeMap<String, u64> {
    let all = [("root", root), ("timestamp", timestamp), ("snapshot", snapshot), ("targets", targets)];
    all.into_iter().filter(|(_, version)| *version > 0).map(|(role, version)| (role.to_owned(), version)).collect()
}

#[test]
fn everything_is_kept_as_it_was_received() {
    let ground = Ground::new();
    let mut files = ground.releases[2].files.clone();
    // This client takes what others write differently; `verify` does not.
    files.get_mut("metadata/timestamp.json").unwrap().push(b' ');
    let (outcome, after) = refresh(files.clone(), begin(&ground.house));
    outcome.unwrap();
    assert_eq!(after.bytes("timestamp.json").unwrap(), files["metadata/timestamp.json"]);
    assert_eq!(after.bytes("targets.json").unwrap(), files["metadata/3.targets.json"]);
}

/// Of roles that are not signed as they have to be, nothing is kept, and of
/// those before them everything.
#[rstest]
#[case("timestamp", kept(1, 0, 0, 0))]
#[case("snapshot", kept(1, 3, 0, 0))]
#[case("targets", kept(1, 3, 3, 0))]
fn what_comes_before_an_unsigned_role_is_kept(#[case] role: &'static str, #[case] expected: BTreeMap<String, u64>) {
    let ground = Ground::new();
    let mut forge = Forge::of(&ground.house, &ground.releases[2]);
    forge.signers.get_mut(role).unwrap().pop();
    let (outcome, after) = refresh(forge.seal(), begin(&ground.house));
    assert_eq!(outcome.err().unwrap().code(), "not-trusted");
    assert_eq!(versions(&after), expected);
}

#[rstest]
#[case("timestamp", kept(1, 2, 2, 2))]
#[case("snapshot", kept(1, 3, 2, 2))]
#[case("targets", kept(1, 3, 3, 2))]
fn what_is_past_its_date_is_refused_by_a_strict_client(
    #[case] role: &'static str,
    #[case] expected: BTreeMap<String, u64>,
) {
    let ground = Ground::new();
    let (first, before) = refresh(ground.releases[1].files.clone(), begin(&ground.house));
    first.unwrap();
    let mut forge = Forge::of(&ground.house, &ground.releases[2]);
    forge.of_role(role)["expires"] = json!("2026-11-20T00:00:00Z");
    let (outcome, after) = refresh(forge.seal(), before);
    assert_eq!(outcome.err().unwrap().code(), "expired");
    assert_eq!(versions(&after), expected);
}

#[test]
fn a_root_past_its_date_is_kept_and_nothing_after_it() {
    let ground = Ground::new();
    let (first, before) = refresh(ground.releases[1].files.clone(), begin(&ground.house));
    first.unwrap();
    let mut root = ground.house.next_root(&ground.house);
    root["expires"] = json!("2026-11-20T00:00:00Z");
    let mut files = ground.releases[2].files.clone();
    files.insert("metadata/2.root.json".into(), sign(&root, &ground.house.keys("root")));
    let (outcome, after) = refresh(files.clone(), before.clone());
    assert_eq!(outcome.err().unwrap().code(), "expired");
    assert_eq!(versions(&after), kept(2, 2, 2, 2));
    // The next one makes it good again.
    root["version"] = json!(3);
    root["expires"] = json!("2030-01-01T00:00:00Z");
    files.insert("metadata/3.root.json".into(), sign(&root, &ground.house.keys("root")));
    let (outcome, after) = refresh(files, before);
    outcome.unwrap();
    assert_eq!(versions(&after), kept(3, 3, 3, 3));
}

#[test]
fn a_timestamp_of_the_version_that_is_kept_changes_nothing() {
    let ground = Ground::new();
    let (first, before) = refresh(ground.releases[1].files.clone(), begin(&ground.house));
    first.unwrap();
    let mut forge = Forge::of(&ground.house, &ground.releases[2]);
    forge.of_role("timestamp")["version"] = json!(2);
    let (outcome, after) = refresh(forge.seal(), before.clone());
    outcome.unwrap();
    assert!(after == before);
}

#[test]
fn metadata_without_length_and_hashes_are_taken_by_their_version() {
    let ground = Ground::new();
    let mut forge = Forge::of(&ground.house, &ground.releases[2]);
    for role in ["targets", "snapshot"] {
        forge.claims.insert(role, |claim| *claim = json!({ "version": 3 }));
    }
    let (outcome, after) = refresh(forge.seal(), begin(&ground.house));
    outcome.unwrap();
    assert_eq!(versions(&after), kept(1, 3, 3, 3));
}

/// Keys of the root, how many have to sign, and who signs; of two versions.
#[rstest]
#[case::one_key_changed(&[1], 1, &[1], &[2], 1, &[1, 2], true)]
#[case::not_by_the_old_key(&[1], 1, &[1], &[2], 1, &[2, 3], false)]
#[case::not_by_the_new_key(&[1], 1, &[1], &[2], 1, &[1, 3], false)]
#[case::any_three_of_five(&[0, 1, 2, 3, 4], 3, &[0, 2, 4], &[0, 1, 2, 3, 4], 3, &[0, 4, 1], true)]
#[case::one_of_five_changed(&[0, 1, 2, 3, 4], 3, &[0, 2, 4], &[0, 1, 3, 4, 5], 3, &[0, 4, 1], true)]
#[case::too_few_of_the_new(&[0, 1, 2, 3, 4], 3, &[0, 2, 4], &[0, 1, 3, 4, 5], 3, &[0, 2, 4], false)]
#[case::too_few_of_the_old(&[0, 1, 2, 3, 4], 3, &[0, 2, 4], &[0, 1, 3, 4, 5], 3, &[0, 4, 5], false)]
#[case::threshold_raised(&[1, 2, 3], 1, &[1], &[1, 2, 3], 2, &[1, 2], true)]
#[case::raised_threshold_not_reached(&[1, 2, 3], 1, &[1], &[1, 2, 3], 2, &[2], false)]
#[case::threshold_lowered(&[1, 2, 3], 2, &[1, 2], &[1, 2, 3], 1, &[1, 2], true)]
#[case::old_threshold_not_reached(&[1, 2, 3], 2, &[1, 2], &[1, 2, 3], 1, &[1], false)]
#[case::signatures_of_strangers_do_no_harm(&[1], 1, &[3, 1, 4], &[2], 1, &[3, 2, 1, 4], true)]
fn a_root_is_followed_when_enough_old_and_enough_new_keys_signed(
    #[case] keys: &[usize],
    #[case] need: u64,
    #[case] by: &[usize],
    #[case] new_keys: &[usize],
    #[case] new_need: u64,
    #[case] new_by: &[usize],
    #[case] followed: bool,
) {
    let ground = Ground::new();
    let all: Vec<SigningKey> = (0..6).map(|_| SigningKey::generate().unwrap()).collect();
    let root = |version: u64, keys: &[usize], need: u64, by: &[usize]| {
        let mut root = ground.house.next_root(&ground.house);
        root["version"] = json!(version);
        root["roles"]["root"] =
            json!({ "keyids": keys.iter().map(|key| all[*key].id()).collect::<Vec<_>>(), "threshold": need });
        for key in keys {
            root["keys"][all[*key].id()] = all[*key].public().value.clone();
        }
        sign(&root, &by.iter().map(|key| &all[*key]).collect::<Vec<_>>())
    };
    let first = Kept::begin("root.json", root(1, keys, need, by)).unwrap();
    let mut files = ground.releases[2].files.clone();
    files.insert("metadata/2.root.json".into(), root(2, new_keys, new_need, new_by));
    let (outcome, after) = refresh(files, first);
    assert_eq!(outcome.is_ok(), followed);
    assert_eq!(versions(&after)["root"], if followed { 2 } else { 1 });
}
