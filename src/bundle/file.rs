//! A bundle in one file: an uncompressed tar of which every byte is
//! determined by the names and contents of its files.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use tar::{EntryType, Header};

use super::{
    directory::Obtained,
    fetch::{Fetch, FetchError},
    limits, names,
    refusal::Refusal,
    tuf::target_path,
    verify::Verified,
};

/// Bytes of a tar block.
const BLOCK: u64 = 512;

/// A bundle in one file, opened for reading.
pub struct Container<R> {
    source: Arc<Mutex<R>>,
    /// Where each file begins, and its length.
    files: BTreeMap<String, (u64, u64)>,
}

impl Container<File> {
    /// Opens a file of the disk.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let cannot = |source| Refusal::CannotRead { part: path.display().to_string(), source };
        let file = File::open(path).map_err(cannot)?;
        if !file.metadata().map_err(cannot)?.is_file() {
            return Err(Refusal::damaged(&path.display().to_string(), "it is not a file"));
        }
        Self::read(file)
    }
}

impl<R: Read + Seek> Container<R> {
    /// Opens anything that can be read and rewound. Reads the list of files;
    /// no content.
    pub fn read(mut source: R) -> Result<Self, Refusal> {
        let files = list(&mut source)?;
        Ok(Self { source: Arc::new(Mutex::new(source)), files })
    }
}

impl<R: Read + Seek + Send + 'static> Fetch for Container<R> {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        let (at, length) = *self.files.get(path).ok_or(FetchError::NotFound)?;
        if length > limit {
            return Err(FetchError::TooLong);
        }
        Ok(Box::new(Part { source: Arc::clone(&self.source), at, left: length }))
    }

    fn listing(&self) -> Option<Vec<(String, u64)>> {
        Some(self.files.iter().map(|(path, (_, length))| (path.clone(), *length)).collect())
    }
}

/// One file inside.
struct Part<R> {
    source: Arc<Mutex<R>>,
    at: u64,
    left: u64,
}

impl<R: Read + Seek> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(self.at))?;
        let read = source.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}

/// Reads the headers, refusing every byte that this program would not write
/// itself: two readers then cannot find different files in one bundle.
fn list(source: &mut (impl Read + Seek)) -> Result<BTreeMap<String, (u64, u64)>, Refusal> {
    let part = "bundle";
    let cannot = |source| match source {
        error if io::Error::kind(&error) == io::ErrorKind::UnexpectedEof => Refusal::damaged(part, "it is cut short"),
        source => Refusal::CannotRead { part: part.to_owned(), source },
    };
    let length = source.seek(SeekFrom::End(0)).map_err(cannot)?;
    if length > limits::FILE_BYTES {
        return Err(Refusal::unsafe_(part, "it is longer than allowed"));
    }
    let (mut files, mut at, mut last) = (BTreeMap::new(), 0, String::new());
    loop {
        let block = read_block(source, at).map_err(cannot)?;
        if block.iter().all(|byte| *byte == 0) {
            break;
        }
        let (path, size) = read_header(&block)?;
        if files.len() >= limits::FILE_ENTRIES {
            return Err(Refusal::unsafe_(part, "it holds too many files"));
        }
        if path <= last && !files.is_empty() {
            return Err(Refusal::unsafe_(part, "its files are not in order, or one stands twice"));
        }
        let begin = at + BLOCK;
        let end = begin.saturating_add(size);
        if end > length {
            return Err(Refusal::damaged(part, "it is cut short"));
        }
        at = end.next_multiple_of(BLOCK);
        if at > end {
            let block = read_block(source, at - BLOCK).map_err(cannot)?;
            let padding = block.iter().skip((BLOCK - (at - end)) as usize);
            if padding.copied().any(|byte| byte != 0) {
                return Err(Refusal::damaged(part, "there is something between its files"));
            }
        }
        files.insert(path.clone(), (begin, size));
        last = path;
    }
    let second = read_block(source, at + BLOCK).map_err(cannot)?;
    if second.iter().any(|byte| *byte != 0) || length != at + 2 * BLOCK {
        return Err(Refusal::damaged(part, "there is something after its end"));
    }
    if files.is_empty() {
        return Err(Refusal::damaged(part, "it is empty"));
    }
    Ok(files)
}

