//! What other clients of The Update Framework got wrong, or leave to those who
//! use them: `docs/security.md` lists them.

use std::{io, ops::ControlFlow, sync::Arc};

use rstest::rstest;

use crate::bundle::{
    Fetch, FetchError, Hurdle, Refusal, Trust, Trusted, Verified,
    attacks::{Files, Forge, Ground, House},
    publish::Release,
    samples::{self, Memory, container, now, packed, records},
    verify,
};

fn taken(files: &Files, trusted: Option<&Trusted>) -> Result<Verified, Refusal> {
    let trust = if trusted.is_some() { Trust::Known } else { Trust::Look };
    let verified = verify(Arc::new(Memory(files.clone())), trusted, &trust, now())?;
    verified.directory(None, &mut |_| ControlFlow::Continue(()))?;
    Ok(verified)
}

fn trusted(release: &Release) -> Trusted {
    samples::take(release, None).0.trusted
}

#[test]
fn a_newer_bundle_that_is_not_whole_does_not_make_the_whole_one_older() {
    let ground = Ground::new();
    let before = trusted(&ground.releases[1]);
    let mut spoiled = ground.releases[2].files.clone();
    spoiled.retain(|path, _| !path.starts_with("targets/"));
    // The metadata are right, so the version is seen; the records never come.
    let verified = verify(Arc::new(Memory(spoiled)), Some(&before), &Trust::Known, now()).unwrap();
    assert_eq!(verified.trusted.floor(), 3);
    assert!(verified.directory(None, &mut |_| ControlFlow::Continue(())).is_err());
    assert_eq!(before.floor(), 2, "what is remembered is changed by nobody but who keeps it");
    assert!(taken(&ground.releases[2].files, Some(&before)).is_ok());
}

#[test]
fn damage_to_what_is_remembered_never_lets_an_older_version_in() {
    let ground = Ground::new();
    let files = trusted(&ground.releases[1]).to_files();
    let mut tried = 0;
    for name in files.keys() {
        for damage in 0..4 {
            let mut files = files.clone();
            let bytes = files.get_mut(name).unwrap();
            let middle = bytes.len() / 2;
            match damage {
                0 => drop(files.remove(name)),
                1 => bytes.clear(),
                2 => bytes.truncate(middle),
                _ => bytes[middle] ^= 1,
            }
            tried += 1;
            // Either it is known to be damaged, or it still protects.
            if let Ok(damaged) = Trusted::from_files(files) {
                assert!(taken(&ground.releases[0].files, Some(&damaged)).is_err(), "{name}, damage {damage}");
            }
        }
    }
    assert_eq!(tried, 20, "root, timestamp, snapshot, targets and floor");
}

#[test]
fn a_floor_that_does_not_fit_the_metadata_is_damage() {
    let ground = Ground::new();
    let mut files = trusted(&ground.releases[1]).to_files();
    let floor = String::from_utf8(files["floor.json"].clone()).unwrap();
    files.insert("floor.json".into(), floor.replace("\"version\":2", "\"version\":1").into_bytes());
    assert_eq!(Trusted::from_files(files).err().unwrap().code(), "damaged");
}

#[test]
fn a_clock_that_was_once_far_ahead_blocks_nothing_later() {
    let ground = Ground::new();
    let at = |release: &Release, trusted: Option<&Trusted>, at: &str| {
        let trust = if trusted.is_some() { Trust::Known } else { Trust::Look };
        verify(container(packed(release)).unwrap(), trusted, &trust, at.parse().unwrap()).unwrap()
    };
    let ahead = at(&ground.releases[1], None, "2099-01-01T00:00:00Z");
    assert!(ahead.expired());
    let after = at(&ground.releases[2], Some(&ahead.trusted), "2026-11-26T00:00:00Z");
    assert!(!after.expired() && !after.clock_behind());
}

/// A site whose next root fails in some way.
struct Failing {
    site: Memory,
    part: &'static str,
    fails: fn() -> FetchError,
    /// True when it fails in the middle, not when it is opened.
    late: bool,
}

impl Fetch for Failing {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn io::Read + Send>, FetchError> {
        struct Breaks(Option<FetchError>);
        impl io::Read for Breaks {
            fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
                Err(self.0.take().map_or_else(|| io::ErrorKind::Other.into(), io::Error::from))
            }
        }
        if !path.ends_with(self.part) {
            return self.site.fetch(path, limit);
        }
        if self.late { Ok(Box::new(Breaks(Some((self.fails)())))) } else { Err((self.fails)()) }
    }
}

fn unreachable() -> FetchError {
    FetchError::Unreachable { detail: "HTTP 500".to_owned(), hurdle: Hurdle::Status(500) }
}

