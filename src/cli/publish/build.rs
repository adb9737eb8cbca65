//! `publish build`: compiles, signs and packs a release.

use std::{io::Cursor, ops::ControlFlow, path::Path, sync::Arc};

use jiff::ToSpan;
use serde_json::json;

use super::{
    arguments::BuildArguments,
    folder::{Folder, write, write_public},
    keyring::Keyring,
    source::Source,
};
use crate::{
    bundle::{
        Refusal, Trust,
        file::Container,
        publish::{Draft, Release, release},
        verify,
    },
    cli::{
        answer::Answer,
        environment::Environment,
        error::{Code, Failure},
        verify::held,
        words::{fact, json_line, one_line},
    },
    directory::problem::Problem,
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
    let mut source = Source::read(&folder)?;
    let errors = source.errors().count();
    if errors > 0 {
        let remarks = tell(source.errors(), errors, i18n);
        let failure = Failure::new(i18n, Code::RecordsInvalid, &[("count", errors.into())]);
        return Ok(Answer { remarks, failure: Some(failure), ..Answer::default() });
    }
    let warnings = source.warnings().count();
    let mut remarks = tell(source.warnings(), warnings, i18n);
    if warnings > 0 {
        remarks.push(i18n.with("publish-warnings", &[("count", warnings.into())]));
    }
    source.records.settle();
    let root = folder.root()?;
    let keys = Keyring::existing(&arguments.keys, environment, i18n)?.load(&folder, &root)?;
    let (roots, former, now) = (folder.roots()?, folder.former()?, environment.clock.now());
    if now.checked_add((24 * REMINDER_DAYS).hours()).is_ok_and(|soon| soon > root.expires) {
        remarks.push(i18n.with("publish-root-ends", &[("date", root.expires.to_string().into())]));
    }
    let days = arguments.expires.unwrap_or(settings.expires_days);
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
    write_release(&folder, &release, &packed, arguments, i18n)?;
    let text = if arguments.json {
        as_json(&release, packed.len(), warnings, &settings.name)
    } else {
        as_text(&release, packed.len(), &settings.name, i18n)
    };
    Ok(Answer { remarks, ..Answer::of(text) })
}

/// Problems, a line each.
fn tell<'p>(problems: impl Iterator<Item = &'p Problem>, count: usize, i18n: &I18n) -> Vec<String> {
    let mut told: Vec<String> = problems.take(TOLD).map(|problem| one_line(&problem.to_string())).collect();
    if count > TOLD {
        told.push(i18n.with("publish-more-problems", &[("count", (count - TOLD).into())]));
    }
    told
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
fn write_release(
    folder: &Folder<'_>,
    release: &Release,
    packed: &[u8],
    arguments: &BuildArguments,
    i18n: &I18n,
) -> Result<(), Failure> {
    let kept = release::pack_former(&release.raw).map_err(|error| folder.failed(&error))?;
    folder.write(&format!("releases/{}.jsonl.zst", release.version), &kept)?;
    for (path, bytes) in release.files.iter().filter(|(path, _)| path.starts_with("metadata/")) {
        folder.write(path, bytes)?;
    }
    write(&arguments.out, packed, i18n)?;
    if let Some(site) = &arguments.site {
        write_site(site, release, i18n)?;
    }
    folder.tidy(release.version)
}

/// Writes a site. Its timestamp comes last: until then, visitors get the
/// release before.
fn write_site(site: &Path, release: &Release, i18n: &I18n) -> Result<(), Failure> {
    const LAST: &str = "metadata/timestamp.json";
    let is_root = |path: &str| path.ends_with(".root.json");
    let order = |path: &str| (path == LAST, is_root(path), path.starts_with("metadata/"));
    let mut files: Vec<_> = release.files.iter().collect();
    files.sort_by_key(|(path, _)| order(path));
    files.into_iter().try_for_each(|(path, bytes)| write_public(site, path, bytes, i18n))
}

fn as_json(release: &Release, bytes: usize, warnings: usize, name: &str) -> String {
    json_line(&json!({
        "name": name,
        "publisher": release.fingerprint.publisher(),
        "fingerprint": release.fingerprint.hex(),
        "words": release.fingerprint.words().join(" "),
        "version": release.version,
        "bytes": bytes,
        "counts": release.counts,
        "changes": release.changes,
        "warnings": warnings,
    }))
}

fn as_text(release: &Release, bytes: usize, name: &str, i18n: &I18n) -> String {
    let mut text = fact(i18n, "bundle-publisher", name);
    text += &fact(i18n, "bundle-version", &release.version.to_string());
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
    text += &fact(i18n, "bundle-bytes", &number(i18n, bytes));
    text += &fact(i18n, "bundle-words", &release.fingerprint.words().join(" "));
    text += &fact(i18n, "bundle-fingerprint", &release.fingerprint.hex());
    text
}
