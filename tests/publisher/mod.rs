//! A publisher made with the real program: `publish init`, records, `publish
//! build`, as a file and as a site.
#![allow(dead_code, reason = "each test program uses the part it needs")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that fails says where, and writes files")]

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use crate::cli_support::{Home, Run, run};

/// A publisher with one key.
pub struct Publisher {
    home: Home,
    /// What `--trust` takes.
    pub fingerprint: String,
    /// Its id.
    pub id: String,
    version: u64,
}

/// A version of its directory.
pub struct Published {
    /// Which version.
    pub version: u64,
    /// The bundle in one file.
    pub file: PathBuf,
    /// The same as a static site.
    pub site: PathBuf,
}

impl Published {
    /// The file as an argument.
    pub fn argument(&self) -> &str {
        self.file.to_str().unwrap()
    }

    /// Path on the site of the one target whose name ends like this.
    pub fn target(&self, ending: &str) -> String {
        let names = fs::read_dir(self.site.join("targets")).unwrap();
        let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        format!("targets/{}", names.find(|name| name.ends_with(ending)).unwrap())
    }

    /// Bytes of a file of the site.
    pub fn bytes(&self, path: &str) -> u64 {
        fs::metadata(self.site.join(path)).unwrap().len()
    }
}

impl Publisher {
    /// A new one.
    pub fn new(name: &str) -> Self {
        let home = Home::new();
        let made = publish(&home, &["init", "--name", name, "--single-key", "--json"], "2026-10-01T08:00:00Z");
        let made = made.json();
        let text = |key: &str| made[key].as_str().unwrap().to_owned();
        Self { fingerprint: text("fingerprint"), id: text("publisher"), home, version: 0 }
    }

    /// Opens corrections with its keys.
    pub fn corrections(&self, arguments: &[&str]) -> Run {
        let path = |name: &str| self.home.path().join(name).to_str().unwrap().to_owned();
        let (folder, keys) = (path("list"), path("keys"));
        let line = [&["publish", "corrections"], arguments, &["--dir", &folder, "--keys", &keys]].concat();
        run(self.home.command(&line).env("PARASOL_PASSPHRASE", "correct horse"))
    }

    /// Its records as they are now.
    pub fn records(&self) -> String {
        self.file("records/all.jsonl")
    }

    /// A file of its folder.
    pub fn file(&self, name: &str) -> String {
        fs::read_to_string(self.home.path().join("list").join(name)).unwrap()
    }

    /// Withdraws a record from the next version on.
    pub fn withdraw(&self, id: &str) {
        let folder = self.home.path().join("list");
        let line = ["publish", "withdraw", id, "--reason", "closed", "--dir", folder.to_str().unwrap()];
        let run = self.home.run(&line);
        assert_eq!(run.code, 0, "{run:?}");
    }

    /// Builds the next version of these records, as JSON lines.
    pub fn publish(&mut self, records: &str, at: &str) -> Published {
        self.version += 1;
        let records_file = self.home.path().join("list/records/all.jsonl");
        fs::write(records_file, records).unwrap();
        let file = self.home.path().join(format!("list-{}.parasol", self.version));
        let site = self.home.path().join(format!("site-{}", self.version));
        let out = ["--out", file.to_str().unwrap(), "--site", site.to_str().unwrap()];
        publish(&self.home, &[&["build"], &out[..]].concat(), at);
        Published { version: self.version, file, site }
    }
}

/// Runs `publish` in the folder of a publisher.
fn publish(home: &Home, arguments: &[&str], now: &str) -> Run {
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let (folder, keys) = (path("list"), path("keys"));
    let (verb, rest) = arguments.split_first().unwrap();
    let line = [&["publish", *verb, folder.as_str(), "--keys", keys.as_str()], rest].concat();
    let run = run(home.command(&line).env("PARASOL_PASSPHRASE", "correct horse").env("PARASOL_NOW", now));
    assert_eq!(run.code, 0, "{run:?}");
    run
}

/// So many houses with a text each that hardly shrinks. `changed` of them say
/// something else than the others.
pub fn houses(count: usize, changed: usize) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let digits = if number < changed { number + 500_000 } else { number };
        let seed = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, format!("{number}").as_bytes());
        let about = hex::encode(seed);
        writeln!(
            lines,
            r#"{{"id":"house-{number:05}","name":"House number {number}","description":"{about}","phones":[{{"id":"p","number":"+34 600 {digits:06}"}}]}}"#
        )
        .unwrap();
    }
    lines
}

/// Every file in a data folder that says what is trusted and in use, with its
/// bytes.
pub fn remembered(data: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![data.join("directory/generation")];
    let publishers = fs::read_dir(data.join("publishers")).into_iter().flatten();
    files.extend(publishers.map(|entry| entry.unwrap().path()));
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|path| (name(path), fs::read(path).unwrap_or_default())).collect()
}
