//! Where records go: files of several formats, by their ending.

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::error::{Code, Failure};
use crate::{
    directory::{Organization, Tombstone},
    formats::{
        intake::Sink,
        output::{flat, json::Json, package::Package},
    },
    i18n::I18n,
    store::files::{Pending, folder_of},
};

/// Rows of a sheet of a workbook, the headings among them.
const SHEET_ROWS: u32 = 1_048_576;

/// Characters of a cell of a workbook.
const CELL_CHARS: usize = 32_767;

/// A file being written. It is there when it is whole, or not at all.
pub enum Target {
    /// HSDS as JSON.
    Json(Json<BufWriter<Pending>>),
    /// JSON lines on standard output, held until all went well.
    Stdout(Json<Vec<u8>>),
    /// HSDS as a package of tables.
    Package(Box<Package>, BufWriter<Pending>),
    /// One table for people, as CSV.
    Csv(Box<csv::Writer<BufWriter<Pending>>>),
    /// The same as a workbook.
    Xlsx(Box<Sheet>, BufWriter<Pending>),
}

/// True for `-`.
pub fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

impl Target {
    /// Begins a file.
    pub fn open(path: &Path, i18n: &I18n) -> Result<Self, Failure> {
        if is_stdout(path) {
            return Ok(Self::Stdout(Json::lines(Vec::new())));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let begin = || {
            let pending = Pending::begin(path).map_err(|error| Failure::of_output(i18n, path, &error))?;
            Ok(BufWriter::with_capacity(1 << 16, pending))
        };
        let failed = |error: io::Error| Failure::of_io(i18n, Code::CannotWrite, path, &error);
        Ok(match ending.as_str() {
            "jsonl" | "ndjson" => Self::Json(Json::lines(begin()?)),
            "json" => Self::Json(Json::list(begin()?)),
            "zip" => Self::Package(Box::new(package(path)), begin()?),
            "csv" => {
                let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(begin()?);
                table.write_record(headings(i18n)).map_err(|error| failed(error.into()))?;
                Self::Csv(Box::new(table))
            }
            "xlsx" => {
                let pending = begin()?;
                Self::Xlsx(Box::new(Sheet::begin(&headings(i18n)).map_err(failed)?), pending)
            }
            _ => {
                let path = path.display().to_string();
                return Err(Failure::new(i18n, Code::UnknownTarget, &[("path", path.into())]));
            }
        })
    }

    /// Puts the file in its place.
    pub fn finish(self, path: &Path, i18n: &I18n) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::of_io(i18n, Code::CannotWrite, path, &error);
        let output = match self {
            Self::Json(json) => json.finish().map_err(failed)?,
            Self::Package(package, output) => package.finish(output).map_err(failed)?,
            Self::Csv(table) => table.into_inner().map_err(|error| failed(error.into_error()))?,
            Self::Xlsx(sheet, mut output) => {
                sheet.finish(&mut output).map_err(failed)?;
                output
            }
            Self::Stdout(json) => {
                let bytes = json.finish().map_err(failed)?;
                return super::answer::written(io::stdout().lock().write_all(&bytes), i18n);
            }
        };
        let pending = output.into_inner().map_err(|error| failed(error.into_error()))?;
        pending.finish().map_err(|error| Failure::of_store(i18n, &error))
    }
}

impl Sink for Target {
    fn organization(&mut self, organization: &Organization) -> io::Result<()> {
        match self {
            Self::Json(json) => json.organization(organization),
            Self::Stdout(json) => json.organization(organization),
            Self::Package(package, _) => package.organization(organization),
            Self::Csv(table) => {
                for row in flat::rows(organization) {
                    table.write_record(row.iter().map(|cell| flat::harmless(cell)))?;
                }
                Ok(())
            }
            Self::Xlsx(sheet, _) => flat::rows(organization).iter().try_for_each(|row| sheet.row(row)),
        }
    }

    fn tombstone(&mut self, tombstone: &Tombstone) -> io::Result<()> {
        match self {
            Self::Json(json) => json.tombstone(tombstone),
            Self::Stdout(json) => json.tombstone(tombstone),
            // Tables have no room for what is not there any more.
            Self::Package(..) | Self::Csv(_) | Self::Xlsx(..) => Ok(()),
        }
    }
}

/// A package whose rows wait in files without names beside the result.
fn package(path: &Path) -> Package {
    let folder: PathBuf = folder_of(path).to_owned();
    Package::new(Box::new(move || Ok(Box::new(Spool(BufWriter::new(tempfile::tempfile_in(&folder)?))))))
}

/// A file whose rows are written many at a time.
struct Spool(BufWriter<std::fs::File>);

impl io::Read for Spool {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.flush()?;
        self.0.get_mut().read(bytes)
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl io::Seek for Spool {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Headings of the table for people, in the language of the interface.
fn headings(i18n: &I18n) -> Vec<String> {
    flat::COLUMNS.iter().map(|column| i18n.text(&column_message(column.word()))).collect()
}

/// The message with the heading of a column: `column-address-city` for
/// `address.city`.
fn column_message(word: &str) -> String {
    format!("column-{}", word.replace(['.', '_'], "-"))
}

/// One sheet of a workbook.
pub struct Sheet {
    book: Workbook,
    rows: u32,
}

impl Sheet {
    fn begin(headings: &[String]) -> io::Result<Self> {
        let mut book = Workbook::new();
        // The same records are the same bytes.
        let epoch = ExcelDateTime::from_ymd(1980, 1, 1).map_err(io::Error::other)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet_with_constant_memory().map_err(io::Error::other)?;
        for (at, heading) in (0u16..).zip(headings) {
            sheet.write_string_with_format(0, at, heading, &bold).map_err(io::Error::other)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(io::Error::other)?;
        Ok(Self { book, rows: 1 })
    }

    fn row(&mut self, cells: &[String]) -> io::Result<()> {
        if self.rows >= SHEET_ROWS {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("a sheet has {SHEET_ROWS} rows at most")));
        }
        let sheet = self.book.worksheet_from_index(0).map_err(io::Error::other)?;
        for (at, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let cut: String = cell.chars().take(CELL_CHARS).collect();
            sheet.write_string(self.rows, at, cut).map_err(io::Error::other)?;
        }
        self.rows += 1;
        Ok(())
    }

    fn finish(mut self, output: &mut (impl Write + io::Seek + Send)) -> io::Result<()> {
        self.book.save_to_writer(output).map_err(io::Error::other)
    }
}
