//! What honest publishers and honest places make possible.

use std::{ops::ControlFlow, sync::Arc};

use crate::bundle::{
    Digest, Refusal, Trust, Trusted, identify,
    publish::Former,
    samples::{self, Memory, Publisher, now, records},
    verify,
};

#[test]
fn a_release_is_taken_from_a_file_by_the_fingerprint_on_paper() {
    let mut publisher = Publisher::new("Casa");
    let release = publisher.publish(records(30));
    let fetch = samples::container(samples::packed(&release)).unwrap();
    let fingerprint = identify(fetch.as_ref()).unwrap();
    assert_eq!(fingerprint, publisher.fingerprint());

    let refused = verify(Arc::clone(&fetch), None, &Trust::Known, now()).err().unwrap();
    assert!(
        matches!(refused, Refusal::UnknownPublisher { name, fingerprint: f } if name == "Casa" && f == fingerprint)
    );
    assert!(verify(Arc::clone(&fetch), None, &Trust::Fingerprints(vec!["0".repeat(64)]), now()).is_err());
    let looked = verify(Arc::clone(&fetch), None, &Trust::Look, now()).unwrap();
    assert!(!looked.accepted && !looked.known);

    let words = fingerprint.words()[..2].join(" ");
    let verified = verify(fetch, None, &Trust::FirstWords(words), now()).unwrap();
    assert!(verified.accepted && !verified.known && !verified.expired() && !verified.clock_behind());
    assert_eq!((verified.version, verified.manifest.counts.organizations), (1, 30));
    assert_eq!(verified.manifest.counts.services, 30);
    assert_eq!(samples::lines(&verified, None), release.raw);
}

#[test]
fn what_is_remembered_survives_being_kept_and_knows_the_publisher() {
    let mut publisher = Publisher::new("Casa");
    let (first, _) = samples::take(&publisher.publish(records(3)), None);
    let kept = Trusted::from_files(first.trusted.to_files()).unwrap();
    assert_eq!(kept, first.trusted);
    assert_eq!((kept.floor(), kept.publisher()), (1, publisher.fingerprint().publisher()));
    let second = publisher.publish(records(4));
    let verified =
        verify(samples::container(samples::packed(&second)).unwrap(), Some(&kept), &Trust::Known, now()).unwrap();
    assert!(verified.known && verified.accepted);
    assert_eq!(verified.trusted.floor(), 2);
}

#[test]
fn a_small_change_travels_as_a_patch_and_from_several_versions_back() {
    let mut publisher = Publisher::new("Casa");
    let mut releases = Vec::new();
    for version in 0..4 {
        let mut records = records(400);
        records.organizations[version].name.value.push_str(" moved");
        releases.push(publisher.publish(records));
    }
    let site = Arc::new(Memory(releases[3].files.clone()));
    let verified = verify(site, None, &Trust::Look, now()).unwrap();
    let whole = verified.plan(None).bytes;
    for former in &releases[..3] {
        let plan = verified.plan(Some(&Digest::of(&former.raw)));
        assert_eq!(plan.steps.len(), 1);
        assert!(plan.bytes * 10 < whole, "{} of {whole}", plan.bytes);
        assert_eq!(samples::lines(&verified, Some(&former.raw)), releases[3].raw);
    }
    // From a directory that nobody published, the whole one is got.
    assert_eq!(verified.plan(Some(&Digest::of(b"else"))).bytes, whole);
    assert_eq!(samples::lines(&verified, Some(b"else")), releases[3].raw);
}

#[test]
fn a_patch_that_is_no_shorter_than_the_whole_is_left_out_and_the_whole_is_got() {
    let mut publisher = Publisher::new("Casa");
    publisher.publish(records(2));
    // A former version of which nothing comes again.
    let strange = Former { version: 2, raw: vec![0xff; 50] };
    publisher.former.push(strange.clone());
    let mut changed = records(2);
    changed.organizations[1].name.value.push_str(" moved");
    let release = publisher.publish(changed);
    let patches: Vec<&str> =
        release.files.keys().filter_map(|path| path.split_once(".delta-")).map(|(_, name)| name).collect();
    assert_eq!(patches, ["1-3.zst"], "that from the version like it is there");
    let verified = verify(Arc::new(Memory(release.files.clone())), None, &Trust::Look, now()).unwrap();
    let whole = verified.plan(None);
    assert_eq!(verified.plan(Some(&Digest::of(&strange.raw))).bytes, whole.bytes);
    assert_eq!(samples::lines(&verified, Some(&strange.raw)), release.raw);
}

