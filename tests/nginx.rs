//! Updates from a static site that nginx serves, as a publisher would put it
//! on the web. Where there is no nginx, this says so and tests nothing.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod publisher;
mod site;

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use cli_support::Home;
use publisher::{Publisher, houses};
use site::{Answer, Site};
use tempfile::TempDir;

/// nginx on a port of its own, until it is dropped.
struct Nginx {
    child: Child,
    folder: TempDir,
    url: String,
}

impl Nginx {
    /// Where the program is, if it is installed.
    fn program() -> Option<PathBuf> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let usual = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"].map(PathBuf::from);
        std::env::split_paths(&path).chain(usual).map(|folder| folder.join("nginx")).find(|program| program.is_file())
    }

    /// Serves `root`; `None`, said aloud, without nginx.
    fn serve(root: &Path) -> Option<Self> {
        let Some(program) = Self::program() else {
            eprintln!("SKIPPED: nginx is not installed");
            return None;
        };
        // Somebody else may take the port in between: then another one.
        (0..5).find_map(|_| Self::start(&program, root)).or_else(|| panic!("nginx does not start"))
    }

    fn start(program: &Path, root: &Path) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let below = |name: &str| folder.path().join(name).display().to_string();
        let root = root.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {};", below(kind)))
            .concat();
        let configuration = format!(
            "daemon off; master_process off; pid {}; error_log {};
            events {{}}
            http {{
                {temporary}
                log_format plain '$request $status $body_bytes_sent $http_user_agent';
                access_log {} plain;
                server {{ listen {address}; root {root}; }}
            }}",
            below("pid"),
            below("errors"),
            below("requests"),
        );
        fs::write(folder.path().join("nginx.conf"), configuration).unwrap();
        let mut command = Command::new(program);
        command.arg("-e").arg(folder.path().join("errors")).arg("-p").arg(folder.path());
        command.arg("-c").arg(folder.path().join("nginx.conf")).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(address).is_err() {
            if child.try_wait().unwrap().is_some() || Instant::now() > deadline {
                child.kill().ok();
                return None;
            }
            thread::yield_now();
        }
        Some(Self { child, folder, url: format!("http://{address}/") })
    }

    /// What it was asked since the last call, with status, bytes and agent.
    fn asked(&self) -> Vec<String> {
        let log = self.folder.path().join("requests");
        let lines = fs::read_to_string(&log).unwrap_or_default().lines().map(str::to_owned).collect();
        // It goes on writing at the end of the same file.
        fs::File::options().write(true).open(log).unwrap().set_len(0).unwrap();
        lines
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn a_site_of_nginx_is_asked_little_and_goes_on_where_a_line_broke() {
    let mut publisher = Publisher::new("House list");
    let first = publisher.publish(&houses(2_000, 0), "2026-11-01T08:00:00Z");
    let second = publisher.publish(&houses(2_000, 1), "2026-11-20T08:00:00Z");
    let site = tempfile::tempdir().unwrap();
    let root = site.path().join("root");
    let put = |published: &publisher::Published| {
        fs::remove_file(&root).ok();
        std::os::unix::fs::symlink(&published.site, &root).unwrap();
    };
    put(&first);
    let Some(nginx) = Nginx::serve(&root) else { return };

    // Half of it comes from a mirror whose line breaks, the rest from nginx.
    let home = Home::new();
    let trust = ["--trust", publisher.fingerprint.as_str()];
    let sync =
        |url: &str, more: &[&str]| home.run(&[&["sync", url, "--yes", "--json", "--debug-hurry"], more].concat());
    let mirror = Site::serve(&first.site);
    let target = first.target(".directory.jsonl.zst");
    mirror.at(&target, Answer::Stall);
    assert_eq!(sync(&mirror.url, &trust).code, 4);
    assert_eq!(home.run(&["sources", "add", &nginx.url]).code, 0);
    let taken = sync(&nginx.url, &trust);
    let row = taken.json()[0].clone();
    assert_eq!((taken.code, row["state"].as_str()), (0, Some("taken")), "{taken:?}");
    let rest = row["bytes"].as_u64().unwrap() - row["kept"].as_u64().unwrap();
    assert!(rest < row["bytes"].as_u64().unwrap() * 3 / 4, "{row}");
    let asked = nginx.asked();
    let expected = format!("GET /{target} HTTP/1.1 206 {rest} parasol");
    assert!(asked.contains(&expected), "{asked:?}");

    put(&second);
    let taken = sync(&nginx.url, &[]);
    assert_eq!((taken.code, taken.json()[0]["state"].as_str()), (0, Some("taken")), "{taken:?}");
    let asked = nginx.asked();
    assert!(asked.iter().any(|line| line.contains("delta-1-2")), "{asked:?}");
    assert!(!asked.iter().any(|line| line.contains("directory.jsonl")), "{asked:?}");

    let again = sync(&nginx.url, &[]);
    assert_eq!(again.json()[0]["state"], "unchanged", "{again:?}");
    let asked = nginx.asked();
    assert!(asked.len() == 1 && asked[0].starts_with("GET /metadata/timestamp.json HTTP/1.1 200"), "{asked:?}");
}
