//! What has come of a file so far: kept under the file's hash, so that the
//! rest can come after a restart, and from another mirror.
//!
//! These files are written in place: they grow by what arrives, and nothing
//! believes them before their hash is right.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use aws_lc_rs::digest;

/// Name of the folder in the data folder.
const FOLDER: &str = "parts";

/// The folder of files that are on their way.
#[derive(Debug, Clone)]
pub struct Parts {
    folder: PathBuf,
}

impl Parts {
    /// The folder below a data folder. It is made when it is needed.
    pub fn below(data_dir: &Path) -> Self {
        Self { folder: data_dir.join(FOLDER) }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Bytes that are here already of the target at `path`
    /// (`targets/HASH.NAME`).
    pub fn kept(&self, path: &str) -> u64 {
        self.part(path).map_or(0, |part| part.len())
    }

    /// Deletes everything: what was on its way has arrived, or is not wanted.
    pub fn clear(&self) {
        // What cannot be deleted costs space and nothing else.
        fs::remove_dir_all(&self.folder).ok();
    }

    /// The part of the target at `path`; `None` where no hash stands in it.
    pub(super) fn part(&self, path: &str) -> Option<Part> {
        let (hash, _) = path.strip_prefix("targets/")?.split_once('.')?;
        let sha = match hash.len() {
            64 => &digest::SHA256,
            128 => &digest::SHA512,
            _ => return None,
        };
        let lower = hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        lower.then(|| Part { path: self.folder.join(format!("{hash}.part")), hash: hash.to_owned(), sha })
    }
}

/// A file on its way.
pub(super) struct Part {
    path: PathBuf,
    hash: String,
    sha: &'static digest::Algorithm,
}

impl Part {
    /// Bytes that are here.
    pub(super) fn len(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |about| about.len())
    }

    /// Opens it to add to its end.
    pub(super) fn append(&self) -> io::Result<File> {
        if let Some(folder) = self.path.parent() {
            make_private_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.path)
    }

    /// Opens it for reading from the beginning.
    pub(super) fn open(&self) -> io::Result<File> {
        File::open(&self.path)
    }

    /// Forgets what has come.
    pub(super) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// True when all is here and is what the name says.
    pub(super) fn is_whole(&self) -> io::Result<bool> {
        let mut file = match self.open() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            other => other?,
        };
        let mut context = digest::Context::new(self.sha);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let count = file.read(&mut buffer)?;
            let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
            context.update(read);
        }
        Ok(hex::encode(context.finish()) == self.hash)
    }
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file without a name, in which something that can vanish is copied before
/// it is read. It is gone when it is closed.
pub(in crate::sync) fn scratch(folder: &Path) -> io::Result<File> {
    make_private_folder(folder)?;
    tempfile::tempfile_in(folder)
}

/// Goes back to the beginning of what was written.
pub(in crate::sync) fn rewound(mut file: File) -> io::Result<File> {
    file.flush()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of `abc`.
    const ABC: &str = "targets/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.abc.zst";

    #[test]
    fn a_part_grows_until_its_hash_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let parts = Parts::below(folder.path());
        let part = parts.part(ABC).unwrap();
        assert!(!part.is_whole().unwrap());
        for (piece, whole) in [("a", false), ("bc", true), ("d", false)] {
            part.append().unwrap().write_all(piece.as_bytes()).unwrap();
            assert_eq!(part.is_whole().unwrap(), whole, "{piece}");
        }
        assert_eq!(parts.kept(ABC), 4);
        part.remove().unwrap();
        part.remove().unwrap();
        assert_eq!(parts.kept(ABC), 0);
    }

    #[test]
    fn only_a_hash_names_a_part() {
        let parts = Parts::below(Path::new("x"));
        for path in ["metadata/timestamp.json", "targets/directory", "targets/../../x.y", &ABC.to_uppercase()] {
            assert!(parts.part(path).is_none(), "{path}");
        }
    }
}
