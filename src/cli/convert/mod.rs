//! `convert`: sources of any format into HSDS or tables, with a report of
//! everything that happened on the way.

mod report;
mod source;

use std::{
    io::{self, Read},
    path::Path,
};

use self::source::{Kind, Piece};
use super::{
    answer::Answer,
    arguments::{ConvertArguments, SourceFormat},
    environment::Environment,
    error::{Code, Failure},
    progress::Progress,
    target::{self, Target},
    words::one_line,
};
use crate::{
    directory::{Organization, Tombstone, problem},
    formats::{
        intake::{Intake, SAMPLE_ROWS, Settings, Sink},
        limits,
        report::Report,
        spreadsheet::{Mapping, MappingError, propose},
        table::{Row, delimited::Delimited, workbook::Workbook},
    },
    i18n::I18n,
    store::files,
};

/// JSON sources larger than this are not put together in memory first.
const HELD_BYTES: u64 = limits::JOIN_BYTES as u64 * 3 / 4;

/// Converts, or proposes a mapping.
pub fn convert(arguments: &ConvertArguments, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let source = &arguments.source;
    let found = source::pieces(source, arguments.from).map_err(|error| cannot_read(i18n, source, &error))?;
    if found.pieces.is_empty() {
        let path = source.display().to_string();
        return Err(Failure::new(i18n, Code::NothingToConvert, &[("path", path.into())]));
    }
    let given = arguments.mapping.as_deref().map(|path| read_mapping(path, i18n)).transpose()?;
    if arguments.propose {
        return proposal(arguments, &found.pieces, i18n);
    }
    let Some(to) = &arguments.to else {
        return Err(Failure::new(i18n, Code::MissingArgument, &[("given", "--to".into())]));
    };
    let settings = settings(arguments, given.as_ref(), i18n)?;
    // Before the work, which may take minutes.
    let form = arguments.report.as_deref().map(|path| report::form(path, i18n)).transpose()?;
    let target = Target::open(to, i18n)?;
    let progress = Progress::new(found.bytes(), environment);
    let mut run = Run { arguments, form, given, settings, found, progress, i18n, remarks: Vec::new() };
    let (report, target) = run.run(target)?;
    run.progress.finish();
    run.conclude(&report, target, to)
}

/// Settings from the arguments and the mapping.
fn settings(arguments: &ConvertArguments, mapping: Option<&Mapping>, i18n: &I18n) -> Result<Settings, Failure> {
    let said = match &arguments.country {
        None => None,
        Some(text) => Some(crate::formats::country(text).ok_or_else(|| {
            Failure::new(i18n, Code::InvalidValue, &[("given", "--country".into()), ("value", text.into())])
        })?),
    };
    Ok(Settings {
        country: said.or_else(|| mapping.and_then(|mapping| mapping.country.clone())),
        keep_confidential: arguments.keep_confidential,
        needs: mapping.map(Mapping::need_names).unwrap_or_default(),
    })
}

/// One conversion.
struct Run<'r> {
    arguments: &'r ConvertArguments,
    /// The form of the report, where a file of it was asked for.
    form: Option<report::Form>,
    given: Option<Mapping>,
    settings: Settings,
    found: source::Found,
    progress: Progress,
    i18n: &'r I18n,
    remarks: Vec<String>,
}

