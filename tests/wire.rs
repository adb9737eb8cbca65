//! What updates cost on the wire: measured with the real program against a
//! site in this process, and written into `docs/updates.md`
//! (`PARASOL_WRITE_DOCS=1 cargo test --test wire`).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read the environment and write the document"
)]

mod cli_support;
mod publisher;
mod site;

use std::{fmt::Write, fs, path::Path, sync::atomic::Ordering};

use cli_support::Home;
use publisher::Publisher;
use site::{Answer, Site};

/// Records in the directory, and how many of them change.
const RECORDS: usize = 10_000;
const CHANGED: usize = 200;

/// Between these lines of the document stands what is measured here.
const BEGIN: &str = "<!-- measured: cargo test --test wire -->";
const END: &str = "<!-- end -->";

/// Records as a curator writes them: a name, an address, a telephone, some
/// sentences. Those that change have another telephone and another sentence.
fn records(changed: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut lines = String::new();
    for number in 0..RECORDS {
        let mut seed = number as u64 + 1;
        let mut draw = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % most
        };
        let mut some = |count: usize| (0..count).map(|_| words[draw(words.len())]).collect::<Vec<_>>().join(" ");
        let (name, street, about) = (some(3), some(2), some(45));
        let is_new = number * CHANGED / RECORDS != (number + 1) * CHANGED / RECORDS && changed > 0;
        let (about, digits) = if is_new { (format!("{about} {}", some(6)), number + 700_000) } else { (about, number) };
        writeln!(
            lines,
            r#"{{"id":"place-{number:05}","name":"{name}","description":"{about}.","email":"post@place-{number:05}.example","phones":[{{"id":"p","number":"+34 600 {digits:06}"}}],"locations":[{{"id":"l","location_type":"physical","addresses":[{{"id":"a","address_1":"{} {street}","city":"{}","country":"ES"}}]}}]}}"#,
            number % 97 + 1,
            words[number % words.len()],
        )
        .unwrap();
    }
    lines
}

const WORDS: &str = "advice bed night legal doctor clinic support people women men young old house street open day \
    week month free paid appointment phone call write walk in group talk language help need food meal clothes shower \
    laundry work papers permit police court lawyer family child school test result treatment nurse care safe space \
    quiet room door bell ring ask bring card letter proof none required welcome everyone staff speak listen plan goal \
    path follow visit home bus stop near station market church square bridge river hill garden north south east west \
    centre office desk floor lift stairs step ramp key lock rest sleep early late morning evening weekend holiday \
    closed winter summer emergency crisis line chat message email form list waiting short long first second third";

/// What one call of `sync` cost.
struct Cost {
    requests: usize,
    sent: u64,
    received: u64,
}

/// Runs `sync`, and what went over the wire for it. The device receives what
/// the site sends.
fn sync(home: &Home, site: &Site, more: &[&str], exit: i32) -> Cost {
    let before = site.traffic.received.load(Ordering::SeqCst);
    site.sent();
    site.asked();
    let run = home.run(&[&["sync", &site.url, "--yes", "--json", "--debug-hurry"], more].concat());
    assert_eq!(run.code, exit, "{run:?}");
    Cost {
        requests: site.asked().len(),
        sent: site.traffic.received.load(Ordering::SeqCst) - before,
        received: site.sent(),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn an_update_costs_what_the_document_says() {
    let mut publisher = Publisher::new("Place list");
    let first = publisher.publish(&records(0), "2026-11-01T08:00:00Z");
    let second = publisher.publish(&records(CHANGED), "2026-11-20T08:00:00Z");
    let trust = ["--trust", publisher.fingerprint.as_str()];
    let target = first.target(".directory.jsonl.zst");
    let whole = first.bytes(&target);

    let home = Home::new();
    let site = Site::serve(&first.site);
    assert_eq!(home.run(&["sources", "add", &site.url]).code, 0);
    let fetch = sync(&home, &site, &trust, 0);
    let nothing = sync(&home, &site, &[], 0);
    site.move_to(&second.site);
    let change = sync(&home, &site, &[], 0);

    let other = Home::new();
    site.move_to(&first.site);
    site.at(&target, Answer::Stall);
    sync(&other, &site, &trust, 4);
    site.behave();
    let rest = sync(&other, &site, &trust, 0);

    assert!(nothing.requests == 1 && nothing.received < 1_000, "{}", nothing.received);
    let bundle = fs::metadata(&second.file).unwrap().len();
    assert!((change.received + change.sent) * 100 <= bundle, "{} of {bundle}", change.received + change.sent);
    assert!(rest.received < whole / 2 + 10_000, "{} of {whole}", rest.received);
    assert!(fetch.received < whole + 10_000, "{} of {whole}", fetch.received);

    let mut table = String::from("| what | requests | bytes sent | bytes received |\n| --- | --: | --: | --: |\n");
    for (what, cost) in [
        ("nothing new", &nothing),
        ("2 % of 10,000 records changed", &change),
        ("first fetch of 10,000 records", &fetch),
        ("the rest, after a line that broke at half", &rest),
    ] {
        let Cost { requests, sent, received } = cost;
        writeln!(table, "| {what} | {requests} | {} | {} |", grouped(*sent), grouped(*received)).unwrap();
    }
    writeln!(table, "\nThe whole bundle is a file of {} bytes.", grouped(bundle)).unwrap();
    compare(&table);
}

/// Holds a table against the one in the document, or writes it there.
fn compare(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/updates.md");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once(BEGIN).unwrap();
    let (kept, tail) = rest.split_once(END).unwrap();
    if std::env::var_os("PARASOL_WRITE_DOCS").is_some() {
        fs::write(&path, format!("{head}{BEGIN}\n\n{table}\n{END}{tail}")).unwrap();
        return;
    }
    assert_eq!(
        kept.trim(),
        table.trim(),
        "docs/updates.md is out of date: PARASOL_WRITE_DOCS=1 cargo test --test wire"
    );
}
