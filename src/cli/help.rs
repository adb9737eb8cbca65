//! The command line with its help in the language of the user, and clap's
//! complaints in our own two lines.

use clap::{
    Arg, ArgAction, CommandFactory, FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    arguments::Arguments,
    error::{Code, Failure},
    words::list,
};
use crate::i18n::I18n;

/// What a command line comes to, if it is not a command.
#[derive(Debug)]
pub enum Unfollowed {
    /// Help or version, to be printed as a result.
    Print(String),
    /// It was wrong.
    Failure(Failure),
}

/// The command line with its help in the language of `i18n`.
pub fn command_line(i18n: &I18n) -> clap::Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    word(Arguments::command().arg(help).arg(version), "", i18n)
}

/// The name of a command in message ids: `passphrase-set` for one below
/// `passphrase`.
fn path(above: &str, command: &clap::Command) -> String {
    if above.is_empty() { command.get_name().to_owned() } else { format!("{above}-{}", command.get_name()) }
}

/// Puts the words into one command and into those below it. `above` is the
/// name of the command that it belongs to.
fn word(command: clap::Command, above: &str, i18n: &I18n) -> clap::Command {
    let path = path(above, &command);
    let below = if path == "parasol" { "" } else { &path };
    let about = i18n.text(&format!("cli-about-{path}"));
    let template = if command.has_subcommands() { "cli-help-template-commands" } else { "cli-help-template" };
    command
        .about(about)
        .help_template(i18n.text(template))
        .subcommand_help_heading(i18n.text("cli-help-commands"))
        .subcommand_value_name(i18n.text("cli-help-command"))
        .mut_args(|arg| word_argument(arg, i18n))
        .mut_subcommands(|sub| word(sub, below, i18n))
}

fn word_argument(arg: Arg, i18n: &I18n) -> Arg {
    let heading = match (arg.is_positional(), arg.is_global_set()) {
        (true, _) => "cli-help-arguments",
        (false, false) => "cli-help-options",
        (false, true) => "cli-help-global",
    };
    let help = i18n.text(&format!("cli-arg-{}", arg.get_id().as_str().replace('_', "-")));
    arg.help(help).help_heading(i18n.text(heading))
}

/// Understands a command line.
pub fn parse(
    arguments: impl IntoIterator<Item = impl Into<std::ffi::OsString> + Clone>,
    i18n: &I18n,
) -> Result<Arguments, Unfollowed> {
    let matches = command_line(i18n).try_get_matches_from(arguments).map_err(|error| sort(&error, i18n))?;
    Arguments::from_arg_matches(&matches).map_err(|error| sort(&error, i18n))
}

/// The help of a command, or of the program.
pub fn of_command(name: Option<&str>, i18n: &I18n) -> Result<String, Failure> {
    let mut root = command_line(i18n);
    root.build();
    let Some(name) = name else { return Ok(root.render_help().to_string()) };
    match root.find_subcommand_mut(name) {
        Some(command) => Ok(command.render_help().to_string()),
        None => Err(unknown_command(name, None, i18n)),
    }
}

fn unknown_command(name: &str, nearest: Option<String>, i18n: &I18n) -> Failure {
    let failure = Failure::new(i18n, Code::UnknownCommand, &[("given", name.into())]);
    did_you_mean(failure, nearest, i18n)
}

fn did_you_mean(failure: Failure, nearest: Option<String>, i18n: &I18n) -> Failure {
    match nearest.filter(|nearest| !nearest.is_empty()) {
        Some(nearest) => failure.hinting(&i18n.with("cli-did-you-mean", &[("words", nearest.into())])),
        None => failure,
    }
}

/// Sorts what clap says into printing and failing.
fn sort(error: &clap::Error, i18n: &I18n) -> Unfollowed {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => Some(one.clone()),
        Some(ContextValue::Strings(many)) => Some(list(many)),
        _ => None,
    };
    let given = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    Unfollowed::Failure(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Unfollowed::Print(error.render().to_string());
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            unknown_command(&name, context(ContextKind::SuggestedSubcommand), i18n)
        }
        ErrorKind::UnknownArgument => {
            let failure = Failure::new(i18n, Code::UnknownOption, &[("given", given.into())]);
            did_you_mean(failure, context(ContextKind::SuggestedArg), i18n)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let choices = context(ContextKind::ValidValue);
            let failure = match value {
                Some(value) => {
                    Failure::new(i18n, Code::InvalidValue, &[("given", given.into()), ("value", value.into())])
                }
                None => Failure::new(i18n, Code::MissingValue, &[("given", given.into())]),
            };
            match choices.filter(|choices| !choices.is_empty()) {
                Some(choices) => failure.hinting(&i18n.with("cli-choose-one-of", &[("choices", choices.into())])),
                None => failure,
            }
        }
        ErrorKind::MissingRequiredArgument => Failure::new(i18n, Code::MissingArgument, &[("given", given.into())]),
        ErrorKind::InvalidUtf8 => Failure::new(i18n, Code::InputNotText, &[]),
        _ => Failure::new(i18n, Code::Arguments, &[("given", given.into())]),
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::i18n::available;

    fn failure(line: &[&str]) -> Failure {
        match parse(line.iter().copied(), &I18n::new("en")) {
            Err(Unfollowed::Failure(failure)) => failure,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        for language in available() {
            command_line(&I18n::new(language)).debug_assert();
        }
    }

    #[test]
    fn every_command_and_argument_has_its_words_in_every_language() {
        fn check(command: &clap::Command, above: &str, i18n: &I18n) {
            let path = path(above, command);
            let ids = std::iter::once(format!("cli-about-{path}")).chain(
                command.get_arguments().map(|arg| format!("cli-arg-{}", arg.get_id().as_str().replace('_', "-"))),
            );
            for id in ids {
                assert!(i18n.has(&id), "{} has no {id}", i18n.language());
            }
            let below = if path == "parasol" { "" } else { &path };
            command.get_subcommands().for_each(|sub| check(sub, below, i18n));
        }
        for language in available() {
            let i18n = I18n::new(language);
            check(&command_line(&i18n), "", &i18n);
        }
    }

    #[rstest]
    #[case(&["parasol", "fnid"], Code::UnknownCommand)]
    #[case(&["parasol", "find", "--jsno"], Code::UnknownOption)]
    #[case(&["parasol", "find", "--limit"], Code::MissingValue)]
    #[case(&["parasol", "find", "--limit", "many"], Code::InvalidValue)]
    #[case(&["parasol", "completions", "dos"], Code::InvalidValue)]
    #[case(&["parasol", "show"], Code::MissingArgument)]
    #[case(&["parasol", "show", "a", "b"], Code::UnknownOption)]
    #[case(&["parasol", "status", "--json", "--json"], Code::Arguments)]
    fn a_wrong_command_line_is_sorted(#[case] line: &[&str], #[case] code: Code) {
        assert_eq!(failure(line).code, code);
    }

    #[test]
    fn a_near_command_is_offered_and_a_short_list_is_shown() {
        assert!(failure(&["parasol", "fnid"]).hint.contains("find"));
        assert!(failure(&["parasol", "completions", "dos"]).hint.contains("bash, elvish, fish"));
    }

    #[test]
    fn help_is_in_the_language_of_the_user() {
        let help = of_command(Some("find"), &I18n::new("es")).unwrap();
        assert!(help.contains("Uso: parasol find"), "{help}");
        assert!(!help.contains("Usage") && !help.contains("Options"), "{help}");
    }
}
