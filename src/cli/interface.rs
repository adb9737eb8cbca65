//! No command: the terminal interface, with what it needs from outside.

use std::sync::{Arc, OnceLock};

use super::{
    directory,
    environment::{Environment, Given},
    error::{Code, Failure},
    settings, trusted,
    words::one_line,
};
use crate::{
    app::{Loading, Settings, Theme, keymap::Keymap, lock::LockSettings},
    i18n::I18n,
    runtime::{self, Ended, Folders, RunError, Start, Ways},
    store::{
        Check, Progress, Seal, sealed,
        vault::{self, VaultError},
    },
    sync::web::Pace,
};

/// What the interface starts with.
#[derive(Debug)]
pub struct Prepared {
    /// The theme asked for. Without colours: mono.
    pub theme: Theme,
    /// The program's keys with the user's over them.
    pub keymap: Keymap,
    /// What to say at start.
    pub warning: Option<String>,
}

/// Prepares the interface. `warning` is what is already known to be wrong
/// with the settings.
pub fn prepare(environment: &Environment, warning: Option<String>, i18n: &I18n) -> Result<Prepared, Failure> {
    if !(environment.terminal.stdin && environment.terminal.stdout) {
        return Err(Failure::new(i18n, Code::NoTerminal, &[]));
    }
    let theme = environment.theme.as_deref();
    let unknown = theme.filter(|name| Theme::from_name(name).is_none());
    // crossterm drops colours by itself then; only mono has signs in their place.
    let theme = if environment.terminal.no_color { Some(Theme::Mono) } else { theme.and_then(Theme::from_name) };
    let (keymap, refused) = keymap(environment);
    let warnings = [
        warning,
        unknown.map(|name| Failure::unknown_theme(i18n, name).message),
        refused.map(|problem| i18n.with("cli-remark-keymap", &[("problem", problem.into())])),
    ];
    let warnings: Vec<String> = warnings.into_iter().flatten().collect();
    let warning = (!warnings.is_empty()).then(|| warnings.join(" "));
    Ok(Prepared { theme: theme.unwrap_or_default(), keymap, warning })
}

/// The keymap, and why the user's own file was refused.
fn keymap(environment: &Environment) -> (Keymap, Option<String>) {
    let folder = environment.config_dir.as_deref();
    match folder.map(|folder| settings::read_if_there(&folder.join(settings::KEYMAP_FILE))) {
        None | Some(Ok(None)) => (Keymap::default(), None),
        Some(Err(error)) => (Keymap::default(), Some(one_line(&error.to_string()))),
        Some(Ok(Some(text))) => match Keymap::with_user_file(settings::KEYMAP_FILE, &text) {
            Ok(keymap) => (keymap, None),
            Err(problem) => (Keymap::default(), Some(one_line(&problem.to_string()))),
        },
    }
}

/// Opens the interface and returns when the user leaves it.
pub fn run(
    environment: Environment,
    warning: Option<String>,
    debug_panic: bool,
    i18n: &I18n,
) -> Result<Ended, Failure> {
    let Prepared { theme, keymap, warning } = prepare(&environment, warning, i18n)?;
    let clock = environment.clock;
    let (lock, broken) = lock(&environment, i18n);
    let (accepted, unusable) = match trusted::fingerprints(environment.config_dir.as_deref(), i18n) {
        Ok(accepted) => (accepted, None),
        Err(failure) => (Vec::new(), Some(in_one_line(&failure))),
    };
    let warning = warning.into_iter().chain(broken).chain(unusable).reduce(|all, one| format!("{all} {one}"));
    let start = Start {
        settings: Settings {
            language: environment.language.interface.to_owned(),
            zone: environment.zone.zone.clone(),
            theme,
            keymap,
            size: (0, 0), // filled in by the runtime
            warning,
        },
        lock,
        folders: folders(&environment),
        ways: Ways {
            proxies: environment.proxies.clone(),
            drives: environment.drives.clone(),
            pace: Pace::default(),
            accepted,
        },
        clock: Arc::new(move || clock.now()),
        debug_panic,
    };
    runtime::run(start, move |seal, progress| load(&environment, seal, progress)).map_err(|error| match error {
        RunError::Load(failure) => failure,
        RunError::Terminal(error) => Failure::new(i18n, Code::Terminal, &[("detail", error.to_string().into())]),
        RunError::Internal(place) => Failure::new(i18n, Code::Internal, &[("place", place.into())]),
    })
}

