//! Files over a line that breaks, from a site that misbehaves on command.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that fails says where, and writes files"
)]

mod site;

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use parasol::bundle::{Fetch, FetchError, Hurdle};
use parasol::sync::{
    Bytes, Stop, Watch, sources,
    web::{Pace, Parts, Proxies, Web},
};
use rstest::rstest;
use site::{Answer, Site};
use tempfile::TempDir;

/// Short for a machine that is near; long for one that is busy.
fn pace() -> Pace {
    Pace {
        connect: Duration::from_secs(20),
        stall: Duration::from_millis(600),
        window: Duration::from_millis(800),
        pause: Duration::from_millis(5),
        tries: 3,
    }
}

/// A site with a target of so many bytes, and a data folder.
struct World {
    site: Site,
    files: TempDir,
    data: TempDir,
    target: String,
    body: Vec<u8>,
}

impl World {
    fn new(bytes: usize) -> Self {
        let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let body: Vec<u8> = (0..bytes).map(|at| (at * 31 % 251) as u8).collect();
        let hash = hex::encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &body));
        let target = format!("targets/{hash}.directory.jsonl.zst");
        for folder in ["metadata", "targets"] {
            fs::create_dir(files.path().join(folder)).unwrap();
        }
        fs::write(files.path().join(&target), &body).unwrap();
        fs::write(files.path().join("metadata/timestamp.json"), b"{}").unwrap();
        Self { site: Site::serve(files.path()), files, data, target, body }
    }

    fn parts(&self) -> Parts {
        Parts::below(self.data.path())
    }

    fn web(&self, watch: Watch) -> Web {
        let url = sources::address(&self.site.url).unwrap();
        Web::new(&url, &Proxies::default(), pace(), self.parts(), watch).unwrap()
    }

    /// Fetches the target with its right length as the limit.
    fn fetch(&self) -> Result<Vec<u8>, FetchError> {
        self.fetch_at_most(self.body.len() as u64)
    }

    fn fetch_at_most(&self, limit: u64) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        self.web(Watch::default()).fetch(&self.target, limit)?.read_to_end(&mut bytes).unwrap();
        Ok(bytes)
    }

    fn kept(&self) -> u64 {
        self.parts().kept(&self.target)
    }
}

#[rstest]
#[case::honest(Answer::Honest)]
#[case::without_ranges(Answer::NoRanges)]
#[case::cut_every_64_kb(Answer::CutEvery(65_536))]
#[case::slow(Answer::Slow(400_000))]
fn a_file_comes_whole_from_a_site_that_is_only_bad(#[case] answer: Answer) {
    let world = World::new(300_000);
    world.site.everywhere(answer);
    assert!(world.fetch().unwrap() == world.body);
    // It comes once: the next time it is here.
    world.site.sent();
    assert!(world.fetch().unwrap() == world.body);
    assert_eq!(world.site.sent(), 0);
}

#[test]
fn nothing_comes_twice_over_a_line_that_breaks() {
    let world = World::new(300_000);
    world.site.everywhere(Answer::CutEvery(65_536));
    world.fetch().unwrap();
    let (sent, asked) = (world.site.sent(), world.site.asked().len());
    assert_eq!(asked, 5);
    assert!(sent < 300_000 + 5 * 300, "{sent}");
}

#[test]
fn a_download_goes_on_after_a_restart_and_at_another_mirror() {
    let world = World::new(200_000);
    world.site.everywhere(Answer::Stall);
    assert!(matches!(world.fetch(), Err(FetchError::Unreachable { .. })));
    let kept = world.kept();
    assert!(kept > 100_000, "{kept}");
    // The mirror is another site with another address and the same hash.
    let mirror = Site::serve(world.files.path());
    let url = sources::address(&mirror.url).unwrap();
    let web = Web::new(&url, &Proxies::default(), pace(), world.parts(), Watch::default()).unwrap();
    let mut bytes = Vec::new();
    web.fetch(&world.target, 200_000).unwrap().read_to_end(&mut bytes).unwrap();
    assert!(bytes == world.body);
    assert!(mirror.sent() < 200_000 - kept + 300);
}

#[rstest]
#[case::cut_without_ranges(Answer::CutEveryWithoutRanges(65_536))]
#[case::silence(Answer::Silence)]
#[case::server_error(Answer::Status(500))]
#[case::busy(Answer::Status(429))]
#[case::forbidden(Answer::Status(403))]
#[case::redirects(Answer::RedirectLoop)]
#[case::next_to_nothing(Answer::Slow(20))]
fn a_site_that_never_gives_it_is_unreachable(#[case] answer: Answer) {
    let world = World::new(300_000);
    world.site.everywhere(answer);
    let error = world.fetch().unwrap_err();
    assert!(matches!(&error, FetchError::Unreachable { .. }), "{error:?}");
    let error = world.web(Watch::default()).fetch("metadata/timestamp.json", 100).err();
    // The little that metadata is comes even over such lines.
    assert!(matches!(&error, None | Some(FetchError::Unreachable { .. })), "{error:?}");
}

