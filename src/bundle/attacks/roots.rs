//! Against the chain of roots.

use serde_json::{Value, json};

use super::{
    Files, Forge, Ground, Make, Offered, file,
    forge::{says, sign},
    path_of,
};
use crate::bundle::{limits, publish::SigningKey, tuf::root_name};

pub(super) const ATTACKS: &[(&str, Make)] = &[
    ("the next root signed by its own keys only", |ground| {
        taken_over(ground, |root| sign(root, &ground.stranger.keys("root")))
    }),
    ("the next root signed by the old keys only", |ground| {
        taken_over(ground, |root| sign(root, &ground.house.keys("root")))
    }),
    ("the next root signed by one of two old keys", |ground| {
        taken_over(ground, |root| sign(root, &both(ground, 1, 3)))
    }),
    ("the next root signed by one of two new keys", |ground| {
        taken_over(ground, |root| sign(root, &both(ground, 3, 1)))
    }),
    ("the next root signed by one old key twice", |ground| {
        taken_over(ground, |root| {
            let mut keys = both(ground, 1, 3);
            keys.push(keys[0]);
            sign(root, &keys)
        })
    }),
    ("the next root signed by the keys of targets", |ground| {
        taken_over(ground, |root| {
            let keys = [ground.house.keys("targets"), ground.stranger.keys("root")].concat();
            sign(root, &keys)
        })
    }),
    ("the next root without a signature", |ground| taken_over(ground, |root| sign(root, &[]))),
    ("a next root whose number is another", |ground| with_root(ground, 2, |root| root["version"] = json!(3))),
    ("a next root that says it is the first", |ground| with_root(ground, 2, |root| root["version"] = json!(1))),
    ("a next root for which no key has to sign", |ground| {
        with_root(ground, 2, |root| root["roles"]["targets"]["threshold"] = json!(0))
    }),
    ("a next root with one key under two ids", |ground| {
        with_root(ground, 2, |root| {
            let keys = root["keys"].as_object_mut().unwrap();
            let key = keys.values().next().unwrap().clone();
            keys.insert("0".repeat(64), key);
        })
    }),
    ("a next root without a role", |ground| {
        with_root(ground, 2, |root| drop(root["roles"].as_object_mut().unwrap().remove("snapshot")))
    }),
    ("a next root of another specification", |ground| {
        with_root(ground, 2, |root| root["spec_version"] = json!("2.0.0"))
    }),
    ("a next root longer than allowed", |ground| {
        with_root(ground, 2, |root| root["comment"] = json!("x".repeat(limits::METADATA_BYTES as usize)))
    }),
    ("a next root that is no JSON", |ground| {
        ground.third_with(|files| drop(files.insert("metadata/2.root.json".into(), b"<html>404</html>".to_vec())))
    }),
    ("an empty next root", |ground| {
        ground.third_with(|files| drop(files.insert("metadata/2.root.json".into(), Vec::new())))
    }),
    ("a root left out of the chain", |ground| {
        let Offered::Site(mut files) = honest_change(ground) else { panic!() };
        files.remove("metadata/2.root.json");
        Offered::Site(files)
    }),
    ("more roots than allowed", |ground| {
        let mut forge = ground.forge();
        let mut root = says(&ground.house.publisher.roots[0]);
        for version in 2..=limits::ROOTS + 2 {
            root["version"] = json!(version);
            forge.files.insert(format!("metadata/{}", root_name(version)), sign(&root, &ground.house.keys("root")));
        }
        Offered::Site(forge.seal())
    }),
    ("no first root", |ground| ground.third_with(|files| drop(files.remove("metadata/1.root.json")))),
    ("a first root with another's keys", |ground| {
        ground.third_with(|files| *first_root(files) = ground.stranger.publisher.roots[0].clone())
    }),
    ("a first root that its own keys did not sign", |ground| {
        ground.third_with(|files| {
            let root = says(first_root(files));
            *first_root(files) = sign(&root, &ground.stranger.keys("root"));
        })
    }),
    ("a first root that says it is the second", |ground| {
        ground.third_with(|files| {
            let mut root = says(first_root(files));
            root["version"] = json!(2);
            *first_root(files) = sign(&root, &ground.house.keys("root"));
        })
    }),
    ("a first root changed by a letter", |ground| {
        ground.third_with(|files| super::replace(first_root(files), "\"expires\":\"2031", "\"expires\":\"2099"))
    }),
    ("a first root with a space more", |ground| ground.third_with(|files| first_root(files).push(b' '))),
    ("a first root with one signature of three spoiled", |ground| {
        ground.third_with(|files| {
            let root = first_root(files);
            let at = root.windows(6).rposition(|window| window == b"\"sig\":").unwrap() + 20;
            root[at] = if root[at] == b'0' { b'1' } else { b'0' };
        })
    }),
];

/// So many of the old keys of the root, and so many of the new ones.
fn both(ground: &Ground, old: usize, new: usize) -> Vec<&SigningKey> {
    let (house, stranger) = (ground.house.keys("root"), ground.stranger.keys("root"));
    [&house[..old], &stranger[..new]].concat()
}

/// A stranger makes the next root and publishes in the name of the house.
fn taken_over(ground: &Ground, sign: impl FnOnce(&Value) -> Vec<u8>) -> Offered {
    let mut forge = ground.forge();
    forge.signers = Forge::of(&ground.stranger, &ground.strange).signers;
    let root = sign(&ground.house.next_root(&ground.stranger));
    forge.files.insert("metadata/2.root.json".into(), root);
    Offered::Site(forge.seal())
}

/// The house itself makes the next root, with a change.
fn with_root(ground: &Ground, number: u64, change: impl FnOnce(&mut Value)) -> Offered {
    let mut root = ground.house.next_root(&ground.house);
    change(&mut root);
    ground.third_with(|files| {
        files.insert(format!("metadata/{}", root_name(number)), sign(&root, &ground.house.keys("root")));
    })
}

/// Two changes of keys, as they should be.
fn honest_change(ground: &Ground) -> Offered {
    let mut forge = ground.forge();
    forge.signers = Forge::of(&ground.stranger, &ground.strange).signers;
    let mut root = ground.house.next_root(&ground.stranger);
    forge.files.insert("metadata/2.root.json".into(), sign(&root, &both(ground, 3, 3)));
    root["version"] = json!(3);
    forge.files.insert("metadata/3.root.json".into(), sign(&root, &ground.stranger.keys("root")));
    Offered::Site(forge.seal())
}

fn first_root(files: &mut Files) -> &mut Vec<u8> {
    let path = path_of(files, "1.root.json");
    file(files, &path)
}
