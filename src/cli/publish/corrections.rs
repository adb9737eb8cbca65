//! `publish corrections`: what workers sealed for this publisher. The curator
//! takes or rejects each; a record says when it was checked.
//!
//! Who has decided what is remembered in a file by the digest of the
//! correction, so that a file can be opened again; its words are not.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::BufRead,
    path::PathBuf,
};

use serde::Serialize;

use super::{
    arguments::{KeyArguments, WithdrawArguments},
    folder::Folder,
    keyring::Keyring,
    raw::RawRecords,
    withdraw,
};
use crate::{
    app::correct::{ground, summary},
    bundle::{self, Digest, publish::BoxKey},
    cli::{
        answer::Answer,
        ask,
        environment::Environment,
        error::{Code, Failure},
        words::{json_line, one_line},
    },
    directory::{Correction, correction},
    formats::corrections::{Applied, CannotApply, apply},
    i18n::I18n,
};

/// File of decisions in the publisher's folder: a digest and a word a line.
const DECIDED: &str = "corrections.decided";

/// What to open, and what to do with it.
#[derive(Debug, clap::Args)]
pub struct CorrectionsArguments {
    /// Sealed files.
    #[arg(id = "sealed_files", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The publisher's folder.
    #[arg(id = "publisher_dir", long = "dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// Keys.
    #[command(flatten)]
    pub keys: KeyArguments,
    /// Writes these into the records.
    #[arg(long, value_name = "N")]
    pub accept: Vec<usize>,
    /// Says that the curator has written these into the records.
    #[arg(long, value_name = "N")]
    pub done: Vec<usize>,
    /// Does not take these.
    #[arg(long, value_name = "N")]
    pub reject: Vec<usize>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// What a curator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Decision {
    Accepted,
    Done,
    Rejected,
}

impl Decision {
    const ALL: [Self; 3] = [Self::Accepted, Self::Done, Self::Rejected];

    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Done => "done",
            Self::Rejected => "rejected",
        }
    }
}

/// A correction on the curator's desk.
#[derive(Debug, Serialize)]
struct Row {
    number: usize,
    #[serde(flatten)]
    correction: Correction,
    /// What the record is called.
    name: Option<String>,
    /// Why a program cannot write it into the record, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    obstacle: Option<&'static str>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decision>,
}

/// Lists corrections; takes, rejects, or asks about each.
pub fn corrections(
    arguments: &CorrectionsArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let folder = Folder::open(&arguments.dir, i18n)?;
    let keys = Keyring::existing(&arguments.keys, environment, i18n)?.load_boxes(&folder)?;
    let mut desk = Desk { folder, environment, i18n, decided: BTreeMap::new() };
    desk.read_decided()?;
    let mut rows = desk.rows(&open_all(&arguments.files, &keys, &desk.folder, i18n)?)?;
    let asked = arguments.accept.is_empty() && arguments.done.is_empty() && arguments.reject.is_empty();
    for (numbers, decision) in [
        (&arguments.accept, Decision::Accepted),
        (&arguments.done, Decision::Done),
        (&arguments.reject, Decision::Rejected),
    ] {
        for number in numbers {
            let row = rows.iter_mut().find(|row| row.number == *number);
            let row = row.ok_or_else(|| Failure::new(i18n, Code::NoSuchCorrection, &[("number", (*number).into())]))?;
            desk.decide(row, decision)?;
        }
    }
    if asked && environment.terminal.stdin && !arguments.json {
        for row in rows.iter_mut().filter(|row| row.decision.is_none()) {
            desk.ask(row, input)?;
        }
    }
    let text = if arguments.json { json_line(&rows) } else { rows.iter().map(|row| desk.line(row)).collect() };
    let open = rows.iter().filter(|row| row.decision.is_none()).count();
    let remark = i18n.with("publish-corrections-open", &[("count", open.into())]);
    Ok(Answer { remarks: vec![remark], ..Answer::of(text) })
}

/// Opens the files, each correction once.
fn open_all(files: &[PathBuf], keys: &[BoxKey], folder: &Folder<'_>, i18n: &I18n) -> Result<Vec<Correction>, Failure> {
    let mut all: Vec<Correction> = Vec::new();
    for path in files {
        let shown = one_line(&path.display().to_string());
        let not = |code| Failure::new(i18n, code, &[("path", shown.as_str().into())]);
        let sealed = folder.read(path)?;
        let plain = bundle::corrections::open(&sealed, keys).ok_or_else(|| not(Code::NotSealedForUs))?;
        for correction in correction::read(&plain).map_err(|_| not(Code::NotSealedForUs))? {
            if !all.contains(&correction) {
                all.push(correction);
            }
        }
    }
    Ok(all)
}

/// The publisher's folder while corrections are gone through.
struct Desk<'a> {
    folder: Folder<'a>,
    environment: &'a Environment,
    i18n: &'a I18n,
    /// Decisions by digest.
    decided: BTreeMap<String, Decision>,
}

