//! What a command comes to, before anything is printed.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::{
    error::{Code, Failure},
    exit::ExitCode,
};
use crate::i18n::I18n;

/// The result of a command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// For standard output.
    pub text: String,
    /// For standard error, a line each; not said with `--quiet`.
    pub remarks: Vec<String>,
    /// The same, after the text: what has become of what it says.
    pub after: Vec<String>,
    /// Why the result is not all that was asked for.
    pub failure: Option<Failure>,
    /// What programs get with the failure: each problem, where people get a
    /// remark for it.
    pub details: Map<String, Value>,
}

impl Answer {
    /// A result and nothing else.
    pub fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Failures as JSON.
    pub json: bool,
    /// No remarks, nor why nothing was found: the exit code says that.
    pub quiet: bool,
}

fn say(remarks: Vec<String>, err: &mut dyn Write) {
    for remark in remarks {
        // There is nowhere left to say that standard error is closed.
        writeln!(err, "{remark}").ok();
    }
}

/// Prints an answer; returns how the program ends.
pub fn print(
    answer: Result<Answer, Failure>,
    manner: Manner,
    i18n: &I18n,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let Answer { text, remarks, after, failure, details } =
        answer.unwrap_or_else(|failure| Answer { failure: Some(failure), ..Answer::default() });
    if !manner.quiet {
        say(remarks, err);
    }
    let failure = match written(out.write_all(text.as_bytes()).and_then(|()| out.flush()), i18n) {
        Ok(()) => failure,
        Err(worse) => Some(worse),
    };
    if !manner.quiet {
        say(after, err);
    }
    let Some(failure) = failure else { return ExitCode::Done };
    if !(manner.quiet && failure.exit() == ExitCode::NothingFound) {
        let said = if manner.json { failure.json_with(&details) } else { failure.lines(i18n) };
        err.write_all(said.as_bytes()).ok();
    }
    failure.exit()
}

/// What a write came to: a reader that has seen enough is no failure.
pub fn written(outcome: io::Result<()>, i18n: &I18n) -> Result<(), Failure> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(i18n, Code::Output, &[("detail", error.to_string().into())]))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pipe whose reader is gone, or a disk that is full.
    struct Refusing(io::ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    const LOUD: Manner = Manner { json: false, quiet: false };

    fn printed(answer: Result<Answer, Failure>, manner: Manner) -> (ExitCode, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = print(answer, manner, &I18n::new("en"), &mut out, &mut err);
        (exit, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    #[test]
    fn a_closed_pipe_is_done_and_a_full_disk_is_not() {
        let i18n = I18n::new("en");
        let end = |kind| {
            let mut err = Vec::new();
            (print(Ok(Answer::of("x".into())), LOUD, &i18n, &mut Refusing(kind), &mut err), err.is_empty())
        };
        assert_eq!(end(io::ErrorKind::BrokenPipe), (ExitCode::Done, true));
        assert_eq!(end(io::ErrorKind::StorageFull), (ExitCode::Machine, false));
    }

    #[test]
    fn quiet_keeps_errors_and_drops_the_rest() {
        let quiet = Manner { quiet: true, json: false };
        let answer = Answer { remarks: vec!["by the way".into()], ..Answer::of("result\n".into()) };
        assert_eq!(printed(Ok(answer), quiet), (ExitCode::Done, "result\n".into(), String::new()));
        let i18n = I18n::new("en");
        let nothing = Failure::new(&i18n, Code::NothingFound, &[]);
        assert_eq!(printed(Err(nothing), quiet), (ExitCode::NothingFound, String::new(), String::new()));
        let (exit, _, said) = printed(Err(Failure::new(&i18n, Code::NoTerminal, &[])), quiet);
        assert_eq!((exit, said.lines().count()), (ExitCode::WrongUse, 2));
    }
}
