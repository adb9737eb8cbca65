//! What there is to convert: files, folders and zip files, and what each file
//! seems to be.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use super::SourceFormat;
use crate::formats::{decode, nswp, package::Sheet, table::delimited::Delimited};

/// Folders in folders that are looked into.
const DEPTH: usize = 5;

/// Bytes looked at to tell what a file is.
const HEAD: u64 = 64 << 10;

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    JsonLines,
    /// A table of an HSDS package.
    Table(Sheet),
    /// A table of any columns.
    Delimited,
    Workbook,
    /// Profile pages.
    Page,
}

impl Kind {
    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }

    pub(super) fn is_spreadsheet(self) -> bool {
        matches!(self, Self::Delimited | Self::Workbook)
    }
}

/// One file.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// As reports name it.
    pub(super) name: String,
    /// The file, or the zip file that it is in.
    pub(super) path: PathBuf,
    /// Its position in a zip file.
    entry: Option<usize>,
    /// Its size, unpacked.
    pub(super) bytes: u64,
    pub(super) kind: Kind,
}

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order in which they are read.
    pub(super) pieces: Vec<Piece>,
    /// Files that are of no kind that is read.
    pub(super) passed_over: usize,
}

impl Found {
    pub(super) fn bytes(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.bytes).sum()
    }

    fn add(&mut self, piece: Piece, format: SourceFormat, alone: bool) -> io::Result<()> {
        match kind_of(&piece, format, alone)? {
            Some(kind) => self.pieces.push(Piece { kind, ..piece }),
            // What a package says of itself is known, and no record.
            None if is_description(&piece.name) => {}
            None => self.passed_over += 1,
        }
        Ok(())
    }
}

/// Looks for what there is to convert.
pub(super) fn pieces(source: &Path, format: SourceFormat) -> io::Result<Found> {
    let mut found = Found::default();
    let meta = source.metadata()?;
    if meta.is_dir() {
        let mut files = Vec::new();
        list(source, DEPTH, &mut files)?;
        files.sort();
        for path in &files {
            if page_of(path).is_some_and(|page| files.binary_search(&page).is_ok()) {
                found.passed_over += 1;
                continue;
            }
            let path = path.clone();
            let name = path.strip_prefix(source).unwrap_or(&path).display().to_string();
            let bytes = path.metadata()?.len();
            found.add(Piece { name, path, entry: None, bytes, kind: Kind::Json }, format, false)?;
        }
        return Ok(found);
    }
    if ending(source) == "zip" {
        return zipped(source, format);
    }
    let name = source.file_name().unwrap_or(source.as_os_str()).to_string_lossy().into_owned();
    let piece = Piece { name, path: source.to_owned(), entry: None, bytes: meta.len(), kind: Kind::Json };
    found.add(piece, format, true)?;
    Ok(found)
}

/// Every file below a folder that is not hidden.
fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() && depth > 0 {
            list(&path, depth - 1, files)?;
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// The files in a zip file.
fn zipped(path: &Path, format: SourceFormat) -> io::Result<Found> {
    let mut found = Found::default();
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(io::Error::other)?;
    let mut entries: Vec<(String, usize, u64)> = Vec::new();
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(io::Error::other)?;
        let name = file.name().map_err(io::Error::other)?.into_owned();
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if !file.is_dir() && !hidden {
            entries.push((name, number, file.size()));
        }
    }
    entries.sort();
    let names: HashSet<PathBuf> = entries.iter().map(|(name, ..)| PathBuf::from(name)).collect();
    for (name, number, bytes) in entries {
        if page_of(Path::new(&name)).is_some_and(|page| names.contains(&page)) {
            found.passed_over += 1;
            continue;
        }
        let piece = Piece { name, path: path.to_owned(), entry: Some(number), bytes, kind: Kind::Json };
        found.add(piece, format, false)?;
    }
    Ok(found)
}

/// The profile page for which a file says what it should come to: such a file
/// is no source, or every record of a folder of fixtures would count twice.
fn page_of(path: &Path) -> Option<PathBuf> {
    let stem = path.file_name()?.to_str()?.strip_suffix(".expected.json")?;
    Some(path.with_file_name(format!("{stem}.txt")))
}

