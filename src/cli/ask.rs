//! Questions to the person at the terminal, for commands.

use std::io::{self, BufRead, Write};

use crossterm::{
    event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read},
    terminal::{disable_raw_mode, enable_raw_mode},
};

use super::{
    environment::Environment,
    error::{Code, Failure},
    words::one_line,
};
use crate::{
    i18n::I18n,
    text::{fold::fold, secret::Secret},
};

/// Raw mode while a secret is typed; ends with this value.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        enable_raw_mode().map(|()| Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nothing is left to say it with.
        disable_raw_mode().ok();
    }
}

/// Asks for a passphrase: nothing of it is shown, not even its length.
/// `prompt` is the id of the question. Without a terminal nobody is asked.
pub fn passphrase(prompt: &str, environment: &Environment, i18n: &I18n) -> Result<Secret, Failure> {
    if !environment.terminal.stdin {
        return Err(Failure::new(i18n, Code::PassphraseNeeded, &[]));
    }
    let failed = |error: io::Error| Failure::new(i18n, Code::Input, &[("detail", error.to_string().into())]);
    let say = |text: &str| {
        let mut err = io::stderr().lock();
        err.write_all(text.as_bytes()).and_then(|()| err.flush())
    };
    // Before the question: who answers at once would be seen otherwise.
    let raw = Raw::begin().map_err(failed)?;
    let typed = say(&format!("{}: ", i18n.text(prompt))).and_then(|()| type_unseen());
    drop(raw);
    say("\n").map_err(failed)?;
    typed.map_err(failed)?.ok_or_else(|| Failure::new(i18n, Code::Cancelled, &[]))
}

/// What is typed in raw mode up to Enter; `None` when the person gives up.
fn type_unseen() -> io::Result<Option<Secret>> {
    let mut secret = Secret::default();
    loop {
        match read()? {
            Event::Paste(text) => secret.push_text(&text),
            Event::Key(KeyEvent { code, modifiers, kind, .. }) if kind != KeyEventKind::Release => {
                let ctrl = modifiers.contains(KeyModifiers::CONTROL);
                match code {
                    KeyCode::Enter => return Ok(Some(secret)),
                    KeyCode::Esc => return Ok(None),
                    KeyCode::Char('c' | 'd') if ctrl => return Ok(None),
                    KeyCode::Char('u') if ctrl => secret.clear(),
                    KeyCode::Backspace => secret.pop(),
                    KeyCode::Char(c) if !ctrl => secret.push_text(c.encode_utf8(&mut [0; 4])),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Asks for a line of text. `question` is a whole text, also of several lines.
pub fn line(question: &str, input: &mut dyn BufRead, i18n: &I18n) -> Result<String, Failure> {
    line_or_end(question, input, i18n).map(Option::unwrap_or_default)
}

/// Asks for a line of text until `check` takes it; why it does not is told.
pub fn until<T>(
    question: &str,
    input: &mut dyn BufRead,
    i18n: &I18n,
    check: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Failure> {
    loop {
        // Nobody is there any more to ask again.
        let Some(line) = line_or_end(question, input, i18n)? else {
            return Err(Failure::new(i18n, Code::Cancelled, &[]));
        };
        match check(&line) {
            Ok(answer) => return Ok(answer),
            Err(why) => tell(&why),
        }
    }
}

/// Tells something between questions.
pub fn tell(text: &str) {
    // There is nowhere left to say that standard error is closed.
    writeln!(io::stderr().lock(), "{}", one_line(text)).ok();
}

/// A line of text, without what is around it; `None` after the last one.
fn line_or_end(question: &str, input: &mut dyn BufRead, i18n: &I18n) -> Result<Option<String>, Failure> {
    let failed = |error: io::Error| Failure::new(i18n, Code::Input, &[("detail", error.to_string().into())]);
    let mut err = io::stderr().lock();
    write!(err, "{question} ").and_then(|()| err.flush()).map_err(failed)?;
    let mut line = String::new();
    let read = input.read_line(&mut line).map_err(failed)?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}

/// Asks whether to go on; only the word for yes does. `question` is a whole
/// sentence. Without a terminal nobody can say yes: `--yes` is for scripts.
pub fn confirm(question: &str, environment: &Environment, input: &mut dyn BufRead, i18n: &I18n) -> Result<(), Failure> {
    let refused = || Failure::new(i18n, Code::NotConfirmed, &[]);
    if !environment.terminal.stdin {
        return Err(refused());
    }
    let yes = i18n.text("ask-yes");
    let prompt = i18n.with("ask-confirm", &[("question", question.into()), ("yes", yes.as_str().into())]);
    let mut err = io::stderr().lock();
    // Where nothing can be said, nothing can be answered either.
    write!(err, "{prompt} ").and_then(|()| err.flush()).map_err(|_| refused())?;
    let mut line = String::new();
    input.read_line(&mut line).map_err(|_| refused())?;
    if means_yes(&line, i18n) { Ok(()) } else { Err(declined(&line, i18n)) }
}

/// An accent left out, or English out of habit, is no reason to refuse.
fn means_yes(said: &str, i18n: &I18n) -> bool {
    let said = fold(said.trim());
    said == fold(&i18n.text("ask-yes")) || said == "yes"
}

/// The answer of a person who did not say yes. Whoever meant it needs no
/// advice; whoever typed something else may have meant yes.
fn declined(said: &str, i18n: &I18n) -> Failure {
    let said = fold(said.trim());
    let meant = said.is_empty() || said.starts_with('n');
    let hint = if meant { String::new() } else { i18n.with("ask-only-yes", &[("yes", i18n.text("ask-yes").into())]) };
    let failure = Failure::new(i18n, Code::NotConfirmed, &[]);
    Failure { message: i18n.text("ask-declined"), hint, ..failure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_says_no_is_told_that_nothing_was_changed_and_nothing_else() {
        let i18n = I18n::new("en");
        for said in ["no\n", "n\n", "\n", "Nope\n"] {
            let failure = declined(said, &i18n);
            assert_eq!(failure.lines(&i18n), "error: Nothing was changed.\n", "{said:?}");
            assert_eq!((failure.code, failure.exit().number()), (Code::NotConfirmed, 2));
        }
        let failure = declined("y\n", &i18n);
        assert_eq!(failure.lines(&i18n), "error: Nothing was changed.\nhint: Only \"yes\" goes on.\n");
        assert!(means_yes("YES\n", &i18n) && means_yes("si\n", &I18n::new("es")) && !means_yes("y", &i18n));
    }
}