#[test]
fn a_spoiled_or_missing_patch_falls_back_to_the_whole_directory() {
    let mut publisher = Publisher::new("Casa");
    let old = publisher.publish(records(200));
    let new = publisher.publish(records(201));
    let patch = new.files.keys().find(|path| path.contains("delta-1-2")).unwrap().clone();
    let mut spoiled = new.files.clone();
    spoiled.get_mut(&patch).unwrap()[5] ^= 1;
    let mut missing = new.files.clone();
    missing.remove(&patch);
    for files in [spoiled, missing] {
        let verified = verify(Arc::new(Memory(files)), None, &Trust::Look, now()).unwrap();
        assert_eq!(samples::lines(&verified, Some(&old.raw)), new.raw);
    }
}

#[test]
fn a_version_got_by_patch_can_be_passed_on_as_a_bundle() {
    let mut publisher = Publisher::new("Casa");
    let old = publisher.publish(records(200));
    let new = publisher.publish(records(201));
    let verified = verify(Arc::new(Memory(new.files.clone())), None, &Trust::Look, now()).unwrap();
    for have in [None, Some(old.raw.as_slice())] {
        let obtained = verified.directory(have, &mut |_| ControlFlow::Continue(())).unwrap();
        let mut bundle = Vec::new();
        verified.write_bundle(&obtained, &mut bundle).unwrap();
        let again = verify(samples::container(bundle).unwrap(), None, &Trust::Look, now()).unwrap();
        assert_eq!(samples::lines(&again, None), new.raw);
    }
}

#[test]
fn equal_records_make_equal_bundles() {
    let mut publisher = Publisher::new("Casa");
    let one = publisher.publish_as(7, records(20));
    publisher.former.clear();
    let mut backwards = records(20);
    backwards.organizations.reverse();
    let two = publisher.publish_as(7, backwards);
    assert_eq!(samples::packed(&one), samples::packed(&two));
}

#[test]
fn an_old_release_is_taken_with_its_age_said_and_a_clock_that_is_behind_is_named() {
    let mut publisher = Publisher::new("Casa");
    let release = publisher.publish(records(2));
    let look = |at: &str| {
        let fetch = samples::container(samples::packed(&release)).unwrap();
        verify(fetch, None, &Trust::Look, at.parse().unwrap()).unwrap()
    };
    assert!(look("2027-06-01T00:00:00Z").expired());
    assert!(!look("2027-06-01T00:00:00Z").clock_behind());
    assert!(look("2001-01-01T00:00:00Z").clock_behind());
    assert!(!look("2001-01-01T00:00:00Z").expired());
}

#[test]
fn getting_a_directory_can_be_stopped_at_any_time_and_tells_how_far_it_is() {
    let mut publisher = Publisher::new("Casa");
    let release = publisher.publish(records(50));
    let verified = verify(Arc::new(Memory(release.files)), None, &Trust::Look, now()).unwrap();
    assert!(matches!(verified.directory(None, &mut |_| ControlFlow::Break(())), Err(Refusal::Cancelled)));
    let mut seen = Vec::new();
    verified
        .directory(None, &mut |progress| {
            seen.push(progress);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(seen.is_sorted_by_key(|progress| progress.done));
    assert_eq!(seen.last().map(|last| (last.done, last.total)), Some((seen[0].total, seen[0].total)));
}

#[test]
fn all_keys_can_be_changed_and_a_device_that_slept_through_it_follows() {
    let mut publisher = Publisher::new("Casa");
    let (first, _) = samples::take(&publisher.publish(records(2)), None);
    for _ in 0..3 {
        publisher.rotate();
    }
    let mut changed = records(2);
    changed.tombstones.push(samples::tombstone("org-00001", 2));
    let release = publisher.publish(changed);
    let (fourth, lines) = samples::take(&release, Some(&first.trusted));
    assert_eq!(fourth.fingerprint, first.fingerprint);
    assert_eq!(fourth.manifest.counts.tombstones, 1);
    assert!(!String::from_utf8(lines).unwrap().contains("House number 1"));
    assert!(Trusted::from_files(fourth.trusted.to_files()).is_ok());
}
