//! Against timestamp, snapshot and targets metadata.

use serde_json::json;

use super::{Forge, Ground, Make, Offered, file, replace};
use crate::bundle::{limits, publish::SigningKey};

pub(super) const ATTACKS: &[(&str, Make)] = &[
    ("the first release again", |ground| Offered::Site(ground.releases[0].files.clone())),
    ("the newest timestamp over the release before", |ground| mixed(ground, &["timestamp.json"])),
    ("the snapshot of the release before", |ground| under_new_name(ground, "snapshot.json")),
    ("the targets of the release before", |ground| under_new_name(ground, "targets.json")),
    ("the records of the release before", |ground| under_new_name(ground, ".directory.jsonl.zst")),
    ("the timestamp of the release before over this one", |ground| {
        ground.third_with(|files| {
            *file(files, "timestamp.json") = ground.second().files["metadata/timestamp.json"].clone();
        })
    }),
    ("no timestamp", |ground| without(ground, "timestamp.json")),
    ("no snapshot", |ground| without(ground, "snapshot.json")),
    ("no targets", |ground| without(ground, "targets.json")),
    ("an empty timestamp", |ground| ground.third_with(|files| file(files, "timestamp.json").clear())),
    ("a timestamp that names an older snapshot", |ground| {
        let mut forge = ground.forge();
        forge.numbers.insert("snapshot", 1);
        Offered::Site(forge.seal())
    }),
    ("a snapshot that names older targets", |ground| {
        let mut forge = ground.forge();
        forge.numbers.insert("targets", 1);
        Offered::Site(forge.seal())
    }),
    ("a snapshot older than the one before", |ground| version(ground, "snapshot", 1)),
    ("targets older than those before", |ground| version(ground, "targets", 1)),
    ("a snapshot whose number is another", |ground| number(ground, "snapshot", 4)),
    ("targets whose number is another", |ground| number(ground, "targets", 4)),
    ("other records under the number of those before", |ground| {
        let mut forge = ground.forge();
        for role in ["timestamp", "snapshot", "targets"] {
            forge.of_role(role)["version"] = json!(2);
        }
        Offered::Site(forge.seal())
    }),
    ("version 0", |ground| bad_version(ground, &json!(0))),
    ("version -1", |ground| bad_version(ground, &json!(-1))),
    ("version 1.5", |ground| bad_version(ground, &json!(3.5))),
    ("a version that is a text", |ground| bad_version(ground, &json!("3"))),
    ("targets signed by one of two keys", |ground| signed(ground, "targets", |keys| keys.truncate(1))),
    ("targets signed by one key twice", |ground| signed(ground, "targets", |keys| keys[1] = keys[0])),
    ("targets signed by the keys of other roles", |ground| {
        let mut forge = ground.forge();
        let keys = [ground.house.keys("snapshot"), ground.house.keys("timestamp"), ground.house.keys("root")].concat();
        forge.signers.insert("targets", keys);
        Offered::Site(forge.seal())
    }),
    ("a timestamp signed by the key of the snapshot", |ground| by(ground, "timestamp", ground.house.keys("snapshot"))),
    ("a timestamp signed by an unknown key", |ground| by(ground, "timestamp", ground.stranger.keys("timestamp"))),
    ("a snapshot signed by an unknown key", |ground| by(ground, "snapshot", ground.stranger.keys("snapshot"))),
    ("targets signed by unknown keys", |ground| by(ground, "targets", ground.stranger.keys("targets"))),
    ("a timestamp without a signature", |ground| by(ground, "timestamp", Vec::new())),
    ("a snapshot without a signature", |ground| by(ground, "snapshot", Vec::new())),
    ("targets without a signature", |ground| by(ground, "targets", Vec::new())),
    ("everything by another publisher", |ground| {
        ground.third_with(|files| {
            let root = files["metadata/1.root.json"].clone();
            files.clone_from(&ground.strange.files);
            files.insert("metadata/1.root.json".into(), root);
        })
    }),
    ("a new timestamp under an old signature", |ground| {
        bent(ground, "timestamp", |bytes| replace(bytes, "\"version\":3", "\"version\":4"))
    }),
    ("a later date under an old signature", |ground| {
        bent(ground, "timestamp", |bytes| replace(bytes, "\"expires\":\"2027", "\"expires\":\"2099"))
    }),
    ("a signature changed by a digit", |ground| {
        bent(ground, "timestamp", |bytes| {
            let at = bytes.windows(6).position(|window| window == b"\"sig\":").unwrap() + 20;
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
        })
    }),
    ("a signature in capitals", |ground| {
        bent(ground, "timestamp", |bytes| {
            let at = bytes.windows(6).position(|window| window == b"\"sig\":").unwrap() + 7;
            bytes[at..at + 128].make_ascii_uppercase();
        })
    }),
    ("a wrong signature beside the right one", |ground| {
        let mut forge = ground.forge();
        forge.signers.get_mut("timestamp").unwrap().extend(ground.stranger.keys("timestamp"));
        Offered::Site(forge.seal())
    }),
    ("a space more than was written", |ground| bent(ground, "timestamp", |bytes| bytes.insert(0, b' '))),
    ("something behind the JSON", |ground| bent(ground, "targets", |bytes| bytes.extend(b"{}"))),
    ("a key that stands twice", |ground| {
        bent(ground, "timestamp", |bytes| replace(bytes, "\"version\":3", "\"version\":9,\"version\":3"))
    }),
    ("a key that stands twice in targets", |ground| {
        bent(ground, "targets", |bytes| replace(bytes, "\"targets\":{", "\"targets\":{},\"targets\":{"))
    }),
    ("JSON nested 100,000 deep", |ground| {
        bent(ground, "targets", |bytes| {
            *bytes = ["[".repeat(100_000), "]".repeat(100_000)].concat().into_bytes();
        })
    }),
    ("a timestamp longer than allowed", |ground| long(ground, "timestamp", limits::METADATA_BYTES)),
    ("a snapshot longer than allowed", |ground| long(ground, "snapshot", limits::METADATA_BYTES)),
    ("targets longer than allowed", |ground| long(ground, "targets", limits::TARGETS_METADATA_BYTES)),
    ("a snapshot one byte longer than said", |ground| {
        claimed(ground, "snapshot", |claim| claim["length"] = json!(claim["length"].as_u64().unwrap() - 1))
    }),
    ("a snapshot one byte shorter than said", |ground| {
        claimed(ground, "snapshot", |claim| claim["length"] = json!(claim["length"].as_u64().unwrap() + 1))
    }),
    ("targets with a hash of no known kind", |ground| {
        claimed(ground, "targets", |claim| claim["hashes"] = json!({ "crc32": "00000000" }))
    }),
    ("a snapshot that calls itself a timestamp", |ground| kind(ground, "snapshot", "timestamp")),
    ("a timestamp that calls itself a snapshot", |ground| kind(ground, "timestamp", "snapshot")),
    ("targets that call themselves a root", |ground| kind(ground, "targets", "root")),
    ("a timestamp that names two files", |ground| {
        let mut forge = ground.forge();
        forge.of_role("timestamp")["meta"]["targets.json"] = json!({ "version": 3 });
        Offered::Site(forge.seal())
    }),
    ("a snapshot that names no targets", |ground| {
        let mut forge = ground.forge();
        forge.of_role("snapshot")["meta"] = json!({ "other.json": { "version": 3 } });
        Offered::Site(forge.seal())
    }),
];

