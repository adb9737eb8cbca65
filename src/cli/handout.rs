//! `handout`: something to take along, in the language of whoever takes it.

use std::{io::Read, path::Path};

use super::{
    answer::Answer,
    arguments::HandoutArguments,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    find::context,
    show,
    words::{list, one_line},
};
use crate::{
    directory::{Directory, Entry},
    handout::{self, Form, Item, Request, Step},
    i18n::{self, I18n},
    runtime::printer,
    search::{When, when},
    sheet::{
        Context,
        paper::{Plan, Start, Visit},
    },
    store::files::write_whole,
};

/// Writes, prints or says a handout.
pub fn handout(
    arguments: &HandoutArguments,
    environment: &Environment,
    input: &mut dyn Read,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    if arguments.printers {
        return printers(i18n);
    }
    if arguments.ids.is_empty() {
        return Err(Failure::new(i18n, Code::NothingToHandOver, &[]));
    }
    let form = form(arguments);
    let language = language(environment, i18n)?;
    let write = arguments.to.as_deref().map(|path| writer(path, i18n)).transpose()?;
    let steps = steps(&arguments.step, i18n)?;
    let visit = arguments.at.as_deref().map(|at| moment(at, i18n)).transpose()?.flatten();
    let own_step = typed(arguments.own_step.as_deref(), input, i18n)?;
    let note = typed(arguments.note.as_deref(), input, i18n)?;
    let Loaded { directory, remarks, .. } = directory::load(environment, "handout", i18n)?;
    let theirs = I18n::on_paper(language);
    let context = handout::context(&theirs, &context(environment, i18n));
    let entries = arguments.ids.iter().map(|id| entry(id, &directory, i18n)).collect::<Result<Vec<_>, _>>()?;
    let items: Vec<Item<'_>> = entries.into_iter().map(|entry| Item { entry, note: "" }).collect();
    let start = arguments.from.as_deref().map(|id| start(id, &directory, &context, i18n)).transpose()?;
    let request = Request {
        directory: &directory,
        items: &items,
        note: &note,
        steps: &steps,
        own_step: &own_step,
        plan: &Plan { visit, start },
        form,
    };
    let made = handout::handout(&request, &context);
    let mut answer = Answer { remarks, ..Answer::default() };
    if let (Some(path), Some(write)) = (&arguments.to, write) {
        save(path, &write(&made), i18n)?;
        answer.remarks.push(i18n.with("handout-saved", &[("path", one_line(&path.display().to_string()).into())]));
    }
    if arguments.print || arguments.printer.is_some() {
        let name = print(&handout::plain(&made), arguments.printer.as_deref(), form, i18n)?;
        answer.remarks.push(i18n.with("handout-printed", &[("printer", name.into())]));
    } else if arguments.to.is_none() {
        answer.text = handout::plain(&made);
    }
    Ok(answer)
}

fn form(arguments: &HandoutArguments) -> Form {
    Form { large: arguments.large, discreet: arguments.discreet, pocket: arguments.pocket }
}

/// The language asked for, of those that handouts are written in; the
/// interface's where the system's is none of them.
fn language(environment: &Environment, i18n: &I18n) -> Result<&'static str, Failure> {
    let choice = &environment.language;
    let found = i18n::negotiate_on_paper(choice.reading.as_str());
    if found.is_none() && choice.is_substitute() {
        let known = list(i18n::on_paper());
        let values = [("tag", choice.reading.as_str().into()), ("tags", known.into())];
        return Err(Failure::new(i18n, Code::NoHandoutLanguage, &values));
    }
    Ok(found.unwrap_or(choice.interface))
}

type Write = fn(&handout::Handout) -> String;

/// What writes the form that the ending of a file names.
fn writer(path: &Path, i18n: &I18n) -> Result<Write, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "txt" => Ok(handout::plain),
        "md" => Ok(handout::markdown),
        "html" | "htm" => Ok(handout::html),
        _ => {
            let path = one_line(&path.display().to_string());
            Err(Failure::new(i18n, Code::UnknownHandoutForm, &[("path", path.into())]))
        }
    }
}

fn steps(slugs: &[String], i18n: &I18n) -> Result<Vec<Step>, Failure> {
    let step = |slug: &String| {
        Step::from_slug(slug).ok_or_else(|| {
            let steps = list(&Step::ALL.map(Step::slug));
            Failure::new(i18n, Code::UnknownStep, &[("step", slug.into()), ("steps", steps.into())])
        })
    };
    slugs.iter().map(step).collect()
}