/// True when what is read begins as a bundle does, whatever comes after.
pub fn begins_as_bundle(source: &mut (impl Read + Seek)) -> bool {
    read_block(source, 0).is_ok_and(|block| read_header(&block).is_ok())
}

fn read_block(source: &mut (impl Read + Seek), at: u64) -> io::Result<[u8; BLOCK as usize]> {
    let mut block = [0; BLOCK as usize];
    source.seek(SeekFrom::Start(at))?;
    source.read_exact(&mut block)?;
    Ok(block)
}

/// Name and length of a file, if its header is the one that belongs to them.
fn read_header(block: &[u8; BLOCK as usize]) -> Result<(String, u64), Refusal> {
    let part = "bundle";
    let header = Header::from_byte_slice(block);
    let size = header.entry_size().map_err(|_| Refusal::damaged(part, "it is not a bundle"))?;
    let bytes = header.path_bytes();
    let path = std::str::from_utf8(&bytes).ok().filter(|path| names::is_path(path));
    let Some(path) = path else {
        // Bytes that are no header at all are damage, not malice.
        return Err(match header.as_ustar() {
            Some(_) => Refusal::unsafe_(part, "a file in it has a name that no bundle has"),
            None => Refusal::damaged(part, "it is not a bundle"),
        });
    };
    match self::header(path, size) {
        Ok(expected) if expected.as_bytes() == block => Ok((path.to_owned(), size)),
        _ => Err(Refusal::damaged(part, "a header in it is not as it is written")),
    }
}

/// The one header that a file of this name and length has.
fn header(path: &str, size: u64) -> io::Result<Header> {
    let mut header = Header::new_ustar();
    header.set_path(path)?;
    header.set_size(size);
    header.set_mode(0o644);
    header.set_entry_type(EntryType::Regular);
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    header.set_cksum();
    Ok(header)
}

/// Packs files into one bundle, in the order of their paths.
pub fn pack(files: &BTreeMap<String, &[u8]>, mut output: impl Write) -> io::Result<()> {
    for (path, bytes) in files {
        output.write_all(header(path, bytes.len() as u64)?.as_bytes())?;
        output.write_all(bytes)?;
        let padding = bytes.len().next_multiple_of(BLOCK as usize) - bytes.len();
        output.write_all([0; BLOCK as usize].get(..padding).unwrap_or_default())?;
    }
    output.write_all(&[0; 2 * BLOCK as usize])?;
    output.flush()
}

