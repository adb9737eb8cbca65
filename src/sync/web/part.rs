//! What has come of a file so far: kept under the file's hash, so that the
//! rest can come after a restart, and from another mirror.
//!
//! These files are written in place: they grow by what arrives, and nothing
//! believes them before their hash is right.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::digest;

use crate::store::{Place, sealed};

/// Name of the folder in the data folder.
const FOLDER: &str = "parts";

/// The files that are on their way. Clones are one and the same.
#[derive(Debug, Clone)]
pub struct Parts(Where);

#[derive(Debug, Clone)]
enum Where {
    /// A folder.
    Disk(PathBuf),
    /// Nowhere on the disk: gone with the program.
    Memory(Memory),
}

/// Files in memory, by hash.
type Memory = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

impl Parts {
    /// In a folder below a data folder. It is made when it is needed.
    pub fn below(data_dir: &Path) -> Self {
        Self(Where::Disk(data_dir.join(FOLDER)))
    }

    /// In memory, where nothing of a directory may lie on the disk in clear.
    pub fn in_memory() -> Self {
        Self(Where::Memory(Memory::default()))
    }

    /// Where a directory lies decides where its parts do.
    pub fn at<'p>(place: impl Into<Place<'p>>) -> Self {
        let place = place.into();
        if sealed::exists(place.data_dir) { Self::in_memory() } else { Self::below(place.data_dir) }
    }

    /// A file without a name, in which something that can vanish is copied
    /// before it is read. It is gone when it is closed.
    pub(in crate::sync) fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        match &self.0 {
            Where::Disk(folder) => {
                make_private_folder(folder)?;
                Ok(Box::new(tempfile::tempfile_in(folder)?))
            }
            Where::Memory(_) => Ok(Box::new(Cursor::new(Vec::new()))),
        }
    }

    /// Bytes that are here already of the target at `path`
    /// (`targets/HASH.NAME`).
    pub fn kept(&self, path: &str) -> u64 {
        self.part(path).map_or(0, |part| part.len())
    }

    /// Deletes everything: what was on its way has arrived, or is not wanted.
    pub fn clear(&self) {
        match &self.0 {
            // What cannot be deleted costs space and nothing else.
            Where::Disk(folder) => drop(fs::remove_dir_all(folder)),
            Where::Memory(memory) => locked(memory).clear(),
        }
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
        lower.then(|| Part { place: self.0.clone(), hash: hash.to_owned(), sha })
    }
}

/// Something to write, rewind and read.
pub trait Scratch: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Scratch for T {}

fn locked(memory: &Memory) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds to the end of a file in memory.
struct Appending {
    memory: Memory,
    hash: String,
}

impl Write for Appending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        locked(&self.memory).entry(self.hash.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file on its way.
pub(super) struct Part {
    place: Where,
    hash: String,
    sha: &'static digest::Algorithm,
}

impl Part {
    fn path(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.part", self.hash))
    }

    /// Bytes that are here.
    pub(super) fn len(&self) -> u64 {
        match &self.place {
            Where::Disk(folder) => fs::metadata(self.path(folder)).map_or(0, |about| about.len()),
            Where::Memory(memory) => locked(memory).get(&self.hash).map_or(0, |bytes| bytes.len() as u64),
        }
    }

    /// Opens it to add to its end.
    pub(super) fn append(&self) -> io::Result<Box<dyn Write>> {
        let folder = match &self.place {
            Where::Disk(folder) => folder,
            Where::Memory(memory) => {
                return Ok(Box::new(Appending { memory: Arc::clone(memory), hash: self.hash.clone() }));
            }
        };
        make_private_folder(folder)?;
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(options.open(self.path(folder))?))
    }

    /// Opens it for reading from the beginning.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match &self.place {
            Where::Disk(folder) => Ok(Box::new(File::open(self.path(folder))?)),
            Where::Memory(memory) => {
                let bytes = locked(memory).get(&self.hash).cloned();
                Ok(Box::new(Cursor::new(bytes.ok_or(io::ErrorKind::NotFound)?)))
            }
        }
    }

    /// Forgets what has come.
    pub(super) fn remove(&self) -> io::Result<()> {
        let folder = match &self.place {
            Where::Disk(folder) => folder,
            Where::Memory(memory) => {
                locked(memory).remove(&self.hash);
                return Ok(());
            }
        };
        match fs::remove_file(self.path(folder)) {
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

/// Goes back to the beginning of what was written.
pub(in crate::sync) fn rewound(mut file: Box<dyn Scratch>) -> io::Result<Box<dyn Scratch>> {
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
