//! `status`: what the directory holds.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    answer::Answer,
    directory::{self, Loaded},
    environment::Environment,
    error::Failure,
    words::{fact, json_line, one_line},
};
use crate::{
    directory::{Need, Publication, Standing, Summary, vocabulary},
    i18n::I18n,
    sheet::phrases::{self, number},
};

/// The whole answer, for a program.
#[derive(Debug, Serialize)]
struct Status<'a> {
    publishers: Vec<Publisher<'a>>,
    entries: usize,
    stale: usize,
    needs: BTreeMap<&'static str, usize>,
    store: Store,
}

/// What one publisher gives.
#[derive(Debug, Serialize)]
struct Publisher<'a> {
    name: &'a str,
    fingerprint: Option<&'a str>,
    version: u64,
    published: Option<String>,
    expires: Option<String>,
    entries: usize,
    organizations: usize,
    services: usize,
    locations: usize,
}

/// What lies on disk.
#[derive(Debug, Serialize)]
struct Store {
    bytes: u64,
    generation: u64,
}

/// Counts.
pub fn status(json: bool, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let loaded = directory::load(environment, "status", i18n)?;
    let all = Summary::of(&loaded.directory, environment.today());
    let text = if json { as_json(&loaded, &all, environment) } else { as_text(&loaded, &all, environment, i18n) };
    Ok(Answer { remarks: loaded.remarks, ..Answer::of(text) })
}

/// Every publication and the counts of its records.
fn publications<'a>(loaded: &'a Loaded, environment: &Environment) -> Vec<(&'a Publication, Summary)> {
    let count = |shelf| Summary::of_shelf(shelf, environment.today());
    loaded.directory.shelves().iter().map(|shelf| (&shelf.publication, count(shelf))).collect()
}

fn as_json(loaded: &Loaded, all: &Summary, environment: &Environment) -> String {
    let publishers = publications(loaded, environment).into_iter().map(|(publication, counts)| Publisher {
        name: &publication.name,
        fingerprint: publication.fingerprint.as_deref(),
        version: publication.version,
        published: publication.published.map(|at| at.to_string()),
        expires: publication.expires.map(|at| at.to_string()),
        entries: counts.entries,
        organizations: counts.organizations,
        services: counts.services,
        locations: counts.locations,
    });
    let status = Status {
        publishers: publishers.collect(),
        entries: all.entries,
        stale: all.stale,
        needs: Need::ALL.iter().map(|need| need.slug()).zip(all.needs.iter().copied()).collect(),
        store: Store { bytes: loaded.bytes, generation: loaded.generation },
    };
    json_line(&status)
}

fn as_text(loaded: &Loaded, all: &Summary, environment: &Environment, i18n: &I18n) -> String {
    let mut text = String::new();
    let mut say = |label: &str, value: &str| text.push_str(&fact(i18n, label, value));
    let date = |at: jiff::Timestamp| at.to_zoned_datetime(environment.zone.zone.clone()).date();
    for (publication, counts) in publications(loaded, environment) {
        say("cli-status-publisher", &one_line(&publication.name));
        say("cli-status-standing", &i18n.text(standing_id(publication.standing)));
        if let Some(fingerprint) = &publication.fingerprint {
            say("cli-status-fingerprint", fingerprint);
        }
        say("cli-status-version", &publication.version.to_string());
        for (label, at) in
            [("cli-status-published", publication.published), ("cli-status-expires", publication.expires)]
        {
            if let Some(at) = at {
                say(label, &phrases::date(i18n, date(at)));
            }
        }
        say("cli-status-organizations", &number(i18n, counts.organizations));
        say("cli-status-services", &number(i18n, counts.services));
        say("cli-status-locations", &number(i18n, counts.locations));
    }
    say("cli-status-entries", &number(i18n, all.entries));
    say("cli-status-stale", &number(i18n, all.stale));
    say("cli-status-not-checked", &number(i18n, all.not_checked));
    if let Some((oldest, newest)) = all.checked {
        say("cli-status-oldest", &phrases::date(i18n, oldest));
        say("cli-status-newest", &phrases::date(i18n, newest));
    }
    let bytes = usize::try_from(loaded.bytes).unwrap_or(usize::MAX);
    say("cli-status-bytes", &number(i18n, bytes));
    say("cli-status-generation", &loaded.generation.to_string());
    text.push('\n');
    text.push_str(&i18n.text("cli-status-needs"));
    text.push('\n');
    for (need, count) in Need::ALL.iter().zip(&all.needs) {
        text.push_str(vocabulary::need_name(*need, i18n.language()));
        text.push_str(": ");
        text.push_str(&number(i18n, *count));
        text.push('\n');
    }
    text
}

/// Id of the message for where a directory came from.
fn standing_id(standing: Standing) -> &'static str {
    match standing {
        Standing::Embedded => "cli-standing-embedded",
        Standing::Demo => "cli-standing-demo",
        Standing::Signed => "cli-standing-signed",
    }
}
