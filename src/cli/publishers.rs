//! `publishers`: whose records there are, and switching them off, on, away.

use std::{io::BufRead, sync::Arc};

use serde::Serialize;

use super::{
    answer::Answer,
    ask,
    directory::{Known, known, open_to_write},
    environment::Environment,
    error::Failure,
    import::failure,
    whose::{self, Candidate},
    words::{json_line, one_line},
};
use crate::{
    i18n::I18n,
    runtime::library,
    store::{
        Publisher, ShelfInfo,
        in_use::{self, Switch},
        starter,
    },
};

/// What can be done with publishers.
#[derive(Debug, clap::Subcommand)]
pub enum PublishersCommand {
    /// Lists them.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Keeps the records of one and does not show them.
    Off {
        /// Id or name.
        #[arg(value_name = "PUBLISHER")]
        publisher: String,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
    /// Shows them again.
    On {
        /// Id or name.
        #[arg(value_name = "PUBLISHER")]
        publisher: String,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
    /// Drops its records and trusts it no longer.
    Remove {
        /// Id or name.
        #[arg(value_name = "PUBLISHER")]
        publisher: String,
        /// Without a question.
        #[arg(long)]
        yes: bool,
        /// As JSON: the list after it.
        #[arg(long)]
        json: bool,
    },
}

impl PublishersCommand {
    /// True when the answer is wanted as JSON.
    pub fn json(&self) -> bool {
        match self {
            Self::List { json } | Self::Off { json, .. } | Self::On { json, .. } | Self::Remove { json, .. } => *json,
        }
    }
}

/// A publisher, for a program.
#[derive(Debug, Serialize)]
struct Row {
    publisher: String,
    name: String,
    version: u64,
    shown: bool,
    signed: bool,
    /// Records that it ever withdrew.
    withdrawn: usize,
}

impl Row {
    fn of(info: &ShelfInfo, publisher: Option<&Publisher>, name: Option<String>) -> Self {
        let signed = publisher.map(|one| one.name.clone()).filter(|name| !name.is_empty());
        let ours = (info.publisher == starter::PUBLISHER).then(|| starter::NAME.to_owned());
        let name = signed.or(name).or(ours);
        Self {
            publisher: info.publisher.clone(),
            name: name.unwrap_or_else(|| info.publisher.clone()),
            version: info.version,
            shown: !publisher.is_some_and(|one| one.off),
            signed: publisher.is_some_and(|one| !one.trusted.is_empty()),
            withdrawn: publisher.map_or(0, |one| one.withdrawn.len()),
        }
    }

    fn line(&self, i18n: &I18n) -> String {
        let values = [
            ("name", one_line(&self.name).into()),
            ("publisher", one_line(&self.publisher).into()),
            ("version", self.version.to_string().into()),
        ];
        let mut line = i18n.with(if self.shown { "publishers-shown" } else { "publishers-off" }, &values);
        line.push('\n');
        line
    }
}

/// Does what was asked.
pub fn publishers(
    command: &PublishersCommand,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let (named, switch, done) = match command {
        PublishersCommand::List { json } => return list(*json, environment, i18n),
        PublishersCommand::Off { publisher, .. } => (publisher, Switch::Off, "publishers-now-off"),
        PublishersCommand::On { publisher, .. } => (publisher, Switch::On, "publishers-now-on"),
        PublishersCommand::Remove { publisher, .. } => (publisher, Switch::Remove, "publishers-removed"),
    };
    let (mut opened, mut remarks) = open_to_write(environment, "publishers", Arc::new(|_| {}), i18n)?;
    let known = opened.store.publishers().map_err(|error| Failure::of_store(i18n, &error))?;
    let shelves = opened.generation.shelves.iter();
    let candidates: Vec<_> = shelves.map(|info| Candidate::of(info, known.get(&info.publisher))).collect();
    // Before the question: nobody is asked about what is not there.
    let meant = whose::which(named, &candidates, i18n)?;
    let name = ("name", one_line(&meant.name).into());
    if let PublishersCommand::Remove { yes: false, .. } = command {
        let question = i18n.with("publishers-remove-question", std::slice::from_ref(&name));
        ask::confirm(&question, environment, input, i18n)?;
    }
    in_use::switch(&mut *opened.store, &meant.id, switch, &library::index_pieces)
        .map_err(|error| failure(&error, i18n))?;
    remarks.push(i18n.with(done, &[name]));
    if !command.json() {
        return Ok(Answer { remarks, ..Answer::default() });
    }
    // Whoever lists them opens the store, too.
    drop(opened);
    Ok(Answer { remarks, ..list(true, environment, i18n)? })
}

/// Lists them, also while another program has the store.
fn list(json: bool, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let Known { directory, shelves, publishers, remarks, .. } = known(environment, "publishers", i18n)?;
    let name_of = |id: &str| directory.publications().find(|one| one.publisher == id).map(|one| one.name.clone());
    let row = |info: &ShelfInfo| Row::of(info, publishers.get(&info.publisher), name_of(&info.publisher));
    let rows: Vec<Row> = shelves.iter().map(row).collect();
    let text = if json { json_line(&rows) } else { rows.iter().map(|row| row.line(i18n)).collect() };
    Ok(Answer { remarks, ..Answer::of(text) })
}
