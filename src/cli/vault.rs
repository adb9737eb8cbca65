//! The vault as commands open it.

use std::{
    io::{self, Write},
    time::Duration,
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
        Lock,
        vault::{self, Vault, VaultError},
    },
    text::secret::Secret,
};

/// After a wrong passphrase the next try waits, each time twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// But not longer than this.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

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
    let mut wait = FIRST_WAIT;
    loop {
        let passphrase = match &environment.secrets.passphrase {
            Some(given) => given.clone(),
            None => ask::passphrase("ask-passphrase", environment, i18n)?,
        };
        match Vault::unlock(folder, &passphrase) {
            Ok(vault) => return Ok(Some(Opened { vault, passphrase, _lock: lock })),
            Err(VaultError::WrongPassphrase) => {
                std::thread::sleep(wait);
                wait = (wait * 2).min(LONGEST_WAIT);
                let wrong = failure(&VaultError::WrongPassphrase, i18n);
                if environment.secrets.passphrase.is_some() {
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