/// How the interface locks, and why there is no vault though there was one.
fn lock(environment: &Environment, i18n: &I18n) -> (LockSettings, Option<String>) {
    // The made-up directory is for training: nothing is read or kept.
    let folder = environment.data_dir.as_deref().filter(|_| !environment.demo);
    let whole = folder.map_or(Ok(()), vault::check);
    let guarded = whole.is_ok() && folder.is_some_and(vault::exists);
    let broken = whole.err().map(|error| in_one_line(&super::vault::failure(&error, i18n)));
    let sealed = folder.is_some_and(sealed::exists);
    (LockSettings { guarded, sealed, ..environment.lock.clone() }, broken)
}

/// Where the interface keeps and wipes.
fn folders(environment: &Environment) -> Option<Folders> {
    let language = environment.language.interface;
    let data = environment.data_dir.clone().filter(|_| !environment.demo)?;
    let worded = move |error: &VaultError| in_one_line(&super::vault::failure(error, &I18n::new(language)));
    Some(Folders { data, config: environment.config_dir.clone(), worded: Box::new(worded) })
}

/// What happened and what to do, for the status line.
fn in_one_line(failure: &Failure) -> String {
    format!("{} {}", failure.message, failure.hint)
}

/// Loads the directory, on a thread of its own. Nobody is asked for a
/// passphrase here: the lock has done that.
fn load(
    environment: &Environment,
    seal: Option<Seal>,
    progress: &mut dyn FnMut(Loading),
) -> Result<runtime::Loaded, Failure> {
    let given = Given { seal: OnceLock::from(seal), ..Given::default() };
    let environment = &Environment { given, ..environment.clone() };
    let i18n = I18n::new(environment.language.interface);
    let count = |number| usize::try_from(number).unwrap_or(usize::MAX);
    let opened = directory::open(environment, "interface", Check::Heads, &i18n, &mut |step| match step {
        Progress::Opening => {}
        Progress::Reading { done, total } | Progress::Writing { done, total } => {
            progress(Loading { done: count(done), total: count(total) });
        }
    })?;
    // The interface is there to stay and later writes; it does not make do
    // with a directory that is not the one on disk.
    if let Some(holder) = opened.held {
        return Err(Failure::in_use(&i18n, holder.as_ref()));
    }
    Ok(runtime::Loaded {
        directory: opened.directory,
        index: opened.index,
        store: opened.store,
        store_bytes: opened.bytes,
        generation: opened.generation,
        notice: (!opened.remarks.is_empty()).then(|| opened.remarks.join(" ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{
        environment::{Clock, Terminal, Zone},
        language::{Asked, LanguageChoice},
    };

    fn environment(theme: Option<&str>, no_color: bool) -> Environment {
        Environment {
            data_dir: None,
            config_dir: None,
            language: LanguageChoice::of(Asked::default()),
            clock: Clock::System,
            zone: Zone::of(Some("UTC")).unwrap(),
            terminal: Terminal { stdin: true, stdout: true, no_color, ..Terminal::default() },
            demo: false,
            quiet: false,
            theme: theme.map(str::to_owned),
            editor: String::new(),
            secrets: crate::cli::environment::Secrets::default(),
            given: Given::default(),
            lock: LockSettings::default(),
            proxies: crate::sync::web::Proxies::default(),
            drives: crate::sync::drives::Drives::default(),
        }
    }

    #[test]
    fn without_colours_the_theme_is_the_one_with_signs() {
        let theme = |name, no_color| prepare(&environment(name, no_color), None, &I18n::new("en")).unwrap().theme;
        assert_eq!(theme(None, false), Theme::Dark);
        assert_eq!(theme(Some("light"), false), Theme::Light);
        assert_eq!(theme(Some("light"), true), Theme::Mono);
    }

    #[test]
    fn every_setting_that_was_refused_is_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(settings::KEYMAP_FILE)).unwrap();
        let mut environment = environment(Some("pink"), false);
        environment.config_dir = Some(folder.path().to_owned());
        let prepared = prepare(&environment, Some("first".into()), &I18n::new("en")).unwrap();
        let warning = prepared.warning.unwrap();
        assert!(warning.starts_with("first ") && warning.contains("pink") && warning.contains("keymap"), "{warning}");
        assert_eq!(prepared.theme, Theme::Dark);
    }
}
