//! Workbooks: XLSX and ODS. A workbook is a zip file, and a small one can
//! unpack to anything; so it is measured before a reader sees it.

use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
};

use calamine::{Data, DataRef, Ods, Reader, Xlsx};
use zip::ZipArchive;

use super::{Broken, Row};
use crate::{
    directory::problem::{Code, Outcome},
    formats::{guard, limits},
};

/// A workbook in memory.
pub struct Workbook {
    kind: Kind,
}

enum Kind {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    Ods(Box<Ods<Cursor<Vec<u8>>>>),
}

impl Workbook {
    /// Opens a workbook. Which kind it is, its content says.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Broken> {
        let opendocument = measure(&bytes)?;
        let cursor = Cursor::new(bytes);
        let kind = whole(|| {
            Ok(if opendocument {
                Kind::Ods(Box::new(Ods::new(cursor).map_err(|error| unreadable(&error))?))
            } else {
                Kind::Xlsx(Box::new(Xlsx::new(cursor).map_err(|error| unreadable(&error))?))
            })
        })?;
        Ok(Self { kind })
    }

    /// Names of the sheets, in the order of the workbook.
    pub fn sheets(&self) -> Vec<String> {
        match &self.kind {
            Kind::Xlsx(xlsx) => xlsx.sheet_names(),
            Kind::Ods(ods) => ods.sheet_names(),
        }
    }

    /// Hands every row of a sheet that is not blank to `each`, until that has
    /// enough.
    pub fn each_row(&mut self, sheet: &str, each: impl FnMut(Row) -> ControlFlow<()>) -> Result<(), Broken> {
        whole(|| self.rows(sheet, each))
    }

    fn rows(&mut self, sheet: &str, mut each: impl FnMut(Row) -> ControlFlow<()>) -> Result<(), Broken> {
        match &mut self.kind {
            Kind::Xlsx(xlsx) => xlsx_rows(xlsx, sheet, &mut each),
            Kind::Ods(ods) => {
                let range = ods.worksheet_range(sheet).map_err(|error| unreadable(&error))?;
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (cells, line) in range.rows().zip(u64::from(first_row) + 1..) {
                    let mut row = Row { line, ..Row::default() };
                    (0..first_column).for_each(|_| row.push(""));
                    for cell in cells {
                        row.push(&text_of(cell));
                    }
                    if !row.is_blank() && each(row).is_break() {
                        break;
                    }
                }
                Ok(())
            }
        }
    }
}

/// Rows of an XLSX sheet, as its cells come out of the stream.
fn xlsx_rows(
    xlsx: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    each: &mut impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), Broken> {
    let mut cells = xlsx.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error))?;
    let mut row = Row::default();
    loop {
        let cell = cells.next_cell().map_err(|error| Broken { line: row.line + 1, ..unreadable(&error) })?;
        let Some(cell) = cell else { break };
        let (line, column) = cell.get_position();
        let (line, column) = (u64::from(line) + 1, column as usize);
        if line != row.line {
            let whole = std::mem::replace(&mut row, Row { line, ..Row::default() });
            if !whole.is_blank() && each(whole).is_break() {
                return Ok(());
            }
        }
        if column >= limits::COLUMNS {
            let told = row.faults.iter().any(|(at, _, _)| *at == limits::COLUMNS);
            if !told {
                row.faults.push((limits::COLUMNS, Code::TooLong, Outcome::LeftOut));
            }
            continue;
        }
        let text = text_of_ref(cell.get_value());
        while row.cells.len() < column {
            row.push("");
        }
        // A cell named twice keeps what it had first.
        if row.cells.len() == column {
            row.push(&text);
        }
    }
    if !row.is_blank() {
        let _ = each(row);
    }
    Ok(())
}

/// calamine panics over positions that no sheet has; to us that is one more
/// file that cannot be read.
fn whole<T>(read: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    guard::guarded(read).unwrap_or_else(|words| Err(unreadable(&words)))
}

fn unreadable(error: &impl ToString) -> Broken {
    Broken { line: 0, code: Code::UnreadableFile, detail: error.to_string() }
}

/// Unpacks a workbook once without keeping it. Returns whether it is an
/// OpenDocument one; refuses what would not fit into memory.
fn measure(bytes: &[u8]) -> Result<bool, Broken> {
    let too_large = || Broken { line: 0, code: Code::TooLong, detail: String::new() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let (mut left, mut opendocument) = (limits::UNPACKED_BYTES, false);
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(|error| unreadable(&error))?;
        let name = file.name().map_err(|error| unreadable(&error))?.into_owned();
        let mut text = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut text).map_err(|error| unreadable(&error))? as u64;
        left = left.checked_sub(read).ok_or_else(too_large)?;
        let fits = match name.as_str() {
            "content.xml" => {
                opendocument = true;
                opendocument_cells(&text) <= limits::WORKBOOK_CELLS
            }
            // Each string costs more in memory than the few bytes here.
            "xl/sharedStrings.xml" => occurrences(&text, b"<si") <= limits::WORKBOOK_CELLS,
            "xl/styles.xml" => occurrences(&text, b"<xf") <= limits::WORKBOOK_CELLS / 20,
            _ => true,
        };
        if !fits {
            return Err(too_large());
        }
    }
    Ok(opendocument)
}

