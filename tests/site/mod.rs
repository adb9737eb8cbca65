//! A static web site that misbehaves on command, and counts what it sends.
#![allow(dead_code, reason = "each test program uses the part it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that fails says where, and a server needs threads"
)]

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader, ErrorKind, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

/// How a path is answered.
#[derive(Debug, Clone)]
pub enum Answer {
    /// As a web server should.
    Honest,
    /// As a simple server: whole files only.
    NoRanges,
    /// The line breaks after so many bytes of the body, every time.
    CutEvery(usize),
    /// The same, by a server that has no ranges.
    CutEveryWithoutRanges(usize),
    /// Half of the body, and then nothing, as long as the test lasts.
    Stall,
    /// Nothing at all, not even a head.
    Silence,
    /// The head says so many bytes more (or fewer) than there are.
    WrongLength(i64),
    /// Something else than the file.
    Other(Vec<u8>),
    /// The file and then so many bytes more, honestly announced.
    Longer(usize),
    /// So many bytes of anything without an end announced.
    Endless,
    /// Only this status.
    Status(u16),
    /// To another place, which leads to the next.
    RedirectLoop,
    /// To another address.
    Redirect(String),
    /// So many bytes a second.
    Slow(usize),
}

/// What the site was asked and has sent.
#[derive(Debug, Default)]
pub struct Traffic {
    /// The heads of all requests.
    pub heads: Mutex<Vec<String>>,
    /// Bytes received.
    pub received: AtomicU64,
    /// Bytes sent, heads included.
    pub sent: AtomicU64,
}

/// A site on a port of its own, until it is dropped.
pub struct Site {
    /// Its address, with the last slash.
    pub url: String,
    /// What went over the line.
    pub traffic: Arc<Traffic>,
    rules: Arc<Mutex<Rules>>,
}

#[derive(Default)]
struct Rules {
    folder: PathBuf,
    everywhere: Option<Answer>,
    paths: HashMap<String, Answer>,
    /// Takes single paths from elsewhere.
    elsewhere: HashMap<String, PathBuf>,
}

impl Site {
    /// Serves a folder.
    pub fn serve(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let rules = Arc::new(Mutex::new(Rules { folder: folder.to_owned(), ..Rules::default() }));
        let traffic = Arc::new(Traffic::default());
        let (theirs, counted) = (Arc::clone(&rules), Arc::clone(&traffic));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (rules, traffic) = (Arc::clone(&theirs), Arc::clone(&counted));
                thread::spawn(move || {
                    // A client that goes away is what these tests are about.
                    let _ = converse(stream, &rules, &traffic);
                });
            }
        });
        Self { url, traffic, rules }
    }

    /// Answers everything like this from now on.
    pub fn everywhere(&self, answer: Answer) {
        self.rules.lock().unwrap().everywhere = Some(answer);
    }

    /// Answers this path like this from now on.
    pub fn at(&self, path: &str, answer: Answer) {
        self.rules.lock().unwrap().paths.insert(path.to_owned(), answer);
    }

    /// Answers honestly from now on.
    pub fn behave(&self) {
        let mut rules = self.rules.lock().unwrap();
        rules.everywhere = None;
        rules.paths.clear();
        rules.elsewhere.clear();
    }

    /// Serves another folder from now on.
    pub fn move_to(&self, folder: &Path) {
        folder.clone_into(&mut self.rules.lock().unwrap().folder);
    }

    /// Takes one path from another folder from now on.
    pub fn take_from(&self, path: &str, folder: &Path) {
        self.rules.lock().unwrap().elsewhere.insert(path.to_owned(), folder.to_owned());
    }

    /// Bytes sent since the last call.
    pub fn sent(&self) -> u64 {
        self.traffic.sent.swap(0, Ordering::SeqCst)
    }

    /// The first lines of the requests since the last call.
    pub fn asked(&self) -> Vec<String> {
        let heads = std::mem::take(&mut *self.traffic.heads.lock().unwrap());
        heads.iter().map(|head| head.lines().next().unwrap_or_default().to_owned()).collect()
    }
}

