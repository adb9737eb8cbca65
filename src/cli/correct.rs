//! `correct`: what is not true about an entry, for whoever publishes it.

use std::{
    fmt::Write,
    io::{BufRead, Read},
    path::{Path, PathBuf},
};

use super::{
    answer::Answer,
    ask,
    corrections::{Outbox, key_of, seal_to},
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    show,
    words::{json_line, list},
};
use crate::{
    app::correct::label,
    directory::{
        CorrectedField, Correction, Entry, HowKnown,
        correction::{self, Correctable, correctable},
    },
    i18n::I18n,
};

/// What to correct, and how it is known.
#[derive(Debug, Default, clap::Args)]
pub struct CorrectArguments {
    /// Id of the entry.
    #[arg(value_name = "ID")]
    pub id: String,
    /// What is wrong.
    #[arg(id = "correct_field", long = "field", value_name = "FIELD")]
    pub field: Option<String>,
    /// Which of several, as the directory has it.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub instead_of: Option<String>,
    /// What is true; `-` reads standard input.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub says: Option<String>,
    /// How it is known.
    #[arg(long, value_name = "HOW")]
    pub known: Option<String>,
    /// Seals it into this file instead of keeping it.
    #[arg(id = "correct_out", long = "out", value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Notes a correction.
pub fn correct(
    arguments: &CorrectArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let Loaded { directory, mut remarks, .. } = directory::load(environment, "correct", i18n)?;
    let entry = directory.find(&arguments.id).ok_or_else(|| show::unknown(&arguments.id, &directory, i18n))?;
    remarks.extend(show::same_id(&arguments.id, &entry, &directory, i18n));
    // Before anybody writes in vain.
    let mut outbox = match &arguments.out {
        Some(_) => {
            key_of(Some(entry.publication), i18n)?;
            None
        }
        None => Some(Outbox::open_if_there(environment, i18n)?.ok_or_else(|| not_kept(i18n))?),
    };
    let correction = made(arguments, &entry, environment, input, i18n)?;
    let text = if arguments.json { json_line(&correction) } else { String::new() };
    let said = match (&mut outbox, &arguments.out) {
        (Some(outbox), _) => {
            outbox.corrections.push(correction);
            outbox.keep(i18n)?;
            i18n.text("corrections-kept")
        }
        (None, Some(out)) => sealed(out, &[correction], &directory, i18n)?,
        (None, None) => return Err(not_kept(i18n)),
    };
    Ok(Answer { remarks: remarks.into_iter().chain([said]).collect(), ..Answer::of(text) })
}

fn not_kept(i18n: &I18n) -> Failure {
    Failure::new(i18n, Code::NothingKeepsIt, &[])
}

/// Seals corrections of one publisher into a file, and says so.
pub fn sealed(
    out: &Path,
    corrections: &[Correction],
    directory: &crate::directory::Directory,
    i18n: &I18n,
) -> Result<String, Failure> {
    let publisher = corrections.first().map_or("", |one| one.publisher.as_str());
    let publication = directory.publications().find(|one| one.publisher == publisher);
    seal_to(out, corrections, publication, i18n)?;
    let name = publication.map_or(publisher, |publication| publication.name.as_str());
    let values = [("count", corrections.len().into()), ("publisher", name.into())];
    Ok(i18n.with("corrections-sealed", &values))
}

/// The correction, from the options and, at a terminal, from questions.
fn made(
    arguments: &CorrectArguments,
    entry: &Entry<'_>,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Correction, Failure> {
    let asking = environment.terminal.stdin;
    let all = correctable(entry);
    let what = match &arguments.field {
        Some(word) => named(word, arguments.instead_of.as_deref(), &all, i18n)?,
        None if asking => {
            let labels: Vec<String> = all.iter().map(|one| label(one, i18n)).collect();
            chosen("correct-which-field", all, &labels, input, i18n)?
        }
        None => return Err(missing("--field", i18n)),
    };
    let wants_text = what.field.wants_text();
    let text = match arguments.says.as_deref() {
        Some("-") if wants_text => all_of(input, i18n)?,
        Some(says) if wants_text => says.to_owned(),
        Some(_) => {
            let field = what.field.word();
            let failure = Failure::new(
                i18n,
                Code::InvalidValue,
                &[("given", "--says".into()), ("value", arguments.says.clone().unwrap_or_default().into())],
            );
            return Err(failure.hinting(&i18n.with("correct-says-itself", &[("field", field.into())])));
        }
        None if !wants_text => String::new(),
        None if asking => ask::line(&i18n.text("correct-what-is-true"), input, i18n)?,
        None => return Err(missing("--says", i18n)),
    };
    if wants_text && text.trim().is_empty() {
        return Err(missing("--says", i18n));
    }
    let known = match &arguments.known {
        Some(word) => HowKnown::from_word(word).ok_or_else(|| {
            let words: Vec<&str> = HowKnown::ALL.iter().map(|one| one.word()).collect();
            choose_one("--known", word, &words, i18n)
        })?,
        None if asking => {
            let labels: Vec<String> =
                HowKnown::ALL.iter().map(|known| i18n.text(&format!("known-{}", known.word()))).collect();
            chosen("correct-how-known", HowKnown::ALL.to_vec(), &labels, input, i18n)?
        }
        None => return Err(missing("--known", i18n)),
    };
    Ok(correction::clean(Correction::of(entry, what, &text, known, environment.today())))
}

/// The field that was named. One of several has to be told from the others;
/// where nothing tells, another one is meant.
fn named(word: &str, instead_of: Option<&str>, all: &[Correctable], i18n: &I18n) -> Result<Correctable, Failure> {
    let field = CorrectedField::from_word(word).filter(|field| all.iter().any(|one| one.field == *field));
    let Some(field) = field else {
        let mut words: Vec<&str> = all.iter().map(|one| one.field.word()).collect();
        words.dedup();
        return Err(choose_one("--field", word, &words, i18n));
    };
    let current: Vec<String> =
        all.iter().filter(|one| one.field == field).filter_map(|one| one.current.clone()).collect();
    let meant = match instead_of {
        Some(wanted) => Some(current.iter().find(|one| one.as_str() == wanted.trim()).ok_or_else(|| {
            let words: Vec<&str> = current.iter().map(String::as_str).collect();
            choose_one("--instead-of", wanted, &words, i18n)
        })?),
        None if field.is_list() => None,
        None => current.first(),
    };
    Ok(Correctable { field, current: meant.cloned() })
}

fn choose_one(option: &str, given: &str, words: &[&str], i18n: &I18n) -> Failure {
    let failure = Failure::new(i18n, Code::InvalidValue, &[("given", option.into()), ("value", given.into())]);
    if words.is_empty() {
        return failure;
    }
    failure.hinting(&i18n.with("cli-choose-one-of", &[("choices", list(words).into())]))
}

fn missing(option: &str, i18n: &I18n) -> Failure {
    Failure::new(i18n, Code::MissingArgument, &[("given", option.into())])
}

/// One of a numbered list, by its number.
fn chosen<T>(
    question: &str,
    choices: Vec<T>,
    labels: &[String],
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<T, Failure> {
    let mut text = i18n.text(question) + "\n";
    for (number, label) in (1..).zip(labels) {
        // Writing into a string never fails.
        writeln!(text, "{number:3}  {label}").ok();
    }
    let typed = ask::line(&(text + &i18n.text("correct-number")), input, i18n)?;
    let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    at.and_then(|at| choices.into_iter().nth(at)).ok_or_else(|| Failure::new(i18n, Code::Cancelled, &[]))
}

/// All of standard input, within bounds.
fn all_of(input: &mut dyn BufRead, i18n: &I18n) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let limit = 4 * correction::TEXT_CHARS as u64;
    input
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(i18n, Code::Input, &[("detail", error.to_string().into())]))?;
    String::from_utf8(bytes).map_err(|_| Failure::new(i18n, Code::InputNotText, &[]))
}