impl Verified {
    /// Writes a bundle of this version that anybody can take: all roots, the
    /// metadata, and the directory as it was obtained, or packed where it lies
    /// beside that.
    pub fn write_bundle(&self, directory: &Obtained, output: impl Write) -> io::Result<()> {
        let kept = self.trusted.to_files();
        let version = |name: &str| match name {
            "snapshot.json" => self.snapshot_version.to_string() + ".",
            "targets.json" => self.version.to_string() + ".",
            _ => String::new(),
        };
        let mut files: BTreeMap<String, &[u8]> = kept
            .iter()
            .map(|(name, bytes)| (format!("metadata/{}{name}", version(name)), bytes.as_slice()))
            .filter(|(path, _)| names::is_path(path))
            .collect();
        let packed = if directory.is_unpacked() { self.packed_beside() } else { None };
        let (name, bytes) = packed.as_ref().unwrap_or(directory).part();
        if let Some(meta) = self.targets.get(name) {
            files.insert(target_path(&self.root, name, meta), bytes);
        }
        pack(&files, output)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::bundle::fetch::read_whole;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), *bytes)).collect();
        let mut bytes = Vec::new();
        pack(&files, &mut bytes).unwrap();
        bytes
    }

    fn example() -> Vec<u8> {
        let target = format!("targets/{}.directory.jsonl.zst", "a".repeat(64));
        packed(&[("metadata/1.root.json", b"root"), ("metadata/timestamp.json", &[7; 512]), (&target, &[1; 1000])])
    }

    fn refusal(bytes: Vec<u8>) -> Refusal {
        Container::read(Cursor::new(bytes)).err().unwrap()
    }

    #[test]
    fn what_was_packed_is_found_again_and_is_plain_tar() {
        let bytes = example();
        let container = Container::read(Cursor::new(bytes.clone())).unwrap();
        assert_eq!(container.listing().unwrap().len(), 3);
        assert_eq!(read_whole(&container, "metadata/timestamp.json", 512).unwrap(), [7; 512]);
        assert!(matches!(read_whole(&container, "metadata/timestamp.json", 511), Err(FetchError::TooLong)));
        assert!(matches!(read_whole(&container, "metadata/2.root.json", 1), Err(FetchError::NotFound)));
        let mut archive = tar::Archive::new(&bytes[..]);
        assert_eq!(archive.entries().unwrap().filter(|entry| entry.as_ref().unwrap().size() > 0).count(), 3);
    }

    #[test]
    fn a_container_that_is_cut_or_longer_or_not_one_is_damaged() {
        let bytes = example();
        for end in (0..bytes.len()).step_by(97) {
            assert_eq!(refusal(bytes[..end].to_vec()).code(), "damaged", "cut at {end}");
        }
        assert_eq!(refusal([&bytes[..], &[0]].concat()).code(), "damaged");
        assert_eq!(refusal([&bytes[..], &[0; 512]].concat()).code(), "damaged");
        assert_eq!(refusal(b"PK\x03\x04 something else entirely".repeat(40)).code(), "damaged");
        assert_eq!(refusal(vec![0; 1024]).code(), "damaged");
    }

    #[test]
    fn every_byte_of_headers_and_padding_counts() {
        let bytes = example();
        // The first header, and the padding after "root".
        for at in (0..512).chain(516..1024) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x10;
            assert!(Container::read(Cursor::new(flipped)).is_err(), "byte {at}");
        }
    }

    #[test]
    fn unsafe_names_links_and_too_many_files_are_refused() {
        let plain = |path: &str, kind| {
            let mut header = Header::new_ustar();
            header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
            header.set_size(0);
            header.set_mode(0o644);
            header.set_entry_type(kind);
            header.set_mtime(0);
            header.set_uid(0);
            header.set_gid(0);
            header.set_cksum();
            [&header.as_bytes()[..], &[0; 1024]].concat()
        };
        for path in ["../evil", "/etc/passwd", "metadata/../x", "metadata\\1.root.json", "targets/x"] {
            assert_eq!(refusal(plain(path, EntryType::Regular)).code(), "unsafe", "{path}");
        }
        assert!(Container::read(Cursor::new(plain("metadata/1.root.json", EntryType::Regular))).is_ok());
        for kind in
            [EntryType::Symlink, EntryType::Link, EntryType::Directory, EntryType::GNUSparse, EntryType::XHeader]
        {
            assert_eq!(refusal(plain("metadata/1.root.json", kind)).code(), "damaged", "{kind:?}");
        }
        let many: Vec<(String, &[u8])> =
            (1..=limits::FILE_ENTRIES + 1).map(|n| (format!("metadata/{n}.root.json"), &b"x"[..])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
        assert_eq!(refusal(packed(&many)).code(), "unsafe");
    }

    #[test]
    fn a_file_that_stands_twice_is_refused() {
        let one = packed(&[("metadata/1.root.json", b"a")]);
        let twice = [&one[..1024], &one[..]].concat();
        assert_eq!(refusal(twice).code(), "unsafe");
    }

    #[test]
    fn a_sparse_file_of_a_hundred_gigabytes_is_not_read() {
        let file = tempfile::tempfile().unwrap();
        file.set_len(100 << 30).unwrap();
        assert_eq!(Container::read(file).err().unwrap().code(), "unsafe");
    }
}
