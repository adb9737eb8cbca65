//! The vault as commands open it.

use std::{
    io::{self, Write},
    path::Path,
    thread,
};

use super::{
    ask,
    directory::data_dir,
    environment::Environment,
    error::{Code, Failure},
};
use crate::{
    i18n::I18n,
    store::{
        Lock, Seal, sealed,
        vault::{self, Tries, Vault, VaultError},
    },
    text::secret::Secret,
};

/// A vault that is open, and the data folder held for it.
pub struct Opened {
    /// The vault.
    pub vault: Vault,
    /// The passphrase that opened it.
    pub passphrase: Secret,
    _lock: Lock,
}

/// A failure of the vault in words.
pub fn failure(error: &VaultError, i18n: &I18n) -> Failure {
    let code = match error {
        VaultError::Store(error) => return Failure::of_store(i18n, error),
        VaultError::Damaged { detail } => {
            return Failure::new(i18n, Code::VaultDamaged, &[("detail", (*detail).into())]);
        }
        VaultError::Missing => Code::NoVault,
        VaultError::AlreadyThere => Code::VaultThere,
        VaultError::WrongPassphrase => Code::WrongPassphrase,
        VaultError::SamePassphrase => Code::SamePassphrase,
        VaultError::Full => Code::VaultFull,
        VaultError::NoMemory => Code::NoMemory,
    };
    Failure::new(i18n, code, &[])
}

/// Opens the vault, if the data folder has one: with `PARASOL_PASSPHRASE`, or
/// by asking until it opens or the person gives up. `purpose` is the
/// command's name, for a second program that wants the data folder meanwhile.
pub fn open(environment: &Environment, purpose: &str, i18n: &I18n) -> Result<Option<Opened>, Failure> {
    // The made-up directory is for training: nothing is read or kept.
    if environment.demo {
        return Ok(None);
    }
    let folder = data_dir(environment, i18n)?;
    if !vault::exists(folder) {
        return Ok(None);
    }
    let lock = Lock::take(folder, purpose, environment.clock.now()).map_err(|error| Failure::of_store(i18n, &error))?;
    let (vault, passphrase) = unlock(folder, environment, i18n)?;
    Ok(Some(Opened { vault, passphrase, _lock: lock }))
}

/// What opens the directory, where it is in the vault too. Asks once in a
/// command; without a vault nothing opens it.
pub fn seal(environment: &Environment, i18n: &I18n) -> Result<Option<Seal>, Failure> {
    if let Some(seal) = environment.given.seal.get() {
        return Ok(seal.clone());
    }
    let folder = environment.data_dir.as_deref().filter(|_| !environment.demo);
    let Some(folder) = folder.filter(|folder| sealed::exists(folder) && vault::exists(folder)) else { return Ok(None) };
    let (vault, passphrase) = unlock(folder, environment, i18n)?;
    let seal = Some(vault.seal());
    environment.given.passphrase.set(passphrase).ok();
    environment.given.seal.set(seal.clone()).ok();
    Ok(seal)
}

/// The vault, where a passphrase was given already and nobody has to be asked:
/// by `PARASOL_PASSPHRASE`, or to open the directory. For whoever has the data
/// folder, and only reads.
pub fn unasked(environment: &Environment, i18n: &I18n) -> Result<Option<Vault>, Failure> {
    let given = environment.given.passphrase.get().or(environment.secrets.passphrase.as_ref());
    let folder = environment.data_dir.as_deref().filter(|_| !environment.demo && given.is_some());
    let Some(folder) = folder.filter(|folder| vault::exists(folder)) else { return Ok(None) };
    unlock(folder, environment, i18n).map(|(vault, _)| Some(vault))
}

/// Asks until the vault opens or the person gives up.
fn unlock(folder: &Path, environment: &Environment, i18n: &I18n) -> Result<(Vault, Secret), Failure> {
    let given = environment.given.passphrase.get().or(environment.secrets.passphrase.as_ref());
    let mut tries = Tries::at(folder);
    loop {
        let passphrase = match given {
            Some(given) => given.clone(),
            None => ask::passphrase("ask-passphrase", environment, i18n)?,
        };
        thread::sleep(tries.left());
        match Vault::unlock(folder, &passphrase) {
            Ok(vault) => {
                tries.right();
                return Ok((vault, passphrase));
            }
            Err(VaultError::WrongPassphrase) => {
                thread::sleep(tries.wrong());
                let wrong = failure(&VaultError::WrongPassphrase, i18n);
                if given.is_some() {
                    return Err(wrong);
                }
                // Where nothing can be said, the question alone says it.
                writeln!(io::stderr(), "{}", wrong.message).ok();
            }
            Err(error) => return Err(failure(&error, i18n)),
        }
    }
}

/// Opens the vault; that there is none is a failure.
pub fn open_existing(environment: &Environment, purpose: &str, i18n: &I18n) -> Result<Opened, Failure> {
    open(environment, purpose, i18n)?.ok_or_else(|| failure(&VaultError::Missing, i18n))
}
