//! `publish build`: compiles, signs and packs a release.

use std::{io::Cursor, ops::ControlFlow, sync::Arc};

use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value, json};

use super::{
    answers,
    arguments::BuildArguments,
    folder::Folder,
    keyring::Keyring,
    outputs::Outputs,
    source::{Source, is_error},
};
use crate::{
    bundle::{
        Refusal, Trust,
        file::Container,
        publish::{Draft, Release, Settings, release},
        verify,
    },
    cli::{
        answer::Answer,
        environment::Environment,
        error::{Code, Failure},
        verify::{day, held},
        words::{fact, json_line, one_line},
    },
    directory::{Tombstone, problem::Problem},
    formats::hsds,
    i18n::I18n,
    sheet::phrases::number,
};

/// Problems that are told one by one.
const TOLD: usize = 30;

/// Days before its end at which a root is reminded of.
const REMINDER_DAYS: i64 = 180;

/// Builds a release.
pub fn build(arguments: &BuildArguments, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let folder = Folder::open(&arguments.dir, i18n)?;
    let settings = folder.settings()?;
    let days = promised(arguments, &settings, i18n)?;
    Outputs::check(arguments, &folder, i18n)?;
    let mut source = Source::read(&folder)?;
    if source.errors().next().is_some() {
        return Ok(invalid(&source, arguments.json, i18n));
    }
    source.records.settle();
    let former = folder.former()?;
    let lost = former.last().map(|newest| source.records.lost_tombstones(&newest.raw)).unwrap_or_default();
    let (reinstated, lost) = reinstated(lost, &arguments.reinstate, i18n)?;
    if !lost.is_empty() {
        return Ok(not_withdrawn(&lost, arguments.json, i18n));
    }
    let outputs = Outputs::begin(arguments, i18n)?;
    let root = folder.root()?;
    let keys = Keyring::existing(&arguments.keys, environment, i18n)?.load(&folder, &root)?;
    let (roots, now) = (folder.roots()?, environment.clock.now());
    let draft = Draft {
        settings: &settings,
        roots: &roots,
        records: &source.records,
        former: &former,
        version: folder.version()? + 1,
        published: now,
        expires: release::days_after(now, days).map_err(|error| folder.failed(&error))?,
    };
    let release = release::build(&draft, &keys).map_err(|error| folder.failed(&error))?;
    let packed = pack_and_check(&release, environment).map_err(|refusal| folder.failed(&refusal.into()))?;
    write_release(&folder, &release, &packed, outputs)?;
    let root_ends_soon = now.checked_add((24 * REMINDER_DAYS).hours()).is_ok_and(|soon| soon > root.expires);
    let built = Built {
        release: &release,
        bytes: packed.len(),
        name: &settings.name,
        published: draft.published,
        expires: draft.expires,
        root_ends: root_ends_soon.then_some(root.expires),
        reinstated: reinstated.into_iter().map(|one| one.id).collect(),
        warnings: source.warnings().collect(),
    };
    Ok(if arguments.json { Answer::of(built.as_json()) } else { built.answer(i18n) })
}

/// Days for which the release is promised to be right.
fn promised(arguments: &BuildArguments, settings: &Settings, i18n: &I18n) -> Result<u16, Failure> {
    let Some(days) = arguments.expires else { return Ok(settings.expires_days) };
    let text = days.to_string();
    answers::given("--expires", &text, answers::days(&text, i18n), i18n)
}

/// That the records cannot be published, and why.
fn invalid(source: &Source, json: bool, i18n: &I18n) -> Answer {
    let count = source.errors().count();
    let failure = Failure::new(i18n, Code::RecordsInvalid, &[("count", count.into())]);
    if json {
        let problems: Value = source.errors().chain(source.warnings()).map(as_value).collect();
        let details = Map::from_iter([("problems".to_owned(), problems)]);
        return Answer { failure: Some(failure), details, ..Answer::default() };
    }
    Answer { remarks: told(source.errors(), count, i18n), failure: Some(failure), ..Answer::default() }
}

/// Divides the tombstones that are missing into those that are taken back on
/// purpose and the others.
fn reinstated(
    lost: Vec<Tombstone>,
    named: &[String],
    i18n: &I18n,
) -> Result<(Vec<Tombstone>, Vec<Tombstone>), Failure> {
    if let Some(id) = named.iter().find(|id| lost.iter().all(|one| one.id != **id)) {
        let failure = Failure::new(i18n, Code::InvalidValue, &[("given", "--reinstate".into()), ("value", id.into())]);
        return Err(failure.hinting(&i18n.text("publish-reinstate-how")));
    }
    Ok(lost.into_iter().partition(|one| named.contains(&one.id)))
}

/// That records which a former release withdrew would come back, or could be
/// brought back with an old file: lines of the list of withdrawals are missing.
fn not_withdrawn(lost: &[Tombstone], json: bool, i18n: &I18n) -> Answer {
    let lines: Vec<String> = lost.iter().map(|one| hsds::tombstone(one).to_string()).collect();
    let failure = Failure::new(i18n, Code::WithdrawnLost, &[("count", lost.len().into())]);
    if json {
        let ids: Vec<&str> = lost.iter().map(|one| one.id.as_str()).collect();
        let details = Map::from_iter([("ids".to_owned(), json!(ids)), ("lines".to_owned(), json!(lines))]);
        return Answer { failure: Some(failure), details, ..Answer::default() };
    }
    Answer { remarks: told(lines.iter(), lines.len(), i18n), failure: Some(failure), ..Answer::default() }
}