impl Desk<'_> {
    fn read_decided(&mut self) -> Result<(), Failure> {
        let path = self.folder.path(DECIDED);
        let text = if path.is_file() { self.folder.read(&path)? } else { Vec::new() };
        for line in String::from_utf8_lossy(&text).lines() {
            let (digest, word) = line.split_once(' ').unwrap_or_default();
            if let Some(decision) = Decision::ALL.into_iter().find(|one| one.word() == word) {
                self.decided.insert(digest.to_owned(), decision);
            }
        }
        Ok(())
    }

    fn remember(&mut self, correction: &Correction, decision: Decision) -> Result<(), Failure> {
        self.decided.insert(digest(correction), decision);
        let lines: Vec<String> =
            self.decided.iter().map(|(digest, decision)| format!("{digest} {}\n", decision.word())).collect();
        self.folder.write(DECIDED, lines.concat().as_bytes())
    }

    fn rows(&self, corrections: &[Correction]) -> Result<Vec<Row>, Failure> {
        let raw = RawRecords::read(&self.folder)?;
        let row = |(number, correction): (usize, &Correction)| {
            let spot = raw.find(&correction.id);
            let record = spot.as_ref().and_then(|spot| raw.files.get(spot.file)?.record(spot.line));
            let name = spot
                .zip(record.as_ref())
                .and_then(|(spot, record)| Some(one_line(record.pointer(&spot.pointer)?.get("name")?.as_str()?)));
            let tried = record.map_or(Err(CannotApply::NotThere), |record| self.apply(correction, &record));
            let obstacle = tried.err().map(CannotApply::word);
            let decision = self.decided.get(&digest(correction)).copied();
            Row { number, correction: correction.clone(), name, obstacle, decision }
        };
        Ok((1..).zip(corrections).map(row).collect())
    }

    fn apply(&self, correction: &Correction, record: &serde_json::Value) -> Result<Applied, CannotApply> {
        apply(correction, record, self.environment.today(), self.environment.clock.now())
    }

    /// Does what was decided, and remembers it.
    fn decide(&mut self, row: &mut Row, decision: Decision) -> Result<(), Failure> {
        match decision {
            Decision::Accepted => self.write(&row.correction)?,
            // Whoever wrote it down by hand has only the check to note.
            Decision::Done => {
                let field = correction::CorrectedField::Right;
                self.write(&Correction { field, ..row.correction.clone() })?;
            }
            Decision::Rejected => {}
        }
        row.decision = Some(decision);
        row.obstacle = None;
        self.remember(&row.correction, decision)
    }

    fn write(&self, correction: &Correction) -> Result<(), Failure> {
        let mut raw = RawRecords::read(&self.folder)?;
        let refused = |why: CannotApply| {
            let values = [("id", one_line(&correction.id).into()), ("why", why.word().into())];
            Failure::new(self.i18n, Code::CannotAccept, &values)
        };
        let spot = raw.find(&correction.id).ok_or_else(|| refused(CannotApply::NotThere))?;
        let file = raw.files.get_mut(spot.file).ok_or_else(|| refused(CannotApply::NotThere))?;
        let record = file.record(spot.line).ok_or_else(|| refused(CannotApply::NotThere))?;
        match self.apply(correction, &record).map_err(refused)? {
            Applied::Written(record) => {
                file.put(spot.line, &record);
                raw.write(&BTreeSet::from([spot.file]), &self.folder)
            }
            Applied::Withdraw => {
                let dir = self.folder.path("");
                let ids = vec![correction.id.clone()];
                withdraw::withdraw(&WithdrawArguments { ids, reason: "closed".to_owned(), dir, json: false }, self.i18n)
                    .map(|_| ())
            }
        }
    }

    /// Asks about one at the terminal.
    fn ask(&mut self, row: &mut Row, input: &mut dyn BufRead) -> Result<(), Failure> {
        let question = self.line(row) + &self.i18n.text("publish-corrections-ask");
        let typed = ask::line(&question, input, self.i18n)?.to_lowercase();
        let letter = |id: &str| !typed.is_empty() && self.i18n.text(id).starts_with(&typed);
        let decision = if letter("publish-corrections-accept") {
            Decision::Accepted
        } else if letter("publish-corrections-done") {
            Decision::Done
        } else if letter("publish-corrections-reject") {
            Decision::Rejected
        } else {
            return Ok(());
        };
        match self.decide(row, decision) {
            // The others are still to be gone through.
            Err(failure) if failure.code == Code::CannotAccept => {
                row.obstacle = row.obstacle.or(Some(CannotApply::ByHand.word()));
                Ok(())
            }
            other => other,
        }
    }

    fn line(&self, row: &Row) -> String {
        let correction = &row.correction;
        let values = [
            ("number", row.number.into()),
            ("entry", row.name.clone().unwrap_or_else(|| one_line(&correction.id)).into()),
            ("what", one_line(&summary(correction, self.i18n)).into()),
            ("ground", ground(correction, self.i18n).into()),
        ];
        let mut line = self.i18n.with("corrections-line", &values);
        let state = row.decision.map(|decision| format!("publish-corrections-is-{}", decision.word()));
        let state = state.or_else(|| row.obstacle.map(|word| format!("publish-corrections-cannot-{word}")));
        if let Some(id) = state {
            line += " · ";
            line += &self.i18n.text(&id);
        }
        line + "\n"
    }
}

fn digest(correction: &Correction) -> String {
    Digest::of(&correction::write(std::slice::from_ref(correction))).to_string()
}
