//! `shortlist`: entries put aside for somebody, from one command to the next.
//! Between commands only a vault can keep them.

use std::io::Read;

use serde::Serialize;

use super::{
    answer::Answer,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    find::context,
    handout::typed,
    show,
    vault::{self, Opened, failure},
    words::{json_line, one_line},
};
use crate::{
    handout::{
        Shortlist, Step,
        list::{KEPT_AS, Listed},
    },
    i18n::I18n,
    sheet,
};

/// What can be done with the shortlist.
#[derive(Debug, clap::Subcommand)]
pub enum ShortlistCommand {
    /// Puts an entry there.
    Add {
        /// Id of the entry.
        #[arg(id = "shortlist_id", value_name = "ID")]
        id: String,
        /// A note about it; `-` reads standard input.
        #[arg(id = "shortlist_note", long = "note", value_name = "TEXT", allow_hyphen_values = true)]
        note: Option<String>,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
    /// Takes an entry off.
    Remove {
        /// Id of the entry.
        #[arg(id = "shortlist_id", value_name = "ID")]
        id: String,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
    /// Says what is there.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Drops all of it.
    Clear {
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
}

impl ShortlistCommand {
    /// True when the answer is wanted as JSON.
    pub fn json(&self) -> bool {
        match self {
            Self::Add { json, .. } | Self::Remove { json, .. } | Self::List { json } | Self::Clear { json } => *json,
        }
    }
}

/// Does what was asked about the shortlist.
pub fn shortlist(
    command: &ShortlistCommand,
    environment: &Environment,
    input: &mut dyn Read,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let Done { list, mut remarks, said } = match command {
        ShortlistCommand::Add { id, note, .. } => add(id, note.as_deref(), environment, input, i18n)?,
        ShortlistCommand::Remove { id, .. } => remove(id, environment, i18n)?,
        ShortlistCommand::List { .. } => {
            let list = of_vault(&open(environment, i18n)?, i18n)?;
            let said = if list.is_empty() { i18n.text("shortlist-emptied") } else { String::new() };
            Done { list, remarks: Vec::new(), said }
        }
        ShortlistCommand::Clear { .. } => {
            let mut opened = open(environment, i18n)?;
            keep(&mut opened, &Shortlist::default(), i18n)?;
            Done { list: Shortlist::default(), remarks: Vec::new(), said: i18n.text("shortlist-emptied") }
        }
    };
    let text = if command.json() {
        as_json(&list)
    } else {
        remarks.extend(Some(said).filter(|said| !said.is_empty()));
        let lists = matches!(command, ShortlistCommand::List { .. }) && !list.is_empty();
        if lists { text(&list, i18n) } else { String::new() }
    };
    Ok(Answer { remarks, ..Answer::of(text) })
}

/// What a command has come to.
struct Done {
    /// The list after it.
    list: Shortlist,
    /// What anybody has to know.
    remarks: Vec<String>,
    /// What was done, for a person; a program gets the list.
    said: String,
}

/// Opens the vault; without one nothing would be there at the next command.
fn open(environment: &Environment, i18n: &I18n) -> Result<Opened, Failure> {
    vault::open(environment, "shortlist", i18n)?.ok_or_else(|| Failure::new(i18n, Code::ShortlistNeedsVault, &[]))
}

/// The list in an open vault.
fn of_vault(opened: &Opened, i18n: &I18n) -> Result<Shortlist, Failure> {
    let kept = opened.vault.get(KEPT_AS).map_err(|error| failure(&error, i18n))?;
    Ok(kept.and_then(|bytes| Shortlist::from_bytes(&bytes)).unwrap_or_default())
}

/// The list that a vault keeps; empty where there is no vault.
pub(super) fn kept(environment: &Environment, i18n: &I18n) -> Result<Shortlist, Failure> {
    match vault::open(environment, "handout", i18n)? {
        Some(opened) => of_vault(&opened, i18n),
        None => Ok(Shortlist::default()),
    }
}

/// The list of a vault that opens without asking anybody; `None` without one.
/// Needs no lock of its own: whoever asks has the data folder.
pub(super) fn unasked(environment: &Environment, i18n: &I18n) -> Result<Option<Shortlist>, Failure> {
    let Some(vault) = vault::unasked(environment, i18n)? else { return Ok(None) };
    let kept = vault.get(KEPT_AS).map_err(|error| failure(&error, i18n))?;
    Ok(kept.and_then(|bytes| Shortlist::from_bytes(&bytes)))
}

fn keep(opened: &mut Opened, list: &Shortlist, i18n: &I18n) -> Result<(), Failure> {
    let kept = match list.to_bytes() {
        Some(bytes) => opened.vault.put(KEPT_AS, &bytes),
        None => opened.vault.remove(KEPT_AS),
    };
    kept.map_err(|error| failure(&error, i18n))
}

fn add(
    id: &str,
    note: Option<&str>,
    environment: &Environment,
    input: &mut dyn Read,
    i18n: &I18n,
) -> Result<Done, Failure> {
    // Before the vault, which holds the same folder.
    let Loaded { directory, mut remarks, .. } = directory::load(environment, "shortlist", i18n)?;
    let entry = directory.find(id).ok_or_else(|| show::unknown(id, &directory, i18n))?;
    remarks.extend(show::same_id(id, &entry, &directory, i18n));
    let mut opened = open(environment, i18n)?;
    let note = note.map(|note| typed(Some(note), input, i18n)).transpose()?;
    let mut list = of_vault(&opened, i18n)?;
    let name = sheet::row(&entry, &context(environment, i18n)).name;
    list.add(&entry, &name);
    let listed = list.position(&entry).and_then(|at| list.entries.get_mut(at));
    if let (Some(listed), Some(note)) = (listed, note) {
        note.trim().clone_into(&mut listed.note);
    }
    keep(&mut opened, &list, i18n)?;
    let args = [("name", name.into()), ("count", list.entries.len().into())];
    let said = i18n.with("shortlist-added", &args);
    Ok(Done { list, remarks, said })
}

fn remove(id: &str, environment: &Environment, i18n: &I18n) -> Result<Done, Failure> {
    let mut opened = open(environment, i18n)?;
    let mut list = of_vault(&opened, i18n)?;
    // By its id alone, also when the directory has it no more.
    let is_it = |listed: &Listed| listed.id == id || listed.id.split_once('/').is_some_and(|(_, own)| own == id);
    let listed = list.entries.iter().position(is_it).and_then(|at| list.remove(at));
    let listed = listed.ok_or_else(|| Failure::new(i18n, Code::NotOnShortlist, &[("id", id.into())]))?;
    keep(&mut opened, &list, i18n)?;
    let args = [("name", one_line(&listed.name).into()), ("count", list.entries.len().into())];
    let said = i18n.with("shortlist-removed", &args);
    Ok(Done { list, remarks: Vec::new(), said })
}

/// The list as JSON.
#[derive(Serialize)]
struct Report<'a> {
    entries: Vec<ReportEntry<'a>>,
    note: &'a str,
    steps: Vec<&'static str>,
    own_step: &'a str,
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    id: &'a str,
    name: &'a str,
    note: &'a str,
}

fn as_json(list: &Shortlist) -> String {
    let entries = list.entries.iter().map(|one| ReportEntry { id: &one.id, name: &one.name, note: &one.note });
    let steps = list.steps.iter().map(|step| step.slug());
    let (entries, steps) = (entries.collect(), steps.collect());
    json_line(&Report { entries, note: &list.note, steps, own_step: &list.own_step })
}

/// The list in words: an entry a line with its id, notes under it.
fn text(list: &Shortlist, i18n: &I18n) -> String {
    let mut lines = Vec::new();
    let note = |lines: &mut Vec<String>, indent: &str, label: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{indent}{} {}", i18n.text(label), one_line(text)));
        }
    };
    for (at, listed) in list.entries.iter().enumerate() {
        lines.push(format!("{}  {}  ({})", at + 1, one_line(&listed.name), listed.id));
        note(&mut lines, "   ", "shortlist-note", &listed.note);
    }
    note(&mut lines, "", "shortlist-note", &list.note);
    let chosen = Step::ALL.into_iter().filter(|step| list.steps.contains(step));
    lines.extend(chosen.map(|step| format!("- {}", one_line(&step.sentence(i18n, &list.own_step)))));
    note(&mut lines, "", "shortlist-own-step", &list.own_step);
    lines.join("\n") + "\n"
}
