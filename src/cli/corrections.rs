//! `corrections`: what was noted, and sealing it for whoever publishes it.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    answer::Answer,
    correct::sealed,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    vault,
    words::{json_line, list, one_line},
};
use crate::{
    app::{
        correct::{ground, summary},
        on_correct::KEPT_AS,
    },
    bundle::{self, Digest},
    directory::{Correction, Directory, Publication, correction},
    i18n::I18n,
    store::files,
};

/// What can be done with corrections.
#[derive(Debug, clap::Subcommand)]
pub enum CorrectionsCommand {
    /// Lists them.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Seals them into a file for their publisher.
    Export {
        /// The file to write.
        #[arg(id = "corrections_out", value_name = "FILE")]
        out: PathBuf,
        /// Only this publisher's: id or name.
        #[arg(id = "corrections_publisher", long = "publisher", value_name = "PUBLISHER")]
        publisher: Option<String>,
    },
    /// Drops some of them.
    Remove {
        /// Their numbers, as listed.
        #[arg(id = "correction_numbers", value_name = "N", required_unless_present = "all_corrections")]
        numbers: Vec<usize>,
        /// Every one.
        #[arg(id = "all_corrections", long = "all", conflicts_with = "correction_numbers")]
        all: bool,
    },
}

impl CorrectionsCommand {
    /// True when the answer is wanted as JSON.
    pub fn json(&self) -> bool {
        matches!(self, Self::List { json: true })
    }
}

/// The corrections in the vault, which is held open for them.
pub struct Outbox {
    /// The corrections, in the order in which they were noted.
    pub corrections: Vec<Correction>,
    opened: vault::Opened,
}

impl Outbox {
    /// Opens it, if there is a vault.
    pub fn open_if_there(environment: &Environment, i18n: &I18n) -> Result<Option<Self>, Failure> {
        let Some(opened) = vault::open(environment, KEPT_AS, i18n)? else { return Ok(None) };
        let kept = opened.vault.get(KEPT_AS).map_err(|error| vault::failure(&error, i18n))?;
        let corrections = kept.map_or(Ok(Vec::new()), |bytes| correction::read(&bytes));
        let corrections = corrections
            .map_err(|error| Failure::new(i18n, Code::VaultDamaged, &[("detail", error.to_string().into())]))?;
        Ok(Some(Self { corrections, opened }))
    }

    fn open(environment: &Environment, i18n: &I18n) -> Result<Self, Failure> {
        Self::open_if_there(environment, i18n)?
            .ok_or_else(|| vault::failure(&crate::store::vault::VaultError::Missing, i18n))
    }

    /// Keeps the corrections as they are now.
    pub fn keep(&mut self, i18n: &I18n) -> Result<(), Failure> {
        let vault = &mut self.opened.vault;
        let kept = if self.corrections.is_empty() {
            vault.remove(KEPT_AS)
        } else {
            vault.put(KEPT_AS, &correction::write(&self.corrections))
        };
        kept.map_err(|error| vault::failure(&error, i18n))
    }
}

