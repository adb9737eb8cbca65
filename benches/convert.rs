//! What taking in a large spreadsheet costs: `parasol convert` of a CSV file
//! against counting its lines (`wc -l`) and reading its cells with the csv
//! crate, in the same run, by processor time; and how much memory the conversion takes.
//! Needs a Unix system.
//!
//! `cargo bench --bench convert`; a number after `--` is another size in MB.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark fails by panicking, tells the time, and is no library"
)]

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    process::{Command, Stdio},
};

use nix::sys::resource::{Usage, UsageWho, getrusage};

/// Size of the spreadsheet.
const MEGABYTES: u64 = 64;

const CITIES: [(&str, &str, &str); 4] = [
    ("Lyon", "France", "+33 4"),
    ("Kraków", "Poland", "+48 12"),
    ("Sevilla", "España", "+34 95"),
    ("Graz", "AT", "+43 3"),
];
const HOURS: [&str; 4] = ["Mo-Fr 9-17", "lun-ven 9h-17h", "24/7", "on request, ask for the door code"];
const LANGUAGES: [&str; 4] = ["English, français", "русский; polski", "es", "German / Arabic"];
const WORDS: [&str; 12] = [
    "shelter", "advice", "night", "doctor", "women", "migrants", "free", "kitchen", "counsel", "street", "legal",
    "open",
];

fn main() {
    let megabytes = std::env::args().skip(1).find_map(|one| one.parse().ok()).unwrap_or(MEGABYTES);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let sheet = folder.path().join("sheet.csv");
    let rows = write_sheet(&sheet, megabytes << 20);
    println!("{megabytes} MiB, {rows} rows");
    let lines = spent(UsageWho::RUSAGE_CHILDREN, || count_lines(&sheet));
    let cells = spent(UsageWho::RUSAGE_SELF, || assert_eq!(read_cells(&sheet), rows));
    let out = folder.path().join("out.jsonl");
    let converted = spent(UsageWho::RUSAGE_CHILDREN, || convert(&sheet, &out));
    println!("wc -l:    {lines:.2} s");
    println!("csv pass: {cells:.2} s");
    println!(
        "convert:  {converted:.2} s, {:.0} rows a second, {:.1} times wc -l, {:.1} times the csv pass",
        rows as f64 / converted,
        converted / lines,
        converted / cells
    );
    println!("memory:   {} MiB at most", usage(UsageWho::RUSAGE_CHILDREN).max_rss() >> 10);
}

/// Seconds of processor time that some work takes: others on the machine do
/// not count.
fn spent(who: UsageWho, work: impl FnOnce()) -> f64 {
    let seconds = || {
        let usage = usage(who);
        let times = [usage.user_time(), usage.system_time()];
        times.iter().map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6).sum::<f64>()
    };
    let before = seconds();
    work();
    seconds() - before
}

fn usage(who: UsageWho) -> Usage {
    getrusage(who).unwrap()
}

/// A spreadsheet as people keep them; no two rows are the same.
fn write_sheet(path: &Path, bytes: u64) -> u64 {
    let mut file = BufWriter::new(File::create(path).unwrap());
    writeln!(file, "Name,Street,City,Country,Telephone,E-mail,Website,Opening hours,Languages,Description").unwrap();
    let (mut written, mut rows, mut dice) = (0, 0, 7);
    while written < bytes {
        let (city, country, prefix) = CITIES[rows as usize % CITIES.len()];
        let mut line = format!(
            "\"{} {} {rows}\",{} {} street,{city},{country},{prefix} {:08},post@number{rows}.example,https://number{rows}.example,\"{}\",\"{}\",\"",
            WORDS[next(&mut dice) % WORDS.len()],
            WORDS[next(&mut dice) % WORDS.len()],
            1 + next(&mut dice) % 200,
            WORDS[next(&mut dice) % WORDS.len()],
            next(&mut dice) % 100_000_000,
            HOURS[next(&mut dice) % HOURS.len()],
            LANGUAGES[next(&mut dice) % LANGUAGES.len()],
        );
        for _ in 0..20 + next(&mut dice) % 30 {
            line.push_str(WORDS[next(&mut dice) % WORDS.len()]);
            line.push(if next(&mut dice).is_multiple_of(40) { '\n' } else { ' ' });
        }
        line.push_str("\"\n");
        file.write_all(line.as_bytes()).unwrap();
        written += line.len() as u64;
        rows += 1;
    }
    file.flush().unwrap();
    rows
}

fn next(dice: &mut u64) -> usize {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*dice >> 33) as usize
}

fn count_lines(path: &Path) {
    assert!(Command::new("wc").arg("-l").arg(path).stdout(Stdio::null()).status().unwrap().success());
}

/// Every cell of every row, as text, without doing anything with it.
fn read_cells(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let (mut record, mut rows, mut bytes) = (csv::StringRecord::new(), 0, 0);
    while reader.read_record(&mut record).unwrap() {
        rows += 1;
        bytes += record.iter().map(str::len).sum::<usize>();
    }
    std::hint::black_box(bytes);
    rows
}

fn convert(from: &Path, to: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_parasol"))
        .args(["convert", "--json"])
        .arg(from)
        .arg("--to")
        .arg(to)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    println!("counts:   {}", report["records"]);
}
