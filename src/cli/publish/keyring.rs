//! Key files in folders, and the passphrase that opens them.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use super::{
    arguments::KeyArguments,
    folder::{Folder, cannot_read, write},
    places::AtHand,
};
use crate::{
    bundle::{
        publish::{
            BoxKey, Keys, PublishError, SigningKey,
            keyfile::{self, Label, Opened, Sealer},
            roots::Roles,
        },
        tuf::{Document, Root},
    },
    cli::{
        ask,
        environment::Environment,
        error::{Code, Failure},
        passphrase::{SHORT, is_short},
        refusal::of_publishing,
    },
    i18n::I18n,
    text::secret::Secret,
};

/// Bytes of a passphrase read from an open file.
const PASSPHRASE_BYTES: u64 = 4096;

/// A key file that was found.
struct Found {
    /// Which of the folders it is in.
    folder: usize,
    path: PathBuf,
    shown: String,
    bytes: Vec<u8>,
    label: Label,
}

/// Keys on disk.
pub struct Keyring<'a> {
    folders: &'a [PathBuf],
    sealer: Sealer,
    /// What new keys are sealed with, where it is something else.
    making: Option<Sealer>,
    /// New keys have a short passphrase.
    short: bool,
    i18n: &'a I18n,
}

impl<'a> Keyring<'a> {
    /// With the passphrase of keys that exist: asked for once.
    pub fn existing(arguments: &'a KeyArguments, environment: &Environment, i18n: &'a I18n) -> Result<Self, Failure> {
        let passphrase = match given(arguments, environment, i18n)? {
            Some(passphrase) => passphrase,
            None => ask::passphrase("publish-ask-passphrase", environment, i18n)?,
        };
        Self::with(arguments, passphrase, i18n)
    }

    /// With a passphrase for keys that are to be made: asked for twice.
    pub fn new(arguments: &'a KeyArguments, environment: &Environment, i18n: &'a I18n) -> Result<Self, Failure> {
        let passphrase = match given(arguments, environment, i18n)? {
            Some(passphrase) => passphrase,
            None => ask_twice(environment, i18n)?,
        };
        let short = is_short(&passphrase);
        Ok(Self { short, ..Self::with(arguments, passphrase, i18n)? })
    }

    /// The keys that are made from now on get another passphrase:
    /// `PARASOL_NEW_PASSPHRASE`, or one that is asked for twice.
    pub fn change_passphrase(&mut self, environment: &Environment) -> Result<(), Failure> {
        let passphrase = match environment.secrets.new_passphrase.clone() {
            Some(passphrase) => passphrase,
            None => ask_twice(environment, self.i18n)?,
        };
        self.short = is_short(&passphrase);
        self.making = Some(sealer(passphrase, self.i18n)?);
        Ok(())
    }

    /// True when new keys have a passphrase that is soon guessed. At a terminal
    /// it is refused; what a script gives is taken, as for the vault.
    pub fn is_short(&self) -> bool {
        self.short
    }

    fn with(arguments: &'a KeyArguments, passphrase: Secret, i18n: &'a I18n) -> Result<Self, Failure> {
        Ok(Self { folders: &arguments.keys, sealer: sealer(passphrase, i18n)?, making: None, short: false, i18n })
    }

    /// Opens the key files in the folders that belong to this root. Older keys
    /// may lie beside them, also with another passphrase.
    pub fn load(&mut self, folder: &Folder<'_>, root: &Document<Root>) -> Result<Keys, Failure> {
        let roles = Roles::of(root);
        let wanted: Vec<String> =
            roles.all().iter().flat_map(|(_, role)| &role.keys).map(|key| key.id.clone()).collect();
        let mut keys = Keys::default();
        for file in self.files(folder)?.iter().filter(|file| wanted.contains(&file.label.public)) {
            if let Opened::Signing(key) = self.open(file)? {
                keys.signing.push(key);
            }
        }
        Ok(keys)
    }

    /// Opens the key files in the folders: those for corrections, also former
    /// ones, as far as the passphrase opens them.
    pub fn load_boxes(&mut self, folder: &Folder<'_>) -> Result<Vec<BoxKey>, Failure> {
        let (mut boxes, mut closed) = (Vec::new(), None);
        for file in self.files(folder)?.iter().filter(|file| file.label.is_box) {
            match self.open(file) {
                Ok(Opened::Box(key)) => boxes.push(key),
                Ok(Opened::Signing(_)) => {}
                Err(failure) => closed = Some(failure),
            }
        }
        match closed {
            _ if !boxes.is_empty() => Ok(boxes),
            Some(failure) => Err(failure),
            None => Err(self.none()),
        }
    }

    fn none(&self) -> Failure {
        let path = self.folders.first().map(|place| place.display().to_string()).unwrap_or_default();
        Failure::new(self.i18n, Code::NoKeys, &[("path", path.into())])
    }

