//! The checks of `doctor`, in the order in which they are read.

use std::path::Path;

use jiff::{
    Timestamp,
    civil::{Date, date},
};

use super::Check;
use crate::{
    app::keymap::Keymap,
    cli::{
        directory::{self, Loaded},
        environment::Environment,
        error::Failure,
        settings::{self, Found},
        words::{list, one_line},
    },
    i18n::I18n,
    sheet::update,
    store::Holder,
};

/// A clock before this day is wrong: the program did not exist.
const FIRST_DAY: Date = date(2026, 11, 1);
/// A clock after this day is wrong, as far as anybody can tell.
const LAST_DAY: Date = date(2100, 1, 1);

/// Every check.
pub(super) fn all(environment: &Environment, found: &Found, i18n: &I18n) -> Vec<Check> {
    let mut checks = vec![
        Check::ok("version", env!("CARGO_PKG_VERSION")),
        Check::ok("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
    ];
    let loaded = directory::load(environment, "doctor", i18n);
    checks.extend(store(environment, loaded.as_ref(), i18n));
    checks.extend(terminal(environment, i18n));
    checks.push(language(environment, i18n));
    checks.push(settings_file(environment, found, i18n));
    checks.push(keymap_file(environment, i18n));
    checks.push(zone(environment, i18n));
    let newest = loaded.ok().and_then(|loaded| newest_publication(&loaded));
    checks.push(clock(environment.clock.now(), environment.today(), newest, i18n));
    checks
}

/// The data folder, who has it, what is in it.
fn store(environment: &Environment, loaded: Result<&Loaded, &Failure>, i18n: &I18n) -> Vec<Check> {
    if environment.demo {
        return vec![Check::ok("folder", i18n.text("cli-doctor-demo"))];
    }
    let folder = environment.data_dir.as_deref().map_or_else(|| "-".to_owned(), shown);
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(failure) => return vec![Check::failed("folder", folder, format!("{} {}", failure.message, failure.hint))],
    };
    let mut checks = vec![match &loaded.unwritable {
        None => Check::ok("folder", folder),
        Some(failure) => Check::failed("folder", folder, format!("{} {}", failure.message, failure.hint)),
    }];
    checks.push(match &loaded.held {
        None => Check::ok("lock", i18n.text("cli-doctor-lock-free")),
        Some(holder) => Check::note("lock", held_by(holder.as_ref(), i18n), i18n.text("cli-doctor-lock-hint")),
    });
    let contents = [
        ("entries", loaded.directory.len().into()),
        ("generation", loaded.generation.into()),
        ("bytes", update::bytes(i18n, loaded.bytes).into()),
    ];
    // Who has the store, or why it cannot be written, is said above.
    let said_above = loaded.held.is_some() || loaded.unwritable.is_some();
    checks.push(if loaded.remarks.is_empty() || said_above {
        Check::ok("store", i18n.with("cli-doctor-contents", &contents))
    } else {
        Check::note("store", i18n.with("cli-doctor-contents", &contents), loaded.remarks.join(" "))
    });
    let aside = environment.data_dir.as_deref().map(damaged).unwrap_or_default();
    checks.push(if aside.is_empty() {
        Check::ok("damaged", i18n.text("cli-doctor-none"))
    } else {
        Check::note("damaged", list(&aside), i18n.text("cli-doctor-damaged-hint"))
    });
    checks
}

fn held_by(holder: Option<&Holder>, i18n: &I18n) -> String {
    match holder {
        None => i18n.text("cli-doctor-lock-unknown"),
        Some(Holder { pid, since, purpose }) => i18n.with(
            "cli-doctor-lock-held",
            &[("pid", pid.to_string().into()), ("purpose", purpose.into()), ("since", since.to_string().into())],
        ),
    }
}

/// Names of stores that were set aside.
fn damaged(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|entry| one_line(&entry.file_name().to_string_lossy()));
    let mut names: Vec<String> = names.filter(|name| name.contains(".damaged-")).collect();
    names.sort_unstable();
    names
}

