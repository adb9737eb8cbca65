//! `sync`: asks sites for updates, says what they cost and change, takes them.

use std::{
    cell::OnceCell,
    io::{self, BufRead, Write},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{
    answer::Answer,
    ask,
    directory::{data_dir, open_to_write},
    environment::Environment,
    error::{Code, Failure},
    import,
    progress::Progress,
    refusal,
    sources::{self, address, in_the_open},
    taking::Taking,
    vault,
    words::{fact, json_line},
};
use crate::{
    bundle::{self, Fetch, FetchError, Refusal, Verified},
    i18n::I18n,
    sheet::update,
    store::{Opened, Place, Publisher, take},
    sync::{
        Cost, Watch,
        asking::{self, Asked},
        sources::{Failed as Unused, NO_USE, Source, Sources},
        web::{Pace, Parts, Web},
    },
};

/// More bytes than these are not fetched over a metered line without a
/// question: changes of a month stay far below, a first fetch does not.
const METERED: u64 = 250_000;

/// Which sites to ask, and how.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct SyncArguments {
    /// The site; all sources if none is given.
    #[arg(value_name = "URL")]
    pub url: Option<String>,
    /// The line costs money: ask before fetching much.
    #[arg(long)]
    pub metered: bool,
    /// Only sites that have not answered for so many days.
    #[arg(long, value_name = "DAYS")]
    pub if_older: Option<u32>,
    /// Only say what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Without a question.
    #[arg(long)]
    pub yes: bool,
    /// Fingerprint of a publisher that is not known yet.
    #[arg(long, value_name = "FINGERPRINT")]
    pub trust: Option<String>,
    /// For tests: little patience with the line.
    #[arg(long, hide = true)]
    pub debug_hurry: bool,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// What asking a site came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// It answered lately.
    NotAsked,
    /// It has what is in use.
    Unchanged,
    /// It has something else, which was not taken.
    Offered,
    /// What it has is in use now.
    Taken,
    /// It did not work.
    Failed,
}

/// A site and what came of it, for a program.
#[derive(Debug, Serialize)]
struct Row {
    url: String,
    state: State,
    /// The version that it has.
    version: Option<u64>,
    /// Bytes of the update in all.
    bytes: Option<u64>,
    /// Those that were here already; those that are here now, where it failed.
    kept: Option<u64>,
    /// False where its publisher is switched off: what it has is kept and not
    /// shown.
    shown: Option<bool>,
    /// What changes.
    update: Option<Value>,
    error: Option<Failure>,
    /// The same for a person.
    #[serde(skip)]
    text: String,
    #[serde(skip)]
    publisher: Option<String>,
}

impl Row {
    fn new(source: &Source, state: State) -> Self {
        Self {
            url: source.url.to_string(),
            state,
            version: source.answer.as_ref().map(|answer| answer.version),
            bytes: None,
            kept: None,
            shown: None,
            update: None,
            error: None,
            text: String::new(),
            publisher: source.answer.as_ref().map(|answer| answer.publisher.clone()),
        }
    }

    /// What it came to when asking failed.
    fn fail(&mut self, failure: &Failure) {
        self.state = State::Failed;
        self.error = Some(failure.clone());
    }

    fn lines(&self, i18n: &I18n) -> String {
        let state = match (self.state, self.shown) {
            (State::NotAsked, _) => "sync-not-asked",
            (State::Unchanged, Some(false)) => "sync-unchanged-off",
            (State::Unchanged, _) => "sync-unchanged",
            (State::Offered, _) => "sync-offered",
            (State::Taken, Some(false)) => "sync-taken-off",
            (State::Taken, _) => "sync-taken",
            (State::Failed, _) => "sync-failed",
        };
        let version = self.version.map_or_else(String::new, |version| version.to_string());
        let state = i18n.with(state, &[("version", version.into())]);
        fact(i18n, "sync-source", &self.url) + &fact(i18n, "sync-state", &state) + &self.text
    }
}

