//! Leaving nothing behind: what a person kept, or all there is.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    StoreError, sealed,
    vault::{self, erase},
};

/// Everything in a data folder that is not a person's. Only what is named
/// here is ever deleted: the folder may be one that holds other things too.
const OURS: [&str; 7] =
    ["directory", "bundles", "publishers", "parts", "sources.toml", "parasol.lock", "parasol.holder"];
/// What the names of files set aside begin with.
pub(super) const ASIDE: &str = "directory.damaged-";
/// Settings, in their own folder.
const SETTINGS: [&str; 2] = ["config.toml", "keymap.toml"];

/// How much to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The vault and what was set aside.
    Personal,
    /// That, the directory and the settings.
    Everything,
}

/// Takes away what `extent` says: the key of the vault first. Works while
/// another program holds the store, since it cannot wait. What cannot be
/// taken away does not keep the rest from being taken; the first such failure
/// is returned at the end. A folder that is empty then is removed too.
pub fn wipe(data_dir: &Path, config_dir: Option<&Path>, extent: Extent) -> Result<(), StoreError> {
    let mut outcome = vault::destroy(data_dir);
    let mut also = |next: Result<(), StoreError>| {
        if outcome.is_ok() {
            outcome = next;
        }
    };
    let everything = extent == Extent::Everything;
    match names(data_dir) {
        Ok(names) => {
            for name in names.into_iter().filter(|name| is_personal(name) || (everything && is_ours(name))) {
                also(erase::folder(&data_dir.join(name)));
            }
        }
        Err(error) => also(Err(error)),
    }
    if everything {
        for name in SETTINGS {
            if let Some(folder) = config_dir {
                also(erase::folder(&folder.join(name)));
            }
        }
        for folder in [Some(data_dir), config_dir].into_iter().flatten() {
            // Whatever is not ours stays, and its folder with it.
            fs::remove_dir(folder).ok();
        }
    }
    outcome
}

/// What was set aside (a database of ours that somebody may have looked at), a
/// directory in the vault, which nothing opens any more, and what was being
/// written when a program was killed.
fn is_personal(name: &str) -> bool {
    let part = name.strip_prefix('.').and_then(|name| name.rsplit_once('.'));
    name.starts_with(ASIDE) || sealed::is_ours(name) || part.is_some_and(|(_, ending)| ending == "part")
}

fn is_ours(name: &str) -> bool {
    OURS.contains(&name)
}

/// The names in a folder; none where there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, StoreError> {
    let failed = |source| StoreError::from_io(folder, source);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let names = entries.map(|entry| entry.map(|entry| PathBuf::from(entry.file_name())));
    let names: Vec<PathBuf> = names.collect::<Result<_, _>>().map_err(failed)?;
    Ok(names.into_iter().filter_map(|name| name.into_os_string().into_string().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{files, vault::Vault};

    fn listed(folder: &Path) -> Vec<String> {
        let mut names = names(folder).unwrap();
        names.sort();
        names
    }

    #[test]
    fn only_what_is_ours_is_taken() {
        let outer = tempfile::tempdir().unwrap();
        let data = outer.path().join("data");
        let config = outer.path().join("config");
        let ours = ["directory/db", "directory.damaged-2026-11-24T14-50-00/db", "parasol.lock", ".x7.part"];
        for name in ours.iter().chain(&["letter.txt", "directory.old/x"]) {
            files::make_folder(data.join(name).parent().unwrap()).unwrap();
            files::write_whole(&data.join(name), b"x").unwrap();
        }
        files::make_folder(&config).unwrap();
        files::write_whole(&config.join("config.toml"), b"").unwrap();
        let cost = vault::Cost { memory: 8, passes: 1 };
        Vault::create(&data, &"x".into(), cost).unwrap();

        wipe(&data, Some(&config), Extent::Personal).unwrap();
        assert_eq!(listed(&data), ["directory", "directory.old", "letter.txt", "parasol.lock"]);
        assert_eq!(listed(&config), ["config.toml"]);
        wipe(&data, Some(&config), Extent::Everything).unwrap();
        assert_eq!(listed(&data), ["directory.old", "letter.txt"]);
        assert!(!config.exists());
        wipe(&data, Some(&config), Extent::Everything).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_removed_and_what_it_leads_to_is_not() {
        let outer = tempfile::tempdir().unwrap();
        let elsewhere = outer.path().join("elsewhere");
        let data = outer.path().join("data");
        files::make_folder(&elsewhere).unwrap();
        files::make_folder(&data).unwrap();
        files::write_whole(&elsewhere.join("letter"), b"x").unwrap();
        std::os::unix::fs::symlink(&elsewhere, data.join("directory")).unwrap();
        wipe(&data, None, Extent::Everything).unwrap();
        assert!(!data.exists());
        assert_eq!(fs::read(elsewhere.join("letter")).unwrap(), b"x");
    }
}
