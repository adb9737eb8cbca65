//! A publisher's folder and its keys, for the real binary.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

use super::{Home, Run, run};

/// What opens every key here.
pub const PASSPHRASE: &str = "six words nobody would guess today";

/// A publisher with a folder and keys below a home.
pub struct Publisher<'h> {
    /// Where all of it lies.
    pub home: &'h Home,
    /// Its folder.
    pub folder: PathBuf,
    /// The folder of its keys.
    pub keys: PathBuf,
    /// The date of what it does.
    pub now: &'static str,
}

impl<'h> Publisher<'h> {
    /// Made by `publish init`, with more arguments.
    pub fn new(home: &'h Home, name: &str, more: &[&str]) -> Self {
        let publisher = Self {
            home,
            folder: home.path().join(name),
            keys: home.path().join(format!("{name}-keys")),
            now: "2026-11-24T12:00:00Z",
        };
        let folder = publisher.folder.display().to_string();
        let made = publisher.with_keys(&[&["init", &folder, "--name", name], more].concat());
        assert_eq!(made.code, 0, "{made:?}");
        publisher
    }

    /// A `publish` command, ready to run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.home.command(&[&["publish"], arguments].concat());
        command.env("PARASOL_PASSPHRASE", PASSPHRASE).env("PARASOL_NOW", self.now);
        command
    }

    /// Runs a `publish` command.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }

    /// Runs a `publish` command that needs keys.
    pub fn with_keys(&self, arguments: &[&str]) -> Run {
        run(self.command(arguments).arg("--keys").arg(&self.keys))
    }

    /// Where a bundle of it is built.
    pub fn bundle(&self) -> PathBuf {
        self.folder.with_extension("parasol")
    }

    /// Builds a release and says what `build --json` says.
    pub fn build(&self, more: &[&str]) -> Value {
        let built = self.try_build(more);
        assert_eq!(built.code, 0, "{built:?}");
        built.json()
    }

    /// Builds a release, however it ends.
    pub fn try_build(&self, more: &[&str]) -> Run {
        let (folder, bundle) = (self.folder.display().to_string(), self.bundle().display().to_string());
        self.with_keys(&[&["build", &folder, "--out", &bundle, "--json"], more].concat())
    }

    /// What `inspect --json` says about the newest bundle.
    pub fn inspect(&self) -> Value {
        let inspected = self.run(&["inspect", &self.bundle().display().to_string(), "--json"]);
        assert_eq!(inspected.code, 0, "{inspected:?}");
        inspected.json()
    }

    /// Puts a file among the records.
    pub fn records(&self, name: &str, text: &str) {
        write(&self.folder.join("records").join(name), text);
    }

    /// Puts so many made-up organisations among the records. Those that are
    /// `moved` have another telephone.
    pub fn organizations(&self, count: usize, moved: usize) {
        let lines: String = (0..count).map(|n| organization(n, n < moved) + "\n").collect();
        self.records("all.jsonl", &lines);
    }
}

/// One organisation as HSDS, on one line.
pub fn organization(number: usize, moved: bool) -> String {
    // Numbers that do not follow each other: they compress as badly as real ones.
    let phone = (number * 7_919 + usize::from(moved) * 4_001 + 12_345) % 900_000 + 100_000;
    format!(
        "{{\"id\":\"house-{number:05}\",\"name\":\"House {number}\",\"description\":\"Open at {}, beds for {}, ask for room {}.\",\"phones\":[{{\"id\":\"house-{number:05}.p\",\"number\":\"+34 600 {phone}\"}}]}}",
        number * 31 % 24,
        number * 17 % 40,
        number * 7_919 % 997,
    )
}

/// Writes a file.
pub fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
