//! `sources`: the sites that updates may be asked of.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    answer::Answer,
    directory::data_dir,
    environment::Environment,
    error::{Code, Failure},
    vault,
    verify::day,
    words::{json_line, one_line},
};
use crate::{
    i18n::I18n,
    sheet::update,
    store::Place,
    sync::sources::{self, BadUrl, Source, Sources, SourcesError},
};
use url::Url;

/// What can be done with sources.
#[derive(Debug, clap::Subcommand)]
pub enum SourcesCommand {
    /// Adds a site.
    Add {
        /// Its address.
        #[arg(value_name = "URL")]
        url: String,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
    /// Lists them.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Removes a site.
    Remove {
        /// Its address.
        #[arg(value_name = "URL")]
        url: String,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
}

impl SourcesCommand {
    /// True when the answer is wanted as JSON.
    pub fn json(&self) -> bool {
        match self {
            Self::Add { json, .. } | Self::List { json } | Self::Remove { json, .. } => *json,
        }
    }
}

/// A source, for a program.
#[derive(Debug, Serialize)]
struct Row<'a> {
    url: &'a str,
    /// False where everybody on the way can read what is asked for.
    secret: bool,
    /// When it last answered.
    asked: Option<String>,
    /// When it was last asked, whatever came of it.
    tried: Option<String>,
    /// Why that was no use, as a code; nothing where it answered.
    failed: Option<&'a str>,
    /// When it last answered, and when it last was no use, for a person.
    #[serde(skip)]
    days: [Option<Timestamp>; 2],
    publisher: Option<&'a str>,
    version: Option<u64>,
}

impl<'a> Row<'a> {
    fn of(source: &'a Source) -> Self {
        let (answer, failed) = (source.answer.as_ref(), source.failed.as_ref());
        let days = [answer.map(|answer| answer.at), failed.map(|failed| failed.at)];
        Self {
            url: source.url.as_str(),
            secret: source.is_secret(),
            asked: answer.map(|answer| answer.at.to_string()),
            tried: days.iter().flatten().next_back().map(ToString::to_string),
            failed: failed.map(|failed| failed.code.as_str()),
            days,
            publisher: answer.map(|answer| answer.publisher.as_str()),
            version: answer.map(|answer| answer.version),
        }
    }

    fn line(&self, i18n: &I18n) -> String {
        let [answered, failed] = self.days.map(|at| at.map(|at| day(at, i18n)));
        let text = |text: Option<String>| text.unwrap_or_default().into();
        let message = match (&answered, &failed) {
            (Some(_), None) => "sources-answered",
            (Some(_), Some(_)) => "sources-answered-before",
            (None, Some(_)) => "sources-never-answered",
            (None, None) => "sources-never-asked",
        };
        let values = [
            ("url", self.url.into()),
            ("version", text(self.version.map(|version| version.to_string()))),
            ("date", text(answered)),
            ("tried", text(failed)),
            ("what", self.failed.map(|code| update::no_use(i18n, &one_line(code))).unwrap_or_default().into()),
        ];
        i18n.with(message, &values) + "\n"
    }
}

/// Does what was asked.
pub fn sources(command: &SourcesCommand, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    if environment.demo {
        return Err(Failure::new(i18n, Code::NotInDemo, &[]));
    }
    let data_dir = data_dir(environment, i18n)?;
    let seal = vault::seal(environment, i18n)?;
    let place = Place { data_dir, seal: seal.as_ref() };
    let failed = |error: &SourcesError| failure(error, i18n);
    let mut known = Sources::load(place).map_err(|error| failed(&error))?;
    match command {
        SourcesCommand::List { json } => {
            let rows = rows(&known);
            let text = if *json { json_line(&rows) } else { rows.iter().map(|row| row.line(i18n)).collect() };
            let none = rows.is_empty().then(|| i18n.text("sources-none"));
            Ok(Answer { remarks: none.into_iter().collect(), ..Answer::of(text) })
        }
        SourcesCommand::Add { url, json } => {
            let url = address(url, i18n)?;
            let new = known.add(url.clone()).map_err(|error| failed(&error))?;
            if new {
                known.save(place).map_err(|error| failed(&error))?;
            }
            let said = if new { "sources-added" } else { "sources-there" };
            let said = (!json).then(|| i18n.with(said, &[("url", url.as_str().into())]));
            let remarks = said.into_iter().chain(in_the_open(&url, i18n)).collect();
            Ok(Answer { remarks, ..after(&known, *json) })
        }
        SourcesCommand::Remove { url, json } => {
            let url = address(url, i18n)?;
            if !known.remove(&url) {
                return Err(Failure::new(i18n, Code::UnknownSource, &[("url", url.as_str().into())]));
            }
            known.save(place).map_err(|error| failed(&error))?;
            let said = (!json).then(|| i18n.with("sources-removed", &[("url", url.as_str().into())]));
            Ok(Answer { remarks: said.into_iter().collect(), ..after(&known, *json) })
        }
    }
}

fn rows(known: &Sources) -> Vec<Row<'_>> {
    known.list.iter().map(Row::of).collect()
}

/// The list after a change, for a program; nothing for a person.
fn after(known: &Sources, json: bool) -> Answer {
    if json { Answer::of(json_line(&rows(known))) } else { Answer::default() }
}

/// What has to be known about a site that is asked in the open.
pub fn in_the_open(url: &Url, i18n: &I18n) -> Option<String> {
    (url.scheme() != "https").then(|| i18n.with("sources-in-the-open", &[("site", sources::short(url).into())]))
}

/// Reads the address of a site.
pub fn address(text: &str, i18n: &I18n) -> Result<Url, Failure> {
    sources::address(text).map_err(|problem| {
        let detail = match problem {
            BadUrl::NotAnAddress | BadUrl::OtherScheme => "sources-not-an-address",
            BadUrl::Credentials => "sources-credentials",
            BadUrl::Question => "sources-question",
        };
        let detail = i18n.text(detail);
        // A password in it is not said again.
        let given = if problem == BadUrl::Credentials { "…".to_owned() } else { one_line(text) };
        Failure::new(i18n, Code::NotAnAddress, &[("given", given.into()), ("detail", detail.into())])
    })
}

/// Why the list cannot be used.
pub fn failure(error: &SourcesError, i18n: &I18n) -> Failure {
    match error {
        SourcesError::Store(error) => Failure::of_store(i18n, error),
        SourcesError::TooMany => Failure::new(i18n, Code::TooManySources, &[]),
        SourcesError::Unreadable { .. } | SourcesError::Invalid { .. } => {
            Failure::new(i18n, Code::SourcesFile, &[("detail", error.to_string().into())])
        }
    }
}
