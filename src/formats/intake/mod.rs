//! Takes sources of any format in, hands out one organisation after another,
//! and keeps the report of everything that happened.

mod duplicates;
mod ids;
mod json;
mod needs;
mod sheet;
mod tidy;

use std::{
    collections::{HashMap, HashSet},
    io::{self, Read},
    rc::Rc,
};

use serde_json::{Map, Value};

use self::tidy::Tidy;
pub use self::{
    duplicates::{Duplicates, Twin},
    ids::give as give_ids,
    needs::NeedNames,
    sheet::SAMPLE_ROWS,
};
use super::{
    hsds, limits,
    memo::Memo,
    package::{
        Sheet, Table,
        join::{Added, Assembled, Join, Origin, Standing},
        translate,
    },
    phones::Dialled,
    report::{Fate, Report},
    spreadsheet::HoursKnown,
    table::{Row, delimited::Delimited},
};
use crate::directory::{
    Organization, Tombstone, confidential,
    problem::{Code, Outcome, Problem},
};

/// How sources are to be read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// ISO 3166-1 code of the country of places and numbers that name none.
    pub country: Option<String>,
    /// Keeps what tells where confidential places are. Only for a curator's
    /// own files.
    pub keep_confidential: bool,
    /// Which terms mean which needs.
    pub needs: NeedNames,
}

/// Numbers by the country and the text of their cell.
type NumbersKnown = Memo<Option<Vec<Dialled>>>;

/// Where the records go.
pub trait Sink {
    /// Takes an organisation with everything nested in it.
    fn organization(&mut self, organization: &Organization) -> io::Result<()>;

    /// Takes a withdrawal.
    fn tombstone(&mut self, tombstone: &Tombstone) -> io::Result<()>;
}

/// Sources being taken in.
pub struct Intake<'s> {
    settings: Settings,
    sink: &'s mut dyn Sink,
    report: Report,
    join: Join,
    duplicates: Duplicates,
    /// Hours of spreadsheets that were worked out before.
    hours: HoursKnown,
    /// Numbers that were read before, by country and text.
    numbers: NumbersKnown,
    /// Hashes of the ids of organisations that were handed on.
    seen: HashSet<u64>,
}

impl<'s> Intake<'s> {
    /// Begins.
    pub fn new(settings: Settings, sink: &'s mut dyn Sink) -> Self {
        Self {
            settings,
            sink,
            report: Report::default(),
            join: Join::default(),
            duplicates: Duplicates::default(),
            hours: HoursKnown::default(),
            numbers: NumbersKnown::default(),
            seen: HashSet::new(),
        }
    }

    /// The report so far.
    pub fn report(&mut self) -> &mut Report {
        &mut self.report
    }

    /// Takes in a table of an HSDS package. `file` is only for the report.
    pub fn package_table(&mut self, file: &str, sheet: Sheet, input: impl Read) -> io::Result<()> {
        let file: Rc<str> = file.into();
        let mut table = Delimited::open(input)?;
        let mut headings: Option<Vec<String>> = None;
        while let Some(row) = table.next_row() {
            let row = match row {
                Ok(row) => row,
                Err(broken) => {
                    self.report.tell(broken.problem(&file));
                    self.report.count(sheet.table.kind(), Fate::Refused);
                    break;
                }
            };
            match &headings {
                None => headings = Some(row.cells.iter().map(|cell| cell.trim().to_lowercase()).collect()),
                Some(headings) => self.package_row(&file, sheet, headings, row),
            }
        }
        Ok(())
    }

    fn package_row(&mut self, file: &Rc<str>, sheet: Sheet, headings: &[String], row: Row) {
        let origin =
            Origin { file: Rc::clone(file), line: row.line, pointer: String::new(), sheet: Some(sheet), columns: None };
        for (at, code, outcome) in &row.faults {
            let column = headings.get(*at).map_or("", String::as_str);
            let value = row.cells.get(*at).map_or("", String::as_str);
            let problem = origin.problem(&format!("/{column}"), *code, value, *outcome);
            self.report.tell(problem);
        }
        if row.is_blank() {
            self.report.tell(origin.problem("", Code::BlankRow, "", Outcome::LeftOut));
            return self.report.count(sheet.table.kind(), Fate::LeftOut);
        }
        let mut map = Map::new();
        for (at, cell) in row.cells.into_iter().enumerate() {
            let heading = match headings.get(at) {
                Some(heading) if !heading.is_empty() => heading.clone(),
                // More cells than headings: kept under their number.
                _ if cell.is_empty() => continue,
                _ => format!("column_{}", at + 1),
            };
            map.entry(heading).or_insert_with(|| cell.into());
        }
        translate(sheet, &mut map);
        if sheet.table == Table::Eligibility && !map.contains_key("eligibility") {
            self.report.tell(origin.problem("/eligibility", Code::MissingField, "", Outcome::LeftOut));
            return self.report.count(sheet.table.kind(), Fate::LeftOut);
        }
        self.add(sheet.table, map, Vec::new(), &origin, Standing::Own);
    }

