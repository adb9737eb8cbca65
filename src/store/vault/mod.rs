//! What a person keeps, behind a passphrase: shortlists, notes, corrections.
//!
//! Two files lie in the folder `vault` of the data folder, each twice, so that
//! damage to one of them costs nothing:
//!
//! | name | what | written |
//! | --- | --- | --- |
//! | `key`, `key-spare` | salt, cost, two slots with wrapped data keys | when a passphrase is set or changed |
//! | `values`, `values-spare` | two regions of sealed values | at every change |
//!
//! Beside them lies [`tries`](Tries) while a wrong passphrase was the last one.
//!
//! Whoever is killed while writing leaves the old state or the new one. The
//! file of keys is written so seldom that to overwrite it takes the key away
//! from every older copy of the values that a disk may still hold.
//!
//! Each value is sealed by itself, its name bound in. A region is a sealed
//! index of fixed length and the sealed values one after the other; sizes are
//! hidden by filling up with random bytes.
//!
//! There are two regions whether a second passphrase is set or not. What the
//! second one opens has nothing to do with what the first one opens.

pub mod erase;
mod error;
mod form;
mod key;
mod seal;
mod tries;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

pub use error::VaultError;
pub(super) use form::{checked, with_checksum};
pub use key::Cost;
pub use seal::Seal;
pub use tries::Tries;

use self::{
    form::{KeyFile, Reader, Side, ValuesFile},
    key::{OVERHEAD, SealingKey},
};
use super::{StoreError, files};
use crate::text::secret::Secret;

/// Name of the folder in the data folder.
const FOLDER: &str = "vault";
const KEY: &str = "key";
const VALUES: &str = "values";
const SPARE: &str = "-spare";
/// What a sealed index is sealed for; that of a value is its name after this
/// and a colon, so that neither opens as the other.
const PURPOSE: &[u8] = b"parasol vault: value";
const HEAD_PURPOSE: &[u8] = b"parasol vault: head";
const INDEX_PURPOSE: &[u8] = b"parasol vault: index";
/// Bytes of a sealed head: the length of the sealed index.
const HEAD: usize = 4 + OVERHEAD;

/// A vault that is open. Dropping it locks it: its key is wiped.
pub struct Vault {
    folder: PathBuf,
    keys: KeyFile,
    side: Side,
    key: SealingKey,
    file: ValuesFile,
    /// Sealed values by name.
    values: BTreeMap<String, Vec<u8>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// True where a vault lies in the data folder, whole or damaged.
pub fn exists(data_dir: &Path) -> bool {
    let folder = data_dir.join(FOLDER);
    copies(&folder, KEY).iter().any(|path| path.symlink_metadata().is_ok())
}

/// Looks whether the keys of the vault are whole, without a passphrase. Says
/// nothing where there is no vault.
pub fn check(data_dir: &Path) -> Result<(), VaultError> {
    if exists(data_dir) {
        read(&data_dir.join(FOLDER), KEY, KeyFile::parse)?;
    }
    Ok(())
}

/// Takes the vault off the disk: the key first, so that nothing older opens
/// either, then the values. Nothing where there is no vault.
pub fn destroy(data_dir: &Path) -> Result<(), StoreError> {
    let folder = data_dir.join(FOLDER);
    for path in copies(&folder, KEY).iter().chain(&copies(&folder, VALUES)) {
        erase::file(path)?;
    }
    erase::folder(&folder)
}

impl Vault {
    /// Makes a vault with nothing in it.
    pub fn create(data_dir: &Path, passphrase: &Secret, cost: Cost) -> Result<Self, VaultError> {
        if exists(data_dir) {
            return Err(VaultError::AlreadyThere);
        }
        let folder = data_dir.join(FOLDER);
        files::make_folder(&folder)?;
        let side = Side::random();
        let mut keys = KeyFile::empty(cost);
        let key = SealingKey::random();
        *side.of_mut(&mut keys.slots) = key.wrapped(&key::derive(passphrase, &keys.salt, cost)?)?;
        let mut vault = Self { folder, keys, side, key, file: ValuesFile::empty(), values: BTreeMap::new() };
        // The values first: without a key there is no vault yet.
        vault.save()?;
        vault.write_keys()?;
        Ok(vault)
    }