    /// Every key file in the folders, not yet opened; at least one.
    fn files(&self, folder: &Folder<'_>) -> Result<Vec<Found>, Failure> {
        let mut files = Vec::new();
        for (number, place) in self.folders.iter().enumerate() {
            if !place.is_dir() {
                let path = place.display().to_string();
                return Err(Failure::new(self.i18n, Code::NoKeys, &[("path", path.into())]));
            }
            for name in folder.names(place)?.into_iter().filter(|name| is_key(name)) {
                let path = place.join(&name);
                let (bytes, shown) = (self.read(&path)?, path.display().to_string());
                let label = keyfile::label(&shown, &bytes).map_err(|error| of_publishing(&error, self.i18n))?;
                files.push(Found { folder: number, path, shown, bytes, label });
            }
        }
        if files.is_empty() { Err(self.none()) } else { Ok(files) }
    }

    fn open(&mut self, file: &Found) -> Result<Opened, Failure> {
        self.sealer.open(&file.shown, &file.bytes).map_err(|error| of_publishing(&error, self.i18n))
    }

    /// Every key file in the folders, as it is labelled.
    pub fn at_hand(&self, folder: &Folder<'_>) -> Result<Vec<AtHand>, Failure> {
        let of = |Found { folder, path, label: Label { public, is_box }, .. }| AtHand { folder, path, public, is_box };
        Ok(self.files(folder)?.into_iter().map(of).collect())
    }

    /// Path of the key file with this name, without ending, in one of the
    /// folders.
    pub fn path(&self, folder: usize, name: &str) -> PathBuf {
        file(self.folders.get(folder).map_or(Path::new("."), PathBuf::as_path), name)
    }

    /// Makes a key that signs, and its file. A file that is there is never
    /// written over.
    pub fn make(&mut self, path: &Path, purpose: &str) -> Result<SigningKey, Failure> {
        let failed = |error: PublishError| of_publishing(&error, self.i18n);
        let key = SigningKey::generate().map_err(failed)?;
        let sealer = self.making.as_mut().unwrap_or(&mut self.sealer);
        let bytes = sealer.seal_signing(&key, purpose).map_err(failed)?;
        self.write(path, &bytes)?;
        Ok(key)
    }

    /// Makes the key for corrections.
    pub fn make_box(&mut self, path: &Path) -> Result<BoxKey, Failure> {
        let key = BoxKey::generate();
        let sealer = self.making.as_mut().unwrap_or(&mut self.sealer);
        let sealed = sealer.seal_box(&key, "corrections");
        self.write(path, &sealed.map_err(|error| of_publishing(&error, self.i18n))?)?;
        Ok(key)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        free(path, self.i18n)?;
        write(path, bytes, self.i18n)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(keyfile::FILE_BYTES).read_to_end(&mut bytes))
            .map_err(|error| cannot_read(path, &error, self.i18n))?;
        Ok(bytes)
    }
}

/// Seals with a passphrase, which may not be empty.
fn sealer(passphrase: Secret, i18n: &I18n) -> Result<Sealer, Failure> {
    if passphrase.is_empty() {
        return Err(Failure::new(i18n, Code::EmptyPassphrase, &[]));
    }
    Sealer::new(passphrase).map_err(|error| of_publishing(&error, i18n))
}

/// Asks for a new passphrase, twice, until it is one.
fn ask_twice(environment: &Environment, i18n: &I18n) -> Result<Secret, Failure> {
    loop {
        let first = ask::passphrase("publish-ask-new-passphrase", environment, i18n)?;
        if is_short(&first) {
            ask::tell(&i18n.with("publish-passphrase-short", &[("least", SHORT.into())]));
        } else if first == ask::passphrase("ask-again", environment, i18n)? {
            return Ok(first);
        } else {
            ask::tell(&i18n.text("publish-passphrases-differ"));
        }
    }
}

/// The key file with this name, without ending, in a folder.
pub fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.key"))
}

/// Refuses a path at which something lies already.
pub fn free(path: &Path, i18n: &I18n) -> Result<(), Failure> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Failure::new(i18n, Code::AlreadyThere, &[("path", path.display().to_string().into())]))
}

/// True for the name of a key file.
fn is_key(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "key")
}

/// The passphrase from an open file or the environment.
fn given(arguments: &KeyArguments, environment: &Environment, i18n: &I18n) -> Result<Option<Secret>, Failure> {
    let Some(number) = arguments.passphrase_fd else { return Ok(environment.secrets.passphrase.clone()) };
    // The system gives an open file a name; nothing else about it is needed.
    let path = PathBuf::from(format!("/dev/fd/{number}"));
    let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(PASSPHRASE_BYTES as usize));
    File::open(&path)
        .and_then(|file| file.take(PASSPHRASE_BYTES).read_to_end(&mut bytes))
        .map_err(|error| cannot_read(&path, &error, i18n))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::new(i18n, Code::InputNotText, &[]))?;
    Ok(text.lines().next().map(Secret::from))
}