#[rstest]
#[case::silence(Answer::Silence, Hurdle::Silent)]
#[case::stalls(Answer::Stall, Hurdle::Silent)]
#[case::cut(Answer::CutEveryWithoutRanges(65_536), Hurdle::Broken)]
#[case::server_error(Answer::Status(503), Hurdle::Status(503))]
#[case::forbidden(Answer::Status(403), Hurdle::Status(403))]
#[case::wants_a_login(Answer::Status(511), Hurdle::Page)]
#[case::redirects(Answer::RedirectLoop, Hurdle::Redirects)]
fn what_bars_the_way_is_known(#[case] answer: Answer, #[case] expected: Hurdle) {
    let world = World::new(300_000);
    world.site.everywhere(answer);
    match world.fetch() {
        Err(FetchError::Unreachable { hurdle, .. }) => assert_eq!(hurdle, expected),
        other => panic!("{:?}", other.err()),
    }
}

#[test]
fn a_site_that_speaks_in_the_open_where_a_secret_line_is_wanted_says_so() {
    let world = World::new(10);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = sources::address(&format!("https://{}/", listener.local_addr().unwrap())).unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut hello = [0; 16];
            stream.read_exact(&mut hello).ok();
            stream.write_all(b"HTTP/1.1 302 Found\r\nLocation: http://login.invalid/\r\n\r\n").ok();
        }
    });
    let web = Web::new(&url, &Proxies::default(), pace(), world.parts(), Watch::default()).unwrap();
    let error = web.fetch("metadata/timestamp.json", 10).err();
    assert!(matches!(&error, Some(FetchError::Unreachable { hurdle: Hurdle::NotSecret, .. })), "{error:?}");
}

#[test]
fn only_a_file_that_is_not_there_is_not_found() {
    let world = World::new(10);
    let web = world.web(Watch::default());
    for status in [404, 410] {
        world.site.everywhere(Answer::Status(status));
        assert!(matches!(web.fetch("metadata/2.root.json", 100).err(), Some(FetchError::NotFound)));
    }
    for status in [400, 401, 403, 500, 503] {
        world.site.everywhere(Answer::Status(status));
        let error = web.fetch("metadata/2.root.json", 100).err();
        assert!(
            matches!(&error, Some(FetchError::Unreachable { detail, .. }) if detail.contains(&status.to_string())),
            "{error:?}"
        );
    }
}

#[rstest]
#[case::other(Answer::Other(vec![7; 300_000]))]
#[case::shorter(Answer::Other(vec![7; 1_000]))]
#[case::empty(Answer::Other(Vec::new()))]
#[case::always_the_same_bytes_missing(Answer::WrongLength(-70_000))]
fn another_file_in_its_place_is_handed_over_and_forgotten(#[case] answer: Answer) {
    let world = World::new(300_000);
    world.site.everywhere(answer);
    // Whoever reads it checks the hash anyway, and refuses it.
    assert!(world.fetch().unwrap() != world.body);
    assert_eq!(world.kept(), 0);
    world.site.behave();
    assert!(world.fetch().unwrap() == world.body);
}

#[rstest]
#[case::longer(Answer::Longer(1))]
#[case::length_too_large(Answer::WrongLength(5))]
#[case::endless(Answer::Endless)]
fn a_file_longer_than_its_limit_is_not_kept(#[case] answer: Answer) {
    let world = World::new(300_000);
    world.site.everywhere(answer);
    assert!(matches!(world.fetch(), Err(FetchError::TooLong)));
    assert_eq!(world.kept(), 0);
    let metadata = world.web(Watch::default()).fetch("metadata/timestamp.json", 1).err();
    assert!(matches!(metadata, Some(FetchError::TooLong)));
}

#[test]
fn a_spoilt_beginning_is_dropped_and_the_file_fetched_anew() {
    let world = World::new(300_000);
    world.site.everywhere(Answer::Stall);
    world.fetch().unwrap_err();
    let part = fs::read_dir(world.data.path().join("parts")).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&part).unwrap();
    *bytes.first_mut().unwrap() ^= 1;
    fs::write(&part, bytes).unwrap();
    world.site.behave();
    assert!(world.fetch().unwrap() == world.body);
}

#[test]
fn a_limit_that_is_only_a_bound_does_no_harm() {
    let world = World::new(200_000);
    assert!(world.fetch_at_most(1 << 30).unwrap() == world.body);
    assert!(world.fetch_at_most(1 << 30).unwrap() == world.body);
    world.site.everywhere(Answer::CutEvery(65_536));
    world.parts().clear();
    assert!(world.fetch_at_most(1 << 30).unwrap() == world.body);
}

