//! A curator's month, with the real program: init, build, withdraw, inspect.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read and write the disk"
)]

#[path = "publish/build.rs"]
mod build;
mod cli_support;
#[path = "publish/init.rs"]
mod init;
#[path = "publish/inspect.rs"]
mod inspect;
#[cfg(unix)]
mod pty;

use std::{collections::BTreeSet, fs, path::Path};

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