impl Run<'_> {
    /// Takes all pieces in.
    fn run(&mut self, mut target: Target) -> Result<(Report, Target), Failure> {
        let pieces = std::mem::take(&mut self.found.pieces);
        let held = pieces.iter().filter(|piece| piece.kind.is_json()).map(|piece| piece.bytes).sum::<u64>();
        let mut broken = None;
        let outcome = {
            let mut sink = Kept { target: &mut target, broken: &mut broken };
            let mut intake = Intake::new(self.settings.clone(), &mut sink);
            let mut outcome = Ok(());
            for piece in &pieces {
                outcome = self.piece(&mut intake, piece, held > HELD_BYTES);
                if outcome.is_err() {
                    break;
                }
            }
            outcome
                .and_then(|()| intake.finish().map_err(|error| cannot_read(self.i18n, &self.arguments.source, &error)))
        };
        if let Some(error) = broken {
            let to = self.arguments.to.as_deref().unwrap_or(Path::new(""));
            return Err(Failure::of_io(self.i18n, Code::CannotWrite, to, &error));
        }
        Ok((outcome?, target))
    }

    /// Takes one piece in.
    fn piece(&mut self, intake: &mut Intake<'_>, piece: &Piece, at_once: bool) -> Result<(), Failure> {
        let i18n = self.i18n;
        let failed = |error: io::Error| cannot_read(i18n, &piece.path, &error);
        match piece.kind {
            Kind::Json | Kind::JsonLines => piece
                .read(&mut |input| {
                    let input = io::BufReader::with_capacity(1 << 16, self.progress.follow(input));
                    if piece.kind == Kind::Json {
                        intake.json(&piece.name, input, at_once)
                    } else {
                        intake.json_lines(&piece.name, input, at_once)
                    }
                })
                .map_err(failed),
            Kind::Table(sheet) => piece
                .read(&mut |input| intake.package_table(&piece.name, sheet, self.progress.follow(input)))
                .map_err(failed),
            Kind::Page => {
                let bytes = piece.bytes_within(limits::JOIN_BYTES as u64).map_err(failed)?;
                self.progress.add(piece.bytes);
                if let Some(bytes) = bytes {
                    return intake.nswp(&piece.name, &bytes).map_err(failed);
                }
                intake.refuse_file(&piece.name, problem::Code::TooLong, "");
                Ok(())
            }
            Kind::Delimited => self.delimited(intake, piece),
            Kind::Workbook => self.workbook(intake, piece),
        }
    }

    fn delimited(&mut self, intake: &mut Intake<'_>, piece: &Piece) -> Result<(), Failure> {
        let i18n = self.i18n;
        let failed = |error: io::Error| cannot_read(i18n, &piece.path, &error);
        let Some(mapping) = self.mapping(|| delimited_sample(piece).map_err(failed))? else {
            self.no_mapping(intake, piece);
            return Ok(());
        };
        let outcome = piece
            .read(&mut |input| intake.delimited(&piece.name, self.progress.follow(input), &mapping))
            .map_err(failed)?;
        outcome.map_err(|error| wrong_mapping(i18n, self.arguments.mapping.as_deref(), &error))
    }

    fn workbook(&mut self, intake: &mut Intake<'_>, piece: &Piece) -> Result<(), Failure> {
        let i18n = self.i18n;
        let failed = |error: io::Error| cannot_read(i18n, &piece.path, &error);
        let bytes = piece.bytes_within(limits::UNPACKED_BYTES).map_err(failed)?;
        self.progress.add(piece.bytes);
        let Some(bytes) = bytes else {
            intake.refuse_file(&piece.name, problem::Code::TooLong, "");
            return Ok(());
        };
        let mut book = match Workbook::open(bytes) {
            Ok(book) => book,
            Err(broken) => {
                intake.refuse_file(&piece.name, broken.code, &broken.detail);
                return Ok(());
            }
        };
        let sheet = self.given.as_ref().and_then(|mapping| mapping.sheet.clone());
        let Some(mapping) = self.mapping(|| Ok(workbook_sample(&mut book, sheet.as_deref())))? else {
            self.no_mapping(intake, piece);
            return Ok(());
        };
        let outcome = intake.workbook(&piece.name, &mut book, &mapping).map_err(failed)?;
        outcome.map_err(|error| wrong_mapping(i18n, self.arguments.mapping.as_deref(), &error))
    }

    /// The mapping given, if it maps columns, or else one proposed.
    fn mapping(&self, sample: impl FnOnce() -> Result<Vec<Row>, Failure>) -> Result<Option<Mapping>, Failure> {
        match &self.given {
            Some(mapping) if !mapping.columns.is_empty() => Ok(Some(mapping.clone())),
            _ => Ok(propose(&sample()?)),
        }
    }

    fn no_mapping(&mut self, intake: &mut Intake<'_>, piece: &Piece) {
        intake.refuse_file(&piece.name, problem::Code::NoMapping, "");
        self.progress.add(piece.bytes);
    }

    /// Puts the results in their places, or nothing at all.
    fn conclude(self, report: &Report, target: Target, to: &Path) -> Result<Answer, Failure> {
        let Self { arguments, form, i18n, remarks, found, .. } = self;
        if let (Some(path), Some(form)) = (&arguments.report, form) {
            let bytes = report::file(report, form, arguments, i18n);
            files::write_whole(path, &bytes).map_err(|error| Failure::of_output(i18n, path, &error))?;
        }
        let written = &report.written;
        let mut answer = Answer { remarks, ..Answer::default() };
        if found.passed_over > 0 {
            answer.remarks.push(i18n.with("convert-passed-over", &[("count", found.passed_over.into())]));
        }
        let summary = report::summary(report, i18n);
        if arguments.strict && report.problem_count() > 0 {
            let count = usize::try_from(report.problem_count()).unwrap_or(usize::MAX);
            answer.failure = Some(Failure::new(i18n, Code::StrictRefused, &[("count", count.into())]));
        } else if written.organizations + written.tombstones == 0 {
            answer.failure = Some(Failure::new(i18n, Code::NothingTaken, &[]));
        } else {
            target.finish(to, i18n)?;
        }
        if answer.failure.is_none() && arguments.keep_confidential && written.confidential > 0 {
            let count = usize::try_from(written.confidential).unwrap_or(usize::MAX);
            answer.remarks.push(i18n.with("convert-confidential-kept", &[("count", count.into())]));
        }
        // The records themselves may be what goes to standard output.
        if arguments.json {
            answer.text = report::json(report);
        } else if target::is_stdout(to) {
            answer.remarks.extend(summary.lines().map(str::to_owned));
        } else {
            answer.text = summary;
        }
        Ok(answer)
    }
}

