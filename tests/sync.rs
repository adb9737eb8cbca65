//! Updates over the web and from drives with the real program: publishers made
//! by it, sites that behave and that do not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
#[path = "sync/lines.rs"]
mod lines;
#[path = "sync/mirrors.rs"]
mod mirrors;
#[path = "sync/on_drives.rs"]
mod on_drives;
mod publisher;
mod site;
#[path = "sync/sources.rs"]
mod sources;
#[path = "sync/taking.rs"]
mod taking;

use std::sync::LazyLock;

use cli_support::{Home, Run, run};
use publisher::{Published, Publisher, houses};
use site::Site;

/// A publisher and two versions of its directory, the second with one change.
struct Made {
    publisher: Publisher,
    first: Published,
    second: Published,
}

impl Made {
    fn new(count: usize) -> Self {
        let mut publisher = Publisher::new("House list");
        let first = publisher.publish(&houses(count, 0), "2026-11-01T08:00:00Z");
        let second = publisher.publish(&houses(count, 1), "2026-11-20T08:00:00Z");
        Self { publisher, first, second }
    }
}

/// Fits on one page of a slow line. Made once: signing takes its time.
static SMALL: LazyLock<Made> = LazyLock::new(|| Made::new(SMALL_COUNT));

const SMALL_COUNT: usize = 100;

/// Several times 64 kB, and more than a metered line is asked for.
static LARGE: LazyLock<Made> = LazyLock::new(|| Made::new(4_000));

/// A site with the first version of a publisher; a device.
struct World {
    publisher: &'static Publisher,
    first: &'static Published,
    second: &'static Published,
    site: Site,
    home: Home,
}

impl World {
    fn new(made: &'static Made) -> Self {
        let Made { publisher, first, second } = made;
        Self { publisher, first, second, site: Site::serve(&first.site), home: Home::new() }
    }

    /// The same with the first version in use, and the second on the site.
    fn with_first_taken() -> Self {
        let world = Self::new(&SMALL);
        let taken =
            world.home.run(&["import", world.first.argument(), "--yes", "--trust", &world.publisher.fingerprint]);
        assert_eq!(taken.code, 0, "{taken:?}");
        world.site.move_to(&world.second.site);
        world
    }

    fn sync(&self, more: &[&str]) -> Run {
        self.home.run(&[&["sync", &self.site.url, "--yes", "--json", "--debug-hurry"], more].concat())
    }

    /// The version in use; 0 for none.
    fn version(&self) -> u64 {
        version(&self.home, "House list")
    }
}

fn version(home: &Home, name: &str) -> u64 {
    let status = home.run(&["status", "--json"]);
    let publishers = status.json()["publishers"].as_array().unwrap().clone();
    publishers.iter().find(|one| one["name"] == name).map_or(0, |one| one["version"].as_u64().unwrap())
}

/// The code of the failure that a run ended with.
fn failure(run: &Run) -> String {
    let last = run.err.lines().last().unwrap_or_default();
    let error: serde_json::Value = serde_json::from_str(last).unwrap_or_else(|_| panic!("{run:?}"));
    assert!(error["error"]["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{run:?}");
    error["error"]["code"].as_str().unwrap().to_owned()
}

fn run_at(home: &Home, arguments: &[&str], now: &str) -> Run {
    run(home.command(arguments).env("PARASOL_NOW", now))
}
