//! `export`: the directory in use, or the part of it that `find` would find,
//! as HSDS or as a table.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use super::{
    answer::Answer,
    arguments::ExportArguments,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    find, query,
    target::{self, Target},
    words::{json_line, said_written},
};
use crate::{
    directory::{Directory, EntryKind, EntryNo, Organization},
    formats::{
        intake::{self, Sink},
        report::Written,
    },
    i18n::I18n,
};

/// Writes what was found.
pub fn export(
    arguments: &ExportArguments,
    environment: &Environment,
    input: &mut dyn Read,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let Some(to) = &arguments.to else {
        return Err(Failure::new(i18n, Code::MissingArgument, &[("given", "--to".into())]));
    };
    let asked = query::query(&arguments.find, input, i18n)?;
    let (Loaded { directory, remarks, .. }, index) = directory::load_with_index(environment, "export", i18n)?;
    let query = query::checked(asked, &directory, &index, i18n)?;
    let limit = arguments.find.limit.map_or(directory.len(), |limit| limit as usize);
    let outcome = find::search(&directory, &index, &query, limit, environment);
    if outcome.total == 0 {
        let failure = Some(query::nothing(outcome.excluded.as_ref(), i18n));
        return Ok(Answer { remarks, failure, ..Answer::default() });
    }
    let mut target = Target::open(to, i18n)?;
    let failed = |error: io::Error| Failure::of_io(i18n, Code::CannotWrite, to, &error);
    let written = write(&directory, outcome.hits.iter().map(|hit| hit.entry), &mut target).map_err(failed)?;
    target.finish(to, i18n)?;
    let mut answer = Answer { remarks, ..Answer::default() };
    let said = said_written(&written, i18n);
    if arguments.find.json && !target::is_stdout(to) {
        answer.text = json_line(&serde_json::json!({
            "organizations": written.organizations,
            "services": written.services,
            "locations": written.locations,
            "phones": written.phones,
        }));
    } else {
        answer.remarks.push(said);
    }
    Ok(answer)
}

/// Hands the organisations on in the order of the directory, each with the
/// services that were found.
fn write(directory: &Directory, found: impl Iterator<Item = EntryNo>, sink: &mut dyn Sink) -> io::Result<Written> {
    let mut written = Written::default();
    let mut parts: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for entry in found.filter_map(|number| directory.entry(number)) {
        let owner = (entry.publication.publisher.clone(), entry.organization.id.clone());
        let services = parts.entry(owner).or_default();
        if entry.kind() == EntryKind::Service {
            services.push(entry.id().to_owned());
        }
    }
    let mut outcome = Ok(());
    directory.walk(|entry| {
        if outcome.is_err() || entry.kind() != EntryKind::Organization {
            return;
        }
        let owner = (entry.publication.publisher.clone(), entry.organization.id.clone());
        let Some(services) = parts.get(&owner) else { return };
        let organization = with_services(entry.organization, services);
        written.count(&organization);
        outcome = sink.organization(&organization);
    });
    outcome.map(|()| written)
}

fn with_services(organization: &Organization, services: &[String]) -> Organization {
    let mut organization = organization.clone();
    organization.services.retain(|service| services.contains(&service.id));
    // A publisher's own text, and the made-up directory, may have parts without.
    intake::give_ids(&mut organization);
    organization
}
