//! `doctor`: facts that help to help, and what is wrong with the machine.

mod checks;

use serde::Serialize;

use super::{
    answer::Answer,
    directory,
    environment::Environment,
    error::{Code, Failure},
    settings::Found,
    vault,
    words::json_line,
};
use crate::{
    i18n::I18n,
    store::{self, Place},
};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// Nothing to say.
    Ok,
    /// Worth knowing.
    Note,
    /// Has to be mended.
    Failed,
}

/// One fact, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Check {
    /// The word in JSON; `cli-doctor-NAME` is its label.
    name: &'static str,
    state: State,
    /// The fact.
    value: String,
    /// What it means or what to do, unless all is well.
    hint: Option<String>,
}

/// All checks, as programs get them.
#[derive(Serialize)]
struct Checks<'a> {
    checks: &'a [Check],
}

impl Check {
    fn ok(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, state: State::Ok, value: value.into(), hint: None }
    }

    fn note(name: &'static str, value: impl Into<String>, hint: String) -> Self {
        Self { name, state: State::Note, value: value.into(), hint: Some(hint) }
    }

    fn failed(name: &'static str, value: impl Into<String>, hint: String) -> Self {
        Self { name, state: State::Failed, value: value.into(), hint: Some(hint) }
    }

    /// The fact on one line, label first.
    fn line(&self, i18n: &I18n) -> String {
        let label = i18n.text(&format!("cli-doctor-{}", self.name));
        let sign = match self.state {
            State::Ok => return format!("{label}: {}\n", self.value),
            State::Note => "cli-doctor-sign-note",
            State::Failed => "cli-doctor-sign-failed",
        };
        let hint = self.hint.as_deref().unwrap_or_default();
        format!("{label}: {}. {}: {hint}\n", self.value, i18n.text(sign))
    }
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// As JSON.
    pub json: bool,
    /// Set the store aside and build it anew first.
    pub rebuild: bool,
}

/// Looks at everything.
pub fn doctor(wanted: Wanted, environment: &Environment, settings: &Found, i18n: &I18n) -> Result<Answer, Failure> {
    let mut remarks = Vec::new();
    if wanted.rebuild {
        remarks.push(rebuild(environment, i18n)?);
    }
    let checks = checks::all(environment, settings, i18n);
    let failed = checks.iter().filter(|check| check.state == State::Failed).count();
    let text = if wanted.json {
        json_line(&Checks { checks: &checks })
    } else {
        checks.iter().map(|check| check.line(i18n)).collect()
    };
    let failure = (failed > 0).then(|| Failure::new(i18n, Code::ChecksFailed, &[("count", failed.into())]));
    Ok(Answer { text, remarks, failure, ..Answer::default() })
}

/// Sets the store aside; the next opening builds it from the kept bundles and
/// what the program carries. Nothing is deleted. Returns what to say about it.
fn rebuild(environment: &Environment, i18n: &I18n) -> Result<String, Failure> {
    if environment.demo {
        return Err(Failure::new(i18n, Code::NothingToRebuild, &[]));
    }
    let data_dir = directory::data_dir(environment, i18n)?;
    let seal = vault::seal(environment, i18n)?;
    let place = Place { data_dir, seal: seal.as_ref() };
    let aside =
        store::set_aside(place, "doctor", environment.clock.now()).map_err(|error| Failure::of_store(i18n, &error))?;
    Ok(match aside {
        Some(path) => i18n.with("cli-doctor-rebuilt", &[("path", path.display().to_string().into())]),
        None => i18n.text("cli-doctor-built"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_says_in_words_that_it_is_a_problem() {
        let i18n = I18n::new("en");
        assert_eq!(Check::ok("version", "0.1.0").line(&i18n), "Version: 0.1.0\n");
        let line = Check::failed("clock", "1970-01-01", "set the clock".into()).line(&i18n);
        assert_eq!(line, "Clock: 1970-01-01. PROBLEM: set the clock\n");
    }
}
