//! What updates cost on the wire: bytes of HTTP between the program's own
//! client and a site in this process, written into `docs/updates.md`
//! (`PARASOL_WRITE_DOCS=1 cargo test --test wire`).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read the environment and write the document"
)]

mod curator;
mod site;

use std::{
    fmt::Write,
    fs::{self, File},
    io::Read,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use curator::Curator;
use jiff::{Timestamp, ToSpan, civil::date, tz::TimeZone};
use parasol::{
    bundle::{self, Fetch, Refusal, Trust, Verified, file::Container, publish::Records},
    directory::{Address, Location, Organization, Phone, Text},
    store::Publisher,
    sync::{
        Watch,
        asking::{self, Asked},
        web::{Pace, Parts, Proxies, Web},
    },
};
use site::{Answer, Site};
use tempfile::TempDir;

/// Records in the directory, and how many of them change.
const RECORDS: usize = 10_000;
const CHANGED: usize = 200;

/// Between these lines of the document stands what is measured here.
const BEGIN: &str = "<!-- measured: PARASOL_WRITE_DOCS=1 cargo test --test wire -->";
const END: &str = "<!-- end of what was measured -->";

/// Numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        (0..count).map(|_| words[self.below(words.len())]).collect::<Vec<_>>().join(" ")
    }
}

/// A record as a curator keeps it: a name, some sentences, mail, a telephone,
/// an address, and when it was last checked and touched.
struct Record {
    name: String,
    about: String,
    mail: String,
    phone: usize,
    street: String,
    house: usize,
    city: String,
    day: i64,
}

impl Record {
    fn of(number: usize) -> Self {
        let mut dice = Dice(number as u64 + 1);
        Self {
            name: dice.words(3),
            about: dice.words(45),
            mail: format!("post@place-{number:05}.example"),
            phone: dice.below(1_000_000),
            street: dice.words(2),
            house: dice.below(200) + 1,
            city: WORDS.split_whitespace().nth(dice.below(60)).unwrap().to_owned(),
            day: dice.below(300) as i64,
        }
    }

    /// What a month changes: mostly one thing, and the date with it.
    fn change(&mut self, dice: &mut Dice) {
        match dice.below(5) {
            0 => self.phone = dice.below(1_000_000),
            1 => write!(self.about, " {}", dice.words(8)).unwrap(),
            2 => (self.street, self.house) = (dice.words(2), dice.below(200) + 1),
            3 => self.mail = format!("{}@{}.example", dice.words(1), dice.words(2).replace(' ', "-")),
            // Nothing but that somebody called and all was right.
            _ => {}
        }
        self.day = 320 + dice.below(20) as i64;
    }

    fn organization(self, number: usize) -> Organization {
        let checked = date(2026, 1, 1).saturating_add(self.day.days());
        let address = Address {
            id: "a".into(),
            address_1: Some(format!("{} {}", self.house, self.street)),
            city: Some(self.city),
            country: Some("ES".into()),
            ..Address::default()
        };
        Organization {
            id: format!("place-{number:05}"),
            name: Text::plain(self.name),
            description: Text::plain(format!("{}.", self.about)),
            emails: vec![self.mail],
            phones: vec![Phone { number: format!("+34 600 {:06}", self.phone), ..Phone::default() }],
            locations: vec![Location { id: "l".into(), addresses: vec![address], ..Location::default() }],
            assured_date: Some(checked),
            last_modified: Some(checked.at(9, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap().timestamp()),
            ..Organization::default()
        }
    }
}

const WORDS: &str = "advice bed night legal doctor clinic support people women men young old house street open day \
    week month free paid appointment phone call write walk in group talk language help need food meal clothes shower \
    laundry work papers permit police court lawyer family child school test result treatment nurse care safe space \
    quiet room door bell ring ask bring card letter proof none required welcome everyone staff speak listen plan goal \
    path follow visit home bus stop near station market church square bridge river hill garden north south east west \
    centre office desk floor lift stairs step ramp key lock rest sleep early late morning evening weekend holiday \
    closed winter summer emergency crisis line chat message email form list waiting short long first second third";

/// All records; `changed` of them, anywhere, are as they are a month later.
fn records(changed: usize) -> Records {
    let mut all: Vec<Record> = (0..RECORDS).map(Record::of).collect();
    let mut dice = Dice(2026);
    let mut order: Vec<usize> = (0..RECORDS).collect();
    for at in 0..changed {
        let other = at + dice.below(RECORDS - at);
        order.swap(at, other);
        all[order[at]].change(&mut dice);
    }
    let organizations = (0..).zip(all).map(|(number, record)| record.organization(number)).collect();
    Records { organizations, tombstones: Vec::new() }
}

/// A release as a file, and unpacked as a site.
struct Release {
    file: PathBuf,
    site: PathBuf,
}

fn publish(curator: &mut Curator, records: Records, folder: &Path, name: &str) -> Release {
    let release = Release { file: folder.join(format!("{name}.parasol")), site: folder.join(name) };
    curator.publish(records, &release.file);
    tar::Archive::new(File::open(&release.file).unwrap()).unpack(&release.site).unwrap();
    release
}

/// A device: what it remembers, what it has, and what is on its way.
struct Device {
    data: TempDir,
    before: Option<(Publisher, u64)>,
    raw: Option<Vec<u8>>,
}

/// What one visit cost.
#[derive(Debug, Default, Clone, Copy)]
struct Cost {
    requests: usize,
    sent: u64,
    received: u64,
}

impl Device {
    fn new() -> Self {
        Self { data: tempfile::tempdir().unwrap(), before: None, raw: None }
    }

