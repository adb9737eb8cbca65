//! The one place that reads environment variables, arguments, the clock, the
//! locale and what the terminal is like.

use std::{
    ffi::OsString,
    io::IsTerminal,
    path::PathBuf,
    sync::OnceLock,
    time::{Duration, Instant},
};

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    app::lock::LockSettings,
    store::Seal,
    sync::{drives::Drives, web::Proxies},
    text::secret::Secret,
};

/// Where "now" comes from. Cheap to copy into a long-running interface, which
/// asks again at every event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the machine.
    System,
    /// Always this instant: tests set it through `PARASOL_NOW`.
    Fixed(Timestamp),
}

impl Clock {
    /// The instant it is.
    pub fn now(self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
            Self::System => Timestamp::now(),
            Self::Fixed(at) => at,
        }
    }
}

/// Time since now, for measuring how long something takes.
pub fn stopwatch() -> impl Fn() -> Duration {
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    let start = Instant::now();
    move || start.elapsed()
}

/// Passphrases from the environment, for scripts. Never from arguments: those
/// are seen by every program of the machine and stay in a shell's history.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// `PARASOL_PASSPHRASE`: opens the vault, or what a key is locked with.
    pub passphrase: Option<Secret>,
    /// `PARASOL_NEW_PASSPHRASE`: the one to take its place.
    pub new_passphrase: Option<Secret>,
}

/// What the vault has given to this command so far: it is asked once.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The passphrase that opened it.
    pub passphrase: OnceLock<Secret>,
    /// What opens a directory that is in the vault; `None`: nothing does.
    pub seal: OnceLock<Option<Seal>>,
}

/// What the world outside says, before the arguments are understood.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// The arguments, the program's own name first.
    pub arguments: Vec<OsString>,
    /// `PARASOL_DATA_DIR`, or else the usual folder for data of programs;
    /// `None` where there is no home folder.
    pub data_dir: Option<PathBuf>,
    /// `PARASOL_CONFIG_DIR`, or else the usual folder for settings.
    pub config_dir: Option<PathBuf>,
    /// `PARASOL_LANG`.
    pub language: Option<String>,
    /// The languages of the system, the preferred one first.
    pub locales: Vec<String>,
    /// `PARASOL_NOW`: an instant (RFC 3339), for tests.
    pub now: Option<String>,
    /// `PARASOL_TZ`: an IANA name, for tests and where the system has none.
    pub zone: Option<String>,
    /// What is known of the terminal.
    pub terminal: Terminal,
    /// Passphrases given by a script.
    pub secrets: Secrets,
    /// `HTTP_PROXY` and the like.
    pub proxies: Proxies,
    /// The machine's drives, or the folders that `PARASOL_DRIVES` names.
    pub drives: Drives,
    /// `VISUAL`, or else `EDITOR`.
    pub editor: Option<String>,
}

/// What is known of the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Standard input is a terminal.
    pub stdin: bool,
    /// Standard output is a terminal.
    pub stdout: bool,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `TERM`.
    pub kind: Option<String>,
    /// The locale says that text is UTF-8; `None` where nothing says either.
    pub utf8: Option<bool>,
    /// Number of colours that the terminal says it has.
    pub colors: u16,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
}

