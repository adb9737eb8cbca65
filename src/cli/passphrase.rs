//! `passphrase`: makes the vault, changes what opens it, takes it away.

use std::io::BufRead;

use super::{
    answer::Answer,
    arguments::PassphraseCommand,
    ask,
    directory::data_dir,
    environment::{Environment, stopwatch},
    error::{Code, Failure},
    import::ending_at,
    vault::{self, failure},
};
use crate::{
    i18n::I18n,
    store::{
        self, Lock, Place, files, sealed,
        vault::{self as kept, Cost, Vault, VaultError},
    },
    text::secret::Secret,
};

/// A passphrase with fewer letters than this is guessed by a machine in
/// weeks, however slow each try is made.
pub const SHORT: usize = 16;

/// Sets, changes or removes the passphrase.
pub fn passphrase(
    command: &PassphraseCommand,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    match command {
        PassphraseCommand::Set { second: false, .. } => set(environment, i18n),
        PassphraseCommand::Set { second: true, yes } => set_second(*yes, environment, input, i18n),
        PassphraseCommand::Change => change(environment, i18n),
        PassphraseCommand::Directory { switch, debug_end_at } => {
            directory(switch == "on", debug_end_at.as_deref(), environment, i18n)
        }
        PassphraseCommand::Remove { yes } => remove(*yes, environment, input, i18n),
    }
}

fn set(environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let folder = data_dir(environment, i18n)?;
    let of_store = |error| Failure::of_store(i18n, &error);
    if kept::exists(folder) {
        return Err(failure(&VaultError::AlreadyThere, i18n));
    }
    files::make_folder(folder).map_err(of_store)?;
    let _lock = Lock::take(folder, "passphrase", environment.clock.now()).map_err(of_store)?;
    let passphrase = new(environment.secrets.passphrase.as_ref(), environment, i18n)?;
    let make = || Vault::create(folder, &passphrase, Cost::tuned(&stopwatch())?);
    make().map_err(|error| failure(&error, i18n))?;
    Ok(said("passphrase-set", &passphrase, i18n))
}

fn set_second(yes: bool, environment: &Environment, input: &mut dyn BufRead, i18n: &I18n) -> Result<Answer, Failure> {
    let mut opened = vault::open_existing(environment, "passphrase", i18n)?;
    if !yes {
        ask::confirm(&i18n.text("passphrase-second-question"), environment, input, i18n)?;
    }
    let second = new(environment.secrets.new_passphrase.as_ref(), environment, i18n)?;
    opened.vault.set_second_passphrase(&second).map_err(|error| failure(&error, i18n))?;
    Ok(said("passphrase-second-set", &second, i18n))
}

fn change(environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let mut opened = vault::open_existing(environment, "passphrase", i18n)?;
    let new = new(environment.secrets.new_passphrase.as_ref(), environment, i18n)?;
    opened.vault.change_passphrase(&new).map_err(|error| failure(&error, i18n))?;
    Ok(said("passphrase-changed", &new, i18n))
}

/// Puts the directory into the vault, or takes it out.
fn directory(on: bool, end_at: Option<&str>, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let data_dir = data_dir(environment, i18n)?;
    let said = |id: &str| Ok(Answer { remarks: vec![i18n.text(id)], ..Answer::default() });
    let opened = vault::open_existing(environment, "passphrase", i18n)?;
    if sealed::exists(data_dir) == on {
        return said(if on { "passphrase-directory-in" } else { "passphrase-directory-out" });
    }
    let seal = opened.vault.seal();
    // The store takes the data folder for itself.
    drop(opened);
    let place = Place { data_dir, seal: Some(&seal) };
    store::move_directory(place, on, "passphrase", environment.clock.now(), &ending_at(end_at))
        .map_err(|error| Failure::of_store(i18n, &error))?;
    let Answer { mut remarks, .. } = said(if on { "passphrase-directory-on" } else { "passphrase-directory-off" })?;
    remarks.extend(on.then(|| i18n.text("wipe-flash")));
    Ok(Answer { remarks, ..Answer::default() })
}

fn remove(yes: bool, environment: &Environment, input: &mut dyn BufRead, i18n: &I18n) -> Result<Answer, Failure> {
    if environment.data_dir.as_deref().is_some_and(sealed::exists) {
        return Err(Failure::new(i18n, Code::DirectoryInVault, &[]));
    }
    let opened = vault::open_existing(environment, "passphrase", i18n)?;
    if !yes {
        ask::confirm(&i18n.text("passphrase-remove-question"), environment, input, i18n)?;
    }
    kept::destroy(data_dir(environment, i18n)?).map_err(|error| Failure::of_store(i18n, &error))?;
    drop(opened);
    Ok(Answer { remarks: vec![i18n.text("passphrase-removed"), i18n.text("wipe-flash")], ..Answer::default() })
}

/// A new passphrase: given, or asked for twice.
fn new(given: Option<&Secret>, environment: &Environment, i18n: &I18n) -> Result<Secret, Failure> {
    let ask_twice = || {
        let first = ask::passphrase("ask-new-passphrase", environment, i18n)?;
        if !first.is_empty() && first != ask::passphrase("ask-again", environment, i18n)? {
            return Err(Failure::new(i18n, Code::PassphrasesDiffer, &[]));
        }
        Ok(first)
    };
    let passphrase = given.cloned().map_or_else(ask_twice, Ok)?;
    if passphrase.is_empty() {
        return Err(Failure::new(i18n, Code::EmptyPassphrase, &[]));
    }
    // At the lock, this text would wipe instead of opening.
    if environment.lock.wiped_by(passphrase.text()).is_some() {
        return Err(failure(&VaultError::SamePassphrase, i18n));
    }
    Ok(passphrase)
}

/// What was done, and that a short passphrase is a weak one.
fn said(done: &str, passphrase: &Secret, i18n: &I18n) -> Answer {
    let remarks = std::iter::once(i18n.text(done)).chain(is_short(passphrase).then(|| i18n.text("passphrase-short")));
    Answer { remarks: remarks.collect(), ..Answer::default() }
}

/// True for a passphrase that a machine guesses in weeks.
pub fn is_short(passphrase: &Secret) -> bool {
    passphrase.text().chars().count() < SHORT
}