fn converse(stream: TcpStream, rules: &Mutex<Rules>, traffic: &Traffic) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let mut head = String::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            traffic.received.fetch_add(line.len() as u64, Ordering::SeqCst);
            if line == "\r\n" {
                break;
            }
            head.push_str(&line);
        }
        let path = head.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
        let from: Option<usize> = head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned))
            .and_then(|range| range.trim_end_matches('-').parse().ok());
        traffic.heads.lock().unwrap().push(head);
        let (answer, folder) = {
            let rules = rules.lock().unwrap();
            let answer = rules.paths.get(&path).or(rules.everywhere.as_ref()).cloned().unwrap_or(Answer::Honest);
            (answer, rules.elsewhere.get(&path).unwrap_or(&rules.folder).clone())
        };
        let file = fs::read(folder.join(&path));
        reply(&mut Out { stream: &mut stream, traffic }, &answer, file, from)?;
    }
}

/// Counts what is sent.
struct Out<'a> {
    stream: &'a mut TcpStream,
    traffic: &'a Traffic,
}

impl Out<'_> {
    fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.stream.write_all(bytes)?;
        self.traffic.sent.fetch_add(bytes.len() as u64, Ordering::SeqCst);
        Ok(())
    }

    fn head(&mut self, status: u16, length: Option<usize>, more: &str) -> std::io::Result<()> {
        let length = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
        self.send(format!("HTTP/1.1 {status} As Asked\r\n{length}{more}\r\n").as_bytes())
    }
}

fn gone() -> std::io::Error {
    ErrorKind::ConnectionAborted.into()
}

fn reply(
    out: &mut Out<'_>,
    answer: &Answer,
    file: std::io::Result<Vec<u8>>,
    from: Option<usize>,
) -> std::io::Result<()> {
    match answer {
        Answer::Status(status) => return out.head(*status, Some(0), ""),
        Answer::RedirectLoop => return out.head(302, Some(0), "Location: /round/and/round\r\n"),
        Answer::Redirect(url) => return out.head(302, Some(0), &format!("Location: {url}\r\n")),
        Answer::Silence => {
            thread::park_timeout(Duration::from_mins(10));
            return Err(gone());
        }
        _ => {}
    }
    let Ok(mut body) = file else { return out.head(404, Some(0), "") };
    match answer {
        Answer::Other(bytes) => body.clone_from(bytes),
        Answer::Longer(more) => body.extend(std::iter::repeat_n(b'x', *more)),
        _ => {}
    }
    let ranges = !matches!(answer, Answer::NoRanges | Answer::CutEveryWithoutRanges(_));
    let (status, from, more) = match from.filter(|_| ranges) {
        Some(from) if from >= body.len() => {
            return out.head(416, Some(0), &format!("Content-Range: bytes */{}\r\n", body.len()));
        }
        Some(from) => (206, from, format!("Content-Range: bytes {from}-{}/{}\r\n", body.len() - 1, body.len())),
        None => (200, 0, String::new()),
    };
    let rest = &body[from..];
    match answer {
        Answer::CutEvery(bytes) | Answer::CutEveryWithoutRanges(bytes) if rest.len() > *bytes => {
            out.head(status, Some(rest.len()), &more)?;
            out.send(&rest[..*bytes])?;
            Err(gone())
        }
        Answer::Stall => {
            out.head(status, Some(rest.len()), &more)?;
            out.send(&rest[..rest.len() / 2])?;
            thread::park_timeout(Duration::from_mins(10));
            Err(gone())
        }
        Answer::WrongLength(by) => {
            out.head(status, rest.len().checked_add_signed(*by as isize), &more)?;
            out.send(rest)?;
            Err(gone())
        }
        Answer::Endless => {
            out.head(200, None, "")?;
            loop {
                out.send(&[b'x'; 4096])?;
            }
        }
        Answer::Slow(per_second) => {
            out.head(status, Some(rest.len()), &more)?;
            for piece in rest.chunks((*per_second / 10).max(1)) {
                out.send(piece)?;
                thread::sleep(Duration::from_millis(100));
            }
            Ok(())
        }
        _ => {
            out.head(status, Some(rest.len()), &more)?;
            out.send(rest)
        }
    }
}