/// A variable that is set, not empty, and text.
fn variable(name: &str) -> Option<String> {
    variable_os(name).and_then(|value| value.into_string().ok())
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn variable_os(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The proxies that the environment asks for, by names in either case.
fn proxies() -> Proxies {
    let either = |name: &str| variable(&name.to_ascii_lowercase()).or_else(|| variable(name));
    Proxies {
        http: either("HTTP_PROXY"),
        https: either("HTTPS_PROXY"),
        all: either("ALL_PROXY"),
        none: either("NO_PROXY"),
    }
}

/// Where drives are: folders in whose subfolders they lie, or else what the
/// machine says.
fn drives() -> Drives {
    match variable_os("PARASOL_DRIVES") {
        Some(folders) => Drives { simulated: std::env::split_paths(&folders).collect(), only_simulated: true },
        None => Drives::default(),
    }
}

impl Outside {
    /// Reads all of it.
    pub fn read() -> Self {
        let named = AppStrategyArgs { app_name: "parasol".to_owned(), ..AppStrategyArgs::default() };
        let usual = choose_app_strategy(named).ok();
        let folder = |name, usual: Option<PathBuf>| variable_os(name).map(PathBuf::from).or(usual);
        Self {
            arguments: std::env::args_os().collect(),
            data_dir: folder("PARASOL_DATA_DIR", usual.as_ref().map(AppStrategy::data_dir)),
            config_dir: folder("PARASOL_CONFIG_DIR", usual.as_ref().map(AppStrategy::config_dir)),
            language: variable("PARASOL_LANG"),
            locales: sys_locale::get_locales().collect(),
            now: variable("PARASOL_NOW"),
            zone: variable("PARASOL_TZ"),
            terminal: Terminal::look(),
            editor: variable("VISUAL").or_else(|| variable("EDITOR")),
            secrets: Secrets {
                passphrase: variable("PARASOL_PASSPHRASE").as_deref().map(Secret::from),
                new_passphrase: variable("PARASOL_NEW_PASSPHRASE").as_deref().map(Secret::from),
            },
            proxies: proxies(),
            drives: drives(),
        }
    }
}

impl Terminal {
    fn look() -> Self {
        let stdout = std::io::stdout().is_terminal();
        // The same order in which the C library looks for the encoding.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
        Self {
            stdin: std::io::stdin().is_terminal(),
            stdout,
            no_color: variable_os("NO_COLOR").is_some(),
            kind: variable("TERM"),
            utf8: locale.map(|name| {
                let name = name.to_ascii_lowercase();
                name.contains("utf-8") || name.contains("utf8")
            }),
            colors: crossterm::style::available_color_count(),
            size: if stdout { crossterm::terminal::size().ok() } else { None },
        }
    }
}

/// The zone of the person reading, and how it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// The zone; UTC where nothing says another.
    pub zone: TimeZone,
    /// False where it is UTC for want of anything better.
    pub known: bool,
}

impl Zone {
    /// The zone named `name`, or else the system's. The error is the name
    /// that no zone has.
    pub fn of(name: Option<&str>) -> Result<Self, String> {
        if let Some(name) = name {
            let zone = TimeZone::get(name).map_err(|_| name.to_owned())?;
            return Ok(Self { zone, known: true });
        }
        Ok(match TimeZone::try_system() {
            Ok(zone) => Self { zone, known: true },
            Err(_) => Self { zone: TimeZone::UTC, known: false },
        })
    }
}

/// Everything outside that commands depend on, decided.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Where the store lies; `None` where there is no home folder.
    pub data_dir: Option<PathBuf>,
    /// Where the user's settings lie.
    pub config_dir: Option<PathBuf>,
    /// The language and why it is this one.
    pub language: super::language::LanguageChoice,
    /// Where "now" comes from.
    pub clock: Clock,
    /// The zone of the person reading.
    pub zone: Zone,
    /// What is known of the terminal; `no_color` also through `--no-color`.
    pub terminal: Terminal,
    /// The made-up directory, in memory.
    pub demo: bool,
    /// No remarks, only results and errors.
    pub quiet: bool,
    /// `--theme`, or that of the settings.
    pub theme: Option<String>,
    /// Passphrases given by a script.
    pub secrets: Secrets,
    /// What the vault has given.
    pub given: Given,
    /// How the interface locks.
    pub lock: LockSettings,
    /// The proxies that the environment asks for.
    pub proxies: Proxies,
    /// Where drives are.
    pub drives: Drives,
    /// The command that edits a text file.
    pub editor: String,
}

/// The editor that every system has.
pub const USUAL_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

impl Environment {
    /// Today's date where the user is.
    pub fn today(&self) -> Date {
        self.clock.now().to_zoned_datetime(self.zone.zone.clone()).date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_name_and_a_wrong_name_is_said() {
        assert_eq!(Zone::of(Some("Europe/Paris")).unwrap().zone.iana_name(), Some("Europe/Paris"));
        assert_eq!(Zone::of(Some("Europe/Nowhere")).unwrap_err(), "Europe/Nowhere");
    }

    #[test]
    fn a_fixed_clock_stands_still() {
        let at: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        assert_eq!(Clock::Fixed(at).now(), at);
    }
}
