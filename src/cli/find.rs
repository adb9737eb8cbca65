//! `find`: the linear search.

use std::io::Read;

use serde::Serialize;

use super::{
    answer::Answer,
    arguments::FindArguments,
    directory::{self, Loaded},
    environment::Environment,
    error::Failure,
    exit::ExitCode,
    query,
    words::{fact, json_line},
};
use crate::{
    app::{notes, why},
    directory::{Directory, Entry, LanguageTag, Need, freshness::Freshness, hours},
    i18n::I18n,
    search::{Cancel, Hit, Index, Outcome, Query, Request, is_known_by_directory},
    sheet::{self, Context, phrases::number},
};

/// So many results where no limit is given and a person reads.
const LIMIT: usize = 20;

/// Finds.
pub fn find(
    arguments: &FindArguments,
    environment: &Environment,
    input: &mut dyn Read,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let asked = query::query(arguments, input, i18n)?;
    if let Err(problem) = &asked
        && !is_known_by_directory(problem.filter())
    {
        return Err(query::failure_of(problem, i18n));
    }
    let (Loaded { directory, remarks, .. }, index) = directory::load_with_index(environment, "find", i18n)?;
    let query = match query::checked(asked, &directory, &index, i18n) {
        Ok(query) => query,
        // What is not found is said beside an empty result.
        Err(failure) if failure.exit() == ExitCode::NothingFound => {
            let text = if arguments.json { json_line(&[(); 0]) } else { String::new() };
            return Ok(Answer { text, remarks, failure: Some(failure), ..Answer::default() });
        }
        Err(failure) => return Err(failure),
    };
    let usual = if arguments.json { directory.len() } else { LIMIT };
    let limit = arguments.limit.map_or(usual, |limit| limit as usize);
    let outcome = search(&directory, &index, &query, limit, environment);
    let context = context(environment, i18n);
    let total = outcome.shown_total();
    let failure = (total == 0).then(|| query::nothing(outcome.excluded.as_ref(), i18n));
    let mut answer = Answer { remarks, failure, ..Answer::default() };
    answer.remarks.extend(query::remarks(&query, &outcome, &index, directory.len(), i18n));
    if arguments.json {
        answer.text = json(&directory, &outcome, &context, environment);
    } else if total > 0 {
        answer.text = text(&directory, &index, &query, &outcome, &context);
        if outcome.shown().len() < total {
            answer.remarks.push(i18n.with("cli-find-more", &[("shown", outcome.shown().len().into())]));
        }
    }
    Ok(answer)
}

/// What wording depends on.
pub fn context<'a>(environment: &'a Environment, i18n: &'a I18n) -> Context<'a> {
    Context {
        i18n,
        text_language: environment.language.reading.as_str(),
        now: environment.clock.now(),
        zone: &environment.zone.zone,
    }
}

/// Asks the index.
pub fn search(directory: &Directory, index: &Index, query: &Query, limit: usize, environment: &Environment) -> Outcome {
    let request = Request { query, now: environment.clock.now(), today: environment.today(), limit, explained: limit };
    // Nobody can cancel this search, so there is always an outcome.
    index.search(directory, request, &Cancel::default()).unwrap_or_default()
}

/// The results for a person: one fact a line, label first.
fn text(directory: &Directory, index: &Index, query: &Query, outcome: &Outcome, context: &Context<'_>) -> String {
    let mut text = count(query, outcome, directory, index, context.i18n);
    text.push('\n');
    let apart = notes::set_apart(context.i18n, index, &query.filters, outcome.shown());
    for (at, hit) in outcome.shown().iter().enumerate() {
        if let Some(entry) = directory.entry(hit.entry) {
            for (_, words) in apart.iter().filter(|(first, _)| *first == at) {
                text.extend(["\n", words, ":\n"]);
            }
            text.push('\n');
            let distance = notes::how_far(context.i18n, index, &query.filters, hit);
            text.push_str(&result(at + 1, directory, &entry, hit, distance, context));
        }
    }
    text
}

/// "14 of 1,000", and "nearest first" where that is so.
pub fn count(query: &Query, outcome: &Outcome, directory: &Directory, index: &Index, i18n: &I18n) -> String {
    let total = number(i18n, outcome.shown_total());
    let count = i18n.with("cli-find-count", &[("total", total.into()), ("all", number(i18n, directory.len()).into())]);
    match notes::sorted_by_distance_from(index, &query.filters) {
        Some(_) => format!("{count}, {}", i18n.text("find-nearest-first")),
        None => count,
    }
}