    /// Hands a record to the join, and tells what it made of it.
    fn add(
        &mut self,
        table: Table,
        mut map: Map<String, Value>,
        parents: Vec<(Table, Box<str>)>,
        origin: &Origin,
        standing: Standing,
    ) {
        if matches!(table, Table::Organization | Table::Service) {
            self.give_id(table, &mut map, origin);
        }
        let id = map.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (code, outcome, fate) = match self.join.add(table, map, parents, origin.clone(), standing) {
            Added::New | Added::Copy => return,
            Added::Merged => (Code::DuplicateId, Outcome::LeftOut, Fate::LeftOut),
            Added::Taken => (Code::DuplicateId, Outcome::Refused, Fate::Refused),
            Added::TooLarge => (Code::TooLargeToJoin, Outcome::Refused, Fate::Refused),
        };
        self.report.tell(origin.problem("/id", code, &id, outcome));
        if let Some(kind) = standing.kind(table) {
            self.report.count(kind, fate);
        }
    }

    /// Makes room before a record that names all it belongs to: what waits
    /// goes on. Tables, which come one after another, cannot do this.
    fn make_room(&mut self) -> io::Result<()> {
        if self.join.is_full() { self.join_up() } else { Ok(()) }
    }

    /// A record with a name but no id gets one that is the same every time.
    fn give_id(&mut self, table: Table, map: &mut Map<String, Value>, origin: &Origin) {
        let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
        if map.get("id").is_some_and(|id| !id.is_null() && id.as_str() != Some("")) || text("name").is_empty() {
            return;
        }
        let id = id_of(table.kind(), &[text("name"), text("organization_id"), text("email")]);
        self.report.tell(origin.problem("/id", Code::MissingField, "", Outcome::Repaired));
        map.insert("id".to_owned(), id.into());
    }

    /// Ends: puts together what waited for one another, and returns the report.
    pub fn finish(mut self) -> io::Result<Report> {
        self.join_up()?;
        Ok(self.report)
    }

    /// Hands on what the join holds.
    fn join_up(&mut self) -> io::Result<()> {
        if self.join.is_empty() {
            return Ok(());
        }
        let join = std::mem::take(&mut self.join);
        let mut plan = join.plan();
        for problem in std::mem::take(&mut plan.problems) {
            self.report.tell(problem);
        }
        let mut fates: Vec<Option<Fate>> = vec![None; join.len()];
        for slot in &plan.slots {
            let Assembled { value, origins } = join.assemble(&plan, slot);
            let parts: Vec<(String, &Origin)> =
                origins.iter().filter_map(|(path, row)| Some((path.clone(), join.row(*row)?.1))).collect();
            let outcome = self.deliver(&value, &parts)?;
            for ((_, row), fate) in origins.iter().zip(outcome) {
                if let Some(known) = fates.get_mut(*row) {
                    // What is in the result once is in the result.
                    *known = Some(known.map_or(fate, |known| known.min(fate)));
                }
            }
        }
        self.count_rows(&join, &fates);
        Ok(())
    }

