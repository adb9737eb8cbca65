//! Leave no trace: whole sessions on the real program, left in every way there
//! is; then every byte that they wrote is searched for what was typed.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read the clock and the disk"
)]

mod pty;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use pty::{Terminal, binary, command};
use rstest::rstest;
use tempfile::TempDir;

const PASSPHRASE: &str = "ombre-vesper-quillon-tarn";
/// What is typed in a session: words that stand nowhere in the directory, and
/// the passphrase.
const TYPED: [&str; 7] = [
    "zephyrine",
    "quagmarian",
    "+1 909 555 0143",
    "Wilhelmina Xarquez",
    "Bartholomew Quistgaard",
    "Ottoline Vaskonsky",
    PASSPHRASE,
];
const ENTER: &str = "\r";
const END: &str = "\x1b[F";
const CTRL_L: &str = "\x0c";
const CTRL_U: &str = "\x15";
const F12: &str = "\x1b[24~";

/// Where the program may write: all of it is searched.
const FOLDERS: [(&str, &str); 8] = [
    ("HOME", ""),
    ("TMPDIR", "tmp"),
    ("XDG_DATA_HOME", "xdg-data"),
    ("XDG_CONFIG_HOME", "xdg-config"),
    ("XDG_CACHE_HOME", "xdg-cache"),
    ("XDG_STATE_HOME", "xdg-state"),
    ("XDG_RUNTIME_DIR", "run"),
    ("PARASOL_CONFIG_DIR", "config"),
];

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (_, folder) in FOLDERS {
        fs::create_dir_all(home.path().join(folder)).unwrap();
    }
    home
}

/// A command of the program, with what it is given on standard input.
fn run(home: &Path, arguments: &[&str], input: &str) -> (i32, String) {
    let mut command = Command::new(binary());
    command.args(arguments).env_clear().env("LANG", "en_GB.UTF-8").env("PARASOL_PASSPHRASE", PASSPHRASE);
    command.env("PARASOL_DATA_DIR", home.join("data")).env("PATH", "/usr/bin:/bin").current_dir(home);
    for (name, folder) in FOLDERS {
        command.env(name, home.join(folder));
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap_or(-1), said)
}

/// The program on a terminal; `before` is a line for the shell that starts it.
fn start(home: &Path, before: &str) -> Terminal {
    let line = format!("{before} exec '{}' --debug-panic", binary().display());
    let mut shell = command(Path::new("/bin/bash"), home, &["--norc", "--noprofile", "-c", &line]);
    for (name, folder) in FOLDERS {
        shell.env(name, home.join(folder));
    }
    shell.cwd(home);
    Terminal::start(shell, 100, 30)
}

/// A session: opens the vault, searches in vain, puts an entry on the
/// shortlist with notes, notes a correction.
fn session(home: &Path, vault: bool, before: &str) -> Terminal {
    let mut terminal = start(home, before);
    if vault {
        terminal.wait_for("password:");
        terminal.press(PASSPHRASE);
        terminal.press(ENTER);
    }
    terminal.wait_for("Find");
    terminal.press("zephyrine quagmarian");
    terminal.wait_for("No entry has");
    terminal.press(CTRL_U);
    terminal.press("sex workers project urban justice");
    terminal.wait_for("The Sex Workers Project at the Urban Justice");
    terminal.press(ENTER);
    terminal.wait_for("NOT CHECKED");
    terminal.press("s");
    // On a full disk, that there is no room may be said before this was read.
    terminal.wait_until("what became of the key", |screen| {
        ["(1 entry)", "no room left"].iter().any(|said| screen.contains(said))
    });
    terminal.press("S");
    terminal.wait_for("With all of it");
    terminal.press("n");
    terminal.wait_for("Note about");
    terminal.press("Bartholomew Quistgaard");
    terminal.press(ENTER);
    terminal.wait_without("Note about");
    terminal.press(END);
    terminal.press(ENTER);
    terminal.wait_for("typing");
    terminal.press("Ottoline Vaskonsky");
    terminal.press(ENTER);
    terminal.wait_for("Ask for: Ottoline");
    terminal.press("\x1b");
    terminal.wait_without("With all of it");
    terminal.press("e");
    terminal.wait_for("What is not right?");
    terminal.press("1");
    terminal.wait_for("What is true?");
    terminal.press(CTRL_U);
    terminal.press("+1 909 555 0143 ask Wilhelmina Xarquez");
    terminal.wait_for("Xarquez");
    terminal.press(ENTER);
    terminal.wait_for("How do you know?");
    terminal.press("1");
    terminal.wait_without("How do you know?");
    terminal.press("E");
    terminal.wait_for("Wilhelmina");
    terminal
}

