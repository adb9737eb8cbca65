//! `handout`: something to take along, in the language of whoever takes it.

use std::{io::Read, path::Path};

use super::{
    answer::Answer,
    arguments::HandoutArguments,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    find::context,
    shortlist, show,
    words::{list, one_line},
};
use crate::{
    directory::{Currency, Directory, Entry},
    handout::{self, Form, Format, Item, Request, Shortlist, Step},
    i18n::{self, I18n},
    runtime::printer::{self, PrintError},
    search::{When, when},
    sheet::{
        Context,
        paper::{Plan, Start, Visit},
        phrases, row,
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
    let form = form(arguments);
    let language = language(environment, i18n)?;
    let to = arguments.to.as_deref().filter(|path| path.as_os_str() != "-");
    let format = format(arguments.form.as_deref(), to, i18n)?;
    let steps = steps(&arguments.step, i18n)?;
    let visit = arguments.at.as_deref().map(|at| moment(at, i18n)).transpose()?.flatten();
    let own_step = typed(arguments.own_step.as_deref(), input, i18n)?;
    let note = typed(arguments.note.as_deref(), input, i18n)?;
    let Loaded { directory, mut remarks, .. } = directory::load(environment, "handout", i18n)?;
    // After the directory: the vault holds the same folder.
    let list = listed(arguments, &directory, environment, &mut remarks, i18n)?;
    let theirs = I18n::on_paper(language);
    let context = handout::context(&theirs, &context(environment, i18n));
    let named = arguments.ids.iter().map(|id| Ok(Item { entry: entry(id, &directory, i18n)?, note: "" }));
    let mut items = named.collect::<Result<Vec<_>, Failure>>()?;
    let same_id = |(id, item): (&String, &Item<'_>)| show::same_id(id, &item.entry, &directory, i18n);
    remarks.extend(arguments.ids.iter().zip(&items).filter_map(same_id));
    items.extend(list.in_directory(&directory).map(|(entry, note)| Item { entry, note }));
    if !arguments.past_limit {
        refuse_too_old(&items, environment, i18n)?;
    }
    let start = arguments.from.as_deref().map(|id| start(id, &directory, &context, i18n)).transpose()?;
    let steps: Vec<Step> = steps.into_iter().chain(list.steps.iter().copied()).collect();
    let request = Request {
        directory: &directory,
        items: &items,
        note: if note.is_empty() { &list.note } else { &note },
        steps: &steps,
        own_step: if own_step.is_empty() { &list.own_step } else { &own_step },
        plan: &Plan { visit, start },
        form,
    };
    let made = handout::handout(&request, &context);
    let mut answer = Answer { remarks, ..Answer::default() };
    if let Some(path) = to {
        save(path, &format.write(&made), i18n)?;
        answer.remarks.push(i18n.with("handout-saved", &[("path", one_line(&path.display().to_string()).into())]));
    }
    let printed = arguments.print || arguments.printer.is_some();
    if printed {
        let name = print(&handout::plain(&made), arguments.printer.as_deref(), form, i18n)?;
        answer.remarks.push(i18n.with("handout-printed", &[("printer", name.into())]));
    }
    if to.is_none() && (arguments.to.is_some() || !printed) {
        answer.text = format.write(&made);
    }
    Ok(answer)
}

/// The shortlist, where no ids are given. Says what is on it but no more in
/// the directory.
fn listed(
    arguments: &HandoutArguments,
    directory: &Directory,
    environment: &Environment,
    remarks: &mut Vec<String>,
    i18n: &I18n,
) -> Result<Shortlist, Failure> {
    if !arguments.ids.is_empty() {
        return Ok(Shortlist::default());
    }
    let list = shortlist::kept(environment, i18n)?;
    if list.in_directory(directory).next().is_none() {
        return Err(Failure::new(i18n, Code::NothingToHandOver, &[]));
    }
    let gone = list.entries.iter().filter(|listed| directory.find(&listed.id).is_none());
    remarks.extend(gone.map(|listed| i18n.with("handout-gone", &[("name", one_line(&listed.name).into())])));
    Ok(list)
}

/// In the interface one more key asks for what is much too old; here, one more
/// word does.
fn refuse_too_old(items: &[Item<'_>], environment: &Environment, i18n: &I18n) -> Result<(), Failure> {
    let context = context(environment, i18n);
    let Some((entry, expired)) = items.iter().find_map(|item| Some((item.entry, too_old(&item.entry, &context)?)))
    else {
        return Ok(());
    };
    let name = one_line(&row(&entry, &context).name);
    let publisher = one_line(&entry.publication.name);
    let values = [("name", name.into()), ("publisher", publisher.into()), ("date", expired.into())];
    Err(Failure::new(i18n, Code::PastLimit, &values))
}

/// The day until which the publisher stood by an entry that is much too old.
fn too_old(entry: &Entry<'_>, context: &Context<'_>) -> Option<String> {
    match entry.publication.currency(context.now) {
        Currency::PastLimit(at) => Some(phrases::date(context.i18n, at.to_zoned_datetime(context.zone.clone()).date())),
        Currency::Promised | Currency::Expired(_) => None,
    }
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

/// The form of what is written: the one asked for, the one that the ending of
/// the file names, or plain text on standard output.
fn format(asked: Option<&str>, to: Option<&Path>, i18n: &I18n) -> Result<Format, Failure> {
    let named = |path: &Path| {
        Format::of_name(&path.to_string_lossy()).ok_or_else(|| {
            let path = one_line(&path.display().to_string());
            Failure::new(i18n, Code::UnknownHandoutForm, &[("path", path.into())])
        })
    };
    match asked.and_then(Format::of_ending) {
        Some(format) => Ok(format),
        None => to.map_or(Ok(Format::Text), named),
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
pub(super) fn typed(text: Option<&str>, input: &mut dyn Read, i18n: &I18n) -> Result<String, Failure> {
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
    write_whole(path, text.as_bytes()).map_err(|error| Failure::of_output(i18n, path, &error))
}

fn print(text: &str, wanted: Option<&str>, form: Form, i18n: &I18n) -> Result<String, Failure> {
    let refused = |error: PrintError| refusal(&error, i18n);
    let printers = printer::printers().map_err(refused)?;
    let Some(name) = printers.chosen(wanted) else {
        return Err(Failure::new(i18n, Code::WhichPrinter, &[("printers", list(&printers.names).into())]));
    };
    printer::print(text, name, form.large).map_err(refused)?;
    Ok(name.to_owned())
}

/// Why nothing was printed.
fn refusal(error: &PrintError, i18n: &I18n) -> Failure {
    let detail = match error {
        PrintError::NoProgram => i18n.text("printers-no-program"),
        error => one_line(&error.to_string()),
    };
    Failure::new(i18n, Code::Printer, &[("detail", detail.into())])
}

/// The printers, one a line, the usual one marked.
fn printers(i18n: &I18n) -> Result<Answer, Failure> {
    let printers = printer::printers().map_err(|error| refusal(&error, i18n))?;
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
    fn the_form_is_the_one_asked_for_or_that_of_the_file() {
        let i18n = I18n::new("en");
        let of = |asked, to: Option<&str>| format(asked, to.map(Path::new), &i18n);
        assert_eq!(of(None, None).unwrap(), Format::Text);
        assert_eq!(of(Some("html"), None).unwrap(), Format::Html);
        assert_eq!(of(None, Some("b.MD")).unwrap(), Format::Markdown);
        assert_eq!(of(Some("txt"), Some("card.html")).unwrap(), Format::Text);
        assert_eq!(of(None, Some("d.pdf")).unwrap_err().code, Code::UnknownHandoutForm);
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