    /// Asks the site, and gets what is new.
    fn visit(&mut self, site: &Site) -> (Cost, Result<(), Refusal>) {
        let before = site.traffic.received.load(Ordering::SeqCst);
        site.sent();
        site.asked();
        let got = self.get(site);
        let cost = Cost {
            requests: site.asked().len(),
            sent: site.traffic.received.load(Ordering::SeqCst) - before,
            received: site.sent(),
        };
        (cost, got)
    }

    fn get(&mut self, site: &Site) -> Result<(), Refusal> {
        // A line that stalls is given up at once: the test has no time.
        let pace = Pace { stall: Duration::from_millis(500), tries: 1, ..Pace::default() };
        let parts = Parts::below(self.data.path());
        let web = Web::new(&site.url.parse().unwrap(), &Proxies::default(), pace, parts, Watch::default()).unwrap();
        let Asked { fetch, unchanged } = asking::ask(Arc::new(web), self.before.as_ref()).unwrap();
        if unchanged.is_some() {
            return Ok(());
        }
        let verified = self.verify(fetch)?;
        let obtained = verified.directory(self.raw.as_deref(), &mut |_| ControlFlow::Continue(()))?;
        let mut raw = Vec::new();
        obtained.lines().unwrap().read_to_end(&mut raw).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let trusted = verified.trusted.to_files().into_iter().map(|(name, bytes)| (name, text(bytes))).collect();
        self.before = Some((Publisher { trusted, ..Publisher::default() }, verified.version));
        self.raw = Some(raw);
        Ok(())
    }

    fn verify(&self, fetch: Arc<dyn Fetch>) -> Result<Verified, Refusal> {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let trusted = self.before.as_ref().and_then(|(publisher, _)| publisher.trusted().unwrap());
        let fingerprint = bundle::identify(fetch.as_ref())?;
        let trust = Trust::Fingerprints(vec![fingerprint.hex()]);
        bundle::verify(fetch, trusted.as_ref(), &trust, now)
    }
}

#[test]
fn an_update_costs_what_the_document_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut curator = Curator::new("Place list");
    let first = publish(&mut curator, records(0), folder.path(), "first");
    let second = publish(&mut curator, records(CHANGED), folder.path(), "second");
    let whole = fs::metadata(&first.file).unwrap().len();
    let (target, target_bytes) = directory_in(&first.file);

    let site = Site::serve(&first.site);
    let mut device = Device::new();
    let (fetch, got) = device.visit(&site);
    got.unwrap();
    let (nothing, got) = device.visit(&site);
    got.unwrap();
    site.move_to(&second.site);
    let (change, got) = device.visit(&site);
    got.unwrap();
    let patched = device.raw.take().unwrap();

    let mut other = Device::new();
    site.move_to(&first.site);
    site.at(&target, Answer::Stall);
    let (half, cut) = other.visit(&site);
    assert!(matches!(cut, Err(Refusal::Unreachable { .. })), "{cut:?}");
    site.behave();
    let (rest, got) = other.visit(&site);
    got.unwrap();
    site.move_to(&second.site);
    other.visit(&site).1.unwrap();
    assert!(other.raw.unwrap() == patched, "both ways lead to the same directory");

    assert!(nothing.requests == 1 && nothing.received < 1_000, "{nothing:?}");
    assert!(change.received * 100 <= whole, "{change:?} of {whole}");
    assert!(fetch.received < target_bytes + 10_000, "{fetch:?} of {target_bytes}");
    assert!(rest.received < target_bytes / 2 + 10_000, "{rest:?} of {target_bytes}");
    compare(&table(
        &[
            ("nothing new", nothing),
            ("2 % of the records changed", change),
            ("the first fetch", fetch),
            ("a first fetch whose line breaks at half", half),
            ("the rest of it, the next time", rest),
        ],
        whole,
    ));
}

/// Path and bytes of the directory in a bundle.
fn directory_in(bundle: &Path) -> (String, u64) {
    let files = Container::open(bundle).unwrap().listing().unwrap();
    files.into_iter().find(|(path, _)| path.ends_with(".directory.jsonl.zst")).unwrap()
}

fn table(rows: &[(&str, Cost)], whole: u64) -> String {
    let mut table = String::from(
        "| what | requests | bytes sent | bytes received | of the whole bundle |\n| --- | --: | --: | --: | --: |\n",
    );
    for (what, Cost { requests, sent, received }) in rows {
        let share = 100.0 * *received as f64 / whole as f64;
        writeln!(table, "| {what} | {requests} | {} | {} | {share:.2} % |", grouped(*sent), grouped(*received))
            .unwrap();
    }
    writeln!(table, "\nThe whole bundle is a file of {} bytes.", grouped(whole)).unwrap();
    table
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
    let again = "docs/updates.md is out of date: PARASOL_WRITE_DOCS=1 cargo test --test wire";
    assert_eq!(kept.trim(), table.trim(), "{again}");
}