/// Asks sites for updates.
pub fn sync(
    arguments: &SyncArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    if environment.demo {
        return Err(Failure::new(i18n, Code::NotInDemo, &[]));
    }
    let data_dir = data_dir(environment, i18n)?;
    let seal = vault::seal(environment, i18n)?;
    let place = Place { data_dir, seal: seal.as_ref() };
    let wanted = wanted(arguments, place, i18n)?;
    let now = environment.clock.now();
    let (due, asked): (Vec<Source>, Vec<Source>) =
        wanted.into_iter().partition(|source| is_due(source, arguments.if_older, now));
    let mut rows: Vec<Row> = asked.iter().map(|source| Row::new(source, State::NotAsked)).collect();
    if due.is_empty() {
        return Ok(answer(&rows, None, arguments.json, i18n));
    }
    let (opened, remarks) = open_to_write(environment, "sync", Arc::new(|_| {}), i18n)?;
    let taking = Taking {
        dry_run: arguments.dry_run,
        yes: arguments.yes,
        trust: arguments.trust.as_deref(),
        json: arguments.json,
        environment,
        listed: OnceCell::new(),
        input,
        i18n,
    };
    let mut session = Session {
        taking,
        opened,
        place,
        metered: arguments.metered,
        pace: if arguments.debug_hurry { hurried() } else { Pace::default() },
        remarks,
        after: Vec::new(),
    };
    let mut failures = Vec::new();
    for source in &due {
        let mut row = Row::new(source, State::Unchanged);
        if let Err(failure) = session.ask(source, &mut row) {
            let failure = of_site(failure, i18n);
            session.note_failure(source, &failure)?;
            row.fail(&failure);
            failures.push(Failed { source, failure, at: rows.len() });
        }
        rows.push(row);
    }
    let (harmless, mut failures): (Vec<_>, Vec<_>) =
        failures.into_iter().partition(|failed| failed.is_harmless(&rows, &session));
    let worst = (!failures.is_empty()).then(|| {
        let mut worst = failures.remove(0);
        worst.failure.message = worst.message(i18n);
        worst.failure
    });
    let Session { mut remarks, after, .. } = session;
    remarks.extend(harmless.iter().map(|failed| failed.remark(i18n)));
    remarks.extend(failures.iter().map(|failed| failed.message(i18n)));
    Ok(Answer { remarks, after, ..answer(&rows, worst, arguments.json, i18n) })
}

/// A site that was no use.
struct Failed<'a> {
    source: &'a Source,
    failure: Failure,
    /// Which row it is.
    at: usize,
}

impl Failed<'_> {
    fn said(&self, message: &str, i18n: &I18n) -> String {
        let values = [("site", self.source.short().into()), ("what", self.failure.message.as_str().into())];
        i18n.with(message, &values)
    }

    fn message(&self, i18n: &I18n) -> String {
        self.said("sync-at", i18n)
    }

    /// The same where another site has what this one has not.
    fn remark(&self, i18n: &I18n) -> String {
        self.said(if self.failure.code == Code::Older { "sync-lags" } else { "sync-at" }, i18n)
    }

    /// True where another site of the same publisher is as good: of those that
    /// cannot be reached, any that has answered; of those that lag behind, one
    /// that has at least the version in use.
    fn is_harmless(&self, rows: &[Row], session: &Session<'_>) -> bool {
        let publisher = rows.get(self.at).and_then(|row| row.publisher.as_deref());
        let answered = || rows.iter().filter(|row| row.state != State::Failed);
        let same = || answered().filter(|row| publisher.is_some() && row.publisher.as_deref() == publisher);
        match (self.failure.code, publisher) {
            // Whose a site is that never answered, nobody knows. Where there is
            // only one publisher, it is taken for a mirror of that one.
            (Code::Unreachable, None) => {
                let mut whose = answered().map(|row| row.publisher.as_deref());
                whose.next().is_some_and(|first| first.is_some() && whose.all(|other| other == first))
            }
            (Code::Unreachable, Some(_)) => same().next().is_some(),
            (Code::Older, Some(id)) => {
                let in_use = session.remembered(id).ok().flatten().map(|(_, version)| version);
                same().any(|row| row.version >= in_use)
            }
            _ => false,
        }
    }
}

/// What a site sends cannot be copied again, as a file can.
fn of_site(failure: Failure, i18n: &I18n) -> Failure {
    match failure.code {
        Code::Damaged => failure.hinting(&i18n.text("updates-hint-damaged-site")),
        _ => failure,
    }
}

fn answer(rows: &[Row], failure: Option<Failure>, json: bool, i18n: &I18n) -> Answer {
    let said = |row: &&Row| row.state != State::Failed;
    let text = if json {
        json_line(&rows)
    } else {
        rows.iter().filter(said).map(|row| row.lines(i18n)).collect::<Vec<_>>().join("\n")
    };
    Answer { text, failure, ..Answer::default() }
}

