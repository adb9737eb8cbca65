//! Thousands of damaged files of every format: each ends in a report or in an
//! error with words, never in a panic, and never takes the machine's memory.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and read files"
)]

use std::io::{self, Cursor, Read, Write};

use parasol::{
    directory::{Organization, Tombstone},
    formats::{
        intake::{Intake, SAMPLE_ROWS, Settings, Sink},
        package::Sheet,
        report::Report,
        spreadsheet::propose,
        table::{delimited::Delimited, workbook::Workbook},
    },
};
use proptest::prelude::*;

/// A result that is only counted.
#[derive(Default)]
struct Counted(u64);

impl Sink for Counted {
    fn organization(&mut self, _: &Organization) -> io::Result<()> {
        self.0 += 1;
        Ok(())
    }

    fn tombstone(&mut self, _: &Tombstone) -> io::Result<()> {
        Ok(())
    }
}

/// What a file is read as.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Spreadsheet,
    Package,
    Workbook,
    Json,
    JsonLines,
    Page,
}

const CSV: &str = "Organization;Service;Phone;City;Country;Hours;Languages\n\
    Harbour;Night shelter;+33 1 42 34 56 78;Lyon;France;Mo-Fr 9-17;fr, en\n\
    \"Harbour\";\"Legal\nhelp\";0142345678 ext. 4;Lyon;FR;24/7;русский\n\
    Second;;none;\"Saint; Denis\";Réunion;lun-ven 9h-17h;ar\n";
const TABLE: &str = "id,organization_id,name,status,description\n\
    s1,o1,Night shelter,active,\"<p>Beds</p><ul><li>30</li></ul>\"\n\
    s2,o2,Legal help,inactive,\ns2,o2,Legal help,inactive,again\n";
const JSON: &str = r#"{"contents":[{"id":"o1","name":"Harbour","description":"d","services":[{"id":"s1","name":"Beds",
    "status":"active","schedules":[{"id":"h","freq":"WEEKLY","byday":"MO,TU","opens_at":"09:00","closes_at":"17:00"}],
    "phones":[{"id":"p","number":"+33 1 42 34 56 78","extension":7}]}],"locations":[{"id":"l","location_type":"physical",
    "latitude":45.7,"longitude":4.8,"addresses":[{"id":"a","city":"Lyon","country":"FR"}]}]}],"total_pages":1}"#;
const PAGE: &str = "Harbour Sex Workers\n\nContact email\nhello [at] harbour.example\nWho do you work with?\nEverybody\n\
    How are sex workers involved in your organisation?\nThey lead\nWhich of NSWP priority areas does your organisation work on?\n\
    - Oppose the criminalisation and other legal oppression of sex work and support its recognition as work\nCountry\nFrance\n";