/// What is told one by one, a line each, as far as anybody reads on.
fn told(all: impl Iterator<Item: ToString>, count: usize, i18n: &I18n) -> Vec<String> {
    let mut told: Vec<String> = all.take(TOLD).map(|one| one_line(&one.to_string())).collect();
    if count > TOLD {
        told.push(i18n.with("publish-more-problems", &[("count", (count - TOLD).into())]));
    }
    told
}

/// A problem for a program.
fn as_value(problem: &Problem) -> Value {
    let Problem { file, line, field, code, value, outcome } = problem;
    json!({
        "file": file,
        "line": line,
        "field": field,
        "code": code.as_str(),
        "value": value,
        "outcome": outcome.as_str(),
        "message": one_line(&problem.to_string()),
        "error": is_error(problem),
    })
}

/// Packs a release, and takes it the way everybody will.
fn pack_and_check(release: &Release, environment: &Environment) -> Result<Vec<u8>, Refusal> {
    let mut packed = Vec::new();
    let cannot = |source| Refusal::CannotRead { part: "bundle".to_owned(), source };
    release.pack(&mut packed).map_err(cannot)?;
    let fetch = Arc::new(Container::read(Cursor::new(packed.clone()))?);
    let verified = verify(fetch, None, &Trust::Look, environment.clock.now())?;
    verified.directory(None, &mut |_| ControlFlow::Continue(()))?;
    Ok(packed)
}

/// Writes what was built. The folder remembers the version first: a number
/// that was given once is never given again, whatever fails afterwards.
fn write_release(folder: &Folder<'_>, release: &Release, packed: &[u8], outputs: Outputs<'_>) -> Result<(), Failure> {
    let kept = release::pack_former(&release.raw).map_err(|error| folder.failed(&error))?;
    folder.write(&format!("releases/{}.jsonl.zst", release.version), &kept)?;
    for (path, bytes) in release.files.iter().filter(|(path, _)| path.starts_with("metadata/")) {
        folder.write(path, bytes)?;
    }
    outputs.write(release, packed)?;
    folder.tidy(release.version)
}

/// What was built.
struct Built<'a> {
    release: &'a Release,
    bytes: usize,
    name: &'a str,
    published: Timestamp,
    expires: Timestamp,
    /// When the root ends, if that is soon.
    root_ends: Option<Timestamp>,
    /// Whose withdrawal was taken back.
    reinstated: Vec<String>,
    warnings: Vec<&'a Problem>,
}

impl Built<'_> {
    fn as_json(&self) -> String {
        let Release { fingerprint, version, counts, changes, .. } = self.release;
        json_line(&json!({
            "name": self.name,
            "publisher": fingerprint.publisher(),
            "fingerprint": fingerprint.hex(),
            "words": fingerprint.words().join(" "),
            "version": version,
            "published": seconds(self.published),
            "expires": seconds(self.expires),
            "root_ends_soon": self.root_ends.map(seconds),
            "bytes": self.bytes,
            "counts": counts,
            "changes": changes,
            "reinstated": self.reinstated,
            "warnings": self.warnings.len(),
            "problems": self.warnings.iter().map(|problem| as_value(problem)).collect::<Vec<_>>(),
        }))
    }

    fn answer(&self, i18n: &I18n) -> Answer {
        let count = self.warnings.len();
        let mut remarks = told(self.warnings.iter(), count, i18n);
        if count > 0 {
            remarks.push(i18n.with("publish-warnings", &[("count", count.into())]));
        }
        if let Some(ends) = self.root_ends {
            remarks.push(i18n.with("publish-root-ends", &[("date", day(ends, i18n).into())]));
        }
        let after = vec![i18n.with("publish-build-next", &[("date", day(self.expires, i18n).into())])];
        Answer { remarks, after, ..Answer::of(self.as_text(i18n)) }
    }

    fn as_text(&self, i18n: &I18n) -> String {
        let release = self.release;
        let mut text = fact(i18n, "bundle-publisher", self.name);
        text += &fact(i18n, "bundle-version", &release.version.to_string());
        text += &fact(i18n, "bundle-published", &day(self.published, i18n));
        text += &fact(i18n, "bundle-expires", &day(self.expires, i18n));
        text += &fact(i18n, "bundle-holds", &held(release.counts, i18n));
        if let Some(changes) = release.changes {
            let changed = [
                ("added", number(i18n, changes.added).into()),
                ("changed", number(i18n, changes.changed).into()),
                ("removed", number(i18n, changes.removed).into()),
                ("withdrawn", number(i18n, changes.withdrawn).into()),
            ];
            text += &fact(i18n, "bundle-changes", &i18n.with("bundle-changed", &changed));
        }
        text += &fact(i18n, "bundle-bytes", &number(i18n, self.bytes));
        text += &fact(i18n, "bundle-words", &release.fingerprint.words().join(" "));
        text += &fact(i18n, "bundle-fingerprint", &release.fingerprint.hex());
        text
    }
}

/// An instant as it was signed: in whole seconds.
fn seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
