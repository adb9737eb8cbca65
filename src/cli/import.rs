//! `import`, `rollback`, `share`: taking a bundle, going back, passing it on.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
    io::BufRead,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde::Serialize;

use super::{
    answer::Answer,
    ask, bundle_file,
    directory::{Known, known, open_to_write},
    environment::Environment,
    error::{Code, Failure},
    refusal,
    taking::Taking,
    vault, verify,
    whose::{self, Candidate},
    words::{json_line, one_line},
};
use crate::{
    i18n::I18n,
    runtime::library,
    sheet::update,
    store::{
        AtStage, GenerationInfo, Place, Publisher, Stage, StoreError, in_use,
        take::{self, TakeError, Taken},
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

/// Takes a bundle.
pub fn import(
    arguments: &ImportArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let at_stage = ending_at(arguments.debug_end_at.as_deref());
    let (mut opened, mut remarks) = open_to_write(environment, "import", at_stage, i18n)?;
    let mut taking = Taking {
        dry_run: arguments.dry_run,
        yes: arguments.yes,
        trust: arguments.trust.as_deref(),
        json: arguments.json,
        environment,
        listed: OnceCell::new(),
        input,
        i18n,
    };
    let path = arguments.bundle.as_path();
    let fetch = verify::open(path).map_err(|refusal| refusal::failure(&refusal, i18n))?;
    let verified = taking.look(&fetch, &opened)?;
    let offer = taking.prepare(&*opened.store, verified).map_err(|error| failure(&error, i18n))?;
    let settled = taking.settle(offer, verify::bytes_of(path), &mut opened)?;
    remarks.extend(settled.remarks);
    let text = if arguments.json { json_line(&settled.value) } else { settled.text };
    Ok(Answer { remarks, after: settled.after, ..Answer::of(text) })
}

/// For tests: ends the program as a power cut would, when it comes to a stage
/// (`Kept`) for the first time or a later one (`Kept:2`).
pub(super) fn ending_at(stage: Option<&str>) -> AtStage {
    let Some(stage) = stage else { return Arc::new(|_| {}) };
    let (name, time) = stage.split_once(':').unwrap_or((stage, "1"));
    let (name, left) = (name.to_owned(), AtomicUsize::new(time.parse().unwrap_or(1)));
    Arc::new(move |stage: Stage| {
        if format!("{stage:?}") == name && left.fetch_sub(1, Ordering::Relaxed) == 1 {
            std::process::abort();
        }
    })
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
    /// True when it was going back that was undone: a newer version is in use.
    undone: bool,
    /// What is another version than before.
    moved: Vec<Move>,
}

/// A publisher whose version changes by going back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Move {
    publisher: String,
    name: String,
    /// The version that was in use.
    from: Option<u64>,
    /// The version in use then; nothing where there is none of it.
    to: Option<u64>,
}

impl Move {
    /// What differs between two generations.
    fn between(now: &GenerationInfo, then: &GenerationInfo, publishers: &BTreeMap<String, Publisher>) -> Vec<Self> {
        let version = |of: &GenerationInfo, id: &str| {
            of.shelves.iter().find(|info| info.publisher == id).map(|info| info.version)
        };
        let ids: BTreeSet<&String> = now.shelves.iter().chain(&then.shelves).map(|info| &info.publisher).collect();
        let known = ids.into_iter().filter_map(|id| publishers.get(id));
        let moves = known.filter(|one| !one.removed && !one.trusted.is_empty()).map(|one| Self {
            publisher: one.id.clone(),
            name: one.name.clone(),
            from: version(now, &one.id),
            to: version(then, &one.id),
        });
        moves.filter(|one| one.from != one.to).collect()
    }

    /// `House list version 1`.
    fn line(&self, i18n: &I18n) -> String {
        let name = ("name", one_line(&self.name).into());
        match self.to {
            Some(version) => i18n.with("store-moved-to", &[name, ("version", version.to_string().into())]),
            None => i18n.with("store-moved-away", &[name]),
        }
    }
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
    let before = in_use::before(&*opened.store).map_err(|error| failure(&error, i18n))?;
    let known = opened.store.publishers().map_err(|error| Failure::of_store(i18n, &error))?;
    let moved = Move::between(&opened.generation, &before, &known);
    // Going back a second time goes forward: that is said as what it is.
    let undone = !moved.is_empty() && moved.iter().all(|one| one.to > one.from);
    let which = moved.iter().map(|one| one.line(i18n)).collect::<Vec<_>>().join("; ");
    let (question, said) = match (moved.is_empty(), undone) {
        (true, _) => ("store-rollback-question", "store-rolled-back"),
        (false, false) => ("store-rollback-question-to", "store-rolled-back-to"),
        (false, true) => ("store-rollback-question-undo", "store-rolled-back-undone"),
    };
    let which = [("which", which.into())];
    if !yes {
        ask::confirm(&i18n.with(question, &which), environment, input, i18n)?;
    }
    let Taken { generation, directory, .. } =
        in_use::roll_back(&mut *opened.store, &library::index_pieces).map_err(|error| failure(&error, i18n))?;
    let publishers = directory.publications().map(|one| InUse {
        publisher: one.publisher.clone(),
        name: one.name.clone(),
        version: one.version,
    });
    let now = WentBack { generation: generation.number, publishers: publishers.collect(), undone, moved };
    remarks.push(i18n.with(said, &which));
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
    let Known { folder, shelves, publishers, remarks, .. } = known(environment, "share", i18n)?;
    let mut kept = take::kept_bundles(&shelves, &publishers);
    if let Some(named) = named {
        let info = |id: &str| shelves.iter().find(|info| info.publisher == id);
        let candidate = |one: &Publisher| Some(Candidate::of(info(&one.id)?, Some(one)));
        let candidates: Vec<_> = kept.iter().filter_map(|(one, _)| candidate(one)).collect();
        let meant = whose::which(named, &candidates, i18n)?;
        kept.retain(|(publisher, _)| publisher.id == meant.id);
    }
    if kept.is_empty() {
        return Err(Failure::new(i18n, Code::NothingToShare, &[]));
    }
    let into_folder = out.is_dir();
    if kept.len() > 1 && !into_folder {
        return Err(Failure::new(i18n, Code::SeveralToShare, &[("count", kept.len().into())]));
    }
    let seal = vault::seal(environment, i18n)?;
    let place = Place { data_dir: &folder, seal: seal.as_ref() };
    let mut shared = Vec::with_capacity(kept.len());
    let to_of = |name: &str, version| if into_folder { out.join(file_name(name, version)) } else { out.to_owned() };
    for (publisher, bundle) in &kept {
        bundle_file::may_be_written(&to_of(&publisher.name, bundle.version), i18n)?;
    }
    for (publisher, bundle) in kept {
        let to = to_of(&publisher.name, bundle.version);
        take::copy_bundle(place, &bundle, &to).map_err(|error| match &error {
            StoreError::CannotWrite { path, .. } if *path == to => Failure::of_output(i18n, &to, &error),
            _ => Failure::of_store(i18n, &error),
        })?;
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
        let bytes = update::bytes(i18n, one.bytes);
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
