//! Every attack through every door: whatever comes in is refused, or is an
//! honest release to the last byte. The outcomes stand in `docs/security.md`.

#[path = "../../tests/site/mod.rs"]
mod site;

use std::{fmt::Write as _, fs, path::Path, sync::Arc, time::Duration};

use tempfile::TempDir;

use self::site::Site as Server;
use super::{
    Watch,
    drives::{self, CopyError},
    sources,
    web::{Pace, Parts, Proxies, Web},
};
use crate::{
    bundle::{
        Digest, Fetch, Refusal, Trust,
        attacks::{self, Files, Ground, Offered},
        file::{self, Container},
        folder::Site,
        limits,
        samples::{container, now, packed},
        verify,
    },
    store::{
        GenerationInfo, Lock, Publisher, SledStore, Store,
        files::{make_folder, write_whole},
        take::{self, TakeError},
    },
};

/// The document with the table.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/security.md");
/// What stands before the table and after it.
const MARKS: [&str; 2] =
    ["<!-- attacks: written by the tests of src/sync/attacks.rs -->\n", "<!-- end of attacks -->\n"];

/// A device with its store.
struct Device {
    store: SledStore,
    trust: Trust,
    _data: TempDir,
}

impl Device {
    /// One that has taken the first two releases, or none yet.
    fn new(ground: &Ground, releases: usize) -> Self {
        let data = tempfile::tempdir().unwrap();
        let lock = Arc::new(Lock::take(data.path(), "test", now()).unwrap());
        let mut store = SledStore::open(&data.path().join("directory"), lock).unwrap();
        let first = Trust::Fingerprints(vec![ground.house.fingerprint().hex()]);
        for release in &ground.releases[..releases] {
            let verified = take::look(&store, container(packed(release)).unwrap(), &first, now()).unwrap();
            let offer = take::prepare(&store, verified, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
            let index = |_: &crate::directory::Directory, _| Vec::new();
            take::take(&mut store, offer, &index, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
        }
        let trust = if releases > 0 { Trust::Known } else { first };
        Self { store, trust, _data: data }
    }

    /// Everything that may not change.
    fn state(&self) -> (Option<GenerationInfo>, Vec<Publisher>) {
        (self.store.current().unwrap(), self.store.publishers().unwrap().into_values().collect())
    }

    /// What comes out of taking this.
    fn outcome(&self, ground: &Ground, fetch: Result<Arc<dyn Fetch>, Refusal>) -> String {
        let before = self.state();
        let offered = fetch.map_err(TakeError::from).and_then(|fetch| {
            let verified = take::look(&self.store, fetch, &self.trust, now())?;
            take::prepare(&self.store, verified, &mut |_| std::ops::ControlFlow::Continue(()))
        });
        assert!(self.state() == before, "nothing changes before it is taken");
        match offered {
            Ok(offer) => {
                assert!(offer.verified.accepted);
                honest(ground, offer.verified.raw_digest)
            }
            Err(TakeError::Refused(refusal)) => refusal.code().to_owned(),
            Err(other) => panic!("{other}"),
        }
    }
}

/// Which honest release has these records. Nothing else may ever come in.
fn honest(ground: &Ground, digest: Digest) -> String {
    let number = ground.releases.iter().position(|release| Digest::of(&release.raw) == digest);
    format!("v{}", number.expect("records of no release came in") + 1)
}

/// What is offered, lying on a disk.
struct Place {
    folder: TempDir,
    file: std::path::PathBuf,
    site: Option<std::path::PathBuf>,
}

impl Place {
    fn of(offered: Offered) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.parasol");
        let site = match offered {
            Offered::Site(files) => {
                write_whole(&file, &pack(&files)).unwrap();
                let site = folder.path().join("site");
                write_site(&site, &files);
                Some(site)
            }
            Offered::File(bytes) => {
                write_whole(&file, &bytes).unwrap();
                None
            }
            Offered::Sparse(bytes) => {
                fs::File::create(&file).unwrap().set_len(bytes).unwrap();
                None
            }
        };
        Self { folder, file, site }
    }

    fn open(&self) -> Result<Arc<dyn Fetch>, Refusal> {
        Ok(Arc::new(Container::open(&self.file)?))
    }

    /// The same off a drive: copied first.
    fn copied(&self) -> Result<Arc<dyn Fetch>, Refusal> {
        let parts = Parts::below(self.folder.path());
        match drives::copy(&self.file, limits::FILE_BYTES, &parts, &Watch::default()) {
            Ok(copy) => Ok(Arc::new(Container::read(copy)?)),
            Err(CopyError::TooLong) => {
                Err(Refusal::Unsafe { part: "bundle".to_owned(), detail: "it is longer than allowed".to_owned() })
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// The site over the web.
    fn served(&self, server: &Server) -> Option<Arc<dyn Fetch>> {
        server.move_to(self.site.as_ref()?);
        let pace = Pace { tries: 3, pause: Duration::ZERO, ..Pace::default() };
        let parts = Parts::below(self.folder.path());
        let base = sources::address(&server.url).unwrap();
        Some(Arc::new(Web::new(&base, &Proxies::default(), pace, parts, Watch::default()).unwrap()))
    }
}

fn pack(files: &Files) -> Vec<u8> {
    let mut bytes = Vec::new();
    let files = files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())).collect();
    file::pack(&files, &mut bytes).unwrap();
    bytes
}

fn write_site(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = folder.join(path);
        make_folder(path.parent().unwrap()).unwrap();
        write_whole(&path, bytes).unwrap();
    }
}

/// What `verify` says about a file: it remembers nothing.
fn looked_at(ground: &Ground, fetch: Result<Arc<dyn Fetch>, Refusal>) -> String {
    let verified = fetch.and_then(|fetch| {
        let verified = verify(fetch, None, &Trust::Look, now())?;
        verified.directory(None, &mut |_| std::ops::ControlFlow::Continue(()))?;
        Ok(verified)
    });
    match verified {
        Ok(verified) => honest(ground, verified.raw_digest),
        Err(refusal) => refusal.code().to_owned(),
    }
}

#[test]
fn no_attack_comes_in_through_any_door() {
    let ground = Ground::new();
    let (known, fresh) = (Device::new(&ground, 2), Device::new(&ground, 0));
    let server = Server::serve(Path::new("/"));
    let (mut table, mut attacks, mut tries, mut refused) = (String::new(), 0, 0, 0);
    for (chapter, list) in attacks::all() {
        writeln!(table, "| **{chapter}** | `verify` | `import` | drive | folder | web | new device |").unwrap();
        for (name, make) in list {
            let place = Place::of(make(&ground));
            let site = place.site.as_ref().map(|site| Ok(Arc::new(Site::new(site)) as Arc<dyn Fetch>));
            let outcomes = [
                Some(looked_at(&ground, place.open())),
                Some(known.outcome(&ground, place.open())),
                Some(known.outcome(&ground, place.copied())),
                site.map(|site| known.outcome(&ground, site)),
                place.served(&server).map(|web| known.outcome(&ground, Ok(web))),
                Some(fresh.outcome(&ground, place.open())),
            ];
            attacks += 1;
            tries += outcomes.iter().flatten().count();
            refused += outcomes.iter().flatten().filter(|outcome| !outcome.starts_with('v')).count();
            let cells = outcomes.map(|outcome| outcome.unwrap_or_else(|| "–".to_owned()));
            writeln!(table, "| {name} | {} |", cells.join(" | ")).unwrap();
        }
    }
    let (header, rows) = table.split_once('\n').unwrap();
    let counted = format!("{attacks} attacks, {tries} tries, {refused} refused.\n\n");
    check_document(&format!("{counted}{header}\n| --- | --- | --- | --- | --- | --- | --- |\n{rows}"));
}

/// Holds the table in the document against what happened, or writes it there.
#[expect(clippy::disallowed_methods, reason = "a document is written when asked for")]
fn check_document(table: &str) {
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let (before, rest) = document.split_once(MARKS[0]).expect("the document has a place for the table");
    let (written, after) = rest.split_once(MARKS[1]).expect("the table has an end");
    if std::env::var_os("PARASOL_WRITE_DOCS").is_some() {
        let [begin, end] = MARKS;
        write_whole(Path::new(DOCUMENT), format!("{before}{begin}\n{table}\n{end}{after}").as_bytes()).unwrap();
    } else {
        assert_eq!(written.trim(), table.trim(), "PARASOL_WRITE_DOCS=1 cargo test --lib no_attack writes it anew");
    }
}
