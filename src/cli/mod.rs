//! The commands: the linear side for pipes and screen readers, and the way
//! into the interface. Results go to standard output, everything else to
//! standard error; [`exit::ExitCode`] says how it ended.

pub mod answer;
pub mod arguments;
pub mod ask;
pub mod browse;
pub mod bundle_file;
pub mod convert;
pub mod correct;
pub mod corrections;
mod differences;
pub mod directory;
pub mod doctor;
pub mod drives;
pub mod environment;
pub mod error;
pub mod exit;
pub mod export;
pub mod find;
pub mod handout;
pub mod help;
pub mod import;
pub mod interface;
pub mod language;
mod listed;
pub mod manual;
pub mod passphrase;
pub mod progress;
pub mod publish;
pub mod publishers;
pub mod query;
pub mod refusal;
pub mod settings;
pub mod shortlist;
pub mod show;
pub mod sources;
pub mod status;
pub mod sync;
pub mod taking;
pub mod target;
pub mod trusted;
pub mod vault;
pub mod verify;
mod whose;
pub mod wipe;
pub mod words;

use std::{ffi::OsString, io, path::PathBuf};

use answer::{Answer, Manner};
use arguments::{Arguments, Command, Global};
use environment::{Clock, Environment, Outside, Zone};
use error::{Code, Failure};
use exit::ExitCode;
use help::Unfollowed;
use language::{Asked, LanguageChoice};
use settings::{Found, UserSettings};

use crate::{
    app::Theme,
    directory::LanguageTag,
    i18n::I18n,
    runtime::{self, Ended, panic},
    store::wipe::Extent,
};

/// Runs the program: reads what is outside, does what was asked, prints.
pub fn run() -> ExitCode {
    runtime::memory::keep_to_ourselves();
    let outside = Outside::read();
    let (settings, found) = settings::load(outside.config_dir.as_deref());
    // The language is needed to say what is wrong with the arguments, so it
    // is looked for before they are understood.
    let language = LanguageChoice::of(Asked {
        argument: given(&outside.arguments, "--lang").as_deref(),
        variable: outside.language.as_deref(),
        settings: settings.language.as_deref(),
        locales: &outside.locales,
    });
    let i18n = I18n::new(language.interface);
    let mut manner = Manner { json: mentions(&outside.arguments, "--json"), quiet: false };
    panic::install_hook();
    let answer = panic::catch(|| match help::parse(outside.arguments.clone(), &i18n) {
        Err(Unfollowed::Print(text)) => Ok(Answer::of(text)),
        Err(Unfollowed::Failure(failure)) => Err(failure),
        Ok(arguments) => {
            let json = arguments.command.as_ref().is_some_and(Command::json);
            manner = Manner { json, quiet: arguments.global.quiet };
            follow(arguments, outside, (settings, &found), language, &i18n)
        }
    });
    let answer =
        answer.unwrap_or_else(|()| Err(Failure::new(&i18n, Code::Internal, &[("place", panic::place().into())])));
    answer::print(answer, manner, &i18n, &mut io::stdout().lock(), &mut io::stderr().lock())
}

/// Does what was asked.
fn follow(
    Arguments { global, debug_panic, command }: Arguments,
    outside: Outside,
    (settings, found): (UserSettings, &Found),
    language: LanguageChoice,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    // These depend on nothing outside.
    match &command {
        Some(Command::Completions { shell }) => return manual::completions(*shell, i18n),
        Some(Command::Man) => return manual::man(i18n),
        Some(Command::Help { command }) => return manual::help(command.as_deref(), i18n),
        _ => {}
    }
    #[expect(clippy::manual_assert, clippy::panic, reason = "this is the panic that tests ask for")]
    if debug_panic && command.is_some() {
        panic!("forced for a test");
    }
    let mut remarks: Vec<String> = found.problem(i18n).into_iter().collect();
    // A handout can be in more languages than the interface.
    if language.is_substitute() && !matches!(command, Some(Command::Handout(_))) {
        remarks.push(i18n.with("cli-remark-language", &[("language", language.reading.as_str().into())]));
    }
    let environment = settle(global, outside, settings, language, i18n)?;
    let answer = match command {
        None => {
            let warning = (!remarks.is_empty()).then(|| remarks.join(" "));
            return interface::run(environment, warning, debug_panic, i18n).map(ended);
        }
        Some(Command::Find(arguments)) => find::find(&arguments, &environment, &mut io::stdin().lock(), i18n)?,
        Some(Command::Show { id, json }) => show::show(&id, json, &environment, i18n)?,
        Some(Command::Handout(arguments)) => handout::handout(&arguments, &environment, &mut io::stdin().lock(), i18n)?,
        Some(Command::Shortlist { command }) => {
            shortlist::shortlist(&command, &environment, &mut io::stdin().lock(), i18n)?
        }
        Some(Command::Status { json }) => status::status(json, &environment, i18n)?,
        Some(Command::Doctor { json, rebuild }) => {
            // doctor says in its own lines what the settings come to.
            remarks.clear();
            doctor::doctor(doctor::Wanted { json, rebuild }, &environment, found, i18n)?
        }
        Some(Command::Browse) => {
            let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
            browse::browse(&environment, &mut io::stdin().lock(), &mut out, &mut err, i18n)?;
            Answer::default()
        }
        Some(Command::Passphrase { command }) => {
            passphrase::passphrase(&command, &environment, &mut io::stdin().lock(), i18n)?
        }
        Some(Command::Wipe { everything, yes }) => {
            let extent = if everything { Extent::Everything } else { Extent::Personal };
            wipe::wipe(extent, yes, &environment, &mut io::stdin().lock(), i18n)?
        }
        Some(Command::Correct(arguments)) => correct::correct(&arguments, &environment, &mut io::stdin().lock(), i18n)?,
        Some(Command::Corrections { command }) => corrections::corrections(&command, &environment, i18n)?,
        // Bundles.
        Some(Command::Publish { command }) => publish::publish(command, &environment, &mut io::stdin().lock(), i18n)?,
        Some(Command::Verify { bundle, json }) => verify::verify(&bundle, json, &environment, i18n)?,
        Some(Command::Convert(arguments)) => convert::convert(&arguments, &environment, i18n)?,
        Some(Command::Export(arguments)) => export::export(&arguments, &environment, &mut io::stdin().lock(), i18n)?,
        // The store.
        Some(Command::Import(arguments)) => import::import(&arguments, &environment, &mut io::stdin().lock(), i18n)?,
        Some(Command::Rollback { yes, json }) => {
            import::roll_back(yes, json, &environment, &mut io::stdin().lock(), i18n)?
        }
        Some(Command::Share { share_to, publisher, json }) => {
            import::share(&share_to, publisher.as_deref(), json, &environment, i18n)?
        }
        Some(Command::Publishers { command }) => {
            publishers::publishers(&command, &environment, &mut io::stdin().lock(), i18n)?
        }
        // Updates.
        Some(Command::Sources { command }) => sources::sources(&command, &environment, i18n)?,
        Some(Command::Sync(arguments)) => sync::sync(&arguments, &environment, &mut io::stdin().lock(), i18n)?,
        Some(Command::Drives { json }) => drives::drives(json, &environment, i18n)?,
        Some(Command::Completions { .. } | Command::Man | Command::Help { .. }) => Answer::default(),
    };
    remarks.extend(answer.remarks);
    Ok(Answer { remarks, ..answer })
}

