//! Taking bundles with the real program: what ends it, what stops it, and what
//! is there afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod curator;
#[path = "import/damaged.rs"]
mod damaged;
#[path = "import/days.rs"]
mod days;
#[path = "import/ended.rs"]
mod ended;
#[cfg(unix)]
mod pty;
#[path = "import/said.rs"]
mod said;
#[path = "import/whose.rs"]
mod whose;

use cli_support::{Home, Run, run};
use curator::{Curator, Published, houses};

/// A publisher's first release of ten houses, and a second that has one more,
/// another number at one, and withdraws `house-00003`.
struct World {
    home: Home,
    first: Published,
    second: Published,
}

impl World {
    fn new() -> Self {
        let home = Home::new();
        let mut curator = Curator::new("House list");
        let first = curator.publish(houses(10, &[], 0), &home.path().join("first.parasol"));
        let mut changed = houses(11, &["house-00003"], 2);
        changed.organizations[5].phones[0].number = "+34 699 999 999".into();
        let second = curator.publish(changed, &home.path().join("second.parasol"));
        Self { home, first, second }
    }

    /// The same with the first release in use.
    fn with_first_taken() -> Self {
        let world = Self::new();
        let taken = world.home.run(&["import", &world.first.file, "--yes", "--trust", &world.first.trust()]);
        assert_eq!(taken.code, 0, "{taken:?}");
        world
    }

    fn take(&self, published: &Published) {
        self.done(&["import", &published.file, "--yes", "--trust", &published.trust()]);
    }

    /// Another publisher whose houses have the same ids.
    fn take_another(&self, name: &str) -> Published {
        let other = Curator::new(name).publish(houses(6, &[], 0), &self.home.path().join("other.parasol"));
        self.take(&other);
        other
    }

    fn done(&self, arguments: &[&str]) -> Run {
        let run = self.home.run(arguments);
        assert_eq!(run.code, 0, "{run:?}");
        run
    }

    /// With the passphrase of the vault.
    fn opened(&self, passphrase: &str, arguments: &[&str]) -> Run {
        run(self.home.command(arguments).env("PARASOL_PASSPHRASE", passphrase))
    }

    /// The version of the publisher that is in use; the directory has to be
    /// that version and nothing else.
    fn version(&self) -> u64 {
        let status = self.home.run(&["status", "--json"]);
        assert_eq!((status.code, status.err.as_str()), (0, ""), "{status:?}");
        let ours =
            status.json()["publishers"].as_array().unwrap().iter().find(|one| one["name"] == "House list").cloned();
        let ours = ours.unwrap_or_else(|| panic!("the publisher is gone: {status:?}"));
        let has = |id: &str| self.home.run(&["show", id]).code == 0;
        let version = ours["version"].as_u64().unwrap();
        match version {
            1 => assert!(has("house-00003") && !has("house-00010"), "not the first version, and not whole"),
            2 => assert!(!has("house-00003") && has("house-00010"), "not the second version, and not whole"),
            other => panic!("version {other}"),
        }
        assert_eq!(ours["entries"], 20);
        version
    }

    /// The program, started by a shell script that ends in `exec "$@"`.
    fn shell(&self, script: &str, arguments: &[&str]) -> Run {
        let program = self.home.command(arguments);
        let mut command = assert_cmd::Command::new("sh");
        command.args(["-c", script, "sh"]).arg(program.get_program()).args(arguments).env_clear();
        for (name, value) in program.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        run(&mut command)
    }
}