    /// Opens the vault of a data folder. Takes about half a second.
    pub fn unlock(data_dir: &Path, passphrase: &Secret) -> Result<Self, VaultError> {
        if !exists(data_dir) {
            return Err(VaultError::Missing);
        }
        let folder = data_dir.join(FOLDER);
        let keys = read(&folder, KEY, KeyFile::parse)?;
        let wrapping = key::derive(passphrase, &keys.found.salt, keys.found.cost)?;
        let opened = Side::BOTH.into_iter().find_map(|side| {
            let key = wrapping.unwrap_slot(side.of(&keys.found.slots))?;
            Some((side, key))
        });
        let (side, key) = opened.ok_or(VaultError::WrongPassphrase)?;
        let file = read(&folder, VALUES, ValuesFile::parse)?;
        let values = read_region(&key, side.of::<Vec<u8>>(&file.found.regions))?;
        let (mend_keys, mend_values) = (keys.one_is_odd, file.one_is_odd);
        let mut vault = Self { folder, keys: keys.found, side, key, file: file.found, values };
        // A disk that takes nothing now is no reason not to open the vault.
        if mend_keys {
            vault.write_keys().ok();
        }
        if mend_values {
            vault.save().ok();
        }
        Ok(vault)
    }

    /// Keeps a value under a name, in place of the one before it. Once this
    /// returns, it is on the disk.
    pub fn put(&mut self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        let sealed = self.key.seal(&purpose(name), value)?;
        let before = self.values.insert(name.to_owned(), sealed);
        self.save().inspect_err(|_| restore(&mut self.values, name, before))
    }

    /// The value kept under a name.
    pub fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let Some(sealed) = self.values.get(name) else { return Ok(None) };
        self.key.open(&purpose(name), sealed).map(Some).ok_or(VaultError::damaged("a value does not open"))
    }

    /// What seals the directory where it is in the vault too. It stays the
    /// same when the passphrase is changed.
    pub fn seal(&self) -> Seal {
        Seal::of(&self.key)
    }

    /// The names of everything kept, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Drops a value; nothing where there is none.
    pub fn remove(&mut self, name: &str) -> Result<(), VaultError> {
        let Some(before) = self.values.remove(name) else { return Ok(()) };
        self.save().inspect_err(|_| restore(&mut self.values, name, Some(before)))
    }

    /// Lets another passphrase open this, instead of the one that did.
    pub fn change_passphrase(&mut self, new: &Secret) -> Result<(), VaultError> {
        let wrapping = self.wrapping_key(new, self.side)?;
        let before = self.keys.clone();
        *self.side.of_mut(&mut self.keys.slots) = self.key.wrapped(&wrapping)?;
        self.write_keys().inspect_err(|_| self.keys = before)
    }

    /// Sets a second passphrase, which opens an empty vault beside this one.
    /// What an earlier second passphrase opened is lost; and so is the first
    /// vault, if this one was opened by the second passphrase. Nothing on the
    /// disk tells which is which.
    pub fn set_second_passphrase(&mut self, second: &Secret) -> Result<(), VaultError> {
        let other = self.side.other();
        let wrapping = self.wrapping_key(second, other)?;
        let key = SealingKey::random();
        let (file, keys) = (self.file.clone(), self.keys.clone());
        self.file.place(other, region(&key, &BTreeMap::new())?)?;
        *other.of_mut(&mut self.keys.slots) = key.wrapped(&wrapping)?;
        self.write(VALUES, &self.file.to_bytes()).inspect_err(|_| self.file = file)?;
        self.write_keys().inspect_err(|_| self.keys = keys)
    }

    /// The wrapping key of a passphrase for a slot, if it opens not the other.
    fn wrapping_key(&self, passphrase: &Secret, slot: Side) -> Result<SealingKey, VaultError> {
        let wrapping = key::derive(passphrase, &self.keys.salt, self.keys.cost)?;
        match wrapping.unwrap_slot(slot.other().of(&self.keys.slots)) {
            Some(_) => Err(VaultError::SamePassphrase),
            None => Ok(wrapping),
        }
    }

    fn save(&mut self) -> Result<(), VaultError> {
        let mut file = self.file.clone();
        file.place(self.side, region(&self.key, &self.values)?)?;
        self.write(VALUES, &file.to_bytes())?;
        self.file = file;
        Ok(())
    }

