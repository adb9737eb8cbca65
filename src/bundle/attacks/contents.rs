//! What the right keys signed: a publisher gone mad, or robbed of all of them.

use serde_json::{Value, json};

use super::{Forge, Ground, Make, Offered};
use crate::bundle::limits;

const WHOLE: &str = "directory.jsonl.zst";
const RAW: &str = "directory.jsonl";
const PATCH: &str = "delta-2-3.zst";

pub(super) const ATTACKS: &[(&str, Make)] = &[
    ("records of 2^62 bytes", |ground| said(ground, WHOLE, "length", &json!(1_u64 << 62))),
    ("records one byte longer than said", |ground| longer(ground, -1)),
    ("records one byte shorter than said", |ground| longer(ground, 1)),
    ("records without a hash", |ground| said(ground, WHOLE, "hashes", &json!({}))),
    ("records with a hash of no known kind", |ground| said(ground, WHOLE, "hashes", &json!({ "md5": "00" }))),
    ("2 GiB in 64 kB", |ground| with_records(ground, &bomb(23, (2 << 30) >> 17))),
    ("records that need a window of 128 MiB", |ground| with_records(ground, &bomb(27, 2))),
    ("records that are not compressed", |ground| with_records(ground, b"{\"id\":\"a\",\"name\":\"A\"}\n")),
    ("records with more behind them", |ground| {
        let mut bytes = records_of(ground);
        bytes.extend(bomb(20, 1));
        with_records(ground, &bytes)
    }),
    ("records that unpack to 2^62 bytes", |ground| said(ground, RAW, "length", &json!(1_u64 << 62))),
    ("records that unpack to fewer bytes than said", |ground| {
        let length = ground.third().raw.len() + 1;
        said(ground, RAW, "length", &json!(length))
    }),
    ("records that unpack to something else", |ground| {
        said(ground, RAW, "hashes", &json!({ "sha256": "0".repeat(64) }))
    }),
    ("a patch that leads to 2^62 bytes", |ground| patch_says(ground, "to_length", &json!(1_u64 << 62))),
    ("a patch that leads elsewhere", |ground| patch_says(ground, "to", &json!("0".repeat(64)))),
    ("a patch that is none", |ground| {
        let mut forge = ground.forge();
        forge.put_target(PATCH, b"no patch");
        Offered::Site(forge.seal())
    }),
    ("a patch that unpacks to 2 GiB", |ground| {
        let mut forge = ground.forge();
        forge.put_target(PATCH, &bomb(23, (2 << 30) >> 17));
        Offered::Site(forge.seal())
    }),
    ("a file named ../../.bashrc", |ground| named(ground, "../../.bashrc")),
    ("a file named /etc/passwd", |ground| named(ground, "/etc/passwd")),
    ("a file named with a backslash", |ground| named(ground, "..\\evil.exe")),
    ("a file named with a NUL", |ground| named(ground, "a\0b")),
    ("a file named in capitals", |ground| named(ground, "DIRECTORY.jsonl.zst")),
    ("a file without a name", |ground| named(ground, "")),
    ("300 files", |ground| {
        changed(ground, |forge| {
            let one = forge.listed()[WHOLE].clone();
            (0..300).for_each(|n| drop(forge.listed().insert(format!("file-{n}"), one.clone())));
        })
    }),
    ("no records listed", |ground| changed(ground, |forge| drop(forge.listed().remove(WHOLE)))),
    ("nothing listed", |ground| changed(ground, |forge| forge.listed().clear())),
    ("keys for others", |ground| {
        changed(ground, |forge| {
            let role = json!({ "name": "friend", "keyids": [], "threshold": 1, "paths": ["*"], "terminating": false });
            forge.of_role("targets")["delegations"] = json!({ "keys": {}, "roles": [role] });
        })
    }),
    ("a format to come", |ground| manifest_says(ground, "format", &json!(2))),
    ("another publisher's id", |ground| {
        manifest_says(ground, "publisher", &json!(ground.stranger.fingerprint().publisher()))
    }),
    ("a name that drives the terminal", |ground| {
        manifest_says(ground, "name", &json!("Casa\u{1b}[2J\u{1b}]0;root\u{7}"))
    }),
    ("a name that runs backwards", |ground| manifest_says(ground, "name", &json!("Casa \u{202e}drazzil"))),
    ("a name of two lines", |ground| manifest_says(ground, "name", &json!("Casa\nVerified by nobody"))),
    ("a name of 10,000 letters", |ground| manifest_says(ground, "name", &json!("a".repeat(10_000)))),
    ("an empty name", |ground| manifest_says(ground, "name", &json!(" "))),
    ("a contact that drives the terminal", |ground| manifest_says(ground, "contact", &json!("\u{9b}31m"))),
    ("nothing said about the records", |ground| {
        changed(ground, |forge| drop(forge.listed()[WHOLE].as_object_mut().unwrap().remove("custom")))
    }),
    ("null said about the records", |ground| said(ground, WHOLE, "custom", &Value::Null)),
];

fn changed(ground: &Ground, change: impl FnOnce(&mut Forge<'_>)) -> Offered {
    let mut forge = ground.forge();
    change(&mut forge);
    Offered::Site(forge.seal())
}

fn said(ground: &Ground, target: &str, field: &str, value: &Value) -> Offered {
    changed(ground, |forge| forge.listed()[target][field] = value.clone())
}

fn manifest_says(ground: &Ground, field: &str, value: &Value) -> Offered {
    changed(ground, |forge| forge.listed()[WHOLE]["custom"][field] = value.clone())
}

fn patch_says(ground: &Ground, field: &str, value: &Value) -> Offered {
    changed(ground, |forge| forge.listed()[PATCH]["custom"][field] = value.clone())
}

fn longer(ground: &Ground, by: i64) -> Offered {
    let length = records_of(ground).len() as i64 + by;
    said(ground, WHOLE, "length", &json!(length))
}

fn records_of(ground: &Ground) -> Vec<u8> {
    let mut files = ground.third().files.clone();
    std::mem::take(super::file(&mut files, WHOLE))
}

/// Other records in their place, signed for.
fn with_records(ground: &Ground, bytes: &[u8]) -> Offered {
    changed(ground, |forge| forge.put_target(WHOLE, bytes))
}

fn named(ground: &Ground, name: &str) -> Offered {
    changed(ground, |forge| {
        let one = forge.listed()[WHOLE].clone();
        forge.listed().insert(name.to_owned(), one);
    })
}

/// A frame of zstd with blocks of 128 KiB that repeat one byte, in 4 bytes each.
fn bomb(window_log: u8, blocks: usize) -> Vec<u8> {
    assert!(u32::from(window_log) != limits::WINDOW_LOG + 1, "the limit itself is tested elsewhere");
    let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0, (window_log - 10) << 3];
    for block in 1..=blocks {
        let header = u32::from(block == blocks) | 1 << 1 | (128 << 10) << 3;
        bytes.extend(&header.to_le_bytes()[..3]);
        bytes.push(b'\n');
    }
    bytes
}
