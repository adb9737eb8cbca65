//! What taking a bundle costs: of 100,000 entries, against reading the same
//! file, hashing what is packed and what is unpacked, and unpacking it, in the
//! same run; and how much memory it takes, in a process of its own.
//!
//! `cargo bench --bench import`; a number after `--` is another number of
//! entries.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark fails by panicking, tells the time, and is no library"
)]

use std::{
    fs,
    io::Read,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use aws_lc_rs::digest;
use jiff::{Timestamp, civil::date};
use parasol::{
    bundle::{
        Trust,
        file::Container,
        publish::{
            Draft, Keys, Records, Settings, SigningKey, release,
            roots::{self, Roles},
        },
    },
    directory::{Organization, demo},
    runtime::library,
    search::Index,
    store::{self, Check, take},
};

/// Organisations and services together.
const ENTRIES: usize = 100_000;
/// The best of so many runs counts: others disturb.
const RUNS: usize = 3;
/// What the made-up directory has.
const ENTRIES_OF_DEMO: usize = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with("--")).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["import", bundle, data] => {
            import(Path::new(bundle), Path::new(data));
            tell_memory();
        }
        ["start", data] => {
            start(Path::new(data));
            tell_memory();
        }
        [entries] => measure(entries.parse().unwrap()),
        _ => measure(ENTRIES),
    }
}

fn measure(entries: usize) {
    let bundle = bundle(entries);
    let (floor, raw) = best(|_| floor(&bundle));
    println!("{entries} entries, {} MB of lines, {} MB packed", raw >> 20, fs::metadata(&bundle).unwrap().len() >> 20);
    say("read, hashed, unpacked", floor, floor);
    let (total, steps) = best(|data| import(&bundle, data));
    say("imported", total, floor);
    for (name, took) in steps {
        say(&format!("  {name}"), took, floor);
    }
    let data = tempfile::tempdir().unwrap();
    println!("memory of an import: {}", memory(&["import", bundle.to_str().unwrap(), data.path().to_str().unwrap()]));
    let (total, steps) = best(|_| start(data.path()));
    say("started", total, floor);
    for (name, took) in steps {
        say(&format!("  {name}"), took, floor);
    }
    println!("memory of a start: {}", memory(&["start", data.path().to_str().unwrap()]));
}

fn say(what: &str, took: Duration, floor: Duration) {
    println!(
        "{what}: {:.0} ms, {:.2} of the floor",
        took.as_secs_f64() * 1e3,
        took.as_secs_f64() / floor.as_secs_f64()
    );
}

/// The best of some runs, each with a folder of its own.
fn best<T>(mut run: impl FnMut(&Path) -> (Duration, T)) -> (Duration, T) {
    let once = |_| {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path())
    };
    (0..RUNS).map(once).min_by_key(|(took, _)| *took).unwrap()
}

/// What nobody who verifies a bundle can do without.
fn floor(bundle: &Path) -> (Duration, u64) {
    let before = Instant::now();
    let packed = fs::read(bundle).unwrap();
    let mut hash = digest::digest(&digest::SHA256, &packed).as_ref().to_vec();
    let start = packed.windows(4).position(|window| window == [0x28, 0xb5, 0x2f, 0xfd]).unwrap();
    let mut lines = zstd::Decoder::new(&packed[start..]).unwrap().single_frame();
    let (mut raw, mut length) = (digest::Context::new(&digest::SHA256), 0);
    let mut piece = vec![0; 128 << 10];
    loop {
        let read = lines.read(&mut piece).unwrap();
        if read == 0 {
            break;
        }
        raw.update(&piece[..read]);
        length += read as u64;
    }
    hash.extend(raw.finish().as_ref());
    std::hint::black_box(hash);
    (before.elapsed(), length)
}