/// Does what was asked.
pub fn corrections(command: &CorrectionsCommand, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    // The directory first: the vault holds the lock that it needs.
    let Loaded { directory, remarks, .. } = directory::load(environment, KEPT_AS, i18n)?;
    let mut outbox = Outbox::open(environment, i18n)?;
    match command {
        CorrectionsCommand::List { json: true } => Ok(Answer { remarks, ..Answer::of(json_line(&outbox.corrections)) }),
        CorrectionsCommand::List { json: false } => {
            let lines = (1..).zip(&outbox.corrections).map(|(number, one)| line(number, one, &directory, i18n));
            Ok(Answer { remarks, ..Answer::of(lines.collect()) })
        }
        CorrectionsCommand::Export { out, publisher } => {
            let chosen = of_publisher(&outbox.corrections, publisher.as_deref(), &directory, i18n)?;
            let said = sealed(out, &chosen, &directory, i18n)?;
            let after = i18n.text("corrections-still-kept");
            Ok(Answer { remarks: remarks.into_iter().chain([said, after]).collect(), ..Answer::default() })
        }
        CorrectionsCommand::Remove { numbers, all } => {
            let count = outbox.corrections.len();
            if let Some(wrong) = numbers.iter().find(|number| !(1..=count).contains(*number)) {
                return Err(Failure::new(i18n, Code::NoSuchCorrection, &[("number", (*wrong).into())]));
            }
            let mut number = 0;
            outbox.corrections.retain(|_| {
                number += 1;
                !(*all || numbers.contains(&number))
            });
            outbox.keep(i18n)?;
            let removed = count - outbox.corrections.len();
            let said = i18n.with("corrections-removed", &[("count", removed.into())]);
            Ok(Answer { remarks: remarks.into_iter().chain([said]).collect(), ..Answer::default() })
        }
    }
}

/// The corrections of the publisher that is named, or of the only one.
fn of_publisher(
    all: &[Correction],
    named: Option<&str>,
    directory: &Directory,
    i18n: &I18n,
) -> Result<Vec<Correction>, Failure> {
    let id = |named: &str| {
        let known = directory.publications().find(|one| one.publisher == named || one.name == named);
        known.map_or_else(|| named.to_owned(), |publication| publication.publisher.clone())
    };
    let wanted = named.map(id);
    let chosen: Vec<Correction> =
        all.iter().filter(|one| wanted.as_ref().is_none_or(|id| one.publisher == *id)).cloned().collect();
    let publishers: BTreeSet<&str> = chosen.iter().map(|one| one.publisher.as_str()).collect();
    match publishers.len() {
        0 => Err(Failure::new(i18n, Code::NothingToSeal, &[])),
        1 => Ok(chosen),
        _ => {
            let name = |id: &str| {
                directory
                    .publications()
                    .find(|one| one.publisher == id)
                    .map_or_else(|| id.to_owned(), |one| one.name.clone())
            };
            let names: Vec<String> = publishers.iter().map(|id| one_line(&name(id))).collect();
            Err(Failure::new(i18n, Code::SeveralPublishers, &[("names", list(&names).into())]))
        }
    }
}

/// The key to which corrections for a publisher are sealed.
pub fn key_of(publication: Option<&Publication>, i18n: &I18n) -> Result<Digest, Failure> {
    let name = publication.map_or_else(String::new, |publication| one_line(&publication.name));
    let key = publication.and_then(|publication| publication.corrections_key.as_deref());
    key.and_then(|key| key.parse().ok())
        .ok_or_else(|| Failure::new(i18n, Code::NoCorrectionsKey, &[("name", name.into())]))
}

/// Seals corrections to the key of their publisher and writes the file.
pub fn seal_to(
    out: &Path,
    corrections: &[Correction],
    publication: Option<&Publication>,
    i18n: &I18n,
) -> Result<(), Failure> {
    let key = key_of(publication, i18n)?;
    let plain = zeroize::Zeroizing::new(correction::write(corrections));
    let sealed = bundle::corrections::seal(&plain, &key).ok_or_else(|| Failure::new(i18n, Code::VaultFull, &[]))?;
    files::write_whole(out, &sealed).map_err(|error| Failure::of_output(i18n, out, &error))
}

/// A correction on a line: what the entry is called, what is wrong, what is
/// true, how that is known.
pub fn line(number: usize, correction: &Correction, directory: &Directory, i18n: &I18n) -> String {
    let entry = directory.find(&correction.id);
    let name = entry.map_or_else(|| correction.id.clone(), |entry| entry.name().read(i18n.language()).value.to_owned());
    let values = [
        ("number", number.into()),
        ("entry", one_line(&name).into()),
        ("what", one_line(&summary(correction, i18n)).into()),
        ("ground", ground(correction, i18n).into()),
    ];
    i18n.with("corrections-line", &values) + "\n"
}
