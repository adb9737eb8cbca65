//! Programs that are ended in the middle of a write, or run out of disk.
//!
//! The test program starts itself again as a child that opens a store and
//! stops at a named moment; the parent then kills it and looks.

use std::{
    io::{BufRead, BufReader, Lines, Read},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::Arc,
};

use rstest::rstest;

use super::{
    Lock, Progress, SledStore, Store, StoreError,
    samples::{now, open, open_telling, release, releases},
};
use crate::directory::{Release, Shelf};

const RECORDS: usize = 400;

/// What a child is to do: `DATA_DIR VERSION MOMENT`, a line each.
const TASK: &str = "PARASOL_TEST_TASK";

fn task(data: &Path, version: u64, moment: &str) -> String {
    format!("{}\n{version}\n{moment}", data.display())
}

/// The arguments that make this test program run [`child`] alone.
const CHILD: [&str; 4] = ["store::kills::child", "--exact", "--ignored", "--nocapture"];

#[test]
#[ignore = "is started by the other tests as a program of its own"]
fn child() {
    #[expect(clippy::disallowed_methods, reason = "a test has no other way to tell its child what to do")]
    let Ok(task) = std::env::var(TASK) else { return };
    let mut lines = task.lines();
    let mut next = || lines.next().unwrap().to_owned();
    let (data, version, moment) = (next(), next().parse().unwrap(), next());
    let stop_at = move |here: &str| {
        if here == moment {
            println!("\nreached {here}");
            loop {
                std::thread::park();
            }
        }
    };
    let stages = stop_at.clone();
    let outcome = open_telling(
        Path::new(&data),
        version,
        RECORDS,
        Arc::new(move |stage| stages(&format!("{stage:?}"))),
        &mut |progress| {
            if matches!(progress, Progress::Writing { done: 0, .. }) {
                stop_at("Writing");
            }
        },
    );
    let word = match outcome {
        Ok(opened) if !opened.notices.is_empty() => format!("told {:?}", opened.notices),
        Ok(opened) => format!("opened {}", opened.directory.shelves()[0].publication.version),
        Err(StoreError::DiskFull { .. }) => "full".to_owned(),
        Err(error) => format!("failed {error:?}"),
    };
    println!("\nreached {word}");
}

/// A child, and what it says: to be kept open while it lives.
struct Started {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Started {
    fn new(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, output }
    }

    /// Waits until the child says what it has reached.
    fn reached(&mut self) -> String {
        let mut said = self.output.by_ref().map(Result::unwrap);
        said.find_map(|line| line.strip_prefix("reached ").map(str::to_owned)).expect("the child ended early")
    }
}

/// Lets a child open `data` with a starter of `version`, and kills it at
/// `moment`.
fn kill_at(data: &Path, version: u64, moment: &str) {
    let program = std::env::current_exe().unwrap();
    let mut started = Started::new(Command::new(program).args(CHILD).env(TASK, task(data, version, moment)));
    assert_eq!(started.reached(), moment);
    let refused = open(data, version, RECORDS).err().unwrap();
    assert!(
        matches!(&refused, StoreError::InUse { holder: Some(holder) } if holder.pid == started.child.id()),
        "the child holds the store: {refused:?}"
    );
    started.child.kill().unwrap();
    started.child.wait().unwrap();
}

/// What the store holds, as it lies there.
fn stored(data: &Path) -> Vec<Release> {
    let lock = Arc::new(Lock::take(data, "test", now()).unwrap());
    let store = SledStore::open(&data.join("directory"), lock).unwrap();
    let shelves = store.current().unwrap().map(|info| info.shelves).unwrap_or_default();
    shelves.iter().map(|shelf| Shelf::open(store.read(&shelf.records).unwrap()).unwrap().release()).collect()
}