/// True for the file in which a package says what its tables are.
fn is_description(name: &str) -> bool {
    let file = Path::new(name).file_name().unwrap_or_default();
    file.eq_ignore_ascii_case("datapackage.json")
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// What a file is, by its name and then by its beginning. `alone`: it was
/// named itself, so it is read as something whatever it is called.
fn kind_of(piece: &Piece, format: SourceFormat, alone: bool) -> io::Result<Option<Kind>> {
    let path = Path::new(&piece.name);
    let ending = ending(path);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let by_name = match ending.as_str() {
        "json" | "geojson" => Some(Kind::Json),
        "jsonl" | "ndjson" => Some(Kind::JsonLines),
        "xlsx" | "xlsm" | "ods" => Some(Kind::Workbook),
        "csv" | "tsv" | "tab" => Some(Kind::Delimited),
        "txt" | "text" => Some(Kind::Page),
        _ => None,
    };
    if is_description(&piece.name) && !alone {
        return Ok(None);
    }
    let kind = match by_name {
        None if !alone => return Ok(None),
        None => by_content(piece)?,
        Some(Kind::Page) if format == SourceFormat::Csv => Kind::Delimited,
        Some(Kind::Page) if format.any() && is_tabbed(piece)? => Kind::Delimited,
        Some(kind) => kind,
    };
    let kind = match (kind, Sheet::of_file(&stem)) {
        (Kind::Delimited, Some(sheet)) if format == SourceFormat::HsdsCsv => Kind::Table(sheet),
        (Kind::Delimited, Some(sheet)) if format.any() && sheet.fits(&headings(piece)?) => Kind::Table(sheet),
        (kind, _) => kind,
    };
    let wanted = match format {
        SourceFormat::Auto => true,
        SourceFormat::Hsds => kind.is_json(),
        SourceFormat::HsdsCsv => matches!(kind, Kind::Table(_)),
        SourceFormat::Nswp => kind == Kind::Page,
        SourceFormat::Csv => kind.is_spreadsheet(),
    };
    match (wanted, alone, format) {
        (true, ..) => Ok(Some(kind)),
        // A person who says what a file is knows better than its name.
        (false, true, SourceFormat::Nswp) => Ok(Some(Kind::Page)),
        (false, true, SourceFormat::Csv) => Ok(Some(Kind::Delimited)),
        (false, true, SourceFormat::Hsds) => Ok(Some(Kind::Json)),
        _ => Ok(None),
    }
}

/// What a file without a telling name is.
fn by_content(piece: &Piece) -> io::Result<Kind> {
    let head = piece.head()?;
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Kind::Workbook);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    if text.starts_with(b"{") || text.starts_with(b"[") {
        return Ok(Kind::Json);
    }
    let page = nswp::read(text).is_ok();
    Ok(if page { Kind::Page } else { Kind::Delimited })
}

/// True for a spreadsheet saved as "Unicode text", which spreadsheet programs
/// call `.txt` as well: there are tabs within its first line.
fn is_tabbed(piece: &Piece) -> io::Result<bool> {
    let head = piece.head()?;
    let mut first = Vec::new();
    decode::open(head.as_slice())?.read_until(b'\n', &mut first)?;
    Ok(first.trim_ascii().contains(&b'\t') && nswp::read(&head).is_err())
}

/// The first row of a table.
fn headings(piece: &Piece) -> io::Result<Vec<String>> {
    let head = piece.head()?;
    let mut table = Delimited::open(head.as_slice())?;
    Ok(table.next_row().and_then(Result::ok).map(|row| row.cells).unwrap_or_default())
}

impl Piece {
    /// Reads it.
    pub(super) fn read<T>(&self, with: &mut dyn FnMut(&mut dyn Read) -> io::Result<T>) -> io::Result<T> {
        let mut file = File::open(&self.path)?;
        let Some(entry) = self.entry else { return with(&mut file) };
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
        let mut entry = archive.by_index(entry).map_err(io::Error::other)?;
        with(&mut entry)
    }

    /// All of it, or `None` if that is more than `most` bytes.
    pub(super) fn bytes_within(&self, most: u64) -> io::Result<Option<Vec<u8>>> {
        self.read(&mut |input| {
            let mut bytes = Vec::new();
            input.take(most + 1).read_to_end(&mut bytes)?;
            Ok((bytes.len() as u64 <= most).then_some(bytes))
        })
    }

    fn head(&self) -> io::Result<Vec<u8>> {
        self.read(&mut |input| {
            let mut bytes = Vec::new();
            input.take(HEAD).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }
}