    fn write_keys(&self) -> Result<(), VaultError> {
        self.write(KEY, &self.keys.to_bytes())
    }

    /// Writes a file and its spare. What was in them is overwritten, so that
    /// an old passphrase opens nothing that is left on the disk.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        let [first, spare] = copies(&self.folder, name);
        replace(&first, bytes)?;
        if replace(&spare, bytes).is_err() {
            // The new state is on the disk once; the old one must not outlive it.
            erase::file(&spare)?;
        }
        Ok(())
    }
}

/// Writes a file whole, then overwrites what it held before.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let before = OpenOptions::new().write(true).open(path).ok();
    files::write_whole(path, bytes)?;
    if let Some(mut before) = before {
        // It has no name any more: nobody can be told that this failed.
        erase::overwrite(&mut before).ok();
    }
    Ok(())
}

fn restore(values: &mut BTreeMap<String, Vec<u8>>, name: &str, before: Option<Vec<u8>>) {
    match before {
        Some(before) => values.insert(name.to_owned(), before),
        None => values.remove(name),
    };
}

/// Both copies of a file.
fn copies(folder: &Path, name: &str) -> [PathBuf; 2] {
    [folder.join(name), folder.join(format!("{name}{SPARE}"))]
}

/// A file that was read from the first of its copies that is whole.
struct Read<T> {
    found: T,
    /// The copies are not the same: one is damaged, missing, or older.
    one_is_odd: bool,
}

fn read<T>(folder: &Path, name: &str, parse: impl Fn(&[u8]) -> Result<T, VaultError>) -> Result<Read<T>, VaultError> {
    /// Two largest regions and what belongs to them.
    const LIMIT: u64 = 2 * form::LARGEST_REGION as u64 + 4096;
    let load = |path: &PathBuf| -> Result<Option<Vec<u8>>, VaultError> {
        let mut bytes = Vec::new();
        match fs::File::open(path).and_then(|file| io::Read::read_to_end(&mut io::Read::take(file, LIMIT), &mut bytes))
        {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::from_io(path, source).into()),
        }
    };
    let [first, spare] = copies(folder, name).map(|path| load(&path));
    let one_is_odd = match (&first, &spare) {
        (Ok(first), Ok(spare)) => first != spare,
        _ => true,
    };
    let parsed = |bytes: Result<Option<Vec<u8>>, VaultError>| parse(&bytes?.ok_or(VaultError::damaged("missing"))?);
    let found = parsed(first).or_else(|why| parsed(spare).map_err(|_| why))?;
    Ok(Read { found, one_is_odd })
}

/// What a value is sealed for.
fn purpose(name: &str) -> Vec<u8> {
    [PURPOSE, b":", name.as_bytes()].concat()
}

/// A region before it is filled up.
fn region(key: &SealingKey, values: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, VaultError> {
    let list: Vec<(&str, u32)> = values.iter().map(|(name, sealed)| (name.as_str(), sealed.len() as u32)).collect();
    let list = Zeroizing::new(postcard::to_stdvec(&list).map_err(|_| VaultError::Full)?);
    let index = key.seal(INDEX_PURPOSE, &list)?;
    let length = u32::try_from(index.len()).map_err(|_| VaultError::Full)?;
    let mut region = key.seal(HEAD_PURPOSE, &length.to_le_bytes())?;
    region.extend(index);
    for sealed in values.values() {
        region.extend_from_slice(sealed);
    }
    if region.len() > form::LARGEST_REGION {
        return Err(VaultError::Full);
    }
    Ok(region)
}

fn read_region(key: &SealingKey, region: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, VaultError> {
    let mut rest = Reader(region);
    let broken = VaultError::damaged;
    let head = key.open(HEAD_PURPOSE, rest.take(HEAD)?).ok_or(broken("the head does not open"))?;
    let index = rest.take(Reader(&head).number()? as usize)?;
    let index = key.open(INDEX_PURPOSE, index).ok_or(broken("the index does not open"))?;
    let list: Vec<(String, u32)> = postcard::from_bytes(&index).map_err(|_| broken("the index is no list"))?;
    list.into_iter().map(|(name, length)| Ok((name, rest.take(length as usize)?.to_owned()))).collect()
}