fn occurrences(text: &[u8], what: &[u8]) -> u64 {
    text.windows(what.len()).filter(|window| *window == what).count() as u64
}

/// How many cells an OpenDocument sheet makes when its repetitions are
/// written out, trailing empty ones left out.
fn opendocument_cells(text: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(text);
    let (mut total, mut widest, mut rows) = (0u64, 0u64, 0u64);
    for row in text.split("<table:table-row").skip(1) {
        let repeats = repeated(row, "table:number-rows-repeated");
        let (mut width, mut used) = (0u64, 0u64);
        for cell in row.split("table-cell").skip(1) {
            width = width.saturating_add(repeated(cell, "table:number-columns-repeated"));
            let tag = cell.split('>').next().unwrap_or_default();
            if tag.contains("value") || tag.contains("formula") {
                used = width;
            }
        }
        if used > 0 {
            widest = widest.max(used);
            rows = rows.saturating_add(repeats);
            total = total.saturating_add(used.saturating_mul(repeats));
        }
    }
    total.max(widest.saturating_mul(rows))
}

/// A repetition named in the first tag of a piece of XML; 1 where none is.
fn repeated(piece: &str, attribute: &str) -> u64 {
    let tag = piece.split('>').next().unwrap_or_default();
    let value = tag.split_once(attribute).and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    value.map_or(1, |number| number.trim().parse().unwrap_or(u64::MAX))
}

/// A cell as a person would read it, dates as ISO 8601.
fn text_of_ref(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => text_of(&Data::from(other.clone())),
    }
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let (date, time) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
            match (moment.as_f64() < 1.0, moment.as_f64().fract() == 0.0) {
                (true, _) => time,
                (_, true) => date,
                _ => format!("{date}T{time}"),
            }
        }
        Data::Error(_) | Data::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: Vec<u8>) -> Vec<(u64, Vec<String>)> {
        let mut workbook = Workbook::open(bytes).unwrap();
        let mut rows = Vec::new();
        let sheet = workbook.sheets().remove(0);
        workbook
            .each_row(&sheet, |row| {
                rows.push((row.line, row.cells));
                ControlFlow::Continue(())
            })
            .unwrap();
        rows
    }

    fn opendocument(body: &str) -> Vec<u8> {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("mimetype", options).unwrap();
        zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
        zip.start_file("META-INF/manifest.xml", options).unwrap();
        zip.write_all(b"<manifest:manifest/>").unwrap();
        zip.start_file("content.xml", options).unwrap();
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{body}\
             </table:table></office:spreadsheet></office:body></office:document-content>"
        );
        zip.write_all(content.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_sheet_of_excel_is_read() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Nom").unwrap();
        sheet.write(0, 2, "Tél").unwrap();
        sheet.write(3, 0, "Café\u{1b}").unwrap();
        sheet.write(3, 1, 12.5).unwrap();
        sheet.write(3, 2, 33_142_020_304_u64).unwrap();
        let date = rust_xlsxwriter::ExcelDateTime::parse_from_str("2026-03-01").unwrap();
        sheet.write_with_format(3, 3, &date, &rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        let read = rows(book.save_to_buffer().unwrap());
        assert_eq!(read[0], (1, vec!["Nom".to_owned(), String::new(), "Tél".into()]));
        assert_eq!(read[1], (4, vec!["Café".to_owned(), "12.5".into(), "33142020304".into(), "2026-03-01".into()]));
    }

    #[test]
    fn a_sheet_of_opendocument_is_read() {
        let cell = |text: &str| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        let body = format!(
            "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>{}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048000\">\
             <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
            cell("Nom")
        );
        assert_eq!(rows(opendocument(&body)), [(1, vec![String::new(), String::new(), "Nom".to_owned()])]);
    }

    #[test]
    fn a_sheet_that_would_fill_the_memory_is_refused() {
        let row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
                   table:number-columns-repeated=\"16000\" office:value-type=\"float\" office:value=\"1\"/>\
                   </table:table-row>";
        assert_eq!(Workbook::open(opendocument(row)).err().unwrap().code, Code::TooLong);
        assert_eq!(Workbook::open(b"no zip".to_vec()).err().unwrap().code, Code::UnreadableFile);
    }
}