#[rstest]
#[case(Answer::Silence)]
#[case(Answer::Stall)]
#[case(Answer::Status(500))]
fn it_can_be_stopped_while_it_waits(#[case] answer: Answer) {
    let world = World::new(300_000);
    world.site.everywhere(answer);
    let stop = Stop::default();
    let theirs = stop.clone();
    let patient = Pace { stall: Duration::from_mins(10), pause: Duration::from_mins(10), ..pace() };
    let url = sources::address(&world.site.url).unwrap();
    let watch = Watch { stop: theirs, ..Watch::default() };
    let web = Web::new(&url, &Proxies::default(), patient, world.parts(), watch).unwrap();
    let (traffic, target) = (Arc::clone(&world.site.traffic), world.target.clone());
    let working = std::thread::spawn(move || web.fetch(&target, 300_000).err());
    while traffic.heads.lock().unwrap().is_empty() {
        std::thread::yield_now();
    }
    stop.stop();
    assert!(matches!(working.join().unwrap(), Some(FetchError::Cancelled)));
}

#[test]
fn a_site_learns_nothing_about_who_asks() {
    let world = World::new(10);
    world.fetch().unwrap();
    let head = world.site.traffic.heads.lock().unwrap().first().unwrap().clone();
    let mut names: Vec<String> =
        head.lines().skip(1).filter_map(|line| Some(line.split_once(':')?.0.to_ascii_lowercase())).collect();
    names.sort();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"], "{head}");
    assert!(head.to_ascii_lowercase().contains("user-agent: parasol\r\n"), "{head}");
}

#[test]
fn progress_is_told_in_bytes_with_those_that_were_here_before() {
    let world = World::new(300_000);
    world.site.everywhere(Answer::CutEvery(65_536));
    let told: Arc<Mutex<Vec<Bytes>>> = Arc::default();
    let theirs = Arc::clone(&told);
    let watch = Watch { report: Arc::new(move |bytes| theirs.lock().unwrap().push(bytes)), ..Watch::default() };
    world.web(watch).fetch(&world.target, 300_000).unwrap();
    let told = told.lock().unwrap();
    assert!(told.is_sorted_by_key(|bytes| bytes.done));
    assert!(told.iter().all(|bytes| bytes.total == Some(300_000)));
    assert_eq!(told.last().unwrap().done, 300_000);
}

#[test]
fn a_path_that_is_no_plain_name_is_never_asked_for() {
    let world = World::new(10);
    let web = world.web(Watch::default());
    for path in ["../secret", "metadata/../x", "metadata//x", "targets/.x", "targets/a b", "targets/a%2e", "", "a?b"] {
        assert!(matches!(web.fetch(path, 10).err(), Some(FetchError::NotFound)), "{path}");
    }
    assert!(world.site.asked().is_empty());
}

#[test]
fn a_host_that_is_not_there_is_given_up_soon() {
    let folder = tempfile::tempdir().unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = sources::address(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let web = Web::new(&url, &Proxies::default(), pace(), Parts::below(folder.path()), Watch::default()).unwrap();
    let hurdle = |web: &Web| match web.fetch("metadata/timestamp.json", 10).err() {
        Some(FetchError::Unreachable { hurdle, .. }) => hurdle,
        other => panic!("{other:?}"),
    };
    assert_eq!(hurdle(&web), Hurdle::NoAnswer);
    // Where it is the proxy that is not there, it is named, without its password.
    let proxy = url.as_str().replace("http://", "http://name:secret@");
    let proxies = Proxies { all: Some(proxy), ..Proxies::default() };
    for site in ["http://updates.invalid/", "https://updates.invalid/"] {
        let site = sources::address(site).unwrap();
        let web = Web::new(&site, &proxies, pace(), Parts::below(folder.path()), Watch::default()).unwrap();
        let address = url.as_str().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert_eq!(hurdle(&web), Hurdle::Proxy(address));
    }
    assert!(!Path::new(&folder.path().join("parts")).exists());
}

#[test]
fn a_proxy_is_asked_in_the_place_of_the_site() {
    let world = World::new(10);
    let proxy = world.site.url.trim_end_matches('/').to_owned();
    let proxies = Proxies { http: Some(proxy), ..Proxies::default() };
    let url = sources::address("http://updates.invalid/nswp").unwrap();
    let web = Web::new(&url, &proxies, pace(), world.parts(), Watch::default()).unwrap();
    web.fetch("metadata/timestamp.json", 10).err();
    // Not a tunnel: to port 80 most proxies dig none.
    let heads = world.site.traffic.heads.lock().unwrap();
    let whole = "GET http://updates.invalid/nswp/metadata/timestamp.json HTTP/1.1";
    assert!(heads.iter().all(|head| head.starts_with(whole)) && !heads.is_empty(), "{heads:?}");
}

#[test]
fn a_secret_site_is_reached_through_a_tunnel() {
    let world = World::new(10);
    let proxies = Proxies { https: Some(world.site.url.trim_end_matches('/').to_owned()), ..Proxies::default() };
    let url = sources::address("https://updates.invalid/nswp").unwrap();
    let web = Web::new(&url, &proxies, pace(), world.parts(), Watch::default()).unwrap();
    web.fetch("metadata/timestamp.json", 10).err();
    let heads = world.site.traffic.heads.lock().unwrap();
    assert!(heads.iter().all(|head| head.starts_with("CONNECT updates.invalid:443 ")), "{heads:?}");
    assert!(!heads.is_empty());
}
