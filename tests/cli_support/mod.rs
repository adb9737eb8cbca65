//! The real binary with a clock, zone, language and folders of its own.

#![allow(dead_code, clippy::disallowed_methods, reason = "each test file uses a part of it; tests write files")]

pub mod publisher;

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// What a run of the program came to.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What stood on standard output.
    pub out: String,
    /// What stood on standard error.
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of the failure that stands on standard error as JSON.
    pub fn error_code(&self) -> String {
        let mut failures = self.err.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let code = failures.next_back().and_then(|value| value["error"]["code"].as_str().map(str::to_owned));
        code.unwrap_or_else(|| panic!("no failure was said: {self:?}"))
    }
}

/// A home of its own for each test.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The home folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The data folder; not there until a command makes it.
    pub fn data(&self) -> std::path::PathBuf {
        self.path().join("data")
    }

    /// Writes a file of settings.
    pub fn configure(&self, name: &str, text: &str) {
        let folder = self.path().join("config");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }

    /// The program, ready to run; standard input is empty.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parasol"));
        command.args(arguments).env_clear().env("HOME", self.path()).env("LANG", "en_GB.UTF-8");
        command.env("PARASOL_DATA_DIR", self.data()).env("PARASOL_CONFIG_DIR", self.path().join("config"));
        command.env("PARASOL_NOW", "2026-11-24T12:00:00Z").env("PARASOL_TZ", "UTC");
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }

    /// Runs the program with something on standard input.
    pub fn run_with(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Run {
        run(self.command(arguments).write_stdin(input))
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
