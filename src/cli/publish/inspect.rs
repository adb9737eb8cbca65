//! `publish inspect`: everything in a bundle, readable.

use std::path::Path;

use serde::Serialize;

use crate::{
    bundle::{Manifest, contents::Contents},
    cli::{
        answer::Answer,
        environment::Environment,
        error::Failure,
        refusal::failure,
        verify::{Report, bytes_of, count, verify_all},
        words::{fact, json_line, list},
    },
    directory::Tombstone,
    formats::hsds,
    i18n::I18n,
};

/// The answer for a program.
#[derive(Serialize)]
struct Inspection<'a> {
    #[serde(flatten)]
    report: Report<'a>,
    manifest: &'a Manifest,
    #[serde(flatten)]
    contents: Contents,
    withdrawn: Vec<Withdrawn>,
    records: Vec<Record>,
}

#[derive(Serialize)]
struct Withdrawn {
    id: String,
    reason: String,
    since_version: u64,
}

#[derive(Serialize)]
struct Record {
    id: String,
    name: String,
    services: usize,
}

/// Shows everything.
pub fn inspect(path: &Path, json: bool, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let refused = |refusal| failure(&refusal, i18n);
    let (verified, obtained) = verify_all(path, environment).map_err(refused)?;
    let lines = obtained.lines().map_err(|error| super::folder::cannot_read(path, &error, i18n))?;
    let reading = hsds::read_lines("directory.jsonl", lines);
    let withdrawn = reading.tombstones.into_iter().map(|Tombstone { id, reason, since_version }| Withdrawn {
        id,
        reason,
        since_version,
    });
    let inspection = Inspection {
        report: Report::of(&verified, bytes_of(path)),
        manifest: &verified.manifest,
        contents: verified.contents(),
        withdrawn: withdrawn.collect(),
        records: reading
            .organizations
            .into_iter()
            .map(|one| Record { services: one.services.len(), name: one.name.value, id: one.id })
            .collect(),
    };
    Ok(Answer::of(if json { json_line(&inspection) } else { as_text(&inspection, i18n) }))
}

fn as_text(inspection: &Inspection<'_>, i18n: &I18n) -> String {
    let Inspection { report, manifest, contents, withdrawn, records } = inspection;
    let mut text = report.lines(i18n);
    text += &fact(i18n, "bundle-contact", &manifest.contact);
    text += &fact(i18n, "bundle-languages", &list(&manifest.languages));
    text += &fact(i18n, "bundle-locales", &list(&manifest.locales));
    let root = [("version", contents.root.version.into()), ("date", contents.root.expires.to_string().into())];
    text += &fact(i18n, "bundle-root", &i18n.with("bundle-root-holds", &root));
    for role in &contents.root.roles {
        let share = [
            ("role", role.role.into()),
            ("need", role.threshold.into()),
            ("of", role.keys.len().into()),
            ("keys", list(&role.keys.iter().map(|id| short(id)).collect::<Vec<_>>()).into()),
        ];
        text += &fact(i18n, "bundle-role", &i18n.with("bundle-role-keys", &share));
    }
    for part in &contents.parts {
        let bytes = count(part.bytes, i18n);
        let id = if part.present == Some(false) { "bundle-part-absent" } else { "bundle-part-bytes" };
        text +=
            &fact(i18n, "bundle-part", &i18n.with(id, &[("name", part.name.as_str().into()), ("bytes", bytes.into())]));
    }
    for Withdrawn { id, reason, since_version } in withdrawn {
        let values = [("id", id.into()), ("reason", reason.into()), ("version", (*since_version).into())];
        text += &fact(i18n, "bundle-withdrawn", &i18n.with("bundle-withdrawn-since", &values));
    }
    for Record { id, name, services } in records {
        let values = [("id", id.into()), ("name", name.into()), ("services", (*services).into())];
        text += &fact(i18n, "bundle-record", &i18n.with("bundle-record-is", &values));
    }
    text
}

/// Enough of a key's id to name it to `revoke`.
fn short(id: &str) -> String {
    id.chars().take(16).collect()
}