/// Only some of the third release's files over those of the second.
fn mixed(ground: &Ground, newer: &[&str]) -> Offered {
    let mut files = ground.second().files.clone();
    let third = &ground.third().files;
    files.extend(
        third
            .iter()
            .filter(|(path, _)| newer.iter().any(|ending| path.ends_with(ending)))
            .map(|(path, bytes)| (path.clone(), bytes.clone())),
    );
    Offered::Site(files)
}

/// A file of the second release under the name that it has in the third.
fn under_new_name(ground: &Ground, ending: &str) -> Offered {
    let mut second = ground.second().files.clone();
    let old = std::mem::take(file(&mut second, ending));
    ground.third_with(|files| *file(files, ending) = old)
}

fn without(ground: &Ground, ending: &str) -> Offered {
    ground.third_with(|files| {
        let path = super::path_of(files, ending);
        files.remove(&path);
    })
}

fn version(ground: &Ground, role: &'static str, version: u64) -> Offered {
    let mut forge = ground.forge();
    forge.of_role(role)["version"] = json!(version);
    Offered::Site(forge.seal())
}

fn bad_version(ground: &Ground, version: &serde_json::Value) -> Offered {
    // Fractions cannot be signed, so this is put there afterwards.
    let text = format!("\"version\":{version}");
    ground.third_with(|files| replace(file(files, "timestamp.json"), "\"version\":3", &text))
}

/// The version inside is right, the number outside is not.
fn number(ground: &Ground, role: &'static str, number: u64) -> Offered {
    let mut forge = ground.forge();
    forge.numbers.insert(role, number);
    Offered::Site(forge.seal())
}

fn by<'g>(ground: &'g Ground, role: &'static str, keys: Vec<&'g SigningKey>) -> Offered {
    let mut forge = ground.forge();
    forge.signers.insert(role, keys);
    Offered::Site(forge.seal())
}

fn signed(ground: &Ground, role: &'static str, change: fn(&mut Vec<&SigningKey>)) -> Offered {
    let mut forge: Forge<'_> = ground.forge();
    change(forge.signers.get_mut(role).unwrap());
    Offered::Site(forge.seal())
}

fn bent(ground: &Ground, role: &'static str, bend: fn(&mut Vec<u8>)) -> Offered {
    let mut forge = ground.forge();
    forge.bends.insert(role, bend);
    Offered::Site(forge.seal())
}

fn claimed(ground: &Ground, role: &'static str, claim: fn(&mut serde_json::Value)) -> Offered {
    let mut forge = ground.forge();
    forge.claims.insert(role, claim);
    Offered::Site(forge.seal())
}

fn long(ground: &Ground, role: &'static str, limit: u64) -> Offered {
    let mut forge = ground.forge();
    forge.of_role(role)["comment"] = json!("x".repeat(limit as usize));
    Offered::Site(forge.seal())
}

fn kind(ground: &Ground, role: &'static str, kind: &str) -> Offered {
    let mut forge = ground.forge();
    forge.of_role(role)["_type"] = json!(kind);
    Offered::Site(forge.seal())
}
