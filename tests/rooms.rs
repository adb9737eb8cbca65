//! The arrows between the rooms of the house, as ARCHITECTURE.md draws them:
//! a room may use only the rooms listed behind it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read the clock and the disk"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each room, and the rooms it may use.
const ARROWS: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("i18n", &[]),
    ("directory", &["text"]),
    ("search", &["directory", "text"]),
    ("formats", &["directory", "text"]),
    ("bundle", &["formats", "directory", "text"]),
    ("store", &["bundle", "formats", "directory", "text"]),
    ("sync", &["store", "bundle", "directory", "text"]),
    ("sheet", &["i18n", "directory", "text"]),
    ("handout", &["sheet", "i18n", "directory", "text"]),
    ("desk", &["sheet", "i18n", "formats", "directory", "text"]),
    ("app", &["desk", "handout", "sheet", "i18n", "search", "directory", "text"]),
    ("ui", &["app", "desk", "handout", "sheet", "i18n", "search", "directory", "text"]),
    (
        "runtime",
        &[
            "ui",
            "app",
            "desk",
            "sync",
            "store",
            "bundle",
            "handout",
            "sheet",
            "i18n",
            "search",
            "formats",
            "directory",
            "text",
        ],
    ),
    (
        "cli",
        &[
            "runtime",
            "ui",
            "app",
            "desk",
            "sync",
            "store",
            "bundle",
            "handout",
            "sheet",
            "i18n",
            "search",
            "formats",
            "directory",
            "text",
        ],
    ),
];

/// Words that a pure room has no business with, whatever room they come from.
const IMPURE: [&str; 7] =
    ["std::fs", "std::net", "std::env", "std::process", "std::thread", "SystemTime", "Instant::now"];

/// Rooms that touch no file, socket, thread, environment or clock.
const PURE: [&str; 10] = ["text", "directory", "search", "sheet", "handout", "desk", "app", "ui", "i18n", "formats"];

/// The one place where a pure room divides its work among threads, all of which
/// end before it returns.
const THREADS: &str = "search/threads.rs";

/// Every room named by a `crate::ROOM` path, or by a group of them, in a file.
fn rooms_used(source: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            rooms.extend(group_heads(group));
        } else {
            rooms.insert(head(rest));
        }
    }
    rooms.retain(|room| ARROWS.iter().any(|(known, _)| known == room));
    rooms
}

/// The identifier at the beginning of a path.
fn head(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first identifiers of the paths in a `{…}` group, nested ones left out.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut start) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && !c.is_whitespace() => {
                heads.push(head(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    heads
}

/// Lines of code: comments say what they like.
fn without_comments(source: &str) -> String {
    source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What is wrong with a file of a room.
fn faults(room: &str, source: &str) -> Vec<String> {
    let allowed = ARROWS.iter().find(|(known, _)| *known == room).map_or(&[][..], |(_, rooms)| rooms);
    let source = without_comments(source);
    let mut faults: Vec<String> = rooms_used(&source)
        .into_iter()
        .filter(|used| used != room && !allowed.contains(&used.as_str()))
        .map(|used| format!("{room} uses {used}"))
        .collect();
    if PURE.contains(&room) {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let groups = code.match_indices("std::{").flat_map(|(at, group)| group_heads(&code[at + group.len()..]));
        let grouped: Vec<String> = groups.map(|head| format!("std::{head}")).collect();
        let is_used = |word: &&&str| code.contains(**word) || grouped.iter().any(|used| used == *word);
        faults.extend(IMPURE.iter().filter(is_used).map(|word| format!("{room} uses {word}")));
    }
    faults
}

/// Every Rust file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn every_arrow_between_rooms_points_down() {
    let mut all = Vec::new();
    for (room, _) in ARROWS {
        for file in files(&source_folder().join(room)) {
            let mut source = fs::read_to_string(&file).unwrap();
            // A file of tests is a `#[cfg(test)]` module of its folder.
            if file.file_name().is_some_and(|name| name == "tests.rs") {
                source.insert_str(0, "#[cfg(test)]\n");
            }
            let mut found = faults(room, &source);
            found.retain(|fault| !file.ends_with(THREADS) || fault != "search uses std::thread");
            all.extend(found.into_iter().map(|fault| format!("{}: {fault}", file.display())));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_room_with_arrows() {
    let mut rooms: Vec<String> = fs::read_dir(source_folder())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    rooms.sort();
    let mut known: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    known.sort_unstable();
    assert_eq!(rooms, known);
}

#[test]
fn a_planted_wrong_arrow_is_found() {
    assert_eq!(faults("directory", "use crate::store::Store;"), ["directory uses store"]);
    assert_eq!(
        faults("app", "use crate::{\n    directory::{Entry, Need},\n    runtime::run,\n};"),
        ["app uses runtime"]
    );
    assert_eq!(faults("search", "fn f() { crate::ui::draw() }"), ["search uses ui"]);
    assert_eq!(faults("sheet", "let text = std::fs::read(path);"), ["sheet uses std::fs"]);
    assert_eq!(faults("search", "use std::{cmp, sync::{Arc, Mutex}, thread};"), ["search uses std::thread"]);
    assert!(faults("ui", "use crate::{app::{State, keymap}, sheet};\n// crate::cli is not used").is_empty());
    assert!(faults("text", "#[cfg(test)]\nmod tests { use std::fs; }").is_empty());
}

/// Sizes of style: a file is one thing, and `main.rs` only the door.
#[test]
fn files_stay_small_enough_to_read() {
    let mut lengths: Vec<(usize, PathBuf)> = files(&source_folder())
        .into_iter()
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .collect();
    lengths.sort();
    let (longest, file) = lengths.last().unwrap();
    assert!(*longest <= 800, "{} has {longest} lines", file.display());
    let main = fs::read_to_string(source_folder().join("main.rs")).unwrap();
    assert!(main.lines().count() <= 15, "main.rs has {} lines", main.lines().count());
    let near_end = &lengths[lengths.len() * 95 / 100];
    assert!(near_end.0 <= 500, "the 95th percentile of file lengths is {}: {}", near_end.0, near_end.1.display());
}
