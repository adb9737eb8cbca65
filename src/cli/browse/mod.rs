//! `browse`: the interactive linear mode, made for screen readers. One line
//! is asked for, one answer is printed below; the cursor is never moved, the
//! screen never cleared, nothing coloured.

mod command;
mod conversation;

use std::io::{self, BufRead, Write};

use super::{
    answer::written,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
};
use crate::i18n::I18n;
use conversation::Conversation;

/// A line longer than this many bytes is no question.
const LINE_LIMIT: u64 = 4096;

/// Talks until the user leaves or the input ends.
pub fn browse(
    environment: &Environment,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut dyn Write,
    i18n: &I18n,
) -> Result<(), Failure> {
    let (Loaded { directory, remarks, .. }, index) = directory::load_with_index(environment, "browse", i18n)?;
    if !environment.quiet {
        for remark in remarks {
            // There is nowhere left to say that standard error is closed.
            writeln!(err, "{remark}").ok();
        }
    }
    let mut conversation = Conversation::new(environment, &directory, &index);
    // A script that pipes its lines in has no use for a prompt.
    let prompt = environment.terminal.stdin;
    let mut reply = conversation.welcome();
    loop {
        let said = say(out, &reply, prompt.then(|| conversation.prompt()));
        if let Err(error) = said {
            return written(Err(error), i18n);
        }
        let failed = |error: io::Error| Failure::new(i18n, Code::Input, &[("detail", error.to_string().into())]);
        let Some(line) = read_line(input).map_err(failed)? else { return Ok(()) };
        match conversation.answer(&line) {
            Some(next) => reply = next,
            None => return Ok(()),
        }
    }
}

/// Prints a reply and the prompt below it.
fn say(out: &mut dyn Write, reply: &str, prompt: Option<String>) -> io::Result<()> {
    out.write_all(reply.as_bytes())?;
    if let Some(prompt) = prompt {
        out.write_all(prompt.as_bytes())?;
    }
    out.flush()
}

/// The next line; `None` at the end. Bytes that are no text are replaced, a
/// line that is too long is cut.
fn read_line(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    io::Read::take(&mut *input, LINE_LIMIT).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_and_the_next_one_whole() {
        let text = format!("{}\nnext\n", "a".repeat(10_000));
        let mut input = text.as_bytes();
        assert_eq!(read_line(&mut input).unwrap().unwrap().len(), 4096);
        assert_eq!(read_line(&mut input).unwrap().unwrap(), "next");
        assert_eq!(read_line(&mut input).unwrap(), None);
    }
}