/// The sites that are meant.
fn wanted(arguments: &SyncArguments, place: Place<'_>, i18n: &I18n) -> Result<Vec<Source>, Failure> {
    let known = Sources::load(place).map_err(|error| sources::failure(&error, i18n))?;
    if let Some(url) = &arguments.url {
        let url = address(url, i18n)?;
        return Ok(vec![known.find(&url).cloned().unwrap_or_else(|| Source::new(url))]);
    }
    if known.list.is_empty() { Err(Failure::new(i18n, Code::NoSources, &[])) } else { Ok(known.list) }
}

/// True unless the site has answered within these days.
fn is_due(source: &Source, days: Option<u32>, now: Timestamp) -> bool {
    let (Some(days), Some(answer)) = (days, &source.answer) else { return true };
    // A clock that was ahead must not keep a site from being asked.
    let ago = now.duration_since(answer.at);
    ago.is_negative() || ago.as_hours() >= i64::from(days) * 24
}

/// For tests: lines there break at once and are back at once.
fn hurried() -> Pace {
    let milliseconds = Duration::from_millis;
    Pace {
        connect: Duration::from_secs(10),
        stall: milliseconds(800),
        window: milliseconds(1_500),
        pause: milliseconds(5),
        tries: 3,
    }
}

/// Asking several sites with one store.
struct Session<'a> {
    taking: Taking<'a>,
    opened: Opened,
    place: Place<'a>,
    metered: bool,
    pace: Pace,
    remarks: Vec<String>,
    /// What has to be said at the end.
    after: Vec<String>,
}

