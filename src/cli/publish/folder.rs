//! The publisher's folder on disk.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    bundle::{
        Digest, limits,
        publish::{Former, PublishError, Settings, release},
        tuf::{Document, Kept, Root, root_name},
    },
    cli::{
        error::{Code, Failure, io_detail},
        refusal::of_publishing,
    },
    i18n::I18n,
    store::files,
};

/// A publisher's folder.
pub struct Folder<'i> {
    path: PathBuf,
    i18n: &'i I18n,
}

impl<'i> Folder<'i> {
    /// A folder that has to be a publisher's already.
    pub fn open(path: &Path, i18n: &'i I18n) -> Result<Self, Failure> {
        let folder = Self::at(path, i18n);
        if folder.path("publisher.toml").is_file() {
            return Ok(folder);
        }
        Err(Failure::new(i18n, Code::NotAPublisher, &[("path", path.display().to_string().into())]))
    }

    /// A folder that is to become a publisher's.
    pub fn at(path: &Path, i18n: &'i I18n) -> Self {
        Self { path: path.to_owned(), i18n }
    }

    /// A file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What the publisher says about itself.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let text = String::from_utf8_lossy(&self.read(&self.path("publisher.toml"))?).into_owned();
        Settings::from_toml(&text).map_err(|error| self.failed(&error))
    }

    /// Has corrections sealed to another key from the next release on. The rest
    /// of `publisher.toml` stays as a person wrote it.
    pub fn seal_corrections_to(&self, key: Digest) -> Result<(), Failure> {
        let text = String::from_utf8_lossy(&self.read(&self.path("publisher.toml"))?).into_owned();
        let key = key.to_string();
        let text = match self.settings()?.corrections_key {
            Some(former) => text.replace(&former.to_string(), &key),
            None => format!("corrections_key = \"{key}\"\n{text}"),
        };
        self.write("publisher.toml", text.as_bytes())
    }

    /// Every root, the first one first.
    pub fn roots(&self) -> Result<Vec<Vec<u8>>, Failure> {
        let mut roots = Vec::new();
        loop {
            let path = self.path("metadata").join(root_name(roots.len() as u64 + 1));
            if !path.is_file() {
                return Ok(roots);
            }
            roots.push(self.read(&path)?);
        }
    }

    /// The newest root, after checking the whole chain.
    pub fn root(&self) -> Result<Document<Root>, Failure> {
        let files: BTreeMap<_, _> = (1..).map(root_name).zip(self.roots()?).collect();
        Kept::from_files(files).and_then(|kept| kept.root()).map_err(|refusal| self.failed(&refusal.into()))
    }

    /// Version of the newest release; 0 before the first.
    pub fn version(&self) -> Result<u64, Failure> {
        let versions = |folder: &str, ending: &str| -> Result<Option<u64>, Failure> {
            let names = self.names(&self.path(folder))?;
            Ok(names.iter().filter_map(|name| name.strip_suffix(ending)?.parse().ok()).max())
        };
        Ok(versions("metadata", ".targets.json")?.max(versions("releases", ".jsonl.zst")?).unwrap_or(0))
    }

    /// The kept former releases.
    pub fn former(&self) -> Result<Vec<Former>, Failure> {
        let folder = self.path("releases");
        let mut former = Vec::new();
        for name in self.names(&folder)? {
            let Some(version) = name.strip_suffix(".jsonl.zst").and_then(|number| number.parse().ok()) else {
                continue;
            };
            let packed = self.read(&folder.join(&name))?;
            former.push(release::unpack_former(version, &packed).map_err(|error| self.failed(&error))?);
        }
        former.sort_by_key(|one| one.version);
        Ok(former)
    }

    /// Names of the files in a folder, in order; none where there is no
    /// folder.
    pub fn names(&self, folder: &Path) -> Result<Vec<String>, Failure> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(|error| self.cannot_read(folder, &error))?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| self.cannot_read(folder, &error))?;
            names.extend(entry.file_name().into_string());
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Reads a file of at most the size of a bundle.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        let length = fs::metadata(path).map_err(|error| self.cannot_read(path, &error))?.len();
        if length > limits::FILE_BYTES {
            let large = PublishError::TooLarge { what: "bytes of a file", have: length, most: limits::FILE_BYTES };
            return Err(self.failed(&large));
        }
        fs::read(path).map_err(|error| self.cannot_read(path, &error))
    }

    /// Writes a file, making the folder that it is in.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        write(&self.path(name), bytes, self.i18n)
    }

    /// Removes what no later release needs: all but the newest releases, and
    /// metadata of former ones.
    pub fn tidy(&self, newest: u64) -> Result<(), Failure> {
        let oldest = newest.saturating_sub(release::PATCHES as u64);
        for (folder, endings, from) in
            [("releases", &[".jsonl.zst"][..], oldest), ("metadata", &[".targets.json", ".snapshot.json"][..], newest)]
        {
            let folder = self.path(folder);
            for name in self.names(&folder)? {
                let version = endings.iter().find_map(|ending| name.strip_suffix(ending)?.parse::<u64>().ok());
                if version.is_some_and(|version| version < from) {
                    let path = folder.join(&name);
                    fs::remove_file(&path).map_err(|error| self.cannot_read(&path, &error))?;
                }
            }
        }
        Ok(())
    }

    fn cannot_read(&self, path: &Path, error: &io::Error) -> Failure {
        cannot_read(path, error, self.i18n)
    }

    /// Words a failure of publishing.
    pub fn failed(&self, error: &PublishError) -> Failure {
        of_publishing(error, self.i18n)
    }
}

/// A file that cannot be read.
pub fn cannot_read(path: &Path, error: &io::Error, i18n: &I18n) -> Failure {
    let part = path.display().to_string();
    Failure::new(i18n, Code::CannotRead, &[("part", part.into()), ("detail", io_detail(i18n, error).into())])
}

/// Writes a file, making the folder that it is in.
pub fn write(path: &Path, bytes: &[u8], i18n: &I18n) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let done = folder.map_or(Ok(()), files::make_folder).and_then(|()| files::write_whole(path, bytes));
    done.map_err(|error| Failure::of_store(i18n, &error))
}

/// Writes a file that everybody may read, for a web host.
pub fn write_public(root: &Path, name: &str, bytes: &[u8], i18n: &I18n) -> Result<(), Failure> {
    let path = root.join(name);
    write(&path, bytes, i18n)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
        let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
        let done = folders.map(|folder| allow(folder, 0o755)).chain([allow(&path, 0o644)]).collect::<io::Result<()>>();
        done.map_err(|error| Failure::of_io(i18n, Code::CannotWrite, &path, &error))?;
    }
    Ok(())
}
