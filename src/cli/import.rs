//! `import`, `rollback`, `share`: taking a bundle, going back, passing it on.

use std::{
    io::BufRead,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde::Serialize;

use super::{
    answer::Answer,
    ask,
    directory::open_to_write,
    environment::Environment,
    error::{Code, Failure},
    refusal, trusted,
    verify::{self, Report},
    words::{fact, json_line, one_line},
};
use crate::{
    bundle::{Refusal, Trust, Verified},
    directory::Publication,
    i18n::I18n,
    runtime::library,
    sheet::phrases::number,
    store::{
        AtStage, Opened, Stage,
        take::{self, Offer, TakeError, Taken},
    },
};

/// What to import, and how.
#[derive(Debug, clap::Args)]
pub struct ImportArguments {
    /// The bundle: a file, or a folder with a site.
    #[arg(value_name = "FILE")]
    pub bundle: PathBuf,
    /// Only say what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Without a question.
    #[arg(long)]
    pub yes: bool,
    /// Fingerprint of a publisher that is not known yet.
    #[arg(long, value_name = "FINGERPRINT")]
    pub trust: Option<String>,
    /// For tests: ends the program at a named stage.
    #[arg(long, value_name = "STAGE", hide = true)]
    pub debug_end_at: Option<String>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// What an import would change, or has changed.
#[derive(Debug, Serialize)]
struct Preview<'a> {
    #[serde(flatten)]
    about: Report<'a>,
    /// True when the publisher was accepted before.
    known: bool,
    /// The version in use.
    have: Option<u64>,
    added: usize,
    changed: usize,
    gone: usize,
    /// Entries in use that it withdraws.
    newly_withdrawn: usize,
    /// Records that cannot be read.
    unreadable: usize,
    /// A publisher in use with a name that looks the same.
    looks_like: Option<&'a str>,
    taken: bool,
}

impl<'a> Preview<'a> {
    fn of(offer: &'a Offer, have: Option<u64>, path: &Path) -> Self {
        Self {
            about: Report::of(&offer.verified, path),
            known: offer.verified.known,
            have,
            added: offer.changes.added,
            changed: offer.changes.changed,
            gone: offer.changes.gone,
            newly_withdrawn: offer.withdrawn,
            unreadable: offer.refused,
            looks_like: offer.looks_like.as_deref(),
            taken: false,
        }
    }

    fn lines(&self, i18n: &I18n) -> String {
        let mut text = self.about.lines(i18n);
        let have = self.have.map_or_else(|| i18n.text("store-have-nothing"), |version| version.to_string());
        text += &fact(i18n, "store-have", &have);
        let counts = [
            ("added", self.added.into()),
            ("changed", self.changed.into()),
            ("gone", self.gone.into()),
            ("withdrawn", self.newly_withdrawn.into()),
        ];
        text += &fact(i18n, "store-changes", &i18n.with("store-changed", &counts));
        text
    }

    fn remarks(&self, i18n: &I18n) -> Vec<String> {
        let mut remarks = self.about.remarks(i18n);
        if let Some(other) = self.looks_like {
            let names = [("name", self.about.name.into()), ("other", other.into())];
            remarks.push(i18n.with("store-looks-like", &names));
        }
        if self.unreadable > 0 {
            remarks.push(i18n.with("store-unreadable", &[("count", self.unreadable.into())]));
        }
        remarks.iter().map(|remark| one_line(remark)).collect()
    }
}

/// Takes a bundle.
pub fn import(
    arguments: &ImportArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let mut opened = open_to_write(environment, "import", ending_at(arguments.debug_end_at.as_deref()), i18n)?;
    let mut remarks = std::mem::take(&mut opened.1);
    let opened = &mut opened.0;
    let path = arguments.bundle.as_path();
    let verified = look(arguments, opened, environment, input, i18n)?;
    let have = publication(opened, &verified).map(|publication| publication.version);
    let offer = take::prepare(&*opened.store, verified, &mut |_| ControlFlow::Continue(()))
        .map_err(|error| failure(&error, i18n))?;
    let mut preview = Preview::of(&offer, have, path);
    remarks.extend(preview.remarks(i18n));
    let same = have == Some(offer.verified.version) && offer.changes.are_none() && offer.verified.known;
    if arguments.dry_run || same {
        if same {
            remarks.push(i18n.text("store-already"));
        }
        return Ok(Answer { remarks, ..Answer::of(said(&preview, arguments.json, i18n)) });
    }
    if !arguments.yes {
        eprint_preview(&preview, &remarks, arguments.json, i18n);
        ask::confirm(&i18n.text("store-import-question"), environment, input, i18n)?;
        remarks.clear();
    }
    preview.taken = true;
    let text = said(&preview, arguments.json, i18n);
    let first = opened.directory.publications().all(|one| one.fingerprint.is_none());
    take::take(&mut *opened.store, offer, &library::index_bytes, &mut |_| ControlFlow::Continue(()))
        .map_err(|error| failure(&error, i18n))?;
    remarks.push(i18n.text("store-imported"));
    if first {
        remarks.push(i18n.text("store-starter-stays"));
    }
    Ok(Answer { remarks, ..Answer::of(text) })
}

/// For tests: ends the program as a power cut would, when it comes to a stage
/// (`Kept`) for the first time or a later one (`Kept:2`).
fn ending_at(stage: Option<&str>) -> AtStage {
    let Some(stage) = stage else { return Arc::new(|_| {}) };
    let (name, time) = stage.split_once(':').unwrap_or((stage, "1"));
    let (name, left) = (name.to_owned(), AtomicUsize::new(time.parse().unwrap_or(1)));
    Arc::new(move |stage: Stage| {
        if format!("{stage:?}") == name && left.fetch_sub(1, Ordering::Relaxed) == 1 {
            std::process::abort();
        }
    })
}

fn said(preview: &Preview<'_>, json: bool, i18n: &I18n) -> String {
    if json { json_line(preview) } else { preview.lines(i18n) }
}

/// What a person has to know before the question.
fn eprint_preview(preview: &Preview<'_>, remarks: &[String], json: bool, i18n: &I18n) {
    use std::io::Write;
    if !json {
        let mut err = std::io::stderr().lock();
        // Where nothing can be said, the question finds no answer either.
        write!(err, "{}", preview.lines(i18n)).ok();
        for remark in remarks {
            writeln!(err, "{remark}").ok();
        }
    }
}

/// The version of the same publisher that is in use.
fn publication<'a>(opened: &'a Opened, verified: &Verified) -> Option<&'a Publication> {
    opened.directory.publications().find(|one| one.publisher == verified.manifest.publisher)
}