fn unreadable() -> FetchError {
    FetchError::Io(io::ErrorKind::PermissionDenied.into())
}

fn broken() -> FetchError {
    FetchError::Damaged { detail: "no bundle".to_owned() }
}

#[rstest]
#[case(unreachable, "unreachable")]
#[case(unreadable, "cannot-read")]
#[case(broken, "damaged")]
#[case(|| FetchError::TooLong, "unsafe")]
#[case(|| FetchError::Cancelled, "cancelled")]
fn every_failure_is_told_by_its_kind_wherever_it_strikes(#[case] fails: fn() -> FetchError, #[case] code: &str) {
    let ground = Ground::new();
    let parts =
        ["1.root.json", "2.root.json", "timestamp.json", "3.snapshot.json", "3.targets.json", ".directory.jsonl.zst"];
    for part in parts {
        for late in [false, true] {
            let site = Memory(ground.releases[2].files.clone());
            let fetch = Arc::new(Failing { site, part, fails, late });
            let refused = verify(fetch, None, &Trust::Look, now())
                .and_then(|verified| verified.directory(None, &mut |_| ControlFlow::Continue(())));
            assert_eq!(refused.err().unwrap().code(), code, "{part}, {late}");
        }
    }
}

#[test]
fn only_a_root_that_is_not_there_ends_the_chain() {
    let ground = Ground::new();
    let site = Memory(ground.releases[2].files.clone());
    let fetch = Failing { site, part: "2.root.json", fails: || FetchError::NotFound, late: false };
    assert!(verify(Arc::new(fetch), None, &Trust::Look, now()).is_ok());
}

#[test]
fn four_changes_of_all_keys_are_followed_and_none_of_the_old_keys_counts() {
    let mut publisher = samples::Publisher::new("Casa");
    let first = publisher.publish(records(2));
    for _ in 0..4 {
        publisher.rotate();
    }
    let fifth = publisher.publish(records(3));
    let after = samples::take(&fifth, Some(&trusted(&first))).0.trusted;
    // Whoever found an old key cannot go on from where it ended.
    publisher.former.clear();
    let stale = first.files;
    let refused = taken(&stale, Some(&after)).err().unwrap();
    // It may be nothing worse than old: that is for a person to find out.
    assert!(matches!(refused, Refusal::OldKeys { .. }), "{refused}");
    assert_eq!(refused.code(), "not-trusted");
}

#[test]
fn a_device_that_never_saw_the_change_of_keys_believes_the_old_ones() {
    // Nothing can be done about this without a line to anybody: `docs/security.md`
    // says so, and every bundle carries all roots.
    let (mut house, other) = (House::new("Casa"), House::new("other keys"));
    let first = house.publish(records(2));
    let second = house.publish(records(3));
    let before = trusted(&first);
    assert!(taken(&second.files, Some(&before)).is_ok());

    let mut changed = Forge::of(&house, &second);
    let root = house.next_root(&other);
    let keys = [house.keys("root"), other.keys("root")].concat();
    changed.files.insert("metadata/2.root.json".into(), crate::bundle::attacks::sign(&root, &keys));
    changed.signers = Forge::of(&other, &second).signers;
    let saw = taken(&changed.seal(), Some(&before)).unwrap().trusted;
    assert_eq!(taken(&second.files, Some(&saw)).err().unwrap().code(), "not-trusted");
}

#[test]
fn after_a_thief_raised_the_version_new_keys_bring_everyone_back() {
    let (mut house, other) = (House::new("Casa"), House::new("new keys"));
    let release = house.publish(records(2));
    let next = house.publish(records(3));
    let mut stolen = Forge::of(&house, &release);
    for role in ["timestamp", "snapshot", "targets"] {
        stolen.of_role(role)["version"] = serde_json::json!(1_000_000);
    }
    let robbed = taken(&stolen.seal(), Some(&trusted(&release))).unwrap().trusted;
    assert_eq!(robbed.floor(), 1_000_000);
    assert_eq!(taken(&next.files, Some(&robbed)).err().unwrap().code(), "older");

    let mut back = Forge::of(&house, &next);
    let keys = [house.keys("root"), other.keys("root")].concat();
    back.files.insert("metadata/2.root.json".into(), crate::bundle::attacks::sign(&house.next_root(&other), &keys));
    back.signers = Forge::of(&other, &next).signers;
    let after = taken(&back.seal(), Some(&robbed)).unwrap().trusted;
    assert_eq!(after.floor(), 2);
    assert_eq!(taken(&next.files, Some(&after)).err().unwrap().code(), "not-trusted");
}