/// Every way to leave.
fn leave(mut terminal: Terminal, how: &str) -> Vec<u8> {
    match how {
        "quit" => terminal.press("\x11"),
        "lock" => {
            terminal.press(CTRL_L);
            terminal.wait_until("an empty screen", |screen| screen.trim().is_empty());
            terminal.press("\x11");
        }
        "quick exit" => terminal.press("\x1c"),
        "two escapes" => {
            terminal.press("\x1b");
            // Pressed at once, they would be read as one key with Alt.
            terminal.wait_without("What you noted");
            terminal.press("\x1b");
        }
        "kill" => terminal.kill("-KILL"),
        "terminate" => terminal.kill("-TERM"),
        "hang up" => terminal.kill("-HUP"),
        "panic" => terminal.press(F12),
        other => panic!("nobody leaves by {other}"),
    }
    terminal.end().1
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The bytes by which a text would be found, however it was written.
fn disguises(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = Vec::new();
    for text in [text.to_owned(), text.to_lowercase(), text.to_uppercase()] {
        all.push(("plain", text.clone().into_bytes()));
        all.push(("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        all.push(("UTF-16 BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
        // Base64 looks different for each place that a text can begin at; of
        // each, the letters that do not depend on what stands beside it.
        for shift in 0..3_usize {
            let bytes = [&vec![0; shift][..], text.as_bytes()].concat();
            let encoded = STANDARD_NO_PAD.encode(&bytes[..bytes.len() / 3 * 3]);
            all.push(("base64", encoded.as_bytes()[(shift * 8).div_ceil(6)..].to_vec()));
        }
    }
    all
}

/// Everything that is looked for, by its first two bytes.
struct Needles {
    begins: Vec<Vec<usize>>,
    all: Vec<(String, Vec<u8>)>,
}

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| {
    let disguised = |text: &str| -> Vec<(String, Vec<u8>)> {
        disguises(text).into_iter().map(|(how, needle)| (format!("{text} ({how})"), needle)).collect()
    };
    let all: Vec<(String, Vec<u8>)> = TYPED.iter().flat_map(|text| disguised(text)).collect();
    let mut begins = vec![Vec::new(); 1 << 16];
    for (number, (_, needle)) in all.iter().enumerate() {
        begins[usize::from(u16::from_le_bytes([needle[0], needle[1]]))].push(number);
    }
    Needles { begins, all }
});

/// What was typed and stands in bytes.
fn found_in(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, pair) in bytes.windows(2).enumerate() {
        for number in &NEEDLES.begins[usize::from(u16::from_le_bytes([pair[0], pair[1]]))] {
            let (name, needle) = &NEEDLES.all[*number];
            if bytes[at..].starts_with(needle) && !found.contains(name) {
                found.push(name.clone());
            }
        }
    }
    found
}

/// What was typed and stands in a file, or in the name of one, with the file.
fn traces(home: &Path) -> Vec<String> {
    let all = files(home);
    assert!(all.len() > 3, "the files are not where they are looked for");
    let in_file = |path: PathBuf| {
        let found = [found_in(&fs::read(&path).unwrap()), found_in(path.to_string_lossy().as_bytes())].concat();
        found.into_iter().map(move |what| format!("{}: {what}", path.display()))
    };
    all.into_iter().flat_map(in_file).collect()
}

/// Asserts that nothing typed stands in any file, or in the name of one.
fn assert_no_trace(home: &Path, after: &str) {
    assert_eq!(traces(home), Vec::<String>::new(), "after {after}");
}

/// What the program wrote to the terminal after it had given back the screen
/// that cannot be scrolled back to.
fn said_at_the_end(raw: &[u8]) -> &[u8] {
    const LEAVE: &[u8] = b"\x1b[?1049l";
    let left = raw.windows(LEAVE.len()).rposition(|bytes| bytes == LEAVE);
    left.map_or(&[], |at| &raw[at..])
}

#[rstest]
#[case("quit")]
#[case("lock")]
#[case("quick exit")]
#[case("two escapes")]
#[case("kill")]
#[case("terminate")]
#[case("hang up")]
#[case("panic")]
fn no_way_out_leaves_a_trace(#[case] how: &str, #[values(false, true)] vault: bool) {
    let home = home();
    if vault {
        assert_eq!(run(home.path(), &["passphrase", "set"], "").0, 0);
    }
    let raw = leave(session(home.path(), vault, ""), how);
    assert_no_trace(home.path(), how);
    assert_eq!(found_in(said_at_the_end(&raw)), Vec::<String>::new(), "said after {how}");
    for title in ["\x1b]0;", "\x1b]1;", "\x1b]2;"] {
        assert!(!String::from_utf8_lossy(&raw).contains(title), "the title of the terminal is left alone");
    }
    if vault {
        let (code, said) = run(home.path(), &["corrections", "list"], "");
        assert_eq!(code, 0, "the vault opens after {how}: {said}");
        // Whoever leaves in a hurry may lose the last thing; whoever does not, must not.
        if ["quit", "lock", "terminate", "hang up"].contains(&how) {
            assert!(said.contains("Wilhelmina Xarquez"), "the vault has it after {how}: {said}");
            let (code, said) = run(home.path(), &["shortlist", "list"], "");
            assert!(code == 0 && said.contains("Bartholomew Quistgaard"), "the vault has it after {how}: {said}");
        }
        assert_no_trace(home.path(), "listing");
    }
}

#[rstest]
#[case("quit")]
#[case("lock")]
#[case("kill")]
#[case("panic")]
fn with_the_directory_in_the_vault_the_disk_does_not_tell_what_it_is(#[case] how: &str) {
    const NAMES: [&str; 3] = ["Sex Workers Project", "sex-workers-project", "starter"];
    let home = home();
    assert_eq!(run(home.path(), &["passphrase", "set"], "").0, 0);
    let readable = || {
        let files = files(home.path());
        let stands = |path: &PathBuf| {
            let bytes = [fs::read(path).unwrap(), path.to_string_lossy().as_bytes().to_vec()].concat();
            NAMES.iter().any(|name| bytes.windows(name.len()).any(|part| part == name.as_bytes()))
        };
        files.into_iter().filter(stands).collect::<Vec<_>>()
    };
    assert_eq!(run(home.path(), &["status"], "").0, 0);
    assert!(!readable().is_empty(), "before, it does");
    let (code, said) = run(home.path(), &["passphrase", "directory", "on"], "");
    assert_eq!(code, 0, "{said}");
    leave(session(home.path(), true, ""), how);
    assert_no_trace(home.path(), how);
    assert_eq!(readable(), Vec::<PathBuf>::new());
    let (code, said) = run(home.path(), &["find", "sex workers project"], "");
    assert!(code == 0 && said.contains("Sex Workers Project"), "after {how}: {said}");
    assert_eq!(readable(), Vec::<PathBuf>::new());
}

#[rstest]
fn a_full_disk_leaves_no_trace(#[values(false, true)] vault: bool) {
    let home = home();
    // The directory is there; then nothing more can be written.
    assert_eq!(run(home.path(), &["status"], "").0, 0);
    if vault {
        assert_eq!(run(home.path(), &["passphrase", "set"], "").0, 0);
    }
    let full = "trap '' XFSZ; ulimit -f 8;";
    let mut terminal = session(home.path(), vault, full);
    if vault {
        // What failed before may have been said and gone with a key: one more
        // thing to keep.
        terminal.press("\x1b");
        terminal.wait_without("What you noted");
        terminal.press("S");
        terminal.wait_for("With all of it");
        terminal.press("n");
        terminal.wait_for("Note about");
        terminal.press("y");
        terminal.press(ENTER);
        terminal.wait_for("There is no room left");
    }
    leave(terminal, "quit");
    assert_no_trace(home.path(), "a full disk");
    assert_eq!(run(home.path(), &["status"], "").0, 0, "the directory still works");
}

#[test]
fn words_from_standard_input_leave_no_trace() {
    let home = home();
    let (code, said) = run(home.path(), &["find", "-"], "zephyrine quagmarian");
    assert_eq!(code, 1, "{said}");
    let conversation = "zephyrine quagmarian\nsex workers project\n1\nq\n";
    assert_eq!(run(home.path(), &["browse"], conversation).0, 0);
    assert_no_trace(home.path(), "find and browse");
}

#[rstest]
#[case("quit", "\x11")]
#[case("lock and quit", "\x0c\x11")]
#[case("quick exit", "\x1c")]
#[case("suspending", "\x1a")]
fn the_terminal_scrolls_back_to_nothing(#[case] how: &str, #[case] keys: &str) {
    let home = home();
    let mut shell = command(Path::new("/bin/bash"), home.path(), &["--norc", "--noprofile", "-i"]);
    shell.env("PS1", "ready> ");
    let mut terminal = Terminal::start(shell, 100, 30);
    terminal.wait_for("ready> ");
    terminal.press(&format!("'{}' --demo\r", binary().display()));
    terminal.wait_for("1,000");
    terminal.press("zephyrine quagmarian");
    terminal.wait_for("No entry has");
    for key in keys.chars() {
        terminal.press(&key.to_string());
        if key == '\x0c' {
            terminal.wait_until("an empty screen", |screen| screen.trim().is_empty());
        }
    }
    terminal.wait_until("the shell", |screen| screen.trim_end().ends_with("ready>"));
    let left = terminal.everything();
    let found = found_in(left.as_bytes());
    assert!(found.is_empty(), "after {how}: {found:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_kept_out_of_core_files_and_swap() {
    let home = home();
    assert_eq!(run(home.path(), &["passphrase", "set"], "").0, 0);
    let mut terminal = session(home.path(), true, "ulimit -c unlimited 2>/dev/null;");
    let about = |name: &str| fs::read_to_string(format!("/proc/{}/{name}", terminal.pid())).unwrap();
    let (limits, status) = (about("limits"), about("status"));
    let limit = |name: &str| {
        let values = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        values.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(limit("Max core file size"), ["0", "0"]);
    // Under a limit on locked memory it cannot be had without risk.
    if limit("Max locked memory")[1] == "unlimited" {
        let locked = status.lines().find(|line| line.starts_with("VmLck:")).unwrap();
        assert_ne!(locked.split_whitespace().nth(1), Some("0"), "{locked}");
    }
    terminal.press("\x1c");
    terminal.end();
}

#[test]
fn the_search_finds_what_is_planted() {
    for planted in disguises("zephyrine") {
        assert!(!found_in(&[b"x", planted.1.as_slice(), b"y"].concat()).is_empty(), "{}", planted.0);
    }
    for before in 0..3 {
        let text = format!("{}zephyrine and more", "x".repeat(before));
        assert!(!found_in(STANDARD_NO_PAD.encode(text).as_bytes()).is_empty());
    }
    assert!(found_in(b"nothing of it").is_empty());
}

#[test]
fn the_search_finds_what_is_planted_among_the_files() {
    let home = home();
    assert_eq!(run(home.path(), &["status"], "").0, 0);
    assert_no_trace(home.path(), "nothing");
    let in_utf16: Vec<u8> = "a quagmarian b".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let planted = [
        ("data/directory/planted.blob", b"... zephyrine ...".to_vec()),
        ("xdg-state/log", in_utf16),
        ("tmp/report", STANDARD_NO_PAD.encode("x Wilhelmina Xarquez y").into_bytes()),
        ("config/Ottoline Vaskonsky", Vec::new()),
    ];
    for (name, bytes) in planted {
        let path = home.path().join(name);
        fs::write(&path, bytes).unwrap();
        let found = traces(home.path());
        assert!(!found.is_empty() && found.iter().all(|one| one.contains(name)), "{name}: {found:?}");
        fs::remove_file(path).unwrap();
    }
}