fn terminal(environment: &Environment, i18n: &I18n) -> Vec<Check> {
    let terminal = &environment.terminal;
    let yes_or_no = |yes: bool| i18n.text(if yes { "cli-doctor-yes" } else { "cli-doctor-no" });
    let mut checks = vec![match (terminal.size, terminal.stdin && terminal.stdout) {
        (Some((columns, rows)), true) => {
            let size = i18n
                .with("cli-doctor-size", &[("columns", u32::from(columns).into()), ("rows", u32::from(rows).into())]);
            let (least_columns, least_rows) = crate::app::state::SMALLEST;
            if columns < least_columns || rows < least_rows {
                Check::note("terminal", size, i18n.text("cli-doctor-size-hint"))
            } else {
                Check::ok("terminal", size)
            }
        }
        _ => Check::note("terminal", i18n.text("cli-doctor-no-terminal"), i18n.text("cli-doctor-no-terminal-hint")),
    }];
    checks.push(Check::ok("term", terminal.kind.as_deref().map_or_else(|| "-".to_owned(), one_line)));
    checks.push(Check::ok("colors", terminal.colors.to_string()));
    checks.push(Check::ok("no-color", yes_or_no(terminal.no_color)));
    checks.push(match terminal.utf8 {
        Some(true) => Check::ok("unicode", yes_or_no(true)),
        Some(false) => Check::note("unicode", yes_or_no(false), i18n.text("cli-doctor-unicode-hint")),
        None => Check::ok("unicode", i18n.text("cli-doctor-unknown")),
    });
    checks
}

fn language(environment: &Environment, i18n: &I18n) -> Check {
    let choice = &environment.language;
    let because = i18n.text(choice.because.message_id());
    Check::ok("language", format!("{} ({because})", choice.interface))
}

fn settings_file(environment: &Environment, found: &Found, i18n: &I18n) -> Check {
    let path = file_in(environment, settings::FILE);
    let absent = || format!("{path} ({})", i18n.text("cli-doctor-absent"));
    match found {
        Found::Absent => Check::ok("settings", absent()),
        Found::Valid => Check::ok("settings", path),
        Found::Invalid { .. } => {
            let hint = found.problem(i18n).unwrap_or_default();
            Check::failed("settings", path, hint)
        }
    }
}

fn keymap_file(environment: &Environment, i18n: &I18n) -> Check {
    let path = file_in(environment, settings::KEYMAP_FILE);
    let folder = environment.config_dir.as_deref();
    match folder.map(|folder| settings::read_if_there(&folder.join(settings::KEYMAP_FILE))) {
        None | Some(Ok(None)) => Check::ok("keymap", format!("{path} ({})", i18n.text("cli-doctor-absent"))),
        Some(Err(error)) => Check::failed("keymap", path, one_line(&error.to_string())),
        Some(Ok(Some(text))) => match Keymap::with_user_file(settings::KEYMAP_FILE, &text) {
            Ok(_) => Check::ok("keymap", path),
            Err(problem) => Check::failed("keymap", path, one_line(&problem.to_string())),
        },
    }
}

fn file_in(environment: &Environment, name: &str) -> String {
    environment.config_dir.as_deref().map_or_else(|| name.to_owned(), |folder| shown(&folder.join(name)))
}

fn shown(path: &Path) -> String {
    one_line(&path.display().to_string())
}

fn zone(environment: &Environment, i18n: &I18n) -> Check {
    let zone = &environment.zone;
    let name = zone.zone.iana_name().map_or_else(|| i18n.text("cli-doctor-zone-unnamed"), one_line);
    if zone.known { Check::ok("zone", name) } else { Check::note("zone", name, i18n.text("cli-doctor-zone-hint")) }
}

/// When the newest release in the directory was published.
fn newest_publication(loaded: &Loaded) -> Option<Timestamp> {
    loaded.directory.publications().filter_map(|publication| publication.published).max()
}

/// A wrong clock makes "open now" and "checked 3 weeks ago" wrong.
fn clock(now: Timestamp, today: Date, newest: Option<Timestamp>, i18n: &I18n) -> Check {
    let before = newest.is_some_and(|newest| now < newest);
    if before || !(FIRST_DAY..LAST_DAY).contains(&today) {
        Check::failed("clock", now.to_string(), i18n.text("cli-doctor-clock-hint"))
    } else {
        Check::ok("clock", now.to_string())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::cli::doctor::State;

    #[rstest]
    #[case("1970-01-01T00:00:00Z", None, State::Failed)]
    #[case("2026-12-01T00:00:00Z", None, State::Ok)]
    #[case("2026-12-01T00:00:00Z", Some("2026-12-02T00:00:00Z"), State::Failed)]
    #[case("2199-01-01T00:00:00Z", None, State::Failed)]
    fn a_clock_that_cannot_be_right_is_a_problem(
        #[case] now: &str,
        #[case] newest: Option<&str>,
        #[case] expected: State,
    ) {
        let now: Timestamp = now.parse().unwrap();
        let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
        let newest = newest.map(|at| at.parse().unwrap());
        assert_eq!(clock(now, today, newest, &I18n::new("en")).state, expected);
    }

    #[test]
    fn damaged_stores_are_found_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["directory", "directory.damaged-2026-11-02", "directory.damaged-2026-11-01"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        assert_eq!(damaged(folder.path()), ["directory.damaged-2026-11-01", "directory.damaged-2026-11-02"]);
    }
}
