//! Sealing corrections into a file, from the interface.

use std::path::PathBuf;

use etcetera::home_dir;

use crate::{
    bundle::{Digest, corrections},
    store::files,
};

/// Seals and writes. The error is for experts; the interface words the rest.
pub(super) fn seal(path: &str, plain: &[u8], key: &str) -> Result<(), String> {
    let key: Digest = key.parse().map_err(|error| format!("{error}"))?;
    let sealed = corrections::seal(plain, &key).ok_or("too many")?;
    files::write_whole(&place(path), &sealed).map_err(|error| error.to_string())
}

/// A path as it is typed: a tilde is the home folder, as in a shell.
fn place(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}
