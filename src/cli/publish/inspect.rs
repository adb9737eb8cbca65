//! `publish inspect`: everything in a bundle, readable.

use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::{
    bundle::{Manifest, Verified, contents::Contents},
    cli::{
        answer::Answer,
        environment::Environment,
        error::Failure,
        find::context,
        refusal::failure,
        verify::{Report, bytes_of, count, verify_all},
        words::{fact, json_line, list, one_line},
    },
    directory::{Directory, Entry, Organization, Release, Tombstone},
    formats::hsds,
    i18n::I18n,
    sheet::{self, Context, Line, SectionKind},
    store::take,
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
    /// All that it says.
    #[serde(rename = "record", skip_serializing_if = "Option::is_none")]
    hsds: Option<Value>,
}

/// Shows everything; `brief`, without what the records say.
pub fn inspect(
    path: &Path,
    brief: bool,
    json: bool,
    environment: &Environment,
    i18n: &I18n,
) -> Result<Answer, Failure> {
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
        records: reading.organizations.iter().map(|one| record(one, json && !brief)).collect(),
    };
    if json {
        return Ok(Answer::of(json_line(&inspection)));
    }
    let mut text = as_text(&inspection, i18n);
    if brief {
        inspection.records.iter().for_each(|record| text += &line(record, i18n));
    } else {
        let directory = as_directory(&verified, reading.organizations);
        let context = context(environment, i18n);
        inspection.records.iter().for_each(|record| text += &in_full(record, &directory, &context));
    }
    Ok(Answer::of(text))
}

fn record(organization: &Organization, whole: bool) -> Record {
    Record {
        id: organization.id.clone(),
        name: organization.name.value.clone(),
        services: organization.services.len(),
        hsds: whole.then(|| hsds::organization(organization)),
    }
}

/// The records as a directory, which knows how to say them.
fn as_directory(verified: &Verified, organizations: Vec<Organization>) -> Directory {
    let publication = take::publication(verified);
    Directory::new(vec![Release { publication, organizations, tombstones: Vec::new() }])
}

/// A record with all that is said about it and its services.
fn in_full(record: &Record, directory: &Directory, context: &Context<'_>) -> String {
    let mut text = line(record, context.i18n);
    // One that no directory shows is in its line only.
    let Some(entry) = directory.find(&record.id) else { return text };
    text += &indented(&said(directory, &entry, context));
    for service in &entry.organization.services {
        let Some(entry) = directory.find(&service.id) else { continue };
        text += &indented(&fact(context.i18n, "bundle-service", &one_line(&service.id)));
        text += &indented(&indented(&said(directory, &entry, context)));
    }
    text
}

/// What is said about an entry, but for what is true of all of them.
fn said(directory: &Directory, entry: &Entry<'_>, context: &Context<'_>) -> String {
    let mut sheet = sheet::sheet(directory, entry, context);
    for section in &mut sheet.sections {
        let of_all = |line: &Line| line.of_version || section.kind == SectionKind::Source && line.label.is_none();
        section.lines.retain(|line| !of_all(line));
    }
    sheet::plain(&sheet)
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |text, line| text + "  " + line + "\n")
}

/// A record in a line.
fn line(Record { id, name, services, .. }: &Record, i18n: &I18n) -> String {
    let values = [("id", one_line(id).into()), ("name", one_line(name).into()), ("services", (*services).into())];
    fact(i18n, "bundle-record", &i18n.with("bundle-record-is", &values))
}

fn as_text(inspection: &Inspection<'_>, i18n: &I18n) -> String {
    let Inspection { report, manifest, contents, withdrawn, .. } = inspection;
    let mut text = report.lines(i18n);
    for (label, value) in [
        ("bundle-contact", manifest.contact.clone()),
        ("bundle-languages", list(&manifest.languages)),
        ("bundle-locales", list(&manifest.locales)),
    ] {
        if !value.is_empty() {
            text += &fact(i18n, label, &value);
        }
    }
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
    text
}

/// Enough of a key's id to name it to `revoke`.
fn short(id: &str) -> String {
    id.chars().take(16).collect()
}
