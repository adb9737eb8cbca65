//! A program that is killed, really, at any moment of its writing.
//!
//! The test program starts itself again as a child that changes the vault
//! without end and says each change that `put` came back from; the parent kills
//! it at moments of no plan and opens what is left.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

use super::{
    tests::{made, secret},
    *,
};

/// The data folder that the child writes in.
const TASK: &str = "PARASOL_TEST_VAULT";
/// The arguments that make this test program run [`child`] alone.
const CHILD: [&str; 4] = ["store::vault::kills::child", "--exact", "--ignored", "--nocapture"];
/// How often a child is killed.
const KILLS: u64 = 50;
const NAME: &str = "shortlist";

/// A value that is large now and small then, so that regions grow and shrink.
fn value(number: u64) -> Vec<u8> {
    let mut value = format!("{number} ").into_bytes();
    value.resize(16 + usize::try_from(number % 7).unwrap() * 9_000, b'.');
    value
}

/// The number in what the vault holds; fails where it holds a mixture.
fn number(vault: &Vault) -> u64 {
    let kept = vault.get(NAME).unwrap().expect("the value is never lost");
    let digits = kept.split(|byte| *byte == b' ').next().unwrap();
    let number = std::str::from_utf8(digits).unwrap().parse().unwrap();
    assert_eq!(*kept, value(number), "the whole of one value");
    number
}

#[test]
#[ignore = "is started by the other test as a program of its own"]
fn child() {
    #[expect(clippy::disallowed_methods, reason = "a test has no other way to tell its child what to do")]
    let Ok(data) = std::env::var(TASK) else { return };
    let mut vault = Vault::unlock(Path::new(&data), &secret("first")).unwrap();
    let mut output = io::stdout().lock();
    for next in number(&vault) + 1.. {
        vault.put(NAME, &value(next)).unwrap();
        if next % 5 == 0 {
            vault.change_passphrase(&secret("first")).unwrap();
        }
        writeln!(output, "\nput {next}").unwrap();
        output.flush().unwrap();
    }
}

/// Starts a child; returns it once it has written something.
fn started(data: &Path) -> (Child, BufReader<ChildStdout>) {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    let mut child = command.args(CHILD).env(TASK, data).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.starts_with("put ") {
        line.clear();
        assert_ne!(output.read_line(&mut line).unwrap(), 0, "the child ended early");
    }
    (child, output)
}

#[test]
fn killed_at_any_moment_the_vault_opens_with_the_last_change_or_the_one_begun() {
    let (data, mut vault) = made();
    vault.put(NAME, &value(0)).unwrap();
    drop(vault);
    let mut before = 0;
    for kill in 0..KILLS {
        let (mut child, output) = started(data.path());
        // Moments spread over several writes, in an order without a pattern.
        thread::sleep(Duration::from_micros(kill * 7_919 % 15_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let said =
            output.lines().map_while(Result::ok).filter_map(|line| line.strip_prefix("put ")?.parse().ok()).last();
        let vault = Vault::unlock(data.path(), &secret("first")).unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        let found = number(&vault);
        let done: u64 = said.unwrap_or(before + 1);
        assert!(found == done || found == done + 1, "kill {kill}: {found} is kept where {done} was said to be");
        before = found;
    }
    assert!(before > KILLS, "every child has written");
}
