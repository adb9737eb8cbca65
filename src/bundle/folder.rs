//! A bundle unpacked in a folder: the same tree that a web host serves.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use super::{
    fetch::{Fetch, FetchError},
    names,
};

/// A folder with `metadata/` and `targets/`.
#[derive(Debug, Clone)]
pub struct Site {
    folder: PathBuf,
}

impl Site {
    /// Nothing is read yet.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// True when the folder looks like a site.
    pub fn looks_like_one(&self) -> bool {
        self.folder.join("metadata").join("timestamp.json").is_file()
    }
}

impl Fetch for Site {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        if !names::is_path(path) {
            return Err(FetchError::NotFound);
        }
        let path = self.folder.join(path);
        // Before it is opened: a pipe would wait for whoever writes into it.
        let metadata = path.metadata()?;
        if !metadata.is_file() {
            return Err(FetchError::NotFound);
        }
        if metadata.len() > limit {
            return Err(FetchError::TooLong);
        }
        Ok(Box::new(File::open(path)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::fetch::read_whole;

    #[test]
    fn only_files_of_a_bundle_come_out_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("metadata")).unwrap();
        for name in ["metadata/timestamp.json", "metadata/notes.txt"] {
            File::create(folder.path().join(name)).unwrap().set_len(3).unwrap();
        }
        let site = Site::new(folder.path());
        assert!(site.looks_like_one());
        assert_eq!(read_whole(&site, "metadata/timestamp.json", 3).unwrap(), [0; 3]);
        assert!(matches!(read_whole(&site, "metadata/timestamp.json", 2), Err(FetchError::TooLong)));
        for path in ["metadata/notes.txt", "metadata/2.root.json", "metadata/../metadata/timestamp.json"] {
            assert!(matches!(read_whole(&site, path, 9), Err(FetchError::NotFound)), "{path}");
        }
    }
}