/// A moment as filters write it; `None` for now, which a handout says anyway.
fn moment(at: &str, i18n: &I18n) -> Result<Option<Visit>, Failure> {
    match when(at) {
        Some(When::At { day, time }) => Ok(Some(Visit { day, time })),
        Some(When::Now) => Ok(None),
        None => Err(Failure::new(i18n, Code::NotAMoment, &[("given", at.into())])),
    }
}

/// A text of the command line; a single hyphen stands for standard input, so
/// that it stays out of the shell's history.
fn typed(text: Option<&str>, input: &mut dyn Read, i18n: &I18n) -> Result<String, Failure> {
    match text {
        Some("-") => {
            let mut bytes = Vec::new();
            let read = input.take(LONGEST_NOTE).read_to_end(&mut bytes);
            read.map_err(|error| Failure::new(i18n, Code::Input, &[("detail", error.to_string().into())]))?;
            String::from_utf8(bytes).map_err(|_| Failure::new(i18n, Code::InputNotText, &[]))
        }
        text => Ok(text.unwrap_or_default().to_owned()),
    }
}

/// Bytes of a note that are read: some pages.
const LONGEST_NOTE: u64 = 64 * 1024;

fn entry<'a>(id: &str, directory: &'a Directory, i18n: &I18n) -> Result<Entry<'a>, Failure> {
    directory.find(id).ok_or_else(|| show::unknown(id, directory, i18n))
}

fn start(id: &str, directory: &Directory, context: &Context<'_>, i18n: &I18n) -> Result<Start, Failure> {
    let entry = entry(id, directory, i18n)?;
    Start::of(&entry, context).ok_or_else(|| Failure::new(i18n, Code::NotOnTheMap, &[("id", id.into())]))
}

fn save(path: &Path, text: &str, i18n: &I18n) -> Result<(), Failure> {
    write_whole(path, text.as_bytes()).map_err(|error| {
        let path = one_line(&path.display().to_string());
        let detail = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        Failure::new(i18n, Code::HandoutNotWritten, &[("path", path.into()), ("detail", detail.into())])
    })
}

fn print(text: &str, wanted: Option<&str>, form: Form, i18n: &I18n) -> Result<String, Failure> {
    let refused = |error: printer::PrintError| {
        Failure::new(i18n, Code::Printer, &[("detail", one_line(&error.to_string()).into())])
    };
    let printers = printer::printers().map_err(refused)?;
    let Some(name) = printers.chosen(wanted) else {
        return Err(Failure::new(i18n, Code::WhichPrinter, &[("printers", list(&printers.names).into())]));
    };
    printer::print(text, name, form.large).map_err(refused)?;
    Ok(name.to_owned())
}

/// The printers, one a line, the usual one marked.
fn printers(i18n: &I18n) -> Result<Answer, Failure> {
    let printers = printer::printers()
        .map_err(|error| Failure::new(i18n, Code::Printer, &[("detail", error.to_string().into())]))?;
    if printers.names.is_empty() {
        return Err(Failure::new(i18n, Code::Printer, &[("detail", i18n.text("printers-none").into())]));
    }
    let line = |name: &String| {
        let usual = printers.usual.as_ref() == Some(name);
        if usual { i18n.with("printers-usual", &[("printer", name.into())]) } else { name.clone() }
    };
    let lines: Vec<String> = printers.names.iter().map(line).collect();
    Ok(Answer::of(lines.join("\n") + "\n"))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn the_ending_of_a_file_says_which_form() {
        let i18n = I18n::new("en");
        for (name, ok) in [("a.txt", true), ("b.MD", true), ("c.html", true), ("d.pdf", false), ("e", false)] {
            assert_eq!(writer(Path::new(name), &i18n).is_ok(), ok, "{name}");
        }
    }

    #[test]
    fn a_note_is_read_from_standard_input() {
        let i18n = I18n::new("en");
        let said = |text, input: &[u8]| typed(text, &mut io::Cursor::new(input), &i18n);
        assert_eq!(said(Some("-"), "née\n".as_bytes()).unwrap(), "née\n");
        assert_eq!(said(Some("x"), b"y").unwrap(), "x");
        assert_eq!(said(None, b"y").unwrap(), "");
        assert_eq!(said(Some("-"), &[0xff]).unwrap_err().code, Code::InputNotText);
    }

    #[test]
    fn a_moment_is_written_as_filters_write_it() {
        let i18n = I18n::new("en");
        assert!(moment("fri-18:00", &i18n).unwrap().unwrap().day.is_some());
        assert_eq!(moment("now", &i18n).unwrap(), None);
        assert_eq!(moment("soon", &i18n).unwrap_err().code, Code::NotAMoment);
    }
}
