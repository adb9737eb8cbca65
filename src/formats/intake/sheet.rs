//! Spreadsheets and profile pages.

use std::{
    io::{self, Read},
    ops::ControlFlow,
    rc::Rc,
};

use serde_json::{Map, Value};

use super::{Intake, id_of};
use crate::{
    directory::problem::{Code, Outcome, Problem},
    formats::{
        hsds, limits, nswp,
        package::{
            Table,
            join::{Origin, Standing},
        },
        report::Fate,
        spreadsheet::{Column, Faults, Mapping, MappingError, Records, Target, record},
        table::{Row, delimited::Delimited, workbook::Workbook},
    },
};

/// Rows looked at for a proposal.
pub const SAMPLE_ROWS: usize = 200;

/// A spreadsheet being read with a mapping.
struct Reading<'m> {
    file: Rc<str>,
    mapping: &'m Mapping,
    columns: Option<Rc<[Column]>>,
    /// Rows are services of organisations, which several rows may share.
    has_services: bool,
}

impl Intake<'_> {
    /// Takes in a table of any columns as text.
    pub fn delimited(
        &mut self,
        file: &str,
        input: impl Read,
        mapping: &Mapping,
    ) -> io::Result<Result<(), MappingError>> {
        let mut table = Delimited::open(input)?;
        let mut reading = Reading::new(file, mapping);
        while let Some(row) = table.next_row() {
            let row = match row {
                Ok(row) => row,
                Err(broken) => {
                    self.report.tell(broken.problem(file));
                    self.report.count("row", Fate::Refused);
                    break;
                }
            };
            if let Err(error) = self.row(&mut reading, row)? {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }

    /// Takes in a sheet of a workbook.
    pub fn workbook(
        &mut self,
        file: &str,
        book: &mut Workbook,
        mapping: &Mapping,
    ) -> io::Result<Result<(), MappingError>> {
        let sheets = book.sheets();
        let sheet = match &mapping.sheet {
            Some(wanted) if !sheets.contains(wanted) => {
                let field = "sheet".to_owned();
                return Ok(Err(MappingError { line: None, field, detail: wanted.clone() }));
            }
            Some(wanted) => wanted.clone(),
            None => sheets.into_iter().next().unwrap_or_default(),
        };
        let mut reading = Reading::new(file, mapping);
        let mut outcome = Ok(Ok(()));
        let ended = book.each_row(&sheet, |row| {
            outcome = self.row(&mut reading, row);
            if matches!(outcome, Ok(Ok(()))) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if let Err(broken) = ended {
            self.report.tell(broken.problem(file));
            self.report.count("row", Fate::Refused);
        }
        outcome
    }

    fn row(&mut self, reading: &mut Reading<'_>, row: Row) -> io::Result<Result<(), MappingError>> {
        if reading.mapping.heading_row.is_some_and(|heading_row| row.line < heading_row) {
            return Ok(Ok(()));
        }
        let Some(columns) = &reading.columns else {
            if row.is_blank() && reading.mapping.heading_row.is_none() {
                return Ok(Ok(()));
            }
            let fitted = reading.mapping.fit(&row.cells);
            return Ok(fitted.map(|columns| reading.columns = Some(columns.into())));
        };
        let origin = Origin {
            file: Rc::clone(&reading.file),
            line: row.line,
            pointer: String::new(),
            sheet: None,
            columns: Some(Rc::clone(columns)),
        };
        if row.is_blank() {
            self.report.tell(origin.problem("", Code::BlankRow, "", Outcome::LeftOut));
            self.report.count("row", Fate::LeftOut);
            return Ok(Ok(()));
        }
        let mut faults: Faults = Vec::new();
        for (at, code, outcome) in row.faults {
            faults.push((at, code, row.cells.get(at).cloned().unwrap_or_default(), outcome));
        }
        let records = record(columns, &row.cells, &self.settings.needs, &mut self.hours, &mut faults);
        let confidential = columns.iter().any(|column| column.to == Target::Confidential);
        for (at, code, value, outcome) in faults {
            let heading = columns.get(at).map_or("", |column| column.heading.as_str());
            // Which rows are confidential is not known for each cell here.
            let value = if confidential { String::new() } else { hsds::shorten(&value) };
            let (file, line) = (origin.file.to_string(), origin.line);
            self.report.tell(Problem { file, line, field: hsds::shorten(heading), code, value, outcome });
        }
        match records {
            None => self.report.count("row", Fate::Refused),
            Some(records) if reading.has_services => self.wait(records, &origin)?,
            Some(records) => self.hand_on(records, &origin)?,
        }
        Ok(Ok(()))
    }

    /// Rows that are organisations go on at once.
    fn hand_on(&mut self, records: Records, origin: &Origin) -> io::Result<()> {
        let Records { mut organization, service, location } = records;
        let list = |one: Option<Map<String, Value>>| one.map(|one| Value::Array(vec![Value::Object(one)]));
        for (key, one) in [("locations", list(location)), ("services", list(service))] {
            if let Some(one) = one {
                organization.insert(key.to_owned(), one);
            }
        }
        let fates = self.deliver(&Value::Object(organization), &[(String::new(), origin)])?;
        self.report.count("row", fates.first().copied().unwrap_or(Fate::Refused));
        Ok(())
    }

    /// Rows that are services wait for others of their organisation.
    fn wait(&mut self, records: Records, origin: &Origin) -> io::Result<()> {
        self.make_room()?;
        let Records { organization, service, location } = records;
        let id: Box<str> = organization.get("id").and_then(Value::as_str).unwrap_or_default().into();
        let parent = || vec![(Table::Organization, id.clone())];
        let whole = service.is_none();
        let standing = if whole { Standing::Row } else { Standing::Part };
        self.add(Table::Organization, organization, Vec::new(), origin, standing);
        if let Some(location) = location {
            self.add(Table::Location, location, parent(), origin, Standing::Part);
        }
        if let Some(service) = service {
            self.add(Table::Service, service, parent(), origin, Standing::Row);
        }
        Ok(())
    }

    /// Takes in a text with one profile page or several.
    pub fn nswp(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let pages = nswp::pages(bytes);
        let several = pages.len() > 1;
        for (number, (line, bytes)) in (1..).zip(pages) {
            let origin = Origin { file: file.into(), line, pointer: String::new(), sheet: None, columns: None };
            let page = nswp::read(bytes);
            if self.report.pages.len() < limits::PROBLEMS {
                let name = if several { format!("{file}#{number}") } else { file.to_owned() };
                self.report.pages.push((name, nswp::as_json(&page)));
            }
            let page = match page {
                Ok(page) => page,
                Err(refusal) => {
                    self.report.tell(origin.problem("", refusal.code(), "", Outcome::Refused));
                    self.report.count("page", Fate::Refused);
                    continue;
                }
            };
            for warning in &page.warnings {
                let (field, code, outcome) = nswp::problem_of(warning);
                let outcome = if *warning == "missing_name" { Outcome::Repaired } else { outcome };
                let value = if code == Code::UnknownCountry { page.country_text.as_deref() } else { None };
                let mut problem = origin.problem("", code, value.unwrap_or_default(), outcome);
                field.clone_into(&mut problem.field);
                self.report.tell(problem);
            }
            let id = id_of("nswp", &[nswp::name_of(&page), page.country_text.as_deref().unwrap_or_default()]);
            let fates = self.deliver(&nswp::organization(&page, &id), &[(String::new(), &origin)])?;
            self.report.count("page", fates.first().copied().unwrap_or(Fate::Refused));
        }
        Ok(())
    }
}

impl<'m> Reading<'m> {
    fn new(file: &str, mapping: &'m Mapping) -> Self {
        Self { file: file.into(), mapping, columns: None, has_services: mapping.has(Target::ServiceName) }
    }
}
