//! The real binary on a pseudo-terminal: keys in, screens out, no sleeps.
#![allow(dead_code, reason = "each test program uses the part it needs")]

use std::{
    io::{Read, Write},
    num::NonZero,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the reading thread has seen.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
}

/// A program on a pseudo-terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

/// The binary under test: the one that `PARASOL_BINARY` names, or this build's.
pub fn binary() -> PathBuf {
    std::env::var_os("PARASOL_BINARY").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_parasol")), PathBuf::from)
}

/// A command with a fixed clock, zone and language and a data folder of its own.
pub fn command(program: &Path, data_dir: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("LANG", "en_GB.UTF-8"),
        ("PARASOL_NOW", "2026-11-24T12:00:00Z"),
        ("PARASOL_TZ", "UTC"),
    ] {
        command.env(name, value);
    }
    command.env("HOME", data_dir);
    command.env("PARASOL_DATA_DIR", data_dir.join("data"));
    command
}

fn at_least_one(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).unwrap_or(NonZero::<u16>::MIN)
}

impl Terminal {
    /// Starts a command on a terminal of `columns` × `rows`.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(at_least_one(rows), at_least_one(columns), 500);
        let seen = Arc::new((Mutex::new(Seen { parser, raw: Vec::new(), closed: false }), Condvar::new()));
        let theirs = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let count = reader.read(&mut buffer).unwrap_or(0);
                let mut seen = theirs.0.lock().unwrap();
                seen.parser.process(&buffer[..count]);
                seen.raw.extend_from_slice(&buffer[..count]);
                seen.closed = count == 0;
                theirs.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { master: pair.master, writer, child, seen }
    }

    /// Starts parasol itself.
    pub fn parasol(data_dir: &Path, arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::start(command(&binary(), data_dir, arguments), columns, rows)
    }

    /// Presses keys, given as the bytes that a terminal sends for them.
    pub fn press(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen is as wanted; `what` says so when it never is.
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let screen = seen.parser.screen().contents();
            if wanted(&screen) {
                return screen;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain: {what}\n{screen}");
            assert!(!seen.closed, "the terminal closed before: {what}\n{screen}");
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until a text is gone from the screen.
    pub fn wait_without(&self, text: &str) -> String {
        self.wait_until(&format!("{text} gone"), |screen| !screen.contains(text))
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// The number of the program's process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal to the program.
    pub fn kill(&self, signal: &str) {
        let pid = self.pid().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }

    /// Waits for the end of the program; its exit code and all it wrote.
    pub fn end(mut self) -> (u32, Vec<u8>) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.closed {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program does not end\n{}", seen.parser.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        let raw = seen.raw.clone();
        drop(seen);
        (self.child.wait().unwrap().exit_code(), raw)
    }

    /// All that the program wrote so far.
    pub fn raw(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().raw.clone()
    }

    /// All that can be seen by scrolling back, and the screen.
    pub fn everything(&self) -> String {
        let mut seen = self.seen.0.lock().unwrap();
        let screen = seen.parser.screen_mut();
        let mut all = screen.contents();
        // As far back as there is; then down again, a line a time.
        screen.set_scrollback(usize::MAX);
        for back in (0..=screen.scrollback()).rev() {
            screen.set_scrollback(back);
            all.push('\n');
            all.push_str(&screen.contents());
        }
        all
    }

    /// True while the screen is the alternate one.
    pub fn on_alternate_screen(&self) -> bool {
        self.seen.0.lock().unwrap().parser.screen().alternate_screen()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