impl Session<'_> {
    /// Asks a site. What is known of it by the time that something fails stands
    /// in the row.
    fn ask(&mut self, source: &Source, row: &mut Row) -> Result<(), Failure> {
        let i18n = self.taking.i18n;
        if let Some(remark) = in_the_open(&source.url, i18n) {
            self.say(&remark);
        }
        let parts = Parts::at(self.place);
        let line = Arc::new(Mutex::new(Progress::new(0, self.taking.environment)));
        let Asked { fetch, unchanged } = self.begin(source, &parts, &line)?;
        if let Some(version) = unchanged {
            row.version = Some(version);
            row.shown = self.is_shown(row.publisher.as_deref())?;
            return self.note(source, row.publisher.clone().unwrap_or_default(), version);
        }
        // Whose it says it is: also of what is refused it is told.
        let whose = bundle::identify(fetch.as_ref()).ok().map(|fingerprint| fingerprint.publisher());
        row.publisher = whose.or(row.publisher.take());
        let verified = self.taking.look(&fetch, &self.opened)?;
        let (publisher, version) = (verified.manifest.publisher.clone(), verified.version);
        self.note(source, publisher.clone(), version)?;
        (row.version, row.shown) = (Some(version), self.is_shown(Some(&publisher))?);
        row.publisher = Some(publisher);
        let plan = take::plan(&*self.opened.store, &verified).map_err(|error| Failure::of_store(i18n, &error))?;
        let cost = Cost::of(&plan, &parts);
        if cost.bytes == 0 && verified.known && self.in_use(&verified)? == Some(version) {
            return Ok(());
        }
        (row.bytes, row.kept) = (Some(cost.bytes), Some(cost.kept));
        self.announce(source, &verified, cost)?;
        let offer = self.taking.prepare(&*self.opened.store, verified);
        line.lock().unwrap_or_else(PoisonError::into_inner).finish();
        let offer = offer.map_err(|error| {
            let cost = Cost::of(&plan, &parts);
            row.kept = Some(cost.kept);
            saying_what_is_kept(import::failure(&error, i18n), cost, i18n)
        })?;
        let settled = self.taking.settle(offer, None, &mut self.opened)?;
        self.remarks.extend(settled.remarks);
        self.after.extend(settled.after);
        row.state = if settled.taken { State::Taken } else { State::Offered };
        if settled.taken {
            parts.clear();
        }
        (row.update, row.text) = (Some(settled.value), settled.text);
        Ok(())
    }

    /// False where the publisher is switched off; `None` where nothing of it is
    /// in use.
    fn is_shown(&self, publisher: Option<&str>) -> Result<Option<bool>, Failure> {
        let known = publisher.map_or(Ok(None), |id| self.remembered(id))?;
        Ok(known.map(|(publisher, _)| !publisher.off))
    }

    /// What is remembered of a publisher, and the version in use.
    fn remembered(&self, publisher: &str) -> Result<Option<(Publisher, u64)>, Failure> {
        let known = asking::remembered(&*self.opened.store, publisher);
        known.map_err(|error| Failure::of_store(self.taking.i18n, &error))
    }

    /// Asks for the one file that changes.
    fn begin(&self, source: &Source, parts: &Parts, line: &Arc<Mutex<Progress>>) -> Result<Asked, Failure> {
        let i18n = self.taking.i18n;
        let line = Arc::clone(line);
        let report = move |bytes: crate::sync::Bytes| {
            let total = bytes.total.unwrap_or(bytes.done);
            line.lock().unwrap_or_else(PoisonError::into_inner).set(bytes.done, total);
        };
        let watch = Watch { report: Arc::new(report), ..Watch::default() };
        let failed = |error: FetchError| match error {
            FetchError::NotFound => Failure::new(i18n, Code::NothingAtAddress, &[("url", source.url.as_str().into())]),
            error => refusal::failure(&Refusal::of_fetch(source.short(), error), i18n),
        };
        let web = Web::new(&source.url, &self.taking.environment.proxies, self.pace.clone(), parts.clone(), watch);
        let web: Arc<dyn Fetch> = Arc::new(web.map_err(failed)?);
        let before = match &source.answer {
            Some(answer) => self.remembered(&answer.publisher)?,
            None => None,
        };
        asking::ask(web, before.as_ref()).map_err(failed)
    }

    /// The version in use of the publisher of this one.
    fn in_use(&self, verified: &Verified) -> Result<Option<u64>, Failure> {
        Ok(self.remembered(&verified.manifest.publisher)?.map(|(_, version)| version))
    }

    /// Says what is going to be fetched, and asks where it is much.
    fn announce(&mut self, source: &Source, verified: &Verified, cost: Cost) -> Result<(), Failure> {
        let i18n = self.taking.i18n;
        let bytes = |count: u64| update::bytes(i18n, count);
        let values = [
            ("site", source.short().into()),
            ("version", verified.version.to_string().into()),
            ("bytes", bytes(cost.left()).into()),
            ("kept", bytes(cost.kept).into()),
        ];
        let said = i18n.with(if cost.kept > 0 { "sync-rest-to-get" } else { "sync-to-get" }, &values);
        self.say(&said);
        if !self.metered || cost.left() <= METERED {
            return Ok(());
        }
        if self.taking.yes || !self.taking.environment.terminal.stdin {
            let values = [("bytes", bytes(cost.left()).into()), ("limit", bytes(METERED).into())];
            return Err(Failure::new(i18n, Code::Metered, &values));
        }
        let question = i18n.with("sync-metered-question", &[("bytes", bytes(cost.left()).into())]);
        ask::confirm(&question, self.taking.environment, self.taking.input, i18n)
    }

    /// Says something before it happens, and not with the remarks at the end.
    fn say(&self, text: &str) {
        if !self.taking.environment.quiet {
            // Whoever closed standard error does not want to know.
            writeln!(io::stderr(), "{text}").ok();
        }
    }

    /// Notes what a site has answered.
    fn note(&self, source: &Source, publisher: String, version: u64) -> Result<(), Failure> {
        let answer = crate::sync::sources::Answer { at: self.taking.environment.clock.now(), publisher, version };
        Sources::note_in(self.place, &source.url, answer).map_err(|error| sources::failure(&error, self.taking.i18n))
    }

    /// Notes that a site was no use. What has to do with this device only, such
    /// as a full disk, says nothing about the site.
    fn note_failure(&self, source: &Source, failure: &Failure) -> Result<(), Failure> {
        if !NO_USE.contains(&failure.code.word()) {
            return Ok(());
        }
        let failed = Unused { at: self.taking.environment.clock.now(), code: failure.code.word().to_owned() };
        let noted = Sources::note_failure_in(self.place, &source.url, failed);
        noted.map_err(|error| sources::failure(&error, self.taking.i18n))
    }
}

/// The same failure with how much of what broke off is kept.
fn saying_what_is_kept(failure: Failure, cost: Cost, i18n: &I18n) -> Failure {
    if failure.code != Code::Unreachable || cost.kept == 0 {
        return failure;
    }
    let bytes = |count: u64| update::bytes(i18n, count);
    let values = [
        ("hint", failure.hint.as_str().into()),
        ("kept", bytes(cost.kept).into()),
        ("bytes", bytes(cost.bytes).into()),
    ];
    let hint = i18n.with("sync-kept", &values);
    failure.hinting(&hint)
}
