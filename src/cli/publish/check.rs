//! `publish check`: what is wrong with the records, and what to mend.

use super::{arguments::CheckArguments, folder::Folder, raw, raw::RawRecords, source::Source};
use crate::{
    bundle::publish::Settings,
    cli::{
        answer::Answer,
        environment::Environment,
        error::{Code, Failure},
        words::{json_line, list, one_line},
    },
    desk::{self, By, Fault, Kind, Quality, Report},
    directory::{Directory, Publication, Release, Standing, Synonyms, problem},
    i18n::I18n,
    store::files,
};

/// Checks the records of a publisher's folder.
pub fn check(arguments: &CheckArguments, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let by = arguments.by.as_deref().map(|word| column(word, i18n)).transpose()?;
    let wanted = arguments.list.as_deref().map(|word| kind(word, i18n)).transpose()?;
    let folder = Folder::open(&arguments.dir, i18n)?;
    let settings = folder.settings()?;
    let raw = RawRecords::read(&folder)?;
    let source = Source::of(&raw, &folder)?;
    let faults = faults(&source, &raw);
    let errors = faults.iter().filter(|fault| fault.error).count();
    let directory = as_directory(source, &settings);
    let mut quality = Quality::of(&directory, by, environment.clock.now(), environment.today());
    for fault in &faults {
        let entry = fault.id.as_deref().and_then(|id| directory.find(id));
        if let Some((kind, entry)) = of_fault(fault).zip(entry) {
            quality.add(kind, entry.number);
        }
    }
    let report = Report { name: &settings.name, directory: &directory, quality: &quality, faults: &faults };
    let today = environment.today();
    if let Some(path) = &arguments.html {
        let page = desk::page(&report, today, i18n);
        files::write_whole(path, page.as_bytes()).map_err(|error| Failure::of_output(i18n, path, &error))?;
    }
    let text = match wanted {
        Some(kind) => report.ids(quality.of_kind(kind)).fold(String::new(), |text, id| text + &one_line(id) + "\n"),
        None if arguments.json => json_line(&report.json(today)),
        None => report.text(i18n),
    };
    let failure = (errors > 0).then(|| Failure::new(i18n, Code::RecordsInvalid, &[("count", errors.into())]));
    Ok(Answer { failure, ..Answer::of(text) })
}

fn column(word: &str, i18n: &I18n) -> Result<By, Failure> {
    let all = [By::Country, By::Region];
    let choices = || list(&all.map(By::word));
    all.into_iter().find(|by| by.word() == word).ok_or_else(|| wrong("--by", word, &choices(), i18n))
}

fn kind(word: &str, i18n: &I18n) -> Result<Kind, Failure> {
    let choices = || list(&Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>());
    Kind::from_word(word).ok_or_else(|| wrong("--list", word, &choices(), i18n))
}

/// A word that none of the choices is.
fn wrong(option: &str, word: &str, choices: &str, i18n: &I18n) -> Failure {
    Failure::new(i18n, Code::InvalidValue, &[("given", option.into()), ("value", word.into())])
        .hinting(&i18n.with("cli-choose-one-of", &[("choices", choices.into())]))
}

/// The problems with the ids of the records that they are in.
fn faults(source: &Source, raw: &RawRecords) -> Vec<Fault> {
    let fault = |problem: &problem::Problem, error: bool| {
        let record = raw.record(&problem.file, problem.line);
        let id = record.and_then(|record| raw::owner(&record, &problem.field));
        Fault { problem: problem.clone(), id, error }
    };
    let errors = source.errors().map(|problem| fault(problem, true));
    errors.chain(source.warnings().map(|problem| fault(problem, false))).collect()
}

/// What only the source could tell: reading has put it right.
fn of_fault(fault: &Fault) -> Option<Kind> {
    use problem::Code::{ConfidentialDetail, InvalidDate, InvalidRecurrence, InvalidTime, VagueHours};
    let problem = &fault.problem;
    match problem.code {
        ConfidentialDetail => Some(Kind::ConfidentialDetail),
        InvalidDate | InvalidRecurrence | InvalidTime | VagueHours if problem.field.contains("/schedules/") => {
            Some(Kind::BrokenSchedule)
        }
        _ => None,
    }
}

/// The records as a directory: what a release of them would hold.
fn as_directory(source: Source, settings: &Settings) -> Directory {
    let publication = Publication {
        publisher: String::new(),
        name: settings.name.clone(),
        standing: Standing::Signed,
        fingerprint: None,
        version: 0,
        published: None,
        expires: None,
        stale_after_days: settings.stale_after_days,
        hard_limit_days: settings.hard_limit_days,
        corrections_key: None,
        synonyms: Synonyms::default(),
    };
    let (organizations, tombstones) = (source.records.organizations, source.records.tombstones);
    Directory::new(vec![Release { publication, organizations, tombstones }])
}
