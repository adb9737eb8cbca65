//! `publish edit`: a record in the curator's own editor.

mod editor;
mod review;

use std::io::{self, BufRead, Write};

use serde_json::Value;

use self::{
    editor::Workshop,
    review::{Reviewed, review},
};
use super::{
    arguments::EditArguments,
    folder::Folder,
    raw::{RawRecords, Spot},
};
use crate::{
    cli::{
        answer::Answer,
        ask,
        environment::Environment,
        error::{Code, Failure},
        words::one_line,
    },
    desk::{
        differences::{Difference, differences},
        draft,
        record::set_modified,
    },
    i18n::I18n,
    text::fold::fold,
};

/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// Edits a record until it is right, shows what changed, and writes it.
pub fn edit(
    arguments: &EditArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let folder = Folder::open(&arguments.dir, i18n)?;
    let raw = RawRecords::read(&folder)?;
    let unknown = || Failure::new(i18n, Code::UnknownRecord, &[("id", arguments.id.as_str().into())]);
    let spot = raw.find(&arguments.id).ok_or_else(unknown)?;
    let (before, service) = raw.object(&spot).ok_or_else(unknown)?;
    let of = if service { "service" } else { "organization" };
    let Value::Object(object) = &before else { return Err(unknown()) };
    let first = draft::write(object, of, i18n);
    let mut asking = Asking { yes: arguments.yes, environment, input, i18n };
    let workshop = Workshop::open(&first, environment, i18n)?;
    loop {
        let text = workshop.edit()?;
        if text == first {
            return Ok(remark(i18n.text("edit-unchanged")));
        }
        let reviewed = review(&text, &before, of, (&raw, &spot), &folder)?;
        say(reviewed.complaints());
        let after = match reviewed {
            Reviewed::Right { after, .. } => after,
            Reviewed::Wrong(_) if asking.again()? => continue,
            Reviewed::Wrong(complaints) => {
                let first = complaints.into_iter().next().unwrap_or_default();
                return Err(Failure::new(i18n, Code::DraftInvalid, &[("detail", first.into())]));
            }
        };
        if after == before {
            return Ok(remark(i18n.text("edit-unchanged")));
        }
        let (one, other) = (draft::lift(&before), draft::lift(&after));
        let changes = one.zip(other).map(|(one, other)| differences(&one, &other)).unwrap_or_default();
        say(&changes.iter().map(|change| line(change, i18n)).collect::<Vec<_>>());
        match asking.save()? {
            Save::Again => {}
            Save::No => return Err(Failure::new(i18n, Code::NotConfirmed, &[])),
            Save::Yes => {
                write_back(raw, &spot, after, environment, &folder)?;
                return Ok(remark(i18n.with("edit-saved", &[("count", changes.len().into())])));
            }
        }
    }
}

/// Puts the object in its place and notes when that was done.
fn write_back(
    mut raw: RawRecords,
    spot: &Spot,
    after: Value,
    environment: &Environment,
    folder: &Folder<'_>,
) -> Result<(), Failure> {
    raw.change(spot, |object, service| {
        if let Value::Object(after) = after {
            *object = after;
        }
        set_modified(object, service, environment.clock.now());
    });
    raw.write(&[spot.file].into(), folder)
}

/// Says something at once: it has to stand there before the question.
fn say(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        // There is nowhere left to say that standard error is closed.
        writeln!(err, "{line}").ok();
    }
}

fn remark(text: String) -> Answer {
    Answer { remarks: vec![text], ..Answer::default() }
}

/// A change on one line: `name: "a" → "b"`.
pub(super) fn line(change: &Difference, i18n: &I18n) -> String {
    let shown = |value: &Option<Value>| match value {
        None => i18n.text("edit-nothing"),
        Some(value) => {
            let text = one_line(&value.to_string());
            if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN - 1).chain(['…']).collect() }
        }
    };
    format!("  {}: {} → {}", one_line(&change.path), shown(&change.before), shown(&change.after))
}

/// What is to be done with what was edited.
enum Save {
    Yes,
    Again,
    No,
}

/// The questions on the way.
struct Asking<'a> {
    yes: bool,
    environment: &'a Environment,
    input: &'a mut dyn BufRead,
    i18n: &'a I18n,
}

impl Asking<'_> {
    /// Whether to edit again what is not right. Nobody there: no.
    fn again(&mut self) -> Result<bool, Failure> {
        if !self.environment.terminal.stdin {
            return Ok(false);
        }
        let no = self.i18n.text("edit-no");
        let question = self.i18n.with("edit-ask-again", &[("no", no.as_str().into())]);
        let said = ask::line(&question, self.input, self.i18n)?;
        Ok(!matches!(fold(&said).as_str(), "n" | "no") && fold(&said) != fold(&no))
    }

    /// Whether to save. Without a terminal nobody can say yes.
    fn save(&mut self) -> Result<Save, Failure> {
        if self.yes {
            return Ok(Save::Yes);
        }
        if !self.environment.terminal.stdin {
            return Ok(Save::No);
        }
        let (yes, again) = (self.i18n.text("ask-yes"), self.i18n.text("edit-again"));
        let words = [("yes", yes.as_str().into()), ("again", again.as_str().into())];
        let said = fold(&ask::line(&self.i18n.with("edit-ask-save", &words), self.input, self.i18n)?);
        Ok(match said {
            said if said == fold(&yes) || said == "yes" => Save::Yes,
            said if said == fold(&again) => Save::Again,
            _ => Save::No,
        })
    }
}
