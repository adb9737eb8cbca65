//! `publish withdraw`: tombstones, from the next release on.

use std::collections::HashSet;

use serde_json::json;

use super::{
    arguments::WithdrawArguments,
    folder::Folder,
    source::{Source, WITHDRAWN},
};
use crate::{
    cli::{
        answer::Answer,
        error::{Code, Failure},
        words::{json_line, list},
    },
    directory::Tombstone,
    formats::hsds,
    i18n::I18n,
};

/// Why a record can be withdrawn.
pub const REASONS: [&str; 5] = ["closed", "dangerous", "asked", "duplicate", "wrong"];

/// Withdraws records.
pub fn withdraw(arguments: &WithdrawArguments, i18n: &I18n) -> Result<Answer, Failure> {
    let WithdrawArguments { ids, reason, dir, json } = arguments;
    if !REASONS.contains(&reason.as_str()) {
        let failure = Failure::new(i18n, Code::InvalidValue, &[("given", "--reason".into()), ("value", reason.into())]);
        return Err(failure.hinting(&i18n.with("cli-choose-one-of", &[("choices", list(&REASONS).into())])));
    }
    let folder = Folder::open(dir, i18n)?;
    let source = Source::read(&folder)?;
    let withdrawn: HashSet<&str> = source.records.tombstones.iter().map(|one| one.id.as_str()).collect();
    let known = known_ids(&source, &folder)?;
    if let Some(id) = ids.iter().find(|id| !known.contains(*id) && !withdrawn.contains(id.as_str())) {
        return Err(Failure::new(i18n, Code::UnknownRecord, &[("id", id.into())]));
    }
    let since_version = folder.version()? + 1;
    let mut new = Vec::new();
    for id in ids.iter().filter(|id| !withdrawn.contains(id.as_str())) {
        new.push(Tombstone { id: id.clone(), reason: reason.clone(), since_version });
    }
    let path = folder.path(WITHDRAWN);
    let mut bytes = if path.is_file() { folder.read(&path)? } else { Vec::new() };
    if !bytes.is_empty() && !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    hsds::write_lines(&mut bytes, &[], &new).map_err(|error| Failure::of_io(i18n, Code::CannotWrite, &path, &error))?;
    if !new.is_empty() {
        folder.write(WITHDRAWN, &bytes)?;
    }
    if *json {
        let ids: Vec<&str> = new.iter().map(|one| one.id.as_str()).collect();
        return Ok(Answer::of(json_line(&json!({
            "withdrawn": ids,
            "before": withdrawn_before(arguments, &withdrawn),
            "reason": reason,
            "since_version": since_version,
        }))));
    }
    let count = new.len();
    Ok(Answer { remarks: vec![i18n.with("publish-withdrawn", &[("count", count.into())])], ..Answer::default() })
}

/// Those that were named and withdrawn before: nothing is done to them.
fn withdrawn_before<'a>(arguments: &'a WithdrawArguments, withdrawn: &HashSet<&str>) -> Vec<&'a str> {
    arguments.ids.iter().map(String::as_str).filter(|id| withdrawn.contains(id)).collect()
}

/// The ids of everything that is published now or was in a kept release: a
/// record that was deleted already can still lie on a worker's laptop.
fn known_ids(source: &Source, folder: &Folder<'_>) -> Result<HashSet<String>, Failure> {
    let mut ids = HashSet::new();
    let mut add = |organizations: &[crate::directory::Organization]| {
        for organization in organizations {
            ids.insert(organization.id.clone());
            ids.extend(organization.services.iter().map(|service| service.id.clone()));
        }
    };
    add(&source.records.organizations);
    let mut withdrawn = Vec::new();
    for former in folder.former()? {
        let reading = hsds::read_lines("", former.raw.as_slice());
        add(&reading.organizations);
        withdrawn.extend(reading.tombstones);
    }
    ids.extend(withdrawn.into_iter().map(|one| one.id));
    Ok(ids)
}
