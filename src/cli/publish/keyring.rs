//! Key files in folders, and the passphrase that opens them.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use super::{
    arguments::KeyArguments,
    folder::{Folder, cannot_read, write},
};
use crate::{
    bundle::publish::{
        BoxKey, Keys, PublishError, SigningKey,
        keyfile::{self, Opened, Sealer},
    },
    cli::{
        ask,
        environment::Environment,
        error::{Code, Failure},
        refusal::of_publishing,
    },
    i18n::I18n,
    text::secret::Secret,
};

/// Bytes of a passphrase read from an open file.
const PASSPHRASE_BYTES: u64 = 4096;

/// Keys on disk.
pub struct Keyring<'a> {
    folders: &'a [PathBuf],
    sealer: Sealer,
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
        if let Some(passphrase) = given(arguments, environment, i18n)? {
            return Self::with(arguments, passphrase, i18n);
        }
        let first = ask::passphrase("publish-ask-new-passphrase", environment, i18n)?;
        if first != ask::passphrase("ask-again", environment, i18n)? {
            return Err(Failure::new(i18n, Code::PassphrasesDiffer, &[]));
        }
        Self::with(arguments, first, i18n)
    }

    fn with(arguments: &'a KeyArguments, passphrase: Secret, i18n: &'a I18n) -> Result<Self, Failure> {
        if passphrase.is_empty() {
            return Err(Failure::new(i18n, Code::EmptyPassphrase, &[]));
        }
        let sealer = Sealer::new(passphrase).map_err(|error| of_publishing(&error, i18n))?;
        Ok(Self { folders: &arguments.keys, sealer, i18n })
    }

    /// Opens every key file in the folders: those that sign.
    pub fn load(&mut self, folder: &Folder<'_>) -> Result<Keys, Failure> {
        let mut signing = Vec::new();
        self.open_all(folder, |opened| match opened {
            Opened::Signing(key) => signing.push(key),
            Opened::Box(_) => {}
        })?;
        if signing.is_empty() {
            return Err(self.none());
        }
        Ok(Keys { signing })
    }

    /// Opens every key file in the folders: those for corrections, also
    /// former ones.
    pub fn load_boxes(&mut self, folder: &Folder<'_>) -> Result<Vec<BoxKey>, Failure> {
        let mut boxes = Vec::new();
        self.open_all(folder, |opened| match opened {
            Opened::Box(key) => boxes.push(key),
            Opened::Signing(_) => {}
        })?;
        if boxes.is_empty() { Err(self.none()) } else { Ok(boxes) }
    }

    fn none(&self) -> Failure {
        let path = self.folders.first().map(|place| place.display().to_string()).unwrap_or_default();
        Failure::new(self.i18n, Code::NoKeys, &[("path", path.into())])
    }

    fn open_all(&mut self, folder: &Folder<'_>, mut take: impl FnMut(Opened)) -> Result<(), Failure> {
        for place in self.folders {
            if !place.is_dir() {
                let path = place.display().to_string();
                return Err(Failure::new(self.i18n, Code::NoKeys, &[("path", path.into())]));
            }
            for name in folder.names(place)?.into_iter().filter(|name| is_key(name)) {
                let path = place.join(&name);
                let bytes = self.read(&path)?;
                let shown = path.display().to_string();
                take(self.sealer.open(&shown, &bytes).map_err(|error| of_publishing(&error, self.i18n))?);
            }
        }
        Ok(())
    }

    /// Makes a key that signs and writes its file into the first folder.
    /// `name` is without ending; a file that is there is never written over.
    pub fn make(&mut self, name: &str, purpose: &str) -> Result<SigningKey, Failure> {
        let failed = |error: PublishError| of_publishing(&error, self.i18n);
        let key = SigningKey::generate().map_err(failed)?;
        let bytes = self.sealer.seal_signing(&key, purpose).map_err(failed)?;
        self.write(name, &bytes)?;
        Ok(key)
    }

    /// Makes the key for corrections.
    pub fn make_box(&mut self) -> Result<BoxKey, Failure> {
        let key = BoxKey::generate();
        let sealed = self.sealer.seal_box(&key, "corrections");
        self.write("corrections", &sealed.map_err(|error| of_publishing(&error, self.i18n))?)?;
        Ok(key)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let place = self.folders.first().map_or(Path::new("."), PathBuf::as_path);
        let path = place.join(format!("{name}.key"));
        if path.exists() {
            let path = path.display().to_string();
            return Err(Failure::new(self.i18n, Code::AlreadyThere, &[("path", path.into())]));
        }
        write(&path, bytes, self.i18n)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(keyfile::FILE_BYTES).read_to_end(&mut bytes))
            .map_err(|error| cannot_read(path, &error, self.i18n))?;
        Ok(bytes)
    }
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
