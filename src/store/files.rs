//! Folders and whole files. Nothing else in the program renames a file.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use jiff::Timestamp;

use super::{StoreError, threads::both};

/// True once nothing may be made on the disk any more.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// From now on this process makes no file and no folder: it is about to wipe,
/// and what its other threads are at must not come back.
pub fn close_for_good() {
    CLOSED.store(true, Ordering::SeqCst);
}

fn open_still() -> io::Result<()> {
    if CLOSED.load(Ordering::SeqCst) { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
}

/// Writes a file whole or not at all: whoever opens `path`, also after a power
/// cut, finds the old bytes or the new ones. On Unix only its owner can read
/// the file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    write_whole_with(path, |output| output.write_all(bytes))
}

/// The same for what `write` writes, piece by piece; returns what it returns.
pub fn write_whole_with<T>(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<T>) -> Result<T, StoreError> {
    replace(path, write).map_err(|source| StoreError::from_io(path, source))
}

/// Writes a file into a folder, whole or not at all, whose path follows from
/// `about`, which is worked out meanwhile; returns that.
pub fn write_whole_as<T: Send>(
    folder: &Path,
    pieces: &[&[u8]],
    about: impl FnOnce() -> T + Send,
    path_of: impl FnOnce(&T) -> PathBuf,
) -> Result<T, StoreError> {
    let write = || {
        let mut file = part_in(folder)?;
        pieces.iter().try_for_each(|piece| file.as_file_mut().write_all(piece)).map(|()| file)
    };
    let (part, about) = both(write, about);
    let path = path_of(&about);
    part.and_then(|part| put_in_place(part, &path)).map_err(|source| StoreError::from_io(&path, source))?;
    Ok(about)
}

fn replace<T>(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<T>) -> io::Result<T> {
    let mut part = part_beside(path)?;
    let written = write(part.as_file_mut())?;
    put_in_place(part, path)?;
    Ok(written)
}

/// A file that becomes `path` when it is whole.
fn part_beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    part_in(folder_of(path))
}

/// A file that becomes another one in its folder when it is whole.
fn part_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    open_still()?;
    tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder).map_err(of_the_system)
}

fn put_in_place(part: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    part.as_file().sync_all()?;
    part.persist(path).map_err(|error| of_the_system(error.error))?;
    sync_folder(folder_of(path))
}

/// What the system said. `tempfile` adds ` at path "…"` with the unfinished
/// file, whose name says nothing to anybody.
fn of_the_system(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((said, _)) if error.get_ref().is_some() => io::Error::new(error.kind(), said),
        _ => error,
    }
}

/// A file that is written piece by piece, and is there whole when
/// [finished](Self::finish) or not at all: [`write_whole_with`] for a writer
/// that cannot be a closure.
#[derive(Debug)]
pub struct Pending {
    part: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Pending {
    /// Begins a file that becomes `path`.
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        let part = part_beside(path).map_err(|source| StoreError::from_io(path, source))?;
        Ok(Self { part, path: path.to_owned() })
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), StoreError> {
        put_in_place(self.part, &self.path).map_err(|source| StoreError::from_io(&self.path, source))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }
}

impl io::Seek for Pending {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.part.seek(to)
    }
}

/// The folder that `path` is in; the working folder for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that the names in a folder survive a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Folders cannot be opened for this elsewhere; the system keeps their names.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a folder with everything above it. On Unix only the owner can enter
/// what is made here; a folder that is there already keeps its permissions.
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match open_still().and_then(|()| builder.create(folder)).and_then(|()| sync_folder(folder_of(folder))) {
        Ok(()) => Ok(()),
        Err(_) if folder.ancestors().any(Path::is_file) => Err(StoreError::NotADirectory { path: folder.to_owned() }),
        Err(source) => Err(StoreError::from_io(folder, source)),
    }
}

/// Moves `path` out of the way, under a name that says when: returns
/// `PATH.damaged-2026-11-24T14-50-00` (UTC), with a number after it where that
/// name is taken. `None` when there is nothing at `path`.
pub(super) fn set_aside(path: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    if path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(now.strftime(".damaged-%Y-%m-%dT%H-%M-%S").to_string());
    let first = path.with_file_name(&name);
    let numbered = (2_u32..).map(|number| {
        let mut name = name.clone();
        name.push(format!("-{number}"));
        path.with_file_name(name)
    });
    let free = std::iter::once(first).chain(numbered).find(|aside| aside.symlink_metadata().is_err());
    let Some(aside) = free else { return Ok(None) };
    move_to(path, &aside).map_err(|source| StoreError::from_io(path, source))?;
    Ok(Some(aside))
}

#[expect(clippy::disallowed_methods, reason = "a whole folder is moved here, which write_whole cannot do")]
pub(super) fn move_to(path: &Path, aside: &Path) -> io::Result<()> {
    open_still()?;
    fs::rename(path, aside)?;
    sync_folder(folder_of(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-24T14:50:00Z".parse().unwrap()
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write_whole(&path, b"a longer text").unwrap();
        write_whole(&path, b"short").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"short");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_error_says_nothing_of_the_unfinished_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_whole(&folder.path().join("missing/file"), b"x").unwrap_err();
        let StoreError::CannotWrite { path, source } = &error else { panic!("{error:?}") };
        assert_eq!(*path, folder.path().join("missing/file"));
        assert_eq!(source.kind(), io::ErrorKind::NotFound);
        assert!(!format!("{error} {source}").contains(".part"), "{error} {source}");
        make_folder(&folder.path().join("taken")).unwrap();
        let error = write_whole(&folder.path().join("taken"), b"x").unwrap_err();
        assert!(!format!("{error:?}").contains(".part"), "{error:?}");
    }

    #[test]
    fn a_file_that_is_not_finished_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write_whole(&path, b"old").unwrap();
        let mut pending = Pending::begin(&path).unwrap();
        pending.write_all(b"half").unwrap();
        drop(pending);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        let mut pending = Pending::begin(&path).unwrap();
        pending.write_all(b"new").unwrap();
        pending.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("data/parasol");
        make_folder(&folder).unwrap();
        write_whole(&folder.join("file"), b"x").unwrap();
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&outer.path().join("data")), 0o700);
        assert_eq!(mode(&folder.join("file")), 0o600);
    }

    #[test]
    fn a_file_where_a_folder_belongs_is_named() {
        let outer = tempfile::tempdir().unwrap();
        let file = outer.path().join("file");
        write_whole(&file, b"x").unwrap();
        for path in [file.clone(), file.join("below")] {
            assert!(matches!(make_folder(&path), Err(StoreError::NotADirectory { .. })), "{}", path.display());
        }
        assert!(matches!(write_whole(&file.join("below"), b"x"), Err(StoreError::NotADirectory { .. })));
    }

    #[test]
    fn what_is_set_aside_gets_a_dated_name_of_its_own() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("directory");
        let mut names = Vec::new();
        for _ in 0..3 {
            make_folder(&path).unwrap();
            let aside = set_aside(&path, now()).unwrap().unwrap();
            assert!(aside.is_dir() && !path.exists());
            names.push(aside.file_name().unwrap().to_str().unwrap().to_owned());
        }
        let first = "directory.damaged-2026-11-24T14-50-00";
        assert_eq!(names, [first.to_owned(), format!("{first}-2"), format!("{first}-3")]);
        assert_eq!(set_aside(&path, now()).unwrap(), None);
    }
}