/// A small workbook.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in CSV.replace("Legal\nhelp", "Legal help").replace('"', "").lines().enumerate() {
        for (column, cell) in line.split(';').enumerate() {
            sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Takes bytes in as the program would.
fn take(kind: Kind, bytes: &[u8]) -> Option<(Report, u64)> {
    let mut sink = Counted::default();
    let mut intake = Intake::new(Settings { country: Some("FR".into()), ..Settings::default() }, &mut sink);
    match kind {
        Kind::Spreadsheet => {
            let mut table = Delimited::open(bytes).ok()?;
            let sample: Vec<_> =
                std::iter::from_fn(|| table.next_row()).take(SAMPLE_ROWS).map_while(Result::ok).collect();
            let mapping = propose(&sample)?;
            intake.delimited("f.csv", bytes, &mapping).ok()?.ok()?;
        }
        Kind::Package => intake.package_table("services.csv", Sheet::of_file("services").unwrap(), bytes).ok()?,
        Kind::Workbook => {
            let mut book = Workbook::open(bytes.to_vec()).ok()?;
            let mut sample = Vec::new();
            let first = book.sheets().into_iter().next()?;
            book.each_row(&first, |row| {
                sample.push(row);
                std::ops::ControlFlow::Continue(())
            })
            .ok()?;
            let mapping = propose(&sample)?;
            intake.workbook("f.xlsx", &mut book, &mapping).ok()?.ok()?;
        }
        Kind::Json => intake.json("f.json", bytes, false).ok()?,
        Kind::JsonLines => intake.json_lines("f.jsonl", bytes, false).ok()?,
        Kind::Page => intake.nswp("f.txt", bytes).ok()?,
    }
    let report = intake.finish().ok()?;
    Some((report, sink.0))
}

/// One damage: what it does, where, and with what.
#[derive(Debug, Clone)]
enum Damage {
    Flip(usize, u8),
    Cut(usize),
    Remove(usize, usize),
    Repeat(usize, usize, usize),
    Insert(usize, Vec<u8>),
}

impl Damage {
    fn on(&self, bytes: &mut Vec<u8>) {
        let within = |at: usize, bytes: &Vec<u8>| if bytes.is_empty() { 0 } else { at % bytes.len() };
        match self {
            Self::Flip(at, mask) if !bytes.is_empty() => {
                let at = within(*at, bytes);
                bytes[at] ^= mask;
            }
            Self::Flip(..) => {}
            Self::Cut(at) => bytes.truncate(within(*at, bytes)),
            Self::Remove(at, count) => {
                let at = within(*at, bytes);
                let end = (at + count).min(bytes.len());
                bytes.drain(at..end);
            }
            Self::Repeat(at, count, times) => {
                let at = within(*at, bytes);
                let end = (at + count).min(bytes.len());
                let piece = bytes[at..end].repeat(*times);
                bytes.splice(end..end, piece);
            }
            Self::Insert(at, piece) => {
                let at = within(*at, bytes);
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    let hostile = prop::sample::select(vec![
        b"\"".to_vec(),
        b"\r\n".to_vec(),
        b"\0".to_vec(),
        b"\xff\xfe".to_vec(),
        b"\xef\xbb\xbf".to_vec(),
        b"{[".to_vec(),
        b"]}".to_vec(),
        b",;\t".to_vec(),
        b"1e999".to_vec(),
        "\u{202e}\u{1b}[31m".as_bytes().to_vec(),
        "\u{0301}".repeat(300).into_bytes(),
        b"[".repeat(3000),
        b"9".repeat(400),
        b"<b><table><li>&#x110000;".to_vec(),
        b"PK\x03\x04".to_vec(),
    ]);
    prop_oneof![
        (any::<usize>(), 1..=255u8).prop_map(|(at, mask)| Damage::Flip(at, mask)),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), 1..40usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        (any::<usize>(), 1..60usize, 1..50usize).prop_map(|(at, count, times)| Damage::Repeat(at, count, times)),
        (any::<usize>(), hostile).prop_map(|(at, piece)| Damage::Insert(at, piece)),
    ]
}

/// The parts of a zip file, each damaged in itself and packed again, so that
/// what is inside is reached and not only the container.
fn repacked(book: &[u8], part: usize, damages: &[Damage]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut output = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let wanted = part % archive.len();
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if number == wanted {
            for damage in damages {
                damage.on(&mut bytes);
            }
        }
        output.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        output.write_all(&bytes).unwrap();
    }
    output.finish().unwrap().into_inner()
}

/// Nothing vanishes, however broken the source is.
fn accounted_for(outcome: Option<(Report, u64)>) -> Result<(), TestCaseError> {
    let Some((report, written)) = outcome else { return Ok(()) };
    for (kind, tally) in &report.records {
        prop_assert_eq!(tally.read, tally.kept + tally.left_out + tally.refused, "{}", kind);
    }
    prop_assert_eq!(report.written.organizations, written);
    Ok(())
}

#[test]
fn the_samples_are_taken_when_nothing_is_wrong_with_them() {
    let book = workbook();
    let samples: [(Kind, &[u8], u64); 6] = [
        (Kind::Spreadsheet, CSV.as_bytes(), 2),
        (Kind::Package, TABLE.as_bytes(), 2),
        (Kind::Workbook, &book, 2),
        (Kind::Json, JSON.as_bytes(), 1),
        (Kind::JsonLines, JSON.as_bytes(), 0),
        (Kind::Page, PAGE.as_bytes(), 1),
    ];
    for (kind, bytes, organizations) in samples {
        let (_, written) = take(kind, bytes).unwrap_or_else(|| panic!("{kind:?} is refused"));
        assert_eq!(written, organizations, "{kind:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..ProptestConfig::default() })]

    #[test]
    fn damaged_text_ends_in_a_report_or_an_error(
        kind in prop::sample::select(vec![
            (Kind::Spreadsheet, CSV), (Kind::Package, TABLE), (Kind::Json, JSON), (Kind::JsonLines, JSON),
            (Kind::Page, PAGE),
        ]),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        let mut bytes = kind.1.as_bytes().to_vec();
        for damage in &damages { damage.on(&mut bytes); }
        accounted_for(take(kind.0, &bytes))?;
    }

    #[test]
    fn a_damaged_workbook_ends_in_a_report_or_an_error(
        part in any::<usize>(),
        inside in any::<bool>(),
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let book = workbook();
        let bytes = if inside {
            repacked(&book, part, &damages)
        } else {
            let mut bytes = book;
            for damage in &damages { damage.on(&mut bytes); }
            bytes
        };
        accounted_for(take(Kind::Workbook, &bytes))?;
    }
}

/// The most memory that this process ever had, in bytes.
#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

/// The name of [`what_unpacks_to_gigabytes`], for who starts it.
#[cfg(target_os = "linux")]
const GIGABYTES: &str = "what_unpacks_to_gigabytes";

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_unpacks_to_gigabytes_is_refused_before_the_memory_is_taken() {
    // The memory of a process is that of all its tests: it has one of its own.
    let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
    let output = alone.args([GIGABYTES, "--exact", "--ignored"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "{output:?}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "is started by the other test as a program of its own"]
fn what_unpacks_to_gigabytes() {
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..512 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    let before = peak();
    assert!(take(Kind::Workbook, &bomb).is_none());
    // One line, one list and one cell without end.
    for (kind, start, piece) in [
        (Kind::JsonLines, &b"{\"name\":\""[..], &b"a"[..]),
        (Kind::Json, b"[", b"1,"),
        (Kind::Spreadsheet, b"Organization\n\"", b"b"),
    ] {
        let endless = start.chain(io::repeat(piece[0])).take(64 << 20);
        let mut sink = Counted::default();
        let mut intake = Intake::new(Settings::default(), &mut sink);
        match kind {
            Kind::JsonLines => intake.json_lines("f", io::BufReader::new(endless), false).unwrap(),
            Kind::Json => intake.json("f", io::BufReader::new(endless), false).unwrap(),
            _ => {
                let mapping = propose(&[parasol::formats::table::Row {
                    line: 1,
                    cells: vec!["Organization".into()],
                    ..Default::default()
                }]);
                intake.delimited("f", endless, &mapping.unwrap()).unwrap().unwrap();
            }
        }
        assert!(intake.finish().unwrap().total().refused <= 1);
    }
    let most = peak().max(before);
    assert!(most < 256 << 20, "{} MiB", most >> 20);
}