fn result(
    number: usize,
    directory: &Directory,
    entry: &Entry<'_>,
    hit: &Hit,
    distance: String,
    context: &Context<'_>,
) -> String {
    let row = sheet::row(entry, context);
    let names: Vec<&str> = row.names().collect();
    let why = why::shortly(context.i18n, hit, &names);
    let phones: Vec<&str> = entry.phones().value.iter().map(|phone| phone.number.as_str()).collect();
    let facts = [
        ("cli-fact-organization", row.organization.unwrap_or_default()),
        ("cli-fact-place", row.place),
        ("cli-fact-distance", distance),
        ("cli-fact-open", row.open),
        ("cli-fact-access", row.access),
        ("cli-fact-languages", row.languages),
        ("cli-fact-checked", row.checked),
        ("cli-fact-phone", phones.join(", ")),
        ("cli-fact-why", why),
        ("cli-fact-id", directory.id_of(entry)),
    ];
    let said = facts.iter().filter(|(_, value)| !value.is_empty());
    let lines: String = said.map(|(label, value)| fact(context.i18n, label, value)).collect();
    format!("{number}. {}\n{lines}", row.name)
}

/// One result for a program.
#[derive(Debug, Serialize)]
struct Item<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    organization: &'a str,
    place: Option<String>,
    country: Option<&'a str>,
    needs: Vec<&'static str>,
    languages: Vec<&'a str>,
    phones: Vec<&'a str>,
    open: &'static str,
    checked: Option<String>,
    stale: bool,
    score: i64,
    matched: Vec<Match<'a>>,
    covers: bool,
    metres: Option<u32>,
    partial: Option<Part<'a>>,
}

/// Why results do not have every word, for a program: the same on each of
/// them. `null` where they have.
#[derive(Debug, Clone, Copy, Serialize)]
struct Part<'a> {
    dropped: &'a [String],
    meant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'static str>,
}

/// A field in which words matched, for a program.
#[derive(Debug, Serialize)]
struct Match<'a> {
    field: &'static str,
    text: &'a str,
}

fn json(directory: &Directory, outcome: &Outcome, context: &Context<'_>, environment: &Environment) -> String {
    let partial = outcome.partial();
    let partial = partial.map(|one| Part {
        dropped: &one.dropped,
        meant: one.meant.map(Need::slug),
        topic: one.topic.map(|topic| topic.slug.as_str()),
    });
    let partial = partial.filter(|one| !one.dropped.is_empty() || one.meant.is_some());
    let item = |hit| Some(item(hit, partial, directory, &directory.entry(hit.entry)?, context, environment));
    let items: Vec<Item<'_>> = outcome.shown().iter().filter_map(item).collect();
    json_line(&items)
}

fn item<'a>(
    hit: &'a Hit,
    partial: Option<Part<'a>>,
    directory: &Directory,
    entry: &Entry<'a>,
    context: &Context<'_>,
    environment: &Environment,
) -> Item<'a> {
    let checked = entry.checked();
    let freshness = Freshness::of(checked, environment.today(), entry.publication.stale_after_days);
    let languages = entry.languages().value;
    Item {
        id: directory.id_of(entry),
        kind: entry.kind().as_str(),
        name: entry.name().read(context.text_language).value,
        organization: entry.organization.name.read(context.text_language).value,
        place: Some(sheet::row(entry, context).place).filter(|place| !place.is_empty()),
        country: country(entry),
        needs: entry.needs().iter().map(|need| need.slug()).collect(),
        languages: languages
            .iter()
            .filter_map(|language| language.code.as_ref().map(LanguageTag::as_str).or(language.name.as_deref()))
            .collect(),
        phones: entry.phones().value.iter().map(|phone| phone.number.as_str()).collect(),
        open: hours::openness(entry, context.now).as_str(),
        checked: checked.map(|date| date.to_string()),
        stale: freshness.is_stale(),
        score: hit.score,
        matched: hit
            .matched
            .iter()
            .map(|matched| Match { field: matched.field.as_str(), text: &matched.text })
            .collect(),
        covers: hit.covers,
        metres: hit.metres,
        partial,
    }
}

/// The country where the entry is, or which it covers.
fn country<'a>(entry: &Entry<'a>) -> Option<&'a str> {
    let covered = || {
        let mut areas = entry.service_areas().into_iter();
        areas.find(|area| area.extent_type.as_deref() == Some("country")).and_then(|area| area.extent.as_deref())
    };
    entry.main_address().and_then(|address| address.country.as_deref()).or_else(covered)
}