#[rstest]
#[case::while_opening("Opened", &[1])]
#[case::before_the_records_are_kept("Writing", &[1])]
#[case::with_every_record_on_disk("Kept", &[1])]
#[case::in_the_commit("Committed", &[1, 2])]
#[case::after_the_commit("Flushed", &[2])]
#[case::after_the_publishers_beside_it("Remembered", &[2])]
#[case::after_the_number_beside_it("Floored", &[2])]
#[case::between_dropping_and_removing("Dropped", &[2])]
#[case::after_tidying("Tidied", &[2])]
fn a_kill_leaves_the_old_directory_or_the_new_one(#[case] moment: &str, #[case] versions: &[u64]) {
    let data = tempfile::tempdir().unwrap();
    open(data.path(), 1, RECORDS).unwrap();
    kill_at(data.path(), 2, moment);
    let left = stored(data.path());
    assert!(
        versions.iter().any(|version| left == [release("starter", *version, RECORDS)]),
        "another directory is left"
    );
    let opened = open(data.path(), 2, RECORDS).unwrap();
    assert_eq!(opened.notices, [], "a kill is no damage");
    let current = opened.store.current().unwrap().unwrap().number;
    let beside = std::fs::read_to_string(data.path().join("directory/generation")).unwrap();
    assert_eq!(beside.lines().next().unwrap(), current.to_string(), "the number beside the database has caught up");
    assert!(releases(&opened.directory) == [release("starter", 2, RECORDS)]);
}

#[rstest]
fn a_kill_in_the_first_start_leaves_nothing_or_everything(
    #[values("Opened", "Writing", "Kept", "Committed", "Flushed", "Tidied")] moment: &str,
) {
    let data = tempfile::tempdir().unwrap();
    kill_at(data.path(), 1, moment);
    let left = stored(data.path());
    assert!(left.is_empty() || left == [release("starter", 1, RECORDS)]);
    let opened = open(data.path(), 1, RECORDS).unwrap();
    assert_eq!(opened.notices, []);
    assert!(releases(&opened.directory) == [release("starter", 1, RECORDS)]);
}

#[test]
fn a_panic_of_the_database_shows_nothing_on_the_terminal() {
    let data = tempfile::tempdir().unwrap();
    open(data.path(), 1, RECORDS).unwrap();
    let database = data.path().join("directory/db");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes.iter_mut().step_by(4099).for_each(|byte| *byte ^= 0xff);
    #[expect(clippy::disallowed_methods, reason = "a file is damaged here, not written")]
    std::fs::write(&database, bytes).unwrap();
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    let mut started = Started::new(command.args(CHILD).env(TASK, task(data.path(), 1, "none")).stderr(Stdio::piped()));
    let reached = started.reached();
    // The detail of the notice is what the panic said: the guard was needed.
    assert!(reached.starts_with("told [SetAside") && !reached.contains("orruption"), "{reached}");
    let mut spoken = String::new();
    started.child.stderr.take().unwrap().read_to_string(&mut spoken).unwrap();
    assert_eq!(spoken, "");
    started.child.wait().unwrap();
}

/// A limit on the size of files stands for a full disk: it needs no rights.
#[cfg(unix)]
#[rstest]
fn a_full_disk_is_named_and_leaves_the_directory_whole(
    #[values(0, 1, 64, 200, 400)] kilobytes: u32,
    #[values(false, true)] fresh: bool,
) {
    let data = tempfile::tempdir().unwrap();
    if !fresh {
        open(data.path(), 1, RECORDS).unwrap();
    }
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kilobytes * 2);
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).arg(program).args(CHILD).env(TASK, task(data.path(), 2, "none"));
    let mut started = Started::new(&mut command);
    assert_eq!(started.reached(), "full");
    started.child.wait().unwrap();
    let opened = open(data.path(), 2, RECORDS).unwrap();
    assert_eq!(opened.notices, [], "a full disk is no damage");
    assert!(releases(&opened.directory) == [release("starter", 2, RECORDS)]);
}