/// What is left to do after the interface. By now the store is closed and the
/// terminal given back, so a signal can do what signals do.
fn ended(how: Ended) -> Answer {
    if let Ended::BySignal(number) = how {
        runtime::end_by(number);
    }
    Answer::default()
}

/// Decides between arguments, variables and settings.
fn settle(
    global: Global,
    outside: Outside,
    settings: UserSettings,
    language: LanguageChoice,
    i18n: &I18n,
) -> Result<Environment, Failure> {
    if let Some(tag) = global.lang.as_deref().filter(|tag| LanguageTag::new(tag).is_none()) {
        return Err(Failure::new(i18n, Code::NotALanguage, &[("tag", tag.into())]));
    }
    if let Some(name) = global.theme.as_deref().filter(|name| Theme::from_name(name).is_none()) {
        return Err(Failure::unknown_theme(i18n, name));
    }
    let clock = match &outside.now {
        None => Clock::System,
        Some(text) => {
            Clock::Fixed(text.parse().map_err(|_| Failure::new(i18n, Code::NotAnInstant, &[("given", text.into())]))?)
        }
    };
    let zone = Zone::of(outside.zone.as_deref())
        .map_err(|name| Failure::new(i18n, Code::UnknownZone, &[("name", name.into())]))?;
    let mut terminal = outside.terminal;
    terminal.no_color |= global.no_color;
    let data_dir: Option<PathBuf> = global.data_dir.or(outside.data_dir);
    Ok(Environment {
        data_dir,
        config_dir: outside.config_dir,
        language,
        clock,
        zone,
        terminal,
        demo: global.demo,
        lock: settings.lock(),
        quiet: global.quiet,
        theme: global.theme.or(settings.theme),
        secrets: outside.secrets,
        given: environment::Given::default(),
        proxies: outside.proxies,
        drives: outside.drives,
        editor: outside.editor.unwrap_or_else(|| environment::USUAL_EDITOR.to_owned()),
    })
}

/// The value of an option in arguments that are not understood yet.
fn given(arguments: &[OsString], name: &str) -> Option<String> {
    let mut before = options(arguments);
    while let Some(argument) = before.next() {
        if argument == name {
            return before.next().map(str::to_owned);
        }
        if let Some(value) = argument.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

/// True when a flag stands in arguments that are not understood yet.
fn mentions(arguments: &[OsString], name: &str) -> bool {
    options(arguments).any(|argument| argument == name)
}

/// The arguments among which options can stand.
fn options(arguments: &[OsString]) -> impl Iterator<Item = &str> {
    arguments.iter().skip(1).filter_map(|argument| argument.to_str()).take_while(|argument| *argument != "--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_before_the_arguments_are_understood() {
        let arguments = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(given(&arguments(&["parasol", "find", "--lang", "es"]), "--lang").as_deref(), Some("es"));
        assert_eq!(given(&arguments(&["parasol", "--lang=es"]), "--lang").as_deref(), Some("es"));
        assert_eq!(given(&arguments(&["parasol", "find", "--", "--lang", "es"]), "--lang"), None);
        assert_eq!(given(&arguments(&["parasol", "--language", "es"]), "--lang"), None);
        assert!(mentions(&arguments(&["parasol", "show", "--json"]), "--json"));
    }
}