    /// Counts every row, and tells of those that belong nowhere.
    fn count_rows(&mut self, join: &Join, fates: &[Option<Fate>]) {
        let mut idle: HashMap<(Rc<str>, &'static str), (u64, Origin)> = HashMap::new();
        let mut order = Vec::new();
        for (number, fate) in fates.iter().enumerate() {
            let Some((table, origin, standing)) = join.row(number) else { continue };
            let Some(kind) = standing.kind(table) else { continue };
            self.report.count(kind, fate.unwrap_or(Fate::LeftOut));
            if fate.is_some() {
                continue;
            }
            if matches!(table, Table::Taxonomy | Table::TaxonomyTerm | Table::Unit | Table::MetaTableDescription) {
                // Lists to look things up in are mostly not used; one word
                // about each of them is enough.
                let key = (Rc::clone(&origin.file), table.kind());
                let entry = idle.entry(key.clone()).or_insert_with(|| {
                    order.push(key);
                    (0, origin.clone())
                });
                entry.0 += 1;
            } else {
                self.report.tell(origin.problem("", Code::NoPlace, "", Outcome::LeftOut));
            }
        }
        for key in order {
            if let Some((count, origin)) = idle.get(&key) {
                self.report.tell(origin.problem("", Code::NoPlace, &count.to_string(), Outcome::LeftOut));
            }
        }
    }

    /// Reads one HSDS organization, puts it in order and hands it on. Returns
    /// what became of each of its parts.
    fn deliver(&mut self, value: &Value, parts: &[(String, &Origin)]) -> io::Result<Vec<Fate>> {
        let (organization, mut problems) = hsds::read_organization(value);
        if self.settings.keep_confidential {
            problems.retain(|problem| problem.code != Code::ConfidentialDetail);
        }
        let Some(mut organization) = organization else {
            self.tell_all(problems, parts);
            return Ok(vec![Fate::Refused; parts.len()]);
        };
        if !self.is_new(&organization.id) {
            let code = if self.seen.len() < limits::WATCHED_RECORDS { Code::DuplicateId } else { Code::TooLong };
            problems.push(Problem {
                file: String::new(),
                line: 0,
                field: "/id".to_owned(),
                code,
                value: organization.id.clone(),
                outcome: Outcome::Refused,
            });
            self.tell_all(problems, parts);
            return Ok(vec![Fate::Refused; parts.len()]);
        }
        let mut tidy = Tidy::new(&self.settings, &mut self.numbers);
        tidy.organization(&mut organization);
        let found = tidy.into_problems();
        // What was left out after all was not kept.
        problems.retain(|one| !found.iter().any(|other| other.code == one.code && other.field == one.field));
        problems.extend(found);
        let fates = fates(&problems, parts);
        self.tell_all(problems, parts);
        if !self.settings.keep_confidential {
            confidential::withhold(&mut organization);
        }
        let twins = self.duplicates.look(&organization);
        self.tell_all(twins, parts);
        self.report.written.count(&organization);
        self.sink.organization(&organization)?;
        Ok(fates)
    }

    /// Takes note of an id; false when it is known or there are too many.
    fn is_new(&mut self, id: &str) -> bool {
        self.seen.len() < limits::WATCHED_RECORDS && self.seen.insert(hash(id))
    }

    /// Tells problems of a record, in the words of the source.
    fn tell_all(&mut self, problems: Vec<Problem>, parts: &[(String, &Origin)]) {
        for problem in problems {
            self.report.tell(match owner(&problem.field, parts) {
                Some((at, rest)) => match parts.get(at) {
                    Some((_, origin)) => Problem {
                        file: origin.file.to_string(),
                        line: origin.line,
                        field: origin.field(&rest),
                        ..problem
                    },
                    None => problem,
                },
                None => problem,
            });
        }
    }

    /// Takes a withdrawal.
    fn tombstone(&mut self, value: &Value, origin: &Origin) -> io::Result<()> {
        let (tombstone, problems) = hsds::read_tombstone(value);
        self.tell_all(problems, &[(String::new(), origin)]);
        let fate = if tombstone.is_some() { Fate::Kept } else { Fate::Refused };
        self.report.count("tombstone", fate);
        if let Some(tombstone) = tombstone {
            self.report.written.tombstones += 1;
            self.sink.tombstone(&tombstone)?;
        }
        Ok(())
    }
}

/// The part that a pointer leads into, and the rest of the pointer.
fn owner(pointer: &str, parts: &[(String, &Origin)]) -> Option<(usize, String)> {
    let pointer = if pointer == "/" { "" } else { pointer };
    let inside = |path: &str| pointer.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let fitting = parts.iter().enumerate().filter_map(|(at, (path, _))| Some((path.len(), at, inside(path)?)));
    fitting.max_by_key(|(length, at, _)| (*length, std::cmp::Reverse(*at))).map(|(_, at, rest)| (at, rest.to_owned()))
}

/// What became of each part, as far as the problems say.
fn fates(problems: &[Problem], parts: &[(String, &Origin)]) -> Vec<Fate> {
    let mut fates = vec![Fate::Kept; parts.len()];
    for problem in problems {
        let Some((at, rest)) = owner(&problem.field, parts) else { continue };
        let whole = match problem.outcome {
            Outcome::Refused => Some(Fate::Refused),
            // A number that says nothing takes its phone with it.
            Outcome::LeftOut if rest.is_empty() || rest == "/number" => Some(Fate::LeftOut),
            _ => None,
        };
        let (Some(fate), Some((path, _))) = (whole, parts.get(at)) else { continue };
        let below = format!("{path}/");
        for ((other, _), known) in parts.iter().zip(&mut fates) {
            if other == path || other.starts_with(&below) {
                *known = fate;
            }
        }
    }
    fates
}

/// A number that stands for a text, the same on every machine.
fn hash(text: &str) -> u64 {
    digest(text.as_bytes()).iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn digest(bytes: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref().to_vec()
}

/// An id made from what a record says, so that it is the same every time.
pub(super) fn id_of(kind: &str, parts: &[&str]) -> String {
    let text = parts.join("\u{1f}");
    let digest = hex::encode(digest(text.as_bytes()));
    format!("{kind}-{}", digest.get(..12).unwrap_or_default())
}

impl super::table::Broken {
    /// As a problem of a file.
    fn problem(&self, file: &str) -> Problem {
        Problem {
            file: file.to_owned(),
            line: self.line,
            field: String::new(),
            code: self.code,
            value: hsds::shorten(&self.detail),
            outcome: Outcome::Refused,
        }
    }
}
