//! Against the files of a release, without any key.

use super::{Ground, Make, Offered, file, path_of};

const WHOLE: &str = ".directory.jsonl.zst";
const PATCH: &str = ".delta-2-3.zst";

pub(super) const ATTACKS: &[(&str, Make)] = &[
    ("a bit of the records flipped", |ground| changed(ground, WHOLE, |bytes| bytes[40] ^= 4)),
    ("the records cut short", |ground| changed(ground, WHOLE, |bytes| bytes.truncate(bytes.len() - 1))),
    ("records that go on", |ground| changed(ground, WHOLE, |bytes| bytes.push(0))),
    ("no records in their file", |ground| changed(ground, WHOLE, Vec::clear)),
    ("the records missing", |ground| missing(ground, WHOLE)),
    ("the records of another publisher", |ground| swapped(ground, WHOLE)),
    ("a patch in the place of the records", |ground| {
        let mut files = ground.third().files.clone();
        let patch = file(&mut files, PATCH).clone();
        changed(ground, WHOLE, |bytes| *bytes = patch)
    }),
    ("a bit of a patch flipped", |ground| changed(ground, PATCH, |bytes| bytes[20] ^= 4)),
    ("a patch cut short", |ground| changed(ground, PATCH, |bytes| bytes.truncate(bytes.len() - 1))),
    ("a patch of another publisher", |ground| swapped(ground, PATCH)),
    ("a patch missing", |ground| missing(ground, PATCH)),
    ("patch and records spoiled", |ground| {
        ground.third_with(|files| {
            file(files, PATCH)[20] ^= 4;
            file(files, WHOLE)[20] ^= 4;
        })
    }),
    ("a file that nobody signed for", |ground| {
        let path = format!("targets/{}.extra.bin", "0".repeat(64));
        ground.third_with(|files| drop(files.insert(path, b"whatever".to_vec())))
    }),
    ("metadata that belong to nothing", |ground| {
        ground.third_with(|files| drop(files.insert("metadata/9.targets.json".into(), b"{}".to_vec())))
    }),
];

fn changed(ground: &Ground, ending: &str, change: impl FnOnce(&mut Vec<u8>)) -> Offered {
    ground.third_with(|files| change(file(files, ending)))
}

fn missing(ground: &Ground, ending: &str) -> Offered {
    ground.third_with(|files| {
        let path = path_of(files, ending);
        files.remove(&path);
    })
}

/// The stranger's file of the same name.
fn swapped(ground: &Ground, ending: &str) -> Offered {
    let mut strange = ground.strange.files.clone();
    let other = std::mem::take(file(&mut strange, ending));
    changed(ground, ending, |bytes| *bytes = other)
}