/// Keeps the error of a write apart from those of reads.
struct Kept<'k> {
    target: &'k mut Target,
    broken: &'k mut Option<io::Error>,
}

impl Kept<'_> {
    fn keep(&mut self, outcome: io::Result<()>) -> io::Result<()> {
        outcome.map_err(|error| {
            let kind = error.kind();
            *self.broken = Some(error);
            kind.into()
        })
    }
}

impl Sink for Kept<'_> {
    fn organization(&mut self, organization: &Organization) -> io::Result<()> {
        let outcome = self.target.organization(organization);
        self.keep(outcome)
    }

    fn tombstone(&mut self, tombstone: &Tombstone) -> io::Result<()> {
        let outcome = self.target.tombstone(tombstone);
        self.keep(outcome)
    }
}

/// The first rows of a table as text.
fn delimited_sample(piece: &Piece) -> io::Result<Vec<Row>> {
    piece.read(&mut |input: &mut dyn Read| {
        let mut table = Delimited::open(input)?;
        Ok(std::iter::from_fn(|| table.next_row()).take(SAMPLE_ROWS).map_while(Result::ok).collect())
    })
}

/// The first rows of a sheet of a workbook.
fn workbook_sample(book: &mut Workbook, sheet: Option<&str>) -> Vec<Row> {
    let mut rows = Vec::new();
    let first = book.sheets().into_iter().next().unwrap_or_default();
    // A sheet that breaks off is told of when it is read.
    let _ = book.each_row(sheet.unwrap_or(&first), |row| {
        rows.push(row);
        if rows.len() < SAMPLE_ROWS { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
    });
    rows
}

/// Prints the mapping proposed for a spreadsheet.
fn proposal(arguments: &ConvertArguments, pieces: &[Piece], i18n: &I18n) -> Result<Answer, Failure> {
    let sheets: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind.is_spreadsheet()).collect();
    let [piece] = sheets.as_slice() else {
        let path = arguments.source.display().to_string();
        return Err(Failure::new(i18n, Code::OneSpreadsheet, &[("path", path.into())]));
    };
    let failed = |error: io::Error| cannot_read(i18n, &piece.path, &error);
    let mut sheet = None;
    let rows = if piece.kind == Kind::Workbook {
        let bytes = piece.bytes_within(limits::UNPACKED_BYTES).map_err(failed)?.unwrap_or_default();
        let mut book =
            Workbook::open(bytes).map_err(|broken| cannot_read(i18n, &piece.path, &io::Error::other(broken.detail)))?;
        let sheets = book.sheets();
        sheet = sheets.first().cloned().filter(|_| sheets.len() > 1);
        workbook_sample(&mut book, None)
    } else {
        delimited_sample(piece).map_err(failed)?
    };
    let Some(mapping) = propose(&rows) else {
        let path = piece.path.display().to_string();
        return Err(Failure::new(i18n, Code::NoMapping, &[("path", path.into())]));
    };
    let country = settings(arguments, None, i18n)?.country;
    let mapping = Mapping { sheet, country, ..mapping };
    let name = one_line(&piece.name);
    let text = mapping.write(&i18n.with("convert-mapping-comment", &[("file", name.into())]));
    match &arguments.to {
        Some(to) if !target::is_stdout(to) => {
            files::write_whole(to, text.as_bytes()).map_err(|error| Failure::of_output(i18n, to, &error))?;
            Ok(Answer::default())
        }
        _ => Ok(Answer::of(text)),
    }
}

fn read_mapping(path: &Path, i18n: &I18n) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| cannot_read(i18n, path, &error))?;
    Mapping::read(&text).map_err(|error| wrong_mapping(i18n, Some(path), &error))
}

fn wrong_mapping(i18n: &I18n, path: Option<&Path>, error: &MappingError) -> Failure {
    let path = path.map_or_else(String::new, |path| path.display().to_string());
    let place = error.line.map_or(path.clone(), |line| format!("{path}:{line}"));
    // What is no TOML at all has no field.
    let place = format!("{place} {}", error.field);
    let values = [("place", place.trim().into()), ("detail", one_line(&error.detail).into())];
    Failure::new(i18n, Code::MappingWrong, &values)
}

fn cannot_read(i18n: &I18n, path: &Path, error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::NotFound { Code::NoSuchSource } else { Code::CannotRead };
    let path = path.display().to_string();
    let values = [("path", (&path).into()), ("part", (&path).into()), ("detail", error.to_string().into())];
    Failure::new(i18n, code, &values)
}

/// The default format of a source is what it looks like.
impl SourceFormat {
    /// True when any format may be read.
    fn any(self) -> bool {
        self == Self::Auto
    }
}