type Steps = Vec<(&'static str, Duration)>;

/// Takes the bundle as `parasol import` does.
fn import(bundle: &Path, data: &Path) -> (Duration, Steps) {
    let mut opened = store::open(data, "bench", now(), Check::Whole, &mut |_| {}).unwrap();
    let (before, mut steps) = (Instant::now(), Steps::new());
    let mut last = before;
    let mut step = |name, steps: &mut Steps| {
        steps.push((name, last.elapsed()));
        last = Instant::now();
    };
    let container = Arc::new(Container::open(bundle).unwrap());
    let looked = take::look(&*opened.store, container.clone(), &Trust::Look, now()).unwrap();
    let trust = Trust::Fingerprints(vec![looked.fingerprint.hex()]);
    let verified = take::look(&*opened.store, container, &trust, now()).unwrap();
    step("signatures", &mut steps);
    let offer = take::prepare_collecting(&*opened.store, verified, Some(&library::collector), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    step("checked, read, compared", &mut steps);
    let taken =
        take::take(&mut *opened.store, offer, &library::index_pieces, &mut |_| ControlFlow::Continue(())).unwrap();
    step("indexed, written", &mut steps);
    let took = before.elapsed();
    std::hint::black_box(taken);
    (took, steps)
}

/// Starts as the interface does.
fn start(data: &Path) -> (Duration, Steps) {
    let before = Instant::now();
    let opened = store::open(data, "bench", now(), Check::Heads, &mut |_| {}).unwrap();
    let open = before.elapsed();
    let index = match opened.index.map(Index::from_bytes) {
        Some(Ok(index)) => index,
        _ => Index::build(&opened.directory),
    };
    let took = before.elapsed();
    std::hint::black_box(index);
    (took, vec![("opened", open), ("index", took.checked_sub(open).unwrap())])
}

/// What a process of its own has taken at most.
fn memory(arguments: &[&str]) -> String {
    let output = Command::new(std::env::current_exe().unwrap()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Says how much memory this process has taken at most. What `getrusage` tells
/// would count the process that started this one.
fn tell_memory() {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
    println!("{}", kib.map_or_else(|| "not known here".to_owned(), |kib| format!("{} MiB", kib >> 10)));
}

fn now() -> Timestamp {
    "2026-11-25T12:00:00Z".parse().unwrap()
}

/// A bundle of so many entries, made once.
fn bundle(entries: usize) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{entries}.parasol"));
    if path.is_file() {
        return path;
    }
    let key = SigningKey::generate().unwrap();
    let roles = Roles::one_for_all(&key);
    let keys = Keys { signing: vec![key] };
    let roots = vec![roots::first(&roles, &keys, now()).unwrap()];
    let mut records = Records { organizations: organizations(entries), tombstones: Vec::new() };
    records.settle();
    let draft = Draft {
        settings: &Settings::named("Bench"),
        roots: &roots,
        records: &records,
        former: &[],
        version: 1,
        published: now(),
        expires: release::days_after(now(), 45).unwrap(),
    };
    release::build(&draft, &keys).unwrap().pack(fs::File::create(&path).unwrap()).unwrap();
    path
}

/// The made-up directory again and again, each time with other ids and its
/// descriptions in another order, so that it does not pack better than a real
/// one.
fn organizations(entries: usize) -> Vec<Organization> {
    let demo = demo::release(date(2026, 11, 24)).organizations;
    let mut dice = 7_u64;
    let mut all = Vec::new();
    for copy in 0..entries.div_ceil(ENTRIES_OF_DEMO) {
        for mut organization in demo.iter().cloned() {
            organization.id = format!("{copy:03}-{}", organization.id);
            shuffle(&mut organization.description.value, &mut dice);
            organization.name.value = format!("{} {copy}", organization.name.value);
            for phone in &mut organization.phones {
                phone.number = format!("{}{:04}", phone.number, next(&mut dice) % 10_000);
            }
            for service in &mut organization.services {
                service.id = format!("{copy:03}-{}", service.id);
                shuffle(&mut service.description.value, &mut dice);
            }
            all.push(organization);
        }
    }
    all
}

fn next(dice: &mut u64) -> u64 {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *dice >> 33
}

fn shuffle(text: &mut String, dice: &mut u64) {
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in (1..words.len()).rev() {
        words.swap(at, (next(dice) % (at as u64 + 1)) as usize);
    }
    *text = words.join(" ");
}