/// Verifies the signatures. Somebody who sits at a terminal can accept a new
/// publisher by typing two words of the fingerprint.
fn look(
    arguments: &ImportArguments,
    opened: &Opened,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Verified, Failure> {
    let refused = |refusal: &Refusal| refusal::failure(refusal, i18n);
    let fetch = verify::open(&arguments.bundle).map_err(|refusal| refused(&refusal))?;
    let mut given = trusted::fingerprints(environment.config_dir.as_deref(), i18n)?;
    given.extend(arguments.trust.clone());
    let look = |trust: &Trust| take::look(&*opened.store, Arc::clone(&fetch), trust, environment.clock.now());
    let mut outcome = look(&Trust::Fingerprints(given));
    if let Err(TakeError::Refused(Refusal::UnknownPublisher { name, fingerprint })) = &outcome {
        if arguments.dry_run {
            outcome = look(&Trust::Look);
        } else if environment.terminal.stdin && arguments.trust.is_none() && !arguments.yes {
            let words = fingerprint.words().join(" ");
            let question = i18n.with(
                "store-trust-question",
                &[("name", name.into()), ("words", words.into()), ("hex", fingerprint.hex().into())],
            );
            let typed = ask::line(&question, input, i18n)?;
            outcome = look(&Trust::FirstWords(typed));
        }
    }
    outcome.map_err(|error| failure(&error, i18n))
}

/// What stops taking, going back and switching.
pub fn failure(error: &TakeError, i18n: &I18n) -> Failure {
    match error {
        TakeError::Refused(refusal) => refusal::failure(refusal, i18n),
        TakeError::Store(error) => Failure::of_store(i18n, error),
        TakeError::NothingBefore => Failure::new(i18n, Code::NothingBefore, &[]),
        TakeError::NoSuchPublisher(name) => Failure::new(i18n, Code::NoSuchPublisher, &[("name", name.into())]),
    }
}

/// One publisher's version, for a program.
#[derive(Debug, Serialize)]
struct InUse {
    publisher: String,
    name: String,
    version: u64,
}

/// What is in use after going back.
#[derive(Debug, Serialize)]
struct WentBack {
    generation: u64,
    publishers: Vec<InUse>,
}

/// Goes back to the generation before.
pub fn roll_back(
    yes: bool,
    json: bool,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let (mut opened, mut remarks) = open_to_write(environment, "rollback", Arc::new(|_| {}), i18n)?;
    if !yes {
        ask::confirm(&i18n.text("store-rollback-question"), environment, input, i18n)?;
    }
    let Taken { generation, directory, .. } =
        take::roll_back(&mut *opened.store, &library::index_bytes).map_err(|error| failure(&error, i18n))?;
    let publishers = directory.publications().map(|one| InUse {
        publisher: one.publisher.clone(),
        name: one.name.clone(),
        version: one.version,
    });
    let now = WentBack { generation: generation.number, publishers: publishers.collect() };
    remarks.push(i18n.text("store-rolled-back"));
    let text = if json {
        json_line(&now)
    } else {
        let line = |one: &InUse| {
            let values = [("name", one_line(&one.name).into()), ("version", one.version.to_string().into())];
            i18n.with("store-in-use", &values) + "\n"
        };
        now.publishers.iter().map(line).collect()
    };
    Ok(Answer { remarks, ..Answer::of(text) })
}

/// A bundle that was written.
#[derive(Debug, Serialize)]
struct Shared {
    publisher: String,
    name: String,
    version: u64,
    file: String,
    bytes: u64,
}

/// Writes the kept bundles, for somebody else: into a folder, or the only one
/// into a file.
pub fn share(
    out: &Path,
    named: Option<&str>,
    json: bool,
    environment: &Environment,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let (opened, remarks) = open_to_write(environment, "share", Arc::new(|_| {}), i18n)?;
    let of = |error: &TakeError| failure(error, i18n);
    let mut kept = take::kept_bundles(&*opened.store).map_err(|error| of(&error))?;
    if let Some(named) = named {
        kept.retain(|(publisher, _)| publisher.id == named || publisher.name == named);
        if kept.is_empty() {
            return Err(of(&TakeError::NoSuchPublisher(named.to_owned())));
        }
    }
    if kept.is_empty() {
        return Err(Failure::new(i18n, Code::NothingToShare, &[]));
    }
    let into_folder = out.is_dir();
    if kept.len() > 1 && !into_folder {
        return Err(Failure::new(i18n, Code::SeveralToShare, &[("count", kept.len().into())]));
    }
    let mut shared = Vec::with_capacity(kept.len());
    for (publisher, bundle) in kept {
        let to = if into_folder { out.join(file_name(&publisher.name, bundle.version)) } else { out.to_owned() };
        take::copy_bundle(&*opened.store, &bundle, &to).map_err(|error| of(&error))?;
        let file = to.display().to_string();
        shared.push(Shared {
            publisher: publisher.id,
            name: publisher.name,
            version: bundle.version,
            file,
            bytes: bundle.bytes,
        });
    }
    let line = |one: &Shared| {
        let bytes = number(i18n, usize::try_from(one.bytes).unwrap_or(usize::MAX));
        let values = [
            ("name", one_line(&one.name).into()),
            ("version", one.version.to_string().into()),
            ("file", one_line(&one.file).into()),
            ("bytes", bytes.into()),
        ];
        i18n.with("store-shared", &values) + "\n"
    };
    let text = if json { json_line(&shared) } else { shared.iter().map(line).collect() };
    Ok(Answer { remarks, ..Answer::of(text) })
}

/// `NAME-VERSION.parasol`, with a name that every drive takes.
fn file_name(name: &str, version: u64) -> String {
    let plain: String = crate::text::fold::fold(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(40)
        .collect();
    let plain = plain.trim_matches('-');
    format!("{}-{version}.parasol", if plain.is_empty() { "directory" } else { plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_file_has_a_name_that_every_drive_takes() {
        assert_eq!(file_name("Maison d'Été / 7", 14), "maison-d-ete---7-14.parasol");
        assert_eq!(file_name("收容所", 1), "directory-1.parasol");
    }
}
